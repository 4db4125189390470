"""What the review counts, read in few statements, whatever the number of interviews."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import OUTSIDERS
from interview_tui.store.conditions import IS_RUNNING, MISSED, counts_at, lapsed_at, step_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.store.database import Store

NEEDS_AT_MOST = 10
_OUTSIDE = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))

_FURTHEST = """
SELECT furthest, count(*) FROM (
    SELECT max(max(p.step), {step}) furthest
    FROM passages p JOIN rounds r ON r.id = p.round_id JOIN interviews i ON i.id = r.interview_id GROUP BY i.id)
GROUP BY furthest
"""
_NOW = f"SELECT {{step}} step, count(*) FROM interviews i WHERE {IS_RUNNING} GROUP BY 1"  # noqa: S608 -- our own words
# Grouped by the minute: whose day it is depends on the user's zone, which is no whole hour everywhere.
_DONE = """
SELECT substr(settled, 1, 16), sum(on_time), count(*) FROM follow_ups
WHERE state = 'done' AND on_time IS NOT NULL AND settled >= ? GROUP BY 1
"""
_LATE = """
SELECT substr({order}, 1, 10), count(*) FROM follow_ups f
WHERE f.state = 'open' AND ({counts} AND {order} < :today OR {lapsed} AND {missed}) GROUP BY 1
"""
_TOUCHED = "SELECT substr(at, 1, 16), count(*) FROM touches WHERE at >= ? AND NOT automatic GROUP BY 1"
_CHECK_INS = f"""
WITH sent AS (
    SELECT f.interview_id, f.settled, r.closed, r.outcome,
        row_number() OVER (PARTITION BY f.round_id ORDER BY f.settled, f.id) number,
        lead(f.settled) OVER (PARTITION BY f.round_id ORDER BY f.settled, f.id) next
    FROM follow_ups f JOIN rounds r ON r.id = f.round_id WHERE f.kind = 'check_in' AND f.state = 'done')
SELECT number, count(*), sum(
    next IS NULL AND ifnull(closed, '') >= settled
    AND ifnull(outcome, '') IN ('invited', 'offer', 'accepted', 'declined', 'rescinded', 'rejected')
    OR EXISTS (
        SELECT 1 FROM touches t WHERE t.interview_id = sent.interview_id AND t.direction = 'in' AND NOT t.automatic
        AND t.at > sent.settled AND t.at <= ifnull(next, ifnull(closed, '9999')) AND NOT EXISTS (
            SELECT 1 FROM involvements v WHERE v.person_id = t.person_id AND v.interview_id = t.interview_id
            AND v.part IN ({_OUTSIDE}))))
FROM sent GROUP BY number ORDER BY number
"""  # noqa: S608 -- our own words
_STAYS = """
SELECT step, cast(julianday(next) - julianday(entered) AS INTEGER), count(*) FROM (
    SELECT step, entered, lead(entered) OVER (PARTITION BY round_id ORDER BY entered, id) next FROM passages)
WHERE next IS NOT NULL GROUP BY 1, 2
"""
_NEEDS = """
SELECT min(n.text), count(DISTINCT r.interview_id) FROM needs n
JOIN meetings m ON m.id = n.meeting_id JOIN rounds r ON r.id = m.round_id
GROUP BY trim(n.text) COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT ?
"""
_ROUNDS = "SELECT reopened, outcome, count(*) FROM rounds GROUP BY reopened, outcome"


class Counts(NamedTuple):
    """What was counted. Steps are numbers."""

    furthest: dict[int, int]
    now: dict[int, int]
    done: list[tuple[datetime, int, int]]
    """For a minute how many follow-ups were done on time, and in all."""
    late: list[tuple[date, int]]
    """For a user's day how many that were due on it are late and not done: overdue, or undone when they lapsed."""
    touched: list[tuple[datetime, int]]
    check_ins: list[tuple[int, int, int]]
    """For the first, the second … of a round: how many were sent, and how many answered."""
    stays: dict[int, dict[int, int]]
    """For a step, for a number of whole days, how many stays."""
    needs: list[tuple[str, int]]
    rounds: Counter[tuple[bool, str]]
    """By whether they were opened after a rejection, and how they ended; '' is still running."""


def counts(store: Store, *, now: datetime, since_week: datetime, since_year: datetime) -> Counts:
    """Everything that the figures are made of. Raises StoreTrouble."""
    connection, step = store.reader, step_at(now)
    late = _LATE.format(order=store.queue_order(), counts=counts_at(now), lapsed=lapsed_at(now), missed=MISSED)
    today = store.calendar.day(now).isoformat()
    stays: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for stayed_on, days, number in connection.execute(_STAYS):
        stays[stayed_on][max(0, days)] = stays[stayed_on].get(max(0, days), 0) + number
    done = connection.execute(_DONE, (utc_text(since_week),))
    touched = connection.execute(_TOUCHED, (utc_text(since_year),))
    return Counts(
        furthest=dict(connection.execute(_FURTHEST.format(step=step)).fetchall()),
        now=dict(connection.execute(_NOW.format(step=step)).fetchall()),
        done=[(at, on_time, number) for at, (on_time, number) in _minutes(done)],
        late=[(date.fromisoformat(day), n) for day, n in connection.execute(late, {"today": today})],
        touched=[(at, number) for at, (number,) in _minutes(touched)],
        check_ins=connection.execute(_CHECK_INS).fetchall(),
        stays=dict(stays),
        needs=connection.execute(_NEEDS, (NEEDS_AT_MOST,)).fetchall(),
        rounds=Counter({(bool(again), outcome or ""): n for again, outcome, n in connection.execute(_ROUNDS)}),
    )


def _minutes(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[datetime, tuple[int, ...]]]:
    for text, *numbers in rows:
        yield datetime.fromisoformat(f"{text}+00:00"), tuple(map(int, numbers))
