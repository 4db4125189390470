"""The review: one figure at a time, and a line with the names of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment

from interview_tui.store.review import review_of
from interview_tui.terminal.text import cells
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.lines import StatusLine
from interview_tui.ui.pages.base import TextPage
from interview_tui.ui.pages.review_figures import FIGURES, draw_figure
from interview_tui.ui.strips import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.review import Review
    from interview_tui.ui.strips import Drawn

_MARGIN = 3
"""Cells that the text leaves free: a blank at each side, and the scroll bar."""
EMPTY = "Nothing to look back on yet. {page.leave} goes back, {add} there adds your first interview."


class FigureLine(StatusLine):
    """The names of all figures, each after its key; where they do not fit, only that of the one shown."""

    DEFAULT_CSS = "FigureLine { color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def show(self, at: int) -> None:
        """Another figure is shown."""
        self._at = at
        self.refresh()

    def line(self, width: int) -> Drawn:
        line = self._names(short=False)
        return line if cells(plain(line)) <= width else self._names(short=True)

    def _names(self, *, short: bool) -> list[Segment]:
        line = [Segment(" ")]
        for place, figure in enumerate(FIGURES):
            key = SHOWN[f"review.show_{place + 1}"]
            if place == self._at:
                line.append(Segment(f"[{key} {figure.name}]", self.tone("key")))
            else:
                line.append(Segment(f" {key if short else f'{key} {figure.name}'} "))
        return line


class ReviewPage(TextPage):
    """The figures, to leaf through."""

    page: ClassVar[PageName] = PageName.REVIEW

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._figures = FigureLine()
        self._review: Review | None = None
        self._at = 0

    def body(self) -> Sequence[Widget]:
        return [self._figures, *super().body()]

    def reload(self) -> None:
        """Counts anew. Raises StoreTrouble."""
        self._review = review_of(self.program.store, self.program.clock())
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """The bars fill the width."""
        self._draw()

    def action_figure(self, by: int) -> None:
        """So many figures on, and round."""
        self.action_show((self._at + by) % len(FIGURES) + 1)

    def action_show(self, number: int) -> None:
        """The figure with that number, the first is 1."""
        self._at = number - 1
        self._figures.show(self._at)
        self.action_first()
        self._draw()

    def action_copy(self) -> None:
        """The figure as text, to the clipboard."""
        if self._review is not None:
            figure = FIGURES[self._at]
            self.copy("\n".join([figure.title, "", *draw_figure(figure, self._review)]) + "\n", "the figure as text")

    def _draw(self) -> None:
        if self._review is None:
            return
        figure = FIGURES[self._at]
        self.title_line.show(f"Review · {figure.title}", f"{self._at + 1} of {len(FIGURES)}")
        lines = (
            [with_keys(EMPTY)] if self._review.empty else draw_figure(figure, self._review, self.size.width - _MARGIN)
        )
        self.view.show("\n".join(lines))
