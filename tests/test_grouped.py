"""Cases that are tried together are all tried, and each that fails is told of."""

from __future__ import annotations

import pytest

from tests.grouped import grouped

TRIED: list[tuple[int, str]] = []


@grouped("number", [1, 2, 3, 4], by=lambda number: "odd" if number % 2 else "even")
def collects(number: int, end: str) -> None:
    TRIED.append((number, end))
    assert number > 2


def test_each_case_of_a_group_is_tried_and_every_failure_told() -> None:
    TRIED.clear()
    with pytest.raises(ExceptionGroup) as told:
        collects(group="odd", end="!")
    assert TRIED == [(1, "!"), (3, "!")]
    assert [error.__notes__ for error in told.value.exceptions] == [["in the case 1"]]


@grouped("one, other", [(1, 1), (2, 2)], by=lambda case: "all")
def test_cases_of_several_values_come_by_their_names(one: int, other: int) -> None:
    assert one == other
