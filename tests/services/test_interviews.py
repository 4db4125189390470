"""What a person does with whole interviews: adding, editing, the ten steps, the outcomes, deleting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.lifecycle import Owe
from interview_tui.domain.records import (
    Favour,
    FollowUp,
    Interview,
    Involvement,
    Kind,
    Letter,
    LetterKind,
    Outcome,
    Part,
    Person,
    Plan,
    QuestionState,
    Ref,
    Settled,
    Step,
    Story,
)
from interview_tui.services.interviews import MeetingTime, StillOwed, meeting_time
from tests.programs import (
    ProgramOnATable,
    a_program,
    case_of,
    content,
    every,
    follow_up,
    get,
    go_to,
    journal,
    owed,
    put,
    when,
)

if TYPE_CHECKING:
    from pathlib import Path

DANA = "Dana Ruiz, VP Operations <dana@acme.example>"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


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
        assert change.words == "Added Acme · SRE at step 1 Set the stage; planned: Prepare the meeting (Wed)"
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
        assert program.interviews.add("Acme", "").words == "Added Acme at step 1 Set the stage"
        assert owed(program) == []

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
        with pytest.raises(Unclear, match=r"^an interview needs a company: say whom you are to meet$"):
            program.interviews.add(company, "SRE")
        assert every(program, Interview) == ()

    def test_a_meeting_needs_a_time_of_day(self, program: ProgramOnATable) -> None:
        with pytest.raises(Unclear, match="a meeting needs a time of day"):
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

    def test_another_plan_moves_the_check_ins_to_come(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.PERSIST)
        change = program.interviews.edit(1, plan=Plan.BRISK)
        assert change.words == (
            "Edited Acme · SRE: plan; planned: Check in (Mon 18 Jan 2027); "
            "moved: Check in (Mon 7 Dec), Check in (Mon 21 Dec)"
        )

    @pytest.mark.parametrize(("plan", "left"), [(Plan.GENTLE, 2), (Plan.NONE, 0)])
    def test_a_plan_with_fewer_check_ins_takes_the_others_away(
        self, program: ProgramOnATable, plan: Plan, left: int
    ) -> None:
        acme(program)
        go_to(program, 1, Step.PERSIST)
        program.interviews.edit(1, plan=plan)
        assert [text for text, _ in owed(program)].count("Check in") == left

    def test_a_record_that_was_changed_meanwhile_is_not_overwritten(self, program: ProgramOnATable) -> None:
        acme(program)
        read_before = get(program, Interview, 1)
        program.interviews.edit(1, role="Staff SRE")
        before = content(program)
        with pytest.raises(Conflict, match=r"^i1 was changed elsewhere in the meantime: look again$"):
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
        change = program.interviews.set_meeting(1, time(program, "thu 14:00"))
        assert change.words == "Acme · SRE: the meeting is Thu 14:00; planned: Prepare the meeting (Wed)"
        assert owed(program) == [("Prepare the meeting", "2026-11-25")]
        assert len(journal(program)) == 2

    def test_moving_it_moves_them(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.CONSULT)
        change = program.interviews.set_meeting(1, time(program, "fri 10:00"))
        assert change.words == (
            "Acme · SRE: the meeting is Fri 10:00; moved: Prepare the meeting (Thu), Write the meeting down (Fri 12:00)"
        )
        assert follow_up(program, "Write the meeting down").due_at == datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
        assert follow_up(program, "Prepare the meeting").anchor == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)

    def test_what_was_put_off_or_done_stays(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.CONSULT)
        program.follow_ups.done([1])
        program.follow_ups.snooze([2], when(program, "+5d"))
        change = program.interviews.set_meeting(1, time(program, "fri 10:00"))
        assert change.words == "Acme · SRE: the meeting is Fri 10:00"
        assert owed(program) == [("Write the meeting down", "2026-11-28")]

    def test_place_link_and_zone_stay_when_only_the_time_is_given(self, program: ProgramOnATable) -> None:
        acme(program)
        at = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
        given = MeetingTime(starts=at, zone="America/New_York", place="Room 4", link="https://meet.example/4")
        program.interviews.set_meeting(1, given)
        program.interviews.set_meeting(1, time(program, "fri 10:00"))
        meeting = case_of(program, 1).meeting
        assert (meeting.zone, meeting.place, meeting.link) == ("America/New_York", "Room 4", "https://meet.example/4")

    def test_a_meeting_without_a_time_says_so(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.set_meeting(1, MeetingTime(starts=None))
        assert change.words == "Acme · SRE: the meeting is not timed; no longer owed: Prepare the meeting"


class TestAdvancing:
    def test_what_is_owed_is_listed_first_and_nothing_changes(self, program: ProgramOnATable) -> None:
        acme(program)
        before = content(program)
        with pytest.raises(StillOwed) as refused:
            program.interviews.advance([1])
        assert str(refused.value) == (
            "Acme · SRE: step 1 Set the stage still owes 3 things; --anyway advances all the same"
        )
        assert [item.owe for item in refused.value.items] == [Owe.PLAN, Owe.QUESTIONS, Owe.STORY]
        assert refused.value.items == program.interviews.owed(1)
        assert content(program) == before

    def test_with_everything_in_place_it_goes_on(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.edit(1, plan=Plan.STANDARD)
        program.notes.capture(1, "? Why now?\n? Who decides?\n? What hurts?\n* Cut releases")
        change = program.interviews.advance([1])
        assert change.words == "Acme · SRE is at step 2 Consult; planned: Write the meeting down (tomorrow 16:00)"
        assert [(p.step, p.skipped) for p in case_of(program, 1).passages] == [(1, ""), (2, "")]

    def test_anyway_writes_down_what_was_skipped(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.advance([1], anyway=True)
        assert change.words == (
            "Acme · SRE is at step 2 Consult; planned: Write the meeting down (tomorrow 16:00); "
            "skipped: a follow-up plan: gentle, standard, brisk or none, three prepared questions, one story picked"
        )
        assert case_of(program, 1).passages[-1].skipped.splitlines() == [
            "a follow-up plan: gentle, standard, brisk or none",
            "three prepared questions",
            "one story picked",
        ]

    def test_what_each_step_plans_on_the_way(self, program: ProgramOnATable) -> None:
        acme(program)
        planned = []
        for _ in range(9):
            known = {f.id for f in every(program, FollowUp)}
            program.interviews.advance([1], anyway=True)
            planned.append([f.kind for f in every(program, FollowUp) if f.id not in known])
        assert planned == [
            [Kind.DEBRIEF],
            [],
            [],
            [Kind.THANK_YOU, Kind.THANK_YOU],
            [Kind.VALUE_LETTER],
            [Kind.CHECK_IN, Kind.CHECK_IN, Kind.CHECK_IN],
            [Kind.RECOMMENDATION],
            [],
            [Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH],
        ]

    def test_step_10_is_the_last(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.TURN_IT_ROUND)
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
        go_to(program, 2, Step.TURN_IT_ROUND)
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
        assert get(program, Interview, 1).step == Step.CONFIRM_NEXT_STEPS
        assert owed(program) == before

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
        program.interviews.outcome([1], Outcome.REJECTED)
        change = program.interviews.back([1])
        assert change.words.startswith("Acme · SRE is back at step 8 Leverage; no longer rejected")
        case = case_of(program, 1)
        assert (case.interview.outcome, case.round.outcome, case.round.closed) == (None, None, None)

    def test_what_the_rejection_took_away_is_owed_again(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.LEVERAGE)
        before = owed(program)
        program.interviews.outcome([1], Outcome.REJECTED)
        program.interviews.back([1])
        assert owed(program) == before

    def test_from_step_10_to_9_it_stays_rejected(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.outcome([1], Outcome.REJECTED)
        go_to(program, 1, Step.TURN_IT_ROUND)
        assert program.interviews.back([1]).words == "Acme · SRE is back at step 9 Accept"
        assert get(program, Interview, 1).outcome is Outcome.REJECTED


class TestOutcomes:
    def test_invited_back_opens_the_next_round(self, program: ProgramOnATable) -> None:
        acme(program)
        program.notes.capture(
            1, "? What hurts? (Dana Ruiz)\n    Releases\n> Who owns the budget? (Dana Ruiz)\n! Releases"
        )
        go_to(program, 1, Step.DONT_RUSH)
        change = program.interviews.outcome([1], Outcome.INVITED)
        assert change.words == (
            "Acme · SRE: invited back, round 2 opens at step 1; 1 question carried over; "
            "no longer owed: Prepare the meeting, Write the meeting down"
        )
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.round, case.interview.outcome) == (1, 2, None)
        assert [(q.text, q.state, case.person_name(q.person_id)) for q in case.questions] == [
            ("Who owns the budget?", QuestionState.PREPARED, "Dana Ruiz")
        ]
        assert (case.meeting.starts, case.attendances, case.round.reopened) == (None, (), False)
        assert [need.text for need in case.needs] == ["Releases"]
        assert len(journal(program)) == 5

    def test_the_earlier_round_stays_readable(self, program: ProgramOnATable) -> None:
        acme(program)
        program.notes.capture(1, "? What hurts?\n    Releases\n> Who owns the budget?\n! Releases")
        before = case_of(program, 1)
        program.interviews.outcome([1], Outcome.INVITED)
        program.notes.capture(1, "! Budgets")
        earlier = case_of(program, 1, round_number=1)
        assert (earlier.questions, earlier.needs, earlier.meeting) == (before.questions, before.needs, before.meeting)
        assert earlier.round.outcome is Outcome.INVITED
        assert earlier.round.closed == program.clock.now
        with pytest.raises(NotFound, match=r"^i1 has no round 3$"):
            case_of(program, 1, round_number=3)

    def test_rejected_leads_to_step_9_and_nothing_presses_any_more(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.PERSIST)
        change = program.interviews.outcome([1], Outcome.REJECTED, lesson="bring numbers")
        assert change.words == (
            "Acme · SRE: rejected; letter to Dana Ruiz drafted; no longer owed: Prepare the meeting, "
            "Send the value letter, Check in, Check in, Check in; "
            "planned: Thank after the rejection (Wed), Stay in touch (Wed 23 Dec)"
        )
        assert [row[0] for row in owed(program)] == [
            "Write the meeting down",
            "Thank Dana Ruiz",
            "Thank Kim Lee",
            "Thank after the rejection",
            "Stay in touch",
        ]
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.outcome) == (Step.ACCEPT, Outcome.REJECTED)
        assert (case.round.closed, case.round.lesson) == (program.clock.now, "bring numbers")
        off = follow_up(program, "Send the value letter")
        assert (off.state, off.note) == (Settled.CANCELLED, "outcome: rejected")

    def test_a_defeat_is_turned_into_a_victory(self, program: ProgramOnATable) -> None:
        acme(program)
        change = program.interviews.outcome([1], Outcome.REJECTED)
        assert "planned: Thank after the rejection (Wed), Stay in touch (Wed 23 Dec)" in change.words
        assert "planned" not in program.interviews.advance([1], anyway=True).words
        change = program.interviews.outcome([1], Outcome.INVITED)
        assert change.words == (
            "Acme · SRE: defeat turned into victory, round 2 opens at step 1; "
            "no longer owed: Thank after the rejection, Stay in touch"
        )
        case = case_of(program, 1)
        assert (case.round.number, case.round.reopened, case.interview.outcome) == (2, True, None)

    def test_an_offer_brings_an_answer_and_thanks_to_those_who_helped(self, program: ProgramOnATable) -> None:
        acme(program)
        ana = put(program, Person(name="Ana Sol"))
        put(program, Involvement(interview_id=1, person_id=ana.id, part=Part.REFERENCE, favour=Favour.SPOKE))
        change = program.interviews.outcome([1], Outcome.OFFER)
        assert change.words == (
            "Acme · SRE: an offer; no longer owed: Prepare the meeting; "
            "planned: Answer the offer (Wed), Thank the reference Ana Sol (Wed)"
        )
        assert get(program, Interview, 1).step == Step.SET_THE_STAGE

    def test_withdrawn_leaves_promises_and_the_courteous_letter(self, program: ProgramOnATable) -> None:
        acme(program)
        program.notes.capture(1, "+ send the case study by fri")
        change = program.interviews.outcome([1], Outcome.WITHDRAWN)
        assert change.words == (
            "Acme · SRE: withdrawn; letter to Dana Ruiz drafted; no longer owed: Prepare the meeting; "
            "planned: Send the withdrawal (tomorrow)"
        )
        assert [text for text, _ in owed(program)] == ["Send the withdrawal", "send the case study"]

    def test_gone_quiet_stops_the_check_ins(self, program: ProgramOnATable) -> None:
        acme(program)
        go_to(program, 1, Step.PERSIST)
        change = program.interviews.outcome([1], Outcome.QUIET)
        assert change.words.startswith("Acme · SRE: gone quiet; no longer owed: ")
        assert not any(f.state is Settled.OPEN for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN)
        assert get(program, Interview, 1).step == Step.PERSIST

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.OFFER, Outcome.WITHDRAWN, Outcome.QUIET])
    def test_the_outcome_that_it_has_already_is_refused(self, program: ProgramOnATable, outcome: Outcome) -> None:
        acme(program)
        program.interviews.outcome([1], outcome)
        with pytest.raises(Refused, match=f"^the outcome is “{outcome}” already$"):
            program.interviews.outcome([1], outcome)

    def test_several_at_once_are_one_entry_all_or_nothing(self, program: ProgramOnATable) -> None:
        acme(program)
        program.interviews.add("Globex", "DBA")
        program.interviews.outcome([2], Outcome.QUIET)
        before = content(program)
        with pytest.raises(Refused):
            program.interviews.outcome([1, 2], Outcome.QUIET)
        assert content(program) == before
        program.interviews.outcome([1, 2], Outcome.REJECTED)
        assert len(journal(program)) == 4


class TestDeleting:
    def test_all_of_its_own_goes_people_and_stories_stay(self, program: ProgramOnATable) -> None:
        acme(program)
        program.notes.capture(
            1, '! Releases (Dana Ruiz)\n* Cut releases\n" Fewer, please (Dana Ruiz)\n+ send it by fri'
        )
        go_to(program, 1, Step.PERSIST)
        program.follow_ups.done([1, 2])
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
        program.interviews.outcome([1], Outcome.INVITED)
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
