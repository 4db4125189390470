"""The plan that is shown ahead is the plan that comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Plan, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp
from interview_tui.services.meetings import MeetingTime, meeting_time
from interview_tui.services.plan_preview import booked, counted_from, new_facts, plan_ahead
from interview_tui.store.facts import load_facts
from tests.programs import ProgramOnATable, a_checked_program, content, every, when

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PEOPLE = ["Dana Ruiz, VP Operations <dana@acme.example>", "Kim Lee"]
CHECK_INS = {Plan.GENTLE: 2, Plan.STANDARD: 3, Plan.BRISK: 4, Plan.ONE_LETTER: 0, Plan.NONE: 0}


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_checked_program(tmp_path)


def dates(follow_ups: Iterable[FollowUp]) -> list[tuple[str, str]]:
    return [(f.text, str(f.due_at or f.due_day)) for f in follow_ups]


def friday(program: ProgramOnATable) -> MeetingTime:
    found = meeting_time(when(program, "fri 9:00"))
    assert found is not None
    return found


@pytest.mark.parametrize("plan", Plan)
def test_what_is_shown_is_what_comes_day_by_day_if_nobody_answers(program: ProgramOnATable, plan: Plan) -> None:
    shown = plan_ahead(program, booked(program, new_facts(program, "Acme", "SRE"), friday(program), PEOPLE), plan)
    assert [f.kind for f in shown].count(Kind.CHECK_IN) == CHECK_INS[plan]
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 9:00"), people=PEOPLE, plan=plan)
    came = []
    for _ in shown:
        owed_now = [f for f in every(program, FollowUp) if f.state is Settled.OPEN]
        first = min(owed_now, key=lambda f: (str(f.due_at or f.due_day)[:10], f.due_at is None, f.due_at, f.id))
        came.append((first.text, str(first.due_at or first.due_day)))
        program.clock.set(str(first.due_at or f"{first.due_day}T17:00:00+01:00"))
        program.follow_ups.done([first.id], brings="news")
    assert came == dates(shown)
    assert not any(f.state is Settled.OPEN for f in every(program, FollowUp))


def test_nothing_is_written(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE")
    before = content(program)
    facts = booked(program, load_facts(program.store.reader, 1), friday(program), PEOPLE)
    assert len(plan_ahead(program, facts, Plan.BRISK)) == 9
    assert content(program) == before


def test_of_a_stored_one_what_is_owed_keeps_its_id(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 9:00"))
    shown = plan_ahead(program, load_facts(program.store.reader, 1), None)
    assert [(f.id, f.text) for f in shown] == [
        (1, "Prepare for the meeting"),
        (2, "Write up the meeting"),
        (3, "Thank the people you met"),
        (4, "Send the value letter"),
        (5, "Check in"),
        (0, "Check in"),
        (0, "Check in"),
    ]
    assert [f.why for f in shown[-2:]] == [
        "check-in 2 of 3, 14 days after the last contact, if unanswered",
        "check-in 3 of 3, 28 days after the last contact, if unanswered",
    ]


def test_a_move_is_shown_with_the_days_to_which_they_would_move(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "thu 9:00"), people=PEOPLE)
    shown = plan_ahead(program, booked(program, load_facts(program.store.reader, 1), friday(program)), None)
    program.meetings.move(1, friday(program))
    moved = [f for f in every(program, FollowUp) if f.state is Settled.OPEN]
    assert dates(f for f in shown if f.id) == dates(moved)


def test_a_named_meeting_is_booked_where_a_round_has_several(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "thu 9:00"), people=PEOPLE)
    program.meetings.add(1, MeetingTime(starts=when(program, "fri 14:00").at))
    facts = booked(program, load_facts(program.store.reader, 1), friday(program), meeting_id=1)
    assert [m.starts for m in facts.meetings] == [when(program, "fri 9:00").at, when(program, "fri 14:00").at]
    assert [f.text for f in plan_ahead(program, facts, None)].count("Prepare for the meeting") == 1


def test_who_is_named_twice_is_met_once(program: ProgramOnATable) -> None:
    twice = ["Kim Lee", "kim lee", "K. Lee <kim@acme.example>", "Kim <KIM@acme.example>"]
    facts = booked(program, new_facts(program, "Acme", ""), friday(program), twice)
    assert [facts.name_of(a.person_id) for a in facts.attendances] == ["Kim Lee", "K. Lee"]


def test_without_a_time_only_what_was_said_and_done_counts(program: ProgramOnATable) -> None:
    facts = new_facts(program, "Acme", "SRE")
    assert plan_ahead(program, facts, None) == ()
    assert counted_from(facts) == ": no meeting time yet"
    assert counted_from(booked(program, facts, friday(program))) == ""
