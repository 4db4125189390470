"""Commands that change one thing: each is one service call, and says what it did."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from interview_tui.cli.completion import offer_channels, offer_days, offer_people
from interview_tui.cli.shared import (
    Id,
    aside,
    complain,
    read_channel,
    read_input,
    read_when,
    report,
    with_program,
)
from interview_tui.domain.dates import day_words
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Direction, Outcome

if TYPE_CHECKING:
    from interview_tui.domain.dates import When
    from interview_tui.domain.pest import Caution
    from interview_tui.domain.records import Channel, Ref
    from interview_tui.wiring import Program

NOTES_LIMIT = 1_000_000
"""Bytes of notes at most: a meeting's fill a few thousand."""

interview = click.argument("ref", type=Id("i"), metavar="ID")
follow_up = click.argument("ref", type=Id("f"), metavar="ID")


@click.command("add")
@click.argument("company")
@click.argument("role")
@click.option(
    "--meeting",
    callback=read_when,
    shell_complete=offer_days,
    metavar="WHEN",
    help="When you meet, with a time of day.",
)
@click.option(
    "--with",
    "people",
    multiple=True,
    shell_complete=offer_people,
    metavar="PERSON",
    help="Whom you meet: Name, Title <address>. May be repeated.",
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
@click.option("--lesson", default="", metavar="TEXT", help="What I learn from it, in a line.")
@click.option(
    "--stay-in-touch/--no-stay-in-touch",
    "in_touch",
    default=None,
    help="After a rejection, or when it has gone quiet: four times a year.",
)
@click.option("--watch", is_flag=True, help="After a rejection: the weeks in which new hires leave.")
@click.option(
    "--decision", type=click.Choice(["accept", "decline"]), help="What you say to the offer, also to one of before."
)
@with_program
def outcome_command(
    program: Program,
    ref: Ref,
    outcome: str,
    lesson: str,
    in_touch: bool | None,
    watch: bool,
    decision: str | None,
) -> None:
    """How it ended; or invited back, to the next round.

    The letter that it asks for is drafted: `letter` shows it.
    """
    change = program.interviews.outcome(
        [ref.id],
        Outcome(outcome),
        lesson=lesson,
        in_touch=in_touch,
        watch=watch,
        accepted=None if decision is None else decision == "accept",
    )
    report(change.words)


@click.command("done")
@follow_up
@click.option("--note", default="", metavar="TEXT", help="What is worth keeping of it.")
@click.option("--brings", default="", metavar="TEXT", help="What of value it brought them: news, a sample.")
@with_program
def done_command(program: Program, ref: Ref, note: str, brings: str) -> None:
    """A follow-up was done now.

    One that is a contact with somebody is logged as a touch; one that came too soon is pointed out.
    """
    caution = program.persistence.before([ref.id])
    report(program.follow_ups.done([ref.id], note=note, brings=brings).words)
    _warn(program, caution)


def _warn(program: Program, caution: Caution | None) -> None:
    """It has taken place already: what speaks against it is for the next time."""
    if caution is not None:
        day = caution.good_day
        today = program.house.today()
        aside(f"  {caution.why}" + (f"; {day_words(day, today=today)} is a better day" if day and day > today else ""))


@click.command("snooze")
@follow_up
@click.argument("when", nargs=-1, required=True, metavar="WHEN", callback=read_when, shell_complete=offer_days)
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
@click.argument("ref", type=Id("ip"), metavar="ID")
@click.argument("direction", type=click.Choice([str(d) for d in Direction]), metavar="|".join(Direction))
@click.argument("channel", callback=read_channel, shell_complete=offer_channels, metavar="CHANNEL")
@click.option("--note", default="", metavar="TEXT", help="What it was about.")
@click.option("--brings", default="", metavar="TEXT", help="What of value it brought them: news, a sample.")
@with_program
def touch_command(program: Program, ref: Ref, direction: str, channel: Channel, note: str, brings: str) -> None:
    """Logs a contact that took place now.

    With an interview (i12) or a person (p7); in when they got in touch, out when you did.
    CHANNEL is email, phone, post or in-person.
    """
    caution = None
    if Direction(direction) is Direction.OUT:
        interview_id, person_id = (ref.id, None) if ref.letter == "i" else (None, ref.id)
        caution = program.persistence.before_contact(interview_id, person_id, channel)
    change = program.follow_ups.touch(ref, Direction(direction), channel, note=note, brings=brings)
    report(change.words, [made for made in change.refs if made.letter == "t"])
    _warn(program, caution)


@click.command("capture")
@click.argument("ref", type=Id("i"), metavar="INTERVIEW")
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
