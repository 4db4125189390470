"""Dates and times of a calendar as instants, with the zone that they were agreed in."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.data_classes import dataclass
from interview_tui.domain.text import shorten
from interview_tui.importing.calendar_times import read_offset, read_time
from interview_tui.importing.importer import data_file
from interview_tui.importing.zone_names import iana_name, windows_zones, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from interview_tui.importing.ics import Component
    from interview_tui.importing.properties import Property

_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NO_DAY = frozenset({"FREQ", "UNTIL", "COUNT", "WKST", "INTERVAL", "BYHOUR", "BYMINUTE", "BYSECOND"})
"""What does not say which day it is: the rest of a rule with one."""
_WHICH_DAY = frozenset({"BYMONTH", "BYDAY", "BYMONTHDAY"})
_MOST = 64
"""The number of halves, the latest ones, and of single dates in each, that are read of a definition: some programs
write down every change since the days of railway time.
"""
_UNTIL = re.compile(r"(?:^|;)UNTIL=(\d{4})(\d\d)(\d\d)", re.IGNORECASE)
_FOREVER = datetime(9999, 12, 31)  # noqa: DTZ001
_EVER = datetime(1601, 1, 1, 2)  # noqa: DTZ001 -- the first day of Outlook's definitions
_ZONE_BEHIND = re.compile(r"([^\[\]]{8,40})\[([\w/+-]{2,60})\]")
"""`2026-12-02T14:00+01:00[Europe/Berlin]`, as Java writes it."""
_LIKELY: list[str] = data_file("invitations")["zones"]["likely"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMoment:
    """A date or time of an event: in UTC, with the IANA name of its zone. Without a zone (a floating time, a
    whole day) `at` is naive and `zone` is ''."""

    at: datetime
    zone: str = ""
    all_day: bool = False
    doubt: str = ""
    """What is to be said of the zone, where it is not clear."""


@dataclass(frozen=True, slots=True)
class _ClockChange:
    """A yearly rule of the common kind; others stand for their first day only. It is counted out here, since dateutil
    looks up to the year 9999 for a day that there is not.
    """

    month: int
    weekdays: frozenset[tuple[int, int]]
    """Which in the month, from either end, 0 for each; and the weekday."""
    days: frozenset[int]
    """Of the month, from either end."""

    @classmethod
    def of(cls, rule: str, onset: datetime) -> _ClockChange | None:
        """What a rule leaves out (RFC 5545), and the hour, is the onset's."""
        parts = dict(part.strip().upper().partition("=")[::2] for part in rule[:200].split(";") if part)
        month = parts.get("BYMONTH", str(onset.month))
        named = [_DAY.fullmatch(part.strip()) for part in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
        days = [part.strip() for part in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else []
        yearly = (parts.get("FREQ"), parts.get("INTERVAL", "1")) == ("YEARLY", "1")
        numbers = all(re.fullmatch(r"[+-]?[0-9]{1,2}", day) for day in (month, *days))
        if not (yearly and numbers and all(named) and 1 <= int(month) <= 12 and parts.keys() - _NO_DAY <= _WHICH_DAY):
            return None
        if not named and not days:
            days = [str(onset.day)]
        weekdays = frozenset((int(found[1] or 0), _WEEKDAYS.index(found[2])) for found in named if found)
        return cls(int(month), weekdays, frozenset(map(int, days)))

    def days_of(self, year: int, onset: datetime) -> Iterator[datetime]:
        """The changes of a year, at the onset's hour."""
        first, last = monthrange(year, self.month)
        for day in range(1, last + 1):
            weekday = (first + day - 1) % 7
            named = {(which, weekday) for which in (0, (day - 1) // 7 + 1, -((last - day) // 7 + 1))}
            if (not self.days or not self.days.isdisjoint({day, day - last - 1})) and (
                not self.weekdays or not self.weekdays.isdisjoint(named)
            ):
                yield onset.replace(year=year, month=self.month, day=day)


@dataclass(frozen=True, slots=True)
class _Observance:
    """One half of a zone's own definition: from `onset` on, and again by `rule`, the clock is at `offset`."""

    onset: datetime
    before: timedelta
    offset: timedelta
    rule: _ClockChange | None
    until: datetime
    extra: tuple[datetime, ...]

    def last_onset(self, local: datetime) -> datetime | None:
        """The last onset not after that local time."""
        onsets = [self.onset, *self.extra]
        if self.rule and self.onset <= local:
            year = min(local, self.until).year
            for one in (year, max(year - 1, 1)):
                onsets += self.rule.days_of(one, self.onset)
        known = [onset for onset in onsets if onset <= local and self.onset <= onset <= self.until]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that one calendar names: its own, the calendar's, and the world's."""

    home: tzinfo | None
    """X-WR-TIMEZONE, or the TZ of vCalendar 1.0, when it is a zone."""
    defined: dict[str, tuple[_Observance, ...]]
    said: dict[str, str]
    """By TZID, the IANA name that the definition gives for itself."""

    @classmethod
    def of(cls, calendar: Component) -> Zones:
        zones = {_plain(zone.text("TZID")): zone for zone in calendar.parts("VTIMEZONE")}
        home = zone_of(calendar.text("X-WR-TIMEZONE") or calendar.text("TZ"))
        own = {tzid: zone_of(zone.text("X-LIC-LOCATION")) for tzid, zone in zones.items()}
        return cls(
            home.zone if home else None,
            {tzid: _latest(zone) for tzid, zone in zones.items()},
            {tzid: iana_name(zone.zone) if zone else "" for tzid, zone in own.items()},
        )

    def moment(self, prop: Property, value: str | None = None) -> CalendarMoment:
        """The instant that the property gives, or one `value` of several. Raises ValueError when it is not a date."""
        value = prop.value if value is None else value
        bracket = _ZONE_BEHIND.fullmatch(value.strip())
        at = read_time(bracket[1] if bracket else value)
        if not isinstance(at, datetime):
            return CalendarMoment(at=datetime(at.year, at.month, at.day), all_day=True)  # noqa: DTZ001
        if prop.params.get("VALUE", "").upper() == "DATE" and at.tzinfo is None and not at.hour and not at.minute:
            return CalendarMoment(at=at, all_day=True)
        return self.local_moment(at, prop.params.get("TZID", "") or (bracket[2] if bracket else ""))

    def local_moment(self, at: datetime, tzid: str) -> CalendarMoment:
        """A local time of a zone, or an instant that was agreed there. Raises ValueError for one that no year has."""
        try:
            return self._of_time(at, tzid.strip().strip("\"'"))
        except OverflowError as error:
            raise ValueError(at) from error

    def _of_time(self, at: datetime, tzid: str) -> CalendarMoment:
        named = zone_of(tzid) or zone_of(self.said.get(_plain(tzid), "")) if tzid else None
        home = iana_name(self.home) if self.home else "UTC"
        key = iana_name(named.zone) if named else ""
        if at.tzinfo is not None:
            return CalendarMoment(at=at.astimezone(UTC), zone=key if key not in ("", "UTC") else home)
        plain, guessed = _plain(tzid), False
        if tzid and named is None and plain not in self.defined and len(self.defined) == 1:
            (plain,), guessed = self.defined, True
        observances = self.defined.get(plain, ())
        by_rules = at.replace(tzinfo=timezone(_offset(observances, at))).astimezone(UTC) if observances else None
        if named and (named.well_known or by_rules is None):
            instant = at.replace(tzinfo=named.zone).astimezone(UTC)
            differs = by_rules is not None and by_rules != instant
            doubt = (
                f"its own rules for the time zone “{shorten(tzid, 40)}” give another time: check it" if differs else ""
            )
            return CalendarMoment(at=instant, zone=key if key != "UTC" else home, doubt=doubt)
        unknown = f"its time zone “{shorten(tzid, 40)}” is not known: taken as {{}}, so check the time" if tzid else ""
        if by_rules is not None:
            doubt = unknown.format("the one that it defines") if guessed else ""
            return CalendarMoment(at=by_rules, zone=self._likely_name(plain, key, at), doubt=doubt)
        if self.home is None:
            return CalendarMoment(at=at, doubt=unknown.format("your own"))
        return CalendarMoment(
            at=at.replace(tzinfo=self.home).astimezone(UTC), zone=home, doubt=unknown.format(f"the calendar's, {home}")
        )

    def _likely_name(self, tzid: str, key: str, at: datetime) -> str:
        """The IANA zone whose clock goes as the definition's does in that year."""
        observances, home = self.defined[tzid], iana_name(self.home) if self.home else ""
        probes = [datetime(at.year, month, day, 12) for month in range(1, 13) for day in (1, 15)]  # noqa: DTZ001
        wanted = [_offset(observances, probe) for probe in probes]
        for name in (self.said[tzid], key, home, *_LIKELY, *windows_zones()):
            if name and [ZoneInfo(name).utcoffset(probe) for probe in probes] == wanted:
                return name
        return self.said[tzid] or home or "UTC"


def _plain(tzid: str) -> str:
    """As TZIDs are compared: the same one is written with quotes here and without them there."""
    return tzid.strip().strip("\"'").casefold()


def _offset(observances: tuple[_Observance, ...], local: datetime) -> timedelta:
    onsets = [(onset, one) for one in observances if (onset := one.last_onset(local))]
    if onsets:
        return max(onsets, key=lambda pair: pair[0])[1].offset
    return min(observances, key=lambda one: one.onset).before


def _latest(zone: Component) -> tuple[_Observance, ...]:
    return tuple(sorted(_observances(zone), key=lambda one: one.onset)[-_MOST:])


def _observances(zone: Component) -> Iterator[_Observance]:
    """The definition's halves; one that cannot be read is left out."""
    for part in zone.parts("STANDARD") + zone.parts("DAYLIGHT"):
        before, offset = read_offset(part.text("TZOFFSETFROM")), read_offset(part.text("TZOFFSETTO"))
        if offset is None:
            continue
        try:
            onset = _local(part.text("DTSTART")) if part.text("DTSTART").strip() else _EVER
            dates = (value for prop in part.all("RDATE") for value in prop.value.split(","))
            extra = tuple(_local(value) for value in islice(dates, _MOST))
            until = _until(part.text("RRULE"))
            rule = _ClockChange.of(part.text("RRULE"), onset)
            one = _Observance(onset, offset if before is None else before, offset, rule, until, extra)
        except (ValueError, OverflowError):
            continue
        yield one


def _local(text: str) -> datetime:
    """A local time. Raises ValueError when it is none."""
    at = read_time(text)
    return at.replace(tzinfo=None) if isinstance(at, datetime) else datetime(at.year, at.month, at.day)  # noqa: DTZ001


def _until(rule: str) -> datetime:
    """The end of a rule. Raises ValueError when it is not a date."""
    end = _UNTIL.search(rule)
    return datetime(int(end[1]), int(end[2]), int(end[3]), 23, 59, 59) if end else _FOREVER  # noqa: DTZ001
