"""Meetings and follow-ups as a calendar (RFC 5545, RFC 7986): values in, text out.

There is no METHOD, no ORGANIZER and no ATTENDEE: the calendar is published and invites nobody, while programs that see
one of these may write e-mails in the user's name. The same values give the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.domain.text import clean, clean_line
from interview_tui.exporting.zone_rules import ZoneRule, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_tui.domain.enums import Ref

    _Rules = Mapping[ZoneInfo, ZoneRule]

LARGEST_INTEGER = 2**31 - 1
"""RFC 5545, section 3.3.8."""
OWN = "@interview-tui"
"""What the UIDs of this program's own items end with."""
PRODID = "-//interview-tui//calendar//EN"
NAME = "Interviews"
REFRESH = timedelta(hours=1)
"""How often a program that follows the calendar should look again."""
MOST = 75
"""Octets in a line, without its end."""

_OWN_UID = re.compile(rf"([a-z])([1-9]\d{{0,17}})-(\d{{8}}T\d{{6}}Z){OWN}", re.ASCII)
_STAMP = "%Y%m%dT%H%M%SZ"
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


class State(StrEnum):
    """What became of a task, as calendars say it."""

    OPEN = "NEEDS-ACTION"
    DONE = "COMPLETED"
    OFF = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
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
class Event(Item):
    """A meeting. Its times are in the zone in which it was agreed."""

    starts: datetime
    ends: datetime | None
    place: str
    link: str
    cancelled: bool
    alarms: tuple[timedelta, ...]
    """How long before it begins one is reminded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Item):
    """A follow-up, due on a day or at an instant."""

    due: date
    state: State
    settled: datetime | None
    priority: int
    """From 1, the highest, to 9."""
    category: str
    alarm: datetime | None


def own_uid(ref: Ref, created: datetime) -> str:
    """The UID of a record: `f40-20261123T080000Z@interview-tui`. The short id is the record's for ever; the instant at
    which it came into being tells it from the record that has this id in another store.
    """
    return f"{ref}-{_utc(created)}{OWN}"


def read_own_uid(uid: str) -> tuple[str, int, datetime] | None:
    """The letter and the number of the record that an own UID speaks of, and the instant; None for one of others."""
    found = _OWN_UID.fullmatch(uid)
    if found is None:
        return None
    try:
        created = datetime.strptime(found[3], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return found[1], int(found[2]), created


def is_link(text: str) -> bool:
    """Whether it can stand as an event's URL."""
    return _LINK.fullmatch(text) is not None


def calendar_text(items: Iterable[Item], zones: Mapping[ZoneInfo, int]) -> Iterator[str]:
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


def item_text(item: Item) -> str:
    """A calendar of one item, as it lies in a folder of such files (vdir)."""
    head, tail = _frame(of_one=True)
    times = _times(item) if isinstance(item, Event) else ()
    zones = {at.tzinfo: at.year for at in times if isinstance(at.tzinfo, ZoneInfo)}
    rules = {zone: rule for zone, year in zones.items() if (rule := rule_of(zone, year))}
    text = _text(item, rules)
    return "".join(
        [head, *(rule.definition() for rule in rules.values() if f";TZID={rule.zone.key}:" in text), text, tail]
    )


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


# The lines of the items are put together here: the library takes 0.7 ms for each, ten times as long, and takes `\N` in
# a text, as in a path `C:\New`, for the end of a line.


def _text(item: Item, rules: _Rules) -> str:
    return "".join(map(_folded, _lines(item, rules)))


def _folded(line: str) -> str:
    """The line in parts of at most 75 octets, none of which ends inside a character or between a backslash and what it
    escapes.
    """
    if len(line) <= MOST and line.isascii():
        return f"{line}\r\n"
    data = line.encode()
    parts = []
    start, room = 0, MOST
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        part = data[start:end]
        end -= (len(part) - len(part.rstrip(b"\\"))) % 2
        parts.append(data[start:end])
        start, room = end, MOST - 1
    return b"\r\n ".join([*parts, data[start:]]).decode() + "\r\n"


def _lines(item: Item, rules: _Rules) -> Iterator[str]:
    name = "VEVENT" if isinstance(item, Event) else "VTODO"
    yield f"BEGIN:{name}"
    yield f"UID:{_escaped(clean_line(item.uid))}"
    yield f"DTSTAMP:{_utc(item.changed)}"
    yield f"CREATED:{_utc(item.created)}"
    yield f"LAST-MODIFIED:{_utc(item.changed)}"
    yield f"SEQUENCE:{min(item.sequence, LARGEST_INTEGER)}"
    yield f"SUMMARY:{_escaped(clean_line(item.summary))}"
    if description := clean(item.description).strip():
        yield f"DESCRIPTION:{_escaped(description)}"
    yield "CLASS:PRIVATE"
    if isinstance(item, Event):
        yield from _of_event(item, rules)
    elif isinstance(item, Task):
        yield from _of_task(item)
    yield f"END:{name}"


def _of_event(event: Event, rules: _Rules) -> Iterator[str]:
    times = _times(event)
    in_zone = all(_is_told(at, rules) for at in times)
    for name, at in zip(("DTSTART", "DTEND"), times, strict=False):
        yield f"{name};TZID={at.tzinfo}:{at:%Y%m%dT%H%M%S}" if in_zone else f"{name}:{_utc(at)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.cancelled else 'OPAQUE'}"
    if place := clean_line(event.place):
        yield f"LOCATION:{_escaped(place)}"
    if is_link(link := clean_line(event.link)):
        yield f"URL:{link}"
    for before in event.alarms:
        yield from _reminder(event, f"TRIGGER:-{_duration(before)}")


def _of_task(task: Task) -> Iterator[str]:
    yield f"DUE:{_utc(task.due)}" if isinstance(task.due, datetime) else f"DUE;VALUE=DATE:{task.due:%Y%m%d}"
    yield f"STATUS:{task.state}"
    if task.state is State.DONE:
        yield "PERCENT-COMPLETE:100"
        if task.settled is not None:
            yield f"COMPLETED:{_utc(task.settled)}"
    yield f"PRIORITY:{task.priority}"
    yield f"CATEGORIES:{_escaped(task.category)}"
    if task.alarm is not None:
        yield from _reminder(task, f"TRIGGER;VALUE=DATE-TIME:{_utc(task.alarm)}")


def _reminder(item: Item, trigger: str) -> tuple[str, ...]:
    words = _escaped(clean_line(item.summary))
    return "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{words}", trigger, "END:VALARM"


def _is_told(at: datetime, rules: _Rules) -> bool:
    """Whether its zone's clock tells a time; the second of two equal ones has no other name than that in UTC."""
    rule = rules.get(at.tzinfo) if isinstance(at.tzinfo, ZoneInfo) else None
    return rule is not None and rule.holds(at) and not at.fold


def _times(event: Event) -> list[datetime]:
    return [event.starts] if event.ends is None else [event.starts, event.ends]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):{_STAMP}}"


def _duration(span: timedelta) -> str:
    """A span of whole minutes: `P1D`, `PT30M`."""
    return f"P{span.days}D" if not span.seconds else f"PT{span // timedelta(minutes=1)}M"
