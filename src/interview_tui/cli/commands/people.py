"""People: their parts in interviews, and the contacts with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, Unpack

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aside, report, warn
from interview_tui.cli.parameters import (
    CHANNEL,
    DAY,
    LANGUAGE,
    PART,
    TONE,
    VOICE,
    Day,
    Id,
    OneOf,
    Somebody,
    at_option,
)
from interview_tui.domain.enums import Direction, Ref
from interview_tui.domain.errors import Refused

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Channel, Language, Part, Tone, Voice
    from interview_tui.domain.records import Person
    from interview_tui.domain.shorthand import PersonLine
    from interview_tui.store.journal import Change


class AddressOptions(TypedDict):
    """What the options say of a person; None where they say nothing."""

    address: str | None
    familiar: bool | None
    language: Language | None
    tone: Tone | None
    phone: str | None
    no_calls: bool | None
    knows_me_from: str | None
    stress: str | None


@command()
@click.argument("ref", type=Id("i"), metavar="INTERVIEW")
@click.argument("person", metavar="PERSON", type=Somebody(ids=True))
@click.option(
    "--part",
    type=PART,
    metavar="PART",
    help="What they are there: hiring-manager, interviewer, recruiter, agency, connection or reference.",
)
@click.option(
    "--takes-over",
    "before",
    type=Id("p"),
    metavar="ID",
    help="Who they take over from: what is open with that person moves to them.",
)
@click.option("--address", metavar="TEXT", help="How a greeting addresses them: Dana, Frau Dr. Keller, Mme Petit.")
@click.option(
    "--familiar/--not-familiar", default=None, help="Whether you are on first-name terms with them, as du or tu."
)
@click.option(
    "--lang",
    "language",
    type=LANGUAGE,
    metavar="LANG",
    help="What letters to them are written in: en-US, en-GB, de or fr.",
)
@click.option("--tone", type=TONE, metavar="TONE", help="How formal letters to them are: warm, plain or formal.")
@click.option("--phone", metavar="NUMBER", help="Their phone number.")
@click.option("--no-calls/--calls", default=None, help="Whether they asked not to be called.")
@click.option(
    "--knows-me",
    "knows_me_from",
    metavar="TEXT",
    help="How they know you, for the sheet of references: manager at Norden.",
)
@click.option(
    "--stress",
    metavar="TEXT",
    help="What you asked them to stress: in your words, nothing confidential of the employer.",
)
@click.option(
    "--favour",
    type=VOICE,
    metavar="WHAT",
    help="What a reference or connection did: asked, agreed, spoke, declined, named (to the employer), received, "
    "forwarded or thanked.",
)
def person_command(
    app: AppContext,
    ref: Ref,
    person: str,
    part: Part | None,
    before: Ref | None,
    favour: Voice | None,
    **said: Unpack[AddressOptions],
) -> None:
    """Adds a person to an interview, or changes one.

    PERSON is Name, Title <address> [part], all but the name optional. If that address or name is in the interview,
    the person is changed, otherwise added. An id (p7) changes that person. Without a part it is guessed from the
    title.
    """
    from interview_tui.domain.records import Involvement
    from interview_tui.store.case import load_case
    from interview_tui.store.journal import Change
    from interview_tui.store.records import find

    case = load_case(app.store.reader, ref.id, app.clock())
    known = _known(app, case, person)
    fields: Any = {name: value for name, value in said.items() if value is not None}
    if before is not None:
        change = app.people.take_over(ref.id, person if known is None else known.id, before.id, part, **fields)
    elif known is None:
        change = app.people.add(ref.id, person, part, **fields)
    elif favour is None or part is not None or fields or not _is_id(person):
        change = _changed(app, case, known, person, part, fields)
    else:
        change = Change("")
    if favour is None or change.entry is not None:
        report(change.words, [made for made in change.refs if made.letter == "p"])
    if favour is not None:
        person_id = known.id if known is not None else change.refs[0].id
        (tie,) = find(app.store.reader, Involvement, interview_id=ref.id, person_id=person_id)
        report(app.people.favour(tie.id, favour).words)


def _known(app: AppContext, case: Case, person: str) -> Person | None:
    """The person of the interview whom an id, an address or a name means; None for somebody new.

    Raises Refused for an id of somebody who is not in the interview, and for a name that two of its people have.
    """
    from interview_tui.domain.records import Person
    from interview_tui.store.records import get

    reader = app.store.reader
    people = [get(reader, Person, tie.person_id) for tie in case.involvements]
    if _is_id(person):
        found = get(reader, Person, int(person.strip()[1:]))
        if all(p.id != found.id for p in people):
            raise Refused(
                f"{found.name} is not in {case.name}: to add them, give the name, "
                f"for example person i{case.interview.id} '{_written(found)}'"
            )
        return found
    line = _read(person)
    email, name = line.email.casefold(), line.name.casefold()
    by_email = [p for p in people if email and p.email.casefold() == email]
    # A name with another address is somebody else of that name.
    by_name = [p for p in people if p.name.casefold() == name and not (email and p.email)]
    same = by_email or by_name
    if len(same) > 1:
        ids = " or ".join(str(Ref("p", p.id)) for p in same)
        raise Refused(f"{len(same)} people of {case.name} are called {same[0].name}: give {ids} instead of the name")
    return same[0] if same else None


def _is_id(text: str) -> bool:
    return re.fullmatch(r"[pP][1-9]\d{0,17}", text.strip(), re.ASCII) is not None


def _read(text: str) -> PersonLine:
    from interview_tui.services.introductions import read_person

    return read_person(text)


def _written(person: Person) -> str:
    """A person as they are typed."""
    from interview_tui.domain.shorthand import PersonLine, format_line

    return format_line(PersonLine(person.name, email=person.email)).removeprefix("@ ")


def _changed(
    app: AppContext, case: Case, person: Person, text: str, part: Part | None, fields: dict[str, Any]
) -> Change:
    """Changes what the text says of a person, their part, and these fields."""
    from interview_tui.domain.records import Involvement
    from interview_tui.services.introductions import part_named
    from interview_tui.store.records import find

    if not _is_id(text):
        line = _read(text)
        part = part or part_named(line)
        # An address alone is the name as well; a name in other letters is no new one.
        same = line.name.casefold() in (line.email.casefold(), person.name.casefold())
        named = {"name": "" if same else line.name, "title": line.title, "email": line.email}
        fields |= {name: value for name, value in named.items() if value}
    (tie,) = find(
        app.store.reader, Involvement, interview_id=case.interview.id, person_id=person.id
    )  # fmt: skip
    if part is not None:
        fields["part"] = part
    return app.people.edit(person, tie, **fields)


class _Automatic(NamedTuple):
    """An automatic reply, with the last day away that it names."""

    until: date | None


class AutomaticReply(Day):
    """The value of --auto, which may stand without a day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return _Automatic(super().convert(value, param, ctx) if value else None)


