"""The brief of the meeting: one page to read before it, or to copy as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.brief import brief_as_markdown, brief_as_text
from interview_tui.services.meetings import brief_of
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import TextPage

if TYPE_CHECKING:
    from interview_tui.domain.brief import Brief

_MARGIN = 3
"""Cells that the text leaves free: a blank at each side, and the scroll bar."""
LITTLE = (
    "\n\nNothing more is known yet: {questions} picks questions, {stories} stories; {add} in the notes, then @ Name, "
    "says who comes."
)
"""What makes a brief of an interview of which nothing is known."""


class BriefPage(TextPage):
    """The brief, to scroll."""

    page: ClassVar[PageName] = PageName.BRIEF
    OF_INTERVIEW = True
    _brief: Brief | None = None

    def reload(self) -> None:
        """Reads the records again."""
        self._brief = brief_of(self.program, self.interview_id or 0)
        self.title_line.show(f"Brief · {self._brief.name}")
        self.on_resize()

    def on_resize(self) -> None:
        """The text fills the width."""
        if self._brief is not None:
            more = "" if self._brief.sections else with_keys(LITTLE)
            self.view.show(brief_as_text(self._brief, self.size.width - _MARGIN) + more)

    def action_copy(self) -> None:
        """The brief as Markdown, to the clipboard."""
        if self._brief is not None:
            self.copy(brief_as_markdown(self._brief), "the brief as Markdown")
