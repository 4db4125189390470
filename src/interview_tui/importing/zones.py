"""Dates and times of a calendar as instants, with the zone that they were agreed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.importing.ics import read_date, read_time
from interview_tui.importing.importer import data_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.importing.ics import Component, Property

_KEY = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,2}", re.ASCII)
# Names of the machine's zone files that are no zones, or that count leap seconds.
_NO_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")
_UTC_NAMES = frozenset(
    {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Z", "Universal", "Etc/Universal"}
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
# A yearly rule of the common kind. Others could take for ever to count out, and stand for their first day only.
_RULE_PARTS = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY"})
# A month has no sixth Monday, and dateutil fails on some of those.
_BYDAY = re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*")
_MOST = 32
"""The number of halves, and of single dates in each, that are read of a definition: real ones have a dozen."""
_UNTIL = re.compile(r"(?:^|;)UNTIL=(\d{4})(\d\d)(\d\d)", re.IGNORECASE)
_FOREVER = datetime(9999, 12, 31)  # noqa: DTZ001
_LIKELY: list[str] = data_file("invitations")["zones"]["likely"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMoment:
    """A date or time of an event: in UTC, with the IANA name of its zone. Without a zone (a floating time, a
    whole day) `at` is naive and `zone` is ''."""

    at: datetime
    zone: str = ""
    all_day: bool = False


@dataclass(frozen=True, slots=True)
class _Observance:
    """One half of a zone's own definition: from `onset` on, and again by `rule`, the clock is at `offset`."""

    onset: datetime
    before: timedelta
    offset: timedelta
    rule: str
    until: datetime
    extra: tuple[datetime, ...]

    def last_onset(self, local: datetime) -> datetime | None:
        """The last onset not after that local time."""
        onsets = [self.onset, *self.extra]
        if self.rule and self.onset <= local:
            year = min(local, self.until).year
            for one in (year, max(year - 1, 1)):
                onsets += _yearly_onsets(self.rule, self.onset, one)
        known = [onset for onset in onsets if onset <= local and self.onset <= onset <= self.until]
        return max(known, default=None)


@lru_cache(maxsize=512)
def _yearly_onsets(rule: str, onset: datetime, year: int) -> tuple[datetime, ...]:
    """The rule's days in one year: counting from the onset itself would mean from 1601, as Outlook writes it."""
    from dateutil.rrule import rrulestr

    text = f"{rule};UNTIL={year:04}1231T235959"
    return tuple(rrulestr(text, dtstart=onset.replace(year=year, month=1, day=1)))


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that one calendar names: its own, the calendar's, and the world's."""

    home: str
    """X-WR-TIMEZONE, when it is a zone."""
    defined: dict[str, tuple[_Observance, ...]]
    said: dict[str, str]
    """By TZID, the IANA name that the definition gives for itself."""

    @classmethod
    def of(cls, calendar: Component) -> Zones:
        zones = calendar.parts("VTIMEZONE")
        return cls(
            _named(calendar.text("X-WR-TIMEZONE")),
            {zone.text("TZID").strip(): tuple(islice(_observances(zone), _MOST)) for zone in zones},
            {zone.text("TZID").strip(): _named(zone.text("X-LIC-LOCATION")) for zone in zones},
        )

    def moment(self, prop: Property) -> CalendarMoment:
        """The instant that the property gives. Raises ValueError when it is not a date."""
        value = prop.value.strip()
        if len(value) == 8:
            day = read_date(value)
            return CalendarMoment(at=datetime(day.year, day.month, day.day), all_day=True)  # noqa: DTZ001
        try:
            return self._of_time(read_time(value), prop.params.get("TZID", "").strip())
        except OverflowError as error:
            raise ValueError(value) from error

    def _of_time(self, at: datetime, tzid: str) -> CalendarMoment:
        zone = _named(tzid)
        if at.tzinfo is not None or zone == "UTC":
            agreed = zone if zone != "UTC" else ""
            return CalendarMoment(at=at.replace(tzinfo=UTC), zone=agreed or self.home or "UTC")
        observances = () if zone else self.defined.get(tzid, ())
        if observances:
            offset = _offset(observances, at)
            return CalendarMoment(at=(at - offset).replace(tzinfo=UTC), zone=self._likely_name(tzid, at))
        zone = zone or self.home
        return CalendarMoment(at=at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if zone else at, zone=zone)

    def _likely_name(self, tzid: str, at: datetime) -> str:
        """The IANA zone whose clock goes as the definition's does in that year."""
        observances = self.defined[tzid]
        probes = [datetime(at.year, month, day, 12) for month in range(1, 13) for day in (1, 15)]  # noqa: DTZ001
        wanted = [_offset(observances, probe) for probe in probes]
        for name in (self.said[tzid], self.home, *_LIKELY, *dict.fromkeys(_windows_zones().values())):
            if name and [ZoneInfo(name).utcoffset(probe) for probe in probes] == wanted:
                return name
        return self.said[tzid] or self.home or "UTC"


