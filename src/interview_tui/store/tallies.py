"""Counts that are kept up to date, so that reading them costs the same however much they count (migration 0003)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from interview_tui.store.database import STORED_ORDER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Tally:
    """How many rows there are in each group of an ordered list."""

    def __init__(self, groups: Iterable[tuple[str, int]]) -> None:
        groups = list(groups)
        self._names = [name for name, _ in groups]
        self._firsts = [0, *accumulate(number for _, number in groups)]

    def __len__(self) -> int:
        """The number of rows in all the groups."""
        return self._firsts[-1]

    def before(self, name: str) -> int:
        """How many rows stand in groups of smaller names."""
        return self._firsts[bisect_left(self._names, name)]

    def locate(self, place: int) -> tuple[str, int]:
        """The group in which the row at a place stands, and the row's place in it; `place` is below the length."""
        group = bisect_right(self._firsts, place) - 1
        return self._names[group], place - self._firsts[group]


def owed_by_day(reader: sqlite3.Connection, order: str) -> Tally:
    """How many follow-ups are open, by the user's day on which they are due. `order` is `Store.queue_order()`."""
    if order == STORED_ORDER:
        return Tally(reader.execute("SELECT day, number FROM owed WHERE step = 0 ORDER BY day"))
    return Tally(
        reader.execute(
            f"SELECT substr({order}, 1, 10), count(*) FROM follow_ups f WHERE f.state = 'open' GROUP BY 1 ORDER BY 1"  # noqa: S608
        )
    )


def late_by_step(reader: sqlite3.Connection, order: str, today: str) -> dict[int, int]:
    """How many follow-ups are overdue, by the step of their interview; a step without any is not in it."""
    if order == STORED_ORDER:
        sql = "SELECT step, sum(number) FROM owed WHERE step > 0 AND day < ? GROUP BY step"
    else:
        sql = (
            "SELECT i.step, count(*) FROM follow_ups f JOIN interviews i ON i.id = f.interview_id "  # noqa: S608
            f"WHERE f.state = 'open' AND {order} < ? GROUP BY i.step"
        )
    return dict(reader.execute(sql, (today,)).fetchall())


def by_step(reader: sqlite3.Connection) -> dict[int, int]:
    """How many interviews stand on each step; one without any is not in it."""
    return dict(reader.execute("SELECT step, sum(number) FROM stages GROUP BY step").fetchall())


def by_head(reader: sqlite3.Connection, step: int) -> Tally:
    """How many interviews stand on a step, by the first letters of their company (`head` in SQL)."""
    return Tally(reader.execute("SELECT head, number FROM stages WHERE step = ? ORDER BY head", (step,)))
