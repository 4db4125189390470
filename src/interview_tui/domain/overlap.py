"""How much two letters say in the same words: what every letter has, and what belongs to its reader, is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.text import plain_words
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARED_AT_MOST = 0.45
"""Above this share two letters look like one that was sent twice."""
_QUOTED = lazy_pattern(r"„[^“”„]*[“”]|“[^”]*”|«[^»]*»|\"[^\"\n]*\"")
"""Words in quotation marks of any of the languages, one level of them."""
_SENTENCE_ENDS = (".", "?", "!", "…", ":", ";")
_CLOSING = lazy_pattern(r"\bagréer\b|\bsalutations\b", re.IGNORECASE)
"""What tells the French closing, which is a sentence, from the last one of the letter."""
_LIST_ITEM = lazy_pattern(r"\s*(?:[-*•|]|\d+[.)]\s)")
_GREETING_WORDS = 8
_SIGNATURE_WORDS = 12
"""At most so many in a line: a line of a text that was wrapped by hand has as many, and ends in a full stop."""


def overlap(one: str, other: str, names: Iterable[str] = ()) -> float:
    """The distinct words that two letters share, by all that they have: 0 for nothing in common, 1 for the same words.

    Left out are the greeting, the closing with the signature, what stands in quotation marks, and the words of `names`
    (of persons and companies).
    """
    left_out = {word for name in names for word in plain_words(name).split()}
    first, second = (set(plain_words(own_text(text)).split()) - left_out for text in (one, other))
    either = first | second
    return len(first & second) / len(either) if either else 0.0


def own_text(letter: str) -> str:
    """A letter without greeting, closing, signature and quotes."""
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", letter.replace("\r\n", "\n")) if part.strip()]
    if paragraphs:
        head, _, rest = paragraphs[0].partition("\n")
        if _is_greeting(head):
            paragraphs[0:1] = [rest] if rest.strip() else []
    while paragraphs and _is_signature(paragraphs[-1]):
        paragraphs.pop()
    return "\n\n".join(_QUOTED.sub(" ", paragraph) for paragraph in paragraphs)


def _is_greeting(line: str) -> bool:
    return len(line.split()) <= _GREETING_WORDS and not line.rstrip().endswith(_SENTENCE_ENDS)


def _is_signature(paragraph: str) -> bool:
    """Whether a last paragraph is the closing, the name, a phone number: lines that are no sentence and no list."""
    lines = paragraph.splitlines()
    if any(_LIST_ITEM.match(line) or len(line.split()) > _SIGNATURE_WORDS for line in lines):
        return False
    return _CLOSING.search(paragraph) is not None or not lines[-1].rstrip().endswith(_SENTENCE_ENDS)
