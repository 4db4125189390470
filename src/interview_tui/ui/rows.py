"""What a list shows: rows, where they come from, and how a line is fitted to its width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, runtime_checkable

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from rich.text import Text

_ELLIPSIS = "…"
# At the end of a text it would join what is put after it.
_JOINER = "\u200d"
_ONE_LINE = str.maketrans("\n\r\t", "   ")


class Row(Protocol):
    """What a list must know of a row. How it looks is for `RowList.draw` to say."""

    @property
    def key(self) -> Hashable:
        """Names the row among all rows of the list, from one source to the next; never None."""

    @property
    def selectable(self) -> bool:
        """Whether the cursor may stand on it: it may not on a heading."""


R_co = TypeVar("R_co", bound=Row, covariant=True)


class RowSource(Protocol[R_co]):
    """Where a list gets its rows, in their order. Shown rows do not change: new data is a new source."""

    def __len__(self) -> int:
        """The number of rows that are known. It may grow with `window` and `find`."""

    def window(self, start: int, stop: int) -> Sequence[R_co]:
        """The rows from `start` up to, not including, `stop`; fewer where the data has shrunk meanwhile."""

    def index(self, key: Hashable) -> int | None:
        """Where the row of that key stands, or None."""


@runtime_checkable
class Growing(Protocol):
    """A source that may know only its first rows."""

    def find(self, number: int | None) -> None:
        """Knows at least so many rows, or all, as far as there are."""


class Held(Generic[R_co]):
    """Rows that are few enough to hold them all."""

    def __init__(self, rows: Sequence[R_co]) -> None:
        self._rows = rows
        self._places = {row.key: place for place, row in enumerate(rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def window(self, start: int, stop: int) -> Sequence[R_co]:
        """The rows from one place up to another."""
        return self._rows[start:stop]

    def index(self, key: Hashable) -> int | None:
        """Where a row stands."""
        return self._places.get(key)


def fit(text: Text, width: int) -> Text:
    """A copy of the text on one line, exactly `width` cells wide: padded, or cut with an ellipsis."""
    line = text.copy()
    line.plain = _cut(line.plain.translate(_ONE_LINE), width)
    line.pad_right(width - line.cell_len)
    return line


def fit_text(text: str, width: int) -> str:
    """The same for a plain string."""
    line = _cut(text.translate(_ONE_LINE), width)
    return line + " " * (width - cell_len(line))


def _cut(line: str, width: int) -> str:
    line = line.rstrip(_JOINER)
    if cell_len(line) <= width:
        return line
    kept = set_cell_size(line, max(0, width - 1))
    while kept and (cell_len(kept) >= width or kept[-1] in " " + _JOINER):
        kept = kept[:-1]  # joiners make the cut text wider than what it was cut to
    return kept + _ELLIPSIS if width > 0 else ""
