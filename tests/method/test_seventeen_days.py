"""The seventeen days: a meeting is added, the clock goes on, nobody does anything; the plan is kept by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.method.life import DANA, TOM, by_day

if TYPE_CHECKING:
    from tests.method.life import Life, Line

PREPARE: Line = ("prepare", "", "2026-11-02")
REST: list[Line] = [
    ("debrief", "", "2026-11-03 12:00"),
    ("thank_you", "Dana Ruiz", "2026-11-04 11:00"),
    ("thank_you", "Tom Reed", "2026-11-04 11:00"),
    ("value_letter", "Dana Ruiz", "2026-11-06"),
    ("check_in", "Dana Ruiz", "2026-11-13"),
]
MORNINGS = {  # of November: what is still owed from the plan, how much of it is overdue, the step
    2: ([PREPARE, *REST], 0, 1),
    3: ([PREPARE, *REST], 1, 1),
    4: (REST, 1, 2),
    5: (REST, 3, 2),
    6: (REST, 3, 2),
    7: (REST, 4, 2),
    8: (REST, 4, 2),
    9: (REST, 4, 2),
    10: (REST, 4, 2),
    11: (REST, 4, 2),
    12: (REST, 4, 2),
    13: (REST, 4, 2),
    14: (REST, 5, 2),
    15: (REST, 5, 2),
    16: (REST, 5, 2),
    17: (REST, 5, 2),
    18: (REST, 5, 2),
    19: (REST, 5, 2),
}


@pytest.mark.parametrize("accepted", [True, False])
def test_each_morning_is_what_was_promised(life: Life, accepted: bool) -> None:
    # The rule above all: add needs no acceptance; accepting only marks the plan as seen; no key is needed.
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    if accepted:
        life("plan", "i1", "standard")
    kept = life.box.store.read_bytes()
    for day, (owed, overdue, step) in MORNINGS.items():
        life.at(f"2026-11-{day:02}T09:00")
        assert life.queue() == by_day(*owed), day
        assert [item["state"] for item in life.items()].count("overdue") == overdue, day
        assert life.step("i1") == step, day
        assert {item["step"] for item in life.items()} == {step}, day
    assert life.box.store.read_bytes() == kept


@pytest.mark.parametrize("accepted", [True, False])
def test_the_day_of_the_meeting_by_the_hour(life: Life, accepted: bool) -> None:
    # What plans what: prepare lapses at the start; step 2 begins at the end, by the clock alone.
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    if accepted:
        life("plan", "i1", "standard")
    for time, owed, step in (
        ("09:59", [PREPARE, *REST], 1),
        ("10:01", REST, 1),
        ("10:59", REST, 1),
        ("11:01", REST, 2),
        ("23:59", REST, 2),
    ):
        life.at(f"2026-11-03T{time}")
        assert life.queue() == by_day(*owed), time
        assert life.step("i1") == step, time


def test_the_plan_shown_is_the_plan_kept(life: Life) -> None:
    # What plans what, row 1: the whole plan at once, with its dates; the preview shows each later check-in as well.
    life.add("Acme", "3 Nov 10:00", DANA, TOM)
    shown = life("plan", "i1")
    assert shown.count("Check in") == 3
    before = life.queue()
    life("plan", "i1", "standard")
    assert life.queue() == before


def test_the_first_day_is_the_same_a_week_before(life: Life) -> None:
    # Fine print 1: no due date moves by the clock alone.
    life.at("2026-10-26T09:00").add("Acme", "3 Nov 10:00", DANA, TOM)
    day = date(2026, 10, 26)
    while day < date(2026, 11, 2):
        life.at(f"{day}T09:00")
        assert life.queue() == by_day(PREPARE, *REST), day
        assert {item["state"] for item in life.items()} == {"upcoming"}, day
        day += timedelta(days=1)
