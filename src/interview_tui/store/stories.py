"""Where stories are used: the needs that they answer, and the meetings for which they were picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3


class Use(NamedTuple):
    """One use of a story: at whose interview, and for which need ('' where it was picked for the meeting alone)."""

    company: str
    role: str
    need: str


def answered(connection: sqlite3.Connection) -> dict[int, int]:
    """How many needs each story answers, by its id; those that answer none are not in it."""
    sql = "SELECT story_id, count(DISTINCT need_id) FROM matches WHERE need_id IS NOT NULL GROUP BY story_id"
    return dict(connection.execute(sql).fetchall())


def uses(connection: sqlite3.Connection, story_id: int) -> tuple[Use, ...]:
    """Every use of a story, the latest first."""
    rows = connection.execute(
        "SELECT i.company, i.role, coalesce(n.text, '') FROM matches x "
        "JOIN meetings m ON m.id = x.meeting_id JOIN rounds r ON r.id = m.round_id "
        "JOIN interviews i ON i.id = r.interview_id LEFT JOIN needs n ON n.id = x.need_id "
        "WHERE x.story_id = ? ORDER BY x.id DESC",
        (story_id,),
    )
    return tuple(Use(*row) for row in rows)
