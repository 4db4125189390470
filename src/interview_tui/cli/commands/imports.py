"""Data taken in: each file told apart by its content, all of it one change."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from interview_tui.cli.output import progress, stoppable
from interview_tui.cli.parameters import TooLarge, aside, complain, report, say, with_program
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.text import clean_line, in_utf8
from interview_tui.importing.importers import INVITATIONS, Asked, is_export, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.importing.importers import Source, Told
    from interview_tui.importing.invitations import Intaken


BEGINNING = 1_000_000
"""Bytes by which one sees what a file is, and in which an export is read."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option(
    "--map", "columns", multiple=True, metavar="FIELD=COLUMN",
    help="Where a table's own names are not understood: --map company=Firma --map role=Stelle.",
)  # fmt: skip
@click.option("--day-first", is_flag=True, help="03/04/2026 is the 3rd of April.")
@with_program
def import_command(
    program: AppContext, files: tuple[str, ...], dry_run: bool, columns: tuple[str, ...], day_first: bool
) -> None:
    """Takes in invitations, tables of applications, contacts, or an own export.

    Invitations are .ics files, or .eml files with one inside; one of an employer and a role that are known is a meeting
    of that interview. A calendar, or a folder of its items (vdir), also brings back follow-ups that were exported as
    tasks: ticked there they are done, cancelled skipped. Tables are .csv files of Huntr, Simplify, JobSync,
    LinkedIn, this program, or any with columns for company and role; career-ops' Markdown; LinkedIn's connections, of
    whom those at a company of yours are proposed for step 8. Contacts are .vcf files; an own export is a .json file;
    - is standard input. What a file is, its content tells. All of it is one change; doing it twice adds nothing.

    From mutt: |interview-tui import -
    """
    asked = Asked(dict(_pair(text) for text in columns), day_first)
    read: dict[Source, list[Any]] = {}
    names: dict[Source, str] = {}
    taken: Intaken | None = None
    refused = 0
    with stoppable(program):
        for name in files:
            try:
                if name != "-" and Path(name).is_dir():
                    source, found = INVITATIONS, program.intake.read_folder(Path(name))
                else:
                    with _opened(name) as file:
                        pieces = in_utf8(iter(partial(file.read, BEGINNING), b""))
                        beginning = next(pieces, b"")
                        if is_export(beginning):
                            _alone(files, "an export")
                            taken = _take_export(program, chain([beginning], pieces), dry_run)
                            continue
                        source = source_of(name, beginning, asked)
                        if not source.several:
                            _alone(files, source.what)
                        whole = _whole(chain([beginning], pieces), source.limit)
                        found = source.read(whole, asked, program)
            except (OSError, UserError) as error:
                refused += 1
                _refuse(name, error)
                continue
            refused += _refuse_all(name, getattr(found, "refused", ()))
            read.setdefault(source, []).append(found)
            names.setdefault(source, name)
        if len({source.take for source in read}) > 1:
            both = " and ".join(f"{source.what} ({names[source]})" for source in read)
            raise Refused(f"{both} are two changes: import them one after another")
        if read:
            every = [one for found in read.values() for one in found]
            taken = _take(program, next(iter(read)), every, dry_run=dry_run)
    ids = taken.refs if taken and INVITATIONS in read else ()
    _say_taken(taken, refused, ids=ids, dry_run=dry_run)
    if refused:
        click.get_current_context().exit(1)


def _take(program: AppContext, source: Source, read: list[Any], *, dry_run: bool) -> Intaken:
    rows = sum(len(getattr(one, "rows", ())) for one in read)
    with progress(f"{{:,}} of {rows:,} rows") as told:
        return source.take(program, read, dry_run, told)


def _pair(text: str) -> tuple[str, str]:
    """`company=Firma` as the field and the header. Raises BadParameter."""
    field, sign, column = text.partition("=")
    if not sign or not field.strip() or not column.strip():
        raise click.BadParameter(f"“{clean_line(text)}” is no FIELD=COLUMN: write for example --map company=Firma")
    return field.strip(), column.strip()


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


def _whole(pieces: Iterable[bytes], limit: int) -> bytes:
    """All of a file. Raises TooLarge when it has more bytes than the limit."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > limit:
            raise TooLarge(f"it is larger than {limit // 1_000_000} MB: too large to be read")
    return bytes(data)


def _alone(files: Sequence[str], what: str) -> None:
    if len(files) > 1:
        raise Refused(f"{what} is imported by itself, so that it is one change")


def _refuse_all(name: str, refused: Sequence[str | tuple[int, str]]) -> int:
    """Says what of a file is not taken, and why: a whole line, or that of a row. How many those are."""
    for one in refused:
        _refuse(name, UserError(one if isinstance(one, str) else f"row {one[0]}: {one[1]}"))
    return len(refused)


def _refuse(name: str, error: OSError | UserError) -> None:
    why = error.strerror if isinstance(error, OSError) else str(error)
    complain(f"{'standard input' if name == '-' else name}: {why}")


def _take_export(program: AppContext, chunks: Iterable[bytes], dry_run: bool) -> Intaken:
    from interview_tui.importing.archive import Archive

    with progress("{:,} MB read") as told:
        return Archive(program).take(_counted(chunks, told), dry_run=dry_run)


def _counted(chunks: Iterable[bytes], told: Told) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        yield chunk
        size += len(chunk)
        told(size // 1_000_000)


def _say_taken(taken: Intaken | None, refused: int, *, ids: Sequence[Ref], dry_run: bool) -> None:
    added, updated, skipped = (taken.added, taken.updated, taken.skipped) if taken else (0, 0, 0)
    say(f"added {added}, updated {updated}, skipped {skipped}, refused {refused}")
    if taken is None:
        return
    if taken.words:
        report(taken.words, () if dry_run else ids)
    if dry_run:
        say("Nothing was changed: this was a dry run.")
        return
    for ref, doubt in taken.unsure:
        aside(clean_line(f"{ref}: {doubt}: interview-tui show {ref}, or e in the dashboard"))
    for ref, question in taken.asked:
        aside(clean_line(f"{ref}: {question}"))
