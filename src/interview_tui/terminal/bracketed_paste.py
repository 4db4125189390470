"""A paste: text between two markers, which may be cut off, stall and go on.

Textual's parser ends a paste at the first escape character in it, and takes what follows for keys that were pressed.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

START, END = "\x1b[200~", "\x1b[201~"
REPLACEMENT = "\ufffd"
"""What stands for bytes that are no text."""
LARGEST_PASTE = 4_000_000
"""Characters of a paste; what comes after them is dropped."""
PAUSE = 0.25
"""Seconds without input after which what has come of a paste is handed on."""
SMALL = 5_000
"""Characters; a longer paste is handed on only when it is over, so that its whole length is known."""
OVER = 0.5
"""Further seconds after which it is over, though its end has not come."""
_GOES_ON = 30.0
"""Seconds without input in which the rest of a paste that was cut off may come."""
ARRIVED_TOGETHER = 0.02
"""What comes within so many seconds has been sent together."""
TYPED_AT_MOST = 4
"""Characters of text that come together and may be typed keys, unless a line ends among them; more are the rest of the
paste.
"""
SPLIT = 0.4
"""Seconds in which the rest of a sequence comes of which a slow line has brought the beginning."""
_LONGEST_HELD = 64
_LONGEST_BURST = 65_536
_CUT = re.compile(r"(?:\r|\x1b(?:\[[0-?]*[ -/]*)?)\Z")
"""What may be half an end of a line, of a sequence, or of the marker."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _State(Enum):
    """How far a paste is."""

    OPEN = auto()
    PAUSED = auto()
    """Nothing has come for a moment. What comes now is of the paste, but for esc, ctrl and a letter, and the like."""
    CUT_OFF = auto()
    """The keyboard is free again. What comes now is typed, but for what is too much at once or ends with the marker."""


_PATIENCE: dict[_State | None, float] = {_State.OPEN: PAUSE, _State.PAUSED: OVER, _State.CUT_OFF: _GOES_ON}
_LATER: dict[_State | None, _State] = {_State.OPEN: _State.PAUSED, _State.PAUSED: _State.CUT_OFF}


class BracketedPaste:
    """The paste that is under way, if any. Time passes by calls of `silence`."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        """`clean` drops from what is pasted all that drives a terminal."""
        self._clean = clean
        self.state: _State | None = None
        self._parts: list[str] = []
        self._size = 0
        self._held = ""
        """What the input has ended with, as far as it may be half of something."""
        self._burst = ""
        """What has come together after a pause."""

    @property
    def takes_all(self) -> bool:
        """Whether it waits for more before anything else does."""
        return self.state in (_State.OPEN, _State.PAUSED) or self._burst != ""

    @property
    def patience(self) -> float | None:
        """Seconds to wait for more before `silence`; None where nothing is waited for."""
        if self._burst:
            return SPLIT if END.startswith(self._held + self._burst) else ARRIVED_TOGETHER
        return _PATIENCE.get(self.state)

    def begin(self) -> None:
        """The first marker has come."""
        self.state, self._size, self._held = _State.OPEN, 0, ""

    def feed(self, text: str) -> tuple[str, str]:
        """Takes input while there is a paste: gives what is to be pasted of it, cleaned, and what else it is."""
        if self.state is not _State.OPEN:
            self._burst += text
            return self._decide() if len(self._burst) > _LONGEST_BURST else ("", "")
        before, found, rest = (self._held + text).partition(END)
        self._held = ""
        if not found and (cut := _CUT.search(before, max(0, len(before) - _LONGEST_HELD))):
            before, self._held = before[: cut.start()], cut[0]
        self._parts.append(before[: max(0, LARGEST_PASTE - self._size)])
        self._size += len(before)
        if not found:
            return "", ""
        self.state = None
        return self._take(), rest

    def silence(self) -> tuple[str, str]:
        """Nothing has come for as long as `patience` was: gives the same as `feed`."""
        if self._burst:
            return self._decide()
        self.state = _LATER.get(self.state)
        return "" if self.state is _State.PAUSED and self._size > SMALL else self._take(), ""

    def _take(self) -> str:
        # A terminal sends the ends of pasted lines as it does the enter key. A marker in the text is none.
        text = "".join(self._parts).replace(START, "").replace(END, "").replace(REPLACEMENT, "")
        self._parts.clear()
        return self._clean(text)

    def _decide(self) -> tuple[str, str]:
        """What has come together after a pause goes on with the paste, or was typed."""
        burst, self._burst = self._burst, ""
        before, ended, _ = (self._held + burst).partition(END)
        text = self._clean(burst)
        too_much = len(text) > TYPED_AT_MOST or (len(text) > 1 and "\n" in text)
        if START not in before and (ended or too_much or (self.state is _State.PAUSED and not _CONTROL.match(burst))):
            self.state = _State.OPEN
            return self.feed(burst)
        self.state, self._held = _State.CUT_OFF, ""
        return self._take(), burst
