"""What was noted, fitted to a sentence: a need, a quote, a story, a commitment, a role.

Each function takes any text. Nothing is changed silently that a person must judge: it is marked for proofreading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Language, Owner
from interview_tui.domain.text import clean_line, plain_words
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters.day_words import by, noted, own_day
from interview_tui.letters.flags import (
    Flag,
    FlaggedWord,
    as_spoken,
    forms_of_address,
    in_a_quote,
    of_persons,
    other_language,
    reader_named,
    reflexives,
    relative_days,
    too_long,
    whose,
)
from interview_tui.letters.fragments import (
    after_colon,
    capitalized,
    cleaned,
    ends_itself,
    inner_marks,
    lowered,
    quotation,
    spaced,
    with_stop,
    without_end,
    word_lists,
)
from interview_tui.letters.phrases import PhraseForm, is_phrase, is_verb_phrase, need_form, story_form, words_of

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.letters.fragments import LetterContext

LONG_FRAGMENT = 140
"""Characters of a need or a story, above which it stands at the end of its own sentence."""
_LONGER = 40
"""German and French say the same in a fifth more."""
LONG_QUOTE = 200
"""Above which a quote has a paragraph of its own."""
LONG_COMMITMENT = 90
"""Above which nothing stands behind a commitment, and its day has a sentence of its own."""
LONG_ROLE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedNeed:
    after_colon: str
    """To the end of its sentence, with the mark there; '' where nothing was noted."""
    inside: str
    """Inside a sentence, without an end mark."""
    cell: str
    """In a table."""
    form: PhraseForm
    marks: tuple[FlaggedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedQuote:
    text: str
    """In its quotation marks, with the mark at the end of its sentence."""
    phrase: bool
    """No sentence: it takes the bank's sentences for phrases."""
    long: bool
    marks: tuple[FlaggedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedStory:
    after_colon: str
    cell: str
    form: PhraseForm
    result: str
    """The result as a sentence of its own; '' where the story says it already."""
    marks: tuple[FlaggedWord, ...]

    @property
    def whole(self) -> str:
        """After a colon, with the result behind it."""
        return " ".join(filter(None, (self.after_colon, self.result)))


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
    marks: tuple[FlaggedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRole:
    name: str
    """As it may stand in a letter; '' where only “the role” fits."""
    definite: str
    """`the SRE lead role`, `die Stelle Leitung SRE`, `le poste de responsable SRE`."""


def fit_need(text: str, context: LetterContext) -> FittedNeed:
    body = spaced(without_end(cleaned(text), context.language), context.language)
    plural = word_lists(context.language)["plural"]
    return FittedNeed(
        after_colon=with_stop(after_colon(body, context)),
        inside=lowered(body, context),
        cell=capitalized(body, context),
        form=need_form(body, context),
        marks=(
            *(mark for mark in of_persons(body, context) if mark.word.casefold() not in plural),
            *whose(body, context),
            *relative_days(body, context),
            *too_long(body, _most(context.language)),
            *other_language(body, context),
        ),
    )


def _most(language: Language) -> int:
    return LONG_FRAGMENT + (_LONGER if language in (Language.DE, Language.FR) else 0)


def fit_quote(text: str, context: LetterContext) -> FittedQuote:
    language = context.language
    body = inner_marks(without_end(cleaned(text), language), language)
    phrase = is_phrase(body, context) and not cleaned(text).endswith((".", "!", "?"))
    body = spaced(body, language)
    if not body:
        return FittedQuote(text="", phrase=False, long=False, marks=())
    outside = phrase and language is not Language.EN_US
    said = (lowered(body, context) if language is not Language.DE else body) if phrase else capitalized(body, context)
    quoted = with_stop(quotation(said, language)) if outside else quotation(with_stop(said), language)
    long = len(body) > LONG_QUOTE
    return FittedQuote(
        text=quoted,
        phrase=phrase,
        long=long,
        marks=(*in_a_quote(body, context), *too_long(body, LONG_QUOTE)),
    )


def fit_story(text: str, context: LetterContext, *, result: str = "") -> FittedStory:
    body = spaced(without_end(cleaned(text), context.language), context.language)
    form = story_form(body, context)
    if form is PhraseForm.VERB_PHRASE:
        body = f"I {body[0].lower()}{body[1:]}"
    phrase = [FlaggedWord(Flag.NOTE_LIKE, body)] if form is PhraseForm.NOUN_PHRASE and body else []
    return FittedStory(
        after_colon=with_stop(after_colon(body, context)),
        cell=capitalized(body, context),
        form=form,
        result=_result(result, body, context),
        marks=(
            *phrase,
            *reader_named(body, context),
            *too_long(body, _most(context.language)),
            *other_language(body, context),
        ),
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
    marks = (
        *of_persons(body, context),
        *reflexives(body, context, owner),
        *as_spoken(body, context, owner),
        *forms_of_address(body, context),
        *relative_days(body, context),
        *other_language(body, context),
    )
    own = bool(own_day(body, language).words)
    long = len(body) > LONG_COMMITMENT
    lead = ""
    if verb:
        body = lowered(body, context)
        if language is Language.DE:
            lead, body = _leading_pronouns(body)
        if to_reader and owner is Owner.ME:
            lead, body = _to_reader(lead, body, context)
        elif (
            owner is Owner.THEM and language is Language.FR and words_of(body)[0] in word_lists(language)["the_writer"]
        ):
            body = f"me {body}"
    return FittedCommitment(
        owner=owner,
        lead=lead,
        text=body,
        verb=verb,
        own_day=own,
        at_end=long or ends_itself(body),
        day_apart=long or body.endswith(("?", "!", "…")),
        after_dass=language is not Language.DE or not re.search(r"\bsein$", body),
        marks=marks,
    )


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


_FOR_ALL = lazy_pattern(
    r"\s*[(\[]?\b(?:m\W?w\W?d|w\W?m\W?d|m\W?f\W?d|f\W?m\W?d|h\W?f|f\W?h|all genders|gn)\b(?:[)\]]|$)", re.IGNORECASE
)
"""What a posting says behind a role: that it is for everybody."""


def fit_role(text: str, language: Language) -> FittedRole:
    """The role without what says that it is for everybody (m/w/d, H/F). One with brackets, slashes, figures, signs for
    men and women in one word, or too many letters is not named.
    """
    name = _FOR_ALL.sub("", clean_line(text)).rstrip(" .,;:")
    general = {Language.DE: "die Stelle", Language.FR: "ce poste"}.get(language, "the role")
    last = name.rpartition(" ")[2].casefold()
    own = {Language.DE: ("stelle",), Language.FR: ()}.get(language, ("role", "position", "job"))
    if not name or len(name) > LONG_ROLE or re.search(r"[()\[\]{}<>/\\|\d]|[*:·_]in\b|·", name, re.IGNORECASE):
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


def of_role(role: FittedRole) -> str:
    """French: `du poste de responsable SRE`, `de ce poste`."""
    return f"du {role.definite[3:]}" if role.definite.startswith("le ") else f"de {role.definite}"


def to_role(role: FittedRole) -> str:
    """French: `au poste de responsable SRE`, `à ce poste`."""
    return f"au {role.definite[3:]}" if role.definite.startswith("le ") else f"à {role.definite}"


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
    if context.language is Language.FR:
        if said[:1] and said[0] in lists["the_reader"] and "à" not in said:
            to = "vous " if not context.familiar else "t'" if said[0][0] in "aeiou" else "te "
            text = to + text
        return lead, text
    reader = "|".join(re.escape(name) for name in (context.reader, *context.reader.split()[:1]) if name)
    text = re.sub(rf" to (?:{reader})\b", "", text) if reader else text
    verb, _, rest = text.partition(" ")
    if verb in lists["the_reader"] and said[1:2] and said[1] in lists["before_reader"]:
        return lead, f"{verb} you {rest}"
    return lead, text
