"""How much the dashboard may send, read and import: what does not depend on the clock, on the demo's store at 120x40.

A key may send what the cells that it changes are worth. `make bench` measures the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.timeline import timeline
from interview_tui.domain.week import week_of, week_report
from interview_tui.services.meetings import brief_of
from interview_tui.store.timeline import facts_of_days, facts_of_interview
from interview_tui.terminal.frame_output import BEGIN_FRAME
from tests.bench.stores import dashboard, demo_store, heavy_store
from tests.programs import a_program
from tests.ui.dashboards import shown
from tools.bench import imports
from tools.bench.terminal import Session, changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Cursor

SIZE = (120, 40)

START = 10_000
"""Bytes until quiet. Three bytes for each of the 500 signs of the frames, and the card are in it."""
A_CELL, A_KEY = 1.85, 64
"""Bytes for each cell that a key changes, and besides for the key. Two interviews whose notes differ in many short
pieces of several colours take the most; over fifty presses of `k` it is 1.5 a cell.
"""
FRAMES = 1_700
"""Bytes besides for a key that lights another frame, as a dialog does, or draws sides anew that something covered: each
sign of a side is sent with its place, since what is between them stays.
"""
FRAMED = {"h", "tab", "z", "d", "]", "escape", "?", "/", "menu"}
PICTURES = {"j": 4_300, "k": 2_600, "pagedown": 4_700, "scrolled": 3_800, "menu": 1_700}
"""Bytes of a picture, whatever it changes. What `k` takes depends on the two interviews between which it moves: in the
demo their notes name two people each, with title and whether they were there. Each part of a note has a tone of its
own, which costs a page of the queue a hundred bytes. Of a menu 800 are the frame below it, which is lit no more.
"""

KEYS = (
    *((key, "") for key in ("j", "k", "pagedown", "pageup", "G", "g", "h", "j", "tab")),
    ("?", "is at step"),
    ("escape", "1 Set the stage"),
    ("/", "enter keeps"),
    ("o", " /o"),
    ("escape", "1 Set the stage"),
    ("z", ""),
    ("z", "1 Set the stage"),
)
"""Pressed one after another, with what then stands on the screen; each is held against the cells that it changes."""
CHANGES = (("d", " Done: "), ("u", " Undid: "), ("]", " is at step "), ("escape", ""))
"""The same, for keys that change the store, or ask first; before them `d` opens a menu, since no letter was sent. The
menu is gone at once, what the change did comes after, and its message with it: a key that is pressed between the two
would be charged for both.
"""
CHANGED = 0.4
"""Seconds without a byte after which all that a change did is drawn."""
UP = 20
"""How often k takes the cursor from the last follow-up to the top of what is shown, and goes on from there."""


@dataclass(frozen=True, slots=True)
class Reads:
    """What a key may ask of the store."""

    queries: int
    rows: int
    steps: int
    """Hundreds of steps of SQLite's machine: what it reads to find the rows counts too."""


@dataclass(frozen=True, slots=True)
class Spent:
    """The bytes of a picture, and how many it may take."""

    key: str
    bytes: int
    most: float


READS = {
    "j": Reads(36, 125, 75),
    "k": Reads(36, 125, 75),
    "pagedown": Reads(50, 200, 80),
    "G": Reads(36, 150, 75),
    "g": Reads(40, 150, 75),
    "tab": Reads(0, 0, 0),
    "z": Reads(16, 80, 80),
}

NOT_AT_START = {
    "sqlalchemy",
    "alembic",
    "jinja2",
    "dateutil",
    "icalendar",
    "markdown_it",
    "pygments",
    "rapidfuzz",
    "unittest",
}
"""Packages that nothing on the first screen needs."""
MODULES = 472
"""Modules imported until the dashboard is quiet."""


def spends(session: Session, key: str, name: str = "", quiet: float = 0.1, ready: str = "") -> Spent:
    """Presses a key. `ready` stands on the screen then: what comes late still belongs to this key."""
    cells, total = session.cells(), session.total
    assert session.press(key, quiet=quiet) is not None, f"{key} showed nothing"
    if ready not in session.text():
        session.until(re.escape(ready))
        session.read(quiet)
    usual = A_KEY + A_CELL * changed(cells, session.cells()) + (FRAMES if (name or key) in FRAMED else 0)
    most = min(usual, PICTURES.get(name or key, inf))
    return Spent(name or key, session.total - total, most)


