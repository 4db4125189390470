"""What a person does with whole interviews: adding, editing, the ten steps, the outcomes, deleting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Owe, Part, Plan, QuestionState, Ref, Settled, Step, Voice
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Interview, Involvement, Letter, Meeting, Person, Story
from interview_tui.services.interviews import StillOwed
from interview_tui.services.meetings import MeetingTime, meeting_time
from tests.programs import (
    ProgramOnATable,
    a_checked_program,
    case_of,
    content,
    every,
    follow_up,
    get,
    go_to,
    journal,
    owed,
    put,
    step_of,
    when,
)

if TYPE_CHECKING:
    from pathlib import Path

DANA = "Dana Ruiz, VP Operations <dana@acme.example>"
PLAN_OF_TUESDAY = [
    ("Prepare for the meeting", "2026-11-23"),
    ("Write up the meeting", "2026-11-24"),
    ("Thank Dana Ruiz", "2026-11-25"),
    ("Thank Kim Lee", "2026-11-25"),
    ("Send the value letter", "2026-11-27"),
    ("Check in", "2026-12-04"),
]
"""What a meeting on Tuesday 24 November from 14:00 to 15:00 with Dana Ruiz and Kim Lee brings, by the standard plan."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_checked_program(tmp_path)


def acme(program: ProgramOnATable, meeting: str = "tomorrow 14:00") -> int:
    """An interview with a meeting, with Dana Ruiz and Kim Lee."""
    return program.interviews.add("Acme", "SRE", meeting=when(program, meeting), people=[DANA, "Kim Lee"]).refs[0].id


def time(program: ProgramOnATable, text: str) -> MeetingTime:
    found = meeting_time(when(program, text))
    assert found is not None
    return found


