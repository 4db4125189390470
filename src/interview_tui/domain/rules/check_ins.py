"""Check-ins (METHOD, step 7): punctual, regular, never a pest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import SETTLED, Channel, CommitmentState, Direction, Owner, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import end_of, entered_at, start_of
from interview_tui.domain.text import counted, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from interview_tui.domain.records import Commitment, FollowUp
    from interview_tui.domain.rules.planner import Planner


def check_in(p: Planner, value: list[FollowUp], value_due: date | None, *, replaced: bool) -> Iterator[FollowUp]:
    """The next check-in (step 7): after the date that they named, else by the rhythm of the plan.

    `value` are the value letters that are planned, `value_due` the day of the last open one; `replaced` says that
    something else is written to them already.
    """
    cap = p.cadence.check_in_cap
    used = [f for f in p.of_kind(Kind.CHECK_IN) if f.state in SETTLED]
    word = _last_word(p)
    in_a_row = [f for f in used if word is None or (f.settled is not None and f.settled > word)]
    if len(in_a_row) >= cap:
        return
    place = len(in_a_row) + 1
    chased = _chased(p, used)
    waiting = [c for c in p.facts.awaited() if c.due is not None and c.id not in chased]
    waiting = [c for c in waiting if p.facts.settled_by_word(c, p.calendar) is None]
    ended = p.reopened_after()
    if ended is not None:  # what they said before that is over with it
        begun = {m.id: m.starts for m in p.facts.meetings}
        waiting = [c for c in waiting if (begun[c.meeting_id] or p.round.opened) > ended]
    if waiting:
        yield _commitment_check_in(p, waiting, place, cap, value)
    elif not replaced:
        yield from _cadence_check_in(p, place, len(used) + 1, cap, used, value, value_due)


def _commitment_check_in(
    p: Planner, waiting: list[Commitment], place: int, cap: int, value: list[FollowUp]
) -> FollowUp:
    """After the first of their dates, to whoever made that commitment (fine print 2 and 3)."""
    first = waiting[0]
    whose = p.facts.successor(first.person_id)
    person = whose if whose is not None else p.facts.coordinator()
    due = _after_their_date(p, first)
    origin = f"{Kind.CHECK_IN}:c{first.id}"
    p.natural[origin] = due
    value = [f for f in value if p.yields(origin, f.origin)]
    due = p.not_before(due, first.entered)
    own = next(m for m in p.facts.meetings if m.id == first.meeting_id)
    after = [m for m in p.timed if own.starts is None or start_of(m) > own.starts]
    booked = [p.calendar.day(start_of(m)) for m in after]
    later = max((day for day in booked if day >= due), default=None)
    if later is not None:
        due = p.calendar.add_working(later, 1)
    back = p.when_they_are_back(person, due)
    good = p.good_day(person, back, value)
    later_why = p.why_later(due, back, good)
    due = good
    named = [c for c in waiting if p.facts.successor(c.person_id) == whose and c.due and c.due <= due]
    dates = ", ".join(f"“{shorten(c.text, 40)}” by {short_day(c.due)}" for c in named if c.due)
    if first.passive:
        rule = "the day you set, since they named none"
    else:
        rule = f"{counted(p.cadence.check_in_working_days, 'working day')} after their date"
    return p.line(
        Kind.CHECK_IN,
        f"c{first.id}",
        person_id=person,
        due_day=due,
        channel=_channel(p, person, place),
        why=f"check-in {place} of {cap}, {rule}" + ("" if first.passive or not dates else f": {dates}") + later_why,
        anchor=p.noon(first.due) if first.due else None,
        commitment_id=first.id,
        lapses=p.months_after(p.noon(first.due or due)),
    )


def _after_their_date(p: Planner, commitment: Commitment) -> date:
    if commitment.due is None:
        raise ValueError(f"commitment {commitment.id} has no date")
    if commitment.passive:  # a date of my own (fine print 21)
        return p.calendar.working_on_or_after(commitment.due)
    return p.calendar.add_working(commitment.due, p.cadence.check_in_working_days)


def _cadence_check_in(
    p: Planner,
    place: int,
    number: int,
    cap: int,
    used: list[FollowUp],
    value: list[FollowUp],
    value_due: date | None,
) -> Iterator[FollowUp]:
    """By the rhythm of the plan, from the last contact, the value letter or the check-in that was skipped."""
    counted_from = _last_contact(p)
    if counted_from is None:
        return
    last, entered = counted_from
    since, day = "last contact", p.calendar.day(last)
    if value_due is not None and value_due > day:
        since, day = "value letter", value_due
    skipped = [p.due(f) for f in used if f.state is Settled.SKIPPED]
    if skipped and max(skipped) > day:
        since, day = "one before", max(skipped)
    gap = p.cadence.gap(place - 1)
    due = p.calendar.working_on_or_after(day + timedelta(days=gap))
    due = p.not_before(due, entered)
    person = p.facts.coordinator()
    back = p.when_they_are_back(person, due)
    good = p.good_day(person, back, value)
    yield p.line(
        Kind.CHECK_IN,
        f"{p.round_key}:{number}",
        person_id=person,
        due_day=good,
        channel=_channel(p, person, place),
        why=f"check-in {place} of {cap}, {counted(gap, 'day')} after the {since}" + p.why_later(due, back, good),
        anchor=p.noon(day),
        lapses=p.months_after(last if since != "one before" else p.noon(day)),
    )


def _channel(p: Planner, person: int | None, place: int) -> Channel:
    """Every second check-in in a row is a call, to somebody who has called me before: a call out of the blue presses
    (docs/letters.md), two emails that nobody answered ask for another way.
    """
    called = any(
        t.person_id in (person, None) and t.channel is Channel.PHONE and t.direction is Direction.IN and not t.automatic
        for t in p.facts.spoken()
    )
    return p.by_phone(person) if called and place % 2 == 0 else Channel.EMAIL


def _chased(p: Planner, used: list[FollowUp]) -> set[int]:
    """Their commitments that were asked about: of one person all that were due by then, once (fine print 3)."""
    by_id = {c.id: c for c in p.facts.commitments}
    chased: set[int] = set()
    for follow_up in used:
        about = by_id.get(follow_up.commitment_id or 0)
        if about is None or follow_up.settled is None:
            continue
        day, whose = p.calendar.day(follow_up.settled), p.facts.successor(about.person_id)
        chased.add(about.id)
        chased |= {
            c.id
            for c in p.facts.commitments
            if c.due is not None and c.due <= day and p.facts.successor(c.person_id) == whose
        }
    return chased


def _last_word(p: Planner) -> datetime | None:
    """When the employer last said something, or met me: from then on the count of check-ins begins again."""
    found = [t.at for t in p.facts.heard() if p.of_this_round(t)]
    found += _handovers(p)
    found += [c.settled for c in _kept(p) if c.settled is not None]
    found += [end_of(m) for m in p.timed]
    return max(found, default=None)


def _kept(p: Planner) -> Iterator[Commitment]:
    """What they said they would do in this round, and did."""
    here = {m.id for m in p.facts.meetings if m.round_id == p.round.id}
    for commitment in p.facts.commitments:
        kept = commitment.owner is Owner.THEM and commitment.state is CommitmentState.KEPT
        if kept and commitment.meeting_id in here:
            yield commitment


def _last_contact(p: Planner) -> tuple[datetime, datetime] | None:
    """The last contact of this round with the employer, in or out, and when it was entered; a meeting is one when
    it ends. None before any.
    """
    found = [(t.at, entered_at(t, otherwise=t.at)) for t in p.facts.spoken() if p.of_this_round(t)]
    found += [(at, at) for at in _handovers(p)]
    found += [(end_of(m), p.entered(m)) for m in p.timed]
    return max(found, default=None)


def _handovers(p: Planner) -> list[datetime]:
    """When people took over from others: that is word (fine print 19)."""
    return [i.handed_over for i in p.facts.involvements if i.handed_over and i.handed_over >= p.round.opened]
