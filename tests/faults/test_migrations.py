"""An earlier version's store, with every kind of record in it, brought up to date: whole or not at all."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.config import Config

from interview_tui.domain.records import NOUNS
from interview_tui.store.connection import APPLICATION_ID, HEAD
from interview_tui.store.engine import engine_for
from interview_tui.store.migrations.upgrade import SCRIPTS
from interview_tui.store.records import TABLES
from tests.faults.test_kills import AT_STATEMENT, KILLED
from tests.programs import a_program
from tests.store.records import assert_in_place
from tests.terminal_tests.conftest import Box, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.forge import Ended, Forge

RECORDS = [TABLES[cls] for cls in NOUNS]
OPENS = """
import os
from interview_tui.settings import load
from interview_tui.app_context import AppContext
os.write(1, b"begins ")
store = AppContext(load(os.environ)).store
store.catch_up = None
print(store.reader.execute("PRAGMA user_version").fetchone()[0])
"""
"""Opens the store, and says which schema it has then. No plan is made anew: that is a change of its own."""
COUNTS = """
import atexit, os, sqlite3
connect, seen = sqlite3.connect, []
def connected(*arguments, **named):
    made = connect(*arguments, **named)
    made.set_trace_callback(seen.append)
    return made
sqlite3.connect = connected
{work}
print(len(seen))
"""
ALL_AT_ONCE = 10
"""So many statements from the end on every one is tried: there stands what makes the change final."""


def columns(connection: sqlite3.Connection, table: str, schema: str = "main") -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")]


def lay_old_store(path: Path, *, version: int, like: Path) -> None:
    """A store of an earlier schema with the records that another holds, as far as it has the fields."""
    path.touch(mode=0o600)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = engine_for(path)
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, f"{version:04}")
    engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {version}")
        raw.execute("ATTACH ? AS full", (str(like),))
        raw.execute("BEGIN")
        had = {table for (table,) in raw.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")}
        for table in [t for t in (*RECORDS, "facts", "entries", "changes") if t in had]:
            both = [name for name in columns(raw, table) if name in columns(raw, table, "full")]
            names = ", ".join(both)
            raw.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM full.{table}")  # noqa: S608
        raw.execute("COMMIT")
        raw.execute("DETACH full")


def rows(path: Path, like: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All records of a store, with the fields that another has. What the migration itself journals is left out."""
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(like)) as other:
        had = {table for (table,) in other.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        return {
            table: connection.execute(
                f"SELECT {', '.join(columns(other, table))} FROM {table} "  # noqa: S608
                f"{'WHERE noun <> ' + repr('offers') if table == 'changes' else ''} ORDER BY id"
            ).fetchall()
            for table in (*RECORDS, "entries", "changes")
            if table in had
        }


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.fixture(
    params=[
        pytest.param(version, id=f"of schema {version}", marks=() if version in (1, HEAD - 1) else pytest.mark.soak)
        for version in range(1, HEAD)
    ],
    scope="module",
)
def old(request: pytest.FixtureRequest, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("old") / "interviews.db"
    lay_old_store(path, version=request.param, like=filled)
    return path


@pytest.fixture
def aged(old: Path, tmp_path: Path) -> Box:
    """A box with a store of an earlier schema."""
    box = Box(tmp_path)
    shutil.copy(old, box.store)
    return box


def backups(box: Box) -> list[Path]:
    return sorted((box.folder / ".local/share/interview-tui/backups").glob("*"))


def assert_old_or_new(box: Box, old: Path) -> int:
    """Nothing is lost, nothing is half; gives the schema."""
    box.assert_whole()
    assert rows(box.store, old) == rows(old, old)
    version = version_of(box.store)
    if version == HEAD:
        program = a_program(box.folder)
        program.store.catch_up = None
        assert_in_place(program)
        program.store.close()
    else:
        assert version == version_of(old)
        with closing(sqlite3.connect(box.store)) as now, closing(sqlite3.connect(old)) as before:
            dumped = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
            assert now.execute(dumped).fetchall() == before.execute(dumped).fetchall()
    return version


def goes_on(box: Box, old: Path, forge: Forge) -> None:
    """The next start finishes what was cut off, and a copy of what was before is there, good and private."""
    ended = forge.run(work=OPENS, env=box.env({}))
    assert (ended.out, ended.err) == (f"begins {HEAD}\n", "")
    assert assert_old_or_new(box, old) == HEAD
    copies = [path for path in backups(box) if path.suffix == ".db"]
    assert copies
    for copy in copies:
        assert copy.stat().st_mode & 0o777 == 0o600
        assert version_of(copy) == version_of(old)
        assert rows(copy, old) == rows(old, old)
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def opened_by(forge: Forge, box: Box, number: int) -> Ended:
    return forge.run(work=OPENS, before=AT_STATEMENT.format(number=number), env=box.env({}))


def statements(forge: Forge, box: Box, old: Path) -> int:
    """How many statements a migration takes, on every connection together."""
    shutil.copy(old, box.store)
    ended = forge.run(work=COUNTS.format(work=OPENS), env=box.env({}))
    assert (ended.code, ended.err) == (0, "")
    return int(ended.out.split()[-1])


def kill_at(forge: Forge, box: Box, old: Path, numbers: list[int]) -> set[int]:
    seen = set()
    for number in numbers:
        shutil.rmtree(box.folder / ".local", ignore_errors=True)
        shutil.copy(old, box.store)
        ended = opened_by(forge, box, number)
        assert ended.code == KILLED, ended
        seen.add(assert_old_or_new(box, old))
        goes_on(box, old, forge)
    return seen


def test_every_table_has_rows(old: Path) -> None:
    assert [table for table, found in rows(old, old).items() if not found] == []


def test_no_row_is_lost(aged: Box, old: Path, forge: Forge) -> None:
    goes_on(aged, old, forge)
    assert len(backups(aged)) == 1


def test_killed_at_a_statement_it_is_old_or_new_and_the_next_start_goes_on(aged: Box, old: Path, forge: Forge) -> None:
    last = statements(forge, aged, old)
    assert last > ALL_AT_ONCE
    assert kill_at(forge, aged, old, [last // 4, last // 2, last - 2]) >= {version_of(old)}


@pytest.mark.soak
def test_killed_at_every_statement_it_is_old_or_new_and_the_next_start_goes_on(
    aged: Box, old: Path, forge: Forge
) -> None:
    last = statements(forge, aged, old)
    step = max(1, last // 100)
    few = sorted({*range(1, last + 1, step), *range(last - ALL_AT_ONCE, last + 1)})
    print(f"{last} statements, killed at {len(few)}")  # noqa: T201
    assert kill_at(forge, aged, old, few) == {version_of(old), HEAD}


@pytest.mark.soak
def test_killed_at_random_moments_it_is_old_or_new_and_the_next_start_goes_on(
    aged: Box, old: Path, forge: Forge
) -> None:
    chance, seen = random.Random(3), set()
    for _ in range(100):
        shutil.rmtree(aged.folder / ".local", ignore_errors=True)
        shutil.copy(old, aged.store)
        ended = forge.run(work=OPENS, env=aged.env({}), kill=lambda _: chance.uniform(0, 0.5))
        assert ended.code in (0, KILLED)
        version = assert_old_or_new(aged, old)
        assert version == HEAD or ended.out in ("", "begins ")
        seen.add(version)
        goes_on(aged, old, forge)
    assert seen == {version_of(old), HEAD}


COMMANDS = {
    "status": ["status"],
    "due": ["due"],
    "list": ["list"],
    "add": ["add", "Acme", "SRE"],
    "done": ["done", "f1"],
    "undo": ["undo"],
}


@pytest.fixture
def newer(box: Box) -> Box:
    """A box with a store of a version that is yet to come."""
    with closing(sqlite3.connect(box.store)) as connection:
        connection.execute(f"PRAGMA user_version = {HEAD + 1}")
    return box


def test_a_newer_store_is_refused_untouched(newer: Box, forge: Forge) -> None:
    before = newer.store.read_bytes()
    words = (
        f"interview-tui: {newer.store} was written by a newer version (schema {HEAD + 1}, this one knows {HEAD}): "
        "upgrade interview-tui; the store was not touched\n"
    )
    for arguments in COMMANDS.values():
        ended = forge.run(*arguments, env=newer.env({}))
        assert (ended.code, ended.out, ended.err) == (1, "", words), arguments
        assert newer.store.read_bytes() == before
    assert backups(newer) == []


def test_the_dashboard_refuses_a_newer_store_untouched(newer: Box) -> None:
    before = newer.store.read_bytes()
    with newer.dashboard((240, 40)) as terminal:
        code = terminal.wait(20)
        assert "written by a newer version" in " ".join(terminal.text().split())
    assert code == 1
    assert newer.store.read_bytes() == before
    assert not newer.store.with_name("interviews.db-journal").exists()


def test_the_dashboard_brings_an_old_store_up_to_date(aged: Box, old: Path) -> None:
    with aged.dashboard((120, 40)) as terminal:
        opened(terminal)
        terminal.press("q")
        assert terminal.wait() == 0
    aged.assert_whole()
    assert version_of(aged.store) == HEAD
    found, before = rows(aged.store, old), rows(old, old)
    for table in ("people", "stories", "meetings", "needs", "quotes", "letters", "touches"):
        assert found[table] == before[table]  # the plan is made anew of these
