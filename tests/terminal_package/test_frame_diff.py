"""What reaches the terminal shows, in every cell, what Textual drew: compared in two emulators, picture by picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyte.graphics import FG_BG_256
from rich.cells import cell_len

from interview_tui.terminal.capabilities import Terminal
from interview_tui.terminal.cells import Cells
from interview_tui.terminal.frame_output import FrameOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 24, 8
LOOKS: Sequence[str] = (
    "",
    "1",
    "2;31",
    "38;2;95;175;255",
    "1;38;2;95;175;255;48;2;18;18;18",
    "48;5;236",
    "7",
    "4;32",
    "9;44",
    "3",
)
LOOKS = (*LOOKS, "38;2;1;2;3;48;2;18;18;18", "48;2;18;18;18", "7;31;48;5;17", "38;2;228;228;228;48;2;18;18;18")
TERMINALS = [
    Terminal(erases_in_colour=colour, erases_inside=inside, scrolls=scrolls)
    for colour in (True, False)
    for inside in (True, False)
    for scrolls in (True, False)
]


class Emulator(pyte.Screen):
    """A terminal: it erases in its own colour unless it is said to take the pen's."""

    def __init__(self, *, erases_in_colour: bool) -> None:
        super().__init__(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self)
        self.reset_mode(pyte.modes.DECAWM >> 5, private=True)
        self.erases_in_colour = erases_in_colour

    def feed(self, data: str) -> None:
        self.stream.feed(data)

    def erase_characters(self, count: int | None = None) -> None:
        with_pen(self, lambda: super(Emulator, self).erase_characters(count))

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        with_pen(self, lambda: super(Emulator, self).erase_in_line(how, private))

    def picture(self) -> list[list[tuple[object, ...]]]:
        """Every cell as one sees it."""
        return [self._row(y) for y in range(HEIGHT)]

    def _row(self, y: int) -> list[tuple[object, ...]]:
        cells = [self.buffer[y][x] for x in range(WIDTH)]
        row: list[tuple[object, ...]] = []
        for x, cell in enumerate(cells):
            text = cell.data
            half = x > 0 and text == ""
            if half and not _wide(cells[x - 1].data):
                text = " "  # the other half was drawn over
            if _wide(text) and (x + 1 == WIDTH or cells[x + 1].data != ""):
                text = " "
            seen = cell if text != " " else cell._replace(bold=False, italics=False, data=" ")
            if text == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
                seen = seen._replace(fg="default")
            row.append((text, *seen[1:]))
        return row


def with_pen(emulator: Emulator, erase: Callable[[], None]) -> None:
    """Erases with the pen's background alone, or with none."""
    pen = emulator.cursor.attrs
    colour = pen.bg if emulator.erases_in_colour else "default"
    emulator.cursor.attrs = emulator.default_char._replace(bg=colour)
    erase()
    emulator.cursor.attrs = pen


def _wide(text: str) -> bool:
    return bool(text) and pyte.screens.wcwidth(text[0]) == 2


class Drawn(NamedTuple):
    """A text as Textual draws it."""

    y: int
    x: int
    text: str
    look: str

    def __str__(self) -> str:
        return f"\x1b[{self.y + 1};{self.x + 1}H" + (f"\x1b[{self.look}m{self.text}\x1b[0m" if self.look else self.text)


@dataclass
class Both:
    """The same pictures in two terminals: as drawn, and as sent."""

    terminal: Terminal

    def __post_init__(self) -> None:
        self.drawn = Emulator(erases_in_colour=True)
        self.shown = Emulator(erases_in_colour=self.terminal.erases_in_colour)
        self.sent = ""
        self.painter = FrameOutput(self.terminal, self.send)
        self.painter.begin(Cells(WIDTH, HEIGHT))

    def send(self, data: str) -> None:
        self.sent += data
        self.shown.feed(data)

    def paint(self, parts: Sequence[object]) -> None:
        self.sent = ""
        drawn = "".join(map(str, parts)) + "\x1b[1;1H"
        self.drawn.feed(drawn)
        self.painter.paint(drawn)
        assert self.shown.picture() == self.drawn.picture()


def part(y: int, x: int, characters: list[str], look: str) -> Drawn:
    """As much of the characters as there is room for: Textual draws nothing beyond the edge."""
    text = ""
    for character in characters:
        if x + cell_len(text + character) <= WIDTH:
            text += character
    return Drawn(y, x, text, look)


CHARACTERS = st.lists(st.sampled_from(["a", "b", *"    ", "…", "│", "面", "e\u0301", "é", "🚀", "─"]), max_size=WIDTH)
TEXTS = CHARACTERS | st.integers(1, WIDTH).map(lambda count: [" "] * count)
PARTS = st.builds(part, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), TEXTS, st.sampled_from(LOOKS))
ROWS = st.lists(st.tuples(st.sampled_from(("alpha", "beta beta", "", "gamma  delta", "面面")), st.sampled_from(LOOKS)))


def whole(rows: Sequence[tuple[str, str]]) -> list[Drawn]:
    """A picture of whole lines, from the top."""
    lines = [*rows, *[("", "")] * HEIGHT][:HEIGHT]
    return [Drawn(y, 0, text.ljust(WIDTH - sum(_wide(c) for c in text)), look) for y, (text, look) in enumerate(lines)]


