"""Dates and times of a calendar as instants, with the zone that they were agreed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .ics import Component, Property

_KEY = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+){0,2}", re.ASCII)
# Names of the machine's zone files that are no zones, or that count leap seconds.
_NO_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")
_UTC_NAMES = frozenset(
    {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Z", "Universal", "Etc/Universal"}
)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
# A yearly rule of the common kind. Others could take for ever to count out, and stand for their first day only.
_RULE_PARTS = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY"})
_UNTIL = re.compile(r"(?:^|;)UNTIL=(\d{4})(\d\d)(\d\d)", re.IGNORECASE)
_LIKELY = (
    "Europe/London Europe/Berlin Europe/Helsinki America/New_York America/Chicago America/Denver"
    " America/Phoenix America/Los_Angeles America/Halifax America/Sao_Paulo Asia/Kolkata Asia/Dubai"
    " Asia/Singapore Asia/Tokyo Australia/Brisbane Australia/Sydney Australia/Adelaide Pacific/Auckland"
    " Europe/Istanbul Africa/Lagos Africa/Johannesburg UTC"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
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
        from dateutil.rrule import rrulestr

        onsets = [onset for onset in (self.onset, *self.extra) if onset <= local]
        last = min(local, self.until)
        if self.rule and self.onset <= last:
            first = self.onset.replace(year=max(self.onset.year, last.year - 1), day=min(self.onset.day, 28))
            text = f"{self.rule};UNTIL={last:%Y%m%dT%H%M%S}"
            onsets += [onset for onset in rrulestr(text, dtstart=first) if onset >= self.onset]
        return max(onsets, default=None)


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
            {zone.text("TZID").strip(): tuple(_observances(zone)) for zone in zones},
            {zone.text("TZID").strip(): _named(zone.text("X-LIC-LOCATION")) for zone in zones},
        )

    def moment(self, prop: Property) -> Moment:
        """The instant that the property gives. Raises ValueError when it is no date."""
        from icalendar import vDate, vDatetime

        value = prop.value.strip()
        if len(value) == 8:
            day = vDate.from_ical(value)
            return Moment(at=datetime(day.year, day.month, day.day), all_day=True)  # noqa: DTZ001
        try:
            return self._of_time(vDatetime.from_ical(value), prop.params.get("TZID", "").strip())
        except OverflowError as error:
            raise ValueError(value) from error

    def _of_time(self, at: datetime, tzid: str) -> Moment:
        zone = _named(tzid)
        if at.tzinfo is not None or zone == "UTC":
            agreed = zone if zone != "UTC" else ""
            return Moment(at=at.replace(tzinfo=UTC), zone=agreed or self.home or "UTC")
        observances = () if zone else self.defined.get(tzid, ())
        if observances:
            offset = _offset(observances, at)
            return Moment(at=(at - offset).replace(tzinfo=UTC), zone=self._likely_name(tzid, at))
        zone = zone or self.home
        return Moment(at=at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if zone else at, zone=zone)

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
    if cleaned in _windows_zones():
        return _windows_zones()[cleaned]
    parts = cleaned.split("/")[-8:]
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
    from icalendar import vDatetime

    for part in zone.parts("STANDARD") + zone.parts("DAYLIGHT"):
        before, offset = _timedelta(part.text("TZOFFSETFROM")), _timedelta(part.text("TZOFFSETTO"))
        if before is None or offset is None:
            continue
        try:
            onset = vDatetime.from_ical(part.text("DTSTART").strip()).replace(tzinfo=None)
            extra = tuple(
                vDatetime.from_ical(value.strip()).replace(tzinfo=None)
                for dates in part.all("RDATE")
                for value in dates.value.split(",")
            )
            rule, until = _yearly(part.text("RRULE"))
            one = _Observance(onset, before, offset, rule, until, extra)
            one.last_onset(datetime(2000, 1, 1))  # noqa: DTZ001 - a rule that cannot be counted out shows here
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
    until = datetime.max
    if end := _UNTIL.search(rule):
        until = datetime(int(end[1]), int(end[2]), int(end[3]), 23, 59, 59)  # noqa: DTZ001
    parts = [part.strip().upper() for part in rule.split(";")]
    kept = [part for part in parts if part.partition("=")[0] not in {"UNTIL", "WKST", "INTERVAL"}]
    plain = "FREQ=YEARLY" in kept and all(part.partition("=")[0] in _RULE_PARTS for part in kept)
    if not plain or len(rule) > 200 or any(part.startswith("INTERVAL=") and part != "INTERVAL=1" for part in parts):
        return "", until
    return ";".join(kept), until
