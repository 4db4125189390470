"""SQLAlchemy's engines, by which everything is written. They are loaded for a change only."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING, cast

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from interview_tui.store import schema
from interview_tui.store.connection import APPLICATION_ID, BUSY_SECONDS, HEAD, StoreConnection, reading_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.pool import Pool

_ALEMBIC = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""In which Alembic looks for the migration that a store is at."""


@cache
def engine_for(path: Path) -> Engine:
    """The engine of a store. Each transaction has a connection of its own, so that none outlives its file."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    return engine_on(
        lambda: reading_all(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)), NullPool
    )


def engine_on(connect: Callable[[], sqlite3.Connection], pool: type[Pool]) -> Engine:
    """An engine whose transactions begin by hand."""
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's connection under SQLAlchemy's."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def empty_store(zone: str) -> StoreConnection:
    """An empty store in memory, made from the models: to run all migrations takes most of a second."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=StoreConnection)
    made = reading_all(memory)
    with engine_on(lambda: made, StaticPool).begin() as connection:
        schema.metadata.create_all(connection, tables=schema.all_tables())
        _ALEMBIC.create(connection)
        connection.execute(_ALEMBIC.insert(), {"version_num": f"{HEAD:04}"})
        connection.execute(schema.facts.insert(), {"key": "zone", "value": zone})
    made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    made.execute(f"PRAGMA user_version = {HEAD}")
    return made
