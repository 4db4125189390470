"""What a list shows: rows, where they come from, and those that are read of them."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from interview_tui.domain.errors import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

READ_AT_LEAST = 8
"""Rows read before and after the one that is asked for. A list of one line would otherwise read at every move."""
ROWS_KEPT = 1024
"""Rows that are kept at most, several screenfuls."""


class ListRow(Protocol):
    """What a list must know of a row. How it looks is for `ListView.draw` to say."""

    @property
    def key(self) -> Hashable:
        """Names the row among all rows of the list, from one source to the next; never None."""

    @property
    def selectable(self) -> bool:
        """Whether the cursor may stand on it: it may not on a heading."""


RowT = TypeVar("RowT", bound=ListRow)
R_co = TypeVar("R_co", bound=ListRow, covariant=True)


class RowSource(Protocol[R_co]):
    """Where a list gets its rows, in their order. Shown rows do not change: new data is a new source."""

    def __len__(self) -> int:
        """The number of rows."""

    def window(self, start: int, stop: int) -> Sequence[R_co]:
        """The rows from `start` up to, not including, `stop`; fewer where the data has shrunk meanwhile."""

    def index(self, key: Hashable) -> int | None:
        """Where the row of that key stands, or None."""

    def items(self, start: int, stop: int) -> int:
        """How many rows from one place up to another can be selected."""


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

    def items(self, start: int, stop: int) -> int:
        """How many can be selected."""
        return sum(row.selectable for row in self._rows[start:stop])


class RowWindow(Generic[RowT]):
    """The rows of a source that were read: around each one that was asked for, half a screenful before and after it."""

    def __init__(self, unread: Callable[[Exception], object]) -> None:
        """`unread` gets the error where rows cannot be read from the store."""
        self._unread = unread
        self.show(None)

    def show(self, source: RowSource[RowT] | None) -> None:
        """Another source, or none."""
        self.source = source
        self.count = len(source) if source is not None else 0
        self._rows: dict[int, RowT | None] = {}

    def index(self, key: Hashable) -> int | None:
        """Where the row of that key stands, or None."""
        return self.source.index(key) if self.source is not None else None

    def row(self, index: int, height: int) -> RowT | None:
        """The row at an index of a list of that height; None where there is none."""
        if index not in self._rows:
            self._read(index, max(height // 2 + 1, READ_AT_LEAST))
        return self._rows.get(index)

    def _read(self, index: int, reach: int) -> None:
        """Reads the rows round an index that were not read yet, and keeps them."""
        if self.source is None or not 0 <= index < self.count:
            return
        if len(self._rows) > ROWS_KEPT:
            self._rows.clear()
        first = next((i + 1 for i in range(index - 1, index - reach, -1) if i in self._rows), max(0, index - reach))
        stop = next((i for i in range(index + 1, index + reach) if i in self._rows), min(self.count, index + reach + 1))
        window = range(first, stop)
        rows: Sequence[RowT | None] = ()
        try:
            rows = self.source.window(first, stop)
        except StoreTrouble as error:  # it may come while a picture is drawn; what was read before stays
            self._unread(error)
        # Where the data has shrunk meanwhile, and where it cannot be read, there is no row.
        self._rows.update(zip_longest(window, rows[: len(window)]))
