"""What files speak of, known again in the store: rows of tables, invitations, and the records of an own export.

The rules for names and addresses are in domain/identity.py, the look-ups in store/identity.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from interview_tui.domain import records
from interview_tui.domain.enums import MeetingState, Outcome
from interview_tui.domain.identity import plain_company, plain_link, plain_name, role_likeness
from interview_tui.domain.notes_text import FIELDS_OF_IDENTITY
from interview_tui.domain.text import squash
from interview_tui.exporting.content_lines import read_own_uid
from interview_tui.importing.guests import domain_of, label_of
from interview_tui.importing.series import day_uid, is_day
from interview_tui.store.contacts import interviews_at
from interview_tui.store.identity import (
    InvitationState,
    KnownMeeting,
    interview_links,
    interview_names,
    interviews_with,
    meeting_by_uid,
    meeting_is_gone,
    meetings_at,
    meetings_with,
)
from interview_tui.store.queries import interview_of, meetings_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from interview_tui.domain.dates import Calendar
    from interview_tui.importing.invitation import Invitation
    from interview_tui.importing.table import Application
    from interview_tui.store.records import Reader

    Name = tuple[str, str]

UNKNOWN_COMPANY = "(company unknown)"
"""Stands for a company that an invitation does not name, until the user does."""
_REOPENED = frozenset({Outcome.REJECTED, Outcome.RESCINDED, Outcome.WITHDRAWN, Outcome.DECLINED})
"""The outcomes after which an invitation opens the next round."""
SAME_HOUR = timedelta(hours=1)
"""Meetings that overlap and begin less than this apart are one."""
UNNAMED = 2
"""The likeness of two roles of which one is not known (see `role_likeness`)."""
FRESH, AGAIN = 0, -1
"""Instead of an interview's id: the row is a new one; the row says again what another row of its table says."""
IDENTITY: dict[type[records.Record], tuple[tuple[str, ...], ...]] = {
    records.Story: (("title",),),
    records.BankQuestion: (("text",),),
    records.Interview: (("company", "role", "created"),),
    records.Origin: (("source", "key"),),
    records.Round: (("interview_id", "number"),),
    records.Passage: (("round_id", "step", "entered"),),
    records.Offer: (("round_id",),),
    records.Involvement: (("interview_id", "person_id"),),
    records.Meeting: (("round_id", "starts"),),
    records.Attendance: (("meeting_id", "person_id"),),
    **{cls: (("meeting_id", *names),) for cls, names in FIELDS_OF_IDENTITY.items()},
    records.Question: (
        ("meeting_id", *FIELDS_OF_IDENTITY[records.Question]),
        ("meeting_id", "text", "person_id"),  # an earlier version does not say who put it
    ),
    records.Document: (("interview_id", "path"),),
    records.Study: (("interview_id",),),
    records.PreparedAnswer: (("question",),),
    records.Sending: (("document_id", "person_id", "at"),),
    records.Letter: (("interview_id", "kind", "person_id", "created"),),
    records.Touch: (("interview_id", "person_id", "at", "direction", "channel"),),
    records.Suggestion: (("follow_up_id",),),
}
"""By which fields a record is known again, the surest first; upper and lower case are the same.

Not in the table: a person is known by email address, else by name and company where no two addresses differ; a
follow-up by the plan that made it (`origin`), one of the user's own by its text and when it was made; an interview
before all by where it came from (its origins), a meeting by its invitation's UID.
"""
_MY_OWN = ("interview_id", "kind", "text", "created")


