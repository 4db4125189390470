"""Commands that change one thing: each is one service call, and says what it did."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from interview_tui.cli.shared import (
    aside,
    complain,
    read_channel,
    read_input,
    read_ref,
    read_when,
    report,
    with_program,
)
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Direction, Outcome

if TYPE_CHECKING:
    from interview_tui.domain.dates import When
    from interview_tui.domain.records import Channel, Ref
    from interview_tui.wiring import Program

NOTES_LIMIT = 1_000_000
"""Bytes of notes at most: a meeting's fill a few thousand."""

interview = click.argument("ref", callback=read_ref("i"), metavar="ID")
follow_up = click.argument("ref", callback=read_ref("f"), metavar="ID")


@click.command("add")
@click.argument("company")
@click.argument("role")
@click.option("--meeting", callback=read_when, metavar="WHEN", help="When you meet, with a time of day.")
@click.option(
    "--with", "people", multiple=True, metavar="PERSON", help="Whom you meet: Name, Title <address>. May be repeated."
)
@with_program
def add_command(program: Program, company: str, role: str, meeting: When | None, people: tuple[str, ...]) -> None:
    """A new interview, at step 1.

    Prints its id, and what was planned for it.
    """
    change = program.interviews.add(company, role, meeting=meeting, people=people)
    report(change.words, change.refs)


@click.command("advance")
@interview
@click.option("--anyway", is_flag=True, help="Also when something is owed; the journal keeps what was skipped.")
@with_program
def advance_command(program: Program, ref: Ref, anyway: bool) -> None:
    """To the next step.

    When the present step owes something yet, says what, and stays there.
    """
    from interview_tui.services.interviews import StillOwed

    try:
        report(program.interviews.advance([ref.id], anyway=anyway).words)
    except StillOwed as owed:
        complain(str(owed))
        for item in owed.items:
            aside(f"  {item.text}")
        click.get_current_context().exit(owed.exit_code)


@click.command("back")
@interview
@with_program
def back_command(program: Program, ref: Ref) -> None:
    """To the step before."""
    report(program.interviews.back([ref.id]).words)


@click.command("outcome")
@interview
@click.argument("outcome", type=click.Choice([str(o) for o in Outcome]), metavar="|".join(Outcome))
@with_program
def outcome_command(program: Program, ref: Ref, outcome: str) -> None:
    """How it ended; or invited back, to the next round."""
    report(program.interviews.outcome([ref.id], Outcome(outcome)).words)


@click.command("done")
@follow_up
@click.option("--note", default="", metavar="TEXT", help="What is worth keeping of it.")
@with_program
def done_command(program: Program, ref: Ref, note: str) -> None:
    """A follow-up was done now.

    One that is a contact with somebody is logged as a touch.
    """
    report(program.follow_ups.done([ref.id], note=note).words)


@click.command("snooze")
@follow_up
@click.argument("when", nargs=-1, required=True, metavar="WHEN", callback=read_when)
@with_program
def snooze_command(program: Program, ref: Ref, when: When) -> None:
    """A follow-up waits until then."""
    report(program.follow_ups.snooze([ref.id], when).words)


@click.command("skip")
@follow_up
@click.option("--why", default="", metavar="TEXT", help="The reason, for the record.")
@with_program
def skip_command(program: Program, ref: Ref, why: str) -> None:
    """A follow-up will not be done."""
    report(program.follow_ups.skip([ref.id], why=why).words)


@click.command("touch")
@click.argument("ref", callback=read_ref("ip"), metavar="ID")
@click.argument("direction", type=click.Choice([str(d) for d in Direction]), metavar="|".join(Direction))
@click.argument("channel", callback=read_channel, metavar="CHANNEL")
@click.option("--note", default="", metavar="TEXT", help="What it was about.")
@with_program
def touch_command(program: Program, ref: Ref, direction: str, channel: Channel, note: str) -> None:
    """Logs a contact that took place now.

    With an interview (i12) or a person (p7); in when they got in touch, out when you did.
    CHANNEL is email, phone, post or in-person.
    """
    change = program.follow_ups.touch(ref, Direction(direction), channel, note=note)
    report(change.words, [made for made in change.refs if made.letter == "t"])


@click.command("capture")
@click.argument("ref", callback=read_ref("i"), metavar="INTERVIEW")
@click.argument("file", default="-", metavar="[FILE]", type=click.Path())
@with_program
def capture_command(program: Program, ref: Ref, file: str) -> None:
    """Reads a meeting's notes in shorthand.

    From FILE or standard input, into the current meeting of the interview.

    A line is one record: ? question, ! need, " quote, * story, + my promise, - their commitment, > question kept,
    @ who was there, # title; (Name) at its end says whose. Indented lines belong to the line above.
    """
    if file == "-" and sys.stdin is not None and sys.stdin.isatty():
        aside("Notes, one record a line; ctrl+d ends them:")
    try:
        text = read_input(file, limit=NOTES_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if file == "-" else file
        raise Unclear(f"{name} is not UTF-8 text: nothing was noted; convert it, for example with iconv") from error
    change = program.notes.capture(ref.id, text)
    report(change.words, change.refs)


@click.command("undo")
@click.argument("count", type=click.IntRange(min=1), default=1, metavar="[N]")
@with_program
def undo_command(program: Program, count: int) -> None:
    """Takes back the last change.

    Or the last N of them, also those of earlier runs.
    """
    report(program.history.undo(count).words)
