"""The queue as a function of the facts: METHOD's table "What plans what" and its fine print, one test a sentence.

The meeting is on Tuesday 1 December 2026, 14:00 to 15:00 in Berlin, with Dana (a vice president) and Kim, unless a test
says otherwise. What is expected is written out as METHOD has it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from interview_tui.domain.chart import CHART_HEADINGS
from interview_tui.domain.contact_frequency import Contact
from interview_tui.domain.dates import Calendar
from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    Favour,
    MeetingState,
    Outcome,
    Part,
    Plan,
    Settled,
)
from interview_tui.domain.follow_up_kinds import Kind, recommendation_writer
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.planning import Reconciled, plan, reconcile
from interview_tui.domain.records import FollowUp, Offer
from tests.domain.cases import (
    CHECK_IN,
    DANA,
    FIRST,
    GRACE,
    HANDED_OVER,
    KIM,
    KIMS_WORD,
    NORA,
    RITA,
    SAM,
    THANKED,
    TOM,
    VALUE,
    WITH_RITA,
    Line,
    a_round,
    asked,
    beta,
    check_in,
    context,
    due,
    ended,
    facts,
    having,
    instant,
    keep,
    line,
    meets,
    need,
    promise,
    pushing,
    said,
    sent,
    settled,
    the,
    their_word,
    tie,
)

if TYPE_CHECKING:
    from interview_tui.domain.facts import Facts

CHART = "\n".join(CHART_HEADINGS)

BEFORE: list[Line] = [("prepare", "", "2026-11-30")]
DEBRIEF: list[Line] = [("debrief", "", "2026-12-01 16:00")]
THANKS: list[Line] = [("thank_you", "Dana", "2026-12-02 15:00"), ("thank_you", "Kim", "2026-12-02 15:00")]


# --- A meeting gets a time


def test_the_whole_plan_stands_once_a_meeting_has_a_time() -> None:
    assert asked(facts(FIRST)) == [*BEFORE, *DEBRIEF, *THANKS, *VALUE, *CHECK_IN]


def test_without_a_time_nothing_is_planned() -> None:
    assert asked(facts(meets(1, None, DANA))) == []


@pytest.mark.parametrize(
    ("chosen", "rest"),
    [
        (Plan.GENTLE, [*VALUE, ("check_in", "Dana", "2026-12-14")]),
        (Plan.STANDARD, [*VALUE, *CHECK_IN]),
        (None, [*VALUE, *CHECK_IN]),
        (Plan.BRISK, [*VALUE, ("check_in", "Dana", "2026-12-09")]),
        (Plan.ONE_LETTER, VALUE),
        (Plan.NONE, []),
    ],
)
def test_each_plan_has_its_own_letters_and_gaps(chosen: Plan | None, rest: list[Line]) -> None:
    assert pushing(facts(FIRST), chosen=chosen) == rest


def test_what_is_planned_says_why_and_where_it_comes_from() -> None:
    assert {f.origin: (f.text, f.why) for f in plan(facts(FIRST), context())} == {
        "prepare:m1": ("Prepare for the meeting", "working day before the meeting"),
        "debrief:m1": ("Write up the meeting", "within 1 hour of the meeting's end"),
        "thank_you:m1:p1": ("Thank Dana Ruiz", "within 24 hours of the meeting"),
        "thank_you:m1:p2": ("Thank Kim Lee", "within 24 hours of the meeting"),
        "value_letter:r1": ("Send the value letter", "3 working days after the meeting"),
        "check_in:r1:1": ("Check in", "check-in 1 of 3, 7 days after the value letter"),
    }


@pytest.mark.parametrize(
    ("meeting", "booked", "expected"),
    [
        ("2026-12-01 14:00", "2026-11-20 09:00", ["2026-11-30"]),
        ("2026-12-07 09:00", "2026-11-20 09:00", ["2026-12-04"]),
        ("2026-12-05 10:00", "2026-11-20 09:00", ["2026-12-04"]),
        ("2026-12-01 14:00", "2026-12-01 08:00", ["2026-12-01"]),
        ("2026-12-07 09:00", "2026-12-05 12:00", ["2026-12-07"]),
        ("2026-12-01 14:00", "2026-12-01 14:00", []),
        ("2026-12-01 14:00", "2026-12-03 08:00", []),
    ],
    ids=["usual", "monday", "saturday", "booked that day", "booked at the weekend", "begun already", "over already"],
)
def test_prepare_is_due_the_working_day_before(meeting: str, booked: str, expected: list[str]) -> None:
    of = facts(meets(1, meeting, DANA, entered=booked))
    assert [when for _, _, when in asked(of, Kind.PREPARE)] == expected


def test_the_debrief_is_due_an_hour_after_the_end_at_the_weekend_too() -> None:
    assert asked(facts(meets(1, "2026-12-05 10:00", DANA, ends="2026-12-05 12:30")), Kind.DEBRIEF) == [
        ("debrief", "", "2026-12-05 13:30")
    ]


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        ("2026-12-01 14:00", "2026-12-02 15:00"),
        ("2026-12-04 14:00", "2026-12-07"),
        ("2026-12-05 10:00", "2026-12-07"),
        ("2026-12-06 14:00", "2026-12-07 15:00"),
    ],
    ids=["tuesday", "friday", "saturday", "sunday"],
)
def test_24_hours_that_end_on_a_day_off_end_with_the_next_working_day(meeting: str, expected: str) -> None:
    assert asked(facts(meets(1, meeting, DANA)), Kind.THANK_YOU) == [("thank_you", "Dana", expected)]


def test_public_holidays_and_days_off_are_no_working_days() -> None:
    german = Calendar(ZoneInfo("Europe/Berlin"), country="DE", days_off=frozenset({date(2026, 12, 28)}))
    christmas = facts(meets(1, "2026-12-24 10:00", DANA))  # a Thursday; the 28th is a Monday
    assert asked(christmas, Kind.THANK_YOU, Kind.VALUE_LETTER, calendar=german) == [
        ("thank_you", "Dana", "2026-12-29"),
        ("value_letter", "Dana", "2026-12-31"),
    ]


def test_a_move_moves_the_plan() -> None:
    stored = keep(facts(FIRST))
    moved = replace(stored, meetings=meetings_of(meets(1, "2026-12-08 14:00")))
    found = reconcile(moved, context())
    assert sorted(line(f, moved) for f in found.moved) == [
        ("check_in", "Dana", "2026-12-18"),
        ("debrief", "", "2026-12-08 16:00"),
        ("prepare", "", "2026-12-07"),
        ("thank_you", "Dana", "2026-12-09 15:00"),
        ("thank_you", "Kim", "2026-12-09 15:00"),
        ("value_letter", "Dana", "2026-12-11"),
    ]
    assert replace(found, moved=()) == Reconciled()


def test_a_cancellation_ends_the_plan_and_asks_for_a_new_date() -> None:
    stored = keep(facts(FIRST))
    off = meets(1, "2026-12-01 14:00", state=MeetingState.CANCELLED, entered="2026-11-25 10:00")
    cancelled = replace(stored, meetings=meetings_of(off))
    assert asked(cancelled) == [("new_date", "Dana", "2026-11-26")]
    found = reconcile(cancelled, context())
    assert {f.id for f in found.ended} == {f.id for f in stored.follow_ups}


# --- Notes say who was there (and fine print 5)


def test_who_came_uninvited_is_thanked_and_who_was_absent_is_not() -> None:
    there = facts(meets(1, "2026-12-01 14:00", DANA, SAM, absent=[KIM], named="2026-12-01 15:30"))
    assert asked(there, Kind.THANK_YOU) == [
        ("thank_you", "Dana", "2026-12-02 15:00"),
        ("thank_you", "Sam", "2026-12-02 15:00"),
    ]


def test_notes_that_name_some_never_take_the_others_away() -> None:
    of = facts(FIRST)
    dana, kim = of.attendances
    assert asked(replace(of, attendances=(replace(dana, present=True), kim)), Kind.THANK_YOU) == THANKS


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("2026-12-02 14:59", "2026-12-02 15:00"),
        ("2026-12-02 15:00", "2026-12-03"),
        ("2026-12-04 18:00", "2026-12-07"),
    ],
)
def test_who_is_named_after_the_24_hours_is_thanked_by_the_next_working_day(named: str, expected: str) -> None:
    late = facts(meets(1, "2026-12-01 14:00", DANA, named=named))
    assert asked(late, Kind.THANK_YOU) == [("thank_you", "Dana", expected)]


def test_a_meeting_without_known_people_plans_one_thank_you_without_a_name_which_names_replace() -> None:
    nobody = facts(meets(1, "2026-12-01 14:00"))
    assert asked(nobody, Kind.THANK_YOU) == [("thank_you", "", "2026-12-02 15:00")]
    assert the(nobody, Kind.THANK_YOU).text == "Thank the people you met"
    stored = keep(nobody)
    named = replace(facts(FIRST), follow_ups=stored.follow_ups)
    found = reconcile(named, context())
    assert [f.origin for f in found.ended] == ["thank_you:m1"]
    assert sorted(f.origin for f in found.added) == ["thank_you:m1:p1", "thank_you:m1:p2"]


def test_where_all_were_absent_nobody_is_thanked() -> None:
    assert asked(facts(meets(1, "2026-12-01 14:00", absent=[DANA, KIM])), Kind.THANK_YOU) == []


def test_connections_and_references_are_not_thanked_for_a_meeting() -> None:
    with_sam = facts(meets(1, "2026-12-01 14:00", DANA, SAM), parts={SAM.id: Part.CONNECTION})
    assert asked(with_sam, Kind.THANK_YOU) == [("thank_you", "Dana", "2026-12-02 15:00")]


# --- Promises of mine, commitments of theirs


@pytest.mark.parametrize(
    ("by", "entered", "expected"),
    [
        ("2026-12-03", None, "2026-12-03"),
        ("2026-12-05", None, "2026-12-04"),
        ("2026-11-30", "2026-12-03 09:00", "2026-11-30"),
        (None, None, "2026-12-02"),
        (None, "2026-12-07 09:00", "2026-12-08"),
    ],
    ids=["its date", "a saturday", "a day that has passed", "no date", "no date, written down late"],
)
def test_a_promise_is_due_at_its_date_to_whom_it_was_made(by: str | None, entered: str | None, expected: str) -> None:
    of = facts(FIRST, commitments=[promise(9, "send the study", by, to=KIM.id, entered=entered)])
    assert asked(of, Kind.PROMISE) == [("promise", "Kim", expected)]
    assert (the(of, Kind.PROMISE).text, the(of, Kind.PROMISE).origin) == ("send the study", "promise:c9")


@pytest.mark.parametrize("state", [CommitmentState.KEPT, CommitmentState.MISSED])
def test_a_settled_promise_is_planned_no_more(state: CommitmentState) -> None:
    of = facts(FIRST, commitments=[promise(9, "send it", "2026-12-03", state=state)])
    assert asked(of, Kind.PROMISE) == []


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [(Plan.GENTLE, "2026-12-16"), (Plan.STANDARD, "2026-12-14"), (Plan.BRISK, "2026-12-11")],
)
def test_a_commitment_of_theirs_plans_a_check_in_to_whoever_made_it(chosen: Plan, expected: str) -> None:
    of = facts(FIRST, commitments=[their_word(9, "call", "2026-12-10", of=KIM.id)])
    assert check_in(of, chosen=chosen) == [("check_in", "Kim", expected)]
    assert the(of, Kind.CHECK_IN).origin == "check_in:c9"
    assert the(of, Kind.CHECK_IN).why == "check-in 1 of 3, 2 working days after their date: “call” by Thu 10 Dec"


def test_we_will_let_you_know_is_no_date_so_the_cadence_counts() -> None:
    vague = replace(their_word(9, "we'll let you know", of=KIM.id), passive=True)
    assert check_in(facts(FIRST, commitments=[vague])) == CHECK_IN


# --- What was sent is never planned again


def test_a_thank_you_that_was_sent_by_any_way_is_not_planned_again() -> None:
    by_letter = facts(FIRST, letters=[sent(LetterKind.THANK_YOU, "2026-12-02 10:00", DANA)])
    assert asked(by_letter, Kind.THANK_YOU) == THANKS[1:]
    by_hand = facts(FIRST, follow_ups=[settled("thank_you:m1:p1", "2026-12-02 10:00", person=DANA)])
    assert asked(by_hand, Kind.THANK_YOU) == THANKS[1:]
    assert "thank_you:m1:p1" not in {f.origin for f in reconcile(by_hand, context()).added}


def test_a_thank_you_of_an_earlier_meeting_does_not_count_for_the_next() -> None:
    again = meets(2, "2026-12-08 10:00", DANA)
    of = facts(FIRST, again, letters=[sent(LetterKind.THANK_YOU, "2026-12-02 10:00", DANA)])
    assert asked(of, Kind.THANK_YOU) == [*THANKS[1:], ("thank_you", "Dana", "2026-12-09 11:00")]


def test_a_thank_you_counts_only_if_it_was_sent_after_the_meeting_began() -> None:
    early = facts(
        FIRST,
        letters=[sent(LetterKind.THANK_YOU, "2026-11-30 10:00", KIM)],
        follow_ups=[settled("thank_you:m1:p1", "2026-11-30 10:00", person=DANA)],
    )
    assert asked(early, Kind.THANK_YOU) == THANKS


# --- Somebody writes or calls


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (said("2026-12-10 10:00", DANA), "2026-12-17"),
        (said("2026-12-10 10:00", None), "2026-12-17"),
        (said("2026-12-10 10:00", to=DANA), "2026-12-17"),
        (said("2026-12-10 10:00", SAM), "2026-12-11"),
        (said("2026-11-19 10:00", DANA), "2026-12-11"),
        (said("2026-12-10 10:00", DANA, automatic=True), "2026-12-11"),
    ],
    ids=["they wrote", "somebody there wrote", "I wrote", "a connection", "before this round", "automatic"],
)
def test_the_cadence_counts_from_each_contact_with_the_employer(contact: Any, expected: str) -> None:
    of = facts(FIRST, touches=[contact], ties=[tie(SAM.id, Part.CONNECTION, do_not_ask=True)])
    assert check_in(of) == [("check_in", "Dana", expected)]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ([], ("check_in", "Kim", "2026-12-08")),
        ([said("2026-12-04 18:00", DANA)], ("check_in", "Kim", "2026-12-08")),
        ([said("2026-12-03 18:00", KIM)], ("check_in", "Kim", "2026-12-08")),
        ([said("2026-12-04 09:00", KIM, automatic=True)], ("check_in", "Kim", "2026-12-08")),
        ([said("2026-12-04 00:00", KIM)], ("check_in", "Dana", "2026-12-11")),
        ([said("2026-12-03 18:00", KIM, answers=9)], ("check_in", "Dana", "2026-12-11")),
        ([said("2026-12-03 18:00", DANA, answers=9)], ("check_in", "Dana", "2026-12-11")),
    ],
    ids=["nobody", "another's", "too early", "a robot's", "on the morning of the date", "marked", "another's, marked"],
)
def test_only_word_of_the_one_who_committed_settles_it(contact: list[Any], expected: Line) -> None:
    assert check_in(facts(FIRST, commitments=[KIMS_WORD], touches=contact)) == [expected]


def test_a_meeting_with_them_after_the_date_is_word_one_with_others_is_not() -> None:
    with_kim = meets(2, "2026-12-09 10:00", KIM)
    assert check_in(facts(FIRST, with_kim, commitments=[KIMS_WORD])) == [("check_in", "Dana", "2026-12-16")]
    with_dana = meets(2, "2026-12-09 10:00", DANA)
    # No check-in before a meeting that is booked (6).
    assert check_in(facts(FIRST, with_dana, commitments=[KIMS_WORD])) == [("check_in", "Kim", "2026-12-10")]


def test_the_thing_itself_is_word_too() -> None:
    kept = replace(KIMS_WORD, state=CommitmentState.KEPT)
    assert check_in(facts(FIRST, commitments=[kept])) == CHECK_IN


# --- Fine print 1: nothing planned is born late


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        (
            "2026-12-01 15:30",
            [*DEBRIEF, *THANKS, *VALUE, *CHECK_IN],
        ),
        (
            "2026-12-03 09:00",
            [("debrief", "", "2026-12-04"), ("thank_you", "Dana", "2026-12-04"), ("thank_you", "Kim", "2026-12-04"),
             *VALUE, *CHECK_IN],
        ),
        (
            "2026-12-06 20:00",
            [("debrief", "", "2026-12-07"), ("thank_you", "Dana", "2026-12-07"), ("thank_you", "Kim", "2026-12-07"),
             ("value_letter", "Dana", "2026-12-09"), ("check_in", "Dana", "2026-12-16")],
        ),
        (
            "2026-12-07 09:00",
            [("debrief", "", "2026-12-08"), ("thank_you", "Dana", "2026-12-08"), ("thank_you", "Kim", "2026-12-08"),
             ("value_letter", "Dana", "2026-12-10"), ("check_in", "Dana", "2026-12-17")],
        ),
    ],
    ids=["in the debrief's hour", "two days late", "on Sunday", "six days late"],
)  # fmt: skip
def test_a_meeting_entered_late_has_days_that_can_be_kept(entered: str, expected: list[Line]) -> None:
    assert asked(facts(meets(1, "2026-12-01 14:00", DANA, KIM, entered=entered))) == expected


def test_a_commitment_entered_after_its_check_in_would_be_due_is_asked_about_the_next_working_day() -> None:
    late = replace(KIMS_WORD, entered=instant("2026-12-11 09:00"))
    assert check_in(facts(FIRST, commitments=[late])) == [("check_in", "Kim", "2026-12-14")]


def test_a_contact_entered_late_is_counted_from_when_it_was() -> None:
    in_time = said("2026-12-10 10:00", DANA, entered="2026-12-16 09:00")
    assert check_in(facts(FIRST, touches=[in_time])) == [("check_in", "Dana", "2026-12-17")]
    late = said("2026-12-10 10:00", DANA, entered="2026-12-18 09:00")
    assert check_in(facts(FIRST, touches=[late])) == [("check_in", "Dana", "2026-12-21")]


# --- Fine print 3 and 4: one check-in


def test_several_dates_of_one_person_are_asked_about_in_one_line_at_the_earliest() -> None:
    words = [their_word(9, "call", "2026-12-07", of=DANA.id), their_word(10, "send it", "2026-12-09", of=DANA.id)]
    of = facts(FIRST, commitments=words)
    assert check_in(of) == [("check_in", "Dana", "2026-12-09")]
    assert the(of, Kind.CHECK_IN).why == (
        "check-in 1 of 3, 2 working days after their date: “call” by Mon 7 Dec, “send it” by Wed 9 Dec"
    )


def test_the_earliest_date_of_several_people_comes_first() -> None:
    words = [their_word(9, "call", "2026-12-10", of=DANA.id), their_word(10, "write", "2026-12-07", of=KIM.id)]
    assert check_in(facts(FIRST, commitments=words)) == [("check_in", "Kim", "2026-12-09")]


@pytest.mark.parametrize(
    ("second", "expected"), [("2026-12-09", "2026-12-23"), ("2026-12-18", "2026-12-22")], ids=["named too", "later"]
)
def test_a_commitment_is_chased_once(second: str, expected: str) -> None:
    words = [their_word(9, "call", "2026-12-07", of=DANA.id), their_word(10, "send it", second, of=DANA.id)]
    chased = settled("check_in:c9", "2026-12-09 10:00", person=DANA, commitment=9)
    of = facts(FIRST, commitments=words, follow_ups=[chased], touches=[said("2026-12-09 10:00", to=DANA)])
    assert check_in(of) == [("check_in", "Dana", expected)]


def test_a_check_in_on_a_date_counts_towards_the_cap() -> None:
    chased = [
        settled("check_in:c9", "2026-12-09 10:00", person=KIM, commitment=9),
        settled("check_in:r1:2", "2026-12-23 10:00"),
        settled("check_in:r1:3", "2027-01-20 10:00"),
    ]
    of = facts(FIRST, commitments=[KIMS_WORD], follow_ups=chased)
    assert check_in(of) == []
    assert check_in(replace(of, touches=(said("2027-02-01 10:00", DANA),))) == [("check_in", "Dana", "2027-02-08")]


def test_each_check_in_counts_from_the_one_before() -> None:
    value = settled("value_letter:r1", "2026-12-04 10:00", person=DANA)
    first = settled("check_in:r1:1", "2026-12-11 10:00", person=DANA)
    wrote = [said("2026-12-04 10:00", to=DANA, follow_up=value.id), said("2026-12-11 10:00", to=DANA)]
    of = facts(FIRST, follow_ups=[value, first], touches=wrote)
    assert check_in(of) == [("check_in", "Dana", "2026-12-25")]
    assert the(of, Kind.CHECK_IN).why == "check-in 2 of 3, 14 days after the last contact"


def test_after_the_value_letter_was_sent_the_check_in_counts_from_it() -> None:
    value = settled("value_letter:r1", "2026-12-03 10:00", person=DANA)
    of = facts(FIRST, follow_ups=[value], touches=[said("2026-12-03 10:00", to=DANA, follow_up=value.id)])
    assert pushing(of) == [("check_in", "Dana", "2026-12-10")]


def test_value_letter_and_check_ins_keep_the_gap_between_contacts() -> None:
    after = their_word(9, "call", "2026-12-03", of=DANA.id)  # two working days later is Monday, three after the letter
    assert pushing(facts(FIRST, commitments=[after])) == [*VALUE, ("check_in", "Dana", "2026-12-09")]
    before = their_word(9, "call", "2026-12-01", of=DANA.id)
    assert pushing(facts(FIRST, commitments=[before])) == [
        ("check_in", "Dana", "2026-12-03"),
        ("value_letter", "Dana", "2026-12-08"),
    ]


def test_beyond_two_contacts_a_week_to_a_company_it_is_the_next_good_day() -> None:
    two = [
        Contact(at=instant(f"2026-12-{day} 10:00"), direction=Direction.OUT, person_id=90 + place)
        for place, day in enumerate(("08", "09"))
    ]
    value = settled("value_letter:r1", "2026-12-03 10:00", person=DANA)
    of = facts(FIRST, follow_ups=[value], touches=[said("2026-12-03 10:00", to=DANA, follow_up=value.id)], contacts=two)
    assert pushing(of) == [("check_in", "Dana", "2026-12-15")]
    # The value letter, too, waits for room where it has not been sent.
    assert pushing(facts(FIRST, contacts=two)) == [
        ("value_letter", "Dana", "2026-12-15"),
        ("check_in", "Dana", "2026-12-22"),
    ]


# --- Fine print 6 and 7: one of each


def test_a_day_of_two_meetings_owes_one_of_each() -> None:
    day = facts(meets(1, "2026-12-01 10:00", DANA), meets(2, "2026-12-01 14:00", DANA, KIM))
    assert asked(day) == [*BEFORE, *DEBRIEF, *THANKS, *VALUE, *CHECK_IN]


def test_two_days_of_meetings_owe_their_own_but_one_value_letter_and_no_check_in_before_the_second() -> None:
    days = facts(FIRST, meets(2, "2026-12-15 10:00", KIM))
    assert asked(days) == [
        *BEFORE,
        *DEBRIEF,
        *THANKS,
        *VALUE,
        ("prepare", "", "2026-12-14"),
        ("debrief", "", "2026-12-15 12:00"),
        ("thank_you", "Kim", "2026-12-16 11:00"),
        ("check_in", "Dana", "2026-12-22"),
    ]


def test_after_a_talk_with_a_recruiter_alone_there_is_no_value_letter() -> None:
    call = meets(1, "2026-12-01 14:00", RITA)
    assert pushing(facts(call)) == [("check_in", "Rita", "2026-12-08")]
    assert pushing(facts(call, meets(2, "2026-12-08 10:00", DANA))) == [
        ("value_letter", "Dana", "2026-12-11"),
        ("check_in", "Rita", "2026-12-18"),
    ]


SENT_CHART = sent(LetterKind.VALUE_LETTER, "2026-12-04 10:00")
AGAIN = meets(2, "2026-12-10 10:00", DANA)


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ([], []),
        ([need(1, "slow releases", meeting=1)], []),
        ([need(1, "slow releases", meeting=1), need(2, "pagers", meeting=2)], [("value_letter", "Dana", "2026-12-15")]),
    ],
    ids=["no need", "an old need", "a new need"],
)
def test_a_later_meeting_plans_another_value_letter_only_for_a_need_without_answer(
    needs: list[Any], expected: list[Line]
) -> None:
    assert asked(facts(FIRST, AGAIN, needs=needs, letters=[SENT_CHART]), Kind.VALUE_LETTER) == expected


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        (sent(LetterKind.THANK_YOU, "2026-12-02 10:00", KIM, body=f"Dear Kim\n{CHART}"), []),
        (sent(LetterKind.THANK_YOU, "2026-12-02 10:00", KIM, body="Dear Kim"), VALUE),
        (sent(LetterKind.VALUE_LETTER, "2026-12-02 10:00", KIM), []),
    ],
    ids=["a chart in a thank-you", "a thank-you without", "the value letter"],
)
def test_a_chart_that_went_out_settles_the_value_letter(letter: Any, expected: list[Line]) -> None:
    assert asked(facts(FIRST, letters=[letter]), Kind.VALUE_LETTER) == expected


# --- Fine print 8: rounds


SECOND_ROUND = [
    a_round(1, Outcome.INVITED, "2026-12-07 10:00"),
    a_round(2, opened="2026-12-07 10:00"),
]


def test_invited_back_without_a_time_they_agree_on_a_date_and_what_waited_ends() -> None:
    of = facts(
        FIRST,
        rounds=SECOND_ROUND,
        commitments=[KIMS_WORD, promise(10, "send it", "2026-12-10", to=DANA.id)],
    )
    assert asked(of) == [
        *DEBRIEF,
        *THANKS,
        ("new_date", "Dana", "2026-12-09"),
        ("promise", "Dana", "2026-12-10"),
    ]
    assert the(of, Kind.NEW_DATE).text == "Agree on a date"


def test_the_next_rounds_meeting_has_its_own_plan() -> None:
    of = facts(FIRST, meets(2, "2026-12-15 10:00", KIM, round_id=2), rounds=SECOND_ROUND)
    assert asked(of) == [
        *DEBRIEF,
        *THANKS,
        ("prepare", "", "2026-12-14"),
        ("debrief", "", "2026-12-15 12:00"),
        ("thank_you", "Kim", "2026-12-16 11:00"),
        ("value_letter", "Dana", "2026-12-18"),
        ("check_in", "Dana", "2026-12-25"),
    ]
    assert the(of, Kind.VALUE_LETTER).origin == "value_letter:r2"


# --- Fine print 11: what lapses


def test_what_nobody_did_lapses_counted_from_the_meeting() -> None:
    late = meets(1, "2026-12-01 14:00", DANA, entered="2026-12-07 09:00")
    for first in (meets(1, "2026-12-01 14:00", DANA), late):
        of = facts(first)
        four_weeks = instant("2026-12-29 15:00")
        for kind in (Kind.DEBRIEF, Kind.THANK_YOU, Kind.VALUE_LETTER):
            assert the(of, kind).lapses == four_weeks


def test_a_check_in_lapses_two_months_after_the_last_contact_or_their_date_and_a_promise_never() -> None:
    of = facts(FIRST, commitments=[promise(9, "send it")])
    assert the(of, Kind.CHECK_IN).lapses == instant("2027-02-01 15:00")
    assert the(of, Kind.PROMISE).lapses is None
    wrote = replace(of, touches=(said("2026-12-10 10:00", DANA),))
    assert the(wrote, Kind.CHECK_IN).lapses == instant("2027-02-10 10:00")
    assert the(facts(FIRST, commitments=[KIMS_WORD]), Kind.CHECK_IN).lapses == instant("2027-02-04 12:00")


def test_preparing_lapses_as_the_meeting_begins() -> None:
    assert the(facts(FIRST), Kind.PREPARE).lapses == instant("2026-12-01 14:00")


# --- Fine print 12: they wait for an answer


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (said("2026-12-03 10:00", KIM, reply_by="2026-12-18"), ("answer", "Kim", "2026-12-04")),
        (said("2026-12-04 18:00", KIM, reply_by="2026-12-18"), ("answer", "Kim", "2026-12-07")),
        (said("2026-12-03 10:00", KIM, reply_by="2026-12-03"), ("answer", "Kim", "2026-12-03")),
        (said("2026-12-03 10:00", None, reply_by="2026-12-18"), ("answer", "Dana", "2026-12-04")),
        (said("2026-12-03 10:00", KIM, reply_by="2026-12-18", entered="2026-12-08 09:00"),
         ("answer", "Kim", "2026-12-09")),
    ],
    ids=["the next working day", "on Friday", "that very day", "nobody's name", "entered late"],
)  # fmt: skip
def test_an_answer_that_they_wait_for_is_due_and_no_check_in_meanwhile(contact: Any, expected: Line) -> None:
    of = facts(FIRST, touches=[contact])
    assert asked(of, Kind.ANSWER, Kind.CHECK_IN) == [expected]


def test_once_i_have_answered_the_cadence_counts_again() -> None:
    of = facts(FIRST, touches=[said("2026-12-03 10:00", KIM, reply_by="2026-12-18"), said("2026-12-04 09:00", to=KIM)])
    assert asked(of, Kind.ANSWER, Kind.CHECK_IN) == CHECK_IN


# --- Fine print 13: offers


def offered(by: str | None = None, *, thanked: str | None = None, **described: Any) -> Facts:
    """The interview with an offer of Monday 7 December."""
    offer = Offer(id=1, round_id=1, made=instant("2026-12-07 10:00"), answer_by=date.fromisoformat(by) if by else None)
    done = [settled("offer_thanks:r1", thanked)] if thanked else []
    return ended(Outcome.OFFER, "2026-12-07 10:00", offers=[offer], follow_ups=done, **described)


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        (offered(), [("offer_thanks", "Dana", "2026-12-08")]),
        (offered("2026-12-18"), [("offer_thanks", "Dana", "2026-12-08"), ("offer_reply", "Dana", "2026-12-18")]),
        (offered("2026-12-19"), [("offer_thanks", "Dana", "2026-12-08"), ("offer_reply", "Dana", "2026-12-18")]),
        (offered(thanked="2026-12-08 10:00"), [("offer_reply", "Dana", "2026-12-10")]),
        (offered("2026-12-18", thanked="2026-12-08 10:00"), [("offer_reply", "Dana", "2026-12-18")]),
    ],
    ids=["no date: one line", "their date", "on a saturday", "asked and not answered", "asked and answered"],
)
def test_an_offer_is_thanked_for_and_answered_by_their_date(offer: Facts, expected: list[Line]) -> None:
    assert asked(offer, Kind.OFFER_THANKS, Kind.OFFER_REPLY) == expected
    assert pushing(offer) == []


def test_without_a_date_the_thanks_ask_until_when() -> None:
    assert the(offered(), Kind.OFFER_THANKS).text == "Thank them and ask when to answer by"
    assert the(offered("2026-12-18"), Kind.OFFER_THANKS).text == "Thank them for the offer"


def test_another_offer_is_told_once_in_steps_5_to_8_and_replaces_the_check_in() -> None:
    of = facts(FIRST, follow_ups=THANKED, elsewhere=[beta(Outcome.OFFER)])
    assert pushing(of) == [("offer_news", "Dana", "2026-12-04"), *VALUE]
    told = settled("offer_news:r1", "2026-12-04 10:00", person=DANA)
    assert asked(replace(of, follow_ups=(*THANKED, told)), Kind.OFFER_NEWS) == []


@pytest.mark.parametrize(
    "of",
    [
        facts(FIRST, elsewhere=[beta(Outcome.OFFER)]),
        facts(meets(1, None, DANA), elsewhere=[beta(Outcome.OFFER)]),
        facts(FIRST, follow_ups=THANKED, elsewhere=[]),
        offered(elsewhere=[beta(Outcome.OFFER)]),
    ],
    ids=["before step 5", "never met", "no offer", "holds one itself"],
)
def test_else_another_offer_is_not_told(of: Facts) -> None:
    assert asked(of, Kind.OFFER_NEWS) == []


@pytest.mark.parametrize(
    ("outcome", "letter", "text"),
    [
        (Outcome.ACCEPTED, LetterKind.ACCEPTANCE, "Send the acceptance"),
        (Outcome.DECLINED, LetterKind.DECLINE, "Decline the offer"),
    ],
)
def test_decided_without_a_letter_one_line_stays(outcome: Outcome, letter: LetterKind, text: str) -> None:
    of = ended(outcome, "2026-12-10 10:00")
    assert asked(of, Kind.OFFER_REPLY, Kind.OFFER_THANKS) == [("offer_reply", "Dana", "2026-12-11")]
    assert the(of, Kind.OFFER_REPLY).text == text
    assert asked(replace(of, letters=(sent(letter, "2026-12-10 10:00"),)), Kind.OFFER_REPLY) == []


# --- Fine print 14: accepted elsewhere


def test_an_acceptance_elsewhere_proposes_to_withdraw_and_what_presses_rests() -> None:
    of = facts(FIRST, follow_ups=THANKED, elsewhere=[beta(Outcome.ACCEPTED)])
    assert asked(of) == [*BEFORE, *DEBRIEF, ("withdrawal", "Dana", "2026-12-04")]
    skipped = settled("withdrawal:i2", "2026-12-04 10:00", Settled.SKIPPED, person=DANA)
    assert pushing(replace(of, follow_ups=(*THANKED, skipped))) == [*VALUE, *CHECK_IN]


def test_whom_nobody_met_is_withdrawn_from_in_one_line_at_the_accepted_one() -> None:
    nobody = facts(meets(1, None, DANA), elsewhere=[beta(Outcome.ACCEPTED)])
    assert asked(nobody) == []
    accepted = ended(Outcome.ACCEPTED, "2026-12-10 10:00", unheard=True)
    assert asked(accepted, Kind.WITHDRAWAL) == [("withdrawal", "", "2026-12-11")]
    assert asked(replace(accepted, unheard=False), Kind.WITHDRAWAL) == []


# --- Fine print 15: endings


@pytest.mark.parametrize(
    ("closed", "thanks", "expected"),
    [
        ("2026-12-02 10:00", THANKS[1:], "2026-12-04"),
        ("2026-12-02 15:00", THANKS[1:], "2026-12-04"),
        ("2026-12-02 15:01", [], "2026-12-04"),
        ("2026-12-03 10:00", [], "2026-12-07"),
        ("2026-12-04 10:00", [], "2026-12-07"),
        ("2026-12-07 10:00", [], "2026-12-09"),
    ],
)
def test_thanks_after_a_rejection_are_due_within_two_days_and_take_the_place_of_thank_yous(
    closed: str, thanks: list[Line], expected: str
) -> None:
    of = ended(Outcome.REJECTED, closed)
    assert asked(of, Kind.THANK_YOU, Kind.REJECTION_THANKS) == [*thanks, ("rejection_thanks", "Dana", expected)]
    assert pushing(of) == []


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.RESCINDED])
def test_who_never_met_me_or_wrote_gets_no_thanks(outcome: Outcome) -> None:
    never = [a_round(1, outcome, "2026-12-07 10:00")]
    assert asked(facts(meets(1, None, DANA), rounds=never)) == []
    wrote = facts(meets(1, None), rounds=never, touches=[said("2026-12-03 10:00", KIM)])
    assert asked(wrote, Kind.REJECTION_THANKS) == [("rejection_thanks", "Kim", "2026-12-09")]


def test_promises_still_open_are_asked_about() -> None:
    of = ended(Outcome.REJECTED, "2026-12-07 10:00", commitments=[promise(9, "send it", "2026-12-10")])
    assert asked(of, Kind.PROMISE) == [("promise", "", "2026-12-10")]
    assert the(of, Kind.PROMISE).why == "promised before the rejection: still meant?"


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        ({}, ["2027-01-06"]),
        ({"stay_in_touch": True}, ["2027-01-06"]),
        ({"stay_in_touch": False}, []),
        ({"touches": [said("2027-01-02 10:00", DANA)]}, ["2027-02-01"]),
    ],
    ids=["undecided", "wanted", "declined", "from the last real contact"],
)
def test_staying_in_touch_begins_after_a_month(described: dict[str, Any], expected: list[str]) -> None:
    of = ended(Outcome.REJECTED, "2026-12-07 10:00", **described)
    assert [when for _, _, when in asked(of, Kind.STAY_IN_TOUCH)] == expected


def test_the_next_time_in_touch_is_90_days_after_the_last() -> None:
    once = settled("stay_in_touch:r1:1", "2027-01-06 10:00", person=DANA)
    of = ended(Outcome.REJECTED, "2026-12-07 10:00", follow_ups=[once], touches=[said("2027-01-06 10:00", to=DANA)])
    assert asked(of, Kind.STAY_IN_TOUCH) == [("stay_in_touch", "Dana", "2027-04-06")]


@pytest.mark.parametrize(
    ("favour", "thanked", "expected"),
    [
        (Favour.SPOKE, None, [("reference_thanks", "Sam", "2026-12-09")]),
        (Favour.AGREED, None, [("reference_thanks", "Sam", "2026-12-09")]),
        (Favour.ASKED, None, []),
        (Favour.SPOKE, "2026-12-08 10:00", []),
        # Thanks while it was open do not tell how it ended.
        (Favour.SPOKE, "2026-12-04 10:00", [("reference_thanks", "Sam", "2026-12-09")]),
    ],
)
def test_those_who_put_in_a_word_are_thanked(favour: Favour, thanked: str | None, expected: list[Line]) -> None:
    helped = tie(SAM.id, Part.CONNECTION, favour, thanked=thanked)
    of = ended(Outcome.REJECTED, "2026-12-07 10:00", ties=[helped])
    assert asked(of, Kind.REFERENCE_THANKS) == expected


@pytest.mark.parametrize("what", ["named", "received"])
def test_who_wrote_or_was_named_to_the_employer_is_thanked_too(what: str) -> None:
    then: dict[str, Any] = {what: instant("2026-12-02 10:00")}
    helped = replace(tie(SAM.id, Part.REFERENCE), **then)
    lines = asked(ended(Outcome.REJECTED, "2026-12-07 10:00", ties=[helped]), Kind.REFERENCE_THANKS)
    assert lines == [("reference_thanks", "Sam", "2026-12-09")]
    declined = ended(Outcome.REJECTED, "2026-12-07 10:00", ties=[replace(helped, favour=Favour.DECLINED)])
    assert asked(declined, Kind.REFERENCE_THANKS) == []


def test_a_letter_of_recommendation_goes_on_to_who_decides() -> None:
    came = replace(tie(SAM.id, Part.REFERENCE, Favour.AGREED), received=instant("2026-12-14 10:00"))
    of = facts(FIRST, ties=[came])
    (forward,) = (f for f in plan(of, context()) if f.origin == f"recommendation:forward:p{SAM.id}")
    assert (forward.text, forward.person_id) == (f"Forward the letter from {SAM.name}", DANA.id)
    assert forward.due_day == date(2026, 12, 15)  # it keeps clear of the value letter on the 4th
    gone_on = replace(came, forwarded=instant("2026-12-14 11:00"))
    for settled_otherwise in (facts(FIRST, ties=[gone_on]), ended(Outcome.REJECTED, "2026-12-15 10:00", ties=[came])):
        assert not any(recommendation_writer(f.origin) for f in plan(settled_otherwise, context()))


def test_a_letter_that_comes_just_before_the_value_letter_waits_for_its_gap() -> None:
    came = replace(tie(SAM.id, Part.REFERENCE, Favour.AGREED), received=instant("2026-12-02 10:00"))
    found = plan(facts(FIRST, ties=[came]), context())
    (forward,) = (f for f in found if recommendation_writer(f.origin))
    (value,) = (f for f in found if f.kind is Kind.VALUE_LETTER)
    assert value.due_day is not None
    assert forward.due_day is not None
    assert (forward.due_day - value.due_day).days >= 5


def test_another_role_there_takes_over_staying_in_touch() -> None:
    of = ended(Outcome.REJECTED, "2026-12-07 10:00")
    assert asked(of, Kind.STAY_IN_TOUCH) != []
    assert asked(replace(of, followed=True), Kind.STAY_IN_TOUCH) == []


@pytest.mark.parametrize(
    ("outcome", "thanked"),
    [(None, False), (Outcome.OFFER, False)] + [(o, True) for o in Outcome if o not in (Outcome.OFFER, Outcome.INVITED)],
)
def test_they_are_thanked_once_it_has_ended_not_while_an_offer_is_open(outcome: Outcome | None, thanked: bool) -> None:
    helped = tie(SAM.id, Part.CONNECTION, Favour.SPOKE)
    of = facts(FIRST, rounds=[a_round(1, outcome, "2026-12-07 10:00" if outcome else None)], ties=[helped])
    assert (asked(of, Kind.REFERENCE_THANKS) != []) is thanked


def test_a_withdrawal_is_sent_the_next_working_day() -> None:
    assert asked(ended(Outcome.WITHDRAWN, "2026-12-07 10:00")) == [("withdrawal", "Dana", "2026-12-08")]
    nobody = facts(meets(1, None), rounds=[a_round(1, Outcome.WITHDRAWN, "2026-12-07 10:00")])
    assert asked(nobody) == []


# --- Fine print 16: reopened


def test_word_after_it_had_gone_quiet_makes_it_run_again_from_that_word() -> None:
    quiet = ended(Outcome.QUIET, "2026-12-21 10:00", follow_ups=[settled("value_letter:r1", "2026-12-04 10:00")])
    assert pushing(quiet) == []
    assert pushing(replace(quiet, touches=(said("2027-01-11 10:00", DANA),))) == [("check_in", "Dana", "2027-01-18")]
    assert pushing(replace(quiet, touches=(said("2027-01-11 10:00", to=DANA),))) == []


# --- Fine print 17: a new date


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.MISSED])
@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (None, [("new_date", "Dana", "2026-12-07")]),
        ("2026-12-16 10:00", []),
        ("2026-12-09 10:00", []),
    ],
    ids=["no other", "one ahead", "one since"],
)
def test_a_new_date_is_asked_for_where_no_other_meeting_is_ahead_or_was_held(
    state: MeetingState, other: str | None, expected: list[Line]
) -> None:
    fallen = meets(2, "2026-12-08 10:00", DANA, state=state, entered="2026-12-04 10:00")
    of = facts(FIRST, fallen, *([meets(3, other, DANA)] if other else []))
    assert asked(of, Kind.NEW_DATE) == expected
    assert (check_in(of) == []) is bool(expected)


def test_once_asked_for_the_cadence_counts_from_asking() -> None:
    fallen = meets(2, "2026-12-08 10:00", DANA, state=MeetingState.CANCELLED, entered="2026-12-04 10:00")
    requested = settled("new_date:m2", "2026-12-07 10:00", person=DANA)
    of = facts(
        FIRST, fallen, follow_ups=[requested], touches=[said("2026-12-07 10:00", to=DANA, follow_up=requested.id)]
    )
    assert asked(of, Kind.NEW_DATE, Kind.CHECK_IN) == [("check_in", "Dana", "2026-12-14")]


# --- Fine print 18: automatic replies


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, [*THANKS, ("promise", "Dana", "2026-12-03"), *VALUE, *CHECK_IN]),
        ("2026-12-03", [*THANKS, ("promise", "Dana", "2026-12-03"), *VALUE, *CHECK_IN]),
        (
            "2026-12-18",
            [
                *THANKS,
                ("promise", "Dana", "2026-12-03"),
                ("value_letter", "Dana", "2026-12-21"),
                ("check_in", "Dana", "2026-12-28"),
            ],
        ),
    ],
    ids=["without a date", "back in time", "away"],
)
def test_an_automatic_reply_moves_only_what_presses_to_the_working_day_after(
    until: str | None, expected: list[Line]
) -> None:
    of = facts(
        FIRST,
        commitments=[promise(9, "send it", "2026-12-03", to=DANA.id)],
        touches=[said("2026-12-02 16:00", DANA, automatic=True, until=until)],
    )
    assert asked(of)[2:] == expected


def test_the_absence_of_one_moves_nothing_that_is_due_to_another() -> None:
    away = said("2026-12-02 16:00", DANA, automatic=True, until="2026-12-18")
    assert check_in(facts(FIRST, commitments=[KIMS_WORD], touches=[away])) == [("check_in", "Kim", "2026-12-08")]
    away = said("2026-12-02 16:00", KIM, automatic=True, until="2026-12-18")
    assert check_in(facts(FIRST, commitments=[KIMS_WORD], touches=[away])) == [("check_in", "Kim", "2026-12-21")]


# --- Fine print 19: handed over


def handed_over(**described: Any) -> Facts:
    return facts(WITH_RITA, ties=[HANDED_OVER, tie(NORA.id, Part.RECRUITER)], **described)


def test_what_is_open_goes_to_whoever_took_over_but_for_the_thank_you() -> None:
    words = [their_word(9, "decide", "2026-12-10", of=RITA.id), promise(10, "send it", "2026-12-03", to=RITA.id)]
    assert asked(handed_over(commitments=words), Kind.THANK_YOU, Kind.PROMISE, Kind.CHECK_IN) == [
        ("thank_you", "Dana", "2026-12-02 15:00"),
        ("thank_you", "Rita", "2026-12-02 15:00"),
        ("promise", "Nora", "2026-12-03"),
        ("check_in", "Nora", "2026-12-14"),
    ]


@pytest.mark.parametrize("writer", [RITA, NORA])
def test_word_of_either_settles_a_commitment(writer: Any) -> None:
    word = their_word(9, "decide", "2026-12-10", of=RITA.id)
    of = handed_over(commitments=[word], touches=[said("2026-12-10 10:00", writer)])
    assert check_in(of) == [("check_in", "Nora", "2026-12-17")]


def test_the_handover_is_word() -> None:
    late = replace(HANDED_OVER, handed_over=instant("2026-12-10 10:00"))
    of = facts(WITH_RITA, ties=[late, tie(NORA.id, Part.RECRUITER)])
    assert check_in(of) == [("check_in", "Nora", "2026-12-17")]


# --- Fine print 20: those who put in a word


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], "2026-12-03"),
        ([settled("thank_you:m1:p1", "2026-12-01 18:00", person=DANA)], "2026-12-03"),
        ([settled(f"thank_you:m1:p{p.id}", "2026-12-01 18:00", person=p) for p in (DANA, KIM)], "2026-12-02"),
        ([settled(f"thank_you:m1:p{p.id}", "2026-12-09 18:00", person=p) for p in (DANA, KIM)], "2026-12-03"),
    ],
    ids=["due", "one sent early", "both sent early", "sent late"],
)
def test_a_connection_is_asked_the_working_day_after_the_thank_yous(done: list[FollowUp], expected: str) -> None:
    of = facts(FIRST, ties=[tie(SAM.id, Part.CONNECTION, knows=DANA.id)], follow_ups=done)
    assert asked(of, Kind.ADVOCATE) == [("advocate", "Sam", expected)]
    assert the(of, Kind.ADVOCATE).text == "Ask for a good word with Dana Ruiz"


@pytest.mark.parametrize(
    "asked_of", [tie(SAM.id, Part.CONNECTION, do_not_ask=True), tie(SAM.id, Part.CONNECTION, Favour.ASKED)]
)
def test_who_is_not_to_be_asked_or_was_asked_is_left_alone(asked_of: Any) -> None:
    assert asked(facts(FIRST, ties=[asked_of]), Kind.ADVOCATE) == []


def test_nobody_is_asked_before_the_first_meeting_has_a_time() -> None:
    ties = [tie(SAM.id, Part.CONNECTION), tie(GRACE.id, Part.REFERENCE)]
    assert asked(facts(meets(1, None, DANA), ties=ties)) == []


def test_one_recommendation_is_asked_for_a_day_later() -> None:
    ties = [tie(GRACE.id, Part.REFERENCE), tie(SAM.id, Part.REFERENCE), tie(TOM.id, Part.CONNECTION)]
    assert asked(facts(FIRST, ties=ties), Kind.ADVOCATE, Kind.RECOMMENDATION) == [
        ("advocate", "Tom", "2026-12-03"),
        ("recommendation", "Grace", "2026-12-04"),
    ]
    refused = [tie(GRACE.id, Part.REFERENCE, Favour.DECLINED), tie(SAM.id, Part.REFERENCE)]
    assert asked(facts(FIRST, ties=refused), Kind.RECOMMENDATION) == [("recommendation", "Sam", "2026-12-04")]
    promised = [tie(GRACE.id, Part.REFERENCE, Favour.AGREED), tie(SAM.id, Part.REFERENCE)]
    assert asked(facts(FIRST, ties=promised), Kind.RECOMMENDATION) == []


def test_who_takes_no_calls_is_asked_by_email_and_the_sensitive_with_care() -> None:
    quiet = replace(SAM, no_calls=True)
    of = facts(FIRST, people=[quiet], ties=[tie(SAM.id, Part.CONNECTION, sensitive=True)])
    found = the(of, Kind.ADVOCATE)
    assert (found.channel, found.sensitive) == (Channel.EMAIL, True)
    assert found.why == "a connection who knows someone there (sensitive: ask with care)"


# --- Fine print 21 and 22, to whom


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-12-09", "2026-12-09"), ("2026-12-12", "2026-12-14")], ids=["working", "a saturday"]
)
def test_a_date_of_my_own_is_the_next_check_ins(day: str, expected: str) -> None:
    own = replace(their_word(9, "none given", day), passive=True)
    of = facts(FIRST, commitments=[own])
    assert check_in(of) == [("check_in", "Dana", expected)]
    assert the(of, Kind.CHECK_IN).why == "check-in 1 of 3, the day you set, since they named none"


@pytest.mark.parametrize(
    ("parts", "value", "status"),
    [
        ({}, "Dana", "Dana"),
        ({KIM.id: Part.HIRING_MANAGER}, "Kim", "Kim"),
        ({KIM.id: Part.HIRING_MANAGER, RITA.id: Part.RECRUITER}, "Kim", "Rita"),
        ({RITA.id: Part.RECRUITER, NORA.id: Part.AGENCY}, "Dana", "Nora"),
    ],
    ids=["the most senior", "the hiring manager", "the recruiter", "the agency's"],
)
def test_to_whom(parts: dict[int, Part], value: str, status: str) -> None:
    assert pushing(facts(FIRST, parts=parts)) == [
        ("value_letter", value, "2026-12-04"),
        ("check_in", status, "2026-12-11"),
    ]


# --- reconcile: what is stored and what is asked for


def meetings_of(*met: Any) -> tuple[Any, ...]:
    return tuple(one.meeting for one in met)


def stored(of: Facts, origin: str) -> FollowUp:
    (found,) = (f for f in of.follow_ups if f.origin == origin)
    return found


MOVED = meetings_of(meets(1, "2026-12-08 14:00"))


def test_planning_again_changes_nothing() -> None:
    of = keep(facts(FIRST, commitments=[KIMS_WORD, promise(10, "send it")], ties=[tie(SAM.id, Part.CONNECTION)]))
    assert reconcile(of, context()) == Reconciled()
    assert keep(of) == of


@pytest.mark.parametrize("state", [Settled.DONE, Settled.SKIPPED])
def test_what_was_done_or_skipped_stays_as_it_is(state: Settled) -> None:
    of = having(keep(facts(FIRST)), "value_letter:r1", state=state, settled=instant("2026-12-03 10:00"), note="mine")
    after = keep(replace(of, meetings=MOVED))
    assert stored(after, "value_letter:r1") == stored(of, "value_letter:r1")


def test_what_was_put_off_stays_where_it_was_put_and_does_not_lapse_meanwhile() -> None:
    put_off = {"due_day": date(2027, 1, 11), "due_at": None, "planned_day": date(2026, 12, 2)}
    of = having(keep(facts(FIRST)), "thank_you:m1:p1", **put_off)
    after = stored(keep(replace(of, meetings=MOVED)), "thank_you:m1:p1")
    assert (due(after), after.lapses) == ("2027-01-11", None)


def test_what_was_put_off_is_what_the_others_count_from() -> None:
    of = having(keep(facts(FIRST)), "value_letter:r1", due_day=date(2026, 12, 9), planned_day=date(2026, 12, 4))
    assert check_in(of) == [("check_in", "Dana", "2026-12-16")]


def test_edited_words_stay() -> None:
    mine = {"text": "Ring Tom", "person_id": TOM.id, "channel": Channel.PHONE, "edited": True}
    of = having(keep(facts(FIRST)), "check_in:r1:1", **mine)
    after = stored(keep(replace(of, meetings=MOVED)), "check_in:r1:1")
    assert (after.text, after.person_id, after.channel) == ("Ring Tom", TOM.id, Channel.PHONE)
    assert due(after) == "2026-12-18"


def test_an_addressee_follows_the_facts() -> None:
    of = keep(facts(FIRST))
    led = replace(of, involvements=(tie(DANA.id, Part.INTERVIEWER), tie(KIM.id, Part.HIRING_MANAGER)))
    found = reconcile(led, context())
    assert sorted((f.origin, f.person_id) for f in found.changed) == [("check_in:r1:1", 2), ("value_letter:r1", 2)]
    assert replace(found, changed=()) == Reconciled()


def test_what_was_cancelled_is_asked_for_again_when_the_facts_do() -> None:
    before = keep(facts(FIRST))
    off = meets(1, "2026-12-01 14:00", state=MeetingState.CANCELLED, entered="2026-11-25 10:00")
    cancelled = keep(replace(before, meetings=meetings_of(off)))
    assert {f.state for f in cancelled.follow_ups if f.kind is not Kind.NEW_DATE} == {Settled.CANCELLED}
    after = reconcile(replace(cancelled, meetings=MOVED), context())
    assert {f.origin for f in after.revived} == {f.origin for f in before.follow_ups}
    assert {(f.state, f.settled) for f in after.revived} == {(Settled.OPEN, None)}
    assert [f.kind for f in after.ended] == [Kind.NEW_DATE]
    assert after.added == ()


def test_notes_settle_the_debrief() -> None:
    of = keep(facts(FIRST))
    found = reconcile(replace(of, noted={1: instant("2026-12-01 15:30")}), context())
    assert [(f.origin, f.state, f.settled) for f in found.settled] == [
        ("debrief:m1", Settled.DONE, instant("2026-12-01 15:30"))
    ]
    fresh = reconcile(facts(FIRST, noted={1: "2026-12-01 15:30"}), context())
    assert "debrief:m1" not in {f.origin for f in fresh.added}


def test_a_day_of_meetings_is_written_down_with_the_last_of_them() -> None:
    day = keep(facts(meets(1, "2026-12-01 10:00", DANA), meets(2, "2026-12-01 14:00", KIM)))
    half = {1: instant("2026-12-01 11:30")}
    assert reconcile(replace(day, noted=half), context()).settled == ()
    found = reconcile(replace(day, noted=half | {2: instant("2026-12-01 17:00")}), context())
    assert [f.settled for f in found.settled] == [instant("2026-12-01 17:00")]


@pytest.mark.parametrize(
    ("done", "entered", "again"),
    [
        pytest.param("11:30", "12:00", True, id="the notes did it before the other was entered"),
        pytest.param("11:40", "12:00", False, id="the user said so"),
        pytest.param("11:30", "09:00", False, id="the user said so, of both"),
    ],
)
def test_a_further_meeting_of_the_day_is_still_to_be_written_down(done: str, entered: str, again: bool) -> None:
    alone = keep(facts(meets(1, "2026-12-01 10:00", DANA)))
    told = [
        replace(f, state=Settled.DONE, settled=instant(f"2026-12-01 {done}")) if f.kind is Kind.DEBRIEF else f
        for f in alone.follow_ups
    ]
    both = facts(meets(1, "2026-12-01 10:00", DANA), meets(2, "2026-12-01 14:00", KIM, entered=f"2026-12-01 {entered}"))
    found = reconcile(replace(both, follow_ups=tuple(told), noted={1: instant("2026-12-01 11:30")}), context())
    assert [(f.origin, f.state, f.due_at) for f in found.revived] == (
        [("debrief:m1", Settled.OPEN, instant("2026-12-01 16:00"))] if again else []
    )


def test_a_watch_and_what_is_my_own_are_never_ended() -> None:
    own = replace(
        settled("check_in:r1:9", "2026-12-01 10:00"), kind=Kind.CUSTOM, state=Settled.OPEN, settled=None, origin=""
    )
    of = facts(meets(1, None), follow_ups=[own, replace(own, id=1, origin="watch:r1:6")])
    assert reconcile(of, context()) == Reconciled()
