"""Which meeting has ended and is not written down yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.case import MEETING_LENGTH
from interview_tui.domain.dates import utc_text
from interview_tui.domain.records import Step

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.store.database import Store

_ENDED = """
SELECT i.id, i.company, i.role
FROM meetings m
JOIN rounds r ON r.id = m.round_id
JOIN interviews i ON i.id = r.interview_id AND i.round = r.number
WHERE i.outcome IS NULL AND m.state = 'planned'
  AND (m.ends <= :now OR (m.ends IS NULL AND m.starts <= :began))
  AND NOT EXISTS (
    SELECT 1 FROM follow_ups f WHERE f.kind = 'debrief' AND f.round_id = r.id AND f.state <> 'open')
  AND (i.step <= :consult OR EXISTS (
    SELECT 1 FROM follow_ups f WHERE f.kind = 'debrief' AND f.round_id = r.id AND f.state = 'open'))
ORDER BY m.starts DESC, m.id DESC
LIMIT 1
"""


def ended_without_debrief(store: Store, now: datetime) -> tuple[int, str] | None:
    """The interview, by its id and name, whose meeting ended last and is still to be debriefed; None when none is.

    Whoever has gone past step 2 without a debrief being owed has written the meeting down in a way of their own.
    """
    values = {"now": utc_text(now), "began": utc_text(now - MEETING_LENGTH), "consult": int(Step.CONSULT)}
    found = store.reader.execute(_ENDED, values).fetchone()
    if found is None:
        return None
    interview_id, company, role = found
    return int(interview_id), f"{company} · {role}" if role else company
