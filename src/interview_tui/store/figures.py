"""The day's figures: what a person wants to know before anything else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.dates import utc_text
from interview_tui.store.conditions import (
    CAN_BE_LATE,
    IS_RUNNING,
    MISSED,
    OTHER_ROLES,
    counts_at,
    lapsed_at,
)
from interview_tui.store.errors import a_text, unreadable

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from interview_tui.store.database import Store
    from interview_tui.store.records import Reader


class Figures(NamedTuple):
    """Counts of what is owed, the next meeting, and punctuality: of what was due, how much was done on time."""

    overdue: int
    today: int
    """What is due today, and every suggestion of an earlier day: nobody is late to hear what an email says."""
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
    """Rounds that were opened again after the interview had ended, and other roles at an employer after a defeat there:
    defeats turned into victories.
    """

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
        f"SELECT count(*) FILTER (WHERE {order} < ? AND {CAN_BE_LATE}), count(*) FROM follow_ups f "  # noqa: S608 -- our own words
        f"WHERE {counts_at(now)} AND {order} < ?",
        (today.isoformat(), tomorrow),
    ).fetchone()
    (left_undone,) = reader.execute(
        f"SELECT count(*) FROM follow_ups f WHERE {lapsed_at(now)} AND {MISSED}"  # noqa: S608 -- our own words
    ).fetchone()
    meeting = reader.execute(
        "SELECT m.starts, i.company, m.id FROM meetings m JOIN rounds r ON r.id = m.round_id "  # noqa: S608 -- our own words
        "JOIN interviews i ON i.id = r.interview_id "
        f"WHERE m.starts >= ? AND m.state = 'planned' AND {IS_RUNNING} ORDER BY m.starts, m.id LIMIT 1",
        (utc_text(now),),
    ).fetchone()
    done, on_time, longest_streak = _punctuality(reader)
    (reopened,) = reader.execute("SELECT count(*) FROM rounds WHERE reopened = 1").fetchone()
    (other_roles,) = reader.execute(OTHER_ROLES).fetchone()
    return Figures(
        overdue=overdue,
        today=until_tomorrow - overdue,
        unplanned=len(store.unplanned(now)),
        meeting_at=_instant(meeting[0], meeting[2]) if meeting else None,
        meeting_with=a_text(meeting[1]) if meeting else "",
        done=done,
        on_time=on_time,
        left_undone=left_undone,
        longest_streak=longest_streak,
        victories=int(reopened) + int(other_roles),
    )


def _instant(text: str, meeting_id: int) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise unreadable("m", meeting_id) from error


def _punctuality(reader: Reader) -> tuple[int, int, int]:
    """How many follow-ups were done, how many of them on time, and the most of these in a row as they were settled."""
    in_order = "SELECT on_time FROM follow_ups WHERE state = 'done' AND on_time IS NOT NULL ORDER BY settled, id"
    sql = f"SELECT group_concat(iif(on_time, 'x', ' '), '') FROM ({in_order})"  # noqa: S608 -- our own words
    each = reader.execute(sql).fetchone()[0] or ""
    return len(each), each.count("x"), max(map(len, each.split()), default=0)