def _windows_zones() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON


def _named(tzid: str) -> str:
    """The IANA name that a TZID means: one itself, a Windows name, or a vendor's path that ends in one; else ''."""
    cleaned = tzid.strip().strip("/\"'")
    parts = _windows_zones().get(cleaned, cleaned).split("/")[-8:]
    for start in range(len(parts)):
        name = "/".join(parts[start:])
        if name in _UTC_NAMES or name.lower() == "utc":
            return "UTC"
        if _is_zone(name):
            return name
    return ""


def _is_zone(name: str) -> bool:
    if len(name) > 64 or not _KEY.fullmatch(name) or name.startswith(_NO_ZONES):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; no zone's file; a folder
        return False
    return True


def _offset(observances: tuple[_Observance, ...], local: datetime) -> timedelta:
    onsets = [(onset, one) for one in observances if (onset := one.last_onset(local))]
    if onsets:
        return max(onsets, key=lambda pair: pair[0])[1].offset
    return min(observances, key=lambda one: one.onset).before


def _observances(zone: Component) -> Iterator[_Observance]:
    """The definition's halves; one that cannot be read is left out."""
    for part in zone.parts("STANDARD") + zone.parts("DAYLIGHT"):
        before, offset = _timedelta(part.text("TZOFFSETFROM")), _timedelta(part.text("TZOFFSETTO"))
        if before is None or offset is None:
            continue
        try:
            onset = read_time(part.text("DTSTART").strip()).replace(tzinfo=None)
            dates = (value for prop in part.all("RDATE") for value in prop.value.split(","))
            extra = tuple(read_time(value.strip()).replace(tzinfo=None) for value in islice(dates, _MOST))
            rule, until = _yearly(part.text("RRULE"))
            one = _Observance(onset, before, offset, rule, until, extra)
            if rule:
                _yearly_onsets(rule, onset, onset.year)  # a rule that cannot be counted out shows here
        except (ValueError, OverflowError):
            continue
        yield one


def _timedelta(text: str) -> timedelta | None:
    found = _OFFSET.match(text.strip())
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size


def _yearly(rule: str) -> tuple[str, datetime]:
    """The rule without its end, and its end; '' for a rule of another kind than a clock change's."""
    until = _FOREVER
    if end := _UNTIL.search(rule):
        until = datetime(int(end[1]), int(end[2]), int(end[3]), 23, 59, 59)  # noqa: DTZ001
    parts = dict(part.strip().upper().partition("=")[::2] for part in rule[:200].split(";") if part)
    kept = {name: value for name, value in parts.items() if name not in {"UNTIL", "WKST", "INTERVAL"}}
    ordinary = (parts.get("FREQ"), parts.get("INTERVAL", "1")) == ("YEARLY", "1") and kept.get("BYMONTH", "").isdigit()
    ordinary = ordinary and _BYDAY.fullmatch(kept.get("BYDAY", "MO")) is not None
    if not ordinary or not _RULE_PARTS.issuperset(kept) or kept.keys().isdisjoint({"BYDAY", "BYMONTHDAY"}):
        return "", until
    return ";".join(f"{name}={value}" for name, value in kept.items()), until
