"""Drives a real command in a pseudo-terminal and reads its screen, as a person at a terminal would.

    with Terminal(["interview-tui"], env=clean_env(tmp_path)) as terminal:
        terminal.until("Follow-ups")
        terminal.press("j", "enter")

Wait with `until` for the first screen before typing: until then the line is still in cooked mode. Wait likewise
after a key that opens or focuses something: Textual hands keys that come too soon to what had the focus before.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import fcntl
import os
import re
import select
import subprocess
import sys
import termios
import unicodedata
from itertools import groupby
from pathlib import Path
from signal import SIGKILL, Signals
from time import monotonic
from typing import TYPE_CHECKING, Self

import pyte
from wcwidth import wcwidth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# A session needs its controlling terminal set between fork and exec. `preexec_fn` can deadlock under pytest-xdist,
# whose workers run threads, and `pty.fork` warns there; so a fresh interpreter does it and becomes the command.
# It also restores the signals that were ignored where the tests were started (nohup ignores SIGHUP).
_TAKE_TERMINAL = """
import fcntl, os, signal, sys, termios
for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGPIPE", "SIGTERM", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGXFSZ"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
try:
    os.execvp(sys.argv[1], sys.argv[1:])
except OSError as error:
    sys.exit(f"{sys.argv[1]}: {error.strerror}")
"""

# An escape key and the start of a sequence are the same byte: programs tell them apart by the pause that follows.
# This one waits 0.025 s; the rest is for a busy machine.
_ESCAPE_PAUSE = 0.2

_KEYS = {"enter": "\r", "tab": "\t", "space": " ", "escape": "\x1b", "backspace": "\x7f", "shift+tab": "\x1b[Z"}
_KEYS |= {"insert": "\x1b[2~", "delete": "\x1b[3~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "ctrl+space": "\x00"}
_KEYS |= {f"f{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)}
_KEYS |= {f"f{number}": f"\x1b[{code}~" for number, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24), 5)}
_CURSOR_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_MODIFIERS = {"": 1, "shift": 2, "alt": 3, "ctrl": 5}

_SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<mark>[<=>?]?)(?P<params>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    r"|[ -/]+[0-~]"  # character sets and the like
    r"|(?P<short>[0-OQ-WYZ\\`-~]))"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]+)?\Z")
_BROKEN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*|[PX^_][^\x1b]*)?")


def clean_env(home: Path, **extra: str) -> dict[str, str]:
    """A command's whole environment, with every user folder under `home`; `extra` adds to it or wins over it.

    The folder of the running interpreter comes first in PATH, so that its installed commands are found.
    """
    return {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.defpath)),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(home / ".run"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **extra,
    }


def key_bytes(key: str, *, application_cursor: bool = False) -> bytes:
    """What xterm sends for a key: one character, or a name such as `enter`, `f5`, `ctrl+d`, `alt+x`, `shift+up`.

    Raises ValueError when there is no such key.
    """
    if len(key) == 1 or key in _KEYS:
        return _KEYS.get(key, key).encode()
    modifier, _, base = key.rpartition("+")
    if base in _CURSOR_KEYS and modifier in _MODIFIERS:
        plain = "\x1bO" if application_cursor else "\x1b["
        return ((f"\x1b[1;{_MODIFIERS[modifier]}" if modifier else plain) + _CURSOR_KEYS[base]).encode()
    if modifier == "ctrl" and re.fullmatch(r"[a-z@\[\\\]^_]", base):
        return bytes([ord(base.upper()) & 0x1F])
    if modifier == "alt" and len(base) == 1:
        return b"\x1b" + base.encode()
    raise ValueError(f"no such key: {key!r}")


class _Screen(pyte.Screen):
    """pyte's screen, which by itself drops the rest of a text at a character such as a joiner."""

    def draw(self, data: str) -> None:
        for visible, chars in groupby(data, key=lambda char: wcwidth(char) > 0):
            if visible:
                super().draw("".join(chars))
            elif self.cursor.x:
                line, x = self.buffer[self.cursor.y], self.cursor.x - 1
                x -= line[x].data == "" and x > 0
                joined = line[x].data + "".join(char for char in chars if wcwidth(char) == 0)
                line[x] = line[x]._replace(data=unicodedata.normalize("NFC", joined))

    def scroll(self, count: int) -> None:
        """Moves the scrolling region's text up by `count` lines, or down when it is negative."""
        top, bottom = self.margins or (0, self.lines - 1)
        y, self.cursor.y = self.cursor.y, bottom if count > 0 else top
        for _ in range(min(abs(count), self.lines)):
            self.index() if count > 0 else self.reverse_index()
        self.cursor.y = y

    def text_of(self, y: int) -> str:
        """A line's text without the spaces at its end; what is left of a half overwritten wide character is a space."""
        cells = [self.buffer[y][x].data for x in range(self.columns)]
        text, after_wide = "", False
        for cell, following in zip(cells, [*cells[1:], ""], strict=True):
            wide = wcwidth(cell[:1]) == 2
            hole = following != "" if wide else cell == "" and not after_wide
            text += " " if hole else cell
            after_wide = wide
        return text.rstrip()


