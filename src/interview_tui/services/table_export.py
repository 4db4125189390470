"""The interviews as a table (CSV), one row each, for a spreadsheet or another tracker; `import` reads it again.

RFC 4180 in UTF-8 without a byte order mark: with one, the programs that read a table elsewhere find it in the first
header. A spreadsheet is told the encoding when it opens the file. No cell works as a formula (exporting/table.py).
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

from interview_tui.domain.dates import iso
from interview_tui.domain.enums import Ref
from interview_tui.domain.records import NOUNS, Interview
from interview_tui.domain.text import clean
from interview_tui.exporting.table import harmless
from interview_tui.store.listing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.domain.dates import Calendar
    from interview_tui.services.base import House
    from interview_tui.store.listing import Listed

HEADER = (
    "id", "company", "role", "step", "round", "outcome", "decision", "link", "location", "meeting", "people",
    "next_due", "next", "note", "created",
)  # fmt: skip
AT_ONCE = 500
"""So many rows are written at a time."""


def export_table(house: House) -> Iterator[str]:
    """The table in pieces. Raises StoreTrouble."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for number, row in enumerate(listed(house.store, house.clock()), start=1):
        writer.writerow([harmless(clean(cell)) for cell in _cells(row, house.calendar)])
        if number % AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> str:
    piece = text.getvalue()
    text.seek(0)
    text.truncate()
    return piece


def _cells(row: Listed, calendar: Calendar) -> tuple[str, ...]:
    def instant(text: str | None) -> str:
        return iso(datetime.fromisoformat(text), calendar) if text else ""

    return (
        str(Ref(NOUNS[Interview].letter, row.id)),
        row.company,
        row.role,
        str(row.step),
        str(row.round),
        row.outcome or "",
        row.decision,
        row.link,
        row.location,
        instant(row.meeting),
        row.people or "",
        row.due_day or instant(row.due_at),
        row.next or "",
        row.note,
        instant(row.created),
    )
