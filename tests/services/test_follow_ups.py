"""What a person does with what they owe: done, put off, skipped, one's own, and contacts logged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.records import (
    Channel,
    Commitment,
    CommitmentState,
    Direction,
    Favour,
    FollowUp,
    Interview,
    Involvement,
    Kind,
    Outcome,
    Part,
    Person,
    Ref,
    Settled,
    Step,
    Touch,
)
from tests.programs import (
    ProgramOnATable,
    a_program,
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

ACME = Ref("i", 1)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme's meeting with Dana Ruiz is tomorrow at 14:00."""
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"), people=["Dana Ruiz"])
    return program


def own(program: ProgramOnATable, text: str, day: str, *, person_id: int | None = None) -> int:
    """A follow-up of the user's own."""
    return program.follow_ups.add(1, text, when(program, day), person_id=person_id).refs[0].id


def check_ins(program: ProgramOnATable) -> list[str]:
    return [day for text, day in owed(program) if text == "Check in"]


class TestDone:
    def test_it_leaves_the_queue_and_says_so(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.done([1], note="read their blog")
        assert change.words == "Done: Prepare the meeting · Acme (on time)"
        assert change.refs == (Ref("f", 1),)
        settled = get(program, FollowUp, 1)
        assert (settled.state, settled.settled, settled.on_time, settled.note) == (
            Settled.DONE,
            program.clock.now,
            True,
            "read their blog",
        )
        assert owed(program) == []
        assert journal(program)[1:] == [change.words]

    def test_the_day_after_it_is_late(self, program: ProgramOnATable) -> None:
        program.clock.move(days=1)
        assert program.follow_ups.done([1]).words == "Done: Prepare the meeting · Acme (late)"
        assert get(program, FollowUp, 1).on_time is False

    def test_a_timed_one_is_on_time_until_its_day_ends(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.CONSULT)
        program.clock.set("2026-11-24T23:59:00+01:00")
        assert program.follow_ups.done([2]).words == "Done: Write the meeting down · Acme (on time)"

    def test_a_contact_is_logged_as_a_touch(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.THANK_PROMPTLY)
        thanks = follow_up(program, "Thank Dana Ruiz")
        program.follow_ups.done([thanks.id], note="cited the release train")
        (touch,) = every(program, Touch)
        assert (touch.interview_id, touch.person_id, touch.follow_up_id) == (1, 1, thanks.id)
        assert (touch.direction, touch.channel) == (Direction.OUT, Channel.EMAIL)
        assert (touch.at, touch.note) == (program.clock.now, "cited the release train")

    def test_what_is_done_at_my_desk_is_no_contact(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.CONSULT)
        buy = own(program, "Buy a train ticket", "today")
        change = program.follow_ups.done([1, 2, buy])
        assert change.words == "Done: Prepare the meeting, Write the meeting down, Buy a train ticket (on time)"
        assert every(program, Touch) == ()

    def test_my_own_that_names_a_person_is_a_contact(self, program: ProgramOnATable) -> None:
        program.follow_ups.done([own(program, "Ask Dana about parking", "today", person_id=1)])
        assert [t.person_id for t in every(program, Touch)] == [1]

    def test_a_promise_done_is_a_promise_kept(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study (Dana Ruiz) by fri")
        program.follow_ups.done([follow_up(program, "send the case study").id])
        commitment = get(program, Commitment, 1)
        assert (commitment.state, commitment.settled) == (CommitmentState.KEPT, program.clock.now)
        assert len(every(program, Touch)) == 1

    def test_the_check_ins_to_come_count_from_the_contact(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.PERSIST)
        assert check_ins(program) == ["2026-11-30", "2026-12-14", "2027-01-11"]
        program.clock.set("2026-12-01T09:00:00+01:00")
        first = next(f for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN)
        change = program.follow_ups.done([first.id])
        assert change.words == (
            "Done: Check in · Acme (late); moved: Check in (Tue 15 Dec), Check in (Tue 12 Jan 2027); "
            "brought nothing new: a need answered, a sample or news next time"
        )
        assert check_ins(program) == ["2026-12-15", "2027-01-12"]

    def test_a_connection_that_was_asked(self, program: ProgramOnATable) -> None:
        ana = put(program, Person(name="Ana Sol"))
        tie = put(program, Involvement(interview_id=1, person_id=ana.id, part=Part.CONNECTION, sensitive=True))
        go_to(program, 1, Step.LEVERAGE)
        ask = follow_up(program, "Ask for a good word with someone at Acme")
        assert (ask.sensitive, ask.channel) == (True, Channel.PHONE)
        program.follow_ups.done([ask.id])
        asked = get(program, Involvement, tie.id)
        assert (asked.favour, asked.asked) == (Favour.ASKED, program.clock.now)

    def test_a_reference_that_was_thanked(self, program: ProgramOnATable) -> None:
        ana = put(program, Person(name="Ana Sol"))
        tie = put(program, Involvement(interview_id=1, person_id=ana.id, part=Part.REFERENCE, favour=Favour.SPOKE))
        program.interviews.outcome([1], Outcome.OFFER)
        program.follow_ups.done([follow_up(program, "Thank the reference Ana Sol").id])
        thanked = get(program, Involvement, tie.id)
        assert (thanked.favour, thanked.thanked) == (Favour.SPOKE, program.clock.now)

    def test_staying_in_touch_goes_on_four_times_a_year(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED)
        go_to(program, 1, Step.TURN_IT_ROUND)
        change = program.follow_ups.done([follow_up(program, "Stay in touch").id])
        assert change.words == "Done: Stay in touch · Acme (on time); planned: Stay in touch (Mon 22 Feb 2027)"
        assert get(program, Interview, 1).stay_in_touch is True

    def test_several_at_once_are_one_entry(self, program: ProgramOnATable) -> None:
        late = own(program, "Call the recruiter", "today", person_id=1)
        ids = [1, late, *(own(program, f"Errand {n}", "tomorrow") for n in range(3))]
        program.clock.move(days=1)
        change = program.follow_ups.done(ids)
        assert change.words == (
            "Done: Prepare the meeting, Call the recruiter, Errand 0, Errand 1 and 1 more (2 of them late)"
        )
        assert owed(program) == []
        assert len(journal(program)) == 6

    def test_what_is_settled_already_is_refused(self, program: ProgramOnATable) -> None:
        program.follow_ups.done([1])
        for again in (program.follow_ups.done, program.follow_ups.skip):
            with pytest.raises(Refused, match=r"^f1 \(Prepare the meeting\) is done already$"):
                again([1])
        with pytest.raises(Refused, match="is done already"):
            program.follow_ups.snooze([1], when(program, "fri"))

    def test_one_that_is_refused_and_none_is_done(self, program: ProgramOnATable) -> None:
        errand = own(program, "Errand", "today")
        before = content(program)
        with pytest.raises(NotFound, match=r"^there is no follow-up f9$"):
            program.follow_ups.done([1, errand, 9])
        with pytest.raises(Refused, match="is done already"):
            program.follow_ups.done([1, 1])
        assert content(program) == before
        assert len(journal(program)) == 2


class TestSnoozing:
    def test_it_waits_until_the_day(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.snooze([1], when(program, "fri"))
        assert change.words == "Waits until Fri: Prepare the meeting · Acme"
        waiting = get(program, FollowUp, 1)
        assert (waiting.due_day, waiting.due_at, waiting.planned_day) == (date(2026, 11, 27), None, date(2026, 11, 23))
        assert waiting.state is Settled.OPEN
        assert journal(program)[1:] == [change.words]

    def test_with_a_time_of_day(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.snooze([1], when(program, "fri 16:30"))
        assert change.words == "Waits until Fri 16:30: Prepare the meeting · Acme"
        waiting = get(program, FollowUp, 1)
        assert (waiting.due_day, waiting.due_at) == (None, datetime(2026, 11, 27, 15, 30, tzinfo=UTC))

    def test_the_day_it_was_first_due_on_is_kept(self, program: ProgramOnATable) -> None:
        program.follow_ups.snooze([1], when(program, "fri"))
        program.follow_ups.snooze([1], when(program, "+2w"))
        assert get(program, FollowUp, 1).planned_day == date(2026, 11, 23)

    def test_a_late_one_can_wait_until_today(self, program: ProgramOnATable) -> None:
        program.clock.move(days=2)
        assert program.follow_ups.snooze([1], when(program, "today")).words.startswith("Waits until today: ")
        assert owed(program) == [("Prepare the meeting", "2026-11-25")]

    def test_not_until_a_day_that_has_passed(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^that day has passed: wait until today or a later day$"):
            program.follow_ups.snooze([1], when(program, "yesterday"))

    def test_several_at_once_all_or_nothing(self, program: ProgramOnATable) -> None:
        errand = own(program, "Errand", "today")
        before = content(program)
        with pytest.raises(NotFound):
            program.follow_ups.snooze([1, errand, 9], when(program, "fri"))
        assert content(program) == before
        change = program.follow_ups.snooze([1, errand], when(program, "fri"))
        assert change.words == "Waits until Fri: Prepare the meeting, Errand"
        assert len(journal(program)) == 3

    def test_it_is_on_time_by_the_day_that_it_was_put_off_to(self, program: ProgramOnATable) -> None:
        program.follow_ups.snooze([1], when(program, "fri"))
        program.clock.move(days=2)
        assert program.follow_ups.done([1]).words == "Done: Prepare the meeting · Acme (on time)"


class TestSkipping:
    def test_it_leaves_the_queue_with_the_reason(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.skip([1], why="met them before")
        assert change.words == "Skipped: Prepare the meeting · Acme (met them before)"
        skipped = get(program, FollowUp, 1)
        assert (skipped.state, skipped.settled, skipped.note) == (
            Settled.SKIPPED,
            program.clock.now,
            "met them before",
        )
        assert skipped.on_time is None
        assert owed(program) == []

    def test_it_is_no_contact(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.THANK_PROMPTLY)
        program.follow_ups.skip([follow_up(program, "Thank Dana Ruiz").id])
        assert every(program, Touch) == ()

    def test_a_promise_skipped_is_a_promise_missed(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.follow_ups.skip([follow_up(program, "send the case study").id])
        assert get(program, Commitment, 1).state is CommitmentState.MISSED

    def test_staying_in_touch_is_declined(self, program: ProgramOnATable) -> None:
        program.interviews.outcome([1], Outcome.REJECTED)
        go_to(program, 1, Step.TURN_IT_ROUND)
        program.follow_ups.skip([follow_up(program, "Stay in touch").id])
        assert get(program, Interview, 1).stay_in_touch is False


class TestMyOwn:
    def test_is_added_with_its_day(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.add(1, "Ask about parking", when(program, "thu"), channel=Channel.PHONE)
        assert change.words == "Added for Acme · SRE: Ask about parking (Thu)"
        added = get(program, FollowUp, change.refs[0].id)
        assert (added.kind, added.channel, added.due_day, added.why) == (
            Kind.CUSTOM,
            Channel.PHONE,
            date(2026, 11, 26),
            "my own",
        )
        assert journal(program)[1:] == [change.words]

    @pytest.mark.parametrize("text", ["", " \t", "\x1b"])
    def test_needs_a_text(self, program: ProgramOnATable, text: str) -> None:
        before = content(program)
        with pytest.raises(Unclear, match=r"^a follow-up needs a text: say what you owe$"):
            program.follow_ups.add(1, text, when(program, "thu"))
        with pytest.raises(Unclear, match="needs a text"):
            program.follow_ups.edit(get(program, FollowUp, 1), when(program, "thu"), text=text)
        assert content(program) == before

    def test_needs_an_interview(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match=r"^there is no interview i9$"):
            program.follow_ups.add(9, "Ask", when(program, "thu"))


class TestEditing:
    def test_text_and_day(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.edit(get(program, FollowUp, 1), when(program, "fri"), text="Read their blog")
        assert change.words == "Edited: Read their blog (Fri)"
        edited = get(program, FollowUp, 1)
        assert (edited.due_day, edited.planned_day) == (date(2026, 11, 27), date(2026, 11, 23))

    def test_with_the_same_day_it_was_not_put_off(self, program: ProgramOnATable) -> None:
        program.follow_ups.edit(get(program, FollowUp, 1), when(program, "today"), note="their blog")
        edited = get(program, FollowUp, 1)
        assert (edited.planned_day, edited.note) == (None, "their blog")

    def test_one_that_was_changed_meanwhile_is_not_overwritten(self, program: ProgramOnATable) -> None:
        read_before = get(program, FollowUp, 1)
        program.follow_ups.done([1])
        before = content(program)
        with pytest.raises(Conflict, match=r"^f1 was changed elsewhere in the meantime: look again$"):
            program.follow_ups.edit(read_before, when(program, "fri"), text="Read their blog")
        assert content(program) == before

    def test_one_that_was_deleted_meanwhile(self, program: ProgramOnATable) -> None:
        read_before = get(program, FollowUp, 1)
        program.interviews.remove([1])
        with pytest.raises(Conflict, match=r"^f1 was changed elsewhere"):
            program.follow_ups.edit(read_before, when(program, "fri"))


class TestTouches:
    def test_a_contact_is_logged_now(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.touch(ACME, Direction.OUT, Channel.PHONE, note="left a message")
        assert change.words == "Logged: phone to Acme"
        (touch,) = every(program, Touch)
        assert (touch.interview_id, touch.person_id, touch.note) == (1, None, "left a message")
        assert (touch.at, touch.direction, touch.channel) == (program.clock.now, Direction.OUT, Channel.PHONE)
        assert journal(program)[1:] == [change.words]

    def test_an_incoming_one_moves_the_check_ins(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.PERSIST)
        program.clock.move(days=2)
        change = program.follow_ups.touch(ACME, Direction.IN, Channel.EMAIL)
        assert change.words == (
            "Logged: email from Acme; moved: Check in (Wed 2 Dec), Check in (Wed 16 Dec), Check in (Wed 13 Jan 2027)"
        )
        assert check_ins(program) == ["2026-12-02", "2026-12-16", "2027-01-13"]
        assert follow_up_why(program) == "check-in 1 of 3, 7 days after the last contact"

    def test_a_check_in_that_was_put_off_stays(self, program: ProgramOnATable) -> None:
        go_to(program, 1, Step.PERSIST)
        first = next(f for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN)
        program.follow_ups.snooze([first.id], when(program, "3 Dec"))
        program.clock.move(days=2)
        program.follow_ups.touch(ACME, Direction.IN, Channel.EMAIL)
        assert check_ins(program)[0] == "2026-12-03"

    def test_a_contact_with_a_person_counts_for_their_one_running_interview(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.touch(Ref("p", 1), Direction.IN, Channel.IN_PERSON)
        assert change.words == "Logged: in person from Dana Ruiz · Acme"
        assert [(t.interview_id, t.person_id) for t in every(program, Touch)] == [(1, 1)]

    def test_with_two_running_interviews_it_counts_for_the_person_only(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "DBA", people=["Dana Ruiz"])
        assert program.follow_ups.touch(Ref("p", 1), Direction.IN, Channel.POST).words == "Logged: post from Dana Ruiz"
        assert [(t.interview_id, t.person_id) for t in every(program, Touch)] == [(None, 1)]

    def test_one_that_has_ended_does_not_count(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "DBA", people=["Dana Ruiz"])
        program.interviews.outcome([2], Outcome.REJECTED)
        program.follow_ups.touch(Ref("p", 1), Direction.IN, Channel.POST)
        assert [t.interview_id for t in every(program, Touch)] == [1]

    @pytest.mark.parametrize(("target", "words"), [("i", "there is no interview i9"), ("p", "there is no person p9")])
    def test_somebody_unknown(self, program: ProgramOnATable, target: str, words: str) -> None:
        with pytest.raises(NotFound, match=f"^{words}$"):
            program.follow_ups.touch(Ref(target, 9), Direction.IN, Channel.EMAIL)
        assert every(program, Touch) == ()

    def test_only_interviews_and_people_can_be_in_touch(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^f1 cannot be in touch: give an interview \(i…\) or a person \(p…\)$"):
            program.follow_ups.touch(Ref("f", 1), Direction.IN, Channel.EMAIL)


def follow_up_why(program: ProgramOnATable) -> str:
    """Why the first check-in to come is due when it is."""
    return next(f.why for f in every(program, FollowUp) if f.kind is Kind.CHECK_IN and f.state is Settled.OPEN)
