"""Whether what a store holds is right, beyond being readable: its references, and what it keeps beside the records."""

from __future__ import annotations

import sqlite3
from itertools import islice
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import NOUNS, Interview
from interview_tui.store import derived
from interview_tui.store.kept import count_anew
from interview_tui.store.queue import due_sort
from interview_tui.store.records import columns, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.domain.dates import Calendar

MOST = 3
"""How many faults are named."""
_OF_INDEX = ("missing from index", "wrong # of entries in index", "non-unique entry in index")
_SEARCHED = (
    # The number within a day is the order of writing: nothing but that it is another's matters.
    "SELECT place >> 32, follow_up_id, words FROM searched",
    "SELECT first_place >> 32, id, words FROM follow_up_words",
)


def damages(connection: sqlite3.Connection) -> list[str]:
    """What `integrity_check` finds, at most `MOST`; empty where all is well. Raises sqlite3.Error."""
    found = [str(line) for (line,) in connection.execute(f"PRAGMA integrity_check({MOST})")]
    lines = [line for text in found for line in text.splitlines() if not line.startswith("***")]
    return [] if found == ["ok"] else lines[:MOST]


def are_of_indexes(damages: list[str]) -> bool:
    """Whether only indexes are wrong, which can be made anew from the tables."""
    return all(any(words in damage for words in _OF_INDEX) for damage in damages)


def missing_references(connection: sqlite3.Connection) -> list[str]:
    """The tables that have rows which refer to ones that are not there."""
    return sorted({row[0] for row in connection.execute("PRAGMA foreign_key_check")})


def no_records(connection: sqlite3.Connection) -> list[str]:
    """The short ids of rows that are no records, as another program may have written them, at most `MOST`.

    Raises sqlite3.Error.
    """
    return list(islice(_no_records(connection), MOST))


def _no_records(connection: sqlite3.Connection) -> Iterator[str]:
    for cls, noun in NOUNS.items():
        for row in connection.execute(f"SELECT {columns(cls)} FROM {noun.plural} ORDER BY id"):  # noqa: S608
            try:
                decode(cls, row)
            except StoreTrouble:
                yield f"{noun.word} {noun.letter}{row[0]}"
    lacking = "SELECT i.id FROM interviews i WHERE NOT EXISTS (SELECT 1 FROM rounds r JOIN meetings m "
    lacking += "ON m.round_id = r.id WHERE r.interview_id = i.id AND r.number = i.round) ORDER BY i.id"
    noun = NOUNS[Interview]
    yield from (f"{noun.word} {noun.letter}{key} (without its meeting)" for (key,) in connection.execute(lacking))


def wrong_derived(connection: sqlite3.Connection, calendar: Calendar) -> list[str]:
    """What is not as the records make it; by its table, or `due_sort`. To be asked inside a transaction that is rolled
    back afterwards: what triggers only mark is written first. Raises sqlite3.Error.
    """
    wrong = [] if _places_right(connection, calendar) else ["due_sort"]
    derived.write(connection)
    wrong += ["searched"] if _differ(connection, *_SEARCHED) else []
    before = connection.execute("SELECT * FROM kept ORDER BY day").fetchall()
    connection.execute("DELETE FROM kept")
    connection.execute(f"INSERT INTO kept (day) {derived.FILLED['kept (day)']}")
    count_anew(connection)
    if connection.execute("SELECT * FROM kept ORDER BY day").fetchall() != before:
        wrong.append("kept")
    return wrong if _index_right(connection) else [*wrong, "search_follow_ups"]


def mend_derived(connection: sqlite3.Connection, calendar: Calendar) -> None:
    """Makes it anew from the records, inside a transaction. Raises sqlite3.Error."""
    rows = connection.execute("SELECT id, due_day, due_at, due_sort FROM follow_ups").fetchall()
    anew = [
        (due_sort(day, at, calendar), key) for key, day, at, stored in rows if stored != due_sort(day, at, calendar)
    ]
    connection.executemany("UPDATE follow_ups SET due_sort = ? WHERE id = ?", anew)
    derived.make(connection)


def _places_right(connection: sqlite3.Connection, calendar: Calendar) -> bool:
    zone = connection.execute("SELECT value FROM facts WHERE key = 'zone'").fetchone()
    if zone is not None and zone[0] != calendar.zone.key:
        return True  # they are in the zone of the last change, and are written anew with the next
    rows: Iterator[tuple[str | None, str | None, str]] = connection.execute(
        "SELECT due_day, due_at, due_sort FROM follow_ups"
    )
    return all(due_sort(day, at, calendar) == stored for day, at, stored in rows)


def _differ(connection: sqlite3.Connection, *both: str) -> bool:
    for one, other in (both, both[::-1]):
        if connection.execute(f"SELECT EXISTS ({one} EXCEPT {other})").fetchone()[0]:
            return True
    numbers = [connection.execute(f"SELECT count(*) FROM ({one})").fetchone() for one in both]  # noqa: S608 -- our own words
    return bool(numbers[0] != numbers[1])


def _index_right(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("INSERT INTO search_follow_ups (search_follow_ups, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
            return False
        raise
    return True
