"""Plain SQL in the place of what triggers kept: days of what was done, and an index of what is searched.

What an import of an earlier version added by SQL stands in the journal record by record, like everything else.
"""

# ruff: noqa: S608 -- our own names

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    import sqlite3

revision = "0006"
down_revision = "0005"

_SPAN = "before IS NULL AND after GLOB '[0-9]*'"
"""A line for many records that one import added: its `record_id` is the first id, its `after` the last."""
_HELD = "before = '0'"
"""A record of such an import that was taken back: `after` is its row."""


def upgrade() -> None:
    """Runs inside one transaction."""
    driver = cast("sqlite3.Connection", op.get_bind().connection.dbapi_connection)
    _drop_derived(driver)
    op.drop_index("ix_follow_ups_kept", "follow_ups")
    op.create_index(
        "ix_follow_ups_done",
        "follow_ups",
        ["settled", "id", "on_time", "state"],
        unique=False,
        sqlite_where=sa.text("state = 'done'"),
    )
    entries = driver.execute(
        f"SELECT DISTINCT c.entry_id, e.state FROM changes c JOIN entries e ON e.id = c.entry_id WHERE {_SPAN}"
    ).fetchall()
    for entry, state in entries:
        _write_out(driver, entry, is_done=state == "done")


def _drop_derived(driver: sqlite3.Connection) -> None:
    for (trigger,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        driver.execute(f"DROP TRIGGER {trigger}")
    driver.execute("DROP VIEW follow_up_words")
    for table in ("pieces_follow_ups", "search_follow_ups", "searched", "unindexed", "kept"):
        driver.execute(f"DROP TABLE {table}")


def _write_out(driver: sqlite3.Connection, entry: int, *, is_done: bool) -> None:
    """Gives every record of an entry a line of its own. The lines keep their order: undo goes by it."""
    lines = driver.execute(
        "SELECT id, noun, record_id, iif(before IS NULL AND after GLOB '[0-9]*', CAST(after AS INTEGER), NULL) "
        f"FROM changes WHERE entry_id = ? AND NOT coalesce({_HELD}, 0) ORDER BY id",
        (entry,),
    ).fetchall()
    for line, noun, first, last in lines:
        if last is None:
            driver.execute("UPDATE changes SET id = (SELECT max(id) + 1 FROM changes) WHERE id = ?", (line,))
            continue
        names = {"entry": entry, "line": line, "noun": noun, "first": first, "last": last}
        driver.execute(_added(driver, noun) if is_done else _TAKEN_BACK, names)
        driver.execute("DELETE FROM changes WHERE id = ?", (line,))
    driver.execute(f"DELETE FROM changes WHERE entry_id = ? AND {_HELD}", (entry,))


def _added(driver: sqlite3.Connection, noun: str) -> str:
    """A record as it was added is what the first change after it has found; if there is none, what it is now."""
    columns = driver.execute("SELECT name FROM pragma_table_info(?) WHERE name <> 'due_sort'", (noun,))
    row = ", ".join(f"'{name}', r.{name}" for (name,) in columns)
    later = (
        "FROM changes c WHERE c.noun = :noun AND c.record_id {ids} AND c.before LIKE '{{%' "
        "AND (c.entry_id > :entry OR c.entry_id = :entry AND c.id > :line)"
    )
    span = "BETWEEN :first AND :last"
    return (
        "INSERT INTO changes (entry_id, noun, record_id, before, after) SELECT :entry, :noun, n.id, NULL, coalesce("
        f"(SELECT c.before {later.format(ids='= n.id')} ORDER BY c.entry_id, c.id LIMIT 1), json_object({row})) "
        f"FROM (SELECT id FROM {noun} WHERE id {span} UNION SELECT c.record_id {later.format(ids=span)}) n "
        f"LEFT JOIN {noun} r ON r.id = n.id ORDER BY n.id"
    )


_TAKEN_BACK = (
    "INSERT INTO changes (entry_id, noun, record_id, before, after) SELECT entry_id, noun, record_id, NULL, after "
    f"FROM changes WHERE entry_id = :entry AND noun = :noun AND record_id BETWEEN :first AND :last AND {_HELD} "
    "ORDER BY record_id"
)
