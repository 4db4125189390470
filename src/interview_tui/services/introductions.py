"""How people come in: who is meant by what is written of somebody, and their place in interviews and meetings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import Part, Ref, Settled
from interview_tui.domain.errors import Unclear
from interview_tui.domain.facts import part_by_title
from interview_tui.domain.records import Attendance, FollowUp, Involvement, Person, Suggestion, Touch
from interview_tui.domain.text import clean, shorten
from interview_tui.store.identity import find_person
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Interview, Meeting
    from interview_tui.domain.shorthand import PersonLine
    from interview_tui.store.transaction import Transaction


def read_person(text: str) -> PersonLine:
    """`Dana Ruiz, VP Operations <dana@acme.example>`, in parts.

    Raises Unclear for an empty name, or several lines.
    """
    from interview_tui.domain.shorthand import PersonLine, parse_line

    said = clean(text).strip()
    if "\n" in said:
        raise Unclear(f"“{shorten(said, 60)}” has several lines: write one person per line")
    line = parse_line(f"@ {said}", _no_date)
    if not isinstance(line, PersonLine) or not (line.name or line.email):
        raise Unclear("a person needs a name: write for example Dana Ruiz, VP Operations <dana@acme.example>")
    return line


def _no_date(text: str) -> date:
    raise Unclear(text)


def one_named_in(tx: Transaction, interview_id: int, sentence: str, *, besides: int | None) -> int | None:
    """The one of an interview's people whom a sentence names, by any part of the name; None for nobody, or several."""
    parts = find(tx.reader, Involvement, interview_id=interview_id)
    people = {part.person_id: tx.get(Person, part.person_id).name for part in parts if part.person_id != besides}
    told = set(re.findall(r"[\w-]+", sentence.casefold()))
    named = [number for number, name in people.items() if not told.isdisjoint(name.casefold().split())]
    return named[0] if len(named) == 1 else None


def find_or_add(tx: Transaction, line: PersonLine, *, company: str) -> Person:
    """The person with that email address, else with that name at that company, else a new one."""
    email = line.email.casefold()
    person = find_person(tx.reader, name=line.name, email=email, company=company)
    if person is None:
        name = line.name or line.email
        return tx.add(Person(name=name, title=line.title, email=email, company=company))
    return tx.update(replace(person, email=person.email or email, title=line.title or person.title))


def involve(tx: Transaction, interview_id: int, person_id: int, part: Part | None = None) -> Involvement:
    """The person's part in an interview, added where there is none, by default guessed by their title.

    A part that was only guessed gives way to one that is named. Emails of theirs from before are theirs.
    """
    log_as_theirs(tx, interview_id, tx.get(Person, person_id))
    found = find(tx.reader, Involvement, interview_id=interview_id, person_id=person_id)
    if found:
        return tx.update(replace(found[0], part=part)) if part is not None else found[0]
    guessed = part or part_by_title(tx.get(Person, person_id).title)
    return tx.add(Involvement(interview_id=interview_id, person_id=person_id, part=guessed, entered=tx.now))


def log_as_theirs(tx: Transaction, interview_id: int, person: Person) -> None:
    """The emails of an interview that came from a person's address while nobody was known by it are theirs, and so is
    what is still open of what these seem to say.
    """
    if not person.email:
        return
    for touch in find(tx.reader, Touch, interview_id=interview_id, person_id=None):
        if _address_noted(touch) != person.email:
            continue
        tx.update(replace(touch, person_id=person.id))
        said = [s.follow_up_id for s in find(tx.reader, Suggestion, touch_id=touch.id)]
        for line in find(tx.reader, FollowUp, id=said, state=Settled.OPEN):
            tx.update(replace(line, person_id=person.id))


_FROM = "from "


def noted_sender(mailbox: str) -> str:
    """What the note of an email says, below its subject, of a sender who is nobody that is known."""
    return f"{_FROM}{mailbox}"


def _address_noted(touch: Touch) -> str:
    """The address that stands there; '' where none does."""
    line = touch.note.removeprefix(touch.subject).lstrip().partition("\n")[0]
    return line.rpartition(" ")[2].strip("<>").casefold() if line.startswith(_FROM) else ""


def part_named(line: PersonLine) -> Part | None:
    """The part that is written behind a person; None where none is."""
    return Part(line.part) if line.part else None


def introduce(tx: Transaction, interview: Interview, text: str) -> Person:
    """Somebody of an interview, as `Name, Title <email> [part]`, who need not be in a meeting. Raises Unclear."""
    line = read_person(text)
    person = find_or_add(tx, line, company=interview.company)
    involve(tx, interview.id, person.id, part_named(line))
    return person


def invite(tx: Transaction, meeting: Meeting, text: str) -> Person:
    """Somebody who is to be met, as `Name, Title <email> [part]`. Raises Unclear."""
    person = introduce(tx, interview_of(tx.reader, meeting.id), text)
    attend(tx, meeting.id, person.id, present=False if read_person(text).absent else None)
    return person


def attend(tx: Transaction, meeting_id: int, person_id: int, *, present: bool | None) -> Attendance:
    """The person's place in a meeting, added when there is none; `present` is only ever made surer."""
    all_there = find(tx.reader, Attendance, meeting_id=meeting_id)
    for attendance in all_there:
        if attendance.person_id == person_id:
            return attendance if present is None else tx.update(replace(attendance, present=present))
    position = max((a.position for a in all_there), default=0) + 1
    return tx.add(
        Attendance(meeting_id=meeting_id, person_id=person_id, position=position, present=present, entered=tx.now)
    )


ALIKE = 84
"""From this likeness on (0 to 100) two names may be one that was misspelt."""


def named_in(tx: Transaction, case: Case, name: str) -> tuple[Person, str]:
    """Whom a name in the notes means, and what is doubtful about it ('' for nothing).

    It is somebody of this interview by full name, else by a part of it that only one has, else somebody new, who is
    part of the interview from then on.
    """
    from interview_tui.domain.shorthand import PersonLine

    ties = find(tx.reader, Involvement, interview_id=case.interview.id)
    people = [tx.get(Person, tie.person_id) for tie in ties]
    wanted = name.casefold()
    same = [p for p in people if p.name.casefold() == wanted]
    if same:
        there = {a.person_id for a in case.attendances}
        same.sort(key=lambda p: (p.id not in there, p.id))
        return same[0], f"two people are called {same[0].name}: {_told_apart(same[0])} was taken" if len(
            same
        ) > 1 else ""
    partly = [p for p in people if wanted in p.name.casefold().split()]
    if len(partly) == 1:
        return partly[0], ""
    doubt = f"{name} is new here"
    if partly:
        doubt += f": {' or '.join(p.name for p in partly)}?"
    elif near := nearest_name(name, [p.name for p in people]):
        doubt += f": did you mean {near}?"
    person = find_or_add(tx, PersonLine(name=name), company=case.interview.company)
    involve(tx, case.interview.id, person.id)
    return person, doubt


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """The name that is so like this one that it may be meant; None where none is."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        name, list(names), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=ALIKE
    )  # fmt: skip
    return found[0] if found else None


def _told_apart(person: Person) -> str:
    return f"{person.name} ({person.title or person.email or Ref('p', person.id)})"