@pytest.mark.soak
def test_bytes(tmp_path: Path) -> None:
    program = dashboard(tmp_path)
    with Session(program.argv, env=program.env) as session:
        assert session.start(program.ready)[1].bytes <= START
        session.press("G")
        session.press("k" * UP)
        before = session.text().splitlines()
        spent = [spends(session, "k", "scrolled")]
        begin = before[1].index("Follow-ups")
        moved = zip(before, session.text().splitlines()[1:], strict=False)
        assert sum(was[begin:] == now[begin:] for was, now in moved) > UP / 2, "k did not scroll the list"
        spent += [spends(session, key, ready=ready) for key, ready in KEYS]
        spent += [spends(session, "d", "menu")]
        assert "was sent from here" in session.text()
        spent += [spends(session, key, quiet=CHANGED, ready=ready) for key, ready in CHANGES]
        assert [found for found in spent if found.bytes > found.most] == []
        session.quit(program.quit)


@pytest.mark.parametrize("keys", ["p?", pytest.param("vT", marks=pytest.mark.soak)])
def test_what_a_key_opens_is_one_picture(tmp_path: Path, keys: str) -> None:
    program = dashboard(tmp_path)
    pictures = dict.fromkeys(keys, 0)
    with Session(program.argv, env=program.env) as session:
        session.start(program.ready)
        for key in pictures:
            before = len(session.raw())
            session.press(key, quiet=CHANGED)
            pictures[key] = session.raw()[before:].count(BEGIN_FRAME.encode())
            session.press("escape", quiet=CHANGED)
        session.quit(program.quit)
    assert pictures == dict.fromkeys(keys, 1)


async def test_reads(tmp_path: Path) -> None:
    demo_store(tmp_path)
    program = a_program(tmp_path)
    async with shown(program, SIZE) as board:
        reader, counted = program.store.reader, [0, 0, 0]

        def row(_cursor: Cursor, found: tuple[object, ...]) -> tuple[object, ...]:
            counted[1] += 1
            return found

        def step() -> None:
            counted[2] += 1

        def query(_statement: str) -> None:
            counted[0] += 1

        reader.row_factory = row
        reader.set_trace_callback(query)
        reader.set_progress_handler(step, 100)
        over = {}
        for key, most in READS.items():
            counted[:] = 0, 0, 0
            await board.press(key)
            found = Reads(*counted)
            if found.queries > most.queries or found.rows > most.rows or found.steps > most.steps:
                over[key] = found
        reader.set_progress_handler(None, 0)
        reader.set_trace_callback(None)
        assert not over


STEPS = {"timeline": 60, "week": 60, "brief": 120}
"""Hundreds of steps of SQLite's machine for one look of a heavy user: less than a reading of all contacts takes."""


def test_ten_years_of_a_heavy_user_are_not_read_for_one_look(tmp_path: Path) -> None:
    heavy_store(tmp_path)
    program = a_program(tmp_path)
    now, today, calendar = program.clock(), program.today(), program.calendar
    week = week_of(today)
    looks: dict[str, Callable[[], object]] = {
        "timeline": lambda: timeline(facts_of_interview(program.store.reader, 150), now=now, calendar=calendar),
        "week": lambda: (
            week_report(facts_of_days(program.store, week, today=today), week, now=now, calendar=calendar).ahead
        ),
        "brief": lambda: brief_of(program, 150).sections,
    }
    spent = dict.fromkeys(looks, 0)
    for name, look in looks.items():

        def step(name: str = name) -> None:
            spent[name] += 1

        program.store.reader.set_progress_handler(step, 100)
        assert look()
        program.store.reader.set_progress_handler(None, 0)
    assert {name: steps for name, steps in spent.items() if steps > STEPS[name]} == {}


def test_modules(tmp_path: Path) -> None:
    modules = imports.profile(dashboard(tmp_path))
    assert not {module.part for module in modules} & NOT_AT_START
    assert {"interview_tui", "textual"} <= {module.name.split(".")[0] for module in modules}
    assert len(modules) <= MODULES
