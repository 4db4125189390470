"""What stands at the head of an interview's notes, in words; where there is room for the detail, there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import MeetingState

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar


NOT_HELD = {MeetingState.CANCELLED: "cancelled", MeetingState.MISSED: "did not take place"}
"""What is said of a meeting that is not held."""


def plan_words(case: Case) -> str:
    """`round 2 · standard plan`, and the outcome, if there is one."""
    plan = f"{case.interview.plan.replace('_', ' ')} plan" if case.interview.plan else "no plan chosen"
    outcome = f"{case.interview.outcome} · " if case.interview.outcome else ""
    return f"{outcome}round {case.round.number} · {plan}"


def meeting_line(case: Case, *, now: datetime, calendar: Calendar) -> str:
    """When and where the meeting is: `Mon 23 Nov 13:30–14:30 · At their office · Room 4`."""
    meeting = case.meeting
    first = "no time yet" if meeting.starts is None else moment_words(meeting.starts, now=now, calendar=calendar)
    first += f"–{calendar.local(meeting.ends):%H:%M}" if meeting.ends else ""
    became = NOT_HELD.get(meeting.state, "")
    return " · ".join(part for part in (first, became, meeting.title, meeting.place, meeting.link) if part)
