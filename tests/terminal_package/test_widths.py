"""Texts on whose width terminals disagree leave nothing behind: what changes have made of the screen is what a whole
picture makes of it, in terminals that count in several ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, combining

import pyte
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size
from wcwidth import wcwidth

from interview_tui.terminal.capabilities import Terminal
from interview_tui.terminal.cells import Cells
from interview_tui.terminal.frame_output import FrameOutput
from interview_tui.terminal.text import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WIDTH, HEIGHT, LEFT = 44, 5, 26
NAMES = (
    "Zoe\u0308 Kova\u0301cs", "Αθήνα Νέα", "Ольга Петрова", "Անի Պետրոսյան", "ნინო მაისურაძე", "שָׁלוֹם כֹּהֵן", "مُحَمَّد عليّ",
    "हिन्दी समाचार", "বাংলা সংবাদ", "ਪੰਜਾਬੀ ਖ਼ਬਰ", "ગુજરાતી સમાચાર", "ଓଡ଼ିଆ ସମ୍ବାଦ", "அம்மா தமிழ்", "తెలుగు వార్తలు",
    "ಕನ್ನಡ ಸುದ್ದಿ", "മലയാളം വാർത്ത", "සිංහල පුවත්", "กำลังใจ น้ำทิพย์", "ຄຳພູ ສຸກສັນ", "བོད་ཀྱི་སྐད", "မြန်မာ သတင်း", "ភាសាខ្មែរ ពត៌មាន",
    "አዲስ አበባ", "\u1112\u1161\u11ab\u1100\u116e\u11a8 김민준", "株式会社 東京", "ｶﾞｷﾞ カ\u3099",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ", "Z\u0363\u0489a\u0336l\u0335g\u0353o",
)  # fmt: skip
"""Names in 27 scripts: composed, with signs of their own width, with marks above one another."""
EMOJI = (
    "👍🏽", "👨\u200d👩\u200d👧\u200d👦", "🇩🇪", "❤\ufe0f", "☎\ufe0f", "1\ufe0f\u20e3", "🏳\ufe0f\u200d🌈",
    "🧑🏿\u200d💻", "⭐", "🚀", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U0001fae8",
    "\u00ad", "\ue0b0", "\u0378", "🇩", "㈱",
)  # fmt: skip
"""Of one character and of several, one newer than some tables; then what is invisible, private and not assigned."""


def test_a_width_that_needs_no_table_is_that_of_the_table() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x11000)):
        for text in (chr(code), f"東{chr(code)}", f"{chr(code)}京"):
            assert cells(text) == cell_len(text), hex(code)


def with_emoji(name: str, emoji: str) -> tuple[str, str, str]:
    """A name with an emoji first, in the middle and last."""
    first, _, last = name.partition(" ")
    return f"{emoji} {name}", f"{first} {emoji} {last}", f"{name} {emoji}"


def alone(text: str) -> Iterator[tuple[str, int]]:
    """Every character has its own cells; marks and joiners have none."""
    for char in text:
        yield char, max(0, wcwidth(char))


def signs_counted(text: str) -> Iterator[tuple[str, int]]:
    """As tmux with the C library's tables: a spacing mark has a cell, half a flag one."""
    for char, width in alone(text):
        yield char, 1 if category(char) == "Mc" or "\U0001f1e6" <= char <= "\U0001f1ff" else width


def all_narrow(text: str) -> Iterator[tuple[str, int]]:
    """Every character has one cell, also a mark or a joiner; only letters of East Asia have two."""
    for char in text:
        yield char, 2 if category(char) == "Lo" and wcwidth(char) == 2 else 1


def old_tables(text: str) -> Iterator[tuple[str, int]]:
    """Symbols and what is beyond the first plane are not known to be wide."""
    for char, width in alone(text):
        yield char, min(width, 1) if char > "\uffff" or category(char) == "So" else width


def joined(text: str) -> Iterator[tuple[str, int]]:
    """Characters that belong together are one, and never wider than two cells."""
    parts: list[str] = []
    for char in text:
        before = parts[-1] if parts else ""
        flag = "\U0001f1e6" <= char <= "\U0001f1ff" and before in map(chr, range(0x1F1E6, 0x1F200))
        conjunct = before and combining(before[-1]) == 9 and category(char) == "Lo"
        mark = wcwidth(char) == 0 or category(char) == "Mc" or "\U0001f3fb" <= char <= "\U0001f3ff" or char == "ำ"
        if before and (mark or flag or conjunct or before[-1] == "\u200d"):
            parts[-1] += char
        else:
            parts.append(char)
    for part in parts:
        wide = "\ufe0f" in part or (len(part) == 2 and part[0] == "🇩")
        yield part, 2 if wide else max(0, *map(wcwidth, part), 0)