class InterviewIndex:
    """The interviews that the store knows, and those that have come to it since, by address and by company and role.

    Within one table each row speaks of another interview, unless its company and role came before and neither an
    address nor an id of its own tells it apart: two advertisements for the same role of the same company are two jobs.
    Between tables, and between a table and the store, that cannot be told, since each program writes down another
    address for the same job: there the same company and role are the same job.
    """

    def __init__(self, reader: Reader) -> None:
        self._names = interview_names(reader)
        self._by_link = interview_links(reader)
        self._by_name: dict[Name, dict[int, None]] = defaultdict(dict)
        self._by_both: dict[tuple[str, Name], dict[int, None]] = defaultdict(dict)
        for number, name in self._names.items():
            self._by_name[name][number] = None
        for link, numbers in self._by_link.items():
            for number in numbers:
                self._by_both[link, self._names[number]][number] = None

    def match(self, rows: Sequence[Application]) -> list[int]:
        """For each row of one table the id of its interview, or FRESH, or AGAIN."""
        keys = [(plain_link(row.link) if row.link else "", _name(row)) for row in rows]
        # Rows with an address come before those that could be any of them, so that the order of the rows is no matter.
        places = sorted(range(len(rows)), key=lambda place: not keys[place][0])
        found = self._known(keys, places)
        seen: dict[Name, _Seen] = defaultdict(_Seen)
        for place in places:
            if found[place] != FRESH:
                seen[keys[place][1]].add(rows[place].key, keys[place][0])
        for place in places:
            if found[place] == FRESH:
                link, name = keys[place]
                if seen[name].has(rows[place].key, link):
                    found[place] = AGAIN
                else:
                    seen[name].add(rows[place].key, link)
        return found

    def _known(self, keys: Sequence[tuple[str, Name]], places: Sequence[int]) -> list[int]:
        """For each row the interview that is known, each only once, else FRESH. The surest rows choose first: those
        with both alike, then the address, then company and role.
        """
        found = [FRESH] * len(keys)
        taken: set[int] = set()
        ways: tuple[tuple[Mapping[Any, dict[int, None]], slice | int], ...] = (
            (self._by_both, slice(None)),
            (self._by_link, 0),
            (self._by_name, 1),
        )
        for known, part in ways:
            left: dict[Any, Iterator[int]] = {}
            for place in places:
                key: Any = keys[place][part]
                if found[place] == FRESH and (keys[place][0] or part == 1):
                    numbers = left.setdefault(key, iter(known.get(key, ())))
                    found[place] = next((number for number in numbers if number not in taken), FRESH)
                    taken.add(found[place])
            taken.discard(FRESH)
        return found

    def add(self, row: Application, number: int) -> str:
        """From now on the store knows a row as that interview. As `add_link`."""
        self._names[number] = _name(row)
        self._by_name[_name(row)][number] = None
        return self.add_link(row, number)

    def add_link(self, row: Application, number: int) -> str:
        """The address of a row belongs to that interview too; gives it where no interview was known by it, else ''."""
        link = plain_link(row.link) if row.link else ""
        if not link:
            return ""
        known = self._by_link.setdefault(link, {})
        is_news = not known
        known[number] = self._by_both[link, self._names[number]][number] = None
        return link if is_news else ""


