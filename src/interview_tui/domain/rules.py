"""What each kind of follow-up is planned by: one rule a kind, a pure function of the case.

A planned follow-up carries its rule in words (`why`), the instant that the rule counts from (`anchor`) and an `origin`
that is unique within its interview, so that planning again adds only what is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.records import Channel, CommitmentState, Favour, FollowUp, Kind, Part, Settled
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

TITLES: dict[Kind, str] = {
    Kind.PREPARE: "Prepare the meeting",
    Kind.DEBRIEF: "Write the meeting down",
    Kind.THANK_YOU: "Thank",
    Kind.PROMISE: "Keep my promise",
    Kind.VALUE_LETTER: "Send the value letter",
    Kind.CHECK_IN: "Check in",
    Kind.ADVOCATE: "Ask for a good word",
    Kind.RECOMMENDATION: "Ask for a recommendation letter",
    Kind.REJECTION_THANKS: "Thank after the rejection",
    Kind.STAY_IN_TOUCH: "Stay in touch",
    Kind.OFFER_REPLY: "Answer the offer",
    Kind.REFERENCE_THANKS: "Thank the reference",
    Kind.WITHDRAWAL: "Send the withdrawal",
    Kind.CUSTOM: "Follow up",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a rule needs besides the case: the instant at hand, the user's calendar, the numbers."""

    now: datetime
    calendar: Calendar
    cadence: Cadence

    @property
    def today(self) -> date:
        return self.calendar.day(self.now)


def _new(case: Case, at: Setting, kind: Kind, *, key: object = "", **fields: object) -> FollowUp:
    person_id = fields.get("person_id")
    name = case.person_name(person_id if isinstance(person_id, int) else None)
    values: dict[str, object] = {
        "text": f"{TITLES[kind]} {name}".strip() if kind in _NAMES_THE_PERSON else TITLES[kind],
        **fields,
    }
    return FollowUp(
        interview_id=case.interview.id,
        round_id=case.round.id,
        kind=kind,
        origin=_origin(case, kind, key),
        created=at.now,
        **values,  # type: ignore[arg-type]
    )


def _origin(case: Case, kind: Kind, key: object) -> str:
    return f"r{case.round.number}:{kind}" + (f":{key}" if key != "" else "")


def counts_alike(present: FollowUp, fresh: FollowUp) -> bool:
    """Whether both count from the same instant by the same rule."""
    return (present.anchor, present.why) == (fresh.anchor, fresh.why)


_NAMES_THE_PERSON = frozenset({Kind.THANK_YOU, Kind.REFERENCE_THANKS})


