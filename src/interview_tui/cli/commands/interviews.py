"""Interviews: added, listed, moved through the steps."""

from __future__ import annotations

from datetime import date, time
from itertools import groupby
from typing import TYPE_CHECKING

import click

from interview_tui.cli.fast_path import DAY_ENDS
from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, aside, complain, report, say, say_json
from interview_tui.cli.parameters import (
    WHEN,
    Id,
    as_json,
    filter_option,
    with_people,
)
from interview_tui.domain.dates import due_words
from interview_tui.domain.enums import Ref, Step
from interview_tui.domain.text import company_role

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.domain.dates import Calendar, When
    from interview_tui.store.pipeline import InterviewRow


interview = click.argument("ref", type=Id("i"), metavar="ID")


@command(begins=True)
@click.argument("company")
@click.argument("role")
@click.option(
    "--meeting",
    type=WHEN,
    metavar="WHEN",
    help="When you meet, with a time or a span: 10 Nov 10:00-11:30.",
)
@with_people
@click.option(
    "--after",
    type=Id("i"),
    metavar="ID",
    help="An earlier interview at this employer: its hiring manager, recruiters, location and language come along.",
)
def add_command(
    app: AppContext, company: str, role: str, meeting: When | None, people: tuple[str, ...], after: Ref | None
) -> None:
    """A new interview, at step 1.

    Prints its id, the meeting's day, time and zone, and the whole plan that follows from it. At an employer that you
    know from an earlier interview, says who you know there.
    """
    change = app.interviews.add(company, role, meeting=meeting, people=people, after=after.id if after else None)
    report(change.words, change.refs)


@command()
@interview
@click.option(
    "--anyway", is_flag=True, help="Go on even if something is still to do; the journal logs what was skipped."
)
def advance_command(app: AppContext, ref: Ref, anyway: bool) -> None:
    """Goes to the next step.

    The step follows the facts on its own; this overrides it. If something is still to do in the present step, lists
    it and stays there.
    """
    from interview_tui.services.interviews import StillOwed

    try:
        report(app.interviews.advance([ref.id], anyway=anyway).words)
    except StillOwed as owed:
        complain(str(owed))
        for item in owed.items:
            aside(f"  {item.text}")
        click.get_current_context().exit(owed.exit_code)


@command()
@interview
def back_command(app: AppContext, ref: Ref) -> None:
    """Goes back a step."""
    report(app.interviews.back([ref.id]).words)


LIST_LIMITS = (8, 60, 12)


@command(reads=True)
@click.option("--step", type=click.IntRange(1, 10), metavar="N", help="Only interviews at this step.")
@filter_option
@as_json
def list_command(app: AppContext, step: int | None, text: str, as_json: bool) -> None:
    """The interviews by step.

    Each with its round or outcome, and when the next thing is due.
    """
    from interview_tui.domain.steps import title
    from interview_tui.store.pipeline import Pipeline

    today = app.today()
    at = None if step is None else Step(step)
    pipeline = Pipeline(app.store, app.clock(), text=text, step=at, cadences=app.settings.cadences)
    rows = pipeline.interviews()
    calendar = app.calendar
    if as_json:
        say_json([_list_item(row, calendar) for row in rows], calendar)
        return
    if not rows:
        where = "" if step is None else f" at step {title(Step(step))}"
        say(f"No interviews{where}{f': {text} leaves none' if text else ''}.")
        return
    lines = aligned((_list_row(row, today) for row in rows), LIST_LIMITS)
    for number, (at, group) in enumerate(groupby(zip(rows, lines, strict=True), key=lambda pair: pair[0].step)):
        say(f"\n{title(at)}" if number else title(at), bold=True)
        for _, line in group:
            say(line)


def _list_row(row: InterviewRow, today: date) -> tuple[str, ...]:
    from interview_tui.wording import OUTCOME_SIGNS

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
