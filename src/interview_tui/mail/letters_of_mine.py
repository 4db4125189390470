"""What a letter of mine plainly is, by its words: the thank-you, the check-in, the refusal of an offer, …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.text import clean_line
from interview_tui.mail.phrases import folded, read_phrases
from interview_tui.mail.sentences import is_reply, sentences

if TYPE_CHECKING:
    from interview_tui.mail.message import Message
    from interview_tui.mail.phrases import PhraseTable

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


def written_as(message: Message, phrases: PhraseTable | None = None) -> LetterKind | None:
    """What a letter of mine plainly is; None where its words do not say.

    A letter that thanks for a meeting in its first lines is a thank-you, though it gives an idea further down. What
    goes before that is a decision and, unless the subject gives thanks, what was promised or a question how things
    stand.
    """
    table = phrases or read_phrases()
    subject = clean_line(message.envelope.subject)
    lines = ["" if is_reply(subject) else subject, *sentences(message.text)]
    said = [set(table.sayings(folded(line))) for line in lines if line]
    everywhere = {kind for kinds in said for kind in kinds}
    opening = {kind for kinds in said[: _OPENING + 1] for kind in kinds}
    for kind in _DECISIONS:
        if f"my_{kind}" in everywhere:
            return kind
    thanks = f"my_{LetterKind.THANK_YOU}"
    if thanks in said[0]:
        return LetterKind.THANK_YOU
    purposes = _BESIDE_THANKS if thanks in opening else _PURPOSES
    found = next((kind for kind in purposes if f"my_{kind}" in everywhere), None)
    return found or (LetterKind.THANK_YOU if thanks in opening else None)
