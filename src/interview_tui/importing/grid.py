"""The rows of a delimited text file (CSV): its encoding, what parts its cells, where its header stands, its rows.

A row that is damaged costs itself: it is given with what is wrong with it, and the others after it are read. Rows are
counted as a spreadsheet counts them.
"""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from interview_tui.data_classes import dataclass
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line, counted, shorten, with_newlines
from interview_tui.exporting.table import as_meant
from interview_tui.importing.importer import Contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Remarks = list[tuple[int, str]]
    """What is to be known of rows, each with its number, 0 for all."""

_T = TypeVar("_T")

LONGEST_CELL = 131_072
"""Characters of one cell at most: no note that a person wrote is longer, half a file in one open quote is."""
PREAMBLE = 30
"""Rows in which the header has to come: a title and empty rows may stand above it."""
_BEGINNING = 400_000
"""Characters in which it has to come."""
_DELIMITERS = ",;\t|"
_REREAD = 3
"""How often the length of a file is read again for quotes that are never closed: then no more."""
_FEWEST = 2
"""Cells of a row that is cut off behind its last one: a single cell is a footnote, or half of a cell."""
_FAR_TOO_MANY = 1_000
"""So many cells more than the header has are no row of its table."""
_MOST_COLUMNS = 50_000
_QUOTED_AT_MOST = 3
"""So many cells are named in a line."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_SEPARATOR = re.compile(r'\ufeff?[ \t]*"?sep=([,;\t|])"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_BYTES_NOT_TEXT = re.compile("[\ud800-\udfff]")
_TEXT_NOT_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_EXCELS_TEXT = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
"""How programs tell Excel that a cell is text: `="0049 30"`."""


class GridRow(NamedTuple):
    """One row as it stands."""

    number: int
    cells: list[str]
    damage: str = ""
    """Why its cells cannot be told apart; '' where they can."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A file that is read as far as its header."""

    text: str
    delimiter: str
    header: list[str]
    """Cleaned, without empty cells at the end."""
    number: int
    """The number of the header's row."""
    begins: int
    """Where in the text the row after it begins."""
    remarks: tuple[tuple[int, str], ...] = ()
    """What was guessed of the file."""

    @property
    def width(self) -> int:
        """How many columns have a name."""
        return len(self.header) - self.header.count("")

    def rows(self) -> Iterator[GridRow]:
        """The rows below the header, without those that are blank."""
        return (row for row, _ in _rows(self.text, self.delimiter, begins=self.begins, number=self.number))

    def fitted(self, row: GridRow, remarks: Remarks) -> list[str]:
        """The cells of a row, one for each column: empty cells that are missing at its end are filled in, what stands
        beyond the last column is said in a remark. Raises Unclear for a row that is damaged.
        """
        cells, width = row.cells, len(self.header)
        if len(cells) > width + _FAR_TOO_MANY:
            raise Unclear(f"it has {len(cells):,} cells where the header has {width}")
        for cell in cells:
            check_cell(cell)
        if len(cells) < min(_FEWEST, width):
            raise Unclear(f"it has {counted(len(cells), 'cell')} where the header has {width}")
        beyond = [clean_line(cell) for cell in cells[width:] if cell.strip()]
        if beyond:
            named = ", ".join(f"“{shorten(cell, 30)}”" for cell in beyond[:_QUOTED_AT_MOST])
            more = f" and {len(beyond) - _QUOTED_AT_MOST} more" if len(beyond) > _QUOTED_AT_MOST else ""
            remarks.append((row.number, f"{named}{more} left out: it has more cells than the header"))
        return [as_written(cell) for cell in cells[:width]] + [""] * (width - len(cells))


