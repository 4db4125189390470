"""The clipboard at the other end of the line: OSC 52, through tmux and screen, or a command.

A terminal takes a text by OSC 52. tmux drops that by default (`set-clipboard external`), and a wrapped one as well
(`allow-passthrough off`), but its own `load-buffer -w` gives the text on, and keeps it as a buffer. screen passes on
what is wrapped, in small pieces. No terminal says whether it took the text: so a second `y` shows it, to be selected.
"""

from __future__ import annotations

import base64
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.terminal.shutdown import interrupts_left_to_child

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

LONGEST_OSC52 = 100_000
"""Bytes of a sequence at most: longer ones are dropped without a word by many terminals (hterm, foot, older xterm)."""
PIECE = 240
"""Bytes of a piece through screen, which takes at most 256 of a string."""
_SECONDS = 2.0
"""How long a command may take."""
WITHOUT = frozenset({"", "dumb", "linux", "unknown", "vt100", "vt220"})
"""Terminals that have no clipboard."""


class Copied(NamedTuple):
    """Whether a text is on its way, and which way, in words: `to your terminal's clipboard (OSC 52)`."""

    sent: bool
    words: str


def copy(
    text: str, *, environment: Mapping[str, str], write: Callable[[str], None], command: Sequence[str] = ()
) -> Copied:
    """Sends a text the best way there is. `write` puts bytes on the terminal; `command` is the configured one, which
    gets the text on standard input.
    """
    if command:
        if _given(command, text):
            return Copied(sent=True, words=f"to {command[0]}")
        return Copied(sent=False, words=f"{command[0]} did not accept it: see clipboard in the configuration")
    if "TMUX" in environment:
        if _given(("tmux", "load-buffer", "-w", "-"), text):
            return Copied(sent=True, words="to tmux's buffer and your terminal's clipboard")
    elif environment.get("TERM", "") in WITHOUT:
        return Copied(sent=False, words="this terminal has no clipboard")
    whole = sequence(text)
    if len(whole) > LONGEST_OSC52:
        return Copied(sent=False, words="it is too long for a terminal's clipboard")
    if "TMUX" in environment:
        write(through_tmux(whole))
        return Copied(sent=True, words="to your terminal through tmux, if its allow-passthrough is on")
    if "STY" in environment:
        for piece in through_screen(whole):
            write(piece)
        return Copied(sent=True, words="to your terminal's clipboard, through screen")
    write(whole)
    return Copied(sent=True, words="to your terminal's clipboard")


def sequence(text: str) -> str:
    """OSC 52: the text for the terminal's clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"


def through_tmux(sequence: str) -> str:
    """Wrapped, so that tmux gives it to the terminal that it runs in."""
    return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"


def through_screen(sequence: str) -> list[str]:
    """Wrapped, so that screen gives it to the terminal that it runs in, a piece after another."""
    return [f"\x1bP{sequence[at : at + PIECE]}\x1b\\" for at in range(0, len(sequence), PIECE)]


def _given(command: Sequence[str], text: str) -> bool:
    """Whether a command took the text on its standard input."""
    try:
        done = subprocess.run(  # noqa: S603 -- the user's own command or tmux, without a shell
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            start_new_session=True,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def show_to_select(aside: Callable[[], AbstractContextManager[None]], text: str, what: str) -> None:
    """Prints a cleaned text while the terminal is the shell's, until enter is pressed. Raises what `aside` raises."""
    with aside(), interrupts_left_to_child(), suppress(OSError, EOFError):
        out = sys.__stdout__ or sys.stdout
        out.write(f"\n{text.rstrip()}\n\n— {what}: select it with the mouse; enter goes back ")
        out.flush()
        (sys.__stdin__ or sys.stdin).readline()
