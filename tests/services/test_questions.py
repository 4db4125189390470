"""The bank of questions in the store: one's own, and those picked for a meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import QuestionState, Topic
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS
from interview_tui.domain.records import BankQuestion, Question
from tests.programs import a_checked_program, content, every, get, journal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

FIRST = SHIPPED_QUESTIONS[Topic.NEEDS][0]
DECIDES = SHIPPED_QUESTIONS[Topic.DECISION][0]
OWN = "Which fair do you look forward to?"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    return program


class TestTheBank:
    def test_one_of_ones_own_is_added_changed_and_deleted(self, program: ProgramOnATable) -> None:
        added = program.questions.add(Topic.GOALS, f"  {OWN} ")
        assert added.words == f"Added to the bank under goals: {OWN}"
        (own,) = every(program, BankQuestion)
        assert (own.topic, own.text) == (Topic.GOALS, OWN)
        assert [entry.own for entry in program.questions.bank() if entry.own] == [own]
        edited = program.questions.edit(own, topic=Topic.TIME, text="Which fair comes next?")
        assert edited.words == "Edited in the bank under time: Which fair comes next?"
        assert get(program, BankQuestion, own.id).topic is Topic.TIME
        removed = program.questions.remove(own.id)
        assert removed.words == "Deleted from the bank: Which fair comes next?"
        assert every(program, BankQuestion) == ()

    def test_each_change_is_one_entry_that_undo_takes_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.questions.add(Topic.GOALS, OWN)
        program.questions.pick(1, OWN, Topic.GOALS)
        assert len(journal(program)) == 3
        program.history.undo(2)
        assert content(program) == before

    def test_it_needs_a_text(self, program: ProgramOnATable) -> None:
        with pytest.raises(Unclear, match="a question needs a text"):
            program.questions.add(Topic.GOALS, " \n ")

    def test_what_the_bank_has_is_not_added_again(self, program: ProgramOnATable) -> None:
        program.questions.add(Topic.GOALS, OWN)
        for text in (FIRST.upper(), OWN):
            with pytest.raises(Refused, match="the bank already has that question, under"):
                program.questions.add(Topic.TIME, text)
        (own,) = every(program, BankQuestion)
        with pytest.raises(Refused, match="under needs"):
            program.questions.edit(own, text=FIRST)
        assert program.questions.edit(own, text=OWN.upper()).entry is not None

    def test_what_changed_meanwhile_is_not_overwritten(self, program: ProgramOnATable) -> None:
        program.questions.add(Topic.GOALS, OWN)
        (stale,) = every(program, BankQuestion)
        program.questions.edit(stale, text="Another?")
        with pytest.raises(Conflict):
            program.questions.edit(stale, text="Third?")

    def test_what_is_gone_cannot_be_deleted(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match="there is no bank question b9"):
            program.questions.remove(9)


class TestPicking:
    def test_it_is_prepared_for_the_meeting_with_its_topic(self, program: ProgramOnATable) -> None:
        change = program.questions.pick(1, FIRST, Topic.NEEDS)
        program.questions.pick(1, DECIDES, Topic.DECISION)
        first, second = every(program, Question)
        assert (first.text, first.topic, first.state) == (FIRST, "needs", QuestionState.PREPARED)
        assert (second.text, second.topic) == (DECIDES, "decision")
        assert (first.position, second.position) == (1, 2)
        assert [str(ref) for ref in change.refs] == ["i1", "q1"]
        assert change.words.startswith("Prepared for Acme · SRE: What has to be better")

    def test_picked_again_it_is_taken_out(self, program: ProgramOnATable) -> None:
        program.questions.pick(1, FIRST, Topic.NEEDS)
        change = program.questions.pick(1, f" {FIRST.upper()}", Topic.NEEDS)
        assert change.words.startswith("No longer prepared for Acme · SRE: ")
        assert every(program, Question) == ()

    @pytest.mark.parametrize("state", [QuestionState.ANSWERED, QuestionState.NO_ANSWER])
    def test_what_was_asked_stays(self, program: ProgramOnATable, state: QuestionState) -> None:
        program.questions.pick(1, FIRST, Topic.NEEDS)
        (question,) = every(program, Question)
        with program.transaction() as tx:
            tx.update(replace(question, state=state))
            tx.done("Asked")
        with pytest.raises(Refused, match="already asked"):
            program.questions.pick(1, FIRST, Topic.NEEDS)
        assert len(every(program, Question)) == 1

    def test_one_that_was_kept_is_asked_now(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, f"> {FIRST}")
        change = program.questions.pick(1, FIRST, Topic.NEEDS)
        assert change.words.startswith("Prepared for Acme · SRE, no longer for next time: ")
        (question,) = every(program, Question)
        assert (question.state, question.topic) == (QuestionState.PREPARED, "needs")

    def test_three_picked_settle_what_step_1_owes(self, program: ProgramOnATable) -> None:
        def owed() -> list[str]:
            return [item.text for item in program.interviews.owed(1) if "question" in item.text]

        assert owed() == ["three prepared questions"]
        for text in SHIPPED_QUESTIONS[Topic.NEEDS][:3]:
            program.questions.pick(1, text, Topic.NEEDS)
        assert owed() == []
