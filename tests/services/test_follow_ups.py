"""What a person does with what they owe: done, put off, skipped, one's own, and contacts logged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import Channel, CommitmentState, Direction, Favour, Outcome, Part, Ref, Settled, Voice
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Commitment, FollowUp, Interview, Involvement, Touch
from interview_tui.services.follow_ups import Contacted
from tests.programs import (
    ProgramOnATable,
    a_checked_program,
    content,
    every,
    follow_up,
    get,
    journal,
    made_once,
    owed,
    when,
)
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

ACME = Ref("i", 1)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme's meeting with Dana Ruiz is tomorrow at 14:00."""
    return acme("Dana Ruiz").checked_on(tmp_path)


def own(program: ProgramOnATable, text: str, day: str, *, person_id: int | None = None) -> int:
    """A follow-up of the user's own."""
    return program.follow_ups.add(1, text, when(program, day), person_id=person_id).refs[0].id


def check_ins(program: ProgramOnATable) -> list[str]:
    return [day for text, day in owed(program) if text == "Check in"]


def own_lines(program: ProgramOnATable) -> list[str]:
    """The texts of what is owed before the meeting, or is the user's own."""
    ahead = ("Write", "Thank", "Send", "Check")
    return [text for text, _ in owed(program) if not text.startswith(ahead)]


def the_id(program: ProgramOnATable, kind: Kind) -> int:
    """The id of the one open follow-up of a kind."""
    (found,) = (f for f in every(program, FollowUp) if f.kind is kind and f.state is Settled.OPEN)
    return found.id


def met(program: ProgramOnATable, notes: str = "@ Dana Ruiz") -> None:
    """Half an hour after Tuesday's meeting; its notes are written down."""
    program.clock.set("2026-11-24T15:30:00+01:00")
    program.notes.capture(1, notes)


def heard(**more: Any) -> Contacted:
    return Contacted(direction=Direction.IN, channel=Channel.EMAIL, **more)


def said(**more: Any) -> Contacted:
    return Contacted(direction=Direction.OUT, channel=Channel.PHONE, **more)


