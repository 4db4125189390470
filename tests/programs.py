"""A program for tests: its own store in a folder, the user's zone, and a clock that only moves when it is told to."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from interview_tui.app_context import AppContext
from interview_tui.domain.date_parsing import parse_when
from interview_tui.domain.enums import Ref, Step
from interview_tui.domain.planning import Reconciled, reconcile
from interview_tui.domain.records import NOUNS, FollowUp, Interview, Record
from interview_tui.domain.steps import effective_step
from interview_tui.paths import Paths
from interview_tui.services.base import Context, Service
from interview_tui.settings import load
from interview_tui.store import engine
from interview_tui.store import records as stored
from interview_tui.store.case import load_case
from interview_tui.store.connection import StoreConnection, reading_all
from interview_tui.store.facts import load_facts
from interview_tui.store.queue import Queue
from interview_tui.store.records import TABLES, encode, find
from tests.shared import shared_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine
    from sqlalchemy.pool import Pool

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import When
    from interview_tui.settings import Settings
    from interview_tui.store.queue import QueueRow
    from interview_tui.store.transaction import Transaction

_engine_on, _make_empty_store = engine.engine_on, engine.empty_store
_FIRST: list[Engine] = []


def _engine_with_what_was_compiled(connect: Callable[[], sqlite3.Connection], pool: type[Pool]) -> Engine:
    """An engine that takes the statements as the first one has compiled them: each test has a store of its own, and
    would compile all of them again.
    """
    made = _engine_on(connect, pool)
    _FIRST.append(made)
    made.dialect, made._compiled_cache = _FIRST[0].dialect, _FIRST[0]._compiled_cache
    del _FIRST[1:]
    return made


def _copy_of_an_empty_store(zone: str) -> StoreConnection:
    """An empty store in memory, copied from one that each process makes once: every command without a store wants one,
    and everything that reads a damaged one.
    """
    made = reading_all(
        sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=StoreConnection)
    )
    _empty_store().backup(made)
    made.execute("UPDATE facts SET value = ? WHERE key = 'zone'", (zone,))
    return made


engine.engine_on, engine.empty_store = _engine_with_what_was_compiled, _copy_of_an_empty_store

P = ParamSpec("P")
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


def planned_again(context: Context) -> dict[str, object]:
    """What planning again would change, by interview, and the steps that are not those of the facts."""
    found: dict[str, object] = {}
    now, reader = context.clock(), context.store.reader
    for interview in find(reader, Interview):
        facts = load_facts(reader, interview.id)
        name = f"{Ref('i', interview.id)} {interview.company}"
        changes = reconcile(facts, Service(context).planning_context(interview.plan))
        if changes != Reconciled():
            found[name] = changes
        reached = effective_step(facts, context.calendar, now)
        if interview.step_at(now) is not reached:
            found[f"{name}: step"] = (interview.step_at(now), reached)
    return found


class ProgramOnATable(AppContext):
    """A program whose clock can be moved."""

    clock: Clock

    def __init__(self, settings: Settings, clock: Clock) -> None:
        super().__init__(settings)
        self.clock = clock


class CheckedProgram(ProgramOnATable):
    """After each change all interviews are planned again, which must change nothing."""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with super().transaction() as tx:
            yield tx
        assert planned_again(self) == {}


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


def a_checked_program(folder: Path, *, now: str = NOW, zone: str = "Europe/Berlin") -> ProgramOnATable:
    """As `a_program`; after each change all is planned again, which must change nothing."""
    program = a_program(folder, now=now, zone=zone)
    return CheckedProgram(program.settings, program.clock)


def made_once(make: Callable[P, ProgramOnATable]) -> Callable[P, ProgramOnATable]:
    """What `make` leaves in the store of a folder is made once a process, for the same other arguments, and copied from
    then on. For a set-up of services alone: other files that it writes are not copied.
    """
    kept: dict[tuple[object, ...], tuple[bytes, ProgramOnATable]] = {}

    @wraps(make)
    def again(*args: P.args, **kwargs: P.kwargs) -> ProgramOnATable:
        given = signature(make).bind(*args, **kwargs)
        name, folder = next((name, value) for name, value in given.arguments.items() if isinstance(value, Path))
        key = tuple(value for value in given.arguments.items() if value[0] not in ("self", name))
        if key not in kept:
            with tempfile.TemporaryDirectory() as made_in:
                given.arguments[name] = Path(made_in)
                program = make(*given.args, **given.kwargs)
                program.store.close()
                kept[key] = program.settings.paths.store.read_bytes(), program
        data, made = kept[key]
        (folder / "interviews.db").touch(mode=0o600)
        (folder / "interviews.db").write_bytes(data)
        now, zone = made.clock.now.isoformat(), made.settings.calendar.zone.key
        program = a_program(folder, now=now, zone=zone, mine=made.settings.mine)
        return type(made)(program.settings, program.clock)

    return again


def lay_empty_store(path: Path, *, zone: str) -> None:
    """Puts an empty store at `path`: a copy of one that each process makes once."""
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection, connection:
        _empty_store().backup(connection)
        connection.execute("UPDATE facts SET value = ? WHERE key = 'zone'", (zone,))


@cache
def _empty_store() -> sqlite3.Connection:
    return _make_empty_store("UTC")


def a_demo(folder: Path, interviews: int = 12) -> ProgramOnATable:
    """A program over the demo."""
    path = folder / "interviews.db"
    path.touch(mode=0o600)
    path.write_bytes(demo_bytes(interviews))
    return a_program(folder)


@cache
def demo_bytes(interviews: int) -> bytes:
    """The demo's store on the morning of NOW."""

    def make() -> bytes:
        from interview_tui.demo.generator import Demo

        with tempfile.TemporaryDirectory() as name:
            program = a_program(Path(name))
            Demo(program).fill(interviews, 1)
            program.store.close()
            return program.store.path.read_bytes()

    return shared_file(f"demo-{interviews}", make).read_bytes()


