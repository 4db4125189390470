"""Dates, times and durations of calendars, in RFC 5545's form and in the others of ISO 8601 that programs write."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

_TIME = re.compile(
    r"(\d{4})([-/.]?)(\d\d)\2(\d\d)"
    r"(?:(?:[Tt]|\s{1,3})\s?(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?\s?([Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?"
    r"(?:T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d{1,9})?S)?)?",
    re.ASCII | re.IGNORECASE,
)
OFFSET = re.compile(r"([+-]?)(\d{1,2})(?::?(\d\d))?(?::?\d\d)?", re.ASCII)


def read_time(text: str) -> datetime | date:
    """A DATE, or a DATE-TIME: aware where it names an offset, else naive. Raises ValueError when it is neither."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    day = date(int(found[1]), int(found[3]), int(found[4]))
    if found[5] is None:
        return day
    hour, minute, second = (int(found[number] or 0) for number in (5, 6, 7))
    midnight = (hour, minute, second) == (24, 0, 0)
    at = datetime(day.year, day.month, day.day, 0 if midnight else hour, minute, min(second, 59))  # noqa: DTZ001
    try:
        at += timedelta(days=midnight)
    except OverflowError as error:
        raise ValueError(text) from error
    if not found[8]:
        return at
    offset = timedelta() if found[8].isalpha() else read_offset(found[8])
    if offset is None:
        raise ValueError(text)
    return at.replace(tzinfo=timezone(offset) if offset else UTC)


def read_offset(text: str) -> timedelta | None:
    """An offset from UTC (`-0500`, `+5:30`); None for what is none."""
    found = OFFSET.fullmatch(text.strip())
    if found is None or int(found[2]) > 23 or int(found[3] or 0) > 59:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size


def read_duration(text: str) -> timedelta:
    """A DURATION, also with the years and months of ISO 8601: 365 and 30 days. Raises ValueError or OverflowError when
    it is none.
    """
    found = _DURATION.fullmatch("".join(text.split()))
    if found is None or not any(found[number] for number in range(2, 9)):
        raise ValueError(text)
    years, months, weeks, days, hours, minutes, seconds = (int(found[number] or 0) for number in range(2, 9))
    size = timedelta(days=365 * years + 30 * months + days, weeks=weeks, hours=hours, minutes=minutes, seconds=seconds)
    return -size if found[1] == "-" else size
