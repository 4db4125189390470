"""The review of a store: counted right, in the user's days, and the same whoever counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Direction, Outcome, Ref, Settled, Step
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.records import FollowUp, Interview, Touch
from interview_tui.domain.review import CheckIns, HeardNeed, OutcomeCounts, StepDays, Victories, Week
from interview_tui.services.base import due_day
from interview_tui.services.follow_ups import RUNNING, Contacted
from interview_tui.store.review import review_of
from interview_tui.terminal.text import cells
from interview_tui.ui.pages.review_drawing import plain_text
from interview_tui.ui.pages.review_figures import FIGURES, draw_figure, figure_as_text
from interview_tui.ui.pages.review_text import as_svg, as_text
from tests.programs import a_checked_program, a_demo, a_program, every, go_to, when

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 14:00"), people=["Dana Ruiz"])
    return program


def test_an_empty_store_has_nothing_to_look_back_on(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    review = review_of(program.store, program.clock())
    assert review.empty
    assert (review.check_ins, review.days, review.contacts, review.needs) == ((), (), (), ())
    assert all(line for figure in FIGURES for line in draw_figure(figure, review)[:1])


def test_the_funnel_has_the_furthest_step_of_each(program: ProgramOnATable) -> None:
    program.interviews.add("Beta", "QA")
    go_to(program, 1, Step.THANK_PROMPTLY)
    program.interviews.back([1])
    found = review_of(program.store, program.clock()).funnel
    assert [one.reached for one in found] == [2, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert [one.now for one in found] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_who_ended_without_an_offer_is_lost_at_the_farthest_step_before_that(program: ProgramOnATable) -> None:
    for company in ("Beta", "Gamma", "Delta"):
        program.interviews.add(company, "QA")
    go_to(program, 2, Step.THANK_PROMPTLY)
    go_to(program, 3, Step.PERSIST)
    program.outcomes.record([2], Outcome.REJECTED)
    program.outcomes.record([3], Outcome.OFFER)
    program.outcomes.record([3], Outcome.DECLINED)
    program.outcomes.record([4], Outcome.QUIET)
    review = review_of(program.store, program.clock())
    assert [one.lost for one in review.funnel] == [1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert review.outcomes == OutcomeCounts(
        offer=0, accepted=0, declined=1, rescinded=0, invited_back=0, running=1, rejected=1, quiet=1, withdrawn=0
    )
    assert (review.outcomes.interviews, review.outcomes.offers) == (4, 1)
    program.outcomes.record([2], Outcome.INVITED)
    review = review_of(program.store, program.clock())
    assert (review.outcomes.rejected, review.outcomes.running, review.outcomes.invited_back) == (0, 2, 1)
    assert [one.lost for one in review.funnel] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]


def test_days_in_a_step_are_those_of_stays_that_are_over(program: ProgramOnATable) -> None:
    program.clock.move(days=3, hours=1)
    program.interviews.advance([1], anyway=True)
    program.clock.move(days=9)
    assert review_of(program.store, program.clock()).days == (StepDays(Step.SET_THE_STAGE, 3, 3, 1),)


def test_a_follow_up_counts_in_the_week_of_the_users_day(tmp_path: Path) -> None:
    program = a_program(tmp_path, now="2026-11-23T00:30:00+13:00", zone="Pacific/Auckland")
    program.interviews.add("Acme", "SRE", meeting=when(program, "fri 14:00"))
    (prepare,) = (f for f in every(program, FollowUp) if f.kind is Kind.PREPARE)
    program.follow_ups.done([prepare.id])
    assert review_of(program.store, program.clock()).punctuality[-1] == Week(date(2026, 11, 23), 1, 1)


def test_check_ins_are_answered_by_a_touch_or_an_end(program: ProgramOnATable) -> None:
    def check_in() -> int:
        (found,) = (f.id for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN and f.state is Settled.OPEN)
        return found

    program.clock.set("2026-12-04T09:00:00+01:00")
    program.follow_ups.done([check_in()])
    assert review_of(program.store, program.clock()).check_ins == (CheckIns(1, 1, 0),)
    program.clock.move(days=1)
    program.follow_ups.touch(Ref("i", 1), Contacted(direction=Direction.IN, channel=Channel.EMAIL, note="soon"))
    program.clock.move(days=1)
    program.follow_ups.done([check_in()])
    assert review_of(program.store, program.clock()).check_ins == (CheckIns(1, 1, 1), CheckIns(2, 1, 0))
    program.clock.move(days=1)
    program.outcomes.record([1], Outcome.REJECTED)
    assert review_of(program.store, program.clock()).check_ins == (CheckIns(1, 1, 1), CheckIns(2, 1, 1))


def test_a_need_is_counted_once_an_interview_whatever_its_capitals(program: ProgramOnATable) -> None:
    program.interviews.add("Beta", "QA", meeting=when(program, "fri 16:00"))
    program.notes.capture(1, "! Releases are slow\n! releases are slow\n! Nobody tests")
    program.notes.capture(2, "!!! RELEASES ARE SLOW")
    assert review_of(program.store, program.clock()).needs == (
        HeardNeed("RELEASES ARE SLOW", 2),
        HeardNeed("Nobody tests", 1),
    )


def test_a_victory_is_a_round_after_a_rejection(program: ProgramOnATable) -> None:
    program.outcomes.record([1], Outcome.REJECTED)
    assert review_of(program.store, program.clock()).victories == Victories(1, 0, 0, 0, 0, 0)
    program.outcomes.record([1], Outcome.INVITED)
    assert review_of(program.store, program.clock()).victories == Victories(1, 1, 0, 0, 0, 1)
    program.outcomes.record([1], Outcome.OFFER)
    assert review_of(program.store, program.clock()).victories == Victories(1, 1, 1, 0, 0, 0)


def late(program: ProgramOnATable) -> int:
    """How many are overdue and not done, or were not done until nobody owed them any more: they count as late."""
    now = program.clock()
    undone = [f for f in every(program, FollowUp) if f.state is Settled.OPEN]
    lapsed = [f for f in undone if f.lapses is not None and f.lapses <= now]
    overdue = [f for f in undone if f not in lapsed and due_day(f, program.calendar) < program.today()]
    return len(overdue) + sum(KINDS[f.kind].missed for f in lapsed)


def test_it_agrees_with_the_records_of_a_demo_and_fits_everywhere(tmp_path: Path) -> None:
    program = a_demo(tmp_path)
    review = review_of(program.store, program.clock())
    assert review.funnel[0].reached == len(every(program, Interview)) == 12
    assert sum(one.now for one in review.funnel) == sum(i.outcome in RUNNING for i in every(program, Interview))
    assert sum(number for _, number in review.contacts) == len(every(program, Touch))
    done = [f for f in every(program, FollowUp) if f.state is Settled.DONE and f.on_time is not None]
    assert sum(week.done for week in review.punctuality) == len(done) + late(program)
    assert sum(week.on_time for week in review.punctuality) == sum(bool(f.on_time) for f in done)
    for width in (56, 76, 120, 200):
        for figure in FIGURES:
            lines = figure_as_text(figure, review, width)
            assert max(cells(plain_text(line)) for line in lines) <= width
    assert [line.text for line in as_text(review) if line.heading] == [f.title.upper() for f in FIGURES]
    assert "http://" not in as_svg(review).replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in as_svg(review).replace("url(#", "")
