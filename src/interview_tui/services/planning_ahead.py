"""The follow-up plan ahead: what a meeting, its people and a plan would bring, before anything is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_tui.domain.case import Case
from interview_tui.domain.lifecycle import STANDING, STEPS
from interview_tui.domain.planning import AT_THE_MEETING, moved, pointless, revived, setting, whole_plan
from interview_tui.domain.records import (
    Attendance,
    FollowUp,
    Interview,
    Kind,
    Meeting,
    MeetingState,
    Person,
    Plan,
    Round,
)
from interview_tui.services.base import due_day
from interview_tui.services.people import read_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.services.base import House
    from interview_tui.services.interviews import MeetingTime

FOLLOWING = (*AT_THE_MEETING, Kind.CHECK_IN)
"""The kinds whose dates follow a meeting or a plan."""


def new_case(house: House, company: str, role: str, plan: Plan | None) -> Case:
    """An interview as it would begin; nothing of it is stored."""
    now = house.clock()
    return Case(
        interview=Interview(company=company, role=role, plan=plan, created=now),
        round=Round(interview_id=0, number=1, opened=now),
        meeting=Meeting(round_id=0),
    )


def booked(case: Case, meeting: MeetingTime, people: Sequence[str] = ()) -> Case:
    """The case with its meeting at that time, and these people invited to it too. Raises Unclear for a nameless one."""
    time = replace(case.meeting, starts=meeting.starts, ends=meeting.ends, state=MeetingState.PLANNED)
    known = dict(case.people)
    attendances = list(case.attendances)
    for line in map(read_person, people):
        name, email = line.name or line.email, line.email.casefold()
        same = (p.id for p in known.values() if p.name.casefold() == name.casefold() or (email and p.email == email))
        # Who is not stored yet goes by a number that no stored person has.
        person_id = next(same, None) or min(0, 0, *known) - 1
        known.setdefault(person_id, Person(id=person_id, name=name, title=line.title, email=email))
        if all(a.person_id != person_id for a in attendances):
            attendances.append(Attendance(meeting_id=time.id, person_id=person_id, position=len(attendances) + 1))
    return replace(case, meeting=time, people=known, attendances=tuple(attendances))


def plan_ahead(house: House, case: Case, plan: Plan | None) -> tuple[FollowUp, ...]:
    """What would be owed from here to the last check-in with that plan (None: the standard one), by its dates.

    Those stored already have their ids; they stand at the dates to which they would move. The rest has no id yet.
    """
    case = replace(case, interview=replace(case.interview, plan=plan))
    now = house.clock()
    at = setting(case, now=now, calendar=house.calendar, cadences=house.cadences)
    off = {f.id for f in pointless(case, FOLLOWING, at)}
    moves = {f.id: f for f in moved(case, FOLLOWING, at)}
    owed = [moves.get(f.id, f) for f in case.open if f.id not in off]
    to_come = {kind for row in STEPS if row.step >= case.interview.step for kind in row.plans} | set(STANDING)
    fresh = [f for f in whole_plan(case, at) if f.kind in to_come]
    both = (*owed, *revived(case, FOLLOWING, at), *fresh)
    # What is due on a day is due by its end: after what is due at a time of that day.
    return tuple(sorted(both, key=lambda f: (due_day(f, house.calendar), f.due_at is None, f.due_at or now)))


def counted_from(case: Case) -> str:
    """What a plan's title adds where the meeting has no time: its dates then only count from now."""
    return ", counted from today: no meeting time yet" if case.meeting_start is None else ""
