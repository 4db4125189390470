"""The plan preview: what a meeting, its people and a plan would bring, before anything is written."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import Channel, Direction, MeetingState, Plan, Settled
from interview_tui.domain.facts import Facts, part_by_title
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.planning import PlanningContext, plan, reconcile
from interview_tui.domain.records import (
    Attendance,
    FollowUp,
    Interview,
    Involvement,
    Meeting,
    Person,
    Round,
    Touch,
)
from interview_tui.services.base import due_day
from interview_tui.services.introductions import part_named, read_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.services.base import Context
    from interview_tui.services.meetings import MeetingTime


def new_facts(context: Context, company: str, role: str) -> Facts:
    """An interview as it would begin; nothing of it is stored."""
    now = context.clock()
    return Facts(
        interview=Interview(company=company, role=role, created=now),
        rounds=(Round(id=1, interview_id=0, number=1, opened=now),),
        meetings=(Meeting(id=1, round_id=1),),
    )


def booked(
    context: Context, facts: Facts, time: MeetingTime, people: Sequence[str] = (), *, meeting_id: int | None = None
) -> Facts:
    """The facts with a meeting at that time and these people: the meeting named, else the last.

    Raises Unclear for a nameless one.
    """
    now = context.clock()
    meeting = next((m for m in facts.meetings if m.id == meeting_id), facts.meetings[-1])
    timed = replace(meeting, starts=time.starts, ends=time.ends, state=MeetingState.PLANNED, entered=now)
    known = dict(facts.people)
    attendances, involvements = list(facts.attendances), list(facts.involvements)
    for line in map(read_person, people):
        name, email = line.name or line.email, line.email.casefold()
        same = (p.id for p in known.values() if p.name.casefold() == name.casefold() or (email and p.email == email))
        # Who is not stored yet goes by a number that no stored person has.
        person_id = next(same, None) or min(0, 0, *known) - 1
        known.setdefault(person_id, Person(id=person_id, name=name, title=line.title, email=email))
        if all(i.person_id != person_id for i in involvements):
            part = part_named(line) or part_by_title(line.title)
            involvements.append(
                Involvement(interview_id=facts.interview.id, person_id=person_id, part=part, entered=now)
            )
        if all(a.person_id != person_id or a.meeting_id != meeting.id for a in attendances):
            attendances.append(Attendance(meeting_id=meeting.id, person_id=person_id, entered=now))
    return replace(
        facts,
        meetings=tuple(timed if m.id == meeting.id else m for m in facts.meetings),
        people=known,
        attendances=tuple(attendances),
        involvements=tuple(involvements),
    )


def plan_ahead(context: Context, facts: Facts, chosen: Plan | None) -> tuple[FollowUp, ...]:
    """What would be owed with that plan (None: the standard one), in the order of its dates.

    The last is the check-in that comes if none before it is answered.

    Those stored already have their ids; they stand at the dates to which they would move. The rest has no id yet.
    """
    planning = PlanningContext(calendar=context.calendar, cadence=context.cadences.of(chosen))
    facts = replace(facts, interview=replace(facts.interview, plan=chosen))
    found = reconcile(facts, planning)
    gone = {f.id for f in (*found.ended, *found.settled)}
    changed = {f.id: f for f in (*found.moved, *found.changed, *found.revived)}
    owed = [f for f in facts.follow_ups if f.state is Settled.OPEN and f.id not in gone and f.id not in changed]
    every = [*owed, *changed.values(), *found.added]
    every += _unanswered(context, facts, planning, every)
    now = context.clock()
    alive = (f for f in every if f.lapses is None or f.lapses > now)
    # What is due on a day is due by its end: after what is due at a time of that day.
    return tuple(sorted(alive, key=lambda f: (due_day(f, context.calendar), f.due_at is None, f.due_at or now)))


def _unanswered(context: Context, facts: Facts, planning: PlanningContext, owed: Sequence[FollowUp]) -> list[FollowUp]:
    """The check-ins after the next one, as they come if each is done on its day and none is answered."""
    later: list[FollowUp] = []
    following = next((f for f in owed if f.kind is Kind.CHECK_IN), None)
    for value in (f for f in owed if f.kind is Kind.VALUE_LETTER):
        facts = _done_on_its_day(context, facts, value)
    while following is not None and len(later) < planning.cadence.check_in_cap:
        facts = _done_on_its_day(context, facts, following)
        known = {f.origin for f in facts.follow_ups}
        following = next((f for f in plan(facts, planning) if f.kind is Kind.CHECK_IN and f.origin not in known), None)
        if following is not None:
            later.append(replace(following, why=f"{following.why}, if unanswered"))
    return later


def _done_on_its_day(context: Context, facts: Facts, follow_up: FollowUp) -> Facts:
    """The facts as they would be had a follow-up been done by email in the afternoon of its day."""
    at = context.calendar.instant(due_day(follow_up, context.calendar), time(17))
    done = replace(follow_up, state=Settled.DONE, settled=at)
    sent = Touch(at=at, direction=Direction.OUT, channel=Channel.EMAIL, person_id=follow_up.person_id)
    others = (f for f in facts.follow_ups if f.origin != done.origin)
    return replace(facts, follow_ups=(*others, done), touches=(*facts.touches, sent))


def counted_from(facts: Facts) -> str:
    """What a plan's title adds where no meeting has a time: then only what was said and done counts."""
    return "" if facts.timed() else ": no meeting time yet"
