"""Silence: a running round in which nobody has been in touch for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.records import CommitmentState, Outcome, Step
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar


def silent_days(case: Case, now: datetime, calendar: Calendar, cadence: Cadence) -> int | None:
    """Calendar days without any contact, in or out, once there are so many that it is flagged; None until then.

    A meeting of the round that is still ahead is no silence, nor is the wait for a date that they named, and neither
    is step 1 nor an interview that has ended.
    """
    contact = max((case.last_contact(now), *case.meeting_ends[-1:]))
    return flagged(
        case.interview.step_at(now),
        case.interview.outcome,
        calendar.day(contact),
        waiting=_last_date(case),
        today=calendar.day(now),
        cadence=cadence,
    )


def flagged(
    step: Step, outcome: Outcome | None, contact: date, *, waiting: date | None = None, today: date, cadence: Cadence
) -> int | None:
    """As `silent_days`, by the day of the last contact, and the last day that they named for something still open."""
    days = (today - contact).days
    running = outcome is None and step is not Step.SET_THE_STAGE
    waits = waiting is not None and today <= waiting
    return days if running and not waits and days >= cadence.silence_days else None


def _last_date(case: Case) -> date | None:
    """The last date of what they said they would do and have not done yet."""
    open_ones = (c for c in case.their_words() if c.state is CommitmentState.OPEN)
    return max((c.due for c in open_ones if c.due is not None), default=None)


def silence_words(case: Case, now: datetime, calendar: Calendar, cadence: Cadence) -> str:
    """What is to be said of the silence in a running round: its days, and that the cap is reached; '' for nothing."""
    parts = []
    days = silent_days(case, now, calendar, cadence)
    if days is not None:
        parts.append(f"Silent for {days} days")
    sent = len(case.unanswered(now))
    if case.interview.outcome is None and sent and sent >= cadence.check_in_cap:
        parts.append(f"{counted(sent, 'check-in')} without an answer: it may have gone quiet")
    return "; ".join(parts)
