"""The warning before a contact that would come too soon."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interview_tui.domain.pest import Caution
from interview_tui.ui.warning import warned
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

TOO_SOON = Caution(why="the last contact with [/x] is unanswered: leave 5 days between", good_day=date(2026, 11, 26))


async def answers(folder: Path, caution: Caution | None, *keys: str) -> tuple[list[object], str]:
    """What was done after these keys, and what stood on the screen before them."""
    did: list[object] = []
    async with shown(a_morning(folder)) as found:
        await warned(found.dashboard, caution, lambda: did.append("went on"), did.append)
        await found.pilot.pause()
        screen = found.screen()
        await found.press(*keys)
        assert len(found.app.screen_stack) == 1
    return did, screen


async def test_it_says_why_and_what_can_be_done(tmp_path: Path) -> None:
    did, screen = await answers(tmp_path, TOO_SOON, "escape")
    assert did == []
    assert "The last contact with [/x] is unanswered: leave 5 days between." in screen
    assert "d  does it all the same" in screen
    assert "w  waits until Thu" in screen


async def test_d_does_it_all_the_same(tmp_path: Path) -> None:
    assert (await answers(tmp_path, TOO_SOON, "d"))[0] == ["went on"]


async def test_w_waits_until_the_good_day(tmp_path: Path) -> None:
    assert (await answers(tmp_path, TOO_SOON, "w"))[0] == [date(2026, 11, 26)]


async def test_without_a_good_day_there_is_nothing_to_wait_for(tmp_path: Path) -> None:
    did, screen = await answers(tmp_path, Caution(why="gone quiet", good_day=None, quiet=True), "w", "escape")
    assert did == []
    assert "waits until" not in screen


async def test_without_a_warning_it_is_done_at_once(tmp_path: Path) -> None:
    assert (await answers(tmp_path, None))[0] == ["went on"]