class Emulator(pyte.Screen):
    """A terminal that counts in its own way; it does not wrap, and what is left of half a character is a blank."""

    def __init__(self, count: Callable[[str], Iterable[tuple[str, int]]]) -> None:
        super().__init__(WIDTH, HEIGHT)
        self.reset_mode(pyte.modes.DECAWM >> 5, private=True)
        self.count = count
        self.feed = pyte.Stream(self).feed

    def draw(self, data: str) -> None:
        for text, width in self.count(data):
            line = self.buffer[self.cursor.y]
            if width:
                x = min(self.cursor.x, self.columns - width)
                self._cut(x, x + width)
                for place, part in enumerate((text, "")[:width], x):
                    line[place] = self.cursor.attrs._replace(data=part)
                self.cursor.x = x + width
            elif self.cursor.x:
                x = self.cursor.x - 1
                x -= line[x].data == "" and x > 0
                line[x] = line[x]._replace(data=line[x].data + text)

    def erase_characters(self, count: int | None = None) -> None:
        self._cut(self.cursor.x, min(self.columns, self.cursor.x + (count or 1)))
        super().erase_characters(count)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        assert how == 0
        self._cut(self.cursor.x, self.columns)
        super().erase_in_line(how, private)

    def _cut(self, begin: int, end: int) -> None:
        """What is about to change may leave halves of wide characters at both ends."""
        line = self.buffer[self.cursor.y]
        for kept, half in ((begin - 1, begin), (end, end)):
            if 0 < half < self.columns and line[half].data == "":
                line[kept] = line[kept]._replace(data=" ")

    def picture(self) -> list[list[tuple[str, str, bool]]]:
        """Every cell as one sees it, but for the colour of its text."""
        rows = [[self.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
        return [[(cell.data, cell.bg, cell.reverse) for cell in row] for row in rows]


def lines(rows: list[tuple[str, str, bool]], cursor: int) -> str:
    """A picture of two panes with a border between: of each row the texts and whether the left one has no border."""
    drawn = ""
    for y, (left, right, open_end) in enumerate([*rows, *[("", "", False)] * HEIGHT][:HEIGHT]):
        look = "48;5;236" if y == cursor else ""
        drawn += f"\x1b[{y + 1};1H\x1b[{look}m{set_cell_size(left, LEFT)}\x1b[m"
        drawn += f"\x1b[32m{' ' if open_end else '│'}\x1b[m{set_cell_size(right, WIDTH - LEFT - 1)}"
    return drawn


TERMINALS = (Terminal(erases_in_colour=True, erases_inside=True, scrolls=True), Terminal(scrolls=True), Terminal())
TEXTS = st.one_of(
    st.sampled_from(["", "Pallas Analytics · Chief", "面接 today", "a  b    c" + " " * 12 + "d", "…" * LEFT]),
    st.builds(with_emoji, st.sampled_from(NAMES), st.sampled_from(EMOJI)).flatmap(st.sampled_from),
    st.lists(st.sampled_from([*"ab  │", *EMOJI, *"निद्", "\u0301", "\u200d", "面"]), max_size=LEFT).map("".join),
)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), max_size=HEIGHT)
MOVES = st.lists(st.tuples(st.integers(-3, 3), st.integers(0, HEIGHT), ROWS), max_size=4)


@pytest.mark.parametrize("count", [alone, signs_counted, all_narrow, old_tables, joined])
@given(st.sampled_from(TERMINALS), ROWS, MOVES)
@example(TERMINALS[0], [("Thumbs 👍🏽", "", True)], [(0, 1, []), (1, 2, [("", "", False)])])
@example(TERMINALS[1], [("हिन्दी समाचार", "x", False)], [(0, 0, [("हिन्दी", "y", False)])])
def test_changes_show_what_a_whole_picture_shows(
    count: Callable[[str], Iterable[tuple[str, int]]],
    terminal: Terminal,
    rows: list[tuple[str, str, bool]],
    moves: list[tuple[int, int, list[tuple[str, str, bool]]]],
) -> None:
    shown = Emulator(count)
    painter = FrameOutput(terminal, shown.feed)
    painter.begin(Cells(WIDTH, HEIGHT))
    painter.paint(lines(rows, 0))
    for by, cursor, fresh in moves:
        rows = [*fresh, *rows][-by:] if by < 0 else [*rows[by:], *fresh]
        drawn = lines(rows, cursor)
        painter.paint(drawn)
        seen = shown.picture()
        painter.forget()
        painter.paint(drawn)
        assert seen == shown.picture()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [alone, signs_counted, joined])
def test_a_name_keeps_its_letters_and_what_is_beside_it_its_place(
    name: str, count: Callable[[str], Iterable[tuple[str, int]]]
) -> None:
    shown = Emulator(count)
    painter = FrameOutput(TERMINALS[0], shown.feed)
    painter.begin(Cells(WIDTH, HEIGHT))
    for cursor in (0, 1):
        painter.paint(lines([(name, "beside", False)], cursor))
        row = [shown.buffer[0][x].data for x in range(WIDTH)]
        assert "".join(row[:LEFT]).rstrip() == name
        assert "".join(row[LEFT:]).rstrip() == "│beside"


@pytest.mark.parametrize("emoji", EMOJI)
def test_text_after_an_emoji_is_in_its_place(emoji: str) -> None:
    shown = Emulator(alone)
    painter = FrameOutput(TERMINALS[0], shown.feed)
    painter.begin(Cells(WIDTH, HEIGHT))
    painter.paint(f"\x1b[1;1H{emoji} and text")
    assert "".join(shown.buffer[0][x].data for x in range(cell_len(emoji) + 1, WIDTH)).rstrip() == "and text"


def test_a_column_after_a_cut_name_is_in_its_place() -> None:
    shown = Emulator(signs_counted)
    painter = FrameOutput(TERMINALS[0], shown.feed)
    painter.begin(Cells(WIDTH, HEIGHT))
    painter.paint("\x1b[1;1Hहिन्दी समाचार · Edi… tomorrow")
    assert "".join(shown.buffer[0][x].data for x in range(WIDTH)).rstrip() == "हिन्दी समाचार ·  tomorrow"
