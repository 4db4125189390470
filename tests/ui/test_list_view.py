"""The list of the panes: it reads and draws only what is in view, and its cursor stays where a person left it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App

from interview_tui.terminal.text import cells, padded
from interview_tui.ui.list_lines import MARGIN
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import fit, plain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Hashable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.pilot import Pilot

    from interview_tui.ui.list_rows import ListRow
    from interview_tui.ui.strips import Drawn


Turn = TypeVar("Turn", events.MouseScrollUp, events.MouseScrollDown)


@dataclass(frozen=True, slots=True)
class Item:
    key: Hashable
    name: str
    selectable: bool = True


@dataclass
class Source:
    """Rows by index, as a store would give them; it remembers what it was asked for."""

    held: Sequence[Item] | None = None
    length: int = 0
    asked: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return self.length if self.held is None else len(self.held)

    def window(self, start: int, stop: int) -> Sequence[Item]:
        self.asked.append((start, stop))
        if self.held is None:
            return [Item(index, f"row {index}") for index in range(start, stop)]
        return self.held[start:stop]

    def index(self, key: Hashable) -> int | None:
        if self.held is None:
            return key if isinstance(key, int) and 0 <= key < self.length else None
        return next((place for place, item in enumerate(self.held) if item.key == key), None)

    def items(self, start: int, stop: int) -> int:
        return stop - start if self.held is None else sum(item.selectable for item in self.held[start:stop])


class ItemList(ListView[Item]):
    def __init__(self) -> None:
        self.drawn: list[Hashable] = []
        self.repainted: list[int] = []
        super().__init__()

    def draw(self, row: Item, width: int) -> Drawn:
        self.drawn.append(row.key)
        return row.name

    def refresh(self, *regions: Region, **more: bool) -> Self:
        self.repainted += [y for region in regions for y in region.line_range]
        return super().refresh(*regions, **more)


class Plain(App[None]):
    """With the names that the program's own themes have beside Textual's."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        on_cursor = dict.fromkeys(("cursor-muted", "cursor-late", "cursor-accent"), "#c6c6c6")
        return {"text-strong": "white", **on_cursor}


class OneList(Plain):
    def __init__(self, source: Source | None) -> None:
        super().__init__()
        self.source = source
        self.highlighted: list[Hashable] = []
        self.opened: list[Hashable] = []

    def compose(self) -> ComposeResult:
        yield ItemList()

    def on_mount(self) -> None:
        if self.source is not None:
            self.query_one(ItemList).show(self.source)

    def on_list_view_highlighted(self, event: ListView.Highlighted[ListRow]) -> None:
        self.highlighted.append(event.row.key if event.row is not None else None)

    def on_list_view_opened(self, event: ListView.Opened[ListRow]) -> None:
        self.opened.append(event.row.key)


@dataclass
class Shown:
    app: OneList
    pilot: Pilot[None]
    rows: ItemList

    def lines(self) -> list[str]:
        """What stands on the screen, a string a line, without the padding at its end."""
        return [self.rows.render_line(y).text[:-MARGIN].rstrip() for y in range(self.rows.size.height)]

    def forget(self) -> None:
        self.app.highlighted.clear()
        self.rows.drawn.clear()
        self.rows.repainted.clear()


@asynccontextmanager
async def shown(source: Source | None, width: int = 30, height: int = 10) -> AsyncIterator[Shown]:
    app = OneList(source)
    async with app.run_test(size=(width, height), notifications=True) as pilot:
        await pilot.pause()
        yield Shown(app, pilot, app.query_one(ItemList))


def wheel(on: Shown, turn: type[Turn]) -> Turn:
    """A turn of the mouse wheel over the list."""
    return turn(on.rows, 4, 4, 0, 1, 0, False, False, False)


def rows(keys: Iterable[str]) -> Source:
    """One row a key, named like it; a key in capitals is a heading."""
    return Source([Item(key, key, selectable=not key.isupper()) for key in keys])


# What is read and what is drawn


@pytest.mark.parametrize("length", [1_000, 100_000])
async def test_opening_reads_and_draws_as_little_whatever_the_length(length: int) -> None:
    source = Source(length=length)
    async with shown(source, height=20) as on:
        assert source.asked == [(0, 9), (9, 21)]
        assert set(on.rows.drawn) == set(range(20))


