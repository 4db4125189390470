"""How the queue follows what changes after it was planned, and the laws that all plans keep.

The meeting is on Tuesday 1 December 2026, 14:00 in Berlin, unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.dates import Calendar
from interview_tui.domain.planning import AT_THE_MEETING, moved, planned, setting, standing
from interview_tui.domain.records import Direction, FollowUp, Kind, Outcome, Owner, Part, Plan, Settled, Step
from tests.domain.cases import (
    BOTH_CAME,
    CADENCES,
    DANA_CAME,
    NOBODY_SAID,
    case,
    due,
    dues,
    instant,
    promise,
    seen,
    settled,
    stored,
    their_word,
    tie,
    touch,
)

if TYPE_CHECKING:
    from interview_tui.domain.case import Case
    from interview_tui.domain.rule_making import Setting


def queue(described: Case, *steps: int, now: str = "2026-12-02 09:00") -> Case:
    """The case once these steps have planned what they plan."""
    for step in steps:
        described = stored(described, planned(described, Step(step), seen(described, now)))
    return described


# --- what is written down later


def test_somebody_met_who_is_written_down_later_is_thanked_all_the_same() -> None:
    later = queue(case(step=6, there=DANA_CAME), 5, 6)
    later = replace(later, attendances=case(there={1: True, 3: True}).attendances)
    assert [f.text for f in standing(later, seen(later, "2026-12-02 10:00"))] == ["Thank Sam Ode"]


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 7, 8])
def test_a_promise_is_planned_as_soon_as_it_is_written_down(step: int) -> None:
    promised = case(step=step, commitments=[promise(7, "send it", "2026-12-03")])
    kinds = [f.kind for f in standing(promised, seen(promised, "2026-12-02 09:00"))]
    assert kinds.count(Kind.PROMISE) == 1


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_nobody_is_thanked_before_the_step_that_thanks(step: int) -> None:
    early = case(step=step, there=BOTH_CAME)
    assert Kind.THANK_YOU not in [f.kind for f in standing(early, seen(early, "2026-12-01 16:00"))]


@pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.WITHDRAWN, Outcome.QUIET])
def test_once_it_has_ended_nothing_more_is_planned_by_the_step(outcome: Outcome) -> None:
    ended = case(step=7, outcome=outcome)
    assert standing(ended, seen(ended, "2026-12-02 09:00")) == ()


def test_after_a_rejection_step_10_still_plans() -> None:
    rejected = case(step=10, outcome=Outcome.REJECTED, closed="2026-12-07 09:00")
    kinds = [f.kind for f in standing(rejected, seen(rejected, "2026-12-07 10:00"))]
    assert kinds == [Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH]


@pytest.mark.parametrize("state", list(Settled))
def test_what_was_planned_once_is_not_planned_again_whatever_became_of_it(state: Settled) -> None:
    thanked = settled(queue(case(step=5, there=DANA_CAME), 5), "r1:thank_you:1", state)
    assert planned(thanked, Step.THANK_PROMPTLY, seen(thanked, "2026-12-03 09:00")) == ()


def test_the_next_round_plans_afresh() -> None:
    first = queue(case(step=5, there=DANA_CAME), 5)
    second = replace(case(step=5, number=2, there=DANA_CAME), follow_ups=first.follow_ups)
    assert [f.origin for f in planned(second, Step.THANK_PROMPTLY, seen(second, "2026-12-02 09:00"))] == [
        "r2:thank_you:1"
    ]


# --- what moves


def at_another_time(described: Case, meeting: str) -> Case:
    return replace(described, meeting=replace(described.meeting, starts=instant(meeting)))


def test_what_counts_from_the_meeting_moves_with_it() -> None:
    booked = queue(case(there=NOBODY_SAID), 1, 2, 5, 6, now="2026-11-20 09:00")
    booked = at_another_time(booked, "2026-12-10 10:00")
    follow = moved(booked, AT_THE_MEETING, seen(booked, "2026-11-23 09:00"))
    assert [(str(f.kind), *dues([f])) for f in follow] == [
        ("prepare", "2026-12-09"),
        ("debrief", "2026-12-10 12:00"),
        ("thank_you", "2026-12-11 11:00"),
        ("thank_you", "2026-12-11 11:00"),
        ("value_letter", "2026-12-15"),
    ]
    assert follow[0].anchor == instant("2026-12-10 10:00")
    assert [f.id for f in follow] == [f.id for f in booked.follow_ups]


def test_what_was_put_off_stays_where_it_was_put() -> None:
    booked = queue(case(), 1, 2, now="2026-11-20 09:00")
    prepare, debrief = booked.follow_ups
    put_off = replace(prepare, due_day=date(2026, 12, 1), planned_day=prepare.due_day)
    booked = at_another_time(replace(booked, follow_ups=(put_off, debrief)), "2026-12-10 10:00")
    follow = moved(booked, AT_THE_MEETING, seen(booked, "2026-11-23 09:00"))
    assert [f.kind for f in follow] == [Kind.DEBRIEF]


@pytest.mark.parametrize("state", [Settled.DONE, Settled.SKIPPED, Settled.CANCELLED])
def test_what_is_settled_does_not_move(state: Settled) -> None:
    booked = settled(queue(case(), 1, now="2026-11-20 09:00"), "r1:prepare", state)
    booked = at_another_time(booked, "2026-12-10 10:00")
    assert moved(booked, AT_THE_MEETING, seen(booked, "2026-11-23 09:00")) == ()


def test_only_the_kinds_asked_for_move() -> None:
    booked = at_another_time(queue(case(), 1, 2, now="2026-11-20 09:00"), "2026-12-10 10:00")
    assert [f.kind for f in moved(booked, [Kind.DEBRIEF], seen(booked, "2026-11-23 09:00"))] == [Kind.DEBRIEF]


def test_what_is_late_stays_late() -> None:
    late = case(step=7, there=DANA_CAME, commitments=[promise(7, "send it"), promise(8, "call", "2026-12-06")])
    late = queue(late, 1, 2, 5, 6, 7)
    assert moved(late, set(Kind) - NOT_MOVED, seen(late, "2027-03-01 09:00")) == ()


NOT_MOVED = {Kind.CUSTOM, Kind.ADVOCATE, Kind.RECOMMENDATION, Kind.OFFER_REPLY, Kind.WITHDRAWAL}
"""The user's own, and what counts from the moment at which it is planned."""


