"""The one doorway for change: a transaction that writes records and, with them, the journal that can take them back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy import exc as sa_errors
from sqlalchemy.pool import NullPool

from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict
from interview_tui.domain.records import NOUNS, FollowUp, Record, ref
from interview_tui.store import derived, schema
from interview_tui.store.connection import BUSY_SECONDS, reading_all
from interview_tui.store.errors import trouble_of
from interview_tui.store.journal import Change
from interview_tui.store.queue import due_sort
from interview_tui.store.records import TABLES, Row, encode, from_mapping, get

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.pool import Pool

    from interview_tui.domain.dates import Calendar

R = TypeVar("R", bound=Record)


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


@contextmanager
def begin(path: Path, *, now: datetime, calendar: Calendar) -> Iterator[Transaction]:
    """One transaction, committed at the end, taken back whole by any exception. Raises StoreTrouble."""
    try:
        with engine_for(path).begin() as connection:
            transaction = Transaction(connection, now=now, calendar=calendar)
            transaction.take_zone()
            yield transaction
            transaction.write_entry()
            transaction.write_derived()
    except (sa_errors.DBAPIError, sqlite3.Error) as error:
        raise trouble_of(getattr(error, "orig", error), path) from error


class Transaction:
    """Adds, changes and removes records; at its end they stand in the journal as one entry, under `say`'s words."""

    def __init__(self, connection: Connection, *, now: datetime, calendar: Calendar) -> None:
        self._connection = connection
        self._changes: list[tuple[type[Record], int, Row | None, Row | None]] = []
        self._journalled_already = 0
        self._words = ""
        self.now = now
        self.calendar = calendar
        self.entry: int | None = None
        """The number of the journal entry, once it is begun; None where nothing changed."""

    @property
    def reader(self) -> sqlite3.Connection:
        """The driver's connection inside this transaction, for the same reads as outside."""
        return driver_of(self._connection)

    @property
    def size(self) -> int:
        """How many changes of records were made so far."""
        return self._journalled_already + len(self._changes)

    def give_up(self) -> None:
        """Ends the transaction without a trace: what was done in it was only tried."""
        self._connection.rollback()
        self._changes.clear()
        self._journalled_already, self.entry = 0, None

    def say(self, words: str) -> None:
        """What this change is, in words, for the journal."""
        self._words = words

    def get(self, cls: type[R], record_id: int) -> R:
        """A record by its id. Raises NotFound."""
        return get(self.reader, cls, record_id)

    def add(self, record: R) -> R:
        """Stores a new record and gives it its id (its own, when it brings one)."""
        row = encode(record)
        if not record.id:
            del row["id"]
        result = self._connection.execute(schema.TABLE[type(record)].insert(), self._derived(type(record), row))
        record_id = record.id or int(result.lastrowid)
        row["id"] = record_id
        self._changes.append((type(record), record_id, None, row))
        return from_mapping(type(record), row)

    def add_all(self, records: Sequence[Record]) -> list[int]:
        """Stores new records of one kind like `add`, many times faster, and gives their ids. They are journalled at
        once, so that a caller who adds by the batch needs no more memory than for one batch.
        """
        if not records:
            return []
        cls = type(records[0])
        rows = [encode(record) for record in records]
        given = self.reader.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (TABLES[cls],)).fetchone()
        fresh = count(max(given[0] if given else 0, *(row["id"] for row in rows)) + 1)
        for row in rows:
            row["id"] = row["id"] or next(fresh)
        self._insert_all(TABLES[cls], [self._derived(cls, row) for row in rows])
        self._changes.extend((cls, row["id"], None, row) for row in rows)
        self._write_changes()
        return [row["id"] for row in rows]

    def update(self, record: R, *, expected: R | None = None) -> R:
        """Writes a stored record as it is given, under its next version. Raises Conflict when it is not in the version
        that was read.

        `expected` is what a person began to edit, maybe long ago: where they left it as it was, nothing conflicts.
        """
        cls, after = type(record), encode(record)
        if expected is not None and after == encode(expected):
            return record
        before = self._stored(cls, after)
        if before == after:
            return from_mapping(cls, before)
        after["version"] = record.version + 1
        # Whatever is set is written, also into its index, whether it differs or not.
        old, new = self._derived(cls, before), self._derived(cls, after)
        table = schema.TABLE[cls]
        differing = {name: value for name, value in new.items() if value != old[name]}
        self._connection.execute(table.update().where(table.c.id == record.id).values(**differing))
        self._changes.append((cls, record.id, before, after))
        return from_mapping(cls, after)

    def outrun(self, cls: type[Record], record_id: int, revision: int) -> None:
        """Another program has counted a record's changes up to `revision` (from 0): its next export counts on from
        there. That is no change of the record: the journal does not have it, and undo leaves it.
        """
        table = schema.TABLE[cls]
        behind = (table.c.id == record_id) & (table.c.version <= revision)
        self._connection.execute(table.update().where(behind).values(version=revision + 1))

    def remove(self, record: Record) -> None:
        """Removes a stored record; the journal keeps it. Raises Conflict like `update`."""
        cls = type(record)
        row, table = self._stored(cls, encode(record)), schema.TABLE[cls]
        self._connection.execute(table.delete().where(table.c.id == record.id))
        self._changes.append((cls, record.id, row, None))

    def done(self, words: str, *about: Record | Ref) -> Change:
        """What this change did, in words, and the records that it concerns: the last word of whoever makes it."""
        self.say(words)
        if self.size:
            self._write_changes()
        return Change(words, tuple(a if isinstance(a, Ref) else ref(a) for a in about), self.entry)

    def write_entry(self) -> None:
        """Writes the journal entry of what changed; what was taken back before can then not be done again."""
        if not self.size:
            return
        if not self._words:
            raise RuntimeError("a change without words")
        self._write_changes()
        entries = schema.entries
        self._connection.execute(
            entries.update().where(entries.c.id == self.entry).values(at=utc_text(self.now), words=self._words)
        )

    def write_derived(self) -> None:
        """Writes what triggers only mark as out of date."""
        if self.reader.in_transaction:  # it was not given up
            derived.write(self.reader)

    def _write_changes(self) -> None:
        """Writes what was changed so far under the entry, which is begun with the first of it."""
        execute = self._connection.execute
        entries = schema.entries
        if self.entry is None:
            execute(entries.update().where(entries.c.state == "undone").values(state="dropped"))
            row = {"at": utc_text(self.now), "words": self._words, "state": "done"}
            self.entry = int(execute(entries.insert(), row).lastrowid)
        self._insert_all(
            schema.changes.name,
            [
                {
                    "entry_id": self.entry,
                    "noun": TABLES[cls],
                    "record_id": record_id,
                    "before": None if before is None else json.dumps(before, ensure_ascii=False),
                    "after": None if after is None else json.dumps(after, ensure_ascii=False),
                }
                for cls, record_id, before, after in self._changes
            ],
        )
        self._journalled_already += len(self._changes)
        self._changes.clear()

    def _insert_all(self, table: str, rows: Sequence[Row]) -> None:
        """By the driver: SQLAlchemy takes as long to prepare a row as SQLite to write it."""
        if rows:
            names = rows[0].keys()
            sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"  # noqa: S608
            self.reader.executemany(sql, rows)

    def caught_up(self) -> None:
        """Every plan was made by the present rules."""
        facts = schema.facts
        self._connection.execute(facts.delete().where(facts.c.key == "plan"))

    def take_zone(self) -> None:
        """Writes the queue's order anew when the user's zone is another than when it was written."""
        zone = self.calendar.zone.key
        known = self.reader.execute("SELECT value FROM facts WHERE key = 'zone'").fetchone()
        if known is not None and known[0] == zone:
            return
        facts, follow_ups = schema.facts, schema.follow_ups
        timed = self.reader.execute("SELECT id, due_day, due_at FROM follow_ups WHERE due_at IS NOT NULL").fetchall()
        for follow_up, day, at in timed:
            order = due_sort(day, at, self.calendar)
            self._connection.execute(follow_ups.update().where(follow_ups.c.id == follow_up).values(due_sort=order))
        self._connection.execute(facts.delete().where(facts.c.key == "zone"))
        self._connection.execute(facts.insert(), {"key": "zone", "value": zone})

    def _stored(self, cls: type[Record], row: Row) -> Row:
        """The row of a record as it is stored. Raises Conflict where it is not in the version of this one."""
        names = ", ".join(row)
        found = self.reader.execute(f"SELECT {names} FROM {TABLES[cls]} WHERE id = ?", (row["id"],)).fetchone()  # noqa: S608
        stored = {} if found is None else dict(zip(row, found, strict=True))
        if stored.get("version") != row["version"]:
            raise Conflict(f"{Ref(NOUNS[cls].letter, row['id'])} was changed elsewhere in the meantime: look again")
        return stored

    def _derived(self, cls: type[Record], row: Row) -> Row:
        if cls is not FollowUp:
            return row
        return {**row, "due_sort": due_sort(row["due_day"], row["due_at"], self.calendar)}
