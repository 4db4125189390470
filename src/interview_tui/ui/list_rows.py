"""What a list shows: rows, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


class Row(Protocol):
    """What a list must know of a row. How it looks is for `ListView.draw` to say."""

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
