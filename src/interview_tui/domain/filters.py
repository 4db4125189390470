"""What a person types to filter the pipeline and the follow-ups: words, and terms for a step, an outcome, a due day.

`acme "value letter" step:5-8 outcome:running due:overdue,today`: all of it must hold. A word or a phrase in quotes must
stand in a line. Of the values of one term, which commas part, one must hold. What looks like a term and is none is a
word, so that every text finds something where it can. The SQL of it stands in store/conditions.py.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.text import shorten
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

RUNS_ON, IS_OVER = "running", "ended"
"""Beside the outcomes: an open offer has not ended it."""


class DueTerm(StrEnum):
    """When something is due."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    """From today until in seven days."""
    NEVER = "none"
    """Nothing is planned at all."""


FILTER_TERMS = {
    "step": "a step or a span of steps: 5, 5-8",
    "outcome": ", ".join((RUNS_ON, IS_OVER, *(o for o in Outcome if o is not Outcome.INVITED))),
    "due": ", ".join(DueTerm),
}
"""The terms, and what may stand after the colon."""
LONGEST_FILTER = 500
"""Characters of a filter that has a name."""
MOST_WORDS = 50
"""So many words are looked for one by one, which a statement has room for; all further ones as one phrase."""
_SHORTEST_KIND = 3
"""Letters with which a kind of follow-up is meant: with fewer, every line would be of some kind that begins so."""
_PIECE = lazy_pattern(r'"([^"]*)"?|[^\s"]\S*')
_SPAN = lazy_pattern(r"(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


class FilterTerms(NamedTuple):
    """A filter as it was understood."""

    words: tuple[str, ...] = ()
    """Words and phrases."""
    steps: tuple[frozenset[int], ...] = ()
    outcomes: tuple[frozenset[str], ...] = ()
    due: tuple[frozenset[str], ...] = ()


def pieces(text: str) -> tuple[str, ...]:
    """The words of a filter, and what stands in quotes as one; a quote that is not closed goes to the end."""
    return tuple(piece for piece, _ in _pieces(text))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Each piece, and whether it stood in quotes."""
    found = (
        (match[0], False) if match[1] is None else (" ".join(match[1].split()), True)
        for match in _PIECE.finditer(text.replace("\0", ""))
    )
    return [piece for piece in dict.fromkeys(found) if piece[0]]


def read_filter(text: str) -> FilterTerms:
    """What a filter says."""
    words: list[str] = []
    terms: dict[str, list[frozenset[int] | frozenset[str]]] = {name: [] for name in FILTER_TERMS}
    for piece, quoted in _pieces(text):
        name, values = ("", None) if quoted else _term(piece)
        if values:
            terms[name].append(values)
        else:
            words.append(piece)
    if len(words) > MOST_WORDS:
        words[MOST_WORDS - 1 :] = [" ".join(words[MOST_WORDS - 1 :])]
    steps, outcomes, due = (tuple(terms[name]) for name in FILTER_TERMS)
    return FilterTerms(tuple(words), steps, outcomes, due)  # type: ignore[arg-type]


def _term(piece: str) -> tuple[str, frozenset[int] | frozenset[str] | None]:
    """The name of a term, '' for what is none, and its values; None where one of them is not understood."""
    name, colon, value = piece.casefold().partition(":")
    if not colon or name not in FILTER_TERMS:
        return "", None
    values = value.split(",")
    if name == "step":
        return name, _steps(values)
    return name, frozenset(values) if set(values) <= set(FILTER_TERMS[name].split(", ")) else None


def _steps(values: Iterable[str]) -> frozenset[int] | None:
    found: set[int] = set()
    for value in values:
        span = _SPAN.fullmatch(value)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not min(Step) <= first <= last <= max(Step):
            return None
        found.update(range(first, last + 1))
    return frozenset(found)


def unknown_term(text: str) -> str:
    """What to know of a filter that finds nothing: what in it looks like a term and is none; '' for nothing."""
    for piece, quoted in _pieces(text):
        name, colon, value = piece.casefold().partition(":")
        # Neither a web address nor a time of day.
        if quoted or not colon or not name.isalpha() or value.startswith("/") or _term(piece)[1]:
            continue
        known = FILTER_TERMS.get(name)
        terms = f"{name}: takes {known}" if known else f"the terms are {', '.join(f'{term}:' for term in FILTER_TERMS)}"
        return f"“{shorten(piece, 40)}” is taken as a word: {terms}."
    return ""


def filter_problem(text: str) -> str:
    """What is wrong with a filter that has a name, in words; '' for nothing."""
    if len(text) > LONGEST_FILTER:
        return f"is longer than {LONGEST_FILTER} characters"
    if not pieces(text):
        return "says nothing"
    wrong = next(
        (piece for piece, quoted in _pieces(text) if not quoted and _term(piece)[0] and not _term(piece)[1]), ""
    )
    name = wrong.partition(":")[0].casefold()
    return f"has {wrong}: after {name}: stands {FILTER_TERMS[name]}" if wrong else ""


def kinds_named(word: str) -> tuple[Kind, ...]:
    """The kinds of follow-up that a word of a filter may name: `thank-you`, `check-in`, `letter`."""
    begun = word.casefold().replace("_", "-").replace(" ", "-")
    if len(begun) < _SHORTEST_KIND:
        return ()
    return tuple(kind for kind, names in _NAMES.items() if any(name.startswith(begun) for name in names))


def _names(kind: Kind) -> frozenset[str]:
    """What a kind may be called: its names in JSON and in the list, whole and from each of their words on."""
    whole = (kind.replace("_", "-"), KINDS[kind].short.casefold().replace(" ", "-"))
    parts = (name.split("-") for name in whole)
    return frozenset("-".join(words[place:]) for words in parts for place in range(len(words)))


_NAMES = {kind: _names(kind) for kind in KINDS}
