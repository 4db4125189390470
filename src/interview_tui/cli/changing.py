"""Commands that add an interview, move it through the steps, and settle what it owes: each is one service call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.completion import offer_days, offer_people
from interview_tui.cli.shared import Id, aside, at_option, complain, read_when, report, warn, with_program

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import When
    from interview_tui.domain.enums import Ref

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
    help="When you meet, with a time of day or a span: 10 Nov 10:00-11:30.",
)
@click.option(
    "--with",
    "people",
    multiple=True,
    shell_complete=offer_people,
    metavar="PERSON",
    help="Whom you meet: Name, Title <address> [part]. May be repeated.",
)
@with_program
def add_command(program: AppContext, company: str, role: str, meeting: When | None, people: tuple[str, ...]) -> None:
    """A new interview, at step 1.

    Prints its id, the meeting's day, time and zone, and the whole plan that follows from it.
    """
    change = program.interviews.add(company, role, meeting=meeting, people=people)
    report(change.words, change.refs)


@click.command("advance")
@interview
@click.option("--anyway", is_flag=True, help="Also when something is owed; the journal keeps what was skipped.")
@with_program
def advance_command(program: AppContext, ref: Ref, anyway: bool) -> None:
    """To the next step.

    The step follows the facts by itself; this says that you see it otherwise. When the present step still owes
    something, says what, and stays there.
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
def back_command(program: AppContext, ref: Ref) -> None:
    """To the step before."""
    report(program.interviews.back([ref.id]).words)


@click.command("done")
@follow_up
@click.option("--note", default="", metavar="TEXT", help="What is worth keeping of it.")
@click.option("--brings", default="", metavar="TEXT", help="What of value it brought them: news, a sample.")
@at_option("When it was done, if not now: yesterday, 2026-12-02 14:00.")
@with_program
def done_command(program: AppContext, ref: Ref, note: str, brings: str, at: When | None) -> None:
    """A follow-up was done, now or at an earlier time.

    One that is a contact with somebody is logged as a touch; one that came too soon is pointed out.
    """
    caution = program.persistence.before([ref.id]) if at is None else None
    report(program.follow_ups.done([ref.id], note=note, brings=brings, at=at).words)
    warn(program, caution)


@click.command("snooze")
@follow_up
@click.argument("when", nargs=-1, required=True, metavar="WHEN", callback=read_when, shell_complete=offer_days)
@with_program
def snooze_command(program: AppContext, ref: Ref, when: When) -> None:
    """A follow-up waits until then."""
    report(program.follow_ups.snooze([ref.id], when).words)


@click.command("skip")
@follow_up
@click.option("--why", default="", metavar="TEXT", help="The reason, for the record.")
@with_program
def skip_command(program: AppContext, ref: Ref, why: str) -> None:
    """A follow-up will not be done."""
    report(program.follow_ups.skip([ref.id], why=why).words)


@click.command("undo")
@click.argument("count", type=click.IntRange(min=1), default=1, metavar="[N]")
@with_program
def undo_command(program: AppContext, count: int) -> None:
    """Takes back the last change.

    Or the last N of them, also those of earlier runs.
    """
    report(program.history.undo(count).words)
