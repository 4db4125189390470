"""The frame round a pane: titles and counts stand in its top and bottom lines, so that they take no line of their own.

Textual's border has one title and one subtitle; a pane needs a text at each of four corners, tabs in the top line, and
at the narrow size a further pane that begins in the middle of the same frame. So the frame is drawn here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.geometry import Region, Spacing
from textual.message import Message
from textual.strip import Strip

from interview_tui.terminal.text import cells, cut
from interview_tui.ui.strips import Toned, filtered, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget


class Part(NamedTuple):
    """A stretch of a frame's text."""

    text: str
    tone: str = "quiet"
    """Of `Toned`, or `title`; `line` is for what belongs to the frame itself."""
    leads_to: str = ""
    """What a click on it asks for."""


class Signs(NamedTuple):
    """What a frame is drawn of."""

    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str
    across: str
    side: str


THIN = Signs("╭", "╮", "╰", "╯", "─", "│")
HEAVY = Signs("┏", "┓", "┗", "┛", "━", "┃")
"""Where there is no colour: the lit frame is told from the others by its weight."""
AWAY_BELOW = 4
"""Lines; of fewer none is left for a frame."""
JOINED = ("├", "┤")
"""The ends of the line across a frame in which a second pane begins."""


class Frame(Toned):
    """One pane in its frame. One frame of the screen is lit: the one to which the keys go."""

    DEFAULT_CSS = """
    Frame {
        layout: vertical;
        padding: 1;
        width: 1fr;
        height: 1fr;
        background: $background;
    }
    """

    class Clicked(Message):
        """A part of the frame's text that leads somewhere was clicked."""

        def __init__(self, leads_to: str) -> None:
            super().__init__()
            self.leads_to = leads_to

    def __init__(self, child: Widget, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self.child = child
        self._lit = False
        self.scrolled_by = ""
        """The keys that scroll what is in it, where they are others than those that move the cursor."""
        self._top: tuple[Sequence[Part], Sequence[Part]] = ((), ())
        self._bottom: tuple[Sequence[Part], Sequence[Part]] = ((), ())
        self._joined_above = self._joined_below = False
        self._drawn: list[Strip] = []

    def compose(self) -> ComposeResult:
        yield self.child

    @property
    def lit(self) -> bool:
        """Whether the keys go to the pane in it."""
        return self._lit

    @lit.setter
    def lit(self, lit: bool) -> None:
        if lit is not self._lit:
            self._lit = lit
            self._redraw()

    def show_top(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """What stands in the top line, from the left and before its right end."""
        if (left, right) != self._top:
            self._top = left, right
            self._redraw_edge(0)

    def show_bottom(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """What stands in the bottom line, from the left and before its right end."""
        if (left, right) != self._bottom:
            self._bottom = left, right
            self._redraw_edge(-1)

    def show_hidden(self, above: int, below: int) -> None:
        """How many lines are out of view, in the bottom line."""
        keys = [Part(f"  {self.scrolled_by}", "key")] if self.scrolled_by else []
        self.show_bottom([Part(f"↑ {above}")] if above else [], [Part(f"↓ {below} more"), *keys] if below else [])

    def join(self, *, above: bool = False, below: bool = False) -> None:
        """Whether the frame goes on in the one above it, or ends in the one below."""
        if (above, below) != (self._joined_above, self._joined_below):
            self._joined_above, self._joined_below = above, below
            self._pad()
            self._redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region; what is inside the frame is blank, and covered by the pane."""
        width, _ = self.outer_size
        if not self._is_drawn:
            self._drawn = self._drawn_anew()
        lines = self._drawn[crop.y : crop.bottom]
        whole = crop.column_span == (0, width)
        return lines if whole else [line.crop(crop.x, crop.right) for line in lines]

    def render_line(self, y: int) -> Strip:
        return self.render_lines(Region(0, y, self.outer_size.width, 1))[0]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = []

    def on_resize(self) -> None:
        self._drawn = []
        self._pad()

    def _pad(self) -> None:
        """The room of the frame itself, which goes where no line would be left in it."""
        padding = Spacing() if self._is_away else Spacing(1, 1, 0 if self._joined_below else 1, 1)
        if padding != self.styles.padding:  # set for the first time, even to what it is, it costs a layout
            self.styles.padding = padding

    @property
    def _is_drawn(self) -> bool:
        """Whether the lines that are kept are of the present size."""
        width, height = self.outer_size
        return len(self._drawn) == height and all(line.cell_length == width for line in self._drawn[:1])

    @property
    def _is_away(self) -> bool:
        return 0 < self.outer_size.height < AWAY_BELOW

    def on_click(self, event: events.Click) -> None:
        """A click on a title, or on a tab."""
        if event.y != 0:
            return
        at = 0
        for part in self._top_line(self.outer_size.width):
            at += cells(part.text)
            if event.x < at:
                if part.leads_to:
                    event.stop()
                    self.post_message(self.Clicked(part.leads_to))
                return

    def _redraw(self) -> None:
        """The frame alone is repainted: what is in it stays."""
        self._drawn = []
        width, height = self.outer_size
        if width and height:
            edges = [Region(0, 0, width, 1), Region(0, 1, 1, height - 1), Region(width - 1, 1, 1, height - 1)]
            if not self._joined_below:
                edges.append(Region(0, height - 1, width, 1))
            self._refresh(*edges)

    def _redraw_edge(self, y: int) -> None:
        """The first line alone is repainted, 0, or the last one, -1."""
        width, height = self.outer_size
        if not (width and height and self._is_drawn) or self._is_away:
            self._redraw()
        elif not (y and self._joined_below):
            self._drawn[y] = line = self._strip(self._bottom_line(width) if y else self._top_line(width))
            if not put(self, {y % height: line}):
                self._refresh(Region(0, y % height, width, 1))

    def _refresh(self, *parts: Region) -> None:
        inside = self.content_offset  # from which regions are counted, for Textual
        self.refresh(*(part.translate(-inside) for part in parts))

    def _drawn_anew(self) -> list[Strip]:
        width, height = self.outer_size
        if width < 2 or self._is_away:
            return [Strip.blank(width)] * height
        signs = self._signs()
        ground = self.tone()
        side = Segment(signs.side, ground + self.tone("lit" if self._lit else "line"))
        blank = Segment(" " * (width - 2), ground)
        middle = Strip(filtered(self, [side, blank, side]), width)
        lines = [self._strip(self._top_line(width))]
        lines += [middle] * (height - 2)
        lines.append(middle if self._joined_below else self._strip(self._bottom_line(width)))
        return lines

    def _top_line(self, width: int) -> list[Part]:
        signs = self._signs()
        left, right = JOINED if self._joined_above else (signs.top_left, signs.top_right)
        return _edge(left, right, signs.across, self._top, width)

    def _bottom_line(self, width: int) -> list[Part]:
        signs = self._signs()
        return _edge(signs.bottom_left, signs.bottom_right, signs.across, self._bottom, width)

    def _signs(self) -> Signs:
        return HEAVY if self._lit and self.app.no_color else THIN

    def _strip(self, parts: Sequence[Part]) -> Strip:
        ground = self.tone()
        names = _LIT if self._lit else _UNLIT
        line = [Segment(part.text, ground + self.tone(names.get(part.tone, part.tone))) for part in parts]
        return Strip(filtered(self, line))


_LIT, _UNLIT = {"line": "lit", "title": "key"}, {"title": "quiet"}
"""The tones of a frame's own parts, while it is lit and while it is not."""


def _edge(begin: str, end: str, across: str, texts: tuple[Sequence[Part], Sequence[Part]], width: int) -> list[Part]:
    """A line of a frame: `╭─ Title 36 ───── right ─╮`. The right text goes first where both do not fit."""
    left, right = (_spaced(parts, across) for parts in texts)
    room = width - 4  # the corners, and one sign beside each
    if _width(left) + _width(right) > room:
        right = []
    left = _cut(left, room)
    line = Part(across * (room - _width(left) - _width(right)), "line")
    return [Part(f"{begin}{across}", "line"), *left, line, *right, Part(f"{across}{end}", "line")]


def _spaced(parts: Sequence[Part], across: str) -> list[Part]:
    """Parts with a space at each end, unless the frame's own signs stand there."""
    if not parts:
        return []
    first = [] if parts[0].tone == "line" else [Part(" ")]
    last = [] if parts[-1].tone == "line" else [Part(" ")]
    return [part._replace(text=part.text.replace("─", across)) for part in (*first, *parts, *last)]


def _width(parts: Sequence[Part]) -> int:
    return sum(cells(part.text) for part in parts)


def _cut(parts: Sequence[Part], room: int) -> list[Part]:
    kept = []
    for part in parts:
        text = cut(part.text, room)
        if text:
            kept.append(part._replace(text=text))
        if text != part.text:
            break
        room -= cells(text)
    return kept
