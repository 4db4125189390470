"""Letters of a whole search, read from their bytes: with whom, about what, what they say. The right answers stand in
letters_in/answers.toml, whom they are with in letters_in/correspondence.toml.
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from interview_tui.domain.enums import Part
from interview_tui.importing.guests import is_own
from interview_tui.mail.acquaintance import Correspondence, KnownInterview, KnownPerson, Thread
from interview_tui.mail.correspondents import Correspondents
from interview_tui.mail.phrases import read_phrases
from interview_tui.mail.reading import read_message
from interview_tui.mail.understanding import understand

LETTERS = Path(__file__).with_name("letters_in")
FIELDS = ("direction", "person", "interview", "role", "automatic", "until", "bounce", "proposal", "day", "settles")
SAME_TIME = 60.0
"""Seconds."""


@cache
def answers() -> dict[str, dict[str, Any]]:
    return tomllib.loads((LETTERS / "answers.toml").read_text("utf-8"))


@cache
def correspondence() -> Correspondence:
    known = tomllib.loads((LETTERS / "correspondence.toml").read_text("utf-8"))
    interviews: dict[int, KnownInterview] = {}
    people: dict[str, tuple[str, dict[int, Part]]] = {}
    for number, one in enumerate(known["interviews"], 1):
        last = datetime.combine(one["day"], time(18), UTC)
        interviews[number] = KnownInterview(number, one["company"], one["role"], "outcome" not in one, last)
        for text in one["people"]:
            name, email, part = re.fullmatch(r"(.*) <(.*)> \[(.*)\]", text).groups()  # type: ignore[union-attr]
            people.setdefault(name, (email, {}))[1][number] = Part(part)
    known_people = tuple(KnownPerson(n, name, *one) for n, (name, one) in enumerate(people.items(), 1))
    ids = {person.name: person for person in known_people}
    threads = {
        identity: Thread(next(n for n in ids[name].parts if interviews[n].company == company), ids[name].id)
        for identity, (company, name) in known["sent"].items()
    }
    return Correspondence(frozenset(known["mine"]), known_people, interviews, threads)


@cache
def correspondents() -> Correspondents:
    return Correspondents(correspondence(), is_own)


def found_in(name: str) -> dict[str, Any]:
    """What is understood of a letter, in the words of the answers."""
    message = read_message((LETTERS / f"{name}.eml").read_bytes())
    understood = understand(message, correspondents(), read_phrases)
    if understood is None:
        return {"direction": "ignore"}
    item = understood.item()
    interview = correspondence().interviews[understood.placed.interview_id]
    names = {f"p{person.id}": person.name for person in correspondence().people}
    several = sum(i.company == interview.company for i in correspondence().interviews.values()) > 1
    role = interview.role if several else None
    return {**item, "person": names.get(item["person"]), "interview": interview.company, "role": role}


def differing(name: str, expected: dict[str, Any]) -> list[str]:
    """Where what is understood of a letter is another thing than its answer."""
    found, also = found_in(name), expected.get("also", {})
    if found["direction"] == "ignore":
        return [] if "ignore" in (expected["direction"], *also.get("direction", ())) else [f"{name}: left out"]
    wrong = []
    for field in FIELDS:
        right = [
            expected.get(field) or None,
            *(None if value == "null" else value or None for value in also.get(field, ())),
        ]
        if (found.get(field) or None) not in right and not (field == "role" and right == [None]):
            wrong.append(f"{name}: {field} is {found.get(field)!r}, not {right[0]!r}")
    apart = abs((datetime.fromisoformat(found["at"]) - datetime.fromisoformat(expected["at"])).total_seconds())
    return [*wrong, *([f"{name}: at {found['at']}"] if apart > SAME_TIME else [])]


@pytest.mark.parametrize("kind", sorted({answer["kind"] for answer in answers().values()}))
def test_letters_are_understood(kind: str) -> None:
    letters = {name: answer for name, answer in answers().items() if answer["kind"] == kind}
    assert [line for name, answer in letters.items() for line in differing(name, answer)] == []


def test_nothing_is_proposed_that_must_not_be() -> None:
    found = {name: found_in(name).get("proposal") for name in answers()}
    assert [name for name, said in found.items() if said in answers()[name].get("must_not", ())] == []


def test_each_is_read_whole_that_has_a_place() -> None:
    for name, answer in answers().items():
        if answer["direction"] != "ignore":
            data = (LETTERS / f"{name}.eml").read_bytes()
            assert correspondents().may_concern(read_message(data).envelope, data), name
