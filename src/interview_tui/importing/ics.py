"""iCalendar text (RFC 5545) as components and properties; what they mean for an interview is invitation.py's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field, replace
from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean, in_utf8, words
from interview_tui.exporting.content_lines import LARGEST_INTEGER
from interview_tui.importing.properties import name_of_line, read_property
from interview_tui.mail.charsets import text_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.importing.properties import Property

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
    "ATTENDEE CONFERENCE DESCRIPTION DTEND DTSTAMP DTSTART DURATION EXDATE LOCATION METHOD ORGANIZER RDATE"
    " RECURRENCE-ID RRULE SEQUENCE STATUS SUMMARY TZ TZID TZOFFSETFROM TZOFFSETTO UID URL X-ALT-DESC"
    " X-GOOGLE-CONFERENCE X-LIC-LOCATION X-MICROSOFT-ONLINEMEETINGEXTERNALLINK X-MICROSOFT-SKYPETEAMSMEETINGURL"
    " X-WR-TIMEZONE"
)
"""The properties that anything here asks for. The others are not even parsed: attachments are large."""
_KNOWN = _READ | words(
    "ACTION ATTACH CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED CONTACT CREATED DAYLIGHT DUE EXRULE FREEBUSY GEO"
    " IMAGE LAST-MODIFIED NAME PERCENT-COMPLETE PRIORITY PRODID REFRESH-INTERVAL RELATED-TO REPEAT REQUEST-STATUS"
    " RESOURCES SOURCE STRUCTURED-DATA STYLED-DESCRIPTION TRANSP TRIGGER TZNAME TZURL VERSION"
)
"""Names that a line of text does not have by chance, as it stands in one with line breaks of its own."""

_READ_OF = {
    "VTODO": words("COMPLETED DUE PERCENT-COMPLETE SEQUENCE STATUS UID"),
    "VALARM": frozenset[str](),
}
"""Of these parts of a calendar, others than of the rest."""

_LONG = frozenset({"DESCRIPTION", "X-ALT-DESC"})
_LONGEST = 20_000
"""The longest line that is read of any other property, in characters: nobody writes longer ones in earnest."""
_TEXTS = words("COMMENT CONTACT DESCRIPTION LOCATION SUMMARY X-ALT-DESC")
"""What people write, and careless programs put in with its line breaks."""
_ONE_LINE = frozenset({"SUMMARY", "LOCATION"})
"""Texts that hardly ever have several lines: behind one, a known name is that property."""
_SPEAKS_FOR_ITSELF = re.compile(
    r"(?:STATUS\s*:\s*(?:CONFIRMED|TENTATIVE|CANCELL?ED|NEEDS-ACTION|COMPLETED|IN-PROCESS)"
    r"|METHOD\s*:\s*(?:PUBLISH|REQUEST|REPLY|ADD|CANCEL|REFRESH|COUNTER|DECLINECOUNTER)"
    r"|CLASS\s*:\s*(?:PUBLIC|PRIVATE|CONFIDENTIAL)|TRANSP\s*:\s*(?:OPAQUE|TRANSPARENT)"
    r"|(?:SEQUENCE|PRIORITY)\s*:\s*\d{1,10}|UID\s*:\s*\S+"
    r"|(?:DTSTART|DTEND|DTSTAMP|CREATED|LAST-MODIFIED|RECURRENCE-ID)(?:;[^:]{0,200})?:\s*\d{8}T\d{4,6}Z?"
    r"|(?:ORGANIZER|ATTENDEE)(?:;[^:]{0,200})?:\s*mailto:\S+)\s*",
    re.IGNORECASE,
)
"""Lines whose value only the property has, so that they are no text, whatever stands around the colon."""
_MANY = words("ATTENDEE CONFERENCE EXDATE RDATE")
"""Properties of which there may be several."""
_EVENT_NEEDS = words("ATTENDEE DTEND DTSTART LOCATION ORGANIZER SUMMARY UID")
"""Properties that are taken from a line that may be text, where no other line has them."""
_BESIDE = words("VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE")
"""Components that stand beside each other, never within."""

_SMALLER = "export the one invitation, or a folder with a file for each item, and import that"
_LINE_END = re.compile(rb"\r{0,2}\n|\r")  # two carriage returns: a file that was converted to DOS line ends twice
_INDENTED = re.compile(rb"(?:^|[\r\n])([ \t]{1,40})BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb"[A-Z0-9-]+(?:;[^:]{0,200})?;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_BRACKET = re.compile(r"(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*", re.IGNORECASE)


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


@dataclass(slots=True)
class Component:
    """A component (VCALENDAR, VEVENT …) with those of its properties that are read."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)
    cut_off: bool = False
    """It has no end: some of it is missing."""

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
    return b"BEGIN:VCALENDAR" in _in_utf8(data[:4096]).upper()


