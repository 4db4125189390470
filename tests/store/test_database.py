"""The store's file: private, settled as the measurements asked for, and left as it is when it cannot be used."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import Interview
from interview_tui.store.backups import copy_store
from interview_tui.store.connection import APPLICATION_ID, HEAD
from interview_tui.store.errors import trouble_of
from tests.programs import NOW, ProgramOnATable, a_program, content, every, lay_empty_store, owed, when
from tests.store.records import add_interview, owe

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOMEBODY = 65534
"""A user who owns nothing."""
WAY_ON = "interview-tui restore FILE restores a backup"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def told(program: ProgramOnATable) -> str:
    """The one line that the store is refused with, for reading and for writing."""
    with pytest.raises(StoreTrouble) as reading:
        every(program, Interview)
    with pytest.raises(StoreTrouble) as writing:
        program.interviews.add("Acme", "SRE")
    assert str(reading.value) == str(writing.value)
    assert "\n" not in str(reading.value)
    return str(reading.value)


def digest(folder: Path) -> dict[str, str]:
    """What lies in a folder, by name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def dump(path: Path) -> list[str]:
    """Everything that a store holds, its version included, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return [str(connection.execute("PRAGMA user_version").fetchone()), *connection.iterdump()]


class TestANewStore:
    """Made by the first change, by the real way."""

    @pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
    def test_is_private_whatever_the_umask(self, tmp_path: Path, mask: int) -> None:
        program = a_program(tmp_path)
        shutil.rmtree(tmp_path)
        path = program.store.path
        with umask(mask):
            program.interviews.add("Acme", "SRE")
        assert (mode(path), mode(path.parent)) == (0o600, 0o700)
        assert names(tmp_path) == ["interviews.db"]

    def test_makes_private_folders_and_leaves_others_as_they_are(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o755)
        (tmp_path / "a" / "b").mkdir(parents=True)
        program = a_program(tmp_path / "a" / "b")
        shutil.rmtree(tmp_path / "a")
        with umask(0):
            program.interviews.add("Acme", "SRE")
        assert [mode(tmp_path / name) for name in (".", "a", "a/b")] == [0o755, 0o700, 0o700]

    def test_is_up_to_date_and_knows_its_zone(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, zone="Pacific/Auckland")
        program.store.path.unlink()
        program.interviews.add("Acme", "SRE")
        reader = program.store.reader
        assert reader.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert reader.execute("PRAGMA user_version").fetchone() == (HEAD,)
        assert reader.execute("SELECT key, value FROM facts").fetchall() == [("zone", "Pacific/Auckland")]
        assert not (tmp_path / "backups").exists()

    def test_made_by_two_at_once_is_one_store(self, tmp_path: Path) -> None:
        code = (
            "import os, sys; from interview_tui.settings import load; from interview_tui.app_context import AppContext;"
            "sys.stdin.readline();"
            "p = AppContext(load(os.environ)); print(p.interviews.add(sys.argv[1], '').words, flush=True)"
        )
        environment = {"INTERVIEW_TUI_DB": str(tmp_path / "new" / "interviews.db"), "INTERVIEW_TUI_NOW": NOW}
        environment |= {"TZ": "UTC", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
        both = [
            subprocess.Popen(
                [sys.executable, "-c", code, name],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in ("Acme", "Globex")
        ]
        for process in both:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60)[0] for process in both]
        assert [line.split()[:2] for line in said] == [["Added", "Acme"], ["Added", "Globex"]]
        program = a_program(tmp_path / "new")
        assert sorted(i.company for i in every(program, Interview)) == ["Acme", "Globex"]
        assert names(tmp_path / "new") == ["interviews.db"]

    def test_where_no_folder_can_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        program = a_program(tmp_path)
        program.store.path = tmp_path / "file" / "interviews.db"
        words = f"cannot make the folder {tmp_path / 'file'}: a file of that name is in the way"
        assert told(program) == words
        program.store.path = tmp_path / "file" / "deeper" / "interviews.db"
        assert told(program) == words


class TestConnections:
    def test_writes_are_settled_as_measured(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            pragmas = ("foreign_keys", "journal_mode", "synchronous")
            settled = [tx.reader.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
        assert settled == [1, "delete", 2]

    def test_the_reader_cannot_write(self, program: ProgramOnATable) -> None:
        with pytest.raises(StoreTrouble, match="cannot be written"):
            program.store.reader.execute("DELETE FROM interviews")

    def test_the_journal_of_a_running_change_is_private(self, program: ProgramOnATable) -> None:
        with umask(0), program.transaction() as tx:
            tx.add(Interview(company="Acme", role="SRE", created=tx.now))
            tx.done("tried")
            journal = program.store.path.with_name("interviews.db-journal")
            assert mode(journal) == 0o600
        assert names(program.store.path.parent) == ["interviews.db"]

    def test_no_file_stays_open_after_closing(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        assert every(program, Interview)
        program.store.close()
        program.store.close()
        assert every(program, Interview)

    def test_the_data_version_tells_that_the_store_was_changed(self, program: ProgramOnATable, tmp_path: Path) -> None:
        start = program.store.data_version()
        assert program.store.data_version() == start
        program.interviews.add("Acme", "SRE")
        own = program.store.data_version()
        assert own != start
        a_program(tmp_path).interviews.add("Globex", "DBA")
        assert program.store.data_version() not in (start, own)


class TestWhatIsNoStore:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", f"{{path}} is an empty file, not a store: {WAY_ON}, or move it away"),
            (b"x", "{path} is not a store of interview-tui: give another file with --db"),
            (b"%PDF-1.7\n" * 999, f"{{path}} is damaged or not a store; it was not changed: {WAY_ON}"),
        ],
    )
    def test_is_left_as_it_is(self, program: ProgramOnATable, content: bytes, words: str) -> None:
        path = program.store.path
        path.write_bytes(content)
        before = digest(path.parent)
        assert told(program) == words.format(path=path)
        assert digest(path.parent) == before

    def test_another_programs_database(self, program: ProgramOnATable) -> None:
        path = program.store.path
        path.unlink()
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE interviews (id INTEGER)")
        before = digest(path.parent)
        assert told(program) == f"{path} is not a store of interview-tui: give another file with --db"
        assert digest(path.parent) == before

    def test_half_a_store(self, program: ProgramOnATable) -> None:
        path = program.store.path
        path.write_bytes(path.read_bytes()[:8192])
        before = digest(path.parent)
        assert told(program) == f"{path} is damaged or not a store; it was not changed: {WAY_ON}"
        assert digest(path.parent) == before

    def test_a_newer_version(self, program: ProgramOnATable) -> None:
        path = program.store.path
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {HEAD + 1}")
        before = digest(path.parent)
        assert told(program) == (
            f"{path} was written by a newer version (schema {HEAD + 1}, this one knows {HEAD}): "
            "upgrade interview-tui; the store was not touched"
        )
        assert digest(path.parent) == before

    def test_a_folder(self, program: ProgramOnATable) -> None:
        path = program.store.path
        path.unlink()
        path.mkdir()
        assert told(program) == f"cannot open {path}: check that the file and its folder can be read"
        assert names(path) == []


class TestWithoutPermission:
    """Done as somebody whom permissions hold back."""

    @pytest.fixture
    def folder(self) -> Iterator[Path]:
        """A folder that anybody can reach, of its own, since pytest's are the owner's alone."""
        with tempfile.TemporaryDirectory() as name:
            Path(name).chmod(0o755)
            yield Path(name)
            Path(name).chmod(0o755)

    @contextmanager
    def as_somebody(self) -> Iterator[None]:
        """Root may do everything, so it becomes somebody else meanwhile; others stay who they are."""
        if os.getuid() != 0:
            yield
            return
        if not hasattr(os, "setresuid"):
            pytest.skip("root cannot become somebody else for a while on this system")
        os.setresuid(SOMEBODY, SOMEBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)

    def store_in(self, folder: Path, *, file_mode: int, folder_mode: int) -> ProgramOnATable:
        program = a_program(folder)
        add_interview(program)
        owe(program, 1, "Prepare for the meeting", "today")
        program.store.close()
        if os.getuid() == 0:
            os.chown(program.store.path, SOMEBODY, SOMEBODY)
            os.chown(folder, SOMEBODY, SOMEBODY)
        program.store.path.chmod(file_mode)
        folder.chmod(folder_mode)
        return a_program(folder)

    @pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
    def test_what_may_only_be_read_is_read(self, folder: Path, file_mode: int, folder_mode: int) -> None:
        program = self.store_in(folder, file_mode=file_mode, folder_mode=folder_mode)
        before = program.store.path.read_bytes()
        with self.as_somebody():
            assert owed(program) == [("Prepare for the meeting", "2026-11-23")]
            with pytest.raises(StoreTrouble) as refused:
                program.interviews.add("Globex", "DBA")
        assert "check" in str(refused.value)
        assert str(program.store.path) in str(refused.value)
        assert program.store.path.read_bytes() == before

    def test_what_may_not_even_be_read(self, folder: Path) -> None:
        program = self.store_in(folder, file_mode=0o000, folder_mode=0o700)
        with self.as_somebody():
            assert told(program) == (
                f"cannot open {program.store.path}: check that the file and its folder can be read"
            )

    def test_a_folder_in_which_no_store_can_be_made(self, folder: Path) -> None:
        program = self.store_in(folder, file_mode=0o600, folder_mode=0o700)
        program.store.path.unlink()
        folder.chmod(0o500)
        with self.as_somebody():
            assert every(program, Interview) == ()
            with pytest.raises(StoreTrouble, match=f"^cannot make the store {program.store.path}: Permission denied$"):
                program.interviews.add("Acme", "SRE")


class TestCopies:
    def test_a_copy_is_whole_private_and_a_store(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
        (tmp_path / "copy").mkdir()
        target = tmp_path / "copy" / "interviews.db"
        with umask(0):
            copy_store(program.store.path, target)
        assert mode(target) == 0o600
        assert names(tmp_path / "copy") == ["interviews.db"]
        assert content(a_program(tmp_path / "copy")) == content(program)

    def test_of_a_store_in_use_has_what_is_committed(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.interviews.add("Acme", "SRE")
        (tmp_path / "copy").mkdir()
        with program.transaction() as tx:
            tx.add(Interview(company="Globex", role="DBA", created=tx.now))
            tx.done("on its way")
            copy_store(program.store.path, tmp_path / "copy" / "interviews.db")
        assert [i.company for i in every(a_program(tmp_path / "copy"), Interview)] == ["Acme"]
        assert len(every(program, Interview)) == 2

    def test_that_cannot_be_made_says_so(self, program: ProgramOnATable, tmp_path: Path) -> None:
        target = tmp_path / "nowhere" / "copy.db"
        with pytest.raises(StoreTrouble, match=f"^cannot copy the store to {target}: No such file or directory$"):
            copy_store(program.store.path, target)

    def test_of_a_damaged_store_is_not_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "interviews.db"
        lay_empty_store(path, zone="UTC")
        with path.open("r+b") as file:
            file.seek(-4096, os.SEEK_END)
            file.write(b"\xff" * 4096)
        with pytest.raises((StoreTrouble, sqlite3.DatabaseError)):
            copy_store(path, tmp_path / "copy.db")
        assert names(tmp_path) == ["interviews.db"]


class TestBringingItUpToDate:
    def behind(self, program: ProgramOnATable) -> None:
        """Makes the store look like one of an earlier version."""
        program.store.close()
        with closing(sqlite3.connect(program.store.path)) as connection:
            connection.execute(f"PRAGMA user_version = {HEAD - 1}")

    def test_keeps_a_private_copy_of_what_it_was(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
        before = content(program)
        self.behind(program)
        old = dump(program.store.path)
        later = a_program(tmp_path)
        with umask(0):
            assert content(later) == before
        assert later.store.reader.execute("PRAGMA user_version").fetchone() == (HEAD,)
        (copy,) = (tmp_path / "backups").iterdir()
        assert copy.name.startswith(f"interviews-before-schema-{HEAD}-")
        assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)
        assert dump(copy) == old

    def test_is_done_once(self, program: ProgramOnATable, tmp_path: Path) -> None:
        self.behind(program)
        for _ in range(2):
            later = a_program(tmp_path)
            assert every(later, Interview) == ()
            later.store.close()
        assert len(names(tmp_path / "backups")) == 1

    def test_not_while_another_program_writes(self, program: ProgramOnATable, tmp_path: Path) -> None:
        self.behind(program)
        before = program.store.path.read_bytes()
        with closing(sqlite3.connect(program.store.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreTrouble, match=r"^the store is busy: another program is writing to it; "):
                every(a_program(tmp_path), Interview)
        assert program.store.path.read_bytes() == before
        assert every(a_program(tmp_path), Interview) == ()

    def test_not_without_a_copy(self, program: ProgramOnATable, tmp_path: Path) -> None:
        self.behind(program)
        (tmp_path / "backups").write_text("a file where the folder should be")
        before = program.store.path.read_bytes()
        with pytest.raises(
            StoreTrouble, match=r"^cannot make the folder .*backups: a file of that name is in the way$"
        ):
            every(a_program(tmp_path), Interview)
        assert program.store.path.read_bytes() == before

    def test_that_fails_leaves_it_as_it_was(self, program: ProgramOnATable, tmp_path: Path) -> None:
        self.behind(program)
        with closing(sqlite3.connect(program.store.path)) as connection, connection:
            # With no migration known to it, the first one runs, and finds its tables there.
            connection.execute("DELETE FROM alembic_version")
        before = program.store.path.read_bytes()
        for _ in range(2):
            with pytest.raises(StoreTrouble, match="already exists"):
                every(a_program(tmp_path), Interview)
            assert program.store.path.read_bytes() == before


@pytest.mark.parametrize("words", ["no such module: fts5", "no such tokenizer: trigram"])
def test_a_python_that_cannot_search_is_told_in_a_line(tmp_path: Path, words: str) -> None:
    trouble = trouble_of(sqlite3.OperationalError(words), tmp_path / "interviews.db")
    assert str(trouble).startswith("this Python's SQLite cannot search text by pieces ")
