"""What each step and outcome puts into the queue, and on which day; how plans follow what changes.

The meeting is on Tuesday 1 December 2026, 14:00 in Berlin, unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from interview_tui.domain.planning import (
    next_in_touch,
    planned,
    planned_by_outcome,
    whole_plan,
)
from interview_tui.domain.records import (
    Channel,
    CommitmentState,
    Direction,
    Favour,
    FollowUp,
    Involvement,
    Kind,
    Outcome,
    Part,
    Plan,
    Settled,
    Step,
)
from tests.domain.cases import (
    BOTH_CAME,
    DANA_CAME,
    KIM,
    NOBODY_SAID,
    SAM,
    case,
    dues,
    instant,
    promise,
    seen,
    settled,
    stored,
    their_word,
    tie,
    touch,
)

FRIDAY, SATURDAY, SUNDAY = "2026-12-04", "2026-12-05", "2026-12-06"


def plan_of(step: int, now: str = "2026-12-02 09:00", **described: Any) -> tuple[FollowUp, ...]:
    """What entering the step plans at that time."""
    entered = case(step=step, **described)
    return planned(entered, Step(step), seen(entered, now))


# --- 1 Set the stage, 2 Consult


@pytest.mark.parametrize(
    ("meeting", "now", "due"),
    [
        ("2026-12-01 14:00", "2026-11-20 09:00", "2026-11-30"),
        ("2026-12-07 09:00", "2026-11-30 09:00", FRIDAY),
        (f"{SATURDAY} 10:00", "2026-11-30 09:00", FRIDAY),
        ("2026-12-01 14:00", "2026-12-01 08:00", "2026-12-01"),
        ("2026-12-07 09:00", f"{SATURDAY} 12:00", SATURDAY),
        ("2026-12-01 14:00", "2026-12-03 08:00", "2026-11-30"),
    ],
    ids=["usual", "monday", "saturday", "booked for today", "booked at the weekend", "over already"],
)
def test_prepare_is_due_the_working_day_before_the_meeting(meeting: str, now: str, due: str) -> None:
    (follow_up,) = plan_of(1, now, meeting=meeting)
    assert (follow_up.kind, dues([follow_up])) == (Kind.PREPARE, [due])
    assert (follow_up.text, follow_up.why) == ("Prepare the meeting", "the working day before the meeting")
    assert (follow_up.anchor, follow_up.meeting_id) == (instant(meeting), 1)


@pytest.mark.parametrize("described", [{"meeting": None}, {"called_off": True}])
def test_a_meeting_without_a_time_or_called_off_is_neither_prepared_nor_written_down(
    described: dict[str, Any],
) -> None:
    assert plan_of(1, **described) == plan_of(2, **described) == ()


def test_debrief_is_due_one_hour_after_the_meeting_ends() -> None:
    (follow_up,) = plan_of(2, ends="2026-12-01 15:30")
    assert (follow_up.kind, dues([follow_up])) == (Kind.DEBRIEF, ["2026-12-01 16:30"])
    assert follow_up.why == "within 1 hour of the meeting's end"


def test_a_meeting_without_an_end_is_taken_to_last_one_hour_at_the_weekend_too() -> None:
    assert dues(plan_of(2)) == ["2026-12-01 16:00"]
    assert dues(plan_of(2, meeting=f"{SATURDAY} 10:00")) == [f"{SATURDAY} 12:00"]


def test_the_whole_plan_stands_before_the_meeting_does() -> None:
    stage = case(there=NOBODY_SAID)
    preview = whole_plan(stage, seen(stage, "2026-11-20 09:00"))
    assert [(str(f.kind), f.person_id, *dues([f])) for f in preview] == [
        ("prepare", None, "2026-11-30"),
        ("debrief", None, "2026-12-01 16:00"),
        ("thank_you", 1, "2026-12-02 15:00"),
        ("thank_you", 2, "2026-12-02 15:00"),
        ("value_letter", 1, FRIDAY),
        ("check_in", 1, "2026-12-08"),
        ("check_in", 1, "2026-12-22"),
        ("check_in", 1, "2027-01-19"),
    ]


def test_steps_3_4_and_9_plan_nothing() -> None:
    assert plan_of(3) == plan_of(4) == plan_of(9) == ()


# --- 5 Thank promptly


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("2026-12-01 14:00", "2026-12-02 15:00"),
        (f"{FRIDAY} 14:00", f"{FRIDAY} 23:59"),
        (f"{SATURDAY} 10:00", "2026-12-07 11:00"),
        (f"{SUNDAY} 14:00", "2026-12-07 15:00"),
    ],
    ids=["tuesday", "friday", "saturday", "sunday"],
)
def test_thanks_are_due_within_24_hours_and_on_a_working_day(meeting: str, due: str) -> None:
    (follow_up,) = plan_of(5, meeting=meeting, there=DANA_CAME)
    assert (follow_up.kind, dues([follow_up])) == (Kind.THANK_YOU, [due])
    assert (follow_up.text, follow_up.why) == ("Thank Dana Ruiz", "within 24 hours of the meeting")


@pytest.mark.parametrize(
    ("there", "thanked"),
    [
        ({1: True, 2: True}, [1, 2]),
        ({1: True, 2: False}, [1]),
        ({1: True, 2: None}, [1]),
        ({1: None, 2: None}, [1, 2]),
        ({1: False, 2: False}, []),
    ],
    ids=["both came", "one was absent", "one is not confirmed", "nobody is confirmed: those invited", "nobody came"],
)
def test_each_person_met_is_thanked(there: dict[int, bool | None], thanked: list[int]) -> None:
    assert [f.person_id for f in plan_of(5, there=there)] == thanked


@pytest.mark.parametrize(
    ("by", "now", "due"),
    [
        ("2026-12-03", "2026-12-02 09:00", "2026-12-03"),
        (SATURDAY, "2026-12-02 09:00", FRIDAY),
        (SUNDAY, f"{FRIDAY} 09:00", FRIDAY),
        (SUNDAY, f"{SATURDAY} 09:00", SUNDAY),
        (SATURDAY, f"{SATURDAY} 09:00", SATURDAY),
        ("2026-11-30", "2026-12-02 09:00", "2026-11-30"),
        (None, "2026-12-02 09:00", "2026-12-03"),
        (None, f"{FRIDAY} 09:00", "2026-12-07"),
    ],
)
def test_a_promise_is_due_at_its_date_and_never_after_it(by: str | None, now: str, due: str) -> None:
    (follow_up,) = plan_of(5, now, commitments=[promise(7, "send the case study", by, to=2)])
    assert (follow_up.kind, follow_up.commitment_id, follow_up.person_id) == (Kind.PROMISE, 7, 2)
    assert (follow_up.text, dues([follow_up])) == ("send the case study", [due])
    assert follow_up.why == ("I promised it by then" if by else "I promised it; the next working day")


def test_what_is_settled_or_theirs_is_no_promise_of_mine_to_keep() -> None:
    kept = promise(7, "send it", "2026-12-03", state=CommitmentState.KEPT)
    missed = promise(8, "call", "2026-12-03", state=CommitmentState.MISSED)
    assert plan_of(5, commitments=[kept, missed, their_word(9, "call")]) == ()


# --- 6 Build value, 7 Persist


@pytest.mark.parametrize(
    ("meeting", "due"),
    [("2026-12-01 14:00", FRIDAY), ("2026-12-03 14:00", "2026-12-08"), (f"{SATURDAY} 10:00", "2026-12-09")],
)
def test_the_value_letter_is_due_three_working_days_after_the_meeting(meeting: str, due: str) -> None:
    (follow_up,) = plan_of(6, meeting=meeting, there=BOTH_CAME)
    assert (follow_up.kind, dues([follow_up]), follow_up.person_id) == (Kind.VALUE_LETTER, [due], 1)
    assert follow_up.why == "3 working days after the meeting"


CHECK_INS = {
    Plan.GENTLE: (["2026-12-11", "2027-01-01"], ["2026-12-07", "2026-12-28"]),
    Plan.STANDARD: (["2026-12-08", "2026-12-22", "2027-01-19"], ["2026-12-07", "2026-12-21", "2027-01-18"]),
    Plan.BRISK: (
        ["2026-12-07", "2026-12-14", "2026-12-28", "2027-01-25"],
        ["2026-12-07", "2026-12-14", "2026-12-28", "2027-01-25"],
    ),
    Plan.NONE: ([], []),
}


@pytest.mark.parametrize("plan", list(Plan))
def test_check_ins_follow_the_last_contact_with_growing_gaps_up_to_the_cap(plan: Plan) -> None:
    assert dues(plan_of(7, plan=plan)) == CHECK_INS[plan][0]


@pytest.mark.parametrize("plan", list(Plan))
def test_check_ins_begin_one_working_day_after_their_date(plan: Plan) -> None:
    assert dues(plan_of(7, plan=plan, commitments=[their_word(1, "call", FRIDAY)])) == CHECK_INS[plan][1]


def test_check_ins_say_what_they_count_from() -> None:
    assert [f.why for f in plan_of(7)] == [
        "check-in 1 of 3, 7 days after the last contact",
        "check-in 2 of 3, 14 days after the one before",
        "check-in 3 of 3, 28 days after the one before",
    ]
    first = plan_of(7, commitments=[their_word(1, "call", FRIDAY)])[0]
    assert first.why == "check-in 1 of 3, 1 working day after their date"
    assert first.anchor == instant(f"{FRIDAY} 12:00")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ([their_word(1, "call", SATURDAY)], "2026-12-07"),
        ([their_word(1, "call", "2026-12-09"), their_word(2, "write", FRIDAY)], "2026-12-07"),
        ([their_word(1, "call")], "2026-12-08"),
        ([promise(1, "send it", FRIDAY)], "2026-12-08"),
        ([their_word(1, "call", FRIDAY, state=CommitmentState.KEPT)], "2026-12-08"),
        ([their_word(1, "call", FRIDAY, state=CommitmentState.MISSED)], "2026-12-07"),
    ],
    ids=["a date at the weekend", "the first of two dates", "no date", "a promise of mine", "kept", "missed"],
)
def test_check_ins_wait_for_the_first_date_that_they_have_not_kept(words: list[object], first: str) -> None:
    assert dues(plan_of(7, commitments=words))[0] == first


def test_check_ins_start_again_from_what_they_say_on_their_date_or_later() -> None:
    word = their_word(1, "call", FRIDAY)
    for at in (f"{FRIDAY} 10:00", "2026-12-07 10:00"):
        call = touch(at, Direction.IN)
        after_a_week = instant(at).date() + timedelta(days=7)
        assert dues(plan_of(7, "2026-12-07 11:00", commitments=[word], touches=[call]))[0] == str(after_a_week)
    early = touch("2026-12-03 10:00", Direction.IN)
    assert dues(plan_of(7, "2026-12-03 11:00", commitments=[word], touches=[early]))[0] == "2026-12-07"


@pytest.mark.parametrize(
    ("contact", "first"),
    [
        (touch("2026-12-10 10:00", Direction.IN), "2026-12-17"),
        (touch("2026-12-10 10:00", Direction.OUT), "2026-12-17"),
        (touch("2026-12-10 10:00", Direction.IN, of=3), "2026-12-14"),
        (touch("2026-11-19 10:00", Direction.IN), "2026-12-14"),
    ],
    ids=["they wrote", "I wrote", "a connection wrote", "before this round"],
)
def test_check_ins_start_again_from_every_contact_with_the_employer(contact: object, first: str) -> None:
    later = dues(plan_of(7, "2026-12-14 09:00", touches=[contact], ties=[tie(3, Part.CONNECTION)]))
    assert later[0] == first


def test_check_ins_planned_late_keep_their_gaps_from_today() -> None:
    assert dues(plan_of(7, "2027-01-23 09:00")) == ["2027-01-25", "2027-02-08", "2027-03-08"]


def test_before_any_meeting_or_contact_of_the_round_check_ins_count_from_its_opening() -> None:
    elsewhen = [touch("2026-11-19 10:00", Direction.IN), touch("2026-11-25 10:00", Direction.OUT)]
    for meeting in (None, "2026-12-01 14:00"):
        assert dues(plan_of(7, "2026-11-23 09:00", meeting=meeting, touches=elsewhen))[0] == "2026-11-27"


# --- 8 Leverage


def test_each_connection_is_asked_on_the_next_working_day() -> None:
    ties = [tie(1, Part.INTERVIEWER), tie(2, Part.CONNECTION, knows=1), tie(3, Part.CONNECTION, sensitive=True)]
    asked = [f for f in plan_of(8, f"{FRIDAY} 09:00", ties=ties) if f.kind is Kind.ADVOCATE]
    assert [(f.person_id, f.text, f.sensitive, f.why, *dues([f])) for f in asked] == [
        (2, "Ask for a good word with Dana Ruiz", False, "a connection who knows someone there", "2026-12-07"),
        (
            3,
            "Ask for a good word with someone at Acme",
            True,
            "a connection who knows someone there (sensitive: ask with care)",
            "2026-12-07",
        ),
    ]


def test_who_takes_no_calls_is_asked_by_email() -> None:
    people = [replace(KIM, no_calls=True), SAM]
    asked = plan_of(8, people=people, ties=[tie(2, Part.CONNECTION), tie(3, Part.CONNECTION)])
    assert [f.channel for f in asked if f.kind is Kind.ADVOCATE] == [Channel.EMAIL, Channel.PHONE]


def test_who_is_not_to_be_asked_or_was_asked_already_is_left_out() -> None:
    refused = [tie(n, Part.CONNECTION, favour) for n, favour in enumerate(Favour) if favour is not Favour.NOT_ASKED]
    asked = plan_of(8, ties=[*refused, tie(9, Part.CONNECTION, do_not_ask=True), tie(10, Part.REFERENCE)])
    assert [f.kind for f in asked] == [Kind.RECOMMENDATION]


@pytest.mark.parametrize(
    ("ties", "person_id"),
    [
        ([], None),
        ([tie(2, Part.REFERENCE), tie(3, Part.REFERENCE)], 2),
        ([tie(2, Part.REFERENCE, sensitive=True)], 2),
        ([tie(2, Part.REFERENCE, do_not_ask=True), tie(3, Part.REFERENCE)], 3),
        ([tie(2, Part.REFERENCE, Favour.DECLINED), tie(3, Part.REFERENCE)], 3),
        ([tie(1, Part.INTERVIEWER)], None),
    ],
)
def test_one_recommendation_is_requested(ties: list[Involvement], person_id: int | None) -> None:
    (follow_up,) = plan_of(8, f"{FRIDAY} 09:00", ties=ties)
    assert follow_up.sensitive is any(t.sensitive for t in ties)
    assert (follow_up.kind, follow_up.person_id, dues([follow_up])) == (Kind.RECOMMENDATION, person_id, ["2026-12-08"])


# --- 10 Turn it round


@pytest.mark.parametrize(
    ("closed", "due"),
    [
        ("2026-12-02", FRIDAY),
        ("2026-12-03", FRIDAY),
        (FRIDAY, FRIDAY),
        (SATURDAY, "2026-12-07"),
        (SUNDAY, "2026-12-08"),
        ("2026-12-07", "2026-12-09"),
    ],
)
def test_thanks_after_a_rejection_are_due_within_two_days(closed: str, due: str) -> None:
    follow_up = plan_of(10, "2026-12-10 09:00", closed=f"{closed} 17:00", there=BOTH_CAME)[0]
    assert (follow_up.kind, follow_up.person_id, dues([follow_up])) == (Kind.REJECTION_THANKS, 1, [due])
    assert follow_up.why == "thanks within 2 days of the rejection"
    assert dues(plan_of(10, f"{closed} 18:00"), Kind.REJECTION_THANKS) == [due]


@pytest.mark.parametrize(("closed", "due"), [("2026-12-07", "2027-01-06"), ("2026-12-03", "2027-01-04")])
def test_staying_in_touch_begins_after_30_days(closed: str, due: str) -> None:
    for wish in (None, True):
        follow_up = plan_of(10, "2026-12-10 09:00", closed=f"{closed} 17:00", stay_in_touch=wish)[1]
        assert (follow_up.kind, dues([follow_up])) == (Kind.STAY_IN_TOUCH, [due])
        assert follow_up.why == "in touch four times a year: 30 days after the rejection"


def test_who_declined_to_stay_in_touch_is_left_alone() -> None:
    assert [f.kind for f in plan_of(10, stay_in_touch=False)] == [Kind.REJECTION_THANKS]


def test_the_next_time_in_touch_is_90_days_on() -> None:
    rejected = case(step=10, closed="2026-12-07 17:00", there=BOTH_CAME)
    queue = planned(rejected, Step.TURN_IT_ROUND, seen(rejected, "2026-12-07 18:00"))
    rejected = settled(stored(rejected, queue), "r1:stay_in_touch:1", Settled.DONE)
    following = next_in_touch(rejected, seen(rejected, "2027-01-08 10:00"))
    assert (following.origin, dues([following])) == ("r1:stay_in_touch:2", ["2027-04-08"])
    assert following.why == "in touch four times a year: 90 days after the last time"
    rejected = settled(stored(rejected, [following]), "r1:stay_in_touch:2", Settled.DONE)
    assert next_in_touch(rejected, seen(rejected, "2027-04-08 10:00")).origin == "r1:stay_in_touch:3"


# --- outcomes


def test_an_offer_is_answered_and_only_who_helped_is_thanked() -> None:
    ties = [
        tie(1, Part.REFERENCE, Favour.SPOKE),
        tie(2, Part.REFERENCE, Favour.AGREED),
        tie(3, Part.CONNECTION, Favour.SPOKE),
        tie(4, Part.REFERENCE, Favour.ASKED),
        tie(5, Part.REFERENCE, Favour.DECLINED),
        tie(6, Part.REFERENCE),
        tie(7, Part.REFERENCE, Favour.SPOKE, thanked="2026-12-03 09:00"),
    ]
    offered = case(step=7, ties=ties, there=DANA_CAME)
    brought = planned_by_outcome(offered, Outcome.OFFER, seen(offered, f"{FRIDAY} 09:00"))
    assert [(str(f.kind), f.person_id, f.text, *dues([f])) for f in brought] == [
        ("offer_reply", 1, "Answer the offer", "2026-12-08"),
        ("reference_thanks", 1, "Thank the reference Dana Ruiz", "2026-12-08"),
        ("reference_thanks", 2, "Thank the reference Kim Lee", "2026-12-08"),
        ("reference_thanks", 3, "Thank the reference Sam Ode", "2026-12-08"),
    ]


def test_withdrawing_owes_a_courteous_letter_on_the_next_working_day() -> None:
    left = case(step=4, there=DANA_CAME)
    (letter,) = planned_by_outcome(left, Outcome.WITHDRAWN, seen(left, f"{FRIDAY} 09:00"))
    assert (letter.kind, letter.person_id, dues([letter])) == (Kind.WITHDRAWAL, 1, ["2026-12-07"])
    assert letter.why == "within 1 working day of withdrawing"


@pytest.mark.parametrize("outcome", [Outcome.INVITED, Outcome.QUIET])
def test_the_other_outcomes_bring_nothing_by_themselves(outcome: Outcome) -> None:
    ended = case(step=7, there=DANA_CAME)
    assert planned_by_outcome(ended, outcome, seen(ended, f"{FRIDAY} 09:00")) == ()
