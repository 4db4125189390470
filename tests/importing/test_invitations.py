"""Invitations become interviews; updates move the meeting, cancellations cancel it, and twice adds nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import MeetingState, Outcome, Ref, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Attendance, FollowUp, Interview, Involvement, Meeting, Person
from interview_tui.importing.guests import Guest
from interview_tui.importing.identity import UNKNOWN_COMPANY
from interview_tui.importing.invitation import Invitation, Method
from interview_tui.services.introductions import invite
from interview_tui.services.meetings import MeetingTime
from tests.programs import (
    ProgramOnATable,
    a_program,
    case_of,
    content,
    every,
    get,
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


def suggestions(program: ProgramOnATable) -> list[FollowUp]:
    """What the user is asked in the queue."""
    return [f for f in every(program, FollowUp) if f.kind is Kind.SUGGESTION and f.state is Settled.OPEN]


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


class TestANewInvitation:
    def test_becomes_an_interview_with_its_meeting_and_people(self, program: ProgramOnATable) -> None:
        taken = program.invitations.take([invitation()])
        assert (taken.added, taken.updated, taken.skipped) == (1, 0, 0)
        assert taken.words == (
            "Acme · SRE: Thu 26 Nov 2026, 14:00–15:30 (Europe/Berlin); planned: Prepare for the meeting (Wed), "
            "Write up the meeting (Thu 16:30), Thank Dana Ruiz (Fri 15:30), Thank Kim Lee (Fri 15:30) and 2 more"
        )
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
        program.invitations.take([invitation()])
        before = content(program)
        taken = program.invitations.take([invitation()])
        assert (taken.added, taken.updated, taken.skipped, taken.entry) == (0, 0, 1, None)
        assert taken.words == "Acme · SRE: nothing new"
        assert content(program) == before
        assert len(journal(program)) == 1

    def test_who_declined_is_left_out(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(people=(DANA, replace(KIM, declined=True)))])
        assert [p.name for p in every(program, Person)] == ["Dana Ruiz"]

    def test_a_guest_without_a_name_goes_by_the_address(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(people=(Guest(name="", email="hr@acme.example"),))])
        assert [(p.name, p.email) for p in every(program, Person)] == [("hr@acme.example", "hr@acme.example")]

    def test_a_floating_time_is_the_clock_on_the_users_wall(self, program: ProgramOnATable) -> None:
        wall = datetime(2026, 11, 26, 14, 0)  # noqa: DTZ001 -- an invitation that names no zone
        program.invitations.take([invitation(starts=wall, ends=wall.replace(hour=15), zone="")])
        meeting = get(program, Meeting, 1)
        assert (meeting.starts, meeting.zone) == (THURSDAY, "Europe/Berlin")
        assert meeting.ends == datetime(2026, 11, 26, 14, 0, tzinfo=UTC)

    def test_a_whole_day_has_no_time_and_says_so(self, program: ProgramOnATable) -> None:
        midnight = datetime(2026, 11, 26)  # noqa: DTZ001 -- a day on the user's calendar
        taken = program.invitations.take([invitation(starts=midnight, ends=None, zone="", all_day=True)])
        assert get(program, Meeting, 1).starts is None
        assert taken.words == "Acme · SRE: no time yet"
        assert taken.unsure == ((Ref("i", 1), "it gives no time"),)

    @pytest.mark.parametrize(
        ("fields", "company", "role", "doubt"),
        [
            ({"company": ""}, UNKNOWN_COMPANY, "SRE", "the invitation names no company"),
            ({"company_sure": False}, "Acme", "SRE", "is “Acme” the company?"),
            ({"role": ""}, "Acme", "", "the invitation names no role"),
            ({"role_sure": False}, "Acme", "SRE", "is “SRE” the role?"),
            (
                {"company": "", "role": ""},
                UNKNOWN_COMPANY,
                "",
                "the invitation names no company; the invitation names no role",
            ),
        ],
    )
    def test_what_was_guessed_or_is_missing_wants_an_eye(
        self, program: ProgramOnATable, fields: dict[str, object], company: str, role: str, doubt: str
    ) -> None:
        taken = program.invitations.take([invitation(**fields)])
        interview = get(program, Interview, 1)
        assert (interview.company, interview.role) == (company, role)
        assert taken.unsure == ((Ref("i", 1), doubt),)

    def test_several_are_one_change(self, program: ProgramOnATable) -> None:
        taken = program.invitations.take([invitation(), invitation(uid="8@globex.example", company="Globex")])
        assert (taken.added, taken.refs) == (2, (Ref("i", 1), Ref("i", 2)))
        assert len(journal(program)) == 1
        program.history.undo()
        assert every(program, Interview) == ()

    def test_without_a_uid_it_is_known_again_by_what_it_says(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(uid="")])
        assert program.invitations.take([invitation(uid="")]).skipped == 1
        assert program.invitations.take([invitation(uid="", summary="Second talk", starts=FRIDAY)]).updated == 1
        assert len(every(program, Meeting)) == 2

    def test_a_dry_run_counts_and_changes_nothing(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        before = content(program)
        news = [invitation(sequence=1, starts=FRIDAY), invitation(uid="8@globex.example", company="Globex")]
        tried = program.invitations.take(news, dry_run=True)
        assert (tried.added, tried.updated, tried.skipped, tried.entry) == (1, 1, 0, None)
        assert content(program) == before
        assert len(journal(program)) == 1
        taken = program.invitations.take(news)
        assert (taken.words, taken.refs) == (tried.words, tried.refs)


class TestARunningInterview:
    def test_without_a_time_it_is_the_one_that_is_meant(self, program: ProgramOnATable) -> None:
        program.interviews.add("acme", "SRE", people=["Dana Ruiz"])
        taken = program.invitations.take([invitation()])
        assert taken.refs == (Ref("i", 1),)
        assert len(every(program, Interview)) == 1
        assert [(p.name, p.email) for p in every(program, Person)] == [
            ("Dana Ruiz", "dana@acme.example"),
            ("Kim Lee", "kim@acme.example"),
        ]
        assert get(program, Meeting, 1).uid == "7@acme.example"

    def test_takes_the_role_that_it_lacks(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "")
        program.invitations.take([invitation()])
        assert [i.role for i in every(program, Interview)] == ["SRE"]

    def test_keeps_its_role_when_the_invitation_names_none(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        program.invitations.take([invitation(role="")])
        assert [i.role for i in every(program, Interview)] == ["SRE"]

    def test_in_its_next_round(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.outcomes.record([1], Outcome.INVITED)
        program.invitations.take([invitation(uid="8@acme.example", starts=FRIDAY)])
        case = case_of(program, 1)
        assert (case.round.number, [m.starts for m in case.meetings]) == (2, [THURSDAY, FRIDAY])
        assert len(every(program, Interview)) == 1

    def test_of_another_role_is_left_alone_and_that_is_said(self, program: ProgramOnATable) -> None:
        program.interviews.add("ACME, Inc.", "DBA")
        taken = program.invitations.take([invitation()])
        assert (taken.added, taken.refs) == (1, (Ref("i", 2),))
        assert "a new interview beside i1 ACME, Inc. · DBA" in taken.words


class TestSomebodyWhoIsKnown:
    """An invitation from somebody of a running interview that calls the employer otherwise, as by its domain."""

    def added(self, program: ProgramOnATable, company: str = "Helvetia Turbinen") -> None:
        program.interviews.add(company, "Head of Data", people=["Reto Amstutz <reto@hturbinen.example>"])

    def by_reto(self, **fields: object) -> Invitation:
        reto = Guest(name="Reto Amstutz", email="reto@hturbinen.example", organizer=True)
        there = {
            "people": (reto,),
            "organizer_email": reto.email,
            "company": "Hturbinen",
            "role": "",
            "role_sure": False,
        }
        return invitation(**(there | fields))

    def test_belongs_to_that_interview(self, program: ProgramOnATable) -> None:
        self.added(program)
        program.invitations.take([self.by_reto()])
        assert [i.company for i in every(program, Interview)] == ["Helvetia Turbinen"]
        assert THURSDAY in [m.starts for m in every(program, Meeting)]

    @pytest.mark.parametrize(
        "fields",
        [
            {"company": "Globex"},  # named beside the domain: an agency invites for another employer
            {"role": "Account Manager", "role_sure": True},
        ],
    )
    def test_to_something_else_it_is_another(self, program: ProgramOnATable, fields: dict[str, object]) -> None:
        self.added(program)
        program.invitations.take([self.by_reto(**fields)])
        assert len(every(program, Interview)) == 2

    def test_after_the_interview_ended_it_is_another(self, program: ProgramOnATable) -> None:
        self.added(program)
        program.outcomes.record([1], Outcome.WITHDRAWN)
        program.invitations.take([self.by_reto()])
        assert len(every(program, Interview)) == 2


class TestTheSameEmployerAndRole:
    """An invitation with another UID is never a second interview without a word."""

    @pytest.mark.parametrize(
        ("company", "role"),
        [("ACME, Inc.", "sre"), ("acme", ""), ("Acme GmbH", "Senior SRE"), ("Acme", "SRE (m/f/d)")],
    )
    def test_is_known_however_it_is_written(self, program: ProgramOnATable, company: str, role: str) -> None:
        program.invitations.take([invitation()])
        taken = program.invitations.take([invitation(uid="8", company=company, role=role, starts=FRIDAY, ends=None)])
        assert (taken.added, taken.updated, len(every(program, Interview))) == (0, 1, 1)
        assert "further meeting, Fri 27 Nov 2026, 10:00" in taken.words

    def test_a_role_that_is_only_guessed_makes_no_second_interview(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.invitations.take([invitation(uid="8", role="Chat with Lead", role_sure=False, starts=FRIDAY)])
        assert [(i.company, i.role) for i in every(program, Interview)] == [("Acme", "SRE")]

    @pytest.mark.parametrize("minutes", [0, 30])
    def test_in_the_same_hour_is_the_same_meeting(self, program: ProgramOnATable, minutes: int) -> None:
        program.invitations.take([invitation(uid="x@scheduler", people=(DANA,))])
        starts = THURSDAY.replace(minute=minutes)
        taken = program.invitations.take([invitation(uid="y@google", people=(KIM,), starts=starts, ends=None)])
        assert (taken.added, taken.updated) == (0, 1)
        assert "same meeting as before, Thu 26 Nov 2026" in taken.words
        (meeting,) = every(program, Meeting)
        assert (meeting.uid, meeting.starts) == ("y@google", starts)
        assert [p.name for p in every(program, Person)] == ["Dana Ruiz", "Kim Lee"]

    def test_the_uid_that_was_taken_over_stays_known(self, program: ProgramOnATable) -> None:
        both = [invitation(uid="x@scheduler"), invitation(uid="y@google")]
        program.invitations.take(both)
        before = content(program)
        assert program.invitations.take(both).skipped == 2
        assert content(program) == before
        ends = FRIDAY.replace(hour=11)
        moved = program.invitations.take([invitation(uid="x@scheduler", sequence=1, starts=FRIDAY, ends=ends)])
        assert (moved.updated, get(program, Meeting, 1).starts) == (1, FRIDAY)
        again = program.invitations.take([invitation(uid="y@google", sequence=1, starts=FRIDAY, ends=ends)])
        assert len(every(program, Meeting)) == 1
        assert "moved" not in again.words

    def test_an_earlier_invitation_that_is_cancelled_leaves_the_later_one(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(uid="x@scheduler"), invitation(uid="y@google")])
        off = invitation(uid="x@scheduler", cancelled=True, method=Method.CANCEL, sequence=1)
        taken = program.invitations.take([off])
        assert get(program, Meeting, 1).state is MeetingState.PLANNED
        (line,) = suggestions(program)
        assert line.text == "Is the meeting on Thu 26 Nov off?"
        assert taken.asked == ((Ref("i", 1), f"is the meeting off? If so: interview-tui done f{line.id}"),)
        assert program.invitations.take([off]).skipped == 1

    def test_half_an_hour_later_without_an_overlap_is_a_further_meeting(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(ends=THURSDAY.replace(minute=30))])
        program.invitations.take([invitation(uid="8", starts=THURSDAY.replace(minute=30), ends=None)])
        assert len(every(program, Meeting)) == 2

    def test_one_typed_by_hand_is_joined(self, program: ProgramOnATable) -> None:
        program.interviews.add("acme", "", meeting=when(program, "thu 14:00"), people=["Dana Ruiz"])
        taken = program.invitations.take([invitation()])
        assert (taken.added, taken.updated) == (0, 1)
        (meeting,) = every(program, Meeting)
        assert (meeting.uid, meeting.place, meeting.ends) == (
            "7@acme.example",
            "Room 4",
            THURSDAY.replace(hour=14, minute=30),
        )
        assert get(program, Interview, 1).role == "SRE"
        assert len(every(program, Person)) == 2

    def test_at_the_same_instant_with_somebody_in_common_no_company_is_needed(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        copy = invitation(uid="y@google", company="", company_sure=False, role="", people=(KIM,))
        assert not program.invitations.asks(copy)
        assert program.invitations.take([copy]).refs == (Ref("i", 1),)
        other = invitation(uid="z", company="Globex", role="DBA")
        assert program.invitations.take([other]).added == 1

    def test_the_cancelled_meeting_is_moved(self, program: ProgramOnATable) -> None:
        old, off = invitation(), invitation(cancelled=True, method=Method.CANCEL, sequence=1)
        new = invitation(uid="8", starts=FRIDAY, ends=None, people=(KIM,))
        for one in (old, off, new):
            taken = program.invitations.take([one])
        assert "the cancelled meeting is moved to Fri 27 Nov 2026, 10:00" in taken.words
        (meeting,) = every(program, Meeting)
        assert (meeting.starts, meeting.state, meeting.uid) == (FRIDAY, MeetingState.PLANNED, "8")
        assert not any(f.kind is Kind.NEW_DATE and f.state is Settled.OPEN for f in every(program, FollowUp))
        assert thanked(program) == ["Kim Lee"]
        before = content(program)
        for one in (old, off, new):
            assert program.invitations.take([one]).skipped == 1
        assert content(program) == before

    def test_cancelled_later_the_new_one_stands(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        booked = program.invitations.take([invitation(uid="8", starts=FRIDAY, ends=None)])
        replaces = "does it replace Thu 26 Nov 2026, 14:00–15:30 (Europe/Berlin)?"
        (line,) = suggestions(program)
        assert (line.text, line.why) == (
            "Does it replace the meeting on Thu 26 Nov?",
            "a meeting on Fri 27 Nov was added",
        )
        assert booked.asked == ((Ref("i", 1), f"{replaces} If so: interview-tui done f{line.id}"),)
        taken = program.invitations.take([invitation(cancelled=True, method=Method.CANCEL, sequence=1)])
        assert "was cancelled; Fri 27 Nov 2026, 10:00 (Europe/Berlin) stands" in taken.words
        assert [m.starts for m in every(program, Meeting) if m.state is MeetingState.PLANNED] == [FRIDAY]
        assert not any(f.kind is Kind.NEW_DATE for f in every(program, FollowUp))
        assert suggestions(program) == []

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_the_order_in_a_file_is_no_matter(self, tmp_path: Path, order: tuple[int, ...]) -> None:
        program = a_program(tmp_path)
        every_one = (
            invitation(),
            invitation(cancelled=True, method=Method.CANCEL, sequence=1),
            invitation(uid="8", starts=FRIDAY, ends=None),
        )
        taken = program.invitations.take([every_one[number] for number in order])
        assert (taken.added, taken.updated) == (1, 2)
        (meeting,) = every(program, Meeting)
        assert (meeting.starts, meeting.state, meeting.uid) == (FRIDAY, MeetingState.PLANNED, "8")

    @pytest.mark.parametrize("order", list(permutations(range(3))))
    def test_of_equal_revisions_the_one_that_was_written_last_stands(
        self, tmp_path: Path, order: tuple[int, ...]
    ) -> None:
        program = a_program(tmp_path)
        every_one = [
            invitation(starts=THURSDAY + timedelta(hours=hour), ends=None, stamp=FRIDAY - timedelta(days=9 - hour))
            for hour in range(3)
        ]
        program.invitations.take([every_one[number] for number in order])
        assert get(program, Meeting, 1).starts == THURSDAY + timedelta(hours=2)

    def test_a_panel_day_is_one_interview_with_four_meetings_and_one_prepare(self, program: ProgramOnATable) -> None:
        panel = [
            invitation(
                uid=f"p{hour}",
                summary=f"Onsite {hour}: SRE",
                starts=THURSDAY.replace(hour=hour),
                ends=THURSDAY.replace(hour=hour, minute=45),
                people=(DANA, Guest(name=f"P{hour} Lee", email=f"p{hour}@acme.example")),
            )
            for hour in (12, 10, 11, 9)
        ]
        taken = program.invitations.take(panel)
        assert (taken.added, taken.updated, taken.refs, taken.asked) == (1, 3, (Ref("i", 1),), ())
        assert [m.uid for m in every(program, Meeting)] == ["p9", "p10", "p11", "p12"]
        kinds = [f.kind for f in every(program, FollowUp)]
        assert (kinds.count(Kind.PREPARE), kinds.count(Kind.DEBRIEF)) == (1, 1)
        assert sorted(thanked(program)) == ["Dana Ruiz", "P10 Lee", "P11 Lee", "P12 Lee", "P9 Lee"]
        assert taken.words.count("further meeting") == 3
        assert taken.words.count("planned:") == 1
        before = content(program)
        assert program.invitations.take(panel).skipped == 4
        assert content(program) == before

    def test_after_one_that_is_over_it_is_a_further_meeting_and_the_round_is_asked_about(
        self, program: ProgramOnATable
    ) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        later = invitation(uid="8", starts=THURSDAY.replace(month=12, day=3), ends=None)
        assert program.invitations.likely_next_round(later) == get(program, Interview, 1)
        taken = program.invitations.take([later])
        (line,) = suggestions(program)
        assert line.text == "Is the meeting on Thu 3 Dec the next round?"
        assert taken.asked == ((Ref("i", 1), f"is it the next round? If so: interview-tui done f{line.id}"),)
        assert [m.round_id for m in every(program, Meeting)] == [1, 1]
        program.follow_ups.done([line.id])
        assert [m.round_id for m in every(program, Meeting)] == [1, 2]
        assert program.invitations.likely_next_round(later) is None

    def test_what_the_user_has_said_is_not_asked_again(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        later = invitation(uid="8", starts=THURSDAY.replace(month=12, day=3), ends=None)
        assert program.invitations.take([later], answered=[later]).asked == ()
        assert suggestions(program) == []

    def test_told_to_it_opens_the_next_round(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        later = invitation(uid="8", starts=THURSDAY.replace(month=12, day=3), ends=None)
        taken = program.invitations.take([later], next_round=[later])
        assert (get(program, Interview, 1).round, len(every(program, Interview)), taken.asked) == (2, 1, ())
        assert "round 2 opens" in taken.words
        assert [m.round_id for m in every(program, Meeting)] == [1, 2]

    @pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN])
    def test_after_the_end_it_opens_the_next_round(self, program: ProgramOnATable, outcome: Outcome) -> None:
        program.interviews.add("Acme", "SRE")
        program.outcomes.record([1], outcome)
        taken = program.invitations.take([invitation()])
        assert f"round 2 opens, it was {outcome}" in taken.words
        interview = get(program, Interview, 1)
        assert (interview.round, interview.outcome, len(every(program, Interview))) == (2, None, 1)

    def test_after_the_end_without_a_role_it_is_a_new_one(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        program.outcomes.record([1], Outcome.REJECTED)
        assert "a new interview beside i1 Acme · SRE" in program.invitations.take([invitation(role="")]).words

    def test_one_that_had_gone_quiet_runs_again(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        program.outcomes.record([1], Outcome.QUIET)
        program.clock.move(hours=1)
        program.invitations.take([invitation()])
        assert [(i.outcome, i.round) for i in every(program, Interview)] == [(None, 1)]

    def test_where_two_may_be_meant_it_says_so(self, program: ProgramOnATable) -> None:
        program.interviews.add("Acme", "SRE")
        program.interviews.add("Acme", "DBA")
        taken = program.invitations.take([invitation(role="")])
        assert taken.refs == (Ref("i", 1),)
        assert (Ref("i", 1), "added to this interview; or does it belong to i2 Acme · DBA?") in taken.unsure


class TestTheUser:
    ROBIN = Guest(name="Robin Gray", email="robin@home.example")

    def test_whoever_is_likely_the_user_is_asked_about(self, program: ProgramOnATable) -> None:
        one = invitation(likely_user=self.ROBIN)
        assert program.invitations.likely_user([one]) == "robin@home.example"
        taken = program.invitations.take([one, invitation(uid="8", starts=FRIDAY, likely_user=self.ROBIN)])
        asked = "is robin@home.example you? If so: set email in the configuration"
        assert [question for _, question in taken.asked].count(asked) == 1
        assert "Robin Gray" not in [p.name for p in every(program, Person)]

    def test_who_is_not_the_user_is_a_guest_like_all_others(self, program: ProgramOnATable) -> None:
        (one,) = program.invitations.with_user_as_guest([invitation(likely_user=self.ROBIN)])
        assert (program.invitations.likely_user([one]), program.invitations.take([one]).asked) == (None, ())
        assert "Robin Gray" in [p.name for p in every(program, Person)]

    def test_with_the_address_in_the_configuration_nobody_is_asked(self, tmp_path: Path) -> None:
        program = a_program(tmp_path, mine=frozenset({"robin@home.example"}))
        assert program.invitations.likely_user([invitation(likely_user=self.ROBIN)]) is None
        program.invitations.take([invitation(people=(DANA, self.ROBIN))])
        assert [p.name for p in every(program, Person)] == ["Dana Ruiz"]

    def test_set_later_it_takes_oneself_out_everywhere(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.invitations.take([invitation(people=(DANA, self.ROBIN))])
        assert "Robin Gray" in thanked(program)
        assert program.invitations.remove_user() is None
        mine = a_program(tmp_path, mine=frozenset({"robin@home.example"}))
        assert thanked(mine) == ["Dana Ruiz"]
        assert mine.take_news().startswith(
            "Acme · SRE: Robin Gray (robin@home.example) is you, not a guest; no longer needed"
        )
        assert [i.person_id for i in every(mine, Involvement)] == [1]
        assert mine.invitations.remove_user() is None
        mine.history.undo()
        assert "Robin Gray" in thanked(mine)
        taken = mine.invitations.take([invitation()])
        assert "is you, not a guest" in taken.words
        assert "Robin Gray" not in thanked(mine)


def thanked(program: ProgramOnATable) -> list[str]:
    """Who is owed a thank-you."""
    owed_to = [f.person_id for f in every(program, FollowUp) if f.kind is Kind.THANK_YOU and f.state is Settled.OPEN]
    return [get(program, Person, person_id).name for person_id in owed_to if person_id]


class TestAnUpdate:
    def test_moves_the_meeting_and_its_follow_ups(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        ends = FRIDAY.replace(hour=10)
        taken = program.invitations.take([invitation(sequence=1, starts=FRIDAY, ends=ends, place="Room 9")])
        assert (taken.added, taken.updated, taken.skipped) == (0, 1, 0)
        assert taken.words == (
            "Acme · SRE: moved to Fri 27 Nov 2026, 10:00–11:00 (Europe/Berlin); in Room 9; moved: Prepare for the "
            "meeting (Thu), Write up the meeting (Fri 12:00), Thank Dana Ruiz (Mon 30 Nov), Thank Kim Lee (Mon 30 Nov) "
            "and 2 more"
        )
        meeting = get(program, Meeting, 1)
        assert (meeting.starts, meeting.ends, meeting.sequence, meeting.place) == (FRIDAY, ends, 1, "Room 9")
        assert owed(program)[:2] == [("Prepare for the meeting", "2026-11-26"), ("Write up the meeting", "2026-11-27")]
        assert len(every(program, Interview)) == 1

    def test_leaves_what_the_user_put_off(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.follow_ups.snooze([1], when(program, "thu"))
        program.invitations.take([invitation(sequence=1, starts=FRIDAY.replace(month=12, day=4), ends=None)])
        assert ("Prepare for the meeting", "2026-11-26") in owed(program)

    def test_that_is_older_than_what_is_known_says_nothing(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(sequence=2, starts=FRIDAY)])
        taken = program.invitations.take([invitation(sequence=1)])
        assert (taken.updated, taken.skipped, taken.words) == (0, 1, "Acme · SRE: nothing new")
        assert get(program, Meeting, 1).starts == FRIDAY

    def test_of_an_earlier_rounds_meeting_is_a_further_one(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        program.outcomes.record([1], Outcome.INVITED)
        later = FRIDAY.replace(month=12, day=4)
        taken = program.invitations.take([invitation(sequence=1, starts=later, ends=None)])
        assert "m1 took place; further meeting, Fri 4 Dec 2026" in taken.words
        assert [(m.round_id, m.starts) for m in every(program, Meeting)] == [(1, THURSDAY), (2, later)]

    def test_of_one_that_took_place_makes_a_further_one(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        program.notes.capture(1, "! releases are slow (Dana Ruiz)")
        later = FRIDAY.replace(month=12, day=4)
        again = invitation(sequence=1, starts=later, ends=None)
        program.invitations.take([again])
        assert [(m.starts, m.uid) for m in every(program, Meeting)] == [(THURSDAY, ""), (later, "7@acme.example")]
        before = content(program)
        assert program.invitations.take([again, invitation()]).skipped == 2
        assert content(program) == before

    def test_of_one_that_is_over_without_evidence_moves_it(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        later = FRIDAY.replace(month=12, day=4)
        program.invitations.take([invitation(sequence=1, starts=later, ends=None)])
        assert [m.starts for m in every(program, Meeting)] == [later]

    def test_replaces_an_interviewer(self, program: ProgramOnATable) -> None:
        lou = Guest(name="Lou Fox", email="lou@acme.example")
        program.invitations.take([invitation()])
        taken = program.invitations.take([invitation(sequence=1, people=(DANA, lou))])
        assert "invited: Lou Fox; no longer invited: Kim Lee" in taken.words
        assert thanked(program) == ["Dana Ruiz", "Lou Fox"]
        assert [i.person_id for i in every(program, Involvement)] == [1, 3]

    def test_takes_out_who_has_declined(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.invitations.take([invitation(sequence=1, people=(DANA, replace(KIM, declined=True)))])
        assert thanked(program) == ["Dana Ruiz"]

    def test_leaves_whom_the_notes_or_the_user_name(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        with program.transaction() as tx:
            invite(tx, get(program, Meeting, 1), "Max Weber")
            tx.done("Max comes too")
        program.clock.move(days=4)
        program.notes.capture(1, "? Why? (Kim Lee)\n    Growth")
        program.invitations.take([invitation(sequence=1, people=(DANA,))])
        there = {get(program, Person, a.person_id).name: a.present for a in every(program, Attendance)}
        assert there == {"Dana Ruiz": None, "Kim Lee": False, "Max Weber": None}
        assert "Kim Lee" not in thanked(program)

    def test_without_guests_takes_nobody_out(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.invitations.take([invitation(sequence=1, people=())])
        assert len(every(program, Attendance)) == 2

    def test_names_title_and_role(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation(summary="Interview with Acme", role="", role_sure=False)])
        taken = program.invitations.take([invitation(sequence=1, summary="Interview: SRE at Acme")])
        assert "“Interview: SRE at Acme”; the role is SRE" in taken.words
        assert (get(program, Meeting, 1).title, get(program, Interview, 1).role) == ("Interview: SRE at Acme", "SRE")
        program.invitations.take([invitation(sequence=2, summary="Interview: Data Analyst", role="Data Analyst")])
        assert get(program, Interview, 1).role == "Data Analyst"

    def test_leaves_the_users_wording_of_a_role(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.interviews.edit(1, role="Senior SRE, platform team")
        program.invitations.take([invitation(sequence=1, summary="Updated: SRE", starts=FRIDAY, ends=None)])
        assert get(program, Interview, 1).role == "Senior SRE, platform team"

    def test_moves_it_to_a_video_call(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.invitations.take([invitation(sequence=1, place="", link="https://meet.example/9")])
        meeting = get(program, Meeting, 1)
        assert (meeting.place, meeting.link) == ("", "https://meet.example/9")

    def test_of_another_occurrence_changes_nothing(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        taken = program.invitations.take([invitation(sequence=1, starts=FRIDAY, recurrence_id=FRIDAY)])
        assert (taken.updated, taken.skipped) == (0, 1)
        taken = program.invitations.take([invitation(sequence=1, starts=FRIDAY, recurrence_id=THURSDAY)])
        assert (taken.updated, get(program, Meeting, 1).starts) == (1, FRIDAY)

    def test_an_answer_without_a_time_takes_no_time_away(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        taken = program.invitations.take([invitation(method=Method.REPLY, starts=None, ends=None)])
        assert (taken.updated, taken.skipped) == (0, 1)
        assert get(program, Meeting, 1).starts == THURSDAY

    def test_an_answer_about_an_unknown_meeting_is_skipped(self, program: ProgramOnATable) -> None:
        taken = program.invitations.take([invitation(method=Method.REPLY, starts=None, ends=None)])
        assert (taken.added, taken.skipped) == (0, 1)
        assert taken.words == "skipped a reply about an unknown meeting (Interview: SRE)"
        assert every(program, Interview) == ()


class TestACancellation:
    def test_cancels_the_meeting_and_its_follow_ups(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        taken = program.invitations.take([invitation(method=Method.CANCEL, cancelled=True, sequence=1)])
        assert taken.updated == 1
        assert taken.words == (
            "Acme · SRE: the meeting on Thu 26 Nov 2026, 14:00–15:30 (Europe/Berlin) was cancelled; planned: Ask for a "
            "new date (tomorrow); no longer needed: Prepare for the meeting, Write up the meeting, Thank Dana Ruiz, "
            "Thank Kim Lee and 2 more"
        )
        assert get(program, Meeting, 1).state is MeetingState.CANCELLED
        assert [text for text, _ in owed(program)] == ["Ask for a new date"]
        assert get(program, Interview, 1).outcome is None

    def test_with_the_sequence_of_the_invitation_holds(self, program: ProgramOnATable) -> None:
        off = invitation(method=Method.CANCEL, cancelled=True, starts=None, ends=None)
        program.invitations.take([invitation()])
        assert program.invitations.take([off]).updated == 1
        before = content(program)
        for again in ([off], [invitation()], [invitation(), off], [off, invitation()]):
            taken = program.invitations.take(again)
            assert (taken.added, taken.updated, taken.skipped) == (0, 0, len(again))
        assert content(program) == before

    def test_of_an_unknown_meeting_is_skipped(self, program: ProgramOnATable) -> None:
        taken = program.invitations.take([invitation(method=Method.CANCEL, cancelled=True)])
        assert (taken.added, taken.skipped, taken.refs) == (0, 1, ())
        assert taken.words == "skipped a cancellation of an unknown meeting (Interview: SRE)"
        assert journal(program) == []

    def test_and_then_a_new_time_is_prepared_again(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.invitations.take([invitation(method=Method.CANCEL, cancelled=True, sequence=1)])
        program.invitations.take([invitation(sequence=2, starts=FRIDAY)])
        still_open = [f for f in every(program, FollowUp) if f.state is Settled.OPEN]
        assert [f.kind for f in still_open].count(Kind.PREPARE) == 1
        assert not any(f.kind is Kind.NEW_DATE for f in still_open)

    def test_that_comes_after_a_meeting_that_took_place_is_only_said(self, program: ProgramOnATable) -> None:
        program.invitations.take([invitation()])
        program.clock.move(days=4)
        program.notes.capture(1, "! releases are slow (Dana Ruiz)")
        program.invitations.take([invitation(method=Method.CANCEL, cancelled=True, sequence=1)])
        assert get(program, Meeting, 1).state is MeetingState.PLANNED


class TestWhatTheUserMadeOfIt:
    def test_the_same_invitation_again_does_not_undo_it(self, program: ProgramOnATable) -> None:
        midnight = datetime(2026, 11, 26)  # noqa: DTZ001 -- a day on the user's calendar
        whole_day = invitation(starts=midnight, ends=None, zone="", all_day=True)
        program.invitations.take([whole_day])
        program.interviews.edit(1, meeting=MeetingTime(starts=THURSDAY))
        program.invitations.take([whole_day])
        assert get(program, Meeting, 1).starts == THURSDAY
