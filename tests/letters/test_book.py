"""The book of samples in docs/letters is what the program writes now.

`make docs` writes it again after a change that is meant; read what has changed as its reader would.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, product

import pytest

from interview_tui.demo.panel import panel_words
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.overlap import SHARED_AT_MOST, overlap
from tools.book import BOOK, chapters

HEAD = re.compile(r"^=== (.*) ===$", re.MULTILINE)
RARELY = {Language.EN_GB, Language.FR}
"""Written anew by `make soak` alone: British letters are the American ones but for words, all are looked at as kept."""
CHAPTERS = [pytest.param(*each, id="-".join(each)) for each in product(Language, Tone)]


@cache
def letters(language: Language, tone: Tone) -> tuple[tuple[str, str], ...]:
    """The letters of a file: each head, and what stands under it."""
    _, *parts = HEAD.split((BOOK / f"{language}-{tone}.txt").read_text("utf-8"))
    return tuple(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize(
    "language",
    [pytest.param(each, marks=pytest.mark.soak if each in RARELY else ()) for each in Language],
)
def test_the_letters_are_those_that_the_program_writes(language: Language) -> None:
    kept = {tone: (BOOK / f"{language}-{tone}.txt").read_text("utf-8") for tone in Tone}
    assert chapters(language) == kept, "make docs writes them again"


@pytest.mark.parametrize(("language", "tone"), CHAPTERS)
def test_every_kind_is_there(language: Language, tone: Tone) -> None:
    heads = [head for head, _ in letters(language, tone)]
    assert [row.title for row in LETTERS.values() if not any(h.startswith(f"{row.title} to ") for h in heads)] == []
    assert sum(head.startswith("thank-you to ") for head in heads) == 8  # a panel of five, one with a chart, two again
    assert sum(head.startswith("check-in to ") for head in heads) == 4
    assert sum(head.startswith("stay-in-touch letter to ") for head in heads) == 4


@pytest.mark.parametrize(("language", "tone"), CHAPTERS)
def test_nothing_is_left_to_fill(language: Language, tone: Tone) -> None:
    assert [head for head, text in letters(language, tone) if "[[" in text or "[chart]" in text] == []


@pytest.mark.parametrize(("language", "tone"), CHAPTERS)
def test_no_two_of_the_panel_get_nearly_the_same_letter(language: Language, tone: Tone) -> None:
    names = [panel_words(language).company, *(who.name for who in panel_words(language).people)]
    thanks = [text for head, text in letters(language, tone) if head.startswith("thank-you to ")][1:6]
    assert [pair for pair in combinations(thanks, 2) if overlap(*pair, names) > SHARED_AT_MOST] == []
