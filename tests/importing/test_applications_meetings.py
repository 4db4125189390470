"""Meetings and people that tables name: planned as if they had been added by hand, and only where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Settled, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Attendance, FollowUp, Interview, Involvement, Meeting, Person
from interview_tui.importing.applications import apply_applications
from interview_tui.importing.table import read_table
from interview_tui.services.meetings import MeetingTime
from tests.programs import a_program, content, every, get, go_to, owed, when

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported
    from tests.programs import ProgramOnATable

HEADER = "company,role,status,meeting,people\n"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def take(program: ProgramOnATable, rows: str) -> Imported:
    return apply_applications(program, [read_table((HEADER + rows).encode())])


@pytest.mark.parametrize("people", ["", "Dana Ruiz, VP <dana@acme.example>; Max Weber"])
@pytest.mark.parametrize("at", ["2026-12-02 14:00", "2026-11-20 09:00", "2026-11-23 08:30"])
def test_a_row_with_a_meeting_is_what_adding_it_by_hand_would_have_made(
    people: str, at: str, program: ProgramOnATable, tmp_path: Path
) -> None:
    take(program, f'Acme,SRE,Applied,{at},"{people}"\n')
    (tmp_path / "by hand").mkdir()
    other = a_program(tmp_path / "by hand")
    named = [name.strip() for name in people.split(";") if name]
    other.interviews.add("Acme", "SRE", meeting=when(other, at), people=named)
    assert content(program) == content(other)
    assert owed(program) == owed(other) != []


def test_an_instant_is_the_same_wherever_it_was_written(program: ProgramOnATable) -> None:
    take(program, "Acme,SRE,,2026-12-02T08:00:00-05:00,\nQuill,DBA,,2026-12-02 14:00,\n")
    assert [m.starts.isoformat() for m in every(program, Meeting) if m.starts] == ["2026-12-02T13:00:00+00:00"] * 2


def test_a_known_one_gets_its_meeting_as_if_it_was_set_by_hand(program: ProgramOnATable, tmp_path: Path) -> None:
    (tmp_path / "by hand").mkdir()
    other = a_program(tmp_path / "by hand")
    for one in (program, other):
        one.interviews.add("Acme", "SRE", people=["Dana Ruiz"])
        go_to(one, 1, Step.THANK_PROMPTLY)
    taken = take(program, "Acme,SRE,,2026-11-20 14:00,\n")
    assert (taken.added, taken.updated, taken.skipped) == (0, 1, 0)
    at = when(other, "2026-11-20 14:00").at
    other.interviews.set_meeting(1, MeetingTime(starts=at))
    assert content(program) == content(other)
    before = content(program)
    assert take(program, "Acme,SRE,,2026-11-20 14:00,\n").skipped == 1
    assert content(program) == before


def test_what_is_known_of_a_meeting_stays(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "2026-12-02 14:00"), people=["Dana Ruiz"])
    before = content(program)
    assert take(program, "Acme,SRE,,2026-12-09 10:00,Max Weber\n").skipped == 1
    assert content(program) == before


def test_a_known_one_without_people_gets_those_of_the_table_and_their_thanks(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE", meeting=when(program, "2026-11-20 14:00"))
    go_to(program, 1, Step.THANK_PROMPTLY)
    taken = take(program, "Acme,SRE,,,Dana Ruiz; Rob Roe (Recruiter); Ute <u@acme.example>\n")
    assert taken.words == "planned 3 follow-ups; updated 1 interview"
    thanked = [f.person_id for f in every(program, FollowUp) if f.kind is Kind.THANK_YOU and f.state is Settled.OPEN]
    assert [get(program, Person, number or 0).name for number in thanked] == ["Dana Ruiz", "Rob Roe (Recruiter)", "Ute"]
    assert take(program, "Acme,SRE,,,Dana Ruiz; Eve\n").skipped == 1
    assert len(every(program, Person)) == 3


def test_recruiters_alone_change_nothing_the_second_time(program: ProgramOnATable) -> None:
    row = 'Acme,SRE,,,"Rob Roe, Recruiter"\n'
    program.interviews.add("Acme", "SRE", meeting=when(program, "2026-12-02 14:00"))
    take(program, row)
    assert every(program, Attendance) == ()
    with program.transaction() as tx:
        for follow_up in every(program, FollowUp):
            tx.remove(follow_up)  # what somebody took away is not planned again
        tx.say("Removed")
    assert take(program, row).skipped == 1
    assert len(every(program, Involvement)) == 1


def test_how_it_ended_is_not_touched_by_a_meeting(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE")
    program.interviews.outcome([1], Outcome.WITHDRAWN)
    before = content(program)
    assert take(program, "Acme,SRE,,2026-12-02 14:00,Dana Ruiz\n").skipped == 1
    assert content(program) == before


def test_what_is_over_has_its_meeting_and_no_plans(program: ProgramOnATable) -> None:
    take(program, "Acme,SRE,Rejected,2026-11-20 14:00,Dana Ruiz\n")
    assert get(program, Meeting, 1).starts is not None
    assert owed(program) == []


class TestPeople:
    def test_the_same_person_is_found_and_told_more_of(self, program: ProgramOnATable) -> None:
        take(
            program,
            "Acme,SRE,,,Dana Ruiz\n"
            'Acme,DBA,,,"dana ruiz, VP <Dana@acme.example>; Dana Ruiz"\n'
            "Quill,QA,,,D. R. <dana@acme.example>\n"
            "Quill,DBA,,,Dana Ruiz\n"
            "Acme,QA,,,Dana Ruiz <other@acme.example>\n",
        )
        assert [(p.name, p.company, p.email, p.title) for p in every(program, Person)] == [
            ("Dana Ruiz", "Acme", "dana@acme.example", "VP"),
            ("Dana Ruiz", "Quill", "", ""),
            ("Dana Ruiz", "Acme", "other@acme.example", ""),
        ]
        assert [(tie.interview_id, tie.person_id) for tie in every(program, Involvement)] == [
            (1, 1),
            (2, 1),
            (3, 1),
            (4, 2),
            (5, 3),
        ]

    def test_what_is_known_of_them_stays(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", people=["Dana Ruiz, CEO <dana@acme.example>"])
        take(program, 'Acme,DBA,,,"Dana R., VP <dana@acme.example>"\n')
        (person,) = every(program, Person)
        assert (person.name, person.title) == ("Dana Ruiz", "CEO")

    def test_one_does_not_meet_oneself(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, mine=frozenset({"robin@lake.example"}))
        take(program, "Acme,SRE,,,Robin <Robin@lake.example>; Dana\n")
        assert [p.name for p in every(program, Person)] == ["Dana"]

    def test_all_is_one_change(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        before = content(program)
        take(
            program, 'Acme,SRE,,2026-12-02 14:00,"Dana, VP; Max"\nAcme,QA,Applied,2026-12-03 14:00,Dana <d@a.example>\n'
        )
        after = content(program)
        program.history.undo()
        assert content(program) == before
        program.history.redo()
        assert content(program) == after
        assert len(every(program, Interview)) == 2