async def test_the_last_of_100_000_rows_is_reached_without_reading_those_between() -> None:
    source = Source(length=100_000)
    async with shown(source, height=20) as on:
        source.asked.clear()
        on.rows.last()
        await on.pilot.pause()
        assert on.lines()[-1] == "▌row 99999"
        assert source.asked == [(99_988, 100_000), (99_969, 99_988)]


async def test_moving_down_reads_each_stretch_once() -> None:
    source = Source(length=100_000)
    async with shown(source, height=20) as on:
        source.asked.clear()
        for _ in range(80):
            on.rows.move(1)
            await on.pilot.pause()
        assert on.rows.cursor == 80
        assert sum(stop - start for start, stop in source.asked) <= 5 * 41


async def test_moving_within_the_screen_reads_nothing() -> None:
    source = Source(length=100_000)
    async with shown(source, height=20) as on:
        source.asked.clear()
        on.rows.move(12)
        on.rows.move(-3)
        await on.pilot.pause()
        assert on.rows.cursor == 9
        assert source.asked == []


async def test_a_jump_reads_at_most_a_screenful_on_each_side() -> None:
    source = Source(length=100_000)
    async with shown(source, height=20) as on:
        source.asked.clear()
        assert on.rows.go_to(50_000)
        await on.pilot.pause()
        assert source.asked == [(49_989, 50_012)]
        assert on.lines()[10] == "▌row 50000"


async def test_a_move_repaints_two_lines_and_draws_two_rows() -> None:
    async with shown(Source(length=100), height=20) as on:
        on.forget()
        on.rows.move(5)
        await on.pilot.pause()
        assert sorted(on.rows.repainted) == [0, 5]
        assert sorted(on.rows.drawn, key=str) == [0, 5]


async def test_a_row_drawn_before_is_not_drawn_again() -> None:
    async with shown(Source(length=100), height=20) as on:
        on.rows.move(1)
        on.rows.move(-1)
        await on.pilot.pause()
        on.rows.move(1)
        await on.pilot.pause()
        on.forget()
        on.rows.move(-1)
        await on.pilot.pause()
        assert sorted(on.rows.repainted) == [0, 1]
        assert on.rows.drawn == []


async def test_one_line_of_scrolling_draws_only_what_is_new() -> None:
    async with shown(Source(length=100), height=20) as on:
        on.rows.move(20)
        await on.pilot.pause()
        on.forget()
        on.rows.move(1)
        await on.pilot.pause()
        assert sorted(on.rows.drawn, key=str) == [20, 21]
        assert sorted(on.rows.repainted) == list(range(20))


async def test_a_source_that_shrank_meanwhile_leaves_blank_lines() -> None:
    source = Source([Item(number, f"row {number}") for number in range(50)])
    async with shown(source, height=5) as on:
        source.held = (source.held or [])[:20]
        on.rows.last()
        await on.pilot.pause()
        assert len(on.lines()) == 5
        assert on.rows.current is None or on.rows.current.key in range(20)


# The cursor


async def test_the_cursor_skips_headings_stays_at_an_end_and_goes_to_a_key() -> None:
    async with shown(rows(["ONE", "a", "b", "TWO", "THREE", "c"])) as on:
        assert on.rows.current == Item("a", "a")
        on.rows.move(1)
        on.rows.move(1)
        assert on.rows.cursor == 5
        on.rows.move(-1)
        assert on.rows.cursor == 2
        on.rows.show(rows(["ONE", "a", "b", "TWO"]), at="a")
        for lines, cursor in ((-1, 1), (7, 2), (1, 2)):
            on.rows.move(lines)
            assert on.rows.cursor == cursor
        on.rows.first()
        assert on.rows.cursor == 1
        on.rows.last()
        assert on.rows.cursor == 2
        assert on.rows.go_to("a")
        assert on.rows.go_to("b")
        assert on.rows.cursor == 2
        assert not on.rows.go_to("ONE")
        assert not on.rows.go_to("gone")
        assert on.rows.cursor == 2


