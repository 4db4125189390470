"""The list that every pane of the dashboard is: it draws the lines in view and reads no other rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Region, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from interview_tui.ui.rows import Row, RowSource, fit, fit_text

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.color import Color

GUTTER = 2
"""Cells at the left of each line: the cursor's sign and the mark's sign."""
BAR = 1
"""Cells at the right of each line: the bar that parts the list from what is beside it, and says where it stands."""

# A list of one line would otherwise ask its source again at every move.
_READ_AT_LEAST = 16
# Several screenfuls in each of their states; a drawn line is a few kilobytes.
_DRAWN_KEPT = 1024

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


class RowList(Widget, Generic[R], can_focus=True, inherit_bindings=False):
    """A list of rows, one line each, of any length, with a cursor that skips headings, and marks.

    It has no keys of its own: whoever holds the key table calls `move`, `open` and the other methods. The mouse
    selects with a click, opens with a double click and scrolls with the wheel. It scrolls by itself rather than as a
    part of the layout, and marks only lines that look otherwise than before: one move costs two lines.
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
        "rowlist--bar",
    }
    DEFAULT_CSS = """
    RowList {
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

    CURSOR_SIGN: ClassVar[str] = "▌"
    """One cell before the row under the cursor: where colour is missing it is the only sign."""
    MARK_SIGN: ClassVar[str] = "●"
    """One cell before a marked row."""
    THUMB_SIGN: ClassVar[str] = "▐"
    """The part of the bar that stands for what is in view; the rest of it is blank."""

    empty: reactive[str] = reactive("")
    """Shown, as it is and wrapped, when the source has no rows: says what to do next."""

    class Highlighted(_OfRow[_Shown | None]):
        """The cursor came to stand on another row, or on none: `row`."""

    class Opened(_OfRow[_Shown]):
        """A row is to be opened."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        # The framework may ask for styles while it sets itself up.
        self._styles: dict[str, Style] = {}
        self._background: Color | None = None
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

    def draw(self, row: R, width: int) -> Text | str:
        """The row as one line of `width` cells; it is cut with an ellipsis where it is longer.

        Build it from plain strings, never from markup. Styles in it yield to the cursor's. A plain string is cheaper
        than a text without styles.
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
        style = self._style(component)
        return Style(color=style.color) + style.without_color

    @property
    def inner_width(self) -> int:
        """The cells of a line, the bar not counted."""
        return max(0, self.size.width - BAR)

    @property
    def top(self) -> int:
        """The index of the first row in view."""
        return self._top

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
        self._redraw()

    def go_to(self, key: Hashable) -> bool:
        """Move the cursor to the row of that key; False where there is none or it cannot be selected.

        A list that follows another one, in which a person moves line by line, would scroll at every move if it scrolled
        as little as it must: out of view, the row comes to stand in the middle.
        """
        index = self._source.index(key) if self._source is not None else None
        if index is None or not self._is_selectable(index):
            return False
        if not self._top <= index < self._top + self._height:
            self._scroll_by(index - self._height // 2 - self._top)
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

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again: the given regions from what is kept, or with no regions every row anew."""
        if repaint and not regions:
            self._forget_drawn()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._styles.clear()
        self._background = None
        self._forget_drawn()
        super().notify_style_update()

    def on_resize(self) -> None:
        self._redraw()

    def width_changed(self) -> None:
        """The lines are wider or narrower than before: rows that depend on it are to be shown anew."""

    def _forget_drawn(self) -> None:
        self._lines.clear()
        self._drawn.clear()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._drawn.clear()
        self._redraw()

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
        focused, thumb = self.has_focus, self._thumb(height)
        cursor_look = "rowlist--cursor" if focused else "rowlist--cursor-blurred"
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

    def _take_size(self, width: int, height: int) -> None:
        """A new size is taken at the first drawing in it: the message of it comes after a picture has been sent."""
        wider = width != self._width
        self._width, self._height = width, height
        self._forget_drawn()
        if wider:
            self.width_changed()
        self._scroll_by(0)
        self._reveal()

    def _line(self, y: int, row: R | None, width: int, state: tuple[int, str, bool, bool]) -> Strip:
        _, look, marked, in_thumb = state
        inner = max(0, width - BAR)
        segments = self._blank(y, inner) if row is None else self._segments(row, inner, look, marked=marked)
        bar = Segment(self.THUMB_SIGN if in_thumb else " ", self._style("rowlist--bar"))
        line = Strip([*segments, bar], inner + BAR)
        if self._background is None:
            self._background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            line = line.apply_filter(line_filter, self._background)
        return line

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
            visual = self.get_visual_style(component) if component else self.visual_style
            style = self._styles[component] = visual.rich_style
        return style

    def _segments(self, row: R, width: int, look: str, *, marked: bool) -> Sequence[Segment]:
        """A line with a row; one style on the whole of the cursor's line reads well, and is the least to send."""
        style = self._style(look)
        on_cursor = look.startswith("rowlist--cursor")
        dimmed = on_cursor and not self.has_focus
        sign = self.CURSOR_SIGN if on_cursor else " "
        drawn: Text | str = self.draw(row, width - GUTTER) if width > GUTTER else ""
        if isinstance(drawn, str) and not marked and not dimmed:
            return [Segment(sign[:width] + " " * (min(width, GUTTER) - 1) + fit_text(drawn, width - GUTTER), style)]
        line = Text(sign)
        line.append(*((self.MARK_SIGN, self.tone("rowlist--mark")) if marked else (" ",)))
        if width > GUTTER:
            line.append_text(fit(Text(drawn) if isinstance(drawn, str) else drawn, width - GUTTER))
        else:
            line.truncate(width, overflow="crop")
        if dimmed:
            line.stylize(Style(dim=True), 0, 1)
        before, after = (None, style) if on_cursor else (style, None)
        return list(Segment.simplify(Segment.apply_style(line.render(self.app.console), before, after)))

    def _blank(self, y: int, width: int) -> Sequence[Segment]:
        """A line without a row: below the last one, or of the text for an empty list."""
        style = self._style("")
        if self._source is None or self._count or not self.empty or not width:
            return [Segment(" " * width, style)]
        indent = GUTTER if width > GUTTER else 0
        lines = Text(self.empty).wrap(self.app.console, width - indent)
        if y >= len(lines):
            return [Segment(" " * width, style)]
        line = " " * indent + fit(lines[y], width - indent).plain
        return [Segment(line, self._style("rowlist--muted"))]

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
        self._redraw()

    def _stand_on(self, index: int | None) -> None:
        row = self._row(index) if index is not None else None
        self._cursor = index if row is not None else None
        left, self._current = self._current, row
        self._cursor_lines = self._lines_of(self._cursor)
        if (left.key if left is not None else None) != (row.key if row is not None else None):
            self.post_message(self.Highlighted(self, row))

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

    def _scroll_by(self, lines: int) -> None:
        self._top = clamp(self._top + lines, 0, max(0, self._count - self.size.height))
