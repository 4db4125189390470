"""Meetings: booked, moved, prepared, and their notes."""

from __future__ import annotations

import sys
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aside, report, say, say_bytes, say_json
from interview_tui.cli.parameters import (
    WHEN,
    Id,
    OneOf,
    Words,
    as_json,
    formats,
    read_input,
    with_people,
)
from interview_tui.domain.enums import Ref, Topic
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.text import clean, in_utf8
from interview_tui.store.queries import interview_of

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import When


NOTES_LIMIT = 1_000_000
"""Bytes of notes at most: a meeting's fill a few thousand."""


@command()
@click.argument("ref", type=Id("i"), metavar="ID")
@click.argument("when", cls=Words, type=WHEN, required=False, metavar="[WHEN]")
@with_people
@click.option("--move", type=Id("m"), metavar="MEETING", help="Move this meeting to WHEN, for example --move m5.")
@click.option("--cancel", type=Id("m"), metavar="MEETING", help="This meeting will not take place.")
@click.option("--missed", type=Id("m"), metavar="MEETING", help="This meeting should have taken place and did not.")
def meeting_command(
    app: AppContext,
    ref: Ref,
    when: When | None,
    people: tuple[str, ...],
    move: Ref | None,
    cancel: Ref | None,
    missed: Ref | None,
) -> None:
    """Adds a further meeting of an interview; moves or cancels one.

    Prints the day, time and zone, and what follows from it. WHEN may be a span: 10 Nov 10:00-11:30. A meeting that
    is over is never moved: the new time makes a further meeting. After a cancelled one you ask for a new date.
    """
    from interview_tui.services.meetings import meeting_time

    off = cancel or missed
    if sum(given is not None for given in (when, cancel, missed)) != 1:
        raise click.UsageError("give one of WHEN, --cancel and --missed: meeting i12 next tue 14:00")
    if off is not None and (people or move is not None):
        raise click.UsageError("--move and --with need WHEN: meeting i12 next tue 14:00 --move m5")
    for meeting in filter(None, (move, off)):
        _refuse_of_another(app, ref, meeting)
    if off is not None:
        report(app.meetings.cancel(off.id, missed=missed is not None).words)
        return
    time = meeting_time(when)
    if time is None:
        return
    if move is None:
        added = app.meetings.add(ref.id, time, people=people)
        report(added.words, added.refs)
        return
    moved = app.meetings.move(move.id, time, people=people)
    report(moved.words, moved.refs)


def _refuse_of_another(app: AppContext, ref: Ref, meeting: Ref) -> None:
    """Raises Refused for a meeting of another interview, NotFound for none at all."""

    whose = interview_of(app.store.reader, meeting.id).id
    if whose != ref.id:
        raise Refused(f"{meeting} belongs to i{whose}, not to {ref}: `show {ref}` lists its meetings")


@command()
@click.argument("ref", type=Id("im"), metavar="ID")
@click.argument("file", default="-", metavar="[FILE]", type=click.Path())
def capture_command(app: AppContext, ref: Ref, file: str) -> None:
    """Reads a meeting's notes in shorthand.

    From FILE or standard input, into a meeting (m5) or the current one of an interview (i12): the last one over
    without notes, else the last one over, else the next. If there are several, it says which.

    A line is one record: ? question, ! need, " quote, * story, + your promise, - their commitment, > question for
    next time, < question put to me, @ who was there, # title; (Name) at its end says whose. Indented lines belong
    to the line above. Days count from the meeting's.
    """

    if file == "-" and sys.stdin is not None and sys.stdin.isatty():
        aside("Notes, one per line; ctrl+d ends:")
    try:
        text = b"".join(in_utf8([read_input(file, limit=NOTES_LIMIT)])).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if file == "-" else file
        raise Unclear(f"{name} is not UTF-8 text: nothing was noted; convert it, for example with iconv") from error
    if ref.letter == "m":
        change = app.notes.capture(interview_of(app.store.reader, ref.id).id, text, meeting_id=ref.id)
    else:
        change = app.notes.capture(ref.id, text)
    report(change.words, change.refs)


_WIDTH = 80
"""Columns of the brief as text: it fits a terminal and a printed page."""

interview = click.argument("wanted", type=Id("i"), metavar="ID")


@command(reads=True)
@interview
@formats("text", "md", text="The format.")
def brief_command(app: AppContext, wanted: Ref, form: str) -> None:
    """The next meeting on one page.

    Who, when and where, what is known, what to ask, which stories to tell. To print it: brief i12 --format md.
    """
    from interview_tui.domain.brief import brief_as_markdown, brief_as_text
    from interview_tui.services.meetings import brief_of
    from interview_tui.store.case import load_case

    page = brief_of(app, wanted.id)
    if form == "json":
        meeting = load_case(app.store.reader, wanted.id, app.clock()).meeting
        document = {"interview": wanted, "starts": meeting.starts, "ends": meeting.ends, **asdict(page)}
        say_json(document | {"facts": dict(page.facts)}, app.calendar)
    elif form == "md":
        say_bytes([clean(brief_as_markdown(page))])
    else:
        say(brief_as_text(page, _WIDTH))


@command(reads=True)
@click.argument("wanted", type=Id("i"), metavar="[ID]", required=False)
@click.option("--topic", type=OneOf(Topic), help="Only the questions of one topic.")
@click.option(
    "--pick", "picked", type=click.IntRange(1), multiple=True, metavar="NUMBER", help="Pick one for the meeting of ID."
)
@as_json
def questions_command(
    app: AppContext, wanted: Ref | None, topic: Topic | None, picked: tuple[int, ...], as_json: bool
) -> None:
    """The bank of consultant's questions.

    Each has a number. With an ID, those in its current meeting are ticked; --pick adds one to it or removes it. Add
    your own in the dashboard.
    """
    from interview_tui.domain.question_bank import same_question
    from interview_tui.domain.records import ref
    from interview_tui.store.case import load_case

    entries = list(enumerate(app.questions.bank(), start=1))
    if picked:
        if wanted is None:
            raise click.UsageError("--pick needs an interview: write for example questions i12 --pick 3")
        for number in picked:
            if number > len(entries):
                raise click.BadParameter(f"the bank has {len(entries)} questions, but no number {number}")
        for number in picked:
            entry = entries[number - 1][1]
            words = app.questions.pick(wanted.id, entry.text, entry.topic).words
            if not as_json:
                report(words)
        if not as_json:
            return
    asked = []
    if wanted is not None:
        asked = [q.text for q in load_case(app.store.reader, wanted.id, app.clock()).questions]
    rows = [
        {
            "number": number,
            "id": None if entry.own is None else ref(entry.own),
            "topic": entry.topic,
            "text": entry.text,
            "picked": any(same_question(entry.text, text) for text in asked),
        }
        for number, entry in entries
        if topic is None or entry.topic == topic
    ]
    if as_json:
        say_json(rows, app.calendar)
        return
    for place, (name, group) in enumerate(groupby(rows, key=lambda item: item["topic"])):
        say(f"\n{name}" if place else f"{name}", bold=True)
        for item in group:
            own = " (yours)" if item["id"] else ""
            say(f"{item['number']:>3} {'✓' if item['picked'] else ' '} {item['text']}{own}")
