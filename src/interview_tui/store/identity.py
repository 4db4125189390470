"""Records of the store that are known again by what another program says of them (the rules: domain/identity.py)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import utc_text
from interview_tui.domain.identity import may_be_person, plain_company, plain_link, plain_name
from interview_tui.domain.records import FollowUp, Meeting, Origin, Person
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.store.queries import meetings_of
from interview_tui.store.records import find, find_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    Name = tuple[str, str]
    """A plain company and role."""
    OwnUid = tuple[str, int, datetime]
    """The letter and the number of a record, and when it came into being (see exporting/content_lines.py)."""

LINK_SOURCE = "url"
"""The source of an origin whose key is the address of the job's advertisement, as `plain_link` gives it."""
_REPLACED = lazy_pattern(r"invitation (\d+) (.*)")
_EVENT = lazy_pattern(r"event (\S+) (\S+) (day|series)")


# Interviews.


def interview_links(connection: sqlite3.Connection) -> dict[str, dict[int, None]]:
    """The interviews by the plain addresses that they came from, or that are written down for them; of several the
    one that came from there first, then the oldest.
    """
    came = connection.execute(
        "SELECT o.key, i.id FROM origins o JOIN interviews i ON i.id = o.interview_id WHERE o.source = ? ORDER BY o.id",
        (LINK_SOURCE,),
    ).fetchall()
    written = connection.execute("SELECT link, id FROM interviews WHERE link <> '' ORDER BY id").fetchall()
    known: dict[str, dict[int, None]] = {}
    for link, number in (*came, *written):
        known.setdefault(plain_link(link), {})[number] = None
    return known


def interview_names(connection: sqlite3.Connection) -> dict[int, Name]:
    """The plain company and role of each interview, the newest first."""
    rows = connection.execute("SELECT id, company, role FROM interviews ORDER BY id DESC")
    return {number: (plain_company(company), plain_name(role)) for number, company, role in rows}


# Meetings.


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """The meeting that an invitation speaks of by its UID."""

    meeting: Meeting
    exported: bool = False
    """The UID is that of an own export (see `own_uid`)."""
    replaced: ReplacedUid | None = None
    """The UID is one that another invitation to the meeting has replaced since."""


