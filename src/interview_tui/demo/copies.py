"""Copies of interviews under other names: stores of any size, to measure with.

Among the copies are so many interviews that have only begun that there are FOLLOW_UPS an interview.
"""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import cycle, islice
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, replace
from interview_tui.demo import words
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import (
    NOUNS,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Meeting,
    Origin,
    Person,
    Record,
    Round,
    Touch,
)
from interview_tui.services.people import APART
from interview_tui.store.records import FIELDS, Ids, find, referring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from random import Random

    from interview_tui.store.transaction import Transaction

FOLLOW_UPS = 5
"""So many follow-ups has an interview in a large demo, on average."""
JUST_BEGUN = 2
"""An interview that has only begun has so many follow-ups at most, and at least one."""
BATCH = 200
"""So many interviews are written at a time by records: their memory is what a batch needs."""
_FIRST_NUMBER = 4100


@dataclass(frozen=True, slots=True)
class Original:
    """An interview to copy: its records by kind, the employer's people among them, and the names to exchange."""

    interview: Interview
    people: tuple[Person, ...]
    records: Mapping[type[Record], tuple[tuple[Record, tuple[str, ...]], ...]]
    """Each record with its fields that mention a name."""
    names: re.Pattern[str]

    @property
    def follow_ups(self) -> int:
        """How many follow-ups it has."""
        return len(self.records[FollowUp])


def copy_interviews(tx: Transaction, count: int, rng: Random, told: Callable[[int], None]) -> None:
    """Adds so many copies of the interviews that are stored; tells how many it has added as it goes on."""
    if not count:
        return
    every = find(tx.reader, Interview)
    # What follows another interview, or is followed, is planned by both: a copy would stand alone.
    tied = {number for i in every if i.follows_id is not None for number in (i.id, i.follows_id)}
    originals = [_original(tx, interview) for interview in every if interview.id not in tied]
    numbers = zip(_mixed(originals), range(len(every), len(every) + count), strict=False)
    while batch := list(islice(numbers, BATCH)):
        told(batch[0][1])
        _write(tx, batch, rng)


def _mixed(originals: Sequence[Original]) -> Iterator[Original]:
    """One after the other in turn, but a light one whenever there are too many follow-ups for an interview."""
    every, light = cycle(originals), cycle([o for o in originals if 0 < o.follow_ups <= JUST_BEGUN])
    balance = sum(one.follow_ups - FOLLOW_UPS for one in originals)
    while True:
        one = next(light if balance > 0 else every)
        balance += one.follow_ups - FOLLOW_UPS
        yield one


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
                fresh.append(referring(replace(record, id=0, version=1, **values), known))
                olds.append((known, record.id))
        for (known, old), new in zip(olds, tx.add_all(fresh), strict=True):
            known.setdefault(cls, {})[old] = new
    for known in ids:
        _follow_touches(tx, known)


def _follow_touches(tx: Transaction, ids: Ids) -> None:
    """Follow-ups that are planned by a contact, which is stored after them, get its new id."""
    copies = list(ids.get(FollowUp, {}).values())
    for follow_up in find(tx.reader, FollowUp, kind=Kind.ANSWER, id=copies):
        tx.update(replace(follow_up, origin=referring(follow_up, {Touch: ids[Touch]}).origin))


def _exchanged(text: str, known: re.Pattern[str], names: Mapping[str, str]) -> str:
    return known.sub(lambda found: names[found[0]], text)


def _own(record: Record, names: Mapping[str, str], number: int) -> dict[str, str]:
    """What a copy cannot share with its original: addresses and keys."""
    if isinstance(record, Person):
        return {"email": words.address(names[record.name], names[record.company])} if record.email else {}
    if isinstance(record, Interview):
        return {"link": f"https://{words.domain(names[record.company])}/jobs/{_FIRST_NUMBER + number}"}
    if isinstance(record, Touch) and record.message_id:
        return {"message_id": f"<{_FIRST_NUMBER + number}.{record.id}@mail.example>"}
    if isinstance(record, Origin):
        return {"key": f"https://jobs.example/{_FIRST_NUMBER + number}"}
    return {}


def _new_names(original: Original, number: int, rng: Random) -> dict[str, str]:
    """Another name for the company and for each person, also for the first name alone."""
    names = {original.interview.company: words.company(number)}
    for person, new in zip(original.people, words.names_of_people(rng, len(original.people)), strict=True):
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
    """All records of an interview, with the employer's people; stories, agencies and one's own network are shared."""
    found: dict[type[Record], tuple[Record, ...]] = {Interview: (interview,)}
    ties = find(tx.reader, Involvement, interview_id=interview.id)
    found[Person] = find(tx.reader, Person, id=[t.person_id for t in ties if t.part not in APART])
    rounds = find(tx.reader, Round, interview_id=interview.id)
    of_rounds = [r.id for r in rounds]
    found[Meeting] = find(tx.reader, Meeting, round_id=of_rounds)
    for cls in NOUNS:
        names = {f.name for f in fields(cls)}
        if "interview_id" in names:
            found[cls] = find(tx.reader, cls, interview_id=interview.id)
        elif "round_id" in names:
            found[cls] = find(tx.reader, cls, round_id=of_rounds)
        elif "follow_up_id" in names:
            found[cls] = find(tx.reader, cls, follow_up_id=[f.id for f in found[FollowUp]])
        elif "meeting_id" in names:
            found[cls] = find(tx.reader, cls, meeting_id=[m.id for m in found[Meeting]])
        elif "document_id" in names:
            found[cls] = find(tx.reader, cls, document_id=[d.id for d in found[Document]])
    return found
