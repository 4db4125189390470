"""What was noted, fitted to a sentence: a need, a quote, a story, a commitment, a role.

Each function takes any text. Nothing is changed silently that a person must judge: it is marked for proofreading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Language, Owner
from interview_tui.domain.text import clean_line, plain_words
from interview_tui.letters.day_words import by, noted, own_day
from interview_tui.letters.fragments import (
    after_colon,
    capitalized,
    cleaned,
    ends_itself,
    inner_marks,
    lowered,
    put,
    quotation,
    spaced,
    with_stop,
    without_end,
    word_lists,
)
from interview_tui.letters.phrases import Form, is_phrase, is_verb_phrase, need_form, story_form, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from interview_tui.letters.fragments import LetterContext

LONG = 140
"""Characters of a need or a story, above which it stands at the end of its own sentence."""
LONG_QUOTE = 200
"""Above which a quote has a paragraph of its own."""
LONG_COMMITMENT = 90
"""Above which nothing stands behind a commitment, and its day has a sentence of its own."""
LONG_ROLE = 40


class Flag(StrEnum):
    """What somebody must look at before the letter goes."""

    THIRD_PERSON = "third person"
    """The reader is meant: say you."""
    WHOSE = "whose"
    """Their “we” or “our” in what should be my paraphrase, or a “their” that means the reader."""
    FORM_OF_ADDRESS = "form of address"
    """Sie in a letter with du, or the other way round; vous and tu."""
    RELATIVE_DAY = "relative day"
    """It means another day when it is read."""
    LONG = "long"
    NOTE_LIKE = "phrase"
    """A story that is no sentence: say it with I or we."""
    NAMES = "names"
    """A quote that names a third person or a company."""
    FIGURE = "figure"
    """A quote with a figure."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a fragment, and why it is to be looked at."""

    flag: Flag
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedNeed:
    after_colon: str
    """To the end of its sentence, with the mark there; '' where nothing was noted."""
    inside: str
    """Inside a sentence, without an end mark."""
    cell: str
    """In a table."""
    form: Form
    absence: bool
    """“no …”, “lack of …”: it goes with a colon, never with “about”."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedQuote:
    text: str
    """In its quotation marks, with the mark at the end of its sentence."""
    phrase: bool
    """No sentence: it takes `phrase_sentence`, not a lead-in to a sentence of theirs."""
    phrase_sentence: str
    long: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedStory:
    after_colon: str
    cell: str
    form: Form
    result: str
    """The result as a sentence of its own; '' where the story says it already."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedCommitment:
    owner: Owner
    lead: str
    """German: the pronoun that stands before the day, with its blank; '' for none."""
    text: str
    verb: bool
    """Whether it fits a frame with a verb before it; else `as_noun` has the sentence."""
    own_day: bool
    """It names a day itself: the stored one is not added."""
    at_end: bool
    """Nothing may stand behind it."""
    day_apart: bool
    """Its day goes into a sentence of its own."""
    after_dass: bool
    """German: whether it fits “dass Sie …”."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRole:
    name: str
    """As it may stand in a letter; '' where only “the role” fits."""
    definite: str
    """`the SRE lead role`, `die Stelle Leitung SRE`, `le poste de responsable SRE`."""


def fit_need(text: str, context: LetterContext) -> FittedNeed:
    body = spaced(without_end(cleaned(text), context.language), context.language)
    first = words_of(body)[:2]
    return FittedNeed(
        after_colon=with_stop(after_colon(body, context)),
        inside=lowered(body, context),
        cell=capitalized(body, context),
        form=need_form(body, context),
        absence=first[:1] == ["no"] or first == ["lack", "of"],
        marks=(*_of_persons(body, context), *_whose(body, context), *_relative(body, context), *_long(body, LONG)),
    )


def fit_quote(text: str, context: LetterContext) -> FittedQuote:
    language = context.language
    body = inner_marks(without_end(cleaned(text), language), language)
    phrase = is_phrase(body, context)
    body = spaced(body, language)
    if not body:
        return FittedQuote(text="", phrase=False, phrase_sentence="", long=False, marks=())
    outside = phrase and language is not Language.EN_US
    said = (lowered(body, context) if language is not Language.DE else body) if phrase else capitalized(body, context)
    quoted = with_stop(quotation(said, language)) if outside else quotation(with_stop(said), language)
    lead = _PHRASE_LEADS.get(language, "You used a phrase that stuck with me: ")
    long = len(body) > LONG_QUOTE
    return FittedQuote(
        text=quoted,
        phrase=phrase,
        phrase_sentence=lead + quoted if phrase else "",
        long=long,
        marks=(*_of_a_quote(body, context), *_relative(body, context), *_long(body, LONG_QUOTE)),
    )


_PHRASE_LEADS = {Language.DE: "Sie haben es so genannt: ", Language.FR: "Vous avez eu cette formule\u00a0: "}


def fit_story(text: str, context: LetterContext, *, result: str = "") -> FittedStory:
    body = spaced(without_end(cleaned(text), context.language), context.language)
    form = story_form(body, context)
    if form is Form.VERB_PHRASE:
        body = f"I {body[0].lower()}{body[1:]}"
    phrase = [Mark(Flag.NOTE_LIKE, body)] if form is Form.NOUN_PHRASE and body else []
    return FittedStory(
        after_colon=with_stop(after_colon(body, context)),
        cell=capitalized(body, context),
        form=form,
        result=_result(result, body, context),
        marks=(*phrase, *_reader_named(body, context), *_relative(body, context), *_long(body, LONG)),
    )


def _result(text: str, story: str, context: LetterContext) -> str:
    body = spaced(without_end(cleaned(text), context.language), context.language)
    new = set(plain_words(body).split()) - set(plain_words(story).split())
    if not new:
        return ""
    lead = {Language.DE: "Das Ergebnis: ", Language.FR: "Résultat\u00a0: "}.get(context.language, "The result: ")
    return lead + with_stop(after_colon(body, context))


def fit_commitment(text: str, context: LetterContext, *, owner: Owner, to_reader: bool = False) -> FittedCommitment:
    """`to_reader` adds whom it is sent to (“send you …”, “Ihnen …”) to a promise of mine, where that can be said."""
    language = context.language
    body = spaced(without_end(_stripped(cleaned(text), context), language), language)
    verb = is_verb_phrase(body, context)
    marks = (*_of_persons(body, context), *_address_marks(body, context), *_relative(body, context))
    own = bool(own_day(body, language).words)
    long = len(body) > LONG_COMMITMENT
    lead = ""
    if verb:
        body = lowered(body, context)
        if language is Language.DE:
            lead, body = _leading_pronouns(body)
        if to_reader and owner is Owner.ME:
            lead, body = _to_reader(lead, body, context)
    return FittedCommitment(
        owner=owner,
        lead=lead,
        text=body,
        verb=verb,
        own_day=own,
        at_end=long or ends_itself(body),
        day_apart=long or body.endswith(("?", "!", "…")),
        after_dass=language is not Language.DE or not re.search(r"\bsein$", body),
        marks=(*marks, *_long(lead + body, LONG_COMMITMENT)),
    )


def in_frame(
    frame: str, commitment: FittedCommitment, due: date | None, today: date, language: Language, *, place: str = "{…}"
) -> str:
    """A bank's sentence with the commitment in its place and its day at {by}: `I'll {…}{by}, as we agreed.`"""
    day = None if commitment.own_day else due
    apart = noted(day, today, language) if commitment.day_apart else ""
    said = "" if apart else by(day, today, language)
    sentence = put(frame.replace("{by}", commitment.lead + said, 1), place, commitment.text)
    return f"{sentence} {apart}" if apart else sentence


def as_noun(commitment: FittedCommitment, due: date | None, today: date, context: LetterContext) -> str:
    """The sentence that holds whatever was noted: `My next step, from my notes: case study, by Friday.`"""
    if not commitment.text:
        return ""
    mine, language = commitment.owner is Owner.ME, context.language
    leads = {
        Language.DE: ("Nächster Schritt von meiner Seite: ", "Nächster Schritt nach meinen Notizen: "),
        Language.FR: ("Ma prochaine étape\u00a0: ", "La prochaine étape, d'après mes notes\u00a0: "),
    }.get(language, ("My next step, from my notes: ", "The next step, from my notes: "))
    body = after_colon(f"{commitment.lead} {commitment.text}".strip(), context)
    day = None if commitment.own_day else due
    if day is not None and not commitment.day_apart and not ends_itself(body):
        return f"{leads[not mine]}{body},{by(day, today, language)}."
    return f"{leads[not mine]}{with_stop(body)} {noted(day, today, language)}".rstrip()


def fit_role(text: str, language: Language) -> FittedRole:
    """A role with brackets, slashes, figures or too many letters is not named; what is one for men and women
    (m/w/d, H/F) is not either.
    """
    name = clean_line(text).rstrip(" .,;:")
    general = {Language.DE: "die Stelle", Language.FR: "ce poste"}.get(language, "the role")
    last = name.rpartition(" ")[2].casefold()
    own = {Language.DE: ("stelle",), Language.FR: ()}.get(language, ("role", "position", "job"))
    if (
        not name
        or len(name) > LONG_ROLE
        or re.search(r"[()\[\]{}<>/\\|\d]|\bm\W?w\W?d\b|\bh\W?f\b", name, re.IGNORECASE)
    ):
        return FittedRole(name="", definite=general)
    if last.endswith(own):
        article = "die" if language is Language.DE else "the"
        return FittedRole(name=name, definite=f"{article} {name}" if " " in name or last not in own else general)
    if last in {"role", "position", "job", "stelle", "poste"}:
        return FittedRole(name="", definite=general)
    if language is Language.DE:
        return FittedRole(name=name, definite=f"die Stelle {name}")
    if language is Language.FR:
        if name.casefold().startswith("poste "):
            return FittedRole(name=name, definite=f"le {name[0].lower()}{name[1:]}")
        of = "d'" if re.match(r"[aeiouyàâéèêëîïôœùû]|h[ôoéy]", name, re.IGNORECASE) else "de "
        return FittedRole(name=name, definite=f"le poste {of}{name}")
    return FittedRole(name=name, definite=f"the {name} role")


def _stripped(text: str, context: LetterContext) -> str:
    """Without what leads a verb: to, will, I'll, ich werde, je vais."""
    first = text.partition(" ")[0]
    if any(first in name.split() for name in (*context.people, context.reader)):
        return text
    leads = sorted(word_lists(context.language)["stripped"], key=len, reverse=True)
    while True:
        plain = text.casefold().replace("’", "'")
        lead = next((lead for lead in leads if plain.startswith(f"{lead} ")), "")
        if not lead or len(plain) != len(text) or plain[len(lead) + 1 :].startswith(("not ", "nicht ", "pas ")):
            return text
        text = text[len(lead) :].strip()


def _leading_pronouns(text: str) -> tuple[str, str]:
    """The pronouns that stand before the day in German, with a blank each, and the rest."""
    lead, rest = "", text
    while True:
        word, _, after = rest.partition(" ")
        if word.casefold() not in word_lists(Language.DE)["leading"] or not after:
            return lead, rest
        lead += f" {word}"
        rest = after


def _to_reader(lead: str, text: str, context: LetterContext) -> tuple[str, str]:
    lists = word_lists(context.language)
    said = words_of(text)
    if context.language is Language.DE:
        names = {word.casefold() for name in (*context.people, context.reader) for word in name.split()}
        if lead or not said or said[-1] not in lists["the_reader"] or {*said} & (lists["persons"] | names | {"an"}):
            return lead, text
        return (" dir" if context.familiar else " Ihnen"), text
    verb, _, rest = text.partition(" ")
    if (
        context.language is not Language.FR
        and verb in lists["the_reader"]
        and said[1:2]
        and said[1] in lists["before_reader"]
    ):
        return lead, f"{verb} you {rest}"
    return lead, text


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _of_persons(text: str, context: LetterContext) -> Iterator[Mark]:
    """The reader in the third person, by a pronoun or by name."""
    yield from _reader_named(text, context)
    third = word_lists(context.language)["third_person"]
    for word in _words_in(text):
        # In German, Ihr and Ihnen with a capital are the reader.
        if (word if context.language is Language.DE else word.casefold()) in third:
            yield Mark(Flag.THIRD_PERSON, word)


def _reader_named(text: str, context: LetterContext) -> Iterator[Mark]:
    names = {part for part in re.findall(r"\w+", context.reader) if len(part) > 1 and part[0].isupper()}
    for word in _words_in(text):
        if word in names:
            yield Mark(Flag.THIRD_PERSON, word)


def _whose(text: str, context: LetterContext) -> Iterator[Mark]:
    whose = word_lists(context.language)["whose"]
    for word in _words_in(text):
        if word.casefold() in whose and not word[1:].isupper():
            yield Mark(Flag.WHOSE, word)


def _address_marks(text: str, context: LetterContext) -> Iterator[Mark]:
    """Words for the reader that do not go with du or Sie, tu or vous."""
    wrong = {
        (Language.DE, True): {"Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Sie"},
        (Language.DE, False): {"dir", "dich", "dein", "deine", "deinen", "deinem", "deiner"},
        (Language.FR, True): {"vous", "votre", "vos"},
        (Language.FR, False): {"te", "toi", "ton", "ta", "tes"},
    }.get((context.language, context.familiar), set())
    for word in _words_in(text):
        if word in wrong:
            yield Mark(Flag.FORM_OF_ADDRESS, word)


def _of_a_quote(text: str, context: LetterContext) -> Iterator[Mark]:
    own = set(context.reader.split())
    for name in context.people:
        if name != context.reader:
            yield from (Mark(Flag.NAMES, word) for word in _words_in(text) if word in set(name.split()) - own)
    yield from (
        Mark(Flag.FIGURE, figure) for figure in re.findall(r"(?:[$€£] ?)?\d+(?:[., ]\d+)*(?: ?[%€$£])?", text)[:1]
    )


def _relative(text: str, context: LetterContext) -> Iterator[Mark]:
    relative = own_day(text, context.language).relative
    if relative:
        yield Mark(Flag.RELATIVE_DAY, relative)


def _long(text: str, most: int) -> Iterator[Mark]:
    if len(text) > most:
        yield Mark(Flag.LONG, text)
