"""How interviews end, each with its letter and its thanks, and how a defeat becomes the next round."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import (
    Channel,
    Direction,
    LetterState,
    Outcome,
    Part,
    QuestionState,
    Ref,
    Settled,
    Step,
    Voice,
)
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Interview, Involvement, Letter, Offer, Person, Round, Touch
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import MeetingTime
from interview_tui.services.outcomes import Outcomes
from interview_tui.store.figures import figures
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
    queue,
    step_of,
    when,
)
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

DANA = "Dana Ruiz, VP Operations <dana@acme.example>"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme at step 7 on Monday 23 November: met Dana Ruiz on Friday, thanked her; Ana Sol spoke for me."""
    friday = acme(DANA, meeting="today 14:00", now="2026-11-20T09:00:00+01:00")
    met = friday.met(f'@ {DANA}\n! Releases (Dana Ruiz)\n" Calm the train (Dana Ruiz)\n> Who pays?')
    thanked = met.then(ana_spoke).at(Step.PERSIST).thanked()
    return thanked.later("2026-11-23T09:00:00+01:00").checked_on(tmp_path)


def ana_spoke(program: ProgramOnATable) -> None:
    program.people.add(1, "Ana Sol", Part.REFERENCE)
    program.people.favour(tie_of(program, "Ana Sol").id, Voice.SPOKE)


def tie_of(program: ProgramOnATable, name: str) -> Involvement:
    (person,) = (p for p in every(program, Person) if p.name == name)
    return next(t for t in every(program, Involvement) if t.person_id == person.id)


def globex(program: ProgramOnATable) -> None:
    """Globex (i2) at step 5: met Max Ott on Thursday, who is to call by 4 December."""
    program.clock.set("2026-11-19T09:00:00+01:00")
    program.interviews.add("Globex", "DBA", meeting=when(program, "today 10:00"), people=["Max Ott"])
    program.clock.set("2026-11-19T11:30:00+01:00")
    program.notes.capture(2, "@ Max Ott\n- call (Max Ott) by 4 Dec")
    program.clock.set("2026-11-23T09:00:00+01:00")


def owed_to(program: ProgramOnATable, company: str) -> list[tuple[str, str]]:
    return [(row.text, str(row.day)) for row in queue(program) if row.company == company]


def letters(program: ProgramOnATable) -> list[tuple[LetterKind, LetterState, int | None]]:
    return [(x.kind, x.state, x.person_id) for x in every(program, Letter)]


def victories(program: ProgramOnATable) -> int:
    return figures(program.store, now=program.clock.now, today=program.today()).victories


