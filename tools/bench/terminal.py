"""A program in a pseudo-terminal, with a clock on every piece that it writes.

While a program is measured its bytes are only noted, with the instant at which they came, and its questions are
answered; what they do to the screen is worked out afterwards, so that the reckoning costs no time that is measured.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import termios
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Self, TypeAlias

from tests.terminal import Emulator, key_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS, ROWS = SIZE = (120, 40)
QUIET = 0.15
"""Seconds without a byte after which a picture counts as complete."""
SETTLED = 0.6
"""The same where a program may pause between two parts of its picture."""
LIVE = 2.0
"""The same after the start: a stored picture may stand that long before the program is there to go on from it."""
PATIENCE = 3.0
"""Seconds to wait for a picture's first byte."""
HELD_EVERY = 1 / 30
"""Seconds from one repeat of a held key to the next."""

Cells: TypeAlias = tuple[tuple[object, ...], ...]

# What a terminal is asked, and what xterm, kitty and others answer. A cursor's place is the one answer to reckon.
_QUESTION = re.compile(
    rb"\x1b(?:\[(?P<mode>\??\d+)\$p|\[(?P<kitty>\?u)|\[(?P<report>\??[56])n|\[(?P<device>[>=]?)0?c"
    rb"|\[(?P<window>1[468])t|\[(?P<version>>0?q)|\](?P<colour>1[01]);\?(?:\x07|\x1b\\)|P\+q[0-9a-fA-F;]*\x1b\\)"
)
_KNOWN_MODES = {b"?1", b"?7", b"?25", b"?1000", b"?1003", b"?1004", b"?1006", b"?1049", b"?2004", b"?2026"}
_WINDOW = {b"14": f"4;{ROWS * 16};{COLUMNS * 8}", b"16": "6;16;8", b"18": f"8;{ROWS};{COLUMNS}"}
_DEVICE = {b"": "\x1b[?62;22c", b">": "\x1b[>41;354;0c", b"=": "\x1bP!|00000000\x1b\\"}
_COLOUR = {b"10": "rgb:e5e5/e5e5/e5e5", b"11": "rgb:0000/0000/0000"}


class Stuck(Exception):
    """A program did not come to the state that is waited for; the text says which, and shows the screen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What came in answer to a key, or to the start. Times are seconds after it."""

    first: float
    last: float
    bytes: int
    cells: int
    """How many cells of the screen are not what they were before."""
    first_bytes: int
    """What came in one piece at first: of a move the cursor's own pane, which is sent before the others."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a key that is held does."""

    behind: float
    """Seconds from its last repeat to the last byte of the picture after it."""
    bytes: float
    cpu: float
    """Bytes, and seconds of CPU, a repeat, until the last one."""


@dataclass(frozen=True, slots=True)
class Idle:
    """What a program does while nobody does anything: bytes, seconds of CPU and wake-ups a minute."""

    bytes: float
    cpu: float
    wake_ups: float


