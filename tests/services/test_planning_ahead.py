"""The plan that is shown ahead is the plan that comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import FollowUp, Plan, Settled, Step
from interview_tui.services.interviews import meeting_time
from interview_tui.services.planning_ahead import booked, new_case, plan_ahead
from tests.programs import a_program, case_of, every, go_to, when

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PEOPLE = ["Dana Ruiz, VP Operations <dana@acme.example>", "Kim Lee"]


def dates(follow_ups: Iterable[FollowUp]) -> list[tuple[str, str]]:
    return sorted((f.text, str(f.due_at or f.due_day)) for f in follow_ups)


@pytest.mark.parametrize("plan", Plan)
def test_what_is_shown_before_comes_step_by_step(tmp_path: Path, plan: Plan) -> None:
    program = a_program(tmp_path)
    friday = when(program, "fri 9:00")
    time = meeting_time(friday)
    assert time is not None
    case = booked(new_case(program.house, "Acme", "SRE", plan), time, PEOPLE)
    shown = plan_ahead(program.house, case, plan)
    program.interviews.add("Acme", "SRE", meeting=friday, people=PEOPLE, plan=plan)
    go_to(program, 1, Step.CONSULT)
    program.clock.set("2026-11-27T10:30:00+01:00")
    go_to(program, 1, Step.PERSIST)
    assert dates(f for f in every(program, FollowUp) if f.state is Settled.OPEN) == dates(shown)


def test_of_a_stored_one_what_is_owed_keeps_its_id(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 9:00"))
    shown = plan_ahead(program.house, case_of(program, 1), None)
    assert [(f.id, f.text) for f in shown[:2]] == [(1, "Prepare the meeting"), (0, "Write the meeting down")]


def test_who_is_named_twice_is_met_once(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    time = meeting_time(when(program, "fri 9:00"))
    assert time is not None
    twice = ["Kim Lee", "kim lee", "K. Lee <kim@acme.example>", "Kim <KIM@acme.example>"]
    case = booked(new_case(program.house, "Acme", "", None), time, twice)
    assert [case.person_name(person_id) for person_id in case.met] == ["Kim Lee", "K. Lee"]
