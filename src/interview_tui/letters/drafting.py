"""A letter's text, made of the values that the records give it, the sentences of its language, and its template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.letters.fragments import spaced
from interview_tui.letters.letter_sentences import letter_sentences
from interview_tui.letters.sandbox import SHIPPED, TemplateTrouble, render, template_name
from interview_tui.letters.sentences import rows_text
from interview_tui.letters.values import values

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.domain.enums import Language
    from interview_tui.letters.occasion import Occasion
    from interview_tui.letters.sentences import Bank, RowName


class DraftedText(NamedTuple):
    """A letter's text, and what it was made of."""

    subject: str
    body: str
    sentences: str
    """The rows of the bank that it uses."""
    problem: str
    """Why the shipped template stands in for the user's own; '' where nothing is wrong."""


def draft(
    occasion: Occasion,
    bank: Bank,
    templates: Path,
    default: Language,
    *,
    after: frozenset[RowName] = frozenset(),
) -> DraftedText:
    """The letter by the user's own template in `templates`, else by the shipped one. What the records do not hold is
    left out. `default` is the language of templates whose name has none.
    """
    made = letter_sentences(occasion, bank, after=after)
    given = {**values(occasion), **{name: text for name, (_, text) in made.items()}}
    name = template_name(occasion.letter.kind, occasion.letter.language, default)
    problem = ""
    try:
        subject, body = render(name, given, templates, default)
    except TemplateTrouble as trouble:
        problem = f"{trouble} (the shipped template is used)"
        subject, body = render(name, given, SHIPPED, default)
    subject, body = (tidied(spaced(text, occasion.letter.language)) for text in (subject, body))
    used = frozenset().union(*(rows for rows, text in made.values() if text and tidied(text) in body))
    return DraftedText(subject, body, rows_text(used), problem)


def tidied(text: str) -> str:
    """Without blanks at the ends of lines, two in a row, or more than one empty line in a row."""
    text = re.sub(r"[ \u00a0]+$", "", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=\S) {2,}", " ", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
