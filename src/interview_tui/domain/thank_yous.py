"""The thank-you board: everybody met in the round, with the 24 hours that a thank-you may take."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import day_words, moment_words
from interview_tui.domain.enums import LetterState, MeetingState, Settled
from interview_tui.domain.facts import days
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_gaps import letter_lacks
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import needs_of, quotes_of
from interview_tui.domain.records import end_of, start_of
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import FollowUp, Letter, Meeting

HOUR = timedelta(hours=1)
SOON_HOURS = 24
"""Within so many hours of its due time a thank-you shows the hours left instead of the day."""
HOURS_AT_MOST = 72
"""After so many hours the days are counted instead."""
NOBODY_KNOWN = "the people you met"
"""The name of a row for a meeting of which nobody knows who was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """One person met on one day, and how far their thank-you is."""

    person_id: int | None
    """None for a meeting of which nobody knows who was there."""
    name: str
    day: date | None
    """The day of the meeting; None for one without a time."""
    meeting_id: int
    """The meeting of that day, the first one with them."""
    quoted: bool
    """Whether something that they said is written down."""
    follow_up_id: int | None = None
    state: Settled | None = None
    """What became of the follow-up; None where none was planned."""
    due: datetime | None = None
    open: bool = False
    """Whether it is still owed."""
    late: bool = False
    """Whether its due day is over."""
    red: bool = False
    """Whether it is as late as it must never be."""
    letter_id: int | None = None
    letter_state: LetterState | None = None
    subject: str = ""
    sent: datetime | None = None
    """When it was sent or settled."""
    missing: tuple[str, ...] = ()
    """What keeps the letter from being ready; with no letter, what it cannot be written without."""

    @property
    def key(self) -> str:
        """What tells it from the other rows: `m5:p7`, or `m5` where nobody is known."""
        return f"m{self.meeting_id}" if self.person_id is None else f"m{self.meeting_id}:p{self.person_id}"


def board(
    case: Case, others: Sequence[Case] = (), *, now: datetime, calendar: Calendar, cadence: Cadence
) -> tuple[Thanks, ...]:
    """One row a person and day of a meeting in the round: those still owed first, the first due at the top, then the
    others by name. `others` are the interview at its other meetings, whose notes say who said what there.
    """
    cases = {one.meeting.id: one for one in (*others, case)}
    rows = [_row(case, met, cases, now=now, calendar=calendar, cadence=cadence) for met in _everybody(case, calendar)]
    return tuple(
        sorted(rows, key=lambda r: (not r.open, r.due.timestamp() if r.open and r.due else 0.0, r.name, r.meeting_id))
    )


def thank_you_clock(row: Thanks, *, now: datetime, calendar: Calendar) -> str:
    """The clock in a few words: `due Fri 15:00`, `3 h left`, `due today`, `26 h late`, `4 days late`, `sent Thu 18:00`.

    A thank-you whose hours are over is on time until its due day is over, too.
    """
    if row.sent is not None and (row.letter_state is LetterState.SENT or row.state is Settled.DONE):
        way = "sent" if row.letter_state is LetterState.SENT else "done"
        return f"{way} {moment_words(row.sent, now=now, calendar=calendar)}"
    if not row.open or row.due is None:
        return {None: "not planned", Settled.OPEN: "lapsed"}.get(row.state, str(row.state))
    hours = (row.due - now) // HOUR
    if row.late:
        return f"{counted(-hours // 24, 'day')} late" if hours < -HOURS_AT_MOST else f"{-hours} h late"
    if hours < 0:
        return "due today"
    if hours < 1:
        return "under 1 h left"
    if hours < SOON_HOURS:
        return f"{hours} h left"
    local = calendar.local(row.due)
    if local.time() == time(0):  # due on a day: by its end
        return f"due {day_words(calendar.day(row.due - HOUR), today=calendar.day(now))}"
    return f"due {moment_words(row.due, now=now, calendar=calendar)}"


@dataclass(frozen=True, slots=True)
class _Met:
    """Somebody met on a day, in these meetings of it."""

    person_id: int | None
    meetings: tuple[Meeting, ...]
    following: datetime | None
    """When the first meeting with them on a later day begins."""

    @property
    def origins(self) -> tuple[str, ...]:
        """How the origins of their thank-you may begin: a meeting moved before the others of its day comes first."""
        whose = "" if self.person_id is None else f":p{self.person_id}"
        return tuple(f"{Kind.THANK_YOU}:m{meeting.id}{whose}" for meeting in self.meetings)

    @property
    def begins(self) -> datetime | None:
        return self.meetings[0].starts

    @property
    def ends(self) -> datetime | None:
        return end_of(self.meetings[-1]) if self.begins is not None else None