@dataclass(frozen=True, slots=True)
class ReplacedUid:
    """A UID that a meeting had until another invitation replaced it, so that the first is known when it comes again."""

    origin: Origin
    sequence: int
    """The last revision of it that was seen."""
    uid: str
    """The one that replaced it."""

    @staticmethod
    def source(sequence: int, uid: str) -> str:
        """What the origin has for its source; its key is the UID that was replaced."""
        return f"invitation {sequence} {uid}"

    @classmethod
    def of(cls, connection: sqlite3.Connection, uid: str) -> ReplacedUid | None:
        found = find_where(connection, Origin, "source >= 'invitation ' AND source < 'invitation!' AND key = ?", uid)
        said = _REPLACED.fullmatch(found[-1].source) if found else None
        return cls(found[-1], int(said[1]), said[2]) if said else None

    @staticmethod
    def was_by(connection: sqlite3.Connection, uid: str) -> bool:
        """Whether the invitation with that UID has replaced another one to the same meeting."""
        condition = "source >= 'invitation ' AND source < 'invitation!' AND substr(source, -length(?)) = ?"
        return bool(find_where(connection, Origin, condition, f" {uid}", f" {uid}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationState:
    """What the last revision of an invitation said that its meeting does not keep: by it the next one is judged. It is
    kept as an origin whose key is the UID.
    """

    stamp: datetime | None = None
    """When it was written (DTSTAMP)."""
    day: datetime | None = None
    """Which day of a series the meeting is, as the rule of the series has it, wherever it was moved to."""
    series: bool = False
    """The whole series came, and this is its first day; else the day came alone."""

    def is_before(self, stamp: datetime | None) -> bool:
        """Whether a revision was written later; not where either does not say when."""
        return self.stamp is not None and stamp is not None and self.stamp < stamp

    def is_after(self, stamp: datetime | None) -> bool:
        """Whether a revision was written earlier; not where either does not say when."""
        return self.stamp is not None and stamp is not None and self.stamp > stamp

    @property
    def source(self) -> str:
        """What the origin has for its source."""
        stamp, day = (utc_text(at) if at else "-" for at in (self.stamp, self.day))
        return f"event {stamp} {day} {'series' if self.series else 'day'}"

    @staticmethod
    def origin(connection: sqlite3.Connection, uid: str) -> Origin | None:
        """Where the state of the invitation with that UID is kept."""
        found = find_where(connection, Origin, "source >= 'event ' AND source < 'event!' AND key = ?", uid)
        return found[-1] if found else None

    @classmethod
    def of(cls, connection: sqlite3.Connection, uid: str) -> InvitationState:
        origin = cls.origin(connection, uid)
        said = _EVENT.fullmatch(origin.source) if origin else None
        if said is None:
            return cls()
        stamp, day = (None if text == "-" else datetime.fromisoformat(text) for text in said.group(1, 2))
        return cls(stamp=stamp, day=day, series=said[3] == "series")


def meeting_by_uid(connection: sqlite3.Connection, uid: str, own: OwnUid | None) -> KnownMeeting | None:
    """The meeting that came as the invitation with that UID, or that an own export had as this event (`own`)."""
    for meeting in find(connection, Meeting, uid=uid):
        return KnownMeeting(meeting)
    for meeting in _own_meeting(connection, own):
        return KnownMeeting(meeting, exported=True)
    first = last = ReplacedUid.of(connection, uid)
    seen = {uid}
    while last is not None and last.uid not in seen:
        for meeting in meetings_of(connection, last.origin.interview_id):
            if meeting.uid == last.uid:
                return KnownMeeting(meeting, replaced=first)
        seen.add(last.uid)
        last = ReplacedUid.of(connection, last.uid)
    return None


def meeting_is_gone(connection: sqlite3.Connection, own: OwnUid | None) -> bool:
    """Whether the meeting of an own export was deleted here: the journal knows of it, and of its interview."""
    if own is None or own[0] != "m" or _own_meeting(connection, own):
        return False
    (known,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM changes WHERE noun = 'meetings' AND record_id = ?) AND EXISTS (SELECT 1 FROM "
        "changes WHERE noun = 'interviews' AND json_extract(coalesce(before, after), '$.created') = ?)",
        (own[1], utc_text(own[2])),
    ).fetchone()
    return bool(known)


def _own_meeting(connection: sqlite3.Connection, own: OwnUid | None) -> tuple[Meeting, ...]:
    """The meeting with that id, if its interview came into being at that instant; else none."""
    if own is None or own[0] != "m":
        return ()
    of = "SELECT r.interview_id FROM rounds r WHERE r.id = round_id"
    condition = f"id = ? AND EXISTS (SELECT 1 FROM interviews i WHERE i.id = ({of}) AND i.created = ?)"  # noqa: S608
    return find_where(connection, Meeting, condition, own[1], utc_text(own[2]))


def interviews_with(connection: sqlite3.Connection, emails: Iterable[str]) -> tuple[int, ...]:
    """The interviews that run with somebody who has one of these addresses, the latest first."""
    rows = connection.execute(
        "SELECT DISTINCT i.id FROM people p JOIN involvements v ON v.person_id = p.id "
        "JOIN interviews i ON i.id = v.interview_id WHERE (i.outcome IS NULL OR i.outcome = 'offer') "
        "AND p.email COLLATE NOCASE IN (SELECT value FROM json_each(?)) ORDER BY i.id DESC",
        (json.dumps(sorted(emails)),),
    )
    return tuple(number for (number,) in rows)


def meetings_with(connection: sqlite3.Connection, starts: datetime, emails: Iterable[str]) -> tuple[Meeting, ...]:
    """The meetings that begin at an instant with somebody who has one of these addresses."""
    condition = (
        "starts = ? AND state = 'planned' AND id IN (SELECT a.meeting_id FROM attendances a "
        "JOIN people p ON p.id = a.person_id WHERE p.email IN (SELECT value FROM json_each(?)))"
    )
    return find_where(connection, Meeting, condition, utc_text(starts), json.dumps(list(emails)))


def meetings_at(connection: sqlite3.Connection, starts: datetime) -> dict[Meeting, tuple[str, ...]]:
    """The meetings that are planned for an instant, with the names of those who are invited."""
    rows = connection.execute(
        "SELECT m.id, p.name FROM meetings m LEFT JOIN attendances a ON a.meeting_id = m.id "
        "LEFT JOIN people p ON p.id = a.person_id WHERE m.starts = ? AND m.state = 'planned' ORDER BY m.id, p.id",
        (utc_text(starts),),
    )
    names: dict[int, list[str]] = {}
    for number, name in rows:
        names.setdefault(number, []).extend([name] if name else [])
    return {meeting: tuple(names[meeting.id]) for number in names for meeting in find(connection, Meeting, id=number)}


def follow_up_of(connection: sqlite3.Connection, number: int, created: datetime) -> FollowUp | None:
    """The follow-up with that id, if it came into being at that instant: the one that an own export had as a task."""
    return next((f for f in find(connection, FollowUp, id=number) if f.created == created), None)


# People.


def find_person(connection: sqlite3.Connection, *, name: str, email: str, company: str) -> Person | None:
    """The person with that address, else with that name at that company, unless two addresses differ."""
    if email and (found := find(connection, Person, email=email)):
        return found[0]
    named = find(connection, Person, name=name) if name else ()
    there = (p for p in named if plain_company(p.company) == plain_company(company))
    return next((p for p in there if not email or not p.email), None)


def people_with(connection: sqlite3.Connection, emails: Collection[str]) -> tuple[Person, ...]:
    """The people with one of these addresses who stand in meetings or interviews."""
    condition = (
        "email IN (SELECT value FROM json_each(?)) AND (id IN (SELECT person_id FROM attendances) "
        "OR id IN (SELECT person_id FROM involvements))"
    )
    return find_where(connection, Person, condition, json.dumps(sorted(emails)))


class PeopleIndex:
    """All people by address and name, read once for many look-ups, and kept up as others come."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._by_email: dict[str, Person] = {}
        self._by_name: dict[str, dict[int, Person]] = {}
        for person in find(connection, Person):
            self.put(person)

    def find(self, *, name: str, emails: Collection[str], company: str, exact: bool) -> Person | None:
        """Whoever has one of these addresses, the first before all; else somebody of that name at that company, of
        whom no other address is known. Without `exact` either company may be unknown.
        """
        for email in emails:
            if email in self._by_email:
                return self._by_email[email]
        named = self._by_name.get(plain_name(name), {}).values()
        may_be = (p for p in named if may_be_person(p, name=name, company=company, emails=emails))
        there = plain_company(company)
        return next((p for p in may_be if not exact or plain_company(p.company) == there), None)

    def put(self, person: Person, emails: Iterable[str] = ()) -> None:
        """Somebody as they are from now on; also by further addresses, for which the record has no room."""
        for email in filter(None, (person.email.casefold(), *emails)):
            if self._by_email.setdefault(email, person).id == person.id:
                self._by_email[email] = person
        self._by_name.setdefault(plain_name(person.name), {})[person.id] = person