async def test_the_first_headings_come_into_view_with_the_first_row() -> None:
    async with shown(rows(["TOP", "HEAD", *map(str, range(40))]), height=6) as on:
        on.rows.last()
        on.rows.first()
        await on.pilot.pause()
        assert on.lines()[:3] == [" TOP", " HEAD", "▌0"]
        on.rows.last()
        for _ in range(39):
            on.rows.move(-1)
        assert on.lines()[:3] == [" TOP", " HEAD", "▌0"]


async def test_headings_without_rows_at_the_end_come_into_view_with_the_last_row() -> None:
    async with shown(rows([*map(str, range(40)), "EMPTY", "ALSO"]), height=6) as on:
        on.rows.last()
        await on.pilot.pause()
        assert on.lines()[-3:] == ["▌39", " EMPTY", " ALSO"]


async def test_nothing_can_be_selected_among_headings() -> None:
    async with shown(rows(["ONE", "TWO"])) as on:
        on.rows.move(1)
        on.rows.last()
        on.rows.toggle_mark()
        on.rows.open()
        await on.pilot.pause()
        assert on.rows.current is None
        assert on.rows.cursor is None
        assert (on.app.highlighted, on.app.opened, on.rows.marked) == ([], [], frozenset())


async def test_half_a_page_moves_the_lines_and_the_cursor() -> None:
    async with shown(Source(length=100), height=10) as on:
        on.rows.half_page(1)
        await on.pilot.pause()
        assert (on.rows.cursor, on.rows.top) == (5, 5)
        on.rows.half_page(-1)
        on.rows.half_page(-1)
        await on.pilot.pause()
        assert (on.rows.cursor, on.rows.top) == (0, 0)
        on.rows.last()
        on.rows.half_page(1)
        assert (on.rows.cursor, on.rows.top) == (99, 90)


# New data


async def test_of_new_data_the_cursor_stays_on_its_key_or_its_index_or_goes_where_it_is_told() -> None:
    async with shown(rows("abcde")) as on:
        on.rows.show(rows("abcdef"), at="f")
        assert on.rows.current == Item("f", "f")
        on.rows.show(rows("abcde"), at="gone")
        assert on.rows.current == Item("e", "e")
        on.rows.go_to("c")
        on.rows.show(rows("xyabcde"))
        await on.pilot.pause()
        assert (on.rows.cursor, on.rows.current) == (4, Item("c", "c"))
        assert on.lines()[4] == "▌c"
        on.rows.show(rows("abcde"))
        on.rows.show(rows("abde"))
        assert on.rows.current == Item("d", "d")
        on.rows.last()
        on.rows.show(rows(["a", "b", "END"]))
        assert on.rows.current == Item("b", "b")


async def test_new_data_does_not_move_the_lines() -> None:
    async with shown(Source(length=100), height=10) as on:
        on.rows.go_to(50)
        on.rows.move(-4)
        offset = on.rows.top
        on.rows.show(Source(length=120))
        await on.pilot.pause()
        assert (on.rows.cursor, on.rows.top) == (46, offset)
        for _ in range(40):
            on.rows.on_mouse_scroll_up(wheel(on, events.MouseScrollUp))
        on.rows.show(Source(length=121))
        await on.pilot.pause()
        assert (on.rows.cursor, on.rows.top) == (46, 0)


async def test_a_shorter_list_is_never_scrolled_past_its_end() -> None:
    async with shown(Source(length=100), height=10) as on:
        on.rows.last()
        on.rows.show(Source(length=12))
        await on.pilot.pause()
        assert (on.rows.cursor, on.rows.top) == (11, 2)
        assert on.lines()[-1] == "▌row 11"
        on.rows.show(Source(length=3))
        await on.pilot.pause()
        assert on.lines()[:4] == [" row 0", " row 1", "▌row 2", ""]


async def test_data_shown_before_the_list_is_mounted_has_its_row_in_view() -> None:
    class Early(Plain):
        def compose(self) -> ComposeResult:
            early = ItemList()
            early.show(Source(length=1_000), at=700)
            yield early

    app = Early()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        shown_list = app.query_one(ItemList)
        assert "▌row 700" in [shown_list.render_line(y).text.rstrip() for y in range(10)]


# Messages


