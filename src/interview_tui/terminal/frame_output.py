"""What goes to the terminal: the picture that it shows, the one that it is to show, and what turns this into that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.terminal.cells import Cells, Foreign, cells_of, draw
from interview_tui.terminal.frame_diff import FrameDiff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from interview_tui.terminal.capabilities import Terminal

BEGIN_FRAME, END_FRAME = "\x1b[?2026h", "\x1b[?2026l"
FRAMED_FROM = 1024
"""A picture of fewer characters reaches the terminal in one piece and needs no synchronized update."""


class FrameOutput:
    """Takes pictures by `paint`, lines by `put`, and writes what the terminal needs.

    `frames`: the terminal has synchronized updates (mode 2026). `still`: nothing is sent any more.
    """

    def __init__(self, terminal: Terminal, send: Callable[[str], None]) -> None:
        self.frames = self.still = False
        self.terminal = terminal
        self._send = send
        self._changes = FrameDiff(terminal)
        self._shown = self._wanted = Cells(0, 0)
        self._cursor = (0, 0)
        self._fresh = False
        self._drawn: set[int] = set()
        """The rows in which something was drawn since the last picture."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal; it may have them before what is drawn has been laid out for them."""
        return self._wanted.width, self._wanted.height

    def begin(self, shown: Cells) -> None:
        """Begins with what the terminal shows: a blank screen, or the first frame."""
        self._shown, self._wanted = shown, shown.copy()
        self._changes.forget()
        self._fresh = True

    def resize(self, width: int, height: int) -> bool:
        """Takes another size, with unknown cells; False where the size is the one that it began with."""
        if self._fresh and (width, height) == (self._shown.width, self._shown.height):
            return False  # the first report of the size
        self._fresh = False
        self._wanted = Cells(width, height)
        self._shown = Cells(width, height, known=False)
        self._drawn.clear()
        self._changes.forget()
        return True

    def forget(self) -> None:
        """Marks every cell as unknown: something else may have written to the terminal."""
        self._shown.fill(known=False)
        self._changes.forget()

    def put(self, y: int, x: int, parts: Iterable[tuple[str, str]]) -> None:
        """Draws texts, each with its look, from a cell on; `send` shows them."""
        for text, look in parts:
            texts = cells_of(text)
            self._wanted.put(y, x, texts, look)
            x += len(texts)
        self._drawn.add(y)

    def paint(self, drawn: str) -> None:
        """Shows what was drawn as Textual draws it."""
        if self.still:
            return
        try:
            rows, cursor = draw(self._wanted, drawn)
        except Foreign:
            self._send(drawn)
            self.forget()
            return
        self._drawn |= rows
        self.send(cursor)

    def send(self, cursor: tuple[int, int] | None = None) -> None:
        """Shows what was drawn, and the cursor at a place (row, column)."""
        if self.still:
            return
        self._fresh = False
        rows, self._drawn = self._drawn, set()
        sent = self._changes.between(self._shown, self._wanted, rows)
        if cursor is not None and cursor != self._cursor:
            # Hidden as it is, it tells an input method where the person types.
            self._cursor = cursor
            sent += self._changes.place_cursor(*cursor)
        if sent:
            framed = self.frames and len(sent) >= FRAMED_FROM
            self._send(BEGIN_FRAME + sent + END_FRAME if framed else sent)
