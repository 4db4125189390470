"""The page of what was deleted: its list, the way back, and what must come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from interview_tui.domain.records import Interview, Quote
from tests.programs import content, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_nothing_was_deleted(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("X")
        assert "Nothing was deleted in the last 30 days" in on.screen()
        await on.press("enter")
        assert on.message == "Nothing was deleted in the last 30 days: what x deletes appears here"
        await on.press("escape")
        assert on.app.screen is on.dashboard


async def test_an_interview_comes_back_and_u_deletes_it_again(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    program.interviews.remove([1])
    async with shown(program, size=(120, 30)) as on:
        await on.press("X")
        assert "interview Acme · SRE" in on.screen()
        assert "today 09:00" in on.screen()
        assert "enter restores it; u then deletes it again" in on.text("#page-detail")
        await on.press("enter")
        assert content(program) == before
        assert on.message.startswith("Restored interview Acme · SRE, with ")
        await on.press("u")
        assert [i.id for i in every(program, Interview)] == [2, 3]
        await on.press("U", "escape")
        assert content(program) == before
        assert "Acme" in on.screen()


async def test_what_it_hangs_on_is_offered_first(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.remove([Ref("k", 1)])
    program.interviews.remove([1])
    async with shown(program, size=(120, 30)) as on:
        await on.press("X", "j", "enter")
        assert "k1 belongs to i1, interview Acme · SRE, which is deleted too: restore i1 first" in on.dialog()
        await on.press("y")
        assert [quote.id for quote in every(program, Quote)] == [1]
        assert "Nothing was deleted in the last 30 days" in on.screen()


async def test_text_of_a_record_is_only_text_and_is_copied(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.remove([Ref("k", 1)])
    program.notes.capture(1, "! [/x] [@click=app.quit]go[/]")
    program.notes.remove([Ref("n", 2)])
    async with shown(program, size=(120, 30)) as on:
        await on.press("X")
        assert "[/x] [@click=app.quit]go[/]" in on.screen()
        await on.press("G", "y")
        assert on.app.clipboard == "quote We need someone to calm the release train"
