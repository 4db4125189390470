"""Days are the user's, not the box's: whatever the machine's zone, and over the changes to and from summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import DueState
from interview_tui.domain.records import FollowUp
from interview_tui.store.figures import figures
from tests.programs import ProgramOnATable, a_program, every, get, made_once, owed, queue, when

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.store.figures import Figures

LOS_ANGELES = "America/Los_Angeles"
AUCKLAND = "Pacific/Auckland"

# Each day below is one on which the clocks change; it has 23 or 25 hours.
CHANGES = [
    pytest.param(LOS_ANGELES, "2026-03-08", "-08:00", "-07:00", id="Los Angeles to summer time"),
    pytest.param(LOS_ANGELES, "2026-11-01", "-07:00", "-08:00", id="Los Angeles from summer time"),
    pytest.param(AUCKLAND, "2026-09-27", "+12:00", "+13:00", id="Auckland to summer time"),
    pytest.param(AUCKLAND, "2026-04-05", "+13:00", "+12:00", id="Auckland from summer time"),
    pytest.param(LOS_ANGELES, "2026-11-25", "-08:00", "-08:00", id="Los Angeles on any day"),
    pytest.param(AUCKLAND, "2026-11-25", "+13:00", "+13:00", id="Auckland on any day"),
]
over_each_change = pytest.mark.parametrize(("zone", "day", "morning", "evening"), CHANGES)


@made_once
def program_owing(folder: Path, zone: str, day: str, morning: str) -> ProgramOnATable:
    """At the first minute of a day, with one thing to do on that day and one at 8 in its evening."""
    program = a_program(folder, now=f"{day}T00:00:00{morning}", zone=zone)
    program.interviews.add("Acme", "SRE")
    program.follow_ups.add(1, "Whole day", when(program, day))
    program.follow_ups.add(1, "At eight", when(program, f"{day} 20:00"))
    return program


def states(program: ProgramOnATable) -> list[tuple[str, DueState]]:
    return [(row.text, row.state) for row in queue(program)]


def shown(program: ProgramOnATable) -> Figures:
    return figures(program.store, now=program.clock(), today=program.today())


@over_each_change
def test_due_today_until_the_users_midnight(tmp_path: Path, zone: str, day: str, morning: str, evening: str) -> None:
    program = program_owing(tmp_path, zone, day, morning)
    today = [("At eight", DueState.TODAY), ("Whole day", DueState.TODAY)]
    assert states(program) == today
    program.clock.set(f"{day}T23:59:59{evening}")
    assert states(program) == today
    assert (shown(program).overdue, shown(program).today) == (0, 2)
    program.clock.move(seconds=1)
    assert states(program) == [("At eight", DueState.OVERDUE), ("Whole day", DueState.OVERDUE)]
    assert (shown(program).overdue, shown(program).today) == (2, 0)


@over_each_change
def test_upcoming_until_the_users_midnight(tmp_path: Path, zone: str, day: str, morning: str, evening: str) -> None:
    program = program_owing(tmp_path, zone, day, morning)
    program.clock.move(seconds=-1)
    assert states(program) == [("At eight", DueState.UPCOMING), ("Whole day", DueState.UPCOMING)]
    assert program.today() < date.fromisoformat(day)
    program.clock.set(f"{day}T23:59:59{evening}")
    assert program.today() == date.fromisoformat(day)


@over_each_change
def test_punctual_until_the_users_midnight(tmp_path: Path, zone: str, day: str, morning: str, evening: str) -> None:
    program = program_owing(tmp_path, zone, day, morning)
    program.clock.set(f"{day}T23:59:59{evening}")
    assert program.follow_ups.done([1]).words == "Done: Whole day · Acme (on time)"
    program.clock.move(seconds=1)
    assert program.follow_ups.done([2]).words == "Done: At eight · Acme (late)"
    assert (shown(program).done, shown(program).on_time, shown(program).punctuality) == (2, 1, 50)


@over_each_change
def test_eight_in_the_evening_is_eight_on_the_users_wall(
    tmp_path: Path, zone: str, day: str, morning: str, evening: str
) -> None:
    program = program_owing(tmp_path, zone, day, morning)
    due = get(program, FollowUp, 2).due_at
    assert due == datetime.fromisoformat(f"{day}T20:00:00{evening}")
    assert due is not None
    assert due.tzinfo is UTC


def test_the_method_plans_by_the_users_days_over_the_end_of_summer_time(tmp_path: Path) -> None:
    # A Friday meeting at 16:00 in Los Angeles; the clocks go back on the Sunday after it.
    program = a_program(tmp_path, now="2026-10-28T09:00:00-07:00", zone=LOS_ANGELES)
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 16:00"), people=["Dana Ruiz"])
    assert owed(program) == [
        ("Prepare for the meeting", "2026-10-29"),
        ("Write up the meeting", "2026-10-30"),
        ("Thank Dana Ruiz", "2026-11-02"),  # 24 hours end on a Saturday
        ("Send the value letter", "2026-11-04"),
        ("Check in", "2026-11-11"),
    ]
    assert [f.due_at and program.calendar.local(f.due_at).isoformat() for f in every(program, FollowUp)] == [
        None,
        "2026-10-30T18:00:00-07:00",
        None,
        None,
        None,
    ]


def test_the_method_plans_by_the_users_days_over_the_start_of_summer_time(tmp_path: Path) -> None:
    # A Thursday meeting at 23:30 in Auckland ends on Friday; the clocks go forward on the Sunday.
    program = a_program(tmp_path, now="2026-09-23T09:00:00+12:00", zone=AUCKLAND)
    program.interviews.add("Acme", "SRE", meeting=when(program, "thu 23:30"), people=["Dana Ruiz"])
    assert owed(program) == [
        ("Prepare for the meeting", "2026-09-23"),
        ("Write up the meeting", "2026-09-25"),
        ("Thank Dana Ruiz", "2026-09-28"),
        ("Send the value letter", "2026-09-30"),
        ("Check in", "2026-10-07"),
    ]


def test_24_hours_are_24_hours_over_the_change_of_the_clocks(tmp_path: Path) -> None:
    # A Saturday is a working day here, and the clocks go back in the night after it.
    (tmp_path / "config.toml").write_text('working_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\n')
    program = a_program(tmp_path, now="2026-10-28T09:00:00-07:00", zone=LOS_ANGELES)
    program.interviews.add("Acme", "SRE", meeting=when(program, "sat 14:00"), people=["Dana Ruiz"])
    thanks = next(f for f in every(program, FollowUp) if f.text == "Thank Dana Ruiz")
    assert thanks.due_at == datetime.fromisoformat("2026-11-01T14:00:00-08:00")


def test_the_same_instant_is_another_day_for_another_user(tmp_path: Path) -> None:
    now = "2026-11-25T10:59:00+00:00"
    (tmp_path / "west").mkdir()
    (tmp_path / "east").mkdir()
    west = a_program(tmp_path / "west", now=now, zone=LOS_ANGELES)
    east = a_program(tmp_path / "east", now=now, zone=AUCKLAND)
    assert (west.today(), east.today()) == (date(2026, 11, 25), date(2026, 11, 25))
    for program in (west, east):
        program.interviews.add("Acme", "SRE")
        program.follow_ups.add(1, "Call", when(program, "today"))
        program.clock.move(minutes=1)
    assert states(west) == [("Call", DueState.TODAY)]
    assert states(east) == [("Call", DueState.OVERDUE)]
