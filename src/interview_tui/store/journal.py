"""The journal: what a change did, and the entries in which that stands."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.records import NOUNS, Interview
from interview_tui.store.records import RECORDS, TABLES, journal_row, kind_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.records import Record
    from interview_tui.store.records import Row


@dataclass(frozen=True, slots=True)
class Change:
    """What a change did: one line in words, and the records that it concerns. `entry` is None if nothing changed."""

    words: str
    refs: tuple[Ref, ...] = ()
    entry: int | None = None


Mark = tuple[int, str]
"""An entry's number and instant as the journal has them: after a restore the number alone may be another entry's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: when, in words, and whether it stands (`done`), was taken back (`undone`), or taken back and
    overtaken by a later change (`dropped`).
    """

    id: int
    at: datetime
    words: str
    state: str

    @property
    def mark(self) -> Mark:
        """What tells it from every other, also from one that a restored journal has in its place."""
        return self.id, utc_text(self.at)


_ROUNDS = "SELECT r.id FROM rounds r WHERE r.interview_id = :id"
_MEETINGS = f"SELECT m.id FROM meetings m WHERE m.round_id IN ({_ROUNDS})"  # noqa: S608
_DOCUMENTS = "SELECT d.id FROM documents d WHERE d.interview_id = :id"
_ROW = "coalesce(c.after, c.before)"
_HANGS_ON_INTERVIEW = (
    f" OR json_extract({_ROW}, '$.interview_id') = :id"
    f" OR json_extract({_ROW}, '$.round_id') IN ({_ROUNDS})"
    f" OR json_extract({_ROW}, '$.meeting_id') IN ({_MEETINGS})"
    f" OR json_extract({_ROW}, '$.document_id') IN ({_DOCUMENTS})"
)
"""Of an interview that was deleted the notes are not found any more; the entry that deleted it is."""
_COLUMNS = "e.id, e.at, e.words, e.state"


def next_to_undo(connection: sqlite3.Connection, own: Sequence[Mark] = ()) -> Entry | None:
    """The last of a session's own changes that stands; where none does, the last one of all."""
    marks = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
    ours = f"state = 'done' AND (id, at) IN ({marks}) ORDER BY id DESC LIMIT 1"
    found = _first(connection, ours, json.dumps(own)) if own else None
    return found or _first(connection, "state = 'done' ORDER BY id DESC LIMIT 1")


def next_to_redo(connection: sqlite3.Connection, own: Sequence[Mark] = ()) -> Entry | None:
    """The last of what a session has taken back itself, also when others have changed something since; where it has
    taken nothing back, what was taken back last and not overtaken.
    """
    if own:
        return _first(connection, "id = ? AND at = ? AND state <> 'done'", *own[-1])
    return _first(connection, "state = 'undone' ORDER BY id LIMIT 1")


def changed_since(connection: sqlite3.Connection, entry: int) -> tuple[Ref, Entry] | None:
    """A record that an entry changed and a later one, which stands, changed as well; the latest such."""
    if _first(connection, "state = 'done' AND id > ? LIMIT 1", entry) is None:
        return None
    row = connection.execute(
        f"SELECT c.noun, c.record_id, {_COLUMNS} FROM changes o JOIN changes c "  # noqa: S608 -- our own words
        "ON c.noun = o.noun AND c.record_id = o.record_id AND c.entry_id > o.entry_id "
        "JOIN entries e ON e.id = c.entry_id AND e.state = 'done' WHERE o.entry_id = ? "
        "ORDER BY e.id DESC, c.id LIMIT 1",
        (entry,),
    ).fetchone()
    return None if row is None else (Ref(NOUNS[RECORDS[row[0]]].letter, row[1]), _entry(row[2:]))


def last_change(connection: sqlite3.Connection, ref: Ref) -> Entry | None:
    """The last change of a record that stands; None where the journal has none."""
    return _first(
        connection,
        "state = 'done' AND id IN (SELECT entry_id FROM changes WHERE noun = ? AND record_id = ?) "
        "ORDER BY id DESC LIMIT 1",
        TABLES[kind_of(ref)],
        ref.id,
    )


def _first(connection: sqlite3.Connection, rest: str, *values: object) -> Entry | None:
    sql = f"SELECT {_COLUMNS} FROM entries e WHERE {rest}"  # noqa: S608 -- our own words
    row = connection.execute(sql, values).fetchone()
    return None if row is None else _entry(row)


def entries(connection: sqlite3.Connection, ref: Ref | None, *, limit: int) -> tuple[Entry, ...]:
    """The entries, newest first, at most `limit` (-1 for all); with `ref` those that changed that record."""
    if ref is None:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM entries e ORDER BY e.id DESC LIMIT ?", (limit,))  # noqa: S608
        return tuple(_entry(row) for row in rows)
    cls = kind_of(ref)
    about = "c.noun = :noun AND c.record_id = :id"
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


def changed_rows(
    connection: sqlite3.Connection, entry: int, kinds: Sequence[type[Record]]
) -> Iterator[tuple[type[Record], Row, Row]]:
    """The rows of these kinds that an entry changed or added: before ({} for one that is new) and after."""
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT noun, before, after FROM changes WHERE entry_id = ? AND noun IN ({marks}) AND after IS NOT NULL",  # noqa: S608
        (entry, *(TABLES[cls] for cls in kinds)),
    )
    for noun, before, after in rows:
        cls = RECORDS[noun]
        yield cls, journal_row(cls, before) if before else {}, journal_row(cls, after)
