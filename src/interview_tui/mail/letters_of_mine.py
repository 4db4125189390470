"""What a letter of mine plainly is, by its words: the thank-you, the check-in, the refusal of an offer, …"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import clean_line
from interview_tui.mail.phrases import folded, read_phrases
from interview_tui.mail.sentences import is_reply, sentences

if TYPE_CHECKING:
    from interview_tui.mail.message import Message
    from interview_tui.mail.phrases import PhraseTable

_THANKS = f"my_{LetterKind.THANK_YOU}"
_ERRAND = "my_errand"
_OPENING = 3
"""A thank-you thanks in its subject or in one of so many sentences, its greeting among them."""
_DECISIONS = (
    LetterKind.WITHDRAWAL,
    LetterKind.DECLINE,
    LetterKind.ACCEPTANCE,
    LetterKind.OFFER_TIME,
    LetterKind.OFFER_THANKS,
)
"""They are what the letter is for, whatever else is in it; the first one that its words say."""
_PURPOSES = (
    LetterKind.REJECTION_THANKS,
    LetterKind.AS_PROMISED,
    LetterKind.CHECK_IN,
    LetterKind.NEW_DATE,
    LetterKind.VALUE_LETTER,
    LetterKind.STAY_IN_TOUCH,
)  # fmt: skip
"""They are what it is for where it does not begin as a thank-you."""
_BESIDE_THANKS = (LetterKind.REJECTION_THANKS, LetterKind.AS_PROMISED, LetterKind.CHECK_IN)
"""They are what it is for though it does, unless its subject gives thanks."""


class OwnLetter(NamedTuple):
    """What a letter of mine is by its words."""

    kind: LetterKind | None = None
    """What it plainly is; None where its words do not say."""
    errand: bool = False
    """It is plainly none of the letters that a follow-up asks for: a question, a form, thanks for a message."""


def written_as(message: Message, phrases: PhraseTable | None = None) -> OwnLetter:
    """What a letter of mine is.

    A letter that thanks for a meeting in its first lines is a thank-you, though it gives an idea further down; any
    other word of thanks makes it none. What goes before that is a decision and, unless the subject gives thanks, what
    was promised or a question how things stand. Where something else stands before the thanks, it is not plain.
    """
    table = phrases or read_phrases()
    subject = clean_line(message.envelope.subject)
    lines = ["" if is_reply(subject) else subject, *sentences(message.text)]
    plain = [folded(line) for line in lines]
    said = [_kinds(line, table) for line in plain]
    kind = _kind(said)
    beginning = {one for kinds in said[: _OPENING + 1] for one in kinds}
    return OwnLetter(kind, kind is None and _ERRAND in beginning and _THANKS not in beginning)


def _kinds(line: str, table: PhraseTable) -> set[str]:
    """What a folded sentence says; every question is an errand."""
    return {*table.sayings(line), *((_ERRAND,) if line.endswith(" ? ") else ())}


def _kind(said: list[set[str]]) -> LetterKind | None:
    everywhere = {kind for kinds in said for kind in kinds}
    opening: set[str] = set()
    for kinds in said[: _OPENING + 1]:
        opening |= kinds
        if _ERRAND in opening:
            break
    for kind in _DECISIONS:
        if f"my_{kind}" in everywhere:
            return kind
    if _THANKS in said[0]:
        return LetterKind.THANK_YOU
    purposes = _BESIDE_THANKS if _THANKS in opening else _PURPOSES
    found = next((kind for kind in purposes if f"my_{kind}" in everywhere), None)
    return found or (LetterKind.THANK_YOU if _THANKS in opening else None)
