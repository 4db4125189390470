"""Bringing a store up to date: each migration whole or not at all, a checked copy kept before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from interview_tui.domain.errors import StoreTrouble
from interview_tui.paths import typed_folder
from interview_tui.store.autosave import Autosave
from interview_tui.store.backups import copy_store
from interview_tui.store.connection import HEAD, connect
from interview_tui.store.engine import driver_of, engine_for
from interview_tui.store.errors import trouble_of
from interview_tui.store.files import make_private_folder

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.backups import Backups

SCRIPTS = Path(__file__).parent


def migrate(path: Path, *, backups: Backups, calendar: Calendar) -> None:
    """Brings a store to the newest schema; a copy of what it was is kept in `backups`. Raises StoreTrouble."""
    make_private_folder(backups.folder)
    copy_store(path, backups.free(f"before-schema-{HEAD}", calendar.local(datetime.now(UTC))))
    _move_typed_letters(path)
    upgrade(path)


def _move_typed_letters(path: Path) -> None:
    """What is typed for letters goes from the table of earlier versions into files. Done again, it is the same.

    Raises StoreTrouble.
    """
    try:
        with closing(connect(path)) as connection:
            there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'drafts'").fetchone()
            rows = connection.execute("SELECT key, text, saved FROM drafts").fetchall() if there else []
    except sqlite3.Error as error:
        raise trouble_of(error, path) from error
    if rows:
        autosave = Autosave(typed_folder(path), lambda: datetime.now(UTC))
        autosave.import_letters(rows)
        autosave.close()


def upgrade(path: Path) -> None:
    """Brings a store to the newest schema, whole or not at all. Raises StoreTrouble."""
    try:
        # Foreign keys are off meanwhile: with them on, rebuilding a table would delete the rows that refer to it. The
        # pragma does nothing inside a transaction, so it stands before the one that holds the whole migration.
        with engine_for(path).connect() as connection:
            driver = driver_of(connection)
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _run(connection)
                if driver.execute("PRAGMA foreign_key_check").fetchone() is not None:
                    raise StoreTrouble(f"{path} has records that refer to missing ones: it was left as it is")
                driver.execute(f"PRAGMA user_version = {HEAD}")
    except DBAPIError as error:
        raise trouble_of(error.orig or error, path) from error


def _run(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
