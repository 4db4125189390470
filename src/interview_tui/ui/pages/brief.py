"""The brief of the meeting: one page to read before it, or to copy as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.brief import brief_as_markdown
from interview_tui.services.meetings import brief_of
from interview_tui.ui.frame import Part
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import TextPage

if TYPE_CHECKING:
    from interview_tui.domain.brief import Brief
    from interview_tui.ui.text_view import Prose

LITTLE = (
    "Nothing is known yet: {study} takes the posting, {questions} picks questions, {stories} stories; {add} in "
    "the notes, then @ Name, says who comes."
)
"""What makes a brief of an interview of which nothing is known."""


class BriefPage(TextPage):
    """The brief, to scroll."""

    page: ClassVar[PageName] = PageName.BRIEF
    OF_INTERVIEW = True
    _brief: Brief | None = None

    def reload(self) -> None:
        """Reads the records again."""
        self._brief = brief = brief_of(self.program, self.interview_id or 0)
        self.title_line.show("Brief", brief.name)
        self.frame.show_top([Part("Brief", "title")])
        self.view.show(lambda to: _write(to, brief, with_keys(LITTLE)))

    def copy_line(self) -> None:
        """The brief as Markdown."""
        if self._brief is not None:
            self.copy(brief_as_markdown(self._brief), "the brief as Markdown")


def _write(to: Prose, brief: Brief, little: str) -> None:
    """The facts, then what is known under its headings; `little` says what to do where nothing is."""
    for name, text in brief.facts:
        to.fact(name, text)
    if brief.knows_nothing:
        to.blank()
        to.line((little, "quiet"))
    for section in brief.sections:
        to.heading(section.title)
        for item in section.items:
            to.line(item.text, begin="· ")
            for text in item.under:
                to.line(text, begin="    ")
        if section.more:
            to.line((section.more, "quiet"), begin="  ")