@given(st.sampled_from(TERMINALS), st.lists(st.lists(PARTS, max_size=12), max_size=6))
@example(TERMINALS[0], [[Drawn(0, 22, "面", "7")], [Drawn(0, 23, "a", "")], [Drawn(0, 0, " " * 24, "48;5;236")]])
@example(TERMINALS[0], [[Drawn(1, 2, "a面b", "")], [Drawn(1, 4, "x", "")], [Drawn(1, 3, "面", "1")]])
def test_every_cell_is_what_was_drawn(terminal: Terminal, pictures: list[list[Drawn]]) -> None:
    both = Both(terminal)
    for parts in pictures:
        both.paint(parts)


@given(st.sampled_from(TERMINALS), ROWS, st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 7), PARTS), max_size=5))
def test_lines_that_move_are_where_they_were_drawn(
    terminal: Terminal, rows: list[tuple[str, str]], moves: list[tuple[int, int, Drawn]]
) -> None:
    both = Both(terminal)
    both.paint(whole(rows))
    for by, fixed, other in moves:
        # Some lines at the top stay, as headings do; the others move up or down; somewhere else something changes.
        head, body = rows[:fixed], rows[fixed:]
        rows = [*head, *(body[by:] if by > 0 else [("", "")] * -by + body)]
        both.paint([*whole(rows), other])


@given(st.sampled_from(TERMINALS), st.lists(PARTS), st.lists(PARTS), TEXTS)
def test_after_something_else_has_written_a_whole_picture_mends_it(
    terminal: Terminal, before: list[Drawn], after: list[Drawn], foreign: list[str]
) -> None:
    both = Both(terminal)
    both.paint(before)
    both.shown.feed(f"\x1b[3;3H\x1b[41m{''.join(foreign)}")
    both.painter.forget()
    both.paint([*whole([]), *after])


@given(st.lists(PARTS, max_size=8))
def test_the_same_picture_again_sends_nothing(parts: list[Drawn]) -> None:
    both = Both(TERMINALS[0])
    both.paint(parts)
    both.paint(parts)
    # Texts may lie over one another: only what the last of them left is drawn twice.
    if not any(a.y == b.y for place, a in enumerate(parts) for b in parts[:place]):
        assert both.sent == ""


def test_the_palettes_colours_are_those_of_the_emulator() -> None:
    both = Both(TERMINALS[0])
    for number, colour in enumerate(FG_BG_256[16:], 16):
        red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
        both.paint([Drawn(0, 0, "x", f"38;2;{red};{green};{blue}")])
        assert (f"38;5;{number}" in both.sent) is (number >= 22)


class TestBytes:
    """The cost of usual changes, in bytes."""

    @pytest.mark.parametrize(
        ("parts", "most"),
        [
            ([Drawn(3, 5, "x", "")], 8),
            ([Drawn(3, 0, " " * WIDTH, "48;2;18;18;18")], 0),
            ([Drawn(2, 0, "A line".ljust(WIDTH), "48;2;18;18;18")], 22),
            ([Drawn(y, 3, "abc", "48;2;18;18;18") for y in range(4)], 12 + 12 + 7 + 3 * 4),
        ],
    )
    def test_little_costs_little(self, parts: list[Drawn], most: int) -> None:
        both = Both(TERMINALS[0])
        both.paint(whole([("", "48;2;18;18;18")] * HEIGHT))
        both.paint(parts)
        assert len(both.sent) <= most + len("\x1b[48;5;233m")

    def test_a_list_that_scrolls_by_one_line_sends_one_line(self) -> None:
        both = Both(TERMINALS[0])
        lines = [(f"the line {name} of ten", "1") for name in "abcdefghij"]
        both.paint(whole(lines))
        both.paint(whole(lines[1:]))
        assert len(both.sent) <= 60

    def test_a_frame_is_put_around_a_long_picture_only(self) -> None:
        sent: list[str] = []
        painter = FrameOutput(TERMINALS[0], sent.append)
        painter.begin(Cells(200, 30))
        painter.frames = True
        painter.paint("\x1b[1;1Hshort")
        painter.paint("".join(f"\x1b[{y};1H" + f"{y}abc " * 30 for y in range(2, 30)))
        assert not sent[0].startswith("\x1b[?2026h")
        assert sent[1].startswith("\x1b[?2026h")
        assert sent[1].endswith("\x1b[?2026l")


def test_what_is_no_picture_goes_through_as_it_is() -> None:
    sent: list[str] = []
    painter = FrameOutput(TERMINALS[0], sent.append)
    painter.begin(Cells(10, 2))
    painter.paint("\x1b[1;1Hab\x1b[3J")
    assert sent == ["\x1b[1;1Hab\x1b[3J"]
    painter.paint("\x1b[1;1Hab")
    assert "ab" in sent[-1]


def test_a_character_whose_width_is_in_doubt_moves_nothing_after_it() -> None:
    sent: list[str] = []
    painter = FrameOutput(TERMINALS[0], sent.append)
    painter.begin(Cells(20, 1))
    painter.paint("\x1b[1;1H👩\u200d💻 dev")
    # Blanks first, the character over them, and the rest at its own place, wherever the terminal's cursor is.
    assert sent == ["\x1b[H\x1b[m  \r👩\u200d💻\x1b[1;3H dev\x1b[K"]
