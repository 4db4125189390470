"""A program for tests: its own store in a folder, the user's zone, and a clock that only moves when it is told to."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from interview_tui.domain.dates import Calendar, parse_when
from interview_tui.domain.records import NOUNS, FollowUp, Interview, Record, Step
from interview_tui.places import Paths
from interview_tui.settings import load
from interview_tui.store.codec import TABLES, encode
from interview_tui.store.database import Store
from interview_tui.store.queue import Queue
from interview_tui.store.reading import load_case, one, some
from interview_tui.wiring import Program

if TYPE_CHECKING:
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import When
    from interview_tui.store.queue import QueueRow

R = TypeVar("R", bound=Record)

NOW = "2026-11-23T09:00:00+01:00"
"""A Monday morning in Berlin."""


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Goes on by a span: `move(days=2, hours=1)`."""
        self.now += timedelta(**by)

    def set(self, instant: str) -> None:
        """Shows another instant, given in ISO 8601 with its offset."""
        self.now = datetime.fromisoformat(instant).astimezone(UTC)


@dataclass(frozen=True)
class ProgramOnATable(Program):
    """A program whose clock can be moved."""

    clock: Clock


def a_program(
    folder: Path, *, now: str = NOW, zone: str = "Europe/Berlin", mine: frozenset[str] = frozenset()
) -> ProgramOnATable:
    """A run of the program on `folder`/interviews.db: the store that lies there, else a new, empty one."""
    path = folder / "interviews.db"
    if not path.exists():
        lay_empty_store(path, zone=zone)
    settings = load(
        {"TZ": zone, "INTERVIEW_TUI_NOW": now, "INTERVIEW_TUI_DB": str(path)}, configuration=folder / "config.toml"
    )
    clock = Clock(settings.clock())
    at = settings.paths
    paths = Paths(
        store=at.store,
        configuration=at.configuration,
        backups=folder / "backups",
        log=folder / "interview-tui.log",
    )
    return ProgramOnATable(settings._replace(paths=paths, clock=clock, mine=mine), clock)


def lay_empty_store(path: Path, *, zone: str) -> None:
    """Puts an empty store at `path`. Making one takes most of a second, so each process makes one and copies it."""
    path.touch(mode=0o600)
    path.write_bytes(_empty_store())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE facts SET value = ? WHERE key = 'zone'", (zone,))


@cache
def _empty_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interviews.db"
        store = Store(path, calendar=Calendar(ZoneInfo("UTC")), backups=path.parent)
        assert store.reader
        store.close()
        return path.read_bytes()


def when(program: Program, text: str) -> When:
    """A day, or a day and a time, as the user types it."""
    return parse_when(text, now=program.house.clock(), calendar=program.house.calendar)


def put(program: Program, record: R) -> R:
    """Stores a record for which no service is there, as one change."""
    with program.house.transaction() as tx:
        stored = tx.add(record)
        tx.say(f"Put {stored}")
    return stored


def go_to(program: Program, interview_id: int, step: Step) -> None:
    """Advances an interview to a step, whatever it owes on the way."""
    while get(program, Interview, interview_id).step < step:
        program.interviews.advance([interview_id], anyway=True)


def get(program: Program, cls: type[R], record_id: int) -> R:
    return one(program.store.reader, cls, record_id)


def every(program: Program, cls: type[R]) -> tuple[R, ...]:
    """All records of a kind, in order of their ids."""
    return some(program.store.reader, cls)


def case_of(program: Program, interview_id: int, *, round_number: int | None = None) -> Case:
    return load_case(program.store.reader, interview_id, round_number=round_number)


def follow_up(program: Program, text: str) -> FollowUp:
    """The one follow-up, open or not, with that text."""
    (found,) = (f for f in every(program, FollowUp) if f.text == text)
    return found


def queue(program: Program) -> list[QueueRow]:
    """The whole queue."""
    return Queue(program.store, program.house.today()).window(0, 10_000)


def owed(program: Program) -> list[tuple[str, str]]:
    """The whole queue as texts and days."""
    return [(row.text, row.day.isoformat()) for row in queue(program)]


def journal(program: Program) -> list[str]:
    """The words of the entries that stand, oldest first."""
    return [entry.words for entry in reversed(program.history.log()) if entry.state == "done"]


def content(program: Program) -> dict[str, dict[int, dict[str, Any]]]:
    """Every record that the store holds, by table and id. Versions only ever grow, so they are left out."""
    return {
        TABLES[cls]: {
            record.id: {name: value for name, value in encode(record).items() if name != "version"}
            for record in some(program.store.reader, cls)
        }
        for cls in NOUNS
    }
