"""Signals: leaving in order when the terminal or the machine says so, and standing aside for another program."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

RESTORE = (
    b"\x18\x1b[?2026l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Ends a sequence and a frame that were cut off; wraps lines again; mouse, focus, paste and keyboard modes off, the
screen of before, the cursor, no colours.
"""
GRACE_SECONDS = 2.0
"""How long the program may take to leave by itself before it is ended."""
RESTORE_TRIES = 20


@contextmanager
def orderly_shutdown(leave: Callable[[int], None]) -> Iterator[None]:
    """While inside: SIGTERM, SIGHUP, SIGINT, SIGQUIT, and a terminal that is gone, call `leave` with the exit status.

    If the program has not gone GRACE_SECONDS later (a stalled terminal blocks it), the terminal's modes are restored
    as far as it takes them and the process ends: every change is on the disk already.
    """
    done = threading.Event()
    ending = threading.Lock()
    modes = _modes()

    def end(status: int) -> None:
        if done.is_set():
            return
        threading.Thread(target=_end_after_grace, args=(done, ending, status, modes), daemon=True).start()
        leave(status)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        end(128 + number)

    before = {}
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        before[number] = signal.signal(number, on_signal)
    # A closed terminal sends SIGHUP only to those who did not ask to ignore it, and reads would spin for ever.
    threading.Thread(target=_watch_terminal, args=(done, end), daemon=True).start()
    try:
        yield
    finally:
        _drop_unsent()
        with ending:
            done.set()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def interrupts_left_to_child() -> Iterator[None]:
    """While inside, ctrl+c and ctrl+\\ are left to the program that the terminal was handed to: they reach both. A
    handler that does nothing, unlike an ignored signal, is not handed down to that. ctrl+z stops all of them together:
    the handler of before would only run when that program has ended, and leave the shell waiting.
    """
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _modes() -> list[Any] | None:
    with suppress(termios.error, OSError):
        return termios.tcgetattr(0)
    return None


def _watch_terminal(done: threading.Event, end: Callable[[int], None]) -> None:
    poll = select.poll()
    poll.register(0, 0)  # no events asked for: only a hang-up or an error wakes it
    while not done.is_set():
        if poll.poll(None) and not done.is_set():
            end(128 + signal.SIGHUP)
            return


def _end_after_grace(done: threading.Event, ending: threading.Lock, status: int, modes: list[Any] | None) -> None:
    if not done.wait(GRACE_SECONDS):
        # Restoring may set the program free again; it must not end before the terminal is whole.
        with ending:
            if not done.is_set():
                with suppress(termios.error, OSError):
                    _restore()
                with suppress(termios.error, OSError):
                    if modes is not None:
                        termios.tcsetattr(0, termios.TCSANOW, modes)
                os._exit(status)
    # The app has left; the interpreter may yet wait for a thread that writes to the dead terminal.
    threading.Event().wait(GRACE_SECONDS)
    os._exit(status)


def _restore() -> None:
    """Puts RESTORE in the place of what a stalled terminal has not taken yet: it is whole when it goes on."""
    _write_no_more()
    os.set_blocking(1, False)
    try:
        for _ in range(RESTORE_TRIES):
            termios.tcflush(1, termios.TCOFLUSH)
            # A write that waits for the terminal keeps others out; going on after a stop wakes it, and it gives up.
            termios.tcflow(1, termios.TCOOFF)
            termios.tcflow(1, termios.TCOON)
            with suppress(BlockingIOError):
                os.write(1, RESTORE)
                return
            threading.Event().wait(0.01)
    finally:
        os.set_blocking(1, True)  # the shell has the same terminal


def _drop_unsent() -> None:
    """Forgets what a terminal that is gone did not take: the interpreter's own flush at the end would fail."""
    try:
        sys.stderr.flush()
    except OSError:
        _write_no_more()


def _write_no_more() -> None:
    """What Textual writes from here on, to standard error as it does, goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
