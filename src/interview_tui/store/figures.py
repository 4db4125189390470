"""The day's figures: what a person wants to know before anything else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.store.database import a_text, unreadable
from interview_tui.store.kept import kept
from interview_tui.store.tallies import owed_by_day

if TYPE_CHECKING:
    from interview_tui.store.database import Store


class Figures(NamedTuple):
    """Counts of open follow-ups, the next meeting, and punctuality: of those done, how many on time."""

    overdue: int
    today: int
    meeting_at: datetime | None
    """When the next meeting begins, in UTC."""
    meeting_with: str
    done: int
    on_time: int
    longest_streak: int
    """The most follow-ups in a row that were done on time."""
    victories: int
    """Rounds that were opened again after the interview had ended: defeats turned into victories."""

    @property
    def punctuality(self) -> int | None:
        """The share of those done on time, in percent; None before any was done."""
        return round(100 * self.on_time / self.done) if self.done else None


def figures(store: Store, *, now: datetime, today: date) -> Figures:
    """The figures at an instant, on the user's day."""
    reader, order = store.reader, store.queue_order()
    owed = owed_by_day(reader, order)
    overdue = owed.before(today.isoformat())
    due_today = owed.before((today + timedelta(days=1)).isoformat()) - overdue
    meeting = reader.execute(
        "SELECT m.starts, i.company, m.id FROM meetings m JOIN rounds r ON r.id = m.round_id "
        "JOIN interviews i ON i.id = r.interview_id "
        "WHERE m.starts >= ? AND m.state = 'planned' AND (i.outcome IS NULL OR i.outcome = 'offer') "
        "ORDER BY m.starts, m.id LIMIT 1",
        (utc_text(now),),
    ).fetchone()
    all_done = kept(reader)
    victories = int(reader.execute("SELECT count(*) FROM rounds WHERE reopened = 1").fetchone()[0])
    return Figures(
        overdue=overdue,
        today=due_today,
        meeting_at=_instant(meeting[0], meeting[2]) if meeting else None,
        meeting_with=a_text(meeting[1]) if meeting else "",
        done=all_done.done,
        on_time=all_done.on_time,
        longest_streak=all_done.best,
        victories=victories,
    )


def _instant(text: str, meeting_id: int) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise unreadable("m", meeting_id) from error
