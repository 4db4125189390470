"""The day's figures: what is overdue, what is due today, the next meeting, punctuality."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import Meeting, MeetingState, Outcome
from interview_tui.store.figures import Figures, figures
from tests.programs import ProgramOnATable, a_program, every, get, when

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def of(program: ProgramOnATable) -> Figures:
    return figures(program.store, now=program.clock(), today=program.house.today())


def test_of_an_empty_store(program: ProgramOnATable) -> None:
    assert of(program) == Figures(
        overdue=0, today=0, meeting_at=None, meeting_with="", done=0, on_time=0, longest_streak=0, victories=0
    )
    assert of(program).punctuality is None


def test_what_is_owed(program: ProgramOnATable) -> None:
    program.interviews.add("Acme", "SRE")
    for day in ("today", "today 8:00", "today 23:59", "tomorrow", "tomorrow 0:00"):
        program.follow_ups.add(1, day, when(program, day))
    assert (of(program).overdue, of(program).today) == (0, 3)
    program.clock.move(days=1)
    assert (of(program).overdue, of(program).today) == (3, 2)
    program.follow_ups.done([1, 4])
    assert (of(program).overdue, of(program).today) == (2, 1)


class TestTheNextMeeting:
    def test_is_the_first_to_come(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "fri 10:00"))
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        assert (of(program).meeting_at, of(program).meeting_with) == (datetime(2026, 11, 26, 13, tzinfo=UTC), "Acme")
        program.clock.set("2026-11-26T14:00:00+01:00")
        assert of(program).meeting_with == "Acme"
        program.clock.move(seconds=1)
        assert of(program).meeting_with == "Globex"
        program.clock.move(days=7)
        assert (of(program).meeting_at, of(program).meeting_with) == (None, "")

    def test_is_none_that_was_cancelled(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        with program.house.transaction() as tx:
            tx.change(tx.get(Meeting, 1), state=MeetingState.CANCELLED)
            tx.say("cancelled")
        assert of(program).meeting_at is None

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.QUIET])
    def test_is_none_of_an_interview_that_has_ended(self, program: ProgramOnATable, outcome: Outcome) -> None:
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        program.interviews.outcome([1], outcome)
        assert get(program, Meeting, 1).starts is not None
        assert of(program).meeting_at is None

    def test_can_follow_an_offer(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        program.interviews.outcome([1], Outcome.OFFER)
        assert of(program).meeting_with == "Acme"


class TestPunctuality:
    def settle(self, program: ProgramOnATable, *on_time: bool) -> None:
        """Does one follow-up after another, each on time or a day late."""
        for punctual in on_time:
            added = program.follow_ups.add(1, "Item", when(program, "today" if punctual else "yesterday"))
            program.clock.move(minutes=1)
            program.follow_ups.done([added.refs[0].id])

    def test_is_the_share_of_those_done_on_time(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        self.settle(program, True, True, False)
        assert (of(program).done, of(program).on_time, of(program).punctuality) == (3, 2, 67)

    def test_the_longest_streak(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        self.settle(program, True, False, True, True, True, False, True)
        assert of(program).longest_streak == 3
        self.settle(program, True, True, True)
        assert of(program).longest_streak == 4

    def test_what_was_skipped_does_not_count(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        program.follow_ups.skip([1])
        assert (of(program).done, of(program).punctuality) == (0, None)

    def test_undo_takes_it_back(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        self.settle(program, True, False)
        program.history.undo()
        assert (of(program).done, of(program).punctuality) == (1, 100)
        assert len(every(program, Meeting)) == 1
