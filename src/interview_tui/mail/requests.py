"""What an email asks of its reader, by the sender's own words: to send, tell, confirm, choose, fill in something.

Only what is plain: neither politeness (“let me know if you have questions”) nor what asks for nothing back (“please
find attached”). The phrases are those of the kind `asks` in words.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_tui.mail.named_days import Manner, named_days
from interview_tui.mail.phrases import folded, read_phrases
from interview_tui.mail.sentences import sentences

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_tui.mail.phrases import PhraseTable


class EmailRequest(NamedTuple):
    """What is asked of the reader."""

    sentence: str
    """The sentence that asks it, as it stands in the text, line ends as blanks."""
    day: date | None
    """By when; None where no day is named."""


def asked_of_me(text: str, at: datetime, phrases: PhraseTable | None = None) -> EmailRequest | None:
    """The first request of an email, one with a day before the others; None where it asks for nothing.

    `at` is when it was written, with the sender's offset: days count from their day.
    """
    table = phrases or read_phrases()
    found: EmailRequest | None = None
    for sentence in sentences(text):
        plain = folded(sentence)
        saying = table.sayings(plain).get("asks")
        if saying is None:
            continue
        today = at.date()
        days = (day for day in named_days(plain, today, saying.language) if day.manner in _LAST_DAYS)
        day = next((one.day for one in days if one.day >= today), None)
        if day is not None:
            return EmailRequest(sentence, day)
        found = found or EmailRequest(sentence, None)
    return found


_LAST_DAYS = (Manner.BY, Manner.SPAN)
