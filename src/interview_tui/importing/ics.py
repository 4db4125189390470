"""iCalendar text (RFC 5545) as components and properties; what they mean for an interview is invitation.py's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean, in_utf8, words
from interview_tui.exporting.content_lines import LARGEST_INTEGER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime, timedelta

MAX_BYTES = 2_000_000
"""The largest calendar that is read: an invitation takes a few kilobytes, and reading time grows with size."""
MAX_EVENTS = 200
MAX_COMPONENTS = 2_000
MAX_DEPTH = 10
"""Components within one another: real ones have three."""
MAX_LINES = 100_000
MAX_PROPERTIES = 5_000
"""Properties that are read: a busy week of large meetings has a thousand."""
MAX_SHORT = 300_000
"""Characters of all properties that are read but the descriptions: their parser is slow."""
MAX_LONG = 1_000_000
"""Characters of all descriptions."""

_READ = words(
    "ATTENDEE CONFERENCE DESCRIPTION DTEND DTSTART DURATION LOCATION METHOD ORGANIZER RDATE RECURRENCE-ID RRULE"
    " DTSTAMP SEQUENCE STATUS SUMMARY TZID TZOFFSETFROM TZOFFSETTO UID URL X-ALT-DESC X-GOOGLE-CONFERENCE"
    " X-LIC-LOCATION X-MICROSOFT-ONLINEMEETINGEXTERNALLINK X-MICROSOFT-SKYPETEAMSMEETINGURL"
    " X-WR-TIMEZONE"
)
"""The properties that anything here asks for. The others are not even parsed: attachments are large."""

_READ_OF = {
    "VTODO": words("COMPLETED DUE PERCENT-COMPLETE SEQUENCE STATUS UID"),
    "VALARM": frozenset[str](),
}
"""Of these parts of a calendar, others than of the rest."""

_LONG = frozenset({"DESCRIPTION", "X-ALT-DESC"})
_LONGEST = 20_000
"""The longest line that is read of any other property, in characters: nobody writes longer ones in earnest."""

_SMALLER = "export the one invitation, or a folder with a file for each item, and import that"
# Two carriage returns: a file that was converted to DOS line ends twice.
_BYTE_FOLD = re.compile(rb"(?:\r{0,2}\n|\r)[ \t]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+(?=\s*[;:])")
_BRACKET = re.compile(r"(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*", re.IGNORECASE)
# Codecs by which mail is really written; others (punycode, unicode_escape) are slow or no character sets.
_CHARSET = re.compile(r"(?:utf|iso|latin|windows|cp|us-ascii|koi8|euc|shift|sjis|gb|big5|mac)[\w.:-]{0,30}", re.I)


class InvitationError(UserError):
    """The file is no invitation that can be read."""


class Allowance:
    """How much of one file is read yet, in all its calendars together: what bounds the time that it takes."""

    def __init__(self) -> None:
        self._left = {
            "events": MAX_EVENTS,
            "parts": MAX_COMPONENTS,
            "lines": MAX_LINES,
            "properties": MAX_PROPERTIES,
            "characters in its properties": MAX_SHORT,
            "characters in its descriptions": MAX_LONG,
        }
        self._most = dict(self._left)
        self._bytes = MAX_BYTES

    def take(self, what: str, number: int = 1) -> None:
        """Takes some. Raises InvitationError when there is not as much left."""
        self._left[what] -= number
        if self._left[what] < 0:
            raise InvitationError(f"the calendar has more than {self._most[what]:,} {what}: {_SMALLER}")

    def take_bytes(self, number: int) -> None:
        """Takes so many bytes of calendars, before any of them is looked at. Raises InvitationError."""
        self._bytes -= number
        if self._bytes < 0:
            raise InvitationError(f"the calendar is larger than {MAX_BYTES // 1_000_000} MB: {_SMALLER}")


@dataclass(frozen=True, slots=True)
class Property:
    """A property's unescaped value, with its parameters by upper-case name."""

    value: str
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Component:
    """A component (VCALENDAR, VEVENT …) with those of its properties that are read."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return self.properties.get(name, [])

    def first(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The value of the first property of that name, or ''."""
        found = self.first(name)
        return found.value if found else ""

    def parts(self, name: str) -> list[Component]:
        """The components of that name that stand directly in this one."""
        return [child for child in self.children if child.name == name]


def looks_like_calendar(data: bytes) -> bool:
    """Whether the bytes open as a calendar does, whatever stands before it on the first lines."""
    return b"BEGIN:VCALENDAR" in b"".join(in_utf8([data[:4096]])).upper()


