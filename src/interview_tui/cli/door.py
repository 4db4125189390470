"""The short way in for what runs at every prompt: `status` and `due`, as they are usually written.

The command line proper (group.py) declares every command and what is said of a wrong one; loading what it is made of
takes longer than these commands do. So arguments that are plain and right are read here, and all others go there; so
does everything where the store must first be brought up to this version. Both ways run the same functions, and a test
holds their output against one another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.cli.ending import ended
from interview_tui.cli.output import Said, complain
from interview_tui.domain.errors import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.settings import Settings
    from interview_tui.store.database import Store

    Work = Callable[[Settings, Store], None]

VALUES = {"": ("--db", "--config"), "status": ("--format", "--for"), "due": ("--days",)}
"""The options that take a value, of the program and of each command."""
SWITCHES = {"status": ("--if-due", "--json"), "due": ("--json",)}
_GO_THE_LONG_WAY = -1
"""No exit code of a command."""


def run(arguments: Sequence[str]) -> int | None:
    """Runs a command that is written plainly and gives its exit code; None where it is not, or the store is behind."""
    read = _read(arguments)
    if read is None:
        return None
    command, options = read
    work = _status(options) if command == "status" else _due(options)
    if work is None:
        return None
    code = ended(lambda: _done(options, work))
    return None if code == _GO_THE_LONG_WAY else code


def _done(options: dict[str, str], work: Work) -> int:
    from interview_tui.settings import from_process
    from interview_tui.store.database import Damaged, Store

    db, config = options.get("--db"), options.get("--config")
    settings = from_process(store=Path(db) if db else None, configuration=Path(config) if config else None)
    store = Store(settings.paths.store, calendar=settings.calendar, backups=settings.paths.backups)
    store.mine = settings.mine
    before = Said.pieces
    try:
        with store.trouble():
            if store.is_behind():
                return _GO_THE_LONG_WAY
        try:
            with store.trouble():
                work(settings, store)
        except StoreTrouble as trouble:
            if isinstance(trouble, Damaged) and Said.pieces == before:
                return _GO_THE_LONG_WAY  # which shows what can still be read
            _complain_of(settings)
            raise
        _complain_of(settings)
    finally:
        store.close()
    return 0


def _complain_of(settings: Settings) -> None:
    for problem in settings.problems:
        complain(problem)


def _read(arguments: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """The command and its options, each given at most once; None for anything else than that."""
    command, options = "", dict[str, str]()
    rest = iter(arguments)
    for argument in rest:
        if argument in options:
            return None
        if argument in VALUES[command]:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            options[argument] = value
        elif argument in SWITCHES.get(command, ()):
            options[argument] = ""
        elif not command and argument in ("status", "due"):
            command = argument
        else:
            return None
    return (command, options) if command else None


def _status(options: dict[str, str]) -> Work | None:
    from interview_tui.cli.status_line import MARKS, Asked, status, unknown

    form, reader, as_json = options.get("--format"), options.get("--for", ""), "--json" in options
    if (form is not None and (as_json or unknown(form) is not None)) or (reader and reader not in MARKS):
        return None
    asked = Asked(form, reader=reader, if_due="--if-due" in options)
    return lambda settings, store: status(settings, store, asked, as_json=as_json)


def _due(options: dict[str, str]) -> Work | None:
    from interview_tui.cli.due_list import USUAL_DAYS, say_due

    days = options.get("--days", str(USUAL_DAYS))
    if not (days.isascii() and days.isdecimal() and len(days) < 5):
        return None

    return lambda settings, store: say_due(settings, store, days=int(days), as_json="--json" in options)
