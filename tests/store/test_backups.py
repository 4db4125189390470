"""A copy a day, copies on demand, and the way back: nothing that was committed is ever lost by them."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import Interview
from interview_tui.store import backups, connection, daily_backup
from interview_tui.store.backups import Backups, copy_store, days_kept
from interview_tui.store.connection import State, state_of
from interview_tui.store.errors import Damaged
from interview_tui.store.files import unfinished
from tests.programs import ProgramOnATable, a_program, content, every
from tests.store.test_database import WAY_ON, mode, names, umask

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """A store that holds an interview, in a session of its own that has not changed anything yet."""
    return session_on_acme(tmp_path)


def session_on_acme(folder: Path) -> ProgramOnATable:
    """A further session on a store in which another one has added an interview."""
    first = a_program(folder)
    first.interviews.add("Acme", "SRE")
    first.store.close()
    return a_program(folder)


def companies(path: Path) -> list[str]:
    """What a store holds, read from the file as it is."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return [company for (company,) in connection.execute("SELECT company FROM interviews ORDER BY id")]


def kept_in(program: ProgramOnATable) -> dict[str, list[str]]:
    """The copies by name, and what each holds."""
    folder = program.settings.paths.backups
    return {path.name: companies(path) for path in sorted(folder.glob("*"))} if folder.exists() else {}


def spoil(path: Path) -> bytes:
    """Writes nonsense over pages in the middle, and gives the file as it is then."""
    with path.open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xa5" * 4096 * 3)
    return path.read_bytes()


