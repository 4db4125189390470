"""The list that every pane and page is: rows of any length of source, a cursor that skips headings, and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar

from textual.geometry import Region, clamp
from textual.message import Message

from interview_tui.terminal.text import wrapped
from interview_tui.ui.list_lines import (
    BLURRED_CURSOR,
    CURSOR,
    GUTTER,
    MARGIN,
    LineState,
    ListLines,
)
from interview_tui.ui.list_rows import ListRow, RowSource, RowT, RowWindow
from interview_tui.ui.text_selection import SelectableText

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from interview_tui.ui.strips import Drawn

_Shown = TypeVar("_Shown", bound=ListRow)
_Held = TypeVar("_Held")


class _OfRow(Message, Generic[_Held]):
    """What happened to a row."""

    def __init__(self, row: _Held) -> None:
        super().__init__()
        self.row = row


class ListView(SelectableText, Generic[RowT], can_focus=True, inherit_bindings=False):
    """Rows, one line each. It reads and draws only those in view, and marks only lines that look otherwise than before:
    one move costs two lines. It scrolls by itself rather than as a part of the layout.

    It has no keys of its own: whoever holds the key table calls `move`, `open` and the other methods. The mouse
    selects with a click, opens with a double click and scrolls with the wheel.
    """

    TEXT_BEGINS = GUTTER
    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = "ListView { height: 1fr; width: 1fr; }"

    marks_selected = True
    """Whether the line that is selected is marked also while the keys go elsewhere."""
    CLICKS_TO_OPEN: ClassVar[int] = 2
    """So many clicks on a row open it."""
    announces = True
    """Whether it says where its cursor comes to stand: a list that follows another one need not."""
    empty = ""
    """What to do next, said when the source has no rows; from when rows are shown next."""

    class Highlighted(_OfRow[_Shown | None]):
        """The cursor came to stand on another row, or on none: `row`."""

    class Opened(_OfRow[_Shown]):
        """A row is to be opened."""

    class Unread(Message):
        """Rows could not be read from the store."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        # The framework may ask for styles while it sets itself up.
        self._painter = ListLines(self)
        self._lines: list[Strip] = []
        super().__init__(id=id)
        self.rows: RowWindow[RowT] = RowWindow(lambda error: self.post_message(self.Unread(error)))
        self._cursor: int | None = None
        self._cursor_lines = range(0)
        self._current: RowT | None = None
        self._marked: set[Hashable] = set()
        self._top = self._width = self._height = 0
        self._leading: bool | None = None
        self._hidden = (0, 0)
        self.hidden_changed: Callable[[int, int], object] = lambda _above, _below: None
        """Called when other rows than before are out of view."""

    def draw(self, row: RowT, width: int) -> Drawn:
        """The row as one line of `width` cells; it is cut with an ellipsis where it is longer.

        Build it from plain strings, never from markup. Styles in it yield to the cursor's.
        """
        raise NotImplementedError

    def look(self, row: RowT) -> str:
        """The tone that the whole line of a row has off the cursor; '' for the list's own colours."""
        return "" if row.selectable or self.continues(row) else "strong"

    def continues(self, row: RowT) -> bool:
        """Whether the row belongs to the one above: the cursor's colours then cover both."""
        return False

    def said_when_empty(self, width: int, height: int) -> Sequence[Drawn]:
        """The lines that stand there while there are no rows: `empty`, wrapped."""
        return wrapped(self.empty, max(1, width)) if self.empty else ()

    def size_changed(self) -> None:
        """The list has another size than before: rows that depend on it are to be shown again."""

    def tone(self, name: str) -> Style:
        """The colour and attributes of a tone, such as `quiet`, for a part of a drawn line."""
        return self._painter.tone(name)

    @property
    def current(self) -> RowT | None:
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

    @property
    def inner_width(self) -> int:
        """The cells of a line, the margin not counted."""
        return max(0, self.size.width - MARGIN)

    @property
    def top(self) -> int:
        """The index of the first row in view."""
        return self._top

    @property
    def leads(self) -> bool:
        """Whether the keys go here."""
        return self.has_focus if self._leading is None else self._leading

    def beside(self) -> list[RowT]:
        """The rows to which the next key would move: below the cursor, and above it."""
        if self._cursor is None:
            return []
        places = (self._selectable(self._cursor + step, step) for step in (1, -1))
        rows = (self._row(place) for place in places if place is not None and place != self._cursor)
        return [row for row in rows if row is not None]

    def show(self, source: RowSource[RowT], *, at: Hashable | None = None) -> None:
        """Show new data. The cursor goes to the row of key `at`, else stays on the key that it is on.

        Where neither is there any more it takes the row that now has its index. The lines stay where they are on the
        screen, unless the cursor would leave it. Marks of rows that are gone are dropped.
        """
        follow = at is not None or self._is_in_view()
        self.drop_selected()
        keys = (at, self._current.key if self._current is not None else None)
        places = (source.index(key) for key in keys if key is not None)
        index = next((place for place in places if place is not None), self._cursor or 0)
        self.rows.show(source)
        self._painter.forget()
        self._marked = {key for key in self._marked if source.index(key) is not None}
        self._scroll_by(0)
        self._stand_on(self._selectable(index, 1))
        if follow and not self._is_in_view():
            self._reveal()
        self._redraw()

    def reset(self, *, leading: bool) -> None:
        """Forgets all data and the cursor. Until the end it then looks as with the focus, or as without."""
        self.rows.show(None)
        self._leading = leading
        self._marked.clear()
        self.begin_again()
        self._width, self._height, self._cursor_lines = 0, 0, range(0)
        self._forget_drawn()

    def begin_again(self) -> None:
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
        """Move the cursor to the last row."""
        self._go(self._selectable(self.rows.count - 1, -1))

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
        index = self.rows.index(key)
        if index is None or not self._is_selectable(index):
            return False
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
            self.post_message(self.Opened(self._current))

    def scroll_lines(self, lines: int) -> None:
        """Scroll by so many lines; the cursor stays on its row, in view or not."""
        self._scroll_by(lines)
        self._redraw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(int(self.app.scroll_sensitivity_y))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-int(self.app.scroll_sensitivity_y))

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is None or event.button != 1 or self in self.screen.selections:
            return
        index = self._top + place.y
        while index > 0 and self._is_continued(index):
            index -= 1
        if not self._is_selectable(index):
            return
        # Nothing scrolls here, or the second click of two would meet another row.
        self._stand_on(index)
        self._redraw()
        if event.chain == self.CLICKS_TO_OPEN:
            self.open()

    def _row(self, index: int) -> RowT | None:
        return self.rows.row(index, self._height)

    def _is_selectable(self, index: int) -> bool:
        row = self._row(index)
        return row is not None and row.selectable

    def _selectable(self, index: int, step: int) -> int | None:
        """The first row from `index` on, in the direction of `step`, that can be selected; else the last before it."""
        count = self.rows.count
        index = clamp(index, 0, max(0, count - 1))
        ahead = range(index, count if step > 0 else -1, step)
        behind = range(index - step, -1 if step > 0 else count, -step)
        return next((place for way in (ahead, behind) for place in way if self._is_selectable(place)), None)

    def _is_continued(self, index: int) -> bool:
        row = self._row(index)
        return row is not None and self.continues(row)

    def _lines_of(self, index: int | None) -> range:
        """The lines of the row at an index: its own, and those that continue it."""
        if index is None:
            return range(0)
        last = index
        while last - index < self._height and self._is_continued(last + 1):
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
            self.post_message(self.Highlighted(row))

    def _is_in_view(self) -> bool:
        return self._cursor is None or self._top <= self._cursor < self._top + self.size.height

    def _reveal(self) -> None:
        """Scroll as little as brings the cursor into view, with its headings and with what ends the list after it."""
        height, count = self.size.height, self.rows.count
        if self._cursor is None or height == 0:
            return
        top = self._cursor
        least = bottom = self._cursor_lines[-1]
        while self._cursor - top < height - 1 and top > 0 and not self._is_selectable(top - 1):
            top -= 1
        while bottom - self._cursor < height - 1 and bottom + 1 < count and not self._is_selectable(bottom + 1):
            bottom += 1
        if bottom + 1 < count:
            bottom = min(least, top + height - 1)
        self._scroll_by(min(top, max(self._top, bottom - height + 1)) - self._top)

    def _centre(self, index: int) -> None:
        """Brings a row out of view into the middle, as soon as the height is known."""
        if self._height and not self._top <= index < self._top + self._height:
            self._scroll_by(index - self._height // 2 - self._top)

    def _scroll_by(self, lines: int) -> None:
        before, self._top = self._top, clamp(self._top + lines, 0, max(0, self.rows.count - self.size.height))
        if self._top != before:
            self.drop_selected()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again: the given regions from what is kept, or with no regions every row."""
        if repaint and not regions:
            self._forget_drawn()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        # It comes with every class and with the focus too: lines are drawn again only for other colours.
        if self._painter.are_colours_new():
            self._forget_drawn()

    def recolour(self) -> None:
        """Another theme: of the style sheet's parts the framework tells before they have changed."""
        super().notify_style_update()
        self._painter.forget_colours()
        self.refresh()

    def on_resize(self) -> None:
        self._hidden = (-1, -1)  # said again: whoever shows it may have asked before the size was known
        self._redraw()

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
        lines = self.with_selected(lines, crop)
        whole = crop.column_span == (0, self.size.width)
        return lines if whole else [line.crop(crop.x, crop.right) for line in lines]

    @property
    def hidden(self) -> tuple[int, int]:
        """How many rows are above those in view, and below, headings not counted."""
        if self.rows.source is None:
            return 0, 0
        bottom = min(self.rows.count, self._top + self.size.height)
        return self.rows.source.items(0, self._top), self.rows.source.items(bottom, self.rows.count)

    def _say_hidden(self) -> None:
        hidden = self.hidden
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed(*hidden)

    def _forget_drawn(self) -> None:
        self._lines.clear()
        self._painter.forget()

    def _redraw(self) -> None:
        """Draws the lines in view, and has those repainted that look otherwise than before."""
        before, self._lines = self._lines, self._in_view()
        self._say_hidden()
        if len(before) != self.size.height:
            self.refresh(self.size.region)
            return
        pairs = enumerate(zip(before, self._lines, strict=True))
        if changed := {y: new for y, (old, new) in pairs if old is not new and old != new}:
            self.show_lines(changed)

    def _in_view(self) -> list[Strip]:
        """The lines in view; a line that was drawn before in the same state is kept."""
        width, height = self.size
        if (width, height) != (self._width, self._height):
            self._take_size(width, height)
        cursor_look = CURSOR if self.leads else BLURRED_CURSOR if self.marks_selected else ""
        is_empty = self.rows.source is not None and not self.rows.count
        said = self.said_when_empty(self.inner_width - GUTTER, height) if is_empty else ()
        lines = []
        for y, index in enumerate(range(self._top, self._top + height)):
            if (row := self._row(index)) is None:
                lines.append(self._painter.blank(width, said[y] if y < len(said) else ""))
                continue
            look = (cursor_look if index in self._cursor_lines else "") or self.look(row)
            state = LineState(index, look, row.key in self._marked)
            lines.append(self._painter.line(state, width, lambda inner, row=row: self.draw(row, inner)))  # type: ignore[misc]
        return lines

    def _take_size(self, width: int, height: int) -> None:
        """A new size is taken at the first drawing in it: the message of it comes after a picture has been sent."""
        first = not self._height
        self._width, self._height = width, height
        self._forget_drawn()
        self.size_changed()
        self._cursor_lines = self._lines_of(self._cursor)  # before there was any height, it was one line
        self._scroll_by(0)
        if first and self._cursor is not None:
            self._centre(self._cursor)
        self._reveal()
        self._lines.clear()  # of rows that were shown again for the size, which then scrolled
