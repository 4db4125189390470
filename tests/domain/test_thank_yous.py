"""The thank-you board's rows: the 24-hour clock, and how far each letter is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.cadence import Cadence
from interview_tui.domain.enums import LetterState, MeetingState, Part, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Attendance, FollowUp, Letter, Meeting, Quote
from interview_tui.domain.thank_yous import Thanks, board, thank_you_clock
from tests.domain.cases import BERLIN, BOTH_CAME, DANA_CAME, case, instant, need, tie

if TYPE_CHECKING:
    from interview_tui.domain.case import Case

END = instant("2026-12-01 15:00")
"""The meeting's end, a Tuesday."""
QUOTE = Quote(id=4, meeting_id=1, text="We need someone to calm the release train", person_id=1)
CITING = f"You said: {QUOTE.text}."


def thank_you(
    person_id: int | None = 1,
    *,
    state: Settled = Settled.OPEN,
    day: date | None = None,
    settled: str | None = None,
    origin: str = "",
) -> FollowUp:
    return FollowUp(
        id=person_id or 9,
        interview_id=1,
        round_id=1,
        kind=Kind.THANK_YOU,
        text="Thank them",
        person_id=person_id,
        due_at=None if day else END + timedelta(hours=24),
        due_day=day,
        anchor=END,
        origin=origin or f"thank_you:m1:p{person_id}",
        lapses=END + timedelta(weeks=4),
        state=state,
        settled=instant(settled) if settled else None,
        created=END,
    )


def letter(body: str = CITING, *, sent: str | None = None) -> Letter:
    return Letter(
        id=9,
        interview_id=1,
        round_id=1,
        person_id=1,
        kind=LetterKind.THANK_YOU,
        subject="Thank you",
        body=body,
        state=LetterState.SENT if sent else LetterState.DRAFT,
        sent=instant(sent) if sent else None,
        created=END,
    )


def rows(of: Case, now: str) -> tuple[Thanks, ...]:
    return board(of, now=instant(now), calendar=BERLIN, cadence=Cadence())


def words(row: Thanks, now: str) -> str:
    return thank_you_clock(row, now=instant(now), calendar=BERLIN)


@pytest.mark.parametrize(
    ("now", "said", "late", "red"),
    [
        ("2026-12-01 15:00", "due tomorrow 15:00", False, False),
        ("2026-12-01 15:30", "23 h left", False, False),
        ("2026-12-02 12:00", "3 h left", False, False),
        ("2026-12-02 14:30", "under 1 h left", False, False),
        ("2026-12-02 15:00", "under 1 h left", False, False),
        ("2026-12-02 15:01", "due today", False, False),
        ("2026-12-02 23:59", "due today", False, False),
        ("2026-12-03 00:00", "9 h late", True, False),
        ("2026-12-03 14:59", "24 h late", True, False),
        ("2026-12-03 15:00", "24 h late", True, True),
        ("2026-12-05 15:00", "72 h late", True, True),
        ("2026-12-06 15:00", "4 days late", True, True),
        ("2026-12-29 14:59", "27 days late", True, True),
        ("2026-12-29 15:00", "lapsed", False, False),
    ],
)
def test_the_clock(now: str, said: str, late: bool, red: bool) -> None:
    (row,) = rows(case(there=DANA_CAME, follow_ups=[thank_you()]), now)
    assert (words(row, now), row.late, row.red) == (said, late, red)


def test_a_day_lasts_until_its_end() -> None:
    (row,) = rows(case(there=DANA_CAME, follow_ups=[thank_you(day=date(2026, 12, 4))]), "2026-12-02 12:00")
    assert words(row, "2026-12-02 12:00") == "due Fri"
    (row,) = rows(case(there=DANA_CAME, follow_ups=[thank_you(day=date(2026, 12, 4))]), "2026-12-04 23:00")
    assert (row.late, row.red) == (False, False)


def test_what_was_sent_or_settled_runs_no_more() -> None:
    now = "2026-12-09 09:00"
    (row,) = rows(case(there=DANA_CAME, follow_ups=[thank_you()], letters=[letter(sent="2026-12-02 10:00")]), now)
    assert (row.open, row.red, words(row, now)) == (False, False, "sent Wed 2 Dec 10:00")
    done = thank_you(state=Settled.DONE, settled="2026-12-02 11:00")
    (row,) = rows(case(there=DANA_CAME, follow_ups=[done]), now)
    assert (row.open, words(row, now), row.missing) == (False, "done Wed 2 Dec 11:00", ())
    skipped = thank_you(state=Settled.SKIPPED, settled="2026-12-02 11:00")
    (row,) = rows(case(there=DANA_CAME, follow_ups=[skipped]), now)
    assert (row.open, words(row, now)) == (False, "skipped")


def test_without_a_follow_up_it_says_so() -> None:
    (row,) = rows(case(there=DANA_CAME), "2026-12-02 10:00")
    assert (row.open, row.letter_state, words(row, "2026-12-02 10:00")) == (False, None, "not planned")


def test_what_is_missing_is_named() -> None:
    (row,) = rows(case(there=DANA_CAME, follow_ups=[thank_you()]), "2026-12-02 10:00")
    assert (row.quoted, row.missing) == (False, ("a quote of Dana Ruiz",))
    (row,) = rows(case(there=DANA_CAME, follow_ups=[thank_you()], quotes=[QUOTE]), "2026-12-02 10:00")
    assert (row.quoted, row.missing) == (True, ())


