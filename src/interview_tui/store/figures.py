"""The day's figures: what a person wants to know before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text

if TYPE_CHECKING:
    from interview_tui.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
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
    overdue, due_today = (
        int(reader.execute(f"SELECT count(*) FROM follow_ups f WHERE f.state = 'open' AND {span}", days).fetchone()[0])  # noqa: S608
        for span, days in (
            (f"{order} < ?", (today.isoformat(),)),
            (f"{order} >= ? AND {order} < ?", (today.isoformat(), (today + timedelta(days=1)).isoformat())),
        )
    )
    meeting = reader.execute(
        "SELECT m.starts, i.company FROM meetings m JOIN rounds r ON r.id = m.round_id "
        "JOIN interviews i ON i.id = r.interview_id "
        "WHERE m.starts >= ? AND m.state = 'planned' AND (i.outcome IS NULL OR i.outcome = 'offer') "
        "ORDER BY m.starts, m.id LIMIT 1",
        (utc_text(now),),
    ).fetchone()
    done = on_time = streak = longest = 0
    kept = reader.execute("SELECT on_time FROM follow_ups WHERE state = 'done' ORDER BY settled, id")
    for (was_on_time,) in kept:
        done += 1
        on_time += bool(was_on_time)
        streak = streak + 1 if was_on_time else 0
        longest = max(longest, streak)
    victories = int(reader.execute("SELECT count(*) FROM rounds WHERE reopened = 1").fetchone()[0])
    return Figures(
        overdue=overdue,
        today=due_today,
        meeting_at=datetime.fromisoformat(meeting[0]) if meeting else None,
        meeting_with=meeting[1] if meeting else "",
        done=done,
        on_time=on_time,
        longest_streak=longest,
        victories=victories,
    )
