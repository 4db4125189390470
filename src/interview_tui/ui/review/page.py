"""The review: one figure at a time, and a line with the names of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from interview_tui.services.reviewing import review_of
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import TextPage
from interview_tui.ui.review.drawing import FIGURES, draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from interview_tui.domain.review import Review
    from interview_tui.wiring import Program

MARGIN = 3
"""Cells that the text leaves free: a blank at each side, and the scroll bar."""
EMPTY = "Nothing to look back on yet. {page.leave} goes back, {add} there adds your first interview."


class ReviewPage(TextPage):
    """The figures, to leaf through."""

    page: ClassVar[PageName] = PageName.REVIEW

    def __init__(self, program: Program, left: Callable[[], object]) -> None:
        super().__init__(program, left)
        self._review: Review | None = None
        self._at = 0

    def reload(self) -> None:
        """Counts anew. Raises StoreTrouble."""
        self._review = review_of(self.program.house)
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """The bars fill the width."""
        self._draw()

    def action_figure(self, by: int) -> None:
        """Another figure."""
        self._at = (self._at + by) % len(FIGURES)
        self.action_first()
        self._draw()

    def action_copy(self) -> None:
        """The figure as text, to the clipboard."""
        if self._review is not None:
            figure = FIGURES[self._at]
            self.copy("\n".join([figure.title, "", *draw(figure, self._review)]) + "\n", "the figure as text")

    def _draw(self) -> None:
        if self._review is None:
            return
        figure = FIGURES[self._at]
        self.title_line.show(f"Review · {figure.title}", f"{self._at + 1} of {len(FIGURES)}")
        lines = [with_keys(EMPTY)] if self._review.empty else draw(figure, self._review, self.size.width - MARGIN)
        self.text.update(Text("\n".join(lines)))
