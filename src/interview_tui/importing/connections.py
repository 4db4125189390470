"""LinkedIn's Connections.csv: whom one knows, and where they work. A preamble of notes stands before the header."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line
from interview_tui.exporting.table import as_meant
from interview_tui.importing.rows import LONGEST_LINE, check_cell
from interview_tui.importing.tables import csv_rows, decoded
from interview_tui.importing.written_dates import read_day

if TYPE_CHECKING:
    from datetime import date

HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_KNOWN_BY = frozenset({"First Name", "Last Name", "Company", "Connected On"})
PREAMBLE = 30
"""Lines in which the header has to come."""
BEGINNING = 50_000
"""Characters in which it has to come."""
_DAY = ("%d %b %Y",)


class Connection(NamedTuple):
    """Somebody one knows. Texts are cleaned; '' for what the file does not say."""

    number: int
    """The row, as a spreadsheet counts."""
    name: str
    company: str
    position: str = ""
    email: str = ""
    link: str = ""
    connected: date | None = None


class Connections(NamedTuple):
    """A whole file: its rows, and those that were refused, each with its number and why."""

    rows: tuple[Connection, ...]
    refused: tuple[tuple[int, str], ...]


def is_connections(data: bytes) -> bool:
    """Whether it has the header of LinkedIn's connections."""
    try:
        return _header(decoded(data[: 4 * BEGINNING])) is not None
    except Unclear:
        return False


def read_connections(data: bytes) -> Connections:
    """The connections in the file. Raises Unclear for what has none."""
    text = decoded(data)
    found = _header(text)
    if found is None:
        raise Unclear(f"this is no file of connections: it needs the columns {', '.join(HEADER)}")
    begins, header = found
    rows: list[Connection] = []
    refused: list[tuple[int, str]] = []
    for number, cells in csv_rows(text, ",", start=begins + 1):
        try:
            if len(cells) < len(header) or any(cells[len(header) :]):
                raise Unclear(f"it has {len(cells)} cells where the header has {len(header)}")
            for cell in cells:
                check_cell(cell)
            row = _connection(number, dict(zip(header, map(as_meant, cells), strict=False)))
            if row is not None:
                rows.append(row)
        except Unclear as unclear:
            refused.append((number, str(unclear)))
    return Connections(tuple(rows), tuple(refused))


def _header(text: str) -> tuple[int, list[str]] | None:
    """The number of the header's row, and its names; None where there is none."""
    for number, cells in csv_rows(text[:BEGINNING], ",", start=1):
        names = [clean_line(cell) for cell in cells]
        if set(names) >= _KNOWN_BY:
            return number, names
        if number > PREAMBLE:
            break
    return None


def _connection(number: int, said: dict[str, str]) -> Connection | None:
    """A row; None for one of somebody who has closed their account: LinkedIn leaves it empty but for the day."""
    told = {name: clean_line(cell) for name, cell in said.items()}
    if any(len(text) > LONGEST_LINE for text in told.values()):
        raise Unclear(f"a cell of it has more than {LONGEST_LINE} characters")
    name = clean_line(f"{told['First Name']} {told['Last Name']}")
    if not name:
        return None
    return Connection(
        number=number,
        name=name,
        company=told["Company"],
        position=told.get("Position", ""),
        email=told.get("Email Address", "").casefold(),
        link=told.get("URL", ""),
        connected=read_day(told["Connected On"], _DAY),
    )
