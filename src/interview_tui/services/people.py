"""People: found by what is known of them, or added; their parts in interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Part, Ref
from interview_tui.domain.errors import Unclear
from interview_tui.domain.facts import part_by_title
from interview_tui.domain.records import Attendance, Interview, Involvement, Person, Round
from interview_tui.domain.shorthand import PersonLine, parse_line
from interview_tui.domain.text import clean, shorten
from interview_tui.store.identity import plain_company
from interview_tui.store.reading import some

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Meeting
    from interview_tui.store.transaction import Transaction


def read_person(text: str) -> PersonLine:
    """`Dana Ruiz, VP Operations <dana@acme.example>`, in parts. Raises Unclear for an empty name, or several lines."""
    said = clean(text).strip()
    if "\n" in said:
        raise Unclear(f"“{shorten(said, 60)}” has several lines: one person is one line, so name each by itself")
    line = parse_line(f"@ {said}", _no_date)
    if not isinstance(line, PersonLine) or not (line.name or line.email):
        raise Unclear("a person needs a name: write for example Dana Ruiz, VP Operations <dana@acme.example>")
    return line


def _no_date(text: str) -> date:
    raise Unclear(text)


def find_or_add(tx: Transaction, line: PersonLine, *, company: str) -> Person:
    """The person with that e-mail address, else with that name at that company, else a new one."""
    email = line.email.casefold()
    found: tuple[Person, ...] = ()
    if email:
        found = some(tx.reader, Person, "email = ?", email)
    if not found and line.name:
        named = some(tx.reader, Person, "name = ? COLLATE NOCASE", line.name)
        there = (p for p in named if plain_company(p.company) == plain_company(company))
        found = tuple(p for p in there if not email or not p.email)
    if not found:
        name = line.name or line.email
        return tx.add(Person(name=name, title=line.title, email=email, company=company))
    person = found[0]
    return tx.change(person, email=person.email or email, title=line.title or person.title)


def involve(tx: Transaction, interview_id: int, person_id: int, part: Part | None = None) -> Involvement:
    """The person's part in an interview, added when there is none; without one it is guessed by their title.

    A part that was only guessed gives way to one that is named.
    """
    found = some(tx.reader, Involvement, "interview_id = ? AND person_id = ?", interview_id, person_id)
    if found:
        return tx.change(found[0], part=part) if part is not None else found[0]
    guessed = part or part_by_title(tx.get(Person, person_id).title)
    return tx.add(Involvement(interview_id=interview_id, person_id=person_id, part=guessed, entered=tx.now))


def part_named(line: PersonLine) -> Part | None:
    """The part that is written behind a person; None where none is."""
    return Part(line.part) if line.part else None


def invite(tx: Transaction, meeting: Meeting, text: str) -> Person:
    """Somebody who is to be met, as `Name, Title <email> [part]`. Raises Unclear."""
    interview = tx.get(Interview, tx.get(Round, meeting.round_id).interview_id)
    line = read_person(text)
    person = find_or_add(tx, line, company=interview.company)
    involve(tx, interview.id, person.id, part_named(line))
    attend(tx, meeting.id, person.id, present=False if line.absent else None)
    return person


def attend(tx: Transaction, meeting_id: int, person_id: int, *, present: bool | None) -> Attendance:
    """The person's place in a meeting, added when there is none; `present` is only ever made surer."""
    all_there = some(tx.reader, Attendance, "meeting_id = ?", meeting_id)
    for attendance in all_there:
        if attendance.person_id == person_id:
            return attendance if present is None else tx.change(attendance, present=present)
    position = max((a.position for a in all_there), default=0) + 1
    return tx.add(
        Attendance(meeting_id=meeting_id, person_id=person_id, position=position, present=present, entered=tx.now)
    )


ALIKE = 84
"""From this likeness on (0 to 100) two names may be one that was misspelt."""


def named_in(tx: Transaction, case: Case, name: str) -> tuple[Person, str]:
    """Whom a name in the notes means: somebody of this interview by full name, else by a part of it that only one
    has, else somebody new who is from then on part of it. With it what is doubtful about it, '' for nothing.
    """
    ties = some(tx.reader, Involvement, "interview_id = ?", case.interview.id)
    people = [tx.get(Person, tie.person_id) for tie in ties]
    wanted = name.casefold()
    same = [p for p in people if p.name.casefold() == wanted]
    if same:
        there = {a.person_id for a in case.attendances}
        same.sort(key=lambda p: (p.id not in there, p.id))
        return same[0], f"two are called {same[0].name}: {_told_apart(same[0])} is meant" if len(same) > 1 else ""
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
