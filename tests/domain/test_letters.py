"""Which letter is asked for, whom it goes to, what it cites and brings, and what keeps it from being ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from interview_tui.domain.chart import chart_rows
from interview_tui.domain.letters import (
    LETTER_OF,
    addressee,
    asked_of,
    brought,
    cited,
    default_kind,
    gaps,
    given,
    missing,
    nearly_the_same,
    news,
    next_asked,
    sample_name,
)
from interview_tui.domain.records import (
    FollowUp,
    Kind,
    Letter,
    LetterKind,
    LetterState,
    Outcome,
    Part,
    Settled,
    Story,
)
from tests.domain.cases import (
    BERLIN,
    BOTH_CAME,
    DANA,
    DANA_CAME,
    KIM,
    case,
    done,
    instant,
    letter,
    match,
    need,
    quote,
    tie,
)

STORY = Story(id=1, title="Cut releases", result="One day", sample="/home/ada/case.pdf")
MATCHED = {"needs": [need(1, "Nine days", of=1)], "matches": [match(1, need=1)], "stories": [STORY]}


def owe(id_: int, kind: Kind, day: int, *, to: int | None = None, round_id: int = 1) -> FollowUp:
    return FollowUp(
        id=id_, interview_id=1, round_id=round_id, kind=kind, text="x", person_id=to, due_day=date(2026, 12, day),
        created=instant("2026-12-01 18:00"),
    )  # fmt: skip


def draft(kind: LetterKind, to: int | None = 1, body: str = "text", **fields: object) -> Letter:
    made = Letter(interview_id=1, round_id=1, person_id=to, kind=kind, subject="s", body=body, created=instant("2026-12-01 18:00"))  # fmt: skip  # noqa: E501
    return replace(made, **fields)  # type: ignore[arg-type]


def test_each_kind_of_follow_up_asks_for_one_letter_or_none() -> None:
    none = {Kind.PREPARE, Kind.DEBRIEF, Kind.PROMISE, Kind.CUSTOM}
    assert set(Kind) - set(LETTER_OF) == none
    assert set(LETTER_OF.values()) == set(LetterKind) - {LetterKind.PROPOSAL}


def test_the_follow_up_that_is_due_first_asks() -> None:
    made = case(
        follow_ups=[
            owe(1, Kind.CHECK_IN, 9),
            owe(2, Kind.PREPARE, 1),
            owe(3, Kind.THANK_YOU, 3, to=2),
            owe(4, Kind.THANK_YOU, 2, to=1, round_id=2),
            replace(owe(5, Kind.THANK_YOU, 3, to=1), due_day=None, due_at=instant("2026-12-03 08:00")),
            replace(owe(6, Kind.THANK_YOU, 1), state=Settled.DONE),
        ]
    )
    asked = [next_asked(made, BERLIN), next_asked(made, BERLIN, LetterKind.CHECK_IN)]
    assert [f and f.id for f in asked] == [5, 1]
    assert next_asked(made, BERLIN, LetterKind.PROPOSAL) is None
    assert (asked_of(made, BERLIN, LetterKind.THANK_YOU, 2) or asked[0]) == made.follow_ups[2]
    assert default_kind(made, BERLIN) is LetterKind.THANK_YOU


def test_declining_an_offer_answers_it() -> None:
    made = case(outcome=Outcome.OFFER, follow_ups=[owe(1, Kind.OFFER_REPLY, 3, to=1)])
    assert next_asked(made, BERLIN, LetterKind.WITHDRAWAL) == made.follow_ups[0]


@pytest.mark.parametrize(
    ("step", "outcome", "kind"),
    [
        (1, None, LetterKind.THANK_YOU),
        (5, None, LetterKind.THANK_YOU),
        (6, None, LetterKind.VALUE_LETTER),
        (7, None, LetterKind.CHECK_IN),
        (8, None, LetterKind.RECOMMENDATION),
        (9, Outcome.REJECTED, LetterKind.REJECTION_THANKS),
        (6, Outcome.OFFER, LetterKind.ACCEPTANCE),
        (6, Outcome.WITHDRAWN, LetterKind.WITHDRAWAL),
        (10, None, LetterKind.STAY_IN_TOUCH),
    ],
)
def test_without_a_follow_up_outcome_and_step_say_which_letter(
    step: int, outcome: Outcome | None, kind: LetterKind
) -> None:
    assert default_kind(case(step=step, outcome=outcome), BERLIN) is kind


def test_after_the_thanks_for_a_rejection_one_stays_in_touch() -> None:
    made = case(step=10, outcome=Outcome.REJECTED, follow_ups=[done(Kind.REJECTION_THANKS)])
    assert default_kind(made, BERLIN) is LetterKind.STAY_IN_TOUCH


def test_whom_a_letter_goes_to() -> None:
    ties = [
        tie(1, Part.INTERVIEWER),
        tie(2, Part.HIRING_MANAGER),
        replace(tie(3, Part.REFERENCE), do_not_ask=True),
    ]
    made = case(there=BOTH_CAME, ties=ties, letters=[letter(1, "thanks")])
    assert addressee(made, LetterKind.THANK_YOU) == 2
    assert addressee(made, LetterKind.CHECK_IN) == 1
    assert addressee(made, LetterKind.PROPOSAL) == 2
    assert addressee(made, LetterKind.RECOMMENDATION) is None
    assert addressee(case(ties=ties), LetterKind.CHECK_IN) == 1
    assert addressee(case(), LetterKind.CHECK_IN) is None


def test_only_the_words_of_that_very_person_are_cited() -> None:
    made = case(quotes=[quote(1, "Calm the train!", of=1), quote(2, "Mind the gap", of=2), quote(3, "…!", of=1)])
    assert cited(made, "You said: calm, the TRAIN.", 1) == 1
    assert cited(made, "You said: calm the train", 2) is None
    assert cited(made, "You said: calm the trains …!", 1) is None
    assert cited(made, "mind the gap", None) is None


def test_a_thank_you_needs_a_quote() -> None:
    made = case(there=BOTH_CAME, quotes=[quote(1, "Calm the train", of=1)], needs=[need(1, "Orders get lost", of=2)])
    assert missing(made, draft(LetterKind.THANK_YOU, 1, "calm the train")) == ()
    assert missing(made, draft(LetterKind.THANK_YOU, 1, "thanks")) == (
        "words of Dana Ruiz in the letter: cite what they said",
    )
    assert gaps(made, draft(LetterKind.THANK_YOU, 2, "orders get lost")) == (
        'a quote of Kim Lee: write down what they said, for example " … (Kim Lee)',
    )
    assert gaps(made, draft(LetterKind.THANK_YOU, None)) == ("whom it goes to: name a person, for example @ Kim Lee",)


def test_who_helped_from_outside_is_thanked_without_a_quote() -> None:
    assert gaps(case(ties=[tie(3, Part.REFERENCE)]), draft(LetterKind.THANK_YOU, 3)) == ()


def test_a_value_letter_needs_a_match_and_a_quote() -> None:
    made = case(quotes=[quote(1, "Calm the train", of=1)], needs=[need(1, "Nine days", of=1)])
    letter_ = draft(LetterKind.VALUE_LETTER, 1, "calm the train")
    assert gaps(made, letter_) == ("a need answered by a story: match one for the chart",)
    assert gaps(case(quotes=[quote(1, "Calm the train", of=1)], **MATCHED), letter_) == ()  # type: ignore[arg-type]


def test_a_proposal_needs_its_readiness() -> None:
    needs = [need(i, f"Need {i}") for i in range(1, 7)]
    assert gaps(case(needs=needs, there=DANA_CAME), draft(LetterKind.PROPOSAL)) == (
        "the decision maker met: no hiring manager was there yet",
        *(f"a story for the need “Need {i}”" for i in range(1, 4)),
        "and 3 more of these",
    )
    assert gaps(case(), draft(LetterKind.PROPOSAL))[0] == "a need heard"
    ready = case(there=DANA_CAME, ties=[tie(1, Part.HIRING_MANAGER)], **MATCHED)  # type: ignore[arg-type]
    assert gaps(ready, draft(LetterKind.PROPOSAL)) == ()
    bare = replace(ready, stories={1: replace(STORY, sample="")})
    assert gaps(bare, draft(LetterKind.PROPOSAL)) == ("a sample for the need “Nine days”",)


def test_a_recommendation_needs_somebody_who_may_be_asked() -> None:
    asking = draft(LetterKind.RECOMMENDATION, 3)
    assert gaps(case(), draft(LetterKind.RECOMMENDATION, None)) == (
        "a reference: add whom you would ask, as a reference",
    )
    assert gaps(case(), asking) == ("a reference: Sam Ode is none in this interview",)
    assert gaps(case(ties=[tie(3, Part.REFERENCE, do_not_ask=True)]), asking) == (
        "someone who may be asked: Sam Ode is marked “do not ask”",
    )
    assert gaps(case(ties=[tie(3, Part.CONNECTION)]), asking) == ()


def test_address_subject_and_text_are_missed() -> None:
    assert missing(case(), draft(LetterKind.WITHDRAWAL, 2, " \n", subject=" ")) == (
        "an e-mail address of Kim Lee",
        "a subject",
        "a text",
    )


def test_a_check_in_brings_what_was_not_brought_yet() -> None:
    made = case(**MATCHED)  # type: ignore[arg-type]
    rows = chart_rows(made)
    first = news(made, rows, 1)
    assert first is not None
    assert first.story == "Cut releases"
    assert brought(rows, "I once cut releases. Attached: case.pdf") == ("Cut releases", "case.pdf")
    assert brought(rows, "hello") == ()
    had = replace(letter(1, "x"), brings="cut releases!\n")
    told = replace(made, letters=(had,))
    assert given(told, 1) == {"cut releases"}
    assert news(told, rows, 1) is not None  # the sample is still new
    assert news(replace(made, letters=(replace(had, brings="Cut releases\ncase.pdf"),)), rows, 1) is None
    assert news(replace(made, letters=(replace(had, state=LetterState.DRAFT),)), rows, 1) == first
    empty = draft(LetterKind.CHECK_IN, 1)
    assert gaps(told, empty) == ("something new for Dana Ruiz: a need answered, a sample, news",)
    assert gaps(told, replace(empty, brings="Cut releases")) == gaps(told, empty)
    assert gaps(told, replace(empty, brings="Cut releases\nmy talk")) == ()


@pytest.mark.parametrize(
    ("sample", "name"),
    [
        ("/a/case.pdf", "case.pdf"), ("~/case.pdf", "case.pdf"), ("case.pdf", "case.pdf"),
        ("https://me.example/a/b", "https://me.example/a/b"), ("www.me.example/x", "www.me.example/x"), ("/", "/"),
    ],
)  # fmt: skip
def test_sample_name(sample: str, name: str) -> None:
    assert sample_name(sample) == name


@for_all(st.text(), st.text())
def test_likeness_is_mutual_and_whole_for_the_same_text(one: str, other: str) -> None:
    made = case(people=[DANA, KIM])
    dana, kim = letter(1, one), letter(2, other)
    assert nearly_the_same(made, dana, kim) == nearly_the_same(made, kim, dana)
    assert nearly_the_same(made, dana, letter(2, one))