def read_calendars(data: bytes, charset: str = "", allowance: Allowance | None = None) -> tuple[Component, ...]:
    """Every VCALENDAR in the bytes. `charset` is what an email said of them; UTF-8 is tried before.

    Raises InvitationError when it is too large, cut off, nested too deeply, or no calendar. `allowance`: what the
    calendars of one email may take together.
    """
    allowance = allowance or Allowance()
    allowance.take_bytes(len(data))
    calendars: list[Component] = []
    open_ones: list[Component] = []
    for line in _lines(data, charset):
        if not line:
            continue
        allowance.take("lines")
        bracket = _BRACKET.fullmatch(line)
        if bracket is None:
            if open_ones:
                _add_property(open_ones[-1], line, allowance)
            continue
        begins, name = bracket[1].upper() == "BEGIN", bracket[2].upper()
        if begins and (open_ones or name == "VCALENDAR"):
            allowance.take("parts")
            if name == "VEVENT":
                allowance.take("events")
            if len(open_ones) == MAX_DEPTH:
                raise InvitationError("the calendar is nested too deeply: save the invitation again")
            open_ones.append(Component(name))
        elif not begins and open_ones:
            if open_ones[-1].name != name:
                raise _damaged(open_ones[-1])
            done = open_ones.pop()
            (open_ones[-1].children if open_ones else calendars).append(done)
    if open_ones:
        raise _damaged(open_ones[-1])
    if not calendars:
        raise InvitationError("not a calendar: save the invitation as .ics or .eml and import that")
    return tuple(calendars)


def _damaged(component: Component) -> InvitationError:
    return InvitationError(
        f"only part of a calendar: {component.name[:40]} begins and does not end, so save the invitation again"
    )


def _lines(data: bytes, charset: str) -> Iterator[str]:
    """The logical lines. Unfolded as bytes, since a fold may stand inside a character."""
    data = b"".join(in_utf8([data]))
    yield from _LINE_END.split(_decoded(_BYTE_FOLD.sub(b"", data), charset))


def _decoded(data: bytes, charset: str) -> str:
    declared = charset if _CHARSET.fullmatch(charset) else "utf-8"
    # Bytes beyond ASCII that happen to be UTF-8 are UTF-8, whatever is declared; ASCII may be ISO-2022-JP.
    for name in (declared, "utf-8") if data.isascii() else ("utf-8", declared):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _add_property(component: Component, line: str, allowance: Allowance) -> None:
    """Adds the line's property if it is one that is read. A line that is none is passed over: text that a
    careless program did not fold looks like that, and must not cost the whole invitation."""
    line = clean(line)  # control characters in it would make the whole line invalid
    name = _NAME.match(line)
    if name is None or name[0].upper() not in _READ_OF.get(component.name, _READ):
        return
    long = name[0].upper() in _LONG
    if len(line) > _LONGEST and not long:
        return
    allowance.take("properties")
    allowance.take(f"characters in its {'descriptions' if long else 'properties'}", len(line))
    try:
        value, params = _parsed(line)
    except ValueError:
        return
    component.properties.setdefault(name[0].upper(), []).append(Property(value, params))


def _parsed(line: str) -> tuple[str, dict[str, str]]:
    """The line's value and parameters. Raises ValueError when it is no property."""
    from icalendar.parser import Contentline

    _, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    # An unquoted `CN=Ruiz, Dana` comes as two values.
    joined = {key: item if isinstance(item, str) else ",".join(item) for key, item in params.items()}
    return value, {str(key).upper(): str(item) for key, item in joined.items()}


def read_date(text: str) -> date:
    """A DATE. Raises ValueError when it is none."""
    from icalendar import vDate

    return vDate.from_ical(text)  # type: ignore[no-untyped-call,no-any-return]


def read_time(text: str) -> datetime:
    """A DATE-TIME: aware when it is in UTC, else naive. Raises ValueError when it is none."""
    from icalendar import vDatetime

    return vDatetime.from_ical(text)  # type: ignore[no-untyped-call,no-any-return]


_LONGEST_NUMBER = 100
"""Digits."""


def read_number(text: str) -> int:
    """An INTEGER from 0 on, at most the largest that RFC 5545 has; 0 for what is none."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER else 0
    return min(number, LARGEST_INTEGER)


def read_duration(text: str) -> timedelta:
    """A DURATION. Raises ValueError or OverflowError when it is none."""
    from icalendar import vDuration

    return vDuration.from_ical(text)  # type: ignore[no-untyped-call,no-any-return]
