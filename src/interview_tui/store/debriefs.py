"""Which meeting has ended and is not written down yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text
from interview_tui.store.clock import counts_at

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.store.database import Store


def ended_without_debrief(store: Store, now: datetime) -> tuple[int, str] | None:
    """The interview, by its id and name, whose meeting ended last and is still to be debriefed; None when none is."""
    found = store.reader.execute(
        "SELECT i.id, i.company, i.role FROM follow_ups f JOIN interviews i ON i.id = f.interview_id "  # noqa: S608 -- our own words
        f"WHERE f.kind = 'debrief' AND {counts_at(now)} AND f.anchor <= ? ORDER BY f.anchor DESC, f.id DESC LIMIT 1",
        (utc_text(now),),
    ).fetchone()
    if found is None:
        return None
    interview_id, company, role = found
    return int(interview_id), f"{company} · {role}" if role else company
