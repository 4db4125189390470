"""Meetings of an interview: further ones, moved, cancelled, missed, written down; and who was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Channel, Direction, MeetingState, Outcome, Part, Ref, Settled, Step
from interview_tui.domain.errors import NotFound, Refused, Unclear
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Attendance, FollowUp, Interview, Meeting, Need
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import MeetingTime, meeting_time, read_travel, time_words, travel_written
from interview_tui.store.queries import interview_of
from tests.programs import (
    ProgramOnATable,
    case_of,
    content,
    every,
    follow_up,
    get,
    journal,
    owed,
    step_of,
    when,
)
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

DANA = "Dana Ruiz, VP Operations"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme's meeting (m1) with Dana Ruiz and Kim Lee is tomorrow from 14:00; it is Monday 23 November 2026, 09:00."""
    return acme(DANA, "Kim Lee").checked_on(tmp_path)


def time(program: ProgramOnATable, text: str) -> MeetingTime:
    found = meeting_time(when(program, text))
    assert found is not None
    return found


def over(program: ProgramOnATable, notes: str = "") -> None:
    """It is half an hour after tomorrow's meeting; with notes it is written down."""
    program.clock.set("2026-11-24T15:30:00+01:00")
    if notes:
        program.notes.capture(1, notes)


def starts(program: ProgramOnATable) -> list[tuple[str, MeetingState]]:
    return [(f"{m.starts:%d %H:%M}" if m.starts else "", m.state) for m in every(program, Meeting)]


class TestTimes:
    def test_a_time_of_day_is_needed(self, program: ProgramOnATable) -> None:
        with pytest.raises(Unclear, match=r"^a meeting needs a time: write for example next tue 14:00"):
            meeting_time(when(program, "tomorrow"))
        assert meeting_time(None) is None

    def test_a_span_has_an_end_and_a_zone_is_kept(self, program: ProgramOnATable) -> None:
        found = time(program, "2 Dec 10:00-11:30 America/New_York")
        assert found == MeetingTime(
            starts=datetime(2026, 12, 2, 15, 0, tzinfo=UTC),
            ends=datetime(2026, 12, 2, 16, 30, tzinfo=UTC),
            zone="America/New_York",
        )

    def test_in_words_it_is_told_in_its_own_zone_and_in_mine(self, program: ProgramOnATable) -> None:
        calendar, at = program.calendar, datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
        tokyo = Meeting(round_id=1, starts=at, zone="Asia/Tokyo")
        assert time_words(tokyo, calendar) == (
            "Tue 1 Dec 2026, 10:00 (Asia/Tokyo), which is Tue 1 Dec 2026, 02:00 (Europe/Berlin)"
        )
        here = Meeting(round_id=1, starts=at, ends=datetime(2026, 12, 1, 2, 30, tzinfo=UTC), zone="Europe/Berlin")
        assert time_words(here, calendar) == "Tue 1 Dec 2026, 02:00–03:30 (Europe/Berlin)"
        assert time_words(Meeting(round_id=1), calendar) == "no time yet"
        mars = Meeting(round_id=1, starts=at, zone="Mars/Olympus")
        assert time_words(mars, calendar) == "Tue 1 Dec 2026, 02:00 (Europe/Berlin)"


