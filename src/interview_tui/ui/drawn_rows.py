"""How the rows of a list are drawn: only the lines in view, and of those only what looks otherwise than before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar

from rich.segment import Segment
from rich.text import Text
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from interview_tui.store.errors import UNREAD
from interview_tui.ui.list_rows import Row, RowSource
from interview_tui.ui.strips import fit, plain, style_of, tone
from interview_tui.ui.text import padded

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from rich.style import Style
    from textual.color import Color
    from textual.filter import LineFilter

    from interview_tui.ui.strips import Drawn

GUTTER = 2
"""Cells at the left of each line: the cursor's sign and the mark's sign."""
BAR = 1
"""Cells at the right of each line: the bar that parts the list from what is beside it, and says where it stands."""

# A list of one line would otherwise ask its source again at every move.
_READ_AT_LEAST = 16
# Several screenfuls in each of their states; a drawn line is a few kilobytes.
_DRAWN_KEPT = 1024

R = TypeVar("R", bound=Row)


class DrawnRows(Widget, Generic[R], inherit_bindings=False):
    """Rows of a source, one line each. What it shows and where its cursor is, whoever extends it decides."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rowlist--cursor",
        "rowlist--cursor-blurred",
        "rowlist--mark",
        "rowlist--heading",
        "rowlist--muted",
        "rowlist--late",
        "rowlist--owed",
        "rowlist--bar",
    }
    DEFAULT_CSS = """
    DrawnRows {
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

    class Unread(Message):
        """Rows could not be read from the store."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    CURSOR_SIGN: ClassVar[str] = "▌"
    BLURRED_SIGN: ClassVar[str] = "│"
    """One cell before the row under the cursor, with the focus and without: where colour is missing the only sign."""
    MARK_SIGN: ClassVar[str] = "●"
    """One cell before a marked row."""
    THUMB_SIGN: ClassVar[str] = "▐"
    """The part of the bar that stands for what is in view; the rest of it is blank."""

    empty: reactive[str] = reactive("")
    """Shown, as it is and wrapped, when the source has no rows: says what to do next."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        # The framework may ask for styles while it sets itself up.
        self._styles: dict[str, Style] = {}
        self._background: Color | None = None
        self._filters: Sequence[LineFilter] = ()
        self._lines: list[Strip] = []
        self._drawn: dict[tuple[int, str, bool, bool], Strip] = {}
        super().__init__(id=id, classes=classes)
        self._source: RowSource[R] | None = None
        self._count = 0
        self._rows: Sequence[R] = ()
        self._read = range(0)
        self._cursor: int | None = None
        self._cursor_lines = range(0)
        self._current: R | None = None
        self._marked: set[Hashable] = set()
        self._top = 0
        self._width = self._height = 0
        self._leading: bool | None = None

    def draw(self, row: R, width: int) -> Drawn:
        """The row as one line of `width` cells; it is cut with an ellipsis where it is longer.

        Build it from plain strings, never from markup. Styles in it yield to the cursor's.
        """
        raise NotImplementedError

    def look(self, row: R) -> str:
        """The component class that the whole line of a row has off the cursor; '' for the list's own colours."""
        return "" if row.selectable or self.continues(row) else "rowlist--heading"

    def continues(self, row: R) -> bool:
        """Whether the row belongs to the one above: the cursor's colours then cover both."""
        return False

    def tone(self, component: str) -> Style:
        """The colour and attributes of a component class, such as `rowlist--muted`, for a part of a drawn line."""
        return tone(self._style(component))

    @property
    def inner_width(self) -> int:
        """The cells of a line, the bar not counted."""
        return max(0, self.size.width - BAR)

    @property
    def top(self) -> int:
        """The index of the first row in view."""
        return self._top

    @property
    def leads(self) -> bool:
        """Whether the keys go here."""
        return self.has_focus if self._leading is None else self._leading

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again: the given regions from what is kept, or with no regions every row anew."""
        if repaint and not regions:
            self._forget_drawn()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        # It comes with every class and with the focus too: lines are drawn anew only for other colours.
        before, self._styles, self._background = self._styles, {}, None
        if any(self._style(component) != style for component, style in before.items()):
            self._forget_drawn()

    def recolour(self) -> None:
        """Another theme: of the style sheet's parts the framework tells before they have changed."""
        super().notify_style_update()
        self._styles, self._background = {}, None
        self.refresh()

    def on_resize(self) -> None:
        self._redraw()

    def width_changed(self) -> None:
        """The lines are wider or narrower than before: rows that depend on it are to be shown anew."""

    def _forget_drawn(self) -> None:
        self._lines.clear()
        self._drawn.clear()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._redraw()

    def render_line(self, y: int) -> Strip:
        return self._lines[y] if y < len(self._lines) else self._in_view()[y]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region. A list has neither border nor padding: Textual's own way, which looks for both line by
        line, takes several times as long.
        """
        lines = (self._lines or self._in_view())[crop.y : crop.bottom]
        whole = crop.column_span == (0, self.size.width)
        return lines if whole else [line.crop(crop.x, crop.right) for line in lines]

    def _redraw(self) -> None:
        """Draws the lines in view, and has those repainted that look otherwise than before."""
        width, height = self.size
        before, self._lines = self._lines, self._in_view()
        if len(before) != height:
            self.refresh(self.size.region)
            return
        pairs = enumerate(zip(before, self._lines, strict=True))
        changed = [y for y, (old, new) in pairs if old is not new and old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _in_view(self) -> list[Strip]:
        """The lines in view; a line that was drawn before in the same state is kept."""
        width, height = self.size
        if (width, height) != (self._width, self._height):
            self._take_size(width, height)
        thumb = self._thumb(height)
        cursor_look = "rowlist--cursor" if self.leads else "rowlist--cursor-blurred"
        if len(self._drawn) > _DRAWN_KEPT:
            self._drawn.clear()
        lines = []
        for y, index in enumerate(range(self._top, self._top + height)):
            row = self._row(index)
            look = cursor_look if index in self._cursor_lines else self.look(row) if row is not None else ""
            state = (index, look, row is not None and row.key in self._marked, y in thumb)
            line = self._drawn.get(state)
            if line is None:
                line = self._drawn[state] = self._line(y, row, width, state)
            lines.append(line)
        return lines

    def size_taken(self, *, first: bool) -> None:
        """The lines have another height or width; `first`: they had none before."""

    def _take_size(self, width: int, height: int) -> None:
        """A new size is taken at the first drawing in it: the message of it comes after a picture has been sent."""
        wider, first = width != self._width, not self._height
        self._width, self._height = width, height
        self._forget_drawn()
        if wider:
            self.width_changed()
        self.size_taken(first=first)

    def _line(self, y: int, row: R | None, width: int, state: tuple[int, str, bool, bool]) -> Strip:
        _, look, marked, in_thumb = state
        inner = max(0, width - BAR)
        segments = self._blank(y, inner) if row is None else self._segments(row, inner, look, marked=marked)
        bar = Segment(self.THUMB_SIGN if in_thumb else " ", self._style("rowlist--bar"))
        line = [*segments, bar]
        if self._background is None:
            self._background = self.background_colors[1]
            # Styles from the style sheet are of true colours already.
            self._filters = [f for f in self.get_line_filters() if not isinstance(f, ANSIToTruecolor)]
        for line_filter in self._filters:
            line = line_filter.apply(line, self._background)
        return Strip(line, inner + BAR)

    def _thumb(self, height: int) -> range:
        """The lines of the bar that stand for what is in view; none where everything is."""
        if self._count <= height or not height:
            return range(0)
        length = max(1, height * height // self._count)
        start = round((height - length) * self._top / (self._count - height))
        return range(start, start + length)

    def _style(self, component: str) -> Style:
        """The colours of a component class, '' for the list's own."""
        style = self._styles.get(component)
        if style is None:
            style = self._styles[component] = style_of(self, component)
        return style

    def _segments(self, row: R, width: int, look: str, *, marked: bool) -> Sequence[Segment]:
        """A line with a row; one style on the whole of the cursor's line reads well, and is the least to send."""
        style = self._style(look)
        on_cursor = look.startswith("rowlist--cursor")
        sign = " "
        if on_cursor:
            sign = self.CURSOR_SIGN if self.leads else self.BLURRED_SIGN
        if width <= GUTTER:
            return [Segment(f"{sign}{self.MARK_SIGN if marked else ' '}"[:width], style)]
        drawn = self.draw(row, width - GUTTER)
        if on_cursor or isinstance(drawn, str):
            drawn = [Segment(padded(plain(drawn), width - GUTTER), style)]
        else:
            drawn = [Segment(text, style + tone if tone else style) for text, tone, _ in fit(drawn, width - GUTTER)]
        mark = self.tone("rowlist--mark") if marked and not on_cursor else None
        return [Segment(sign, style), Segment(self.MARK_SIGN if marked else " ", style + mark), *drawn]

    def _blank(self, y: int, width: int) -> Sequence[Segment]:
        """A line without a row: below the last one, or of the text for an empty list."""
        style = self._style("")
        if self._source is None or self._count or not self.empty or not width:
            return [Segment(" " * width, style)]
        indent = GUTTER if width > GUTTER else 0
        lines = Text(self.empty).wrap(self.app.console, width - indent)
        if y >= len(lines):
            return [Segment(" " * width, style)]
        line = " " * indent + padded(lines[y].plain, width - indent)
        return [Segment(line, self._style("rowlist--muted"))]

    def _row(self, index: int) -> R | None:
        """The row at an index, or None where there is none."""
        if self._source is None or not 0 <= index < self._count:
            return None
        if index not in self._read:
            first, last = self._to_read(index)
            self._read = range(max(0, first), min(self._count, last + 1))
            self._rows = self._window(self._source)
            self._take_count()
        place = index - self._read.start
        return self._rows[place] if place < len(self._rows) else None

    def _window(self, source: RowSource[R]) -> Sequence[R]:
        """The rows that are to be read; none where the store cannot give them, which would come while it draws."""
        try:
            return source.window(self._read.start, self._read.stop)
        except UNREAD as error:
            self.post_message(self.Unread(error))
            return ()

    def _to_read(self, index: int) -> tuple[int, int]:
        """The first and the last row to read, so that the one at an index is among them."""
        top, bottom = self._top - 1, self._top + self.size.height  # with a line above and below: they may be headings
        jumped = self._read.stop <= top or bottom < self._read.start or not self._read
        if jumped and self.size.height and top <= index <= bottom:
            return top, bottom
        # It goes on line by line: the next ones are read ahead, and the range has the whole view in it.
        reach = max(self.size.height, _READ_AT_LEAST)
        return index - reach, index + reach

    def _take_count(self) -> None:
        """A source may have found more rows, which its headings say."""
        count = len(self._source) if self._source is not None else 0
        if count != self._count:
            self._count = count
            self._drawn.clear()
