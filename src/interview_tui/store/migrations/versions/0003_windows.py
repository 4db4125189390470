"""Whatever is shown costs what its window costs: tallies, and an index of what is searched, both kept by triggers.

By triggers and not by the program, so that they are right whoever writes: a change, an undo, an import, a repair.
"""

# ruff: noqa: S608 -- our own names

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_DAY = "substr({row}.due_sort, 1, 10)"
_HEAD = "lower(substr({row}.company, 1, 2))"
_KEPT_DAY = "substr(coalesce({row}.settled, ''), 1, 10)"
_STEP = "(SELECT step FROM interviews WHERE id = {row}.interview_id)"

# Step 0 stands for every step. An update takes away what was and adds what is, in this order: so each says for itself
# which rows count.
_IS_OPEN, _IS_DONE = "{row}.state = 'open'", "{row}.state = 'done'"
_OWED_MORE = f"""
INSERT INTO owed (step, day, number) SELECT 0, {_DAY}, 1 WHERE {_IS_OPEN}
  ON CONFLICT (step, day) DO UPDATE SET number = number + 1;
INSERT INTO owed (step, day, number) SELECT {_STEP}, {_DAY}, 1 WHERE {_IS_OPEN}
  ON CONFLICT (step, day) DO UPDATE SET number = number + 1;
"""
_OWED_LESS = f"""
UPDATE owed SET number = number - 1 WHERE step IN (0, {_STEP}) AND day = {_DAY} AND {_IS_OPEN};
DELETE FROM owed WHERE step IN (0, {_STEP}) AND day = {_DAY} AND number = 0;
"""
_STAGE_MORE = f"""
INSERT INTO stages (step, head, number) VALUES ({{row}}.step, {_HEAD}, 1)
  ON CONFLICT (step, head) DO UPDATE SET number = number + 1;
"""
_STAGE_LESS = f"""
UPDATE stages SET number = number - 1 WHERE step = {{row}}.step AND head = {_HEAD};
DELETE FROM stages WHERE step = {{row}}.step AND head = {_HEAD} AND number = 0;
"""
_KEPT_ANEW = f"""
INSERT INTO kept (day, best) SELECT {_KEPT_DAY}, NULL WHERE {_IS_DONE} ON CONFLICT (day) DO UPDATE SET best = NULL;
"""
_OPEN = "follow_ups f WHERE f.interview_id = {row}.id AND f.state = 'open'"
_OWED_MOVES = f"""
INSERT INTO owed (step, day, number)
  SELECT new.step, substr(f.due_sort, 1, 10), count(*) FROM {_OPEN.format(row="new")} GROUP BY 2
  ON CONFLICT (step, day) DO UPDATE SET number = number + excluded.number;
UPDATE owed SET number = number - (
    SELECT count(*) FROM {_OPEN.format(row="old")} AND substr(f.due_sort, 1, 10) = owed.day)
  WHERE step = old.step AND day IN (SELECT substr(f.due_sort, 1, 10) FROM {_OPEN.format(row="old")});
DELETE FROM owed
  WHERE step = old.step AND number = 0 AND day IN (SELECT substr(f.due_sort, 1, 10) FROM {_OPEN.format(row="old")});
"""

# What the tables of tallies are filled from, all at once (store/derived.py) as well as row by row.
_DEBRIEF = "SELECT 1 FROM follow_ups f WHERE f.kind = 'debrief' AND f.round_id = r.id AND f.state"
_AWAITING = f"""
SELECT m.id AS meeting_id, coalesce(m.starts, m.ends) AS starts, i.id AS interview_id FROM interviews i
JOIN rounds r ON r.interview_id = i.id AND r.number = i.round JOIN meetings m ON m.round_id = r.id
WHERE i.outcome IS NULL AND m.state = 'planned' AND coalesce(m.starts, m.ends) IS NOT NULL
  AND NOT EXISTS ({_DEBRIEF} <> 'open') AND (i.step <= 2 OR EXISTS ({_DEBRIEF} = 'open'))
"""
# LIKE's rule for capitals is lower()'s: those of ASCII. Two blanks after each column make pieces of three also of its
# last letters, so that every single letter begins one. Places are in the order of the days, so that what is found first
# is what is due first; those of one day are dense.
_FOLLOW_UP_WORDS = """
SELECT f.id, f.due_sort, CAST(julianday(substr(f.due_sort, 1, 10)) AS INTEGER) << 32 AS first_place,
  lower(f.text) || '  ' || lower(i.company) || '  ' || lower(i.role) || '  ' || lower(coalesce(p.name, '')) || '  '
  || lower(f.why) || '  ' AS words
FROM follow_ups f JOIN interviews i ON i.id = f.interview_id LEFT JOIN people p ON p.id = f.person_id
WHERE f.state = 'open'
"""
_INTERVIEW_WORDS = "lower({row}.company) || '  ' || lower({row}.role) || '  '"
_VIEWS = {
    "awaiting": _AWAITING,
    "follow_up_words": _FOLLOW_UP_WORDS,
    "interview_words": f"SELECT i.id, {_INTERVIEW_WORDS.format(row='i')} AS words FROM interviews i",
}

