"""Rows that SQL writes from other rows, without making records of them: what takes minutes by records takes seconds.

An export on its way in (staging.py) stands beside the store as the database `staged`. What of it is here already under
the same id is told by SQL; only what is left is compared record by record.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from interview_tui.domain.records import NOUNS, FollowUp, Origin, Record
from interview_tui.store import derived
from interview_tui.store.queue import due_sort
from interview_tui.store.records import FIELDS, REFERENCES, TABLES, columns, decode, find_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.transaction import Transaction

R = TypeVar("R", bound=Record)


def journal_added(connection: sqlite3.Connection, entry: int, cls: type[Record], *, after: int) -> None:
    """Journals the records of a kind whose ids are greater than `after` as added, in one line: `record_id` is the first
    of them, what stands for the row is the last. What they hold is written down when they are taken back (undoing.py).
    """
    table = TABLES[cls]
    connection.execute(
        "INSERT INTO changes (entry_id, noun, record_id, before, after) "  # noqa: S608 -- our own names
        f"SELECT ?, '{table}', min(id), NULL, CAST(max(id) AS TEXT) FROM {table} WHERE id > ? HAVING count(*)",
        (entry, after),
    )


@contextmanager
def derived_at_the_end(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside it records are written a third faster, without what the store derives of them; then all that is made anew,
    in some seconds for 100,000 interviews. What fails inside it must end the transaction: that has the triggers back.
    """
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)
    derived.make(connection)


def attach(tx: Transaction, name: str) -> None:
    """Puts an export beside the store, for as long as the transaction's connection lasts."""
    tx.reader.execute("ATTACH ? AS staged", (name,))


def number_staged(connection: sqlite3.Connection, cls: type[Record]) -> int:
    """How many records of a kind the export has."""
    return int(connection.execute(f"SELECT count(*) FROM staged.{TABLES[cls]}").fetchone()[0])  # noqa: S608


def take_whole(tx: Transaction) -> None:
    """Adds all that is staged under its own ids. The store holds no record."""
    let_sort(tx.reader, tx.calendar)
    with derived_at_the_end(tx.reader):
        for cls in NOUNS:
            # With one record that goes the ordinary way the journal's entry begins.
            first = _staged(tx.reader, cls, "1 ORDER BY id LIMIT 1") if tx.entry is None else ()
            after = max(tx.add_all(first), default=0)
            if tx.entry is not None:
                _take_rest(tx.reader, cls, after)
                journal_added(tx.reader, tx.entry, cls, after=after)


def _take_rest(connection: sqlite3.Connection, cls: type[Record], after: int) -> None:
    names = columns(cls)
    name, value = ("", "") if cls is not FollowUp else (", due_sort", ", due_sort(due_day, due_at)")
    connection.execute(
        f"INSERT INTO main.{TABLES[cls]} ({names}{name}) "  # noqa: S608 -- our own names
        f"SELECT {names}{value} FROM staged.{TABLES[cls]} WHERE id > ? ORDER BY id",
        (after,),
    )


def let_sort(connection: sqlite3.Connection, calendar: Calendar) -> None:
    """Gives SQL the function `due_sort(due_day, due_at)`."""
    connection.create_function("due_sort", 2, lambda day, at: due_sort(day, at, calendar), deterministic=True)


def mark_same(connection: sqlite3.Connection, cls: type[Record]) -> int:
    """Finds the records of a kind that are here under the same id with the same content, references to others that
    were found so included; gives their number. The kinds come in the order of NOUNS.
    """
    table = TABLES[cls]
    content = [field.name for field in FIELDS[cls] if field.name not in ("id", "version")]
    same = " AND ".join(
        [
            f"({', '.join(f's.{name}' for name in content)}) IS ({', '.join(f'm.{name}' for name in content)})",
            *(
                f"(s.{name} IS NULL OR s.{name} IN (SELECT id FROM temp.same_{REFERENCES[name]}))"  # noqa: S608
                for name in content
                if name in REFERENCES
            ),
        ]
    )
    connection.execute(f"CREATE TEMP TABLE same_{table} (id INTEGER PRIMARY KEY)")
    return connection.execute(
        f"INSERT INTO temp.same_{table} "  # noqa: S608
        f"SELECT s.id FROM staged.{table} s JOIN main.{table} m ON m.id = s.id WHERE {same}"
    ).rowcount


def others_staged(connection: sqlite3.Connection, cls: type[R]) -> tuple[R, ...]:
    """The staged records of a kind that `mark_same` has not found, in order of their ids."""
    return _staged(connection, cls, f"id NOT IN (SELECT id FROM temp.same_{TABLES[cls]}) ORDER BY id")  # noqa: S608


def others_stored(connection: sqlite3.Connection, cls: type[R]) -> tuple[R, ...]:
    """The stored records of a kind that `mark_same` has not found, in order of their ids."""
    return find_where(connection, cls, f"id NOT IN (SELECT id FROM temp.same_{TABLES[cls]})")  # noqa: S608


def staged_origins(connection: sqlite3.Connection) -> tuple[Origin, ...]:
    """Where the staged interviews come from that `mark_same` has not found."""
    return _staged(connection, Origin, "interview_id NOT IN (SELECT id FROM temp.same_interviews) ORDER BY id")


def stored_origins(connection: sqlite3.Connection) -> tuple[Origin, ...]:
    """Where the stored interviews come from that `mark_same` has not found."""
    return find_where(connection, Origin, "interview_id NOT IN (SELECT id FROM temp.same_interviews)")


def _staged(connection: sqlite3.Connection, cls: type[R], rest: str) -> tuple[R, ...]:
    rows = connection.execute(f"SELECT {columns(cls)} FROM staged.{TABLES[cls]} WHERE {rest}")  # noqa: S608
    return tuple(decode(cls, row) for row in rows)