class TestAdding:
    def test_it_stands_at_step_1_with_its_meeting_and_people(self, program: ProgramOnATable) -> None:
        change = program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"), people=[DANA, "Kim Lee"])
        assert change.words == (
            "Added Acme · SRE: Thu 26 Nov 2026, 14:00 (Europe/Berlin); planned: Prepare for the meeting (Wed), "
            "Write up the meeting (Thu 16:00), Thank Dana Ruiz (Fri 15:00), Thank Kim Lee (Fri 15:00) and 2 more; "
            "plan: standard"
        )
        assert change.refs == (Ref("i", 1),)
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.round, case.interview.outcome) == (Step.SET_THE_STAGE, 1, None)
        assert case.meeting.starts == datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
        assert case.meeting.zone == "Europe/Berlin"
        assert [(p.name, p.title, p.email, p.company) for p in every(program, Person)] == [
            ("Dana Ruiz", "VP Operations", "dana@acme.example", "Acme"),
            ("Kim Lee", "", "", "Acme"),
        ]
        assert [(a.person_id, a.position, a.present) for a in case.attendances] == [(1, 1, None), (2, 2, None)]
        assert [i.part for i in case.involvements] == [Part.INTERVIEWER, Part.INTERVIEWER]
        assert [p.step for p in case.passages] == [Step.SET_THE_STAGE]
        assert journal(program) == [change.words]

    def test_without_a_meeting_nothing_is_planned(self, program: ProgramOnATable) -> None:
        assert program.interviews.add("Acme", "").words == "Added Acme"
        assert owed(program) == []

    def test_with_a_meeting_its_whole_plan_stands_at_once(self, program: ProgramOnATable) -> None:
        acme(program)
        assert owed(program) == PLAN_OF_TUESDAY

    def test_day_time_zone_and_plan_are_said_as_they_were_understood(self, program: ProgramOnATable) -> None:
        meeting = when(program, "10 Dec 10:00-11:30 Asia/Tokyo")
        words = program.interviews.add("Acme", "SRE", meeting=meeting, plan=Plan.BRISK).words
        assert words.startswith(
            "Added Acme · SRE: Thu 10 Dec 2026, 10:00–11:30 (Asia/Tokyo), "
            "which is Thu 10 Dec 2026, 02:00–03:30 (Europe/Berlin); planned: "
        )
        assert words.endswith("; plan: brisk")

    def test_one_that_is_entered_after_it_took_place_is_on_step_2_with_nothing_born_late(
        self, program: ProgramOnATable
    ) -> None:
        words = program.interviews.add("Acme", "SRE", meeting=when(program, "20 Nov 2026 14:00"), people=[DANA]).words
        assert words.startswith("Added Acme · SRE: Fri 20 Nov 2026, 14:00 (Europe/Berlin); planned: ")
        assert step_of(program, 1) is Step.CONSULT
        assert owed(program) == [
            ("Thank Dana Ruiz", "2026-11-23"),
            ("Write up the meeting", "2026-11-24"),
            ("Send the value letter", "2026-11-25"),
            ("Check in", "2026-12-02"),
        ]

    def test_other_fields_are_kept(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", link="https://acme.example/jobs/7", location="Lisbon", plan=Plan.BRISK)
        interview = get(program, Interview, 1)
        assert (interview.link, interview.location, interview.plan) == (
            "https://acme.example/jobs/7",
            "Lisbon",
            Plan.BRISK,
        )

    @pytest.mark.parametrize("company", ["", "  ", "\x07", "\u202e\t"])
    def test_a_company_is_needed(self, program: ProgramOnATable, company: str) -> None:
        with pytest.raises(Unclear, match=r"^an interview needs a company: who are you meeting\?$"):
            program.interviews.add(company, "SRE")
        assert every(program, Interview) == ()

    def test_a_meeting_needs_a_time_of_day(self, program: ProgramOnATable) -> None:
        with pytest.raises(Unclear, match="a meeting needs a time"):
            program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow"))
        assert every(program, Interview) == ()

    def test_one_person_who_cannot_be_read_and_nothing_is_stored(self, program: ProgramOnATable) -> None:
        with pytest.raises(Unclear, match="a person needs a name"):
            program.interviews.add("Acme", "SRE", people=[DANA, " "])
        assert every(program, Interview) == ()
        assert every(program, Person) == ()
        assert journal(program) == []

    def test_a_person_is_known_again_by_address_or_by_name_and_company(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE", people=[DANA, "Kim Lee"])
        program.interviews.add("Acme", "DBA", people=["D. Ruiz <DANA@acme.example>", "kim lee, Engineer"])
        program.interviews.add("Globex", "SRE", people=["Kim Lee"])
        assert [(p.name, p.title, p.company) for p in every(program, Person)] == [
            ("Dana Ruiz", "VP Operations", "Acme"),
            ("Kim Lee", "Engineer", "Acme"),
            ("Kim Lee", "", "Globex"),
        ]

    def test_texts_are_cleaned_and_never_markup(self, program: ProgramOnATable) -> None:
        program.interviews.add("\x1b[31m[/x] Acme\n", "S\u202eRE")
        interview = get(program, Interview, 1)
        assert (interview.company, interview.role) == ("[/x] Acme", "SRE")


class TestEditing:
    def test_fields_of_the_interview(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.edit(1, role="Staff SRE", location="Lisbon")
        assert change.words == "Edited Acme · Staff SRE: location, role"
        assert get(program, Interview, 1).location == "Lisbon"
        assert journal(program)[1:] == [change.words]

    def test_what_belongs_to_the_round_is_kept_with_the_round(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.edit(1, decision="they took another", lesson="ask sooner", needs_ranked=True)
        assert change.words == "Edited Acme · SRE: decision, lesson, needs ranked"
        this_round = case_of(program, 1).round
        assert (this_round.decision, this_round.lesson, this_round.needs_ranked) == (
            "they took another",
            "ask sooner",
            True,
        )

    def test_another_plan_moves_the_check_in_to_come(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.edit(1, plan=Plan.BRISK)
        assert change.words == "Edited Acme · SRE: plan; moved: Check in (Wed 2 Dec)"

    @pytest.mark.parametrize(
        ("plan", "left"),
        [(Plan.GENTLE, 6), (Plan.ONE_LETTER, 5), (Plan.NONE, 4)],
    )
    def test_a_plan_of_fewer_contacts_takes_the_others_away(
        self, program: ProgramOnATable, plan: Plan, left: int
    ) -> None:
        acme(program)
        program.interviews.edit(1, plan=plan)
        assert [text for text, _ in owed(program)] == [text for text, _ in PLAN_OF_TUESDAY[:left]]
        program.interviews.edit(1, plan=Plan.STANDARD)
        assert owed(program) == PLAN_OF_TUESDAY

    def test_a_meeting_and_people_come_with_the_fields(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        change = program.interviews.edit(1, role="Staff SRE", meeting=time(program, "tomorrow 14:00"), people=[DANA])
        assert change.words.startswith(
            "Edited Acme · Staff SRE: role; meeting: Tue 24 Nov 2026, 14:00 (Europe/Berlin); "
            "planned: Prepare for the meeting (today), "
        )
        assert ("Thank Dana Ruiz", "2026-11-25") in owed(program)

    def test_a_record_that_was_changed_meanwhile_is_not_overwritten(self, program: ProgramOnATable) -> None:
        acme(program)
        read_before = get(program, Interview, 1)
        program.interviews.edit(1, role="Staff SRE")
        before = content(program)
        with pytest.raises(Conflict, match=r"^i1 was changed elsewhere: look again$"):
            program.interviews.edit(1, expected=read_before, location="Lisbon", lesson="none")
        assert content(program) == before
        assert len(journal(program)) == 2

    def test_nothing_new_makes_no_entry(self, program: ProgramOnATable) -> None:
        acme(program)
        assert program.interviews.edit(1, role="SRE").entry is None
        assert len(journal(program)) == 1

    def test_a_company_is_needed(self, program: ProgramOnATable) -> None:
        acme(program)
        with pytest.raises(Unclear, match="needs a company"):
            program.interviews.edit(1, company="\x1b ")
        assert get(program, Interview, 1).company == "Acme"


class TestTheMeeting:
    def test_booking_it_plans_its_follow_ups(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        change = program.interviews.edit(1, meeting=time(program, "thu 14:00"))
        assert change.words == (
            "Edited Acme · SRE; meeting: Thu 26 Nov 2026, 14:00 (Europe/Berlin); "
            "planned: Prepare for the meeting (Wed), "
            "Write up the meeting (Thu 16:00), Thank the people you met (Fri 15:00), Send the value letter (Tue 1 Dec) "
            "and 1 more"
        )
        assert len(journal(program)) == 2

    def test_moving_it_moves_them(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.edit(1, meeting=time(program, "fri 10:00"))
        assert change.words == (
            "Edited Acme · SRE; meeting: Fri 27 Nov 2026, 10:00 (Europe/Berlin); "
            "moved: Prepare for the meeting (Thu), "
            "Write up the meeting (Fri 12:00), Thank Dana Ruiz (Mon 30 Nov), Thank Kim Lee (Mon 30 Nov) and 2 more"
        )
        assert follow_up(program, "Write up the meeting").due_at == datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
        assert follow_up(program, "Prepare for the meeting").anchor == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)

    def test_what_was_put_off_or_done_stays(self, program: ProgramOnATable) -> None:
        acme(program)
        program.follow_ups.done([1])
        program.follow_ups.snooze([follow_up(program, "Write up the meeting").id], when(program, "+5d"))
        program.interviews.edit(1, meeting=time(program, "fri 10:00"))
        assert owed(program)[0] == ("Write up the meeting", "2026-11-28")
        assert "Prepare for the meeting" not in [text for text, _ in owed(program)]

    def test_one_that_took_place_stays_and_a_later_time_is_that_of_a_further_one(
        self, program: ProgramOnATable
    ) -> None:
        acme(program)
        program.clock.set("2026-11-24T16:00:00+01:00")
        program.notes.capture(1, "@ Dana Ruiz\n! Releases (Dana Ruiz)")
        program.interviews.edit(1, meeting=time(program, "mon 10:00"))
        first, second = every(program, Meeting)
        assert (first.starts, second.starts) == (when(program, "today 14:00").at, when(program, "mon 10:00").at)
        assert [a.person_id for a in case_of(program, 1, meeting_id=2).attendances] == [1, 2]

    def test_one_of_which_nothing_shows_that_it_took_place_is_moved(self, program: ProgramOnATable) -> None:
        acme(program)
        program.clock.set("2026-11-24T16:00:00+01:00")
        program.interviews.edit(1, meeting=time(program, "mon 10:00"))
        (meeting,) = every(program, Meeting)
        assert meeting.starts == when(program, "mon 10:00").at
        assert step_of(program, 1) is Step.SET_THE_STAGE

    def test_place_link_and_zone_stay_when_only_the_time_is_given(self, program: ProgramOnATable) -> None:
        acme(program)
        at = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
        given = MeetingTime(starts=at, zone="America/New_York", place="Room 4", link="https://meet.example/4")
        program.interviews.edit(1, meeting=given)
        program.interviews.edit(1, meeting=time(program, "fri 10:00"))
        meeting = case_of(program, 1).meeting
        assert (meeting.zone, meeting.place, meeting.link) == ("America/New_York", "Room 4", "https://meet.example/4")

    def test_a_meeting_without_a_time_says_so(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.edit(1, meeting=MeetingTime(starts=None))
        assert change.words == (
            "Edited Acme · SRE; meeting: no time yet; no longer needed: Prepare for the meeting, "
            "Write up the meeting, Thank Dana Ruiz, Thank Kim Lee and 2 more"
        )
        assert owed(program) == []


class TestAdvancing:
    def test_what_is_owed_is_listed_first_and_nothing_changes(self, program: ProgramOnATable) -> None:
        acme(program)
        before = content(program)
        with pytest.raises(StillOwed) as refused:
            program.interviews.advance([1])
        assert str(refused.value) == ("Acme · SRE: 3 things still to do in step 1 Set the stage; --anyway goes on")
        assert [item.owe for item in refused.value.items] == [Owe.PLAN, Owe.QUESTIONS, Owe.STORY]
        assert refused.value.items == program.interviews.owed(1)
        assert content(program) == before

    def test_with_everything_in_place_it_goes_on(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.edit(1, plan=Plan.STANDARD)
        program.notes.capture(1, "? Why now?\n? Who decides?\n? What hurts?\n* Cut releases")
        change = program.interviews.advance([1])
        assert change.words == "Acme · SRE is at step 2 Consult"
        assert [(p.step, p.skipped) for p in case_of(program, 1).passages] == [(1, ""), (2, "")]

    def test_anyway_writes_down_what_was_skipped(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.advance([1], anyway=True)
        look = "look at the follow-up plan: gentle, standard, brisk, one letter or none"
        assert change.words == (
            f"Acme · SRE is at step 2 Consult; skipped: {look}, three prepared questions, one story picked"
        )
        assert case_of(program, 1).passages[-1].skipped.splitlines() == [
            look,
            "three prepared questions",
            "one story picked",
        ]

    def test_what_is_not_due_yet_was_not_skipped(self, program: ProgramOnATable) -> None:
        acme(program)
        program.clock.set("2026-11-24T16:00:00+01:00")
        program.notes.capture(1, "@ Dana Ruiz\n!! Releases (Dana Ruiz)\n- call (Dana Ruiz) by 4 Dec")
        assert step_of(program, 1) is Step.THANK_PROMPTLY
        owed_now = [item.text for item in program.interviews.owed(1)]
        assert owed_now[:2] == ["the thank-you to Dana Ruiz", "the thank-you to Kim Lee"]
        change = program.interviews.advance([1], anyway=True)
        assert change.words == "Acme · SRE is at step 6 Build value"
        assert case_of(program, 1).passages[-1].skipped == ""

    def test_what_is_overdue_was_skipped(self, program: ProgramOnATable) -> None:
        acme(program)
        program.clock.set("2026-11-26T09:00:00+01:00")
        program.notes.capture(1, "@ Dana Ruiz\n!! Releases (Dana Ruiz)\n- call (Dana Ruiz) by 4 Dec")
        change = program.interviews.advance([1], anyway=True)
        assert "; skipped: the thank-you to Dana Ruiz, the thank-you to Kim Lee, " in change.words

    def test_what_a_meeting_that_is_over_has_made_pointless_is_owed_no_longer(self, program: ProgramOnATable) -> None:
        acme(program)
        assert [item.owe for item in program.interviews.owed(1)] == [Owe.PLAN, Owe.QUESTIONS, Owe.STORY]
        program.clock.set("2026-11-24T15:30:00+01:00")
        assert [item.owe for item in program.interviews.owed(1)] == [Owe.WHO, Owe.NEED]
        program.interviews.back([1])
        assert [item.owe for item in program.interviews.owed(1)] == [Owe.PLAN]

    def test_a_step_plans_nothing(self, program: ProgramOnATable) -> None:
        acme(program)
        for _ in range(9):
            program.interviews.advance([1], anyway=True)
            assert owed(program) == PLAN_OF_TUESDAY

    def test_it_holds_until_a_farther_step_begins(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.DONT_RUSH)
        program.clock.set("2026-11-24T16:00:00+01:00")
        assert step_of(program, 1) is Step.DONT_RUSH
        program.notes.capture(1, "@ Dana Ruiz\n! Releases (Dana Ruiz)")
        assert step_of(program, 1) is Step.DONT_RUSH
        words = program.notes.capture(1, "- call (Dana Ruiz) by 4 Dec").words
        assert words.endswith("; now at 5 Thank promptly")
        assert step_of(program, 1) is Step.THANK_PROMPTLY

    def test_step_10_is_the_last(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.TURN_IT_AROUND)
        with pytest.raises(Refused, match="step 10 is the last"):
            program.interviews.advance([1], anyway=True)

    def test_several_at_once_are_one_entry(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.add("Globex", "DBA")
        change = program.interviews.advance([1, 2], anyway=True)
        assert change.words.startswith("Acme · SRE is at step 2 Consult; ")
        assert " · Globex · DBA is at step 2 Consult; " in change.words
        assert change.refs == (Ref("i", 1), Ref("i", 2))
        assert len(journal(program)) == 3

    def test_one_that_is_refused_keeps_all_where_they_are(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.add("Globex", "DBA")
        go_to(program, 2, Step.TURN_IT_AROUND)
        before = content(program)
        with pytest.raises(Refused):
            program.interviews.advance([1, 2], anyway=True)
        with pytest.raises(NotFound, match=r"^there is no interview i9$"):
            program.interviews.advance([1, 9], anyway=True)
        assert content(program) == before


class TestGoingBack:
    def test_one_step_and_what_was_planned_stays(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.THANK_PROMPTLY)
        before = owed(program)
        assert program.interviews.back([1]).words == "Acme · SRE is back at step 4 Confirm next steps"
        assert step_of(program, 1) == Step.CONFIRM_NEXT_STEPS
        assert owed(program) == before

    def test_the_clock_does_not_take_it_forward_again(self, program: ProgramOnATable) -> None:
        acme(program)
        program.clock.set("2026-11-24T15:30:00+01:00")
        assert step_of(program, 1) is Step.CONSULT
        program.interviews.back([1])
        assert step_of(program, 1) is Step.SET_THE_STAGE
        program.clock.move(days=2)
        program.follow_ups.done([follow_up(program, "Write up the meeting").id])
        assert step_of(program, 1) is Step.SET_THE_STAGE
        program.notes.capture(1, "! Releases (Dana Ruiz)")
        assert step_of(program, 1) is Step.DONT_RUSH

    def test_entering_a_step_again_plans_nothing_twice(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.THANK_PROMPTLY)
        before = owed(program)
        program.interviews.back([1])
        program.interviews.advance([1], anyway=True)
        assert owed(program) == before

    def test_step_1_is_the_first(self, program: ProgramOnATable) -> None:
        acme(program)
        with pytest.raises(Refused, match="step 1 is the first"):
            program.interviews.back([1])

    def test_a_rejection_is_taken_back_with_step_9(self, program: ProgramOnATable) -> None:
        acme(program)
        program.outcomes.record([1], Outcome.REJECTED)
        change = program.interviews.back([1])
        assert change.words.startswith("Acme · SRE is back at step 8 Leverage; no longer rejected")
        case = case_of(program, 1)
        assert (case.interview.outcome, case.round.outcome, case.round.closed) == (None, None, None)

    def test_what_the_rejection_took_away_is_owed_again(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.LEVERAGE)
        before = owed(program)
        program.outcomes.record([1], Outcome.REJECTED)
        program.interviews.back([1])
        assert owed(program) == before

    def test_from_step_10_to_9_it_stays_rejected(self, program: ProgramOnATable) -> None:
        acme(program)
        program.outcomes.record([1], Outcome.REJECTED)
        go_to(program, 1, Step.TURN_IT_AROUND)
        assert program.interviews.back([1]).words == "Acme · SRE is back at step 9 Accept"
        assert get(program, Interview, 1).outcome is Outcome.REJECTED


def met(program: ProgramOnATable, notes: str = "") -> None:
    """Acme's meeting of Tuesday is over since half an hour; what was said in it is written down."""
    acme(program)
    program.clock.set("2026-11-24T15:30:00+01:00")
    if notes:
        program.notes.capture(1, notes)


class TestOutcomes:
    """What test_outcomes.py has at length, in the life of one interview."""

    def test_invited_back_opens_the_next_round(self, program: ProgramOnATable) -> None:
        met(program, "? What hurts? (Dana Ruiz)\n    Releases\n> Who owns the budget? (Dana Ruiz)\n! Releases")
        change = program.outcomes.record([1], Outcome.INVITED)
        assert change.words == (
            "Acme · SRE: invited back, round 2 opens at step 1; 1 question carried over; "
            "planned: Agree on a date (Thu); no longer needed: Send the value letter, Check in"
        )
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.round, case.interview.outcome) == (1, 2, None)
        assert [(q.text, q.state, case.person_name(q.person_id)) for q in case.questions] == [
            ("Who owns the budget?", QuestionState.PREPARED, "Dana Ruiz")
        ]
        assert (case.meeting.starts, case.attendances, case.round.reopened) == (None, (), False)
        assert [need.text for need in case.needs] == ["Releases"]
        assert len(journal(program)) == 3

    def test_the_earlier_round_stays_readable(self, program: ProgramOnATable) -> None:
        met(program, "? What hurts?\n    Releases\n> Who owns the budget?\n! Releases")
        before = case_of(program, 1)
        program.outcomes.record([1], Outcome.INVITED)
        program.notes.capture(1, "! Budgets")
        earlier = case_of(program, 1, round_number=1)
        assert (earlier.questions, earlier.needs, earlier.meeting) == (before.questions, before.needs, before.meeting)
        assert earlier.round.outcome is Outcome.INVITED
        assert earlier.round.closed == program.clock.now
        with pytest.raises(NotFound, match=r"^i1 has no round 3$"):
            case_of(program, 1, round_number=3)

    def test_a_meeting_that_lies_ahead_goes_along_and_the_round_before_it_stays_readable(
        self, program: ProgramOnATable
    ) -> None:
        acme(program)
        program.outcomes.record([1], Outcome.INVITED)
        assert owed(program) == PLAN_OF_TUESDAY
        assert [(m.round_id, m.starts is None) for m in every(program, Meeting)] == [(2, False), (1, True)]
        assert case_of(program, 1).meeting.id == 1
        assert case_of(program, 1, round_number=1).meeting.id == 2

    def test_rejected_leads_to_step_9_and_nothing_presses_any_more(self, program: ProgramOnATable) -> None:
        met(program)
        change = program.outcomes.record([1], Outcome.REJECTED, lesson="bring numbers")
        assert change.words == (
            "Acme · SRE: rejected; planned: Thank them for the decision (Thu), Stay in touch (Thu 24 Dec); "
            "letter to Dana Ruiz drafted; no longer needed: Thank Dana Ruiz, Send the value letter, Check in"
        )
        assert owed(program) == [
            ("Write up the meeting", "2026-11-24"),
            ("Thank Kim Lee", "2026-11-25"),
            ("Thank them for the decision", "2026-11-26"),
            ("Stay in touch", "2026-12-24"),
        ]
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.outcome) == (Step.ACCEPT, Outcome.REJECTED)
        assert (case.round.closed, case.round.lesson) == (program.clock.now, "bring numbers")
        off = follow_up(program, "Send the value letter")
        assert (off.state, off.note) == (Settled.CANCELLED, "no longer needed")

    def test_a_defeat_is_turned_into_a_victory(self, program: ProgramOnATable) -> None:
        met(program)
        program.outcomes.record([1], Outcome.REJECTED)
        assert "planned" not in program.interviews.advance([1], anyway=True).words
        program.clock.move(hours=1)
        change = program.outcomes.record([1], Outcome.INVITED)
        assert change.words == (
            "Acme · SRE: defeat turned into victory, round 2 opens at step 1; planned: Agree on a date (Thu); "
            "no longer needed: Thank them for the decision, Stay in touch"
        )
        case = case_of(program, 1)
        assert (case.round.number, case.round.reopened, case.interview.outcome) == (2, True, None)

    def test_an_offer_brings_thanks_and_who_helped_hears_how_it_ended(self, program: ProgramOnATable) -> None:
        met(program)
        program.people.add(1, "Ana Sol", Part.REFERENCE)
        program.people.favour(every(program, Involvement)[-1].id, Voice.SPOKE)
        change = program.outcomes.record([1], Outcome.OFFER)
        assert change.words == (
            "Acme · SRE: an offer; planned: Thank them and ask when to answer by (tomorrow); "
            "no longer needed: Send the value letter, Check in"
        )
        change = program.outcomes.record([1], Outcome.DECLINED)
        assert "Thank Ana Sol for the good word (Thu)" in change.words
        assert step_of(program, 1) is Step.ACCEPT

    def test_withdrawn_leaves_promises_and_the_courteous_letter(self, program: ProgramOnATable) -> None:
        met(program, "+ send the case study by fri")
        change = program.outcomes.record([1], Outcome.WITHDRAWN, why="another post")
        assert change.words == (
            "Acme · SRE: withdrawn; planned: Send the withdrawal (tomorrow); letter to Dana Ruiz drafted; "
            "no longer needed: Thank Dana Ruiz, Thank Kim Lee, Send the value letter, Check in"
        )
        assert [text for text, _ in owed(program)] == ["Send the withdrawal", "send the case study"]
        assert case_of(program, 1).round.why == "another post"

    def test_gone_quiet_stops_the_check_ins(self, program: ProgramOnATable) -> None:
        met(program)
        go_to(program, 1, Step.PERSIST)
        change = program.outcomes.record([1], Outcome.QUIET)
        assert change.words == "Acme · SRE: gone quiet; no longer needed: Send the value letter, Check in"
        assert step_of(program, 1) == Step.PERSIST

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.OFFER, Outcome.WITHDRAWN, Outcome.QUIET])
    def test_the_outcome_that_it_has_already_is_refused(self, program: ProgramOnATable, outcome: Outcome) -> None:
        met(program)
        program.outcomes.record([1], outcome)
        with pytest.raises(Refused, match=f"^the outcome is already “{outcome}”$"):
            program.outcomes.record([1], outcome)

    def test_several_at_once_are_one_entry_all_or_nothing(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.add("Globex", "DBA")
        program.outcomes.record([2], Outcome.QUIET)
        before = content(program)
        with pytest.raises(Refused):
            program.outcomes.record([1, 2], Outcome.QUIET)
        assert content(program) == before
        program.outcomes.record([1, 2], Outcome.REJECTED)
        assert len(journal(program)) == 4


class TestDeleting:
    def test_all_of_its_own_goes_people_and_stories_stay(self, program: ProgramOnATable) -> None:
        acme(program)
        program.notes.capture(
            1, '! Releases (Dana Ruiz)\n* Cut releases\n" Fewer, please (Dana Ruiz)\n+ send it by fri'
        )
        go_to(program, 1, Step.PERSIST)
        program.follow_ups.done([1])
        program.outcomes.record_offer(1, terms="100 a day")
        quote = case_of(program, 1).quotes[0]
        put(
            program,
            Letter(
                interview_id=1,
                round_id=1,
                kind=LetterKind.THANK_YOU,
                quote_id=quote.id,
                follow_up_id=1,
                created=program.clock.now,
            ),
        )
        change = program.interviews.remove([1])
        assert change.words == "Deleted Acme · SRE"
        left = {table: len(rows) for table, rows in content(program).items() if rows}
        assert left == {"people": 2, "stories": 1}
        assert [s.title for s in every(program, Story)] == ["Cut releases"]

    def test_others_are_not_touched(self, program: ProgramOnATable) -> None:
        acme(program)
        before = content(program)
        program.interviews.add("Globex", "DBA", meeting=when(program, "fri 9:00"), people=[DANA])
        program.notes.capture(2, "! Queues (Dana Ruiz)\n* Cut releases")
        program.interviews.remove([2])
        after = content(program)
        assert after.pop("stories") != before.pop("stories")
        assert after == before

    def test_a_story_matched_with_a_need_of_an_earlier_round_goes_too(self, program: ProgramOnATable) -> None:
        acme(program)
        need = program.notes.capture(1, "! Releases").refs[0]
        program.outcomes.record([1], Outcome.INVITED)
        program.notes.capture(1, "* Cut releases", under=need.id)
        program.interviews.remove([1])
        assert every(program, Interview) == ()

    def test_several_at_once_all_or_nothing(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.add("Globex", "DBA")
        with pytest.raises(NotFound, match=r"^there is no interview i3$"):
            program.interviews.remove([1, 2, 3])
        assert len(every(program, Interview)) == 2
        assert program.interviews.remove([1, 2]).words == "Deleted Acme · SRE, Globex · DBA"

    def test_undo_brings_all_of_it_back(self, program: ProgramOnATable) -> None:
        acme(program)
        program.notes.capture(1, "! Releases (Dana Ruiz)\n* Cut releases\n+ send the case study by fri")
        before = content(program)
        program.interviews.remove([1])
        program.history.undo()
        assert content(program) == before
        assert ("send the case study", date(2026, 11, 27).isoformat()) in owed(program)
