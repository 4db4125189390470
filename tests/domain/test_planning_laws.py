"""Laws of planning, whatever the facts: their order means nothing, nothing is born late, days off are kept free."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given
from hypothesis import strategies as st

from interview_tui.domain.enums import (
    CommitmentState,
    Direction,
    Favour,
    MeetingState,
    Outcome,
    Owner,
    Part,
    Plan,
    Settled,
)
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.planning import Reconciled, plan, reconcile
from interview_tui.domain.records import Commitment, FollowUp, Offer
from tests.domain.cases import (
    BERLIN,
    DANA,
    KIM,
    NORA,
    RITA,
    SAM,
    TOM,
    a_round,
    context,
    facts,
    instant,
    meets,
    said,
    sent,
    tie,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_tui.domain.facts import Facts

OPENED = instant("2026-11-20 09:00")
PEOPLE = (DANA, KIM, RITA, TOM)

moments = st.integers(0, 60 * 24).map(lambda hours: OPENED + timedelta(hours=hours))
days = st.integers(0, 60).map(lambda n: BERLIN.day(OPENED) + timedelta(days=n))
whom = st.sampled_from(PEOPLE)


def shown(at: datetime) -> str:
    return f"{BERLIN.local(at):%Y-%m-%d %H:%M}"


@st.composite
def meetings(draw: st.DrawFn, number: int) -> Any:
    people = draw(st.lists(whom, unique=True, max_size=3))
    state = draw(st.sampled_from([MeetingState.PLANNED] * 4 + [MeetingState.CANCELLED, MeetingState.MISSED]))
    off = None if state is MeetingState.PLANNED else shown(draw(moments))
    return meets(number, shown(draw(moments)), *people, state=state, entered=off)


@st.composite
def commitments(draw: st.DrawFn, number: int, last: int) -> Commitment:
    person = draw(st.none() | whom)
    return Commitment(
        id=number,
        meeting_id=draw(st.integers(1, last)),
        owner=draw(st.sampled_from(Owner)),
        text=f"commitment {number}",
        person_id=person.id if person else None,
        due=draw(st.none() | days),
        state=draw(st.sampled_from([CommitmentState.OPEN] * 3 + [CommitmentState.KEPT])),
    )


@st.composite
def touches(draw: st.DrawFn) -> Any:
    at, person, out = draw(moments), draw(whom), draw(st.booleans())
    automatic = not out and draw(st.integers(0, 4)) == 0
    until = draw(st.none() | days) if automatic else None
    touch = said(shown(at), person, automatic=automatic, until=until.isoformat() if until else None)
    return replace(touch, direction=Direction.OUT) if out else touch


@st.composite
def lives(draw: st.DrawFn) -> Facts:
    """Facts of one interview, entered as they came about."""
    count = draw(st.integers(0, 3))
    met = [draw(meetings(number)) for number in range(1, count + 1)]
    outcome = draw(st.sampled_from([None] * 5 + [o for o in Outcome if o is not Outcome.INVITED]))
    ended = draw(moments)
    offer = Offer(id=1, round_id=1, made=ended, answer_by=draw(st.none() | days))
    ties = [
        tie(SAM.id, Part.CONNECTION, draw(st.sampled_from([Favour.NOT_ASKED, Favour.SPOKE]))),
        replace(tie(RITA.id, Part.RECRUITER), successor_id=draw(st.sampled_from([None, NORA.id]))),
        tie(NORA.id, Part.RECRUITER),
    ]
    some_letters = draw(st.lists(st.tuples(moments, whom), max_size=2))
    return facts(
        *met,
        rounds=[a_round(1, outcome, shown(ended) if outcome else None)],
        offers=[offer] if outcome is Outcome.OFFER else [],
        ties=ties,
        commitments=[draw(commitments(n, count)) for n in range(1, draw(st.integers(0, 4)) + 1)] if count else [],
        touches=draw(st.lists(touches(), max_size=4)),
        letters=[sent(LetterKind.THANK_YOU, shown(at), person) for at, person in some_letters],
        stay_in_touch=draw(st.sampled_from([None, True, False])),
    )


plans = st.sampled_from(Plan)


def due_day(follow_up: FollowUp) -> date:
    if follow_up.due_at is not None:
        return BERLIN.day(follow_up.due_at)
    assert follow_up.due_day is not None
    return follow_up.due_day


def by_origin(found: tuple[FollowUp, ...]) -> list[FollowUp]:
    return sorted(found, key=lambda f: f.origin)


@given(lives(), plans, st.randoms())
def test_the_order_of_the_facts_means_nothing(of: Facts, chosen: Plan, chance: Any) -> None:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, len(values)))

    other = replace(
        of,
        meetings=mixed(of.meetings),
        attendances=mixed(of.attendances),
        involvements=mixed(of.involvements),
        commitments=mixed(of.commitments),
        touches=mixed(of.touches),
        letters=mixed(of.letters),
        contacts=mixed(of.contacts),
    )
    assert by_origin(plan(other, context(chosen))) == by_origin(plan(of, context(chosen)))


@given(lives(), plans)
def test_each_line_has_an_origin_of_its_own_and_there_are_never_two_check_ins(of: Facts, chosen: Plan) -> None:
    found = plan(of, context(chosen))
    assert len({f.origin for f in found}) == len(found)
    assert sum(f.kind is Kind.CHECK_IN for f in found) <= 1
    assert sum(f.kind is Kind.VALUE_LETTER for f in found) <= 1


@given(lives(), plans)
def test_exactly_one_due_date_and_none_on_a_day_off(of: Facts, chosen: Plan) -> None:
    dated = {c.id for c in of.commitments if c.due is not None}
    for follow_up in plan(of, context(chosen)):
        assert (follow_up.due_day is None) is not (follow_up.due_at is None)
        # What was promised for a weekend, and made there, is due then.
        if follow_up.due_day is not None and follow_up.commitment_id not in dated:
            assert BERLIN.is_working(follow_up.due_day), follow_up


def all_entered(of: Facts, at: datetime) -> Facts:
    """The same facts, all written down at one time."""
    return replace(
        of,
        rounds=tuple(replace(r, entered=at) for r in of.rounds),
        meetings=tuple(replace(m, entered=at) for m in of.meetings if m.state is MeetingState.PLANNED),
        attendances=tuple(replace(a, entered=at) for a in of.attendances),
        involvements=tuple(replace(i, entered=at) for i in of.involvements),
        commitments=tuple(replace(c, entered=at) for c in of.commitments),
        touches=tuple(replace(t, entered=at) for t in of.touches),
        offers=tuple(replace(o, entered=at) for o in of.offers),
    )


def planned_only(of: Facts) -> Facts:
    """Without meetings that fell through: when that was told is when it was so."""
    kept = {m.id for m in of.meetings if m.state is MeetingState.PLANNED}
    return replace(
        of,
        meetings=tuple(m for m in of.meetings if m.id in kept),
        attendances=tuple(a for a in of.attendances if a.meeting_id in kept),
        commitments=tuple(c for c in of.commitments if c.meeting_id in kept),
    )


@given(lives().map(planned_only), plans, st.integers(0, 120))
def test_what_is_entered_late_gives_the_same_lines_and_none_is_born_late(of: Facts, chosen: Plan, later: int) -> None:
    assume(of.round.outcome is not Outcome.QUIET)  # which meetings end that depends on when they were agreed on
    at = OPENED + timedelta(days=later, hours=3)
    late = all_entered(of, at)
    dated = {c.id for c in of.commitments if c.due is not None and c.owner is Owner.ME}
    found = by_origin(plan(late, context(chosen)))
    for follow_up in found:
        if follow_up.commitment_id not in dated:  # a promise for a day that has passed is overdue at once
            assert due_day(follow_up) >= BERLIN.day(at), follow_up
    in_time = by_origin(plan(of, context(chosen)))

    def known(lines: list[FollowUp]) -> list[tuple[str, int | None]]:
        # What was to be done before a meeting needs a meeting that is ahead.
        return [(f.origin, f.person_id) for f in lines if f.kind is not Kind.PREPARE]

    assert known(found) == known(in_time)


@given(lives(), plans)
def test_planning_again_changes_nothing(of: Facts, chosen: Plan) -> None:
    found = reconcile(of, context(chosen))
    assert found == Reconciled(added=found.added)
    stored = replace(of, follow_ups=tuple(replace(f, id=n) for n, f in enumerate(found.added, start=1)))
    assert reconcile(stored, context(chosen)) == Reconciled()


@given(lives(), plans, st.data())
def test_what_was_done_or_skipped_is_never_touched_again(of: Facts, chosen: Plan, data: st.DataObject) -> None:
    found = reconcile(of, context(chosen)).added
    states = st.sampled_from([Settled.OPEN, Settled.DONE, Settled.SKIPPED])
    stored = tuple(
        replace(f, id=n, state=state, settled=None if state is Settled.OPEN else data.draw(moments))
        for n, f in enumerate(found, start=1)
        for state in [data.draw(states)]
    )
    again = reconcile(replace(of, follow_ups=stored), context(chosen))
    over = {f.id for f in stored if f.state is not Settled.OPEN}
    touched = (*again.revived, *again.moved, *again.changed, *again.settled, *again.ended)
    assert not over & {f.id for f in touched}
