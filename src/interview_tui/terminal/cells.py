"""A picture of the terminal as cells, and the parser that draws into it what Textual sends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from rich.cells import get_character_cell_size, split_graphemes

from interview_tui.terminal.sgr import of_blank, of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANK = " "
UNKNOWN = "\x00"
"""The text of a cell whose content on the terminal is not known."""
RIGHT_HALF = ""
"""The text of a cell that belongs to the wide character on its left."""

_CUT = "…"
"""The sign that a text was cut."""


class Foreign(Exception):
    """The text holds a sequence that does not belong to a picture."""


class Cells:
    """The cells of a screen: for each row its texts, one a cell, and their looks."""

    def __init__(self, width: int, height: int, *, known: bool = True) -> None:
        self.width, self.height = width, height
        self.texts: list[list[str]] = []
        self.looks: list[list[str]] = []
        self.fill(known=known)

    def fill(self, *, known: bool) -> None:
        """Makes every cell a blank of the terminal's own look, or an unknown one."""
        text = BLANK if known else UNKNOWN
        self.texts = [[text] * self.width for _ in range(self.height)]
        self.looks = [[""] * self.width for _ in range(self.height)]

    def take_row(self, y: int, other: Cells) -> None:
        """Makes a row that of another picture."""
        self.texts[y], self.looks[y] = other.texts[y][:], other.looks[y][:]

    def copy(self) -> Cells:
        """A picture of its own."""
        twin = Cells(0, 0)
        twin.width, twin.height = self.width, self.height
        twin.texts = [row[:] for row in self.texts]
        twin.looks = [row[:] for row in self.looks]
        return twin

    def put(self, y: int, x: int, texts: Sequence[str], look: str) -> None:
        """Draws over cells of a row; what reaches beyond the edge is cut, half of a wide character becomes a blank."""
        if not 0 <= y < self.height or x >= self.width or not texts:
            return
        row, looks = self.texts[y], self.looks[y]
        texts = texts[: self.width - x]
        end = x + len(texts)
        if row[x] == RIGHT_HALF and x:
            row[x - 1] = BLANK
        if end < self.width and row[end] == RIGHT_HALF:
            row[end] = BLANK
        row[x:end] = texts
        looks[x:end] = [look] * len(texts)
        if end == self.width and texts[-1] != RIGHT_HALF and _width(texts[-1]) == 2:
            row[-1] = BLANK
        if BLANK in texts:
            blank = of_blank(look)
            if blank != look:
                for place, text in enumerate(texts, x):
                    if text == BLANK:
                        looks[place] = blank


_PARTS = re.compile(
    r"\x1b\[(?:(?P<y>\d*)(?:;(?P<x>\d*))?H|(?P<look>[\d;]*)m)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<line>\r?\n)"
    r"|(?P<foreign>.)",
    re.DOTALL,
)


def draw(cells: Cells, sent: str) -> tuple[set[int], tuple[int, int]]:
    """Draws what was sent; gives the rows that it touched, and where (row, column) it leaves the cursor.

    Raises Foreign, with the picture half drawn, for sequences other than moves to a place, looks and new lines.
    """
    touched: set[int] = set()
    y = x = 0
    look = ""
    for part in _PARTS.finditer(sent):
        kind = part.lastgroup
        if kind == "text":
            texts = cells_of(part["text"])
            cells.put(y, x, texts, look)
            touched.add(y)
            x += len(texts)
        elif kind == "look":
            look = of_text(part["look"])
        elif kind == "line":
            y, x = y + 1, 0
        elif kind == "foreign":
            raise Foreign(repr(sent[part.start() : part.start() + 12]))
        else:
            y, x = int(part["y"] or 1) - 1, int(part["x"] or 1) - 1
    return {row for row in touched if 0 <= row < cells.height}, (y, x)


_NARROW: set[str] = set()
"""Characters known to take one cell by themselves."""
_DOUBTFUL: set[str] = set()
"""Of the cells that were drawn, the texts on whose width terminals disagree."""


