"""The copies of a store: one a day by itself, one when it is asked for, and before whatever could lose something.

Each is made by SQLite's backup API, so that it is right while the store is in use; it is checked before it gets its
name, and is never written over. A copy of a usual store (3 MB, 100 interviews) takes 20 ms with its check, one of
170 MB (10,000) most of a second. That is too long for a key: so a dashboard copies a store of more than `LARGE` bytes
in a thread of its own, in small steps between which others write, right after the first change of the day instead of
before it. A command waits for it: it is over in the same moment in which it is called.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import date
from itertools import groupby, islice
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.store.connection import APPLICATION_ID, BUSY_SECONDS, State, connect, is_sound, state_of
from interview_tui.store.errors import Damaged, busy, damaged, trouble_of
from interview_tui.store.files import make_private_file, make_private_folder, put_in_place, sweep, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

LARGE = 16_000_000
"""Bytes of a store whose copy takes longer (a tenth of a second) than a key may."""
STEP = 512
"""Pages (2 MB) that are copied at a time where others may want to write meanwhile: some 4 ms."""
_LONGEST = 120.0
"""Seconds after which a copy that others' changes make begin again and again is given up."""
_DAY = r"\d{4}-\d\d-\d\d"
_STAMP = lazy_pattern(r"\d{4}-\d\d-\d\d(?:T\d{6}(?:-\d+)?)?(?=\.db$)", re.ASCII)
_BEFORE = r"before-(?:restore|repair|schema-\d+)-"
_MOMENT = r"\d{4}-\d\d-\d\dT\d{6}(?:-\d+)?"
_KIND = rf"(?:{_BEFORE})?(?:{_MOMENT}|{_DAY})"


class Stopped(Exception):
    """A copy was not wanted any more."""


def transfer(
    source: sqlite3.Connection, target: sqlite3.Connection, *, pages: int = -1, told: Callable[[], None] | None = None
) -> None:
    """Copies all of a database into another in one transaction; `told` is called after each step of `pages`, and what
    it raises ends the copy. Raises StoreTrouble where another program has the lock for too long, and sqlite3.Error.
    """
    progress = time.monotonic()

    def step(status: int, _remaining: int, _total: int) -> None:
        nonlocal progress
        # Left alone, the driver tries for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() - progress > BUSY_SECONDS:
                raise busy()
            return
        progress = time.monotonic()
        if told is not None:
            told()

    source.backup(target, pages=pages, progress=step, sleep=0.02)


def copy_store(path: Path, target: Path, *, going_on: Callable[[], bool] | None = None) -> None:
    """A consistent, checked copy of a store, also while it is in use, for its owner alone.

    With `going_on` it lets others write meanwhile, and raises Stopped when that gives False. Raises StoreTrouble when
    it cannot be made, Damaged when what is copied is not whole.
    """
    sweep(target.parent)
    partial = unfinished(target, "part")
    began = time.monotonic()

    def check() -> None:
        if going_on is None:
            return
        if not going_on():
            raise Stopped
        if time.monotonic() - began > _LONGEST:
            raise busy()

    try:
        if target.exists():
            raise FileExistsError
        size = path.stat().st_size
        if shutil.disk_usage(target.parent).free < size:
            raise StoreTrouble(f"no room for a copy of the store: free some space for {target.parent}")
        make_private_file(partial)
        with closing(connect(path)) as source, closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            marks = _marks(source)
            if marks[0] != APPLICATION_ID:
                raise Damaged(f"{path} is not a store of interview-tui")
            _filled(source, copy, target, pages=-1 if going_on is None else STEP, told=check)
            if going_on is not None:
                copy.set_progress_handler(lambda: not going_on(), 100_000)
            if not is_sound(copy) or _marks(copy) != marks:
                raise damaged(path)
        put_in_place(partial, target)
    except FileExistsError as error:
        raise StoreTrouble(f"{target} already exists: give another name") from error
    except OSError as error:
        raise StoreTrouble(f"cannot copy the store to {target}: {error.strerror}") from error
    except sqlite3.Error as error:
        if going_on is not None and not going_on():
            raise Stopped from error
        raise trouble_of(error, path) from error
    finally:
        partial.unlink(missing_ok=True)


def _filled(
    source: sqlite3.Connection, copy: sqlite3.Connection, target: Path, *, pages: int, told: Callable[[], None]
) -> None:
    try:
        transfer(source, copy, pages=pages, told=told)
        # A copy of a store that another program has switched to WAL would need files beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
            raise StoreTrouble(f"cannot copy the store to {target} ({error}): free some space there") from error
        raise


def _marks(connection: sqlite3.Connection) -> list[int]:
    """What tells whose database it is and of which version."""
    names = ("application_id", "user_version")
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


