"""The mouse does what the keys do: what is shown in the key line, in a frame or in a list is a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp
from interview_tui.ui.dialogs.help import Help
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.pages.base import Page
from interview_tui.ui.triage import Triage
from tests.programs import content, get, journal
from tests.ui.dashboards import OPENED_BY, PREPARE, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tests.ui.dashboards import Shown


def top(on: Shown) -> type[Screen[Any]]:
    """What is uppermost."""
    return type(on.app.screen)


async def click(on: Shown, text: str, *, beside: int = 0) -> None:
    """Clicks on the last line in which a text stands, on its beginning or so many cells beside it."""
    lines = on.screen().splitlines()
    y = max(y for y, line in enumerate(lines) if text in line)
    assert await on.pilot.click(offset=(lines[y].rindex(text) + beside, y))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_key_in_the_key_line_is_a_target_and_a_blank_is_none(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_morning(tmp_path)
    async with shown(program, size) as on:
        before = content(program)
        for blank in ("w Wait", "? Help"):
            await click(on, blank, beside=-1)
        assert top(on) is MainScreen
        await click(on, "w Wait", beside=3)
        assert "Wait until" in on.screen()
        await on.press("escape")
        assert content(program) == before
        await on.press("/", *"Globex", "enter")
        await click(on, "d Done")
        assert get(program, FollowUp, PREPARE).state is Settled.DONE
        await click(on, "? Help")
        assert top(on) is Help


async def test_keys_typed_before_a_click_come_first(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program, (120, 40)) as on:
        lines = on.screen().splitlines()
        x, y = lines[-1].index("T Triage"), len(lines) - 1
        on.app.post_message(events.Key("question_mark", "?"))
        assert await on.pilot.click(offset=(x, y))
        assert top(on) is Help


async def test_the_keys_of_triage_and_of_pages_are_targets_also_the_one_that_leaves(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program, (120, 40)) as on:
        await click(on, "T Triage")
        assert top(on) is Triage
        await click(on, "x Skip")
        assert len(journal(program)) == on.entries + 1
        await click(on, "u Undo")
        assert len(journal(program)) == on.entries
        await click(on, "esc Leave")
        assert top(on) is MainScreen
        for key in OPENED_BY.values():
            await on.press(key)
            assert issubclass(top(on), Page)
            await click(on, "esc Back", beside=5)
            assert top(on) is MainScreen
