"""A letter drafted again: what the user edited stays, or is named as lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_tui.letters.redrafting import new_sentences, redraft

DRAFTED = (
    "Thank you\n\nHi Dana,\n\nThank you for Tuesday. You raised an issue: slow tests.\n\nI want this job.\n\nBest,\nAda"
)
FRESH = DRAFTED.replace("slow tests", "no tests")


def test_what_nobody_edited_is_the_fresh_draft() -> None:
    assert redraft(DRAFTED, DRAFTED, FRESH) == (FRESH, ())


def test_what_the_user_edited_stays_where_it_is() -> None:
    mine = DRAFTED.replace("I want this job.", "I want this job. Call me!").replace("Thank you\n", "Thanks!\n")
    assert redraft(DRAFTED, mine, FRESH) == (mine.replace("slow tests", "no tests"), ())


def test_where_both_changed_a_sentence_the_fresh_one_stands_and_the_users_is_named() -> None:
    mine = DRAFTED.replace("You raised an issue: slow tests.", "Your tests are slow, you said.")
    assert redraft(DRAFTED, mine, FRESH) == (FRESH, ("Your tests are slow, you said.",))


def test_the_same_change_on_both_sides_loses_nothing() -> None:
    assert redraft(DRAFTED, FRESH, FRESH) == (FRESH, ())


def test_a_sentence_that_the_user_took_out_stays_out() -> None:
    mine = DRAFTED.replace("I want this job.\n\n", "")
    assert redraft(DRAFTED, mine, FRESH) == (mine.replace("slow tests", "no tests"), ())
    assert redraft(DRAFTED, mine, FRESH.replace("want this job", "like it")).lost == ()


@pytest.mark.parametrize("chart", ["[chart]", "[chart]\n\nMore below."])
def test_the_block_of_the_chart_stays_through_edits(chart: str) -> None:
    drafted = f"S\n\nHi Dana,\n\n{chart}\n\nBest,\nAda"
    mine = drafted.replace("Hi Dana,", "Dear Dana,\n\nHere is what I heard.")
    made = redraft(drafted, mine, drafted.replace("Best,", "Kind regards,"))
    assert made == (mine.replace("Best,", "Kind regards,"), ())


def test_the_sentences_that_are_new() -> None:
    assert new_sentences(DRAFTED, DRAFTED) == ()
    assert new_sentences(DRAFTED, FRESH) == ("You raised an issue: no tests.",)
    shorter = DRAFTED.replace(" You raised an issue: slow tests.", "")
    assert new_sentences(DRAFTED, shorter) == ("You raised an issue: slow tests.",)


SENTENCES = [f"{word.title()} is {word}{mark}" for word in ("one", "two", "three", "four", "five") for mark in ".?!"]
PARAGRAPH = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join)
LETTER = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join).map("Subject\n\n{}".format)
EDITS = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(["cut", "put"]), st.sampled_from(["Mine is mine.", "And mine?"])),
    max_size=3,
)


def edited(text: str, edits: list[tuple[int, str, str]]) -> str:
    """A text in which the user replaced some sentences, or put their own in front of one."""
    paragraphs = [part.split(". ") for part in text.split("\n\n")]
    places = [(p, s) for p, part in enumerate(paragraphs) for s in range(len(part))]
    for turn, (place, what, own) in enumerate(edits):
        p, s = places[place % len(places)]
        mine = f"{own[:-1]} {turn}{own[-1]}"
        paragraphs[p][s] = mine if what == "cut" else f"{mine} {paragraphs[p][s]}"
    return "\n\n".join(". ".join(part) for part in paragraphs)


@given(LETTER, EDITS, LETTER)
def test_each_sentence_of_the_users_own_stays_or_is_named(
    drafted: str, edits: list[tuple[int, str, str]], fresh: str
) -> None:
    mine = edited(drafted, edits)
    made = redraft(drafted, mine, fresh)
    told = f"{made.text}\n{' '.join(made.lost)}"
    for turn, (_, _, own) in enumerate(edits):
        own_words = f"{own[:-1]} {turn}{own[-1]}"
        if own_words in mine:
            assert own_words in told
    assert "\n\n\n" not in made.text
    if mine == drafted:
        assert made == (fresh, ())


@given(LETTER, EDITS)
def test_drafting_again_from_the_same_records_changes_nothing_of_what_the_user_wrote(
    drafted: str, edits: list[tuple[int, str, str]]
) -> None:
    mine = edited(drafted, edits)
    assert redraft(drafted, mine, drafted) == (mine, ())


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_drafted_again(drafted: str, mine: str, fresh: str) -> None:
    made = redraft(drafted, mine, fresh)
    assert made.text == made.text.strip("\n")
    assert all(piece and piece == piece.strip() for piece in made.lost)
