"""What the store keeps beside the records so that reading costs little: the numbers of what was done each day, and the
index of what is searched.

Triggers keep it (migration 0003). Some of it they only mark, to be written at the end of the transaction; and where
very many records are added, all of it is made at once instead.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from interview_tui.store.figures import count_anew
from interview_tui.store.filtering import write_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

FILLED = {
    "kept (day)": "SELECT DISTINCT substr(coalesce(settled, ''), 1, 10) FROM follow_ups WHERE state = 'done'",
    "searched": "SELECT first_place + row_number() OVER (PARTITION BY first_place ORDER BY due_sort, id), id, words "
    "FROM follow_up_words",
}
"""Each table, and what it is filled from. Of `kept` the days are enough: the rest is marked as out of date."""


def write(connection: sqlite3.Connection) -> None:
    """Writes what triggers have only marked as out of date."""
    count_anew(connection)
    write_index(connection)


def make(connection: sqlite3.Connection) -> None:
    """Makes all of it anew from the records, inside a transaction."""
    with without_triggers(connection):
        for table, selected in FILLED.items():
            connection.execute(f"DELETE FROM {table.split()[0]}")  # noqa: S608 -- our own names
            connection.execute(f"INSERT INTO {table} {selected}")
        connection.execute("DELETE FROM unindexed")
        for what in ("rebuild", "optimize"):
            connection.execute("INSERT INTO search_follow_ups (search_follow_ups) VALUES (?)", (what,))
    count_anew(connection)


@contextmanager
def without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside it no trigger of ours runs. What fails inside it must end the transaction: that has the triggers back."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.execute(sql)
