"""The tables: one for each kind of record, made from its fields, and the journal's own.

Loaded only to write: SQLAlchemy takes longer to import than the dashboard to read its rows.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

from interview_tui.domain.records import NOUNS, Record, Study
from interview_tui.store.records import FIELDS, REFERENCES, Field

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
    name = NOUNS[cls].plural
    # AUTOINCREMENT: an id that was given away once is never given again, so that short ids stay true.
    table = Table(name, metadata, *map(_column, FIELDS[cls]), sqlite_autoincrement=True)
    for column in table.columns:
        if column.name in REFERENCES:
            Index(None, column, unique=cls is Study)
    return table


TABLE: dict[type[Record], Table] = {cls: _table(cls) for cls in NOUNS}

follow_ups = metadata.tables["follow_ups"]
# The queue's order, derived when written: the due date in the user's zone, `2026-12-02T14:00`; `…T24:00` for a day.
follow_ups.append_column(Column("due_sort", Text(), nullable=False))
_is_open = text("state = 'open'")
# Each holds all that the queue asks for, so that the table itself is read for a window only.
Index(
    "ix_follow_ups_queue",
    follow_ups.c.due_sort,
    follow_ups.c.id,
    follow_ups.c.interview_id,
    follow_ups.c.lapses,
    follow_ups.c.state,  # SQLite asks for it, though all here are open
    sqlite_where=_is_open,
)
Index(
    "ix_follow_ups_open",
    follow_ups.c.interview_id,
    follow_ups.c.due_sort,
    follow_ups.c.id,
    follow_ups.c.lapses,
    follow_ups.c.state,  # SQLite asks for it, though all here are open
    sqlite_where=_is_open,
)
Index(
    "ix_follow_ups_lapses",
    follow_ups.c.lapses,
    follow_ups.c.kind,
    sqlite_where=text("state = 'open' AND lapses IS NOT NULL"),
)
Index(
    "ix_follow_ups_debrief",
    follow_ups.c.anchor,
    follow_ups.c.id,
    sqlite_where=text("state = 'open' AND kind = 'debrief'"),
)
Index(
    "ix_follow_ups_done",
    follow_ups.c.settled,
    follow_ups.c.id,
    follow_ups.c.on_time,
    follow_ups.c.state,  # as above
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
# The order within a step, and all that the pipeline asks of an interview before it shows it.
Index(
    "ix_interviews_company",
    text("company COLLATE NOCASE"),
    interviews.c.id,
    interviews.c.role,
    interviews.c.step,
    interviews.c.clock_at,
    interviews.c.clock_step,
    interviews.c.outcome,
    interviews.c.round,
)
Index("ix_interviews_offers", interviews.c.id, sqlite_where=text("outcome IN ('offer', 'accepted')"))
Index("ix_interviews_clock", interviews.c.clock_at, sqlite_where=text("clock_step IS NOT NULL"))
Index("ix_meetings_uid", metadata.tables["meetings"].c.uid, sqlite_where=text("uid <> ''"))
Index("ix_meetings_starts", metadata.tables["meetings"].c.starts)
rounds = metadata.tables["rounds"]
Index("ix_rounds_reopened", rounds.c.id, sqlite_where=text("reopened = 1"))
Index("ix_people_email", metadata.tables["people"].c.email)
Index("uq_origins_source_key", metadata.tables["origins"].c.source, metadata.tables["origins"].c.key, unique=True)

# What took place on some days, and what they bring.
Index("ix_interviews_created", interviews.c.created)
Index("ix_touches_at", metadata.tables["touches"].c.at)
Index("ix_sendings_at", metadata.tables["sendings"].c.at)
Index("ix_offers_made", metadata.tables["offers"].c.made)
Index("ix_meetings_off", metadata.tables["meetings"].c.entered, sqlite_where=text("state <> 'planned'"))
Index("ix_rounds_closed", rounds.c.closed, sqlite_where=text("closed IS NOT NULL"))
Index("ix_letters_sent", metadata.tables["letters"].c.sent, sqlite_where=text("sent IS NOT NULL"))
commitments = metadata.tables["commitments"]
Index("ix_commitments_due", commitments.c.due, sqlite_where=_is_open)
Index("ix_commitments_settled", commitments.c.settled, sqlite_where=text("settled IS NOT NULL"))

Index(
    "ix_touches_message_id",
    metadata.tables["touches"].c.message_id,
    sqlite_where=text("message_id <> ''"),
)

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
"""What an entry changed: a record's row before and after, as JSON; null where there was none."""

facts = Table(
    "facts",
    metadata,
    Column("key", Text(), primary_key=True),
    Column("value", Text(), nullable=False),
)
"""What the store knows of itself: the `zone` by which `due_sort` was written; and `plan`, while the plan of every
interview is still to be made by the rules of a new version (migration 0004).
"""

mail_folders = Table(
    "mail_folders",
    metadata,
    Column("path", Text(), primary_key=True),
    Column("state", LargeBinary(), nullable=False),
)
"""Which messages of a mail folder on this box were read (see store/mail_state.py). It is no part of the user's data: no
change of the journal, and not in the export; without it everything is read again, and nothing is added twice.
"""
