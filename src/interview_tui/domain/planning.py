"""Planning: which follow-ups a case asks for that are not there, and which of those that are there have to follow.

What each kind is planned by stands in rules.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_tui.domain.check_ins import early_check_in
from interview_tui.domain.lifecycle import CANCELLED_BY, PLANNED_BY, STANDING, row
from interview_tui.domain.records import FollowUp, Kind, Outcome, Settled, Step
from interview_tui.domain.rule_making import Setting, counts_alike
from interview_tui.domain.rules import RULES, stay_in_touch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from interview_tui.domain.cadence import Cadences
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

AT_THE_MEETING = (Kind.PREPARE, Kind.DEBRIEF, Kind.THANK_YOU, Kind.VALUE_LETTER)
"""The kinds that count from the meeting, and so move and fall with it."""


def setting(case: Case, *, now: datetime, calendar: Calendar, cadences: Cadences) -> Setting:
    """The setting for a case: the cadence is that of its plan."""
    return Setting(now=now, calendar=calendar, cadence=cadences.of(case.interview.plan))


def planned(case: Case, step: Step, at: Setting) -> tuple[FollowUp, ...]:
    """What entering a step plans and is not planned yet, in order of kind; not what the outcome has made pointless."""
    kinds = (kind for kind in row(step).plans if kind not in _over(case))
    return _missing(case, (f for kind in kinds for f in RULES[kind](case, at)))


def standing(case: Case, at: Setting) -> tuple[FollowUp, ...]:
    """What is to be planned now because something was written down: the present step's rules and the standing ones."""
    step = case.interview.step
    kinds = [*row(step).plans]
    if Step.THANK_PROMPTLY < step < Step.ACCEPT:
        kinds += STANDING
    elif step < Step.THANK_PROMPTLY:
        kinds.append(Kind.PROMISE)
    if step < Step.ACCEPT:
        kinds.append(Kind.CHECK_IN)
    wanted = (kind for kind in dict.fromkeys(kinds) if kind not in _over(case))
    return _missing(case, (f for kind in wanted for f in _asked(case, kind, at)))


def planned_by_outcome(case: Case, outcome: Outcome, at: Setting) -> tuple[FollowUp, ...]:
    """What an outcome plans besides what the step that it leads to plans."""
    return _missing(case, (f for kind in PLANNED_BY.get(outcome, ()) for f in RULES[kind](case, at)))


def moved(case: Case, kinds: Iterable[Kind], at: Setting) -> tuple[FollowUp, ...]:
    """The open follow-ups whose rule now gives another date.

    Those put off by the user stay where they were put. Those that count from the same instant as before stay too:
    what is late stays late.
    """
    still = {f.origin: f for f in case.open if f.origin and f.planned_day is None}
    changed = []
    for fresh in (f for kind in kinds for f in _asked(case, kind, at)):
        present = still.get(fresh.origin)
        if present is None or counts_alike(present, fresh):
            continue
        if (present.due_day, present.due_at) != (fresh.due_day, fresh.due_at):
            changed.append(_dated(present, fresh))
    return tuple(changed)


def pointless(case: Case, kinds: Iterable[Kind], at: Setting) -> tuple[FollowUp, ...]:
    """The open follow-ups of this round that no rule asks for any more."""
    kinds = frozenset(kinds)
    asked = {f.origin for kind in kinds for f in _asked(case, kind, at)}
    # Who was invited is thanked until somebody says that they were not there.
    perhaps = {a.person_id for a in case.attendances if a.present is None}
    return tuple(
        f
        for f in case.open
        if f.origin
        and f.round_id == case.round.id
        and f.kind in kinds
        and f.origin not in asked
        and not (f.kind is Kind.THANK_YOU and f.person_id in perhaps and case.meeting_start is not None)
    )


def revived(case: Case, kinds: Iterable[Kind], at: Setting) -> tuple[FollowUp, ...]:
    """The cancelled follow-ups of this round that a rule asks for again, as they are owed then."""
    step, outcome = case.interview.step, case.interview.outcome
    entered = {kind for earlier in Step if earlier <= step for kind in row(earlier).plans} | {*STANDING, Kind.CHECK_IN}
    if outcome:
        entered.update(PLANNED_BY.get(outcome, ()))
    fresh = {f.origin: f for kind in kinds if kind in entered - _over(case) for f in _asked(case, kind, at)}
    return tuple(
        replace(_dated(f, fresh[f.origin]), state=Settled.OPEN, settled=None, note="", planned_day=None)
        for f in case.follow_ups
        if f.state is Settled.CANCELLED and f.origin in fresh
    )


def whole_plan(case: Case, at: Setting) -> tuple[FollowUp, ...]:
    """The follow-up plan from here to the check-ins, as it stands if all goes as written: the preview of step 1."""
    steps = [s for s in Step if s <= Step.PERSIST]
    ahead = replace(at, now=max(at.now, case.meeting_end or at.now))
    return tuple(f for step in steps for f in planned(case, step, ahead if step > Step.CONSULT else at))


def next_in_touch(case: Case, at: Setting) -> FollowUp:
    """The stay-in-touch that follows one just done."""
    number = len(case.done(Kind.STAY_IN_TOUCH)) + 1
    return stay_in_touch(case, at, number=number, anchor=at.now, days=at.cadence.stay_in_touch_days)


def _asked(case: Case, kind: Kind, at: Setting) -> Iterable[FollowUp]:
    """What the rule of a kind asks for at the present step."""
    if kind is Kind.CHECK_IN and not _persisting(case):
        return early_check_in(case, at)
    outcome = case.interview.outcome
    afterwards = kind in PLANNED_BY[Outcome.REJECTED] and case.interview.step is not Step.TURN_IT_ROUND
    if afterwards and outcome is not Outcome.REJECTED:
        return ()
    return RULES[kind](case, at)


def _persisting(case: Case) -> bool:
    """Whether the round has come to step 7, even if it went back since."""
    return case.interview.step >= Step.PERSIST or case.entered(Step.PERSIST) is not None


def _over(case: Case) -> frozenset[Kind]:
    """The kinds that the interview's outcome has made pointless."""
    return CANCELLED_BY[case.interview.outcome] if case.interview.outcome else frozenset()


def _missing(case: Case, rules: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    known = {f.origin for f in case.follow_ups}
    return tuple(f for f in rules if f.origin not in known)


def _dated(follow_up: FollowUp, fresh: FollowUp) -> FollowUp:
    return replace(follow_up, due_day=fresh.due_day, due_at=fresh.due_at, anchor=fresh.anchor, why=fresh.why)
