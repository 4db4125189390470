"""`status`, as the command line declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview_tui.cli.status_line import PLACEHOLDERS, status, unknown

if TYPE_CHECKING:
    from interview_tui.settings import Settings


@click.command("status")
@click.option("--format", "form", metavar="TEXT", help="The line, with {overdue} {today} {next} {punctuality} in it.")
@click.pass_obj
def status_command(settings: Settings, form: str | None) -> None:
    """One line for a prompt, tmux or motd.

    How much is overdue and due today, and the next meeting.
    """
    wrong = unknown(form) if form is not None else None
    if wrong is not None:
        known = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise click.BadParameter(f"there is no {{{wrong}}}: give {known}", param_hint="--format")
    status(settings, form)
