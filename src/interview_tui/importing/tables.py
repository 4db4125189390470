"""Tables of applications (CSV) that other programs write, told apart by their headers.

One row is one application. A row that cannot be taken is refused with its number, as a spreadsheet counts (the header
is row 1); all others are kept.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line
from interview_tui.importing.forms import Means, form_of, looks_like_applications, unclear
from interview_tui.importing.rows import LONGEST_CELL, check_cell, check_row, read_row
from interview_tui.importing.rows import Application as Application
from interview_tui.importing.rows import Contact as Contact
from interview_tui.importing.written_dates import days_come_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from interview_tui.importing.forms import Form

_DATES = frozenset({Means.APPLIED, Means.MEETING, Means.DAY})
_LINE_END = re.compile(r"[\r\n]")
_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])(?:\r\n|\r|\n|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A whole table: by which program, its rows, and those that were refused, each with its number and why."""

    form: str
    rows: tuple[Application, ...]
    refused: tuple[tuple[int, str], ...]


class _Layout(NamedTuple):
    """A table's text, what parts its cells, and its header, cleaned."""

    text: str
    delimiter: str
    header: list[str]


def is_table(data: bytes, columns: Mapping[str, str] | None = None) -> bool:
    """Whether the first line names the columns of a table of applications, or those that the user says."""
    try:
        header = _layout(data[:LONGEST_CELL]).header
        return looks_like_applications(header) or (bool(columns) and form_of(header, columns) is not None)
    except Unclear:
        return False


def read_table(data: bytes, *, columns: Mapping[str, str] | None = None, day_first: bool = False) -> Table:
    """The applications in a table, in UTF-8. `columns` gives, for fields of forms.TOLD,
    the header of the column that has it. In dates that could be read either way the day comes first with `day_first`,
    or where other dates of the table are so. Raises Unclear for what is no such table.
    """
    layout = _layout(data)
    form = form_of(layout.header, columns)
    if form is None:
        raise unclear(layout.header, columns)
    day_first = day_first or days_come_first(_dates(form, layout))
    rows: list[Application] = []
    refused: list[tuple[int, str]] = []
    for number, cells in csv_rows(layout.text, layout.delimiter):
        try:
            check_row(layout.header, cells)
            rows.append(read_row(form, layout.header, number, cells, day_first=day_first))
        except Unclear as unclear_row:
            refused.append((number, str(unclear_row)))
    return Table(form=form.name, rows=tuple(rows), refused=tuple(refused))


def _layout(data: bytes) -> _Layout:
    text = decoded(data)
    said = _SEPARATOR.match(text)  # Excel's own first line, which it never shows
    if said:
        text, delimiter = text[said.end() :], said[1]
    else:
        first = _LINE_END.split(text, maxsplit=1)[0]
        delimiter = max(",;\t", key=first.count)
    first_row = next((cells for _, cells in csv_rows(text, delimiter, start=1)), [])
    for cell in first_row:
        check_cell(cell)
    return _Layout(text, delimiter, [clean_line(cell) for cell in first_row])


def decoded(data: bytes) -> str:
    # What is no UTF-8 becomes lone surrogates: only the rows that have them are refused.
    return data.decode("utf-8-sig", "surrogateescape")


def csv_rows(text: str, delimiter: str, *, start: int = 2) -> Iterator[tuple[int, list[str]]]:
    """The rows from a number on, without those that are blank. Raises Unclear, never csv.Error."""
    before = csv.field_size_limit(len(text) + 1)  # a cell that is too long is found by its row, not by the reader
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if number >= start and any(cells):
                yield number, cells
    except csv.Error as error:
        raise Unclear(f"this is no table: {error}") from error
    finally:
        csv.field_size_limit(before)


def _dates(form: Form, layout: _Layout) -> Iterator[str]:
    """What stands in the columns of dates."""
    places = [place for place, name in enumerate(layout.header) if form.columns.get(name, ("",))[0] in _DATES]
    if places:
        for _, cells in csv_rows(layout.text, layout.delimiter):
            yield from (cells[place] for place in places if place < len(cells))
