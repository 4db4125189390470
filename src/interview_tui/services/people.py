"""People: found by what is known of them, or added; their parts in interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Attendance, Involvement, Part, Person
from interview_tui.domain.shorthand import PersonLine, parse_line
from interview_tui.store.reading import some

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.store.transaction import Transaction


def read_person(text: str) -> PersonLine:
    """`Dana Ruiz, VP Operations <dana@acme.example>`, in parts. Raises Unclear for an empty name."""
    line = parse_line(f"@ {text}", _no_date)
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
        named = some(tx.reader, Person, "name = ? COLLATE NOCASE AND company = ? COLLATE NOCASE", line.name, company)
        found = tuple(p for p in named if not email or not p.email)
    if not found:
        name = line.name or line.email
        return tx.add(Person(name=name, title=line.title, email=email, company=company))
    person = found[0]
    return tx.change(person, email=person.email or email, title=line.title or person.title)


def involve(tx: Transaction, interview_id: int, person_id: int, part: Part = Part.INTERVIEWER) -> Involvement:
    """The person's part in an interview, added when there is none."""
    found = some(tx.reader, Involvement, "interview_id = ? AND person_id = ?", interview_id, person_id)
    return found[0] if found else tx.add(Involvement(interview_id=interview_id, person_id=person_id, part=part))


def attend(tx: Transaction, meeting_id: int, person_id: int, *, present: bool | None) -> Attendance:
    """The person's place in a meeting, added when there is none; `present` is only ever made surer."""
    all_there = some(tx.reader, Attendance, "meeting_id = ?", meeting_id)
    for attendance in all_there:
        if attendance.person_id == person_id:
            return attendance if present is None else tx.change(attendance, present=present)
    position = max((a.position for a in all_there), default=0) + 1
    return tx.add(Attendance(meeting_id=meeting_id, person_id=person_id, position=position, present=present))


def named_in(tx: Transaction, case: Case, name: str) -> Person:
    """Whom a name in the notes means: somebody of this interview by full name, else by a part of it that only one
    has, else somebody new who is from then on part of it.
    """
    ties = some(tx.reader, Involvement, "interview_id = ?", case.interview.id)
    people = [tx.get(Person, tie.person_id) for tie in ties]
    wanted = name.casefold()
    for person in people:
        if person.name.casefold() == wanted:
            return person
    partly = [p for p in people if wanted in p.name.casefold().split()]
    if len(partly) == 1:
        return partly[0]
    person = find_or_add(tx, PersonLine(name=name), company=case.interview.company)
    involve(tx, case.interview.id, person.id)
    return person
