"""A week: the days that it has, the hours that meetings take, what of it is late, and what proves the search."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Channel, Direction, MeetingState, Outcome, Ref, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Attendance, FollowUp, Interview, Meeting, Round, Touch
from interview_tui.domain.timeline_facts import TimelineFacts
from interview_tui.domain.week import DaySpan, WeekReport, hours_of, summary_of, week_of, week_report
from tests.domain.cases import BERLIN, DANA, KIM, SAM, instant

if TYPE_CHECKING:
    from datetime import datetime

NOW = instant("2026-11-25 09:00")
"""A Wednesday."""
WEEK = DaySpan(date(2026, 11, 23), date(2026, 11, 29))
ACME = Interview(id=1, company="Acme", role="SRE", created=instant("2026-11-02 10:00"))
GLOBEX = Interview(id=2, company="Globex", role="DBA", created=instant("2026-11-24 10:00"))


def facts(**given: Any) -> TimelineFacts:
    rounds = {i: Round(id=i, interview_id=i, number=1, opened=instant("2026-11-02 10:00")) for i in (1, 2)}
    return TimelineFacts(
        interviews={1: ACME, 2: GLOBEX},
        people={person.id: person for person in (DANA, KIM, SAM)},
        rounds=rounds | given.pop("rounds", {}),
        **given,
    )


def report(span: DaySpan = WEEK, now: datetime = NOW, **given: Any) -> WeekReport:
    return week_report(facts(**given), span, now=now, calendar=BERLIN)


def meeting(number: int, starts: str, ends: str | None = None, **given: Any) -> Meeting:
    return Meeting(
        id=number, round_id=2 - number % 2, starts=instant(starts), ends=instant(ends) if ends else None,
        zone="Europe/Berlin", **given,
    )  # fmt: skip


def touch(number: int, at: str, **given: Any) -> Touch:
    fields: dict[str, Any] = {"interview_id": 1, "person_id": 1, "direction": Direction.OUT, "channel": Channel.EMAIL}
    return Touch(id=number, at=instant(at), **fields | given)


def check_in(number: int, due: date, **given: Any) -> FollowUp:
    fields: dict[str, Any] = {"interview_id": 1, "round_id": 1, "created": ACME.created, "text": "Check in"}
    return FollowUp(id=number, kind=Kind.CHECK_IN, due_day=due, **fields | given)


class TestTheDays:
    @given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
    def test_a_week_has_the_day_and_begins_on_monday(self, day: date) -> None:
        span = week_of(day)
        assert day in span
        assert (span.first.weekday(), len(span.days)) == (0, 7)

    def test_what_took_place_and_what_is_ahead_stand_on_their_days(self) -> None:
        found = report(
            touches=(touch(1, "2026-11-22 23:59"), touch(2, "2026-11-23 00:00"), touch(3, "2026-11-24 10:00")),
            follow_ups=(check_in(1, date(2026, 11, 29)), check_in(2, date(2026, 11, 30))),
            meetings=(meeting(2, "2026-11-27 10:00"),),
        )
        assert [e.ref for e in found.done] == [Ref("t", 2), Ref("i", 2), Ref("t", 3)]
        assert [(e.ref, e.day.day) for e in found.ahead] == [(Ref("m", 2), 27), (Ref("f", 1), 29)]
        assert summary_of(found) == "2 contacts out, 0 in · 1 meeting, 1 h · 2 ahead"

    def test_late_is_what_is_overdue_now_and_of_days_that_passed_what_was_due_on_them(self) -> None:
        late = (check_in(1, date(2026, 11, 18)), check_in(2, date(2026, 11, 23)))
        undone = check_in(3, date(2026, 11, 20), lapses=instant("2026-11-24 10:00"))
        before, after = (DaySpan(date(2026, 11, day), date(2026, 11, day + 1)) for day in (16, 28))
        given = (*late, undone)
        assert [e.ref.id for e in report(follow_ups=given).late] == [3, 1, 2]
        assert [e.ref.id for e in report(DaySpan(date(2026, 11, 16), date(2026, 11, 19)), follow_ups=given).late] == [1]
        assert report(before, follow_ups=given).late == ()
        assert report(after, follow_ups=given).late == ()

    def test_nothing(self) -> None:
        quiet = report(DaySpan(date(2026, 12, 7), date(2026, 12, 13)))
        assert quiet.is_empty
        assert summary_of(quiet) == ""


class TestHours:
    def hours(self, *meetings: Meeting, span: DaySpan = WEEK) -> tuple[list[tuple[int, int]], list[str]]:
        found = hours_of(facts(meetings=meetings), span, BERLIN)
        assert found.minutes == sum(minutes for _, minutes in found.days)
        return [(day.day, minutes) for day, minutes in found.days], [
            f"{c.first} | {c.second} | {c.minutes}" for c in found.clashes
        ]

    def test_overlapping_meetings_count_once_and_the_clash_is_said(self) -> None:
        days, clashes = self.hours(
            meeting(1, "2026-11-24 10:00", "2026-11-24 12:00"),
            meeting(2, "2026-11-24 10:30", "2026-11-24 11:00"),
            meeting(3, "2026-11-24 11:30", "2026-11-24 12:30"),
            meeting(4, "2026-11-24 12:30"),
        )
        assert days == [(24, 210)]
        assert clashes == [
            "Acme 10:00–12:00 | Globex 10:30–11:00 | 30",
            "Acme 10:00–12:00 | Acme 11:30–12:30 | 30",
        ]

    def test_each_meeting_that_begins_while_others_go_on_is_said_once(self) -> None:
        together = [meeting(number, "2026-11-24 10:00", "2026-11-24 12:00") for number in range(1, 5)]
        days, clashes = self.hours(*together)
        assert days == [(24, 120)]
        assert len(clashes) == 3

    def test_one_over_midnight_counts_on_both_days_also_at_the_edges(self) -> None:
        over = meeting(1, "2026-11-24 23:00", "2026-11-25 01:30")
        assert self.hours(over)[0] == [(24, 60), (25, 90)]
        edges = meeting(1, "2026-11-22 23:30", "2026-11-23 00:30"), meeting(2, "2026-11-29 23:30", "2026-11-30 00:30")
        assert self.hours(*edges)[0] == [(23, 30), (29, 30)]

    def test_the_change_of_the_clocks_makes_a_meeting_neither_longer_nor_shorter(self) -> None:
        """On 25 October 2026 the hour from 2 to 3 comes twice, on 29 March it is missing."""
        autumn = DaySpan(date(2026, 10, 19), date(2026, 10, 25))
        assert self.hours(meeting(1, "2026-10-25 01:30", "2026-10-25 03:30"), span=autumn)[0] == [(25, 180)]
        spring = DaySpan(date(2026, 3, 23), date(2026, 3, 29))
        assert self.hours(meeting(1, "2026-03-29 01:30", "2026-03-29 03:30"), span=spring)[0] == [(29, 60)]
        around = meeting(1, "2026-10-24 23:30", "2026-10-25 00:30"), meeting(2, "2026-10-25 10:00")
        assert self.hours(*around, span=autumn)[0] == [(24, 30), (25, 90)]

    def test_one_that_is_off_takes_none(self) -> None:
        off = (
            meeting(n, "2026-11-24 10:00", state=s) for n, s in enumerate((MeetingState.CANCELLED, MeetingState.MISSED))
        )
        assert self.hours(*off, Meeting(id=3, round_id=1)) == ([], [])

    @given(st.lists(st.tuples(st.integers(0, 6 * 24 * 60), st.integers(1, 300)), max_size=12))
    def test_it_is_the_number_of_minutes_that_any_meeting_takes(self, given: list[tuple[int, int]]) -> None:
        begin = instant("2026-11-23 00:00")
        meetings = []
        for number, (start, length) in enumerate(given):
            starts = begin + timedelta(minutes=start)
            meetings.append(Meeting(id=number, round_id=1, starts=starts, ends=starts + timedelta(minutes=length)))
        taken = {minute for start, length in given for minute in range(start, start + length)}
        assert hours_of(facts(meetings=tuple(meetings)), WEEK, BERLIN).minutes == len(taken)


class TestProof:
    def test_it_names_the_day_the_employer_the_role_and_what_was_done_but_nobody(self) -> None:
        found = report(
            meetings=(meeting(1, "2026-11-23 14:00", "2026-11-23 15:30"), meeting(3, "2026-11-27 14:00")),
            attendances=(Attendance(id=1, meeting_id=1, person_id=1),),
            touches=(
                touch(1, "2026-11-24 10:00", note="Dear Dana"),
                touch(2, "2026-11-24 10:01", person_id=2),
                touch(3, "2026-11-24 11:00", direction=Direction.IN, automatic=True),
                touch(4, "2026-11-24 12:00", bounced=True),
                touch(5, "2026-11-24 13:00", interview_id=None),
                touch(6, "2026-11-25 08:00", channel=Channel.PHONE, direction=Direction.IN),
            ),
            follow_ups=(check_in(1, date(2026, 11, 24), state=Settled.SKIPPED, settled=instant("2026-11-24 10:00")),),
            rounds={2: Round(
                id=2, interview_id=2, number=1, opened=GLOBEX.created, closed=instant("2026-11-25 08:30"),
                outcome=Outcome.REJECTED,
            )},
        )  # fmt: skip
        assert [(row.day.day, row.employer, row.role, row.what, row.names) for row in found.proof] == [
            (23, "Acme", "SRE", "Interview, 14:00 to 15:30", ("Dana Ruiz",)),
            (24, "Globex", "DBA", "Application recorded", ()),
            (24, "Acme", "SRE", "Email sent, 2 times", ("Dana Ruiz", "Kim Lee")),
            (25, "Acme", "SRE", "Phone call received", ("Dana Ruiz",)),
            (25, "Globex", "DBA", "Rejection received", ()),
        ]