class TestOneADay:
    def test_the_first_change_of_a_day_copies_what_was_there_before(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        program.interviews.add("Initech", "SRE")
        assert kept_in(program) == {"interviews-2026-11-23.db": ["Acme"]}
        program.clock.move(days=1)
        program.interviews.add("Umbrella", "SRE")
        assert kept_in(program) == {
            "interviews-2026-11-23.db": ["Acme"],
            "interviews-2026-11-24.db": ["Acme", "Globex", "Initech"],
        }
        assert program.store.take_problem() == ""

    def test_it_is_whole_and_private_whatever_the_umask(self, program: ProgramOnATable) -> None:
        before = content(program)
        with umask(0):
            program.interviews.add("Globex", "DBA")
        (copy,) = program.settings.paths.backups.iterdir()
        assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)
        assert state_of(copy) is State.WHOLE
        (program.settings.paths.backups / "look").mkdir()
        shutil.copy(copy, program.settings.paths.backups / "look" / "interviews.db")
        assert content(a_program(program.settings.paths.backups / "look")) == before

    def test_another_session_on_the_same_day_leaves_it_alone(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.interviews.add("Globex", "DBA")
        a_program(tmp_path).interviews.add("Initech", "SRE")
        assert kept_in(program) == {"interviews-2026-11-23.db": ["Acme"]}

    def test_the_day_is_the_users(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, now="2026-11-23T23:30:00+00:00", zone="Pacific/Auckland")
        program.interviews.add("Acme", "SRE")
        program.clock.move(days=1)
        program.interviews.add("Globex", "DBA")
        assert list(kept_in(program)) == ["interviews-2026-11-25.db"]

    def test_of_a_store_that_holds_nothing_there_is_none(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE")
        assert kept_in(program) == {}

    def test_those_that_are_too_many_go_and_nothing_else(self, program: ProgramOnATable) -> None:
        folder = program.settings.paths.backups
        folder.mkdir()
        today = date(2026, 11, 23)
        days = [today - timedelta(days=ago) for ago in range(1, 90)]
        others = ["interviews-2020-01-01T120000.db", "interviews-before-restore-2020-01-01T120000.db", "notes.txt"]
        others += ["interviews-1a2b3c4d-2020-01-01.db", "other-2020-01-01.db", "interviews-2020-02-31.db"]
        for name in [*(f"interviews-{day}.db" for day in days), *others]:
            (folder / name).touch()
        (folder / "interviews-2026-08-15.db").symlink_to(folder / "notes.txt")
        program.interviews.add("Globex", "DBA")
        stay = [f"interviews-{day}.db" for day in days_kept([today, *days])]
        assert names(folder) == sorted([*stay, *others, "interviews-2026-08-15.db"])

    def test_what_a_kill_left_goes_with_the_next(self, program: ProgramOnATable) -> None:
        folder = program.settings.paths.backups
        folder.mkdir()
        for name in (".interviews-2026-11-22.db.99999999.part", ".interviews-2026-11-22.db.99999999.part-journal"):
            (folder / name).touch()
        at_work = unfinished(folder / "interviews-2026-11-22.db", "part")
        at_work.touch()
        program.interviews.add("Globex", "DBA")
        assert names(folder) == [at_work.name, "interviews-2026-11-23.db"]

    def test_stores_of_one_name_in_two_places_have_their_own(self, program: ProgramOnATable, tmp_path: Path) -> None:
        folder = program.settings.paths.backups
        one, other = (Backups(tmp_path / place / "interviews.db", folder) for place in ("a", "b"))
        assert len({one.name, other.name, program.store.backups.name}) == 3
        assert program.store.backups.name == "interviews"
        folder.mkdir()
        (folder / f"{one.name}-2026-11-23.db").touch()
        assert list(one.days()) == [date(2026, 11, 23)]
        assert (other.days(), program.store.backups.days()) == ({}, {})
        assert (one.every(), other.every()) == ([folder / f"{one.name}-2026-11-23.db"], [])


class TestOneThatCannotBeMade:
    def test_stops_no_change_and_is_told_once(self, program: ProgramOnATable, tmp_path: Path) -> None:
        folder = tmp_path / "backups"
        folder.write_text("in the way")
        program.interviews.add("Globex", "DBA")
        assert program.store.take_problem() == (
            f"today's backup could not be made: cannot make the folder {folder}: a file of that name is in the way"
        )
        program.interviews.add("Initech", "SRE")
        assert program.store.take_problem() == ""
        folder.unlink()
        program.interviews.add("Umbrella", "SRE")
        assert program.store.take_problem() == ""
        assert kept_in(program) == {"interviews-2026-11-23.db": ["Acme", "Globex", "Initech"]}

    def test_for_want_of_room(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> None:
        none = shutil._ntuple_diskusage(1, 1, 0)
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: none)
        program.interviews.add("Globex", "DBA")
        folder = program.settings.paths.backups
        assert program.store.take_problem() == (
            f"today's backup could not be made: no room for a copy of the store: free some space for {folder}"
        )
        assert names(folder) == []

    def test_of_a_store_that_another_program_holds_gives_up(
        self, program: ProgramOnATable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (backups, connection):
            monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
        with closing(sqlite3.connect(program.store.path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreTrouble, match=r"^the store is busy: another program is writing to it"):
                copy_store(program.store.path, tmp_path / "copy.db")
        assert names(tmp_path) == ["interviews.db"]


class TestADamagedStore:
    def test_is_found_by_copying_and_nothing_more_is_written(self, program: ProgramOnATable) -> None:
        path = program.store.path
        before = spoil(path)
        with pytest.raises(Damaged) as refused:
            program.interviews.add("Globex", "DBA")
        assert str(refused.value) == f"{path} is damaged; it was not changed: {WAY_ON}"
        assert path.read_bytes() == before
        assert kept_in(program) == {}

    def test_is_found_by_the_first_change_of_a_session(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.interviews.add("Globex", "DBA")
        copy = program.store.backups.of_day(date(2026, 11, 23))
        before = spoil(program.store.path)
        with pytest.raises(Damaged) as refused:
            a_program(tmp_path).interviews.add("Initech", "SRE")
        assert refused.value.backup == copy
        assert str(refused.value).startswith(f"{program.store.path} is damaged; it was not changed: ")
        assert str(refused.value).endswith(f"not changed: interview-tui restore {copy} restores the newest backup")
        assert program.store.path.read_bytes() == before

    def test_a_copy_that_is_not_good_is_not_named(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        program.clock.move(days=1)
        program.interviews.add("Initech", "SRE")
        older, newer = (program.store.backups.of_day(date(2026, 11, day)) for day in (23, 24))
        assert program.store.backups.newest_good() == newer
        spoil(newer)
        assert program.store.backups.newest_good() == older

    def test_a_store_that_is_gone_is_not_made_anew(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.interviews.add("Globex", "DBA")
        copy = program.store.backups.of_day(date(2026, 11, 23))
        program.store.path.unlink()
        with pytest.raises(Damaged) as refused:
            every(a_program_at(tmp_path), Interview)
        assert str(refused.value) == (
            f"there is no store at {program.store.path}, but there was one: interview-tui restore {copy} restores "
            f"the newest backup; to start over, move its backups out of {copy.parent}"
        )
        assert names(tmp_path) == ["backups"]
        copy.rename(tmp_path / "moved.db")
        assert every(a_program_at(tmp_path), Interview) == ()

    def test_beside_a_journal_none_is_made(self, program: ProgramOnATable, tmp_path: Path) -> None:
        journal = tmp_path / "interviews.db-journal"
        program.store.path.rename(tmp_path / "elsewhere.db")
        journal.write_bytes(b"x" * 512)
        with pytest.raises(StoreTrouble, match=rf"but its journal: restore the store, or .* move {journal} away$"):
            every(a_program_at(tmp_path), Interview)
        assert names(tmp_path) == ["elsewhere.db", "interviews.db-journal"]


class TestALargeStoreInADashboard:
    @pytest.fixture
    def large(self, program: ProgramOnATable, monkeypatch: pytest.MonkeyPatch) -> ProgramOnATable:
        monkeypatch.setattr(daily_backup, "LARGE", 1)
        program.store.copies_aside = True
        return program

    def wait(self) -> None:
        for thread in threading.enumerate():
            if thread.name == "backup":
                thread.join(30)

    def test_is_copied_after_the_change(self, large: ProgramOnATable) -> None:
        large.interviews.add("Globex", "DBA")
        self.wait()
        assert kept_in(large) == {"interviews-2026-11-23.db": ["Acme", "Globex"]}
        large.interviews.add("Initech", "SRE")
        self.wait()
        assert kept_in(large) == {"interviews-2026-11-23.db": ["Acme", "Globex"]}

    def test_tells_what_went_wrong(self, large: ProgramOnATable, tmp_path: Path) -> None:
        (tmp_path / "backups").write_text("in the way")
        large.interviews.add("Globex", "DBA")
        self.wait()
        assert "in the way" in large.store.take_problem()
        assert large.store.take_problem() == ""

    def test_a_copy_that_is_ended_leaves_nothing(self, program: ProgramOnATable, tmp_path: Path) -> None:
        (tmp_path / "backups").mkdir()
        with pytest.raises(backups.Stopped):
            program.store.backups.keep(date(2026, 11, 23), going_on=lambda: False)
        assert names(tmp_path / "backups") == []


def a_program_at(folder: Path) -> ProgramOnATable:
    """A program on the place of a store, where none is laid."""
    place = folder / "interviews.db"
    place.touch()
    program = a_program(folder)
    place.unlink()
    return program


DAYS = st.sets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=200)
TODAY = date(2026, 11, 23)


def days_until(last: date, number: int) -> list[date]:
    return [last - timedelta(days=ago) for ago in range(number)]


def test_after_two_years_of_every_day() -> None:
    assert [day.isoformat() for day in sorted(days_kept(days_until(TODAY, 730)), reverse=True)] == [
        "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17",
        "2026-11-15", "2026-11-08",
        "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30",
        "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31",
    ]  # fmt: skip


def test_dropping_each_day_leaves_what_dropping_once_leaves() -> None:
    stay: frozenset[date] = frozenset()
    for day in reversed(days_until(TODAY, 730)):
        stay = days_kept({*stay, day})
    assert stay == days_kept(days_until(TODAY, 730))


def test_after_a_long_pause_nothing_of_before_is_lost() -> None:
    before = days_kept(days_until(date(2026, 3, 1), 3))
    assert days_kept({*before, TODAY}) == {*before, TODAY}


def test_of_none_none_stays() -> None:
    assert days_kept([]) == frozenset()


@given(DAYS)
def test_the_newest_stay_and_never_more_than_23(days: set[date]) -> None:
    stay = days_kept(days)
    assert stay <= days
    assert stay >= set(sorted(days, reverse=True)[:7])
    assert len(stay) <= 7 + 4 + 12
    assert days_kept(stay) == stay


@given(DAYS)
def test_each_of_the_last_twelve_months_keeps_its_last_day(days: set[date]) -> None:
    months = sorted({(day.year, day.month) for day in days}, reverse=True)[:12]
    lasts = {max(day for day in days if (day.year, day.month) == month) for month in months}
    assert lasts <= days_kept(days)
