"""A cache of the first frame, which is shown before anything heavy is imported.

When the dashboard is left, the frame with which it will begin is kept beside the store. The next start shows it while
all that it was made from is unchanged: the store, the configuration, the terminal, and the hours in which nothing of it
changes. The live dashboard then sends what differs, which is nothing. Only modules that the interpreter has loaded
anyway are imported here.
"""

from __future__ import annotations

import os
import signal
import stat
import sys
import termios
import time
from pathlib import Path

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from typing import Any, TextIO

_NAMED = (
    "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "LANG", "LC_ALL", "PYTHONUTF8", "PYTHONIOENCODING", "TZ",
    "INTERVIEW_TUI_NOW",
)  # fmt: skip
"""Environment variables that change how the frame looks, besides LC_CTYPE."""
_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
USUAL = "\x1b F\x1b[r\x1b[?5;6;69l\x1b[2;4;20l\x0f\x1b(B"
"""Resets what another program may have left on: controls of one byte, a scroll region, inverted colours, lines
counted from the region's top, margins, a locked keyboard, characters and line feeds that insert, another character set.
The cursor is at the top left then.
"""
ENTER = f"\x1b[?1049h{USUAL}\x1b[H\x1b[2J\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l"
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_HANDLED = (*_ENDING, signal.SIGTSTP)
_LARGEST = 1_000_000
_COUNTER = slice(24, 28)  # SQLite's file format: changes with every transaction outside WAL


class FirstFrame:
    """A frame to be shown, with the modes of the terminal's line before."""

    def __init__(self, size: tuple[int, int], sent: str, drawn: str, modes: list[Any]) -> None:
        self.size = size
        self._sent = sent
        self.drawn = drawn
        """The frame as Textual draws it."""
        self.modes = modes
        self.stands = False
        """Whether it is shown and the live dashboard has not taken over yet."""

    def show(self) -> bool:
        """Shows it; False where the terminal refuses. Keys then neither echo nor stop or quit the process:
        they wait for the dashboard. Only ctrl+c ends it at once. Signals from elsewhere restore the terminal first.
        """
        for number in _ENDING:
            signal.signal(number, self._end)
        signal.signal(signal.SIGTSTP, self._stop)
        self.stands = True
        if not self._take():
            self.take_back()
        return self.stands

    def take_back(self) -> None:
        """Restores the terminal before the process ends, unless the dashboard has taken over."""
        if not self.stands:
            return
        for number in _HANDLED:  # which could end or stop it half way
            signal.signal(number, signal.SIG_IGN)
        self.stands = False
        self._give_back()

    def _end(self, number: int, _frame: object) -> None:
        """Ends the process at once: all is on the disk. An exception would come in the middle of loading modules, which
        makes another one of it.
        """
        self.take_back()
        os._exit(128 + number)

    def _stop(self, *_: object) -> None:
        self._give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._take()

    def _take(self) -> bool:
        """Sets the terminal's line and writes the frame; False where that fails."""
        try:
            quiet = [*self.modes[:6], [*self.modes[6]]]
            quiet[1] &= ~termios.OPOST
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            quiet[6][termios.VSUSP] = quiet[6][termios.VQUIT] = bytes([os.fpathconf(0, "PC_VDISABLE")])
            termios.tcsetattr(0, termios.TCSANOW, quiet)
            signal.pthread_sigmask(signal.SIG_BLOCK, _HANDLED)  # what answers one would write within a sequence
            try:
                _write(ENTER + self._sent)
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, _HANDLED)
        except (OSError, termios.error):
            return False
        return True

    def _give_back(self) -> None:
        try:
            _write(_LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, self.modes)
        except (OSError, termios.error):
            return


def character_type() -> str:
    """LC_CTYPE as this process was given it. An interpreter that finds no locale but C writes one of its own there
    (PEP 538), also over a name that this system does not have: `UTF-8`, as a Mac sends it over SSH.
    """
    here = os.environ.get("LC_CTYPE", "")
    if here not in _COERCED or not sys.flags.utf8_mode or "PYTHONUTF8" in os.environ:
        return here
    try:
        given = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return ""  # not Linux: systems that have the locale UTF-8 keep the name that they are given
    return next((os.fsdecode(line[9:]) for line in given if line.startswith(b"LC_CTYPE=")), "")


