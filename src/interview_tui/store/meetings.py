"""When a meeting begins or ends next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.case import MEETING_LENGTH
from interview_tui.domain.dates import utc_text

if TYPE_CHECKING:
    from interview_tui.store.database import Store

_LONGEST = timedelta(days=2)
"""No meeting is looked for that began longer ago than this and has not ended."""


def next_turn(store: Store, now: datetime) -> datetime | None:
    """The next instant, in UTC, at which a planned meeting begins or ends; None where none is ahead or under way."""
    ahead = store.reader.execute(
        "SELECT min(starts) FROM meetings WHERE starts > ? AND state = 'planned'", (utc_text(now),)
    ).fetchone()[0]
    under_way = store.reader.execute(
        "SELECT starts, ends FROM meetings WHERE starts > ? AND starts <= ? AND state = 'planned'",
        (utc_text(now - _LONGEST), utc_text(now)),
    )
    turns = [datetime.fromisoformat(ahead)] if ahead else []
    for starts, ends in under_way:
        turns.append(datetime.fromisoformat(ends) if ends else datetime.fromisoformat(starts) + MEETING_LENGTH)
    return min((turn for turn in turns if turn > now), default=None)
