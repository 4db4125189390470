"""The warning before a contact that would come too soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from interview_tui.domain.contact_frequency import Caution
from interview_tui.domain.enums import LetterState
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Letter, Person
from interview_tui.ui.warning import day_to_wait_for, warned
from tests.programs import every, get, put
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

TOO_SOON = Caution(
    why="the last contact with [/x] has not been answered: wait 5 days between contacts", good_day=date(2026, 11, 26)
)


QUIET = Caution(why="gone quiet", good_day=None, quiet=True)


async def answers(found: Shown, caution: Caution | None, *keys: str) -> tuple[list[object], str]:
    """What was done after these keys, and what stood on the screen before them."""
    did: list[object] = []
    await warned(found.dashboard, caution, lambda: did.append("went on"), did.append)
    await found.pilot.pause()
    screen = found.dialog() if caution else ""
    await found.press(*keys)
    assert len(found.app.screen_stack) == 1
    return did, screen


async def test_it_says_why_and_what_can_be_done_and_the_cursor_is_on_what_is_safe(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as found:
        did, screen = await answers(found, TOO_SOON, "escape")
        assert did == []
        assert "The last contact with [/x] has not been answered: wait 5 days between contacts." in screen
        assert "d Do it anyway" in screen
        assert "w Wait until Thu" in screen
        for key in ("enter", "w"):
            assert (await answers(found, TOO_SOON, key))[0] == [date(2026, 11, 26)]
        assert (await answers(found, TOO_SOON, "d"))[0] == ["went on"]
        assert (await answers(found, None))[0] == ["went on"]


async def test_without_a_good_day_there_is_nothing_to_wait_for(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as found:
        for keys in (("enter",), ("w", "escape")):
            did, screen = await answers(found, QUIET, *keys)
            assert did == []
            assert "▌ n Not now" in screen
            assert "Wait until" not in screen


async def test_the_good_day_is_never_before_the_follow_up_is_due(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        later = next(f.id for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN and f.interview_id == 3)
        assert day_to_wait_for(on.dashboard, TOO_SOON, [later]) == date(2026, 12, 1)
        assert day_to_wait_for(on.dashboard, TOO_SOON, [DANA]) == date(2026, 11, 26)


async def test_a_letter_that_is_not_ready_is_not_sent_by_enter(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('name = "Ann"\nemail = "ann@home.example"\nsend = "false"\n')
    program = a_morning(tmp_path)
    put(program, replace(get(program, Person, 2), id=0, email="kim2@acme.example"))
    async with shown(program) as on:
        await on.press("m", "e", "ctrl+home", *"[[x]]", "ctrl+s", "S")
        (line,) = (line for line in on.dialog_lines() if line.startswith("▌"))
        assert line.startswith(("▌ n    Do not", "▌ w    Wait"))
        await on.press("enter")
        assert all(letter.state is LetterState.DRAFT for letter in every(program, Letter))
