"""The brief of the meeting: one page to read before it, or to copy as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from interview_tui.domain.brief import as_markdown, as_text
from interview_tui.services.briefing import brief_of
from interview_tui.ui.keys import PageName
from interview_tui.ui.pages.base import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from interview_tui.domain.brief import Brief
    from interview_tui.wiring import Program

MARGIN = 3
"""Cells that the text leaves free: a blank at each side, and the scroll bar."""


class BriefPage(Page):
    """The brief, to scroll."""

    page: ClassVar[PageName] = PageName.BRIEF
    DEFAULT_CSS = """
    BriefPage #brief { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    BriefPage #brief > Static { height: auto; }
    """

    def __init__(self, program: Program, left: Callable[[], object], interview_id: int) -> None:
        super().__init__(program, left)
        self._interview_id = interview_id
        self._brief: Brief | None = None
        self._text = Static(markup=False)
        self._scroll = VerticalScroll(self._text, id="brief", can_focus=False)

    def body(self) -> ComposeResult:
        yield self._scroll

    def reload(self) -> None:
        """Reads the records anew."""
        self._brief = brief_of(self.program.house, self._interview_id)
        self.title_line.show(f"Brief · {self._brief.name}")
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """The text fills the width."""
        self._draw()

    def action_copy(self) -> None:
        """The brief as Markdown, to the clipboard."""
        if self._brief is not None:
            self.app.copy_to_clipboard(as_markdown(self._brief))
            self.message.tell("Copied the brief as Markdown")

    def action_down(self) -> None:
        """One line down."""
        self._scroll.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """One line up."""
        self._scroll.scroll_relative(y=-1, animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self._scroll.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        self._scroll.scroll_end(animate=False)

    def action_half_page(self, direction: int) -> None:
        """Half a page."""
        self._scroll.scroll_relative(y=direction * max(1, self._scroll.size.height // 2), animate=False)

    def _draw(self) -> None:
        if self._brief is not None:
            self._text.update(as_text(self._brief, self.size.width - MARGIN))
