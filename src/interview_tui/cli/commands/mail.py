"""New emails of the mail folders on this machine: contacts logged, invitations taken in, suggestions made."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import complain, progress, say, say_doubts, say_json
from interview_tui.domain.records import ref
from interview_tui.domain.text import clean_line, counted
from interview_tui.importing.mail_folders import MailRun, address_wanted, configured_folders, likely_own_address
from interview_tui.mail.folders import folders_at

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.importing.mail_folders import MailFound


@command(begins=True, is_long=True)
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path())
@click.option("--again", is_flag=True, help="Read every email, also those read before.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def mail_command(app: AppContext, folders: tuple[str, ...], again: bool, dry_run: bool, as_json: bool) -> None:
    """Reads new emails in mail folders on your machine.

    An email from or to a person you know, or in one of your threads, is logged on its own date; a letter of yours marks
    its follow-up done; an invitation becomes a meeting; a bounce is reported. What an email seems to say (a rejection,
    an offer, a date) is suggested in the queue, and never decided.

    FOLDER is a Maildir or an mbox; the default is inbox and sent under [mail] in the configuration. Nothing is sent,
    and nothing in the folders is moved or marked. Each email is read once; after an undo, --again brings back what
    it took away. Prints nothing when nothing new came, so that it fits a hook of mbsync or notmuch, and cron.
    """
    found, problems = folders_at(folders) if folders else configured_folders(app.settings)
    for problem in problems:
        complain(problem)
    configured, likely = app.settings, likely_own_address(app.settings, app.store.reader, found)
    if likely:
        app = app.known_as(likely, sure=False)
    run = MailRun(app, found, again=again)
    try:
        if run.has_news:
            with progress("{:,} emails looked at") as show:
                run.take(dry_run=dry_run, progress=show)
    except KeyboardInterrupt:
        complain(f"stopped after {counted(run.found.looked_at, 'email')}: the next run goes on from there")
        raise
    finally:
        for trouble in run.found.troubles:
            complain(trouble)
        if not as_json:
            _say(run.found, dry_run=dry_run)
    if run.found.taken and not configured.mine:
        complain(address_wanted(configured, likely))
    if not run.found.taken and not as_json and sys.stdout is not None and sys.stdout.isatty():
        say("No new emails about your interviews.")
    if as_json:
        say_json(run.found.together().items if run.found.taken else [], app.calendar)
    if problems or run.found.troubles:
        click.get_current_context().exit(1)


def _say(found: MailFound, *, dry_run: bool) -> None:
    """What came, in words; nothing where nothing did."""
    if not found.taken:
        return
    taken = found.together()
    lines = taken.lines()
    for line in lines:
        say(clean_line(line))
    if taken.suggested and not dry_run:
        number, first = counted(len(taken.suggested), "suggestion"), ref(taken.suggested[0])
        say(f"{number} in the queue: interview-tui done {first} takes one, skip {first} drops it")
    if not dry_run:
        for batch in found.taken:
            say_doubts(batch.imported)
    elif lines:
        say("Nothing was changed: this was a dry run.")
