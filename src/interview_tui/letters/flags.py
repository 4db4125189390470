"""What in a fragment a person must judge before the letter goes: each word of it, and why.

Nothing of this is changed by the program. A reader's quote is theirs: it is flagged only for what it gives away.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Language, Owner
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters.day_words import own_day
from interview_tui.letters.fragments import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.letters.fragments import LetterContext


_ACCENTS = {Language.DE: frozenset("äöüß"), Language.FR: frozenset("àâçèéêëîïôùûœ")}
"""Letters that English does not have."""
_WORD = lazy_pattern(r"[^\W\d_][\w’'-]*")
_FIGURE = lazy_pattern(r"(?:[$€£] ?)?\d+(?:[., ]\d+)*(?: ?[%€$£])?")


class Flag(StrEnum):
    """What somebody must look at before the letter goes."""

    THIRD_PERSON = "third person"
    """The reader is meant: say you."""
    WHOSE = "whose"
    """Their “we” or “our” in what should be my paraphrase, or a “their” that means the reader."""
    AS_SPOKEN = "as spoken"
    """What they said word by word (“call you”, “uns melden”), where the letter says it the other way round."""
    FORM_OF_ADDRESS = "form of address"
    """Sie in a letter with du, or the other way round; vous and tu."""
    RELATIVE_DAY = "relative day"
    """It means another day when it is read."""
    LONG = "long"
    NOTE_LIKE = "phrase"
    """A story that is no sentence: say it with I or we."""
    OTHER_LANGUAGE = "other language"
    """Noted in another language than the letter has."""
    NAMES = "names"
    """A quote that names a third person."""
    FIGURE = "figure"
    """A quote with a figure."""


NOT_READY = frozenset({Flag.THIRD_PERSON, Flag.WHOSE, Flag.AS_SPOKEN, Flag.FORM_OF_ADDRESS})
"""With one of these a letter is not ready; the others are hints."""


@dataclass(frozen=True, slots=True)
class FlaggedWord:
    """A word of a fragment, and why it is to be looked at."""

    flag: Flag
    word: str


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def of_persons(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    """The reader in the third person, by name or by a pronoun; behind somebody else's name it means that person."""
    yield from reader_named(text, context)
    third, others = word_lists(context.language)["third_person"], _others(context)
    for word in _words_in(text):
        if word in others:
            return
        # In German, Ihr and Ihnen with a capital are the reader.
        if (word if context.language is Language.DE else word.casefold()) in third:
            yield FlaggedWord(Flag.THIRD_PERSON, word)


def _others(context: LetterContext) -> frozenset[str]:
    """The words of the names of all but the reader."""
    own = set(context.reader.split())
    return frozenset(part for name in context.people for part in name.split() if part[0].isupper() and part not in own)


def reader_named(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    names = {part for part in re.findall(r"\w+", context.reader) if len(part) > 1 and part[0].isupper()}
    for word in _words_in(text):
        if word in names:
            yield FlaggedWord(Flag.THIRD_PERSON, word)


def reflexives(text: str, context: LetterContext, owner: Owner) -> Iterator[FlaggedWord]:
    """“sich” and “se” as they stand in a dictionary, where the letter says mich, dich, me or vous."""
    language = context.language
    if (language is Language.DE and (owner is Owner.ME or context.familiar)) or language is Language.FR:
        pattern = r"\bsich\b" if language is Language.DE else r"\bse\b|\bs['’](?=\w)"
        yield from (FlaggedWord(Flag.THIRD_PERSON, word) for word in re.findall(pattern, text, re.IGNORECASE)[:1])


def as_spoken(text: str, context: LetterContext, owner: Owner) -> Iterator[FlaggedWord]:
    """In what they will do, the words that mean me or them as they said it themselves."""
    if owner is Owner.THEM:
        said = word_lists(context.language)["as_spoken"]
        found = next((word for word in _words_in(text) if word.casefold() in said), None)
        if found is not None:
            yield FlaggedWord(Flag.AS_SPOKEN, found)


def whose(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    """“our”, “we”; and “they” where nothing before it can be meant."""
    lists = word_lists(context.language)
    for place, word in enumerate(_words_in(text)):
        plain = word.casefold()
        if plain in lists["whose"] and not word[1:].isupper() and (place == 0 or plain not in lists["plural"]):
            yield FlaggedWord(Flag.WHOSE, word)


def forms_of_address(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    """Words for the reader that do not go with du or Sie, tu or vous."""
    wrong = {
        (Language.DE, True): {"Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Sie"},
        (Language.DE, False): {"dir", "dich", "dein", "deine", "deinen", "deinem", "deiner"},
        (Language.FR, True): {"vous", "votre", "vos"},
        (Language.FR, False): {"te", "toi", "ton", "ta", "tes"},
    }.get((context.language, context.familiar), set())
    for word in _words_in(text):
        if word in wrong:
            yield FlaggedWord(Flag.FORM_OF_ADDRESS, word)


def in_a_quote(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    """Third persons and figures: what its speaker may not like to see forwarded."""
    others = _others(context)
    yield from (FlaggedWord(Flag.NAMES, word) for word in _words_in(text) if len(word) > 1 and word in others)
    figure = _FIGURE.search(text)
    if figure:
        yield FlaggedWord(Flag.FIGURE, figure[0])


def relative_days(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    relative = own_day(text, context.language).relative
    if relative:
        yield FlaggedWord(Flag.RELATIVE_DAY, relative)


def other_language(text: str, context: LetterContext) -> Iterator[FlaggedWord]:
    """Text with words of another language, and few of the letter's own. What both have says nothing."""
    words = _WORD.findall(text)
    # A word with a capital inside a text is a name, or in German a noun that may have come from anywhere.
    said = {word.casefold() for n, word in enumerate(words) if n == 0 or word[0].islower()}
    own = _of_language(said, context.language)
    for language in (Language.EN_US, Language.DE, Language.FR):
        theirs = _of_language(said, language)
        if language[:2] != context.language[:2] and len(theirs - own) >= 2 + 3 * len(own - theirs):
            yield FlaggedWord(Flag.OTHER_LANGUAGE, text)
            return


def _of_language(said: set[str], language: Language) -> set[str]:
    """The words that a language has: listed ones, and those with a letter that English does not have."""
    listed, accents = _listed(language), _ACCENTS.get(language, frozenset())
    return {word for word in said if word in listed or not accents.isdisjoint(word)}


@cache
def _listed(language: Language) -> frozenset[str]:
    lists = word_lists(language)
    return frozenset().union(*(lists.get(name, ()) for name in ("small", "verbs", "finite", "pronouns", "past")))


def too_long(text: str, most: int) -> Iterator[FlaggedWord]:
    if len(text) > most:
        yield FlaggedWord(Flag.LONG, text)
