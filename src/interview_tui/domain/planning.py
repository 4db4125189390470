"""The queue as a function of the facts: which follow-ups an interview asks for, and how the stored ones follow them.

Each kind has its rule in rules/, where the sources stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.enums import SETTLED, Settled
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.records import start_of
from interview_tui.domain.rules import endings, meetings, pursuit, suggestions
from interview_tui.domain.rules.planner import Planner

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import FollowUp, Meeting

WATCH = "watch:"
"""How the origin of a look at a place that may be open again begins: planned when the user asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningContext:
    """What planning needs besides the facts: the user's calendar, and the numbers of the interview's plan."""

    calendar: Calendar
    cadence: Cadence


def plan(facts: Facts, context: PlanningContext) -> tuple[FollowUp, ...]:
    """Every follow-up that the facts ask for, open or not; those done, skipped or edited keep what the user made of
    them (see `reconcile`).
    """
    p = Planner(facts, context.calendar, context.cadence)
    running = p.outcome is None
    if not running and p.round.closed is None:
        return tuple(meetings.promises(p))  # over before it was written down here, nobody knows how long ago
    found = [*meetings.of_meetings(p), *meetings.promises(p)]
    withdrawals = list(endings.withdrawals(p))
    found += withdrawals
    # What presses rests while it is open whether to withdraw for an offer that was accepted elsewhere (14).
    resting = any(p.is_open(f) for f in withdrawals)
    if running and not resting:
        found += pursuit.of_the_pursuit(p, found)
    found += endings.of_the_ending(p, resting=resting)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What has to change so that the stored follow-ups are those that are planned."""

    added: tuple[FollowUp, ...] = ()
    """Without ids."""
    revived: tuple[FollowUp, ...] = ()
    """Cancelled ones that are asked for again."""
    moved: tuple[FollowUp, ...] = ()
    """Those due another day than before."""
    changed: tuple[FollowUp, ...] = ()
    """Those with another text, person or reason only."""
    settled: tuple[FollowUp, ...] = ()
    """Debriefs that the notes have done."""
    ended: tuple[FollowUp, ...] = ()
    """Those that nothing asks for any more."""


def reconcile(facts: Facts, context: PlanningContext) -> Reconciled:
    """Compares what is planned with what is stored. What was done or skipped stays as it is, what was put off stays
    where it was put, and what the user wrote stays as written.
    """
    stored = {f.origin: f for f in facts.follow_ups if f.origin}
    added, revived, moved, changed, settled = [], [], [], [], []
    wanted = set()
    noted = facts.noted
    suggested = suggestions.still_news(Planner(facts, context.calendar, context.cadence))
    for fresh in (*plan(facts, context), *suggested):
        wanted.add(fresh.origin)
        present = stored.get(fresh.origin)
        written = _written_down(facts, fresh, context) if fresh.kind is Kind.DEBRIEF and noted else None
        if present is None:
            if written is None:
                added.append(fresh)
            continue
        if present.state in SETTLED:
            if fresh.kind is Kind.DEBRIEF and written is None and _joined_after_notes(facts, present, fresh, context):
                revived.append(_following(present, fresh, reopened=True))
            continue
        if written is not None:
            if present.state is Settled.OPEN:
                settled.append(replace(present, state=Settled.DONE, settled=written))
            continue
        if present.state is Settled.CANCELLED:
            revived.append(_following(replace(present, planned_day=None, edited=False), fresh, reopened=True))
            continue
        following = _following(present, fresh)
        if (following.due_day, following.due_at) != (present.due_day, present.due_at):
            moved.append(following)
        elif following != present:
            changed.append(following)
    ended = [
        f
        for f in facts.follow_ups
        if f.state is Settled.OPEN and f.origin and not f.origin.startswith(WATCH) and f.origin not in wanted
    ]
    return Reconciled(*map(tuple, (added, revived, moved, changed, settled, ended)))


def _following(present: FollowUp, fresh: FollowUp, *, reopened: bool = False) -> FollowUp:
    values: dict[str, Any] = {
        name: getattr(fresh, name)
        for name in ("why", "anchor", "lapses", "sensitive", "commitment_id", "meeting_id", "round_id", "kind")
    }
    if not present.edited:
        values |= {"text": fresh.text, "person_id": fresh.person_id, "channel": fresh.channel}
    if present.planned_day is None:
        values |= {"due_day": fresh.due_day, "due_at": fresh.due_at}
    elif not KINDS[fresh.kind].keeps_lapse:
        values["lapses"] = None  # whoever puts it off wants to see it that day
    if reopened:
        values |= {"state": Settled.OPEN, "settled": None, "note": "", "on_time": None}
    return replace(present, **values)


def _of_its_day(facts: Facts, debrief: FollowUp, context: PlanningContext) -> list[Meeting]:
    """The meetings of the day that a debrief is of."""
    first = next(m for m in facts.meetings if m.id == debrief.meeting_id)
    day = context.calendar.day(start_of(first))
    return [m for m in facts.timed() if context.calendar.day(start_of(m)) == day]


def _joined_after_notes(facts: Facts, present: FollowUp, fresh: FollowUp, context: PlanningContext) -> bool:
    """Whether notes did a debrief, and another meeting of its day, not written down yet, was entered after them. What
    the user said of the day at another time stands.
    """
    of_day, done = _of_its_day(facts, fresh, context), present.settled
    if present.state is not Settled.DONE or done is None or done not in {facts.noted.get(m.id) for m in of_day}:
        return False
    return any(m.id not in facts.noted and m.entered is not None and m.entered >= done for m in of_day)


def _written_down(facts: Facts, debrief: FollowUp, context: PlanningContext) -> datetime | None:
    """When the last of a day's meetings was written down; None while one of them is not."""
    times = [facts.noted.get(m.id) for m in _of_its_day(facts, debrief, context)]
    known = [t for t in times if t is not None]
    return max(known) if known and len(known) == len(times) else None
