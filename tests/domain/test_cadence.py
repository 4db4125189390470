"""The numbers of each plan: gaps that grow, and a cap."""

from __future__ import annotations

from itertools import pairwise

import pytest

from interview_tui.domain.cadence import Cadence, Cadences
from interview_tui.domain.enums import Plan

CADENCES = Cadences()


@pytest.mark.parametrize(
    ("plan", "gaps"),
    [
        (Plan.GENTLE, [10, 21]),
        (Plan.STANDARD, [7, 14, 28]),
        (Plan.BRISK, [5, 7, 14, 28]),
        (Plan.ONE_LETTER, []),
        (Plan.NONE, []),
    ],
)
def test_each_plan_has_its_gaps_up_to_its_cap(plan: Plan, gaps: list[int]) -> None:
    cadence = CADENCES.of(plan)
    assert [cadence.gap(sent) for sent in range(cadence.check_in_cap)] == gaps


@pytest.mark.parametrize("plan", list(Plan))
def test_the_gaps_of_every_plan_grow(plan: Plan) -> None:
    cadence = CADENCES.of(plan)
    gaps = [cadence.gap(sent) for sent in range(cadence.check_in_cap)]
    assert all(earlier < later for earlier, later in pairwise(gaps))


def test_the_last_gap_repeats_under_a_higher_cap() -> None:
    cadence = Cadence(check_in_days=7, check_in_gaps=(14, 28), check_in_cap=6)
    assert [cadence.gap(sent) for sent in range(6)] == [7, 14, 28, 28, 28, 28]


def test_without_further_gaps_the_first_repeats() -> None:
    assert [Cadence(check_in_days=9, check_in_gaps=()).gap(sent) for sent in range(3)] == [9, 9, 9]


def test_an_interview_without_a_plan_goes_by_the_standard_one() -> None:
    assert CADENCES.of(None) == CADENCES.of(Plan.STANDARD)


@pytest.mark.parametrize(("plan", "days"), [(Plan.BRISK, 1), (Plan.STANDARD, 2), (Plan.GENTLE, 4)])
def test_after_their_date_the_brisk_ask_first(plan: Plan, days: int) -> None:
    assert CADENCES.of(plan).check_in_working_days == days


@pytest.mark.parametrize(("plan", "letters"), [(Plan.STANDARD, 1), (Plan.ONE_LETTER, 1), (Plan.NONE, 0)])
def test_one_letter_keeps_the_value_letter(plan: Plan, letters: int) -> None:
    assert CADENCES.of(plan).value_letters == letters


@pytest.mark.parametrize("plan", list(Plan))
def test_plans_agree_on_all_but_gaps_cap_and_the_days_after_their_date(plan: Plan) -> None:
    cadence = CADENCES.of(plan)
    assert cadence.prepare_working_days_before == 1
    assert cadence.debrief_hours == 1
    assert cadence.thank_you_hours == 24
    assert cadence.value_letter_working_days == 3
    assert cadence.rejection_thanks_days == 2
    assert cadence.stay_in_touch_days * 4 <= 366


def test_a_users_own_numbers_replace_the_defaults() -> None:
    mine = Cadence(check_in_cap=1)
    assert Cadences({Plan.STANDARD: mine}).of(None) is mine
