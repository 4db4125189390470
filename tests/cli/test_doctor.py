"""`doctor`: what is wrong in words, what to do; and `--fix` does it, after a copy."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from interview_tui import __version__
from interview_tui.paths import typed_folder
from interview_tui.store.files import unfinished
from tests.cli.test_keeping import backups, give_folders, mode, spoil, sql

if TYPE_CHECKING:
    from tests.cli.conftest import Box


@pytest.fixture(autouse=True)
def _own_folders(box: Box) -> None:
    give_folders(box)


class TestDoctor:
    def look(self, box: Box, *options: str) -> dict[str, tuple[str, str, str | None]]:
        """Each subject with its state, words, and what to do."""
        ended = box("doctor", "--json", *options)
        found = {f["about"]: (f["state"], f["words"], f["todo"]) for f in json.loads(ended.out)}
        assert ended.code == (1 if any(state == "problem" for state, _, _ in found.values()) else 0)
        return found

    def problems(self, box: Box) -> dict[str, tuple[str, str | None]]:
        return {about: (words, todo) for about, (state, words, todo) in self.look(box).items() if state == "problem"}

    @pytest.fixture
    def well(self, box: Box) -> Box:
        """A store that was changed today, and copied before."""
        box("add", "Initech", "SRE")
        return box

    def test_all_is_well(self, well: Box) -> None:
        before = well.store.read_bytes()
        ended = well("doctor")
        assert (ended.code, ended.err) == (0, "")
        lines = [line.split(maxsplit=2) for line in ended.out.splitlines()]
        assert [(state, about) for state, about, _ in lines] == [
            ("ok", about)
            for about in (
                "store", "references", "records", "order", "backups", "sqlite", "clock", "version", "private",
                "leftovers", "configuration", "disk", "terminal",
            )
        ]  # fmt: skip
        assert "rollback journal" in ended.out
        assert f"SQLite {sqlite3.sqlite_version}" in ended.out
        assert f" version        interview-tui {__version__}, Python 3." in ended.out
        assert "2026-11-26 09:00, Europe/Berlin" in ended.out
        assert well.store.read_bytes() == before
        assert self.look(well, "--fix").keys() == {about for _, about, _ in lines}
        assert len(backups(well)) == 1

    def test_what_others_may_open_is_closed(self, well: Box) -> None:
        typed = typed_folder(well.store)
        typed.mkdir()
        (typed / "a.json").touch()
        log = well.folder / "state" / "interview-tui" / "log" / "interview-tui.log"
        log.parent.mkdir(parents=True)
        log.touch()
        export = well.folder / "export.json"
        export.touch()
        (copy,) = backups(well)
        opened = [well.store, well.configuration, typed, typed / "a.json", log, log.parent, copy, copy.parent]
        for path in [*opened, export, well.folder]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        words, todo = self.problems(well)["private"]
        assert words.startswith(f"other users can open {well.store}, ")
        assert words.endswith(" and 5 more")
        assert todo == "interview-tui doctor --fix closes them"
        assert self.look(well, "--fix")["private"] == ("mended", f"{words}; now they are yours alone", None)
        assert [mode(path) for path in opened] == [0o700 if path.is_dir() else 0o600 for path in opened]
        assert (mode(export), mode(well.folder)) == (0o644, 0o755)
        assert self.problems(well) == {}

    @pytest.mark.parametrize(
        "name",
        [
            "interviews.sync-conflict-20261123-081500-ABCDEFG.db",
            "interviews (conflicted copy 2026-11-23).db",
            "interviews (Dana Ruiz's conflicted copy 2026-11-23).db",
            "interviews (conflicted copy 2026-11-23 081500).db",
            "interviews_conflict-20261123-081500.db",
            "interviews (SFConflict dana@acme.example 2026-11-23-08-15-00).db",
            "interviews (Case Conflict).db",
        ],
    )
    def test_what_a_synchroniser_has_put_aside_is_named_with_what_to_do(self, well: Box, name: str) -> None:
        aside = well.folder / name
        shutil.copy(well.store, aside)
        well("add", "Hooli", "SRE")
        (kept,) = sqlite3.connect(aside).execute("SELECT count(*) FROM interviews").fetchone()
        words, todo = self.problems(well)["conflicts"]
        assert words == f"a sync program has put aside {aside} ({kept} interviews)"
        assert todo is not None
        commands = re.findall(r"interview-tui (--db .*? (?:list|export))\b", todo)
        listed, exported = (well(*shlex.split(command)) for command in commands)
        assert "Hooli" not in listed.out
        assert well("import", "-", stdin=exported.out).out.startswith("added 0, updated 0, ")
        aside.rename(aside.with_name("elsewhere.db"))
        assert "conflicts" not in self.problems(well)

    def test_what_is_none_of_a_synchroniser_is_not_named(self, well: Box) -> None:
        for name in ("interviews-2.db", "conflict.db", "other.sync-conflict-20261123-081500-ABCDEFG.db"):
            shutil.copy(well.store, well.folder / name)
        assert "conflicts" not in self.problems(well)

    def test_many_that_were_put_aside_also_of_a_store_that_is_gone(self, well: Box) -> None:
        for number in range(5):
            (well.folder / f"interviews.sync-conflict-20261123-08150{number}-A.db").write_bytes(b"x" * number)
        well.store.unlink()
        words, _ = self.problems(well)["conflicts"]
        assert words.count("interviews.sync-conflict") == 3
        assert "-A.db (it is an empty file)" in words
        assert words.endswith(" and 2 more")

    def test_leftovers_of_what_was_cut_off_go(self, well: Box) -> None:
        (copy,) = backups(well)
        left = [
            well.folder / ".interviews.db.99999999.new",
            well.folder / ".interviews.db.99999999.restored-journal",
            well.folder / ".new.db.99999999.part",
            copy.with_name(f".{copy.name}.{os.getpid()}.part"),
        ]
        others = [well.folder / ".interviews.db.new", unfinished(copy, "part")]
        for path in [*left, *others]:
            path.touch(mode=0o600)
        words, _ = self.problems(well)["leftovers"]
        assert words == f"4 files of unfinished copies: {', '.join(map(str, left[:3]))}"
        assert self.look(well, "--fix")["leftovers"][0] == "mended"
        assert [path.exists() for path in [*left, *others]] == [False, False, False, False, True, True]

    def test_an_order_that_is_not_as_the_records_are_is_made_anew(self, well: Box) -> None:
        export, queue = well("export").out, well("due").out
        sql(well.store, "UPDATE follow_ups SET due_sort = '2001-01-01T24:00'")
        words, todo = self.problems(well)["order"]
        assert words == "not as the records are: due_sort"
        assert todo == "interview-tui doctor --fix rebuilds them from the records"
        found = self.look(well, "--fix")
        assert found["order"] == ("mended", f"{words}; rebuilt from the records", None)
        assert any("-before-repair-" in path.name and str(path) in found["copy"][1] for path in backups(well))
        assert self.problems(well) == {}
        assert (well("export").out, well("due").out) == (export, queue)

    def test_without_a_copy_nothing_of_the_store_is_mended(self, well: Box) -> None:
        sql(well.store, "UPDATE follow_ups SET due_sort = '2001-01-01T24:00'")
        shutil.rmtree(well.folder / "data")
        (well.folder / "data").write_text("in the way")
        before = well.store.read_bytes()
        state, _, todo = self.look(well, "--fix")["order"]
        assert state == "problem"
        assert str(todo).startswith("not repaired: no copy could be made first: cannot make the folder ")
        assert well.store.read_bytes() == before

    def test_a_damaged_store_is_left_and_the_way_back_is_named(self, well: Box) -> None:
        (copy,) = backups(well)
        spoil(well.store)
        before = well.store.read_bytes()
        _, todo = self.problems(well)["store"]
        assert todo == f"interview-tui restore {copy}"
        assert self.look(well, "--fix")["store"][0] == "problem"
        assert well.store.read_bytes() == before

    def test_an_index_alone_is_made_anew(self, well: Box) -> None:
        with closing(sqlite3.connect(well.store)) as connection, connection:
            connection.execute("PRAGMA writable_schema = ON")
            name = "ix_follow_ups_open"
            made = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
            changed = made.replace("due_sort", "why")
            connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (changed, name))
        words, _ = self.problems(well)["store"]
        assert "missing from index ix_follow_ups_open" in words
        assert self.look(well, "--fix")["store"][0] == "mended"
        assert "store" not in self.problems(well)

    def test_references_to_nothing(self, well: Box) -> None:
        with closing(sqlite3.connect(well.store)) as connection, connection:
            connection.execute("DELETE FROM interviews WHERE id = 1")
        words, todo = self.problems(well)["references"]
        assert words.startswith("missing for rows of ")
        assert str(todo).startswith("interview-tui restore ")

    def test_the_wal_is_left(self, well: Box) -> None:
        with closing(sqlite3.connect(well.store)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        words, _ = self.problems(well)["sqlite"]
        assert words == f"SQLite {sqlite3.sqlite_version}, journal mode wal"
        assert self.look(well, "--fix")["sqlite"][0] == "mended"
        assert self.problems(well) == {}

    def test_a_backup_that_is_late(self, box: Box) -> None:
        words, todo = self.problems(box)["backups"]
        assert (words, todo) == ("there is none", "interview-tui backup, or doctor --fix, makes one")
        found = self.look(box, "--fix")["backups"]
        assert found[0] == "mended"
        assert self.problems(box) == {}

    def test_the_configuration_and_the_clock(self, well: Box) -> None:
        well.configuration.write_text("zone = 7\n")
        well.now = "2026-11-20T09:00:00+01:00"
        problems = self.problems(well)
        assert problems["configuration"] == (
            'config.toml:1: zone = 7 is not a time zone: write for example zone = "Europe/Berlin"',
            f"change it in {well.configuration}",
        )
        assert problems["clock"][1] == "set the machine's clock, or take INTERVIEW_TUI_NOW out of the environment"

    def test_where_there_is_no_store_yet(self, well: Box) -> None:
        shutil.rmtree(well.folder / "data")
        well.store.unlink()
        state, words, _ = self.look(well)["store"]
        assert (state, words) == ("ok", f"{well.store} is not there yet: the first change creates it")
        assert not well.store.exists()

    def test_a_store_that_is_gone(self, well: Box) -> None:
        (copy,) = backups(well)
        well.store.unlink()
        words, todo = self.problems(well)["store"]
        assert words == f"there is no store at {well.store}, but there was one"
        assert f"interview-tui restore {copy} restores the newest backup; to start over, move its " in str(todo)
