"""Check-ins: when they begin, how many there are in a row, and what an answer does to them.

The meeting is on Tuesday 1 December 2026, 14:00 in Berlin.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.check_ins import missed_meeting
from interview_tui.domain.planning import moved, planned, pointless, revived, standing
from interview_tui.domain.records import CommitmentState, Direction, FollowUp, Kind, Outcome, Plan, Settled, Step
from interview_tui.domain.rules import in_touch_days, watch
from tests.domain.cases import DANA_CAME, case, dues, entered, instant, seen, stored, their_word, touch

if TYPE_CHECKING:
    from interview_tui.domain.case import Case

THEIRS = their_word(1, "call with the dates", "2026-12-04")
CALL = [THEIRS]
TOLD = replace(THEIRS, passive=True)


def written(described: Case, now: str) -> Case:
    """The case once the plan has followed what was written down."""
    at = seen(described, now)
    kinds = [Kind.CHECK_IN]
    off = {f.id: replace(f, state=Settled.CANCELLED, settled=at.now) for f in pointless(described, kinds, at)}
    news = {f.id: f for f in (*moved(described, kinds, at), *revived(described, kinds, at))} | off
    described = replace(described, follow_ups=tuple(news.get(f.id, f) for f in described.follow_ups))
    return stored(described, standing(described, seen(described, now)))


def open_check_ins(described: Case) -> list[FollowUp]:
    return sorted((f for f in described.open if f.kind is Kind.CHECK_IN), key=lambda f: f.origin)


def did(described: Case, origin: str, at: str) -> Case:
    """The check-in was done then, and was a contact."""
    done = tuple(
        replace(f, state=Settled.DONE, settled=instant(at)) if f.origin == origin else f for f in described.follow_ups
    )
    return replace(described, follow_ups=done, touches=(*described.touches, touch(at, Direction.OUT)))


def they_called(described: Case, at: str) -> Case:
    return replace(described, touches=(*described.touches, touch(at, Direction.IN)))


class TestADateOfTheirs:
    @pytest.mark.parametrize("step", [2, 3, 4, 5, 6])
    def test_brings_one_check_in_before_step_7(self, step: int) -> None:
        described = case(step=step, commitments=CALL)
        (check_in,) = [f for f in standing(described, seen(described, "2026-12-02 09:00")) if f.kind is Kind.CHECK_IN]
        assert (check_in.origin, dues([check_in])) == ("r1:check_in:1", ["2026-12-07"])
        assert check_in.why == "check-in 1 of 3, 1 working day after their date"

    def test_without_more_than_we_will_let_you_know_is_given_three_days(self) -> None:
        described = case(step=4, commitments=[TOLD])
        (check_in,) = open_check_ins(written(described, "2026-12-02 09:00"))
        assert (dues([check_in]), check_in.why) == (
            ["2026-12-07"],
            "check-in 1 of 3, 3 days after the date that they named",
        )

    @pytest.mark.parametrize("step", [9, 10])
    def test_brings_none_outside_the_steps_that_wait(self, step: int) -> None:
        assert open_check_ins(written(case(step=step, commitments=CALL), "2026-12-02 09:00")) == []

    @pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.WITHDRAWN, Outcome.QUIET, Outcome.REJECTED])
    def test_brings_none_once_it_has_ended(self, outcome: Outcome) -> None:
        assert open_check_ins(written(case(step=5, outcome=outcome, commitments=CALL), "2026-12-02 09:00")) == []

    def test_brings_none_without_check_ins_in_the_plan(self) -> None:
        assert open_check_ins(written(case(step=5, plan=Plan.NONE, commitments=CALL), "2026-12-02 09:00")) == []

    def test_written_down_at_step_1_is_watched_at_once(self) -> None:
        assert dues(open_check_ins(written(case(step=1, commitments=CALL), "2026-12-02 09:00"))) == ["2026-12-07"]

    def test_kept_needs_no_check_in_any_more(self) -> None:
        waiting = written(case(step=4, commitments=CALL), "2026-12-02 09:00")
        kept = replace(THEIRS, state=CommitmentState.KEPT, settled=instant("2026-12-03 09:00"))
        assert open_check_ins(written(replace(waiting, commitments=(kept,)), "2026-12-03 09:00")) == []

    def test_is_forgotten_when_they_are_in_touch_on_it(self) -> None:
        waiting = written(case(step=4, commitments=CALL), "2026-12-02 09:00")
        assert open_check_ins(written(they_called(waiting, "2026-12-04 17:00"), "2026-12-04 17:00")) == []
        assert len(open_check_ins(written(they_called(waiting, "2026-12-03 17:00"), "2026-12-03 17:00"))) == 1

    def test_is_not_checked_twice_by_entering_step_7(self) -> None:
        waiting = written(case(step=6, commitments=CALL), "2026-12-02 09:00")
        there = replace(
            waiting,
            interview=replace(waiting.interview, step=Step.PERSIST),
            passages=(entered(Step.PERSIST, "2026-12-03 09:00"),),
        )
        there = stored(there, planned(there, Step.PERSIST, seen(there, "2026-12-03 09:00")))
        assert dues(open_check_ins(there)) == ["2026-12-07", "2026-12-21", "2027-01-18"]
        assert written(there, "2026-12-03 09:00") == there

    def test_that_was_kept_leaves_the_whole_row_for_step_7(self) -> None:
        waiting = written(case(step=4, commitments=CALL), "2026-12-02 09:00")
        kept = replace(THEIRS, state=CommitmentState.KEPT, settled=instant("2026-12-03 09:00"))
        waiting = written(replace(waiting, commitments=(kept,)), "2026-12-03 09:00")
        there = replace(
            waiting,
            interview=replace(waiting.interview, step=Step.PERSIST),
            passages=(entered(Step.PERSIST, "2026-12-04 09:00"),),
        )
        there = stored(there, planned(there, Step.PERSIST, seen(there, "2026-12-04 09:00")))
        assert [f.why[:16] for f in open_check_ins(there)] == [f"check-in {n} of 3, "[:16] for n in (1, 2, 3)]


class TestAnAnswer:
    def test_begins_a_new_row(self) -> None:
        described = written(case(step=7, there=DANA_CAME), "2026-12-02 09:00")
        described = written(did(described, "r1:check_in:1", "2026-12-08 09:00"), "2026-12-08 09:00")
        described = written(they_called(described, "2026-12-10 09:00"), "2026-12-10 09:00")
        assert [(f.origin, f.why.split(",")[0], *dues([f])) for f in open_check_ins(described)] == [
            ("r1:check_in:2", "check-in 1 of 3", "2026-12-17"),
            ("r1:check_in:3", "check-in 2 of 3", "2026-12-31"),
            ("r1:check_in:4", "check-in 3 of 3", "2027-01-28"),
        ]

    def test_after_the_cap_is_followed_up_again(self) -> None:
        described = written(case(step=7), "2026-12-02 09:00")
        for number, day in ((1, "2026-12-08"), (2, "2026-12-22"), (3, "2027-01-19")):
            described = written(did(described, f"r1:check_in:{number}", f"{day} 09:00"), f"{day} 09:00")
        assert open_check_ins(described) == []
        described = written(they_called(described, "2027-01-25 09:00"), "2027-01-25 09:00")
        assert [f.origin for f in open_check_ins(described)] == [f"r1:check_in:{n}" for n in (4, 5, 6)]


class TestAMissedMeeting:
    def test_is_asked_about_the_same_day(self) -> None:
        described = case(step=2, there=DANA_CAME)
        missed = missed_meeting(described, seen(described, "2026-12-01 14:20"))
        assert (missed.kind, missed.origin, missed.person_id, dues([missed])) == (
            Kind.CHECK_IN,
            "r1:check_in:missed:1",
            1,
            ["2026-12-01"],
        )

    def test_stays_asked_until_they_are_in_touch_and_counts_in_the_row(self) -> None:
        described = case(step=7, there=DANA_CAME)
        described = stored(described, [missed_meeting(described, seen(described, "2026-12-01 14:20"))])
        described = written(described, "2026-12-01 15:30")
        assert [f.origin for f in open_check_ins(described)] == [
            "r1:check_in:1",
            "r1:check_in:2",
            "r1:check_in:missed:1",
        ]
        described = written(they_called(described, "2026-12-01 16:00"), "2026-12-01 16:00")
        assert [f.origin for f in open_check_ins(described)] == [f"r1:check_in:{n}" for n in (1, 2, 3)]


def test_staying_in_touch_recurs_every_90_days_on_working_days() -> None:
    at = seen(case(), "2026-12-07 09:00")
    days = in_touch_days(at, instant("2027-01-09 12:00").date())
    assert [next(days).isoformat() for _ in range(4)] == ["2027-01-11", "2027-04-09", "2027-07-08", "2027-10-06"]


def test_the_watch_looks_after_six_and_twelve_weeks() -> None:
    rejected = case(step=9, outcome=Outcome.REJECTED, closed="2026-12-07 17:00")
    looks = list(watch(rejected, seen(rejected, "2026-12-07 18:00")))
    assert [(f.kind, f.origin, f.person_id) for f in looks] == [
        (Kind.CUSTOM, "r1:watch:6", None),
        (Kind.CUSTOM, "r1:watch:12", None),
    ]
    assert dues(looks) == ["2027-01-18", "2027-03-01"]


happenings = st.lists(
    st.tuples(st.sampled_from(["check in", "they call", "skip", "missed"]), st.integers(1, 400)), max_size=12
)


@given(happenings, st.sampled_from(Plan), st.sampled_from([2, 5, 7, 8]), st.booleans())
def test_never_more_in_a_row_than_the_cap_and_planning_again_adds_nothing(
    happened: list[tuple[str, int]], plan: Plan, step: int, dated: bool
) -> None:
    now = instant("2026-12-01 16:00")
    described = written(case(step=step, plan=plan, commitments=CALL if dated else []), "2026-12-01 16:00")
    for what, hours in happened:
        now += timedelta(hours=hours)
        clock = seen(described, "2026-12-01 16:00").calendar.local(now).replace(tzinfo=None).isoformat()
        waiting = open_check_ins(described)
        if what == "they call":
            described = they_called(described, clock)
        elif what == "missed" and not any("missed" in f.origin for f in described.follow_ups) and plan is not Plan.NONE:
            described = stored(described, [missed_meeting(described, seen(described, clock))])
        elif waiting and what == "check in":
            described = did(described, waiting[0].origin, clock)
        elif waiting and what == "skip":
            off = replace(waiting[0], state=Settled.SKIPPED, settled=now)
            described = replace(described, follow_ups=tuple(off if f.id == off.id else f for f in described.follow_ups))
        described = written(described, clock)
        at = seen(described, clock)
        row = len(described.unanswered(at.now)) + len(open_check_ins(described))
        assert row <= at.cadence.check_in_cap + any("missed" in f.origin for f in described.follow_ups)
        assert standing(described, at) == ()
        assert len({f.origin for f in described.follow_ups}) == len(described.follow_ups)
