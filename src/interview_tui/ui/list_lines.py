"""How the lines of a list look: their signs and colours; a line is kept as it was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from interview_tui.terminal.text import padded
from interview_tui.ui.strips import filtered, fit, style_of, tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget

    from interview_tui.ui.strips import Drawn

GUTTER = 1
"""Cells at the left of each line: the sign of the cursor, or that of a mark."""
MARGIN = 1
"""Blank cells at the right of each line."""
CURSOR_SIGN, BLURRED_SIGN = "▌", "▸"
"""One cell before the row under the cursor, with the focus and without: where colour is missing the only sign."""
MARK_SIGN = "●"
"""One cell before a marked row."""
CURSOR, BLURRED_CURSOR = "cursor", "cursor-blurred"
_ON_CURSOR = {"quiet": "cursor-quiet", "late": "cursor-late", "accent": "cursor-accent"}
"""What parts of a line look like under the cursor; all others are as the line is."""
_KEPT = 1024
"""Drawn lines that are kept at most: several screenfuls in each of their states. One is a few kilobytes."""


class LineState(NamedTuple):
    """All that a line depends on beside its row, while the size and the colours stay."""

    place: int
    look: str
    """The tone of the whole line."""
    marked: bool

    @property
    def on_cursor(self) -> bool:
        """Whether the row is under the cursor."""
        return self.look in (CURSOR, BLURRED_CURSOR)


class ListLines:
    """The lines of one list."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._tones: dict[tuple[str, bool], Style] = {}
        self._on_cursor = False
        self._drawn: dict[LineState, Strip] = {}

    def forget(self) -> None:
        """Nothing is kept of what was drawn."""
        self._drawn.clear()

    def forget_colours(self) -> None:
        """Other colours hold."""
        self._styles, self._tones = {}, {}

    def are_colours_new(self) -> bool:
        """Whether colours that were used are others now."""
        before = self._styles
        self.forget_colours()
        return any(self.style(name) != style for name, style in before.items())

    def style(self, name: str) -> Style:
        """The colours of a tone, '' for the list's own."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = style_of(self._widget, name)
        return style

    def tone(self, name: str) -> Style:
        """The colour and attributes of a tone for a part of the line that is drawn: under the cursor others than
        elsewhere; none where the whole line is reversed, whose colours nobody knows.
        """
        key = name, self._on_cursor
        found = self._tones.get(key)
        if found is None:
            found = self._tones[key] = self._tone(name)
        return found

    def _tone(self, name: str) -> Style:
        if not self._on_cursor:
            return tone(self.style(name))
        if self.style(CURSOR).reverse or name not in _ON_CURSOR:
            return Style()
        style = self.style(_ON_CURSOR[name])
        return Style(color=style.color, bold=bool(style.bold))

    def line(self, state: LineState, width: int, draw: Callable[[int], Drawn]) -> Strip:
        """The line of a row in a state; `draw` gives it in so many cells, where it was not drawn before."""
        line = self._drawn.get(state)
        if line is None:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            self._on_cursor = state.look == CURSOR
            line = self._drawn[state] = self._strip(self._row(state, max(0, width - MARGIN), draw), state.look)
            self._on_cursor = False
        return line

    def blank(self, width: int, said: Drawn = "") -> Strip:
        """A line without a row: below the last one, or with a line of what an empty list says."""
        look = "quiet" if said else ""
        return self._strip(self._row(LineState(0, look, False), max(0, width - MARGIN), lambda _: said))

    def _row(self, state: LineState, width: int, draw: Callable[[int], Drawn]) -> Sequence[Segment]:
        """A line with a row."""
        style = self.style(state.look)
        sign = MARK_SIGN if state.marked else {CURSOR: CURSOR_SIGN, BLURRED_CURSOR: BLURRED_SIGN}.get(state.look, " ")
        if width <= GUTTER:
            return [Segment(sign[:width], style)]
        drawn = draw(width - GUTTER)
        if isinstance(drawn, str):
            drawn = [Segment(padded(drawn, width - GUTTER), style)]
        else:
            drawn = [Segment(text, style + own if own else style) for text, own, _ in fit(drawn, width - GUTTER)]
        sign_tone = self.tone("key" if state.marked and not state.on_cursor else "accent")
        return [Segment(sign, style + sign_tone), *drawn]

    def _strip(self, segments: Sequence[Segment], look: str = "") -> Strip:
        return Strip(filtered(self._widget, [*segments, Segment(" " * MARGIN, self.style(look))]))