class _Seen:
    """The rows of one company and role: their ids, if they have any, and their addresses."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._links: set[str] = set()

    def add(self, key: str, link: str) -> None:
        """One more of them."""
        self._ids.add(key)
        self._links.add(link)

    def has(self, key: str, link: str) -> bool:
        """Whether a row is the same job as one of them."""
        if key:
            return key in self._ids
        return bool(self._links) and (not link or "" in self._links or link in self._links)


def _name(row: Application) -> Name:
    """Company and role as they are compared."""
    return plain_company(row.company), plain_name(row.role)


class InvitationIndex:
    """The meeting of an invitation, by its UID or by time and people; and the interviews that it may be of.

    Times without a zone are by the clock on the user's wall.
    """

    def __init__(self, reader: Reader, calendar: Calendar) -> None:
        self._reader = reader
        self._calendar = calendar

    def known(self, invitation: Invitation) -> KnownMeeting | None:
        """The meeting that came as this invitation, or that an own export had as this event."""
        uid = self.uid_of(invitation)
        return meeting_by_uid(self._reader, uid, read_own_uid(uid))

    def uid_of(self, invitation: Invitation) -> str:
        """The UID by which its meeting is known. Of several days of a series that came one by one, the first has the
        UID of the series, and the others have one of their own.
        """
        day = self._calendar.wall_instant(invitation.recurrence_id)
        if invitation.recurrence_id is None or day is None:
            return invitation.key
        own = day_uid(invitation.key, day)
        if meeting_by_uid(self._reader, own, None):
            return own
        first = InvitationState.of(self._reader, invitation.key)
        alone = first.day is not None and not first.series
        return own if alone and first.day and not is_day(invitation.recurrence_id, first.day, "") else invitation.key

    def is_gone(self, invitation: Invitation) -> bool:
        """Whether it is, in an own export, a meeting that was deleted here since."""
        return meeting_is_gone(self._reader, read_own_uid(invitation.key))

    def is_known(self, invitation: Invitation) -> bool:
        """Whether its meeting is known, was deleted here, or has come in another way."""
        return bool(self.known(invitation) or self.is_gone(invitation) or self.twin(invitation))

    def candidates(self, invitation: Invitation) -> Iterator[records.Interview]:
        """The interviews that an invitation with an unknown UID may speak of, the likeliest first."""
        likely = []
        starts = self._calendar.wall_instant(invitation.starts)
        for number in interviews_at(self._reader, invitation.company) or self._with_people_of(invitation):
            (interview,) = find(self._reader, records.Interview, id=number)
            # A role that was only guessed is no reason to think of another interview.
            likeness = role_likeness(interview.role, invitation.role)
            if likeness is None and not invitation.role_sure:
                likeness = UNNAMED
            reopened = reopens(self._reader, interview, starts)
            if likeness is not None and not (reopened and likeness == UNNAMED):
                likely.append((reopened, likeness, number, interview))
        return (interview for *_, interview in sorted(likely, key=lambda one: one[:3]))

    def _with_people_of(self, invitation: Invitation) -> tuple[int, ...]:
        """The interviews with somebody who invites or is invited, by address: where the invitation names no company, or
        only calls it by its domain, as `hturbinen` of Helvetia Turbinen.
        """
        emails = {email for email in (invitation.organizer_email, *(g.email for g in invitation.people)) if email}
        labels = {squash(label_of(domain_of(email))) for email in emails} - {""}
        name = squash(invitation.company)
        if invitation.company_sure and not any(name in label or label in name for label in labels):
            return ()
        return interviews_with(self._reader, emails)

    def twin(self, invitation: Invitation) -> records.Meeting | None:
        """The meeting that has come in another way: in the same hour at the same employer, or at the same instant with
        a person in common, whom a title may name (“30 Minute Meeting between Nora Lindqvist and Alex Doe”).
        """
        starts = self._calendar.wall_instant(invitation.starts)
        if starts is None:
            return None
        for interview in self.candidates(invitation):
            planned = [m for m in meetings_of(self._reader, interview.id) if m.state is MeetingState.PLANNED]
            for meeting in sorted(planned, key=lambda m: (m.starts != starts, m.id)):
                if self._is_same(meeting, invitation, starts):
                    return meeting
        if invitation.all_day:
            return None
        emails = [guest.email for guest in invitation.people if guest.email]
        for meeting in (*meetings_with(self._reader, starts, emails), *self._named_in_title(invitation, starts)):
            interview = interview_of(self._reader, meeting.id)
            same = plain_company(interview.company) == plain_company(invitation.company)
            if same or not invitation.company_sure or interview.company == UNKNOWN_COMPANY:
                return meeting
        return None

    def _named_in_title(self, invitation: Invitation, starts: datetime) -> Iterator[records.Meeting]:
        """Meetings at that instant with somebody whose whole name stands in the title of the invitation, or whose own
        title names somebody of it.
        """
        guests = [guest.name for guest in invitation.people]
        for meeting, names in meetings_at(self._reader, starts).items():
            if _names_one(invitation.summary, names) or _names_one(meeting.title, guests):
                yield meeting

    def meetings_of_round(
        self, interview: records.Interview, starts: datetime | None = None
    ) -> tuple[records.Meeting, ...]:
        """The meetings of the round that is open at an instant, or of the present one."""
        rounds = sorted(find(self._reader, records.Round, interview_id=interview.id), key=lambda r: -r.number)
        at = next((r for r in rounds if starts is None or r.opened <= starts), rounds[-1])
        return find(self._reader, records.Meeting, round_id=at.id)

    def _is_same(self, meeting: records.Meeting, invitation: Invitation, starts: datetime) -> bool:
        """Whether they are in the same hour; of an invitation for a whole day, whether they are on the same day."""
        if meeting.starts is None:
            return False
        if invitation.all_day:
            return self._calendar.day(meeting.starts) == self._calendar.day(starts)
        ends = self._calendar.wall_instant(invitation.ends) or starts + SAME_HOUR
        overlap = meeting.starts < ends and starts < records.end_of(meeting)
        return meeting.starts == starts or (overlap and abs(meeting.starts - starts) < SAME_HOUR)


def _names_one(title: str, names: Iterable[str]) -> bool:
    """Whether the title has one of the names with a family name."""
    said = plain_name(title)
    whole = (plain_name(name) for name in names if " " in name.strip())
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in whole if name in said)


def reopens(reader: Reader, interview: records.Interview, starts: datetime | None) -> bool:
    """Whether an invitation to a meeting at that time opens another round of an interview that has ended."""
    if interview.outcome not in _REOPENED:
        return False
    of_round = find(reader, records.Round, interview_id=interview.id, number=interview.round)
    closed = of_round[0].closed if of_round else None
    return starts is None or closed is None or starts > closed


def record_keys(record: records.Record, origins: Iterable[tuple[str, str]], *, stored: bool) -> Iterator[Hashable]:
    """What a record of an export is known by, the surest first. `origins` are those of an interview; `stored`: it is
    the store's record, not the export's.
    """
    if isinstance(record, records.Person):
        yield from _person_keys(record, stored=stored)
    elif isinstance(record, records.FollowUp):
        yield _values(record, ("interview_id", "origin") if record.origin else _MY_OWN)
    else:
        if isinstance(record, records.Interview):
            yield from origins
        if isinstance(record, records.Meeting) and record.uid:
            yield _values(record, ("round_id", "uid"))
        for names in IDENTITY[type(record)]:
            yield _values(record, names)


def _person_keys(person: records.Person, *, stored: bool) -> Iterator[Hashable]:
    name = (person.name.casefold(), person.company.casefold())
    if person.email:
        yield "address", person.email.casefold()
    if stored or not person.email:
        yield "name", name
    if bool(person.email) is not stored:  # one address may be missing; two that differ are two people
        yield "name without address", name


def _values(record: records.Record, names: Iterable[str]) -> Hashable:
    values = [(name, getattr(record, name)) for name in names]
    return tuple((name, value.casefold() if isinstance(value, str) else value) for name, value in values)
