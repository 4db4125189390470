"""What speaks against a contact before it is made, read across the interviews of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Direction, Part, Ref
from interview_tui.domain.errors import NotFound
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Letter, Person, Touch
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import MeetingTime
from tests.programs import (
    ProgramOnATable,
    case_of,
    content,
    every,
    follow_up,
    when,
)
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

ACME = Ref("i", 1)
DANA = Ref("p", 1)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme's meeting with Dana Ruiz (p1) and Kim Lee (p2) was on Tuesday; it is Thursday 26 November 2026, 09:00."""
    return acme().later("2026-11-26T09:00:00+01:00").checked_on(tmp_path)


def call(program: ProgramOnATable, *, person_id: int | None = 1, interview_id: int = 1) -> None:
    contact = Contacted(direction=Direction.OUT, channel=Channel.PHONE, person_id=person_id)
    program.follow_ups.touch(Ref("i", interview_id), contact)


def why(program: ProgramOnATable, person_id: int | None = 1, interview_id: int | None = 1) -> str:
    caution = program.persistence.before_contact(interview_id, person_id, Channel.EMAIL)
    return caution.why if caution else ""


def test_the_second_contact_within_five_days_is_warned_about(program: ProgramOnATable) -> None:
    assert why(program) == ""
    call(program)
    assert why(program) == "the last contact with Dana Ruiz (today) has not been answered: wait 5 days between contacts"
    program.clock.move(days=5)
    assert why(program) == ""


def test_their_word_and_a_meeting_begin_anew(program: ProgramOnATable) -> None:
    call(program)
    program.follow_ups.touch(ACME, Contacted(direction=Direction.IN, channel=Channel.EMAIL, person_id=2))
    program.clock.move(hours=1)
    assert why(program) == ""
    call(program)
    program.interviews.edit(1, meeting=MeetingTime(starts=when(program, "fri 10:00").at))
    program.clock.move(days=2)
    assert why(program) == ""


def test_the_same_company_is_counted_across_its_interviews(program: ProgramOnATable) -> None:
    program.interviews.add("ACME", "DBA", people=["Bill Lum"])
    program.interviews.add("Globex", "DBA", people=["Ana Sol"])
    call(program)
    call(program, interview_id=2, person_id=3)
    assert why(program, 2) == "Acme already had 2 contacts in seven days, the most there should be"
    assert why(program, 4, 3) == ""


def test_an_outsider_counts_as_a_person_only(program: ProgramOnATable) -> None:
    program.people.add(1, "Ana Sol", Part.CONNECTION)
    ana = next(p for p in every(program, Person) if p.name == "Ana Sol")
    call(program, person_id=ana.id)
    assert why(program) == ""
    assert why(program, ana.id).startswith("the last contact with Ana Sol (today)")


def test_courtesies_are_neither_warned_about_nor_counted(program: ProgramOnATable) -> None:
    thanks = follow_up(program, "Thank Dana Ruiz")
    program.follow_ups.done([thanks.id])
    assert why(program) == ""
    call(program)
    assert program.persistence.before([follow_up(program, "Thank Kim Lee").id]) is None
    made = Letter(interview_id=1, round_id=1, person_id=1, kind=LetterKind.THANK_YOU, created=program.clock.now)
    assert program.persistence.before_letter(made) is None


def test_a_follow_up_and_a_letter_are_warned_about(program: ProgramOnATable) -> None:
    call(program)
    first = next(f for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN)
    before = content(program)
    found = program.persistence.before([first.id])
    assert found is not None
    assert found.good_day == when(program, "1 Dec").day
    made = Letter(interview_id=1, round_id=1, person_id=1, kind=LetterKind.VALUE_LETTER, created=program.clock.now)
    assert program.persistence.before_letter(made) == found
    assert program.persistence.before([first.id, follow_up(program, "Prepare for the meeting").id]) == found
    assert program.persistence.before([follow_up(program, "Prepare for the meeting").id]) is None
    assert content(program) == before


def test_a_person_without_an_interview_named_is_asked_about_where_they_stand(program: ProgramOnATable) -> None:
    call(program)
    assert why(program, 1, None) == why(program)
    program.interviews.add("Globex", "DBA", people=["Dana Ruiz"])
    assert why(program, 1, None) == why(program)


def test_done_keeps_what_it_brought(program: ProgramOnATable) -> None:
    first = next(f for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN)
    change = program.follow_ups.done([first.id], brings=" the release notes ")
    assert "brought nothing new" not in change.words
    assert [t.brings for t in every(program, Touch)] == ["the release notes"]


def test_somebody_unknown(program: ProgramOnATable) -> None:
    with pytest.raises(NotFound):
        program.persistence.before_contact(1, 9, Channel.EMAIL)
    with pytest.raises(NotFound):
        program.persistence.before([99])


def test_a_talk_face_to_face_is_its_own_answer(program: ProgramOnATable) -> None:
    call(program)
    program.follow_ups.touch(ACME, Contacted(direction=Direction.OUT, channel=Channel.IN_PERSON, person_id=1))
    assert why(program) == ""


def test_the_value_letter_leaves_all_check_ins_of_the_plan(program: ProgramOnATable) -> None:
    program.follow_ups.done([f.id for f in every(program, FollowUp) if f.kind is Kind.VALUE_LETTER])
    cautions = []
    for _ in range(3):
        check_in = min((f for f in case_of(program, 1).open if f.kind is Kind.CHECK_IN), key=lambda f: f.id)
        assert check_in.due_day is not None
        program.clock.set(f"{check_in.due_day}T10:00:00+01:00")
        cautions.append(program.persistence.before([check_in.id]))
        program.follow_ups.done([check_in.id])
    assert cautions == [None, None, None]


def test_a_date_of_theirs_that_passed_makes_a_word_due_once(program: ProgramOnATable) -> None:
    def check_in() -> int:
        (found,) = (f.id for f in case_of(program, 1).open if f.kind is Kind.CHECK_IN)
        return found

    program.notes.capture(1, "- call with the panel's dates (Dana Ruiz) by fri")
    program.clock.set("2026-11-27T15:00:00+01:00")
    call(program)
    program.clock.set("2026-11-30T09:00:00+01:00")
    assert why(program).startswith("the last contact with Dana Ruiz")
    assert program.persistence.before([check_in()]) is None
    program.follow_ups.done([check_in()])
    assert program.persistence.before([check_in()]) is not None
