"""The way of an interview through the ten steps, round by round: when it entered each, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Passage

ON = " › "
"""Between one day and the next one on which it went on."""


def way(rounds: Sequence[Case], *, today: date, calendar: Calendar) -> tuple[str, ...]:
    """Each round, the first of them first: `1 18 Sep › 2 29 Sep › 3–5 30 Sep, rejected`. Days are the user's."""
    return tuple(_round(case, today, calendar, numbered=len(rounds) > 1) for case in rounds)


def _round(case: Case, today: date, calendar: Calendar, *, numbered: bool) -> str:
    stretches = ON.join(_stretch(*found, today) for found in _by_day(case.passages, calendar))
    outcome = f", {case.round.outcome}" if case.round.outcome else ""
    name = f"Round {case.round.number}: " if numbered else ""
    return f"{name}{stretches}{outcome}"


def _by_day(passages: Sequence[Passage], calendar: Calendar) -> list[tuple[list[int], date]]:
    """The steps entered on one day one after another."""
    found: list[tuple[list[int], date]] = []
    for passage in sorted(passages, key=lambda p: (p.entered, p.id)):
        day = calendar.day(passage.entered)
        if found and found[-1][1] == day:
            found[-1][0].append(int(passage.step))
        else:
            found.append(([int(passage.step)], day))
    return found


def _stretch(steps: list[int], day: date, today: date) -> str:
    if steps == list(range(steps[0], steps[-1] + 1)):
        numbers = str(steps[0]) if len(steps) == 1 else f"{steps[0]}–{steps[-1]}"
    else:
        numbers = ", ".join(map(str, steps))  # it went back, too
    year = "" if day.year == today.year else f" {day.year}"
    return f"{numbers} {'today' if day == today else f'{day.day} {MONTHS[day.month - 1][:3]}{year}'}"
