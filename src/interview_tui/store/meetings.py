"""When the clock alone changes what is shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text
from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.clock import MEETING_END

if TYPE_CHECKING:
    from interview_tui.store.database import Store

_TURNS = f"""
SELECT (SELECT starts FROM meetings WHERE starts > :now AND state = 'planned' ORDER BY starts LIMIT 1),
    (SELECT min({MEETING_END}) FROM meetings m
        WHERE m.starts > datetime(:now, '-2 days') AND m.starts <= :now AND m.state = 'planned'
        AND {MEETING_END} > :now),
    (SELECT min(lapses) FROM follow_ups WHERE state = 'open' AND lapses > :now),
    (SELECT min(clock_at) FROM interviews WHERE clock_step IS NOT NULL AND clock_at > :now)
"""  # noqa: S608 -- our own words
"""The next beginning of a meeting; its next end, of those that began in the last two days; what lapses next; the next
step.
"""


def next_turn(store: Store, now: datetime) -> datetime | None:
    """The next instant, in UTC, at which a planned meeting begins or ends, a follow-up lapses, or an interview is a
    step farther; None where none is ahead. Raises StoreTrouble.
    """
    found = store.reader.execute(_TURNS, {"now": utc_text(now)}).fetchone()
    try:
        return min((datetime.fromisoformat(text) for text in found if text), default=None)
    except ValueError as error:
        raise StoreTrouble("a time in the store is none: another program has written there") from error
