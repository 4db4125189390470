"""The demo's invented words, read from data.toml: companies, people, topics, accomplishments, letters; and how names
and addresses are made of them.
"""

from __future__ import annotations

import tomllib
import unicodedata
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.enums import Channel, Language, Part, QuestionKind
from interview_tui.domain.enums import Topic as BankTopic
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.letter_kinds import LetterKind

if TYPE_CHECKING:
    from random import Random


class TalkTopic(NamedTuple):
    """One subject of a conversation: what is asked, what they answer, and what follows from it."""

    question: str
    answer: str
    need: str
    quote: str
    story: str
    """The title of one of the STORIES."""
    synopsis: str
    """What I did about the like, as a sentence of mine."""
    promise: str


class OwnStory(NamedTuple):
    """An accomplishment; its result stands in the topic's synopsis."""

    title: str
    challenge: str
    action: str
    strength: str
    sample: str
    sample_name: str


class Prepared(NamedTuple):
    """What the seeker says to a question that many interviewers ask."""

    kind: QuestionKind
    question: str
    story: str
    text: str


class PutToMe(NamedTuple):
    """A question that an interviewer asked, with the answer and how it went."""

    question: str
    answer: str
    story: str
    went: str
    better: str


class Acquaintance(NamedTuple):
    """Somebody of one's own network."""

    name: str
    title: str
    company: str
    part: Part
    knows_me_from: str


_DATA: dict[str, Any] = tomllib.loads(files(__package__).joinpath("data.toml").read_text("utf-8"))


def _lists(name: str) -> dict[str, tuple[str, ...]]:
    return {key: tuple(texts) for key, texts in _DATA[name].items()}


ME: str = _DATA["me"]
"""What stands below the seeker's letters."""
ENGLISH = frozenset({Language.EN_US, Language.EN_GB})
"""The languages in which letters may quote these words."""
PORTFOLIO: str = _DATA["portfolio"]
"""Where samples of the seeker's work are."""
COMPANIES: list[str] = _DATA["companies"]
FIRST_NAMES: list[str] = _DATA["first_names"]
LAST_NAMES: list[str] = _DATA["last_names"]
LOCATIONS: list[str] = _DATA["locations"]
ZONES: list[str] = _DATA["zones"]
MEETING_PLACES: list[str] = _DATA["places"]
NOTES: list[str] = _DATA["notes"]
PERSON_NOTES: list[str] = _DATA["person_notes"]
TERMS: list[str] = _DATA["terms"]
LESSONS: list[str] = _DATA["lessons"]
KEPT: list[str] = _DATA["kept"]
REMARKS: list[str] = _DATA["remarks"]
THEIR_WORD: list[str] = _DATA["their_word"]
ROLES, TITLES = _lists("roles"), _lists("titles")
STORIES = [OwnStory(*story) for story in _DATA["stories"]]
OWN_QUESTIONS = [(BankTopic(topic), str(text)) for topic, text in _DATA["own_questions"]]
PREPARED_ANSWERS = [Prepared(QuestionKind(kind), *said) for kind, *said in _DATA["prepared_answers"]]
PUT_TO_ME = [PutToMe(*said) for said in _DATA["put_to_me"]]
STRESS: list[str] = _DATA["stress"]
RESEARCH: list[str] = _DATA["research"]
POSTINGS: dict[str, str] = _DATA["postings"]
CUSTOM = [(str(text), Channel(channel)) for text, channel in _DATA["custom"]]
NETWORK = [Acquaintance(name, title, firm, Part(part), how) for name, title, firm, part, how in _DATA["network"]]
DONE_NOTES = {Kind(kind): texts for kind, texts in _lists("done_notes").items()}
OWN_WORDS = {LetterKind(kind): texts for kind, texts in _lists("own_words").items()}
NEWS = {LetterKind(kind): str(text) for kind, text in _DATA["news"].items()}
TALK_TOPICS = {family: tuple(TalkTopic(**said) for said in topics) for family, topics in _DATA["topics"].items()}

LETTERS_FOR: dict[Kind, tuple[LetterKind, ...]] = {
    **{row.kind: (row.letter,) for row in KINDS.values() if row.letter is not None and row.kind is not Kind.ADVOCATE},
    Kind.OFFER_REPLY: (LetterKind.DECLINE, LetterKind.ACCEPTANCE),
}
"""The letters that a follow-up may be done with, the one that the seeker sends first; others are done by phone."""


def company(number: int) -> str:
    """One of 75,000 composed names; neighbouring numbers give unlike ones."""
    parts: list[list[str]] = [_DATA[name] for name in ("heads", "tails", "trades", "forms")]
    total = len(parts[0]) * len(parts[1]) * len(parts[2]) * len(parts[3])
    rest = number * 7919 % total  # a prime that divides none of the sizes: every name comes up once
    chosen = []
    for words in parts:
        rest, place = divmod(rest, len(words))
        chosen.append(words[place])
    head, tail, trade, form = chosen
    return f"{head}{tail.lower()} {trade}{form}"


def names_of_people(rng: Random, count: int) -> list[str]:
    """The names of people who meet: no two have the same first name."""
    return [f"{first} {rng.choice(LAST_NAMES)}" for first in rng.sample(FIRST_NAMES, count)]


def domain(name: str) -> str:
    """The example domain of a company."""
    return f"{ascii_words(name)[:40].strip('-') or 'company'}.example"


def address(name: str, company_name: str) -> str:
    """A person's email address there."""
    return f"{ascii_words(name).replace('-', '.') or 'someone'}@{domain(company_name)}"


def ascii_words(text: str) -> str:
    """`Café Océane` as `cafe-oceane`; what has no ASCII form is left out."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())
