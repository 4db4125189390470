"""How a command ends: with an exit code, and each error as one line on standard error."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from interview_tui.cli.output import complain
from interview_tui.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

SIGPIPE_EXIT = 141  # 128 + SIGPIPE, as shells write it


def ended(work: Callable[[], int]) -> int:
    """Runs a command and gives its exit code: what it returns, or what its error says."""
    if sys.stdout is not None:
        # What the terminal's encoding lacks is shown as "?" rather than ending the program.
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _said(work)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if sys.stdout is not None:
            _drop_output()
        if error.errno == errno.EPIPE:
            return SIGPIPE_EXIT
        named = f"{error.filename}: " if isinstance(error.filename, str) else ""
        complain(f"{named}{error.strerror or error}")
        return 1
    return code


def _said(work: Callable[[], int]) -> int:
    try:
        return work()
    except UserError as error:
        complain(str(error))
        return error.exit_code


def _drop_output() -> None:
    """Sends what cannot be written nowhere, so that the interpreter's own flush at the end does not fail."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
