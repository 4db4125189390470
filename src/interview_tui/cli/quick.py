"""`status`, as the command line declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.app_context import AppContext
from interview_tui.cli.shared import as_json, aside, refuse_two_forms
from interview_tui.cli.status_line import MARKS, PLACEHOLDERS, Asked, status, unknown

if TYPE_CHECKING:
    from interview_tui.settings import Settings


@click.command("status")
@click.option("--format", "form", metavar="TEXT", help="The line, with {overdue} {today} {next} … in it.")
@click.option(
    "--for", "reader", type=click.Choice(list(MARKS)), help="Who shows it: what they would obey in a name is doubled."
)
@click.option("--if-due", is_flag=True, help="Say nothing when nothing is overdue or due today.")
@as_json
@click.pass_obj
def status_command(settings: Settings, form: str | None, reader: str | None, if_due: bool, as_json: bool) -> None:
    """One line for a prompt, tmux or motd.

    How much is overdue and due today, and the next meeting. Where there is no store yet, nothing is due.

    In TEXT {overdue}, {today} and {unplanned} are numbers; {unplanned} counts the interviews for which nothing is
    planned; {next} is the next meeting, {first} what is due first, {punctuality} how much was done on time.
    {overdue?TEXT} is a text for when there is any.
    """
    refuse_two_forms(as_json=as_json)
    wrong = unknown(form) if form is not None else None
    if wrong is not None:
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise click.BadParameter(f"there is no {{{wrong}}}: give {known}", param_hint="--format")
    program = AppContext(settings)
    try:
        status(settings, program.store, Asked(form, reader=reader or "", if_due=if_due), as_json=as_json)
    finally:
        if news := program.take_news():
            aside(news)
        program.store.close()
