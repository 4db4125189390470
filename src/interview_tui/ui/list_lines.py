"""How the lines of a list look: their signs, colours and bar; a line is kept as it was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.text import Text
from textual.filter import ANSIToTruecolor
from textual.strip import Strip

from interview_tui.terminal.text import padded
from interview_tui.ui.strips import fit, plain, style_of, tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual.color import Color
    from textual.filter import LineFilter
    from textual.widget import Widget

    from interview_tui.ui.strips import Drawn

GUTTER = 2
"""Cells at the left of each line: the cursor's sign and the mark's sign."""
BAR_WIDTH = 1
"""Cells at the right of each line: the bar that parts the list from what is beside it, and says where it stands."""
CURSOR_SIGN, BLURRED_SIGN = "▌", "│"
"""One cell before the row under the cursor, with the focus and without: where colour is missing the only sign."""
MARK_SIGN = "●"
"""One cell before a marked row."""
THUMB_SIGN = "▐"
"""The part of the bar that stands for what is in view; the rest of it is blank."""
CURSOR, BLURRED_CURSOR = "rowlist--cursor", "rowlist--cursor-blurred"
COMPONENT_CLASSES = {
    CURSOR,
    BLURRED_CURSOR,
    "rowlist--mark",
    "rowlist--heading",
    "rowlist--muted",
    "rowlist--late",
    "rowlist--owed",
    "rowlist--bar",
}
DEFAULT_CSS = """
ListView {
    height: 1fr;
    width: 1fr;

    & > .rowlist--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: $block-cursor-text-style;
    }
    & > .rowlist--cursor-blurred {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
        text-style: $block-cursor-blurred-text-style;
    }
    & > .rowlist--mark { color: $text-accent; text-style: bold; }
    & > .rowlist--heading { color: $text-primary; text-style: bold; }
    & > .rowlist--muted { color: $text-muted; }
    & > .rowlist--late { color: $text-error; text-style: bold; }
    & > .rowlist--owed { color: $text-warning; }
    & > .rowlist--bar { color: $border-blurred; }
}
"""
"""Of a list, by its component classes."""
_KEPT = 1024
"""Drawn lines that are kept at most: several screenfuls in each of their states. One is a few kilobytes."""


class LineState(NamedTuple):
    """All that a line depends on beside its row, while the size and the colours stay."""

    place: int
    look: str
    """The component class of the whole line."""
    marked: bool
    in_thumb: bool

    @property
    def on_cursor(self) -> bool:
        """Whether the row is under the cursor."""
        return self.look in (CURSOR, BLURRED_CURSOR)


class ListLines:
    """The lines of one list."""

    def __init__(self, widget: Widget) -> None:
        """`widget` has the component classes `rowlist--…`."""
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._background: Color | None = None
        self._filters: Sequence[LineFilter] = ()
        self._drawn: dict[LineState, Strip] = {}

    def forget(self) -> None:
        """Nothing is kept of what was drawn."""
        self._drawn.clear()

    def forget_colours(self) -> None:
        """Other colours hold."""
        self._styles, self._background = {}, None

    def are_colours_new(self) -> bool:
        """Whether colours that were used are others now."""
        before = self._styles
        self.forget_colours()
        return any(self.style(component) != style for component, style in before.items())

    def style(self, component: str) -> Style:
        """The colours of a component class, '' for the list's own."""
        style = self._styles.get(component)
        if style is None:
            style = self._styles[component] = style_of(self._widget, component)
        return style

    def line(self, state: LineState, width: int, draw: Callable[[int], Drawn]) -> Strip:
        """The line of a row in a state; `draw` gives it in so many cells, where it was not drawn before."""
        line = self._drawn.get(state)
        if line is None:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            line = self._drawn[state] = self._strip(self._row(state, max(0, width - BAR_WIDTH), draw), state.in_thumb)
        return line

    def blank(self, y: int, width: int, text: str, *, in_thumb: bool) -> Strip:
        """A line without a row: below the last one, or of the text for an empty list, wrapped."""
        inner = max(0, width - BAR_WIDTH)
        indent = GUTTER if inner > GUTTER else 0
        lines = list(Text(text).wrap(self._widget.app.console, inner - indent)) if text and inner else []
        if y >= len(lines):
            return self._strip([Segment(" " * inner, self.style(""))], in_thumb)
        line = " " * indent + padded(lines[y].plain, inner - indent)
        return self._strip([Segment(line, self.style("rowlist--muted"))], in_thumb)

    def _row(self, state: LineState, width: int, draw: Callable[[int], Drawn]) -> Sequence[Segment]:
        """A line with a row; one style on the whole of the cursor's line reads well, and is the least to send."""
        style = self.style(state.look)
        sign = {CURSOR: CURSOR_SIGN, BLURRED_CURSOR: BLURRED_SIGN}.get(state.look, " ")
        mark = MARK_SIGN if state.marked else " "
        if width <= GUTTER:
            return [Segment(f"{sign}{mark}"[:width], style)]
        drawn = draw(width - GUTTER)
        if state.on_cursor or isinstance(drawn, str):
            drawn = [Segment(padded(plain(drawn), width - GUTTER), style)]
        else:
            drawn = [Segment(text, style + own if own else style) for text, own, _ in fit(drawn, width - GUTTER)]
        mark_style = tone(self.style("rowlist--mark")) if state.marked and not state.on_cursor else None
        return [Segment(sign, style), Segment(mark, style + mark_style), *drawn]

    def _strip(self, segments: Sequence[Segment], in_thumb: bool) -> Strip:
        line = [*segments, Segment(THUMB_SIGN if in_thumb else " ", self.style("rowlist--bar"))]
        if self._background is None:
            self._background = self._widget.background_colors[1]
            # Styles from the style sheet are of true colours already.
            self._filters = [f for f in self._widget.get_line_filters() if not isinstance(f, ANSIToTruecolor)]
        for line_filter in self._filters:
            line = line_filter.apply(line, self._background)
        return Strip(line)


def thumb(top: int, height: int, count: int) -> range:
    """The lines of the bar that stand for what is in view; none where everything is."""
    if count <= height or not height:
        return range(0)
    length = max(1, height * height // count)
    start = round((height - length) * top / (count - height))
    return range(start, start + length)
