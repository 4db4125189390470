"""The demo in a store of its own, and the tour through a morning there."""

from __future__ import annotations

import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.ui.dialogs.menu import Menu
from interview_tui.ui.dialogs.palette import Palette
from interview_tui.ui.dialogs.working import Stopped
from interview_tui.ui.keys import OWN, Own, with_keys
from interview_tui.ui.text import cells
from interview_tui.ui.tour import DemoDashboard, DemoStore
from interview_tui.ui.tour_steps import LAST, STATIONS
from tests.programs import Clock, ProgramOnATable, a_program, content, every, get, journal
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.ui.dashboards import Shown

MORNING: tuple[tuple[str, ...], ...] = (
    ("j",), ("d",), ("u",), ("T", "n", "escape"), ("right_square_bracket",), ("h",),
    ("a", *"! Nobody owns the releases".replace(" ", "\0"), "enter", "enter"),
    ("m", "escape"), ("t", "i", "p", *"ok", "enter"), ("colon", "escape"), ("question_mark", "escape"),
)  # fmt: skip
"""What is pressed at each station."""


@dataclass
class Given:
    """A demo that lies there already."""

    program: ProgramOnATable
    removed: bool = False

    def open(self) -> ProgramOnATable:
        return self.program

    def remove(self) -> None:
        self.removed = True


async def walk(on: Shown, *stations: tuple[str, ...]) -> None:
    for station in stations:
        await on.press(*("space" if key == "\0" else key for key in station))
        if isinstance(on.app.screen, Menu):  # whether to write the letter; what the step owes
            await on.press("d" if station == ("d",) else "escape")


def in_demo(on: Shown) -> bool:
    return isinstance(on.app.screen, DemoDashboard)


def lines(on: Shown) -> list[str]:
    return on.screen().splitlines()


@asynccontextmanager
async def on_tour(tmp_path: Path, *, guided: bool = True) -> AsyncIterator[tuple[Shown, Given]]:
    """A small demo above an empty store."""
    there, own = tmp_path / "demo", tmp_path / "own"
    there.mkdir()
    own.mkdir()
    given = Given(a_morning(there))
    async with shown(a_program(own)) as on:
        await on.app.push_screen(DemoDashboard(given, on.dashboard, guided=guided))  # type: ignore[arg-type]
        await on.press()
        yield on, given


async def test_the_whole_tour_from_an_empty_store_to_the_first_real_entry(tmp_path: Path) -> None:
    settings = a_program(tmp_path).settings
    sender = settings.sender._replace(command=("msmtp", "-t"))
    settings = settings._replace(sender=sender, hooks=(("done", ("true",)),))
    program = ProgramOnATable(settings, Clock(settings.clock()))
    before = content(program)
    async with shown(program) as on:
        await on.press("F")
        while not in_demo(on):
            await on.pilot.pause(0.02)
        await on.press()
        demo = on.app.program
        folder = demo.settings.paths.store.parent
        assert demo.settings.paths.store != program.settings.paths.store
        assert (demo.settings.sender.command, demo.settings.hooks) == (
            (),
            (),
        )  # no letter leaves, no command hears of it
        assert folder.stat().st_mode & 0o777 == 0o700
        assert len(every(demo, Interview)) == 24
        for number, station in enumerate(MORNING, 1):
            assert lines(on)[0].startswith(" DEMO")
            assert lines(on)[1].startswith(f" Tour {number} of {len(STATIONS)} · "), number
            await walk(on, station)
        assert lines(on)[1].startswith(" Tour, the end · a: your own first interview")
        assert content(program) == before
        await on.press("a")
        assert "Add an interview" in on.screen()
        await on.press(*"Acme", "enter", *"SRE", "ctrl+s")
        assert on.app.screen is on.dashboard
        assert [interview.company for interview in every(program, Interview)] == ["Acme"]
        assert len(journal(program)) == 1
        assert not folder.exists()


async def test_a_station_waits_for_its_own_key(tmp_path: Path) -> None:
    async with on_tour(tmp_path) as (on, _):
        for others, number in (
            (("d", "d"), 1),
            (("j",), 2),
            (("k", "w", "enter", "colon", "escape"), 2),
            (("d", "escape"), 2),
            (("d", "d"), 3),
            (("d", "d"), 3),
            (("u",), 4),
        ):
            await on.press(*others)
            assert lines(on)[1].startswith(f" Tour {number} of"), others


