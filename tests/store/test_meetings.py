"""When the clock alone changes something next: until then a picture of the dashboard stays true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import MeetingState, Outcome, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import MEETING_LENGTH, Meeting
from interview_tui.store.queries import ended_without_debrief, next_turn
from tests.programs import ProgramOnATable, a_program, get, when
from tests.store.records import add_interview, change, owe, settle

if TYPE_CHECKING:
    from pathlib import Path

MEETINGS = (("thu 9:00", None), ("thu 9:30", 90), ("thu 9:45", 15), ("thu 23:30", None), ("fri 9:00", 30))
"""When each begins, and how many minutes it takes, if that is said."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def at(program: ProgramOnATable, text: str) -> datetime:
    instant = when(program, text).at
    assert instant is not None
    return instant


def test_it_is_the_first_of_all_turns_to_come(program: ProgramOnATable) -> None:
    turns = []
    for number, (begin, minutes) in enumerate(MEETINGS, start=1):
        add_interview(program, f"Company {number}", meeting=begin)
        starts = get(program, Meeting, number).starts
        assert starts is not None
        ends = None if minutes is None else starts + timedelta(minutes=minutes)
        change(program, Meeting, number, ends=ends)
        turns += [starts, ends or starts + MEETING_LENGTH]
    for number, state in enumerate((MeetingState.CANCELLED, MeetingState.MISSED), start=len(MEETINGS) + 1):
        add_interview(program, state, meeting="thu 9:20")
        change(program, Meeting, number, state=state)
    lapses, over, done, no_step = (at(program, f"thu {time}") for time in ("10:10", "11:25", "8:20", "8:25"))
    owe(program, 1, "Prepare", "today", lapses=lapses)
    settle(program, owe(program, 1, "Done", "today", lapses=done))
    add_interview(program, "Goes on", clock_step=Step.CONSULT, clock_at=over)
    add_interview(program, "Stays", clock_at=no_step)
    turns += [lapses, over]
    moment = datetime(2026, 11, 26, 7, tzinfo=UTC)
    while moment < datetime(2026, 11, 27, 10, tzinfo=UTC):
        assert next_turn(program.store, moment) == min((turn for turn in turns if turn > moment), default=None)
        moment += timedelta(minutes=5)


class TestWhatIsStillToBeWrittenDown:
    def test_is_that_of_the_meeting_that_ended_last(self, program: ProgramOnATable) -> None:
        assert ended_without_debrief(program.store, program.clock()) is None
        for company, over in (("Acme", "today 8:00"), ("Ahead", "fri 9:00"), ("Now", "today 9:30")):
            number = add_interview(program, company)
            owe(program, number, "Write it down", "fri", kind=Kind.DEBRIEF, anchor=at(program, over))
        assert ended_without_debrief(program.store, program.clock()) == (1, "Acme · SRE")
        program.clock.move(hours=1)
        assert ended_without_debrief(program.store, program.clock()) == (3, "Now · SRE")
        settle(program, 3)
        assert ended_without_debrief(program.store, program.clock()) == (1, "Acme · SRE")
        settle(program, 1, skipped=True)
        assert ended_without_debrief(program.store, program.clock()) is None

    def test_is_none_that_has_lapsed(self, program: ProgramOnATable) -> None:
        add_interview(program, role="", outcome=Outcome.INVITED)
        over = at(program, "today 8:00")
        owe(program, 1, "Write it down", "fri", kind=Kind.DEBRIEF, anchor=over, lapses=over + timedelta(weeks=4))
        assert ended_without_debrief(program.store, program.clock()) == (1, "Acme")
        program.clock.move(weeks=4)
        assert ended_without_debrief(program.store, program.clock()) is None
