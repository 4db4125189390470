"""What happens when the program meets an error of its own: one line for the person, the place of it in the log.

The log never holds what the records say: of an error it has the kinds and the lines of code, neither its words nor any
variable.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui import __version__
from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_LARGEST = 1_000_000
"""Bytes of the log; a larger one is emptied first."""


def note(error: BaseException, log: Path) -> str:
    """Writes an error into the log, and gives the line that tells of it."""
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} interview-tui {__version__}, Python {sys.version.split()[0]}"]
    for link in _chain(error):
        lines += [f"  {place}" for place in _places(link.__traceback__)]
        lines.append(f"  {type(link).__module__}.{type(link).__qualname__}")
    try:
        make_private_folder(log.parent)
        fresh = os.O_TRUNC if log.exists() and log.stat().st_size > _LARGEST else 0
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | fresh, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write("\n".join(lines) + "\n")
        where = f"{log} says where"
    except (OSError, StoreTrouble) as trouble:
        why = trouble.strerror if isinstance(trouble, OSError) else trouble
        where = f"the log {log} could not be written ({why})"
    kind = type(error).__name__
    return f"interview-tui had an internal error ({kind}) and ended: what was saved is safe; {where}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """What led to the error, then the error."""
    if error is not None:
        yield from _chain(error.__cause__ or error.__context__)
        yield error


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{code.co_filename}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next
