"""The follow-up queue: what is owed, in the order in which it is due."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_tui.domain.dates import Calendar


def due_sort(day: str | None, at: str | None, calendar: Calendar) -> str:
    """The place of a due date in the queue: the user's day and clock; a whole day comes after its timed ones."""
    if at is not None:
        return calendar.local(datetime.fromisoformat(at)).strftime("%Y-%m-%dT%H:%M")
    return f"{day}T24:00"