async def test_each_change_of_row_is_told_once() -> None:
    async with shown(rows("abc")) as on:
        assert on.app.highlighted == ["a"]
        on.rows.move(1)
        on.rows.move(1)
        on.rows.move(1)
        on.rows.last()
        await on.pilot.pause()
        assert on.app.highlighted == ["a", "b", "c"]
        on.rows.show(rows("xabc"))
        await on.pilot.pause()
        assert on.app.highlighted == ["a", "b", "c"]
        on.rows.show(rows("xabd"))
        await on.pilot.pause()
        assert on.app.highlighted == ["a", "b", "c", "d"]
        on.rows.show(rows(""))
        on.rows.show(rows(""))
        await on.pilot.pause()
        assert on.app.highlighted == ["a", "b", "c", "d", None]


async def test_open_tells_the_row_and_the_list_has_no_keys_of_its_own() -> None:
    async with shown(rows("abc")) as on:
        await on.pilot.press("j", "down", "pagedown", "end", "enter", "right")
        assert (on.rows.cursor, on.rows.top, on.app.opened) == (0, 0, [])
        on.rows.move(1)
        on.rows.open()
        await on.pilot.pause()
        assert on.app.opened == ["b"]


# The mouse


async def test_a_click_selects_a_double_click_opens_and_one_beside_the_rows_does_nothing() -> None:
    async with shown(rows(["ONE", "a", "b", "c"])) as on:
        await on.pilot.click(ItemList, offset=(4, 2))
        assert (on.rows.current, on.app.opened, on.rows.has_focus) == (Item("b", "b"), [], True)
        await on.pilot.click(ItemList, offset=(4, 3), times=2)
        assert (on.rows.current, on.app.opened) == (Item("c", "c"), ["c"])
        await on.pilot.click(ItemList, offset=(4, 0))
        await on.pilot.click(ItemList, offset=(4, 8), times=2)
        await on.pilot.click(ItemList, offset=(4, 1), button=3)
        assert (on.rows.cursor, on.app.opened) == (3, ["c"])


async def test_a_double_click_under_a_heading_out_of_view_opens_that_row() -> None:
    async with shown(rows(["HEAD", *map(str, range(40))]), height=6) as on:
        on.rows.on_mouse_scroll_down(wheel(on, events.MouseScrollDown))
        await on.pilot.pause()
        await on.pilot.click(ItemList, offset=(4, 0), times=2)
        assert on.app.opened == ["1"]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    async with shown(Source(length=100)) as on:
        on.rows.post_message(wheel(on, events.MouseScrollDown))
        await on.pilot.pause()
        assert on.rows.top == on.app.scroll_sensitivity_y
        assert on.rows.cursor == 0
        on.rows.move(1)
        await on.pilot.pause()
        assert on.lines()[0] == "▌row 1"


# Marks


async def test_marking_goes_down_shows_a_sign_and_follows_the_keys() -> None:
    async with shown(rows("abc")) as on:
        for _ in "abc":
            on.rows.toggle_mark()
        await on.pilot.pause()
        assert on.rows.marked == {"a", "b", "c"}
        assert on.lines()[:3] == ["●a", "●b", "●c"]
        on.rows.toggle_mark()
        assert on.rows.marked == {"a", "b"}
        on.rows.show(rows("xbc"))
        assert on.rows.marked == {"b"}
        assert on.lines()[:3] == [" x", "●b", "▌c"]
        on.rows.clear_marks()
        await on.pilot.pause()
        assert on.rows.marked == frozenset()
        assert on.lines()[:3] == [" x", " b", "▌c"]


# How a line looks


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("Acme", 6, "Acme  "),
        ("Acme", 4, "Acme"),
        ("Acme Works", 6, "Acme…"),
        ("AcmeWorks", 6, "AcmeW…"),
        ("面接結果", 8, "面接結果"),
        ("面接結果", 7, "面接結…"),
        ("面接結果", 6, "面接… "),
        ("面接結果", 1, "…"),
        ("面", 1, "…"),
        ("👩‍💻👩‍💻👩‍💻", 4, "👩‍💻… "),
        ("Zoe\u0308 Zoe\u0308", 5, "Zoe\u0308…"),
        ("שלום עולם", 6, "שלום…"),
        ("two\nlines\tof", 12, "two lines of"),
        ("x" * 300, 10, "x" * 9 + "…"),
        ("anything", 0, ""),
    ],
)
def test_a_line_is_padded_or_cut_with_an_ellipsis(text: str, width: int, line: str) -> None:
    fitted = padded(text, width)
    assert fitted.rstrip() == line.rstrip()
    assert cells(fitted) == width


