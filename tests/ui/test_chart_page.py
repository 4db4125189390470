"""The chart by keyboard: needs at the left, at the right the story that answers, or the likeliest one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.chart import chart_as_text, chart_rows
from interview_tui.domain.enums import Step
from interview_tui.domain.records import Match, Need
from interview_tui.ui.dialogs.form import Form
from tests.programs import case_of, content, every, get, go_to, journal, made_once
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable
    from tests.ui.dashboards import Shown

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


def columns(on: Shown) -> tuple[list[str], list[str]]:
    """The needs, and beside them the stories with their arrows, line by line."""
    parts = [line.split("│") for line in on.lines("#page-list")]
    stories = [arrow.rstrip() + story.rstrip() for _, arrow, story in parts]
    return [need.rstrip() for need, *_ in parts], stories


def selected_need(on: Shown) -> str:
    """What the frame of the details names."""
    return on.lines("#frame-page-detail")[0].strip("╭╮─ ").partition(" ─")[0]


async def test_needs_and_the_likeliest_stories_side_by_side(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c")
        title = on.lines("PageTitle")[0]
        assert title.startswith(" Chart · Acme · SRE ")
        assert title.endswith("0 of 2 matched · not yet  ────────────")
        assert on.lines("#frame-page-list")[0].startswith("╭─ What you heard 2 ─")
        assert "─╮    ╭─ What you bring ─" in on.lines("#frame-page-list")[0]
        assert "─╯    ╰─" in on.lines("#frame-page-list")[-1]
        ends = {line.index("╮" if "╮" in line else "╯") for line in (on.lines("#frame-page-list")[n] for n in (0, -1))}
        assert ends == {line.index("│", 1) for line in on.lines("#frame-page-list")[1:-1]}
        needs, stories = columns(on)
        assert needs[:3] == ["▌!!  Release approvals take", "▌    nine days", "▌    Dana Ruiz"]
        assert stories[0] == f"╌╌╌? {TITLE}"
        assert stories[1].endswith(" % alike · enter takes it")
        assert needs[4:6] == [" !   Pagers ring all night", "     Kim Lee"]
        assert stories[4] == f"╌╌╌? {OTHER}"
        assert on.lines("#page-detail")[0].split(maxsplit=1)[1].startswith(f"{TITLE} · ")
        assert on.lines("#page-detail")[0].endswith(" % alike, 1 of 2")
        assert on.lines("#frame-page-detail")[0].startswith("╭─ Release approvals take nine days ─")
        assert on.lines("#frame-page-detail")[0].endswith("─ Dana Ruiz ─╮")


async def test_a_story_is_chosen_matched_and_taken_away(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c")
        for key in ("x", "e"):
            await on.press(key)
            assert on.message == "no story answers this need yet: enter accepts the one shown"
        for key, title in (("l", OTHER), ("right", TITLE), ("h", OTHER), ("left", TITLE), ("l", OTHER)):
            await on.press(key)
            assert columns(on)[1][0] == f"╌╌╌? {title}", key
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
        assert columns(on)[1][0] == f"───▸ {TITLE}"
        assert on.message.startswith("“Release approvals take nine days” is answered by “Cut")
        await on.press("space")
        assert [(m.need_id, m.story_id) for m in every(on.program, Match)] == [(1, 1), (2, 2)]
        assert "2 of 2 matched · not yet" in on.screen()
        await on.press("g", "enter")
        assert on.message == "already answered: x removes the story, e says how it answers"
        await on.press("l")
        assert on.message == "already answered: x removes the story first"
        assert len(every(on.program, Match)) == 2
        await on.press("y")
        assert on.app.clipboard == chart_as_text(chart_rows(case_of(on.program, 1)))
        assert TITLE[:24] in on.app.clipboard


async def test_how_the_story_answers_and_how_hard_the_need_presses(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path)) as on:
        await on.press("c", "enter", "k", "e")
        assert isinstance(on.app.screen, Form)
        assert "I or we, and what came of it" in on.dialog()
        await on.type("one list [/x]")
        await on.press("enter")
        await on.type("ask who approves")
        await on.press("enter")
        match = get(on.program, Match, 1)
        assert (match.synopsis, match.first_steps) == ("one list [/x]", "ask who approves")
        assert " 90 days" in on.text("#page-detail")
        assert columns(on)[1][1].strip() == "one list [/x]"
        assert "one list [/x]" in on.text("#page-detail")
        await on.press("j", "3")
        assert get(on.program, Need, 2).pressing == 3
        assert columns(on)[0][0] == "▌!!! Pagers ring all night"
        assert case_of(on.program, 1).round.needs_ranked
        await on.press("1")
        assert columns(on)[0][4] == "▌!   Pagers ring all night"
        await on.press("2")
        assert get(on.program, Need, 2).pressing == 2


async def test_the_detail_says_what_the_proposal_lacks(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path), size=(100, 50)) as on:
        await on.press("c", "enter", "k")
        assert [line.split(maxsplit=1) for line in on.lines("#page-detail")[:4]] == [
            ["Answer", TITLE],
            ["Challenge", "Three approvals"],
            ["Action", "Merged them"],
            ["Result", "One day"],
        ]
        for words in (
            "1 of 2 needs matched, decision maker not met yet, 1 need without proof:",
            "meet the decision maker",
            "a story for the need “Pagers ring all night”",
            "a sample for the need “Release approvals take nine days”",
        ):
            assert words in on.text("#page-detail")


async def test_n_goes_to_the_next_need_that_no_story_answers(tmp_path: Path) -> None:
    program = a_chart(tmp_path)
    program.notes.capture(1, "! Nobody reads the runbook")
    async with shown(program, size=(120, 40)) as on:
        await on.press("c", "j", "enter", "g", "n")
        assert selected_need(on) == "Nobody reads the runbook"
        await on.press("n")
        assert selected_need(on) == "Release approvals take nine days"
        await on.press("enter", "G", "n")
        assert on.message == "This is the last one that needs something"
        await on.press("enter", "n")
        assert on.message == "Every need is answered"


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
        assert on.message == ""  # nothing that one has done
        assert journal(program)[-1].startswith("Readiness checked for Globex")
        await on.press("u")
        assert not case_of(program, 2).round.readiness_seen


async def test_without_stories_or_needs_it_says_how_to_add_one(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("c")
        _, stories = columns(on)
        assert [line.strip() for line in stories[:2]] == ["no story yet", "esc, then s and a adds one"]
        await on.press("enter")
        assert on.message == "no stories yet: esc, then s and a, adds one"
        await on.press("escape", "1", "c")
        assert "No needs noted yet" in on.screen()
        for key in ("enter", "l", "e", "x", "3", "y"):
            await on.press(key)
            assert on.message.startswith("No needs noted yet"), key


async def test_on_a_narrow_screen_the_story_stands_below_its_need(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path), size=(50, 24)) as on:
        await on.press("c")
        lines = [line.strip(" ▌") for line in on.lines("#page-list")]
        assert lines[:3] == ["!!  Release approvals take nine days", "Dana Ruiz", f"? {TITLE}"]
        await on.press("enter")
        assert f"✓ {TITLE}" in on.text("#page-list")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_wide_letters_and_markup_are_only_text(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, f"!!! {'白樺電機の部品👩‍💻' * 6} [/x]\n* {'発布' * 30} [@click=app.quit]x")
    async with shown(program, size=size) as on:
        await on.press("c")
        assert "白樺電機" in on.screen()
        assert "発布" in on.screen()


async def test_the_key_line_has_what_the_need_takes(tmp_path: Path) -> None:
    async with shown(a_chart(tmp_path), size=(120, 40)) as on:
        await on.press("c")
        keys = on.lines("#keys")[0]
        assert "enter Match" in keys
        assert "Unmatch" not in keys
        await on.press("enter", "g")
        keys = on.lines("#keys")[0]
        assert "x Unmatch" in keys
        assert "Match" not in keys.replace("Unmatch", "")
