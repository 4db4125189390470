"""Records that are found by more than their own fields: each question has a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text
from interview_tui.domain.records import FollowUp, Interview, Meeting, Origin, Person, Round
from interview_tui.store.records import TABLES, find, find_where

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from interview_tui.domain.records import Record
    from interview_tui.store.records import R, Reader


def meetings_of(reader: Reader, interview_id: int) -> tuple[Meeting, ...]:
    """The meetings of all rounds of an interview."""
    return find(reader, Meeting, round_id=[r.id for r in find(reader, Round, interview_id=interview_id)])


def running_with_facts(reader: Reader, but: int) -> tuple[Interview, ...]:
    """The other running interviews for which anything can be planned: of those with a contact or a meeting in time."""
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


def taken_over(reader: Reader, uid: str) -> Origin | None:
    """What an invitation has left that was taken over as a meeting of another UID, the last where there are several."""
    found = find_where(reader, Origin, "source >= 'invitation ' AND source < 'invitation!' AND key = ?", uid)
    return found[-1] if found else None


def meetings_with(reader: Reader, starts: datetime, emails: Collection[str]) -> tuple[Meeting, ...]:
    """The planned meetings that begin at an instant, and to which anybody with one of these addresses is invited."""
    return find_where(
        reader,
        Meeting,
        "starts = ? AND state = 'planned' AND id IN (SELECT a.meeting_id FROM attendances a "
        "JOIN people p ON p.id = a.person_id WHERE p.email IN (SELECT value FROM json_each(?)))",
        utc_text(starts),
        json.dumps(list(emails)),
    )


def involved(reader: Reader, emails: Iterable[str]) -> tuple[Person, ...]:
    """The people with one of these addresses who stand in meetings or interviews."""
    return find_where(
        reader,
        Person,
        "email IN (SELECT value FROM json_each(?)) AND (id IN (SELECT person_id FROM attendances) "
        "OR id IN (SELECT person_id FROM involvements))",
        json.dumps(sorted(emails)),
    )


def rows_of(reader: Reader, cls: type[Record], ids: Collection[int]) -> list[dict[str, object]]:
    """Stored rows with all their columns, also those that the store derives."""
    cursor = reader.execute(
        f"SELECT * FROM {TABLES[cls]} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 -- our own names
        (json.dumps(list(ids)),),
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
