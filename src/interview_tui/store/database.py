"""The store's file: where reads and writes begin.

Measured on this stack, and so chosen: the rollback journal instead of WAL (SQLite before 3.51.3 can corrupt a WAL
database that two processes write), `synchronous=FULL` (what the screen says is done is on the disk), transactions begun
by hand (the driver's own mode lets two sessions overwrite each other), a short busy timeout (a foreign lock freezes a
write that long), files and folders that only their owner can read from the first moment on.

Reads go by the driver alone: SQLAlchemy, by which every change goes, takes longer to import than a prompt may wait.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.transaction import Transaction

APPLICATION_ID = 0x49545549
"""`PRAGMA application_id` of a store: the letters ITUI."""
HEAD = 3
"""`PRAGMA user_version` of a store that is up to date: the number of the newest migration."""
BUSY_SECONDS = 1.0
STORED_ORDER = "f.due_sort"
"""A follow-up's place in the queue as it was written, by the zone that the user had then."""


def make_private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for its owner alone. Raises StoreTrouble."""
    try:
        for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
            missing.chmod(0o700)
    except OSError as error:
        raise StoreTrouble(f"cannot make the folder {folder}: {error.strerror}") from error
    if not folder.is_dir():
        raise StoreTrouble(f"cannot make the folder {folder}: a file of that name is in the way")


def make_private_file(path: Path) -> None:
    """Makes an empty file for its owner alone, whatever the umask. Raises FileExistsError and OSError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


class Store:
    """One store: a connection to read from, and a transaction for each change.

    Opening it creates the file when there is none, migrates it when it is behind (a copy of it is kept before), and
    raises StoreTrouble, leaving the file as it is, when it is no store, damaged, or made by a newer version.
    """

    def __init__(self, path: Path, *, calendar: Calendar, backups: Path) -> None:
        self.path = path
        self.calendar = calendar
        self._backups = backups
        self._reader: sqlite3.Connection | None = None
        self._ready = False

    @property
    def reader(self) -> sqlite3.Connection:
        """The connection for reading: it cannot write, and sees what is committed."""
        if self._reader is None:
            self._prepare()
            self._reader = self._connect()
            self._reader.execute("PRAGMA query_only = ON")
            self._reader.create_function("user_sort", 2, self._user_sort, deterministic=True)
        return self._reader

    def close(self) -> None:
        """Closes the connection; the store may be used again all the same."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def data_version(self) -> int:
        """A number that changes when another connection, also one of this program, has changed the store."""
        with self.trouble():
            return int(self.reader.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def transaction(self, now: datetime) -> Iterator[Transaction]:
        """One change: all of it or nothing. Raises StoreTrouble when the store cannot be written."""
        from interview_tui.store.transaction import begin

        self._prepare()
        with begin(self.path, now=now, calendar=self.calendar) as transaction:
            yield transaction

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Turns the driver's errors inside it into StoreTrouble."""
        try:
            yield
        except sqlite3.Error as error:
            raise trouble_of(error, self.path) from error

    def queue_order(self) -> str:
        """The SQL expression for a follow-up's place in the queue: its due date in the user's zone.

        It is the derived column, unless the zone has changed since it was written; then it is computed.
        """
        row = self.reader.execute("SELECT value FROM facts WHERE key = 'zone'").fetchone()
        same = row is None or row[0] == self.calendar.zone.key
        return STORED_ORDER if same else "user_sort(f.due_day, f.due_at)"

    def _user_sort(self, day: str | None, at: str | None) -> str:
        from interview_tui.store.queue import due_sort

        return due_sort(day, at, self.calendar)

    def _connect(self) -> sqlite3.Connection:
        mode = "rw" if os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK) else "ro"
        with self.trouble():
            return sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
            )

    def _prepare(self) -> None:
        if self._ready and self.path.exists():
            return
        if not self.path.exists():
            self._create()
        elif self._version() < HEAD:
            from interview_tui.store.migrating import migrate

            with self.trouble():
                migrate(self.path, backups=self._backups)
        self._ready = True

    def _create(self) -> None:
        """A new store is made beside its place and moved there whole, so that nobody ever opens half of one."""
        from interview_tui.store.migrating import build

        make_private_folder(self.path.parent)
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            fresh.unlink(missing_ok=True)
            make_private_file(fresh)
            with self.trouble():
                build(fresh, zone=self.calendar.zone.key)
            _put_in_place(fresh, self.path)
        except FileExistsError:
            pass  # another session was quicker: its store is as good
        except OSError as error:
            raise StoreTrouble(f"cannot make the store {self.path}: {error.strerror}") from error
        finally:
            fresh.unlink(missing_ok=True)

    def _version(self) -> int:
        """The number of the newest migration in the file. Raises StoreTrouble for what is no store."""
        try:
            empty = self.path.stat().st_size == 0
        except OSError as error:
            raise StoreTrouble(f"cannot read the store {self.path}: {error.strerror}") from error
        if empty:
            raise StoreTrouble(f"{self.path} is an empty file, not a store: restore a backup, or move it away")
        with closing(self._connect()) as connection, self.trouble():
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if application != APPLICATION_ID:
            raise StoreTrouble(f"{self.path} is not a store of interview-tui: give another file with --db")
        if version > HEAD:
            raise StoreTrouble(
                f"{self.path} was written by a newer version (schema {version}, this one knows {HEAD}): "
                "upgrade interview-tui; the store was not touched"
            )
        return version


def _put_in_place(fresh: Path, path: Path) -> None:
    """Gives a file its name, unless that is taken. Raises FileExistsError, OSError."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        fresh.rename(path)


def trouble_of(error: Exception, path: Path) -> StoreTrouble:
    """What a driver's error means for the person, in one line."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return StoreTrouble("the store is busy: another program is writing to it; try again in a moment")
    if "full" in text:
        return StoreTrouble(f"the disk is full: nothing was changed; free some space for {path.parent}")
    if "readonly" in text or "read-only" in text:
        return StoreTrouble(f"{path} cannot be written: check the permissions of the file and its folder")
    if "not a database" in text or "malformed" in text:
        return StoreTrouble(f"{path} is damaged or not a store: it was left as it is; restore a backup")
    if "fts5" in text or "tokenizer" in text:
        return StoreTrouble(
            "this Python's SQLite cannot search text by pieces (FTS5, 3.34 or newer): use another Python"
        )
    if "unable to open" in text:
        return StoreTrouble(f"cannot open {path}: check that the file and its folder can be read")
    return StoreTrouble(f"the store {path} could not be used: {shorten(str(error), 120)}")
