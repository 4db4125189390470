"""The bank of questions on its page: picked for the meeting, and one's own added, changed and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Topic
from interview_tui.domain.question_bank import QUESTIONS
from interview_tui.domain.records import BankQuestion, Question
from interview_tui.ui.pages.questions import QuestionsPage
from tests.programs import case_of, content, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

NEEDS = QUESTIONS[Topic.NEEDS]
OWN = "Which fair comes next?"
GLOBEX = 2
"""The interview at step 1, in whose meeting nothing stands yet."""


def picked(program: object, interview_id: int = GLOBEX) -> list[str]:
    return [question.text for question in case_of(program, interview_id).questions]  # type: ignore[arg-type]


async def test_the_topics_and_how_many_are_prepared(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q")
        screen = on.screen()
        assert "Questions · Globex · Data Engineer" in screen
        assert "0 of 3 prepared" in screen
        assert "Needs: what the business is missing" in screen
        assert NEEDS[0] in screen


async def test_one_key_picks_and_the_cursor_goes_on(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q", "enter", "space", "enter")
        assert picked(on.program) == list(NEEDS[:3])
        assert "3 of 3 prepared" in on.screen()
        assert f"✓ {NEEDS[0]}" in on.screen()
        assert on.message.startswith("Prepared for Globex · Data Engineer: ")


async def test_picked_again_it_is_taken_out(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q", "enter", "k", "enter")
        assert picked(on.program) == []
        assert "✓" not in on.screen()


async def test_more_than_three_are_only_counted(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q", "enter", "enter", "enter", "enter")
        assert "4 prepared" in on.screen()


async def test_what_is_picked_here_stands_in_the_notes(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "Q", "enter", "escape", "l")
        assert NEEDS[0][:30] in on.screen()


async def test_undo_works_here(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        before = content(on.program)
        await on.press("1", "Q", "enter", "u")
        assert content(on.program) == before
        assert "0 of 3 prepared" in on.screen()


async def test_a_question_that_was_answered_stays(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        on.program.notes.capture(GLOBEX, f"? {NEEDS[0]}\n    Nothing much")
        await on.press("1", "Q", "enter")
        assert "was asked already" in on.message
        assert "Nothing much" in on.screen()
        assert len(picked(on.program)) == 1


class TestOnesOwn:
    async def test_it_is_added_to_the_topic_under_the_cursor(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "Q", "G", "a")
            await on.type(OWN)
            await on.press("enter")
            (own,) = every(on.program, BankQuestion)
            assert (own.topic, own.text) == (Topic.TIME, OWN)
            line = next(line for line in on.screen().splitlines() if OWN in line and "▌" in line)
            assert "yours" in line

    async def test_it_is_picked_like_the_others(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "Q", "a")
            await on.type(OWN)
            await on.press("enter", "enter")
            (question,) = (q for q in every(on.program, Question) if q.text == OWN)
            assert question.topic == "needs"

    async def test_it_is_edited(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            on.program.questions.add(Topic.TIME, OWN)
            await on.press("1", "Q", "G", "e", "up", "ctrl+u", *"goals", "down", "end", *"!", "ctrl+s")
            (own,) = every(on.program, BankQuestion)
            assert (own.topic, own.text) == (Topic.GOALS, f"{OWN}!")

    async def test_it_is_deleted_after_asking(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            on.program.questions.add(Topic.TIME, OWN)
            await on.press("1", "Q", "G", "x", "escape")
            assert len(every(on.program, BankQuestion)) == 1
            await on.press("x", "y")
            assert every(on.program, BankQuestion) == ()
            assert on.message.startswith(f"Deleted from the bank: {OWN}")

    @pytest.mark.parametrize("key", ["e", "x"])
    async def test_the_shipped_ones_stay(self, tmp_path: Path, key: str) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "Q", key)
            assert on.message == "only your own questions can be changed: a adds one"
            assert isinstance(on.app.screen, QuestionsPage)

    async def test_what_cannot_be_is_said_in_the_form(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "Q", "a", "ctrl+s")
            assert "a question needs a text" in on.screen()
            await on.press("X", "up", "ctrl+u", *"perks", "ctrl+s")
            assert "“perks” is no topic" in on.screen()
            assert every(on.program, BankQuestion) == ()

    async def test_it_is_never_markup(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            on.program.questions.add(Topic.TIME, "[/x] why?")
            await on.press("1", "Q", "G", "x")
            assert "Delete “[/x] why?” from the bank?" in on.screen()