def cells_of(text: str) -> list[str]:
    """The text as the cells that it takes: a wide character is followed by its right half."""
    if is_plain(text):
        return list(text)
    new = {c for c in text if c not in _NARROW}
    _NARROW.update(c for c in new if get_character_cell_size(c) == 1 and not is_doubtful(c))
    if is_plain(text):
        return list(text)
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if width == 0 and cells:
            _join(cells, text[start:end])
        elif width:
            cells += [text[start:end], *[RIGHT_HALF] * (width - 1)]
    _DOUBTFUL.update(filter(is_doubtful, cells))
    return cells


def _join(cells: list[str], mark: str) -> None:
    """Puts a mark without a width of its own on to the character before it."""
    place = len(cells) - 1
    while place and cells[place] == RIGHT_HALF:
        place -= 1
    cells[place] += mark


def is_plain(text: str) -> bool:
    """Whether each character of a text that was drawn takes one cell, and every terminal knows it."""
    return text.isascii() or _NARROW.issuperset(text)


@lru_cache(4096)
def is_doubtful(text: str) -> bool:
    """Whether terminals disagree on the width of a cell's text: characters with marks or joined ones, emoji and other
    wide symbols, what is invisible, and what a terminal's tables may not have yet.
    """
    if len(text) != 1:
        return bool(text)
    kind = category(text)
    return text > "\uffff" or kind in _UNKNOWN_KINDS or text in _JOINING or (kind == "So" and _width(text) == 2)


_UNKNOWN_KINDS = frozenset({"Cf", "Cn", "Co"})
"""Unicode's categories of what is invisible, not assigned, or for private use."""
_JOINING = frozenset("\u0e33\u0eb3")
"""Thai and Lao AM: a letter by itself, or part of the one before."""


class DoubtfulRun(NamedTuple):
    """Cells of a row, written one after another, whose width terminals disagree on."""

    begin: int
    end: int
    """The first cell after it."""
    blank_until: int
    """The first cell after the blanks that follow it, of which one stays before what comes then."""


def doubtful_runs(row: list[str]) -> list[DoubtfulRun]:
    """The runs of a row, from the left.

    One with a letter in doubt goes on to the end of its text: two blanks, a border, or a blank after the sign that it
    was cut. A terminal that counts the signs of such a script takes more cells for it, and the next word in its counted
    place would cover its last letters. After anything else the next character has its own place.
    """
    if not _DOUBTFUL or _DOUBTFUL.isdisjoint(row):
        return []
    runs: list[DoubtfulRun] = []
    x = 0
    while x < len(row):
        begin, letters = x, False
        while x < len(row) and (
            row[x] in _DOUBTFUL or (x > begin and (row[x] == RIGHT_HALF or (letters and not _ends(row, x))))
        ):
            letters = letters or (row[x] in _DOUBTFUL and row[x][0].isalpha())
            x += 1
        end = x
        while x < len(row) and row[x] == BLANK:
            x += 1
        if end > begin:
            runs.append(DoubtfulRun(begin, end, x if x in (end, len(row)) else x - 1))
        elif x == begin:
            x += 1
    return runs


def _ends(row: list[str], x: int) -> bool:
    """Whether a text ends before a cell of a row, which is not the first."""
    if row[x] == BLANK:
        return row[x - 1] == _CUT or row[x + 1 : x + 2] in ([BLANK], [])
    return "\u2500" <= row[x] <= "\u259f"


def first_doubtful(row: list[str]) -> int:
    """Where the first run of a row begins; the row's length where none does."""
    if not _DOUBTFUL or _DOUBTFUL.isdisjoint(row):
        return len(row)
    return next((x for x, text in enumerate(row) if text in _DOUBTFUL), len(row))


def _width(text: str) -> int:
    return 1 if text.isascii() else split_graphemes(text)[1]
