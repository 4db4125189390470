"""When a meeting begins or ends next: until then a picture of the dashboard stays true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.case import MEETING_LENGTH
from interview_tui.domain.records import Meeting, MeetingState
from interview_tui.store.meetings import next_turn
from tests.programs import a_program, get, when

if TYPE_CHECKING:
    from pathlib import Path

MEETINGS = (("thu 9:00", None), ("thu 9:30", 90), ("thu 9:45", 15), ("thu 23:30", None), ("fri 9:00", 30))
"""When each begins, and how many minutes it takes, if that is said."""


def test_it_is_the_first_of_all_beginnings_and_ends_to_come(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    turns = []
    for number, (begin, minutes) in enumerate(MEETINGS, start=1):
        program.interviews.add(f"Company {number}", "SRE", meeting=when(program, begin))
        starts = get(program, Meeting, number).starts
        assert starts is not None
        ends = None if minutes is None else starts + timedelta(minutes=minutes)
        with program.house.transaction() as tx:
            tx.change(tx.get(Meeting, number), ends=ends)
            tx.say("Ends")
        turns += [starts, ends or starts + MEETING_LENGTH]
    program.interviews.add("Cancelled", "SRE", meeting=when(program, "thu 9:20"))
    with program.house.transaction() as tx:
        tx.change(tx.get(Meeting, len(MEETINGS) + 1), state=MeetingState.CANCELLED)
        tx.say("Cancelled")
    moment = datetime(2026, 11, 26, 7, tzinfo=UTC)
    while moment < datetime(2026, 11, 27, 10, tzinfo=UTC):
        assert next_turn(program.store, moment) == min((turn for turn in turns if turn > moment), default=None)
        moment += timedelta(minutes=5)
