"""What they ask, on its page: answered, expected, added and deleted, and after the meeting how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import QuestionKind
from interview_tui.domain.interviewer_questions import INTERVIEWER_QUESTIONS
from interview_tui.domain.records import PreparedAnswer, Question
from tests.programs import a_program, content, every, when
from tests.ui.dashboards import shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

CAREER = INTERVIEWER_QUESTIONS[QuestionKind.YOURSELF][0].text
OWN = "Do you juggle?"


def before_the_meeting(folder: Path) -> ProgramOnATable:
    program = a_program(folder)
    person = "Dana Ruiz, Recruiter <dana@acme.example>"
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=(person,))
    program.stories.add("Rolled back in time", challenge="A bad release", action="I rolled back", result="No outage")
    program.stories.add("Quiet nights", result="Two pages a month")
    return program


async def test_the_whole_of_it_by_keys(tmp_path: Path) -> None:
    program = before_the_meeting(tmp_path)
    async with shown(program, size=(120, 40)) as on:
        await on.press("Q")
        assert "Questions: you ask" in on.screen()
        await on.press("l")
        first = next(line for line in on.screen().splitlines() if CAREER in line)
        assert "Questions: they ask · Acme · SRE" in on.screen()
        assert "0 of 5 likely ones answered" in on.screen()
        assert "Likely in this meeting" in on.screen()
        assert "no answer yet" in first
        before = content(program)
        await on.press("enter", *"roll", "tab", "enter", *"calmly", "enter")
        (prepared,) = every(program, PreparedAnswer)
        assert (prepared.question, prepared.story_id, prepared.text) == (CAREER, 1, "calmly")
        for words in ("1 of 5 likely ones answered", "Challenge", "A bad release", "No outage", "calmly"):
            assert words in on.screen()
        await on.press("u")
        assert content(program) == before
        await on.press("U", "space")
        assert f"✓ {CAREER}" in on.screen()
        assert [q.text for q in every(program, Question) if q.put_to_me] == [CAREER]
        await on.press("e", *"no such story", "ctrl+s")
        assert "no story with “" in on.screen()
        await on.press("escape", "escape", "a")
        await on.type(OWN)
        await on.press("enter")
        assert any(OWN in line and "▌" in line for line in on.screen().splitlines())
        await on.press("x", "y")
        assert on.message.startswith(f"Deleted from what they ask: {OWN}")
        await on.press("g", "x")
        assert on.message == "only your own questions can be deleted: a adds one"
        await on.press("f")
        assert on.message.startswith("this question was not put to you in the last meeting")
        await on.press("tab")
        assert "Questions: you ask" in on.screen()
        await on.press("escape")
        assert on.app.screen is on.dashboard
        assert f"<   {CAREER}" in on.screen()


async def test_after_the_meeting_it_asks_how_it_went(tmp_path: Path) -> None:
    program = before_the_meeting(tmp_path)
    program.clock.move(hours=7)
    program.notes.capture(1, "< How would you begin? (Dana Ruiz)\n    With a plan")
    async with shown(program, size=(120, 40)) as on:
        await on.press("Q", "l")
        assert "Put to you in the last meeting" in on.screen()
        assert "how did it go?" in on.screen()
        await on.press("f", *"too long", "enter", *"One. Two.", "ctrl+s")
        assert "one sentence at most" in on.screen()
        await on.press("ctrl+u", *"I would count first", "ctrl+s")
        (question,) = every(program, Question)
        assert (question.went, question.better) == ("too long", "I would count first")
        await on.press("escape", "l", "l")
        for words in ("< ", "With a plan", "went: too long", "better: I would count first"):
            assert words in on.screen()
