"""What the store keeps beside the records so that reading costs little: tallies, and the index of what is searched.

Triggers keep it (migration 0003). Some of it they only mark, to be written at the end of the transaction; and where
very many records are added, all of it is made at once instead.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from interview_tui.store.filtering import SOURCES, write_index
from interview_tui.store.kept import count_anew

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

FILLED = {
    "owed": "SELECT 0, substr(f.due_sort, 1, 10), count(*) FROM follow_ups f WHERE f.state = 'open' GROUP BY 2 "
    "UNION ALL SELECT i.step, substr(f.due_sort, 1, 10), count(*) FROM follow_ups f "
    "JOIN interviews i ON i.id = f.interview_id WHERE f.state = 'open' GROUP BY 1, 2",
    "stages": "SELECT step, lower(substr(company, 1, 2)), count(*) FROM interviews GROUP BY 1, 2",
    "kept (day)": "SELECT DISTINCT substr(coalesce(settled, ''), 1, 10) FROM follow_ups WHERE state = 'done'",
    "awaited": "SELECT meeting_id, starts FROM awaiting",
    "searched": "SELECT first_place + row_number() OVER (PARTITION BY first_place ORDER BY due_sort, id), id, words "
    "FROM follow_up_words",
}
"""Each table, and what it is filled from. Of `kept` the days are enough: the rest is marked as out of date."""


def write(connection: sqlite3.Connection) -> None:
    """Writes what triggers have only marked as out of date."""
    count_anew(connection)
    write_index(connection)


def make(connection: sqlite3.Connection) -> None:
    """Makes all of it anew from the records, inside a transaction. It takes some seconds for 100,000 interviews."""
    with _without_triggers(connection):
        for table, selected in FILLED.items():
            connection.execute(f"DELETE FROM {table.split()[0]}")  # noqa: S608 -- our own names
            connection.execute(f"INSERT INTO {table} {selected}")
        connection.execute("DELETE FROM unindexed")
        for table in SOURCES:
            for what in ("rebuild", "optimize"):
                connection.execute(f"INSERT INTO search_{table} (search_{table}) VALUES (?)", (what,))  # noqa: S608
    count_anew(connection)


@contextmanager
def made_at_the_end(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside it records are written without it, a third of the time each; then all of it is made. For an empty store
    that gets very many, inside the transaction that writes them.
    """
    with _without_triggers(connection):
        yield
    make(connection)


@contextmanager
def _without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside it no trigger of ours runs. What fails inside it must end the transaction: that has the triggers back."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)
