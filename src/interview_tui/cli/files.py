"""Commands that bring data in and give them out: import, export, demo."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, cast

import click

from interview_tui.cli.shared import aside, complain, read_input, report, say, say_bytes, with_program
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from interview_tui.domain.records import Ref
    from interview_tui.exchange.invitation import Invitation
    from interview_tui.services.intake import Intaken
    from interview_tui.wiring import Program

INVITATION_LIMIT = 5_000_000
"""Bytes of an invitation at most: reading ten million of them takes ten seconds."""
EXPORT_LIMIT = 500_000_000
"""Bytes of an own export at most."""
SPOOLED = 10_000_000
"""Characters of an export that are held in memory; what goes beyond waits in a private file."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@with_program
def import_command(program: Program, files: tuple[str, ...], dry_run: bool) -> None:
    """Takes in invitations, or an own export.

    Invitations are .ics files, or .eml files with one inside; an export is a .json file; - is standard input. What
    a file is, its content tells. All of it is one change; doing it twice adds nothing.

    From mutt: |interview-tui import -
    """
    invitations: list[Invitation] = []
    exports: list[tuple[str, bytes]] = []
    refused = 0
    for name in files:
        try:
            data = read_input(name, limit=INVITATION_LIMIT, larger=_limit)
            if not _is_json(data):
                invitations += program.intake.read(data)
            elif len(files) > 1:
                raise Refused("an export is imported by itself, so that it is one change")
            else:
                exports.append((name, data))
        except (OSError, UserError) as error:
            refused += 1
            _refuse(name, error)
    taken: Intaken | None = None
    if invitations:
        taken = program.intake.take(invitations, dry_run=dry_run)
    for name, data in exports:
        try:
            taken = _take_export(program, data, dry_run=dry_run)
        except UserError as error:
            refused += 1
            _refuse(name, error)
    _say_taken(taken, refused, ids=taken.refs if taken and not exports else (), dry_run=dry_run)
    if refused:
        click.get_current_context().exit(1)


def _limit(beginning: bytes) -> int:
    return EXPORT_LIMIT if _is_json(beginning) else INVITATION_LIMIT


def _is_json(data: bytes) -> bool:
    """Whether it can only be JSON: neither a calendar nor an e-mail begins with a brace."""
    return data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _refuse(name: str, error: OSError | UserError) -> None:
    why = error.strerror if isinstance(error, OSError) else str(error)
    complain(f"{'standard input' if name == '-' else name}: {why}")


def _take_export(program: Program, data: bytes, *, dry_run: bool) -> Intaken:
    from interview_tui.services.archive import Archive

    return Archive(program.house).take(data, dry_run=dry_run)


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

    # Closed before the store is: until then it keeps others from writing.
    with closing(cast("Generator[str, None, None]", export_json(program.store))) as chunks:
        if output is None or str(output) == "-":
            _show(chunks)
        elif output.exists() and not output.is_file():
            _write(output, chunks)  # a pipe or a device: there is no file to keep whole
        else:
            _replace(program, output.resolve(), chunks)


def _show(chunks: Iterable[str]) -> None:
    """Writes it on standard output, once all is read: a pager that waits must not keep others from writing."""
    with SpooledTemporaryFile(SPOOLED, mode="w+", encoding="utf-8", newline="") as file:
        file.writelines(chunks)
        file.seek(0)
        say_bytes(iter(lambda: file.read(SPOOLED // 100), ""))


def _replace(program: Program, target: Path, chunks: Iterable[str]) -> None:
    """Writes a private file beside the target and moves it there: whatever fails, the old file stays whole."""
    from interview_tui.store.database import make_private_file

    if target.exists() and target.samefile(program.store.path):
        raise Refused(f"{target} is the store itself: give another file")
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.unlink(missing_ok=True)
        make_private_file(partial)
        _write(partial, chunks)
        partial.replace(target)
    except OSError as error:
        raise UserError(f"cannot write {target}: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[str]) -> None:
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk.encode())
        file.flush()
        if path.is_file():
            os.fsync(file.fileno())


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

    report(Demo(program.house).fill(interviews, seed).words)
    if not no_open and has_terminal():
        click.get_current_context().exit(open_dashboard(program.settings))
