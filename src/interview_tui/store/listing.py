"""The interviews one after another, each on one row with what a list says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.store.clock import MEETING_END, counts_at, step_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_tui.store.database import Store

AT_ONCE = 500
"""So many rows are read at a time."""
_ROWS = """
SELECT i.id, i.company, i.role, {step}, i.round, i.outcome, r.decision, i.link, i.location, i.note, i.created, n.starts,
       (SELECT group_concat(trim(name) || CASE email WHEN '' THEN '' ELSE ' <' || email || '>' END, '; ') FROM (
            SELECT replace(replace(replace(p.name, ';', ' '), '<', ' '), '>', ' ') name,
                   replace(replace(replace(p.email, ';', ''), '<', ''), '>', '') email
            FROM attendances a JOIN people p ON p.id = a.person_id
            WHERE a.meeting_id = n.id ORDER BY a.position, a.id)),
       f.text, f.due_day, f.due_at
FROM interviews i JOIN rounds r ON r.interview_id = i.id AND r.number = i.round
LEFT JOIN meetings n ON n.id = coalesce(
    (SELECT m.id FROM meetings m WHERE m.round_id = r.id AND m.state = 'planned' AND {end} > :now
     ORDER BY m.starts, m.id LIMIT 1),
    (SELECT m.id FROM meetings m WHERE m.round_id = r.id ORDER BY m.state = 'planned' DESC, m.starts DESC, m.id DESC
     LIMIT 1))
LEFT JOIN follow_ups f ON f.id = (
    SELECT f.id FROM follow_ups f WHERE f.interview_id = i.id AND {counts} ORDER BY f.due_sort, f.id LIMIT 1)
WHERE i.id > :last ORDER BY i.id LIMIT :number
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
    """When the present round's next planned meeting begins, else its last."""
    people: str | None
    """Who is there: `Dana Ruiz <dana@acme.example>; Max Weber`."""
    next: str | None
    """The follow-up that is due first, and when."""
    due_day: str | None
    due_at: str | None


def listed(store: Store, now: datetime) -> Iterator[Listed]:
    """All interviews as they stand at an instant, in order of their ids, a window at a time. Raises StoreTrouble."""
    sql = _ROWS.format(step=step_at(now), end=MEETING_END, counts=counts_at(now))
    last = 0
    with store.trouble():
        while rows := store.reader.execute(sql, {"now": utc_text(now), "last": last, "number": AT_ONCE}).fetchall():
            yield from map(Listed._make, rows)
            last = rows[-1][0]
