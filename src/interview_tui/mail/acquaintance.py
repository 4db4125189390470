"""What the store knows of those with whom one writes: values, made by store/correspondence.py, and names compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.enums import OUTSIDERS, Part
from interview_tui.domain.text import plain_words, squash, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

_NOT_OF_A_NAME = words("dr prof professor mr mrs ms mx sir dame herr frau m mme mlle monsieur madame phd mba")
_BEHIND_NAME = re.compile(
    r"\s*(?:\(|\[|\||\s[-–—]\s|\s(?:via|von|at|from|bei|chez|by|per|über|aus)\s).*", re.IGNORECASE
)
"""`Dana Ruiz (Acme)`, `Dana Ruiz via Lever`, `Dana Ruiz - Acme`."""
_SERVED = re.compile(r"(.{2,80}?)\s+(?:via|über)\s+\S.*", re.IGNORECASE)
_LITTLE_WORDS = words("the and for with from der die das und für von des les pour avec senior junior lead head")


class KnownPerson(NamedTuple):
    """Somebody who stands in interviews."""

    id: int
    name: str
    email: str
    """Lower case; '' where none is known."""
    parts: Mapping[int, Part]
    """What they are, by the interviews in which they stand."""

    def is_outsider(self, interview_id: int | None) -> bool:
        """Whether they are a connection or a reference there, or wherever they stand."""
        parts = [part for number, part in self.parts.items() if interview_id in (None, number)]
        return bool(parts) and all(part in OUTSIDERS for part in parts)


class KnownInterview(NamedTuple):
    """An interview that an email may be about."""

    id: int
    company: str
    role: str
    running: bool
    last_contact: datetime
    """The latest contact; the beginning of one without any."""


class Thread(NamedTuple):
    """What an email is about by one that is known: of which interview that was, and with whom."""

    interview_id: int | None
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """All of it, at one moment."""

    mine: frozenset[str]
    """The user's own addresses, lower case."""
    people: tuple[KnownPerson, ...] = ()
    interviews: Mapping[int, KnownInterview] = field(default_factory=dict)
    threads: Mapping[str, Thread] = field(default_factory=dict)
    """By the Message-IDs of emails that are known, and of those that they answered."""


def name_key(name: str) -> frozenset[str]:
    """The words by which a person's name is compared, whatever their order and what stands behind them: `Krüger,
    Sabine` is `Dr. Sabine Krueger (Acme)` but for the umlaut.
    """
    plain = _BEHIND_NAME.sub("", name)
    parts = (squash(part) for part in re.split(r"[\s,._\"']+", plain))
    return frozenset(part for part in parts if len(part) > 1 and part not in _NOT_OF_A_NAME)


def served_name(name: str) -> str:
    """Who writes by a service: the `Owen Clarke` of `Owen Clarke via Lever`; '' where nobody is named so."""
    found = _SERVED.fullmatch(name)
    return found[1].strip("\"' ") if found else ""


def telling_words(text: str) -> frozenset[str]:
    """The words of a company or a role that tell it from others."""
    return frozenset(word for word in plain_words(text).split() if len(word) > 2 and word not in _LITTLE_WORDS)


def domains_above(domain: str) -> Iterator[str]:
    """A domain and those that it stands below: `talent.acme.example`, `acme.example`."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])
