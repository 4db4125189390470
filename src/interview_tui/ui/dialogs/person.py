"""The form of a person: who they are, and what they are in an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_tui.domain.employer_history import people_there
from interview_tui.domain.enums import Part
from interview_tui.domain.records import Interview
from interview_tui.domain.shorthand import PersonLine, format_line
from interview_tui.store.case import earlier_at_employer
from interview_tui.store.people import of_interview
from interview_tui.store.records import get
from interview_tui.ui.dialogs.form import (
    Field,
    Form,
    changed,
    letter_fields,
    name_like,
    read_letter_fields,
    read_yes_no,
    yes_no_field,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.app_context import AppContext
    from interview_tui.domain.records import Person
    from interview_tui.store.journal import Change
    from interview_tui.store.people import PersonRow

BY_TITLE = "as the title says"
AS_THE_INTERVIEW = "as in the interview"
_NOBODY = "nobody"


def add_form(
    program: AppContext, interview_id: int, done: Callable[[Change], None], *, part: Part | None = None
) -> Form:
    """Somebody more in an interview, who is most often a `part`."""
    people = _people(program, interview_id)

    def submit(values: dict[str, str]) -> None:
        known = _known(values, people)
        text, part, before = known.pop("name"), known.pop("part"), known.pop("before", None)
        more = {name: value for name, value in known.items() if value}
        if before is None:
            done(program.people.add(interview_id, text, part, **more))
        else:
            done(program.people.take_over(interview_id, text, before, part, **more))

    fields = (
        Field(
            "name",
            "Name",
            placeholder="Dana Ruiz, VP Operations <dana@acme.example>",
            offers=_known_there(program, interview_id, people),
        ),
        Field("part", "Part", part or BY_TITLE, choices=(BY_TITLE, *Part)),
        _before(people),
        _knows("", people),
        Field("company", "Company", placeholder="their own company, if it is another"),
        Field("phone", "Phone"),
        *_flags(sensitive=False, do_not_ask=False),
        *_addressed(None),
        Field("note", "Note"),
    )
    return Form("Add a person", fields, submit)


def edit_form(program: AppContext, row: PersonRow, done: Callable[[Change], None]) -> Form:
    """Somebody who is there; what they are in the interview, too, where the list is of one."""
    person, tie = row.person, row.tie
    people = _people(program, tie.interview_id) if tie else {}
    people.pop(person.name, None)
    knows = next((name for name, i in people.items() if tie and i == tie.knows_id), "")
    fields = [
        Field("name", "Name", person.name),
        Field("title", "Title", person.title),
        Field("company", "Company", person.company),
        Field("email", "Email", person.email),
        Field("phone", "Phone", person.phone),
        Field("link", "Link", person.link),
    ]
    if tie is not None:
        fields += [
            Field("part", "Part", tie.part, choices=tuple(Part)),
            _before(people),
            _knows(knows, people),
            *_flags(sensitive=tie.sensitive, do_not_ask=tie.do_not_ask),
        ]
    fields += [
        *_addressed(person),
        yes_no_field("no_calls", "No calls", value=person.no_calls),
        Field("knows_me_from", "Knows you", person.knows_me_from, placeholder="manager at Norden, 2021 to 2024"),
        Field("note", "Note", person.note.replace("\n", " ")),
    ]

    def submit(values: dict[str, str]) -> None:
        known = _known(changed(fields, values), people)
        takes_over = known.pop("before", None)
        if known:
            done(program.people.edit(person, tie, **known))
        if takes_over is not None and tie is not None:
            text = format_line(PersonLine(values["name"], values["title"], values["email"]))
            done(program.people.take_over(tie.interview_id, text.removeprefix("@ "), takes_over, tie.part))

    return Form(f"Edit {person.name}", fields, submit)


def _known_there(program: AppContext, interview_id: int, people: dict[str, int]) -> tuple[str, ...]:
    """The employer's people of earlier interviews there, as they are written."""
    reader = program.store.reader
    earlier = earlier_at_employer(reader, get(reader, Interview, interview_id), program.clock())
    there = (person for person, _ in people_there(earlier) if person.id not in people.values())
    return tuple(format_line(PersonLine(p.name, p.title, p.email)).removeprefix("@ ") for p in there)


def _before(people: dict[str, int]) -> Field:
    """From whom somebody takes over: what is open to that one is then theirs."""
    return Field("before", "Replaces", _NOBODY, choices=(_NOBODY, *people))


def _knows(name: str, people: dict[str, int]) -> Field:
    """Whom somebody outside can put in a word with."""
    return Field(
        "knows_id",
        "Knows",
        name,
        placeholder=_names(people),
        check=lambda text: _found(text, people),
        offers=tuple(people),
        help="who hears their good word",
    )


def _flags(*, sensitive: bool, do_not_ask: bool) -> tuple[Field, ...]:
    return (
        yes_no_field("sensitive", "Sensitive", "to be asked with care", value=sensitive),
        yes_no_field("do_not_ask", "Don't ask", "never ask them for a good word", value=do_not_ask),
    )


def _addressed(person: Person | None) -> tuple[Field, ...]:
    """How letters address them, and in which words."""
    address, familiar = (person.address, person.familiar) if person is not None else ("", False)
    return (
        Field("address", "Form of address", address, placeholder="as a greeting has it: Dana, Frau Dr. Keller"),
        yes_no_field("familiar", "First names", "on first-name terms (du, tu)", value=familiar),
        *letter_fields(person, AS_THE_INTERVIEW),
    )


def _known(values: dict[str, str], people: dict[str, int]) -> dict[str, Any]:
    known: dict[str, Any] = dict(values)
    if "part" in known:
        known["part"] = None if values["part"] == BY_TITLE else Part(values["part"])
    if "before" in known:
        known["before"] = people.get(values["before"])
    if "knows_id" in known:
        known["knows_id"] = people[_found(values["knows_id"], people)] if values["knows_id"] else None
    read_letter_fields(known)
    for name in ("sensitive", "do_not_ask", "no_calls", "familiar"):
        if name in known:
            known[name] = bool(read_yes_no(values[name]))
    return known


def _people(program: AppContext, interview_id: int) -> dict[str, int]:
    return {row.person.name: row.person.id for row in of_interview(program.store.reader, interview_id)}


def _names(people: dict[str, int]) -> str:
    return ", ".join(people) or "someone there"


def _found(text: str, people: dict[str, int]) -> str:
    return name_like(text, people, "leave it empty for anyone at the company")
