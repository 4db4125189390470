"""Copies of interviews under other names, in bulk: stores of any size, to measure with."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING

from interview_tui.domain.case import OUTSIDERS
from interview_tui.domain.records import (
    NOUNS,
    FollowUp,
    Interview,
    Involvement,
    Meeting,
    Origin,
    Passage,
    Person,
    Record,
    Round,
)
from interview_tui.services import demo_data as data
from interview_tui.services.references import Ids, referring
from interview_tui.store.codec import FIELDS
from interview_tui.store.reading import some

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from interview_tui.store.transaction import Transaction

AT_ONCE = 200
"""So many interviews are written at a time: however many there are, the memory stays the same."""


@dataclass(frozen=True, slots=True)
class Original:
    """An interview to copy: its records by kind, the employer's people among them, and the names to exchange."""

    interview: Interview
    people: tuple[Person, ...]
    records: Mapping[type[Record], tuple[tuple[Record, tuple[str, ...]], ...]]
    """Each record with its fields that mention a name."""
    names: re.Pattern[str]


def copy_interviews(tx: Transaction, count: int, rng: Random) -> None:
    """Adds so many copies of the interviews that are stored, of one after the other in turn."""
    originals = [_original(tx, interview) for interview in some(tx.reader, Interview)]
    numbers = iter(range(len(originals), len(originals) + count))
    while batch := list(islice(numbers, AT_ONCE)):
        _write(tx, [(originals[number % len(originals)], number) for number in batch], rng)


def _write(tx: Transaction, batch: list[tuple[Original, int]], rng: Random) -> None:
    """Stores copies kind by kind, in an order in which each comes after what it refers to."""
    copies = [(original, number, _new_names(original, number, rng)) for original, number in batch]
    ids: list[Ids] = [{} for _ in batch]
    for cls in NOUNS:
        fresh: list[Record] = []
        olds: list[tuple[Ids, int]] = []
        for (original, number, names), known in zip(copies, ids, strict=True):
            for record, mentions in original.records.get(cls, ()):
                values = {name: _exchanged(getattr(record, name), original.names, names) for name in mentions}
                values |= _own(record, names, number)
                fresh.append(referring(record, known, id=0, version=1, **values))
                olds.append((known, record.id))
        for (known, old), new in zip(olds, tx.add_all(fresh), strict=True):
            known.setdefault(cls, {})[old] = new


def _exchanged(text: str, known: re.Pattern[str], names: Mapping[str, str]) -> str:
    return known.sub(lambda found: names[found[0]], text)


def _own(record: Record, names: Mapping[str, str], number: int) -> dict[str, str]:
    """What a copy cannot share with its original: addresses and keys."""
    if isinstance(record, Person):
        return {"email": data.address(names[record.name], names[record.company])} if record.email else {}
    if isinstance(record, Interview):
        return {"link": f"https://{data.domain(names[record.company])}/jobs/{4100 + number}"}
    if isinstance(record, Origin):
        return {"key": f"https://jobs.example/{4100 + number}"}
    return {}


def _new_names(original: Original, number: int, rng: Random) -> dict[str, str]:
    """Another name for the company and for each person, also for the first name alone."""
    names = {original.interview.company: data.company(number)}
    for person, new in zip(original.people, data.people(rng, len(original.people)), strict=True):
        names[person.name] = new
        names[person.name.split()[0]] = new.split()[0]
    return names


def _original(tx: Transaction, interview: Interview) -> Original:
    found = _belonging(tx, interview)
    people = tuple(p for p in found[Person] if isinstance(p, Person))
    wanted = [interview.company, *(p.name for p in people), *(p.name.split()[0] for p in people)]
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    texts = {cls: tuple(f.name for f in FIELDS[cls] if f.kind is str) for cls in found}
    return Original(
        interview,
        people,
        {
            cls: tuple((r, tuple(n for n in texts[cls] if names.search(getattr(r, n) or ""))) for r in records)
            for cls, records in found.items()
        },
        names,
    )


def _belonging(tx: Transaction, interview: Interview) -> dict[type[Record], tuple[Record, ...]]:
    """All records of an interview, with the employer's people; stories and one's own network are shared."""
    found: dict[type[Record], tuple[Record, ...]] = {Interview: (interview,)}
    ties = some(tx.reader, Involvement, "interview_id = ?", interview.id)
    found[Person] = some(tx.reader, Person, _among("id", [t.person_id for t in ties if t.part not in OUTSIDERS]))
    rounds = some(tx.reader, Round, "interview_id = ?", interview.id)
    found[Meeting] = some(tx.reader, Meeting, _among("round_id", [r.id for r in rounds]))
    for cls in NOUNS:
        names = {f.name for f in fields(cls)}
        if "interview_id" in names:
            found[cls] = some(tx.reader, cls, "interview_id = ?", interview.id)
        elif cls is Passage:
            found[cls] = some(tx.reader, cls, _among("round_id", [r.id for r in rounds]))
        elif "meeting_id" in names and cls is not FollowUp:
            found[cls] = some(tx.reader, cls, _among("meeting_id", [m.id for m in found[Meeting]]))
    return found


def _among(column: str, ids: list[int]) -> str:
    return f"{column} IN ({', '.join(map(str, ids))})"
