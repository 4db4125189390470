"""`i` takes a file in: it says how far it is, and esc stops it with nothing half done."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from interview_tui.domain.records import Interview
from interview_tui.ui.dialogs.working import Working
from tests.programs import a_program, every
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.dashboards import Shown

TABLE = "company,role\nQuill,DBA\n,SRE\nAcme,SRE\n"


async def imported(on: Shown, path: Path) -> None:
    """The file was taken in, or refused."""
    await on.press("i")
    await on.type(str(path))
    await on.press("enter")
    while isinstance(on.app.screen, Working) and not on.app.screen._ended:
        await on.pilot.pause(0.01)
    await on.pilot.pause()


async def test_a_table_is_taken_in_and_u_takes_it_back(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(TABLE)
    async with shown(a_morning(tmp_path), size=(160, 40)) as on:
        before = len(every(on.program, Interview))
        await imported(on, path)
        assert on.app.screen is on.dashboard
        assert on.message == (
            "Imported a table: added 1 interview · 1 here already · refused 1 row: row 3: it names no company"
            " · u takes it back"
        )
        assert len(every(on.program, Interview)) == before + 1
        await on.press("u")
        assert len(every(on.program, Interview)) == before


async def test_what_cannot_be_read_is_said_and_the_dialog_stays(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_bytes(b"Wer,Was\nAcme,SRE\n")
    async with shown(a_program(tmp_path)) as on:
        await imported(on, path)
        assert "needs a column “company”" in on.screen()
        await on.press("escape")
        assert on.app.screen is on.dashboard


async def test_an_export_is_for_the_shell(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text('{"format": "interview-tui"}')
    async with shown(a_program(tmp_path)) as on:
        await imported(on, path)
        assert "taken in from a shell: interview-tui import" in on.screen()


async def test_it_says_how_far_it_is_and_esc_stops_it(tmp_path: Path) -> None:
    ended, more = Event(), Event()

    def work(told: Callable[[int], None]) -> None:
        try:
            while not more.wait(0.01):
                told(1_234)
        finally:
            ended.set()

    async with shown(a_program(tmp_path)) as on:
        done: list[None] = []
        await on.dashboard.ask(Working("Importing a table", work, done.append, words="{:,} rows"))
        while "1,234 rows · esc stops it" not in on.screen():
            await on.pilot.pause(0.01)
        await on.press("escape")
        while on.app.screen is not on.dashboard:
            await on.pilot.pause(0.01)
        assert ended.is_set()
        assert done == []


async def test_leaving_the_program_stops_it(tmp_path: Path) -> None:
    ended, never = Event(), Event()

    def work(told: Callable[[int], None]) -> None:
        try:
            while not never.wait(0.01):
                told(1)
        finally:
            ended.set()

    async with shown(a_program(tmp_path)) as on:
        await on.dashboard.ask(Working("Importing a table", work, lambda _: None, words="{:,} rows"))
        await on.pilot.pause()
        on.app.exit()
    assert ended.wait(10)
