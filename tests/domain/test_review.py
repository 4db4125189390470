"""What the review's figures say of plain counts."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Step
from interview_tui.domain.review import WEEKS, StepDays, Week, funnel, step_days, weeks

TODAY = date(2026, 11, 25)
"""A Wednesday."""


def test_whoever_came_to_a_step_came_to_those_before_it() -> None:
    found = funnel({1: 3, 5: 2, 10: 1}, {1: 2, 5: 1}, {5: 1})
    assert [(one.reached, one.now) for one in found] == [
        (6, 2), (3, 0), (3, 0), (3, 0), (3, 1), (1, 0), (1, 0), (1, 0), (1, 0), (1, 0),
    ]  # fmt: skip
    assert [one.step for one in found] == list(Step)
    assert [one.lost for one in found] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def test_each_week_is_there_from_monday_to_sunday_also_an_empty_one() -> None:
    done = [(TODAY, 1, 1), (date(2026, 11, 23), 3, 4), (date(2026, 11, 22), 1, 1), (date(2020, 1, 1), 1, 1)]
    found = weeks(done, TODAY)
    assert len(found) == WEEKS
    assert found[-2:] == (Week(date(2026, 11, 16), 1, 1), Week(date(2026, 11, 23), 5, 4))
    assert {week.done for week in found[:-2]} == {0}
    assert found[0].monday == date(2026, 11, 23) - timedelta(weeks=WEEKS - 1)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_the_median_is_the_median(lengths: list[int]) -> None:
    counts = {length: lengths.count(length) for length in lengths}
    assert step_days({4: counts}) == (StepDays(Step.CONFIRM_NEXT_STEPS, median(lengths), max(lengths), len(lengths)),)


def test_a_step_on_which_nobody_stayed_is_left_out() -> None:
    assert step_days({}) == ()
