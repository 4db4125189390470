"""The one doorway for change: a transaction writes records and the journal that takes them back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Text, bindparam, func, literal, select
from sqlalchemy import exc as sa_errors

from interview_tui.domain.dates import due_sort, utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict
from interview_tui.domain.records import NOUNS, FollowUp, Record, ref
from interview_tui.store import schema
from interview_tui.store.engine import driver_of, engine_for
from interview_tui.store.errors import trouble_of
from interview_tui.store.journal import Change
from interview_tui.store.records import FIELDS, TABLES, Row, encode, from_mapping, get, with_due_sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from interview_tui.domain.dates import Calendar

_R = TypeVar("_R", bound=Record)
_AT_ONCE = 1_000
"""So many rows are stored and journalled at a time."""
NOTHING_CHANGED = "Nothing changed"
"""What is said of a change that left every record as it was."""


@contextmanager
def begin(path: Path, *, now: datetime, calendar: Calendar) -> Iterator[Transaction]:
    """One transaction, committed at the end, taken back whole by any exception. Raises StoreTrouble."""
    try:
        with engine_for(path).begin() as connection:
            transaction = Transaction(connection, now=now, calendar=calendar)
            transaction.take_zone()
            yield transaction
            transaction.write_entry()
    except (sa_errors.DBAPIError, sqlite3.Error) as error:
        raise trouble_of(getattr(error, "orig", error), path) from error


def set_places(path: Path, places: Sequence[tuple[int, str]]) -> None:
    """Repairs the places of follow-ups in the queue, which are no part of the records.

    Raises StoreTrouble.
    """
    try:
        with engine_for(path).begin() as connection:
            _set_places(connection, places)
    except (sa_errors.DBAPIError, sqlite3.Error) as error:
        raise trouble_of(getattr(error, "orig", error), path) from error


def _set_places(connection: Connection, places: Sequence[tuple[int, str]]) -> None:
    if places:
        follow_ups = schema.table_of(FollowUp)
        its = follow_ups.update().where(follow_ups.c.id == bindparam("its_id")).values(due_sort=bindparam("place"))
        connection.execute(its, [{"its_id": key, "place": place} for key, place in places])


class Transaction:
    """Adds, changes and removes records; at its end they are one journal entry, under the words of `done`."""

    def __init__(self, connection: Connection, *, now: datetime, calendar: Calendar) -> None:
        self.writer = connection
        """By which every change goes."""
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
        return driver_of(self.writer)

    @property
    def size(self) -> int:
        """How many changes of records were made so far."""
        return self._journalled_already + len(self._changes)

    def give_up(self) -> None:
        """Ends the transaction without a trace: what was done in it was only tried."""
        self.writer.rollback()
        self._changes.clear()
        self._journalled_already, self.entry = 0, None

    def get(self, cls: type[_R], record_id: int) -> _R:
        """A record by its id. Raises NotFound."""
        return get(self.reader, cls, record_id)

    def add(self, record: _R) -> _R:
        """Stores a new record and gives it its id (its own, when it brings one)."""
        row = encode(record)
        if not record.id:
            del row["id"]
        result = self.writer.execute(schema.table_of(type(record)).insert(), self._row(type(record), row))
        record_id = record.id or int(result.lastrowid)
        row["id"] = record_id
        self._changes.append((type(record), record_id, None, row))
        return from_mapping(type(record), row)

    def add_all(self, records: Sequence[Record]) -> list[int]:
        """Stores new records of one kind like `add`, many times faster, and gives their ids.

        They are journalled at once, so that a caller who adds by the batch needs no more memory than for one batch.
        """
        if not records:
            return []
        cls = type(records[0])
        rows = [encode(record) for record in records]
        given = self.reader.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (TABLES[cls],)).fetchone()
        fresh = count(max(given[0] if given else 0, *(row["id"] for row in rows)) + 1)
        for row in rows:
            row["id"] = row["id"] or next(fresh)
        self.writer.execute(schema.table_of(cls).insert(), [self._row(cls, row) for row in rows])
        self._changes.extend((cls, row["id"], None, row) for row in rows)
        self._write_changes()
        return [row["id"] for row in rows]

    def add_rows(self, cls: type[Record], rows: Sequence[tuple[Any, ...]]) -> None:
        """Stores new records of one kind, given as their rows in the order of `columns`, under the ids that they have:
        what an export holds need not become records on its way. SQLite itself makes the journal's lines of them.
        """
        self._write_changes()
        table, names = schema.table_of(cls), [field.name for field in FIELDS[cls]]
        given = bindparam("given", type_=Text)
        added = func.json_each(given).table_valued("key", "value")
        after = func.json_object(*(part for name in names for part in (name, table.c[name])))
        lines = (
            select(literal(self.entry), literal(table.name), table.c.id, after)
            .join_from(added, table, table.c.id == added.c.value)
            .order_by(added.c.key)
        )
        journalled = schema.changes.insert().from_select(["entry_id", "noun", "record_id", "after"], lines)
        for part in (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)):
            by_name = (dict(zip(names, row, strict=True)) for row in part)
            self.writer.execute(table.insert(), [self._row(cls, row) for row in by_name])
            self.writer.execute(journalled, {"given": json.dumps([row[0] for row in part])})
        self._journalled_already += len(rows)

    def update(self, record: _R, *, expected: _R | None = None) -> _R:
        """Writes a stored record as it is given, under its next version.

        Raises Conflict when it is not in the version that was read.

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
        old, new = self._row(cls, before), self._row(cls, after)
        table = schema.table_of(cls)
        differing = {name: value for name, value in new.items() if value != old[name]}
        self.writer.execute(table.update().where(table.c.id == record.id).values(**differing))
        self._changes.append((cls, record.id, before, after))
        return from_mapping(cls, after)

    def outrun(self, cls: type[Record], record_id: int, revision: int) -> None:
        """Counts a record's changes on from `revision` (from 0), which another program has reached.

        That is no change of the record: the journal does not have it, and undo leaves it.
        """
        table = schema.table_of(cls)
        behind = (table.c.id == record_id) & (table.c.version <= revision)
        self.writer.execute(table.update().where(behind).values(version=revision + 1))

    def remove(self, record: Record) -> None:
        """Removes a stored record; the journal keeps it. Raises Conflict like `update`."""
        cls = type(record)
        row, table = self._stored(cls, encode(record)), schema.table_of(cls)
        self.writer.execute(table.delete().where(table.c.id == record.id))
        self._changes.append((cls, record.id, row, None))

    def done(self, words: str, *about: Record | Ref) -> Change:
        """What this change did, in words, and the records that it concerns: the last word of whoever makes it. Where
        it did nothing, that is said instead: there is nothing to undo.
        """
        self._words = words
        if self.size:
            self._write_changes()
        said = words if self.size else NOTHING_CHANGED
        return Change(said, tuple(a if isinstance(a, Ref) else ref(a) for a in about), self.entry)

    def write_entry(self) -> None:
        """Writes the journal entry of what changed; what was taken back before can then not be done again."""
        if not self.size:
            return
        if not self._words:
            raise RuntimeError("a change without words")
        self._write_changes()
        entries = schema.entries
        self.writer.execute(
            entries.update().where(entries.c.id == self.entry).values(at=utc_text(self.now), words=self._words)
        )

    def _write_changes(self) -> None:
        """Writes what was changed so far under the entry, which is begun with the first of it."""
        execute = self.writer.execute
        entries = schema.entries
        if self.entry is None:
            execute(entries.update().where(entries.c.state == "undone").values(state="dropped"))
            row = {"at": utc_text(self.now), "words": self._words, "state": "done"}
            self.entry = int(execute(entries.insert(), row).lastrowid)
        lines = [
            {
                "entry_id": self.entry,
                "noun": TABLES[cls],
                "record_id": record_id,
                "before": None if before is None else json.dumps(before, ensure_ascii=False),
                "after": None if after is None else json.dumps(after, ensure_ascii=False),
            }
            for cls, record_id, before, after in self._changes
        ]
        if lines:
            execute(schema.changes.insert(), lines)
        self._journalled_already += len(self._changes)
        self._changes.clear()

    def note_mail_folder(self, path: str, state: bytes) -> None:
        """What was read of a mail folder. It is no part of the user's data: the journal does not have it, undo leaves
        it, and alone it makes no entry.
        """
        folders = schema.mail_folders
        self.writer.execute(folders.delete().where(folders.c.path == path))
        self.writer.execute(folders.insert(), {"path": path, "state": state})

    def caught_up(self) -> None:
        """Every plan was made by the present rules."""
        facts = schema.facts
        self.writer.execute(facts.delete().where(facts.c.key == "plan"))

    def take_zone(self) -> None:
        """Writes the queue's order anew when the user's zone is another than when it was written."""
        zone = self.calendar.zone.key
        known = self.reader.execute("SELECT value FROM facts WHERE key = 'zone'").fetchone()
        if known is not None and known[0] == zone:
            return
        facts = schema.facts
        timed = self.reader.execute("SELECT id, due_day, due_at FROM follow_ups WHERE due_at IS NOT NULL").fetchall()
        _set_places(self.writer, [(follow_up, due_sort(day, at, self.calendar)) for follow_up, day, at in timed])
        self.writer.execute(facts.delete().where(facts.c.key == "zone"))
        self.writer.execute(facts.insert(), {"key": "zone", "value": zone})

    def _stored(self, cls: type[Record], row: Row) -> Row:
        """The row of a record as it is stored. Raises Conflict where it is not in the version of this one."""
        names = ", ".join(row)
        found = self.reader.execute(f"SELECT {names} FROM {TABLES[cls]} WHERE id = ?", (row["id"],)).fetchone()  # noqa: S608
        stored = {} if found is None else dict(zip(row, found, strict=True))
        if stored.get("version") != row["version"]:
            raise Conflict(f"{Ref(NOUNS[cls].letter, row['id'])} was changed elsewhere: look again")
        return stored

    def _row(self, cls: type[Record], row: Row) -> Row:
        return with_due_sort(cls, row, self.calendar)