def _everybody(case: Case, calendar: Calendar) -> Iterator[_Met]:
    """Everybody met in the round, day by day; connections and references are not the employer's."""
    outsiders = case.outsiders
    there = {m.id: [a for a in case.invited if a.meeting_id == m.id] for m in case.meetings}
    planned = [m for m in case.meetings if m.state is MeetingState.PLANNED]
    timed = sorted((m for m in planned if m.starts is not None), key=lambda m: (start_of(m), end_of(m), m.id))
    untimed = [m for m in planned if m.starts is None]
    groups: list[dict[int | None, list[Meeting]]] = []
    for group in (*days(timed, calendar).values(), untimed):
        whom: dict[int | None, list[Meeting]] = {}
        for meeting in group:
            for attendance in there[meeting.id]:
                if attendance.present is not False and attendance.person_id not in outsiders:
                    whom.setdefault(attendance.person_id, []).append(meeting)
            if not there[meeting.id] and meeting.starts is not None:
                whom.setdefault(None, []).append(meeting)
        groups.append(whom)
    for place, whom in enumerate(groups):
        for person_id, meetings in whom.items():
            later = (found[person_id][0].starts for found in groups[place + 1 :] if person_id in found)
            yield _Met(person_id, tuple(meetings), next(later, None))


def _row(
    case: Case, met: _Met, cases: dict[int, Case], *, now: datetime, calendar: Calendar, cadence: Cadence
) -> Thanks:
    follow_up = _follow_up(case, met)
    letter = _letter(case, met, follow_up)
    sent = letter is not None and letter.state is LetterState.SENT
    settled = follow_up is not None and follow_up.state is not Settled.OPEN
    lapsed = follow_up is not None and follow_up.lapses is not None and follow_up.lapses <= now
    due = _due(follow_up, calendar) if follow_up else None
    runs = due is not None and not settled and not sent and not lapsed
    notes = [cases[m.id] for m in met.meetings if m.id in cases]
    quoted = any(quotes_of(one, met.person_id) for one in notes)
    said = quoted or any(needs_of(one, met.person_id) for one in notes)
    lacking: tuple[str, ...] = ()
    if letter is not None and not sent:
        lacking = letter_lacks(next(iter(notes), case), letter)
    elif letter is None and not said and not settled:
        lacking = ("who was there",) if met.person_id is None else (f"a quote of {case.person_name(met.person_id)}",)
    return Thanks(
        person_id=met.person_id,
        name=case.person_name(met.person_id) or NOBODY_KNOWN,
        day=calendar.day(met.begins) if met.begins is not None else None,
        meeting_id=met.meetings[0].id,
        quoted=quoted,
        follow_up_id=follow_up.id if follow_up else None,
        state=follow_up.state if follow_up else None,
        due=due,
        open=runs,
        late=runs and due is not None and now >= _end_of_day(due, calendar),
        red=runs and due is not None and now >= _last_moment(met, due, calendar, cadence),
        letter_id=letter.id if letter else None,
        letter_state=letter.state if letter else None,
        subject=letter.subject if letter else "",
        sent=(letter.sent if letter and sent else None) or (follow_up.settled if follow_up and settled else None),
        missing=lacking,
    )


def _follow_up(case: Case, met: _Met) -> FollowUp | None:
    """The thank-you that was planned for somebody met on a day: the open one, else the latest."""
    theirs = [
        f
        for f in case.follow_ups
        if f.kind is Kind.THANK_YOU
        and any(f.origin == origin or f.origin.removeprefix(f"{origin}:").isdigit() for origin in met.origins)
    ]
    return max(theirs, key=lambda f: (f.state is Settled.OPEN, f.id), default=None)


def _letter(case: Case, met: _Met, follow_up: FollowUp | None) -> Letter | None:
    """The thank-you letter to somebody met on a day: one sent after that meeting and before the next with them, else
    the latest draft.
    """
    begins, following = met.begins, met.following

    def belongs(letter: Letter) -> bool:
        if letter.state is LetterState.DRAFT and letter.follow_up_id is not None and follow_up is not None:
            return letter.follow_up_id == follow_up.id
        at = letter.sent or letter.created
        is_after = begins is None or at > begins or letter.state is LetterState.DRAFT
        return is_after and (following is None or at <= following)

    theirs = [
        x
        for x in case.letters
        if x.kind is LetterKind.THANK_YOU
        and x.round_id == case.round.id
        and x.person_id == met.person_id
        and belongs(x)
    ]
    return max(theirs, key=lambda x: (x.state is LetterState.SENT, x.id), default=None)


def _due(follow_up: FollowUp, calendar: Calendar) -> datetime | None:
    """The instant by which it is due; for a day that day's end, which is the midnight after it."""
    if follow_up.due_at is not None or follow_up.due_day is None:
        return follow_up.due_at
    return calendar.instant(follow_up.due_day + timedelta(days=1), time(0))


def _end_of_day(due: datetime, calendar: Calendar) -> datetime:
    """The midnight after the due day: until then it is on time (METHOD, punctuality)."""
    return calendar.instant(calendar.day(due - timedelta(microseconds=1)) + timedelta(days=1), time(0))


def _last_moment(met: _Met, due: datetime, calendar: Calendar, cadence: Cadence) -> datetime:
    """From when on it is red: counted from the meeting's end, and never before it is late."""
    late = _end_of_day(due, calendar)
    return max(late, met.ends + timedelta(hours=cadence.thank_you_red_hours)) if met.ends else late