_AWAITED_ANEW = """
DELETE FROM awaited WHERE meeting_id IN (
    SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = {interview});
INSERT INTO awaited (meeting_id, starts) SELECT meeting_id, starts FROM awaiting WHERE interview_id = {interview};
"""
_SEARCHED_MORE = """
INSERT INTO searched (place, follow_up_id, words) SELECT 1 + coalesce(
    (SELECT max(s.place) FROM searched s WHERE s.place BETWEEN w.first_place AND w.first_place + 4294967295),
    w.first_place), w.id, w.words
  FROM follow_up_words w WHERE w.id = {row}.id;
"""
_SEARCHED_LESS = "DELETE FROM searched WHERE follow_up_id = {row}.id;\n"
_WORDS_ANEW = """
UPDATE searched SET words = (SELECT w.words FROM follow_up_words w WHERE w.id = searched.follow_up_id)
  WHERE follow_up_id IN (SELECT f.id FROM follow_ups f WHERE f.{column} = new.id AND f.state = 'open');
"""
_INDEX_MORE = "INSERT INTO unindexed (source, id, was) VALUES ('{table}', {id}, NULL) ON CONFLICT DO NOTHING;\n"
_INDEX_LESS = "INSERT INTO unindexed (source, id, was) VALUES ('{table}', {id}, {words}) ON CONFLICT DO NOTHING;\n"


def upgrade() -> None:
    """Runs inside one transaction. The tables are filled after it (store/migrations/upgrade.py)."""
    _make_tables()
    _make_indexes()
    _make_search("follow_ups", "searched", "place")
    _make_search("interviews", "interview_words", "id")
    _set_triggers()


