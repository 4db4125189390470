"""The picture of the last time: shown while all that it was made from is as it was, and not a moment longer."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from interview_tui.__main__ import plain_start
from interview_tui.paths import Paths, first_frame_cache, picture_of
from interview_tui.terminal.capabilities import Terminal
from interview_tui.terminal.cells import Cells, draw
from interview_tui.terminal.first_frame_cache import ENTER
from interview_tui.ui.preload import keep_first_frames
from tests.terminal import Emulator
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.terminal.first_frame_cache import FirstFrameCache
    from tests.programs import ProgramOnATable

SIZE = (120, 40)
EVERYTHING = Terminal(erases_in_colour=True, erases_inside=True, scrolls=True)


def cache(program: ProgramOnATable) -> FirstFrameCache:
    return first_frame_cache(program.settings.paths)


def known(program: ProgramOnATable, size: tuple[int, int] = SIZE) -> str | None:
    return cache(program).key(size)


async def left(program: ProgramOnATable, *keys: str) -> None:
    """The dashboard is opened, some keys are pressed, and it is left."""
    async with shown(program, SIZE) as it:
        await it.press(*keys)
        keep_first_frames(it.dashboard, EVERYTHING)


def at(program: ProgramOnATable, when: float) -> str | None:
    """The picture that would be shown at an instant, as lines of text."""
    found = cache(program).frame_at(known(program), when)
    return None if found is None else text(found[1])


def text(drawn: str) -> str:
    cells = Cells(*SIZE)
    draw(cells, drawn)
    return "\n".join("".join(row).rstrip() for row in cells.texts)


async def test_it_is_the_picture_with_which_the_dashboard_begins(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    await left(program, "j", "l", "j", "/", *"acme", "enter", "t", "escape")
    (tmp_path / "other").mkdir()
    async with shown(a_morning(tmp_path / "other"), SIZE) as it:
        begun = it.screen()
    assert at(program, program.clock().timestamp()) == begun


async def test_the_next_day_has_a_picture_of_its_own(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    await left(program)
    today, tomorrow = "2026-11-23T09:00:00+01:00", "2026-11-24T07:30:00+01:00"
    program.clock.set(tomorrow)
    later = at(program, program.clock().timestamp())
    async with shown(program, SIZE) as it:
        assert later == it.screen()
    program.clock.set(today)
    assert later != at(program, program.clock().timestamp())


@pytest.mark.parametrize(
    ("moment", "true"),
    [
        ("2026-11-23T08:59:59+01:00", False),
        ("2026-11-23T23:59:59+01:00", True),
        ("2026-11-24T00:00:00+01:00", True),
        ("2026-11-24T09:59:59+01:00", True),
        ("2026-11-24T10:00:00+01:00", False),  # Globex's meeting begins
        ("2026-11-25T00:00:00+01:00", False),
    ],
)
async def test_it_is_true_for_as_long_as_nothing_changes(tmp_path: Path, moment: str, true: bool) -> None:
    program = a_morning(tmp_path)
    await left(program)
    program.clock.set(moment)
    assert (at(program, program.clock().timestamp()) is not None) is true


async def test_what_it_is_made_from_is_known_by_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_morning(tmp_path)
    keys = [known(program), known(program, (80, 24))]
    program.settings.paths.configuration.write_text("zone = 'UTC'\n")
    keys.append(known(program))
    monkeypatch.setenv("TERM", "another")
    keys.append(known(program))
    program.follow_ups.done([7])
    keys.append(known(program))
    assert None not in keys
    assert len(set(keys)) == len(keys)
    assert known(program) == keys[-1]


def test_while_a_change_is_under_way_there_is_none(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    store = program.settings.paths.store
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE interviews SET company = 'Else'")
        assert known(program) is None
        other.execute("ROLLBACK")
    assert known(program) is not None


async def test_it_is_private_and_kept_whole(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = os.umask(0)
    try:
        await left(program)
    finally:
        os.umask(before)
    kept = picture_of(program.settings.paths.store)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob(".interviews.db*")] == [kept.name]


async def test_what_shows_it_shows_that_picture(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    await left(program)
    found = cache(program).frame_at(known(program), program.clock().timestamp())
    assert found is not None
    screen = Emulator(SIZE, lambda _: None)
    screen.feed((ENTER + found[0]).encode())
    assert [line.rstrip() for line in screen.screen.display] == text(found[1]).split("\n")


def test_of_a_store_without_one_none_is_found(tmp_path: Path) -> None:
    nothing = first_frame_cache(Paths(store=tmp_path / "interviews.db", configuration=tmp_path / "config.toml"))
    assert nothing.find() is None
    assert not nothing.has("", 0)


@pytest.mark.parametrize(
    "arguments", [["due"], ["--db"], ["--db", "a", "--db", "b"], ["--json", "x"], ["--db", "a", "b"], ["--db", ""]]
)
def test_only_the_dashboards_own_arguments_are_a_plain_start(arguments: list[str]) -> None:
    assert plain_start(arguments) is None
