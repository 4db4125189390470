"""What is pointed out in a letter, read from hints/*.toml: phrases, lists of words, limits of length."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_HINTS = Path(__file__).parent / "hints"


class HintPhrase(NamedTuple):
    """Words that are pointed out, and when."""

    say: str
    words: tuple[str, ...]
    where: str
    kinds: frozenset[str]
    tones: frozenset[str]
    cased: bool
    not_name: bool
    stop: bool

    def concerns(self, kind: str, tone: str) -> bool:
        """Whether it is looked for in a letter of this kind and tone."""
        return (not self.kinds or kind in self.kinds) and (not self.tones or tone in self.tones)

    def pattern_for(self, text: str) -> re.Pattern[str] | None:
        """What finds its words in a text; None where none of them can be there. Of hundreds a letter has few, and to
        compile them all takes longer than to draft it.
        """
        possible = tuple(word for word in self.words if certain(word) in text)
        return _pattern(possible) if possible else None


class Limits(NamedTuple):
    """How many words a letter should have, and above how many it is too long."""

    least: int
    aim: int
    most: int


class HintTable:
    """All that is looked for in letters of one language; a pattern is compiled when it is first asked for."""

    def __init__(self, language: str) -> None:
        base = language.partition("-")[0]
        tables = [_read(name) for name in dict.fromkeys(("all", base, language))]
        self._lists: dict[str, list[str]] = {}
        for table in tables:
            for key, words in table.get("words", {}).items():
                self._lists.setdefault(key, []).extend(words)
        self.phrases = tuple(_phrase(row) for table in tables for row in table.get("phrase", ()))
        limits: dict[str, Any] = _read("all")["limits"]
        self._limits = {kind: Limits(*row) for kind, row in {**limits["en"], **limits.get(base, {})}.items()}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def limits(self, kind: str, *, hiring_manager: bool = False) -> Limits | None:
        """The limits of a kind; a letter to the hiring manager may have its own."""
        own = self._limits.get(f"{kind}_manager") if hiring_manager else None
        return own or self._limits.get(kind)

    def words(self, name: str) -> list[str]:
        """A list of plain words; empty where the language needs none."""
        return self._lists.get(name, [])

    def pattern(self, name: str) -> re.Pattern[str]:
        """A list of words as one pattern, which matches whole words in text of small letters."""
        if name not in self._patterns:
            self._patterns[name] = word_pattern(self._lists.get(name, ()))
        return self._patterns[name]


@cache
def hint_table(language: str) -> HintTable:
    """The table of a language; a region has what its language has, and its own."""
    return HintTable(language)


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several words, none of which begins or ends within a longer one; for none it matches nothing."""
    alternatives = "|".join(words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if alternatives else r"(?!)")


def _read(name: str) -> dict[str, Any]:
    file = _HINTS / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
"""What is not plain text in a regular expression."""


@cache
def certain(word: str) -> str:
    """Plain text that stands in whatever an expression matches: the longer of its beginning and its end; '' where it
    has none. The expression has no alternatives but in brackets.
    """
    parts = _SPECIAL.split(word)
    if len(parts) == 1:
        return word
    begin, end = parts[0], parts[-1]
    if word[len(begin)] in "*?{":  # its last character may be missing
        begin = begin[:-1]
    if end and word[-len(end) - 1] == "\\":  # its first character is no plain one
        end = ""
    return max(begin, end, key=len)


@lru_cache(512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What begins or ends with a letter does so at a word's edge. The edge is asked for once, before all: five times
    faster than at each.
    """
    ended = [word + (r"(?!\w)" if re.search(r"[\w)+*?]$", word) else "") for word in words]
    at_edge = [word for word in ended if re.match(r"[\w(]|\\w", word)]
    rest = [word for word in ended if word not in at_edge]
    return re.compile("|".join(([rf"(?<!\w)(?:{'|'.join(at_edge)})"] if at_edge else []) + rest))


def _phrase(row: dict[str, Any]) -> HintPhrase:
    return HintPhrase(
        say=row["say"],
        words=tuple(row["words"]),
        where=row.get("where", "all"),
        kinds=frozenset(row.get("kinds", ())),
        tones=frozenset(row.get("tones", ())),
        cased=row.get("cased", False),
        not_name=row.get("not_name", False),
        stop=row.get("stop", False),
    )
