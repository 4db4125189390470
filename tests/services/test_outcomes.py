"""How interviews end, each with its letter and its thanks, and how a defeat becomes the next round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.errors import Refused
from interview_tui.domain.records import (
    Favour,
    FollowUp,
    Interview,
    Involvement,
    Kind,
    Letter,
    LetterKind,
    LetterState,
    Outcome,
    Part,
    Person,
    QuestionState,
    Ref,
    Round,
    Settled,
    Step,
)
from interview_tui.services.interviews import Interviews, MeetingTime
from interview_tui.store.figures import figures
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
    """Acme at step 7 on Monday 23 November: met Dana Ruiz on Friday, thanked her; Ana Sol spoke for me."""
    program = a_program(tmp_path, now="2026-11-20T09:00:00+01:00")
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=[DANA])
    program.clock.set("2026-11-20T15:30:00+01:00")
    program.notes.capture(1, f'@ {DANA}\n! Releases (Dana Ruiz)\n" Calm the train (Dana Ruiz)\n> Who pays?')
    go_to(program, 1, Step.PERSIST)
    for mine in ("Prepare the meeting", "Write the meeting down", "Thank Dana Ruiz"):
        program.follow_ups.done([follow_up(program, mine).id])
    ana = put(program, Person(name="Ana Sol"))
    put(program, Involvement(interview_id=1, person_id=ana.id, part=Part.REFERENCE, favour=Favour.SPOKE))
    program.clock.set("2026-11-23T09:00:00+01:00")
    return program


def letters(program: ProgramOnATable) -> list[tuple[LetterKind, LetterState, int | None]]:
    return [(x.kind, x.state, x.person_id) for x in every(program, Letter)]


def victories(program: ProgramOnATable) -> int:
    return figures(program.store, now=program.clock.now, today=program.house.today()).victories


class TestRejected:
    def test_one_change_does_all_of_it_and_the_line_begins_with_the_news(self, program: ProgramOnATable) -> None:
        before, entries = content(program), len(journal(program))
        change = program.interviews.outcome([1], Outcome.REJECTED, lesson="bring numbers", in_touch=True)
        assert change.words == (
            "Acme · SRE: rejected; letter to Dana Ruiz drafted; "
            "no longer owed: Send the value letter, Check in, Check in, Check in; "
            "planned: Thank after the rejection (Wed), Stay in touch (Wed 23 Dec)"
        )
        assert len(journal(program)) == entries + 1
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.outcome) == (Step.ACCEPT, Outcome.REJECTED)
        assert (case.interview.stay_in_touch, case.round.lesson) == (True, "bring numbers")
        program.history.undo()
        assert content(program) == before

    def test_the_letter_thanks_and_wishes_the_chosen_one_well(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED)
        (letter,) = every(program, Letter)
        assert (letter.kind, letter.state, letter.person_id) == (LetterKind.REJECTION_THANKS, LetterState.DRAFT, 1)
        assert letter.follow_up_id == follow_up(program, "Thank after the rejection").id
        assert "Calm the train" in letter.body
        assert "considered again" in letter.body

    def test_only_what_pushes_is_cancelled(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED)
        assert owed(program) == [("Thank after the rejection", "2026-11-25"), ("Stay in touch", "2026-12-23")]

    def test_staying_in_touch_may_be_declined(self, program: ProgramOnATable) -> None:
        change = program.interviews.outcome([1], Outcome.REJECTED, in_touch=False)
        assert change.words.endswith("planned: Thank after the rejection (Wed)")
        assert get(program, Interview, 1).stay_in_touch is False

    def test_undecided_it_is_planned_and_still_asked_for(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED)
        assert get(program, Interview, 1).stay_in_touch is None
        assert ("Stay in touch", "2026-12-23") in owed(program)

    def test_the_weeks_in_which_new_hires_leave_are_watched_only_when_asked_for(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED, in_touch=False, watch=True)
        place = "See whether the place at Acme is open again"
        assert [day for text, day in owed(program) if text == place] == ["2027-01-04", "2027-02-15"]

    def test_taken_back_the_watch_ends_and_comes_again_with_the_rejection(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED, watch=True)
        rejected = owed(program)
        program.interviews.back([1])
        assert not any(text.startswith("See whether") for text, _ in owed(program))
        program.interviews.outcome([1], Outcome.REJECTED, watch=True)
        assert owed(program) == rejected

    def test_the_draft_is_kept_when_the_rejection_comes_again(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED)
        program.interviews.back([1])
        program.interviews.outcome([1], Outcome.REJECTED)
        assert len(every(program, Letter)) == 1

    def test_with_nobody_to_write_to_no_letter_is_drafted(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        change = program.interviews.outcome([2], Outcome.REJECTED, in_touch=False)
        assert change.words == "Globex · DBA: rejected; planned: Thank after the rejection (Wed)"
        assert every(program, Letter) == ()

    def test_several_at_once_are_one_change_with_a_letter_each(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", people=["Kim Lee"])
        entries = len(journal(program))
        change = program.interviews.outcome([1, 2], Outcome.REJECTED)
        assert "letter to" not in change.words
        assert len(journal(program)) == entries + 1
        assert [x.interview_id for x in every(program, Letter)] == [1, 2]

    def test_without_a_drafter_there_is_no_letter(self, program: ProgramOnATable) -> None:
        Interviews(program.house).outcome([1], Outcome.REJECTED)
        assert every(program, Letter) == ()


class TestOffer:
    def test_it_is_to_be_answered_and_who_helped_is_thanked(self, program: ProgramOnATable) -> None:
        change = program.interviews.outcome([1], Outcome.OFFER)
        assert change.words == (
            "Acme · SRE: an offer; no longer owed: Send the value letter, Check in, Check in, Check in; "
            "planned: Answer the offer (Wed), Thank the reference Ana Sol (Wed)"
        )
        assert (case_of(program, 1).round.outcome, case_of(program, 1).round.closed) == (Outcome.OFFER, None)
        assert every(program, Letter) == ()

    def test_accepted_the_letter_is_drafted_and_the_round_ends(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.OFFER)
        change = program.interviews.decide(1, accepted=True)
        assert change.words == "Acme · SRE: offer accepted; letter to Dana Ruiz drafted"
        ended = case_of(program, 1).round
        assert (ended.decision, ended.closed) == ("accepted", program.clock.now)
        assert letters(program) == [(LetterKind.ACCEPTANCE, LetterState.DRAFT, 1)]
        assert [text for text, _ in owed(program)] == ["Answer the offer", "Thank the reference Ana Sol"]

    def test_the_acceptance_that_was_sent_settles_the_answer(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.OFFER)
        program.interviews.decide(1, accepted=True)
        program.letters.sent(1)
        assert follow_up(program, "Answer the offer").state is Settled.DONE

    def test_declined_a_courteous_no_is_owed_instead_of_the_answer(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.OFFER)
        change = program.interviews.decide(1, accepted=False)
        assert change.words == (
            "Acme · SRE: offer declined; letter to Dana Ruiz drafted; no longer owed: Answer the offer; "
            "planned: Decline the offer (tomorrow)"
        )
        (letter,) = every(program, Letter)
        assert (letter.kind, letter.follow_up_id) == (
            LetterKind.WITHDRAWAL,
            follow_up(program, "Decline the offer").id,
        )
        assert letter.subject == "Your offer for the role of SRE"
        program.letters.sent(letter)
        assert [text for text, _ in owed(program)] == ["Thank the reference Ana Sol"]

    def test_offer_and_decision_at_once(self, program: ProgramOnATable) -> None:
        change = program.interviews.outcome([1], Outcome.OFFER, accepted=True, lesson="ask early")
        assert change.words.startswith("Acme · SRE: offer accepted; letter to Dana Ruiz drafted; an offer; no longer")
        case = case_of(program, 1)
        assert (case.interview.outcome, case.round.decision, case.round.lesson) == (
            Outcome.OFFER,
            "accepted",
            "ask early",
        )

    def test_the_decision_may_come_as_the_outcome_once_more(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.OFFER)
        program.interviews.outcome([1], Outcome.OFFER, accepted=False)
        assert case_of(program, 1).round.decision == "declined"

    def test_without_an_offer_there_is_nothing_to_decide(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^Acme · SRE has no offer to answer: outcome offer comes first$"):
            program.interviews.decide(1, accepted=True)

    def test_it_is_decided_once(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.OFFER, accepted=True)
        before = content(program)
        with pytest.raises(Refused, match=r"was accepted already; undo takes that back$"):
            program.interviews.decide(1, accepted=False)
        assert content(program) == before


class TestWithdrawn:
    def test_the_letter_is_drafted_and_who_helped_is_thanked(self, program: ProgramOnATable) -> None:
        change = program.interviews.outcome([1], Outcome.WITHDRAWN)
        assert change.words == (
            "Acme · SRE: withdrawn; letter to Dana Ruiz drafted; "
            "no longer owed: Send the value letter, Check in, Check in, Check in; "
            "planned: Send the withdrawal (tomorrow), Thank the reference Ana Sol (Wed)"
        )
        (letter,) = every(program, Letter)
        assert letter.subject == "I withdraw my application: SRE"
        assert owed(program) == [("Send the withdrawal", "2026-11-24"), ("Thank the reference Ana Sol", "2026-11-25")]
        assert case_of(program, 1).round.closed == program.clock.now


class TestQuiet:
    def test_all_that_pushed_ends_and_who_helped_is_thanked(self, program: ProgramOnATable) -> None:
        change = program.interviews.outcome([1], Outcome.QUIET)
        assert change.words == (
            "Acme · SRE: gone quiet; no longer owed: Send the value letter, Check in, Check in, Check in; "
            "planned: Thank the reference Ana Sol (Wed)"
        )
        assert owed(program) == [("Thank the reference Ana Sol", "2026-11-25")]

    def test_staying_in_touch_when_chosen_with_its_letter(self, program: ProgramOnATable) -> None:
        change = program.interviews.outcome([1], Outcome.QUIET, in_touch=True)
        assert change.words.startswith("Acme · SRE: gone quiet; letter to Dana Ruiz drafted; ")
        touch = follow_up(program, "Stay in touch")
        assert touch.why == "in touch four times a year: 30 days after it went quiet"
        assert letters(program) == [(LetterKind.STAY_IN_TOUCH, LetterState.DRAFT, 1)]
        assert get(program, Interview, 1).stay_in_touch is True


@pytest.mark.parametrize(
    ("outcome", "more", "why"),
    [
        (Outcome.OFFER, {"watch": True}, "only after a rejection is there somebody to watch for"),
        (Outcome.INVITED, {"in_touch": True}, "staying in touch is decided after a rejection"),
        (Outcome.REJECTED, {"accepted": True}, "only an offer can be accepted or declined"),
    ],
)
def test_what_does_not_go_with_the_outcome_is_refused(
    program: ProgramOnATable, outcome: Outcome, more: dict[str, Any], why: str
) -> None:
    before = content(program)
    with pytest.raises(Refused, match=f"^{why}"):
        program.interviews.outcome([1], outcome, **more)
    assert content(program) == before


class TestReopened:
    @pytest.mark.parametrize("defeat", [Outcome.REJECTED, Outcome.QUIET])
    def test_a_defeat_is_turned_into_a_victory_and_counted(self, program: ProgramOnATable, defeat: Outcome) -> None:
        program.interviews.outcome([1], defeat, in_touch=True)
        lost = case_of(program, 1).round
        program.clock.move(days=270)
        change = program.interviews.outcome([1], Outcome.INVITED)
        assert change.words.startswith(
            "Acme · SRE: defeat turned into victory, round 2 opens at step 1; 1 question carried over; no longer owed: "
        )
        assert victories(program) == 1
        assert get(program, Round, lost.id) == lost
        case = case_of(program, 1)
        assert (case.round.number, case.round.reopened, case.interview.outcome) == (2, True, None)

    @pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.WITHDRAWN])
    def test_what_was_no_defeat_is_reopened_without_being_counted(
        self, program: ProgramOnATable, outcome: Outcome
    ) -> None:
        program.interviews.outcome([1], outcome)
        change = program.interviews.outcome([1], Outcome.INVITED)
        assert change.words.startswith("Acme · SRE: reopened, round 2 opens at step 1")
        assert victories(program) == 0

    def test_all_its_history_stays(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED, lesson="bring numbers", watch=True)
        earlier = case_of(program, 1)
        program.interviews.outcome([1], Outcome.INVITED)
        then, now = case_of(program, 1, round_number=1), case_of(program, 1)
        assert (then.quotes, then.questions, then.round) == (earlier.quotes, earlier.questions, earlier.round)
        assert [n.text for n in now.needs] == ["Releases"]
        assert [(q.text, q.state) for q in now.questions] == [("Who pays?", QuestionState.PREPARED)]
        still = [f.kind for f in every(program, FollowUp) if f.state is Settled.OPEN]
        assert not {Kind.STAY_IN_TOUCH, Kind.REJECTION_THANKS, Kind.CUSTOM} & set(still)


class TestNotHeld:
    def test_one_gets_in_touch_the_same_day_and_nobody_is_thanked(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"), people=["Kim Lee"])
        go_to(program, 2, Step.THANK_PROMPTLY)
        program.clock.set("2026-11-23T10:20:00+01:00")
        change = program.interviews.missed(2)
        assert change.words.startswith("Globex · DBA: the meeting did not take place; planned: Check in (today); no ")
        open_now = [f for f in every(program, FollowUp) if f.interview_id == 2 and f.state is Settled.OPEN]
        assert [(f.text, f.person_id) for f in open_now] == [("Check in", case_of(program, 2).attendances[0].person_id)]
        assert [a.present for a in case_of(program, 2).attendances] == [False]

    def test_moved_to_another_day_it_is_a_meeting_again(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"), people=["Kim Lee"])
        program.clock.set("2026-11-23T10:20:00+01:00")
        program.interviews.missed(2)
        start = when(program, "fri 10:00").at
        program.interviews.set_meeting(2, MeetingTime(starts=start))
        assert [a.present for a in case_of(program, 2).attendances] == [None]
        assert ("Prepare the meeting", "2026-11-26") in owed(program)

    def test_before_it_begins_it_cannot_have_been_missed(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"))
        with pytest.raises(Refused, match=r"^the meeting of Globex · DBA is still to come: it is today 10:00$"):
            program.interviews.missed(2)

    def test_one_without_a_time_neither(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        with pytest.raises(Refused, match=r"^the meeting of Globex · DBA has no time: book it first$"):
            program.interviews.missed(2)


class TestDebriefed:
    def test_its_follow_up_is_done(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"), people=["Kim Lee"])
        go_to(program, 2, Step.CONSULT)
        program.clock.set("2026-11-23T11:30:00+01:00")
        change = program.interviews.debriefed(2)
        assert change.words == "Debriefed Globex · DBA (on time)"
        (debrief,) = (f for f in every(program, FollowUp) if f.kind is Kind.DEBRIEF and f.interview_id == 2)
        assert (debrief.state, debrief.on_time) == (Settled.DONE, True)

    def test_before_step_2_it_counts_too_and_is_not_planned_again(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"))
        program.clock.set("2026-11-23T11:30:00+01:00")
        program.interviews.debriefed(2)
        assert "planned" not in program.interviews.advance([2], anyway=True).words

    def test_once_is_enough(self, program: ProgramOnATable) -> None:
        before = len(journal(program))
        assert program.interviews.debriefed(1).entry is None
        assert len(journal(program)) == before

    def test_somebody_who_was_there_or_not(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"), people=["Kim Lee"])
        kim = case_of(program, 2).attendances[0].person_id
        assert program.interviews.came(2, kim, present=False).words == "Kim Lee was not there"
        assert program.interviews.came(2, kim, present=True).words == "Kim Lee was there"
        assert [a.present for a in case_of(program, 2).attendances] == [True]
        with pytest.raises(Refused, match=r"^Dana Ruiz is not in the meeting of Globex · DBA: add them first$"):
            program.interviews.came(2, 1, present=True)

    def test_refs_lead_to_what_was_done(self, program: ProgramOnATable) -> None:
        assert program.interviews.outcome([1], Outcome.WITHDRAWN).refs == (Ref("i", 1),)
