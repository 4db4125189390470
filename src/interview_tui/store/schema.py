"""The tables: one for each kind of record, made from its fields, and the journal's own.

Loaded only to write: SQLAlchemy takes longer to import than the dashboard to read its rows. A change writes to five of
the tables: each is made when it is first written to (all of them with their indexes take 14 ms, five take 3), and the
indexes only where a store is made or compared.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

from interview_tui.domain import records
from interview_tui.domain.records import NOUNS, FollowUp, Record
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


def table_of(cls: type[Record]) -> Table:
    """The table of a kind of record, made when it is asked for first; its indexes come with `all_tables`."""
    name = NOUNS[cls].plural
    if name in metadata.tables:
        return metadata.tables[name]
    columns = [_column(field) for field in FIELDS[cls]]
    if cls is FollowUp:
        # The queue's order, derived when written: the due date in the user's zone, `2026-12-02T14:00`; `…T24:00` for a
        # day.
        columns.append(Column("due_sort", Text(), nullable=False))
    # AUTOINCREMENT: an id that was given away once is never given again, so that short ids stay true.
    return Table(name, metadata, *columns, sqlite_autoincrement=True)


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

changes = Table(
    "changes",
    metadata,
    Column("id", Integer(), primary_key=True),
    Column("entry_id", Integer(), ForeignKey("entries.id"), nullable=False),
    Column("noun", Text(), nullable=False),
    Column("record_id", Integer(), nullable=False),
    Column("before", Text(), nullable=True),
    Column("after", Text(), nullable=True),
)
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


@cache
def all_tables() -> tuple[Table, ...]:
    """All tables with their indexes, in the order in which a store is made of them: `metadata` has them all then."""
    for cls in NOUNS:
        for column in table_of(cls).columns:
            if column.name in REFERENCES:
                Index(None, column, unique=cls is records.Study)
    follow_ups = table_of(FollowUp)
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
    interviews = table_of(records.Interview)
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
    Index("ix_meetings_uid", table_of(records.Meeting).c.uid, sqlite_where=text("uid <> ''"))
    Index("ix_meetings_starts", table_of(records.Meeting).c.starts)
    rounds = table_of(records.Round)
    Index("ix_rounds_reopened", rounds.c.id, sqlite_where=text("reopened = 1"))
    Index("ix_people_email", table_of(records.Person).c.email)
    Index("uq_origins_source_key", table_of(records.Origin).c.source, table_of(records.Origin).c.key, unique=True)

    # What took place on some days, and what they bring.
    Index("ix_interviews_created", interviews.c.created)
    Index("ix_touches_at", table_of(records.Touch).c.at)
    Index("ix_sendings_at", table_of(records.Sending).c.at)
    Index("ix_offers_made", table_of(records.Offer).c.made)
    Index("ix_meetings_off", table_of(records.Meeting).c.entered, sqlite_where=text("state <> 'planned'"))
    Index("ix_rounds_closed", rounds.c.closed, sqlite_where=text("closed IS NOT NULL"))
    Index("ix_letters_sent", table_of(records.Letter).c.sent, sqlite_where=text("sent IS NOT NULL"))
    commitments = table_of(records.Commitment)
    Index("ix_commitments_due", commitments.c.due, sqlite_where=_is_open)
    Index("ix_commitments_settled", commitments.c.settled, sqlite_where=text("settled IS NOT NULL"))

    Index(
        "ix_touches_message_id",
        table_of(records.Touch).c.message_id,
        sqlite_where=text("message_id <> ''"),
    )
    Index("ix_entries_state", entries.c.state, entries.c.id)
    Index(None, changes.c.entry_id)
    Index("ix_changes_record", changes.c.noun, changes.c.record_id)
    return (*map(table_of, NOUNS), entries, changes, facts, mail_folders)
