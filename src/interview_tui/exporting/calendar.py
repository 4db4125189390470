"""Meetings and follow-ups as a calendar (RFC 5545, RFC 7986): values in, text out.

There is no METHOD, no ORGANIZER and no ATTENDEE: the calendar is published and invites nobody, while programs that see
one of these may write emails in the user's name. The same values give the same text.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.data_classes import dataclass
from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.content_lines import LARGEST_INTEGER, content_text, escape, read_own_uid, utc_stamp
from interview_tui.exporting.files import WrittenFiles, write_files
from interview_tui.exporting.zone_rules import ZoneRule, rule_of
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    _Rules = Mapping[ZoneInfo, ZoneRule]

ITEM_SUFFIX = ".ics"
PRODID = "-//interview-tui//calendar//EN"
NAME = "Interviews"
REFRESH = timedelta(hours=1)
"""How often a program that follows the calendar should look again."""
_LINK = lazy_pattern(r"https?://[^\s<>\"]+", re.IGNORECASE)


class TaskState(StrEnum):
    """What became of a task, as calendars say it."""

    OPEN = "NEEDS-ACTION"
    DONE = "COMPLETED"
    OFF = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarItem:
    """What an event and a task have in common. Instants are aware."""

    name: str
    """The own UID (`own_uid`): the item's address for as long as its record is there."""
    uid: str
    """The UID in the calendar: the own one, or that of the invitation as which it came."""
    created: datetime
    changed: datetime
    sequence: int
    summary: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent(CalendarItem):
    """A meeting. Its times are in the zone in which it was agreed."""

    starts: datetime
    ends: datetime | None
    place: str
    link: str
    cancelled: bool
    alarms: tuple[timedelta, ...]
    """How long before it begins the user is reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarTask(CalendarItem):
    """A follow-up, due on a day or at an instant."""

    due: date
    state: TaskState
    settled: datetime | None
    priority: int
    """From 1, the highest, to 9."""
    category: str
    alarm: datetime | None


def is_url(text: str) -> bool:
    """Whether it can stand as an event's URL."""
    return _LINK.fullmatch(text) is not None


def calendar_text(items: Iterable[CalendarItem], zones: Mapping[ZoneInfo, int]) -> Iterator[str]:
    """One calendar of all items, in pieces. `zones`: those of the events, each with the year of its last event. Events
    in years when another rule held stand in UTC.
    """
    head, tail = _frame()
    yield head
    rules = {zone: rule for zone, year in zones.items() if (rule := rule_of(zone, year))}
    for rule in rules.values():
        yield rule.definition()
    for item in items:
        yield _text(item, rules)
    yield tail


def item_text(item: CalendarItem) -> str:
    """A calendar of one item, as it lies in a folder of such files (vdir)."""
    head, tail = _frame(of_one=True)
    times = _times(item) if isinstance(item, CalendarEvent) else ()
    zones = {at.tzinfo: at.year for at in times if isinstance(at.tzinfo, ZoneInfo)}
    rules = {zone: rule for zone, year in zones.items() if (rule := rule_of(zone, year))}
    text = _text(item, rules)
    return "".join(
        [head, *(rule.definition() for rule in rules.values() if f";TZID={rule.zone.key}:" in text), text, tail]
    )


def write_items(folder: Path, items: Iterable[CalendarItem]) -> WrittenFiles:
    """Writes each item into a file named by its own UID, as khal, todoman and vdirsyncer read them (vdir); the files of
    own items that are no more are removed. A folder is for one store. Raises UserError.
    """
    done = WrittenFiles("item")
    files = ((f"{item.name}{ITEM_SUFFIX}", item_text(item).encode()) for item in items)
    write_files(folder, files, is_own=_is_own_file, done=done)
    return done


def _is_own_file(name: str) -> bool:
    return name.endswith(ITEM_SUFFIX) and read_own_uid(name.removesuffix(ITEM_SUFFIX)) is not None


@lru_cache
def _frame(*, of_one: bool = False) -> tuple[str, str]:
    """What stands before and after the parts of a calendar."""
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    if not of_one:
        calendar.add("name", NAME)
        calendar.add("x-wr-calname", NAME)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(REFRESH))
    head, end, tail = calendar.to_ical().decode().partition("END:VCALENDAR")
    return head, end + tail


def _text(item: CalendarItem, rules: _Rules) -> str:
    return content_text(_lines(item, rules))


def _lines(item: CalendarItem, rules: _Rules) -> Iterator[str]:
    name = "VEVENT" if isinstance(item, CalendarEvent) else "VTODO"
    yield f"BEGIN:{name}"
    yield f"UID:{escape(clean_line(item.uid))}"
    yield f"DTSTAMP:{utc_stamp(item.changed)}"
    yield f"CREATED:{utc_stamp(item.created)}"
    yield f"LAST-MODIFIED:{utc_stamp(item.changed)}"
    yield f"SEQUENCE:{min(item.sequence, LARGEST_INTEGER)}"
    yield f"SUMMARY:{escape(clean_line(item.summary))}"
    if description := clean(item.description).strip():
        yield f"DESCRIPTION:{escape(description)}"
    yield "CLASS:PRIVATE"
    if isinstance(item, CalendarEvent):
        yield from _of_event(item, rules)
    elif isinstance(item, CalendarTask):
        yield from _of_task(item)
    yield f"END:{name}"


def _of_event(event: CalendarEvent, rules: _Rules) -> Iterator[str]:
    times = _times(event)
    in_zone = all(_is_told(at, rules) for at in times)
    for name, at in zip(("DTSTART", "DTEND"), times, strict=False):
        yield f"{name};TZID={at.tzinfo}:{at:%Y%m%dT%H%M%S}" if in_zone else f"{name}:{utc_stamp(at)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.cancelled else 'OPAQUE'}"
    if place := clean_line(event.place):
        yield f"LOCATION:{escape(place)}"
    if is_url(link := clean_line(event.link)):
        yield f"URL:{link}"
    for before in event.alarms:
        yield from _reminder(event, f"TRIGGER:-{_duration(before)}")


def _of_task(task: CalendarTask) -> Iterator[str]:
    yield f"DUE:{utc_stamp(task.due)}" if isinstance(task.due, datetime) else f"DUE;VALUE=DATE:{task.due:%Y%m%d}"
    yield f"STATUS:{task.state}"
    if task.state is TaskState.DONE:
        yield "PERCENT-COMPLETE:100"
        if task.settled is not None:
            yield f"COMPLETED:{utc_stamp(task.settled)}"
    yield f"PRIORITY:{task.priority}"
    yield f"CATEGORIES:{escape(task.category)}"
    if task.alarm is not None:
        yield from _reminder(task, f"TRIGGER;VALUE=DATE-TIME:{utc_stamp(task.alarm)}")


def _reminder(item: CalendarItem, trigger: str) -> tuple[str, ...]:
    words = escape(clean_line(item.summary))
    return "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{words}", trigger, "END:VALARM"


def _is_told(at: datetime, rules: _Rules) -> bool:
    """Whether its zone's clock tells a time; the second of two equal ones has no other name than that in UTC."""
    rule = rules.get(at.tzinfo) if isinstance(at.tzinfo, ZoneInfo) else None
    return rule is not None and rule.holds(at) and not at.fold


def _times(event: CalendarEvent) -> list[datetime]:
    return [event.starts] if event.ends is None else [event.starts, event.ends]


def _duration(span: timedelta) -> str:
    """A span of whole minutes: `P1D`, `PT30M`."""
    return f"P{span.days}D" if not span.seconds else f"PT{span // timedelta(minutes=1)}M"