class TestDone:
    def test_it_leaves_the_queue_and_says_so(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.done([1], note="read their blog")
        assert change.words == "Done: Prepare for the meeting · Acme (on time)"
        assert change.refs == (Ref("f", 1),)
        settled = get(program, FollowUp, 1)
        assert (settled.state, settled.settled, settled.on_time, settled.note) == (
            Settled.DONE,
            program.clock.now,
            True,
            "read their blog",
        )
        assert own_lines(program) == []
        assert journal(program)[1:] == [change.words]

    @pytest.mark.parametrize("kind", [Kind.DEBRIEF, Kind.THANK_YOU])
    def test_what_follows_a_meeting_waits_for_it(self, program: ProgramOnATable, kind: Kind) -> None:
        before = content(program)
        with pytest.raises(Refused, match="the meeting is still ahead: it is tomorrow 14:00"):
            program.follow_ups.done([the_id(program, kind)])
        assert content(program) == before
        program.clock.set("2026-11-24T14:01:00+01:00")
        program.follow_ups.done([the_id(program, kind)])

    def test_the_day_after_it_is_late(self, program: ProgramOnATable) -> None:
        program.clock.move(days=1)
        assert program.follow_ups.done([1]).words == "Done: Prepare for the meeting · Acme (late)"
        assert get(program, FollowUp, 1).on_time is False

    def test_a_timed_one_is_on_time_until_its_day_ends(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-24T23:59:00+01:00")
        debrief = the_id(program, Kind.DEBRIEF)
        assert program.follow_ups.done([debrief]).words == "Done: Write up the meeting · Acme (on time)"

    def test_a_contact_is_logged_as_a_touch(self, program: ProgramOnATable) -> None:
        met(program)
        thanks = follow_up(program, "Thank Dana Ruiz")
        program.follow_ups.done([thanks.id], note="cited the release train")
        (touch,) = every(program, Touch)
        assert (touch.interview_id, touch.person_id, touch.follow_up_id) == (1, 1, thanks.id)
        assert (touch.direction, touch.channel) == (Direction.OUT, Channel.EMAIL)
        assert (touch.at, touch.note) == (program.clock.now, "cited the release train")

    def test_what_is_done_at_my_desk_is_no_contact(self, program: ProgramOnATable) -> None:
        buy = own(program, "Buy a train ticket", "tomorrow")
        program.clock.set("2026-11-24T15:30:00+01:00")
        program.follow_ups.snooze([1], when(program, "today"))
        change = program.follow_ups.done([1, the_id(program, Kind.DEBRIEF), buy])
        assert change.words == "Done: Prepare for the meeting, Write up the meeting, Buy a train ticket (on time)"
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

    def test_the_next_check_in_is_planned_when_the_one_before_is_done(self, program: ProgramOnATable) -> None:
        met(program)
        assert check_ins(program) == ["2026-12-04"]  # a week after the value letter of Friday 27 November
        program.clock.set("2026-11-27T09:00:00+01:00")
        program.follow_ups.done([the_id(program, Kind.VALUE_LETTER)])
        program.clock.set("2026-12-07T09:00:00+01:00")
        change = program.follow_ups.done([the_id(program, Kind.CHECK_IN)])
        assert change.words == (
            "Done: Check in · Acme (late); planned: Check in (Mon 21 Dec); "
            "brought nothing new: next time add an answered need, a sample or news"
        )

    def test_the_last_of_the_cap_plans_none(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.done([the_id(program, Kind.VALUE_LETTER)])
        for _ in range(3):
            (day,) = check_ins(program)
            program.clock.set(f"{day}T09:00:00+01:00")
            program.follow_ups.done([the_id(program, Kind.CHECK_IN)], brings="news")
        assert check_ins(program) == []

    def test_it_may_have_been_done_earlier(self, program: ProgramOnATable) -> None:
        met(program)
        thanks = the_id(program, Kind.THANK_YOU)
        program.clock.set("2026-11-27T09:00:00+01:00")
        change = program.follow_ups.done([thanks], at=when(program, "25 Nov 2026 10:00"))
        assert change.words.startswith("Done: Thank Dana Ruiz · Acme (on time)")
        settled = get(program, FollowUp, thanks)
        assert settled.settled == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
        (touch,) = every(program, Touch)
        assert (touch.at, touch.entered) == (settled.settled, program.clock.now)

    def test_on_a_day_without_a_time_it_was_at_noon(self, program: ProgramOnATable) -> None:
        met(program)
        program.clock.set("2026-11-27T09:00:00+01:00")
        program.follow_ups.done([the_id(program, Kind.THANK_YOU)], at=when(program, "25 Nov 2026"))
        assert [t.at for t in every(program, Touch)] == [datetime(2026, 11, 25, 11, 0, tzinfo=UTC)]

    def test_not_what_is_still_to_come(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^that is in the future: give a day or time that has passed$"):
            program.follow_ups.done([1], at=when(program, "tomorrow"))

    def test_the_last_thank_you_leads_to_step_6_and_the_value_letter_to_step_7(self, program: ProgramOnATable) -> None:
        met(program)
        change = program.follow_ups.done([the_id(program, Kind.THANK_YOU)])
        assert change.words == "Done: Thank Dana Ruiz · Acme (on time); now at 6 Build value"
        change = program.follow_ups.done([the_id(program, Kind.VALUE_LETTER)])
        assert change.words.startswith("Done: Send the value letter · Acme (on time); ")
        assert change.words.endswith("; now at 7 Persist")

    def test_a_thank_you_is_never_planned_again(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.done([the_id(program, Kind.THANK_YOU)])
        program.notes.capture(1, "! Releases (Dana Ruiz)")
        program.meetings.came(1, 1, present=True)
        assert [f.kind for f in every(program, FollowUp)].count(Kind.THANK_YOU) == 1

    def test_a_connection_that_was_asked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ana Sol", Part.CONNECTION, sensitive=True)
        ask = follow_up(program, "Ask for a good word with someone at Acme")
        assert (ask.sensitive, ask.channel, ask.due_day) == (True, Channel.PHONE, date(2026, 11, 26))
        program.follow_ups.done([ask.id])
        asked = every(program, Involvement)[-1]
        assert (asked.favour, asked.asked) == (Favour.ASKED, program.clock.now)

    def test_a_reference_that_was_thanked(self, program: ProgramOnATable) -> None:
        program.people.add(1, "Ana Sol", Part.REFERENCE)
        program.people.favour(every(program, Involvement)[-1].id, Voice.SPOKE)
        program.outcomes.record([1], Outcome.DECLINED)
        program.follow_ups.done([follow_up(program, "Thank Ana Sol for the good word").id])
        thanked = every(program, Involvement)[-1]
        assert (thanked.favour, thanked.thanked) == (Favour.SPOKE, program.clock.now)

    def test_staying_in_touch_goes_on_four_times_a_year(self, program: ProgramOnATable) -> None:
        met(program)
        program.clock.set("2026-11-23T09:00:00+01:00")
        program.clock.move(days=2)
        program.outcomes.record([1], Outcome.REJECTED)
        change = program.follow_ups.done([follow_up(program, "Stay in touch").id])
        assert change.words == "Done: Stay in touch · Acme (on time); planned: Stay in touch (Tue 23 Feb 2027)"
        assert get(program, Interview, 1).stay_in_touch is True

    def test_the_channel_of_a_contact_is_said_where_it_was_only_assumed(self, program: ProgramOnATable) -> None:
        met(program, "+ send the case study (Dana Ruiz) by fri\n")
        change = program.follow_ups.done([the_id(program, Kind.PROMISE)])
        assert change.words.startswith("Done: send the case study · Acme (on time); logged: email to Dana Ruiz")
        program.follow_ups.touch(ACME, heard(reply_by=date(2026, 11, 27)))
        change = program.follow_ups.done([the_id(program, Kind.ANSWER)])
        assert "; logged: email to " in change.words

    def test_several_at_once_are_one_entry(self, program: ProgramOnATable) -> None:
        late = own(program, "Call the recruiter", "today", person_id=1)
        ids = [1, late, *(own(program, f"Errand {n}", "tomorrow") for n in range(3))]
        program.clock.move(days=1)
        change = program.follow_ups.done(ids)
        assert change.words == (
            "Done: Prepare for the meeting, Call the recruiter, Errand 0, Errand 1 and 1 more (2 of them late); "
            "logged: email to Dana Ruiz"
        )
        assert own_lines(program) == []
        assert len(journal(program)) == 6

    def test_what_is_settled_already_is_refused(self, program: ProgramOnATable) -> None:
        program.follow_ups.done([1])
        for again in (program.follow_ups.done, program.follow_ups.skip):
            with pytest.raises(Refused, match=r"^f1 \(Prepare for the meeting\) is already done$"):
                again([1])
        with pytest.raises(Refused, match="is already done"):
            program.follow_ups.snooze([1], when(program, "fri"))

    def test_one_that_is_refused_and_none_is_done(self, program: ProgramOnATable) -> None:
        errand = own(program, "Errand", "today")
        before = content(program)
        with pytest.raises(NotFound, match=r"^there is no follow-up f9$"):
            program.follow_ups.done([1, errand, 9])
        with pytest.raises(Refused, match="is already done"):
            program.follow_ups.done([1, 1])
        assert content(program) == before
        assert len(journal(program)) == 2


class TestSnoozing:
    def test_it_waits_until_the_day(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.snooze([1], when(program, "fri"))
        assert change.words == "Waits until Fri: Prepare for the meeting · Acme"
        waiting = get(program, FollowUp, 1)
        assert (waiting.due_day, waiting.due_at, waiting.planned_day) == (date(2026, 11, 27), None, date(2026, 11, 23))
        assert waiting.state is Settled.OPEN
        assert journal(program)[1:] == [change.words]

    def test_with_a_time_of_day(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.snooze([1], when(program, "fri 16:30"))
        assert change.words == "Waits until Fri 16:30: Prepare for the meeting · Acme"
        waiting = get(program, FollowUp, 1)
        assert (waiting.due_day, waiting.due_at) == (None, datetime(2026, 11, 27, 15, 30, tzinfo=UTC))

    def test_the_day_it_was_first_due_on_is_kept(self, program: ProgramOnATable) -> None:
        program.follow_ups.snooze([1], when(program, "fri"))
        program.follow_ups.snooze([1], when(program, "+2w"))
        assert get(program, FollowUp, 1).planned_day == date(2026, 11, 23)

    def test_a_late_one_can_wait_until_today(self, program: ProgramOnATable) -> None:
        program.clock.move(days=2)
        debrief = the_id(program, Kind.DEBRIEF)
        assert program.follow_ups.snooze([debrief], when(program, "today")).words.startswith("Waits until today: ")
        assert ("Write up the meeting", "2026-11-25") in owed(program)

    def test_put_off_it_lapses_no_longer_but_a_prepare_still_does(self, program: ProgramOnATable) -> None:
        program.follow_ups.snooze([1, the_id(program, Kind.DEBRIEF)], when(program, "1 Dec"))
        program.clock.set("2026-12-31T09:00:00+01:00")
        assert ("Write up the meeting", "2026-12-01") in owed(program)
        assert "Prepare for the meeting" not in [text for text, _ in owed(program)]

    def test_the_check_in_counts_from_a_value_letter_that_was_put_off(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.snooze([the_id(program, Kind.VALUE_LETTER)], when(program, "1 Dec"))
        assert change.words == "Waits until Tue 1 Dec: Send the value letter · Acme; moved: Check in (Tue 8 Dec)"

    def test_not_until_a_day_that_has_passed(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^that day has passed: give today or a later day$"):
            program.follow_ups.snooze([1], when(program, "yesterday"))

    def test_several_at_once_all_or_nothing(self, program: ProgramOnATable) -> None:
        errand = own(program, "Errand", "today")
        before = content(program)
        with pytest.raises(NotFound):
            program.follow_ups.snooze([1, errand, 9], when(program, "fri"))
        assert content(program) == before
        change = program.follow_ups.snooze([1, errand], when(program, "fri"))
        assert change.words == "Waits until Fri: Prepare for the meeting, Errand"
        assert len(journal(program)) == 3

    def test_it_is_on_time_by_the_day_that_it_was_put_off_to(self, program: ProgramOnATable) -> None:
        program.follow_ups.snooze([1], when(program, "fri"))
        program.clock.move(days=2)
        assert program.follow_ups.done([1]).words == "Done: Prepare for the meeting · Acme (on time)"


class TestSkipping:
    def test_it_leaves_the_queue_with_the_reason(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.skip([1], why="met them before")
        assert change.words == "Skipped: Prepare for the meeting · Acme (met them before)"
        skipped = get(program, FollowUp, 1)
        assert (skipped.state, skipped.settled, skipped.note) == (
            Settled.SKIPPED,
            program.clock.now,
            "met them before",
        )
        assert skipped.on_time is None
        assert own_lines(program) == []

    def test_it_is_no_contact(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.skip([follow_up(program, "Thank Dana Ruiz").id])
        assert every(program, Touch) == ()
        assert "Thank Dana Ruiz" not in [text for text, _ in owed(program)]

    def test_a_promise_skipped_is_a_promise_missed(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.follow_ups.skip([follow_up(program, "send the case study").id])
        assert get(program, Commitment, 1).state is CommitmentState.MISSED

    def test_staying_in_touch_is_declined(self, program: ProgramOnATable) -> None:
        met(program)
        program.outcomes.record([1], Outcome.REJECTED)
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
            "your own",
        )
        assert journal(program)[1:] == [change.words]

    @pytest.mark.parametrize("text", ["", " \t", "\x1b"])
    def test_needs_a_text(self, program: ProgramOnATable, text: str) -> None:
        before = content(program)
        with pytest.raises(Unclear, match=r"^a follow-up needs a text: say what you have to do$"):
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
        with pytest.raises(Conflict, match=r"^f1 was changed elsewhere: look again$"):
            program.follow_ups.edit(read_before, when(program, "fri"), text="Read their blog")
        assert content(program) == before

    def test_one_that_was_deleted_meanwhile(self, program: ProgramOnATable) -> None:
        read_before = get(program, FollowUp, 1)
        program.interviews.remove([1])
        with pytest.raises(Conflict, match=r"^f1 was changed elsewhere"):
            program.follow_ups.edit(read_before, when(program, "fri"))


class TestTouches:
    def test_a_contact_is_logged_now(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.touch(ACME, said(note="left a message"))
        assert change.words == "Logged: phone to Acme"
        (touch,) = every(program, Touch)
        assert (touch.interview_id, touch.person_id, touch.note) == (1, None, "left a message")
        assert (touch.at, touch.direction, touch.channel) == (program.clock.now, Direction.OUT, Channel.PHONE)
        assert (touch.entered, touch.automatic, touch.until, touch.reply_by) == (None, False, None, None)
        assert change.refs == (ACME, Ref("t", 1))
        assert journal(program)[1:] == [change.words]

    def test_or_on_an_earlier_day(self, program: ProgramOnATable) -> None:
        program.follow_ups.touch(ACME, heard(at=when(program, "20 Nov 2026")))
        (touch,) = every(program, Touch)
        assert (touch.at, touch.entered) == (datetime(2026, 11, 20, 11, 0, tzinfo=UTC), program.clock.now)
        with pytest.raises(Refused, match="in the future"):
            program.follow_ups.touch(ACME, heard(at=when(program, "today 10:00")))

    def test_an_incoming_one_moves_the_check_in(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.done([the_id(program, Kind.VALUE_LETTER)])
        assert check_ins(program) == ["2026-12-01"]
        program.clock.move(days=2)
        change = program.follow_ups.touch(ACME, heard())
        assert change.words == "Logged: email from Acme; moved: Check in (Thu 3 Dec)"
        assert follow_up(program, "Check in").why == "check-in 1 of 3, 7 days after the last contact"

    def test_told_late_it_moves_it_to_no_day_that_has_passed(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.done([the_id(program, Kind.VALUE_LETTER)])
        program.clock.set("2026-12-14T09:00:00+01:00")
        program.follow_ups.touch(ACME, heard(at=when(program, "26 Nov 2026")))
        assert check_ins(program) == ["2026-12-15"]

    def test_a_check_in_that_was_put_off_stays(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.snooze([the_id(program, Kind.CHECK_IN)], when(program, "10 Dec"))
        program.clock.move(days=2)
        program.follow_ups.touch(ACME, heard())
        assert check_ins(program) == ["2026-12-10"]

    def test_a_contact_with_a_person_counts_for_their_one_running_interview(self, program: ProgramOnATable) -> None:
        contact = Contacted(direction=Direction.IN, channel=Channel.IN_PERSON)
        change = program.follow_ups.touch(Ref("p", 1), contact)
        assert change.words == "Logged: in person from Dana Ruiz · Acme"
        assert [(t.interview_id, t.person_id) for t in every(program, Touch)] == [(1, 1)]

    def test_with_several_at_once_it_is_one_change(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        change = program.follow_ups.touch([ACME, Ref("i", 2)], heard())
        assert change.words.startswith("Logged: email from Acme")
        assert " · Logged: email from Globex" in change.words
        assert [t.interview_id for t in every(program, Touch)] == [1, 2]
        assert len(journal(program)) == 3

    def test_one_that_has_ended_does_not_count(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "DBA", people=["Dana Ruiz"])
        program.outcomes.record([2], Outcome.REJECTED)
        program.follow_ups.touch(Ref("p", 1), heard())
        assert [t.interview_id for t in every(program, Touch)] == [1]

    @pytest.mark.parametrize(("target", "words"), [("i", "there is no interview i9"), ("p", "there is no person p9")])
    def test_somebody_unknown(self, program: ProgramOnATable, target: str, words: str) -> None:
        with pytest.raises(NotFound, match=f"^{words}$"):
            program.follow_ups.touch(Ref(target, 9), heard())
        assert every(program, Touch) == ()

    def test_only_interviews_and_people_can_be_in_touch(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^f1 cannot be contacted: give an interview \(i…\) or a person \(p…\)$"):
            program.follow_ups.touch(Ref("f", 1), heard())


class TestAPersonInTwoInterviews:
    """Rita is the recruiter of Acme (i1) and of Globex (i2); both met me on Tuesday."""

    @pytest.fixture
    @made_once
    def program(self, tmp_path: Path) -> ProgramOnATable:
        program = a_checked_program(tmp_path)
        rita = "Rita Rao <rita@agency.example> [agency]"
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"), people=[rita])
        program.interviews.add("Globex", "DBA", meeting=when(program, "tomorrow 16:00"), people=[rita])
        program.clock.set("2026-11-26T09:00:00+01:00")
        return program

    def test_she_was_in_touch_about_both_and_it_is_said(self, program: ProgramOnATable) -> None:
        assert check_ins(program) == ["2026-12-01", "2026-12-01"]
        change = program.follow_ups.touch(Ref("p", 1), heard())
        assert change.words.startswith("Logged: email from Rita Rao")
        assert change.words.endswith("; counted for i1 Acme, i2 Globex")
        assert [t.interview_id for t in every(program, Touch)] == [None]
        assert check_ins(program) == ["2026-12-03", "2026-12-03"]

    def test_or_about_the_one_that_is_named(self, program: ProgramOnATable) -> None:
        change = program.follow_ups.touch(Ref("p", 1), heard(interview_id=2))
        assert change.words == "Logged: email from Rita Rao · Globex; moved: Check in (Thu 3 Dec)"
        assert [(t.interview_id, t.person_id) for t in every(program, Touch)] == [(2, 1)]

    def test_they_are_told_apart_by_which_run(self, program: ProgramOnATable) -> None:
        assert [i.company for i in program.follow_ups.running_with(1)] == ["Acme", "Globex"]
        program.outcomes.record([1], Outcome.REJECTED)
        assert [i.company for i in program.follow_ups.running_with(1)] == ["Globex"]


class TestAnswers:
    """What settles a commitment of theirs, and what does not."""

    NOTES = "@ Dana Ruiz\n@ Kim Lee\n- call with the panel's dates (Dana Ruiz) by 2 Dec"

    def commitment(self, program: ProgramOnATable) -> Commitment:
        return get(program, Commitment, 1)

    def test_their_word_before_the_date_settles_nothing(self, program: ProgramOnATable) -> None:
        met(program, self.NOTES)
        assert check_ins(program) == ["2026-12-04"]
        program.clock.set("2026-11-30T09:00:00+01:00")
        program.follow_ups.touch(Ref("p", 1), heard())
        assert self.commitment(program).state is CommitmentState.OPEN
        assert check_ins(program) == ["2026-12-04"]

    def test_from_the_morning_of_the_date_on_it_does(self, program: ProgramOnATable) -> None:
        met(program, self.NOTES)
        program.clock.set("2026-12-02T08:00:00+01:00")
        program.follow_ups.touch(Ref("p", 1), heard())
        kept = self.commitment(program)
        assert (kept.state, kept.settled) == (CommitmentState.KEPT, program.clock.now)
        assert check_ins(program) == ["2026-12-09"]

    def test_somebody_elses_does_not(self, program: ProgramOnATable) -> None:
        met(program, self.NOTES)
        program.clock.set("2026-12-02T08:00:00+01:00")
        program.follow_ups.touch(Ref("p", 2), heard())
        assert self.commitment(program).state is CommitmentState.OPEN

    def test_an_automatic_reply_does_not_and_moves_it_to_the_day_after_they_are_back(
        self, program: ProgramOnATable
    ) -> None:
        met(program, self.NOTES)
        program.clock.set("2026-11-27T08:00:00+01:00")
        program.follow_ups.done([the_id(program, Kind.VALUE_LETTER)])
        program.clock.set("2026-12-02T08:00:00+01:00")
        change = program.follow_ups.touch(Ref("p", 1), heard(automatic=True, until=date(2026, 12, 8)))
        assert change.words == "Logged: automatic reply from Dana Ruiz · Acme; moved: Check in (Wed 9 Dec)"
        assert self.commitment(program).state is CommitmentState.OPEN
        touch = every(program, Touch)[-1]
        assert (touch.automatic, touch.until) == (True, date(2026, 12, 8))

    def test_mine_is_never_automatic(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^an automatic reply comes from them: log it as in$"):
            program.follow_ups.touch(Ref("p", 1), said(automatic=True))

    def test_marked_as_the_answer_it_does_whenever_it_came(self, program: ProgramOnATable) -> None:
        met(program, self.NOTES)
        program.clock.set("2026-11-30T09:00:00+01:00")
        change = program.follow_ups.touch(Ref("p", 2), heard(answers=Ref("c", 1)))
        assert "that answers “call with the panel's dates”" in change.words
        assert self.commitment(program).state is CommitmentState.KEPT
        assert every(program, Touch)[-1].commitment_id == 1

    def test_so_it_does_for_a_follow_up(self, program: ProgramOnATable) -> None:
        met(program, self.NOTES)
        program.clock.set("2026-11-30T09:00:00+01:00")
        check_in = the_id(program, Kind.CHECK_IN)
        change = program.follow_ups.touch(ACME, heard(answers=Ref("f", check_in)))
        assert "that answers “Check in”" in change.words
        assert get(program, FollowUp, check_in).state is Settled.DONE
        assert self.commitment(program).state is CommitmentState.KEPT

    def test_what_is_answered_at_another_interview_is_planned_again_there(self, program: ProgramOnATable) -> None:
        """The program of this test plans all of them again after each change, which must change nothing."""
        program.notes.capture(1, "> Who owns releases?\n- send the dates (Dana Ruiz) by fri")
        program.interviews.add("Globex", "DBA")
        program.follow_ups.touch(Ref("i", 2), heard(answers=Ref("c", 1)))
        assert get(program, Commitment, 1).state is CommitmentState.KEPT

    def test_nothing_else_can_be_answered(self, program: ProgramOnATable) -> None:
        before = content(program)
        with pytest.raises(Refused, match=r"^i1 cannot be answered: give a commitment \(c…\) or a follow-up \(f…\)$"):
            program.follow_ups.touch(ACME, heard(answers=ACME))
        with pytest.raises(NotFound):
            program.follow_ups.touch(ACME, heard(answers=Ref("c", 9)))
        assert content(program) == before

    def test_who_waits_for_an_answer_gets_one_the_next_working_day(self, program: ProgramOnATable) -> None:
        met(program)
        change = program.follow_ups.touch(Ref("p", 1), heard(reply_by=date(2026, 12, 4)))
        assert "planned: Answer Dana Ruiz (tomorrow)" in change.words
        assert check_ins(program) == []
        program.follow_ups.done([the_id(program, Kind.ANSWER)])
        assert check_ins(program) != []

    def test_what_i_say_of_my_own_answers_it_too(self, program: ProgramOnATable) -> None:
        met(program)
        program.follow_ups.touch(Ref("p", 1), heard(reply_by=date(2026, 12, 4)))
        program.clock.move(hours=1)
        change = program.follow_ups.touch(Ref("p", 1), said())
        assert "no longer needed: Answer Dana Ruiz" in change.words