@given(st.lists(st.text("ab 面👩\u200d💻\ufe0fe\u0308ש☎\n", max_size=10)), st.integers(0, 40))
def test_a_line_has_always_its_width_and_its_text(texts: list[str], width: int) -> None:
    fitted = fit([Segment(text, Style(bold=bool(n % 2))) for n, text in enumerate(texts)], width)
    assert plain(fitted) == padded("".join(texts), width)
    assert cells(plain(fitted)) == width


def test_styled_spaces_at_the_end_are_kept() -> None:
    badge = fit([Segment("a"), Segment(" late ", Style(reverse=True))], 10)
    assert [(text, style) for text, style, _ in badge] == [("a", None), (" late ", Style(reverse=True)), ("   ", None)]


def test_a_cut_line_keeps_its_tones() -> None:
    cut = fit([Segment("Acme"), Segment(" Works", Style(bold=True))], 7)
    assert [(text, style) for text, style, _ in cut] == [("Acme", None), (" W…", Style(bold=True))]


async def test_every_line_is_as_wide_as_the_list() -> None:
    source = rows(["HEAD面接", "面接結果の連絡を待つ" * 3, "👩‍💻 dev", "Zoe\u0308", "שלום", "a" * 300])
    async with shown(source, width=21) as on:
        assert [on.rows.render_line(y).cell_length for y in range(10)] == [21] * 10
        assert on.lines()[1] == "▌面接結果の連絡を待…"
        assert on.lines()[5] == " " + "a" * 18 + "…"


async def test_text_that_looks_like_markup_is_text() -> None:
    async with shown(rows("")) as on:
        for text in ("[/x]", "[@click=app.quit]x[/]", "[bold", "[a=", ":smile:", "\\[b]"):
            on.rows.show(Source([Item("HEAD", text, selectable=False), Item(1, text), Item(2, text)]))
            on.rows.first()
            on.rows.toggle_mark()
            await on.pilot.pause()
            assert on.lines()[:3] == [f" {text}", f"●{text}", f"▌{text}"]
            await on.pilot.click(ItemList, offset=(19, 1))
            assert on.app.is_running
            on.rows.clear_marks()


async def test_the_cursor_looks_different_without_the_focus() -> None:
    async with shown(rows(["HEAD", "a", "b"])) as on:
        with_focus = on.rows.render_line(1)
        plain, heading = on.rows.render_line(2), on.rows.render_line(0)
        on.app.set_focus(None)
        await on.pilot.pause()
        without_focus = on.rows.render_line(1)
        assert with_focus.text == without_focus.text.replace("▸", "▌")
        sign = next(iter(without_focus))
        assert sign.text == "▸"
        looks = {str(list(strip)[-2].style) for strip in (with_focus, without_focus, plain, heading)}
        assert len(looks) == 4


async def test_a_new_theme_draws_the_rows_anew() -> None:
    async with shown(rows("abc")) as on:
        before = on.rows.render_line(1)
        on.app.theme = "textual-light"
        await on.pilot.pause()
        assert on.rows.render_line(1).text == before.text
        assert list(on.rows.render_line(1)) != list(before)


async def test_styles_of_a_row_yield_to_the_cursor() -> None:
    class Coloured(ItemList):
        def draw(self, row: Item, width: int) -> Drawn:
            return [Segment(row.name), Segment(" late", self.tone("quiet"))]

    class Show(Plain):
        def compose(self) -> ComposeResult:
            yield Coloured()

        def on_mount(self) -> None:
            self.query_one(Coloured).show(rows("ab"))

    app = Show()
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        coloured = app.query_one(Coloured)
        assert [segment.text.rstrip() for segment in Segment.simplify(coloured.render_line(0))] == [
            "▌",
            "a",
            " late",
            "",
        ]
        assert [segment.text.rstrip() for segment in Segment.simplify(coloured.render_line(1))] == [
            "",
            "b",
            " late",
            "",
        ]


