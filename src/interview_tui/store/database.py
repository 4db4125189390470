"""The store's file: where reads and writes begin.

Measured on this stack, and so chosen: the rollback journal instead of WAL (SQLite before 3.51.3 can corrupt a WAL
database that two processes write), `synchronous=FULL` (what the screen says is done is on the disk), transactions begun
by hand (the driver's own mode lets two sessions overwrite each other), a short busy timeout (a foreign lock freezes a
write that long), files and folders that only their owner can read from the first moment on.

Reads go by the driver alone: SQLAlchemy, by which every change goes, takes longer to import than a prompt may wait.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager

from interview_tui.domain.dates import due_sort
from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.conditions import nothing_ahead
from interview_tui.store.connection import (
    HEAD,
    StoreConnection,
    can_write,
    connect,
    is_there,
    schema_of,
)
from interview_tui.store.errors import Damaged, damaged, read_only, trouble_of

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.backups import Backups
    from interview_tui.store.daily_backup import DailyBackup
    from interview_tui.store.transaction import Transaction


class Store:
    """One store: a connection to read from, and a transaction for each change.

    Opening it migrates it when it is behind (a copy of it is kept before), and raises StoreTrouble, leaving the file as
    it is, when it is no store, damaged, or made by a newer version. Where there is none and never was, nothing is read
    and nothing made; the first change creates it (store/new_store.py). The first change of a day copies it before
    (store/backups.py); where that fails, the change is made all the same and `take_problem` tells of it.
    """

    def __init__(self, path: Path, *, calendar: Calendar, backups: Path) -> None:
        self.path = path
        self.calendar = calendar
        self.copies_aside = False
        """Whether a store whose copy takes long is copied in a thread, which ends with `close`: for a dashboard."""
        self.is_salvaged = False
        """Whether only what can still be read of a damaged store is read."""
        self.can_write: Callable[[Path], bool] = can_write
        self.may_begin = True
        """Whether a change makes the store where none was."""
        self.catch_up: Callable[[], None] | None = None
        """Called before anything else is read or changed, where every plan is due to be made by new rules, or the user
        stands among the people.
        """
        self.mine: frozenset[str] = frozenset()
        """The user's own addresses, as far as the user has said them: nobody else among the people has one."""
        """The user's own addresses."""
        self._backups = backups
        self._reader: StoreConnection | None = None
        self._file: tuple[int, int] | None = None
        self._ready = False
        self._daily_backup: DailyBackup | None = None
        self._unplanned: tuple[tuple[int, str], list[int]] = ((0, ""), [])
        """What `unplanned` read last, and of what state of the store by which statement."""

    @property
    def backups(self) -> Backups:
        """The copies of this store."""
        from interview_tui.store.backups import Backups

        return Backups(self.path, self._backups)

    @property
    def reader(self) -> StoreConnection:
        """The connection for reading: it cannot write, and sees what is committed. Where there is no store yet it reads
        an empty one in memory. What goes wrong with it is a StoreTrouble, as also where a store that was open is gone.
        """
        if self.is_gone:
            self.refuse_new_store()
        if self._reader is None:
            there = self._prepare()
            with self.explained():
                self._reader = connect(self.path) if there else self._nothing()
                self._set_up(self._reader)
            if there:
                self._file = self._identity()
                self._catch_up()
        return self._reader

    def _set_up(self, reader: StoreConnection) -> None:
        reader.explain = self.explain
        reader.execute("PRAGMA query_only = ON")
        reader.create_function("user_sort", 2, self._user_sort, deterministic=True)

    def _nothing(self) -> StoreConnection:
        from interview_tui.store.engine import empty_store

        return empty_store(self.calendar.zone.key)

    def _catch_up(self) -> None:
        call, self.catch_up = self.catch_up, None  # it reads and changes the store itself
        try:
            if call is not None and (self.plan_is_due() or self.user_is_somebody()):
                call()
        finally:
            self.catch_up = call

    def close(self) -> None:
        """Closes the connection; the store may be used again all the same."""
        if self._daily_backup is not None:
            self._daily_backup.end()
        self._end_reading()

    def _end_reading(self) -> None:
        """The next reading opens the store anew, and looks whether it can be used."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self._ready = False

    @property
    def was_there(self) -> bool:
        """Whether there is a store, or was one since it was opened."""
        return self._file is not None or self._identity() is not None

    def check_pages(self) -> None:
        """Raises Damaged where a page of the store cannot be read: before something is written that must be whole."""
        from interview_tui.store.connection import is_sound

        with self.explained():
            if not is_sound(self.reader):
                raise damaged(self.path)

    def salvage(self) -> bool:
        """From now on what can still be read of a damaged store is read, from memory; False where there is none."""
        from interview_tui.store.salvage import what_can_be_read

        found = what_can_be_read(self.path, self.calendar)
        if found is None:
            return False
        self.close()
        self._reader, self.is_salvaged = found, True
        self._set_up(found)
        return True

    @property
    def is_read_only(self) -> bool:
        """Whether there is a store that can be read, and not be written."""
        return self._identity() is not None and not self.can_write(self.path)

    @property
    def is_gone(self) -> bool:
        """Whether a store that was opened is not there any more."""
        return self._file is not None and self._identity() is None

    def data_version(self) -> int:
        """A number that changes when another connection, also one of this program, has changed the store, and when it
        was made or a restore has put another file in its place. Raises StoreTrouble where it is gone.
        """
        if self._reader is not None and self._identity() not in (None, self._file):
            self._end_reading()
        version = int(self.reader.execute("PRAGMA data_version").fetchone()[0])
        return version if self._file is None else self._file[1] << 32 | version

    def check(self) -> None:
        """Raises StoreTrouble, which names the way on, where there is no store that can be used. Changes nothing."""
        with self.explained():
            if not self.is_there():
                self.refuse_new_store()
                raise StoreTrouble(f"there is no store at {self.path} yet: the first change creates it")
            schema_of(self.path)

    def is_behind(self) -> bool:
        """Whether its next use begins with a change: of the schema, of every plan, or of the user's own part. Raises
        StoreTrouble.
        """
        with self.explained():
            if not self.is_there():
                return False
            return schema_of(self.path) < HEAD or self.plan_is_due() or self.user_is_somebody()

    def plan_is_due(self) -> bool:
        """Whether every plan is to be made by the present rules. Raises StoreTrouble."""
        return self.reader.execute("SELECT 1 FROM facts WHERE key = 'plan'").fetchone() is not None

    def user_is_somebody(self) -> bool:
        """Whether an address of the user's stands among the people of an interview: they set it since. Raises
        StoreTrouble.
        """
        marks = ", ".join("?" * len(self.mine))
        sql = f"SELECT 1 FROM people p JOIN involvements v ON v.person_id = p.id WHERE p.email IN ({marks}) LIMIT 1"  # noqa: S608
        return bool(self.mine) and self.reader.execute(sql, tuple(self.mine)).fetchone() is not None

    def refuse_new_store(self) -> None:
        """Where a store was, no new one is made: it would look as if all were gone. Raises StoreTrouble."""
        from interview_tui.store.new_store import refuse

        refuse(self.path, self.backups, was_open=self._file is not None)

    @contextmanager
    def transaction(self, now: datetime) -> Iterator[Transaction]:
        """One change: all of it or nothing. Raises StoreTrouble when the store cannot be written."""
        from interview_tui.store.transaction import begin

        if not self._prepare():
            with self._first_change(now) as transaction:
                yield transaction
            return
        if self.is_salvaged:
            raise damaged(self.path)
        if self.is_read_only:
            raise read_only(self.path)
        if self._file is None and self._reader is not None:
            self.close()  # it reads in memory, and another session has made the store
        if self.catch_up is not None and self._reader is None:
            self.reader  # noqa: B018 -- opening it catches up
        daily_backup, day = self._keep(), self.calendar.day(now)
        with self._way_on():
            daily_backup.before_change(day)
            with begin(self.path, now=now, calendar=self.calendar) as transaction:
                yield transaction
        daily_backup.after_change(day)

    @contextmanager
    def _first_change(self, now: datetime) -> Iterator[Transaction]:
        """The change that makes the store: written beside its place, and moved there whole if anything was changed."""
        from interview_tui.store.new_store import new_store, one_at_a_time, put
        from interview_tui.store.transaction import begin

        if not self.may_begin:
            raise StoreTrouble(f"there is no store at {self.path} yet: interview-tui add or import creates one")
        empty = self.reader
        with one_at_a_time(self.path.parent):
            if self.is_there():  # another session was quicker
                with self.transaction(now) as transaction:
                    yield transaction
                return
            with new_store(self.path, empty) as fresh:
                with begin(fresh, now=now, calendar=self.calendar) as transaction:
                    yield transaction
                if transaction.entry is not None:
                    put(fresh, self.path)
                    self.close()

    def take_problem(self) -> str:
        """What kept the day's copy from being made, each time it is another. Each change tries again."""
        return "" if self._daily_backup is None else self._daily_backup.take_problem()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turns the errors of other connections to the store into StoreTrouble."""
        with self._way_on():
            try:
                yield
            except sqlite3.Error as error:
                raise self.explain(error) from error

    def explain(self, error: sqlite3.Error) -> StoreTrouble:
        """What an error of the driver means for the person; it names the newest good copy where one helps."""
        trouble = trouble_of(error, self.path)
        if not isinstance(trouble, Damaged):
            return trouble
        self._end_reading()  # what is in memory may be of the damage, once the file is whole again
        return Damaged(trouble.what, self.backups.newest_good(), otherwise=trouble.otherwise)

    def queue_order(self) -> str:
        """The SQL expression for a follow-up's place in the queue: its due date in the user's zone.

        It is the derived column, unless the zone has changed since it was written; then it is computed.
        """
        row = self.reader.execute("SELECT value FROM facts WHERE key = 'zone'").fetchone()
        same = row is None or row[0] == self.calendar.zone.key
        return "f.due_sort" if same else "user_sort(f.due_day, f.due_at)"

    def unplanned(self, now: datetime) -> list[int]:
        """The running interviews for which nothing lies ahead, by their companies. Whoever asks for the same state of
        the store is told what was read before: of 10,000 it takes 5 ms, and the header and the queue show them.
        """
        nothing = nothing_ahead(now, self.calendar.day(now))
        sql = f"SELECT i.id FROM interviews i WHERE {nothing} ORDER BY i.company COLLATE NOCASE, i.id"  # noqa: S608
        state = (self.data_version(), sql)
        if self._unplanned[0] != state:
            self._unplanned = state, self.reader.ids(sql)
        return self._unplanned[1]

    def _user_sort(self, day: str | None, at: str | None) -> str:
        return due_sort(day, at, self.calendar)

    @contextmanager
    def _way_on(self) -> Iterator[None]:
        """Gives what tells of a damaged store the path of a copy that is good."""
        try:
            yield
        except Damaged as error:
            if error.backup is not None:
                raise
            raise Damaged(error.what, self.backups.newest_good(), otherwise=error.otherwise) from error

    def _keep(self) -> DailyBackup:
        if self._daily_backup is None:
            from interview_tui.store.daily_backup import DailyBackup

            self._daily_backup = DailyBackup(self.backups)
        self._daily_backup.aside = self.copies_aside
        return self._daily_backup

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _prepare(self) -> bool:
        """Whether there is a store, which then can be used. Raises StoreTrouble where there is none but was one."""
        there = self.is_there()
        if not there:
            self.refuse_new_store()
        elif not self._ready:
            with self.explained():
                if schema_of(self.path) < HEAD:
                    from interview_tui.store.migrations.upgrade import migrate

                    migrate(self.path, backups=self.backups, calendar=self.calendar)
            self._ready = True
        return there

    def is_there(self) -> bool:
        """Whether something lies where the store should be. Raises StoreTrouble where that cannot be told."""
        return is_there(self.path)