def test_check_ins_go_by_another_plan_once_it_is_chosen() -> None:
    persisting = queue(case(step=7), 7)
    brisk = replace(persisting, interview=replace(persisting.interview, plan=Plan.BRISK))
    now = seen(brisk, "2026-12-02 10:00")
    assert dues(moved(brisk, [Kind.CHECK_IN], now)) == ["2026-12-07", "2026-12-14", "2026-12-28"]
    assert dues(standing(brisk, now)) == ["2027-01-25"]


def test_check_ins_wait_for_a_date_that_is_written_down_later() -> None:
    told = replace(queue(case(step=7), 7), commitments=(their_word(1, "call", "2026-12-15"),))
    follow = moved(told, [Kind.CHECK_IN], seen(told, "2026-12-02 10:00"))
    assert dues(follow) == ["2026-12-16", "2026-12-30", "2027-01-27"]


def test_an_overdue_check_in_counts_anew_only_from_a_new_contact() -> None:
    waiting = queue(case(step=7), 7)
    assert moved(waiting, [Kind.CHECK_IN], seen(waiting, "2026-12-10 09:00")) == ()
    called = replace(waiting, touches=(touch("2026-12-10 09:00", Direction.IN),))
    assert dues(moved(called, [Kind.CHECK_IN], seen(called, "2026-12-10 09:30"))) == [
        "2026-12-17",
        "2026-12-31",
        "2027-01-28",
    ]


def test_check_ins_go_on_after_the_last_one_done() -> None:
    once = settled(queue(case(step=7), 7), "r1:check_in:1", Settled.DONE)
    once = replace(once, touches=(touch("2026-12-10 10:00", Direction.OUT),))
    follow = moved(once, [Kind.CHECK_IN], seen(once, "2026-12-10 10:00"))
    assert [(f.origin, *dues([f])) for f in follow] == [
        ("r1:check_in:2", "2026-12-24"),
        ("r1:check_in:3", "2027-01-21"),
    ]
    assert follow[0].why == "check-in 2 of 3, 14 days after the last contact"


