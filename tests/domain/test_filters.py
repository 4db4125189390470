"""What is typed to filter a list: words, phrases and terms, and what is no term is a word."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.filters import (
    FILTER_TERMS,
    LONGEST_FILTER,
    MOST_WORDS,
    FilterTerms,
    filter_problem,
    kinds_named,
    pieces,
    read_filter,
    unknown_term,
)
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from tests.grouped import grouped

READ = {
    "": FilterTerms(),
    "acme  sre acme": FilterTerms(("acme", "sre")),
    '"deep  tech" "to the end': FilterTerms(("deep tech", "to the end")),
    '5" x"y z"': FilterTerms(('5"', 'x"y', 'z"')),
    '"" " \0': FilterTerms(),
    "step:5": FilterTerms(steps=(frozenset({5}),)),
    "STEP:5-7,10 acme": FilterTerms(("acme",), (frozenset({5, 6, 7, 10}),)),
    "step:1-5 step:4-9": FilterTerms(steps=(frozenset(range(1, 6)), frozenset(range(4, 10)))),
    "outcome:rejected,quiet outcome:running": FilterTerms(
        outcomes=(frozenset({"rejected", "quiet"}), frozenset({"running"}))
    ),
    "due:overdue,today due:none": FilterTerms(due=(frozenset({"overdue", "today"}), frozenset({"none"}))),
}
NO_TERMS = (
    "step:", "step:0", "step:11", "step:7-5", "step:5-", "step:-5", "step:x", "step:5,", "step:٥", "step", ":", "a:b",
    "outcome:", "outcome:hired", "outcome:invited", "due:someday", "due:today,", "due:to", '"step:5"', "part:recruiter",
)  # fmt: skip
LIKE_TERMS = {
    "acme foo:bar": "“foo:bar” is taken as a word: the terms are step:, outcome:, due:.",
    "due:tomorow": "“due:tomorow” is taken as a word: due: takes overdue, today, week, none.",
    "due:today acme": "",
    'https://acme.example 10:30 "foo:bar"': "",
}
PROBLEMS = {
    "acme step:5-8 outcome:running": "",
    "http://acme.example a:b": "",
    "": "says nothing",
    ' "" ': "says nothing",
    "x" * (LONGEST_FILTER + 1): "is longer than 500 characters",
    "acme step:12": "has step:12: after step: stands a step or a span of steps: 5, 5-8",
    "Due:tomorow": "has Due:tomorow: after due: stands overdue, today, week, none",
}


@grouped("text", READ, by=lambda _: "all")
def test_it_is_read(text: str) -> None:
    assert read_filter(text) == READ[text]


@grouped("text", NO_TERMS, by=lambda _: "all")
def test_what_is_no_term_is_a_word(text: str) -> None:
    assert read_filter(text) == FilterTerms((text.strip('"'),))


def test_every_outcome_but_the_one_that_goes_on_can_be_asked_for() -> None:
    for outcome in Outcome:
        assert bool(read_filter(f"outcome:{outcome}").outcomes) is (outcome is not Outcome.INVITED)
    assert [bool(read_filter(f"step:{number}").steps) for number in range(12)] == [False, *[True] * len(Step), False]


@grouped("text", PROBLEMS, by=lambda _: "all")
def test_what_is_wrong_with_one_that_has_a_name(text: str) -> None:
    assert filter_problem(text) == PROBLEMS[text]


@grouped("text", LIKE_TERMS, by=lambda _: "all")
def test_what_looks_like_a_term_and_is_none_is_said(text: str) -> None:
    assert unknown_term(text) == LIKE_TERMS[text]


@given(st.text(alphabet='ab :"\0,-5\u202eÉ\n', max_size=30) | st.sampled_from([f"{name}:" for name in FILTER_TERMS]))
def test_any_text_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    terms = read_filter(text)
    said = " ".join(terms.words)
    for letter in set(text) & {"a", "b", "É"}:
        assert letter in said
    assert all(word in pieces(text) for word in terms.words)


def test_a_text_of_any_length_is_read_at_once() -> None:
    begun = process_time()
    for text in (
        '"' * 200_000,
        "step:" * 50_000,
        "a " * 100_000,
        "step:1," * 30_000,
        " ".join(map(str, range(50_000))),
    ):
        assert len(read_filter(text).words) <= MOST_WORDS
    assert process_time() - begun < 2


NAMED = {
    "thank-you": {Kind.THANK_YOU},
    "Thank_You": {Kind.THANK_YOU},
    "check-in": {Kind.CHECK_IN},
    "check in": {Kind.CHECK_IN},
    "value-l": {Kind.VALUE_LETTER},
    "letter": {Kind.VALUE_LETTER},
    "good-word": {Kind.ADVOCATE},
    "sugg": {Kind.SUGGESTION},
    "nothing-planned": {Kind.NOTHING_PLANNED},
    "in": set(),
    "xyz": set(),
    "heck-in": set(),
}


@grouped("word", NAMED, by=lambda _: "all")
def test_a_word_may_name_a_kind_of_follow_up(word: str) -> None:
    assert set(kinds_named(word)) == NAMED[word]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_name(kind: Kind) -> None:
    assert kind in kinds_named(kind.replace("_", "-"))
    assert kind in kinds_named(KINDS[kind].short)