class FirstFrameCache:
    """The file beside a store with the frames that its dashboard may begin with."""

    def __init__(self, path: Path, *, store: Path, configuration: Path, drafts: Path, version: str) -> None:
        """`drafts` is the folder of half-typed text, of which the first frame tells."""
        self.path = path
        self._store, self._configuration, self._drafts = store, configuration, drafts
        self._version = version

    def key(self, size: tuple[int, int]) -> str | None:
        """All that a frame is made from but the hour, as one line; None where there is no store at rest."""
        store = self._store
        try:
            found = store.stat()
            if not stat.S_ISREG(found.st_mode):
                return None  # to open a pipe would wait
            with store.open("rb") as file:
                counter = file.read(100)[_COUNTER].hex()
        except OSError:
            return None
        if store.with_name(f"{store.name}-journal").exists():
            return None  # a change is under way, or was cut off
        try:
            set_up = self._configuration.stat()
            configured = (set_up.st_ino, set_up.st_size, set_up.st_mtime_ns)
        except OSError:
            configured = (0, 0, 0)
        try:
            typed = self._drafts.stat().st_mtime_ns  # what is left there is told of
        except OSError:
            typed = 0
        parts = (self._version, str(store.absolute()), found.st_ino, found.st_size, found.st_mtime_ns, counter)
        allowed = os.access(store, os.W_OK) and os.access(store.parent, os.W_OK)  # as the header says
        zone = os.path.realpath("/etc/localtime")
        named = [os.environ.get(name) for name in _NAMED]
        return repr((parts, allowed, str(self._configuration), configured, typed, size, named, character_type(), zone))

    def keep(self, known: str, frames: list[tuple[float, float, str, str]]) -> None:
        """Keeps frames made from what `known` says: each with the instants (seconds since 1970, UTC) from which and
        until which it is true, the sequence that shows it on a blank screen, and the frame as Textual draws it.

        What cannot be kept is not: the next start shows nothing early.
        """
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        text = "".join(
            f"{begin!r} {end!r} {len(sent)} {len(drawn)}\n{sent}{drawn}\n" for begin, end, sent, drawn in frames
        )
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(f"{known}\n{text}")
            fresh.replace(self.path)
        except OSError:
            return

    def has(self, known: str, now: float) -> bool:
        """Whether a frame that is true at an instant is kept already."""
        return self.frame_at(known, now) is not None

    def frame_at(self, known: str | None, now: float) -> tuple[str, str] | None:
        """What shows the frame that is true at an instant, and the frame as it was drawn; None where none is kept."""
        try:
            with self.path.open(encoding="utf-8", newline="") as file:
                return _at(file, now) if file.readline(_LARGEST).rstrip("\n") == known else None
        except (OSError, ValueError):
            return None

    def find(self) -> FirstFrame | None:
        """The frame that is true now, if one was kept for a terminal of this size; else None."""
        try:
            columns, lines = os.get_terminal_size(2)
            found = self.frame_at(self.key((columns, lines)), time.time())
            return None if found is None else FirstFrame((columns, lines), *found, termios.tcgetattr(0))
        except (OSError, ValueError, termios.error):
            return None


def _write(text: str) -> None:
    """To the terminal, as Textual does, by standard error. Raises OSError."""
    rest = text.encode(getattr(sys.__stderr__, "encoding", None) or "utf-8", "replace")
    while rest:
        rest = rest[os.write(2, rest) :]


def _at(file: TextIO, now: float) -> tuple[str, str] | None:
    while head := file.readline(_LARGEST).split():
        begin, end, sent, drawn = float(head[0]), float(head[1]), int(head[2]), int(head[3])
        picture = file.read(sent), file.read(drawn)
        file.read(1)
        if begin <= now < end or os.environ.get("INTERVIEW_TUI_NOW"):
            return picture
    return None
