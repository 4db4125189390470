"""What a list shows: rows, where they come from, and those that are read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from interview_tui.domain.errors import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

READ_AT_LEAST = 16
"""Rows read before and after the one that is asked for. A list of one line would otherwise read at every move."""


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
    """The rows of a source that were read last: a screenful before and after the one that was asked for."""

    def __init__(self, unread: Callable[[Exception], object]) -> None:
        """`unread` gets the error where rows cannot be read from the store."""
        self._unread = unread
        self.show(None)

    def show(self, source: RowSource[RowT] | None) -> None:
        """Another source, or none."""
        self.source = source
        self.count = len(source) if source is not None else 0
        self._rows: Sequence[RowT] = ()
        self._read = self._unreadable = range(0)

    def index(self, key: Hashable) -> int | None:
        """Where the row of that key stands, or None."""
        return self.source.index(key) if self.source is not None else None

    def row(self, index: int, height: int) -> RowT | None:
        """The row at an index of a list of that height; None where there is none."""
        if self.source is None or not 0 <= index < self.count:
            return None
        if index not in self._read:
            if index in self._unreadable:
                return None
            reach = max(height, READ_AT_LEAST)
            window = range(max(0, index - reach), min(self.count, index + reach + 1))
            try:
                self._rows, self._read = self.source.window(window.start, window.stop), window
            except StoreTrouble as error:  # it may come while a picture is drawn; what was read before stays
                self._unreadable = window
                self._unread(error)
                return None
        place = index - self._read.start
        return self._rows[place] if place < len(self._rows) else None
