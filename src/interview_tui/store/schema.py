"""The tables: one for each kind of record, made from its fields, and the journal's own.

Loaded only to write: SQLAlchemy takes longer to import than the dashboard to read its rows.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, text

from interview_tui.domain.records import NOUNS, Record
from interview_tui.store.codec import FIELDS, REFERENCES, Field

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_TEXTUAL = (str, date, datetime)


def _column(field: Field) -> Column[object]:
    kind = Text() if issubclass(field.kind, _TEXTUAL) else Integer()
    if field.name == "id":
        return Column("id", Integer(), primary_key=True)
    reference = REFERENCES.get(field.name)
    keys = (ForeignKey(f"{reference}.id"),) if reference else ()
    return Column(field.name, kind, *keys, nullable=field.optional)


def _table(cls: type[Record]) -> Table:
    # AUTOINCREMENT: an id that was given away once is never given again, so that short ids stay true.
    table = Table(NOUNS[cls].plural, metadata, *map(_column, FIELDS[cls]), sqlite_autoincrement=True)
    for column in table.columns:
        if column.name in REFERENCES:
            Index(None, column)
    return table


TABLE: dict[type[Record], Table] = {cls: _table(cls) for cls in NOUNS}

follow_ups = metadata.tables["follow_ups"]
# The queue's order, derived when written: the due date in the user's zone, `2026-12-02T14:00`; `…T24:00` for a day.
follow_ups.append_column(Column("due_sort", Text(), nullable=False))
Index(
    "ix_follow_ups_queue",
    follow_ups.c.due_sort,
    follow_ups.c.id,
    sqlite_where=text("state = 'open'"),
)
Index(
    "ix_follow_ups_open",
    follow_ups.c.interview_id,
    follow_ups.c.due_sort,
    follow_ups.c.id,
    sqlite_where=text("state = 'open'"),
)
Index(
    "ix_follow_ups_kept",
    follow_ups.c.settled,
    follow_ups.c.id,
    follow_ups.c.on_time,
    sqlite_where=text("state = 'done'"),
)
Index(
    "uq_follow_ups_origin",
    follow_ups.c.interview_id,
    follow_ups.c.origin,
    unique=True,
    sqlite_where=text("origin <> ''"),
)
interviews = metadata.tables["interviews"]
Index("ix_interviews_pipeline", interviews.c.step, text("company COLLATE NOCASE"), interviews.c.id, interviews.c.role)
Index("ix_interviews_company", text("company COLLATE NOCASE"), interviews.c.id)
Index("ix_meetings_uid", metadata.tables["meetings"].c.uid, sqlite_where=text("uid <> ''"))
Index("ix_meetings_starts", metadata.tables["meetings"].c.starts)
rounds = metadata.tables["rounds"]
Index("ix_rounds_reopened", rounds.c.id, sqlite_where=text("reopened = 1"))
Index("ix_people_email", metadata.tables["people"].c.email)
Index("uq_origins_source_key", metadata.tables["origins"].c.source, metadata.tables["origins"].c.key, unique=True)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer(), primary_key=True),
    Column("at", Text(), nullable=False),
    Column("words", Text(), nullable=False),
    Column("state", Text(), nullable=False),  # done, undone, or dropped: undone, and overtaken by a later change
    Column("undone_at", Text(), nullable=True),
    sqlite_autoincrement=True,
)
"""The journal: one entry for each intention, in words."""
Index("ix_entries_state", entries.c.state, entries.c.id)


changes = Table(
    "changes",
    metadata,
    Column("id", Integer(), primary_key=True),
    Column("entry_id", Integer(), ForeignKey("entries.id"), nullable=False, index=True),
    Column("noun", Text(), nullable=False),
    Column("record_id", Integer(), nullable=False),
    Column("before", Text(), nullable=True),
    Column("after", Text(), nullable=True),
)
Index("ix_changes_record", changes.c.noun, changes.c.record_id)
"""What an entry changed: a record's row before and after, as JSON; null where there was none.

What was added by SQL is one line: the first id, and in `after` the last (bulk.py). Lines with `before = '0'` keep such
records while they are taken back (undoing.py).
"""

drafts = Table(
    "drafts",
    metadata,
    Column("key", Text(), primary_key=True),
    Column("text", Text(), nullable=False),
    Column("saved", Text(), nullable=False),
)
"""Text that is still being written, apart from the records."""

facts = Table(
    "facts",
    metadata,
    Column("key", Text(), primary_key=True),
    Column("value", Text(), nullable=False),
)
"""What the store knows of itself: the zone by which `due_sort` was written."""

# Tallies: triggers keep them (migration 0003), nothing else writes them but `kept`, which store/kept.py counts anew.

owed = Table(
    "owed",
    metadata,
    Column("step", Integer(), primary_key=True, autoincrement=False),
    Column("day", Text(), primary_key=True),
    Column("number", Integer(), nullable=False),
    sqlite_with_rowid=False,
)
"""How many follow-ups are open by the step of their interview (0: by all) and the day in `due_sort`."""

stages = Table(
    "stages",
    metadata,
    Column("step", Integer(), primary_key=True, autoincrement=False),
    Column("head", Text(), primary_key=True),
    Column("number", Integer(), nullable=False),
    sqlite_with_rowid=False,
)
"""How many interviews stand on a step, by the first two letters of their company, small where they are of ASCII."""

kept = Table(
    "kept",
    metadata,
    Column("day", Text(), primary_key=True),
    *(Column(name, Integer(), nullable=True) for name in ("done", "on_time", "lead", "trail", "best")),
    sqlite_with_rowid=False,
)
"""What was done each day (in UTC): how many, how many on time, and the runs of those: leading, trailing, longest.
Where `best` is null the day is to be counted anew.
"""
Index("ix_kept_anew", kept.c.day, sqlite_where=text("best IS NULL"))

awaited = Table(
    "awaited",
    metadata,
    Column("meeting_id", Integer(), primary_key=True, autoincrement=False),
    Column("starts", Text(), nullable=False),
)
"""The meetings that are still to be written down, those ahead too (store/debriefs.py)."""
Index("ix_awaited_starts", awaited.c.starts, awaited.c.meeting_id)

searched = Table(
    "searched",
    metadata,
    Column("place", Integer(), primary_key=True, autoincrement=False),
    Column("follow_up_id", Integer(), nullable=False),
    Column("words", Text(), nullable=False),
)
"""What is searched of each open follow-up: its own words and those of its interview and person. The places are in the
order of the days (`place >> 32` is the day's Julian number), and within a day in none.
"""
Index("uq_searched_follow_up_id", searched.c.follow_up_id, unique=True)

unindexed = Table(
    "unindexed",
    metadata,
    Column("source", Text(), primary_key=True),
    Column("id", Integer(), primary_key=True, autoincrement=False),
    Column("was", Text(), nullable=True),
    sqlite_with_rowid=False,
)
"""Which rows of `searched` (by place; the source is "follow_ups") and of `interviews` the index of pieces does not have
as they are, and under which words it has them; null where it has not.
"""
