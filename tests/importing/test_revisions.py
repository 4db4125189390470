"""What comes after an invitation, a file at a time: later revisions, days of a series, one UID twice."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import MeetingState
from interview_tui.domain.records import Attendance, Interview, Meeting, Person
from interview_tui.importing.importer import Options
from interview_tui.importing.invitations import read_items
from tests.programs import ProgramOnATable, a_program, content, every

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.importing.importer import Imported

ME = frozenset({"alex@doe.example"})
EVENT = (
    "DTSTART:20261202T220000Z",
    "DURATION:PT1H",
    "SUMMARY:Interview: Backend Engineer at Acme",
    "ORGANIZER;CN=Dana Ruiz:mailto:dana@acme.example",
    "ATTENDEE;CN=Alex Doe:mailto:alex@doe.example",
)
WEEKLY = ("DTSTART;TZID=Europe/Berlin:20261201T090000", "RRULE:FREQ=WEEKLY;COUNT=4")
FIRST, SECOND = "RECURRENCE-ID:20261201T080000Z", "RECURRENCE-ID;TZID=Europe/Berlin:20261208T090000"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    return a_program(tmp_path)


def event(*lines: str, uid: str = "1@acme.example") -> tuple[str, ...]:
    """An event whose lines take the place of those of the same name."""
    names = {line.replace(";", ":").partition(":")[0] for line in lines} - {"ATTENDEE"}
    kept = [line for line in EVENT if line.replace(";", ":").partition(":")[0] not in names]
    return ("BEGIN:VEVENT", f"UID:{uid}", *lines, *kept, "END:VEVENT")


def come(program: ProgramOnATable, *events: tuple[str, ...], method: str = "REQUEST") -> Imported:
    """One file that comes in."""
    lines = [line for one in events for line in one]
    data = "\r\n".join(("BEGIN:VCALENDAR", f"METHOD:{method}", *lines, "END:VCALENDAR", "")).encode()
    return program.invitations.take(read_items(data, Options(mine=ME)).rows)


def at(program: ProgramOnATable) -> list[str]:
    """When the meetings are, in UTC, and whether they are off."""
    return [
        f"{m.starts:%d %H:%M}{' off' if m.state is MeetingState.CANCELLED else ''}"
        for m in every(program, Meeting)
        if m.starts is not None
    ]


def revision(day: str, *, sequence: int = 1, stamp: int | None = None) -> tuple[str, ...]:
    stamped = [f"DTSTAMP:202611{stamp}T100000Z"] if stamp else []
    return event(f"DTSTART:202612{day}T180000Z", f"SEQUENCE:{sequence}", *stamped)


class TestTwoRevisions:
    @pytest.mark.parametrize("order", permutations((20, 21, 22)))
    def test_with_one_sequence_the_one_that_was_written_last_holds(
        self, program: ProgramOnATable, order: tuple[int, ...]
    ) -> None:
        for stamp in order:
            come(program, revision(str(stamp - 16).zfill(2), stamp=stamp))
        assert at(program) == ["06 18:00"]
        before = content(program)
        assert come(program, revision("04", stamp=20)).skipped == 1
        assert content(program) == before

    def test_a_higher_sequence_holds_whenever_it_was_written(self, program: ProgramOnATable) -> None:
        come(program, revision("04", stamp=22))
        come(program, revision("05", sequence=2, stamp=20))
        assert at(program) == ["05 18:00"]

    def test_where_one_does_not_say_when_the_one_that_came_last_holds(self, program: ProgramOnATable) -> None:
        for day, stamp in (("04", 22), ("05", None), ("06", 23)):
            come(program, revision(day, stamp=stamp))
        assert at(program) == ["06 18:00"]

    def test_a_cancellation_of_what_was_arranged_anew_is_old_news(self, program: ProgramOnATable) -> None:
        come(program, revision("04", stamp=20))
        come(program, revision("04", stamp=21), method="CANCEL")
        assert at(program) == ["04 18:00 off"]
        assert "takes place after all" in come(program, revision("05", stamp=22)).words
        assert come(program, revision("04", stamp=21), method="CANCEL").skipped == 1
        assert at(program) == ["05 18:00"]

    def test_a_calendar_that_is_published_again_revives_nothing(self, program: ProgramOnATable) -> None:
        come(program, revision("04", stamp=20), method="PUBLISH")
        program.meetings.cancel(1)
        come(program, revision("04", stamp=22), method="PUBLISH")
        assert at(program) == ["04 18:00 off"]

    @pytest.mark.parametrize("status", ["CANCELLED", "CANCELED", "canceled"])
    def test_a_state_cancels_it(self, program: ProgramOnATable, status: str) -> None:
        come(program, event())
        come(program, event("SEQUENCE:1", f"STATUS:{status}"), method="PUBLISH")
        assert at(program) == ["02 22:00 off"]

    def test_who_was_replaced_and_the_new_title_are_said(self, program: ProgramOnATable) -> None:
        come(program, event("ATTENDEE;CN=Kim Lee:mailto:kim@acme.example", "SUMMARY:Interview with Acme"))
        words = come(program, event("SEQUENCE:1", "ATTENDEE;CN=Lou Fox:mailto:lou@acme.example")).words
        for said in ("invited: Lou Fox", "no longer invited: Kim Lee", "“Interview: Backend Engineer at Acme”"):
            assert said in words
        assert "the role is Backend Engineer" in words
        there = {a.person_id for a in every(program, Attendance)}
        assert [p.name for p in every(program, Person) if p.id in there] == ["Dana Ruiz", "Lou Fox"]


class TestOneDayOfASeries:
    def test_moved_twice(self, program: ProgramOnATable) -> None:
        come(program, event("DTSTART:20261208T080000Z", SECOND))
        come(program, event("DTSTART:20261209T180000Z", "SEQUENCE:1", SECOND))
        come(program, event("DTSTART:20261210T190000Z", "SEQUENCE:2", SECOND))
        assert at(program) == ["10 19:00"]
        before = content(program)
        come(program, event("DTSTART:20261210T190000Z", "SEQUENCE:2", SECOND))
        assert content(program) == before

    @pytest.mark.parametrize(
        "day",
        [
            SECOND,
            "RECURRENCE-ID:20261208T080000Z",
            "RECURRENCE-ID;VALUE=DATE:20261208",
            "RECURRENCE-ID:2026-12-08T08:00Z",
        ],
    )
    def test_first_seen_when_it_was_moved_already(self, program: ProgramOnATable, day: str) -> None:
        come(program, event("DTSTART;TZID=Europe/Berlin:20261209T190000", "SEQUENCE:3", SECOND))
        come(program, event("DTSTART;TZID=Europe/Berlin:20261210T200000", "SEQUENCE:4", day))
        assert at(program) == ["10 19:00"]

    def test_another_day_is_another_meeting(self, program: ProgramOnATable) -> None:
        first = event("DTSTART:20261201T080000Z", FIRST)
        second = event("DTSTART:20261208T080000Z", SECOND)
        come(program, first)
        come(program, second)
        assert at(program) == ["01 08:00", "08 08:00"]
        before = content(program)
        come(program, first, second)
        assert content(program) == before
        come(program, event("DTSTART:20261209T100000Z", "SEQUENCE:1", SECOND))
        come(program, event("DTSTART:20261201T080000Z", "SEQUENCE:1", FIRST), method="CANCEL")
        assert at(program) == ["01 08:00 off", "09 10:00"]
        assert len(every(program, Interview)) == 1

    def test_the_whole_series_that_comes_later_is_left_out_and_that_is_said(self, program: ProgramOnATable) -> None:
        come(program, event("DTSTART:20261209T180000Z", SECOND))
        words = come(program, event(*WEEKLY, "SEQUENCE:1")).words
        assert "the whole series is left out: one day of it is known" in words
        assert at(program) == ["09 18:00"]


class TestAWholeSeries:
    @pytest.mark.parametrize("order", permutations((event(*WEEKLY), event("DTSTART:20261202T100000Z", FIRST))))
    def test_whose_first_day_was_moved(self, program: ProgramOnATable, order: tuple[tuple[str, ...], ...]) -> None:
        come(program, *order)
        assert at(program) == ["02 10:00"]
        before = content(program)
        come(program, *order)
        assert content(program) == before

    def test_whose_first_day_is_moved_again_and_again(self, program: ProgramOnATable) -> None:
        come(program, event(*WEEKLY))
        come(program, event("DTSTART:20261202T100000Z", FIRST))
        come(program, event("DTSTART:20261203T100000Z", "SEQUENCE:1", FIRST))
        come(program, event(*WEEKLY))
        assert at(program) == ["03 10:00"]

    def test_whose_first_day_is_taken_out_later(self, program: ProgramOnATable) -> None:
        come(program, event(*WEEKLY))
        come(program, event(*WEEKLY, "SEQUENCE:1", "EXDATE:20261201T080000Z"))
        assert at(program) == ["08 08:00"]
        come(program, event("DTSTART:20261209T100000Z", "SEQUENCE:2", SECOND))
        assert at(program) == ["09 10:00"]

    def test_another_day_is_left_out_and_that_is_said(self, program: ProgramOnATable) -> None:
        come(program, event(*WEEKLY))
        came = come(program, event("DTSTART:20261209T100000Z", "SEQUENCE:1", SECOND))
        assert (came.skipped, at(program)) == (1, ["01 08:00"])
        assert "another day of the series is left out, Tue 8 Dec 2026" in came.words

    def test_all_later_days_that_change_are_said(self, program: ProgramOnATable) -> None:
        come(program, event(*WEEKLY))
        changed = event("DTSTART:20261209T100000Z", "SEQUENCE:1", SECOND.replace(";", ";RANGE=THISANDFUTURE;"))
        assert "the series changes from Tue 8 Dec 2026 on, which is left out" in come(program, changed).words
        come(program, event("DTSTART:20261202T100000Z", "SEQUENCE:1", FIRST.replace(":", ";RANGE=THISANDFUTURE:", 1)))
        assert at(program) == ["02 10:00"]


class TestOneUidTwice:
    def test_two_events_of_one_file_are_two_meetings(self, program: ProgramOnATable) -> None:
        two = (event(), event("DTSTART:20261209T220000Z", "SUMMARY:Final interview: Backend Engineer at Acme"))
        come(program, *two)
        assert at(program) == ["02 22:00", "09 22:00"]
        before = content(program)
        come(program, *reversed(two))
        assert content(program) == before
        assert len(every(program, Interview)) == 1


class TestWhatIsNotClear:
    def test_an_unknown_zone_is_said(self, program: ProgramOnATable) -> None:
        came = come(program, event("DTSTART;TZID=Customized Time Zone:20261202T140000"))
        assert [doubt for _, doubt in came.unsure] == [
            "its time zone “Customized Time Zone” is not known: taken as your own, so check the time"
        ]
        moved = come(program, event("DTSTART;TZID=Customized Time Zone:20261203T140000", "SEQUENCE:1"))
        assert "Customized Time Zone" in moved.unsure[0][1]

    def test_an_end_that_is_none_is_said(self, program: ProgramOnATable) -> None:
        came = come(program, event("DURATION:soon"))
        assert [doubt for _, doubt in came.unsure] == ["its end is not clear: soon"]


class TestAnAnswer:
    def test_another_time_that_is_proposed_is_asked_about(self, program: ProgramOnATable) -> None:
        come(program, event())
        before = content(program)
        came = come(program, event("DTSTART:20261204T200000Z"), method="COUNTER")
        ((_, question),) = came.asked
        assert question.startswith("another time is proposed, 2026-12-04 21:00: is it agreed? If so: interview-tui ")
        assert question.endswith(" meeting i1 '2026-12-04 21:00' --move m1")
        assert content(program) == before

    def test_who_declines_is_asked_about(self, program: ProgramOnATable) -> None:
        come(program, event())
        answer = event("ATTENDEE;CN=Kim Lee;PARTSTAT=DECLINED:mailto:kim@acme.example")
        (asked,) = come(program, answer, method="REPLY").asked
        assert asked[1] == "Kim Lee declined: is the meeting off? If so: interview-tui meeting i1 --cancel m1"
        assert at(program) == ["02 22:00"]


@pytest.mark.parametrize("mine", ["alex@doe.example", "a.lex+other@gmail.com", "mail@doe.example"])
@pytest.mark.parametrize("address", ["alex+jobs@doe.example", "alex@doe.example"])
def test_oneself_is_no_interviewer_under_any_address(mine: str, address: str) -> None:
    lines = event(f"ATTENDEE;CN=Alex Doe:mailto:{address}", "ATTENDEE;CN=A:mailto:alex@gmail.com")
    data = "\r\n".join(("BEGIN:VCALENDAR", *lines, "END:VCALENDAR")).replace("alex@doe.example", address).encode()
    (one,) = read_items(data, Options(mine=frozenset({mine}))).rows
    mails = [guest.email for guest in getattr(one, "people", ())]
    assert mails == ["dana@acme.example", "alex@gmail.com"] if "doe" in mine else ["dana@acme.example", address]


def test_the_users_own_answer_is_called_that(program: ProgramOnATable) -> None:
    come(program, event())
    before = content(program)
    words = come(program, event("ATTENDEE;CN=Alex Doe;PARTSTAT=ACCEPTED:mailto:alex@doe.example"), method="REPLY").words
    assert (words.endswith("your answer, nothing to change"), content(program)) == (True, before)


def test_a_role_that_grew_is_taken(program: ProgramOnATable) -> None:
    come(program, event())
    words = come(program, event("SEQUENCE:1", "SUMMARY:Interview: Senior Backend Engineer at Acme")).words
    assert "the role is Senior Backend Engineer" in words
    come(program, event("SEQUENCE:2", "SUMMARY:Final interview: Backend Engineer at Acme"))
    assert [one.role for one in every(program, Interview)] == ["Senior Backend Engineer"]


class TestTwoInvitationsToOneMeeting:
    KIM = "ATTENDEE;CN=Kim Lee:mailto:kim@acme.example"

    def test_either_comes_again_and_changes_nothing(self, program: ProgramOnATable) -> None:
        stamp = "DTSTAMP:20261120T100000Z"
        first = event(stamp, self.KIM, "URL:https://zoom.us/j/1", uid="scheduler")
        second = event(stamp, "SUMMARY:Alex Doe <> Acme", uid="calendar")
        come(program, first)
        come(program, second)
        before = content(program)
        assert {person.name for person in every(program, Person)} == {"Dana Ruiz", "Kim Lee"}
        assert [come(program, one).skipped for one in (second, first, second)] == [1, 1, 1]
        assert content(program) == before

    @pytest.mark.parametrize("first", [0, 1])
    def test_a_title_of_a_scheduler_names_who_is_met(self, program: ProgramOnATable, first: int) -> None:
        robot = "ORGANIZER;CN=Calendly:mailto:no-reply@calendly.com"
        title = "SUMMARY:30 Minute Meeting between Dana Ruiz and Alex Doe"
        both = [event(uid="calendar"), event(robot, title, uid="scheduler")]
        come(program, both[first])
        come(program, both[1 - first])
        assert at(program) == ["02 22:00"]
        assert [(one.company, one.role) for one in every(program, Interview)] == [("Acme", "Backend Engineer")]
        before = content(program)
        for one in both:
            come(program, one)
        assert content(program) == before

    def test_the_later_one_still_moves_it(self, program: ProgramOnATable) -> None:
        come(program, event(self.KIM, uid="scheduler"))
        come(program, event(uid="calendar"))
        come(program, event("DTSTART:20261203T220000Z", uid="calendar"))
        assert at(program) == ["03 22:00"]


@pytest.mark.parametrize("title", ["Canceled: Interview at Acme", "Abgesagt: Gespräch", "Annulé : Entretien chez Acme"])
def test_a_title_says_that_the_meeting_is_off(program: ProgramOnATable, title: str) -> None:
    come(program, event("SEQUENCE:0"))
    come(program, event("SEQUENCE:1", f"SUMMARY:{title}", "STATUS:CONFIRMED"))
    assert at(program) == ["02 22:00"]
    come(program, event("SEQUENCE:2", f"SUMMARY:{title}"))
    assert at(program) == ["02 22:00 off"]
