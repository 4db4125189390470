"""Finding the open follow-ups that hold some words, in the order of the queue, no more of them than are asked for.

A common word is found among the first of the queue. Where it is not, the index of pieces leads from one day to the next
on which there may be some.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from interview_tui.store.database import STORED_ORDER
from interview_tui.store.filtering import is_indexed, pieces

if TYPE_CHECKING:
    import sqlite3

    from interview_tui.store.filtering import Filter

AHEAD = 64
"""So many more than were asked for are found: a screenful or two, so that a list knows that it goes on."""
_GLANCE = 1_000
"""So many of the queue are looked at before the index is asked."""
_COMMON = 16
"""While one in so many is found by looking, the index is not asked."""
_STRIDE = 250
_NONE = -1


class Search:
    """The follow-ups found so far."""

    def __init__(self, reader: sqlite3.Connection, words: Filter, order: str, until: str | None, counting: str) -> None:
        """`order` and `counting` are SQL: a follow-up's place, and whether it is owed."""
        self._reader, self._filter, self._order, self._counting = reader, words, order, counting
        self._until = until or "~"  # beyond every date
        self._places: list[tuple[str, int]] = []
        self._index: dict[int, int] = {}
        self._seen = 0
        self._last = ("", 0)
        self._pieces: str | None = None
        self._next = 0
        self._begun = False
        self._complete = False

    @property
    def complete(self) -> bool:
        """Whether all are found."""
        self._begin()
        return self._complete

    def before(self, day: str | None) -> int:
        """How many of those found are due before a day, or in all."""
        self._begin()
        return len(self._places) if day is None else bisect_left(self._places, (day, 0))

    def ids(self, start: int, stop: int) -> list[int]:
        """Those from one place up to another."""
        self._begin()
        if stop + AHEAD // 2 > len(self._places):
            self.find(stop + AHEAD)
        return [follow_up for _, follow_up in self._places[start : max(start, stop)]]

    def index(self, follow_up: int) -> int | None:
        """Where one stands; None where it is not among those found."""
        self._begin()
        return self._index.get(follow_up)

    def find(self, number: int | None) -> None:
        """Finds at least so many, or all that there are."""
        while not self._complete and (number is None or len(self._places) < number):
            common = self._seen < _GLANCE or len(self._places) * _COMMON >= self._seen
            if self._order != STORED_ORDER or (number is None and common):
                self._find_all()
            elif common and self._pieces is None:
                self._look_on()
            elif self._pieces is None:
                self._ask()
            else:
                self._look_up(number)

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.find(AHEAD)

    def _find_all(self) -> None:
        """Looks at every one: where no index has their order, or most are to be found."""
        rows = self._reader.execute(
            f"SELECT {self._order}, f.id FROM searched s CROSS JOIN follow_ups f ON f.id = s.follow_up_id "  # noqa: S608
            f"WHERE {self._counting} AND {self._order} < ?{self._filter.sql}",
            (self._until, *self._filter.parameters),
        )
        self._keep(rows.fetchall())
        self._complete = True

    def _look_on(self) -> None:
        """Looks at the next of the queue."""
        rows = self._reader.execute(
            "SELECT f.due_sort, f.id, "  # noqa: S608 -- our own names
            f"EXISTS (SELECT 1 FROM searched s WHERE s.follow_up_id = f.id{self._filter.sql}) "
            f"FROM follow_ups f WHERE {self._counting} AND (f.due_sort, f.id) > (?, ?) AND f.due_sort < ? "
            "ORDER BY f.due_sort, f.id LIMIT ?",
            (*self._filter.parameters, *self._last, self._until, _STRIDE),
        ).fetchall()
        self._keep([(place, follow_up) for place, follow_up, found in rows if found])
        self._seen += _STRIDE
        self._complete = len(rows) < _STRIDE
        if rows:
            self._last = rows[-1][:2]

    def _ask(self) -> None:
        """Goes on by the index, from the day on which looking ended."""
        if not is_indexed(self._reader):
            self._find_all()
            return
        self._pieces = pieces(self._reader, self._filter.words)
        self._complete = self._pieces is None
        (first,) = self._reader.execute("SELECT CAST(julianday(?) AS INTEGER) << 32", (self._last[0][:10],)).fetchone()
        self._next = int(first)

    def _look_up(self, number: int | None) -> None:
        """Finds the next ones by the index. Within a day it has no order, so that days are found whole."""
        rows: list[Any] = []
        missing = _NONE if number is None else number - len(self._places)
        ranges = [(self._next, 2**63 - 1, missing)]
        for first, last, most in ranges:
            rows += self._reader.execute(
                "SELECT f.due_sort, f.id, s.place FROM search_follow_ups x "  # noqa: S608 -- our own names
                "CROSS JOIN searched s ON s.place = x.rowid CROSS JOIN follow_ups f ON f.id = s.follow_up_id "
                f"WHERE x.search_follow_ups MATCH ? AND x.rowid BETWEEN ? AND ? AND f.due_sort < ? AND {self._counting}"
                f"{self._filter.sql} ORDER BY x.rowid LIMIT ?",
                (self._pieces, first, last, self._until, *self._filter.parameters, most),
            )
            if most != _NONE and len(rows) == most:
                place = rows[-1][2]
                self._next = (place >> 32) + 1 << 32
                ranges.append((place + 1, self._next - 1, _NONE))
            elif len(ranges) == 1:
                self._complete = True
        self._keep([(place, follow_up) for place, follow_up, _ in rows])

    def _keep(self, found: list[tuple[str, int]]) -> None:
        """Adds those that come after all that are known."""
        fresh = sorted(row for row in found if row[1] not in self._index)
        self._index.update((follow_up, place) for place, (_, follow_up) in enumerate(fresh, start=len(self._places)))
        self._places += fresh