def read_grid(data: bytes, is_header: Callable[[list[str]], bool]) -> Grid:
    """The file as far as the first row that is a header; where none is, as far as the first of the longest rows at its
    beginning. Raises Unclear for a header that is damaged.
    """
    text, is_guessed = _decoded(data)
    said = _SEPARATOR.match(text)  # Excel's own first line, which it never shows
    begins = said.end() if said else 0
    beginning = text[begins : begins + 10_000]
    delimiters = said[1] if said else sorted(_DELIMITERS, key=beginning.count, reverse=True)
    remarks = ((0, "it is not UTF-8: read as Windows-1252, check letters with accents"),) if is_guessed else ()
    longest: tuple[Grid, GridRow] | None = None
    for delimiter in delimiters:
        for row, end in islice(_rows(text, delimiter, begins=begins, number=0, until=_BEGINNING), PREAMBLE):
            if len(row.cells) > _MOST_COLUMNS:
                continue
            found = Grid(text, delimiter, _header(row.cells), row.number, end, remarks)
            if is_header(found.header):
                return _checked(found, row)
            if longest is None or found.width > longest[0].width:
                longest = (found, row)
    return _checked(*longest) if longest else Grid("", ",", [], 0, 0)


def _checked(grid: Grid, row: GridRow) -> Grid:
    """A file whose header is text. Raises Unclear."""
    for cell in row.cells:
        check_cell(cell)
    return grid


def read_rows(
    rows: Iterable[GridRow], read: Callable[[GridRow], _T | None], remarks: Remarks, *, form: str = ""
) -> Contents[_T]:
    """Each row as `read` gives it, without those of which it gives None; and those that it refuses, with why."""
    taken: list[_T] = []
    refused: list[tuple[int, str]] = []
    for row in rows:
        try:
            if row.damage:
                raise Unclear(row.damage)
            found = read(row)
        except Unclear as why:
            refused.append((row.number, str(why)))
            while remarks and remarks[-1][0] == row.number:  # what was to be said of it when it is taken
                remarks.pop()
        else:
            taken += [] if found is None else [found]
    return Contents(tuple(taken), tuple(refused), form, tuple(remarks))


def check_cell(cell: str) -> None:
    """Raises Unclear for one that is not text, or endless."""
    if len(cell) > LONGEST_CELL:
        raise Unclear(f"a cell has {len(cell):,} characters: the limit is {LONGEST_CELL:,}")
    if "\0" in cell:
        raise Unclear("it has bytes that are not text")
    if not cell.isascii() and _BYTES_NOT_TEXT.search(cell):
        raise Unclear("it is not UTF-8: save the table as “CSV UTF-8”")


def as_written(cell: str) -> str:
    """A cell's text as a person wrote it, without what only spreadsheets see."""
    excels = _EXCELS_TEXT.fullmatch(cell) if "=" in cell[:20] else None
    return with_newlines(excels[1].replace('""', '"') if excels else as_meant(cell))


def _header(cells: Sequence[str]) -> list[str]:
    names = [clean_line(as_written(cell)) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is a guess. What is in two encodings has lone surrogates where it is not
    UTF-8: only the rows that have them are refused.
    """
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "surrogateescape")
    if _TEXT_NOT_ASCII.search(text):
        return text, False
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        return text, False


def _rows(
    text: str, delimiter: str, *, begins: int, number: int, until: int | None = None
) -> Iterator[tuple[GridRow, int]]:
    """The rows that are not blank, counted on from a number, each with where the next begins; those that begin before a
    place in the text, or all.

    A quote that is never closed takes all that follows into one cell. It is known by its row, which has several lines
    and an odd number of quotes: then the first of them is the row that is damaged.
    """
    before = csv.field_size_limit(len(text) + 1)  # a cell that is too long is found by its row, not by the reader
    stream = io.StringIO(text, newline="")
    stream.seek(begins)
    reader = csv.reader(stream, delimiter=delimiter)
    left = _REREAD * len(text)
    try:
        while until is None or begins < until:
            line = reader.line_num
            cells = next(reader, None)
            if cells is None:
                return
            number += 1
            ends = stream.tell()
            is_open = reader.line_num - line > 1 and left > 0 and text.count('"', begins, ends) % 2
            if is_open and (first := _LINE_END.search(text, begins, ends)):
                left -= ends - begins
                ends = first.end()
                stream.seek(ends)
                reader = csv.reader(stream, delimiter=delimiter)
                yield GridRow(number, [], "a quote in it is never closed"), ends
            elif any(map(str.strip, cells)):
                yield GridRow(number, cells), ends
            begins = ends
    except csv.Error as error:
        raise Unclear(f"this is not a table: {error}") from error
    finally:
        csv.field_size_limit(before)
