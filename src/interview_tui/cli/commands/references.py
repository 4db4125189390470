"""References: the sheet for an employer, and your own view of who spoke for you where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, aside, say, say_bytes, say_json
from interview_tui.cli.parameters import LANGUAGE, Id, formats
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import ref
from interview_tui.domain.text import clean, clean_line
from interview_tui.wording import reference_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Language, Ref
    from interview_tui.domain.records import Person
    from interview_tui.domain.references import Reference, ReferenceUse

USE_LIMITS = (8, 60)
_LEFT_OUT_SAID = 3
"""So many at most are named where nobody is on the sheet."""


@command(reads=True)
@click.argument("wanted", type=Id("i"), metavar="[ID]", required=False)
@click.option(
    "--lang",
    "language",
    type=LANGUAGE,
    metavar="LANG",
    help="What the sheet is written in: en-US, en-GB, de or fr; otherwise as the interview's letters.",
)
@formats("text", "md", "html", "json", text="text and json are for you; md and html are the sheet to send.")
def references_command(app: AppContext, wanted: Ref | None, language: Language | None, form: str) -> None:
    """Who speaks for you, and the sheet of references to send.

    With an ID, those of that interview. The sheet (--format md or html) has the references who agreed, spoke or were
    named, and nothing else of yours; who was left out, and why, goes to standard error. As text and JSON it is for
    you alone: how often each was asked or named, where, and what you asked them to stress.
    """
    from interview_tui.domain.records import Interview
    from interview_tui.store.people import references
    from interview_tui.store.records import get

    reader = app.store.reader
    interview = get(reader, Interview, wanted.id) if wanted else None
    everybody = references(reader)
    here = everybody if wanted is None else references(reader, wanted.id)
    if form == "json":
        across = {reference.person.id: reference for reference in everybody}
        say_json([_item(one, across[one.person.id], app) for one in here], app.calendar)
    elif form == "text":
        if not here:
            of = f"{ref(interview)} has no" if interview else "No"
            add = f"interview-tui person {ref(interview) if interview else 'i12'} 'Name <address>' --part reference"
            say(f"{of} references or connections yet: {add} adds one.")
        across = {reference.person.id: reference for reference in everybody}
        for line in _lines(here, across, app):
            say(line)
    else:
        language = language or (interview.language if interview else None) or app.language
        _say_sheet(app, here, language, form, wanted)


def _say_sheet(app: AppContext, here: Sequence[Reference], language: Language, form: str, wanted: Ref | None) -> None:
    """The sheet, and on standard error who is not on it. Raises Refused where nobody is."""
    from interview_tui.domain.references import reference_sheet
    from interview_tui.letters.reference_page import SheetHead, sheet_as_html, sheet_as_markdown

    sheet = reference_sheet(here)
    if not sheet.people:
        where = f"{wanted} has" if wanted else "there is"
        agreed = next((ref(one.person) for one in sheet.left_out), "p7")
        others = "; ".join(f"{one.person.name}: {one.why}" for one in sheet.left_out[:_LEFT_OUT_SAID])
        raise Refused(
            f"{where} no reference who agreed{f' ({others})' if others else ''}: "
            f"interview-tui person {wanted or 'i12'} {agreed} --favour agreed says that one did"
        )
    for one in sheet.left_out:
        aside(clean_line(f"left out: {one.person.name}: {one.why}"))
    for person in sheet.people:
        if missing := _missing(person):
            aside(clean_line(f"{ref(person)} {person.name}: {missing}"))
    head = SheetHead(app.settings.sender, language)
    text = sheet_as_html(sheet.people, head) if form == "html" else sheet_as_markdown(sheet.people, head)
    say_bytes([clean(text)])


def _missing(person: Person) -> str:
    """What the sheet lacks of somebody on it."""
    if not person.email and (person.no_calls or not person.phone):
        return "no way to reach them on the sheet: add an email address"
    return "" if person.knows_me_from else "how they know you is missing: person … --knows-me TEXT"


def _lines(here: Sequence[Reference], across: dict[int, Reference], app: AppContext) -> Iterator[str]:
    today, now = app.today(), app.clock()
    for reference in here:
        person = reference.person
        about = ", ".join(filter(None, (person.name, person.title, person.company)))
        yield clean_line(f"{ref(person)}  {about} · {across[person.id].words(now)}")
        rows = (_row(use, today, app) for use in reference.uses)
        yield from aligned(rows, USE_LIMITS, indent="  ")


def _row(use: ReferenceUse, today: date, app: AppContext) -> tuple[str, ...]:
    words = [str(use.tie.part), *reference_words(use.tie, app.calendar, today)]
    outcome = f"interview: {use.interview.outcome}" if use.interview.outcome else ""
    waits = f"waits: {use.waits_for}" if use.waits_for else ""
    return str(ref(use.interview)), use.name, " · ".join(filter(None, (waits, *words, outcome)))


def _item(here: Reference, across: Reference, app: AppContext) -> dict[str, object]:
    """A person with the counts over all interviews, and the interviews that were asked for."""
    from interview_tui.domain.references import RECENT_DAYS, reference_sheet

    person, sheet = here.person, reference_sheet([here])
    return {
        "id": ref(person),
        "name": person.name,
        "title": person.title,
        "company": person.company,
        "email": person.email,
        "phone": person.phone,
        "no_calls": person.no_calls,
        "knows_me_from": person.knows_me_from,
        "on_sheet": bool(sheet.people),
        "left_out": next((one.why for one in sheet.left_out), None),
        "times": across.times,
        f"times_in_{RECENT_DAYS}_days": across.times_lately(app.clock()),
        "interviews": [_use_item(use) for use in here.uses],
    }


def _use_item(use: ReferenceUse) -> dict[str, object]:
    tie = use.tie
    return {
        "id": ref(use.interview),
        "company": use.interview.company,
        "role": use.interview.role,
        "outcome": use.interview.outcome,
        "part": tie.part,
        "favour": tie.favour,
        "asked": tie.asked,
        "spoke": tie.spoke,
        "received": tie.received,
        "forwarded": tie.forwarded,
        "named": tie.named,
        "thanked": tie.thanked,
        "stress": tie.stress,
        "sensitive": tie.sensitive,
        "do_not_ask": tie.do_not_ask,
        "waits_for": use.waits_for or None,
    }
