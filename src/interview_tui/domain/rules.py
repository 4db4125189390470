"""What each kind of follow-up is planned by: one rule a kind, a pure function of the case.

A planned follow-up carries its rule in words (`why`), the instant that the rule counts from (`anchor`) and an `origin`
that is unique within its interview, so that planning again adds only what is new.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.check_ins import check_in
from interview_tui.domain.records import Channel, CommitmentState, Favour, FollowUp, Kind, Part
from interview_tui.domain.rule_making import Setting, new, noon
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar


def _prepare(case: Case, at: Setting) -> Iterator[FollowUp]:
    start = case.meeting_start
    if start is None:
        return
    before = at.calendar.add_working(at.calendar.day(start), -at.cadence.prepare_working_days_before)
    # A meeting booked for today cannot have been prepared yesterday: what is planned late is not born late.
    day = max(before, at.today) if start > at.now else before
    yield new(
        case,
        at,
        Kind.PREPARE,
        due_day=day,
        channel=Channel.IN_PERSON,
        why="the working day before the meeting",
        anchor=start,
        meeting_id=case.meeting.id,
    )


def _debrief(case: Case, at: Setting) -> Iterator[FollowUp]:
    end = case.meeting_end
    if end is None:
        return
    yield new(
        case,
        at,
        Kind.DEBRIEF,
        due_at=end + timedelta(hours=at.cadence.debrief_hours),
        channel=Channel.IN_PERSON,
        why=f"within {counted(at.cadence.debrief_hours, 'hour')} of the meeting's end",
        anchor=end,
        meeting_id=case.meeting.id,
    )


def _thank_you(case: Case, at: Setting) -> Iterator[FollowUp]:
    end = case.meeting_end or at.now
    due = _within(end, timedelta(hours=at.cadence.thank_you_hours), at.calendar)
    for person_id in case.met:
        yield new(
            case,
            at,
            Kind.THANK_YOU,
            key=person_id,
            person_id=person_id,
            due_at=due,
            why=f"within {at.cadence.thank_you_hours} hours of the meeting",
            anchor=end,
            meeting_id=case.meeting.id,
        )


def _promise(case: Case, at: Setting) -> Iterator[FollowUp]:
    for promise in case.promises():
        if promise.state is not CommitmentState.OPEN:
            continue
        due = promise.due or at.calendar.add_working(at.today, 1)
        before = at.calendar.working_on_or_before(due)
        yield new(
            case,
            at,
            Kind.PROMISE,
            key=promise.id,
            text=promise.text,
            person_id=promise.person_id,
            due_day=before if before >= at.today else due,
            why="I promised it by then" if promise.due else "I promised it; the next working day",
            anchor=noon(promise.due, at.calendar) if promise.due else None,
            commitment_id=promise.id,
        )


def _value_letter(case: Case, at: Setting) -> Iterator[FollowUp]:
    end = case.meeting_end or at.now
    days = at.cadence.value_letter_working_days
    met = case.met
    yield new(
        case,
        at,
        Kind.VALUE_LETTER,
        person_id=met[0] if met else None,
        due_day=at.calendar.add_working(at.calendar.day(end), days),
        why=f"{counted(days, 'working day')} after the meeting",
        anchor=end,
        meeting_id=case.meeting.id,
    )


def _advocate(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = at.cadence.advocate_working_days
    for tie in case.involvements:
        if tie.part is not Part.CONNECTION or tie.do_not_ask or tie.favour is not Favour.NOT_ASKED:
            continue
        known = case.person_name(tie.knows_id) or f"someone at {case.interview.company}"
        asked = case.people.get(tie.person_id)
        yield new(
            case,
            at,
            Kind.ADVOCATE,
            key=tie.person_id,
            text=f"Ask for a good word with {known}",
            person_id=tie.person_id,
            channel=Channel.EMAIL if asked and asked.no_calls else Channel.PHONE,
            due_day=at.calendar.add_working(at.today, days),
            why="a connection who knows someone there" + (" (sensitive: ask with care)" if tie.sensitive else ""),
            anchor=at.now,
            sensitive=tie.sensitive,
        )


def _recommendation(case: Case, at: Setting) -> Iterator[FollowUp]:
    references = [
        i for i in case.involvements if i.part is Part.REFERENCE and not i.do_not_ask and i.favour is Favour.NOT_ASKED
    ]
    yield new(
        case,
        at,
        Kind.RECOMMENDATION,
        person_id=references[0].person_id if references else None,
        due_day=at.calendar.add_working(at.today, at.cadence.recommendation_working_days),
        why="one letter of recommendation from a respected voice",
        anchor=at.now,
        sensitive=bool(references) and references[0].sensitive,
    )


def _rejection_thanks(case: Case, at: Setting) -> Iterator[FollowUp]:
    rejected = case.round.closed or at.now
    met = case.met
    latest = at.calendar.day(rejected) + timedelta(days=at.cadence.rejection_thanks_days)
    day = at.calendar.working_on_or_before(latest)
    if day < at.calendar.day(rejected):
        day = at.calendar.working_on_or_after(latest)
    yield new(
        case,
        at,
        Kind.REJECTION_THANKS,
        person_id=met[0] if met else None,
        due_day=day,
        why=f"thanks within {counted(at.cadence.rejection_thanks_days, 'day')} of the rejection",
        anchor=rejected,
    )


def _stay_in_touch(case: Case, at: Setting) -> Iterator[FollowUp]:
    if case.interview.stay_in_touch is not False:
        anchor = case.round.closed or at.now
        yield stay_in_touch(case, at, number=1, anchor=anchor, days=at.cadence.stay_in_touch_first_days)


def stay_in_touch(case: Case, at: Setting, *, number: int, anchor: datetime, days: int) -> FollowUp:
    """One time in touch, `days` after the anchor; the times after it recur by `in_touch_days`."""
    met = case.met
    return new(
        case,
        at,
        Kind.STAY_IN_TOUCH,
        key=number,
        person_id=met[0] if met else None,
        due_day=next(in_touch_days(at, at.calendar.day(anchor) + timedelta(days=days))),
        why=f"in touch four times a year: {days} days after the {'rejection' if number == 1 else 'last time'}",
        anchor=anchor,
    )


def in_touch_days(at: Setting, first: date) -> Iterator[date]:
    """The days on which one is in touch, without an end: from the first on, each moved to a working day."""
    from dateutil.rrule import DAILY, rrule

    start = datetime.combine(first, time())
    for day in rrule(DAILY, interval=at.cadence.stay_in_touch_days, dtstart=start):
        yield at.calendar.working_on_or_after(day.date())


def watch(case: Case, at: Setting) -> Iterator[FollowUp]:
    """The weeks in which the one who was chosen may have left again: a look at my desk, planned when I ask for it.

    METHOD speaks of such a watch without a number, and no source that we know gives one: the weeks are our own choice.
    """
    rejected = case.round.closed or at.now
    for week in at.cadence.watch_weeks:
        planned = new(
            case,
            at,
            Kind.CUSTOM,
            text=f"See whether the place at {case.interview.company} is open again",
            channel=Channel.IN_PERSON,
            due_day=at.calendar.working_on_or_after(at.calendar.day(rejected) + timedelta(weeks=week)),
            why=f"{counted(week, 'week')} after the rejection: the one who was chosen may have left",
            anchor=rejected,
        )
        yield replace(planned, origin=f"r{case.round.number}:watch:{week}")


def _offer_reply(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = at.cadence.offer_reply_working_days
    met = case.met
    yield new(
        case,
        at,
        Kind.OFFER_REPLY,
        person_id=met[0] if met else None,
        due_day=at.calendar.add_working(at.today, days),
        why=f"within {counted(days, 'working day')} of the offer",
        anchor=at.now,
    )


def _reference_thanks(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = at.cadence.reference_thanks_working_days
    for tie in case.involvements:
        helped = tie.favour in (Favour.AGREED, Favour.SPOKE)
        if tie.thanked is None and helped:
            yield new(
                case,
                at,
                Kind.REFERENCE_THANKS,
                key=tie.person_id,
                person_id=tie.person_id,
                due_day=at.calendar.add_working(at.today, days),
                why=f"within {counted(days, 'working day')} of the offer",
                anchor=at.now,
            )


def _withdrawal(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = at.cadence.withdrawal_working_days
    met = case.met
    yield new(
        case,
        at,
        Kind.WITHDRAWAL,
        person_id=met[0] if met else None,
        due_day=at.calendar.add_working(at.today, days),
        why=f"within {counted(days, 'working day')} of withdrawing",
        anchor=at.now,
    )


RULES: dict[Kind, Callable[[Case, Setting], Iterator[FollowUp]]] = {
    Kind.PREPARE: _prepare,
    Kind.DEBRIEF: _debrief,
    Kind.THANK_YOU: _thank_you,
    Kind.PROMISE: _promise,
    Kind.VALUE_LETTER: _value_letter,
    Kind.CHECK_IN: check_in,
    Kind.ADVOCATE: _advocate,
    Kind.RECOMMENDATION: _recommendation,
    Kind.REJECTION_THANKS: _rejection_thanks,
    Kind.STAY_IN_TOUCH: _stay_in_touch,
    Kind.OFFER_REPLY: _offer_reply,
    Kind.REFERENCE_THANKS: _reference_thanks,
    Kind.WITHDRAWAL: _withdrawal,
}


def _within(start: datetime, span: timedelta, calendar: Calendar) -> datetime:
    """The last moment on a working day within `span` of the start; after a free day, the next working day's."""
    latest = start + span
    day = calendar.day(latest)
    if calendar.is_working(day):
        return latest
    earlier = calendar.working_on_or_before(day)
    if earlier >= calendar.day(start):
        return calendar.instant(earlier, time(23, 59))
    return calendar.instant(calendar.working_on_or_after(day), calendar.local(latest).time())
