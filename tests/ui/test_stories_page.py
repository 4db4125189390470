"""The library of stories: added, edited, picked for a meeting, deleted after asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import Match, Story
from interview_tui.ui.dialogs.form import Form
from interview_tui.ui.dialogs.menu import Menu
from interview_tui.ui.pages.stories import sample_said
from tests.programs import a_program, content, every, get, made_once
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

TITLE = "Cut releases from nine days to one"


@made_once
def a_library(folder: Path) -> ProgramOnATable:
    """Two stories, the first of which answers Acme's need; Acme is at step 5."""
    program = a_morning(folder)
    program.stories.add(TITLE, challenge="Three approvals\none by one", result="One day")
    program.stories.add("Quiet nights", sample="https://me.example/nights")
    program.stories.match(1, 1, 1)
    return program


async def test_the_library(tmp_path: Path) -> None:
    async with shown(a_library(tmp_path)) as on:
        await on.press("s")
        assert on.lines("PageTitle")[0].startswith(" Stories · Acme · SRE ")
        assert on.lines("PageTitle")[0].endswith("1 picked for the meeting")
        assert on.lines("#frame-page-list")[0].startswith("╭─ Stories 2 ─")
        lines = on.lines("#page-list")
        assert lines[0].startswith(f"▌✓ {TITLE}")
        assert lines[0].endswith("answers 1 need")
        assert lines[1].startswith("   Quiet nights")
        assert lines[1].endswith("sample")
        assert on.lines("#page-detail")[0].split() == ["Challenge", "Three", "approvals", "one", "by", "one"]
        assert "Acme · SRE: answers “Release approvals take nine days”" in on.screen()
        assert "No work sample yet" in on.screen()


async def test_one_is_added_and_the_cursor_is_on_it(tmp_path: Path) -> None:
    async with shown(a_library(tmp_path)) as on:
        await on.press("s", "a")
        assert isinstance(on.app.screen, Form)
        for text in ("Two counts, one", "Two numbers", "Ten shelves", "One number"):
            await on.type(text)
            await on.press("enter")
        await on.type("www.me.example")
        assert any(line.strip().startswith("Sample") and line.endswith(" a link") for line in on.dialog_lines())
        await on.press("enter")
        for text in ("the count, one page", "calm counts"):
            await on.type(text)
            await on.press("enter")
        assert get(on.program, Story, 3) == Story(
            id=3,
            title="Two counts, one",
            challenge="Two numbers",
            action="Ten shelves",
            result="One number",
            sample="www.me.example",
            sample_name="the count, one page",
            strength="calm counts",
        )
        assert on.lines("#page-list")[2].startswith("▌  Two counts, one")
        assert on.message.startswith("Added the story: Two counts, one")


async def test_what_is_not_touched_keeps_its_lines_and_what_cannot_be_is_said(tmp_path: Path) -> None:
    async with shown(a_library(tmp_path)) as on:
        before = content(on.program)
        await on.press("s", "e", "ctrl+s")
        assert content(on.program) == before
        await on.press("enter", "end", *"!", "ctrl+s")
        story = get(on.program, Story, 1)
        assert (story.title, story.challenge) == (f"{TITLE}!", "Three approvals\none by one")
        await on.press("a", "ctrl+s")
        assert "a story needs a title" in on.screen()
        await on.type("Quiet nights")
        await on.press("ctrl+s")
        assert "a story “Quiet nights” already" in on.screen()
        assert len(every(on.program, Story)) == 2


class TestSamples:
    async def test_a_file_that_is_gone_is_said_not_refused(self, tmp_path: Path) -> None:
        gone = str(tmp_path / "gone.pdf")
        async with shown(a_library(tmp_path), size=(200, 50)) as on:
            await on.press("s", "e", "down", "down", "down", "down")
            await on.type(gone)
            assert " no such file" in on.dialog()
            await on.press("ctrl+s")
            assert get(on.program, Story, 1).sample == gone
            assert "No such file: e names another sample." in on.screen()

    def test_what_it_is_taken_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "work.pdf"
        file.write_bytes(b"x")
        assert sample_said(f" {file} ") == f"work.pdf comes from {file}, outside your home"
        monkeypatch.setenv("HOME", str(tmp_path))
        assert sample_said(f" {file} ") == "a file"
        assert sample_said("https://me.example/x") == "a link"
        assert sample_said(str(tmp_path)) == "no such file"

    @pytest.mark.parametrize("path", ["~no-such-user/x", "x" * 5000, "a\0b", "/" * 5000])
    def test_no_path_is_too_strange(self, path: str) -> None:
        assert sample_said(path) == "no such file"


async def test_picked_for_the_meeting_and_out_of_it(tmp_path: Path) -> None:
    async with shown(a_library(tmp_path)) as on:
        await on.press("1", "s", "space")
        of_story = [(m.meeting_id, m.need_id) for m in every(on.program, Match) if m.story_id == 1]
        assert of_story == [(1, 1), (2, None)]
        assert on.lines("#page-list")[0].startswith(f" ✓ {TITLE}")
        assert on.lines("#page-list")[1].startswith("▌  Quiet nights")
        assert on.message.startswith("Picked for Globex · Data Engineer: ")
        await on.press("k", "space")
        assert len(every(on.program, Match)) == 1


async def test_deleted_after_asking_and_undone(tmp_path: Path) -> None:
    async with shown(a_library(tmp_path)) as on:
        before = content(on.program)
        await on.press("s", "y")
        assert on.app.clipboard == f"{TITLE}\nChallenge: Three approvals\none by one\nResult: One day\n"
        await on.press("x")
        assert isinstance(on.app.screen, Menu)
        assert f"Delete “{TITLE}”? It is used in 1 place of your notes." in on.dialog()
        await on.press("n")
        assert content(on.program) == before
        await on.press("x", "y")
        assert [s.title for s in every(on.program, Story)] == ["Quiet nights"]
        assert every(on.program, Match) == ()
        await on.press("u")
        assert content(on.program) == before


async def test_without_a_story_or_an_interview_it_says_what_to_do(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    async with shown(program) as on:
        await on.press("s")
        assert "No stories yet. a adds one" in on.screen()
        for key in ("e", "x", "y"):
            await on.press(key)
            assert on.message.startswith("No stories yet"), key
        program.stories.add(TITLE)
        await on.press("escape", "s", "space")
        assert on.message == "no interview is selected: esc, then choose one in the pipeline"


async def test_user_text_is_never_markup(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.stories.add("[/x] 白樺電機 👩‍💻", challenge="[@click=app.quit]x", sample="[a=")
    async with shown(program) as on:
        await on.press("s")
        assert "[/x] 白樺電機" in on.screen()
        assert "[@click=app.quit]x" in on.screen()
        await on.press("x")
        assert "[/x]" in on.screen()
