"""The list that every pane of the dashboard is: it draws the lines in view and reads no other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.cache import LRUCache
from textual.geometry import Region, Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from interview_tui.ui.rows import Row, RowSource, fit

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.binding import BindingType

GUTTER = 2
"""Cells at the left of each line: the cursor's sign and the mark's sign."""

# A list of one line would otherwise ask its source again at every move.
_READ_AT_LEAST = 16
# Several screenfuls in each of their states; a strip is a few kilobytes.
_STRIPS_KEPT = 1024


R = TypeVar("R", bound=Row)
_Shown = TypeVar("_Shown", bound=Row)
_Held = TypeVar("_Held")


class _OfRow(Message, Generic[_Held]):
    """What happened in `list`, to `row`."""

    def __init__(self, row_list: RowList[Any], row: _Held) -> None:
        super().__init__()
        self.list = row_list
        self.row = row

    @property
    def control(self) -> RowList[Any]:
        return self.list


class RowList(ScrollView, Generic[R], can_focus=True, inherit_bindings=False):
    """A list of rows, one line each, of any length, with a cursor that skips headings, and marks.

    It has no keys of its own: whoever holds the key table calls `move`, `open` and the other methods. The mouse
    selects with a click, opens with a double click and scrolls with the wheel.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rowlist--cursor",
        "rowlist--cursor-blurred",
        "rowlist--mark",
        "rowlist--heading",
        "rowlist--muted",
        "rowlist--late",
        "rowlist--owed",
    }
    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;

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
    }
    """

    CURSOR_SIGN: ClassVar[str] = "▌"
    """One cell before the row under the cursor: where colour is missing it is the only sign."""
    MARK_SIGN: ClassVar[str] = "●"
    """One cell before a marked row."""

    empty: reactive[str] = reactive("")
    """Shown, as it is and wrapped, when the source has no rows: says what to do next."""

    class Highlighted(_OfRow[_Shown | None]):
        """The cursor came to stand on another row, or on none: `row`."""

    class Opened(_OfRow[_Shown]):
        """A row is to be opened."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        # The framework may ask for a refresh while it sets itself up.
        self._strips: LRUCache[tuple[int, int, str, bool], Strip] = LRUCache(_STRIPS_KEPT)
        super().__init__(id=id, classes=classes)
        self._source: RowSource[R] | None = None
        self._count = 0
        self._rows: Sequence[R] = ()
        self._read = range(0)
        self._cursor: int | None = None
        self._cursor_lines = range(0)
        self._current: R | None = None
        self._marked: set[Hashable] = set()
        self._height = 0

    def draw(self, row: R, width: int) -> Text:
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
        style = self.get_visual_style(component).rich_style
        return Style(color=style.color) + style.without_color

    @property
    def current(self) -> R | None:
        """The row under the cursor, if there is one."""
        return self._current

    @property
    def cursor(self) -> int | None:
        """The index of the row under the cursor, headings counted; None where no row can be selected."""
        return self._cursor

    @property
    def marked(self) -> frozenset[Hashable]:
        """The keys of the marked rows."""
        return frozenset(self._marked)

    def show(self, source: RowSource[R], *, at: Hashable | None = None) -> None:
        """Show new data. The cursor goes to the row of key `at`, else stays on the key that it is on.

        Where neither is there any more it takes the row that now has its index. The lines stay where they are on the
        screen, unless the cursor would leave it. Marks of rows that are gone are dropped.
        """
        follow = at is not None or self._in_view()
        keys = (at, self._current.key if self._current is not None else None)
        places = (source.index(key) for key in keys if key is not None)
        index = next((place for place in places if place is not None), self._cursor or 0)
        self._source = source
        self._count = len(source)
        self._rows, self._read = (), range(0)
        self._marked = {key for key in self._marked if source.index(key) is not None}
        self.virtual_size = Size(0, self._count)
        self._scroll_by(0)
        self._stand_on(self._selectable(index, 1))
        if follow and not self._in_view():
            self._reveal()
        self.refresh()

    def move(self, delta: int) -> None:
        """Move the cursor by so many lines, on to the next row that can be selected; at an end it stays."""
        if self._cursor is not None:
            self._go(self._selectable(self._cursor + delta, 1 if delta > 0 else -1))

    def first(self) -> None:
        """Move the cursor to the first row."""
        self._go(self._selectable(0, 1))

    def last(self) -> None:
        """Move the cursor to the last row."""
        self._go(self._selectable(self._count - 1, -1))

    def half_page(self, direction: int) -> None:
        """Scroll and move by half of what is in view: down for 1, up for -1."""
        lines = direction * max(1, self.size.height // 2)
        self._scroll_by(lines)
        self.move(lines)

    def go_to(self, key: Hashable) -> bool:
        """Move the cursor to the row of that key; False where there is none or it cannot be selected."""
        index = self._source.index(key) if self._source is not None else None
        if index is None or not self._is_selectable(index):
            return False
        self._go(index)
        return True

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and move down one."""
        if self._cursor is not None and self._current is not None:
            self._marked ^= {self._current.key}
            self.refresh_line(self._cursor)
            self.move(1)

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self._marked:
            self._marked.clear()
            self.refresh()

    def open(self) -> None:
        """Ask for the row under the cursor to be opened."""
        if self._current is not None:
            self.post_message(self.Opened(self, self._current))

    def refresh_line(self, y: int) -> None:
        """Draw one row's line again."""
        self.refresh(Region(0, y - self.scroll_offset.y, self.scrollable_size.width, 1))

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again: the given regions from what is kept, or with no regions every row anew."""
        if repaint and not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._strips.clear()
        # A scrollbar that comes or goes also resizes: only another height may move the lines.
        if self.size.height != self._height:
            self._height = self.size.height
            self._reveal()

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or event.button != 1:
            return
        index = self.scroll_offset.y + place.y
        while index > 0 and self._is_continued(index):
            index -= 1
        if not self._is_selectable(index):
            return
        # Nothing scrolls here, or the second click of two would meet another row.
        self._stand_on(index)
        if event.chain == 2:
            self.open()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_size.width  # `size` has the cells under the scrollbar too
        index = self.scroll_offset.y + y
        row = self._row(index)
        if row is None:
            return self._blank_strip(y, width)
        marked = row.key in self._marked
        if index in self._cursor_lines:
            look = "rowlist--cursor" if self.has_focus else "rowlist--cursor-blurred"
        else:
            look = self.look(row)
        state = (index, width, look, marked)
        strip = self._strips.get(state)
        if strip is None:
            strip = self._strips[state] = self._strip(row, width, look, marked)
        return strip

    def _strip(self, row: R, width: int, look: str, marked: bool) -> Strip:
        style = (self.get_visual_style(look) if look else self.visual_style).rich_style
        on_cursor = look.startswith("rowlist--cursor")
        line = Text(self.CURSOR_SIGN if on_cursor else " ")
        if marked:
            line.append(self.MARK_SIGN, self.tone("rowlist--mark"))
        else:
            line.append(" ")
        if width > GUTTER:
            line.append_text(fit(self.draw(row, width - GUTTER), width - GUTTER))
        else:
            line.truncate(width, overflow="crop")
        if on_cursor and not self.has_focus:
            line.stylize(Style(dim=True), 0, 1)
        # One style on the whole line reads well on the cursor's colour, and is the least to send.
        before, after = (None, style) if on_cursor else (style, None)
        segments = Segment.apply_style(line.render(self.app.console), before, after)
        return Strip(segments, width).simplify()

    def _blank_strip(self, y: int, width: int) -> Strip:
        """A line without a row: below the last one, or of the text for an empty list."""
        style = self.visual_style.rich_style
        if self._source is None or self._count or not self.empty or not width:
            return Strip.blank(width, style)
        indent = GUTTER if width > GUTTER else 0
        lines = Text(self.empty).wrap(self.app.console, width - indent)
        if y >= len(lines):
            return Strip.blank(width, style)
        line = " " * indent + fit(lines[y], width - indent).plain
        return Strip([Segment(line, self.get_visual_style("rowlist--muted").rich_style)], width)

    def _row(self, index: int) -> R | None:
        """The row at an index, or None where there is none."""
        if self._source is None or not 0 <= index < self._count:
            return None
        if index not in self._read:
            # Whatever line of the view is missing, or the one next to it: this range has the whole view in it.
            reach = max(self.size.height, _READ_AT_LEAST)
            self._read = range(max(0, index - reach), min(self._count, index + reach + 1))
            self._rows = self._source.window(self._read.start, self._read.stop)
        place = index - self._read.start
        return self._rows[place] if place < len(self._rows) else None

    def _is_selectable(self, index: int) -> bool:
        row = self._row(index)
        return row is not None and row.selectable

    def _selectable(self, index: int, step: int) -> int | None:
        """The first row from `index` on, in the direction of `step`, that can be selected; else the last before it."""
        index = clamp(index, 0, max(0, self._count - 1))
        ahead = range(index, self._count if step > 0 else -1, step)
        behind = range(index - step, -1 if step > 0 else self._count, -step)
        return next((place for way in (ahead, behind) for place in way if self._is_selectable(place)), None)

    def _is_continued(self, index: int) -> bool:
        row = self._row(index)
        return row is not None and self.continues(row)

    def _lines_of(self, index: int | None) -> range:
        """The lines of the row at an index: its own, and those that continue it."""
        if index is None:
            return range(0)
        last = index
        while last - index < self.size.height and self._is_continued(last + 1):
            last += 1
        return range(index, last + 1)

    def _go(self, index: int | None) -> None:
        self._stand_on(index)
        self._reveal()

    def _stand_on(self, index: int | None) -> None:
        row = self._row(index) if index is not None else None
        before, self._cursor = self._cursor, index if row is not None else None
        left, self._current = self._current, row
        lines, self._cursor_lines = self._cursor_lines, self._lines_of(self._cursor)
        if before != self._cursor:
            for line in (*lines, *self._cursor_lines):
                self.refresh_line(line)
        if (left.key if left is not None else None) != (row.key if row is not None else None):
            self.post_message(self.Highlighted(self, row))

    def _in_view(self) -> bool:
        top = self.scroll_offset.y
        return self._cursor is None or top <= self._cursor < top + self.size.height

    def _reveal(self) -> None:
        """Scroll as little as brings the cursor into view, with its headings and with what ends the list after it."""
        height = self.size.height
        if self._cursor is None or height == 0:
            return
        top = self._cursor
        least = bottom = self._cursor_lines[-1]
        while self._cursor - top < height - 1 and top > 0 and not self._is_selectable(top - 1):
            top -= 1
        while bottom - self._cursor < height - 1 and bottom + 1 < self._count and not self._is_selectable(bottom + 1):
            bottom += 1
        if bottom + 1 < self._count:
            bottom = min(least, top + height - 1)
        offset = self.scroll_offset.y
        self._scroll_by(min(top, max(offset, bottom - height + 1)) - offset)

    def _scroll_by(self, lines: int) -> None:
        offset = clamp(self.scroll_offset.y + lines, 0, self.max_scroll_y)
        if offset != self.scroll_y:
            self.scroll_to(y=offset, animate=False, force=True)
