"""Reading the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interview_tui.domain.records import Interview, Ref
from interview_tui.store.codec import TABLES
from interview_tui.store.reading import kind_of

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: when, in words, and whether it stands (`done`), was taken back (`undone`), or taken back and
    overtaken by a later change (`dropped`).
    """

    id: int
    at: datetime
    words: str
    state: str


_ROUNDS = "SELECT r.id FROM rounds r WHERE r.interview_id = :id"
_MEETINGS = f"SELECT m.id FROM meetings m WHERE m.round_id IN ({_ROUNDS})"  # noqa: S608
_ROW = "coalesce(c.after, c.before)"
_HANGS_ON_INTERVIEW = (
    f" OR json_extract({_ROW}, '$.interview_id') = :id"
    f" OR json_extract({_ROW}, '$.round_id') IN ({_ROUNDS})"
    f" OR json_extract({_ROW}, '$.meeting_id') IN ({_MEETINGS})"
)
"""Of an interview that was deleted the notes are not found any more; the entry that deleted it is."""
_WITH_OTHERS = (
    "(c.noun = :noun AND c.record_id <= :id AND c.before IS NULL"
    " AND c.after GLOB '[0-9]*' AND CAST(c.after AS INTEGER) >= :id)"
)
"""Added with many others by SQL: such a line says the first id and the last (bulk.py)."""
_COLUMNS = "e.id, e.at, e.words, e.state"


def next_to_undo(connection: sqlite3.Connection) -> Entry | None:
    """The last change that stands."""
    return _first(connection, "state = 'done' ORDER BY id DESC LIMIT 1")


def next_to_redo(connection: sqlite3.Connection) -> Entry | None:
    """The change that was taken back last and can be done again."""
    return _first(connection, "state = 'undone' ORDER BY id LIMIT 1")


def _first(connection: sqlite3.Connection, rest: str) -> Entry | None:
    row = connection.execute(f"SELECT {_COLUMNS} FROM entries e WHERE {rest}").fetchone()  # noqa: S608 -- our own words
    return None if row is None else _entry(row)


def entries(connection: sqlite3.Connection, ref: Ref | None, *, limit: int) -> tuple[Entry, ...]:
    """The entries, newest first, at most `limit` (-1 for all); with `ref` those that changed that record."""
    if ref is None:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM entries e ORDER BY e.id DESC LIMIT ?", (limit,))  # noqa: S608
        return tuple(_entry(row) for row in rows)
    cls = kind_of(ref)
    about = f"(c.noun = :noun AND c.record_id = :id) OR {_WITH_OTHERS}"
    if cls is Interview:
        about += _HANGS_ON_INTERVIEW
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM entries e WHERE e.id IN (SELECT c.entry_id FROM changes c WHERE {about}) "  # noqa: S608
        "ORDER BY e.id DESC LIMIT :limit",
        {"noun": TABLES[cls], "id": ref.id, "limit": limit},
    )
    return tuple(_entry(row) for row in rows)


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], datetime.fromisoformat(row[1]), row[2], row[3])
