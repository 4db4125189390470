"""What was done by its due date: how much of it, and the longest run without one that came late."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


class Kept(NamedTuple):
    """A stretch of what was done, in its order. Two that follow each other add up to one."""

    done: int = 0
    on_time: int = 0
    lead: int = 0
    """How many on time it begins with,"""
    trail: int = 0
    """and ends with."""
    best: int = 0
    """The most on time in a row."""

    def then(self, after: Kept) -> Kept:
        """Both stretches as one."""
        return Kept(
            done=self.done + after.done,
            on_time=self.on_time + after.on_time,
            lead=self.lead if self.lead < self.done else self.done + after.lead,
            trail=after.trail if after.trail < after.done else after.done + self.trail,
            best=max(self.best, after.best, self.trail + after.lead),
        )


def stretch(each: Iterable[int | None]) -> Kept:
    """The stretch of those that were on time (1) or not, in their order."""
    done = on_time = run = best = 0
    lead: int | None = None
    for was_on_time in each:
        if was_on_time:
            on_time += 1
            run += 1
            best = max(best, run)
        else:
            lead = done if lead is None else lead
            run = 0
        done += 1
    return Kept(done, on_time, done if lead is None else lead, run, best)


def kept(connection: sqlite3.Connection) -> Kept:
    """All that was done. Days that are not counted yet are counted here, without being written."""
    days = connection.execute("SELECT day, done, on_time, lead, trail, best FROM kept ORDER BY day").fetchall()
    counted = (_of_day(connection, day) if numbers[-1] is None else Kept(*numbers) for day, *numbers in days)
    return reduce(Kept.then, counted, Kept())


def count_anew(connection: sqlite3.Connection) -> None:
    """Writes the days on which something was settled, or settled no more, since they were counted."""
    for (day,) in connection.execute("SELECT day FROM kept WHERE best IS NULL").fetchall():
        found = _of_day(connection, day)
        if found.done:
            connection.execute(
                "UPDATE kept SET done = ?, on_time = ?, lead = ?, trail = ?, best = ? WHERE day = ?", (*found, day)
            )
        else:
            connection.execute("DELETE FROM kept WHERE day = ?", (day,))


def _of_day(connection: sqlite3.Connection, day: str) -> Kept:
    when = "settled >= :day AND settled < :day || '~'" if day else "settled IS NULL"
    rows = connection.execute(
        f"SELECT on_time FROM follow_ups WHERE state = 'done' AND {when} ORDER BY settled, id",  # noqa: S608
        {"day": day},
    )
    return stretch(on_time for (on_time,) in rows)