def when(program: AppContext, text: str) -> When:
    """A day, or a day and a time, as the user types it."""
    return parse_when(text, now=program.clock(), calendar=program.calendar)


def put(program: AppContext, record: R) -> R:
    """Stores a record for which no service is there, as one change."""
    with program.transaction() as tx:
        stored = tx.add(record)
        tx.done(f"Put {stored}")
    return stored


def go_to(program: AppContext, interview_id: int, step: Step) -> None:
    """Advances an interview to a step, whatever it owes on the way."""
    while step_of(program, interview_id) < step:
        program.interviews.advance([interview_id], anyway=True)


def step_of(program: AppContext, interview_id: int) -> Step:
    """The step on which an interview stands by now."""
    return get(program, Interview, interview_id).step_at(program.clock())


def get(program: AppContext, cls: type[R], record_id: int) -> R:
    return stored.get(program.store.reader, cls, record_id)


def every(program: AppContext, cls: type[R]) -> tuple[R, ...]:
    """All records of a kind, in order of their ids."""
    return find(program.store.reader, cls)


def case_of(
    program: AppContext, interview_id: int, *, round_number: int | None = None, meeting_id: int | None = None
) -> Case:
    """An interview at its current meeting, at one of an earlier round, or at the one named."""
    now = program.clock()
    return load_case(program.store.reader, interview_id, now, round_number=round_number, meeting_id=meeting_id)


def follow_up(program: AppContext, text: str) -> FollowUp:
    """The one follow-up, open or not, with that text."""
    (found,) = (f for f in every(program, FollowUp) if f.text == text)
    return found


def queue(program: AppContext) -> list[QueueRow]:
    """All follow-ups of the queue."""
    return [row for row in Queue(program.store, program.clock()).window(0, 10_000) if row.id]


def owed(program: AppContext) -> list[tuple[str, str]]:
    """The whole queue as texts and days."""
    return [(row.text, row.day.isoformat()) for row in queue(program) if row.day is not None]


def journal(program: AppContext) -> list[str]:
    """The words of the entries that stand, oldest first."""
    return [entry.words for entry in reversed(program.history.log()) if entry.state == "done"]


def content(program: AppContext) -> dict[str, dict[int, dict[str, Any]]]:
    """Every record that the store holds, by table and id. Versions only ever grow, so they are left out."""
    return {
        TABLES[cls]: {
            record.id: {name: value for name, value in encode(record).items() if name != "version"}
            for record in find(program.store.reader, cls)
        }
        for cls in NOUNS
    }