def _prepare(case: Case, at: Setting) -> Iterator[FollowUp]:
    start = case.meeting_start
    if start is None:
        return
    before = at.calendar.add_working(at.calendar.day(start), -at.cadence.prepare_working_days_before)
    # A meeting booked for today cannot have been prepared yesterday: what is planned late is not born late.
    day = max(before, at.today) if start > at.now else before
    yield _new(
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
    yield _new(
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
        yield _new(
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
        yield _new(
            case,
            at,
            Kind.PROMISE,
            key=promise.id,
            text=promise.text,
            person_id=promise.person_id,
            due_day=before if before >= at.today else due,
            why="I promised it by then" if promise.due else "I promised it; the next working day",
            anchor=_noon(promise.due, at.calendar) if promise.due else None,
            commitment_id=promise.id,
        )


def _value_letter(case: Case, at: Setting) -> Iterator[FollowUp]:
    end = case.meeting_end or at.now
    days = at.cadence.value_letter_working_days
    met = case.met
    yield _new(
        case,
        at,
        Kind.VALUE_LETTER,
        person_id=met[0] if met else None,
        due_day=at.calendar.add_working(at.calendar.day(end), days),
        why=f"{counted(days, 'working day')} after the meeting",
        anchor=end,
        meeting_id=case.meeting.id,
    )


def _check_in(case: Case, at: Setting) -> Iterator[FollowUp]:
    """The check-ins still to come: each counts from the last contact, or from the one before it when that is later."""
    known = {f.origin: f for f in case.follow_ups}
    done = {f.origin for f in case.done(Kind.CHECK_IN)}
    numbers = range(1, at.cadence.check_in_cap + 1)
    last = max((n for n in numbers if _origin(case, Kind.CHECK_IN, n) in done), default=0)
    contact = anchor = case.last_contact(at.now)
    for number in numbers[last:]:
        fresh = _check_in_number(case, at, number, anchor, "last contact" if anchor == contact else "one before")
        yield fresh
        present = known.get(fresh.origin, fresh)
        # One that was put off or skipped, or that is late, stands where it is; the next keeps its distance from there.
        stays = present.state is not Settled.OPEN or present.planned_day or counts_alike(present, fresh)
        stands = present if stays else fresh
        anchor = max(contact, stands.due_at or _noon(stands.due_day or at.today, at.calendar))


def _check_in_number(case: Case, at: Setting, number: int, anchor: datetime, since: str) -> FollowUp:
    their_date = _their_date(case, at.calendar) if number == 1 else None
    if their_date:
        anchor = _noon(their_date, at.calendar)
        days = at.cadence.check_in_working_days
        day = at.calendar.add_working(their_date, days)
        rule = f"{counted(days, 'working day')} after their date"
    else:
        gap = at.cadence.gap(number - 1)
        day = at.calendar.day(anchor) + timedelta(days=gap)
        rule = f"{counted(gap, 'day')} after the {since}"
    met = case.met
    return _new(
        case,
        at,
        Kind.CHECK_IN,
        key=number,
        person_id=met[0] if met else None,
        due_day=at.calendar.working_on_or_after(max(day, at.today)),
        why=f"check-in {number} of {at.cadence.check_in_cap}, {rule}",
        anchor=anchor,
    )


def _their_date(case: Case, calendar: Calendar) -> date | None:
    """The date of their word, unless they were in touch on it or since: then check-ins count from that contact."""
    word = case.their_word()
    if word is None or word.due is None or case.answered_since(calendar.instant(word.due, time.min)):
        return None
    return word.due


def _advocate(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = at.cadence.advocate_working_days
    for tie in case.involvements:
        if tie.part is not Part.CONNECTION or tie.do_not_ask or tie.favour is not Favour.NOT_ASKED:
            continue
        known = case.person_name(tie.knows_id) or f"someone at {case.interview.company}"
        asked = case.people.get(tie.person_id)
        yield _new(
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
    yield _new(
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
    yield _new(
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
    met = case.met
    return _new(
        case,
        at,
        Kind.STAY_IN_TOUCH,
        key=number,
        person_id=met[0] if met else None,
        due_day=at.calendar.working_on_or_after(at.calendar.day(anchor) + timedelta(days=days)),
        why=f"in touch four times a year: {days} days after the {'rejection' if number == 1 else 'last time'}",
        anchor=anchor,
    )


def _offer_reply(case: Case, at: Setting) -> Iterator[FollowUp]:
    days = at.cadence.offer_reply_working_days
    met = case.met
    yield _new(
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
            yield _new(
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
    yield _new(
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
    Kind.CHECK_IN: _check_in,
    Kind.ADVOCATE: _advocate,
    Kind.RECOMMENDATION: _recommendation,
    Kind.REJECTION_THANKS: _rejection_thanks,
    Kind.STAY_IN_TOUCH: _stay_in_touch,
    Kind.OFFER_REPLY: _offer_reply,
    Kind.REFERENCE_THANKS: _reference_thanks,
    Kind.WITHDRAWAL: _withdrawal,
}


def _noon(day: date, calendar: Calendar) -> datetime:
    """An instant that stands for a day: noon, which no change to summer time moves to another day."""
    return calendar.instant(day, time(12))


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
