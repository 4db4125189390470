"""What a calendar shows of the store: the meetings that have a time, and the follow-ups. By windows, so that nobody
waits for the store while a calendar is written, however large.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import Ref, Settled
from interview_tui.domain.records import FollowUp, Meeting
from interview_tui.store.conditions import counts_at
from interview_tui.store.errors import unreadable
from interview_tui.store.records import FIELDS, columns, decode, read_instant

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

AT_ONCE = 500
"""So many records are read at a time."""


class MeetingRow(NamedTuple):
    """A meeting with a time, of any round, and what one reads beside it."""

    meeting: Meeting
    interview: Ref
    company: str
    role: str
    created: datetime
    """When its interview was: that never changes."""
    round: int
    opened: datetime
    """When its round was."""
    people: tuple[tuple[str, str], ...]
    """Names and titles of those who are there."""
    changed: datetime | None
    """When the journal says that the meeting was changed last, also by undoing; None where it does not know."""


class FollowUpRow(NamedTuple):
    """A follow-up, and what one reads beside it."""

    follow_up: FollowUp
    company: str
    role: str
    person: str
    changed: datetime | None
    """As for a meeting."""


def zones(connection: sqlite3.Connection) -> tuple[tuple[str, datetime], ...]:
    """The names of the zones of all meetings that have a time, in order, each with its last meeting's start. Raises
    StoreTrouble.
    """
    found = []
    for zone, number, starts in connection.execute(
        "SELECT zone, id, max(starts) FROM meetings WHERE starts IS NOT NULL GROUP BY zone ORDER BY zone"
    ):
        try:
            found.append((str(zone), read_instant(starts)))
        except ValueError as error:
            raise unreadable("m", number) from error
    return tuple(found)


def meetings(connection: sqlite3.Connection) -> Iterator[MeetingRow]:
    """Every meeting that has a time, in order of their ids. Raises StoreTrouble for a row that is none."""
    width = len(FIELDS[Meeting])
    sql = (
        f"SELECT {columns(Meeting, 'm')}, i.id, i.company, i.role, i.created, r.number, r.opened, "  # noqa: S608
        "(SELECT json_group_array(json_array(name, title)) FROM (SELECT p.name, p.title FROM attendances a "
        "JOIN people p ON p.id = a.person_id WHERE a.meeting_id = m.id ORDER BY a.position, a.id)), "
        f"{_changed('meetings', 'm')} "
        "FROM meetings m JOIN rounds r ON r.id = m.round_id JOIN interviews i ON i.id = r.interview_id "
        "WHERE m.id > :after AND m.starts IS NOT NULL ORDER BY m.id LIMIT :number"
    )
    for row in _windows(connection, sql):
        meeting = decode(Meeting, row[:width])
        interview, company, role, created, number, opened, people, changed = row[width:]
        try:
            yield MeetingRow(
                meeting,
                Ref("i", interview),
                str(company),
                str(role),
                datetime.fromisoformat(created),
                int(number),
                datetime.fromisoformat(opened),
                tuple((str(name), str(title)) for name, title in json.loads(people)),
                _instant(changed),
            )
        except (ValueError, TypeError) as error:
            raise unreadable("m", meeting.id) from error


def follow_ups(connection: sqlite3.Connection, *, since: datetime, now: datetime) -> Iterator[FollowUpRow]:
    """The follow-ups that are owed now, and those that were settled since an instant, in order of their ids; what an
    email seems to say is no task. Raises StoreTrouble for a row that is none.
    """
    width = len(FIELDS[FollowUp])
    sql = (
        f"SELECT {columns(FollowUp, 'f')}, i.company, i.role, ifnull(p.name, ''), "  # noqa: S608
        f"{_changed('follow_ups', 'f')} "
        "FROM follow_ups f JOIN interviews i ON i.id = f.interview_id LEFT JOIN people p ON p.id = f.person_id "
        f"WHERE f.id > :after AND f.kind <> 'suggestion' AND ({counts_at(now)} OR f.settled >= :since) "
        "ORDER BY f.id LIMIT :number"
    )
    for row in _windows(connection, sql, since=utc_text(since)):
        follow_up = decode(FollowUp, row[:width])
        company, role, person, changed = row[width:]
        try:
            yield FollowUpRow(follow_up, str(company), str(role), str(person), _instant(changed))
        except (ValueError, TypeError) as error:
            raise unreadable("f", follow_up.id) from error


def state_at(connection: sqlite3.Connection, number: int, revision: int) -> Settled | None:
    """The state that a follow-up had at a revision (from 0), by the journal; None where it does not know."""
    found = connection.execute(
        "SELECT json_extract(after, '$.state') FROM changes WHERE noun = 'follow_ups' AND record_id = ? "
        "AND json_extract(after, '$.version') <= ? ORDER BY json_extract(after, '$.version') DESC LIMIT 1",
        (number, revision + 1),
    ).fetchone()
    return Settled(found[0]) if found else None


def _windows(connection: sqlite3.Connection, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    """The rows, those of a window read at once: no lock is held while they are made use of."""
    after = 0
    while rows := connection.execute(sql, {**values, "after": after, "number": AT_ONCE}).fetchall():
        yield from rows
        after = rows[-1][0]


def _changed(table: str, alias: str) -> str:
    """An SQL expression for the instant at which the journal has a record changed last."""
    return (
        "(SELECT max(coalesce(e.undone_at, e.at)) FROM changes c JOIN entries e ON e.id = c.entry_id "  # noqa: S608
        f"WHERE c.noun = '{table}' AND c.record_id = {alias}.id)"
    )


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
