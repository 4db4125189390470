"""The rules of check-ins (step 7): punctual, regular, never a pest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.records import Kind, Settled, Step
from interview_tui.domain.rule_making import Setting, counts_alike, new, noon, origin
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Commitment, FollowUp

_MISSED = "missed:"


def check_in(case: Case, at: Setting) -> Iterator[FollowUp]:
    """The check-ins still to come: each counts from the last contact, or from the one before it when that is later.

    At most `check_in_cap` of them stand in a row without a word from the employer; each word begins a new row.
    """
    yield from _missed_meetings(case, at)
    known = {f.origin: f for f in case.follow_ups}
    row = _row_of_check_ins(case, at)
    contact = case.last_contact(at.now)
    anchor = max([contact, *(_due_instant(f, at) for f in row.others if f.state is Settled.OPEN)])
    for number in row.to_come:
        fresh = _check_in_number(case, at, row, number, anchor, "last contact" if anchor == contact else "one before")
        yield fresh
        present = known.get(fresh.origin, fresh)
        # One that was put off or skipped, or that is late, stands where it is; the next keeps its distance from there.
        stays = present.state is not Settled.OPEN or present.planned_day or counts_alike(present, fresh)
        anchor = max(contact, _due_instant(present if stays else fresh, at))


def early_check_in(case: Case, at: Setting) -> Iterator[FollowUp]:
    """Before step 7 only a date of theirs brings a check-in, and one only: for when it has passed."""
    yield from _missed_meetings(case, at)
    row = _row_of_check_ins(case, at)
    first = row.used + 1
    if first in row.to_come and _their_word(case, at.calendar):
        yield _check_in_number(case, at, row, first, case.last_contact(at.now), "last contact")


def missed_meeting(case: Case, at: Setting) -> FollowUp:
    """The check-in, the same day, for an agreed call or meeting that did not take place."""
    met = case.met
    return new(
        case,
        at,
        Kind.CHECK_IN,
        key=f"{_MISSED}{case.meeting.id}",
        person_id=met[0] if met else None,
        due_day=at.calendar.working_on_or_after(at.today),
        why="what was agreed did not take place: the same day",
        anchor=case.meeting_start or at.now,
        meeting_id=case.meeting.id,
    )


def _missed_meetings(case: Case, at: Setting) -> Iterator[FollowUp]:
    """Those planned by `missed_meeting`: still asked for until the employer has been in touch."""
    planned = (f for f in case.open if f.origin.startswith(origin(case, Kind.CHECK_IN, _MISSED)))
    yield from (f for f in planned if not case.answered_since(f.anchor or at.now))


@dataclass(frozen=True, slots=True)
class _Row:
    """The check-ins since the employer's last word."""

    used: int
    """The highest number that an earlier row used up; numbers are never used twice."""
    others: tuple[FollowUp, ...]
    """Those without a number, done or open."""
    to_come: range
    """The numbers after the last one done, up to the cap."""


def _row_of_check_ins(case: Case, at: Setting) -> _Row:
    word, persisting = case.last_word(at.now), case.entered(Step.PERSIST)
    used = 0
    for follow_up in case.follow_ups:
        if follow_up.settled is None:
            continue
        answered = word is not None and follow_up.settled <= word and follow_up.state is not Settled.CANCELLED
        # One for a date of theirs that they kept before step 7 began is not asked for again: its number is gone.
        dropped = follow_up.state is Settled.CANCELLED and persisting is not None and follow_up.settled < persisting
        if answered or dropped:
            used = max(used, _number(case, follow_up))
    sent = case.unanswered(at.now)
    owed = (f for f in case.open if f.kind is Kind.CHECK_IN and f.round_id == case.round.id)
    others = tuple(f for f in (*sent, *owed) if not _number(case, f))
    last = max((_number(case, f) for f in sent), default=0)
    top = used + at.cadence.check_in_cap - len(others)
    return _Row(used, others, range(max(used, last) + 1, top + 1))


def _number(case: Case, follow_up: FollowUp) -> int:
    """Which numbered check-in of the round it is; 0 for any other follow-up."""
    head, _, number = follow_up.origin.rpartition(":")
    return int(number) if head == origin(case, Kind.CHECK_IN, "") and number.isdecimal() else 0


def _due_instant(follow_up: FollowUp, at: Setting) -> datetime:
    return follow_up.due_at or noon(follow_up.due_day or at.today, at.calendar)


def _check_in_number(case: Case, at: Setting, row: _Row, number: int, anchor: datetime, since: str) -> FollowUp:
    place = number - row.used + len(row.others)
    word = _their_word(case, at.calendar) if number == row.used + 1 else None
    if word and word.due:
        anchor = noon(word.due, at.calendar)
        if word.passive:
            days = at.cadence.check_in_days_after_passive
            day, rule = word.due + timedelta(days=days), f"{counted(days, 'day')} after the date that they named"
        else:
            days = at.cadence.check_in_working_days
            day, rule = at.calendar.add_working(word.due, days), f"{counted(days, 'working day')} after their date"
    else:
        gap = at.cadence.gap(place - 1)
        day = at.calendar.day(anchor) + timedelta(days=gap)
        rule = f"{counted(gap, 'day')} after the {since}"
    met = case.met
    return new(
        case,
        at,
        Kind.CHECK_IN,
        key=number,
        person_id=met[0] if met else None,
        due_day=at.calendar.working_on_or_after(max(day, at.today)),
        why=f"check-in {place} of {at.cadence.check_in_cap}, {rule}",
        anchor=anchor,
    )


def _their_word(case: Case, calendar: Calendar) -> Commitment | None:
    """The first dated word of theirs since whose day they were not in touch; without one, contacts are counted from."""
    for word in case.their_words():
        if word.due is not None and not case.answered_since(calendar.instant(word.due, time.min)):
            return word
    return None
