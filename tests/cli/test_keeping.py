"""`backup`, `restore`, `doctor`, and what every command says of a store that cannot be used."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.store.connection import HEAD
from tests.cli.conftest import ZONE, Box
from tests.programs import lay_empty_store
from tests.store import test_database as permissions

if TYPE_CHECKING:
    from collections.abc import Callable

READING: tuple[tuple[str, ...], ...] = (("due",), ("status",), ("list",), ("show", "i1"), ("log",), ("export",))
WRITING: tuple[tuple[str, ...], ...] = (("add", "Initech", "SRE"), ("undo",), ("touch", "i1", "in", "email"))


@pytest.fixture(autouse=True)
def _own_folders(box: Box) -> None:
    give_folders(box)


def give_folders(box: Box) -> None:
    """Backups lie where a user's do."""
    box.environment |= {"XDG_DATA_HOME": str(box.folder / "data"), "XDG_STATE_HOME": str(box.folder / "state")}
    box.configuration.write_text('name = "Ada Moreau"\n')
    box.configuration.chmod(0o600)


def backups(box: Box) -> list[Path]:
    return sorted((box.folder / "data" / "interview-tui" / "backups").glob("*"))


def companies(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [company for (company,) in connection.execute("SELECT company FROM interviews ORDER BY id")]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def spoil(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


class TestBackup:
    def test_without_a_name_goes_among_the_backups(self, box: Box) -> None:
        done = box("backup")
        (copy,) = backups(box)
        assert copy.name.endswith("-2026-11-26T090000.db")
        assert (done.code, done.err) == (0, "")
        assert done.out == f"Backed up to {copy} ({copy.stat().st_size / 1e6:.1f} MB)\n"
        assert copy.stat().st_size == box.store.stat().st_size
        assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)
        assert companies(copy) == companies(box.store)
        box("backup")
        assert len(backups(box)) == 2

    def test_into_a_file_and_never_over_one(self, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(box.folder)
        file = box.folder / "mine.db"
        assert box("backup", "mine.db").out.startswith(f"Backed up to {file} (")
        assert mode(file) == 0o600
        before = file.read_bytes()
        again = box("backup", "mine.db")
        assert (again.code, again.err) == (1, f"interview-tui: {file} already exists: give another name\n")
        assert file.read_bytes() == before
        assert box("backup", str(box.store)).code == 1
        assert box("backup", str(box.folder)).code == 1

    def test_of_what_is_no_store_makes_nothing(self, box: Box) -> None:
        box.store.unlink()
        refused = box("backup")
        words = f"interview-tui: there is no store at {box.store} yet: the first change creates it\n"
        assert (refused.code, refused.err) == (1, words)
        assert not box.store.exists()
        assert backups(box) == []


class TestRestore:
    def test_says_what_it_did_and_how_to_take_it_back(self, box: Box) -> None:
        file = box.folder / "mine.db"
        box("backup", str(file))
        before = box("export").out
        box("add", "Initech", "SRE")
        after = box("export").out
        done = box("restore", str(file))
        kept = next(path for path in backups(box) if "-before-restore-" in path.name)
        last = box("log", "--json")  # of the store that came back
        assert done.out.splitlines() == [
            f"Restored {file} to {box.store}",
            f"Its last change is of yesterday 10:00 ({last.json[0]['words']}); later changes are not in it",
            f"The old store is saved: interview-tui restore {kept} restores it",
        ]
        assert box("export").out == before
        assert box("restore", str(kept)).code == 0
        assert box("export").out == after

    def test_in_the_place_of_a_damaged_store(self, box: Box) -> None:
        box("add", "Initech", "SRE")
        (copy,) = backups(box)
        spoil(box.store)
        done = box("restore", str(copy))
        kept = next(path for path in backups(box) if path.suffix == ".damaged")
        assert done.out.splitlines() == [
            f"Restored {copy} to {box.store}",
            *done.out.splitlines()[1:2],
            f"The old file is not a usable store; it is saved as {kept}",
        ]
        assert companies(box.store) == companies(copy)

    def test_of_what_is_no_store_changes_nothing(self, box: Box) -> None:
        before = box.store.read_bytes()
        refused = box("restore", str(box.configuration))
        assert refused.code == 1
        assert refused.err == (
            f"interview-tui: {box.configuration} cannot be restored, nothing was changed: "
            "it is damaged or not a store\n"
        )
        assert box.store.read_bytes() == before


class TestADayWithoutItsCopy:
    def test_is_told_on_standard_error_and_the_change_is_made(self, box: Box) -> None:
        (box.folder / "data").write_text("in the way")
        done = box("add", "Initech", "SRE")
        assert done.code == 0
        assert done.out.startswith("i4  Added Initech")
        assert done.err.startswith("interview-tui: today's backup could not be made: cannot make the ")
        assert done.err.count("\n") == 1


class TestAStoreThatCannotBeUsed:
    """One line with the way on, exit 1, and not a byte changed."""

    @pytest.mark.parametrize(
        ("make", "what"),
        [
            (lambda path: path.write_bytes(b""), "is an empty file, not a store: {way}, or move it away"),
            (spoil, "is damaged or not a store; it was not changed: {way}"),
            (
                lambda path: path.write_bytes(path.read_bytes()[:9000]),
                "is damaged or not a store; it was not changed: {way}",
            ),
            (
                lambda path: path.write_bytes(b"%PDF-1.7\n" * 999),
                "is damaged or not a store; it was not changed: {way}",
            ),
            (
                lambda path: sql(path, "PRAGMA application_id = 7"),
                "is not a store of interview-tui: give another file with --db",
            ),
            (
                lambda path: sql(path, f"PRAGMA user_version = {HEAD + 1}"),
                (
                    f"was written by a newer version (schema {HEAD + 1}, this one knows {HEAD}): "
                    "upgrade interview-tui; the store was not touched"
                ),
            ),
        ],
        ids=["empty", "damaged", "truncated", "foreign", "another's", "newer"],
    )
    def test_that_is_there(self, box: Box, make: Callable[[Path], object], what: str) -> None:
        box("add", "Initech", "SRE")
        (copy,) = backups(box)
        make(box.store)
        before = box.store.read_bytes()
        way = f"interview-tui restore {copy} restores the newest backup"
        commands = (*READING, *WRITING) if make is spoil else (READING[0], WRITING[0])
        for command in (*commands, ("backup", str(box.folder / "mine.db"))):
            ended = box(*command)
            assert (ended.code, ended.err.count("\n")) == (1, 1), (command, ended.err)
            assert ended.err in (
                f"interview-tui: {box.store} {what.format(way=way)}\n",
                f"interview-tui: {box.store} is damaged; it was not changed: {way}\n",
            )
            assert ended.out == "" or command == ("export",)
        assert box.store.read_bytes() == before
        assert backups(box) == [copy]
        assert sorted(path.name for path in box.folder.iterdir()) == ["config.toml", "data", "interviews.db"]

    def test_the_users_own_that_is_gone_is_not_made_anew(self, box: Box) -> None:
        place = box.folder / "data" / "interview-tui" / "interviews.db"
        place.parent.mkdir(parents=True)
        shutil.copy(box.store, place)
        box.environment["INTERVIEW_TUI_DB"] = str(place)
        box("add", "Initech", "SRE")
        (copy,) = backups(box)
        place.unlink()
        for command in (("list",), ("due",), ("status",), ("add", "Hooli", "SRE"), ("demo", "--no-open"), ("backup",)):
            ended = box(*command)
            assert (ended.code, ended.err) == (
                1,
                (
                    f"interview-tui: there is no store at {place}, but there was one: interview-tui restore {copy} "
                    f"restores the newest backup; to start over, move its backups out of {copy.parent}\n"
                ),
            )
        assert not place.exists()
        assert box("restore", str(copy)).code == 0
        assert (mode(place), companies(place)) == (0o600, companies(copy))

    def test_one_in_a_place_of_its_own_is_made_anew_as_it_says(self, box: Box) -> None:
        place = box.folder / "deep" / "interviews.db"
        box.environment["INTERVIEW_TUI_DB"] = str(place)
        assert box("add", "Initech", "SRE").code == 0
        assert box("add", "Hooli", "SRE").code == 0
        shutil.rmtree(place.parent)
        ended = box("add", "Zorg", "SRE")
        assert (ended.code, ended.err.partition(",")[0]) == (1, f"interview-tui: there is no store at {place}")
        assert not place.parent.exists()
        copies, pattern = re.search(r"its backups \((.+)\) out of (.+)\n$", ended.err).group(2, 1)  # type: ignore[union-attr]
        for copy in Path(copies).glob(pattern):
            copy.unlink()
        assert box("add", "Zorg", "SRE").code == 0
        assert companies(place) == ["Zorg"]

    def test_that_can_only_be_read_is_read(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)
            box = Box(folder)
            box.environment |= {"XDG_DATA_HOME": str(folder / "data")}
            lay_empty_store(box.store, zone=ZONE)
            box("add", "Acme", "SRE")
            before = box.store.read_bytes()
            for path in (box.store, folder):
                os.chown(path, *([permissions.SOMEBODY] * 2 if os.getuid() == 0 else [-1, -1]))
            box.store.chmod(0o400)
            folder.chmod(0o500)
            with permissions.TestWithoutPermission().as_somebody():
                for command in READING:
                    assert box(*command).code == 0, command
                for command in WRITING:
                    ended = box(*command)
                    assert ended.code == 1, command
                    (line,) = [line for line in ended.err.splitlines() if "today's backup" not in line]
                    assert line.startswith(f"interview-tui: {box.store} cannot be written: check the permissions")
            folder.chmod(0o755)
            assert box.store.read_bytes() == before
