"""A place without a store: whether one was there, and how the first change makes one.

Who has deleted a store, or has it on a disk that is not there, must not find an empty one in its place: it would look
as if all were gone, and a synchroniser would carry it everywhere. So none is made where something says that one was
there: a backup of it, a file beside it, text that was typed into it. Reading makes none anywhere.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.paths import picture_of, typed_folder
from interview_tui.store.autosave import Autosave
from interview_tui.store.connection import BUSY_SECONDS
from interview_tui.store.errors import Damaged, busy, trouble_of
from interview_tui.store.files import make_private_file, make_private_folder, put_in_place, sweep, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview_tui.store.backups import Backups

TRY_AGAIN_SECONDS = 0.02


def refuse(path: Path, backups: Backups, *, was_open: bool) -> None:
    """Raises StoreTrouble where a store was and is gone, and where none could be made; it says how to bring the store
    back, and how to start over. `was_open`: this session has read it.
    """
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir():
        raise StoreTrouble(f"cannot make the folder {folder}: a file of that name is in the way")
    left = {
        "its journal": path.with_name(f"{path.name}-journal"),
        "its write-ahead log": path.with_name(f"{path.name}-wal"),
        "its last picture": picture_of(path),
    }
    left = {what: file for what, file in left.items() if file.exists()}
    if Autosave(typed_folder(path), lambda: datetime.now(UTC)).tells_of_a_store():
        left["text that was typed into it"] = typed_folder(path)
    away = [f"{file} away" for file in left.values()]
    if backups.exist():
        away.insert(0, f"its backups{backups.marked} out of {backups.folder}")
        anew = f"; to start over, move {' and '.join(away)}"
        raise Damaged(f"there is no store at {path}, but there was one", backups.newest_good(), otherwise=anew)
    if left:
        what = " and ".join(left)
        raise StoreTrouble(
            f"there is no store at {path}, but {what}: restore the store, or to start over move {' and '.join(away)}"
        )
    if was_open:
        raise StoreTrouble(f"there is no store at {path} any more: restore it, or quit and start over")


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """One session at a time makes a store in a folder, which is made as well; it is gone again where nothing came into
    it. Raises StoreTrouble.
    """
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    make_private_folder(folder)
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StoreTrouble(f"cannot read the folder {folder}: {error.strerror}") from error
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)
        with suppress(OSError):
            for made in missing:
                made.rmdir()


def _lock(handle: int) -> None:
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise busy() from None
            time.sleep(TRY_AGAIN_SECONDS)
        except OSError:
            return  # a file system without locks: whoever comes second is told so
        else:
            return


@contextmanager
def new_store(path: Path, empty: sqlite3.Connection) -> Iterator[Path]:
    """A copy of an empty store beside `path`, to be changed and moved there; gone at the end where it was not.

    Raises StoreTrouble.
    """
    sweep(path.parent)
    fresh = unfinished(path, "new")
    try:
        _copy(empty, fresh, path)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _copy(empty: sqlite3.Connection, fresh: Path, path: Path) -> None:
    try:
        make_private_file(fresh)
        with closing(sqlite3.connect(fresh)) as target:
            empty.backup(target)
    except OSError as error:
        raise StoreTrouble(f"cannot make the store {path}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise trouble_of(error, path) from error


def put(fresh: Path, path: Path) -> None:
    """Moves a new store to its place. Raises StoreTrouble."""
    try:
        put_in_place(fresh, path)
    except FileExistsError:
        raise busy() from None
    except OSError as error:
        raise StoreTrouble(f"cannot make the store {path}: {error.strerror}") from error
