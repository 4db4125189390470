"""Keeps the picture that the terminal shows and sends what turns it into the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.ui.terminal.cells import Cells, Foreign, draw
from interview_tui.ui.terminal.changes import Changes, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

BEGIN_FRAME, END_FRAME = "\x1b[?2026h", "\x1b[?2026l"
FRAMED_FROM = 1024
"""A picture of fewer characters reaches the terminal in one piece; it needs no frame around it."""


class Painter:
    """What Textual draws goes in as `paint`, what the terminal needs goes out by `send`.

    `frames`: the terminal knows frames, and shows a picture only when it is whole. `still`: nothing is shown any more.
    """

    def __init__(self, terminal: Terminal, send: Callable[[str], None]) -> None:
        self.frames = self.still = False
        self.terminal = terminal
        self._send = send
        self._changes = Changes(terminal)
        self._shown = self._wanted = Cells(0, 0)
        self._cursor = (0, 0)
        self._fresh = False

    def begin(self, shown: Cells) -> None:
        """The terminal shows this: a blank screen, or a picture of before."""
        self._shown, self._wanted = shown, shown.copy()
        self._changes.forget()
        self._fresh = True

    def resize(self, width: int, height: int) -> bool:
        """The terminal may have another size: what it shows now, nobody knows. Whether that is so."""
        if self._fresh and (width, height) == (self._shown.width, self._shown.height):
            return False  # the size that it had at the beginning, said once more
        self._fresh = False
        self._wanted = Cells(width, height)
        self._shown = Cells(width, height, known=False)
        self._changes.forget()
        return True

    def forget(self) -> None:
        """What the terminal shows is not known any more, since something else may have written to it."""
        self._shown.fill(known=False)
        self._changes.forget()

    def paint(self, drawn: str) -> None:
        """Shows what was drawn."""
        if self.still:
            return
        self._fresh = False
        try:
            rows, cursor = draw(self._wanted, drawn)
        except Foreign:
            self._send(drawn)
            self.forget()
            return
        sent = self._changes.between(self._shown, self._wanted, rows)
        if cursor != self._cursor:
            # Hidden as it is, it tells an input method where the person types.
            self._cursor = cursor
            sent += self._changes.place_cursor(*cursor)
        if sent:
            framed = self.frames and len(sent) >= FRAMED_FROM
            self._send(BEGIN_FRAME + sent + END_FRAME if framed else sent)
