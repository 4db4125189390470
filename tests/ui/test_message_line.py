"""The message line: what was planned comes first, and nothing of it is cut on 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.terminal.text import cells
from interview_tui.ui.lines import broken, planned_first
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Noted for Acme · SRE: 1 need", "Noted for Acme · SRE: 1 need"),
        (
            "Noted for Acme: 1 person; planned: Thank Bo (Fri), Call; moved: Check in (Mon); now at 5 Thank promptly",
            "Planned: Thank Bo (Fri), Call · Noted for Acme: 1 person; moved: Check in (Mon); now at 5 Thank promptly",
        ),
        ("planned: Thank Bo (Fri)", "Planned: Thank Bo (Fri)"),
        (
            "Added Acme: Fri; planned: Prepare (Thu); plan: standard",
            "Planned: Prepare (Thu) · Added Acme: Fri; plan: standard",
        ),
    ],
)
def test_what_was_planned_comes_first(words: str, told: str) -> None:
    assert planned_first(words) == told


@pytest.mark.parametrize("text", ["", "word", "x" * 200, "a few words that go on", "白樺 電機 株式会社 " * 8])
@pytest.mark.parametrize("width", [2, 10, 80])
def test_the_first_line_takes_what_fits(text: str, width: int) -> None:
    first, rest = broken(text, width)
    assert cells(first) <= width
    if cells(first) < width - 1 and rest:
        assert cells(f"{first} {rest.split(' ')[0]}") > width
    assert f"{first}{rest}".replace(" ", "") == text.replace(" ", "")


async def test_a_long_one_takes_a_second_line_and_the_next_gives_it_back(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        height = on.dashboard.follow_ups.size.height
        await on.press("M", *"fri", "space", *"10:00", "enter", *"Bo", "ctrl+s", "enter")
        lines = on.screen().splitlines()
        assert lines[-3].startswith(" Planned: Prepare for the meeting (Thu), Write up the meeting (Fri 12:00), Thank")
        assert lines[-2].startswith(" Bo (Mon 30 Nov) · Acme: Fri 27 Nov 2026, 10:00 (Europe/Berlin)")
        assert on.dashboard.follow_ups.size.height == height - 1
        await on.press("u")
        await on.press("y")
        assert on.dashboard.follow_ups.size.height == height


async def test_how_to_undo_it_goes_before_anything_is_cut(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        for length, tail in ((20, True), (65, False), (120, True), (145, False), (300, False)):
            on.dashboard.message.tell("w" * 9 + " " + "word " * (length // 5), undoable=True)
            await on.press()
            assert on.message.endswith("u undoes") is tail, length
            assert on.message.endswith("…") is (length > 160), length


async def test_of_an_error_what_to_do_is_read_to_its_end(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        way = "interview-tui restore /home/me/" + "x" * 150 + "/interviews-2026-11-24.db restores the newest backup"
        on.dashboard.message.tell(f"there is no store at the usual place, but there was one: {way}", error=True)
        await on.press()
        assert way.replace(" ", "") in on.message.replace(" ", "")


async def test_one_that_is_there_at_the_start_is_read_on_both_of_its_lines(tmp_path: Path) -> None:
    text = "a word " * 20 + "and the last"
    (tmp_path / "config.toml").write_text(f'zone = "{text}"')
    async with shown(a_morning(tmp_path)) as on:
        assert "config.toml:1: zone = " in on.screen()
