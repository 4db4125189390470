"""The list that every pane of the dashboard is: rows of any length of source, a cursor, and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.geometry import clamp
from textual.message import Message

from interview_tui.ui.drawn_rows import DrawnRows, R
from interview_tui.ui.list_rows import Growing, Row, RowSource

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual import events
    from textual.binding import BindingType

_Shown = TypeVar("_Shown", bound=Row)
_Held = TypeVar("_Held")


class _OfRow(Message, Generic[_Held]):
    """What happened in `list`, to `row`."""

    def __init__(self, row_list: ListView[Any], row: _Held) -> None:
        super().__init__()
        self.list = row_list
        self.row = row

    @property
    def control(self) -> ListView[Any]:
        return self.list


class ListView(DrawnRows[R], can_focus=True, inherit_bindings=False):
    """A list of rows, one line each, of any length, with a cursor that skips headings, and marks.

    It has no keys of its own: whoever holds the key table calls `move`, `open` and the other methods. The mouse
    selects with a click, opens with a double click and scrolls with the wheel. It scrolls by itself rather than as a
    part of the layout, and marks only lines that look otherwise than before: one move costs two lines.
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    announces = True
    """Whether it says where its cursor comes to stand: a list that follows another one need not."""

    class Highlighted(_OfRow[_Shown | None]):
        """The cursor came to stand on another row, or on none: `row`."""

    class Opened(_OfRow[_Shown]):
        """A row is to be opened."""

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
        follow = at is not None or self._is_in_view()
        keys = (at, self._current.key if self._current is not None else None)
        places = (source.index(key) for key in keys if key is not None)
        index = next((place for place in places if place is not None), self._cursor or 0)
        self._source = source
        self._count = len(source)
        self._rows, self._read = (), range(0)
        self._drawn.clear()
        self._marked = {key for key in self._marked if source.index(key) is not None}
        self._scroll_by(0)
        self._stand_on(self._selectable(index, 1))
        if follow and not self._is_in_view():
            self._reveal()
        self._redraw()

    def reset(self, *, leading: bool) -> None:
        """Forgets all data and where one was in it. Until the end it then looks as with the focus, or as without."""
        self._source = None
        self._leading = leading
        self._marked.clear()
        self.begin_anew()
        self._count = self._width = self._height = 0
        self._cursor_lines = range(0)
        self._forget_drawn()

    def begin_anew(self) -> None:
        """What is shown next begins at its first row."""
        self._cursor = self._current = None
        self._top = 0

    def move(self, delta: int) -> None:
        """Move the cursor by so many lines, on to the next row that can be selected; at an end it stays."""
        if self._cursor is not None:
            self._go(self._selectable(self._cursor + delta, 1 if delta > 0 else -1))

    def first(self) -> None:
        """Move the cursor to the first row."""
        self._go(self._selectable(0, 1))

    def last(self) -> None:
        """Move the cursor to the last row; a source that knows only its first ones looks for all of them."""
        source: object = self._source
        if isinstance(source, Growing):
            source.find(None)
            self._take_count()
        self._go(self._selectable(self._count - 1, -1))

    def half_page(self, direction: int) -> None:
        """Scroll and move by half of what is in view: down for 1, up for -1."""
        lines = direction * max(1, self.size.height // 2)
        self._scroll_by(lines)
        self.move(lines)
        self._redraw()

    def go_to(self, key: Hashable) -> bool:
        """Move the cursor to the row of that key; False where there is none or it cannot be selected.

        A list that follows another one, in which a person moves line by line, would scroll at every move if it scrolled
        as little as it must: out of view, the row comes to stand in the middle.
        """
        index = self._source.index(key) if self._source is not None else None
        if index is None or not self._is_selectable(index):
            return False
        self._take_count()
        self._centre(index)
        self._go(index)
        return True

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and move down one."""
        if self._cursor is not None and self._current is not None:
            self._marked ^= {self._current.key}
            self._redraw()
            self.move(1)

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self._marked:
            self._marked.clear()
            self._redraw()

    def open(self) -> None:
        """Ask for the row under the cursor to be opened."""
        if self._current is not None:
            self.post_message(self.Opened(self, self._current))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll_by(int(self.app.scroll_sensitivity_y))
        self._redraw()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll_by(-int(self.app.scroll_sensitivity_y))
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or event.button != 1:
            return
        index = self._top + place.y
        while index > 0 and self._is_continued(index):
            index -= 1
        if not self._is_selectable(index):
            return
        # Nothing scrolls here, or the second click of two would meet another row.
        self._stand_on(index)
        self._redraw()
        if event.chain == 2:
            self.open()

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
        self._redraw()

    def _stand_on(self, index: int | None) -> None:
        row = self._row(index) if index is not None else None
        self._cursor = index if row is not None else None
        left, self._current = self._current, row
        self._cursor_lines = self._lines_of(self._cursor)
        moved = (left.key if left is not None else None) != (row.key if row is not None else None)
        if moved and self.announces:
            self.post_message(self.Highlighted(self, row))

    def size_taken(self, *, first: bool) -> None:
        # Before there was any height, a row had no lines that continue it.
        self._cursor_lines = self._lines_of(self._cursor)
        self._scroll_by(0)
        if first and self._cursor is not None:
            self._centre(self._cursor)
        self._reveal()

    def _is_in_view(self) -> bool:
        return self._cursor is None or self._top <= self._cursor < self._top + self.size.height

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
        self._scroll_by(min(top, max(self._top, bottom - height + 1)) - self._top)

    def _centre(self, index: int) -> None:
        """Brings a row out of view into the middle, as soon as the height is known."""
        if self._height and not self._top <= index < self._top + self._height:
            self._scroll_by(index - self._height // 2 - self._top)

    def _scroll_by(self, lines: int) -> None:
        self._top = clamp(self._top + lines, 0, max(0, self._count - self.size.height))
