"""LinkedIn's Connections.csv: people whom the user knows, proposed for step 8.

A preamble of notes stands before the header. Of a whole address book only those are kept who work where an interview
runs. Everybody else is counted, and not stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import replace
from interview_tui.domain.enums import Part
from interview_tui.domain.errors import Unclear
from interview_tui.domain.identity import plain_company
from interview_tui.domain.records import Interview, Involvement
from interview_tui.domain.shorthand import PersonLine
from interview_tui.domain.text import clean_line, counted
from interview_tui.importing.dates import read_day
from interview_tui.importing.grid import read_grid, read_rows
from interview_tui.importing.importer import (
    LONGEST_LINE,
    NO_OPTIONS,
    PROGRESS_STEP,
    Contents,
    Imported,
    Importer,
    Options,
    of_bytes,
)
from interview_tui.services.base import Service, joined, no_progress
from interview_tui.services.introductions import find_or_add, involve
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from interview_tui.importing.grid import GridRow, Remarks
    from interview_tui.importing.importer import Progress
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction

_HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_KNOWN_BY = frozenset({"First Name", "Last Name", "Company", "Connected On"})
_BEGINNING = 200_000
"""Bytes in which the header has to come."""
_DAY = ("%d %b %Y",)


class Connection(NamedTuple):
    """Somebody whom the user knows. Texts are cleaned; '' for what the file does not say."""

    number: int
    """The row, as a spreadsheet counts."""
    name: str
    company: str
    position: str = ""
    email: str = ""
    link: str = ""
    connected: date | None = None


def is_connections(data: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether it has the header of LinkedIn's connections."""
    try:
        return _is_header(read_grid(data[:_BEGINNING], _is_header).header)
    except Unclear:
        return False


def read_connections(data: bytes, _options: Options = NO_OPTIONS) -> Contents[Connection]:
    """The connections in the file. Raises Unclear for what has none."""
    grid = read_grid(data, _is_header)
    if not _is_header(grid.header):
        raise Unclear(f"this is not a file of connections: it needs the columns {', '.join(_HEADER)}")
    remarks: Remarks = list(grid.remarks)

    def read(row: GridRow) -> Connection | None:
        return _connection(row.number, dict(zip(grid.header, grid.fitted(row, remarks), strict=True)))

    return read_rows(grid.rows(), read, remarks)


def _is_header(names: Sequence[str]) -> bool:
    return set(names) >= _KNOWN_BY


def _connection(number: int, cells: dict[str, str]) -> Connection | None:
    """A row; None for one of somebody who has closed their account: LinkedIn leaves it empty but for the day."""
    said = {name: clean_line(cell) for name, cell in cells.items()}
    if any(len(text) > LONGEST_LINE for text in said.values()):
        raise Unclear(f"a cell of it has more than {LONGEST_LINE} characters")
    name = clean_line(f"{said['First Name']} {said['Last Name']}")
    if not name:
        return None
    return Connection(
        number=number,
        name=name,
        company=said["Company"],
        position=said.get("Position", ""),
        email=said.get("Email Address", "").casefold(),
        link=said.get("URL", ""),
        connected=read_day(said["Connected On"], _DAY),
    )


def apply_connections(
    context: Context, contents: Sequence[Contents[Connection]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """All of them in one change; an interview that has come to an outcome wants no good word any more."""
    done = Imported()
    proposed: Counter[str] = Counter()
    service = Service(context)
    with context.transaction() as tx:
        wanted: dict[str, list[Interview]] = defaultdict(list)
        for interview in find(tx.reader, Interview, outcome=None):
            wanted[plain_company(interview.company)].append(interview)
        elsewhere = 0
        for number, row in enumerate((row for one in contents for row in one.rows), start=1):
            there = wanted.get(plain_company(row.company), []) if row.company else []
            new = [one for one in there if _tie(tx, row, one)]
            proposed.update(one.company for one in new)
            done.added += len(new)
            done.skipped += not new
            elsewhere += not there
            if number % PROGRESS_STEP == 0:
                progress(number)
        touched = [one for interviews in wanted.values() for one in interviews if one.company in proposed]
        said = service.replan_all(tx, (one.id for one in touched))
        done.words = _words(proposed, elsewhere, said)
        if tx.size:
            tx.done(f"Imported connections: {done.words}")
        if dry_run:
            tx.give_up()
    done.entry = tx.entry
    return done


def _tie(tx: Transaction, row: Connection, interview: Interview) -> bool:
    """Puts somebody into an interview as a connection, unless they stand in it already. Whether it did."""
    person = find_or_add(tx, PersonLine(name=row.name, email=row.email), company=interview.company)
    tx.update(replace(person, title=person.title or row.position, link=person.link or row.link))
    if find(tx.reader, Involvement, interview_id=interview.id, person_id=person.id):
        return False
    involve(tx, interview.id, person.id, Part.CONNECTION)
    return True


def _words(proposed: Counter[str], elsewhere: int, said: Sequence[str]) -> str:
    at = ", ".join(f"{company} ({number})" if number > 1 else company for company, number in proposed.items())
    return joined(
        f"proposed for step 8: {counted(proposed.total(), 'connection')} at {at}" if proposed else "nothing new",
        *said,
        f"{counted(elsewhere, 'other')} not imported: they work elsewhere" if elsewhere else "",
    )


CONNECTIONS = Importer(
    what="connections", sniff=is_connections, read=of_bytes(read_connections), apply=apply_connections
)
