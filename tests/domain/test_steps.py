"""The ten steps: their table, the walk by hand, and how far the facts lead (METHOD, "The steps", fine print 9)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain import requirements
from interview_tui.domain.chart import CHART_HEADINGS
from interview_tui.domain.enums import Favour, Outcome, Owe, Part, QuestionState, Settled, Step
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Passage
from interview_tui.domain.steps import (
    STEPS,
    check_outcome,
    clock_step,
    effective_step,
    next_step,
    previous_step,
    reached,
    row,
    title,
    way,
)
from tests.domain import cases
from tests.domain.cases import (
    BERLIN,
    DANA,
    FIRST,
    KIM,
    SAM,
    a_round,
    facts,
    instant,
    meets,
    need,
    question,
    said,
    sent,
    settled,
    their_word,
    tie,
)

if TYPE_CHECKING:
    from interview_tui.domain.facts import Facts

METHOD: list[tuple[int, str, list[str]]] = [
    (1, "Set the stage", ["meeting time", "follow-up plan", "three questions", "one story"]),
    (2, "Consult", ["who was there", "answers", "one need"]),
    (3, "Don't rush", ["ranking", "next time", "readiness"]),
    (4, "Confirm next steps", ["commitment"]),
    (5, "Thank promptly", ["thanks sent", "personal thanks", "promises kept"]),
    (6, "Build value", ["matches", "chart sent"]),
    (7, "Persist", ["an answer"]),
    (8, "Leverage", ["a good word"]),
    (9, "Accept", ["decision", "lesson"]),
    (10, "Turn it around", ["letter sent", "in touch"]),
]


def test_the_ten_steps_stand_in_order_with_what_each_owes() -> None:
    assert [(int(s.step), s.name, list(s.owes)) for s in STEPS] == METHOD


def test_every_step_has_its_row() -> None:
    assert [row(step).step for step in Step] == list(Step)
    assert title(Step.THANK_PROMPTLY) == "5 Thank promptly"


def test_every_step_says_what_it_is_for() -> None:
    assert all(s.aim for s in STEPS)
    assert len({s.aim for s in STEPS}) == 10


def test_everything_that_may_be_owed_is_owed_by_one_step_and_has_one_rule() -> None:
    owed_by = Counter(owe for s in STEPS for owe in s.owes)
    assert owed_by == Counter(dict.fromkeys(Owe, 1))
    assert set(requirements.RULES) == set(Owe)


def test_no_two_rules_are_the_same_function() -> None:
    assert len(set(requirements.RULES.values())) == len(requirements.RULES)


def test_steps_are_walked_one_by_one_both_ways() -> None:
    assert [next_step(Step(n)) for n in range(1, 10)] == [Step(n) for n in range(2, 11)]
    assert [previous_step(Step(n)) for n in range(2, 11)] == [Step(n) for n in range(1, 10)]


def test_the_last_step_says_how_it_goes_on() -> None:
    with pytest.raises(Refused) as refused:
        next_step(Step.TURN_IT_AROUND)
    assert str(refused.value) == ("step 10 is the last: outcome invited reopens the interview as a new round")


def test_there_is_no_way_back_from_the_first_step() -> None:
    with pytest.raises(Refused) as refused:
        previous_step(Step.SET_THE_STAGE)
    assert str(refused.value) == "step 1 is the first: there is no step before it"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_is_given_once(outcome: Outcome) -> None:
    with pytest.raises(Refused) as refused:
        check_outcome(outcome, outcome)
    assert str(refused.value) == f"the outcome is already “{outcome}”"


@pytest.mark.parametrize("now", [None, *Outcome])
def test_an_outcome_may_follow_any_other(now: Outcome | None) -> None:
    for new in set(Outcome) - {now}:
        check_outcome(now, new)


# --- The step that the facts have reached


OVER = "2026-12-03 10:00"
PRESSING = [need(1, "slow releases", pressing=2)]
NOTED = {1: "2026-12-01 16:00"}
BOTH_THANKED = [
    settled("thank_you:m1:p1", "2026-12-02 10:00", person=DANA),
    settled("thank_you:m1:p2", "2026-12-02 11:00", person=KIM),
]
CHART = sent(LetterKind.VALUE_LETTER, "2026-12-02 18:00")
ASKED = tie(SAM.id, Part.CONNECTION, Favour.ASKED)


def step_of(of: Facts, now: str = OVER) -> Step:
    return reached(of, BERLIN, instant(now))


@pytest.mark.parametrize(
    ("described", "step"),
    [
        ({}, 2),
        ({"noted": NOTED}, 3),
        ({"noted": NOTED, "needs": PRESSING}, 3),
        ({"noted": NOTED, "questions": [question("Who owns it?", QuestionState.KEPT)]}, 3),
        ({"noted": NOTED, "needs": PRESSING, "questions": [question("Who owns it?", QuestionState.KEPT)]}, 4),
        ({"noted": NOTED, "needs": PRESSING, "ties": [tie(SAM.id, Part.INTERVIEWER)]}, 4),
        ({"noted": NOTED, "needs": PRESSING, "ties": [tie(SAM.id, Part.CONNECTION)]}, 3),
        ({"commitments": [their_word(9, "call", "2026-12-10")]}, 5),
        ({"follow_ups": BOTH_THANKED[:1]}, 5),
        ({"letters": [sent(LetterKind.THANK_YOU, "2026-12-02 10:00", DANA)]}, 5),
        ({"follow_ups": BOTH_THANKED}, 6),
        ({"letters": [sent(LetterKind.THANK_YOU, "2026-12-02 10:00", p) for p in (DANA, KIM)]}, 6),
        ({"follow_ups": [BOTH_THANKED[0], replace(BOTH_THANKED[1], state=Settled.SKIPPED)]}, 6),
        ({"letters": [CHART]}, 7),
        ({"letters": [sent(LetterKind.THANK_YOU, "2026-12-02 10:00", body="\n".join(CHART_HEADINGS))]}, 7),
        ({"follow_ups": [settled("value_letter:r1", "2026-12-02 18:00")]}, 7),
        ({"follow_ups": [settled("check_in:r1:1", "2026-12-02 18:00")]}, 7),
        ({"letters": [CHART], "ties": [ASKED]}, 8),
        ({"ties": [ASKED]}, 2),
    ],
    ids=[
        "the meeting's end", "notes", "urgency alone", "next time alone", "urgency and a question kept",
        "urgency and a next person", "a connection is none", "a commitment", "the first thank-you", "by letter",
        "the last thank-you", "both by letter", "a skipped one counts", "the chart", "the chart in a thank-you",
        "the chart by hand", "the first check-in", "the first one asked", "asked before the chart",
    ],
)  # fmt: skip
def test_each_step_begins_with_its_fact(described: dict[str, Any], step: int) -> None:
    assert step_of(facts(FIRST, **described)) == step


@pytest.mark.parametrize(("now", "step"), [("2026-12-01 14:59", 1), ("2026-12-01 15:00", 2)])
def test_steps_2_to_8_begin_once_a_meeting_of_the_round_is_over(now: str, step: int) -> None:
    assert step_of(facts(FIRST), now) == step
    everything = facts(FIRST, letters=[CHART], ties=[ASKED], follow_ups=BOTH_THANKED)
    assert step_of(everything, now) == (1 if step == 1 else 8)


def test_a_meeting_of_the_round_before_does_not_count() -> None:
    rounds = [a_round(1, Outcome.INVITED, "2026-12-02 09:00"), a_round(2, opened="2026-12-02 09:00")]
    assert step_of(facts(FIRST, rounds=rounds, follow_ups=BOTH_THANKED, noted=NOTED)) == 1


@pytest.mark.parametrize(
    ("outcome", "step"),
    [
        (Outcome.OFFER, 9),
        (Outcome.ACCEPTED, 9),
        (Outcome.DECLINED, 9),
        (Outcome.RESCINDED, 9),
        (Outcome.REJECTED, 9),
        (Outcome.WITHDRAWN, 9),
        (Outcome.QUIET, 2),
    ],
)
def test_a_decision_leads_to_step_9_and_gone_quiet_leaves_the_step(outcome: Outcome, step: int) -> None:
    assert step_of(facts(FIRST, rounds=[a_round(1, outcome, "2026-12-02 17:00")])) == step


def test_thanks_after_a_rejection_lead_to_step_10() -> None:
    rejected = [a_round(1, Outcome.REJECTED, "2026-12-02 17:00")]
    by_letter = facts(FIRST, rounds=rejected, letters=[sent(LetterKind.REJECTION_THANKS, "2026-12-03 09:00")])
    by_hand = facts(FIRST, rounds=rejected, follow_ups=[settled("rejection_thanks:r1", "2026-12-03 09:00")])
    assert step_of(by_letter) == step_of(by_hand) == 10


def test_a_further_meeting_or_person_never_takes_the_step_back() -> None:
    second = meets(2, "2026-12-08 10:00", SAM)
    assert step_of(facts(FIRST, second, follow_ups=BOTH_THANKED), "2026-12-08 12:00") == 6
    named = meets(1, "2026-12-01 14:00", DANA, KIM, SAM)
    of = facts(named, follow_ups=BOTH_THANKED)
    dana, kim, sam = of.attendances
    later = replace(of, attendances=(dana, kim, replace(sam, entered=instant("2026-12-02 20:00"))))
    assert step_of(later) == 6


def test_a_next_person_who_is_booked_does_not_take_step_4_back() -> None:
    # 9: another meeting never takes it back
    described: dict[str, Any] = {"ties": [tie(SAM.id, Part.INTERVIEWER)], "needs": PRESSING, "noted": NOTED}
    assert step_of(facts(FIRST, **described)) == 4
    assert step_of(facts(FIRST, meets(2, "2026-12-15 10:00", SAM), **described)) == 4


def test_where_every_thank_you_was_skipped_step_6_has_begun() -> None:
    # 9: a skipped thank-you counts as settled
    skipped = settled("thank_you:m1:p1", "2026-12-02 10:00", Settled.SKIPPED, person=DANA)
    assert step_of(facts(meets(1, "2026-12-01 14:00", DANA), follow_ups=[skipped])) == 6


def test_an_open_thank_you_without_a_name_keeps_step_6_from_beginning() -> None:
    # 5 and 9: each of two meetings is thanked for
    nameless, with_dana = meets(1, "2026-12-01 14:00"), meets(2, "2026-12-02 14:00", DANA)
    thanked = settled("thank_you:m2:p1", "2026-12-02 18:00", person=DANA)
    assert step_of(facts(nameless, with_dana, follow_ups=[thanked])) == 5


@pytest.mark.parametrize(
    ("at", "step"), [("2026-12-02 10:00", 6), ("2026-12-02 18:00", 5)], ids=["before the second", "after it"]
)
def test_a_thank_you_without_a_name_counts_for_its_own_meeting(at: str, step: int) -> None:
    # 5 and 9: before the second meeting everybody met had been thanked
    thanked = replace(settled("thank_you:m1", at), meeting_id=1)
    of = facts(meets(1, "2026-12-01 14:00"), meets(2, "2026-12-02 14:00"), follow_ups=[thanked])
    assert step_of(of) == step


def test_a_corrected_fact_may_take_it_back() -> None:
    assert step_of(facts(FIRST, noted=NOTED)) == 3
    assert step_of(facts(FIRST)) == 2
    assert step_of(facts(meets(1, "2026-12-08 14:00", DANA))) == 1


def test_with_nobody_to_thank_the_chart_leads_on() -> None:
    nobody = meets(1, "2026-12-01 14:00", absent=[DANA, KIM])
    assert step_of(facts(nobody)) == 2
    assert step_of(facts(nobody, letters=[CHART])) == 7


def test_an_automatic_reply_or_a_contact_alone_leads_nowhere() -> None:
    assert step_of(facts(FIRST, touches=[said("2026-12-02 10:00", DANA), said("2026-12-02 11:00", to=DANA)])) == 2


# --- By hand


def by_hand(step: int, was: int) -> Passage:
    return Passage(
        id=9, round_id=1, step=Step(step), entered=instant("2026-12-02 12:00"), by_hand=True, reached=Step(was)
    )


def step_with(passage: Passage, **described: Any) -> Step:
    return effective_step(facts(FIRST, passages=[passage], **described), BERLIN, instant(OVER))


@pytest.mark.parametrize(
    ("passage", "described", "step"),
    [
        (by_hand(6, 2), {}, 6),
        (by_hand(6, 2), {"follow_ups": BOTH_THANKED}, 6),
        (by_hand(6, 2), {"letters": [CHART]}, 7),
        (by_hand(4, 6), {"follow_ups": BOTH_THANKED}, 4),
        (by_hand(4, 6), {"follow_ups": BOTH_THANKED, "letters": [CHART]}, 7),
        (replace(by_hand(6, 2), round_id=7), {}, 2),
        (replace(by_hand(6, 2), by_hand=False), {}, 2),
    ],
    ids=["on", "on, the facts follow", "on, the facts pass it", "back", "back, the facts go on", "another round's",
         "the program's own"],
)  # fmt: skip
def test_a_move_by_hand_holds_until_a_later_fact_begins_a_farther_step(
    passage: Passage, described: dict[str, Any], step: int
) -> None:
    assert step_with(passage, **described) == step


def test_of_two_moves_the_last_one_holds() -> None:
    moves = [by_hand(6, 2), replace(by_hand(3, 6), id=10)]
    assert effective_step(facts(FIRST, passages=moves), BERLIN, instant(OVER)) == 3


# --- By the clock


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-30 09:00", (2, "2026-12-01 15:00")),
        ("2026-12-01 14:59", (2, "2026-12-01 15:00")),
        ("2026-12-01 15:00", None),
    ],
)
def test_the_clock_leads_to_step_2_at_the_first_meetings_end(now: str, expected: tuple[int, str] | None) -> None:
    later = meets(2, "2026-12-08 10:00", DANA)
    found = clock_step(facts(FIRST, later), BERLIN, instant(now))
    assert found == (expected and (Step(expected[0]), instant(expected[1])))


def test_the_clock_adds_nothing_where_a_farther_step_was_reached() -> None:
    held = facts(FIRST, meets(2, "2026-12-08 10:00", DANA), letters=[CHART])
    assert clock_step(held, BERLIN, instant(OVER)) is None
    assert clock_step(facts(FIRST, passages=[by_hand(6, 1)]), BERLIN, instant("2026-11-30 09:00")) is None


def test_the_clock_leads_a_round_on_once() -> None:
    """What was noted for the second meeting ahead of it counts at the end of the first: nothing is written then."""
    later = meets(2, "2026-12-08 10:00", DANA)
    ahead = facts(FIRST, later, needs=[need(1, "Releases", meeting=2)], noted={2: "2026-11-29 09:00"})
    step, at = clock_step(ahead, BERLIN, instant("2026-11-30 09:00")) or (None, None)
    assert step is Step.DONT_RUSH
    assert at is not None
    assert clock_step(ahead, BERLIN, at) is None


def test_without_a_now_every_meeting_is_over() -> None:
    assert effective_step(facts(FIRST), BERLIN, None) is Step.CONSULT


TODAY = date(2026, 12, 1)


def went(*passages: tuple[int, str]) -> tuple[Passage, ...]:
    return tuple(
        Passage(id=number, round_id=1, step=Step(step), entered=instant(when))
        for number, (step, when) in enumerate(passages, start=1)
    )


@pytest.mark.parametrize(
    ("passages", "words"),
    [
        ([(1, "2026-11-18 09:00")], "1 18 Nov"),
        ([(1, "2026-11-18 09:00"), (2, "2026-11-29 08:00")], "1 18 Nov › 2 29 Nov"),
        ([(2, "2026-11-30 08:00"), (3, "2026-11-30 09:00"), (4, "2026-11-30 09:00")], "2–4 30 Nov"),
        ([(4, "2026-11-30 08:00"), (3, "2026-11-30 09:00"), (4, "2026-12-01 00:00")], "4, 3 30 Nov › 4 today"),
        ([(1, "2025-12-30 09:00"), (9, "2026-11-30 23:59")], "1 30 Dec 2025 › 9 30 Nov"),
    ],
)
def test_each_step_has_the_day_on_which_it_was_entered(passages: list[tuple[int, str]], words: str) -> None:
    case = replace(cases.case(), passages=went(*passages))
    assert way((case,), today=TODAY, calendar=BERLIN) == (words,)


def test_rounds_are_numbered_and_say_how_they_ended() -> None:
    case = replace(cases.case(), passages=went((1, "2026-11-18 09:00")))
    first = replace(case, round=replace(case.round, number=1, outcome=Outcome.REJECTED))
    second = replace(case, round=replace(case.round, number=2), passages=went((1, "2026-12-01 09:00")))
    assert way((first, second), today=TODAY, calendar=BERLIN) == ("Round 1: 1 18 Nov, rejected", "Round 2: 1 today")