class Backups:
    """The copies of one store, in the folder that all stores share."""

    def __init__(self, store: Path, folder: Path) -> None:
        self.store = store
        self.folder = folder
        # However the way to it is written, and through whatever links.
        self.name = _name_of(store.resolve(), folder.resolve())
        """What the names of the copies begin with."""
        self._names = dict.fromkeys((self.name, _name_of(store.absolute(), folder.absolute())))
        """The same, and as an earlier version called them."""
        self.marked = "" if self.name == store.resolve().stem else f" ({self.name}-*)"
        """By what the copies are known among those of other stores; '' for the user's own, of which it is no mark."""

    def of_day(self, day: date) -> Path:
        """Where the copy of a day is."""
        return self.folder / f"{self.name}-{day.isoformat()}.db"

    def free(self, what: str, moment: datetime, suffix: str = ".db") -> Path:
        """A name that is not taken, with the user's clock in it; `what` says why the copy is made, '' is by hand."""
        stem = "-".join(filter(None, (self.name, what, f"{moment:%Y-%m-%dT%H%M%S}")))
        path, number = self.folder / f"{stem}{suffix}", 1
        while path.exists():
            number += 1
            path = self.folder / f"{stem}-{number}{suffix}"
        return path

    def days(self) -> dict[date, Path]:
        """The copies that were made by themselves, one a day, by the user's day. Raises OSError."""
        dated = [(day_of(path), path) for path in self._named(_DAY)]
        return {day: path for day, path in dated if day is not None}

    def every(self) -> list[Path]:
        """All copies, the newest first, by the user's clock that is in their names. Raises OSError."""
        return sorted(self._named(_KIND), key=_stamp, reverse=True)

    def exist(self) -> bool:
        """Whether there is any copy."""
        try:
            return bool(self.every())
        except OSError:
            return False

    def newest_good(self) -> Path | None:
        """The newest copy that is whole; None where there is none."""
        try:
            paths = self.every()
        except OSError:
            return None
        return next((path for path in paths if _is_good(path)), None)

    def is_of_another(self, path: Path) -> bool:
        """Whether a copy in the folder is of another store than this one, by its name."""
        if path.absolute().parent != self.folder.absolute():
            return False
        match = re.fullmatch(rf"(.+?)-{_KIND}\.db", path.name, re.ASCII)
        return match is not None and match[1] not in self._names

    def keep(self, day: date, *, going_on: Callable[[], bool] | None = None) -> None:
        """Copies the store as the one of that day, and drops those that are not to be kept any longer.

        Raises StoreTrouble, and Stopped as `copy_store`.
        """
        make_private_folder(self.folder)
        target = self.of_day(day)
        if target.exists():
            return
        try:
            copy_store(self.store, target, going_on=going_on)
        except StoreTrouble:
            if target.exists():
                return  # another session was quicker
            raise
        self._thin_out()

    def _thin_out(self) -> None:
        days = self.days()
        stay = days_kept(days)
        for day, path in days.items():
            if day not in stay:
                path.unlink(missing_ok=True)

    def _named(self, pattern: str) -> list[Path]:
        names = "|".join(map(re.escape, self._names))
        whole = re.compile(rf"(?:{names})-{pattern}\.db", re.ASCII)
        if not self.folder.exists():
            return []
        there = [path for path in self.folder.iterdir() if whole.fullmatch(path.name)]
        return [path for path in there if path.is_file() and not path.is_symlink()]


def day_of(path: Path) -> date | None:
    """The user's day on which a copy was made, by its name; None for a day that is none."""
    try:
        return date.fromisoformat(_stamp(path)[:10])
    except ValueError:
        return None


def _stamp(path: Path) -> str:
    found = _STAMP.search(path.name)
    return found[0] if found else ""


def _name_of(store: Path, folder: Path) -> str:
    """A store beside the folder goes by its name, any other also by its place."""
    return store.stem if store.parent == folder.parent else f"{store.stem}-{_short(store)}"


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def _is_good(path: Path) -> bool:
    try:
        return state_of(path) is State.WHOLE
    except StoreTrouble:
        return False


DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many of the last days, weeks and months that have a backup keep one."""


def days_kept(days: Iterable[date]) -> frozenset[date]:
    """Of the days that have a backup those whose backup stays: the last seven, the last day of each of the last four
    weeks (from Monday), and the last day of each of the last twelve months. What has none does not count, so that
    somebody who was away for long loses nothing by coming back.
    """
    newest_first = sorted(set(days), reverse=True)
    return frozenset(
        [
            *newest_first[:DAILY],
            *_last_of_each(newest_first, lambda day: day.isocalendar()[:2], WEEKLY),
            *_last_of_each(newest_first, lambda day: (day.year, day.month), MONTHLY),
        ]
    )


def _last_of_each(newest_first: list[date], span: Callable[[date], tuple[int, int]], most: int) -> Iterable[date]:
    return islice((next(group) for _, group in groupby(newest_first, key=span)), most)
