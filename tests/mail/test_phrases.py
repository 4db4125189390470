"""How phrases are written, and how a user's own are added to the shipped ones."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.errors import UserError
from interview_tui.mail.phrases import folded, read_phrases
from interview_tui.mail.proposals import proposed
from tests.grouped import grouped

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (
    "decline",
    "offer",
    "invited",
    "meeting",
    "passive",
    "handover",
    "promise",
    "sits",
    "waits",
    "my_check_in",
    "my_decline",
)
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)

FOLDED = [
    ("We'll let you know.", " we will let you know "),
    ("WE WON’T, can't & cannot!", " we will not can not & can not "),
    ("It's Dana's idea", " it is dana 's idea "),
    ("Nous n'avons pas d’idée", " nous n avons pas d idee "),
    ("Auriez-vous un créneau ?", " auriez vous un creneau ? "),
    ("Wir möchten Grüße bestellen", " wir moechten gruesse bestellen "),
    ("am 3.12. (um 10:00)", " am 3.12. um 10:00 "),
    ("One: two – three", " one ; two ; three "),
]
HELD_AGAINST = [
    ("red … light", "a red and amber light", True),
    ("red … light", "a red one two three four five six seven light", False),
    ("red … light", "red; light", False),
    ("(red|dark blue) light", "the dark blue light", True),
    ("(red|dark blue) light", "the dark light", False),
    ("red [little] light", "a red light", True),
    ("red [little] light", "a red big light", False),
    ("ligh*", "no lights here", True),
    ("light", "no lights here", False),
    ("{colour} light", "the green light", True),
    ("light & red", "red is the light", True),
    ("light & red", "blue is the light", False),
    ("red light .", "I see a red light.", True),
    ("red light .", "I see a red light here.", False),
    ("we'll see", "We will see", True),
    ("rôti", "ROTI", True),
]


def written(folder: Path, text: str) -> Path:
    file = folder / "mail-words.toml"
    file.write_text(text, "utf-8")
    return file


@grouped("text, words", FOLDED, by=lambda _: "sentences")
def test_a_sentence_is_folded(text: str, words: str) -> None:
    assert folded(text) == words


def test_phrases_are_found(tmp_path: Path) -> None:
    kinds = dict(zip(dict.fromkeys(phrase for phrase, _, _ in HELD_AGAINST), KINDS, strict=False))
    listed = "".join(f'[xx.{kind}]\nsays = ["{phrase}"]\n' for phrase, kind in kinds.items())
    own = read_phrases(written(tmp_path, f'[xx.words]\ncolour = ["green", "blue"]\n{listed}'))
    told = [(phrase, text, kinds[phrase] in own.sayings(folded(text))) for phrase, text, _ in HELD_AGAINST]
    assert told == HELD_AGAINST


def test_own_phrases_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    own = read_phrases(written(tmp_path, '[en.decline]\nsays = ["not our cup of tea"]\nbut_not = ["pot of tea"]\n'))
    for text in ("I'm afraid you are not our cup of tea.", "The position has been filled."):
        found = proposed(text, AT, phrases=own)
        assert found is not None
        assert str(found.proposal) == "decline"
    assert proposed("You are not our cup of tea.", AT) is None
    assert proposed("The position has been filled, and so has the pot of tea.", AT, phrases=own) is None


def test_another_language_may_be_added(tmp_path: Path) -> None:
    own = read_phrases(written(tmp_path, '[nl.promise]\nsays = ["u hoort … van ons"]\n'))
    found = proposed("U hoort vóór 2026-12-04 van ons.", AT, phrases=own)
    assert found is not None
    assert (str(found.proposal), str(found.day)) == ("commitment", "2026-12-04")


def test_without_a_file_the_shipped_ones_serve(tmp_path: Path) -> None:
    assert read_phrases(tmp_path / "mail-words.toml") is read_phrases()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[en.decline", "this is not TOML"),
        ("decline = 1", "stand below a line like [decline.decline]"),
        ("[en.decline]\nsays = 'no'", "write a list of phrases"),
        ("[en.decline]\nsay = ['no']", "has says and but_not, not say"),
        ("[en.refusal]\nsays = ['no']", "[en.refusal] is not a kind"),
        ("[en.decline]\nsays = ['(no']", "“(no” is not a phrase"),
        ("[en.decline]\nsays = ['{no}']", "“{no}” is not a phrase"),
        ("[en.decline]\nsays = ['']", "is not a phrase"),
    ],
)
def test_what_is_no_table_of_phrases_is_said(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        read_phrases(written(tmp_path, text))
    assert said in str(told.value)
    assert "\n" not in str(told.value)
