"""What can still be read of a damaged store, laid into an empty one in memory, from which it is read as usual.

Row by row, past every page that cannot be read. What a damaged page held of records is in the journal as well, which
lies on other pages: their last rows are taken from there. What nothing refers to any more is left out. The store itself
is only read.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import NOUNS
from interview_tui.store.connection import APPLICATION_ID, HEAD, StoreConnection, reading_all
from interview_tui.store.engine import empty_store
from interview_tui.store.records import FIELDS, REFERENCES, TABLES, decode, journal_row, with_due_sort

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Record

_BESIDE = ("facts", "entries", "changes")
"""The tables that hold no records."""
FARTHEST = 1_000
"""So many ids are looked through behind each row that cannot be read, where the store does not say how many there are:
dozens of damaged pages, in a tenth of a second for all tables.
"""


def what_can_be_read(path: Path, calendar: Calendar) -> StoreConnection | None:
    """A store in memory with all that can be read in the file; None where that is no record at all."""
    into = empty_store(calendar.zone.key)
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(reading_all(sqlite3.connect(uri, uri=True, isolation_level=None))) as source:
            source.execute("PRAGMA writable_schema = ON")  # else a file that was cut is not read at all
            marks = [source.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if marks == [APPLICATION_ID, HEAD]:
                _take(source, into, calendar)
    except sqlite3.Error:
        into.close()
        return None
    if into.execute("SELECT 1 FROM interviews LIMIT 1").fetchone() is None:
        into.close()
        return None
    return into


def _take(source: sqlite3.Connection, into: sqlite3.Connection, calendar: Calendar) -> None:
    into.execute("DELETE FROM facts")
    for table in _BESIDE:
        _copy(source, into, table)
    for cls, table in TABLES.items():
        if not _copy(source, into, table, cls):
            _take_from_journal(into, cls, calendar)
    for cls in NOUNS:
        _mend_references(into, cls)


def _copy(source: sqlite3.Connection, into: sqlite3.Connection, table: str, cls: type[Record] | None = None) -> bool:
    """Copies the rows that can be read, of records those that are some; whether these were all."""
    names = [name for (name,) in into.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    if cls is not None:
        first = [field.name for field in FIELDS[cls]]
        names = [*first, *(name for name in names if name not in first)]
    rows = _Rows(source, table, names)
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    whole = True
    for row in rows:
        try:
            if cls is not None:
                decode(cls, row[: len(FIELDS[cls])])
            into.execute(f"INSERT OR IGNORE INTO {table} ({quoted}) VALUES ({marks})", row)  # noqa: S608 -- our own names
        except (StoreTrouble, sqlite3.Error):
            whole = False
    return whole and rows.whole


class _Rows:
    """The rows of a table in the order of their ids, those that can be read."""

    def __init__(self, source: sqlite3.Connection, table: str, names: list[str]) -> None:
        self._source = source
        self._table = table
        quoted = ", ".join(f'"{name}"' for name in names)
        self._sql = f"SELECT rowid, {quoted} FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 -- our own names
        self.whole = True

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        at, last = 0, None
        while True:
            try:
                for row in self._source.execute(self._sql, (at,)):
                    at, last = max(at, int(row[0])), None
                    yield row[1:]
            except (sqlite3.Error, OverflowError):
                self.whole = False
            else:
                return
            last = self._last(at) if last is None else last
            at += 1
            if at > last:
                return

    def _last(self, at: int) -> int:
        """The greatest id that the table may have, where rows behind `at` cannot be read."""
        try:
            found = self._source.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (self._table,)).fetchone()
            return at + FARTHEST if found is None else int(found[0])
        except (sqlite3.Error, ValueError):
            return at + FARTHEST


def _take_from_journal(into: sqlite3.Connection, cls: type[Record], calendar: Calendar) -> None:
    """Adds the records that are not there, as the last change that stands has left them."""
    table = TABLES[cls]
    lost = f"c.record_id NOT IN (SELECT id FROM {table})"  # noqa: S608 -- our own names
    sql = "SELECT c.record_id, c.after FROM changes c LEFT JOIN entries e ON e.id = c.entry_id WHERE c.noun = ? "
    sql += f"AND coalesce(e.state, 'done') = 'done' AND {lost} ORDER BY c.entry_id, c.id"
    last = dict(into.execute(sql, (table,)).fetchall())
    for text in last.values():
        if text is None:
            continue  # it was deleted
        try:
            row = journal_row(cls, text)
            decode(cls, [row[field.name] for field in FIELDS[cls]])
            row = with_due_sort(cls, row, calendar)
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join(f":{name}" for name in row)
            into.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608
        except (StoreTrouble, sqlite3.Error, ValueError, KeyError):
            continue  # damaged there, too


def _mend_references(into: sqlite3.Connection, cls: type[Record]) -> None:
    """What refers to a record that is lost refers to nothing, or goes with it where it cannot be without."""
    table = TABLES[cls]
    for field in FIELDS[cls]:
        if field.name in REFERENCES:
            there = f"SELECT id FROM {REFERENCES[field.name]}"  # noqa: S608 -- our own names
            what = f"UPDATE {table} SET {field.name} = NULL" if field.optional else f"DELETE FROM {table}"  # noqa: S608
            into.execute(f"{what} WHERE {field.name} IS NOT NULL AND {field.name} NOT IN ({there})")
