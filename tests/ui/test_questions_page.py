"""The bank of questions on its page: picked for the meeting, and one's own added, changed and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Topic
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS
from interview_tui.domain.records import BankQuestion, Question
from interview_tui.ui.pages.questions import QuestionsPage
from tests.programs import case_of, content, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

NEEDS = SHIPPED_QUESTIONS[Topic.NEEDS]
OWN = "Which fair comes next?"
GLOBEX = 2
"""The interview at step 1, in whose meeting nothing stands yet."""


def picked(program: object, interview_id: int = GLOBEX) -> list[str]:
    return [question.text for question in case_of(program, interview_id).questions]  # type: ignore[arg-type]


async def test_they_are_picked_for_the_meeting_and_taken_out(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        on.program.studies.add(GLOBEX, "A pair of hands tomorrow")
        before = content(on.program)
        await on.press("1", "Q")
        assert any(NEEDS[6][:30] in line and "fits your study" in line for line in on.screen().splitlines())
        for words in (
            "Questions: you ask · Globex · Data Engineer",
            "0 of 3 prepared",
            "Needs: what the business is missing",
            NEEDS[0],
        ):
            assert words in on.screen()
        await on.press("enter", "u")
        assert content(on.program) == before
        await on.press("k", "enter", "space", "enter")
        assert picked(on.program) == list(NEEDS[:3])
        assert "3 of 3 prepared" in on.screen()
        assert f"✓ {NEEDS[0]}" in on.screen()
        assert on.message.startswith("Prepared for Globex · Data Engineer: ")
        await on.press("enter")
        assert "4 prepared" in on.screen()
        await on.press("g", "enter")
        assert NEEDS[0] not in picked(on.program)
        assert f"✓ {NEEDS[0]}" not in on.screen()
        await on.press("escape", "h")
        assert NEEDS[1][:30] in on.screen()


async def test_a_question_that_was_answered_stays(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        on.program.notes.capture(GLOBEX, f"? {NEEDS[0]}\n    Nothing much")
        await on.press("1", "Q", "enter")
        assert "was already asked" in on.message
        assert "Nothing much" in on.screen()
        assert len(picked(on.program)) == 1


async def test_ones_own_is_added_picked_edited_and_deleted(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q", "G", "a")
        await on.type(OWN)
        await on.press("enter")
        (own,) = every(on.program, BankQuestion)
        assert (own.topic, own.text) == (Topic.TIME, OWN)  # the topic under the cursor
        assert any(OWN in line and "▌" in line and "yours" in line for line in on.screen().splitlines())
        await on.press("enter")
        (question,) = (q for q in every(on.program, Question) if q.text == OWN)
        assert question.topic == "time"
        await on.press("G", "e", "up", "ctrl+u", *"goals", "down", "end", *"!", "ctrl+s")
        (own,) = every(on.program, BankQuestion)
        assert (own.topic, own.text) == (Topic.GOALS, f"{OWN}!")
        await on.press("x", "escape")
        assert len(every(on.program, BankQuestion)) == 1
        await on.press("x", "y")
        assert every(on.program, BankQuestion) == ()
        assert on.message.startswith(f"Deleted from the bank: {OWN}!")


async def test_what_cannot_be_is_refused_in_words(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q")
        for key in ("e", "x"):  # the shipped ones stay
            await on.press(key)
            assert on.message == "only your own questions can be changed: a adds one"
            assert isinstance(on.app.screen, QuestionsPage)
        await on.press("a", "ctrl+s")
        assert "a question needs a text" in on.screen()
        await on.press("X", "up", "ctrl+u", *"perks", "ctrl+s")
        assert "“perks” is not a topic" in on.screen()
        assert every(on.program, BankQuestion) == ()
        await on.press("escape", "escape")
        on.program.questions.add(Topic.TIME, "[/x] why?")
        await on.press("escape", "Q", "G", "x")
        assert "Delete “[/x] why?” from the bank?" in on.screen()
