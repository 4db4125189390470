"""Which email a letter answers: the one whose thread it belongs to (docs/letters.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Channel, Direction
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter, Touch

BEGINS_A_THREAD = frozenset(
    {LetterKind.GOOD_WORD, LetterKind.RECOMMENDATION, LetterKind.PROPOSAL, LetterKind.STAY_IN_TOUCH}
)
"""Letters that answer nothing, whoever wrote before."""
ABOUT_A_MEETING = frozenset({LetterKind.THANK_YOU, LetterKind.VALUE_LETTER})
"""Letters that answer only what was written since the meeting that they are about."""
_LONGEST_THREAD = 20
"""Message-IDs of a thread at most."""
_REPLY = lazy_pattern(
    r"^(?:\s*(?:re|ré|aw|antw|antwort|sv|vs|rif|odp|fwd?|wg|tr)(?:\[\d{1,3}\])?\s*:)+\s*", re.IGNORECASE
)
"""What programs put before the subject of an answer or of a forwarded email, in the languages that are met with."""


def bare_subject(subject: str) -> str:
    """A subject without what stands before it in an answer: `Thank you` of `AW: Re: Thank you`."""
    return _REPLY.sub("", subject).strip()


def reply_subject(subject: str) -> str:
    """The subject of an answer; '' to one without a subject."""
    bare = bare_subject(subject)
    return f"Re: {bare}" if bare else ""


def email_to_answer(case: Case, letter: Letter) -> Touch | None:
    """The last email from the reader that a new letter answers; None where it begins a thread."""
    if letter.kind in BEGINS_A_THREAD:
        return None
    since = case.meeting_start if letter.kind in ABOUT_A_MEETING else None
    theirs = (
        touch
        for touch in _emails(case, letter)
        if touch.direction is Direction.IN and touch.subject and (since is None or touch.at >= since)
    )
    return max(theirs, key=_order, default=None)


def answered_by(case: Case, letter: Letter) -> Touch | None:
    """The email whose thread a letter goes on with, as its subject says: the last of that subject to or from its
    reader. None for a letter with a subject of its own.
    """
    bare = bare_subject(letter.subject).casefold()
    if not bare or bare == letter.subject.strip().casefold():
        return None
    same = (t for t in _emails(case, letter) if bare_subject(t.subject).casefold() == bare)
    return max(same, key=_order, default=None)


def bounded_thread(identities: Sequence[str]) -> tuple[str, ...]:
    """The Message-IDs of a thread, oldest first: of a long one its beginning and its end, since what stands in the
    middle tells a reader's program nothing more.
    """
    if len(identities) <= _LONGEST_THREAD:
        return tuple(identities)
    return identities[0], *identities[1 - _LONGEST_THREAD :]


def thread_after(touch: Touch | None) -> tuple[str, ...]:
    """The Message-IDs that an answer to an email refers to, oldest first; none where it answers nothing."""
    return (*touch.thread.split(), touch.message_id) if touch else ()


def _emails(case: Case, letter: Letter) -> Iterator[Touch]:
    """What went between the reader and me before the letter: emails that are known by their Message-ID, and arrived."""
    for touch in case.touches:
        is_email = touch.channel is Channel.EMAIL and touch.message_id and not (touch.automatic or touch.bounced)
        before = letter.sent is None or touch.at < letter.sent
        if is_email and before and touch.person_id == letter.person_id and touch.person_id is not None:
            yield touch


def _order(touch: Touch) -> tuple[object, int]:
    return touch.at, touch.id