async def test_what_was_asked_must_have_happened_not_only_been_opened(tmp_path: Path) -> None:
    async with on_tour(tmp_path) as (on, _):
        await walk(on, *MORNING[:6])
        await on.press("a", "escape")
        assert lines(on)[1].startswith(" Tour 7 of")
        await walk(on, MORNING[6], ("m", "escape"), ("t", "escape"))
        assert lines(on)[1].startswith(" Tour 9 of")


async def test_what_is_asked_stays_in_view_in_triage(tmp_path: Path) -> None:
    async with on_tour(tmp_path) as (on, _):
        await walk(on, *MORNING[:3])
        await on.press("T")
        assert lines(on)[0].startswith(" Tour 4 of")
        assert "Triage 1 of" in on.screen()


async def test_esc_ends_it_and_one_stays_in_the_demo(tmp_path: Path) -> None:
    async with on_tour(tmp_path) as (on, _):
        await on.press("escape")
        assert "Tour" not in lines(on)[1]
        assert on.message == "The tour has ended: F begins it again, q goes to your own store"
        assert lines(on)[0].startswith(" DEMO")
        await on.press("F")
        assert lines(on)[1].startswith(" Tour 1 of")


async def test_q_comes_back_to_ones_own_store(tmp_path: Path) -> None:
    async with on_tour(tmp_path, guided=False) as (on, given):
        assert "Tour" not in lines(on)[1]
        await on.press("d", "d")
        assert get(given.program, FollowUp, DANA).state is Settled.DONE
        await on.press("t", "i", "p", *"half", "escape", "escape", "I")
        assert on.message == "This is the demo; q goes back to your own store"
        await on.press("q")
        assert on.app.screen is on.dashboard
        assert on.app.program is on.program
        assert "DEMO" not in on.screen()
        assert given.removed
        assert journal(on.program) == []
        assert not on.program.settings.paths.typed.exists()
        await on.press("d")
        assert "Nothing is owed here" in on.message


async def test_what_is_half_typed_there_is_not_kept_with_ones_own(tmp_path: Path) -> None:
    async with on_tour(tmp_path, guided=False) as (on, given):
        await on.press("h", "a", *"half")
        on.app.keep_typed()
        assert list(given.program.settings.paths.typed.glob("*.json"))
        assert not on.program.settings.paths.typed.exists()


async def test_it_is_found_in_the_palette(tmp_path: Path) -> None:
    async with on_tour(tmp_path, guided=False) as (on, _):
        await on.press("colon", *"tour")
        assert isinstance(on.app.screen, Palette)
        await on.press("enter")
        assert lines(on)[1].startswith(" Tour 1 of")


def test_stopped_while_it_is_made_it_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = a_program(tmp_path)
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))

    def told(_: int) -> None:
        assert list(place.iterdir())
        raise Stopped("stopped: nothing was changed")

    with pytest.raises(Stopped):
        DemoStore(program.settings, told)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("number", range(len(STATIONS) + 1))
def test_each_station_fits_in_80_columns(number: int) -> None:
    station = (*STATIONS, LAST)[number]
    assert cells(f" Tour {number + 1} of {len(STATIONS)} · {with_keys(station.ask)}") <= 80
    assert cells(f" {with_keys(station.why)} esc ends the tour ") <= 80


def test_its_texts_show_the_keys_that_the_user_has() -> None:
    token = OWN.set({"done": Own("f3", "f3")})
    try:
        assert with_keys(STATIONS[1].ask).startswith("f3: ")
    finally:
        OWN.reset(token)


def test_it_takes_a_morning_in_its_order() -> None:
    asked = [word.split("}")[0] for station in STATIONS for word in station.ask.split("{")[1:]]
    assert asked == [
        "down",
        "done",
        "undo",
        "triage",
        "advance",
        "pane_left",
        "add",
        "letter",
        "touch",
        "palette",
        "help",
    ]
    assert len(MORNING) == len(STATIONS)
