"""Which of the daily backups are kept: close together in the last days, further apart the older they are."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many of the last days, weeks and months that have a backup keep one."""


def kept(days: Iterable[date]) -> frozenset[date]:
    """Of the days that have a backup those whose backup stays: the last seven, the last day of each of the last four
    weeks (from Monday), and the last day of each of the last twelve months. What has none does not count, so that
    somebody who was away for long loses nothing by coming back.
    """
    newest_first = sorted(set(days), reverse=True)
    return frozenset(
        [
            *newest_first[:DAILY],
            *_last_of_each(newest_first, lambda day: day.isocalendar()[:2], WEEKLY),
            *_last_of_each(newest_first, lambda day: (day.year, day.month), MONTHLY),
        ]
    )


def _last_of_each(newest_first: list[date], span: Callable[[date], tuple[int, int]], most: int) -> Iterable[date]:
    return islice((next(group) for _, group in groupby(newest_first, key=span)), most)
