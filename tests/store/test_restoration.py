"""The way back to a copy: what is there is kept first, and whatever happens, nothing that was committed is lost."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import Interview
from interview_tui.store import backups, connection, restoration
from interview_tui.store.backups import copy_store
from interview_tui.store.connection import HEAD, State, state_of
from interview_tui.store.restoration import restore
from tests.programs import NOW, ProgramOnATable, a_program, content, every
from tests.store.test_backups import companies, kept_in, session_on_acme, spoil
from tests.store.test_database import dump, mode, names

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """A store that holds an interview, in a session of its own that has not changed anything yet."""
    return session_on_acme(tmp_path)


def by_hand(program: ProgramOnATable) -> Path:
    """A copy of the store in a place of the user's own."""
    path = program.store.path.with_name("mine.db")
    copy_store(program.store.path, path)
    return path


def bring_back(program: ProgramOnATable, file: Path) -> Path | None:
    return restore(file, program.store.backups, program.settings.calendar.local(program.clock()))


def sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)


class TestRestoring:
    def test_brings_back_what_was_and_keeps_what_is(self, program: ProgramOnATable) -> None:
        mine = by_hand(program)
        before = dump(program.store.path)
        program.interviews.add("Globex", "DBA")
        after = content(program)
        kept_as = bring_back(program, mine)
        assert dump(program.store.path) == before
        assert kept_as == program.settings.paths.backups / "interviews-before-restore-2026-11-23T090000.db"
        assert mode(kept_as) == 0o600
        assert mode(program.store.path) == 0o600
        assert bring_back(program, kept_as) is not None
        assert content(program) == after
        assert names(program.store.path.parent) == ["backups", "interviews.db", "mine.db"]

    def test_an_open_session_sees_it_as_any_other_change(self, program: ProgramOnATable, tmp_path: Path) -> None:
        mine = by_hand(program)
        program.interviews.add("Globex", "DBA")
        other = a_program(tmp_path)
        assert len(every(other, Interview)) == 2
        seen, inode = other.store.data_version(), other.store.path.stat().st_ino
        bring_back(program, mine)
        assert other.store.data_version() != seen
        assert [i.company for i in every(other, Interview)] == ["Acme"]
        assert other.store.path.stat().st_ino == inode
        other.interviews.add("Initech", "SRE")
        assert companies(program.store.path) == ["Acme", "Initech"]

    def test_an_open_session_sees_what_was_put_in_the_place_of_a_damaged_one(
        self, program: ProgramOnATable, tmp_path: Path
    ) -> None:
        mine = by_hand(program)
        other = a_program(tmp_path)
        assert len(every(other, Interview)) == 1
        seen = other.store.data_version()
        before = spoil(program.store.path)
        kept_as = bring_back(program, mine)
        assert kept_as == program.settings.paths.backups / "interviews-damaged-2026-11-23T090000.damaged"
        assert kept_as.read_bytes() == before
        assert mode(kept_as) == 0o600
        assert other.store.data_version() != seen
        assert [i.company for i in every(other, Interview)] == ["Acme"]
        other.interviews.add("Initech", "SRE")
        assert companies(program.store.path) == ["Acme", "Initech"]

    @pytest.mark.parametrize("present", [None, b""])
    def test_where_nothing_is_left(self, program: ProgramOnATable, tmp_path: Path, present: bytes | None) -> None:
        mine = by_hand(program)
        program.store.path.unlink()
        if present is not None:
            program.store.path.write_bytes(present)
        journal = tmp_path / "interviews.db-journal"
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 2000)
        assert bring_back(program, mine) is None
        assert companies(program.store.path) == ["Acme"]
        assert mode(program.store.path) == 0o600
        assert names(tmp_path) == ["backups", "interviews.db", "mine.db"]

    def test_a_change_made_meanwhile_is_kept_too(
        self, program: ProgramOnATable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine = by_hand(program)
        other = a_program(tmp_path)
        copied: list[Path] = []

        def copy(path: Path, target: Path) -> None:
            copy_store(path, target)
            copied.append(target)
            if copied.count(target) == 1 and target.parent.name == "backups":
                other.interviews.add("Globex", "DBA")

        monkeypatch.setattr(restoration, "copy_store", copy)
        kept_as = bring_back(program, mine)
        assert kept_as is not None
        assert companies(kept_as) == ["Acme", "Globex"]
        assert companies(program.store.path) == ["Acme"]
        assert [path for path in copied if path.parent.name == "backups"] == [kept_as, kept_as]

    def test_while_another_program_reads_for_long_it_gives_up(
        self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mine = by_hand(program)
        before = program.store.path.read_bytes()
        for module in (backups, connection):
            monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
        with closing(sqlite3.connect(program.store.path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM interviews").fetchone()
            with pytest.raises(StoreTrouble, match=r"^the store is busy: another program is writing to it"):
                bring_back(program, mine)
        assert program.store.path.read_bytes() == before
        assert kept_in(program) == {}

    def test_of_an_earlier_schema_comes_in_the_newest(self, program: ProgramOnATable) -> None:
        mine = by_hand(program)
        before = dump(program.store.path)
        with closing(sqlite3.connect(mine)) as connection:
            connection.execute(f"PRAGMA user_version = {HEAD - 1}")
        as_it_was = mine.read_bytes()
        bring_back(program, mine)
        assert dump(program.store.path) == before
        assert mine.read_bytes() == as_it_was

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (lambda path: path.write_bytes(b""), "cannot be restored, nothing was changed: it is an empty file"),
            (spoil, "cannot be restored, nothing was changed: it is damaged or not a store"),
            (lambda path: path.write_bytes(b"%PDF-1.7\n" * 999), "it is damaged or not a store"),
            (lambda path: sql(path, "PRAGMA application_id = 7"), "it is not a store of interview-tui"),
            (
                lambda path: sql(path, f"PRAGMA user_version = {HEAD + 1}"),
                "it was written by a newer version: upgrade interview-tui",
            ),
            (lambda path: path.unlink(), "there is no file .*mine.db: interview-tui paths tells where the backups are"),
            (lambda path: (path.unlink(), path.mkdir()), "there is no file"),
        ],
    )
    def test_what_is_no_whole_store_is_refused(
        self, program: ProgramOnATable, make: Callable[[Path], Any], words: str
    ) -> None:
        mine = by_hand(program)
        make(mine)
        before = program.store.path.read_bytes()
        with pytest.raises(StoreTrouble, match=words):
            bring_back(program, mine)
        assert program.store.path.read_bytes() == before
        assert kept_in(program) == {}
        assert names(program.store.path.parent) in (["interviews.db", "mine.db"], ["interviews.db"])

    def test_the_store_itself_and_another_stores_copy_are_refused(self, program: ProgramOnATable) -> None:
        with pytest.raises(StoreTrouble, match=r"is the store itself: give one of its backups$"):
            bring_back(program, program.store.path)
        folder = program.settings.paths.backups
        folder.mkdir()
        other = folder / "interviews-1a2b3c4d-2026-11-23.db"
        copy_store(program.store.path, other)
        with pytest.raises(StoreTrouble, match=f"^{other} is of another store than {program.store.path}: give that"):
            bring_back(program, other)
        program.store.path.unlink()
        assert bring_back(program, other) is None  # where no store is, it can only help

    def test_another_programs_database_is_not_overwritten(self, program: ProgramOnATable) -> None:
        mine = by_hand(program)
        sql(program.store.path, "PRAGMA application_id = 7")
        before = program.store.path.read_bytes()
        with pytest.raises(StoreTrouble, match=r"is another program's database: give another place with --db$"):
            bring_back(program, mine)
        assert program.store.path.read_bytes() == before

    def test_a_store_of_a_newer_version_is_kept_as_it_is(self, program: ProgramOnATable) -> None:
        mine = by_hand(program)
        sql(program.store.path, f"PRAGMA user_version = {HEAD + 1}")
        kept_as = bring_back(program, mine)
        assert kept_as is not None
        assert state_of(kept_as) is State.NEWER
        assert state_of(program.store.path) is State.WHOLE


KILLED = """
import os, sys
from pathlib import Path
from interview_tui.settings import load
from interview_tui.app_context import AppContext
from interview_tui.store import restoration
transfer, steps = restoration.transfer, int(sys.argv[2])
def dying(source, target, *, pages, told):
    left = [steps]
    def step():
        told()
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
    target.execute("PRAGMA cache_size = 2")  # so that pages are in the file already
    transfer(source, target, pages=1, told=step)
restoration.transfer = dying
program = AppContext(load(os.environ))
restoration.restore(Path(sys.argv[1]), program.store.backups, program.settings.clock())
"""


def environment(program: ProgramOnATable) -> dict[str, str]:
    home = program.store.path.with_name("home")
    return {
        "INTERVIEW_TUI_DB": str(program.store.path),
        "INTERVIEW_TUI_NOW": NOW,
        "TZ": "Europe/Berlin",
        "HOME": str(home),
        "PYTHONPATH": str(ROOT / "src"),
    }


def assert_old_or_new(program: ProgramOnATable, contents: list[list[str]]) -> list[str]:
    """The store is whole, and holds one of what it may hold."""
    assert state_of(program.store.path) is State.WHOLE
    found = companies(program.store.path)
    assert found in contents
    return found


@pytest.mark.parametrize("steps", [1, 7])
def test_killed_half_way_it_is_as_it_was(program: ProgramOnATable, steps: int) -> None:
    mine = by_hand(program)
    program.interviews.add("Globex", "DBA")
    before = dump(program.store.path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(mine), str(steps)], env=environment(program), check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert (program.store.path.with_name("interviews.db-journal")).exists()
    assert_old_or_new(program, [["Acme", "Globex"]])
    assert dump(program.store.path) == before
    bring_back(program, mine)
    assert companies(program.store.path) == ["Acme"]


@pytest.mark.soak
def test_killed_at_any_moment_it_is_old_or_new_and_nothing_is_lost(program: ProgramOnATable) -> None:
    mine = by_hand(program)
    for number in range(40):
        program.interviews.add(f"Globex {number}", "DBA")
    many = companies(program.store.path)
    full = program.store.path.with_name("full.db")
    copy_store(program.store.path, full)
    moments = random.Random(5)
    command = [sys.executable, "-m", "interview_tui", "restore"]
    for number in range(100):
        old, new, file = (many, ["Acme"], mine) if number % 2 == 0 else (["Acme"], many, full)
        with subprocess.Popen([*command, str(file)], env=environment(program), stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(moments.uniform(0.05, 0.2))
            except subprocess.TimeoutExpired:
                process.kill()
        found = assert_old_or_new(program, [old, new])
        if found != new:
            bring_back(program, file)
