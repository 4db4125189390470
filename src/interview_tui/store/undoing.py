"""Taking a journal entry back, and doing it again: by the batch, so that an import of thousands takes seconds.

All of it happens inside a transaction that holds the store for itself (`BEGIN IMMEDIATE`): what was compared cannot
change before it is written. However many records an entry changed, only one batch of them is in memory.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict
from interview_tui.domain.records import NOUNS, FollowUp, Record
from interview_tui.store.bulk import derived_at_the_end, let_sort
from interview_tui.store.queue import due_sort
from interview_tui.store.records import (
    DEFAULTS,
    FIELDS,
    RECORDS,
    REFERENCES,
    TABLES,
    Row,
    columns,
    decode,
    encode,
    journal_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from interview_tui.domain.dates import Calendar
    from interview_tui.store.records import Field
    from interview_tui.store.transaction import Transaction

AT_ONCE = 1000
"""So many changes are read, compared and written at a time."""


MANY = 50_000
"""From so many records on it takes less time to make what is derived anew than to follow each."""
KEPT = "0"
"""Stands where a row before the change would: the line keeps a record that was taken back with many others."""


class Overtaken(Conflict):
    """Something that was `added` or `deleted` since is in the way; `ref` is that record."""

    def __init__(self, ref: Ref, how: str) -> None:
        super().__init__(f"{ref} was {how} since: that change must be undone first")
        self.ref = ref
        self.how = how


class _Span(NamedTuple):
    """Records that were added by SQL, from the first id to the last."""

    entry: int
    first: int
    last: int


class _Turn(NamedTuple):
    """What becomes of one record: from the row that it must have now to the row that it shall have."""

    id: int
    present: Row | None
    wanted: Row | None


def take_back(tx: Transaction, entry: int) -> None:
    """Undoes an entry: every record it changed is as it was before. Raises Conflict when one changed since."""
    with _derived_apart(tx.reader, entry):
        for cls, turns in _turns(tx.reader, entry, back=True):
            if isinstance(turns, _Span):
                _remove(tx.reader, cls, turns)
            else:
                _turn(tx.reader, cls, turns, tx.calendar)
    tx.reader.execute("UPDATE entries SET state = 'undone', undone_at = ? WHERE id = ?", (utc_text(tx.now), entry))


def do_again(tx: Transaction, entry: int) -> None:
    """Redoes an entry that was taken back. Raises Conflict when a record changed since."""
    let_sort(tx.reader, tx.calendar)
    with _derived_apart(tx.reader, entry):
        for cls, turns in _turns(tx.reader, entry, back=False):
            if isinstance(turns, _Span):
                _bring_back(tx.reader, cls, turns)
            else:
                _turn(tx.reader, cls, turns, tx.calendar)
    tx.reader.execute("UPDATE entries SET state = 'done', undone_at = NULL WHERE id = ?", (entry,))


def _derived_apart(connection: sqlite3.Connection, entry: int) -> AbstractContextManager[None]:
    """Where an entry added very many records by SQL, what is derived of them is made anew at the end."""
    (many,) = connection.execute(
        "SELECT coalesce(sum(CAST(after AS INTEGER) - record_id + 1), 0) FROM changes "
        "WHERE entry_id = ? AND before IS NULL AND after GLOB '[0-9]*'",
        (entry,),
    ).fetchone()
    return derived_at_the_end(connection) if many > MANY else nullcontext()


def _remove(connection: sqlite3.Connection, cls: type[Record], span: _Span) -> None:
    """Takes added records away, as they are now: nothing that was written into them since is lost."""
    table = TABLES[cls]
    row = ", ".join(f"'{field.name}', {field.name}" for field in FIELDS[cls])
    connection.execute(
        "INSERT INTO changes (entry_id, noun, record_id, before, after) "  # noqa: S608 -- our own names
        f"SELECT ?, '{table}', id, '{KEPT}', json_object({row}) FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id",
        span,
    )
    connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", span[1:])  # noqa: S608


def _bring_back(connection: sqlite3.Connection, cls: type[Record], span: _Span) -> None:
    names = [field.name for field in FIELDS[cls]]
    # What an earlier version took back lacks the columns that came since.
    values = [f"coalesce(json_extract(after, '$.{name}'), {_literal(DEFAULTS[cls].get(name))})" for name in names]
    if cls is FollowUp:
        names.append("due_sort")
        values.append("due_sort(json_extract(after, '$.due_day'), json_extract(after, '$.due_at'))")
    kept = (
        f"FROM changes WHERE entry_id = ? AND noun = '{TABLES[cls]}' "
        f"AND before = '{KEPT}' AND record_id BETWEEN ? AND ?"
    )
    connection.execute(
        f"INSERT INTO {TABLES[cls]} ({', '.join(names)}) SELECT {', '.join(values)} {kept} ORDER BY record_id",
        span,
    )
    connection.execute(f"DELETE {kept}", span)


def _literal(value: str | int | None) -> str:
    """A default as SQL writes it."""
    return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def _turns(
    connection: sqlite3.Connection, entry: int, *, back: bool
) -> Iterator[tuple[type[Record], list[_Turn] | _Span]]:
    """The entry's changes in the order in which they are to be made (the last first, when they are taken back), those
    together that follow one another, are of one kind, and concern each record once.
    """
    for rows in _pages(connection, entry, back=back):
        together: list[_Turn] = []
        of: tuple[str, bool, bool] | None = None
        ids: set[int] = set()
        for noun, record_id, before, after in rows:
            if before is None and after is not None and after.isdecimal():
                if together and of is not None:
                    yield RECORDS[of[0]], together
                    together, ids = [], set()
                yield RECORDS[noun], _Span(entry, record_id, int(after))
                continue
            kind = (noun, before is None, after is None)
            if together and of is not None and (kind != of or record_id in ids):
                yield RECORDS[of[0]], together
                together, ids = [], set()
            of = kind
            ids.add(record_id)
            old, new = (None if text is None else journal_row(RECORDS[noun], text) for text in (before, after))
            together.append(_Turn(record_id, new, old) if back else _Turn(record_id, old, new))
        if together and of is not None:
            yield RECORDS[of[0]], together


def _pages(
    connection: sqlite3.Connection, entry: int, *, back: bool
) -> Iterator[list[tuple[str, int, str | None, str | None]]]:
    than, order, at = ("<", "DESC", 2**63 - 1) if back else (">", "ASC", 0)
    sql = (
        "SELECT noun, record_id, before, after, id FROM changes "  # noqa: S608 -- our own words
        f"WHERE entry_id = ? AND id {than} ? AND before IS NOT '{KEPT}' ORDER BY id {order} LIMIT {AT_ONCE}"
    )
    while rows := connection.execute(sql, (entry, at)).fetchall():
        yield [row[:4] for row in rows]
        at = rows[-1][4]


def _turn(connection: sqlite3.Connection, cls: type[Record], turns: Sequence[_Turn], calendar: Calendar) -> None:
    """Makes changes of one kind. Raises Conflict for the first record that is not as it was left."""
    stored = _stored(connection, cls, [turn.id for turn in turns])
    for turn in turns:
        if not _same(cls, stored.get(turn.id), turn.present):
            raise Conflict(f"{Ref(NOUNS[cls].letter, turn.id)} was changed since: that change must be undone first")
    try:
        _write(connection, cls, turns, stored, calendar)
    except sqlite3.IntegrityError as error:
        raise _in_the_way(connection, cls, turns) from error


def _write(
    connection: sqlite3.Connection,
    cls: type[Record],
    turns: Sequence[_Turn],
    stored: Mapping[int, Row],
    calendar: Calendar,
) -> None:
    table, first = TABLES[cls], turns[0]
    if first.wanted is None:
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(turn.id,) for turn in turns])  # noqa: S608
        return
    rows = [_derived(cls, dict(turn.wanted), calendar) for turn in turns if turn.wanted is not None]
    if first.present is None:
        names = rows[0].keys()
        values = ", ".join(f":{name}" for name in names)
        connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", rows)  # noqa: S608
        return
    for row in rows:
        row["version"] = stored[row["id"]]["version"] + 1
    values = ", ".join(f"{name} = :{name}" for name in rows[0] if name != "id")
    connection.executemany(f"UPDATE {table} SET {values} WHERE id = :id", rows)  # noqa: S608


def _in_the_way(connection: sqlite3.Connection, cls: type[Record], turns: Sequence[_Turn]) -> Conflict:
    """Why the store does not take records: what hangs on one since, or what one hangs on is gone since."""
    for turn in turns:
        if turn.wanted is None and (added := hanging_on(connection, cls, turn.id)):
            return Overtaken(added, "added")
        if turn.wanted is not None and (gone := missing(connection, cls, turn.wanted)):
            return Overtaken(gone[0][0], "deleted")
    return Conflict(f"{Ref(NOUNS[cls].letter, turns[0].id)} cannot come back: there is another in its place by now")


def hanging_on(connection: sqlite3.Connection, cls: type[Record], record_id: int) -> Ref | None:
    """A record that refers to one."""
    for other, fields in FIELDS.items():
        for field in fields:
            if REFERENCES.get(field.name) == TABLES[cls]:
                sql = f"SELECT id FROM {TABLES[other]} WHERE {field.name} = ? LIMIT 1"  # noqa: S608 -- our own names
                if found := connection.execute(sql, (record_id,)).fetchone():
                    return Ref(NOUNS[other].letter, found[0])
    return None


def missing(connection: sqlite3.Connection, cls: type[Record], row: Row) -> list[tuple[Ref, Field]]:
    """What a row refers to and is not there, with the fields that say so."""
    found = []
    for field in FIELDS[cls]:
        table, value = REFERENCES.get(field.name), row[field.name]
        if table is None or value is None:
            continue
        if connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (value,)).fetchone() is None:  # noqa: S608
            found.append((Ref(NOUNS[RECORDS[table]].letter, value), field))
    return found


def _stored(connection: sqlite3.Connection, cls: type[Record], ids: Sequence[int]) -> dict[int, Row]:
    names = [field.name for field in FIELDS[cls]]
    rows = connection.execute(
        f"SELECT {columns(cls)} FROM {TABLES[cls]} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(ids),),
    )
    return {row["id"]: row for values in rows for row in (dict(zip(names, values, strict=True)),)}


def _derived(cls: type[Record], row: Row, calendar: Calendar) -> Row:
    if cls is FollowUp:
        row["due_sort"] = due_sort(row["due_day"], row["due_at"], calendar)
    return row


def _same(cls: type[Record], stored: Row | None, left: Row | None) -> bool:
    """Whether a record is as a change left it. Text that something else brought into the store is compared clean, as
    records are read.
    """
    if _content(stored) == _content(left):
        return True
    return stored is not None and _content(encode(decode(cls, tuple(stored.values())))) == _content(left)


def _content(row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name != "version"}
