"""A letter as the proofreader is given it: its text, whom it is for, and what the records say about both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.domain.enums import Language, Tone


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at again in a draft."""

    text: str
    """One line, as one would say it to a friend."""
    stop: bool = False
    """Whether the letter is not ready while this is so."""
    words: str = ""
    """The words of the letter that are meant, as they stand in it; empty where the letter as a whole is meant."""


@dataclass(frozen=True, slots=True)
class OthersWords:
    """A quote, need or commitment of somebody else in the interview."""

    person: str
    words: str


@dataclass(frozen=True, slots=True)
class OtherLetter:
    """Another letter of the panel, or an earlier one to the same reader."""

    reader: str
    subject: str
    body: str
    panel: bool = True
    """Whether it belongs to the same panel and round; False for an earlier one to this reader."""


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """The terms of the offer, as they are recorded; empty where one is not."""

    position: str = ""
    pay: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A draft and what it is judged by. Only the first five and `today` are always there."""

    kind: str
    """A `LetterKind`; also the kinds that hints/all.toml has limits for and that are not planned by the method."""
    language: Language
    tone: Tone
    subject: str
    body: str
    """All of the letter, from its greeting to its signature."""
    today: date
    drafted: date | None = None
    """The day it was drafted; None for today."""
    swiss: bool = False
    """Whether a letter in German goes to Switzerland: ss for ß, and a capital after the greeting."""

    reader: str = ""
    """The reader's whole name."""
    address: str = ""
    """How the reader is addressed, where that is known: Dana, Frau Dr. Keller, Mme Petit."""
    familiar: bool = False
    """Whether the reader is du or tu."""
    hiring_manager: bool = False
    running: bool = True
    """Whether the interview still runs: afterwards no letter says that I want the job."""
    sender: str = ""
    company: str = ""
    role: str = ""
    names: tuple[str, ...] = ()
    """People and companies of this interview, and others that may be named; they are not judged for style."""
    elsewhere: tuple[str, ...] = ()
    """People and companies of the user's other interviews, which must not be named."""

    quotes: tuple[str, ...] = ()
    """What the reader said, in their words."""
    needs: tuple[str, ...] = ()
    """What the reader said they need, and what the user has ticked for this reader."""
    commitments: tuple[str, ...] = ()
    """What the reader will do."""
    promises: tuple[str, ...] = ()
    """What the user has promised to the reader."""
    stories: tuple[str, ...] = ()
    charted: frozenset[str] = frozenset()
    """Of the needs and the stories those that the chart in the letter shows."""
    others: tuple[OthersWords, ...] = ()
    terms: OfferTerms | None = None
    attached: bool = False
    letters: tuple[OtherLetter, ...] = ()
