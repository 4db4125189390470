"""What form a fragment has: a clause, a noun phrase, a verb phrase; by the words of its language (fitting.toml).

A form is named only where it is sure. Where it is not, a sentence that fits every form must be taken.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Language
from interview_tui.letters.fragments import word_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_tui.letters.fragments import LetterContext

_NOUN_STARTS = (
    ["no"], ["lack", "of"], ["more"], ["better"], ["missing"], ["a", "need", "for"], ["how", "to"],
    *(["too", much] for much in ("many", "much", "few", "little")),
)  # fmt: skip
_BEFORE_A_VERB = (["how", "to"], ["a", "need", "for"])
_RELATIVE = frozenset(["that", "which", "who", "whose", "where", "when"])
_BEHIND_A_NOUN = frozenset(["of", "for", "and", "in", "is", "are"])


class PhraseForm(StrEnum):
    CLAUSE = "clause"
    """A sentence by itself."""
    NOUN_PHRASE = "noun phrase"
    VERB_PHRASE = "verb phrase"
    """A verb in the past without who did it: “cut releases from nine days to one”."""
    UNSURE = "unsure"


def words_of(text: str) -> list[str]:
    """The words in lower case; an apostrophe or hyphen within a word parts nothing."""
    return re.findall(r"\w+(?:['’-]\w+)*", text.casefold().replace("’", "'"))


def need_form(text: str, context: LetterContext) -> PhraseForm:
    """What an English need surely is; in other languages nothing is sure."""
    said = words_of(text)
    if context.language not in {Language.EN_US, Language.EN_GB} or not said:
        return PhraseForm.UNSURE
    lists = word_lists(context.language)
    start = _noun_start(said, lists)
    verb = next((at for at, word in enumerate(said) if at >= start and word in lists["finite"]), None)
    if start:
        sure = said[:start] in _BEFORE_A_VERB or verb is None or bool(_RELATIVE & {*said[:verb]})
        return PhraseForm.NOUN_PHRASE if sure and said[1:2] != ["one"] else PhraseForm.UNSURE
    if verb is None:
        short = len(said) <= 5 and said[0] not in lists["pronouns"]
        return (
            PhraseForm.NOUN_PHRASE
            if short and not any(_may_be_verb(word, lists) for word in said)
            else PhraseForm.UNSURE
        )
    names = {word.casefold() for name in (*context.people, *context.companies) for word in name.split()}
    before = said[verb - 1] if verb else ""
    subject = before in lists["pronouns"] or before in names or _is_plural(before)
    if not verb or _RELATIVE & {*said[:verb]} or (verb == 1 and not subject):
        return PhraseForm.UNSURE
    if said[verb] in lists["ambiguous"]:  # a noun as well: “the high costs of delay”, “unmet customer needs”
        behind = said[verb + 1] if verb + 1 < len(said) else ""
        if not behind or (not subject and (not said[verb].endswith("s") or behind in _BEHIND_A_NOUN)):
            return PhraseForm.UNSURE
    return PhraseForm.CLAUSE


def _noun_start(said: list[str], lists: Mapping[str, frozenset[str]]) -> int:
    """How many words at the start make it a noun phrase; 0 for none."""
    if said[0].endswith("ing") and said[0] not in lists["not_ing"]:
        return 1
    return max((len(start) for start in _NOUN_STARTS if said[: len(start)] == start), default=0)


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _may_be_verb(word: str, lists: Mapping[str, frozenset[str]]) -> bool:
    verbs = lists["verbs"] | lists["verbs_nouns"] | lists["finite"]
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("ed")}
    return bool(stems & verbs) or word in lists["past"]


def is_phrase(text: str, context: LetterContext) -> bool:
    """Whether a quote is no sentence: short and without a verb, or a bare verb first."""
    said = words_of(text)
    if not said or text.endswith(("?", "!")):
        return False
    lists = word_lists(context.language)
    first = said[0]
    if context.language is Language.FR:
        first = re.split(r"(?<=')", first)[0]
    finite = any(_is_finite(word, lists) for word in said)
    if {first, first.partition("'")[0]} & lists["pronouns"]:  # we, we'd, everyone's
        return len(said) < 3 and not finite
    if context.language is Language.DE:
        return not finite and (len(said) < 6 or _german_infinitive(text))
    if context.language is Language.FR:
        return not finite and (len(said) < 6 or _french_infinitive(said))
    if first in lists["auxiliaries"]:
        return False
    bare = first in lists["verbs"] or (first in lists["finite"] and not first.endswith("s"))
    return bare or (len(said) < 6 and not finite)


def _is_finite(word: str, lists: Mapping[str, frozenset[str]]) -> bool:
    head, _, tail = word.rpartition("'")
    return word in lists["finite"] or bool(head and tail in {"re", "ll", "ve", "m"}) or tail in lists["finite"]


def story_form(text: str, context: LetterContext) -> PhraseForm:
    said = words_of(text)
    if not said:
        return PhraseForm.UNSURE
    lists, language = word_lists(context.language), context.language
    finite = any(_is_finite(word, lists) for word in said[1:])
    if language is Language.DE:
        past = any(
            re.fullmatch(r"[a-zäöüß]+ten?", w) and w.casefold() not in lists["not_finite"] for w in text.split()[1:3]
        )
        return PhraseForm.CLAUSE if finite or {"ich", "wir"} & {*said} or past else PhraseForm.NOUN_PHRASE
    if language is Language.FR:
        by_pronoun = any(word.startswith(("j'", "je", "nous", "on ")) for word in said[:1])
        return PhraseForm.CLAUSE if finite or by_pronoun else PhraseForm.NOUN_PHRASE
    if _is_past_verb(text, said, context):
        return PhraseForm.VERB_PHRASE
    by_past = any(word in lists["past"] or (word.endswith("ed") and word not in lists["not_past"]) for word in said[1:])
    return PhraseForm.CLAUSE if finite or by_past or said[0] in {"i", "we"} else PhraseForm.NOUN_PHRASE


def _is_past_verb(text: str, said: list[str], context: LetterContext) -> bool:
    """Whether the first word is a verb in the past, as in “cut releases”, not a name, not LED, not “set of”."""
    typed = text.split()[0] if text.split() else ""
    lists = word_lists(context.language)
    if not typed.isalpha() or not typed[1:].islower() or said[1:2] == ["of"]:
        return False
    names = (*context.people, *context.companies, context.reader)
    if any(typed in name.split() for name in names):
        return False
    return said[0] in lists["past"] or (
        said[0].endswith("ed") and len(said[0]) > 3 and said[0] not in lists["not_past"]
    )


def is_verb_phrase(text: str, context: LetterContext) -> bool:
    """Whether a commitment is a verb phrase in its bare form, that stands behind “I'll”, “werde ich”, “je vais”."""
    said = words_of(text)
    if not said or text.split()[0].strip(".,") in {
        n for name in (*context.people, *context.companies) for n in name.split()
    }:
        return False
    lists = word_lists(context.language)
    if context.language is Language.DE:
        return _german_infinitive(text)
    if context.language is Language.FR:
        return _french_infinitive(said)
    behind = said[1] if len(said) > 1 else ""
    if said[0] in lists["verbs_nouns"]:
        typed = text.split()[1] if len(text.split()) > 1 else ""
        return behind in lists["follow"] or typed[:1].isupper() or _is_plural(behind)
    return said[0] in lists["verbs"]


