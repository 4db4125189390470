"""The day's figures: what is overdue, what is due today, the next meeting, punctuality."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import MeetingState, Outcome
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.records import Meeting
from interview_tui.store.figures import NO_FIGURES, Figures, figures
from tests.programs import ProgramOnATable, a_program, get, when
from tests.store.records import add_interview, change, owe, settle

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def of(program: ProgramOnATable) -> Figures:
    return figures(program.store, now=program.clock(), today=program.today())


def test_of_an_empty_store(program: ProgramOnATable) -> None:
    assert of(program) == NO_FIGURES
    assert of(program).punctuality is None


def test_what_is_owed(program: ProgramOnATable) -> None:
    add_interview(program)
    for day in ("today", "today 8:00", "today 23:59", "tomorrow", "tomorrow 0:00"):
        owe(program, 1, day, day)
    assert (of(program).overdue, of(program).today) == (0, 3)
    program.clock.move(days=1)
    assert (of(program).overdue, of(program).today) == (3, 2)
    settle(program, 1)
    settle(program, 4)
    assert (of(program).overdue, of(program).today) == (2, 1)


class TestTheNextMeeting:
    def test_is_the_first_to_come(self, program: ProgramOnATable) -> None:
        add_interview(program, "Globex", "DBA", meeting="fri 10:00")
        add_interview(program, "Acme", "SRE", meeting="thu 14:00")
        assert (of(program).meeting_at, of(program).meeting_with) == (datetime(2026, 11, 26, 13, tzinfo=UTC), "Acme")
        program.clock.set("2026-11-26T14:00:00+01:00")
        assert of(program).meeting_with == "Acme"
        program.clock.move(seconds=1)
        assert of(program).meeting_with == "Globex"
        program.clock.move(days=7)
        assert (of(program).meeting_at, of(program).meeting_with) == (None, "")

    def test_is_none_that_was_cancelled(self, program: ProgramOnATable) -> None:
        add_interview(program, "Acme", "SRE", meeting="thu 14:00")
        change(program, Meeting, 1, state=MeetingState.CANCELLED)
        assert of(program).meeting_at is None

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.QUIET])
    def test_is_none_of_an_interview_that_has_ended(self, program: ProgramOnATable, outcome: Outcome) -> None:
        add_interview(program, meeting="thu 14:00", outcome=outcome)
        assert get(program, Meeting, 1).starts is not None
        assert of(program).meeting_at is None

    def test_can_follow_an_offer(self, program: ProgramOnATable) -> None:
        add_interview(program, meeting="thu 14:00", outcome=Outcome.OFFER)
        assert of(program).meeting_with == "Acme"


class TestPunctuality:
    def settle(self, program: ProgramOnATable, *on_time: bool) -> None:
        """Does one follow-up after another, each on time or not."""
        for punctual in on_time:
            added = owe(program, 1, "Item", "today")
            program.clock.move(minutes=1)
            settle(program, added, on_time=punctual)

    def test_is_the_share_of_those_done_on_time(self, program: ProgramOnATable) -> None:
        add_interview(program)
        self.settle(program, True, True, False)
        assert (of(program).done, of(program).on_time, of(program).punctuality) == (3, 2, 67)

    def test_the_longest_streak(self, program: ProgramOnATable) -> None:
        add_interview(program)
        self.settle(program, True, False, True, True, True, False, True)
        assert of(program).longest_streak == 3
        self.settle(program, True, True, True)
        assert of(program).longest_streak == 4

    def test_what_was_skipped_does_not_count(self, program: ProgramOnATable) -> None:
        add_interview(program)
        settle(program, owe(program, 1, "Call", "today"), skipped=True)
        assert (of(program).done, of(program).punctuality) == (0, None)

    def test_undo_takes_it_back(self, program: ProgramOnATable) -> None:
        add_interview(program)
        self.settle(program, True, False)
        program.history.undo()
        assert (of(program).done, of(program).punctuality) == (1, 100)

    def test_what_is_overdue_and_not_done_counts_as_late(self, program: ProgramOnATable) -> None:
        add_interview(program)
        self.settle(program, True)
        owe(program, 1, "Call", "today")
        owe(program, 1, "Call at nine", "today 9:01")
        assert of(program).punctuality == 100
        program.clock.set("2026-11-23T23:59:59+01:00")
        assert (of(program).overdue, of(program).punctuality) == (0, 100)
        program.clock.move(seconds=1)
        assert (of(program).overdue, of(program).punctuality) == (2, 33)

    def test_and_so_does_what_lapsed_undone_but_for_what_was_only_mine(self, program: ProgramOnATable) -> None:
        add_interview(program)
        self.settle(program, True)
        lapses = program.clock()
        for kind in Kind:
            owe(program, 1, kind, "today", kind=kind, lapses=lapses)
        assert (of(program).overdue, of(program).today) == (0, 0)
        missed = sum(row.missed for row in KINDS.values())
        assert (of(program).left_undone, of(program).punctuality) == (missed, round(100 / (1 + missed)))
        assert (of(program).done, of(program).on_time) == (1, 1)


def test_for_how_many_nothing_is_planned(program: ProgramOnATable) -> None:
    for outcome in (None, Outcome.OFFER, Outcome.REJECTED, None):
        add_interview(program, outcome=outcome)
    owe(program, 1, "Prepare", "today", lapses=when(program, "today 14:00").at)
    assert of(program).unplanned == 2
    program.clock.move(hours=5)
    assert of(program).unplanned == 3
