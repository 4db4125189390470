"""The tables of kinds: each member has its row, and no cell of it is missing."""

from __future__ import annotations

import ast
import inspect
from importlib.resources import files

import pytest

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.follow_up_kinds import (
    KINDS,
    Effect,
    Kind,
    Weight,
    is_contact,
    kind_asking_for,
    weight_of_letter,
)
from interview_tui.domain.letter_kinds import LETTERS, OFFER_ANSWERS, LetterKind, decision_of
from interview_tui.domain.rules import check_ins, endings, meetings, pursuit
from interview_tui.ui.keys import SHOWN

BY_WEIGHT = {
    Weight.NONE: {Kind.PREPARE, Kind.DEBRIEF, Kind.SUGGESTION, Kind.NOTHING_PLANNED},
    Weight.OFFERING: {Kind.VALUE_LETTER, Kind.ADVOCATE, Kind.RECOMMENDATION, Kind.STAY_IN_TOUCH},
    Weight.PRESSING: {Kind.CHECK_IN, Kind.CUSTOM},
}


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_of_follow_up_has_a_full_row(kind: Kind) -> None:
    row = KINDS[kind]
    assert row.kind is kind
    assert row.title
    assert not (row.letter and row.choices), "a letter is asked for, or one is chosen"
    if row.weight is Weight.NONE:
        assert row.letter is None
        assert not any((row.choices, row.pushes, row.spaced))
    if row.letter_needs_person:
        assert row.letter is not None
    if row.pushes:
        assert row.weight is not Weight.NONE


@pytest.mark.parametrize("kind", LetterKind)
def test_each_kind_of_letter_has_a_full_row_and_a_template(kind: LetterKind) -> None:
    row = LETTERS[kind]
    assert row.kind is kind
    assert row.title
    assert [other.kind for other in LETTERS.values() if other.key == row.key] == [kind], "its key is its own"
    assert row.outcome is None or row.after is row.outcome
    assert not row.completed_at or SHOWN[row.completed_at]
    assert (row.answer is not None) == (kind in OFFER_ANSWERS)
    assert (files("interview_tui.letters") / "templates" / "en-US" / f"{kind}.j2").is_file()


def test_the_tables_have_the_order_of_their_kinds() -> None:
    assert list(KINDS) == list(Kind)
    assert list(LETTERS) == list(LetterKind)


def test_what_a_follow_up_weighs() -> None:
    for weight, kinds in BY_WEIGHT.items():
        assert {kind for kind in Kind if KINDS[kind].weight is weight} == kinds
    assert is_contact(Kind.CUSTOM, 3)
    assert not is_contact(Kind.CUSTOM, None)
    assert is_contact(Kind.THANK_YOU, None)
    assert not is_contact(Kind.DEBRIEF, 3)


def test_a_letter_weighs_what_the_follow_up_that_asks_for_it_does() -> None:
    assert {k for k in LetterKind if weight_of_letter(k) is Weight.PRESSING} == {
        LetterKind.CHECK_IN,
        LetterKind.PROPOSAL,
    }
    offering = {
        LetterKind.VALUE_LETTER,
        LetterKind.RECOMMENDATION,
        LetterKind.GOOD_WORD,
        LetterKind.FORWARD_RECOMMENDATION,
        LetterKind.STAY_IN_TOUCH,
    }
    assert {k for k in LetterKind if weight_of_letter(k) is Weight.OFFERING} == offering
    unasked = {LetterKind.PROPOSAL, LetterKind.FORWARD_RECOMMENDATION}
    assert {k for k in LetterKind if kind_asking_for(k) is None} == unasked
    assert kind_asking_for(LetterKind.COUNTER) is Kind.OFFER_REPLY


def test_a_step_has_one_next_letter_and_an_outcome_too() -> None:
    steps = [row.step for row in LETTERS.values() if row.step]
    assert sorted(steps) == [Step.BUILD_VALUE, Step.PERSIST, Step.LEVERAGE, Step.ACCEPT, Step.TURN_IT_AROUND]
    after = [row.after for row in LETTERS.values() if row.after]
    assert set(after) == {Outcome.REJECTED, Outcome.QUIET, Outcome.ACCEPTED, Outcome.DECLINED, Outcome.WITHDRAWN}
    assert len(after) == len(set(after))
    assert {kind for kind in LetterKind if decision_of(kind)} == {LetterKind.ACCEPTANCE, LetterKind.DECLINE}


def test_what_changes_with_a_follow_up_names_each_effect() -> None:
    assert {row.effect for row in KINDS.values()} == set(Effect)


def test_each_kind_that_is_planned_has_a_rule() -> None:
    planned = set()
    for rules in (meetings, pursuit, check_ins, endings):
        for node in ast.walk(ast.parse(inspect.getsource(rules))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "line":
                planned.add(ast.unparse(node.args[0]))
    made_otherwise = {Kind.CUSTOM, Kind.SUGGESTION, Kind.NOTHING_PLANNED}
    assert planned == {f"Kind.{kind.name}" for kind in set(Kind) - made_otherwise}
