"""The ten steps as data: their order, what each plans and owes, the moves between them, and how an interview ends."""

from __future__ import annotations

from collections import Counter

import pytest

from interview_tui.domain import owing, rules
from interview_tui.domain.errors import Refused
from interview_tui.domain.lifecycle import (
    CANCELLED_BY,
    PLANNED_BY,
    STEPS,
    Owe,
    check_outcome,
    next_step,
    previous_step,
    row,
    step_after,
    title,
)
from interview_tui.domain.records import Kind, Outcome, Step
from interview_tui.domain.rule_making import TITLES

METHOD: list[tuple[int, str, list[str], list[str]]] = [
    (1, "Set the stage", ["prepare"], ["meeting time", "follow-up plan", "three questions", "one story"]),
    (2, "Consult", ["debrief"], ["who was there", "answers", "one need"]),
    (3, "Don't rush", [], ["ranking", "next time", "readiness"]),
    (4, "Confirm next steps", [], ["commitment"]),
    (5, "Thank promptly", ["thank_you", "promise"], ["thanks sent", "personal thanks", "promises kept"]),
    (6, "Build value", ["value_letter"], ["matches", "chart sent"]),
    (7, "Persist", ["check_in"], ["an answer"]),
    (8, "Leverage", ["advocate", "recommendation"], ["outside voice"]),
    (9, "Accept", [], ["decision", "lesson"]),
    (10, "Turn it round", ["rejection_thanks", "stay_in_touch"], ["letter sent", "in touch"]),
]


def test_the_ten_steps_stand_in_order_with_what_each_plans_and_owes() -> None:
    assert [(int(s.step), s.name, list(s.plans), list(s.owes)) for s in STEPS] == METHOD


def test_every_step_has_its_row() -> None:
    assert [row(step).step for step in Step] == list(Step)
    assert title(Step.THANK_PROMPTLY) == "5 Thank promptly"


def test_every_step_says_what_it_is_for() -> None:
    assert all(s.aim for s in STEPS)
    assert len({s.aim for s in STEPS}) == 10


def test_everything_that_may_be_owed_is_owed_by_one_step_and_has_one_rule() -> None:
    owed_by = Counter(owe for s in STEPS for owe in s.owes)
    assert owed_by == Counter(dict.fromkeys(Owe, 1))
    assert set(owing.RULES) == set(Owe)


def test_every_kind_but_the_users_own_is_planned_at_one_place_and_has_one_rule() -> None:
    planned_at = Counter(kind for s in STEPS for kind in s.plans)
    # What step 10 plans is there as soon as the rejection is: it falls due within days.
    planned_at.update(kind for o, kinds in PLANNED_BY.items() for kind in kinds if o is not Outcome.REJECTED)
    assert planned_at == Counter(dict.fromkeys(set(Kind) - {Kind.CUSTOM}, 1))
    assert set(rules.RULES) == set(Kind) - {Kind.CUSTOM}
    assert set(TITLES) == set(Kind)


def test_no_two_rules_are_the_same_function() -> None:
    assert len(set(rules.RULES.values())) == len(rules.RULES)
    assert len(set(owing.RULES.values())) == len(owing.RULES)


def test_steps_are_walked_one_by_one_both_ways() -> None:
    assert [next_step(Step(n)) for n in range(1, 10)] == [Step(n) for n in range(2, 11)]
    assert [previous_step(Step(n)) for n in range(2, 11)] == [Step(n) for n in range(1, 10)]


def test_the_last_step_says_how_it_goes_on() -> None:
    with pytest.raises(Refused) as refused:
        next_step(Step.TURN_IT_ROUND)
    assert str(refused.value) == (
        "step 10 is the last: an invitation (outcome invited) reopens the interview as a new round"
    )


def test_there_is_no_way_back_from_the_first_step() -> None:
    with pytest.raises(Refused) as refused:
        previous_step(Step.SET_THE_STAGE)
    assert str(refused.value) == "step 1 is the first: there is no step to go back to"


@pytest.mark.parametrize("step", list(Step))
def test_an_invitation_leads_from_any_step_to_step_1(step: Step) -> None:
    assert step_after(Outcome.INVITED, step) is Step.SET_THE_STAGE


@pytest.mark.parametrize("step", list(Step)[:9])
def test_a_rejection_leads_to_step_9(step: Step) -> None:
    assert step_after(Outcome.REJECTED, step) is Step.ACCEPT


def test_a_rejection_at_step_10_does_not_lead_back() -> None:
    assert step_after(Outcome.REJECTED, Step.TURN_IT_ROUND) is Step.TURN_IT_ROUND


@pytest.mark.parametrize("outcome", [Outcome.OFFER, Outcome.WITHDRAWN, Outcome.QUIET])
@pytest.mark.parametrize("step", list(Step))
def test_the_other_outcomes_leave_the_step(outcome: Outcome, step: Step) -> None:
    assert step_after(outcome, step) is step


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_is_given_once(outcome: Outcome) -> None:
    with pytest.raises(Refused) as refused:
        check_outcome(outcome, outcome)
    assert str(refused.value) == f"the outcome is “{outcome}” already"


@pytest.mark.parametrize("now", [None, *Outcome])
def test_an_outcome_may_follow_any_other(now: Outcome | None) -> None:
    for new in set(Outcome) - {now}:
        check_outcome(now, new)


def test_a_rejection_cancels_what_still_pushes_and_nothing_else() -> None:
    assert CANCELLED_BY[Outcome.REJECTED] == {
        Kind.PREPARE,
        Kind.VALUE_LETTER,
        Kind.CHECK_IN,
        Kind.ADVOCATE,
        Kind.RECOMMENDATION,
    }


def test_silence_cancels_what_a_rejection_cancels_and_the_thanks_for_one() -> None:
    assert CANCELLED_BY[Outcome.QUIET] == CANCELLED_BY[Outcome.REJECTED] | {Kind.REJECTION_THANKS}


def test_no_outcome_takes_away_a_promise_of_mine() -> None:
    assert all(Kind.PROMISE not in kinds for kinds in CANCELLED_BY.values())


@pytest.mark.parametrize("outcome", [Outcome.INVITED, Outcome.OFFER, Outcome.REJECTED])
def test_thanks_are_owed_whatever_the_answer(outcome: Outcome) -> None:
    assert not CANCELLED_BY[outcome] & {Kind.THANK_YOU, Kind.REFERENCE_THANKS}


def test_no_outcome_cancels_what_it_brings() -> None:
    assert set(CANCELLED_BY) == set(Outcome)
    assert PLANNED_BY == {
        Outcome.OFFER: (Kind.OFFER_REPLY, Kind.REFERENCE_THANKS),
        Outcome.WITHDRAWN: (Kind.WITHDRAWAL,),
        Outcome.REJECTED: (Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH),
    }
    for outcome, kinds in PLANNED_BY.items():
        assert not CANCELLED_BY[outcome] & set(kinds)


def test_an_invitation_cancels_what_waited_for_it() -> None:
    assert CANCELLED_BY[Outcome.INVITED] >= {Kind.CHECK_IN, Kind.REJECTION_THANKS, Kind.STAY_IN_TOUCH}
