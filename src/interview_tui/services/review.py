"""The review, from the store."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Outcome
from interview_tui.domain.review import (
    WEEKS,
    YEAR_WEEKS,
    CheckIns,
    HeardNeed,
    Review,
    Victories,
    funnel,
    monday_of,
    step_days,
    weeks,
)
from interview_tui.domain.text import clean_line
from interview_tui.services.outcomes import OFFERED
from interview_tui.store.review import counts

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.services.base import Context
    from interview_tui.store.review import Counts


def review_of(context: Context) -> Review:
    """All figures as of now. Raises StoreTrouble."""
    calendar, today = context.calendar, context.today()
    monday = monday_of(today)
    found = counts(
        context.store,
        now=context.clock(),
        since_week=calendar.instant(monday - timedelta(weeks=WEEKS - 1), time()),
        since_year=calendar.instant(monday - timedelta(weeks=YEAR_WEEKS - 1), time()),
    )
    contacts: Counter[date] = Counter()
    for at, number in found.touched:
        contacts[calendar.day(at)] += number
    done = [(calendar.day(at), on_time, number) for at, on_time, number in found.done]
    done += [(day, 0, number) for day, number in found.late]
    return Review(
        today=today,
        funnel=funnel(found.furthest, found.now),
        punctuality=weeks(done, today),
        check_ins=tuple(CheckIns(*row) for row in found.check_ins),
        days=step_days(found.stays),
        contacts=tuple(sorted((day, number) for day, number in contacts.items() if day <= today)),
        needs=tuple(HeardNeed(clean_line(str(text)), number) for text, number in found.needs),
        victories=_victories(found),
    )


def _victories(found: Counts) -> Victories:
    again = {outcome: number for (reopened, outcome), number in found.rounds.items() if reopened}
    return Victories(
        rejected=sum(number for (_, outcome), number in found.rounds.items() if outcome == Outcome.REJECTED),
        reopened=sum(again.values()),
        offers=sum(again.get(outcome, 0) for outcome in OFFERED),
        invited=again.get(Outcome.INVITED, 0),
        rejected_again=again.get(Outcome.REJECTED, 0),
        running=again.get("", 0),
    )
