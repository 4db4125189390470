"""The review: what came of the interviews in one line; below it as many figures as there is room for, each in its
frame, and a line for each of the others.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on
from textual.containers import Container
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement
from textual.message import Message
from textual.strip import Strip

from interview_tui.store.review import review_of
from interview_tui.terminal.text import cells, whole_words, wrapped
from interview_tui.ui.frame import Frame, Part
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.pages.base import Page
from interview_tui.ui.pages.review_drawing import Span, plain_text
from interview_tui.ui.pages.review_figures import FIGURES, draw_figure, figure_as_text
from interview_tui.ui.pages.review_text import outcome_line
from interview_tui.ui.strips import Toned, filtered, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.layout import ArrangeResult
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.review import Review
    from interview_tui.ui.app_screen import Movable
    from interview_tui.ui.pages.review_drawing import FigureLine

EMPTY = "Nothing to review yet. {page.leave} goes back; {add} there adds your first interview."
NOT_DRAWN = len(FIGURES)
"""The place, after those of the figures, of the lines about those that are not drawn."""
_TWO_COLUMNS_FROM = 120
_LEAST_LINES = 13
"""A figure with its frame."""
_NAME_WIDTH = 14
_LINES_A_TURN = 3
_MARGIN = 1


def figures_at_once(size: Size) -> int:
    """How many figures are drawn: all, four, or one."""
    if size.width < _TWO_COLUMNS_FROM:
        return 1
    rows_of_all = -(-len(FIGURES) // 2)
    return next((2 * rows for rows in (rows_of_all, 2) if size.height >= rows * _LEAST_LINES), 1)


def figure_regions(size: Size, at: int, *, alone: bool = False) -> dict[int, Region]:
    """Where each figure stands that is drawn with the one at a place, and the lines about the others. `alone`: that one
    has all the room.
    """
    width, height = size
    if alone:
        return {at: Region(0, 0, width, height)}
    number = figures_at_once(size)
    first = at // number * number
    drawn = range(first, min(first + number, len(FIGURES)))
    rows = -(-len(drawn) // 2)
    lines = len(FIGURES) - len(drawn) + 2
    if lines == 2 or height - lines < rows * _LEAST_LINES:
        lines = 0
    regions = {}
    for place, figure in enumerate(drawn):
        row, right = divmod(place, 2)
        top, bottom = ((height - lines) * edge // rows for edge in (row, row + 1))
        half = width // 2
        if place == len(drawn) - 1 and not right:
            regions[figure] = Region(0, top, width, bottom - top)
        else:
            regions[figure] = Region(right * half, top, width - half if right else half, bottom - top)
    if lines:
        regions[NOT_DRAWN] = Region(0, height - lines, width, lines)
    return regions


class FiguresLayout(Layout):
    """Puts each frame into its region."""

    name = "figures"

    def __init__(self) -> None:
        self.at = 0
        self.alone = False

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        parent.pre_layout(self)
        regions = figure_regions(size, self.at, alone=self.alone)
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing(), child)
            for place, child in enumerate(children)
            if (region := regions.get(place)) is not None
        ]


class FigurePane(Toned):
    """Lines that are drawn for the room there is; they scroll where it is too small."""

    DEFAULT_CSS = "FigurePane { width: 1fr; height: 1fr; background: $background; }"
    ALLOW_SELECT = False

    class Clicked(Message):
        """One of its lines was clicked."""

        def __init__(self, pane: FigurePane, line: int) -> None:
            super().__init__()
            self.pane, self.line = pane, line

    def __init__(self) -> None:
        super().__init__()
        self._draw: Callable[[int, int], list[FigureLine]] = lambda _width, _height: []
        self._lines: list[FigureLine] = []
        self._top = 0
        self.hidden_changed: Callable[[int, int], object] = lambda _above, _below: None
        """Called with how many lines are out of view."""

    def show(self, draw: Callable[[int, int], list[FigureLine]]) -> None:
        """Another drawing: what gives its lines for a width and a height."""
        self._draw = draw
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.size
        if width and height:
            self._lines = self._draw(width - 2 * _MARGIN, height)
            self.move(0)
            self.refresh()

    def move(self, delta: int) -> None:
        """By so many lines."""
        hidden = max(0, len(self._lines) - self.size.height)
        top = max(0, min(hidden, self._top + delta))
        if top != self._top:
            self._top = top
            self.refresh()
        self.hidden_changed(top, hidden - top)

    def first(self) -> None:
        """To the beginning."""
        self.move(-len(self._lines))

    def last(self) -> None:
        """To the end."""
        self.move(len(self._lines))

    def half_page(self, direction: int) -> None:
        """By half of what is in view."""
        self.move(direction * max(1, self.size.height // 2))

    def render_line(self, y: int) -> Strip:
        width, ground = self.size.width, self.tone()
        line = [Segment(" " * _MARGIN, ground)]
        if self._top + y < len(self._lines):
            line += [Segment(part.text, ground + self.tone(part.tone)) for part in self._lines[self._top + y]]
        return Strip(filtered(self, [Segment(text, style or ground) for text, style, _ in fit(line, width)]), width)

    def on_click(self, event: events.Click) -> None:
        """Says which line it was."""
        self.post_message(self.Clicked(self, self._top + event.y))

    def on_mouse_scroll_down(self) -> None:
        """The wheel scrolls the figure under the pointer."""
        self.move(_LINES_A_TURN)

    def on_mouse_scroll_up(self) -> None:
        """And back."""
        self.move(-_LINES_A_TURN)


class FigureFrames(Container):
    """Holds the frames; nothing of it is seen."""

    DEFAULT_CSS = "FigureFrames { height: 1fr; background: $background; }"

    def __init__(self) -> None:
        self.panes = [FigurePane() for _ in range(NOT_DRAWN + 1)]
        self.frames = [Frame(pane) for pane in self.panes]
        for pane, frame in zip(self.panes, self.frames, strict=True):
            pane.hidden_changed = frame.show_hidden
        self._arranging = FiguresLayout()
        super().__init__(*self.frames)
        self.frames[NOT_DRAWN].show_top([Part("The others, one line each")])

    @property
    def layout(self) -> FiguresLayout:
        return self._arranging

    def show(self, review: Review) -> None:
        """Other counts."""
        for place, (figure, frame, pane) in enumerate(zip(FIGURES, self.frames, self.panes, strict=False)):
            if review.empty:
                frame.show_top(())
                pane.show(_empty)
            else:
                title = f"{SHOWN[f'review.show_{place + 1}']} {figure.title}"
                frame.show_top([Part(title, "title", str(place))], [Part(*part) for part in figure.columns])
                pane.show(partial(draw_figure, figure, review))

    def lead(self, at: int, *, alone: bool) -> None:
        """Lights one figure, and shows those that belong beside it."""
        self._arranging.at, self._arranging.alone = at, alone
        for place, frame in enumerate(self.frames):
            frame.lit = place == at
        self.frames[at].refresh(layout=True)  # of which the container takes notice; of its own not

    def not_drawn(self) -> list[int]:
        """The places of the figures that have but a line."""
        drawn = figure_regions(self.size, self._arranging.at, alone=self._arranging.alone)
        return [place for place in range(NOT_DRAWN) if place not in drawn]


class ReviewPage(Page):
    """The figures, to leaf through; the keys go to the one whose frame is lit."""

    page: ClassVar[PageName] = PageName.REVIEW

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._frames = FigureFrames()
        self._review: Review | None = None
        self._at = 0
        self._large = False

    def body(self) -> Sequence[Widget]:
        return [self._frames]

    def moves(self) -> Movable:
        return self._frames.panes[self._at]

    def reload(self) -> None:
        """Counts anew. Raises StoreTrouble."""
        self._review = review = review_of(self.program.store, self.program.clock())
        self._frames.show(review)
        self._arrange()

    def on_resize(self) -> None:
        """The title says as much as there is room for."""
        self._show_title()

    def _arrange(self) -> None:
        self._frames.lead(self._at, alone=self._large or self._review is None or self._review.empty)
        self._frames.panes[NOT_DRAWN].show(self._line_each)
        self._show_title()

    def _show_title(self) -> None:
        place = f"{self._at + 1} of {len(FIGURES)}"
        if self._review is None or self._review.empty:
            self.title_line.show(self.page)
        else:
            room = self.size.width - len(f" {self.page} ·  {place} ")
            first, _, rest = outcome_line(self._review.outcomes, room).partition(" · ")
            self.title_line.show(f"{self.page} · {first}", rest, place)

    def _line_each(self, width: int, _height: int) -> list[FigureLine]:
        """A line for each figure that is not drawn: its key, its name, and what it shows."""
        if self._review is None:
            return []
        return [
            [
                Span(f"{SHOWN[f'review.show_{place + 1}']} ", "key"),
                Span(f"{FIGURES[place].name:<{_NAME_WIDTH}}"),
                Span(_shortened(FIGURES[place].sentence(self._review), width - _NAME_WIDTH - 2), "quiet"),
            ]
            for place in self._frames.not_drawn()
        ]

    @on(Frame.Clicked)
    def _on_title(self, event: Frame.Clicked) -> None:
        event.stop()
        self.action_show(int(event.leads_to) + 1)

    @on(FigurePane.Clicked)
    def _on_figure(self, event: FigurePane.Clicked) -> None:
        event.stop()
        place = self._frames.panes.index(event.pane)
        lines = self._frames.not_drawn()
        if place < NOT_DRAWN:
            self.action_show(place + 1)
        elif event.line < len(lines):
            self.action_show(lines[event.line] + 1)

    def action_figure(self, by: int) -> None:
        """So many figures on, and round."""
        self.action_show((self._at + by) % len(FIGURES) + 1)

    def action_show(self, number: int) -> None:
        """The figure with that number, the first is 1."""
        self._at = number - 1
        self._arrange()

    def action_large(self) -> None:
        """The figure alone on the whole page, and back."""
        self._large = not self._large
        self._arrange()

    def copy_line(self) -> None:
        """The figure as text."""
        if self._review is not None:
            figure = FIGURES[self._at]
            lines = [figure.title, "", *map(plain_text, figure_as_text(figure, self._review))]
            self.copy("\n".join(lines) + "\n", "the figure as text")


def _shortened(text: str, width: int) -> str:
    """As many whole words as fit."""
    return text if cells(text) <= width else f"{whole_words(text, width - 1).rstrip('.,;:')}…"


def _empty(width: int, _height: int) -> list[FigureLine]:
    return [[Span(line)] for line in wrapped(with_keys(EMPTY), max(1, width))]
