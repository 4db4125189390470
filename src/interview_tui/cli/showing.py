"""Commands that show many records at once: due, list, log, paths."""

from __future__ import annotations

from datetime import date, time
from itertools import groupby
from typing import TYPE_CHECKING

import click

from interview_tui.cli.due_list import USUAL_DAYS, say_due
from interview_tui.cli.shared import Id, as_json, say, say_json, with_program
from interview_tui.cli.tables import aligned
from interview_tui.domain.dates import due_words
from interview_tui.domain.enums import Ref, Step
from interview_tui.domain.errors import NotFound
from interview_tui.domain.steps import title
from interview_tui.store.pipeline import Pipeline
from interview_tui.ui.text import OUTCOME_SIGNS, company_role

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import Calendar
    from interview_tui.store.pipeline import InterviewRow

DAY_ENDS = time(23, 59, 59)
"""Until when something may be done that is due on a whole day."""
DUE_LIMITS = (8, 14, 48, 24, 44)
"""Screen cells at most for id, when, what, whom, and company · role."""
LIST_LIMITS = (8, 60, 12)


@click.command("due")
@click.option(
    "--days",
    type=click.IntRange(0, 36_500),
    default=USUAL_DAYS,
    metavar="N",
    show_default=True,
    help="How far ahead to look.",
)
@as_json
@with_program
def due_command(program: AppContext, days: int, as_json: bool) -> None:
    """What is overdue, due today and due next.

    The follow-up queue: what, when, to whom, and why now.
    """
    say_due(program.settings, program.store, days=days, as_json=as_json)


@click.command("list")
@click.option("--step", type=click.IntRange(1, 10), metavar="N", help="Only the interviews at this step.")
@as_json
@with_program
def list_command(program: AppContext, step: int | None, as_json: bool) -> None:
    """The interviews by their steps.

    Each with its round or outcome, and when something is due next.
    """
    today = program.today()
    at = None if step is None else Step(step)
    pipeline = Pipeline(program.store, program.clock(), step=at, cadences=program.settings.cadences)
    rows = pipeline.interviews()
    calendar = program.settings.calendar
    if as_json:
        say_json([_list_item(row, calendar) for row in rows], calendar)
        return
    if not rows:
        say("No interviews." if step is None else f"No interviews at step {title(Step(step))}.")
        return
    lines = aligned((_list_row(row, today) for row in rows), LIST_LIMITS)
    for number, (at, group) in enumerate(groupby(zip(rows, lines, strict=True), key=lambda pair: pair[0].step)):
        say(f"\n{title(at)}" if number else title(at), bold=True)
        for _, line in group:
            say(line)


def _list_row(row: InterviewRow, today: date) -> tuple[str, ...]:
    day, clock = _next(row)
    upcoming = "nothing planned" if row.unplanned else ""
    if day is not None:
        upcoming = f"next: {due_words(day, today=today, clock=clock)}"
    state = OUTCOME_SIGNS[row.outcome] if row.outcome else f"round {row.round}"
    return str(row.key), company_role(row.company, row.role), state, upcoming


def _list_item(row: InterviewRow, calendar: Calendar) -> dict[str, object]:
    day, clock = _next(row)
    return {
        "id": row.key,
        "company": row.company,
        "role": row.role,
        "step": int(row.step),
        "round": row.round,
        "outcome": row.outcome,
        "silent_days": row.silent_days,
        "unplanned": row.unplanned,
        "next_due": None if day is None else calendar.instant(day, clock or DAY_ENDS),
    }


def _next(row: InterviewRow) -> tuple[date | None, time | None]:
    """The user's day of the next follow-up, and their clock when it is due at a time."""
    if row.next_due is None:
        return None, None
    day, _, clock = row.next_due.partition("T")
    return date.fromisoformat(day), None if clock == "24:00" else time.fromisoformat(clock)


@click.command("log")
@click.argument("ref", type=Id(), metavar="[ID]", required=False)
@as_json
@with_program
def log_command(program: AppContext, ref: Ref | None, as_json: bool) -> None:
    """The journal: every change in words.

    The newest first; with an ID those of one record, of an interview with what hangs on it.
    """
    entries = program.history.log(ref)
    calendar = program.settings.calendar
    if ref is not None and not entries:
        raise NotFound(f"the journal has no record {ref}")
    if as_json:
        say_json([{"id": e.id, "at": e.at, "words": e.words, "state": e.state} for e in entries], calendar)
        return
    lines = aligned(
        (f"{calendar.local(e.at):%Y-%m-%d %H:%M}", e.words if e.state == "done" else f"(taken back) {e.words}")
        for e in entries
    )
    for line in lines:
        say(line)


@click.command("paths")
@as_json
@with_program
def paths_command(program: AppContext, as_json: bool) -> None:
    """Every path in use."""
    settings = program.settings
    names = ("store", "configuration", "templates", "typed", "backups", "log")
    paths = {name: str(getattr(settings.paths, name)) for name in names}
    if as_json:
        say_json(paths, settings.calendar)
        return
    for line in aligned(paths.items()):
        say(line)
