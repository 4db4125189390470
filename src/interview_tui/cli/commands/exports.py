"""All data given out, in the form that is asked for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import encoded, progress, report, say_bytes
from interview_tui.domain.errors import Refused, StoreTrouble, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from interview_tui.app_context import AppContext


def _json(app: AppContext) -> Iterator[str]:
    from interview_tui.store.archive import export_json

    return export_json(app.store, app.settings.clock())


def _csv(app: AppContext) -> Iterator[str]:
    from interview_tui.services.exports import export_table

    return export_table(app)


def _ics(app: AppContext) -> Iterator[str]:
    from interview_tui.services.exports import export_calendar

    return export_calendar(app)


def _vcf(app: AppContext) -> Iterator[str]:
    from interview_tui.services.exports import export_contacts

    return export_contacts(app)


def _ics_folder(app: AppContext, folder: Path) -> str:
    from interview_tui.services.exports import export_vdir

    with progress("{:,} items") as show:
        return export_vdir(app, folder, progress=show).words


def _md_folder(app: AppContext, folder: Path) -> str:
    from interview_tui.services.exports import export_folder

    with progress("{:,} interviews") as show:
        return export_folder(app, folder, progress=show).words


TEXTS: dict[str, Callable[[AppContext], Iterator[str]]] = {"json": _json, "csv": _csv, "ics": _ics, "vcf": _vcf}
"""What is one text, in pieces."""
FOLDERS: dict[str, Callable[[AppContext, Path], str]] = {"ics": _ics_folder, "md": _md_folder}
"""What is a folder; each says what it wrote."""


@command(reads=True, is_long=True)
@click.option(
    "--format", "form", type=click.Choice(["json", "csv", "ics", "vcf", "md"]), default="json", show_default=True,
    help="The format.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE",
    help="Write it to this file, privately. For md, and for ics with a / at the end, a folder.",
)  # fmt: skip
def export_command(app: AppContext, form: str, output: str | None) -> None:
    """Exports all data.

    To standard output or a FILE. json is complete: import reads it back. csv is one row per interview, safe to open
    in a spreadsheet. ics has meetings and follow-ups, for a calendar to subscribe to; with -o FOLDER/ a file for
    each, as khal, todoman and vdirsyncer have it. vcf is everyone you know. md is a folder to read.
    """
    from interview_tui.store.errors import Damaged
    from interview_tui.store.files import sweep

    target = None if output in (None, "-") else Path(output or "").expanduser()
    try:
        app.store.check_pages()
    except Damaged as damaged:
        if target is None:
            raise
        words = f"{damaged}; {target} was not written: without -o, what can still be read goes to standard output"
        raise StoreTrouble(words) from None
    if form in FOLDERS and (form not in TEXTS or (output or "").endswith("/") or (target and target.is_dir())):
        if target is None:
            raise click.BadOptionUsage("output", f"{form} is a folder: give one with -o FOLDER")
        sweep(target)
        report(FOLDERS[form](app, target))
        return
    if target is not None:
        sweep(target.resolve().parent)
    with closing(cast("Generator[str, None, None]", TEXTS[form](app))) as chunks:
        if target is None:
            say_bytes(chunks)
        elif target.exists() and not target.is_file():
            with target.open("wb") as file:  # a pipe or a device: there is no file to keep whole
                _write(file, chunks)
        else:
            _replace(app, target.resolve(), chunks)


def _replace(app: AppContext, target: Path, chunks: Iterable[str]) -> None:
    """Writes a private file in place of the target: whatever fails, the old file stays whole."""
    from interview_tui.exporting.files import replaced

    if target.exists() and target.samefile(app.store.path):
        raise Refused(f"{target} is the store itself: give another file")
    try:
        with replaced(target) as file:
            _write(file, chunks)
    except OSError as error:
        raise UserError(f"cannot write {target}: {error.strerror}") from error


def _write(file: BinaryIO, chunks: Iterable[str]) -> None:
    with progress("{:,} bytes") as show:
        for data in encoded(chunks, show):
            file.write(data)
