"""Readings that take more than the fields of one record: each question has a name."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.commitments import CommitmentEntry
from interview_tui.domain.dates import utc_text
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import Commitment, FollowUp, Interview, Meeting, Round
from interview_tui.domain.text import company_role
from interview_tui.store.conditions import MEETING_END, counts_at, step_at
from interview_tui.store.records import columns, decode, find, find_where, get

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from interview_tui.store.database import Store
    from interview_tui.store.records import R, Reader


def interview_of(reader: Reader, meeting_id: int) -> Interview:
    """The interview that a meeting belongs to. Raises NotFound."""
    return get(reader, Interview, get(reader, Round, get(reader, Meeting, meeting_id).round_id).interview_id)


def meetings_of(reader: Reader, interview_id: int) -> tuple[Meeting, ...]:
    """The meetings of all rounds of an interview."""
    return find(reader, Meeting, round_id=[r.id for r in find(reader, Round, interview_id=interview_id)])


def running_with_facts(reader: Reader, but: int) -> tuple[Interview, ...]:
    """The other running interviews with a contact or a timed meeting: those that can have a plan."""
    return find_where(
        reader,
        Interview,
        "(outcome IS NULL OR outcome = 'offer') AND id <> ? AND ("
        "EXISTS (SELECT 1 FROM touches t WHERE t.interview_id = interviews.id) OR EXISTS (SELECT 1 FROM rounds r "
        "JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = interviews.id AND m.starts IS NOT NULL))",
        but,
    )


def referring_to(reader: Reader, cls: type[R], names: Sequence[str], record_id: int) -> tuple[R, ...]:
    """The records of a kind that refer to a record by one of these fields."""
    return find_where(reader, cls, " OR ".join(f"{name} = ?" for name in names), *[record_id] * len(names))


def to_do_by(reader: Reader, day: date, at_once: Iterable[str]) -> tuple[FollowUp, ...]:
    """The open follow-ups that are due before a day, and those of the kinds that are best done at once."""
    kinds = json.dumps(list(at_once))
    where = "state = 'open' AND (due_sort < ? OR kind IN (SELECT value FROM json_each(?)))"
    return find_where(reader, FollowUp, where, day.isoformat(), kinds)


def ended_without_debrief(store: Store, now: datetime) -> tuple[int, str] | None:
    """The interview, by id and name, whose meeting ended last without a debrief; None when none is."""
    found = store.reader.execute(
        "SELECT i.id, i.company, i.role FROM follow_ups f JOIN interviews i ON i.id = f.interview_id "  # noqa: S608 -- our own words
        f"WHERE f.kind = 'debrief' AND {counts_at(now)} AND f.anchor <= ? ORDER BY f.anchor DESC, f.id DESC LIMIT 1",
        (utc_text(now),),
    ).fetchone()
    if found is None:
        return None
    interview_id, company, role = found
    return int(interview_id), company_role(company, role)


_TURNS = f"""
SELECT (SELECT starts FROM meetings WHERE starts > :now AND state = 'planned' ORDER BY starts LIMIT 1),
    (SELECT min({MEETING_END}) FROM meetings m
        WHERE m.starts > datetime(:now, '-2 days') AND m.starts <= :now AND m.state = 'planned'
        AND {MEETING_END} > :now),
    (SELECT min(lapses) FROM follow_ups WHERE state = 'open' AND lapses > :now),
    (SELECT min(clock_at) FROM interviews WHERE clock_step IS NOT NULL AND clock_at > :now)
"""  # noqa: S608 -- our own words
"""The next beginning of a meeting; its next end, of those that began in the last two days; what lapses next; the next
step.
"""


def next_turn(store: Store, now: datetime) -> datetime | None:
    """The next instant, in UTC, at which the clock changes something; None where none is ahead.

    A planned meeting begins or ends, a follow-up lapses, or an interview is a step farther. Raises StoreTrouble.
    """
    found = store.reader.execute(_TURNS, {"now": utc_text(now)}).fetchone()
    try:
        return min((datetime.fromisoformat(text) for text in found if text), default=None)
    except ValueError as error:
        raise StoreTrouble("a time in the store is not valid: another program has written there") from error


def ledger_entries(connection: sqlite3.Connection, interview_id: int | None = None) -> tuple[CommitmentEntry, ...]:
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
        CommitmentEntry(
            commitment=decode(Commitment, row[4:]), interview_id=row[0], company=row[1], role=row[2], person=row[3]
        )
        for row in rows
    )


class Use(NamedTuple):
    """One use of a story: in which interview, and for which need ('' where only picked for the meeting)."""

    company: str
    role: str
    need: str


def answered(connection: sqlite3.Connection) -> dict[int, int]:
    """How many needs each story answers, by its id; those that answer none are not in it."""
    sql = "SELECT story_id, count(DISTINCT need_id) FROM matches WHERE need_id IS NOT NULL GROUP BY story_id"
    return dict(connection.execute(sql).fetchall())


def story_uses(connection: sqlite3.Connection, story_id: int) -> tuple[Use, ...]:
    """Every use of a story, the latest first."""
    rows = connection.execute(
        "SELECT i.company, i.role, coalesce(n.text, '') FROM matches x "
        "JOIN meetings m ON m.id = x.meeting_id JOIN rounds r ON r.id = m.round_id "
        "JOIN interviews i ON i.id = r.interview_id LEFT JOIN needs n ON n.id = x.need_id "
        "WHERE x.story_id = ? ORDER BY x.id DESC",
        (story_id,),
    )
    return tuple(Use(*row) for row in rows)


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
    """All interviews as they stand at an instant, in order of their ids, a window at a time.

    Raises StoreTrouble.
    """
    sql = _ROWS.format(step=step_at(now), end=MEETING_END, counts=counts_at(now))
    last = 0
    while rows := store.reader.execute(sql, {"now": utc_text(now), "last": last, "number": AT_ONCE}).fetchall():
        yield from map(Listed._make, rows)
        last = rows[-1][0]
