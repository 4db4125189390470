"""Notes as they are typed: what they will become, and whom and what they may name."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from interview_tui.domain.records import Need, Person
from interview_tui.ui.dialogs.note import CompletingField, NoteDialog
from tests.programs import a_program, case_of, every
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.widgets import Static


@asynccontextmanager
async def noting(tmp_path: Path, written: list[str], *, value: str = "", again: bool = False) -> AsyncIterator[Shown]:
    """The dialog for Acme's notes; what it hands over goes to `written`."""
    async with shown(a_morning(tmp_path)) as on:
        on.program.notes.capture(1, "* Cut releases from nine days to one")
        notes = on.program.notes
        read = partial(notes.read, case_of(on.program, 1))
        dialog = NoteDialog("Note", written.append, read, names=notes.names(1), value=value, again=again)
        await dialog.open(on.app)
        await on.pilot.pause()
        yield on


def text(on: Shown) -> str:
    return on.app.screen.query_one(CompletingField).text


def hint(on: Shown) -> str:
    line: Static = on.app.screen.query_one("#hint")  # type: ignore[assignment]
    return str(line.render())


async def test_what_it_will_become_is_said_as_one_types(tmp_path: Path) -> None:
    async with noting(tmp_path, []) as on:
        assert hint(on).endswith(" begin a line · enter saves · ctrl+j new line · esc closes")
        await on.type("!! slow")
        assert hint(on) == "need, urgent · enter saves · ctrl+j new line · esc closes"
        await on.type(" (dan")
        assert hint(on) == "need, urgent · tab: (Dana Ruiz) · enter saves"
        await on.press("tab")
        assert text(on) == "!! slow (Dana Ruiz)"
        assert hint(on) == "need, urgent, of Dana Ruiz · enter saves · ctrl+j new line · esc closes"


async def test_tab_takes_the_likeliest_and_again_the_next(tmp_path: Path) -> None:
    async with noting(tmp_path, []) as on:
        await on.type("! slow (")
        assert "tab: (Dana Ruiz)" in hint(on)
        await on.press("tab")
        assert text(on) == "! slow (Dana Ruiz)"
        assert "tab: (Kim Lee)" in hint(on)
        await on.press("tab")
        assert text(on) == "! slow (Kim Lee)"
        await on.press("tab", "tab")
        assert text(on) == "! slow (Dana Ruiz)"  # Bill Lum, of another interview, came last
        await on.type(" by")
        await on.press("tab")
        assert text(on) == "! slow (Dana Ruiz) by"


async def test_people_stories_and_lines_below_the_first(tmp_path: Path) -> None:
    async with noting(tmp_path, []) as on:
        await on.type("@ rui")
        await on.press("tab")
        assert text(on) == "@ Dana Ruiz, VP Operations <dana@acme.example>"
        assert hint(on).startswith("person, VP Operations, dana@acme.example")
    async with noting(tmp_path, [], value="? 田中 🎈?\n* cu") as on:
        await on.press("tab")
        assert text(on) == "? 田中 🎈?\n* Cut releases from nine days to one"


async def test_keys_typed_ahead_of_tab_and_after_it_are_taken_in_turn(tmp_path: Path) -> None:
    written: list[str] = []
    async with noting(tmp_path, written) as on:
        await on.press(*("space" if c == " " else c for c in "+ send it (kim"), "tab", "space", *"soon", "enter")
        assert written == ["+ send it (Kim Lee) soon"]


async def test_a_name_that_is_nearly_somebodys_is_asked_about(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        people = len(every(on.program, Person))
        await on.press("l", "a")
        await on.type("! No rota (Kim Lea)")
        await on.press("enter")
        assert "Kim Lea is new here: is it Kim Lee?" in on.screen()
        await on.press("escape")
        assert text(on) == "! No rota (Kim Lea)"
        await on.press("enter", "y")
        assert case_of(on.program, 1).person_name(every(on.program, Need)[-1].person_id) == "Kim Lee"
        await on.type("! No tests (Dana Ruis)")
        await on.press("enter", "n", "enter")
        assert on.app.screen is on.dashboard
        assert case_of(on.program, 1).person_name(every(on.program, Need)[-1].person_id) == "Dana Ruis"
        assert len(every(on.program, Person)) == people + 1


async def test_so_it_is_in_the_debrief(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.clock.set("2026-11-24T11:30:00+01:00")
    program.notes.capture(2, "@ Bob Ray")
    async with shown(program) as on:
        await on.press("D", "enter", "y")
        await on.type("Slow (Bob Rey)")
        await on.press("enter")
        assert "Bob Rey is new here: is it Bob Ray?" in on.screen()
        await on.press("y")
        assert "(1 so far)" in on.screen()
        assert case_of(program, 2).person_name(every(program, Need)[-1].person_id) == "Bob Ray"


async def test_where_nothing_fits_tab_does_nothing(tmp_path: Path) -> None:
    written: list[str] = []
    async with noting(tmp_path, written, again=True) as on:
        await on.type("a note")
        await on.press("tab", "!", "enter")
        assert written == ["a note!"]
        await on.type("! slow (ki")
        await on.press("tab", "ctrl+j", "x", "enter")
        assert written[1:] == ["! slow (Kim Lee)\n    x"]


async def test_what_is_typed_when_the_program_is_left_is_kept(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("l", "a")
        await on.press(*"half", "ctrl+c")
        assert on.app.return_code == 0
    program.autosave.close()
    assert [draft.text for draft in a_program(tmp_path).autosave.left()] == ["half"]
