"""The English templates: each letter as it was read aloud and accepted, and well formed whatever is not known.

`pytest tests/letters/test_english_templates.py --accept` writes the files in `english/` again after a change that is
meant; read what has changed as its reader would.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.enums import Tone
from interview_tui.domain.text import clean
from interview_tui.letters.letter_draft import OfferTerms
from interview_tui.letters.proofreading import proofread
from tests.grouped import grouped
from tests.letters.english_values import (
    EXPECTED,
    KINDS,
    LANGUAGES,
    NOTHING,
    TEMPLATES,
    TONES,
    common,
    rendered,
    values,
    variants,
)
from tests.letters.proofreading_models import TERMS, draft

if TYPE_CHECKING:
    from interview_tui.letters.letter_draft import LetterDraft

READERS = {"recommendation": "Grace", "good_word": "Naomi", "reference_thanks": "Naomi"}
HINTED_AS = {"reference_thanks": "thanks_for_help", "forward_recommendation": "forwarding"}
Letter = tuple[str, str, str, dict[str, Any]]
WHOLE: dict[str, Letter] = {
    f"{language}_{kind}_{tone}": (kind, language, tone, {}) for language, kind, tone in product(LANGUAGES, KINDS, TONES)
}
VARIANTS = {
    f"{language}_{kind}_{tone}_{name}": (kind, language, tone, given)
    for language in LANGUAGES
    for name, (kind, given) in variants(language).items()
    for tone in TONES
}
LETTERS: dict[str, Letter] = {**WHOLE, **VARIANTS}
ACCEPTED = {name: letter for name, letter in LETTERS.items() if name in WHOLE or letter[2] == "warm"}
"""Each kind in each tone, and what is different in other occasions once."""


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether what is written now is what is meant."""
    return bool(request.config.getoption("--accept"))


def letter(name: str) -> tuple[str, dict[str, Any]]:
    """The text of a letter, and what it was given."""
    kind, language, tone, given = LETTERS[name]
    all_given = {**values(kind, language, tone), **given}
    return rendered(kind, language, all_given), all_given


def as_draft(name: str) -> LetterDraft:
    """The letter as the proofreader is given it."""
    text, given = letter(name)
    kind, language, tone, _ = LETTERS[name]
    subject, body = text.split("\n", 1)
    terms = OfferTerms("SRE Lead", "£92,000", "Monday 4 January") if language == "en-GB" else TERMS["en"]
    return draft(
        body.strip(),
        READERS.get(kind, "Dana"),
        language,
        kind=HINTED_AS.get(kind, kind),
        tone=Tone(tone),
        subject=subject.removeprefix("Subject: "),
        today=date(2026, 11, 19),
        attached=bool(given["attachment"] or given["news_sample"] or given["samples"]),
        terms=terms if given["terms"] else None,
    )


def check_form(text: str, given: dict[str, Any]) -> None:
    """The subject, greeting and closing are there, and what was empty has left no trace."""
    subject, blank, greeting, *_ = text.split("\n")
    assert re.fullmatch(r"Subject: \S.*", subject)
    assert len(subject) <= len("Subject: ") + 50
    assert (blank, greeting) == ("", given["greeting"])
    assert text.endswith(f"{given['me']}\n")
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]$|  | [.,;:?!](?!\w)|[.,;:?!][.,;](?!\w)|\bNone\b|\( | \)", text, re.MULTILINE)
    paragraphs = text.split("\n\n")[2:]
    assert len(paragraphs) >= 2
    assert paragraphs[-1].endswith(f",\n{given['me']}\n"), "a closing"
    for paragraph in paragraphs:
        assert re.match(r"[A-Z“|]|\[\[", paragraph), "a small letter begins the paragraph"
        assert not re.search(r"(?<!\w\.\w)[.?!] [a-z]", paragraph), "a small letter begins a sentence"