def _make_tables() -> None:
    op.create_table(
        "owed",
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("step", "day", name=op.f("pk_owed")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stages",
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("step", "head", name=op.f("pk_stages")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept",
        sa.Column("day", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("done", "on_time", "lead", "trail", "best")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_kept")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "awaited",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_awaited")),
    )
    op.create_table(
        "searched",
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_searched")),
    )
    op.create_table(
        "unindexed",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("was", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source", "id", name=op.f("pk_unindexed")),
        sqlite_with_rowid=False,
    )
    for name, selected in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {selected.strip()}")


def _make_indexes() -> None:
    op.create_index("ix_awaited_starts", "awaited", ["starts", "meeting_id"], unique=False)
    op.create_index("uq_searched_follow_up_id", "searched", ["follow_up_id"], unique=True)
    op.create_index("ix_kept_anew", "kept", ["day"], unique=False, sqlite_where=sa.text("best IS NULL"))
    op.create_index(
        "ix_follow_ups_open",
        "follow_ups",
        ["interview_id", "due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_follow_ups_kept",
        "follow_ups",
        ["settled", "id", "on_time"],
        unique=False,
        sqlite_where=sa.text("state = 'done'"),
    )
    op.create_index("ix_rounds_reopened", "rounds", ["id"], unique=False, sqlite_where=sa.text("reopened = 1"))
    op.drop_index("ix_interviews_pipeline", "interviews")
    op.create_index(
        "ix_interviews_pipeline", "interviews", ["step", sa.text("company COLLATE NOCASE"), "id", "role"], unique=False
    )


def _make_search(table: str, content: str, key: str) -> None:
    # Nothing but the pieces of three letters, and in which rows they stand.
    op.execute(
        f"CREATE VIRTUAL TABLE search_{table} USING fts5(words, content='{content}', content_rowid='{key}', "
        "columnsize=0, detail=none, tokenize='trigram case_sensitive 1')"
    )
    op.execute(f"CREATE VIRTUAL TABLE pieces_{table} USING fts5vocab(search_{table}, row)")
    # Small changes are joined with each other and never with the bulk, which would take a tenth of a second.
    for setting, value in (("automerge", 0), ("crisismerge", 8)):
        op.execute(f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('{setting}', {value})")


def _set_triggers() -> None:
    _follow("follow_ups", "owed", ("state", "due_sort", "interview_id"), _OWED_MORE, _OWED_LESS, where=_IS_OPEN)
    _follow("follow_ups", "kept", ("state", "settled", "on_time"), _KEPT_ANEW, _KEPT_ANEW, where=_IS_DONE)
    named = ("text", "why", "interview_id", "person_id", "state", "due_sort")
    _follow("follow_ups", "searched", named, _SEARCHED_MORE, _SEARCHED_LESS, where=_IS_OPEN)
    _follow("interviews", "stages", ("step", "company"), _STAGE_MORE, _STAGE_LESS)
    _trigger("interviews_owed_move", "UPDATE ON interviews", "new.step <> old.step", _OWED_MOVES)
    for table, column, names in (
        ("interviews", "interview_id", ("company", "role")),
        ("people", "person_id", ("name",)),
    ):
        _trigger(f"{table}_renamed", f"UPDATE ON {table}", _differs(names), _WORDS_ANEW.format(column=column))
    _index("searched", "follow_ups", "{row}.place", "{row}.words", ("words",))
    _index("interviews", "interviews", "{row}.id", _INTERVIEW_WORDS, ("company", "role"))
    _await()


def _index(source: str, table: str, key: str, words: str, columns: tuple[str, ...]) -> None:
    """Which rows the index of pieces does not have as they are. A trigger that wrote the index itself would write a
    piece of it for each row; at the end of a transaction it takes them all at once (store/filtering.py).
    """
    more, less = (line.format(table=table, id=key, words=words) for line in (_INDEX_MORE, _INDEX_LESS))
    _follow(source, "search", columns, more, less)


def _await() -> None:
    of_round = "(SELECT interview_id FROM rounds WHERE id = {row}.round_id)"
    anew = {row: _AWAITED_ANEW.format(interview=of_round.format(row=row)) for row in ("new", "old")}
    itself = _AWAITED_ANEW.format(interview="new.id")
    _trigger("interviews_awaited", "UPDATE ON interviews", _differs(("step", "round", "outcome")), itself)
    _trigger("rounds_awaited", "UPDATE ON rounds", _differs(("number",)), itself.replace("new.id", "new.interview_id"))
    _trigger("meetings_awaited_insert", "INSERT ON meetings", "", anew["new"])
    _trigger("meetings_awaited_update", "UPDATE ON meetings", _differs(("starts", "ends", "state")), anew["new"])
    _trigger("meetings_awaited_delete", "DELETE ON meetings", "", "DELETE FROM awaited WHERE meeting_id = old.id;")
    _trigger("follow_ups_awaited_insert", "INSERT ON follow_ups", "new.kind = 'debrief'", anew["new"])
    _trigger("follow_ups_awaited_delete", "DELETE ON follow_ups", "old.kind = 'debrief'", anew["old"])
    changed = f"'debrief' IN (old.kind, new.kind) AND ({_differs(('kind', 'state', 'round_id'))})"
    _trigger("follow_ups_awaited_update", "UPDATE ON follow_ups", changed, anew["old"] + anew["new"])


def _follow(table: str, name: str, columns: tuple[str, ...], more: str, less: str, *, where: str = "1") -> None:
    """The rows for which `where` holds are counted: `more` as one comes, `less` as one goes, both as one changes."""
    new, old = where.format(row="new"), where.format(row="old")
    _trigger(f"{table}_{name}_insert", f"INSERT ON {table}", new, more.format(row="new"))
    _trigger(f"{table}_{name}_delete", f"DELETE ON {table}", old, less.format(row="old"))
    changed = f"({_differs(columns)}) AND ({old} OR {new})"
    _trigger(f"{table}_{name}_update", f"UPDATE ON {table}", changed, less.format(row="old") + more.format(row="new"))


def _differs(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)


def _trigger(name: str, event: str, when: str, body: str) -> None:
    condition = f" WHEN {when}" if when else ""
    op.execute(f"CREATE TRIGGER {name} AFTER {event}{condition} BEGIN\n{body.strip()}\nEND")
