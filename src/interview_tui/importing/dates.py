"""Dates as other programs and people write them into tables.

ISO 8601 is always ISO 8601, and with points between the numbers the day is always the first. What else is ambiguous
(`03/04/2026`) goes by the user's word. What names no whole day, or a zone that nobody can be sure of, is not read.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from interview_tui.domain.dates import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 60
"""No date takes more characters."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?", re.ASCII)
_PARTS = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d{1,2}([/.-]) ?\d{1,2}\1 ?\d\d(?!\d)", re.ASCII)
_NUMBERS = re.compile(r"\d{1,4}[/.-] ?\d{1,2}[/.-] ?\d{1,4}", re.ASCII)
_YEAR_FIRST = re.compile(r"\d{4}\D", re.ASCII)
_POINTS = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{2,4}(?!\d)", re.ASCII)
_DAY_IS_FIRST = re.compile(r"\s*(?:1[3-9]|2\d|3[01])[/-]\d{1,2}[/-]\d{2,4}(?!\d)", re.ASCII)
_MONTH_IS_FIRST = re.compile(r"\s*\d{1,2}[/-](?:1[3-9]|2\d|3[01])[/-]\d{2,4}(?!\d)", re.ASCII)
_OCLOCK = re.compile(r"\s+Uhr\Z", re.IGNORECASE)
_BARE = (datetime(1904, 1, 1), datetime(2005, 2, 2, 13, 14, 15))  # noqa: DTZ001 -- what a text leaves out differs


def day_is_first(texts: Iterable[str], *, usual: bool = False) -> bool:
    """Whether some of the dates (25/12/2026) can only have the day first, and none only the month; where neither is so,
    whether that is usual.
    """
    found = usual
    for text in texts:
        if _MONTH_IS_FIRST.match(text):
            return False
        found = found or _DAY_IS_FIRST.match(text) is not None
    return found


def read_day(text: str, formats: tuple[str, ...] = (), *, day_first: bool = False) -> date | None:
    """The day that a text says, whatever its time of day; None for what is no clear day."""
    found = read_moment(text, formats, day_first=day_first)
    return found.date() if isinstance(found, datetime) else found


def read_moment(text: str, formats: tuple[str, ...] = (), *, day_first: bool = False) -> datetime | date | None:
    """A day, or with a time of day an instant, naive where it names no zone. `formats` are tried first, with the month
    before the day; `day_first` turns that round. None for what is neither.
    """
    text = _OCLOCK.sub("", text.strip())
    if len(text) > _LONGEST or len(_PARTS.findall(text)) < 3 or not _YEAR.search(text):
        return None
    try:
        found = _read(text, formats, day_first=day_first)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.year in YEARS else None


@lru_cache(maxsize=4096)
def _read(text: str, formats: tuple[str, ...], *, day_first: bool) -> datetime | date | None:
    if _ISO.fullmatch(text):
        if len(text) == len("2026-12-02"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text.replace(",", ".").replace(" ", "T", 1).replace(" ", "")).replace(
            microsecond=0
        )
    for form in formats:
        turned = form.replace("%m/%d", "%d/%m") if day_first else form
        try:
            found = datetime.strptime(text, turned)  # noqa: DTZ007 -- the clock on the user's wall
        except ValueError:
            continue
        return found if "%M" in form else found.date()
    if len(_NUMBERS.findall(text)) > 1:  # a span of days
        return None
    day_first = (day_first or _POINTS.match(text) is not None) and not _YEAR_FIRST.match(text)
    return _parsed(text, day_first=day_first)


def _parsed(text: str, *, day_first: bool) -> datetime | date | None:
    """By dateutil, which fills what a text leaves out: only what comes out the same however it is filled was said."""
    from dateutil.parser import parse

    one, other = (parse(text, default=bare, dayfirst=day_first, tzinfos=_zone) for bare in _BARE)
    if one.date() != other.date():
        return None
    return one.replace(microsecond=0) if one.hour == other.hour else one.date()


def _zone(name: str | None, offset: int | None) -> timezone | None:
    """An offset, or UTC: other names (CST) mean several zones. Raises ValueError for them."""
    if offset is None:
        if name is not None:
            raise ValueError(name)
        return None
    return timezone(timedelta(seconds=offset))
