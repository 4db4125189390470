"""What only the clock brings, as SQL: each condition and expression stands here once.

Instants and days are texts that sort (store/records.py), and are written into the statement: a filter's words take the
places of its parameters. In all of them `f` is a follow-up, `i` an interview, `m` a meeting.
"""

from __future__ import annotations

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.dates import utc_text

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from datetime import date, datetime

MEETING_END = "coalesce(m.ends, strftime('%Y-%m-%dT%H:%M:%S+00:00', m.starts, '+1 hour'))"
"""When a meeting ends: `MEETING_LENGTH` (domain/case.py) after it begins, where nobody said how long it takes."""
IS_RUNNING = "(i.outcome IS NULL OR i.outcome = 'offer')"
"""Whether an interview goes on: an open offer has not ended it."""
OTHER_ROLES = (
    "SELECT count(*) FROM interviews i CROSS JOIN interviews b ON b.id = i.follows_id "
    "WHERE i.follows_id IS NOT NULL AND b.outcome IN ('rejected', 'rescinded', 'quiet')"
)
"""How many interviews are for another role at an employer after a defeat there (DEFEATS of domain/enums.py)."""
MISSED = "f.kind IN ('debrief', 'thank_you', 'value_letter', 'check_in')"
"""Whether a follow-up counts as late when it lapses undone: the column of that name in KINDS, whose import would cost
every prompt 4 ms; a test compares them.
"""
CAN_BE_LATE = "f.kind <> 'suggestion'"
"""Whether a follow-up is late when its day has passed: a suggestion is nothing owed, and stands under today."""


def counts_at(now: datetime) -> str:
    """Whether a follow-up is owed: it is open, and has not lapsed."""
    return f"f.state = 'open' AND (f.lapses IS NULL OR f.lapses > '{utc_text(now)}')"


def lapsed_at(now: datetime) -> str:
    """Whether a follow-up was left undone until nobody owes it any more."""
    return f"f.state = 'open' AND f.lapses <= '{utc_text(now)}'"


def step_at(now: datetime) -> str:
    """The number of an interview's step, as `Interview.step_at` gives it."""
    passed = f"i.clock_at <= '{utc_text(now)}' AND i.clock_step > i.step"
    return f"CASE WHEN {passed} THEN i.clock_step ELSE i.step END"


def nothing_ahead(now: datetime, today: date) -> str:
    """Whether nothing at all lies ahead of a running interview: no follow-up, no meeting, no date of theirs."""
    return (
        f"{IS_RUNNING} AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.interview_id = i.id AND {counts_at(now)}) "  # noqa: S608 -- our own words
        "AND NOT EXISTS (SELECT 1 FROM rounds r CROSS JOIN meetings m ON m.round_id = r.id "
        f"WHERE r.interview_id = i.id AND m.state = 'planned' AND {MEETING_END} > '{utc_text(now)}') "
        # What was waited for in an earlier round ended with it.
        "AND NOT EXISTS (SELECT 1 FROM rounds r CROSS JOIN meetings m ON m.round_id = r.id "
        "CROSS JOIN commitments c ON c.meeting_id = m.id WHERE r.interview_id = i.id AND r.number = i.round "
        f"AND c.owner = 'them' AND c.state = 'open' AND c.due >= '{today.isoformat()}')"
    )


class Condition(NamedTuple):
    """A part of a statement: it begins with AND, or is empty."""

    sql: str = ""
    parameters: tuple[str, ...] = ()
