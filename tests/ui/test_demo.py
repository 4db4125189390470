"""The demo in the dashboard: the same screen over a store of its own."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest

from interview_tui.demo.generator import INTERVIEWS, DemoStore
from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.ui.actions.other import show_demo
from interview_tui.ui.dialogs.working import WorkStopped
from interview_tui.ui.keys import Pane
from interview_tui.ui.main_screen import MainScreen
from tests.programs import ProgramOnATable, a_program, content, every, get, journal
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


class Given:
    """A demo that lies there already."""

    def __init__(self, program: ProgramOnATable) -> None:
        self.program = program
        self.removed = False

    def open(self) -> ProgramOnATable:
        return self.program

    def remove(self) -> None:
        self.removed = True


async def test_it_has_a_private_store_and_nothing_of_it_leaves(tmp_path: Path) -> None:
    own = a_program(tmp_path)
    sender = own.settings.sender._replace(command=("msmtp", "-t"))
    program = ProgramOnATable(own.settings._replace(sender=sender, hooks=(("done", ("true",)),)), own.clock)
    before = content(program)
    async with shown(program) as on:
        on.dashboard.go(Pane.PIPELINE)  # of an empty store its key works in every pane
        await on.press("I")
        while not isinstance(on.app.screen, MainScreen) or not on.app.screen.is_demo:
            await on.pilot.pause(0.02)
        await on.press()
        demo = on.app.screen.program
        folder = demo.settings.paths.store.parent
        assert demo.settings.paths.store != program.settings.paths.store
        assert (demo.settings.sender.command, demo.settings.hooks) == ((), ())
        assert folder.stat().st_mode & 0o777 == 0o700
        assert len(every(demo, Interview)) == 24
        assert on.screen().startswith(" DEMO · q returns to your data ")
        await on.press("q")
        assert on.app.screen is on.dashboard
        assert not folder.exists()
        assert content(program) == before


async def test_what_is_done_and_half_typed_there_is_done_to_nothing_of_ones_own(tmp_path: Path) -> None:
    there, own = tmp_path / "demo", tmp_path / "own"
    there.mkdir()
    own.mkdir()
    given = Given(a_morning(there))
    async with shown(a_program(own)) as on:
        await show_demo(on.dashboard, given)  # type: ignore[arg-type]
        await on.press("d", "d")
        assert get(given.program, FollowUp, DANA).state is Settled.DONE
        await on.press("t", "i", "p", *"half")
        on.app.keep_typed()
        assert list(given.program.settings.paths.typed.glob("*.json"))
        await on.press("escape", "escape", "I")
        assert on.message == "This is the demo: q returns to your own data"
        await on.press("q")
        assert on.app.screen is on.dashboard
        assert on.message == "Back to your own data; the demo is gone"
        assert "DEMO" not in on.screen()
        assert given.removed
        assert journal(on.program) == []
        assert not on.program.settings.paths.typed.exists()
        await on.press("d")
        assert "Nothing to do here" in on.message


def test_stopped_while_it_is_made_it_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_program(tmp_path)
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))

    def told(number: int) -> None:
        assert list(place.iterdir())
        if number:  # interviews are there already, and more to come
            assert number < INTERVIEWS
            raise WorkStopped("stopped: nothing was changed")

    with pytest.raises(WorkStopped):
        DemoStore(program.settings, told)
    assert list(place.iterdir()) == []