class Emulator:
    """What a program writes goes in; `screen` changes, and what a terminal would answer goes to `answer`."""

    def __init__(self, size: tuple[int, int], answer: Callable[[str], None]) -> None:
        self.screen = _Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._answer = answer
        self._rest = ""
        self._last = " "
        self._main_screen: dict[int, dict[int, pyte.screens.Char]] | None = None

    def feed(self, data: bytes) -> None:
        """Takes bytes that may end anywhere, also within a character or a sequence."""
        text, self._rest = self._rest + self._decoder.decode(data), ""
        while text:
            if plain := text.partition("\x1b")[0]:
                self._stream.feed(plain)
                self._last, text = plain[-1], text[len(plain) :]
            elif _UNFINISHED.match(text):
                self._rest, text = text, ""
            elif sequence := _SEQUENCE.match(text):
                self._obey(sequence)
                text = text[sequence.end() :]
            else:
                text = _BROKEN.sub("", text, count=1)

    def lines(self) -> list[str]:
        """The screen's lines, without the spaces at their ends."""
        return [self.screen.text_of(y) for y in range(self.screen.lines)]

    def _obey(self, sequence: re.Match[str]) -> None:
        """Hands to pyte only what it understands; the rest would end up as text on its screen or make it fail."""
        mark, params, between, final, short = sequence.group("mark", "params", "between", "final", "short")
        numbers = re.sub(r":[0-9:]*|[<=>?]", "", params or "").split(";")
        first, screen = int(numbers[0] or 0), self.screen
        match mark, between, final:
            case None, None, None if short and short in "DEHM78c":
                self._stream.feed("\x1b" + short)
            case "" | "?", "$", "p":
                self._answer(f"\x1b[{mark}{first};0$y")
            case "", "", "c":
                self._answer("\x1b[?62;22c")
            case "", "", "n" if first == 5:
                self._answer("\x1b[0n")
            case "" | "?", "", "n" if first == 6:
                self._answer(f"\x1b[{mark}{screen.cursor.y + 1};{min(screen.cursor.x + 1, screen.columns)}R")
            case "?", "", "h" | "l":
                self._set_modes(set(numbers), on=final == "h")
            case "", "", "b":
                self._stream.feed(self._last * min(max(1, first), screen.columns * screen.lines))
            case "", "", "S" | "T":
                screen.scroll(max(1, first) * (1 if final == "S" else -1))
            case "", "", "s" | "u":
                self._stream.feed("\x1b7" if final == "s" else "\x1b8")
            case "", "", "J" if first == 3:
                pass  # Clears only what was scrolled away, which is not kept here; pyte would clear the screen.
            case "", "", _ if final in "@ABCDEFGHJKLMPXadefghlmr`":
                most = {"m": None, "h": None, "l": None, "H": 2, "f": 2, "r": 2}.get(final, 1)
                self._stream.feed(f"\x1b[{';'.join(numbers[:most])}{final}")

    def _set_modes(self, modes: set[str], *, on: bool) -> None:
        screen, main_screen = self.screen, self._main_screen
        if modes & {"47", "1047", "1049"} and on != (main_screen is not None):
            if main_screen is None:
                screen.save_cursor()
                self._main_screen = {y: dict(line) for y, line in screen.buffer.items()}
            screen.buffer.clear()
            if main_screen is not None:
                for y, cells in main_screen.items():
                    screen.buffer[y].update(cells)
                screen.restore_cursor()
                self._main_screen = None
        for mode in modes & {"1", "5", "6", "7", "25"}:
            self._stream.feed(f"\x1b[?{mode}{'h' if on else 'l'}")


