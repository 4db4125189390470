"""The day's figures: what a person wants to know before anything else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.store.conditions import MISSED, RUNNING, counts_at, lapsed_at, nothing_ahead
from interview_tui.store.errors import a_text, unreadable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from interview_tui.store.database import Store


class Figures(NamedTuple):
    """Counts of what is owed, the next meeting, and punctuality: of what was due, how much was done on time."""

    overdue: int
    today: int
    unplanned: int
    """The running interviews for which nothing is planned."""
    meeting_at: datetime | None
    """When the next meeting begins, in UTC."""
    meeting_with: str
    done: int
    on_time: int
    left_undone: int
    """What lapsed before it was done, of the kinds that count as late."""
    longest_streak: int
    """The most follow-ups in a row that were done on time."""
    victories: int
    """Rounds that were opened again after the interview had ended: defeats turned into victories."""

    @property
    def punctuality(self) -> int | None:
        """The share of what was done on time, in percent; None before anything was done or is late. What is overdue, or
        lapsed undone, is late.
        """
        due = self.done + self.overdue + self.left_undone
        return round(100 * self.on_time / due) if due else None


NO_FIGURES = Figures(
    overdue=0,
    today=0,
    unplanned=0,
    meeting_at=None,
    meeting_with="",
    done=0,
    on_time=0,
    left_undone=0,
    longest_streak=0,
    victories=0,
)
"""Those of a store that is not there yet."""


def figures(store: Store, *, now: datetime, today: date) -> Figures:
    """The figures at an instant, on the user's day."""
    reader, order = store.reader, store.queue_order()
    tomorrow = (today + timedelta(days=1)).isoformat()
    overdue, until_tomorrow = reader.execute(
        f"SELECT count(*) FILTER (WHERE {order} < ?), count(*) FROM follow_ups f "  # noqa: S608 -- our own words
        f"WHERE {counts_at(now)} AND {order} < ?",
        (today.isoformat(), tomorrow),
    ).fetchone()
    (unplanned,) = reader.execute(
        f"SELECT count(*) FROM interviews i WHERE {nothing_ahead(now, today)}"  # noqa: S608 -- our own words
    ).fetchone()
    (left_undone,) = reader.execute(
        f"SELECT count(*) FROM follow_ups f WHERE {lapsed_at(now)} AND {MISSED}"  # noqa: S608 -- our own words
    ).fetchone()
    meeting = reader.execute(
        "SELECT m.starts, i.company, m.id FROM meetings m JOIN rounds r ON r.id = m.round_id "  # noqa: S608 -- our own words
        "JOIN interviews i ON i.id = r.interview_id "
        f"WHERE m.starts >= ? AND m.state = 'planned' AND {RUNNING} ORDER BY m.starts, m.id LIMIT 1",
        (utc_text(now),),
    ).fetchone()
    all_done = kept(reader)
    victories = int(reader.execute("SELECT count(*) FROM rounds WHERE reopened = 1").fetchone()[0])
    return Figures(
        overdue=overdue,
        today=until_tomorrow - overdue,
        unplanned=unplanned,
        meeting_at=_instant(meeting[0], meeting[2]) if meeting else None,
        meeting_with=a_text(meeting[1]) if meeting else "",
        done=all_done.done,
        on_time=all_done.on_time,
        left_undone=left_undone,
        longest_streak=all_done.best,
        victories=victories,
    )


def _instant(text: str, meeting_id: int) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise unreadable("m", meeting_id) from error


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