class TestRejected:
    def test_one_change_does_all_of_it_and_the_line_begins_with_the_news(self, program: ProgramOnATable) -> None:
        before, entries = content(program), len(journal(program))
        change = program.outcomes.record([1], Outcome.REJECTED, lesson="bring numbers", in_touch=True)
        assert change.words == (
            "Acme · SRE: rejected; planned: Thank them for the decision (Wed), Thank Ana Sol for the good word (Wed), "
            "Stay in touch (Wed 23 Dec); letter to Dana Ruiz drafted; no longer needed: Send the value letter, Check in"
        )
        assert len(journal(program)) == entries + 1
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.outcome) == (Step.ACCEPT, Outcome.REJECTED)
        assert (case.interview.stay_in_touch, case.round.lesson) == (True, "bring numbers")
        program.history.undo()
        assert content(program) == before

    def test_the_letter_thanks_and_wishes_the_chosen_one_well(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED)
        (letter,) = every(program, Letter)
        assert (letter.kind, letter.state, letter.person_id) == (LetterKind.REJECTION_THANKS, LetterState.DRAFT, 1)
        assert letter.follow_up_id == follow_up(program, "Thank them for the decision").id
        assert letter.body.startswith("Dear Dana,\n\nThank you for telling me, ")
        assert "Calm the train" not in letter.body  # no case is reopened
        assert "If things change, or another role comes up where I could help" in letter.body

    def test_only_what_pushes_is_cancelled(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED)
        assert owed(program) == [
            ("Thank them for the decision", "2026-11-25"),
            ("Thank Ana Sol for the good word", "2026-11-25"),
            ("Stay in touch", "2026-12-23"),
        ]

    def test_a_promise_that_is_open_is_asked_about(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study (Dana Ruiz) by 27 Nov")
        program.outcomes.record([1], Outcome.REJECTED)
        promise = follow_up(program, "send the case study")
        assert (promise.state, promise.why) == (Settled.OPEN, "promised before the rejection: still meant?")

    def test_it_may_be_told_late(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-30T09:00:00+01:00")
        program.outcomes.record([1], Outcome.REJECTED, in_touch=False, at=when(program, "24 Nov 2026"))
        case = case_of(program, 1)
        assert case.round.closed == datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # noon
        assert case.round.entered == program.clock.now
        # Thanks were due on the 26th, before anybody had said so: by the end of the next working day.
        assert owed(program) == [
            ("Thank them for the decision", "2026-12-01"),
            ("Thank Ana Sol for the good word", "2026-12-01"),
        ]

    def test_not_one_that_is_still_to_come(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match="in the future"):
            program.outcomes.record([1], Outcome.REJECTED, at=when(program, "tomorrow"))

    def test_staying_in_touch_may_be_declined(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED, in_touch=False)
        assert "Stay in touch" not in [text for text, _ in owed(program)]
        assert get(program, Interview, 1).stay_in_touch is False

    def test_undecided_it_is_planned_and_still_asked_for(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED)
        assert get(program, Interview, 1).stay_in_touch is None
        assert ("Stay in touch", "2026-12-23") in owed(program)

    def test_the_weeks_in_which_new_hires_leave_are_watched_only_when_asked_for(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED, in_touch=False, watch=True)
        place = "Check whether the job at Acme is open again"
        assert [day for text, day in owed(program) if text == place] == ["2027-01-04", "2027-02-15"]

    def test_taken_back_the_watch_ends_and_comes_again_with_the_rejection(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED, watch=True)
        rejected = owed(program)
        program.interviews.back([1])
        assert not any(text.startswith("See whether") for text, _ in owed(program))
        program.outcomes.record([1], Outcome.REJECTED, watch=True)
        assert owed(program) == rejected

    def test_the_draft_is_kept_when_the_rejection_comes_again(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED)
        program.interviews.back([1])
        program.outcomes.record([1], Outcome.REJECTED)
        assert len(every(program, Letter)) == 1

    def test_who_never_met_me_nor_wrote_is_not_thanked(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        change = program.outcomes.record([2], Outcome.REJECTED)
        assert change.words == "Globex · DBA: rejected"
        assert every(program, Letter) == ()

    def test_several_at_once_are_one_change(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA", people=["Kim Lee"])
        entries = len(journal(program))
        change = program.outcomes.record([1, 2], Outcome.REJECTED)
        assert change.words.startswith("Acme · SRE: rejected; planned: ")
        assert change.words.endswith(" · Globex · DBA: rejected")
        assert "letter to" not in change.words
        assert len(journal(program)) == entries + 1
        assert [get(program, Interview, i).outcome for i in (1, 2)] == [Outcome.REJECTED] * 2

    def test_without_a_drafter_there_is_no_letter(self, program: ProgramOnATable) -> None:
        Outcomes(program).record([1], Outcome.REJECTED)
        assert every(program, Letter) == ()


class TestOffer:
    def test_they_are_thanked_and_asked_until_when(self, program: ProgramOnATable) -> None:
        change = program.outcomes.record([1], Outcome.OFFER)
        assert change.words == (
            "Acme · SRE: an offer; planned: Thank them and ask when to answer by (tomorrow); "
            "no longer needed: Send the value letter, Check in"
        )
        this_round = case_of(program, 1).round
        assert (this_round.outcome, this_round.closed) == (Outcome.OFFER, program.clock.now)
        assert step_of(program, 1) is Step.ACCEPT
        assert every(program, Letter) == ()

    def test_nothing_says_yes_or_no_before_i_have_decided(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=when(program, "4 Dec").day)
        reply = follow_up(program, "Answer the offer")
        before = content(program)
        with pytest.raises(Refused, match=r"^decide first whether you accept the offer of Acme; "):
            program.follow_ups.done([reply.id])
        assert content(program) == before

    def test_accepted_the_letter_is_drafted_and_the_line_that_says_so_stays(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.OFFER)
        change = program.outcomes.record([1], Outcome.ACCEPTED)
        assert change.words == (
            "Acme · SRE: offer accepted; planned: Send the acceptance (tomorrow), Thank Ana Sol for the good word "
            "(Wed); letter to Dana Ruiz drafted; no longer needed: Thank them and ask when to answer by"
        )
        assert case_of(program, 1).round.closed == program.clock.now
        assert letters(program) == [(LetterKind.ACCEPTANCE, LetterState.DRAFT, 1)]
        assert owed(program) == [
            ("Send the acceptance", "2026-11-24"),
            ("Thank Ana Sol for the good word", "2026-11-25"),
        ]

    def test_the_acceptance_that_was_sent_settles_it(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.OFFER)
        program.outcomes.record([1], Outcome.ACCEPTED)
        program.outbox.sent(1)
        assert follow_up(program, "Send the acceptance").state is Settled.DONE

    def test_the_line_of_an_offer_with_a_date_becomes_the_letter_that_says_so(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=when(program, "4 Dec").day)
        reply = follow_up(program, "Answer the offer")
        program.outcomes.record([1], Outcome.DECLINED)
        now = get(program, FollowUp, reply.id)
        assert (now.text, now.due_day, now.state) == ("Decline the offer", when(program, "tomorrow").day, Settled.OPEN)

    def test_declined_a_courteous_no_is_owed(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.OFFER)
        change = program.outcomes.record([1], Outcome.DECLINED)
        assert change.words == (
            "Acme · SRE: offer declined; planned: Decline the offer (tomorrow), Thank Ana Sol for the good word "
            "(Wed); letter to Dana Ruiz drafted; no longer needed: Thank them and ask when to answer by"
        )
        (letter,) = every(program, Letter)
        assert (letter.kind, letter.follow_up_id) == (LetterKind.DECLINE, follow_up(program, "Decline the offer").id)
        program.outbox.sent(letter)
        assert [text for text, _ in owed(program)] == ["Thank Ana Sol for the good word"]

    def test_accepted_at_once_there_was_an_offer(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.ACCEPTED, lesson="ask early")
        case = case_of(program, 1)
        assert (case.interview.outcome, case.round.outcome, case.round.lesson) == (
            Outcome.ACCEPTED,
            Outcome.ACCEPTED,
            "ask early",
        )
        assert [offer.made for offer in every(program, Offer)] == [program.clock.now]

    def test_taken_back_by_them_it_is_as_a_rejection(self, program: ProgramOnATable) -> None:
        program.outcomes.record_offer(1, answer_by=when(program, "4 Dec").day)
        change = program.outcomes.record([1], Outcome.RESCINDED)
        assert change.words.startswith(
            "Acme · SRE: the offer was withdrawn; planned: Thank them for their time (Wed), Thank Ana Sol for the "
            "good word (Wed), Stay in touch (Wed 23 Dec); "
        )
        assert "Answer the offer" in change.words.partition("no longer needed: ")[2]
        assert sorted(text for text, _ in owed(program)) == [
            "Stay in touch",
            "Thank Ana Sol for the good word",
            "Thank them for their time",
        ]

    def test_without_an_offer_none_can_be_taken_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        with pytest.raises(Refused, match=r"^Acme · SRE has no offer to withdraw: outcome offer comes"):
            program.outcomes.record([1], Outcome.RESCINDED)
        assert content(program) == before


class TestTheOthers:
    """An offer, and what is decided of it, reaches the other interviews."""

    def test_an_offer_is_told_to_each_at_steps_5_to_8(self, program: ProgramOnATable) -> None:
        globex(program)
        program.interviews.add("Initech", "QA", meeting=when(program, "fri 10:00"), people=["Bob Ray"])
        change = program.outcomes.record([1], Outcome.OFFER)
        assert change.words.endswith("; Globex: planned: Tell them about the other offer (tomorrow)")
        assert ("Tell them about the other offer", "2026-11-24") in owed_to(program, "Globex")
        assert "Tell them about the other offer" not in [text for text, _ in owed_to(program, "Initech")]

    def test_it_is_told_once_and_not_after_it_was_decided(self, program: ProgramOnATable) -> None:
        globex(program)
        program.outcomes.record([1], Outcome.OFFER)
        news = follow_up(program, "Tell them about the other offer")
        program.follow_ups.done([news.id])
        program.outcomes.record([1], Outcome.DECLINED)
        assert "Tell them about the other offer" not in [text for text, _ in owed(program)]
        assert [f.state for f in every(program, FollowUp) if f.kind is Kind.OFFER_NEWS] == [Settled.DONE]

    def test_who_holds_an_offer_is_not_told(self, program: ProgramOnATable) -> None:
        globex(program)
        program.outcomes.record([1], Outcome.OFFER)
        program.outcomes.record([2], Outcome.OFFER)
        assert "Tell them about the other offer" not in [text for text, _ in owed(program)]

    def test_accepted_one_withdraws_from_each_and_closes_the_rest(self, program: ProgramOnATable) -> None:
        globex(program)
        program.interviews.add("Initech", "QA")
        change = program.outcomes.record([1], Outcome.ACCEPTED)
        assert "Close the applications nobody answered (tomorrow)" in change.words
        assert "; Globex: planned: Withdraw (tomorrow)" in change.words
        # A courtesy stays; what presses there rests.
        assert owed_to(program, "Globex") == [("Thank Max Ott", "2026-11-20"), ("Withdraw", "2026-11-24")]
        assert [i.outcome for i in every(program, Interview)] == [Outcome.ACCEPTED, None, None]

    def test_each_is_withdrawn_from_when_it_is_told(self, program: ProgramOnATable) -> None:
        globex(program)
        program.outcomes.record([1], Outcome.ACCEPTED)
        change = program.follow_ups.done([follow_up(program, "Withdraw").id])
        assert change.words.startswith("Done: Withdraw · Globex (on time); withdrawn: Globex")
        assert get(program, Interview, 2).outcome is Outcome.WITHDRAWN
        assert [f.kind for f in case_of(program, 2).open] == []

    def test_skipping_it_brings_back_what_rests(self, program: ProgramOnATable) -> None:
        globex(program)
        before = owed_to(program, "Globex")
        program.outcomes.record([1], Outcome.ACCEPTED)
        assert owed_to(program, "Globex") != before
        program.follow_ups.skip([follow_up(program, "Withdraw").id])
        assert owed_to(program, "Globex") == before
        assert get(program, Interview, 2).outcome is None

    def test_closing_the_rest_ends_all_that_nobody_has_answered(self, program: ProgramOnATable) -> None:
        globex(program)
        for company in ("Initech", "Umbrella"):
            program.interviews.add(company, "QA")
        program.outcomes.record([1], Outcome.ACCEPTED)
        change = program.follow_ups.done([follow_up(program, "Close the applications nobody answered").id])
        assert "withdrawn: Initech, Umbrella" in change.words
        assert [i.outcome for i in every(program, Interview)] == [
            Outcome.ACCEPTED,
            None,
            Outcome.WITHDRAWN,
            Outcome.WITHDRAWN,
        ]
        assert every(program, Touch)[-1].interview_id == 1 or not any(
            t.interview_id == 1 for t in every(program, Touch)
        )

    def test_an_application_sent_after_the_acceptance_is_one_of_the_rest(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.ACCEPTED)
        change = program.interviews.add("Initech", "QA")
        assert "Close the applications nobody answered" in change.words

    @pytest.mark.parametrize("change", ["word", "meeting", "quiet"])
    def test_where_none_is_left_the_line_for_the_rest_ends(self, program: ProgramOnATable, change: str) -> None:
        program.interviews.add("Initech", "QA")
        program.outcomes.record([1], Outcome.ACCEPTED)
        if change == "word":
            word = Contacted(direction=Direction.IN, channel=Channel.EMAIL)
            program.follow_ups.touch(Ref("i", 2), word)
        elif change == "meeting":
            program.meetings.add(2, MeetingTime(starts=when(program, "fri 10:00").at))
        else:
            program.outcomes.record([2], Outcome.QUIET)
        assert "Close the applications nobody answered" not in [text for text, _ in owed(program)]

    def test_taken_back_by_undo_all_is_as_before(self, program: ProgramOnATable) -> None:
        globex(program)
        before = content(program)
        program.outcomes.record([1], Outcome.OFFER)
        program.outcomes.record([1], Outcome.ACCEPTED)
        program.follow_ups.done([follow_up(program, "Withdraw").id])
        after = content(program)
        program.history.undo(3)
        assert content(program) == before
        program.history.redo(3)
        assert content(program) == after

    def test_deleted_nobody_is_told_any_more(self, program: ProgramOnATable) -> None:
        globex(program)
        before = owed_to(program, "Globex")
        program.outcomes.record([1], Outcome.OFFER)
        change = program.interviews.remove([1])
        assert change.words.startswith("Deleted Acme · SRE; Globex: ")
        assert owed_to(program, "Globex") == before


class TestWithdrawn:
    def test_the_letter_is_drafted_and_who_helped_is_thanked(self, program: ProgramOnATable) -> None:
        change = program.outcomes.record([1], Outcome.WITHDRAWN)
        assert change.words == (
            "Acme · SRE: withdrawn; planned: Send the withdrawal (tomorrow), Thank Ana Sol for the good word (Wed); "
            "letter to Dana Ruiz drafted; no longer needed: Send the value letter, Check in"
        )
        (letter,) = every(program, Letter)
        assert letter.subject == "Withdrawing my application – SRE"
        assert owed(program) == [
            ("Send the withdrawal", "2026-11-24"),
            ("Thank Ana Sol for the good word", "2026-11-25"),
        ]
        assert case_of(program, 1).round.closed == program.clock.now

    def test_reopened_what_it_took_does_not_come_back_by_itself(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.WITHDRAWN)
        program.follow_ups.done([follow_up(program, "Send the withdrawal").id])
        program.clock.set("2026-11-30T09:00:00+01:00")
        change = program.outcomes.record([1], Outcome.INVITED)
        assert change.words == (
            "Acme · SRE: reopened, round 2 opens at step 1; 1 question carried over; planned: Agree on a date (Wed); "
            "no longer needed: Thank Ana Sol for the good word"
        )
        assert owed(program) == [("Agree on a date", "2026-12-02")]


class TestQuiet:
    def test_all_that_pushed_ends_and_who_helped_is_thanked(self, program: ProgramOnATable) -> None:
        change = program.outcomes.record([1], Outcome.QUIET)
        assert change.words == (
            "Acme · SRE: gone quiet; planned: Thank Ana Sol for the good word (Wed); "
            "no longer needed: Send the value letter, Check in"
        )
        assert owed(program) == [("Thank Ana Sol for the good word", "2026-11-25")]
        assert step_of(program, 1) is Step.PERSIST

    def test_staying_in_touch_when_chosen_with_its_letter(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.QUIET, in_touch=True)
        touch = follow_up(program, "Stay in touch")
        assert touch.why == "in touch four times a year: 30 days after it went quiet"
        assert letters(program) == [(LetterKind.STAY_IN_TOUCH, LetterState.DRAFT, 1)]
        assert get(program, Interview, 1).stay_in_touch is True

    def test_word_after_it_makes_it_run_again(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.QUIET)
        program.clock.set("2026-12-07T09:00:00+01:00")
        program.follow_ups.touch(Ref("p", 1), Contacted(direction=Direction.IN, channel=Channel.EMAIL))
        assert get(program, Interview, 1).outcome is None
        assert ("Check in", "2026-12-14") in owed(program)
        assert "Thank Ana Sol for the good word" not in [text for text, _ in owed(program)]

    def test_an_automatic_reply_does_not(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.QUIET)
        program.clock.move(days=1)
        reply = Contacted(direction=Direction.IN, channel=Channel.EMAIL, automatic=True)
        program.follow_ups.touch(Ref("p", 1), reply)
        assert get(program, Interview, 1).outcome is Outcome.QUIET

    def test_a_meeting_booked_after_it_does(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.QUIET)
        program.clock.move(days=7)
        program.meetings.add(1, MeetingTime(starts=when(program, "fri 10:00").at), people=[DANA])
        assert get(program, Interview, 1).outcome is None
        assert ("Prepare for the meeting", "2026-12-03") in owed(program)


def test_reopened_at_the_instant_of_the_ending_a_date_is_to_be_agreed_on(program: ProgramOnATable) -> None:
    """Both told for the same day without a time: at noon."""
    program.clock.move(days=1)
    program.outcomes.record([1], Outcome.REJECTED, at=when(program, "23 Nov 2026"))
    program.outcomes.record([1], Outcome.INVITED, at=when(program, "23 Nov 2026"))
    assert "Agree on a date" in [text for text, _ in owed(program)]


STATES = [None, *Outcome]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(state, marks=() if state in (None, Outcome.OFFER, Outcome.INVITED) else pytest.mark.soak)
        for state in STATES
    ],
    ids=str,
)
def test_each_outcome_from_each_state_is_one_change_that_undo_takes_back(
    program: ProgramOnATable, before: Outcome | None
) -> None:
    globex(program)
    if before is Outcome.RESCINDED:
        program.outcomes.record([1], Outcome.OFFER)
    if before is not None:
        program.outcomes.record([1], before)
    stood, number = content(program), get(program, Interview, 1).round
    had_offer = case_of(program, 1).offer is not None
    for outcome in Outcome:
        program.clock.move(minutes=1)
        if (outcome is before and outcome is not Outcome.INVITED) or (outcome is Outcome.RESCINDED and not had_offer):
            with pytest.raises(Refused):
                program.outcomes.record([1], outcome)
            assert content(program) == stood
            continue
        program.outcomes.record([1], outcome)
        case = case_of(program, 1)
        if outcome is Outcome.INVITED:
            assert (case.interview.outcome, case.interview.round) == (None, number + 1)
        else:
            assert (case.interview.outcome, case.round.outcome) == (outcome, outcome)
            assert case.round.closed == program.clock.now
        after = content(program)
        program.history.undo()
        assert content(program) == stood
        program.history.redo()
        assert content(program) == after
        program.history.undo()


@pytest.mark.parametrize(
    ("outcome", "more", "why"),
    [
        (Outcome.OFFER, {"watch": True}, "checking again is only for a rejection"),
        (Outcome.INVITED, {"in_touch": True}, "staying in touch is only for a rejection"),
        (Outcome.OFFER, {"in_touch": True}, "staying in touch is only for a rejection"),
    ],
)
def test_what_does_not_go_with_the_outcome_is_refused(
    program: ProgramOnATable, outcome: Outcome, more: dict[str, Any], why: str
) -> None:
    before = content(program)
    with pytest.raises(Refused, match=f"^{why}"):
        program.outcomes.record([1], outcome, **more)
    assert content(program) == before


class TestReopened:
    @pytest.mark.parametrize("defeat", [Outcome.REJECTED, Outcome.QUIET])
    def test_a_defeat_is_turned_into_a_victory_and_counted(self, program: ProgramOnATable, defeat: Outcome) -> None:
        program.outcomes.record([1], defeat, in_touch=True)
        lost = case_of(program, 1).round
        program.clock.move(days=270)
        change = program.outcomes.record([1], Outcome.INVITED)
        assert change.words.startswith(
            "Acme · SRE: defeat turned into victory, round 2 opens at step 1; 1 question carried over; "
            "planned: Agree on a date (Tue); no longer needed: "
        )
        assert victories(program) == 1
        assert get(program, Round, lost.id) == lost
        case = case_of(program, 1)
        assert (case.round.number, case.round.reopened, case.interview.outcome) == (2, True, None)

    @pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.WITHDRAWN])
    def test_what_was_no_defeat_is_reopened_without_being_counted(
        self, program: ProgramOnATable, outcome: Outcome
    ) -> None:
        program.outcomes.record([1], outcome)
        change = program.outcomes.record([1], Outcome.INVITED)
        assert change.words.startswith("Acme · SRE: reopened, round 2 opens at step 1")
        assert victories(program) == 0

    def test_all_its_history_stays(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.REJECTED, lesson="bring numbers", watch=True)
        earlier = case_of(program, 1)
        program.outcomes.record([1], Outcome.INVITED)
        then, now = case_of(program, 1, round_number=1), case_of(program, 1)
        assert (then.quotes, then.questions, then.round) == (earlier.quotes, earlier.questions, earlier.round)
        assert [n.text for n in now.needs] == ["Releases"]
        assert [(q.text, q.state) for q in now.questions] == [("Who pays?", QuestionState.PREPARED)]
        still = [f.kind for f in every(program, FollowUp) if f.state is Settled.OPEN]
        assert not {Kind.STAY_IN_TOUCH, Kind.REJECTION_THANKS, Kind.CUSTOM} & set(still)


