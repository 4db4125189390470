"""A zone's clock changes as one yearly rule, for the years in which they are one, and its definition (VTIMEZONE).

Outlook reads of a definition one STANDARD and one DAYLIGHT, each with a yearly rule, and no single dates
([MS-STANOICAL] 2.2.47). What no such rule says, as the changes around Ramadan, stands in the calendar in UTC.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

EARLIEST = 1970
"""No year before this one is looked at."""
_YEARS_AHEAD = 10
"""So many years ahead a rule is followed."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STEP = timedelta(days=7)
"""No zone has put its clock forward and back again within so short a time."""


@dataclass(frozen=True, slots=True)
class _Half:
    """A change of the clock, as a rule: on the nth such weekday of that month, at that time by the clock of before."""

    month: int
    weekday: int
    nths: frozenset[int]
    """From 1, or -1 for the last: a fourth one may be the last too."""
    at: time
    before: timedelta
    after: timedelta
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """How a zone's clock changes in each of the years from `first` to `last`: twice, or never."""

    zone: ZoneInfo
    first: int
    last: int
    halves: tuple[_Half, ...]

    def holds(self, at: datetime) -> bool:
        """Whether it gives the offset at a time in its zone. Before the first change there is no rule."""
        return self.first < at.year <= self.last

    def definition(self) -> str:
        """The VTIMEZONE, with line ends."""
        lines = ["BEGIN:VTIMEZONE", f"TZID:{self.zone.key}"]
        if not self.halves:
            bare = datetime(self.first, 1, 1)  # noqa: DTZ001 -- by the zone's own clock
            here = datetime(self.last, 7, 1, tzinfo=self.zone)  # the first year may begin with a change
            offset = here.utcoffset() or timedelta()
            lines += _observance("STANDARD", bare, offset, offset, here.tzname() or "")
        # By the offsets: in Dublin the winter is said to be the daylight saving time.
        for kind, half in zip(("STANDARD", "DAYLIGHT"), sorted(self.halves, key=lambda h: h.after), strict=False):
            nth = -1 if -1 in half.nths else min(half.nths)
            onset = datetime.combine(_day(self.first, half.month, half.weekday, nth), half.at)
            rule = f"RRULE:FREQ=YEARLY;BYMONTH={half.month};BYDAY={nth}{_WEEKDAYS[half.weekday]}"
            lines += _observance(kind, onset, half.before, half.after, half.name, rule)
        return "\r\n".join([*lines, "END:VTIMEZONE", ""])


@lru_cache(512)
def rule_of(zone: ZoneInfo, year: int) -> ZoneRule | None:
    """The rule that holds in a year and in the one before, with all years around them in which it is the same; None
    where there is none, and for UTC, whose times need none.
    """
    halves = None if zone.key == "UTC" or zone.key.endswith("/UTC") else _changes(zone, year)
    if halves is None:
        return None
    first = last = year
    while last < year + _YEARS_AHEAD and (same := _common(halves, _changes(zone, last + 1))) is not None:
        halves, last = same, last + 1
    while first > EARLIEST and (same := _common(halves, _changes(zone, first - 1))) is not None:
        halves, first = same, first - 1
    return ZoneRule(zone, first, last, halves) if first < year else None


def _common(halves: tuple[_Half, ...], others: tuple[_Half, ...] | None) -> tuple[_Half, ...] | None:
    """The rule that is both; None where they differ."""
    if others is None or len(halves) != len(others):
        return None
    both = tuple(replace(one, nths=one.nths & other.nths) for one, other in zip(halves, others, strict=True))
    same = all(one.nths and one == replace(other, nths=one.nths) for one, other in zip(both, others, strict=True))
    return both if same else None


@lru_cache(4096)
def _changes(zone: ZoneInfo, year: int) -> tuple[_Half, ...] | None:
    """The clock's changes in a year: none, or there and back again; None for any others."""
    found = tuple(_half(zone, at) for at in _turns(zone, year))
    there_and_back = len(found) == 2 and (found[0].before, found[0].after) == (found[1].after, found[1].before)
    return found if not found or there_and_back else None


def _turns(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """The instants of a year, in UTC, from which on the zone's offset is another."""
    at, end = (datetime(y, 1, 1, tzinfo=UTC) - timedelta(seconds=1) for y in (year, year + 1))
    while at < end:
        before, after = at, min(at + _STEP, end)
        at = after
        if _offset(zone, before) == _offset(zone, after):
            continue
        while after - before > timedelta(seconds=1):
            middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
            if _offset(zone, middle) == _offset(zone, before):
                before = middle
            else:
                after = middle
        yield after


def _half(zone: ZoneInfo, turn: datetime) -> _Half:
    before, after = _offset(zone, turn - timedelta(seconds=1)), _offset(zone, turn)
    clock = (turn + before).replace(tzinfo=None)
    length = monthrange(clock.year, clock.month)[1]
    nths = {(clock.day + 6) // 7, *([-1] if clock.day + 7 > length else [])}
    name = turn.astimezone(zone).tzname() or ""
    return _Half(clock.month, clock.weekday(), frozenset(nths), clock.time(), before, after, name)


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _day(year: int, month: int, weekday: int, nth: int) -> date:
    first, length = monthrange(year, month)
    days = range(1 + (weekday - first) % 7, length + 1, 7)
    return date(year, month, days[nth if nth < 0 else nth - 1])


def _observance(
    kind: str, onset: datetime, before: timedelta, after: timedelta, name: str, *rule: str
) -> tuple[str, ...]:
    offsets = (f"TZOFFSETFROM:{_signed(before)}", f"TZOFFSETTO:{_signed(after)}", f"TZNAME:{name}")
    return f"BEGIN:{kind}", f"DTSTART:{onset:%Y%m%dT%H%M%S}", *rule, *offsets, f"END:{kind}"


def _signed(offset: timedelta) -> str:
    """`+0530`; with seconds only where there are some."""
    minutes, seconds = divmod(abs(offset) // timedelta(seconds=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
