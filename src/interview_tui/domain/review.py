"""The review: what came of the interviews, and how the user follows up, in seven figures from plain counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEEKS = 26
"""Weeks of which punctuality is shown."""
YEAR_WEEKS = 53
"""Weeks of the map of contacts: a year, and the week that is under way."""


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """How many interviews stand how: each is counted once, and those invited back once more."""

    offer: int
    """Open offers."""
    accepted: int
    declined: int
    rescinded: int
    invited_back: int
    """Those that came to another round."""
    running: int
    rejected: int
    quiet: int
    withdrawn: int

    @property
    def offers(self) -> int:
        """The interviews that brought an offer, whatever became of it."""
        return self.offer + self.accepted + self.declined + self.rescinded

    @property
    def interviews(self) -> int:
        """All of them."""
        return self.offers + self.running + self.rejected + self.quiet + self.withdrawn


@dataclass(frozen=True, slots=True)
class StepCount:
    """One step of the funnel: how many interviews ever came so far, how many stand there now, and how many ended there
    without an offer: at the farthest step before the decision, which itself leads to the last two.
    """

    step: Step
    reached: int
    now: int
    lost: int


@dataclass(frozen=True, slots=True)
class Week:
    """Follow-ups that were done in one week (it begins on Monday), and how many of them on time."""

    monday: date
    done: int
    on_time: int


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The first, the second … check-ins of their rounds: how many were sent, and how many were answered before the
    next one was. What is left had no answer, or has none yet.
    """

    number: int
    sent: int
    answered: int


@dataclass(frozen=True, slots=True)
class StepDays:
    """How long rounds stayed on a step, in whole days: the median, the longest, and of how many stays."""

    step: Step
    median: float
    longest: int
    stays: int


@dataclass(frozen=True, slots=True)
class HeardNeed:
    """A need, and at how many interviews it was voiced."""

    text: str
    interviews: int


@dataclass(frozen=True, slots=True)
class Victories:
    """Rejections, those that were turned round into another round, and what came of these rounds; and other roles that
    were begun at an employer after an end there, which is no less a victory.
    """

    rejected: int
    reopened: int
    offers: int
    invited: int
    rejected_again: int
    running: int
    other_roles: int = 0
    other_role_offers: int = 0
    """Those of them that brought an offer."""


@dataclass(frozen=True, slots=True)
class Review:
    """All seven figures. Days are the user's."""

    today: date
    outcomes: OutcomeCounts
    funnel: tuple[StepCount, ...]
    punctuality: tuple[Week, ...]
    """The last weeks, the oldest first; also those in which nothing was done."""
    check_ins: tuple[CheckIns, ...]
    days: tuple[StepDays, ...]
    contacts: tuple[tuple[date, int], ...]
    """The days of the last year on which there was a contact, and how many."""
    needs: tuple[HeardNeed, ...]
    victories: Victories

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at yet."""
        return not any(step.reached for step in self.funnel)


def funnel(
    furthest: Mapping[int, int], now: Mapping[int, int], lost: Mapping[int, int] | None = None
) -> tuple[StepCount, ...]:
    """From how many interviews came to a step and no further, how many stand at each, and how many were lost there."""
    return tuple(
        StepCount(
            step,
            sum(n for most, n in furthest.items() if most >= step),
            now.get(step, 0),
            lost.get(step, 0) if lost else 0,
        )
        for step in Step
    )


def weeks(done: Iterable[tuple[date, int, int]], today: date) -> tuple[Week, ...]:
    """From days on which follow-ups were done: how many on time, and how many in all. A day may come several times."""
    this = monday_of(today)
    counts = {this - timedelta(weeks=n): [0, 0] for n in reversed(range(WEEKS))}
    for day, on_time, number in done:
        if (monday := monday_of(day)) in counts:
            counts[monday][0] += number
            counts[monday][1] += on_time
    return tuple(Week(monday, total, punctual) for monday, (total, punctual) in counts.items())


def step_days(stays: Mapping[int, Mapping[int, int]]) -> tuple[StepDays, ...]:
    """From how many stays on a step were so many days long; steps on which nobody stayed yet are left out."""
    found = []
    for step in Step:
        lengths = stays.get(step, {})
        if number := sum(lengths.values()):
            found.append(StepDays(step, _median(lengths, number), max(lengths), number))
    return tuple(found)


def _median(lengths: Mapping[int, int], number: int) -> float:
    places = ((number - 1) // 2, number // 2)
    found, before = [], 0
    for length in sorted(lengths):
        found += [length for place in places if before <= place < before + lengths[length]]
        before += lengths[length]
    return sum(found) / 2


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())