class TestTheWayThere:
    @pytest.mark.parametrize(
        ("text", "minutes"),
        [("40", 40), ("40m", 40), ("90 min", 90), ("1h20", 80), ("1 h 20 min", 80), ("2 hours", 120), ("", 0)],
    )
    def test_it_is_read_as_people_type_it(self, text: str, minutes: int) -> None:
        assert read_travel(text) == minutes
        assert read_travel(travel_written(minutes)) == minutes

    @pytest.mark.parametrize("text", ["soon", "-5", "1.5h", "40 m m", "9" * 5, "30h", "1440", "h", "1h20h"])
    def test_what_is_no_such_time_is_said(self, text: str) -> None:
        with pytest.raises(Unclear):
            read_travel(text)

    def test_it_says_when_to_leave_and_stays_when_the_meeting_moves(self, program: ProgramOnATable) -> None:
        said = program.meetings.travel(program.meetings.next_of(1), 40).words
        assert said.endswith("14:00 (Europe/Berlin); leave by 13:10")
        assert program.meetings.move(1, time(program, "fri 10:00")).words.count("leave by 09:10") == 1
        program.meetings.move(1, replace(time(program, "fri 10:00"), travel=0))
        assert get(program, Meeting, 1).leave_by is None

    def test_it_is_one_change_that_undo_takes_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.meetings.travel(1, 40)
        program.history.undo(1)
        assert content(program) == before

    def test_none_leads_to_a_meeting_that_is_over_or_off(self, program: ProgramOnATable) -> None:
        program.meetings.travel(1, 40)
        program.meetings.cancel(1)
        assert get(program, Meeting, 1).leave_by is None
        with pytest.raises(Refused, match="m1 does not lie ahead"):
            program.meetings.travel(1, 50)
        with pytest.raises(Refused, match="no meeting of i1 lies ahead"):
            program.meetings.next_of(1)