@pytest.mark.parametrize("step", [Step.SET_THE_STAGE, Step.CONSULT, Step.DONT_RUSH, Step.CONFIRM_NEXT_STEPS])
def test_invited_back_the_thank_yous_of_the_round_that_took_place_stay(tmp_path: Path, step: Step) -> None:
    program = a_checked_program(tmp_path)
    people = [DANA, "Kim Lee"]
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 10:00"), people=people)
    program.clock.set("2026-11-23T11:30:00+01:00")
    while step_of(program, 1) > step:
        program.interviews.back([1])
    go_to(program, 1, step)
    change = program.outcomes.record([1], Outcome.INVITED)
    assert change.words == (
        "Acme · SRE: invited back, round 2 opens at step 1; planned: Agree on a date (Wed); "
        "no longer needed: Send the value letter, Check in"
    )
    assert owed(program) == [
        ("Write up the meeting", "2026-11-23"),
        ("Thank Dana Ruiz", "2026-11-24"),
        ("Thank Kim Lee", "2026-11-24"),
        ("Agree on a date", "2026-11-25"),
    ]


class TestAnEarlierRound:
    """What became of a round is told after the next one was opened."""

    def test_it_was_a_defeat_and_the_next_one_is_a_victory(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-30T09:00:00+01:00")
        program.outcomes.record([1], Outcome.INVITED)
        program.clock.set("2026-12-01T09:00:00+01:00")
        change = program.outcomes.record([1], Outcome.REJECTED, at=when(program, "26 Nov 2026"))
        assert change.words == "Acme · SRE: round 1 was rejected"
        first, second = every(program, Round)
        assert (first.outcome, second.outcome, second.reopened) == (Outcome.REJECTED, None, True)
        assert get(program, Interview, 1).outcome is None
        assert victories(program) == 1
