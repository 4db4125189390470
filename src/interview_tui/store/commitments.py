"""The commitments of one interview, all its rounds, or of all interviews, with whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.commitments import Entry
from interview_tui.domain.records import Commitment
from interview_tui.store.records import columns, decode

if TYPE_CHECKING:
    import sqlite3


def entries(connection: sqlite3.Connection, interview_id: int | None = None) -> tuple[Entry, ...]:
    """Mine before theirs; on each side the open ones first, then by their dates, those without one last. Without an id
    those of all interviews, but for what was still to come from them where it has ended.
    """
    fields = columns(Commitment, "c")
    rows = connection.execute(
        f"SELECT i.id, i.company, i.role, coalesce(p.name, ''), {fields} FROM commitments c "  # noqa: S608 -- our own names
        "JOIN meetings m ON m.id = c.meeting_id JOIN rounds r ON r.id = m.round_id "
        "JOIN interviews i ON i.id = r.interview_id LEFT JOIN people p ON p.id = c.person_id "
        "WHERE i.id = :id OR (:id IS NULL "
        "AND NOT (c.owner = 'them' AND c.state = 'open' AND coalesce(i.outcome, 'offer') NOT IN ('offer', 'invited'))) "
        "ORDER BY c.owner = 'them', c.state <> 'open', c.due IS NULL, c.due, c.id",
        {"id": interview_id},
    )
    return tuple(
        Entry(commitment=decode(Commitment, row[4:]), interview_id=row[0], company=row[1], role=row[2], person=row[3])
        for row in rows
    )