class TestAFurtherOne:
    def test_it_stands_in_the_same_round_with_its_own_people_and_plan(self, program: ProgramOnATable) -> None:
        change = program.meetings.add(1, time(program, "thu 10:00-11:30"), people=["Ann Lee, CEO"])
        assert change.words == (
            "Acme: Thu 26 Nov 2026, 10:00–11:30 (Europe/Berlin); planned: Prepare for the meeting (Wed), "
            "Write up the meeting (Thu 12:30), Thank Ann Lee (Fri 11:30)"
        )
        assert change.refs == (Ref("m", 2),)
        assert [m.round_id for m in every(program, Meeting)] == [1, 1]
        assert len(journal(program)) == 2
        assert [f.text for f in every(program, FollowUp) if f.kind is Kind.VALUE_LETTER] == ["Send the value letter"]

    def test_the_first_time_takes_the_place_of_a_meeting_without_one(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        program.meetings.add(2, time(program, "thu 10:00"))
        assert [(m.id, m.round_id) for m in every(program, Meeting)] == [(1, 1), (2, 2)]

    def test_two_of_one_day_have_one_prepare_one_debrief_and_one_thank_you_a_person(
        self, program: ProgramOnATable
    ) -> None:
        program.meetings.add(1, time(program, "tomorrow 16:00"), people=[DANA, "Ann Lee, CEO"])
        assert owed(program) == [
            ("Prepare for the meeting", "2026-11-23"),
            ("Write up the meeting", "2026-11-24"),
            ("Thank Kim Lee", "2026-11-25"),
            ("Thank Dana Ruiz", "2026-11-25"),
            ("Thank Ann Lee", "2026-11-25"),
            ("Send the value letter", "2026-11-27"),
            ("Check in", "2026-12-04"),
        ]
        assert follow_up(program, "Write up the meeting").due_at == datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
        assert follow_up(program, "Send the value letter").person_id == 3  # Ann Lee, the CEO

    def test_one_that_is_entered_after_the_next_round_began_belongs_to_the_round_of_its_day(
        self, program: ProgramOnATable
    ) -> None:
        over(program, "@ Dana Ruiz\n! Releases (Dana Ruiz)")
        program.clock.move(days=1)
        program.outcomes.record([1], Outcome.INVITED)
        program.meetings.add(1, time(program, "24 Nov 2026 17:00"), people=["Ann Lee"])
        program.meetings.add(1, time(program, "mon 10:00"), people=["Bob Ray"])
        assert [(m.id, m.round_id) for m in every(program, Meeting)] == [(1, 1), (2, 2), (3, 1)]
        assert case_of(program, 1).meeting.id == 2
        assert "Agree on a date" not in [text for text, _ in owed(program)]

    def test_somebody_nameless_is_refused_and_nothing_stays(self, program: ProgramOnATable) -> None:
        before = content(program)
        with pytest.raises(Unclear, match="a person needs a name"):
            program.meetings.add(1, time(program, "thu 10:00"), people=[" "])
        with pytest.raises(NotFound):
            program.meetings.add(9, time(program, "thu 10:00"))
        assert content(program) == before

    def test_undo_and_redo(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.meetings.add(1, time(program, "thu 10:00"), people=["Ann Lee"])
        after = content(program)
        program.history.undo()
        assert content(program) == before
        program.history.redo()
        assert content(program) == after


class TestMoved:
    def test_what_counts_from_it_moves(self, program: ProgramOnATable) -> None:
        change = program.meetings.move(1, time(program, "thu 10:00"))
        assert change.words == (
            "Acme: moved to Thu 26 Nov 2026, 10:00 (Europe/Berlin); moved: Prepare for the meeting (Wed), "
            "Write up the meeting (Thu 12:00), Thank Dana Ruiz (Fri 11:00), Thank Kim Lee (Fri 11:00) and 2 more"
        )
        assert starts(program) == [("26 09:00", MeetingState.PLANNED)]

    def test_one_that_is_over_becomes_a_further_one_and_that_is_said(self, program: ProgramOnATable) -> None:
        over(program, "@ Dana Ruiz\n@ Kim Lee [absent]")
        change = program.meetings.move(1, time(program, "mon 10:00"))
        assert change.words.startswith(
            "Acme: Mon 30 Nov 2026, 10:00 (Europe/Berlin); m1 is over, so this is a further meeting; planned: "
        )
        assert change.refs == (Ref("m", 2),)
        assert starts(program) == [("24 13:00", MeetingState.PLANNED), ("30 09:00", MeetingState.PLANNED)]
        invited = [(a.person_id, a.present) for a in every(program, Attendance) if a.meeting_id == 2]
        assert invited == [(1, None)]  # who was absent is not assumed to come

    def test_a_cancelled_one_is_planned_again(self, program: ProgramOnATable) -> None:
        before = owed(program)
        program.meetings.cancel(1)
        assert owed(program) == [("Ask for a new date", "2026-11-24")]
        program.meetings.move(1, time(program, "tomorrow 14:00"))
        assert starts(program) == [("24 13:00", MeetingState.PLANNED)]
        assert owed(program) == before

    def test_with_its_time_back_all_that_counts_from_it_is_as_before(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ana Sol, Head", Part.CONNECTION)
        before = owed(program)
        program.meetings.move(1, MeetingTime(starts=None))
        assert owed(program) != before
        program.meetings.move(1, time(program, "tomorrow 14:00"))
        assert owed(program) == before

    def test_of_one_that_was_missed_nobody_is_absent_any_more(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-24T14:20:00+01:00")
        program.meetings.cancel(1, missed=True)
        program.meetings.move(1, time(program, "fri 10:00"))
        assert [a.present for a in every(program, Attendance)] == [None, None]
        assert ("Thank Dana Ruiz", "2026-11-30") in owed(program)


class TestCancelled:
    def test_all_that_counts_from_it_ends_and_a_new_date_is_asked_for(self, program: ProgramOnATable) -> None:
        change = program.meetings.cancel(1)
        assert change.words == (
            "Acme: the meeting tomorrow 14:00 was cancelled; planned: Ask for a new date (tomorrow); no longer needed: "
            "Prepare for the meeting, Write up the meeting, Thank Dana Ruiz, Thank Kim Lee and 2 more"
        )
        assert owed(program) == [("Ask for a new date", "2026-11-24")]

    def test_not_where_another_meeting_lies_ahead(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, time(program, "thu 10:00"), people=[DANA])
        program.meetings.cancel(1)
        assert "Ask for a new date" not in [text for text, _ in owed(program)]
        assert [text for text, _ in owed(program)].count("Prepare for the meeting") == 1

    def test_once_asked_the_cadence_counts_from_asking(self, program: ProgramOnATable) -> None:
        program.meetings.cancel(1)
        program.clock.move(days=1)
        program.follow_ups.done([follow_up(program, "Ask for a new date").id])
        assert owed(program) == [("Check in", "2026-12-01")]

    def test_missed_nobody_is_thanked_and_a_new_date_is_asked_for(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-24T14:20:00+01:00")
        change = program.meetings.cancel(1, missed=True)
        assert change.words.startswith(
            "Acme: the meeting today 14:00 did not take place; planned: Ask for a new date (tomorrow); "
        )
        assert owed(program) == [("Ask for a new date", "2026-11-25")]
        assert [a.present for a in every(program, Attendance)] == [False, False]
        assert step_of(program, 1) is Step.SET_THE_STAGE

    def test_before_it_begins_it_cannot_have_been_missed(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^the meeting is still ahead: it is tomorrow 14:00$"):
            program.meetings.cancel(1, missed=True)

    def test_not_twice_and_not_without_a_time(self, program: ProgramOnATable) -> None:
        program.meetings.cancel(1)
        with pytest.raises(Refused, match=r"^m1 is already cancelled$"):
            program.meetings.cancel(1)
        program.interviews.add("Globex", "DBA")
        with pytest.raises(Refused, match=r"^m2 has no time: nothing to cancel$"):
            program.meetings.cancel(2)

    def test_undo_brings_all_of_it_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.meetings.cancel(1)
        program.history.undo()
        assert content(program) == before

    def test_a_corrected_fact_takes_the_step_back(self, program: ProgramOnATable) -> None:
        over(program)
        program.follow_ups.done([follow_up(program, "Write up the meeting").id])
        assert step_of(program, 1) is Step.CONSULT
        change = program.meetings.cancel(1, missed=True)
        assert change.words.endswith("now at 1 Set the stage")


class TestWhoWasThere:
    def test_who_was_absent_is_not_thanked(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.meetings.came(1, 2, present=False)
        assert change.words == "Kim Lee was not there; no longer needed: Thank Kim Lee"
        change = program.meetings.came(1, 2, present=True)
        assert change.words == "Kim Lee was there; planned: Thank Kim Lee (tomorrow 15:00)"

    def test_only_of_somebody_who_is_in_it(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", people=["Max Ott"])
        with pytest.raises(Refused, match=r"^Max Ott is not in m1: add them first$"):
            program.meetings.came(1, 3, present=True)

    def test_it_counts_for_that_meeting_only(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, time(program, "thu 10:00"), people=[DANA])
        over(program)
        program.meetings.came(1, 1, present=False)
        assert ("Thank Dana Ruiz", "2026-11-27") in owed(program)
        assert [text for text, _ in owed(program)].count("Thank Dana Ruiz") == 1


class TestWrittenDown:
    def test_its_debrief_is_done(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.meetings.debriefed(1)
        assert change.words == "Debriefed Acme (on time)"
        debrief = follow_up(program, "Write up the meeting")
        assert (debrief.state, debrief.on_time) == (Settled.DONE, True)

    def test_a_day_later_it_is_late(self, program: ProgramOnATable) -> None:
        over(program)
        program.clock.move(days=1)
        assert program.meetings.debriefed(1).words == "Debriefed Acme (late)"

    def test_notes_do_it_by_themselves(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.notes.capture(1, "! Releases (Dana Ruiz)")
        assert change.words == "Noted for Acme · SRE: 1 need; done: Write up the meeting; now at 3 Don't rush"
        assert program.meetings.debriefed(1).entry is None

    def test_notes_of_before_the_meeting_do_not(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "! Releases, says their posting")
        assert follow_up(program, "Write up the meeting").state is Settled.OPEN

    def test_of_two_of_one_day_both_are_written_down(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, time(program, "tomorrow 16:00"), people=["Ann Lee"])
        program.clock.set("2026-11-24T17:30:00+01:00")
        program.notes.capture(1, "! Releases (Dana Ruiz)", meeting_id=1)
        assert follow_up(program, "Write up the meeting").state is Settled.OPEN
        program.notes.capture(1, "! Budgets (Ann Lee)", meeting_id=2)
        assert follow_up(program, "Write up the meeting").state is Settled.DONE

    def test_not_before_it_begins(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^the meeting is still ahead: it is tomorrow 14:00$"):
            program.meetings.debriefed(1)

    def test_one_without_a_time_may_have_been(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        assert program.meetings.debriefed(2).words == "Debriefed Globex"


class TestTheCurrentOne:
    """METHOD, fine print 22: the last over without notes, else the last over, else the next."""

    def test_notes_go_to_it_and_it_is_said_which_it_is(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, time(program, "thu 10:00"), people=["Ann Lee"])
        assert case_of(program, 1).meeting.id == 1
        over(program)
        change = program.notes.capture(1, "! Releases (Dana Ruiz)")
        assert change.words.startswith("Noted for Acme · SRE (m1, today 14:00): 1 need; ")
        program.clock.set("2026-11-26T12:00:00+01:00")
        assert case_of(program, 1).meeting.id == 2
        program.notes.capture(1, "! Budgets (Ann Lee)")
        assert [(n.text, n.meeting_id) for n in every(program, Need)] == [("Releases", 1), ("Budgets", 2)]

    def test_both_over_without_notes_the_last_comes_first(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, time(program, "thu 10:00"), people=["Ann Lee"])
        program.clock.set("2026-11-26T12:00:00+01:00")
        assert case_of(program, 1).meeting.id == 2
        program.notes.capture(1, "! Budgets (Ann Lee)")
        assert case_of(program, 1).meeting.id == 1
        program.notes.capture(1, "! Releases (Dana Ruiz)")
        assert case_of(program, 1).meeting.id == 2

    def test_notes_may_go_into_any_other(self, program: ProgramOnATable) -> None:
        program.meetings.add(1, time(program, "thu 10:00"), people=["Ann Lee"])
        program.clock.set("2026-11-26T12:00:00+01:00")
        change = program.notes.capture(1, "# Phone call\n! Releases (Dana Ruiz)", meeting_id=1)
        assert "(m1, Tue 24 Nov 14:00)" in change.words
        assert get(program, Meeting, 1).title == "Phone call"
        people = "@ Dana Ruiz, VP Operations\n@ Kim Lee\n"
        assert program.notes.text(1, meeting_id=1) == f"# Phone call\n{people}! Releases (Dana Ruiz)\n"
        assert program.notes.text(1) == "@ Ann Lee\n"
        with pytest.raises(NotFound, match=r"^m9 |there is no meeting m9"):
            program.notes.text(1, meeting_id=9)

    def test_not_into_one_of_another_interview(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        with pytest.raises(NotFound, match=r"^m2 is not a meeting of i1$"):
            program.notes.capture(1, "! Releases", meeting_id=2)

    def test_which_interview_one_belongs_to(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        assert interview_of(program.store.reader, 2).id == 2
        with pytest.raises(NotFound):
            interview_of(program.store.reader, 9)


def test_the_clock_alone_takes_it_to_step_2_and_nothing_is_written(program: ProgramOnATable) -> None:
    before = content(program)
    program.clock.set("2026-11-24T14:59:00+01:00")
    assert step_of(program, 1) is Step.SET_THE_STAGE
    program.clock.move(minutes=1)
    assert step_of(program, 1) is Step.CONSULT
    assert content(program) == before
    program.follow_ups.touch(Ref("i", 1), Contacted(direction=Direction.OUT, channel=Channel.PHONE))
    assert [p.step for p in case_of(program, 1).passages] == [Step.SET_THE_STAGE, Step.CONSULT]
    assert case_of(program, 1).passages[-1].entered == datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    assert get(program, Interview, 1).step is Step.CONSULT
