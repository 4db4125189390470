"""Commands that bring data in and give them out: import, export, demo."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from interview_tui.cli.shared import TooLarge, aside, complain, report, say, say_bytes, with_program
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from interview_tui.domain.records import Ref
    from interview_tui.exchange.invitation import Invitation
    from interview_tui.exchange.tables import Table
    from interview_tui.services.intake import Intaken
    from interview_tui.wiring import Program

INVITATION_LIMIT = 25_000_000
"""Bytes of an invitation at most: an e-mail with all its attachments."""
TABLE_LIMIT = 200_000_000
"""Bytes of a table at most: some hundred thousand rows."""
BEGINNING = 1_000_000
"""Bytes by which one sees what a file is, and in which an export is read."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@with_program
def import_command(program: Program, files: tuple[str, ...], dry_run: bool) -> None:
    """Takes in invitations, tables of applications, or an own export.

    Invitations are .ics files, or .eml files with one inside; tables are .csv files of Huntr, Simplify, or any with
    columns company and role; an export is a .json file; - is standard input. What a file is, its content tells. All of
    it is one change; doing it twice adds nothing.

    From mutt: |interview-tui import -
    """
    invitations: list[Invitation] = []
    tables: list[Table] = []
    taken: Intaken | None = None
    refused = 0
    for name in files:
        try:
            with _opened(name) as file:
                beginning = file.read(BEGINNING)
                if _is_json(beginning):
                    _alone(files, "an export")
                    taken = _take_export(program, chain([beginning], iter(partial(file.read, BEGINNING), b"")), dry_run)
                elif _is_table(name, beginning):
                    _alone(files, "a table")
                    tables.append(_read_table(name, _whole(file, beginning, TABLE_LIMIT)))
                else:
                    invitations += program.intake.read(_whole(file, beginning, INVITATION_LIMIT))
        except (OSError, UserError) as error:
            refused += 1
            _refuse(name, error)
    if invitations:
        taken = program.intake.take(invitations, dry_run=dry_run)
    if tables:
        taken = _take_tables(program, tables, dry_run=dry_run)
        refused += sum(len(table.refused) for table in tables)
    _say_taken(taken, refused, ids=taken.refs if taken and invitations else (), dry_run=dry_run)
    if refused:
        click.get_current_context().exit(1)


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


def _whole(file: BinaryIO, beginning: bytes, limit: int) -> bytes:
    """All of a file whose beginning was read. Raises TooLarge when it has more bytes than the limit."""
    data = beginning + file.read(max(limit + 1 - len(beginning), 0))
    if len(data) > limit:
        raise TooLarge(f"it is larger than {limit // 1_000_000} MB: too large to be read")
    return data


def _alone(files: Sequence[str], what: str) -> None:
    if len(files) > 1:
        raise Refused(f"{what} is imported by itself, so that it is one change")


def _is_table(name: str, data: bytes) -> bool:
    """Whether it is a table: by its header, or, so that one hears what is wrong with that, by its name."""
    from interview_tui.exchange.tables import is_table

    return name.lower().endswith((".csv", ".tsv")) or is_table(data)


def _read_table(name: str, data: bytes) -> Table:
    """The table, each row that is refused said on a line of its own."""
    from interview_tui.exchange.tables import read_table

    table = read_table(data)
    for number, why in table.refused:
        _refuse(name, UserError(f"row {number}: {why}"))
    return table


def _take_tables(program: Program, tables: Sequence[Table], *, dry_run: bool) -> Intaken:
    from interview_tui.services.tables import Tables

    return Tables(program.house).take(tables, dry_run=dry_run)


def _is_json(data: bytes) -> bool:
    """Whether it can only be JSON: neither a calendar nor an e-mail begins with a brace."""
    return data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _refuse(name: str, error: OSError | UserError) -> None:
    why = error.strerror if isinstance(error, OSError) else str(error)
    complain(f"{'standard input' if name == '-' else name}: {why}")


def _take_export(program: Program, chunks: Iterable[bytes], dry_run: bool) -> Intaken:
    from interview_tui.services.archive import Archive

    return Archive(program.house).take(chunks, dry_run=dry_run)


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


@click.command("export")
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True, help="As what.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there, privately.")
@with_program
def export_command(program: Program, form: str, output: Path | None) -> None:
    """All data, for keeping or for elsewhere.

    On standard output, or in a FILE of your own. JSON is complete: import reads it back.
    """
    from interview_tui.store.archive import export_json

    with closing(cast("Generator[str, None, None]", export_json(program.store))) as chunks:
        if output is None or str(output) == "-":
            say_bytes(chunks)
        elif output.exists() and not output.is_file():
            with output.open("wb") as file:  # a pipe or a device: there is no file to keep whole
                _write(file, chunks)
        else:
            _replace(program, output.resolve(), chunks)


def _replace(program: Program, target: Path, chunks: Iterable[str]) -> None:
    """Writes a private file in place of the target: whatever fails, the old file stays whole."""
    from interview_tui.exchange.replacing import replaced

    if target.exists() and target.samefile(program.store.path):
        raise Refused(f"{target} is the store itself: give another file")
    try:
        with replaced(target) as file:
            _write(file, chunks)
    except OSError as error:
        raise UserError(f"cannot write {target}: {error.strerror}") from error


def _write(file: BinaryIO, chunks: Iterable[str]) -> None:
    for chunk in chunks:
        file.write(chunk.encode())


@click.command("demo")
@click.option(
    "--interviews", type=click.IntRange(1, 100_000), default=24, metavar="N", show_default=True, help="How many."
)
@click.option("--seed", type=int, default=1, metavar="S", show_default=True, help="The same seed gives the same store.")
@click.option("--no-open", is_flag=True, help="Do not open the dashboard afterwards.")
@with_program
def demo_command(program: Program, interviews: int, seed: int, no_open: bool) -> None:
    """Fills an empty store with invented data.

    Over all ten steps; then opens the dashboard. A store that holds anything is refused.
    """
    from interview_tui.cli.group import has_terminal, open_dashboard
    from interview_tui.services.demo import Demo

    with progress(f"{{:,}} of {interviews:,} interviews") as told:
        change = Demo(program.house).fill(interviews, seed, told=told)
    report(change.words)
    if not no_open and has_terminal():
        click.get_current_context().exit(open_dashboard(program.settings))


@contextmanager
def progress(words: str) -> Iterator[Callable[[int], None]]:
    """One line on standard error that says how far it is, gone when it is done; nothing where no terminal shows it."""
    err = sys.stderr
    width = 0

    def told(number: int) -> None:
        nonlocal width
        if err is not None and err.isatty():
            line = words.format(number)
            width = max(width, len(line))
            err.write(f"\r{line}")
            err.flush()

    try:
        yield told
    finally:
        if width and err is not None:
            err.write(f"\r{' ' * width}\r")
            err.flush()