@grouped("name", ACCEPTED, by=lambda name: LETTERS[name][0])
def test_a_letter_is_as_it_was_accepted(name: str, *, accept: bool) -> None:
    path, text = EXPECTED / f"{name}.txt", letter(name)[0]
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text, f"{name} reads differently: accept it when that is meant"


def test_every_accepted_letter_is_compared() -> None:
    assert {path.stem for path in EXPECTED.glob("*")} == set(ACCEPTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_template_of_each_kind_that_says_when_it_is_written(language: str) -> None:
    found = {path.stem: path.read_text("utf-8") for path in (TEMPLATES / language).glob("*.j2")}
    assert set(found) == set(KINDS)
    assert all(text.startswith("{# ") for text in found.values())


@grouped("name", LETTERS, by=lambda name: LETTERS[name][0])
def test_a_letter_is_well_formed(name: str) -> None:
    check_form(*letter(name))


@pytest.mark.parametrize(("language", "kind", "tone"), product(LANGUAGES, KINDS, TONES))
def test_what_is_not_known_leaves_no_trace(language: str, kind: str, tone: str) -> None:
    known = values(kind, language, tone)
    told = [name for name, value in known.items() if name in NOTHING and value != NOTHING[name]]
    for name in told:
        check_form(rendered(kind, language, {**known, name: NOTHING[name]}), known)
    for flag in (name for name, value in NOTHING.items() if value is False):
        given = {**common(kind, language, tone), flag: True}
        check_form(rendered(kind, language, given), given)
    for place, number in product(range(9), range(1, 10)):
        given = {**common(kind, language, tone), "place": place, "round": number, "number": number, "running": False}
        check_form(rendered(kind, language, given), given)


@grouped("name", LETTERS, by=lambda name: LETTERS[name][0])
def test_nothing_is_pointed_out_in_a_letter_that_is_complete(name: str) -> None:
    found = [hint.text for hint in proofread(as_draft(name))]
    if "[[" in letter(name)[0]:
        found = [text for text in found if not text.startswith("something is not filled in")]
    assert found == (["say that you want this job, in one sentence"] if name.endswith("after_the_end") else [])


@grouped("name", LETTERS, by=lambda name: LETTERS[name][0])
def test_a_formal_letter_has_no_contractions(name: str) -> None:
    text, given = letter(name)
    assert not (given["formal"] and re.search(r"\w'(?:ll|d|m|re|ve)\b|n't\b|\b[Ii]t's\b", text))


@pytest.mark.parametrize(("language", "number", "tone"), product(LANGUAGES, (1, 2, 3), TONES))
def test_no_two_of_a_panel_have_the_same_subject(language: str, number: int, tone: str) -> None:
    for known in ({}, {"weekday": "Tuesday"}, {"date": "November 17"}, {"role": "SRE lead"}):
        given = {**common("thank_you", language, tone), **known, "round": number}
        texts = [rendered("thank_you", language, {**given, "place": place}) for place in range(8)]
        assert len({text.split("\n")[0] for text in texts}) == 8


@pytest.mark.parametrize(("language", "tone"), product(LANGUAGES, TONES))
def test_each_quarter_is_told_otherwise(language: str, tone: str) -> None:
    for news in ("I gave a talk on release checklists.", ""):
        given = {**values("stay_in_touch", language, tone), "news": news}
        texts = [rendered("stay_in_touch", language, {**given, "number": number}) for number in range(1, 8)]
        assert len({text.split("\n")[0] for text in texts}) == 7
        sentences = [set(re.findall(r"[^.?!\n ][^.?!\n]{20,}[.?!]", text)) - {news} for text in texts]
        assert all(not one & other for one, other in pairwise(sentences))
        again = rendered("stay_in_touch", language, {**given, "number": 8})
        assert again == texts[1], "the second follows the last"


def test_the_letters_are_clean_text() -> None:
    assert all(clean(text) == text for text, _ in map(letter, LETTERS))
