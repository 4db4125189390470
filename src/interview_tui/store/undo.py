"""Taking a journal entry back, and doing it again: by the batch, so that an import of thousands takes seconds.

All of it happens inside a transaction that holds the store for itself (`BEGIN IMMEDIATE`): what was compared cannot
change before it is written.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict
from interview_tui.domain.records import NOUNS, Record
from interview_tui.store.records import (
    FIELDS,
    RECORDS,
    REFERENCES,
    TABLES,
    Row,
    columns,
    decode,
    encode,
    journal_row,
    with_due_sort,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from interview_tui.store.records import Field
    from interview_tui.store.transaction import Transaction

AT_ONCE = 1000
"""Changes that are read, compared and written at a time."""


class Overtaken(Conflict):
    """Something that was `added` or `deleted` since is in the way; `ref` is that record."""

    def __init__(self, ref: Ref, how: str) -> None:
        super().__init__(f"{ref} was {how} since: that change must be undone first")
        self.ref = ref
        self.how = how


class _Turn(NamedTuple):
    """What becomes of one record: from the row that it must have now to the row that it shall have."""

    id: int
    present: Row | None
    wanted: Row | None


def take_back(tx: Transaction, entry: int) -> None:
    """Undoes an entry: every record it changed is as it was before. Raises Conflict when one changed since."""
    for cls, turns in _turns(tx.reader, entry, back=True):
        _turn(tx, cls, turns)
    _set_state(tx, entry, state="undone", undone_at=utc_text(tx.now))


def do_again(tx: Transaction, entry: int) -> None:
    """Redoes an entry that was taken back. Raises Conflict when a record changed since."""
    for cls, turns in _turns(tx.reader, entry, back=False):
        _turn(tx, cls, turns)
    _set_state(tx, entry, state="done", undone_at=None)


def _set_state(tx: Transaction, entry: int, *, state: str, undone_at: str | None) -> None:
    from interview_tui.store import schema  # reading does not wait for SQLAlchemy

    entries = schema.entries
    tx.writer.execute(entries.update().where(entries.c.id == entry).values(state=state, undone_at=undone_at))


def _turns(reader: sqlite3.Connection, entry: int, *, back: bool) -> Iterator[tuple[type[Record], list[_Turn]]]:
    """The entry's changes in the order in which they are to be made (the last first, when they are taken back), those
    together that follow one another, are of one kind, and concern each record once.
    """
    for rows in _pages(reader, entry, back=back):
        for (noun, _, _), group in groupby(rows, key=lambda row: (row[0], row[2] is None, row[3] is None)):
            cls = RECORDS[noun]
            together: dict[int, _Turn] = {}
            for _, record_id, before, after in group:
                if record_id in together:
                    yield cls, list(together.values())
                    together = {}
                old, new = (None if text is None else journal_row(cls, text) for text in (before, after))
                together[record_id] = _Turn(record_id, new, old) if back else _Turn(record_id, old, new)
            yield cls, list(together.values())


def _pages(
    reader: sqlite3.Connection, entry: int, *, back: bool
) -> Iterator[list[tuple[str, int, str | None, str | None]]]:
    than, order, at = ("<", "DESC", 2**63 - 1) if back else (">", "ASC", 0)
    sql = (
        "SELECT noun, record_id, before, after, id FROM changes "  # noqa: S608 -- our own words
        f"WHERE entry_id = ? AND id {than} ? ORDER BY id {order} LIMIT {AT_ONCE}"
    )
    while rows := reader.execute(sql, (entry, at)).fetchall():
        yield [row[:4] for row in rows]
        at = rows[-1][4]


def _turn(tx: Transaction, cls: type[Record], turns: Sequence[_Turn]) -> None:
    """Makes changes of one kind. Raises Conflict for the first record that is not as it was left."""
    stored = _stored(tx.reader, cls, [turn.id for turn in turns])
    for turn in turns:
        if not _same(cls, stored.get(turn.id), turn.present):
            raise Conflict(f"{Ref(NOUNS[cls].letter, turn.id)} was changed since: that change must be undone first")
    from sqlalchemy.exc import IntegrityError

    try:
        _write(tx, cls, turns, stored)
    except IntegrityError as error:
        raise _in_the_way(tx.reader, cls, turns) from error


def _write(tx: Transaction, cls: type[Record], turns: Sequence[_Turn], stored: Mapping[int, Row]) -> None:
    from sqlalchemy import bindparam

    from interview_tui.store import schema  # reading does not wait for SQLAlchemy

    table, first, key = schema.table_of(cls), turns[0], "its_id"
    its = table.c.id == bindparam(key)
    if first.wanted is None:
        tx.writer.execute(table.delete().where(its), [{key: turn.id} for turn in turns])
        return
    rows = [with_due_sort(cls, turn.wanted, tx.calendar) for turn in turns if turn.wanted is not None]
    if first.present is None:
        tx.writer.execute(table.insert(), rows)
        return
    for row in rows:
        row[key] = row.pop("id")
        row["version"] = stored[row[key]]["version"] + 1
    tx.writer.execute(table.update().where(its), rows)


def _in_the_way(reader: sqlite3.Connection, cls: type[Record], turns: Sequence[_Turn]) -> Conflict:
    """Why the store does not take records: what refers to one since, or what one refers to is gone since."""
    for turn in turns:
        if turn.wanted is None and (added := referrer(reader, cls, turn.id)):
            return Overtaken(added, "added")
        if turn.wanted is not None and (gone := missing(reader, cls, turn.wanted)):
            return Overtaken(gone[0][0], "deleted")
    return Conflict(f"{Ref(NOUNS[cls].letter, turns[0].id)} cannot come back: there is another in its place by now")


def referrer(reader: sqlite3.Connection, cls: type[Record], record_id: int) -> Ref | None:
    """A record that refers to one."""
    for other in NOUNS:
        for field in FIELDS[other]:
            if REFERENCES.get(field.name) == TABLES[cls]:
                sql = f"SELECT id FROM {TABLES[other]} WHERE {field.name} = ? LIMIT 1"  # noqa: S608 -- our own names
                if found := reader.execute(sql, (record_id,)).fetchone():
                    return Ref(NOUNS[other].letter, found[0])
    return None


def missing(reader: sqlite3.Connection, cls: type[Record], row: Row) -> list[tuple[Ref, Field]]:
    """What a row refers to and is not there, with the fields that say so."""
    found = []
    for field in FIELDS[cls]:
        table, value = REFERENCES.get(field.name), row[field.name]
        if table is None or value is None:
            continue
        if reader.execute(f"SELECT 1 FROM {table} WHERE id = ?", (value,)).fetchone() is None:  # noqa: S608
            found.append((Ref(NOUNS[RECORDS[table]].letter, value), field))
    return found


def _stored(reader: sqlite3.Connection, cls: type[Record], ids: Sequence[int]) -> dict[int, Row]:
    names = [field.name for field in FIELDS[cls]]
    rows = reader.execute(
        f"SELECT {columns(cls)} FROM {TABLES[cls]} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(ids),),
    )
    return {row["id"]: row for values in rows for row in (dict(zip(names, values, strict=True)),)}


def _same(cls: type[Record], stored: Row | None, left: Row | None) -> bool:
    """Whether a record is as a change left it. Text that something else brought into the store is compared clean, as
    records are read.
    """
    if _content(stored) == _content(left):
        return True
    return stored is not None and _content(encode(decode(cls, tuple(stored.values())))) == _content(left)


def _content(row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name != "version"}