def read_calendars(data: bytes, charset: str = "", allowance: Allowance | None = None) -> tuple[Component, ...]:
    """Every VCALENDAR in the bytes. `charset` is what an email said of them; UTF-8 is tried before.

    Raises InvitationError when it is too large, nested too deeply, no calendar, or one without a whole component.
    `allowance`: what the calendars of one email may take together.
    """
    allowance = allowance or Allowance()
    allowance.take_bytes(len(data))
    reading = _Reading(allowance, charset)
    for line in _lines(data, charset):
        if line:
            allowance.take("lines")
            reading.take(line)
    return reading.finish()


@dataclass(slots=True)
class _Open:
    """A component that has begun, and the text in it that goes on."""

    component: Component
    upper: bool
    """Names are written in capitals, as by nearly every program."""
    text: str = ""
    """The property that may go on in lines of its own, '' for none."""
    spaced: bool = False
    """A blank stands behind the colon of that property, so that one behind another colon says nothing."""
    lines: list[str] = field(default_factory=list)
    """The lines in which it goes on."""
    unsure: set[str] = field(default_factory=set)
    """Properties that may be lines of a text: a surer one takes their place."""

    def close_text(self) -> None:
        """The text is over."""
        found = self.component.properties.get(self.text)
        if self.lines and found:
            found[-1] = replace(found[-1], value="\n".join((found[-1].value, *self.lines)))
        self.text, self.lines = "", []


