"""One table of keys: the contract, the bindings, the footer, help and the palette agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import Touch
from interview_tui.ui.keys import KEYS, Pane, footer, pane_keys
from tests.programs import content, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

# fmt: off
CONTRACT = {
    "j": "down", "down": "down", "k": "up", "up": "up",
    "g": "first", "home": "first", "G": "last", "end": "last",
    "ctrl+d": "half_page_down", "ctrl+u": "half_page_up",
    "h": "pane_left", "left": "pane_left", "l": "pane_right", "right": "pane_right", "tab": "pane_right",
    **{str(step % 10): f"step_{step}" for step in range(1, 11)},
    "enter": "open", "escape": "leave", "slash": "filter", "a": "add", "e": "edit", "x": "remove",
    "space": "mark", "u": "undo", "U": "redo", "y": "copy", "R": "refresh",
    "right_square_bracket": "advance", "left_square_bracket": "back", "o": "outcome", "d": "done",
    "w": "wait", "t": "touch", "T": "triage", "z": "zoom", "E": "editor", "m": "letter", "c": "chart",
    "p": "people", "s": "stories",
    "question_mark": "help", "colon": "palette", "q": "quit",
}
# fmt: on
"""The keys of these panes and what they do, as users and scripts rely on them."""


def test_the_keys_are_those_of_the_contract() -> None:
    ids = {name: key.id for key in KEYS for name in key.keys.split(",")}
    assert {name: ids.get(name) for name in CONTRACT} == CONTRACT


def displayed(on: Shown) -> list[Pane]:
    return [pane for pane in Pane if on.dashboard.frames[pane].display]


@pytest.mark.parametrize("width", [80, 120])
async def test_the_footer_has_whole_keys_of_the_pane_and_always_help_and_quit(tmp_path: Path, width: int) -> None:
    async with shown(a_morning(tmp_path), size=(width, 24)) as on:
        for _ in Pane:
            line = on.screen().splitlines()[-1]
            row, active = on.dashboard.follow_ups.row, on.dashboard.selection.active
            assert row is not None
            own, general = ([f"{key.shown} {key.name}" for key in keys] for keys in footer(active, row.kind))
            pieces = re.split(" {2,}", line.strip())
            assert pieces[: len(own)] == own
            there = len(pieces) - len(own)
            assert pieces[len(own) :] == general[-there:]
            assert pieces[-2:] == ["? Keys", "q Quit"]
            assert width == 80 or {"T Triage", "u Undo"} <= set(pieces)
            assert ("w Wait" in pieces) == (active is Pane.FOLLOW_UPS)
            await on.press("l")


async def test_help_has_one_line_for_each_key_in_every_pane(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 160)) as on:
        for _ in Pane:
            await on.press("?", "?")
            page = on.dialog()
            row = on.dashboard.follow_ups.row
            assert row is not None
            active = on.dashboard.selection.active
            named = {key.id: key for key in pane_keys(active, footer(active, row.kind)[0])}
            for key in KEYS:
                said = named.get(key.id, key)
                assert page.count(f" {said.name}: {said.help}") == 1, key.id
            assert f"Keys in {on.dashboard.selection.active}" in page
            await on.press("escape", "l")


async def test_help_says_what_the_step_asks(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await on.press("?", "?")
        screen = on.dialog()
        assert "a personal letter to each person met, soon" in screen
        assert "Before leaving it asks: thanks sent, personal thanks, promises kept" in screen
        assert "Ford R. Myers" not in screen
        await on.press("G")
        assert "Ford R. Myers" in on.screen()
        await on.press("q")
        assert on.app.screen is on.dashboard
        assert on.app.is_running


@pytest.mark.parametrize("key", [":", pytest.param("ctrl+p", marks=pytest.mark.soak)])
async def test_the_palette_has_every_action_and_does_the_one_that_is_chosen(tmp_path: Path, key: str) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await on.press(key)
        seen = set()
        for _ in KEYS:
            seen |= {line[2:] for line in on.dialog_lines() if line.startswith("▌")}
            await on.press("down")
        assert len(seen) == len(KEYS)
        width = max(len(one.name) for one in KEYS)
        for one in KEYS:
            whole = f"{one.shown:<9}{one.name:<{width}}  {one.help}"
            assert any(whole.startswith(line.removesuffix("enter").rstrip(" …")) for line in seen), one.id
        await on.press(*"zoom", "enter")
        assert on.app.screen is on.dashboard
        assert displayed(on) == [on.dashboard.selection.active]


async def test_typed_ahead_the_palette_does_what_was_typed_and_nothing_else(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    async with shown(program) as on:
        await on.press(":", *"zzz", *["backspace"] * 3, *"touch", "enter", "i", "p", *"soon", "enter", "z")
        assert every(program, Touch)[-1].note == "soon"
        assert displayed(on) == [on.dashboard.selection.active]
        await on.press("u", ":", *"nonsense", "enter")
        assert "No match" in on.screen()
        await on.press("escape")
        assert on.app.screen is on.dashboard
        assert content(program) == before


@pytest.mark.parametrize("quit_by", ["q", "ctrl+c"])
async def test_keys_that_came_with_the_one_that_quits_change_nothing(tmp_path: Path, quit_by: str) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("l")
        before = content(program)
        await on.press(quit_by, "[", "h", "d", "d")
    assert content(program) == before


async def test_q_quits_with_everything_kept(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("d", "d", "q")
        assert on.app.return_code == 0
        assert not on.app.is_running


async def test_more_knows_what_people_call_things(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        for word, name in (
            ("phone", "Touch"), ("call", "Touch"), ("email", "Letter"), ("email", "Letter"), ("postpone", "Wait"),
            ("later", "Wait"), ("contact", "People"), ("move", "Meeting"), ("reschedule", "Meeting"),
            ("cancel", "Meeting"), ("settings", "Colours"),
        ):  # fmt: skip
            await on.press(":", *word)
            assert any(name in line.split() for line in on.lines("#actions")), word
            await on.press("escape")
