"""The store: filled with a demo, copied, restored, checked, and where it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, aside, progress, report, say, say_json, stoppable
from interview_tui.cli.parameters import (
    as_json,
)
from interview_tui.domain.dates import moment_words
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.settings import Settings
    from interview_tui.store.checks import Finding


MEGABYTE = 1_000_000
PAGE = 4096
"""Bytes of a page of the store, as SQLite makes it by itself."""


@command()
@click.argument("file", type=click.Path(path_type=Path), metavar="[FILE]", required=False)
def backup_command(app: AppContext, file: Path | None) -> None:
    """Makes a checked copy of the store.

    Works while the dashboard is open. Without FILE it goes to the backups; an existing file is never overwritten.
    """
    from interview_tui.store.backups import STEP, copy_store
    from interview_tui.store.files import make_private_folder

    backups = app.store.backups
    app.store.check()
    if file is None:
        make_private_folder(backups.folder)
        file = backups.free("", app.calendar.local(app.settings.clock()))
    file = file.absolute()
    whole = app.store.path.stat().st_size // MEGABYTE
    done = 0
    with app.store.explained(), stoppable(app), progress(f"{{:,}} of {whole:,} MB") as show:

        def going_on() -> bool:
            nonlocal done
            done += STEP * PAGE
            show(min(done // MEGABYTE, whole))
            return True

        copy_store(app.store.path, file, going_on=going_on if whole else None)
    say(f"Backed up to {file} ({_size(file)})")
    copies = app.settings.paths.documents
    if copies.is_dir():
        aside(f"Private copies of documents are not in it: {copies}")


@command(is_long=True)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def restore_command(app: AppContext, file: Path) -> None:
    """Restores the store from a copy.

    Works while the dashboard is open. The present store is saved first, so another restore can undo this one.
    """
    from interview_tui.store.restoration import restore

    settings = app.settings
    kept = restore(file.absolute(), app.store.backups, settings.calendar.local(settings.clock()))
    say(f"Restored {file} to {settings.paths.store}")
    last = next((entry for entry in app.history.log() if entry.state == "done"), None)
    if last is not None:
        at = moment_words(last.at, now=settings.clock(), calendar=settings.calendar)
        say(f"Its last change is of {at} ({last.words}); later changes are not in it")
    if kept is not None and kept.suffix == ".damaged":
        say(f"The old file is not a usable store; it is saved as {kept}")
    elif kept is not None:
        say(f"The old store is saved: interview-tui restore {quote(str(kept))} restores it")


@command(is_long=True)
@click.option("--fix", is_flag=True, help="Repairs what can be repaired, after copying the store.")
@as_json
def doctor_command(app: AppContext, fix: bool, as_json: bool) -> None:
    """Checks whether all is well, and says what to do.

    Looks at the store, its backups, file permissions, the configuration and the terminal. Exit 1 if something is
    wrong.
    """
    from interview_tui.services.doctor import Doctor

    doctor = Doctor(app.settings, app.store)
    findings = [*doctor.look(), *_keys(app.settings), _terminal()]
    if fix:
        findings = doctor.mend(findings)
    if as_json:
        document = [{"about": f.about, "state": _state(f), "words": f.words, "todo": f.todo or None} for f in findings]
        say_json(document, app.calendar)
    else:
        width = max(len(finding.about) for finding in findings)
        for finding in findings:
            todo = f": {finding.todo}" if finding.todo else ""
            say(f"{_state(finding):7}  {finding.about:{width}}  {finding.words}{todo}", red=not finding.is_well)
    if not all(finding.is_well for finding in findings):
        click.get_current_context().exit(1)


def _state(finding: Finding) -> str:
    if finding.mended:
        return "mended"
    return "ok" if finding.is_well else "problem"


def _keys(settings: Settings) -> list[Finding]:
    """The user's own keys, where they have some."""
    from interview_tui.store.checks import Finding
    from interview_tui.ui.app import own_keys

    if not settings.keys:
        return []
    own, problems = own_keys(settings)
    if problems:
        return [Finding("keys", "; ".join(problems), f"change it in {settings.paths.configuration}")]
    return [Finding("keys", f"{counted(len(own), 'key')} of your own")]


def _terminal() -> Finding:
    """What the dashboard would be drawn on."""
    from interview_tui.store.checks import Finding

    out = sys.stdout
    if out is None or not out.isatty():
        return Finding("terminal", "none here: output goes to a pipe or a file")
    kind, encoding = os.environ.get("TERM", ""), out.encoding.lower()
    if "utf" not in encoding:
        todo = "set LANG to a UTF-8 locale, for example C.UTF-8"
        return Finding("terminal", f"its encoding {encoding} lacks most characters", todo)
    if kind in ("", "dumb", "unknown"):
        return Finding(
            "terminal", f"TERM is {kind or 'not set'}", "set TERM to your terminal's type, such as xterm-256color"
        )
    many = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    colours = "without colours (NO_COLOR)" if os.environ.get("NO_COLOR") else "all colours" if many else "some colours"
    return Finding("terminal", f"{kind}, {colours}, {encoding}")


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"


@command(begins=True, is_long=True)
@click.option(
    "--interviews", type=click.IntRange(1, 100_000), default=24, metavar="N", show_default=True, help="How many."
)
@click.option("--seed", type=int, default=1, metavar="S", show_default=True, help="The same seed gives the same store.")
@click.option("--no-open", is_flag=True, help="Do not open the dashboard afterwards.")
def demo_command(app: AppContext, interviews: int, seed: int, no_open: bool) -> None:
    """Fills an empty store with invented data.

    Covers all ten steps, then opens the dashboard. A store that holds anything is refused.
    """
    from interview_tui.cli.dashboard import has_terminal, open_dashboard
    from interview_tui.demo.generator import Demo

    with stoppable(app), progress(f"{{:,}} of {interviews:,} interviews") as show:
        change = Demo(app).fill(interviews, seed, told=show)
    report(change.words)
    if not no_open and has_terminal():
        click.get_current_context().exit(open_dashboard(app.settings))


@command()
@as_json
def paths_command(app: AppContext, as_json: bool) -> None:
    """Every file and folder that is yours or written for you.

    A * stands for the part of a name that varies.
    """
    settings = app.settings
    paths = {name: str(path) for name, path in settings.paths.named().items()}
    if as_json:
        say_json(paths, settings.calendar)
        return
    for line in aligned(paths.items()):
        say(line)