def test_a_skipped_check_in_does_not_hold_up_those_after_one_that_was_done() -> None:
    twice = settled(settled(queue(case(step=7), 7), "r1:check_in:1", Settled.SKIPPED), "r1:check_in:2", Settled.DONE)
    twice = replace(twice, touches=(touch("2026-12-18 10:00", Direction.OUT),))
    assert dues(moved(twice, [Kind.CHECK_IN], seen(twice, "2026-12-18 10:00"))) == ["2027-01-15"]


def test_a_check_in_keeps_its_distance_from_one_that_was_skipped() -> None:
    skipped = settled(queue(case(step=7), 7), "r1:check_in:1", Settled.SKIPPED)
    assert moved(skipped, [Kind.CHECK_IN], seen(skipped, "2026-12-15 09:00")) == ()
    wrote = replace(skipped, touches=(touch("2026-12-03 10:00", Direction.OUT),))
    assert moved(wrote, [Kind.CHECK_IN], seen(wrote, "2026-12-03 10:00")) == ()


def test_a_check_in_keeps_its_distance_from_one_that_was_put_off() -> None:
    waiting = queue(case(step=7), 7)
    first, *others = waiting.follow_ups
    put_off = replace(first, due_day=date(2026, 12, 9), planned_day=first.due_day)
    waiting = replace(waiting, follow_ups=(put_off, *others), touches=(touch("2026-12-03 10:00", Direction.OUT),))
    assert dues(moved(waiting, [Kind.CHECK_IN], seen(waiting, "2026-12-03 10:00"))) == ["2026-12-23", "2027-01-20"]


# --- laws

ZONES = ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kathmandu", "America/St_Johns"]
CHANGES = [  # to and from summer time: Los Angeles, Auckland, Berlin
    datetime(2026, 3, 8, 10, tzinfo=UTC),
    datetime(2026, 11, 1, 9, tzinfo=UTC),
    datetime(2026, 4, 4, 14, tzinfo=UTC),
    datetime(2026, 9, 26, 14, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
]
minutes = st.builds(timedelta, minutes=st.integers(-6 * 24 * 60, 6 * 24 * 60))
instants = st.builds(lambda change, near: change + near, st.sampled_from(CHANGES), minutes)
calendars = st.builds(Calendar, st.sampled_from(ZONES).map(ZoneInfo), st.frozensets(st.integers(0, 6)))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Case, Setting]:
    """An interview with a meeting, and a moment before or after it."""
    starts = draw(instants)
    length = draw(st.none() | st.builds(timedelta, minutes=st.integers(5, 600)))
    days = st.none() | st.builds(lambda n: starts.date() + timedelta(days=n), st.integers(-3, 20))
    described = case(
        plan=draw(st.sampled_from(Plan)),
        there=BOTH_CAME,
        ties=[tie(3, Part.CONNECTION), tie(2, Part.REFERENCE)],
        commitments=[
            replace(promise(1, "send it"), due=draw(days)),
            replace(their_word(2, "call"), due=draw(days)),
        ],
    )
    described = replace(
        described,
        round=replace(described.round, opened=starts - timedelta(days=draw(st.integers(0, 10)))),
        meeting=replace(described.meeting, starts=starts, ends=None if length is None else starts + length),
    )
    now = starts + draw(minutes)
    return described, setting(described, now=now, calendar=draw(calendars), cadences=CADENCES)


def all_planned(described: Case, at: Setting) -> tuple[FollowUp, ...]:
    return tuple(f for step in Step for f in planned(described, step, at))


def the(kind: Kind, described: Case, at: Setting) -> list[FollowUp]:
    return [f for f in all_planned(described, at) if f.kind is kind]


def end_of(described: Case) -> datetime:
    end = described.meeting_end
    assert end is not None
    return end


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def day_of(follow_up: FollowUp, calendar: Calendar) -> date:
    return date.fromisoformat(due(follow_up, calendar)[:10])


