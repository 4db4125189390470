"""The review, counted in few statements, whatever the number of interviews."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import utc_text
from interview_tui.domain.enums import ENDED, OFFERED, OUTSIDERS, Outcome, Step
from interview_tui.domain.review import (
    WEEKS,
    YEAR_WEEKS,
    CheckIns,
    HeardNeed,
    OutcomeCounts,
    Review,
    Victories,
    funnel,
    monday_of,
    step_days,
    weeks,
)
from interview_tui.domain.text import clean_line
from interview_tui.store.conditions import IS_RUNNING, MISSED, OTHER_ROLES, counts_at, lapsed_at, step_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection

    from interview_tui.store.database import Store

NEEDS_AT_MOST = 10
_OUTSIDE = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))
_LOST = ", ".join(f"'{outcome}'" for outcome in sorted(ENDED - OFFERED))

_OFFERS = ", ".join(f"'{outcome}'" for outcome in sorted(OFFERED))

_OUTCOMES = "SELECT outcome, count(*), sum(round > 1) FROM interviews GROUP BY outcome"
_FURTHEST = f"""
SELECT max(max(p.step), {{step}}) furthest,
    CASE WHEN i.outcome IN ({_LOST}) THEN max(p.step) FILTER (WHERE p.step < {Step.ACCEPT:d}) END lost
FROM passages p JOIN rounds r ON r.id = p.round_id JOIN interviews i ON i.id = r.interview_id GROUP BY i.id
"""  # noqa: S608 -- our own words
_NOW = f"SELECT {{step}} step, count(*) FROM interviews i WHERE {IS_RUNNING} GROUP BY 1"  # noqa: S608 -- our own words
# Grouped by the minute: whose day it is depends on the user's zone, which is no whole hour everywhere.
_DONE = """
SELECT substr(settled, 1, 16), sum(on_time), count(*) FROM follow_ups
WHERE state = 'done' AND on_time IS NOT NULL AND settled >= ? GROUP BY 1
"""
_LATE = """
SELECT substr({order}, 1, 10), count(*) FROM follow_ups f
WHERE f.state = 'open' AND f.kind <> 'suggestion' AND ({counts} AND {order} < :today OR {lapsed} AND {missed})
GROUP BY 1
"""
_TOUCHED = "SELECT substr(at, 1, 16), count(*) FROM touches WHERE at >= ? AND NOT automatic AND NOT bounced GROUP BY 1"
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
_OTHER_ROLE_OFFERS = f"{OTHER_ROLES} AND i.outcome IN ({_OFFERS})"
_ROUNDS = "SELECT reopened, outcome, count(*) FROM rounds GROUP BY reopened, outcome"


def review_of(store: Store, now: datetime) -> Review:
    """All figures as of an instant. Raises StoreTrouble."""
    connection, calendar, step = store.reader, store.calendar, step_at(now)
    today = calendar.day(now)

    def since(number: int) -> str:
        return utc_text(calendar.instant(monday_of(today) - timedelta(weeks=number - 1), time()))

    late = _LATE.format(order=store.queue_order(), counts=counts_at(now), lapsed=lapsed_at(now), missed=MISSED)
    done = [
        (calendar.day(at), on_time, number)
        for at, (on_time, number) in _minutes(connection.execute(_DONE, (since(WEEKS),)))
    ]
    undone = connection.execute(late, {"today": today.isoformat()})
    done += [(date.fromisoformat(day), 0, number) for day, number in undone]
    contacts: Counter[date] = Counter()
    for at, (number,) in _minutes(connection.execute(_TOUCHED, (since(YEAR_WEEKS),))):
        contacts[calendar.day(at)] += number
    stays: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for stayed_on, days, number in connection.execute(_STAYS):
        stays[stayed_on][max(0, days)] += number
    furthest = connection.execute(_FURTHEST.format(step=step)).fetchall()
    return Review(
        today=today,
        outcomes=_outcomes(connection),
        funnel=funnel(
            Counter(int(most) for most, _ in furthest),
            dict(connection.execute(_NOW.format(step=step)).fetchall()),
            Counter(int(lost) for _, lost in furthest if lost is not None),
        ),
        punctuality=weeks(done, today),
        check_ins=tuple(CheckIns(*row) for row in connection.execute(_CHECK_INS)),
        days=step_days(stays),
        contacts=tuple(sorted((day, number) for day, number in contacts.items() if day <= today)),
        needs=tuple(
            HeardNeed(clean_line(str(text)), number) for text, number in connection.execute(_NEEDS, (NEEDS_AT_MOST,))
        ),
        victories=_victories(connection),
    )


def _outcomes(connection: Connection) -> OutcomeCounts:
    found = connection.execute(_OUTCOMES).fetchall()
    counts = {outcome: number for outcome, number, _ in found}

    def of(outcome: Outcome | None) -> int:
        return int(counts.get(outcome, 0))

    return OutcomeCounts(
        offer=of(Outcome.OFFER),
        accepted=of(Outcome.ACCEPTED),
        declined=of(Outcome.DECLINED),
        rescinded=of(Outcome.RESCINDED),
        invited_back=sum(back for _, _, back in found),
        running=of(None),
        rejected=of(Outcome.REJECTED),
        quiet=of(Outcome.QUIET),
        withdrawn=of(Outcome.WITHDRAWN),
    )


def _victories(connection: Connection) -> Victories:
    rejected, again = 0, Counter[str]()
    for reopened, outcome, number in connection.execute(_ROUNDS):
        rejected += number if outcome == Outcome.REJECTED else 0
        if reopened:
            again[outcome or ""] += number
    return Victories(
        other_roles=int(connection.execute(OTHER_ROLES).fetchone()[0]),
        other_role_offers=int(connection.execute(_OTHER_ROLE_OFFERS).fetchone()[0]),
        rejected=rejected,
        reopened=again.total(),
        offers=sum(again[outcome] for outcome in OFFERED),
        invited=again[Outcome.INVITED],
        rejected_again=again[Outcome.REJECTED],
        running=again[""],
    )


def _minutes(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[datetime, tuple[int, ...]]]:
    for text, *numbers in rows:
        yield datetime.fromisoformat(f"{text}+00:00"), tuple(map(int, numbers))
