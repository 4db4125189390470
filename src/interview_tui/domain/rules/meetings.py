"""What a meeting asks for: prepare it, write it down, thank each person; and what I promised in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.domain import enums, records
from interview_tui.domain.commitments import is_call
from interview_tui.domain.facts import days
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from interview_tui.domain.rules.planner import Planner

STILL_THANKED = timedelta(hours=24)
"""After a rejection only a meeting that ended so shortly before it is still thanked for (fine print 15)."""


def of_meetings(p: Planner) -> Iterator[records.FollowUp]:
    """What the meetings of all rounds ask for, day by day: prepare, write down, thank."""
    for of_round in p.facts.rounds:
        yield from _of_round(p, of_round)


def _of_round(p: Planner, of_round: records.Round) -> Iterator[records.FollowUp]:
    outcome = p.outcome if of_round is p.round else of_round.outcome
    closed = of_round.closed
    if p.outcome in enums.LOST:  # it ends what earlier rounds left open as well
        outcome, closed = p.outcome, p.closed
    for group in days(p.facts.timed(of_round), p.calendar).values():
        if outcome in enums.ENDED and closed is not None and records.start_of(group[0]) > closed:
            continue
        if outcome not in enums.ENDED and of_round is p.round:
            yield from _prepare(p, of_round, group)
        if outcome is not enums.Outcome.WITHDRAWN:
            yield from _debrief(p, of_round, group)
            for thanks in _thank_yous(p, of_round, group):
                if outcome in enums.LOST and closed is not None and not _thanked_beside(p, thanks, group, closed):
                    continue
                yield thanks


def _prepare(p: Planner, of_round: records.Round, group: list[records.Meeting]) -> Iterator[records.FollowUp]:
    """Once for the meetings of a day, the working day before."""
    first = group[0]
    start = records.start_of(first)
    entered = min(records.entered_at(m, otherwise=of_round.opened) for m in group)
    day, begun = p.calendar.day(start), p.calendar.day(entered)
    due = p.calendar.add_working(day, -p.cadence.prepare_working_days_before)
    if due < begun:  # booked too late for it: then before the meeting
        due = min(p.calendar.working_on_or_after(begun), day)
    if entered >= start:
        return
    yield p.line(
        Kind.PREPARE,
        _of_the_day(p, Kind.PREPARE, group),
        of_round,
        due_day=due,
        channel=enums.Channel.IN_PERSON,
        why="working day before the meeting" if due < day else "before the meeting begins",
        anchor=start,
        meeting_id=first.id,
        lapses=start,
    )


def _debrief(p: Planner, of_round: records.Round, group: list[records.Meeting]) -> Iterator[records.FollowUp]:
    """Once for the meetings of a day, soon after the last of them."""
    end = max(map(records.end_of, group))
    due = end + timedelta(hours=p.cadence.debrief_hours)
    entered = max(records.entered_at(m, otherwise=of_round.opened) for m in group)
    late = due <= entered
    yield p.again(
        p.line(
            Kind.DEBRIEF,
            _of_the_day(p, Kind.DEBRIEF, group),
            of_round,
            due_day=p.next_working(entered) if late else None,
            due_at=None if late else due,
            channel=enums.Channel.IN_PERSON,
            why=f"within {counted(p.cadence.debrief_hours, 'hour')} of the meeting's end",
            anchor=end,
            meeting_id=group[0].id,
            lapses=p.weeks_after(end),
        ),
        records.start_of(group[0]),
    )


def _thank_yous(p: Planner, of_round: records.Round, group: list[records.Meeting]) -> Iterator[records.FollowUp]:
    """To each person met on a day, counted from the end of the last meeting with them."""
    with_whom: dict[int | None, list[tuple[records.Meeting, records.Attendance | None]]] = {}
    for meeting in group:
        everybody = [a for a in p.facts.attendances if a.meeting_id == meeting.id]
        for attendance in p.facts.there(meeting):
            if not p.facts.is_outsider(attendance.person_id):
                with_whom.setdefault(attendance.person_id, []).append((meeting, attendance))
        if not everybody:
            with_whom.setdefault(None, []).append((meeting, None))
    for person_id in [*p.facts.by_rank(known for known in with_whom if known is not None), None]:
        if person_id not in with_whom:
            continue
        seen = with_whom[person_id]
        first, last = seen[0][0], seen[-1][0]
        end = records.end_of(last)
        known = [a.entered for _, a in seen if a is not None and a.entered is not None]
        entered = max([records.entered_at(last, otherwise=of_round.opened), *known])
        day, instant = _within_hours(p, end, p.cadence.thank_you_hours, entered)
        line = p.line(
            Kind.THANK_YOU,
            _of_the_day(p, Kind.THANK_YOU, [m for m, _ in seen], "" if person_id is None else f":p{person_id}"),
            of_round,
            person_id=person_id,
            due_day=day,
            due_at=instant,
            why=f"within {p.cadence.thank_you_hours} hours of the meeting",
            anchor=end,
            meeting_id=last.id,
            lapses=p.weeks_after(end),
        )
        line = p.again(line, records.start_of(first))
        if line.origin in p.stored or not _thanked_by_letter(p, person_id, first):
            yield line


def _thanked_beside(p: Planner, thanks: records.FollowUp, group: list[records.Meeting], closed: datetime) -> bool:
    """Whether a thank-you stays beside the thanks after a rejection (fine print 15)."""
    if thanks.person_id is not None and thanks.person_id == p.rejected_by():
        return False
    return closed - records.end_of(group[-1]) <= STILL_THANKED


def _of_the_day(p: Planner, kind: Kind, group: list[records.Meeting], whose: str = "") -> str:
    """The key of what is owed once for the meetings of a day: that of the meeting by which it is stored already (a
    settled one before others), else of the first.
    """
    stored = [m for m in group if f"{kind}:m{m.id}{whose}" in p.stored]
    settled = [m for m in stored if not p.is_open(p.stored[f"{kind}:m{m.id}{whose}"])]
    return f"m{next(iter((*settled, *stored, *group))).id}{whose}"


def _thanked_by_letter(p: Planner, person_id: int | None, meeting: records.Meeting) -> bool:
    """Whether a thank-you went to a person after a meeting and before the next one with them."""
    start = records.start_of(meeting)
    theirs = [records.start_of(m) for m in p.facts.timed() if any(a.person_id == person_id for a in p.facts.there(m))]
    following = min((s for s in theirs if p.calendar.day(s) > p.calendar.day(start)), default=None)
    return any(
        letter.person_id == person_id and sent > start and (following is None or sent <= following)
        for letter, sent in p.facts.letters_sent(LetterKind.THANK_YOU)
    )


def _within_hours(p: Planner, end: datetime, hours: int, entered: datetime) -> tuple[date | None, datetime | None]:
    """So many hours from the end, as an instant; where they end on a day off, the next working day; where they are
    over when the fact was entered, the working day after that.
    """
    latest = end + timedelta(hours=hours)
    day = p.calendar.day(latest)
    if p.calendar.is_working(day):
        return (None, latest) if latest > entered else (p.next_working(entered), None)
    day = p.calendar.working_on_or_after(day)
    return p.not_before(day, entered), None


def promises(p: Planner) -> Iterator[records.FollowUp]:
    """What I promised, by the date that I gave, else the next working day."""
    if p.outcome is enums.Outcome.WITHDRAWN:
        reason = "promised before the withdrawal: still meant?"
    elif p.outcome in enums.LOST:
        reason = "promised before the rejection: still meant?"
    else:
        reason = ""
    rounds = {r.id: r for r in p.facts.rounds}
    meetings = {m.id: m for m in p.facts.meetings}
    for promise in p.facts.commitments:
        if promise.owner is not enums.Owner.ME or promise.state is not enums.CommitmentState.OPEN:
            continue
        meeting = meetings[promise.meeting_id]
        of_round = rounds[meeting.round_id]
        made = p.calendar.day(meeting.starts or promise.entered or of_round.opened)
        entered = records.entered_at(promise, otherwise=meeting.starts or of_round.opened)
        if promise.due is None:
            due = p.not_before(p.calendar.add_working(made, 1), entered)
        else:
            due = p.working_day_by(promise.due, made)
        person = p.facts.successor(promise.person_id)
        yield p.line(
            Kind.PROMISE,
            f"c{promise.id}",
            of_round,
            text=promise.text,
            person_id=person,
            channel=p.by_phone(person) if is_call(promise.text) else enums.Channel.EMAIL,
            due_day=due,
            why=reason or ("you promised it by then" if promise.due else "you promised it; the next working day"),
            anchor=p.noon(promise.due or made),
            commitment_id=promise.id,
        )