@given(plans())
def test_every_contact_is_planned_for_a_working_day(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    for follow_up in all_planned(described, at):
        if follow_up.kind not in (Kind.PREPARE, Kind.DEBRIEF, Kind.PROMISE):
            assert at.calendar.is_working(day_of(follow_up, at.calendar))


@given(plans())
def test_prepare_is_never_planned_for_a_free_day_but_today(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    (prepare,) = the(Kind.PREPARE, described, at)
    day = day_of(prepare, at.calendar)
    start = described.meeting_start
    assert start is not None
    assert at.calendar.is_working(day) or day == at.today
    assert day < at.calendar.day(start) or day == at.today <= at.calendar.day(start)


@given(plans())
def test_debrief_is_due_one_hour_after_the_end_in_every_zone(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    (debrief,) = the(Kind.DEBRIEF, described, at)
    assert debrief.due_at == end_of(described) + timedelta(hours=1)


@given(plans())
def test_thanks_are_later_than_24_hours_only_if_no_working_day_lies_within(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    end = end_of(described)
    within = days_between(at.calendar.day(end), at.calendar.day(end + timedelta(hours=24)))
    for follow_up in the(Kind.THANK_YOU, described, at):
        assert follow_up.due_at is not None
        assert follow_up.due_at >= end
        if any(at.calendar.is_working(day) for day in within):
            assert follow_up.due_at <= end + timedelta(hours=24)
        else:
            free = days_between(within[0], day_of(follow_up, at.calendar))[:-1]
            assert not any(at.calendar.is_working(day) for day in free)


@given(plans())
def test_three_working_days_lie_between_the_meeting_and_the_value_letter(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    (letter,) = the(Kind.VALUE_LETTER, described, at)
    since = days_between(at.calendar.day(end_of(described)), day_of(letter, at.calendar))[1:]
    assert sum(at.calendar.is_working(day) for day in since) == 3


@given(plans())
def test_a_promise_is_never_planned_for_after_its_date(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    (mine,) = (c for c in described.commitments if c.owner is Owner.ME)
    (follow_up,) = the(Kind.PROMISE, described, at)
    day = day_of(follow_up, at.calendar)
    if mine.due is None:
        assert day > at.today
        assert at.calendar.is_working(day)
    elif mine.due < at.today:
        assert day == mine.due
    else:
        assert at.today <= day <= mine.due
        assert at.calendar.is_working(day) or not any(map(at.calendar.is_working, days_between(at.today, mine.due)))


@given(plans())
def test_thanks_after_a_rejection_are_within_two_days_unless_all_of_them_are_free(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    (thanks,) = the(Kind.REJECTION_THANKS, described, at)
    within = days_between(at.today, at.today + timedelta(days=2))
    day = day_of(thanks, at.calendar)
    assert day >= at.today
    assert day in within or not any(map(at.calendar.is_working, within))


@given(plans())
def test_check_ins_lie_ahead_with_at_least_their_gaps_up_to_the_cap(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    days = [day_of(f, at.calendar) for f in the(Kind.CHECK_IN, described, at)]
    assert len(days) == at.cadence.check_in_cap
    assert all(day >= at.today for day in days)
    for number, (earlier, later) in enumerate(pairwise(days), start=1):
        assert (later - earlier).days >= at.cadence.gap(number)


@given(plans())
def test_planning_again_adds_nothing_and_moves_nothing(drawn: tuple[Case, Setting]) -> None:
    described, at = drawn
    described = stored(described, all_planned(described, at))
    assert all_planned(described, at) == ()
    assert moved(described, set(Kind) - {Kind.CUSTOM}, at) == ()


@given(plans())
def test_origins_are_unique(drawn: tuple[Case, Setting]) -> None:
    origins = [f.origin for f in all_planned(*drawn)]
    assert len(set(origins)) == len(origins)


@given(plans(), instants)
def test_a_moved_meeting_gives_the_plan_that_it_would_have_had(drawn: tuple[Case, Setting], starts: datetime) -> None:
    described, at = drawn
    elsewhere = replace(described, meeting=replace(described.meeting, starts=starts, ends=None))
    kept = {f.origin: f for f in all_planned(described, at) if f.kind in AT_THE_MEETING}
    follow = {f.origin: f for f in moved(stored(elsewhere, kept.values()), AT_THE_MEETING, at)}
    fresh = {f.origin: f for f in all_planned(elsewhere, at) if f.kind in AT_THE_MEETING}
    assert {o: due(f, at.calendar) for o, f in (kept | follow).items()} == {
        o: due(f, at.calendar) for o, f in fresh.items()
    }
