"""Invitations become interviews; updates move the meeting, cancellations cancel it, and twice adds nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import (
    FollowUp,
    Interview,
    Kind,
    Meeting,
    MeetingState,
    Outcome,
    Person,
    Ref,
    Settled,
    Step,
)
from interview_tui.exchange.invitation import Guest, Invitation, Method
from interview_tui.services.intake import UNKNOWN
from interview_tui.services.interviews import MeetingTime
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
    when,
)

if TYPE_CHECKING:
    from pathlib import Path

DANA = Guest(name="Dana Ruiz", email="dana@acme.example", organizer=True)
KIM = Guest(name="Kim Lee", email="kim@acme.example")
THURSDAY = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@dataclass
class Maker:
    """Makes invitations that differ in what matters to a test."""

    first: Invitation = field(
        default_factory=lambda: Invitation(
            method=Method.REQUEST,
            cancelled=False,
            uid="7@acme.example",
            sequence=0,
            recurrence_id=None,
            summary="Interview: SRE",
            description="",
            starts=THURSDAY,
            ends=THURSDAY.replace(hour=14, minute=30),
            zone="Europe/Berlin",
            all_day=False,
            place="Room 4",
            link="https://meet.example/4",
            company="Acme",
            company_sure=True,
            role="SRE",
            role_sure=True,
            people=(DANA, KIM),
            organizer_email="dana@acme.example",
        )
    )

    def __call__(self, **fields: object) -> Invitation:
        return replace(self.first, **fields)  # type: ignore[arg-type]


invitation = Maker()


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


class TestANewInvitation:
    def test_becomes_an_interview_with_its_meeting_and_people(self, program: ProgramOnATable) -> None:
        taken = program.intake.take([invitation()])
        assert (taken.added, taken.updated, taken.skipped) == (1, 0, 0)
        assert taken.words == "Acme · SRE: the meeting is Thu 14:00; planned: Prepare the meeting (Wed)"
        assert (taken.refs, taken.unsure) == ((Ref("i", 1),), ())
        case = case_of(program, 1)
        assert (case.interview.company, case.interview.role, case.interview.step) == ("Acme", "SRE", 1)
        meeting = case.meeting
        assert (meeting.title, meeting.uid, meeting.sequence) == ("Interview: SRE", "7@acme.example", 0)
        assert (meeting.starts, meeting.ends, meeting.zone) == (
            THURSDAY,
            datetime(2026, 11, 26, 14, 30, tzinfo=UTC),
            "Europe/Berlin",
        )
        assert (meeting.place, meeting.link) == ("Room 4", "https://meet.example/4")
        assert [(p.name, p.email, p.company) for p in every(program, Person)] == [
            ("Dana Ruiz", "dana@acme.example", "Acme"),
            ("Kim Lee", "kim@acme.example", "Acme"),
        ]
        assert [a.present for a in case.attendances] == [None, None]
        assert journal(program) == [f"Imported: {taken.words}"]

    def test_twice_adds_nothing(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        before = content(program)
        taken = program.intake.take([invitation()])
        assert (taken.added, taken.updated, taken.skipped, taken.entry) == (0, 0, 1, None)
        assert taken.words == "Acme · SRE: nothing new"
        assert content(program) == before
        assert len(journal(program)) == 1

    def test_in_one_file_twice_counts_once(self, program: ProgramOnATable) -> None:
        taken = program.intake.take([invitation(), invitation()])
        assert (taken.added, taken.updated, taken.skipped) == (1, 0, 1)

    def test_who_declined_is_left_out(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation(people=(DANA, replace(KIM, declined=True)))])
        assert [p.name for p in every(program, Person)] == ["Dana Ruiz"]

    def test_a_guest_without_a_name_goes_by_the_address(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation(people=(Guest(name="", email="hr@acme.example"),))])
        assert [(p.name, p.email) for p in every(program, Person)] == [("hr@acme.example", "hr@acme.example")]

    def test_a_floating_time_is_the_clock_on_the_users_wall(self, program: ProgramOnATable) -> None:
        wall = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 -- an invitation that names no zone
        program.intake.take([invitation(starts=wall, ends=wall.replace(hour=15), zone="")])
        meeting = get(program, Meeting, 1)
        assert (meeting.starts, meeting.zone) == (THURSDAY, "Europe/Berlin")
        assert meeting.ends == datetime(2026, 11, 26, 14, 0, tzinfo=UTC)

    def test_a_whole_day_has_no_time_and_says_so(self, program: ProgramOnATable) -> None:
        midnight = datetime(2026, 11, 26)  # noqa: DTZ001 -- a day on the user's calendar
        taken = program.intake.take([invitation(starts=midnight, ends=None, zone="", all_day=True)])
        assert get(program, Meeting, 1).starts is None
        assert taken.words == "Acme · SRE: the meeting is not timed"
        assert taken.unsure == ((Ref("i", 1), "it gives no time of day"),)

    @pytest.mark.parametrize(
        ("fields", "company", "role", "doubt"),
        [
            ({"company": ""}, UNKNOWN, "SRE", "the invitation names no company"),
            ({"company_sure": False}, "Acme", "SRE", "is “Acme” the company?"),
            ({"role": ""}, "Acme", "", "the invitation names no role"),
            ({"role_sure": False}, "Acme", "SRE", "is “SRE” the role?"),
            (
                {"company": "", "role": ""},
                UNKNOWN,
                "",
                "the invitation names no company; the invitation names no role",
            ),
        ],
    )
    def test_what_was_guessed_or_is_missing_wants_an_eye(
        self, program: ProgramOnATable, fields: dict[str, object], company: str, role: str, doubt: str
    ) -> None:
        taken = program.intake.take([invitation(**fields)])
        interview = get(program, Interview, 1)
        assert (interview.company, interview.role) == (company, role)
        assert taken.unsure == ((Ref("i", 1), doubt),)

    def test_several_are_one_change(self, program: ProgramOnATable) -> None:
        taken = program.intake.take([invitation(), invitation(uid="8@globex.example", company="Globex")])
        assert (taken.added, taken.refs) == (2, (Ref("i", 1), Ref("i", 2)))
        assert len(journal(program)) == 1
        program.history.undo()
        assert every(program, Interview) == ()

    def test_without_a_uid_it_is_known_again_by_what_it_says(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation(uid="")])
        assert program.intake.take([invitation(uid="")]).skipped == 1
        assert program.intake.take([invitation(uid="", summary="Second talk")]).added == 1

    def test_a_dry_run_counts_and_changes_nothing(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        before = content(program)
        news = [invitation(sequence=1, starts=FRIDAY), invitation(uid="8@globex.example", company="Globex")]
        tried = program.intake.take(news, dry_run=True)
        assert (tried.added, tried.updated, tried.skipped, tried.entry) == (1, 1, 0, None)
        assert content(program) == before
        assert len(journal(program)) == 1
        taken = program.intake.take(news)
        assert (taken.words, taken.refs) == (tried.words, tried.refs)


class TestARunningInterview:
    def test_without_a_time_it_is_the_one_that_is_meant(self, program: ProgramOnATable) -> None:
        program.interviews.add("acme", "SRE", people=["Dana Ruiz"])
        taken = program.intake.take([invitation()])
        assert taken.refs == (Ref("i", 1),)
        assert len(every(program, Interview)) == 1
        assert [(p.name, p.email) for p in every(program, Person)] == [
            ("Dana Ruiz", "dana@acme.example"),
            ("Kim Lee", "kim@acme.example"),
        ]
        assert get(program, Meeting, 1).uid == "7@acme.example"

    def test_takes_the_role_that_it_lacks(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "")
        program.intake.take([invitation()])
        assert [i.role for i in every(program, Interview)] == ["SRE"]

    def test_keeps_its_role_when_the_invitation_names_none(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        program.intake.take([invitation(role="")])
        assert [i.role for i in every(program, Interview)] == ["SRE"]

    def test_in_its_next_round(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        program.interviews.outcome([1], Outcome.INVITED)
        program.intake.take([invitation(uid="8@acme.example", starts=FRIDAY)])
        case = case_of(program, 1)
        assert (case.round.number, case.meeting.starts) == (2, FRIDAY)
        assert len(every(program, Interview)) == 1

    @pytest.mark.parametrize("why", ["another role", "a time already", "has ended"])
    def test_others_are_left_alone(self, program: ProgramOnATable, why: str) -> None:
        program.interviews.add("Acme", "DBA" if why == "another role" else "SRE")
        if why == "a time already":
            program.interviews.set_meeting(1, MeetingTime(starts=FRIDAY))
        if why == "has ended":
            program.interviews.outcome([1], Outcome.QUIET)
        assert program.intake.take([invitation()]).refs == (Ref("i", 2),)


class TestAnUpdate:
    def test_moves_the_meeting_and_its_follow_ups(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        go_to(program, 1, Step.CONSULT)
        ends = FRIDAY.replace(hour=10)
        taken = program.intake.take([invitation(sequence=1, starts=FRIDAY, ends=ends, place="Room 9")])
        assert (taken.added, taken.updated, taken.skipped) == (0, 1, 0)
        assert taken.words == (
            "Acme · SRE: the meeting is Fri 10:00; moved: Prepare the meeting (Thu), Write the meeting down (Fri 12:00)"
        )
        meeting = get(program, Meeting, 1)
        assert (meeting.starts, meeting.ends, meeting.sequence, meeting.place) == (FRIDAY, ends, 1, "Room 9")
        assert owed(program) == [("Prepare the meeting", "2026-11-26"), ("Write the meeting down", "2026-11-27")]
        assert len(every(program, Interview)) == 1

    def test_leaves_what_the_user_put_off(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        program.follow_ups.snooze([1], when(program, "thu"))
        program.intake.take([invitation(sequence=1, starts=FRIDAY.replace(month=12, day=4))])
        assert owed(program) == [("Prepare the meeting", "2026-11-26")]

    def test_that_is_older_than_what_is_known_says_nothing(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation(sequence=2, starts=FRIDAY)])
        taken = program.intake.take([invitation(sequence=1)])
        assert (taken.updated, taken.skipped, taken.words) == (0, 1, "Acme · SRE: nothing new")
        assert get(program, Meeting, 1).starts == FRIDAY

    def test_the_newest_of_a_file_holds_wherever_it_stands(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation(sequence=2, starts=FRIDAY), invitation()])
        assert get(program, Meeting, 1).starts == FRIDAY

    def test_brings_new_guests(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation(people=(DANA,))])
        assert program.intake.take([invitation(sequence=1)]).updated == 1
        assert [p.name for p in every(program, Person)] == ["Dana Ruiz", "Kim Lee"]

    def test_of_an_earlier_rounds_meeting_changes_nothing(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        program.interviews.outcome([1], Outcome.INVITED)
        before = content(program)
        assert program.intake.take([invitation(sequence=1, starts=FRIDAY)]).skipped == 1
        assert content(program) == before

    def test_of_another_occurrence_changes_nothing(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        taken = program.intake.take([invitation(sequence=1, starts=FRIDAY, recurrence_id=FRIDAY)])
        assert (taken.updated, taken.skipped) == (0, 1)
        taken = program.intake.take([invitation(sequence=1, starts=FRIDAY, recurrence_id=THURSDAY)])
        assert (taken.updated, get(program, Meeting, 1).starts) == (1, FRIDAY)

    def test_an_answer_without_a_time_takes_no_time_away(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        taken = program.intake.take([invitation(method=Method.REPLY, starts=None, ends=None)])
        assert (taken.updated, taken.skipped) == (0, 1)
        assert get(program, Meeting, 1).starts == THURSDAY

    def test_an_answer_about_an_unknown_meeting_is_skipped(self, program: ProgramOnATable) -> None:
        taken = program.intake.take([invitation(method=Method.REPLY, starts=None, ends=None)])
        assert (taken.added, taken.skipped) == (0, 1)
        assert taken.words == "skipped an answer of an unknown meeting (Interview: SRE)"
        assert every(program, Interview) == ()


class TestACancellation:
    def test_cancels_the_meeting_and_its_follow_ups(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        go_to(program, 1, Step.CONSULT)
        taken = program.intake.take([invitation(method=Method.CANCEL, cancelled=True, sequence=1)])
        assert taken.updated == 1
        assert taken.words == (
            "Acme · SRE: the meeting was cancelled; no longer owed: Prepare the meeting, Write the meeting down"
        )
        assert get(program, Meeting, 1).state is MeetingState.CANCELLED
        assert owed(program) == []
        assert follow_up(program, "Prepare the meeting").note == "the meeting was cancelled"
        assert get(program, Interview, 1).outcome is None

    def test_with_the_sequence_of_the_invitation_holds(self, program: ProgramOnATable) -> None:
        off = invitation(method=Method.CANCEL, cancelled=True, starts=None, ends=None)
        program.intake.take([invitation()])
        assert program.intake.take([off]).updated == 1
        before = content(program)
        for again in ([off], [invitation()], [invitation(), off], [off, invitation()]):
            taken = program.intake.take(again)
            assert (taken.added, taken.updated, taken.skipped) == (0, 0, len(again))
        assert content(program) == before

    def test_stands_behind_its_invitation_wherever_the_file_has_it(self, program: ProgramOnATable) -> None:
        off = invitation(method=Method.CANCEL, cancelled=True)
        taken = program.intake.take([off, invitation()])
        assert (taken.added, taken.updated, taken.skipped) == (1, 1, 0)
        assert get(program, Meeting, 1).state is MeetingState.CANCELLED

    def test_of_an_unknown_meeting_is_skipped(self, program: ProgramOnATable) -> None:
        taken = program.intake.take([invitation(method=Method.CANCEL, cancelled=True)])
        assert (taken.added, taken.skipped, taken.refs) == (0, 1, ())
        assert taken.words == "skipped a cancellation of an unknown meeting (Interview: SRE)"
        assert journal(program) == []

    def test_and_then_a_new_time_is_a_meeting_again(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        program.intake.take([invitation(method=Method.CANCEL, cancelled=True, sequence=1)])
        assert program.intake.take([invitation(sequence=2, starts=FRIDAY)]).updated == 1
        meeting = get(program, Meeting, 1)
        assert (meeting.state, meeting.starts) == (MeetingState.PLANNED, FRIDAY)

    def test_and_then_a_new_time_is_prepared_again(self, program: ProgramOnATable) -> None:
        program.intake.take([invitation()])
        program.intake.take([invitation(method=Method.CANCEL, cancelled=True, sequence=1)])
        program.intake.take([invitation(sequence=2, starts=FRIDAY)])
        still_open = [f for f in every(program, FollowUp) if f.state is Settled.OPEN]
        assert [f.kind for f in still_open] == [Kind.PREPARE]


class TestWhatTheUserMadeOfIt:
    def test_the_same_invitation_again_does_not_undo_it(self, program: ProgramOnATable) -> None:
        midnight = datetime(2026, 11, 26)  # noqa: DTZ001 -- a day on the user's calendar
        whole_day = invitation(starts=midnight, ends=None, zone="", all_day=True)
        program.intake.take([whole_day])
        program.interviews.set_meeting(1, MeetingTime(starts=THURSDAY))
        program.intake.take([whole_day])
        assert get(program, Meeting, 1).starts == THURSDAY
