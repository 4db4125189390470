"""What a line of shorthand that is being typed may go on with: people and stories."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.shorthand import PersonLine, QuoteLine, StoryLine, format_line
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_MOST = 20
"""How many candidates are given."""
_WHOSE = lazy_pattern(r"(?:[?><\"+-]|!{1,3})\s.*\s(?P<typed>\([^()]*)")
_PERSON = lazy_pattern(r"@\s+(?P<typed>\S.*)?")
_STORY = lazy_pattern(r"\*\s+(?P<typed>\S.*)?")


@dataclass(frozen=True, slots=True)
class Names:
    """What can be named, the likeliest first."""

    people: tuple[PersonLine, ...] = ()
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in a text from `start` up to `end`, the likeliest first; never empty."""

    start: int
    end: int
    candidates: tuple[str, ...]


def completion_of(text: str, cursor: int, names: Names) -> Completion | None:
    """What the words before the cursor may become: after `(` a person's name, after `@` a person with title and
    address, after `*` a story's title. Every beginning of a word finds it, in either case and without its accents.
    None where nothing fits, and inside a line, where it would overwrite what follows.
    """
    begin = text.rfind("\n", 0, cursor) + 1
    ending = text[cursor:].partition("\n")[0]
    line = text[begin:cursor]
    if match := _WHOSE.fullmatch(line):
        if ending.strip() not in ("", ")"):
            return None
        end = cursor + len(ending.rstrip())
        options = ((person.name, _owner(person)) for person in names.people)
        typed = match["typed"][1:]
    elif ending.strip():
        return None
    elif match := _PERSON.fullmatch(line):
        end, typed = cursor, match["typed"] or ""
        options = ((person.name, format_line(person).removeprefix("@ ")) for person in names.people)
    elif match := _STORY.fullmatch(line):
        end, typed = cursor, match["typed"] or ""
        options = ((title, format_line(StoryLine(title)).removeprefix("* ")) for title in names.stories)
    else:
        return None
    start = begin + match.start("typed") if match["typed"] else cursor
    candidates = [option for option in _likely(typed, options) if option != text[start:end]]
    return Completion(start, end, tuple(candidates[:AT_MOST])) if candidates else None


def _owner(person: PersonLine) -> str:
    """`(Name)`, as a line's end says whose it is."""
    return format_line(QuoteLine("x", person.name)).removeprefix('" x ')


def _likely(typed: str, options: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What begins with the typed words, then what has a word that does; each once, in the order given."""
    wanted = _folded(typed.strip())
    first: dict[str, None] = {}
    later: dict[str, None] = {}
    for name, written in options:
        folded = _folded(name)
        if folded.startswith(wanted):
            first[written] = None
        elif f" {wanted}" in folded:
            later[written] = None
    yield from first
    yield from (written for written in later if written not in first)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    """Without case and accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
