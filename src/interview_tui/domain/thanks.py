"""The thank-you board: everybody met in the round, with the 24 hours that a thank-you may take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import day_words, moment_words
from interview_tui.domain.letters import missing, quotes_of
from interview_tui.domain.records import Kind, LetterKind, LetterState, Settled
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import FollowUp, Letter

HOUR = timedelta(hours=1)
SOON_HOURS = 24
"""Within so many hours of its due time a thank-you shows the hours left instead of the day."""
HOURS_AT_MOST = 72
"""After so many hours the days are counted instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """One person met, and how far their thank-you is."""

    person_id: int
    name: str
    quoted: bool
    """Whether something that they said is written down."""
    follow_up_id: int | None = None
    state: Settled | None = None
    """What became of the follow-up; None where none was planned."""
    due: datetime | None = None
    hours: int | None = None
    """Full hours left until it is due; below zero the hours begun since. None when nothing runs any more."""
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
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.hours is not None

    @property
    def late(self) -> bool:
        """Whether its due time has passed."""
        return self.hours is not None and self.hours < 0


def board(case: Case, *, now: datetime, calendar: Calendar, cadence: Cadence) -> tuple[Thanks, ...]:
    """One row a person met: those still owed first, the first due at the top, then the others by name."""
    rows = [_row(case, person_id, now=now, calendar=calendar, cadence=cadence) for person_id in case.met]
    return tuple(sorted(rows, key=lambda r: (not r.open, r.due.timestamp() if r.open and r.due else 0.0, r.name)))


def clock_words(row: Thanks, *, now: datetime, calendar: Calendar) -> str:
    """The clock in a few words: `due Fri 15:00`, `3 h left`, `26 h late`, `4 days late`, `sent Thu 18:00`."""
    if row.sent is not None and (row.letter_state is LetterState.SENT or row.state is Settled.DONE):
        return f"sent {moment_words(row.sent, now=now, calendar=calendar)}"
    if row.hours is None:
        return str(row.state) if row.state is not None else "not planned"
    if row.hours < -HOURS_AT_MOST:
        return f"{counted(-row.hours // 24, 'day')} late"
    if row.hours < 0:
        return f"{-row.hours} h late"
    if row.hours < 1:
        return "under 1 h left"
    if row.hours < SOON_HOURS or row.due is None:
        return f"{row.hours} h left"
    local = calendar.local(row.due)
    if local.time() == time(0):  # due on a day: by its end
        return f"due {day_words(calendar.day(row.due - HOUR), today=calendar.day(now))}"
    return f"due {moment_words(row.due, now=now, calendar=calendar)}"


def _row(case: Case, person_id: int, *, now: datetime, calendar: Calendar, cadence: Cadence) -> Thanks:
    follow_up, letter = _follow_up(case, person_id), _letter(case, person_id)
    sent = letter is not None and letter.state is LetterState.SENT
    settled = follow_up is not None and follow_up.state is not Settled.OPEN
    due = _due(follow_up, calendar) if follow_up else None
    runs = due is not None and not settled and not sent
    quoted = bool(quotes_of(case, person_id))
    name = case.person_name(person_id)
    lacking: tuple[str, ...] = ()
    if letter is not None and not sent:
        lacking = missing(case, letter)
    elif letter is None and not quoted and not settled:
        lacking = (f"a quote of {name}",)
    return Thanks(
        person_id=person_id,
        name=name,
        quoted=quoted,
        follow_up_id=follow_up.id if follow_up else None,
        state=follow_up.state if follow_up else None,
        due=due,
        hours=(due - now) // HOUR if runs and due is not None else None,
        red=runs and now >= _last_moment(case, follow_up, cadence, due or now),
        letter_id=letter.id if letter else None,
        letter_state=letter.state if letter else None,
        subject=letter.subject if letter else "",
        sent=(letter.sent if letter and sent else None) or (follow_up.settled if follow_up and settled else None),
        missing=lacking,
    )


def _follow_up(case: Case, person_id: int) -> FollowUp | None:
    """The thank-you of this round to a person: the open one, else the latest."""
    theirs = [
        f
        for f in case.follow_ups
        if f.kind is Kind.THANK_YOU and f.round_id == case.round.id and f.person_id == person_id
    ]
    return max(theirs, key=lambda f: (f.state is Settled.OPEN, f.id), default=None)


def _letter(case: Case, person_id: int) -> Letter | None:
    """The thank-you letter of this round to a person: the one sent, else the latest draft."""
    theirs = [
        x
        for x in case.letters
        if x.kind is LetterKind.THANK_YOU and x.round_id == case.round.id and x.person_id == person_id
    ]
    return max(theirs, key=lambda x: (x.state is LetterState.SENT, x.id), default=None)


def _due(follow_up: FollowUp, calendar: Calendar) -> datetime | None:
    """The instant by which it is due; for a day that day's end, which is the midnight after it."""
    if follow_up.due_at is not None or follow_up.due_day is None:
        return follow_up.due_at
    return calendar.instant(follow_up.due_day + timedelta(days=1), time(0))


def _last_moment(case: Case, follow_up: FollowUp | None, cadence: Cadence, due: datetime) -> datetime:
    """From when on it is red: counted from the meeting's end, and never before it is due."""
    since = (follow_up.anchor if follow_up else None) or case.meeting_end
    return max(due, since + timedelta(hours=cadence.thank_you_red_hours)) if since else due