class Terminal:
    """A command in a pseudo-terminal of `size` columns and lines, from entering the context until leaving it.

    Leaving kills the command, when it still runs, with its process group, and closes the terminal. Every wait has a
    deadline, in seconds, and fails with an AssertionError that shows the screen. What is typed after the command has
    ended goes nowhere.
    """

    raw: bytes
    """Every byte read from the command so far."""

    def __init__(
        self, argv: Sequence[str], *, env: Mapping[str, str], size: tuple[int, int] = (80, 24), cwd: Path | None = None
    ) -> None:
        self._argv, self._env, self._size, self._cwd = argv, env, size, cwd
        self._emulator = Emulator(size, lambda answer: self._outgoing.extend(answer.encode()))
        self.raw = b""
        self._outgoing = bytearray()
        self._live = True  # the command holds the terminal, and the terminal was not hung up
        self._may_type_at = 0.0

    def __enter__(self) -> Self:
        master, slave = os.openpty()
        os.set_blocking(master, False)
        self._master = os.fdopen(master, "r+b", buffering=0)
        self._tty = os.ttyname(slave)
        termios.tcsetwinsize(slave, self._size[::-1])
        command = [sys.executable, "-I", "-S", "-c", _TAKE_TERMINAL, *self._argv]
        try:
            self._process = subprocess.Popen(
                command, stdin=slave, stdout=slave, stderr=slave, env=self._env, cwd=self._cwd, start_new_session=True
            )
        except OSError:
            self._master.close()
            raise
        finally:
            os.close(slave)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, SIGKILL)
        self.hang_up()
        self._process.wait()

    def screen(self) -> list[str]:
        """The screen's lines as far as read, without the spaces at their ends."""
        return self._emulator.lines()

    def text(self) -> str:
        """The screen's lines, joined by newlines."""
        return "\n".join(self.screen())

    def press(self, *keys: str) -> None:
        """Presses keys one after another; `key_bytes` says how they are named."""
        for key in keys:
            self._send(key_bytes(key, application_cursor=(1 << 5) in self._emulator.screen.mode))
            if key == "escape":
                self._until_taken()
                self._may_type_at = monotonic() + _ESCAPE_PAUSE

    def type(self, text: str) -> None:
        """Types text as it stands; a newline is Enter."""
        self._send(text.replace("\n", "\r").encode())

    def type_bytes(self, data: bytes) -> None:
        """Types bytes as they stand, text or not."""
        self._send(data)

    def paste(self, text: str) -> None:
        """Pastes text as a terminal in bracketed paste mode does."""
        self._send(f"\x1b[200~{text}\x1b[201~".encode())

    def until(self, pattern: str | Callable[[str], bool], *, timeout: float = 20.0) -> str:
        """Reads until the screen's text matches the regular expression or predicate; returns the text."""
        if callable(pattern):
            return self._until(pattern, "what the predicate asks", timeout)
        expression = re.compile(pattern, re.MULTILINE)
        return self._until(lambda text: expression.search(text) is not None, f"{pattern!r} to appear", timeout)

    def until_gone(self, pattern: str, *, timeout: float = 20.0) -> str:
        """Reads until the regular expression matches nothing on the screen; returns the screen's text."""
        expression = re.compile(pattern, re.MULTILINE)
        return self._until(lambda text: expression.search(text) is None, f"{pattern!r} to go", timeout)

    def settled(self, quiet: float = 0.15, *, timeout: float = 20.0) -> str:
        """Reads until nothing came for `quiet` seconds. For what must not appear; `until` is surer for what must."""
        deadline = monotonic() + timeout
        while self._live and self._read(quiet):
            self._check(deadline, "the output to stop")
        return self.text()

    def resize(self, columns: int, rows: int) -> None:
        """Changes the terminal's size; the kernel tells the command with SIGWINCH."""
        self._emulator.screen.resize(rows, columns)
        self._emulator.screen.ensure_hbounds()
        self._emulator.screen.ensure_vbounds()
        termios.tcsetwinsize(self._master, (rows, columns))

    def scribble(self, text: str) -> None:
        """Something else writes to the same terminal."""
        self._emulator.feed(text.encode())

    def hang_up(self) -> None:
        """Closes the terminal, as a lost connection does; the kernel sends SIGHUP. Nothing can be read after it."""
        self._live = False
        self._master.close()

    def signal(self, sig: Signals) -> None:
        """Sends a signal to the command alone."""
        self._process.send_signal(sig)

    def until_stopped(self, *, timeout: float = 20.0) -> None:
        """Reads until the command has stopped itself: what is sent before is overtaken by that."""
        deadline = monotonic() + timeout
        while os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOHANG) is None:
            self._check(deadline, "the command to stop")
            self._read(0.02)

    def wait(self, timeout: float = 10.0) -> int:
        """Reads until the command has ended; returns its exit code, negative when a signal ended it."""
        deadline = monotonic() + timeout
        while (code := self._process.poll()) is None:
            self._check(deadline, "the command to end")
            self._read(0.05)
        self.settled()
        return code

    def _until(self, done: Callable[[str], bool], what: str, timeout: float) -> str:
        deadline = monotonic() + timeout
        while not done(text := self.text()):
            self._check(deadline if self._live else 0.0, what)
            self._read(deadline - monotonic())
        return text

    def _check(self, deadline: float, what: str) -> None:
        if monotonic() < deadline:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.0 if self._live else 1.0)
        code = self._process.returncode
        state = "still runs" if code is None else f"ended with {code}"
        frame = "+" + "-" * self._emulator.screen.columns
        picture = "\n".join((frame, *(f"|{line}" for line in self.screen()), frame))
        raise AssertionError(f"waited in vain for {what}; {' '.join(self._argv)} {state}\n{picture}")

    def _send(self, data: bytes) -> None:
        while self._live and (pause := self._may_type_at - monotonic()) > 0:
            self._read(pause)
        self._outgoing += data
        deadline = monotonic() + 20.0
        while self._live and self._outgoing:
            self._check(deadline, "the command to read its input")
            self._read(1.0)

    def _until_taken(self) -> None:
        """Waits until the command has read all that was typed."""
        deadline = monotonic() + 20.0
        while self._live and self._unread():
            self._check(deadline, "the command to read its input")
            self._read(0.01)

    def _unread(self) -> bool:
        # Opened for this look only: as long as it is open here, the end of the command cannot be read.
        tty = os.open(self._tty, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            return any(fcntl.ioctl(tty, termios.FIONREAD, bytes(4)))
        finally:
            os.close(tty)

    def _read(self, timeout: float) -> bool:
        """Waits for output and takes it, and writes what is to be written; True when output came."""
        readers = [self._master] if self._live else []
        readable, writable, _ = select.select(readers, readers if self._outgoing else [], [], max(0.0, timeout))
        data = None
        if readable:
            try:
                data = self._master.read(65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                data = b""  # EIO is Linux's end of file for a terminal that nobody holds any more
            self._live = data != b""
        if writable:
            with contextlib.suppress(OSError):  # nobody holds it any more: reading says so, after the last output
                del self._outgoing[: self._master.write(self._outgoing) or 0]
        if not data:
            return False
        self.raw += data
        self._emulator.feed(data)
        return True
