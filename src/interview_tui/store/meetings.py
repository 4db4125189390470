"""When a meeting begins or ends next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.case import MEETING_LENGTH
from interview_tui.domain.dates import utc_text
from interview_tui.domain.errors import StoreTrouble

if TYPE_CHECKING:
    from interview_tui.store.database import Store

_LONGEST = timedelta(days=2)
"""No meeting is looked for that began longer ago than this and has not ended."""


_TURNS = """
SELECT (SELECT starts FROM meetings WHERE starts > :now AND state = 'planned' ORDER BY starts LIMIT 1),
    (SELECT min(ends) FROM meetings WHERE starts > :longest AND starts <= :now AND ends > :now AND state = 'planned'),
    (SELECT min(starts) FROM meetings WHERE starts > :usual AND starts <= :now AND ends IS NULL AND state = 'planned')
"""
"""The next beginning; the next end that is said; the beginning of what ends next after the usual length."""


def next_turn(store: Store, now: datetime) -> datetime | None:
    """The next instant, in UTC, at which a planned meeting begins or ends; None where none is ahead or under way.

    Raises StoreTrouble.
    """
    times = {"now": now, "longest": now - _LONGEST, "usual": now - MEETING_LENGTH}
    found = store.reader.execute(_TURNS, {name: utc_text(time) for name, time in times.items()}).fetchone()
    try:
        begins, ends, begun = (datetime.fromisoformat(text) if text else None for text in found)
    except ValueError as error:
        raise StoreTrouble("a meeting in the store has no time: another program has written there") from error
    turns = (begins, ends, begun + MEETING_LENGTH if begun else None)
    return min((turn for turn in turns if turn is not None), default=None)
