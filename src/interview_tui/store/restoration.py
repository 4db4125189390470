"""Back to a copy: what is there is kept first, then the copy is put in its place, whole or not at all.

Into a store that can be used it goes by SQLite's backup API, in one transaction of the file that is there: sessions
that have it open see it as any other change, and a kill half way is taken back at the next opening. Only what cannot be
used any more, or is gone, is replaced as a file.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.backups import copy_store, transfer
from interview_tui.store.connection import HEAD, State, connect, state_of
from interview_tui.store.errors import busy, trouble_of
from interview_tui.store.files import make_private_file, make_private_folder, put_in_place, settle, sweep, unfinished

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from interview_tui.store.backups import Backups

_COUNTER = (4, 24)  # SQLite's file format: bytes and their place; they change with every transaction outside WAL
_TRIES = 3


class _Changed(Exception):
    """Another session has changed the store since it was kept."""


def restore(file: Path, backups: Backups, moment: datetime) -> Path | None:
    """Puts the store that is in `file`, in the newest schema, where `backups.store` is. Gives where what was there is
    kept, under the user's clock; None where nothing was there. `file` itself is not changed.

    Raises StoreTrouble, with nothing changed, when `file` is not a whole store or what is there cannot be kept.
    """
    store = backups.store.resolve()
    try:
        if not file.is_file():
            raise StoreTrouble(f"there is no file {file}: interview-tui paths tells where the backups are")
        if store.exists() and store.samefile(file):
            raise StoreTrouble(f"{file} is the store itself: give one of its backups")
        if store.exists() and backups.is_of_another(file):
            raise StoreTrouble(f"{file} is of another store than {store}: give that with --db, or a copy of the file")
        state = state_of(file)
        if state is not State.WHOLE:
            raise StoreTrouble(f"{file} cannot be restored, nothing was changed: {state.value}")
        make_private_folder(store.parent)
        sweep(store.parent)
        staged = unfinished(store, "restored")
        try:
            copy_store(file, staged)
            _bring_up_to_date(staged)
            return _put(staged, store, backups, moment)
        finally:
            staged.unlink(missing_ok=True)
    except OSError as error:
        raise StoreTrouble(f"cannot restore {file}: {error.filename or store}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise trouble_of(error, store) from error


def _bring_up_to_date(staged: Path) -> None:
    with closing(connect(staged)) as connection:
        behind = connection.execute("PRAGMA user_version").fetchone()[0] < HEAD
    if behind:
        from interview_tui.store.migrations.upgrade import upgrade

        upgrade(staged)


def _put(staged: Path, store: Path, backups: Backups, moment: datetime) -> Path | None:
    state = state_of(store)
    if state is State.FOREIGN:
        raise StoreTrouble(f"{store} is another program's database: give another place with --db")
    make_private_folder(backups.folder)
    if state in (State.WHOLE, State.NEWER):
        return _write_into(staged, store, backups, moment)
    kept = _keep_bytes(store, backups, moment) if state is State.DAMAGED else None
    # Left there, it would be played back into the file that comes.
    store.with_name(f"{store.name}-journal").unlink(missing_ok=True)
    if state is State.MISSING:
        put_in_place(staged, store)
    else:
        staged.replace(store)
        settle(store.parent)
    return kept


def _write_into(staged: Path, store: Path, backups: Backups, moment: datetime) -> Path:
    # It is closed after every connection: closing any handle of a file gives up the locks that the process has on it.
    handle = os.open(store, os.O_RDONLY)
    try:
        for _ in range(_TRIES):
            kept = backups.free("before-restore", moment)
            counter = os.pread(handle, *_COUNTER)
            copy_store(store, kept)
            try:
                _overwrite(staged, store, handle, counter)
            except _Changed:
                kept.unlink()
            except BaseException:
                kept.unlink()  # what it holds is still in its place
                raise
            else:
                return kept
        raise busy()
    finally:
        os.close(handle)


def _overwrite(staged: Path, store: Path, handle: int, counter: bytes) -> None:
    """Raises _Changed, with nothing changed, when the store's counter is another one once it is locked."""
    looked = False

    def look() -> None:
        nonlocal looked
        if not looked and os.pread(handle, *_COUNTER) != counter:
            raise _Changed
        looked = True

    with closing(connect(staged)) as source, closing(connect(store)) as target:
        target.execute("PRAGMA synchronous = FULL")
        target.execute("PRAGMA journal_mode = DELETE")
        # The first step locks the file and is not the last one; so few pages stay in memory until the end.
        pages = min(source.execute("PRAGMA page_count").fetchone()[0] // 2, 256)
        transfer(source, target, pages=pages, told=look)


def _keep_bytes(store: Path, backups: Backups, moment: datetime) -> Path:
    """Keeps a file that is no store any more as it is, with the journal that lies beside it."""
    kept = backups.free("damaged", moment, suffix=".damaged")
    for end in ("-journal", ""):
        source = store.with_name(store.name + end)
        if source.exists():
            copy = kept.with_name(kept.name + end)
            make_private_file(copy)
            with source.open("rb") as old, copy.open("wb") as new:
                shutil.copyfileobj(old, new)
                new.flush()
                os.fsync(new.fileno())
    settle(kept.parent)
    return kept
