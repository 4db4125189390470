"""Recurring events: the day of one that is met first, and what is said of that day apart."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.data_classes import dataclass, field, replace
from interview_tui.importing.calendar_times import read_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_tui.importing.ics import Component
    from interview_tui.importing.zones import CalendarMoment, Zones

_DAYS = 400
"""Days of a series that are looked at for the first that takes place."""
_EXCLUDED = 1_000
_AHEAD = timedelta(days=3 * 366)
"""How far from its beginning such a day is looked for."""
_PLAIN_DAY, _DAY, _MONTH_DAY = (
    "(?:MO|TU|WE|TH|FR|SA|SU)",
    "(?:[+-]?[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)",
    "-?(?:[1-9]|1\\d|2[0-8])",
)
_RULES = tuple(
    re.compile(rule)
    for rule in (
        r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY);INTERVAL=\d{1,3}",
        rf"FREQ=DAILY;INTERVAL=1;BYDAY={_PLAIN_DAY}(?:,{_PLAIN_DAY})*",
        rf"FREQ=WEEKLY;INTERVAL=\d{{1,3}};BYDAY={_PLAIN_DAY}(?:,{_PLAIN_DAY})*",
        rf"FREQ=MONTHLY;INTERVAL=\d{{1,3}};BYDAY={_DAY}(?:,{_DAY})*",
        rf"FREQ=MONTHLY;INTERVAL=\d{{1,3}};BYDAY={_PLAIN_DAY}(?:,{_PLAIN_DAY})*;BYSETPOS=-?[1-4]",
        rf"FREQ=MONTHLY;INTERVAL=\d{{1,3}};BYMONTHDAY={_MONTH_DAY}(?:,{_MONTH_DAY})*",
        rf"FREQ=YEARLY;INTERVAL=\d{{1,3}};BYDAY={_DAY};BYMONTH=(?:[1-9]|1[0-2])",
        rf"FREQ=YEARLY;INTERVAL=\d{{1,3}};BYMONTH=(?:[1-9]|1[0-2]);BYMONTHDAY={_MONTH_DAY}",
    )
)
"""Rules of meetings, which all have a day before long: others may have none, and dateutil then looks for one up to the
year 9999.
"""
_NO_DAY = frozenset({"UNTIL", "COUNT", "WKST"})


def is_series(event: Component) -> bool:
    """Whether an event has several days, or has some taken out."""
    return bool(event.text("RRULE").strip() or event.all("RDATE") or event.all("EXDATE"))


@dataclass(slots=True)
class Excluded:
    """The days of a series that do not take place: instants, or times by the event's own clock; and whole days."""

    instants: set[datetime] = field(default_factory=set)
    days: set[datetime] = field(default_factory=set)

    def add(self, moments: Iterable[CalendarMoment]) -> None:
        """Some more."""
        for one in moments:
            (self.days if one.all_day else self.instants).add(one.at)

    def has(self, moment: CalendarMoment, local: datetime) -> bool:
        """Whether that one, which is at `local` by its own clock, is among them."""
        wall = local.replace(tzinfo=None)
        midnight = wall.replace(hour=0, minute=0, second=0)
        return moment.at in self.instants or wall in self.instants or midnight in self.days


def first_day(event: Component, starts: CalendarMoment, zones: Zones, excluded: Excluded) -> CalendarMoment | None:
    """When a series is met first; None where none of the days that can be counted takes place. `excluded`: those that
    other events cancel; its own are added. Raises ValueError when its start is not a date.
    """
    excluded.add(_listed(event, "EXDATE", zones))
    prop = event.first("DTSTART")
    if prop is None:
        return starts
    at = read_time(prop.value)
    local = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)  # noqa: DTZ001
    if not excluded.has(starts, local):
        return starts
    found: list[CalendarMoment] = []
    for day in _days(event.text("RRULE"), local):
        moment = starts if day == local else _at(day, starts, zones, prop.params.get("TZID", ""))
        if not excluded.has(moment, day):
            found.append(moment)
            break
    found += (one for one in _listed(event, "RDATE", zones) if not excluded.has(one, one.at))
    return min(found, key=lambda one: one.at.replace(tzinfo=None), default=None)


def day_uid(uid: str, day: datetime) -> str:
    """What stands for the UID of one day among several events with the same one."""
    return f"{uid} {day:%Y%m%dT%H%M%S}{'Z' if day.tzinfo else ''}"


def is_day(named: datetime, day: datetime, zone: str) -> bool:
    """Whether a RECURRENCE-ID names that day of a series, agreed in `zone`: the instant itself, its time by the clock
    there, or only its date.
    """
    if named.tzinfo is not None or day.tzinfo is None:
        return named == day
    local = day.astimezone(ZoneInfo(zone) if zone else UTC).replace(tzinfo=None)
    return named in (local, local.replace(hour=0, minute=0, second=0))


def _at(local: datetime, starts: CalendarMoment, zones: Zones, tzid: str) -> CalendarMoment:
    return replace(starts, at=local) if starts.all_day else zones.local_moment(local, tzid)


def _listed(event: Component, name: str, zones: Zones) -> Iterator[CalendarMoment]:
    """The dates of a property that may have several; those that are none are left out, periods are their beginning.
    Where one names no zone, its clock is that of the start.
    """
    start = event.first("DTSTART")
    tzid = start.params.get("TZID", "") if start else ""
    values = ((prop, value) for prop in event.all(name) for value in prop.value.split(","))
    for prop, value in islice(values, _EXCLUDED):
        try:
            named = replace(prop, params={"TZID": tzid, **prop.params})
            yield zones.moment(named, value.partition("/")[0])
        except ValueError:
            continue


def _days(rule: str, local: datetime) -> list[datetime]:
    """The days of a rule by the event's own clock, from `local` on; none for a rule that no meeting has."""
    from dateutil.rrule import rrulestr

    parts = dict(part.strip().upper().partition("=")[::2] for part in rule.strip()[:500].split(";") if part)
    ordered = {"FREQ": parts.pop("FREQ", ""), "INTERVAL": parts.pop("INTERVAL", "1"), **dict(sorted(parts.items()))}
    kept = ";".join(f"{name}={value}" for name, value in ordered.items() if name not in _NO_DAY)
    if not any(known.fullmatch(kept) for known in _RULES):
        return []
    begins = local.replace(tzinfo=None)
    until = min(_until(parts.get("UNTIL", ""), begins), begins + _AHEAD)
    number = parts.get("COUNT", "")
    most = min(int(number), _DAYS) if number.isdigit() and len(number) < 9 else _DAYS
    week = f";WKST={parts['WKST']}" if re.fullmatch(_PLAIN_DAY, parts.get("WKST", "")) else ""
    try:
        days = rrulestr(f"{kept}{week};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=begins)
        return [day.replace(tzinfo=local.tzinfo) for day in islice(days, most)]
    except (ValueError, OverflowError):
        return []


def _until(text: str, begins: datetime) -> datetime:
    """The last instant of a rule, by the event's own clock as far as that can be told."""
    try:
        until = read_time(text)
    except ValueError:
        return begins + _AHEAD
    if not isinstance(until, datetime):
        return datetime(until.year, until.month, until.day, 23, 59, 59)  # noqa: DTZ001
    # In UTC, as RFC 5545 wants it, it may be a day off: better one day too many than one too few.
    return until.replace(tzinfo=None) + timedelta(days=1 if until.tzinfo else 0)
