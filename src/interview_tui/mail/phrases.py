"""Phrases by which a sentence is recognized: a table that a person can read and add to (words.toml).

A phrase is written as people write it, in any letter case, with or without accents. Short forms are the long ones:
“we'll” is “we will”, “n'avons” is “n avons”. In it

- `…` is up to six words of any kind, within the same part of a sentence (`;`, `:` and dashes end one);
- `(a|b c)` is one of several, `[a]` may be missing;
- `word*` is a word with any ending;
- `{name}` is one of the words listed under that name in the table `words` of its language;
- `.` is the end of a part of the sentence;
- `&` stands between two phrases that must both be in the sentence, in any order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear, UserError
from interview_tui.domain.text import shorten, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_KINDS = words(
    "decline offer invited meeting confirms promise passive handover takes_over sorry farewell answer request starts "
    "bad_news sits waits names past asks my_thank_you my_value_letter my_as_promised my_check_in my_acceptance "
    "my_decline my_withdrawal my_rejection_thanks my_offer_thanks my_offer_time my_new_date my_stay_in_touch "
    "my_errand"
)
"""What a phrase may say: what an email proposes, what is a sign of it, and what a letter of mine is."""
_WORDS = "words"
_LISTS = ("says", "but_not")
_Kinds = dict[str, dict[str, list[str]]]
_GAP = "(?:[^ ;?]+ ){0,6}?"
_END = "(?=[;?]|$)"
_STEM = 5
"""So many letters of a word with any ending are looked up."""
_LETTERS = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "œ": "oe", "æ": "ae", "’": "'", "‘": "'", "´": "'", "`": "'", "\u00ad": "",
    "–": ";", "—": ";", "_": " ", "?": " ? ", "\u2010": "-", "\u2011": "-", "…": " ",
})  # fmt: skip
_SHORT_FORMS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\b(?:can't|cannot)\b"), "can not"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(it|that|he|she|there|here|what|who|where)'s\b"), r"\1 is"),
    (re.compile(r"'s\b"), " 's"),
    (re.compile(r"-(?:t-)?(vous|nous|je|il|elle|on|moi|tu|ils|elles)\b"), r" \1"),
    (re.compile(r"\b([cdjlmnst]|(?:jus|lors|puis)?qu|aujourd)'"), r"\1 "),
)
_PART_ENDS = re.compile(r";|:(?!\d)| -+ ")
_EDGES = " ,.!()[]{}<>\"'“”„«»‚‹›*_|/-+·•"


def folded(text: str) -> str:
    """The words of a sentence as phrases and days are looked for in it: lower case, without accents, one blank after
    each and before the first; `;` where a part of the sentence ends, `?` for a question. A point stays after a number.
    """
    plain = text.casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if "'" in plain or "-" in plain or "cannot" in plain:
        for form, whole in _SHORT_FORMS:
            plain = form.sub(whole, plain)
    words = [_word(word) for word in _PART_ENDS.sub(" ; ", plain).split()]
    return f" {' '.join(word for word in words if word)} "


def _word(word: str) -> str:
    bare = word if word == "'s" else word.strip(_EDGES)
    if not bare[-1:].isdigit():
        return bare
    after = word.index(bare) + len(bare)
    return f"{bare}." if word[after : after + 1] == "." else bare


class PhraseRow(NamedTuple):
    """One phrase of the table."""

    language: str
    kind: str
    turns_off: bool
    """Whether a sentence with it does not say what its kind says."""
    patterns: tuple[str, ...]
    """What must all be in the sentence; compiled when a sentence is first held against it."""


class Saying(NamedTuple):
    """What a sentence says."""

    language: str
    start: int
    """Where the phrase that says it stands in the folded sentence."""
    end: int


class PhraseTable:
    """All phrases, looked up by their rarest word: a sentence is held only against those that it may have."""

    def __init__(self, phrases: Iterable[tuple[PhraseRow, frozenset[str]]]) -> None:
        self._by_word: dict[str, list[PhraseRow]] = {}
        for phrase, anchors in phrases:
            for word in anchors:
                self._by_word.setdefault(word, []).append(phrase)

    def sayings(self, sentence: str) -> dict[str, Saying]:
        """What a folded sentence says, by kind; what another phrase of its language turns off is left out."""
        tokens = set(sentence.split())
        looked_up = {*tokens, *(f"{token[:_STEM]}*" for token in tokens), ""}
        found: dict[tuple[str, str], list[Saying]] = {}
        off: set[tuple[str, str]] = set()
        for phrase in {id(phrase): phrase for token in looked_up for phrase in self._by_word.get(token, ())}.values():
            place = phrase.language, phrase.kind
            if place in off:
                continue
            matches = [match for pattern in phrase.patterns if (match := _compiled(pattern).search(sentence))]
            if len(matches) < len(phrase.patterns):
                continue
            if phrase.turns_off:
                off.add(place)
            else:
                start, end = min(match.start() for match in matches), max(match.end() for match in matches)
                found.setdefault(place, []).append(Saying(phrase.language, start, end))
        said: dict[str, Saying] = {}
        for place in sorted(found.keys() - off):
            said[place[1]] = min(filter(None, [said.get(place[1]), *found[place]]), key=_first_and_longest)
        return said


def _first_and_longest(saying: Saying) -> tuple[int, int]:
    return saying.start, -saying.end


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def read_phrases(own: Path | None = None) -> PhraseTable:
    """The shipped table, with what the user's own file adds where it is there. Raises UserError for a file that is not
    such a table.
    """
    try:
        data = None if own is None else own.read_bytes()
    except FileNotFoundError:
        data = None
    except OSError as error:
        raise UserError(f"{own} cannot be read ({error.strerror})") from None
    return _shipped() if data is None else _with_own(data, str(own))


@cache
def shipped_words(name: str) -> frozenset[str]:
    """The words listed under a name, of all languages together."""
    return frozenset(word for kinds in _shipped_languages().values() for word in kinds[_WORDS].get(name, ()))


@cache
def _shipped() -> PhraseTable:
    return PhraseTable(_phrases(_shipped_languages()))


@cache
def _with_own(data: bytes, file: str) -> PhraseTable:
    try:
        languages = _languages(data)
        merged = {name: dict(table) for name, table in _shipped_languages().items()}
        for language, kinds in languages.items():
            into = merged.setdefault(language, {})
            for kind, lists in kinds.items():
                if kind != _WORDS and kind not in _KINDS:
                    raise Unclear(f"[{language}.{kind}] is not a kind, only {', '.join(sorted(_KINDS))}")
                into[kind] = {
                    name: [*into.get(kind, {}).get(name, ()), *lists.get(name, ())]
                    for name in [*into.get(kind, {}), *(name for name in lists if name not in into.get(kind, {}))]
                }
        return PhraseTable(_phrases(merged))
    except Unclear as unclear:
        raise UserError(f"{file}: {unclear}") from None


@cache
def _shipped_languages() -> Mapping[str, _Kinds]:
    return _languages(Path(__file__).with_name("words.toml").read_bytes())


def _languages(data: bytes) -> Mapping[str, _Kinds]:
    """The table as it is written: language, kind, list, phrases. Raises Unclear."""
    import tomllib

    try:
        languages = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise Unclear("it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise Unclear(f"this is not TOML ({shorten(str(error), 80)})") from None
    except RecursionError:
        raise Unclear("it is nested too deeply") from None
    for language, kinds in languages.items():
        for kind, lists in kinds.items() if isinstance(kinds, dict) else [("", None)]:
            if not isinstance(lists, dict):
                raise Unclear(f"phrases stand below a line like [{shorten(language, 20)}.decline]")
            for name, phrases in lists.items():
                if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
                    raise Unclear(f"[{language}.{kind}] {name}: write a list of phrases, each in quotation marks")
                if kind != _WORDS and name not in _LISTS:
                    raise Unclear(f"[{language}.{kind}] has {' and '.join(_LISTS)}, not {shorten(name, 20)}")
    return languages


def _phrases(languages: Mapping[str, _Kinds]) -> Iterator[tuple[PhraseRow, frozenset[str]]]:
    for language, kinds in languages.items():
        lists = kinds.get(_WORDS, {})
        for kind, phrases in kinds.items():
            if kind == _WORDS:
                continue
            for name in _LISTS:
                for text in phrases.get(name, ()):
                    try:
                        patterns, anchors = zip(*(_Reader(part, lists).read() for part in text.split("&")), strict=True)
                    except (ValueError, RecursionError):
                        raise Unclear(f"[{language}.{kind}] “{shorten(text, 60)}” is not a phrase") from None
                    yield PhraseRow(language, kind, name == _LISTS[1], patterns), max(anchors, key=_rareness)


class _Reader:
    """Reads one phrase: its pattern, and the words of which a sentence must have one."""

    def __init__(self, text: str, lists: Mapping[str, Iterable[str]]) -> None:
        for name, listed in lists.items():
            text = text.replace(f"{{{name}}}", f"({'|'.join(listed)})")
        if not text.strip() or "{" in text:
            raise ValueError(text)
        self._tokens = re.findall(r"[()\[\]|…]|[^\s()\[\]|…]+", text)

    def read(self) -> tuple[str, frozenset[str]]:
        """Raises ValueError for brackets that do not match."""
        pattern, anchor = self._either("")
        if self._tokens:
            raise ValueError(self._tokens)
        return f"(?<= ){pattern}", anchor

    def _either(self, closing: str) -> tuple[str, frozenset[str]]:
        pieces, anchors = [], []
        while True:
            piece, anchor = self._sequence()
            pieces.append(piece)
            anchors.append(anchor)
            mark = self._tokens.pop(0) if self._tokens else ""
            if mark == "|":
                continue
            if mark != closing:
                raise ValueError(mark)
            anchored = all(_rareness(anchor) for anchor in anchors)
            return f"(?:{'|'.join(pieces)})", frozenset().union(*anchors) if anchored else _EVERYWHERE

    def _sequence(self) -> tuple[str, frozenset[str]]:
        pattern, best = "", _EVERYWHERE
        while self._tokens and self._tokens[0] not in ("|", ")", "]"):
            mark = self._tokens.pop(0)
            if mark == "(":
                piece, anchor = self._either(")")
            elif mark == "[":
                piece, anchor = f"{self._either(']')[0]}?", _EVERYWHERE
            elif mark == "…":
                piece, anchor = _GAP, _EVERYWHERE
            elif mark == ".":
                piece, anchor = _END, _EVERYWHERE
            else:
                piece, anchor = _whole(mark)
            pattern += piece
            best = max(best, anchor, key=_rareness)
        return pattern, best


@cache
def _whole(word: str) -> tuple[str, frozenset[str]]:
    """The pattern of a word, which may be several when it is folded, and the rarest of them."""
    parts = folded(word).split()
    if not parts:
        raise ValueError(word)
    anchors = [frozenset({part}) for part in parts]
    if any_ending := word.endswith("*"):
        anchors[-1] = frozenset({f"{parts[-1][:_STEM]}*"}) if len(parts[-1]) >= _STEM else _EVERYWHERE
    pattern = " ".join(re.escape(part) for part in parts) + ("[^ ]* " if any_ending else " ")
    return pattern, max(anchors, key=_rareness)


@cache
def _rareness(words: frozenset[str]) -> int:
    """Long words are rare ones: the length of the shortest of them, 0 where every sentence is to be looked through."""
    return min(len(word) for word in words)


_EVERYWHERE = frozenset({""})