class _Reading:
    """The components of one text, line by line."""

    def __init__(self, allowance: Allowance, charset: str) -> None:
        self._allowance = allowance
        self._charset = charset
        self._calendars: list[Component] = []
        self._open: list[_Open] = []

    def take(self, line: str) -> None:
        """One more line. Raises InvitationError when there are too many, or too deeply nested."""
        bracket = _BRACKET.fullmatch(line)
        if bracket is None:
            if self._open:
                self._property(self._open[-1], clean(line))  # control characters are no part of a property
            return
        begins, name = bracket[1].upper() == "BEGIN", bracket[2].upper()
        if begins and (self._open or name == "VCALENDAR"):
            self._begin(name, upper=bracket[1].isupper())
        elif not begins and any(one.component.name == name for one in self._open):
            while self._open[-1].component.name != name:
                self._end(cut_off=True)
            self._end()

    def finish(self) -> tuple[Component, ...]:
        """The calendars. Raises InvitationError where there is none, or nothing of one."""
        last = self._open[-1].component.name if self._open else ""
        while self._open:
            self._end(cut_off=True)
        if not self._calendars:
            raise InvitationError("not a calendar: save the invitation as .ics or .eml and import that")
        if last and all(child.cut_off for one in self._calendars for child in one.children):
            raise InvitationError(
                f"only part of a calendar: {last[:40]} begins and does not end, so save the invitation again"
            )
        return tuple(self._calendars)

    def _begin(self, name: str, *, upper: bool) -> None:
        self._allowance.take("parts")
        if name == "VEVENT":
            self._allowance.take("events")
        if name in _BESIDE:
            beside = next((at for at, one in enumerate(self._open) if at and one.component.name in _BESIDE), None)
            while beside is not None and len(self._open) > beside:
                self._end(cut_off=True)
            while name == "VCALENDAR" and self._open:
                self._end(cut_off=True)
        if len(self._open) == MAX_DEPTH:
            raise InvitationError("the calendar is nested too deeply: save the invitation again")
        if self._open:
            self._close_text(self._open[-1])
        self._open.append(_Open(Component(name), upper))

    def _end(self, *, cut_off: bool = False) -> None:
        done = self._open.pop()
        self._close_text(done)
        done.component.cut_off = cut_off
        (self._open[-1].component.children if self._open else self._calendars).append(done.component)

    def _property(self, top: _Open, line: str) -> None:
        """Adds a line: a property, or some more of the text before it. What is neither is passed over."""
        written = name_of_line(line)
        name = written.upper()
        spaced = line[len(written) :].lstrip()[1:2].isspace()
        after_line = top.text in _ONE_LINE
        clear = after_line and _SPEAKS_FOR_ITSELF.fullmatch(line) is not None
        is_name = bool(written) and (written.isupper() or not top.upper or clear)
        if top.text:
            is_name = is_name and (name in _KNOWN or name.startswith("X-"))
            surely = is_name and (top.spaced or not spaced or after_line)
        else:
            surely = is_name
        is_read = name in _READ_OF.get(top.component.name, _READ)
        doubtful = not surely
        if not surely and top.text:
            self._allowance.take("characters in its descriptions", len(line))
            top.lines.append(line)
            is_read = is_read and is_name and name in _EVENT_NEEDS
        elif written:
            doubtful = doubtful or (bool(top.lines) and name not in _MANY)
            self._close_text(top)
            opens = surely and (name in _TEXTS or name.startswith("X-"))
            top.text, top.spaced = name if opens else "", spaced
        if is_read:
            self._add(top, line, name, surely=surely, doubtful=doubtful)

    def _close_text(self, top: _Open) -> None:
        """A text is over; clear lines at its end are none of it, since nothing else follows them."""
        behind = []
        while top.lines and (name := name_of_line(top.lines[-1])).isupper():
            if _SPEAKS_FOR_ITSELF.fullmatch(top.lines[-1]) is None:
                break
            behind.append((name, top.lines.pop()))
        top.close_text()
        for name, line in reversed(behind):
            if name in _READ_OF.get(top.component.name, _READ):
                self._add(top, line, name, surely=True, doubtful=name not in _MANY)

    def _add(self, top: _Open, line: str, name: str, *, surely: bool, doubtful: bool) -> None:
        """`doubtful`: it may be text, and another line of that name is surer, before it or behind it."""
        long = name in _LONG
        if len(line) > _LONGEST and not long:
            return
        known = top.component.properties.setdefault(name, [])
        if known and (not surely or (doubtful and name not in top.unsure)):
            return
        self._allowance.take("properties")
        self._allowance.take(f"characters in its {'descriptions' if long else 'properties'}", len(line))
        if name in top.unsure:
            known.clear()
            top.unsure.discard(name)
        if doubtful:
            top.unsure.add(name)
        known.append(read_property(line, self._charset))


def _lines(data: bytes, charset: str) -> Iterator[str]:
    """The logical lines. Unfolded as bytes, since a fold may stand inside a character, and each in a character set of
    its own, since one line of another one must not cost the others.
    """
    data = _in_utf8(data).removeprefix(b"\xef\xbb\xbf")
    charset = "" if charset.lower().startswith("utf-16") else charset
    if indented := _INDENTED.search(data[:8192]):  # as it stands in a quotation, or in a template
        data = data[: indented.start(1)] + data[indented.end(1) :].replace(b"\n" + indented[1], b"\n")
    pieces: list[bytes] = []
    soft = False
    for line in _LINE_END.split(data):
        if not line and not soft:
            continue
        if soft:  # what follows a soft line break of quoted-printable stands as it is
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif line[:1] in (b" ", b"\t") and pieces:
            pieces.append(line[1:])
        else:
            if pieces:
                yield text_of_bytes(b"".join(pieces), charset)
            pieces = [line]
        soft = line.endswith(b"=") and _QUOTED_PRINTABLE.match(pieces[0]) is not None
    if pieces:
        yield text_of_bytes(b"".join(pieces), charset)


def _in_utf8(data: bytes) -> bytes:
    """The bytes as `in_utf8` has them, also where UTF-16 has no byte order mark."""
    data = b"".join(in_utf8([data]))
    if b"\0" in data[:2]:
        data = data.decode("utf-16-be" if data.startswith(b"\0") else "utf-16-le", "replace").encode()
    return data


_LONGEST_NUMBER = 100
"""Digits."""


def read_number(text: str) -> int:
    """An INTEGER from 0 on, at most the largest that RFC 5545 has; 0 for what is none."""
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER else 0
    return min(number, LARGEST_INTEGER)