def test_who_said_what_they_need_can_be_thanked_without_a_quote() -> None:
    heard = case(there=DANA_CAME, follow_ups=[thank_you()], needs=[need(1, "Approvals take nine days", of=1)])
    (row,) = rows(heard, "2026-12-02 10:00")
    assert (row.quoted, row.missing) == (False, ())
    bare = case(there=DANA_CAME, follow_ups=[thank_you()], quotes=[QUOTE], letters=[letter("Thanks!")])
    (row,) = rows(bare, "2026-12-02 10:00")
    assert row.missing == ("words of Dana Ruiz in the letter: quote what they said",)
    ready = case(there=DANA_CAME, follow_ups=[thank_you()], quotes=[QUOTE], letters=[letter()])
    (row,) = rows(ready, "2026-12-02 10:00")
    assert (row.missing, row.letter_id, row.letter_state, row.subject) == ((), 9, LetterState.DRAFT, "Thank you")


def test_who_is_still_to_be_thanked_comes_first() -> None:
    done = thank_you(1, state=Settled.DONE, settled="2026-12-02 11:00")
    found = rows(case(there=BOTH_CAME, follow_ups=[done, thank_you(2)]), "2026-12-02 12:00")
    assert [(row.name, row.open) for row in found] == [("Kim Lee", True), ("Dana Ruiz", False)]


KIM_TOO = Attendance(id=9, meeting_id=2, person_id=2)
SECOND = Meeting(id=2, round_id=1, starts=instant("2026-12-01 17:00"))


def test_everybody_met_in_the_round_has_a_row_a_day() -> None:
    """Two meetings on Tuesday, both with Dana, and one a week later with both."""
    third = replace(SECOND, id=3, starts=instant("2026-12-08 10:00"))
    dana = replace(KIM_TOO, person_id=1)
    later = [replace(dana, meeting_id=3), replace(KIM_TOO, meeting_id=3)]
    of = case(there=DANA_CAME, further=[SECOND, third], invited=[dana, KIM_TOO, *later])
    assert sorted((row.key, row.name, row.day) for row in rows(of, "2026-12-09 09:00")) == [
        ("m1:p1", "Dana Ruiz", date(2026, 12, 1)),
        ("m2:p2", "Kim Lee", date(2026, 12, 1)),
        ("m3:p1", "Dana Ruiz", date(2026, 12, 8)),
        ("m3:p2", "Kim Lee", date(2026, 12, 8)),
    ]


def test_absent_people_connections_and_meetings_that_fell_through_have_none() -> None:
    off = replace(SECOND, state=MeetingState.CANCELLED)
    of = case(there={1: True, 2: False, 3: None}, further=[off], invited=[KIM_TOO], ties=[tie(3, Part.CONNECTION)])
    assert [row.name for row in rows(of, "2026-12-02 09:00")] == ["Dana Ruiz"]


def test_a_meeting_without_known_people_has_a_row_without_a_name() -> None:
    (row,) = rows(case(follow_ups=[thank_you(None, origin="thank_you:m1")]), "2026-12-02 12:00")
    assert (row.person_id, row.key, row.name, row.open) == (None, "m1", "the people you met", True)
    assert (row.missing, words(row, "2026-12-02 12:00")) == (("who was there",), "3 h left")


def test_each_row_has_its_own_follow_up_and_letter() -> None:
    second = replace(SECOND, starts=instant("2026-12-08 10:00"))
    of = case(
        there=DANA_CAME,
        further=[second],
        invited=[replace(KIM_TOO, person_id=1)],
        follow_ups=[
            thank_you(state=Settled.DONE, settled="2026-12-02 10:00"),
            replace(thank_you(origin="thank_you:m2:p1", day=date(2026, 12, 9)), id=2),
        ],
        letters=[letter(sent="2026-12-02 10:00")],
    )
    later, earlier = rows(of, "2026-12-08 12:00")
    assert (earlier.key, earlier.letter_state, earlier.open) == ("m1:p1", LetterState.SENT, False)
    assert (later.key, later.letter_state, later.open, later.follow_up_id) == ("m2:p1", None, True, 2)


def test_thanks_sent_before_the_meeting_do_not_count_for_it() -> None:
    early = thank_you(state=Settled.DONE, settled="2026-11-30 10:00")
    again = replace(thank_you(origin="thank_you:m1:p1:2"), id=2)
    of = case(there=DANA_CAME, follow_ups=[early, again], letters=[letter(sent="2026-11-30 10:00")])
    (row,) = rows(of, "2026-12-02 12:00")
    assert (row.open, row.follow_up_id, row.letter_id) == (True, 2, None)


def test_what_was_said_in_another_meeting_of_the_round_is_known_from_there() -> None:
    of = case(there={}, further=[SECOND], invited=[KIM_TOO])
    other = replace(of, meeting=SECOND, quotes=(replace(QUOTE, meeting_id=2, person_id=2),))

    def quoted(*others: Case) -> bool:
        found = board(of, others, now=END, calendar=BERLIN, cadence=Cadence())
        return next(row.quoted for row in found if row.person_id == 2)

    assert (quoted(), quoted(other)) == (False, True)


@given(minutes=st.integers(0, 60 * 24 * 27))
def test_once_late_or_red_it_stays_so_and_red_is_late(minutes: int) -> None:
    of = case(there=DANA_CAME, follow_ups=[thank_you()])

    def at(later: int) -> Thanks:
        (row,) = board(of, now=END + timedelta(minutes=later), calendar=BERLIN, cadence=Cadence())
        return row

    row, after = at(minutes), at(minutes + 1)
    assert row.late <= after.late
    assert row.red <= after.red
    assert row.red <= row.late
    assert row.red is (minutes >= 48 * 60)
    assert row.late is (minutes >= 33 * 60)
