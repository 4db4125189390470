"""What each person already got from me: the log of the value rule, which asks that a contact bring something new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Direction, LetterState
from interview_tui.domain.letter_kinds import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from interview_tui.domain.enums import Channel
    from interview_tui.domain.records import Letter, Touch


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that a person got: when (an instant in UTC), how, and what; `of_value` when it brought something."""

    at: datetime
    channel: Channel
    what: str
    of_value: bool


def given(person_id: int, letters: Iterable[Letter], touches: Iterable[Touch]) -> tuple[Given, ...]:
    """What a person got, oldest first: each line that a letter or a contact brought, else the letter's name and
    subject or the contact's note. A letter's own contact is not told a second time.
    """
    told: list[Given] = []
    sent = [x for x in letters if x.person_id == person_id and x.state is LetterState.SENT and x.sent is not None]
    for letter in sent:
        name = f"{LETTERS[letter.kind].title}: {letter.subject}" if letter.subject else LETTERS[letter.kind].title
        if letter.sent is not None:
            told += _lines(letter.sent, letter.channel, letter.brings, name)
    known = {letter.id for letter in sent}
    for touch in touches:
        if touch.person_id == person_id and touch.direction is Direction.OUT and touch.letter_id not in known:
            told += _lines(touch.at, touch.channel, touch.brings, touch.note)
    return tuple(sorted(told, key=lambda one: one.at))


def _lines(at: datetime, channel: Channel, brings: str | None, otherwise: str) -> list[Given]:
    brought = [line.strip() for line in (brings or "").splitlines() if line.strip()]
    if brought:
        return [Given(at, channel, line, True) for line in brought]
    return [Given(at, channel, otherwise, False)]
