"""A text shown as it is, without panes and borders, so that the mouse, or the terminal's own keys, can select it."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from interview_tui.domain.text import clean
from interview_tui.ui.editor import interrupts_are_anothers

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def show(aside: Callable[[], AbstractContextManager[None]], text: str, what: str) -> None:
    """Prints a text while the terminal is the shell's, until enter is pressed. Raises what `aside` raises."""
    with aside(), interrupts_are_anothers(), suppress(OSError, EOFError):
        out = sys.__stdout__ or sys.stdout
        out.write(f"\n{clean(text).rstrip()}\n\n— {clean(what)}: select it with the mouse; enter goes back ")
        out.flush()
        (sys.__stdin__ or sys.stdin).readline()