@command()
@click.argument("ref", type=Id("ip"), metavar="ID")
@click.argument("direction", type=OneOf(Direction), metavar="|".join(Direction))
@click.argument("channel", type=CHANNEL, metavar="CHANNEL")
@click.option("--note", default="", metavar="TEXT", help="What it was about.")
@click.option("--brings", default="", metavar="TEXT", help="What it gave them: news, a sample.")
@at_option("When it took place, if not now: yesterday 18:00, 2026-12-02 14:00.")
@click.option(
    "--auto",
    is_flag=False,
    flag_value="",
    type=AutomaticReply(),
    metavar="[UNTIL]",
    help="An automatic reply, which answers nothing; UNTIL is the last day away it names.",
)
@click.option("--answers", type=Id("cf"), metavar="ID", help="It settles this commitment (c9) or follow-up (f40).")
@click.option(
    "--reply-by",
    type=DAY,
    metavar="DAY",
    help="They expect an answer by this day.",
)
@click.option(
    "--interview",
    "about",
    type=Id("i"),
    metavar="ID",
    help="Which interview it is about, if the person is in several.",
)
def touch_command(
    app: AppContext,
    ref: Ref,
    direction: Direction,
    channel: Channel,
    note: str,
    brings: str,
    at: When | None,
    auto: _Automatic | None,
    answers: Ref | None,
    reply_by: date | None,
    about: Ref | None,
) -> None:
    """Logs a contact that took place, now or earlier.

    With an interview (i12) or a person (p7); in if they got in touch, out if you did. CHANNEL is email, phone,
    message, post or in-person.
    """
    from interview_tui.services.follow_ups import Contacted

    _refuse_contradictions(ref, direction, auto=auto, answers=answers, reply_by=reply_by, about=about)
    contact = Contacted(
        direction=direction,
        channel=channel,
        note=note,
        interview_id=about.id if about else None,
        brings=brings,
        at=at,
        automatic=auto is not None,
        until=auto.until if auto else None,
        answers=answers,
        reply_by=reply_by,
    )
    caution = None
    if direction is Direction.OUT and at is None:
        interview_id, person_id = (ref.id, None) if ref.letter == "i" else (about.id if about else None, ref.id)
        caution = app.persistence.before_contact(interview_id, person_id, channel)
    change = app.follow_ups.touch(ref, contact)
    report(change.words, [made for made in change.refs if made.letter == "t"])
    if ref.letter == "p" and about is None and len(app.follow_ups.running_with(ref.id)) > 1:
        aside(f"  --interview says which of them it was about: undo, then touch {ref} … --interview i12")
    warn(caution, app.today())


def _refuse_contradictions(
    ref: Ref, way: Direction, *, auto: _Automatic | None, answers: Ref | None, reply_by: date | None, about: Ref | None
) -> None:
    """Ends a `touch` whose options cannot be true together. Raises UsageError."""
    if about is not None and ref.letter == "i" and about.id != ref.id:
        raise click.UsageError(f"{ref} and --interview {about} are two interviews: give one of them")
    if auto is not None and answers is not None:
        raise click.UsageError("an automatic reply answers nothing: give --auto or --answers")
    if auto is not None and reply_by is not None:
        raise click.UsageError("an automatic reply waits for nothing: give --auto or --reply-by")
    if reply_by is not None and way is Direction.OUT:
        raise click.UsageError("--reply-by is the day by which they expect an answer: log the contact as in")
