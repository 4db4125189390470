"""The way of an interview through the steps, on one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from interview_tui.domain.records import Outcome, Passage, Step
from interview_tui.domain.way import way
from tests.domain import cases
from tests.domain.cases import BERLIN, instant

TODAY = date(2026, 12, 1)


def went(*passages: tuple[int, str]) -> tuple[Passage, ...]:
    return tuple(
        Passage(id=number, round_id=1, step=Step(step), entered=instant(when))
        for number, (step, when) in enumerate(passages, start=1)
    )


@pytest.mark.parametrize(
    ("passages", "words"),
    [
        ([(1, "2026-11-18 09:00")], "1 18 Nov"),
        ([(1, "2026-11-18 09:00"), (2, "2026-11-29 08:00")], "1 18 Nov › 2 29 Nov"),
        ([(2, "2026-11-30 08:00"), (3, "2026-11-30 09:00"), (4, "2026-11-30 09:00")], "2–4 30 Nov"),
        ([(4, "2026-11-30 08:00"), (3, "2026-11-30 09:00"), (4, "2026-12-01 00:00")], "4, 3 30 Nov › 4 today"),
        ([(1, "2025-12-30 09:00"), (9, "2026-11-30 23:59")], "1 30 Dec 2025 › 9 30 Nov"),
    ],
)
def test_each_step_has_the_day_on_which_it_was_entered(passages: list[tuple[int, str]], words: str) -> None:
    case = replace(cases.case(), passages=went(*passages))
    assert way((case,), today=TODAY, calendar=BERLIN) == (words,)


def test_rounds_are_numbered_and_say_how_they_ended() -> None:
    case = replace(cases.case(), passages=went((1, "2026-11-18 09:00")))
    first = replace(case, round=replace(case.round, number=1, outcome=Outcome.REJECTED))
    second = replace(case, round=replace(case.round, number=2), passages=went((1, "2026-12-01 09:00")))
    assert way((first, second), today=TODAY, calendar=BERLIN) == ("Round 1: 1 18 Nov, rejected", "Round 2: 1 today")