def _german_infinitive(text: str) -> bool:
    """Whether the first clause ends in an infinitive, which is written small."""
    if text.casefold().startswith("dass "):
        return False
    if re.search(r"\bzu \w+$", text):
        return False  # “zu schicken” stands behind no “werde”
    clause = re.split(r"[,;:(–—]|\s-\s", text, maxsplit=1)[0].rstrip(" .?!…")
    return any(_is_infinitive(part.rstrip(" .?!…").rpartition(" ")[2]) for part in (clause, text))


def _is_infinitive(word: str) -> bool:
    if word != word.lower() or word in word_lists(Language.DE)["not_infinitive"]:
        return False
    return bool(re.fullmatch(r"[a-zäöüß]+(?:en|ern|eln)|tun|sein", word))


def _french_infinitive(said: list[str]) -> bool:
    """Whether a verb in the infinitive stands first, behind its pronouns."""
    lists = word_lists(Language.FR)
    for word in said:
        head, mark, tail = word.rpartition("'")
        if mark and f"{head}'" not in lists["clitics"]:
            return False
        plain = tail if mark else word
        if plain in lists["verbs"] or plain in lists["infinitives"]:
            return True
        if plain in lists["clitics"]:
            continue
        return bool(re.fullmatch(r"\w{2,}(?:er|ir|dre|ttre)", plain)) and plain not in lists["not_infinitive"]
    return False
