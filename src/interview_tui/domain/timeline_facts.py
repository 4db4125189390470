"""What a timeline is made of: its entries, and the records that they are told from."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.dates import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from interview_tui.domain import records
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.enums import Owner, Part, Ref


class EntryKind(StrEnum):
    """What an entry of a timeline is about."""

    ADDED = "added"
    ROUND = "round"
    MEETING = "meeting"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NOT_HELD = "not_held"
    CONTACT = "contact"
    LETTER = "letter"
    TASK = "task"
    """A follow-up done at one's own desk."""
    SKIPPED = "skipped"
    LEFT_UNDONE = "left_undone"
    AGREED = "agreed"
    """A commitment of either side was made."""
    PROMISE = "promise"
    """A commitment of either side: due, or kept."""
    NOT_KEPT = "not_kept"
    STEP = "step"
    OUTCOME = "outcome"
    OFFER = "offer"
    DECIDE = "decide"
    DOCUMENT = "document"
    REFERENCE = "reference"
    FOLLOW_UP = "follow_up"


class EntryState(StrEnum):
    """Where an entry stands against now, in the order of a timeline."""

    PAST = "past"
    LATE = "late"
    """Still to do, and its day has passed."""
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing of a timeline, told once whatever the number of records that it left."""

    day: date
    """The user's."""
    at: datetime | None = None
    """The instant, in UTC; None for what has only a day."""
    has_clock: bool = True
    """Whether the time of day of `at` is known: a contact of which only the day was told stands at noon."""
    ends: datetime | None = None
    """When a meeting ends."""
    kind: EntryKind
    state: EntryState = EntryState.PAST
    words: str
    note: str = ""
    """What was written beside it, in a line."""
    people: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    side: Owner | None = None
    """Who did it or is to do it; None for both, and for what just happened."""
    ref: Ref
    """The record that tells most of it."""
    interview_id: int | None = None
    company: str = ""
    role: str = ""
    shares_company: bool = False
    """Whether the facts have another interview at the company, so that only the role tells them apart."""
    on_time: bool | None = None
    """For what was due: whether it was done by then."""
    proof: str = ""
    """What it is to somebody who only wants to know that you look for work, without a name; '' for nothing."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to come, or to do."""
        return self.state is not EntryState.PAST


class MeetingMove(NamedTuple):
    """The journal has a meeting at another time before that entry."""

    meeting_id: int
    at: datetime
    before: datetime
    after: datetime


@dataclass(frozen=True, kw_only=True)
class TimelineFacts:
    """The records of one interview, of the contacts with one person, or of some days; what they refer to is there too,
    as far as their entries name it.
    """

    interviews: Mapping[int, records.Interview] = field(default_factory=dict)
    rounds: Mapping[int, records.Round] = field(default_factory=dict)
    people: Mapping[int, records.Person] = field(default_factory=dict)
    documents: Mapping[int, records.Document] = field(default_factory=dict)
    meetings: tuple[records.Meeting, ...] = ()
    attendances: tuple[records.Attendance, ...] = ()
    involvements: tuple[records.Involvement, ...] = ()
    passages: tuple[records.Passage, ...] = ()
    offers: tuple[records.Offer, ...] = ()
    commitments: tuple[records.Commitment, ...] = ()
    follow_ups: tuple[records.FollowUp, ...] = ()
    touches: tuple[records.Touch, ...] = ()
    letters: tuple[records.Letter, ...] = ()
    sendings: tuple[records.Sending, ...] = ()
    moves: tuple[MeetingMove, ...] = ()

    def names(self, people: Iterable[int]) -> tuple[str, ...]:
        """The names of these people, in their order."""
        return tuple(self.people[number].name for number in people if number in self.people)

    def there(self, meeting: records.Meeting) -> tuple[int, ...]:
        """Who was invited to a meeting or was there, but for those who are said to have been absent."""
        return self._there.get(meeting.id, ())

    def meeting(self, meeting_id: int) -> records.Meeting | None:
        """A meeting by its id."""
        return self._meetings.get(meeting_id)

    def interview_of_meeting(self, meeting_id: int) -> records.Interview | None:
        """The interview that a meeting belongs to."""
        found = self._meetings.get(meeting_id)
        return None if found is None else self.interview_of_round(found.round_id)

    def interview_of_round(self, round_id: int) -> records.Interview | None:
        """The interview that a round belongs to."""
        found = self.rounds.get(round_id)
        return None if found is None else self.interviews.get(found.interview_id)

    def part(self, interview_id: int | None, person_id: int | None) -> Part | None:
        """What a person is in an interview; None where nobody said."""
        return self._parts.get((interview_id, person_id))

    @cached_property
    def _meetings(self) -> dict[int, records.Meeting]:
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def _there(self) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for one in sorted(self.attendances, key=lambda a: (a.position, a.id)):
            if one.present is not False:
                found[one.meeting_id] = (*found.get(one.meeting_id, ()), one.person_id)
        return found

    @cached_property
    def _parts(self) -> dict[tuple[int | None, int | None], Part]:
        return {(tie.interview_id, tie.person_id): tie.part for tie in self.involvements}


class EntryMaker:
    """Makes the entries that facts tell at an instant, on the user's calendar."""

    def __init__(self, facts: TimelineFacts, now: datetime, calendar: Calendar) -> None:
        self.facts, self.now, self.calendar = facts, now, calendar
        self.today = calendar.day(now)
        at_company = Counter(interview.company.casefold() for interview in facts.interviews.values())
        self._several = {company for company, number in at_company.items() if number > 1}

    def entry(
        self,
        interview: records.Interview | None,
        kind: EntryKind,
        words: str,
        ref: Ref,
        *,
        at: datetime | None = None,
        day: date | None = None,
        has_clock: bool = True,
        ends: datetime | None = None,
        state: EntryState = EntryState.PAST,
        note: str = "",
        people: tuple[int, ...] = (),
        side: Owner | None = None,
        on_time: bool | None = None,
        proof: str = "",
    ) -> TimelineEntry:
        """An entry at an instant, or of a day. Raises ValueError without either."""
        if day is None:
            if at is None:
                raise ValueError(f"when was {words}?")
            day = self.calendar.day(at)
        return TimelineEntry(
            day=day,
            at=at,
            has_clock=has_clock,
            ends=ends,
            kind=kind,
            state=state,
            words=words,
            note=note,
            people=people,
            names=self.facts.names(people),
            side=side,
            ref=ref,
            interview_id=None if interview is None else interview.id,
            company="" if interview is None else interview.company,
            role="" if interview is None else interview.role,
            shares_company=interview is not None and interview.company.casefold() in self._several,
            on_time=on_time,
            proof=proof,
        )

    def date_text(self, day: date) -> str:
        """A day by its date, with the year where it is another one."""
        return date_words(day, self.today)

    def whose(self, person_id: int | None, text: str = "") -> str:
        """` (Dana Ruiz)` behind a text that does not name her; '' for nobody."""
        name = ", ".join(self.facts.names(only(person_id)))
        return f" ({name})" if name and name not in text else ""

    def due(self, day: date) -> EntryState:
        """Whether what is still to do on a day is late."""
        return EntryState.LATE if day < self.today else EntryState.AHEAD


def only(person_id: int | None) -> tuple[int, ...]:
    """The one person whom an entry is about, or nobody."""
    return () if person_id is None else (person_id,)
