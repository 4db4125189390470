"""The whole store as one JSON document: the program's own format, version 2. The way back is archive_records.py.

An object: `format` and `version`, then one array for each kind of record in the order of NOUNS, sorted by id, one
record a line. An id is written as the short id (`"id": "i12"`), a reference likewise under its field's name
(`"interview_id": "i12"`); instants as ISO 8601 with offset, days as dates. What only the store needs is left out: the
number of changes of a record (`version`), derived columns, and the journal.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.records import NOUNS, Record
from interview_tui.domain.text import escaped_json
from interview_tui.store.backups import transfer
from interview_tui.store.conditions import step_at
from interview_tui.store.connection import reading_all
from interview_tui.store.records import FIELDS, RECORDS, REFERENCES, TABLES, Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from interview_tui.store.database import Store

FORMAT, VERSION = "interview-tui", 2
ID_LETTERS = {table: NOUNS[cls].letter for table, cls in RECORDS.items()}
ARRAYS = {noun.plural: cls for cls, noun in NOUNS.items()}
_KEPT = {cls: tuple(f for f in FIELDS[cls] if f.name != "version") for cls in NOUNS}
AT_ONCE = 200
"""So many records are put together at a time."""


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the store holds no record of any kind."""
    return not any(
        connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]  # noqa: S608 -- our own names
        for table in ARRAYS
    )


def export_json(store: Store, now: datetime) -> Iterator[str]:
    """The complete store as it is at the first piece, in pieces: however large it is, little of it is held in memory.
    The same records give the same bytes at the same instant, by which interviews stand on their steps.

    The pieces come from a private copy in a temporary file, which SQLite itself deletes: nobody has to wait until the
    document is written before the store can be changed.
    """
    with store.explained(), closing(_copy(store)) as copy:
        step = step_at(now)
        copy.execute(f"UPDATE interviews AS i SET step = {step} WHERE i.step <> {step}")  # noqa: S608 -- our own names
        yield f'{{\n"format": {json.dumps(FORMAT)},\n"version": {VERSION}'
        for cls, noun in NOUNS.items():
            yield f',\n"{noun.plural}": ['
            separator = "\n"
            for lines in _lines(copy, cls):
                yield separator + escaped_json(lines)
                separator = ",\n"
            yield "\n]" if separator != "\n" else "]"
        yield "\n}\n"


def _copy(store: Store) -> sqlite3.Connection:
    """A connection to a temporary database that is a copy of the store as it is now."""
    copy = reading_all(sqlite3.connect("", isolation_level=None))
    try:
        transfer(store.reader, copy)
    except (sqlite3.Error, StoreTrouble):
        copy.close()
        raise
    return copy


def _lines(copy: sqlite3.Connection, cls: type[Record]) -> Iterator[str]:
    """The records of a kind as the archive has them, a line each in order of their ids, AT_ONCE of them at a time.

    SQLite puts the lines together: it takes a third of the time that Python does.
    """
    table = TABLES[cls]
    window = f"SELECT max(id) FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT {AT_ONCE})"  # noqa: S608
    lines = f"SELECT group_concat({_line(cls)}, char(44, 10)) FROM {table} WHERE id > ? AND id <= ?"  # noqa: S608
    first = 0
    while (last := copy.execute(window, (first,)).fetchone()[0]) is not None:
        yield copy.execute(lines, (first, last)).fetchone()[0]
        first = last


def _line(cls: type[Record]) -> str:
    """An SQL expression for a record as one line of JSON, as Python's json would write it."""
    parts = [(field.name, *_json(cls, field)) for field in _KEPT[cls]]
    line = ", ".join(f'"{name}": {place}' for name, place, _ in parts)
    return f"printf('{{{line}}}', {', '.join(value for _, _, value in parts)})"


def _json(cls: type[Record], field: Field) -> tuple[str, str]:
    """One value of a record: its place in a format, and what fills it, in SQL."""
    name = field.name
    if field.kind is bool:
        return "%s", f"CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
    if field.kind is str and field.encode is not str:
        return "%s", f"json_quote({name})"
    # Dates, and words of the program's own, have nothing to escape.
    before, after = '"', '"'
    if name == "id" or name in REFERENCES:
        before += NOUNS[cls].letter if name == "id" else ID_LETTERS[REFERENCES[name]]
    elif field.kind is int:
        before = after = ""
    if field.optional:
        return "%s", f"ifnull('{before}' || {name} || '{after}', 'null')"
    return f"{before}%s{after}", name
