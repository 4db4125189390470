"""The interviews one after another, each on one row with what a list says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.store.database import Store

AT_ONCE = 500
"""So many rows are read at a time."""
_ROWS = """
SELECT i.id, i.company, i.role, i.step, i.round, i.outcome, r.decision, i.link, i.location, i.note, i.created,
       (SELECT starts FROM meetings WHERE round_id = r.id ORDER BY id DESC LIMIT 1),
       (SELECT group_concat(trim(name) || CASE email WHEN '' THEN '' ELSE ' <' || email || '>' END, '; ') FROM (
            SELECT replace(replace(replace(p.name, ';', ' '), '<', ' '), '>', ' ') name,
                   replace(replace(replace(p.email, ';', ''), '<', ''), '>', '') email
            FROM attendances a JOIN people p ON p.id = a.person_id
            WHERE a.meeting_id = (SELECT max(id) FROM meetings WHERE round_id = r.id)
            ORDER BY a.position, a.id)),
       f.text, f.due_day, f.due_at
FROM interviews i JOIN rounds r ON r.interview_id = i.id AND r.number = i.round
LEFT JOIN follow_ups f ON f.id = (
    SELECT id FROM follow_ups WHERE interview_id = i.id AND state = 'open' ORDER BY due_sort, id LIMIT 1)
WHERE i.id > ? ORDER BY i.id LIMIT ?
"""


class Listed(NamedTuple):
    """One interview. Instants and days are ISO 8601, as the store has them."""

    id: int
    company: str
    role: str
    step: int
    round: int
    outcome: str | None
    decision: str
    link: str
    location: str
    note: str
    created: str
    meeting: str | None
    """When the present round's meeting begins."""
    people: str | None
    """Who is there: `Dana Ruiz <dana@acme.example>; Max Weber`."""
    next: str | None
    """The follow-up that is due first, and when."""
    due_day: str | None
    due_at: str | None


def listed(store: Store) -> Iterator[Listed]:
    """All interviews in order of their ids, a window at a time. Raises StoreTrouble."""
    last = 0
    with store.trouble():
        while rows := store.reader.execute(_ROWS, (last, AT_ONCE)).fetchall():
            yield from map(Listed._make, rows)
            last = rows[-1][0]
