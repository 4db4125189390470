"""Which meeting has ended and is not written down yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.case import MEETING_LENGTH
from interview_tui.domain.dates import utc_text

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.store.database import Store

# `awaited` holds the meetings whose interview goes on, on the round that it is in, and that are not written down
# (migration 0003); those that have ended and those ahead, so at most the few that are going on are passed over here.
_ENDED = """
SELECT i.id, i.company, i.role
FROM awaited a
CROSS JOIN meetings m ON m.id = a.meeting_id
JOIN rounds r ON r.id = m.round_id
JOIN interviews i ON i.id = r.interview_id
WHERE a.starts <= :now AND (m.ends <= :now OR (m.ends IS NULL AND m.starts <= :began))
ORDER BY a.starts DESC, a.meeting_id DESC
LIMIT 1
"""


def ended_without_debrief(store: Store, now: datetime) -> tuple[int, str] | None:
    """The interview, by its id and name, whose meeting ended last and is still to be debriefed; None when none is.

    Whoever has gone past step 2 without a debrief being owed has written the meeting down in a way of their own.
    """
    values = {"now": utc_text(now), "began": utc_text(now - MEETING_LENGTH)}
    found = store.reader.execute(_ENDED, values).fetchone()
    if found is None:
        return None
    interview_id, company, role = found
    return int(interview_id), f"{company} · {role}" if role else company