# Nothing to show, no room to show it


async def test_before_any_data_nothing_is_said() -> None:
    async with shown(None) as on:
        on.rows.empty = "Press a to add the first interview."
        await on.pilot.pause()
        assert on.lines() == [""] * 10
        on.rows.move(1)
        on.rows.first()
        on.rows.half_page(1)
        assert not on.rows.go_to("a")


async def test_an_empty_list_says_what_to_do() -> None:
    async with shown(None, width=20) as on:
        on.rows.empty = "[/x] Press a to add the first interview."
        on.rows.show(rows(""))
        await on.pilot.pause()
        assert on.lines() == [" [/x] Press a to", " add the first", " interview.", *[""] * 7]
        on.rows.show(rows("a"))
        await on.pilot.pause()
        assert on.lines() == ["▌a", *[""] * 9]
        for act in (on.rows.toggle_mark, on.rows.clear_marks, on.rows.open, on.rows.last):
            on.rows.show(rows(""))
            act()
        await on.pilot.pause()
        assert on.lines()[2] == " interview."


async def test_down_to_one_cell_and_back() -> None:
    source = Source([Item(number, f"面接 {number}") for number in range(200)])
    async with shown(source) as on:
        on.rows.go_to(120)
        sizes = [(1, 1), (2, 1), (3, 2), (4, 40), (1, 30), (200, 1), (2, 2), (30, 10)]
        for width, height in sizes:
            await on.pilot.resize_terminal(width, height)
            await on.pilot.pause()
            top = on.rows.top
            assert top <= 120 < top + height
            on.rows.move(1)
            on.rows.move(-1)
            await on.pilot.pause()
            assert all(on.rows.render_line(y).cell_length <= width for y in range(height))
        assert "▌面接 120" in on.lines()
        assert on.app.highlighted[-1] == 120


async def test_an_empty_list_in_one_cell() -> None:
    async with shown(None, width=1, height=1) as on:
        on.rows.empty = "面接 to come"
        on.rows.show(rows(""))
        await on.pilot.pause()
        assert len(on.lines()) == 1


async def test_a_line_ends_a_cell_before_the_edge() -> None:
    async with shown(Source([Item(number, "x" * 300) for number in range(50)])) as on:
        assert on.lines()[0] == "▌" + "x" * 27 + "…"
        assert on.rows.render_line(0).text[-1] == " "
        assert on.rows.render_line(0).cell_length == 30


# What is out of view


async def test_rows_out_of_view_are_counted_headings_are_not_and_each_change_is_told_once() -> None:
    told: list[tuple[int, int]] = []
    async with shown(rows(["ONE", "a", "b", "TWO", "c", "d", "END", "e"]), height=3) as on:
        on.rows.hidden_changed = lambda above, below: told.append((above, below))
        assert on.rows.hidden == (0, 3)
        on.rows.move(1)
        assert told == []
        on.rows.move(1)
        on.rows.last()
        assert told == [(1, 2), (3, 0)]
        on.rows.on_mouse_scroll_up(wheel(on, events.MouseScrollUp))
        on.rows.on_mouse_scroll_up(wheel(on, events.MouseScrollUp))
        assert told[-1] == on.rows.hidden != (3, 0)
        on.rows.show(rows("ab"))
        assert told[-1] == on.rows.hidden == (0, 0)
        on.rows.show(rows(""))
        await on.pilot.pause()
        assert told[-1] == on.rows.hidden == (0, 0)


async def test_another_size_tells_what_is_out_of_view_and_of_a_long_list_no_row_is_read_for_it() -> None:
    source = Source(length=100_000)
    told: list[tuple[int, int]] = []
    async with shown(source, height=20) as on:
        on.rows.hidden_changed = lambda above, below: told.append((above, below))
        source.asked.clear()
        await on.pilot.resize_terminal(30, 12)
        await on.pilot.pause()
        assert told == [(0, 99_988)]
        assert source.asked == []


async def test_before_any_data_nothing_is_out_of_view() -> None:
    async with shown(None) as on:
        assert on.rows.hidden == (0, 0)
