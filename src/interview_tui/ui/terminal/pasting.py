"""Takes pastes out of the input before anything looks for keys in it.

Textual's parser ends a paste at the first escape character in it, and takes what follows for keys that were pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

START, END = "\x1b[200~", "\x1b[201~"
LARGEST = 4_000_000
"""Characters of a paste; what comes after them is dropped."""
PATIENCE = 8.0
"""Seconds without input after which a paste that was not ended is one: a line that stalls for less loses nothing."""
SPLIT_PATIENCE = 0.01
"""Seconds in which the rest of a marker comes, where a read has ended within one."""


class Paste(str):
    """Text that was pasted, cleaned of everything that is no text."""

    __slots__ = ()


class Pastes:
    """Splits input into what was typed and what was pasted, wherever a read begins and ends."""

    def __init__(self) -> None:
        self._held = ""
        """What may be the beginning of a marker."""
        self._pasted: list[str] | None = None
        self._size = 0

    @property
    def patience(self) -> float | None:
        """Seconds to wait for more before `give_up`; None where nothing is waited for."""
        if self._pasted is not None:
            return PATIENCE
        return SPLIT_PATIENCE if self._held else None

    def feed(self, text: str) -> Iterator[str | Paste]:
        """What the input says, in its order; a paste only when it is whole."""
        text = self._held + text
        self._held = ""
        while text:
            marker = START if self._pasted is None else END
            before, found, rest = text.partition(marker)
            if not found:
                keep = _beginning(before, marker)
                before, self._held = before[: len(before) - keep], before[len(before) - keep :]
            if self._pasted is not None:
                self._take(before)
            elif before:
                yield before
            if found:
                if self._pasted is None:
                    self._pasted, self._size = [], 0
                else:
                    yield self._end()
            text = rest

    def give_up(self) -> Iterator[str | Paste]:
        """Nothing more has come: what was held back is what it is, and a paste is ended."""
        held, self._held = self._held, ""
        if self._pasted is not None:
            self._take(held)
            yield self._end()
        elif held:
            yield held

    def _take(self, text: str) -> None:
        if self._pasted is not None and text:
            self._pasted.append(text[: max(0, LARGEST - self._size)])
            self._size += len(text)

    def _end(self) -> Paste:
        # A terminal sends the ends of pasted lines as it does the enter key. A marker in the text is none.
        text = "".join(self._pasted or []).replace(START, "").replace(END, "")
        self._pasted = None
        return Paste(clean(text))


def _beginning(text: str, marker: str) -> int:
    """How many characters at the end of a text may be the beginning of a marker."""
    return next((size for size in range(len(marker) - 1, 0, -1) if text.endswith(marker[:size])), 0)
