"""Meetings: booked, moved, prepared, and their notes."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aside, report, say, say_bytes, say_json
from interview_tui.cli.parameters import (
    WHEN,
    Id,
    Words,
    formats,
    read_input,
    with_people,
)
from interview_tui.data_classes import replace
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.text import clean, in_utf8
from interview_tui.store.queries import interview_of

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Ref


NOTES_LIMIT = 1_000_000
"""Bytes of notes at most: a meeting's fill a few thousand."""


@command()
@click.argument("ref", type=Id("i"), metavar="ID")
@click.argument("when", cls=Words, type=WHEN, required=False, metavar="[WHEN]")
@with_people
@click.option("--travel", metavar="TIME", help="How long the way there is, for example 40m or 1h20.")
@click.option("--move", type=Id("m"), metavar="MEETING", help="Move this meeting to WHEN, for example --move m5.")
@click.option("--cancel", type=Id("m"), metavar="MEETING", help="This meeting will not take place.")
@click.option("--missed", type=Id("m"), metavar="MEETING", help="This meeting should have taken place and did not.")
def meeting_command(
    app: AppContext,
    ref: Ref,
    when: When | None,
    people: tuple[str, ...],
    travel: str | None,
    move: Ref | None,
    cancel: Ref | None,
    missed: Ref | None,
) -> None:
    """Adds a further meeting of an interview; moves or cancels one.

    Prints the day, time and zone, and what follows from it. WHEN may be a span: 10 Nov 10:00-11:30. A meeting that
    is over is never moved: the new time makes a further meeting. After a cancelled one you ask for a new date.
    --travel without WHEN is the way to the next meeting; the calendar rings and the brief says when to leave.
    """
    from interview_tui.services.meetings import meeting_time, read_travel

    off = cancel or missed
    only_travel = travel is not None and when is None and off is None and move is None and not people
    if not only_travel and sum(given is not None for given in (when, cancel, missed)) != 1:
        raise click.UsageError("give one of WHEN, --cancel and --missed: meeting i12 next tue 14:00")
    if off is not None and (people or move is not None):
        raise click.UsageError("--move and --with need WHEN: meeting i12 next tue 14:00 --move m5")
    if off is not None and travel is not None:
        raise click.UsageError("--travel is the way to a meeting that takes place: leave it out")
    minutes = None if travel is None else read_travel(travel)
    if only_travel and minutes is not None:
        report(app.meetings.travel(app.meetings.next_of(ref.id), minutes).words)
        return
    for meeting in filter(None, (move, off)):
        _refuse_of_another(app, ref, meeting)
    if off is not None:
        report(app.meetings.cancel(off.id, missed=missed is not None).words)
        return
    time = meeting_time(when)
    if time is None:
        return
    time = replace(time, travel=minutes)
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
    from interview_tui.store.case import case_ahead

    page = brief_of(app, wanted.id)
    if form == "json":
        meeting = case_ahead(app.store.reader, wanted.id, app.clock()).meeting
        document = {"interview": wanted, "starts": meeting.starts, "ends": meeting.ends, **asdict(page)}
        say_json(document | {"facts": dict(page.facts)}, app.calendar)
    elif form == "md":
        say_bytes([clean(brief_as_markdown(page))])
    else:
        say(brief_as_text(page, _WIDTH))
