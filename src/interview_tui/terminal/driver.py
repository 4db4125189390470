"""Drivers for Textual: `QuietDriver` sleeps between keys, `CellDriver` also sends only the cells that changed.

Textual hands whole pictures to `write`, as it does with its own driver, which does the rest. Over a slow line the bytes
are what a person waits for. What is overridden here has no public name in Textual; the reason stands with each.
"""

from __future__ import annotations

import asyncio
import os
import re
import selectors
import signal
import sys
import termios
import threading
from codecs import getincrementaldecoder
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from interview_tui.terminal.capabilities import stream_codec, terminal_of
from interview_tui.terminal.cells import Cells, draw
from interview_tui.terminal.first_frame_cache import USUAL
from interview_tui.terminal.frame_output import BEGIN_FRAME, END_FRAME, FrameOutput
from interview_tui.terminal.input_reader import InputReader, escape_delay

if TYPE_CHECKING:
    from interview_tui.terminal.app import TerminalApp

_ENTER, _LEAVE = "\x1b[?1049h", "\x1b[?1049l"
CLEAR = "\x1b[H\x1b[2J"
ASK, ANSWER = "\x1b[5n", "\x1b[0n"
"""The status report: every terminal answers it, after the answers to all queries before it."""
ANSWER_SECONDS = 0.3
"""After so long without an answer the input counts as typed."""
_COMMAND = re.compile(r"\x1b(?:\[[<-?]|[\]P_^X])|\x07")
"""The beginning of what is not part of a picture: modes, queries, titles, the clipboard, the bell."""


def has_shell() -> bool:
    """Whether a shell with job control has started the program: without one, a stopped program stays stopped."""
    try:
        parent = os.getppid()
        return os.getsid(parent) == os.getsid(0) and os.getpgid(parent) != os.getpgrp()
    except OSError:
        return False


class QuietDriver(LinuxDriver):
    """Textual's driver, but the thread that reads input sleeps until a key comes."""

    def __init__(
        self, app: TerminalApp, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._clean = app.clean_text
        self._wake = os.pipe()
        self._may_listen = threading.Event()
        self._comes_back = False
        """Whether another program has used the terminal: it may have read only a part of an answer."""

    def write(self, data: str) -> None:
        """Sends pictures and commands; entering the alternate screen also resets modes that were left on."""
        super().write(_ENTER + USUAL if data == _ENTER else data)

    def _sigtstp_application(self, *_: object) -> None:
        # Textual's writes to a queue that the write it interrupts may hold: both would wait for ever.
        self._loop.call_soon_threadsafe(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        # Textual's starts again also where nothing was stopped, with a second thread that reads the keys.
        if self._must_signal_resume:
            super()._sigcont_application()

    def start_application_mode(self) -> None:
        """Takes the terminal over, and reports its sizes in order. Textual's own handler can be interrupted by itself:
        then the last size is reported first, and the program would keep one that is past.
        """
        before = self._get_terminal_size()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._report_size)
        if self._get_terminal_size() != before:
            self._report_size()

    def _request_terminal_sync_mode_support(self) -> None:
        if self._comes_back:  # the first that is asked; by now answers are not echoed
            self.write(ASK)
        super()._request_terminal_sync_mode_support()

    def stop_application_mode(self) -> None:
        """Gives the terminal to another program, or back."""
        super().stop_application_mode()
        self._comes_back = True

    def _report_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.process_message(events.Resize(size, size))

    def listen(self) -> None:
        """Begins to take keys, also those that were typed before."""
        self._may_listen.set()

    def _run_input_thread(self) -> None:
        # Textual's own catches every error, prints the variables of its frames, and ends the thread.
        self.run_input_thread()

    def run_input_thread(self) -> None:
        """Waits for input and posts its events; between keys it sleeps, where Textual's polls. Input before ANSWER was
        meant for another program, and is dropped.
        """
        # The first frame is shown before there is an app to take a key: until then keys wait in the terminal's line.
        self._may_listen.wait()
        reader = InputReader(XTermParser(self._debug), self._clean, escape_delay(os.environ))
        decode = getincrementaldecoder(stream_codec(sys.__stdin__))("replace").decode
        held, until = "", monotonic() + ANSWER_SECONDS if self._comes_back else 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake[0], selectors.EVENT_READ)
            while not self.exit_event.is_set():
                patience = max(0.0, until - monotonic()) if until else reader.patience
                ready = {key.fd for key, _ in selector.select(patience)}
                if self._wake[0] in ready:
                    self.exit_event.wait(1)
                    continue
                text = ""
                if self.fileno in ready:
                    data = os.read(self.fileno, 4096)
                    if not data:
                        return
                    text = decode(data)
                if until:
                    held += text
                    _, answered, text = held.rpartition(ANSWER)
                    if not answered and monotonic() < until:
                        continue
                    until = 0.0
                    messages = reader.feed(text)
                else:
                    messages = reader.feed(text) if self.fileno in ready else reader.silence()
                for message in messages:
                    self.process_message(message)

    def disable_input(self) -> None:
        """Takes no more input."""
        os.write(self._wake[1], b"x")
        self._may_listen.set()
        super().disable_input()
        os.read(self._wake[0], 1)


class CellDriver(QuietDriver):
    """Sends the difference between the picture that the terminal shows and the next one."""

    def __init__(
        self, app: TerminalApp, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._first_frame = app.first_frame
        self.output = FrameOutput(terminal_of(os.environ.get("TERM", "")), super().write)

    def write(self, data: str) -> None:
        """Sends of a picture what differs from the one shown; commands as they are."""
        if data in (BEGIN_FRAME, END_FRAME):
            self.output.frames = True  # only a terminal that knows frames is sent any
        elif not _COMMAND.match(data):
            self.output.paint(data)
        elif data == _ENTER:
            self._enter()
        elif data == _LEAVE:
            super().write("\x1b[m" + _LEAVE)
        else:
            super().write(data)

    def _enter(self) -> None:
        """Clears the alternate screen, unless the first frame of the cache stands there already."""
        size = self._get_terminal_size()
        cells = Cells(*size)
        if self._first_frame is not None and self._first_frame.size == size:
            draw(cells, self._first_frame.drawn)
        else:
            # A terminal without a second screen would keep what it shows.
            super().write(_ENTER)
            super().write(CLEAR)
        self.output.begin(cells)

    def start_application_mode(self) -> None:
        """Takes the terminal over. What is written goes to it as it is: a line feed only goes down."""
        super().start_application_mode()
        if self._first_frame is not None:
            self.attrs_before = self._first_frame.modes
            self._first_frame.stands = False
            self._first_frame = None
        with suppress(termios.error):
            modes = termios.tcgetattr(self.fileno)
            modes[1] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
