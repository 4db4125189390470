"""Data taken in: each file recognised by its content, all of it one change."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import complain, progress, report, say, say_doubts, stoppable
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.text import clean_line, in_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.importing.importer import Contents, Imported, Importer


BEGINNING = 1_000_000
"""Bytes by which one sees what a file is, and in which an export is read."""


@command(begins=True, is_long=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option(
    "--map", "columns", multiple=True, metavar="FIELD=COLUMN",
    help="If a table's column names are not understood: --map company=Firma --map role=Stelle.",
)  # fmt: skip
@click.option("--day-first", is_flag=True, help="03/04/2026 means 3 April.")
@click.option(
    "--only", multiple=True, metavar="STATUS,...",
    help="Of a table only the rows of these statuses: --only interview,responded,offer.",
)  # fmt: skip
def import_command(
    app: AppContext,
    files: tuple[str, ...],
    dry_run: bool,
    columns: tuple[str, ...],
    day_first: bool,
    only: tuple[str, ...],
) -> None:
    """Imports emails, invitations, tables of applications, contacts or your own export.

    Emails are .eml or mbox files, a Maildir, or several on standard input: one from or to a person you know is logged
    on its own date, and an invitation in it becomes a meeting. Invitations are also .ics files; one of an employer and
    a role that are known is a meeting of that interview. A calendar, or a folder of its items (vdir), also brings back
    follow-ups that were exported as tasks: ticked there they are done, cancelled skipped. Tables are .csv files of
    Huntr, Simplify, JobSync, LinkedIn, this program, or any with columns for company and role; career-ops' Markdown;
    LinkedIn's connections: those at a company of yours are proposed for step 8. Contacts are .vcf files, or a table of
    people; your own export is a .json file; - is standard input. Each file is recognized by its content. All of it is
    one change; doing it twice adds nothing. A dry run counts a table's rows by status.

    From mutt: |interview-tui import -
    """
    from interview_tui.importing.archive import EXPORT
    from interview_tui.importing.arrivals import INVITATIONS, MESSAGES, read_arrived_folder
    from interview_tui.importing.importer import MOST_LISTED, Options
    from interview_tui.importing.importers import importer_of

    statuses = tuple(filter(None, (status.strip() for text in only for status in text.split(","))))
    if only and not statuses:
        raise click.BadParameter("--only needs a status: write for example --only interview,offer")
    options = Options(dict(_pair(text) for text in columns), day_first, app.mine, statuses, app.clock())
    read: dict[Importer[Any], list[Contents[Any]]] = {}
    names: dict[Importer[Any], str] = {}
    done: Imported | None = None
    refused = 0
    with stoppable(app), ExitStack() as opened:
        for name in files:
            try:
                if name != "-" and Path(name).is_dir():
                    importer: Importer[Any] = INVITATIONS
                    _refuse_status(importer, statuses)
                    found = read_arrived_folder(Path(name), options)
                else:
                    file = opened.enter_context(_opened(name))
                    pieces = in_utf8(iter(partial(file.read, BEGINNING), b""))
                    beginning = next(pieces, b"")
                    importer = importer_of(name, beginning, options)
                    if len(files) > 1 and not importer.several:
                        raise Refused(f"{importer.what} must be imported alone, so that it is one change")
                    _refuse_status(importer, statuses)
                    found = importer.read(chain([beginning], pieces), options)
            except (OSError, UserError) as error:
                refused += 1
                _refuse(name, error)
                continue
            for why in found.refusals:
                refused += 1
                _refuse(name, UserError(why))
            for remark in found.said:
                _say_of(name, remark)
            read.setdefault(importer, []).append(found)
            names.setdefault(importer, name)
        if len({importer.apply for importer in read}) > 1:
            both = " and ".join(f"{importer.what} ({names[importer]})" for importer in read)
            raise Refused(f"{both} are two changes: import them one after another")
        if read:
            importer = next(iter(read))
            every = [contents for found in read.values() for contents in found]
            rows = sum(len(contents.rows) for contents in every)
            try:
                with progress("{:,} MB read" if importer is EXPORT else f"{{:,}} of {rows:,} rows") as show:
                    done = importer.apply(app, every, dry_run, show)
            except (OSError, UserError) as error:
                if importer not in (EXPORT, MESSAGES):  # what an export and emails hold is known as they are applied
                    raise
                refused += 1
                _refuse(names[importer], error)
    ids = done.refs if done and (INVITATIONS in read or MESSAGES in read) else ()
    _say_done(done, refused, ids=ids if len(ids) <= MOST_LISTED else (), dry_run=dry_run)
    if refused:
        click.get_current_context().exit(1)


def _pair(text: str) -> tuple[str, str]:
    """`company=Firma` as the field and the header. Raises BadParameter."""
    field, sign, column = text.partition("=")
    if not sign or not field.strip() or not column.strip():
        raise click.BadParameter(f"“{clean_line(text)}” is not FIELD=COLUMN: write for example --map company=Firma")
    return field.strip(), column.strip()


def _refuse_status(importer: Importer[Any], statuses: Sequence[str]) -> None:
    """Raises Refused where rows are to be chosen by a status that they have not."""
    if statuses and not importer.has_status:
        raise Refused(f"--only goes by the status of applications: there is none in {importer.what}")


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """A file to read, or standard input for `-`. Raises OSError, and UserError where there is none."""
    if name != "-":
        with Path(name).open("rb") as file:
            yield file
    elif sys.stdin is None:
        raise UserError("standard input is closed: give a file")
    else:
        yield sys.stdin.buffer


def _refuse(name: str, error: OSError | UserError) -> None:
    _say_of(name, error.strerror or "" if isinstance(error, OSError) else str(error))


def _say_of(name: str, words: str) -> None:
    complain(f"{'standard input' if name == '-' else name}: {words}")


def _say_done(done: Imported | None, refused: int, *, ids: Sequence[Ref], dry_run: bool) -> None:
    added, updated, skipped = (done.added, done.updated, done.skipped) if done else (0, 0, 0)
    say(f"added {added}, updated {updated}, skipped {skipped}, refused {refused}")
    if done is None:
        return
    first, *more = done.lines or (done.words,)
    if first:
        report(first, () if dry_run else ids)
    for line in more:
        say(clean_line(line))
    if dry_run:
        say("Nothing was changed: this was a dry run.")
        return
    say_doubts(done)
