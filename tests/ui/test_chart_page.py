"""The chart by keyboard: needs at the left, at the right the story that answers, or the likeliest one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.chart import chart_as_text, chart_rows
from interview_tui.domain.enums import Step
from interview_tui.domain.records import Match, Need
from interview_tui.ui.dialogs.prompt import Prompt
from tests.programs import case_of, content, every, get, go_to, journal, made_once
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

TITLE = "Cut releases from nine days to one"
OTHER = "Quiet nights"


@made_once
def a_chart(folder: Path) -> ProgramOnATable:
    """Acme at step 5 with two needs, and two stories; no need is answered."""
    program = a_morning(folder)
    program.notes.capture(1, "! Pagers ring all night (Kim Lee)")
    program.stories.add(TITLE, challenge="Three approvals", action="Merged them", result="One day")
    program.stories.add(OTHER, challenge="Pagers rang", sample="https://me.example/nights")
    return program


async def test_needs_and_the_likeliest_stories_side_by_side(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c")
        lines = on.screen().splitlines()
        assert lines[0].startswith(" Chart · Acme · SRE ")
        assert lines[0].endswith("0 of 2 matched · not yet")
        assert lines[1].startswith("▌!!  Release approvals take nine d")
        assert "? Cut releases" in lines[1]
        assert lines[1].endswith(" %)")
        assert lines[2].startswith(" !   Pagers ring all night (Kim Lee)")
        assert f"? {OTHER} (" in lines[2]
        assert "Release approvals take nine days (Dana Ruiz)" in on.screen()
        assert f"Likely: {TITLE}. enter matches it" in on.screen()


async def test_a_story_is_chosen_matched_and_taken_away(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c")
        for key in ("x", "e"):
            await on.press(key)
            assert on.message == "no story answers this need yet: enter takes the one shown"
        for key, title in (("l", OTHER), ("right", TITLE), ("h", OTHER), ("left", TITLE), ("l", OTHER)):
            await on.press(key)
            assert f"? {title[:12]}" in on.screen().splitlines()[1], key
        await on.press("enter")
        assert [(m.need_id, m.story_id) for m in every(on.program, Match)] == [(1, 2)]
        await on.press("k", "x")
        assert every(on.program, Match) == ()
        assert "0 of 2 matched" in on.screen()
        await on.press("u")
        assert len(every(on.program, Match)) == 1
        await on.press("U")
        assert every(on.program, Match) == ()


async def test_one_key_matches_the_story_shown_and_goes_on(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c", "enter")
        assert [(m.need_id, m.story_id) for m in every(on.program, Match)] == [(1, 1)]
        assert "1 of 2 matched" in on.screen()
        assert "✓ Cut releases from nine days" in on.screen()
        assert on.message.startswith("“Release approvals take nine days” is answered by Cut")
        await on.press("space")
        assert [(m.need_id, m.story_id) for m in every(on.program, Match)] == [(1, 1), (2, 2)]
        assert "2 of 2 matched · not yet" in on.screen()
        await on.press("g", "enter")
        assert on.message == "it is answered already: x takes the story away, e says how it answers"
        await on.press("l")
        assert on.message == "it is answered already: x takes the story away first"
        assert len(every(on.program, Match)) == 2
        await on.press("y")
        assert on.app.clipboard == chart_as_text(chart_rows(case_of(on.program, 1)))
        assert TITLE[:24] in on.app.clipboard


async def test_how_the_story_answers_and_how_hard_the_need_presses(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c", "enter", "k", "e")
        assert isinstance(on.app.screen, Prompt)
        await on.type("one list [/x]")
        await on.press("enter")
        assert get(on.program, Match, 1).synopsis == "one list [/x]"
        assert "one list [/x]" in on.screen()
        await on.press("j", "3")
        assert get(on.program, Need, 2).pressing == 3
        assert on.screen().splitlines()[1].startswith("▌!!! Pagers ring all night")
        assert case_of(on.program, 1).round.needs_ranked
        await on.press("1")
        assert on.screen().splitlines()[2].startswith("▌!   Pagers ring all night")
        await on.press("2")
        assert get(on.program, Need, 2).pressing == 2


async def test_the_detail_says_what_the_proposal_lacks(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path), size=(100, 50)) as on:
        await on.press("c", "enter", "k")
        for words in (
            f"Answered by {TITLE}",
            "Challenge: Three approvals",
            "Result: One day",
            "1 of 2 needs matched, decision maker not met yet, 1 need without proof:",
            "the decision maker met: no hiring manager was there yet",
            "a story for the need “Pagers ring all night”",
            "a sample for the need “Release approvals take nine days”",
        ):
            assert words in on.screen()


async def test_opening_it_marks_the_readiness_as_seen_where_that_is_owed(tmp_path: Path) -> None:
    program = a_chart(tmp_path)
    go_to(program, 2, Step.DONT_RUSH)
    async with shown(program) as on:
        before = content(program)
        await on.press("c")
        assert content(program) == before
        assert on.message == ""
        await on.press("escape", "3", "c")
        assert case_of(program, 2).round.readiness_seen
        assert on.message.startswith("Readiness seen for Globex · Data Engineer: no need heard yet")
        assert journal(program)[-1].startswith("Readiness seen for Globex")
        await on.press("u")
        assert not case_of(program, 2).round.readiness_seen


async def test_without_stories_or_needs_it_says_how_to_add_one(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("c")
        assert "– no story yet: esc, then s and a" in on.screen()
        await on.press("enter")
        assert on.message == "there is no story yet: esc, then s and a write one down"
        await on.press("escape", "1", "c")
        assert "No need was noted yet" in on.screen()
        for key in ("enter", "l", "e", "x", "3", "y"):
            await on.press(key)
            assert on.message.startswith("No need was noted yet"), key


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_wide_letters_and_markup_are_only_text(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, f"!!! {'白樺電機の部品👩‍💻' * 6} [/x]\n* {'発布' * 30} [@click=app.quit]x")
    async with shown(program, size=size) as on:
        await on.press("c")
        assert "白樺電機" in on.screen()
        assert "発布" in on.screen()