class Session:
    """A program in a terminal of 120 columns and 40 rows, from entering the context until leaving it."""

    def __init__(self, argv: Sequence[str], *, env: Mapping[str, str]) -> None:
        self._argv, self._env = argv, env
        self._emulator = Emulator(SIZE, lambda answer: None)
        self._pieces: list[tuple[float, bytes]] = []
        self._fed = 0
        self._asked = b""

    def __enter__(self) -> Self:
        self.began = perf_counter()
        self.pid, self._master = os.forkpty()
        if self.pid == 0:  # the child, which must never come back to this program
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", ROWS, COLUMNS, COLUMNS * 8, ROWS * 16))
                os.execvpe(self._argv[0], list(self._argv), dict(self._env))  # noqa: S606 -- our own list
            finally:
                os._exit(127)
        os.set_blocking(self._master, False)
        self._gone = os.pidfd_open(self.pid)
        self._live = True
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            os.kill(self.pid, SIGKILL)
            self._reap()
        os.close(self._gone)
        os.close(self._master)

    @property
    def total(self) -> int:
        """How many bytes the program has written."""
        return sum(len(piece) for _, piece in self._pieces)

    def raw(self) -> bytes:
        """Every byte read so far."""
        return b"".join(piece for _, piece in self._pieces)

    def text(self) -> str:
        """The screen as far as read."""
        self._catch_up()
        return "\n".join(self._emulator.lines())

    def cells(self) -> Cells:
        """Every cell of the screen as far as read, with its colours and attributes."""
        self._catch_up()
        return self._snapshot()

    def start(self, ready: str, *, timeout: float = 120.0) -> tuple[float, Picture]:
        """Waits until the regular expression is on the screen and the program has gone quiet.

        Returns the seconds from its start until the expression was there, and the picture that it drew by then.
        """
        self.read(LIVE, timeout=timeout)
        deadline, expression = monotonic() + timeout, re.compile(ready)
        seen = self._find(expression, 0)
        while seen is None:
            if monotonic() > deadline or not self._live:
                raise Stuck(f"{self._argv[0]}: {ready!r} did not appear on\n{self.text()}")
            at = len(self._pieces)
            self.read(SETTLED, timeout=SETTLED)
            seen = self._find(expression, at)
        self._catch_up()
        first, last = self._pieces[0][0] - self.began, self._pieces[-1][0] - self.began
        return seen - self.began, Picture(first, last, self.total, COLUMNS * ROWS, len(self._pieces[0][1]))

    def until(self, ready: str, *, timeout: float = 120.0) -> float:
        """Reads until the regular expression is on the screen; returns the seconds since the program's start."""
        deadline, expression = monotonic() + timeout, re.compile(ready)
        while (seen := self._find(expression, self._fed)) is None:
            if monotonic() > deadline or not self._live:
                raise Stuck(f"{self._argv[0]}: {ready!r} did not appear on\n{self.text()}")
            self._receive(1.0)
        return seen - self.began

    def press(self, key: str, *, quiet: float = QUIET, wait: float = PATIENCE) -> Picture | None:
        """Presses a key, or types several at once, and waits for the end of its picture.

        None when nothing came within `wait` seconds.
        """
        before, at = self.cells(), len(self._pieces)
        began = self.send(key)
        self.read(quiet, at_least=wait, timeout=PATIENCE + wait)
        answer = self._pieces[at:]
        if not answer:
            return None
        size = sum(len(piece) for _, piece in answer)
        first, last = answer[0], answer[-1]
        return Picture(first[0] - began, last[0] - began, size, changed(before, self.cells()), len(first[1]))

    def hold(self, key: str, *, seconds: float = 2.0) -> Held:
        """Holds a key down, thirty repeats a second."""
        repeats, size, cpu = round(seconds / HELD_EVERY), self.total, self._cpu()
        last = perf_counter()
        due = last
        for _ in range(repeats):
            while (left := due - perf_counter()) > 0:
                self._receive(left)
            last = self.send(key)
            due += HELD_EVERY
        size, cpu = self.total - size, self._cpu() - cpu
        at = len(self._pieces)
        self.read(QUIET, at_least=PATIENCE)
        behind = max(0.0, self._pieces[-1][0] - last) if len(self._pieces) > at else 0.0
        return Held(behind, size / repeats, cpu / repeats)

    def first_answer(self, key: str, back: str) -> float | None:
        """Types a key at once, before the program may be listening; seconds from its start to the last change.

        None when the key was lost: then the one that takes it back changes nothing.
        """
        self.send(key)
        at = self._fed
        self.read(LIVE)
        last = None
        before = self._snapshot()
        for instant, piece in self._pieces[at:]:
            self._emulator.feed(piece)
            after = self._snapshot()
            if after != before:
                before, last = after, instant
        self._fed = len(self._pieces)
        undone = self.press(back)
        return None if last is None or undone is None or not undone.cells else last - self.began

    def send(self, key: str) -> float:
        """Types a key by its name, or text as it stands; returns when."""
        data = key_bytes(key) if len(key) == 1 or _named(key) else key.encode()
        self._alive()
        at = perf_counter()
        os.write(self._master, data)
        return at

    def read(self, quiet: float, *, at_least: float | None = None, timeout: float = 60.0) -> None:
        """Reads until nothing came for `quiet` seconds; `at_least` is how long to wait for the first byte."""
        deadline, wait = monotonic() + timeout, at_least or quiet
        while self._live and monotonic() < deadline and self._receive(wait):
            wait = quiet

    def quit(self, keys: Sequence[str], *, timeout: float = 30.0) -> float:
        """Types the keys that end the program; returns the seconds until its process was gone."""
        for key in keys[:-1]:
            self.press(key)
        began = self.send(keys[-1])
        deadline = monotonic() + timeout
        while self._live:
            if monotonic() > deadline:
                raise Stuck(f"{self._argv[0]} did not end on {keys[-1]!r}\n{self.text()}")
            self._receive(0.5)
        return self._ended - began

    def memory(self) -> int:
        """The most bytes of memory that the process ever held."""
        self._alive()
        return self._status("VmHWM") * 1024

    def usage(self) -> tuple[float, int]:
        """Seconds of CPU that the process has used, and how often its threads went to sleep and woke up."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        threads = Path(f"/proc/{self.pid}/task").iterdir()
        wakes = sum(_field((thread / "status").read_text(), "voluntary_ctxt_switches") for thread in threads)
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), wakes

    def _cpu(self) -> float:
        """Seconds of CPU that its threads have used, finer than the kernel's clock ticks."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def take(self) -> None:
        """Reads what is there now, without waiting."""
        if self._live:
            self._receive(0)

    def _alive(self) -> None:
        """Raises Stuck when the program has ended by itself."""
        self.take()
        if not self._live:
            raise Stuck(f"{' '.join(self._argv)} ended by itself; its last screen:\n{self.text()}")

    def _status(self, name: str) -> int:
        return _field(Path(f"/proc/{self.pid}/status").read_text(), name)

    def _receive(self, wait: float) -> bool:
        """Waits for a piece and notes it. False when none came, or the program has ended."""
        ready = select.select([self._master, self._gone], [], [], max(0.0, wait))[0]
        if self._master in ready:
            try:
                piece = os.read(self._master, 1 << 16)
            except OSError:  # EIO: nobody holds the other side any more
                piece = b""
            if piece:
                self._pieces.append((perf_counter(), piece))
                self._answer(piece)
                return True
            select.select([self._gone], [], [], 10)
        if self._gone in ready or self._master in ready:
            self._ended = perf_counter()
            self._reap()
        return False

    def _reap(self) -> None:
        if self._live:
            os.waitpid(self.pid, 0)
            self._live = False

    def _answer(self, piece: bytes) -> None:
        text, self._asked = self._asked + piece, b""
        at = 0
        for question in _QUESTION.finditer(text):
            os.write(self._master, self._reply(question).encode())
            at = question.end()
        start = text.rfind(b"\x1b", max(at, len(text) - 40))
        if start >= 0 and _QUESTION.match(text, start) is None:
            self._asked = text[start:] if not re.match(rb"\x1b\[[0-9;?]*[@-~]", text[start:]) else b""

    def _reply(self, question: re.Match[bytes]) -> str:
        """What a terminal of today says."""
        kind, value = question.lastgroup, question[question.lastgroup] if question.lastgroup else b""
        match kind:
            case "mode":
                return f"\x1b[{value.decode()};{2 if value in _KNOWN_MODES else 0}$y"
            case "kitty":
                return "\x1b[?0u"
            case "report" if value == b"5":
                return "\x1b[0n"
            case "report":
                self._catch_up()
                cursor = self._emulator.screen.cursor
                mark = "?" if value.startswith(b"?") else ""
                return f"\x1b[{mark}{cursor.y + 1};{min(cursor.x + 1, COLUMNS)}R"
            case "device":
                return _DEVICE[value]
            case "window":
                return f"\x1b[{_WINDOW[value]}t"
            case "version":
                return "\x1bP>|XTerm(354)\x1b\\"
            case "colour":
                return f"\x1b]{value.decode()};{_COLOUR[value]}\x1b\\"
        return "\x1bP0+r\x1b\\"

    def _catch_up(self) -> None:
        for _, piece in self._pieces[self._fed :]:
            self._emulator.feed(piece)
        self._fed = len(self._pieces)

    def _find(self, expression: re.Pattern[str], at: int) -> float | None:
        """When the expression came to the screen, feeding it the pieces from `at` on up to that one."""
        for number in range(max(at, self._fed), len(self._pieces)):
            instant, piece = self._pieces[number]
            self._emulator.feed(piece)
            self._fed = number + 1
            if expression.search("\n".join(self._emulator.lines())):
                return instant
        return None

    def _snapshot(self) -> Cells:
        buffer = self._emulator.screen.buffer
        return tuple(tuple(buffer[y][x] for x in range(COLUMNS)) for y in range(ROWS))


def changed(before: Cells, after: Cells) -> int:
    """How many cells differ."""
    pairs = zip(before, after, strict=True)
    return sum(a is not b and a != b for old, new in pairs for a, b in zip(old, new, strict=True))


def idle(sessions: Sequence[Session], seconds: float) -> list[Idle]:
    """Leaves programs alone for some time, all at once; what each did, as for a minute."""
    for session in sessions:
        session.read(SETTLED)
    before = [(session.total, *session.usage()) for session in sessions]
    end = monotonic() + seconds
    while monotonic() < end:
        for session in sessions:
            session.take()
        select.select([], [], [], 0.25)
    found = []
    for session, (size, cpu, wakes) in zip(sessions, before, strict=True):
        session.take()
        cpu_now, wakes_now = session.usage()
        scale = 60 / seconds
        found.append(Idle((session.total - size) * scale, (cpu_now - cpu) * scale, (wakes_now - wakes) * scale))
    return found


def _field(status: str, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+)", status, re.MULTILINE)
    return int(found[1]) if found else 0


def _named(key: str) -> bool:
    try:
        key_bytes(key)
    except ValueError:
        return False
    return True
