"""The driver's connections to a store's file, and what lies where a store is looked for."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from enum import Enum

from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.errors import Damaged, is_damage, trouble_of

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any, Self, TypeVar

    C = TypeVar("C", bound=sqlite3.Connection)

APPLICATION_ID = 0x49545549
"""`PRAGMA application_id` of a store: the letters ITUI."""
HEAD = 9
"""`PRAGMA user_version` of a store that is up to date: the number of the newest migration."""
BUSY_SECONDS = 1.0


def can_write(path: Path) -> bool:
    """Whether a database may be written: its file, and its folder, where the journal comes."""
    place = path.resolve()
    return os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)


class StoreConnection(sqlite3.Connection):
    """A connection to read records from; where it has `explain`, its errors are raised as that says."""

    explain: Callable[[sqlite3.Error], Exception] | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> StoreCursor:
        """As the driver's."""
        return self.cursor(StoreCursor).execute(sql, parameters)

    def ids(self, sql: str, parameters: Any = ()) -> list[int]:
        """The ids that a statement selects, in its order: to read them by rows takes twice as long."""
        return ids_of(self.execute(f"SELECT group_concat(id) FROM ({sql})", parameters).fetchone()[0])  # noqa: S608 -- our own words


class StoreCursor(sqlite3.Cursor):
    """What a `StoreConnection` has found, also where that cannot be read to its end."""

    connection: StoreConnection

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        """As the driver's."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def fetchone(self) -> Any:
        """As the driver's."""
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """As the driver's."""
        try:
            return super().fetchmany(size or self.arraysize)
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def fetchall(self) -> list[Any]:
        """As the driver's."""
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """The rows, fetched by the hundred: `__next__` in Python would be called for each."""
        while rows := self.fetchmany(100):
            yield from rows

    def _explained(self, error: sqlite3.Error) -> Exception:
        return error if self.connection.explain is None else self.connection.explain(error)


def connect(path: Path) -> StoreConnection:
    """A connection to a database that is there, to write as well where that is allowed.

    Raises sqlite3.Error.
    """
    mode = "rw" if can_write(path) else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return reading_all(
        sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, factory=StoreConnection)
    )


def ids_of(joined: str | None) -> list[int]:
    """The ids that `group_concat` has joined; none where it found none."""
    return list(map(int, joined.split(","))) if joined else []


def reading_all(connection: C) -> C:
    """The connection, which also reads what another program wrote as a text and is no UTF-8."""
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


class State(Enum):
    """What lies where a store is looked for."""

    MISSING = "there is none"
    EMPTY = "it is an empty file"
    FOREIGN = "it is not a store of interview-tui"
    DAMAGED = "it is damaged or not a store"
    NEWER = "it was written by a newer version: upgrade interview-tui"
    WHOLE = "it is whole"


def state_of(path: Path, *, thorough: bool = True) -> State:
    """What a file is; `thorough`: every page of it is read.

    The file is not changed, but for a change that was cut off and is taken back, as whenever it is opened. Raises
    StoreTrouble where it cannot be read.
    """
    try:
        if not path.exists():
            return State.MISSING
        if not (path.is_file() or path.is_dir()):
            return State.FOREIGN  # a pipe or a device
        if path.stat().st_size == 0:
            return State.EMPTY
        with closing(connect(path)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            whole = not thorough or application != APPLICATION_ID or is_sound(connection)
    except OSError as error:
        raise StoreTrouble(f"cannot read {path}: {error.strerror}") from error
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return State.DAMAGED
        raise trouble_of(error, path) from error
    if application != APPLICATION_ID:
        return State.FOREIGN
    if not whole:
        return State.DAMAGED
    return State.NEWER if version > HEAD else State.WHOLE


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page of a database can be read and is where it belongs. Raises sqlite3.Error."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def is_there(path: Path) -> bool:
    """Whether something lies where the store should be. Raises StoreTrouble where that cannot be told."""
    try:
        path.stat()
    except FileNotFoundError as error:
        if path.is_symlink():
            where = path.parent / path.readlink()
            raise StoreTrouble(
                f"{path} is a link to {where}, which is not there: restore that, or remove the link"
            ) from error
        return False
    except NotADirectoryError:
        return False  # to make its folder will say what is in the way
    except OSError as error:
        raise StoreTrouble(f"cannot read the store {path}: {error.strerror}") from error
    return True


def schema_of(path: Path) -> int:
    """The number of the newest migration in the file. Raises StoreTrouble for what is no store."""
    try:
        found = path.stat()
    except OSError as error:
        raise StoreTrouble(f"cannot read the store {path}: {error.strerror}") from error
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise StoreTrouble(f"{path} is a pipe or a device, not a store: give a file with --db")
    if found.st_size == 0:
        raise Damaged(f"{path} is an empty file, not a store", otherwise=", or move it away")
    with closing(connect(path)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID:
        raise StoreTrouble(f"{path} is not a store of interview-tui: give another file with --db")
    if version > HEAD:
        raise StoreTrouble(
            f"{path} was written by a newer version (schema {version}, this one knows {HEAD}): "
            "upgrade interview-tui; the store was not touched"
        )
    return version
