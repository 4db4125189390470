"""Interview invitations as they arrive: a calendar file (.ics), or an email that carries one (.eml)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from interview_tui.data_classes import dataclass, field, replace
from interview_tui.domain.dates import YEARS
from interview_tui.domain.text import clean, clean_line, shorten
from interview_tui.exporting.content_lines import read_own_uid
from interview_tui.importing.calendar_times import read_duration
from interview_tui.importing.employer import Clues, employer_of
from interview_tui.importing.guests import Guest, read_guests, the_user
from interview_tui.importing.ics import InvitationError, read_number
from interview_tui.importing.importer import Contents, data_file
from interview_tui.importing.properties import spoken
from interview_tui.importing.series import Excluded, day_uid, first_day, is_day, is_series
from interview_tui.importing.zones import CalendarMoment, Zones
from interview_tui.mail.html import text_of_html

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from interview_tui.importing.calendar_file import CalendarFile
    from interview_tui.importing.ics import Component


_DATA = data_file("invitations")
_LINKS, _TITLES = _DATA["links"], _DATA["titles"]
_OFF = frozenset({"CANCELLED", "CANCELED"})
_SAID_OFF = re.compile(rf"(?:{'|'.join(_TITLES['off'])})\s?:", re.IGNORECASE)
"""How Outlook begins the title of a meeting that is off; other programs pass the title on without the status."""
_NEVER = datetime.max  # noqa: DTZ901
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_LINK = re.compile(r"https?://[^\s<>\"'\\^`{}|\[\]]{3,2000}", re.IGNORECASE)
_VIDEO = re.compile(rf"https?://(?:[\w-]+\.)*(?:{'|'.join(_LINKS['video'])})", re.IGNORECASE)
_HTML = re.compile(r"<(?:br|p|div|a\s+href|b|i|ul|ol|li|span|html-blob|html|body|strong|u|h\d)\b[^<>]{0,2000}>", re.I)
_DOCUMENT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


class Method(StrEnum):
    """What the sender does with the event (RFC 5546). A file without a method publishes it."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    REPLY = "REPLY"
    ADD = "ADD"
    CANCEL = "CANCEL"
    REFRESH = "REFRESH"
    COUNTER = "COUNTER"
    DECLINECOUNTER = "DECLINECOUNTER"


ANSWERS = frozenset({Method.REPLY, Method.REFRESH, Method.COUNTER, Method.DECLINECOUNTER})
"""Methods by which guests speak to the organizer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One event of an invitation. All texts are cleaned; those not marked are one line.

    `starts` and `ends` are in UTC. Where the invitation leaves the zone open (a floating time, or a whole day)
    `zone` is '' and both are naive, by the clock on the user's wall. A recurring event is its first occurrence.
    """

    method: Method
    cancelled: bool
    """The meeting is off: METHOD:CANCEL, STATUS:CANCELLED, or a title that says so where there is no status."""
    uid: str
    sequence: int
    """The revision; the highest one with the same uid and recurrence_id holds, and of equal ones that of the later
    `stamp`.
    """
    recurrence_id: datetime | None
    """Which occurrence of a recurring event this one replaces, as `starts` is given; None for all of them."""
    summary: str
    description: str
    """Lines of text; HTML is turned into text."""
    starts: datetime | None
    """None only in an answer or a cancellation that names no time."""
    ends: datetime | None
    zone: str
    """The IANA name of the zone in which the meeting was agreed."""
    all_day: bool
    """Only the day is known; `starts` is its midnight."""
    place: str
    link: str
    """Where to join by video; else the first link that the invitation has."""
    company: str
    company_sure: bool
    role: str
    role_sure: bool
    people: tuple[Guest, ...]
    """The people to be met, the organizer first: never the user, a room, or a robot."""
    organizer_email: str
    stamp: datetime | None = field(default=None, compare=False)
    """When it was written (DTSTAMP)."""
    likely_user: Guest | None = None
    """Who was left out of `people` as the user, where that is only likely: to be asked about."""
    doubt: str = ""
    """What is to be said of its time, where that is not clear."""
    series_day: datetime | None = field(default=None, compare=False)
    """Of a recurring event, which of its days this is: the first that takes place, as the rule has it."""
    and_later: bool = False
    """It replaces all later occurrences too (RANGE=THISANDFUTURE)."""

    @property
    def key(self) -> str:
        """The UID; of an event without one, which RFC 5545 forbids, what tells it from others."""
        return self.uid or f"{self.summary} {self.starts}"

    @property
    def is_answer(self) -> bool:
        """Whether it speaks of a meeting without booking it: a guest's answer, or a time that is only proposed."""
        return self.starts is None or self.method in ANSWERS

    @property
    def order(self) -> tuple[int, datetime, bool]:
        """By this the revisions of one meeting follow each other (RFC 5546)."""
        return self.sequence, self.stamp or (_LAST if self.cancelled else _FIRST), self.cancelled


class NothingFound(InvitationError):
    """A calendar has nothing that this program takes."""


def read_invitations(file: CalendarFile, mine: frozenset[str]) -> Contents[Invitation]:
    """The invitations of a file. An event that names an invalid date is refused.

    `mine` are the user's own addresses, lower case. Without them, the user is the one whom the email reached, or who
    else is likely (`likely_user`). Raises NothingFound when there is no event, InvitationError when none can be read.
    """
    found: dict[object, dict[object, Invitation]] = {}
    refused: list[InvitationError] = []
    for calendar in file.calendars:
        for one in _of_calendar(calendar, file, mine, refused):
            same = found.setdefault((one.uid, one.recurrence_id, one.sequence, one.cancelled) if one.uid else one, {})
            last = next(iter(same.values()), one)
            if last.order < one.order:
                same.clear()
            if last.order <= one.order:
                same.setdefault(one.starts if one.recurrence_id is None else None, one)
    if refused and not found:
        raise refused[0]
    if not found and not any(map(_is_own, file.calendars)):
        raise NothingFound("this calendar has no event: save the invitation itself and import that")
    rows = tuple(one for same in found.values() for one in _told_apart(same.values()))
    return Contents(rows, tuple((0, str(error)) for error in refused))


def _of_calendar(
    calendar: Component, file: CalendarFile, mine: frozenset[str], refused: list[InvitationError]
) -> Iterator[Invitation]:
    """The events of a calendar; those that cannot be read are added to `refused`. Of a recurring one it is the first
    day that takes place, as it stands there if it is changed.
    """
    zones = Zones.of(calendar)
    read: list[tuple[Component, Invitation]] = []
    for event in calendar.parts("VEVENT"):
        try:
            read.append((event, _invitation(calendar, event, zones, mine, file)))
        except InvitationError as error:
            refused.append(error)
    changed = [one for _, one in read if one.recurrence_id is not None]
    first: list[Invitation] = []
    single: list[Invitation] = []
    for event, one in read:
        if one.recurrence_id is not None or one.cancelled or one.starts is None or not is_series(event):
            single.append(one)
            continue
        try:
            first.append(_on_first_day(event, one, zones, [day for day in changed if day.uid == one.uid]))
        except InvitationError as error:
            refused.append(error)
    days = {(one.uid, one.series_day) for one in first}
    yield from first
    yield from (one for one in single if (one.uid, one.recurrence_id) not in days)


def _on_first_day(event: Component, one: Invitation, zones: Zones, changed: list[Invitation]) -> Invitation:
    """A recurring event on the first of its days that takes place. Raises InvitationError when none does."""
    prop = event.first("DTSTART")
    if prop is None or one.starts is None:
        return one
    excluded = Excluded({day.recurrence_id for day in changed if day.cancelled and day.recurrence_id is not None})
    day = first_day(event, zones.moment(prop), zones, excluded)
    if day is None:
        raise InvitationError(
            f"“{shorten(one.summary, 60)}” is off on its first day, and no other is found: enter its meeting yourself"
        )
    moved = [
        other
        for other in changed
        if not other.cancelled and other.recurrence_id is not None and is_day(other.recurrence_id, day.at, day.zone)
    ]
    if moved:
        first = replace(max(moved, key=lambda other: other.order), recurrence_id=None, series_day=day.at)
        excluded.instants.add(day.at)
        second = first_day(event, zones.moment(prop), zones, excluded)
        if second is None or first.starts is None or _clock(first.starts) <= _clock(second.at):
            return first
        day = second
    ends = one.ends and day.at + (one.ends - one.starts)
    return replace(one, starts=day.at, ends=ends, series_day=day.at)


def _clock(at: datetime) -> datetime:
    """As times are put in order, those without a zone among them."""
    return at.replace(tzinfo=None)


def _told_apart(same: Collection[Invitation]) -> Iterator[Invitation]:
    """Several events that a careless program gave one UID: the first keeps it."""
    for number, one in enumerate(sorted(same, key=lambda one: _clock(one.starts) if one.starts else _NEVER)):
        yield replace(one, uid=day_uid(one.uid, one.starts)) if number and one.starts else one


def _is_own(calendar: Component) -> bool:
    """Whether it is what this program has written of its follow-ups: nothing to take in, and no mistake either."""
    return any(read_own_uid(task.text("UID").strip()) for task in calendar.parts("VTODO"))


def _invitation(
    calendar: Component, event: Component, zones: Zones, mine: frozenset[str], file: CalendarFile
) -> Invitation:
    summary = spoken(event.text("SUMMARY"))
    description = _readable(event.text("DESCRIPTION").strip() or event.text("X-ALT-DESC"))
    method = _method(calendar.text("METHOD").strip() or event.text("METHOD"))
    if event.cut_off:
        raise InvitationError(
            f"“{shorten(summary, 60)}” is cut off: only part of a calendar; save the invitation again"
        )
    status = event.text("STATUS").strip().upper()
    cancelled = method is Method.CANCEL or status in _OFF or (not status and bool(_SAID_OFF.match(summary)))
    starts = _moment(event, "DTSTART", zones, summary)
    if starts is None and not (cancelled or method in (Method.REPLY, Method.REFRESH, Method.DECLINECOUNTER)):
        raise InvitationError(f"“{shorten(summary, 60)}” has no start: save the invitation again")
    replaced = _moment(event, "RECURRENCE-ID", zones, summary)
    ends, unclear_end = _end(event, starts, zones, summary) if starts else (None, "")
    guests = read_guests(event)
    user = the_user(guests, mine=mine, delivered=file.delivered, addressed=file.addressed)
    people = tuple(guest for guest in guests.people if guest.email not in user.emails)
    likely_user = None if user.sure else next(guest for guest in guests.people if guest.email in user.emails)
    company, role = employer_of(
        Clues(
            summary=summary,
            description=description,
            organizer_email="" if guests.organizer_email in user.emails else guests.organizer_email,
            organizer_title=guests.organizer_title,
            others=people,
            names=tuple(guest.name for guest in guests.people),
        )
    )
    location = spoken(event.text("LOCATION"))
    return Invitation(
        method=method,
        cancelled=cancelled,
        uid=spoken(event.text("UID")),
        sequence=read_number(event.text("SEQUENCE")),
        recurrence_id=replaced.at if replaced else None,
        summary=summary,
        description=description,
        starts=starts.at if starts else None,
        ends=ends,
        zone=starts.zone if starts else "",
        all_day=starts is not None and starts.all_day,
        place=_place(location) or ", ".join(guests.rooms),
        link=_link(event, location, description),
        company=company.text,
        company_sure=company.sure,
        role=role.text,
        role_sure=role.sure,
        people=people,
        organizer_email=guests.organizer_email,
        stamp=_stamp(event, zones),
        likely_user=likely_user,
        doubt="; ".join(filter(None, (starts.doubt if starts else "", unclear_end))),
        and_later=replaced is not None and _and_later(event),
    )


def _and_later(event: Component) -> bool:
    prop = event.first("RECURRENCE-ID")
    return prop is not None and prop.params.get("RANGE", "").upper() == "THISANDFUTURE"


def _method(text: str) -> Method:
    name = text.strip().upper()
    return Method(name) if name in Method.__members__ else Method.PUBLISH


def _stamp(event: Component, zones: Zones) -> datetime | None:
    prop = event.first("DTSTAMP")
    try:
        at = zones.moment(prop).at if prop else None
    except ValueError:
        return None
    return at if at and at.tzinfo else None


def _moment(event: Component, name: str, zones: Zones, summary: str) -> CalendarMoment | None:
    prop = event.first(name)
    if prop is None or not prop.value.strip():
        return None
    try:
        moment = zones.moment(prop)
    except ValueError:
        moment = None
    if moment is None or moment.at.year not in YEARS:
        what = "save it again" if moment is None else f"years go from {YEARS[0]} to {YEARS[-1]}"
        raise InvitationError(f"“{shorten(summary, 60)}” has an invalid date: {shorten(prop.value, 40)}; {what}")
    return moment


def _end(event: Component, starts: CalendarMoment, zones: Zones, summary: str) -> tuple[datetime | None, str]:
    """DTEND, or the start and DURATION, None where there is none after the start; and what is to be said of one that
    is none.
    """
    at = None
    unclear = ""
    try:
        ends = _moment(event, "DTEND", zones, summary)
        at = ends.at if ends else None
    except InvitationError:
        unclear = event.text("DTEND")
    duration = event.text("DURATION").strip()
    if at is None and duration:
        try:
            at, unclear = starts.at + read_duration(duration), ""
        except (ValueError, OverflowError):
            unclear = unclear or duration
    if at is not None:
        if (at.tzinfo is None) is (starts.at.tzinfo is None) and at > starts.at and at.year in YEARS:
            return at, ""
        unclear = (event.text("DTEND").strip() or duration) if at != starts.at else ""
    return None, f"its end is not clear: {shorten(unclear, 40)}" if unclear else ""


def _readable(text: str) -> str:
    """The description as plain text; Google and Outlook put HTML into it."""
    if _HTML.search(text):
        # in a snippet, as Google writes, line ends count
        text = text_of_html(text, lines_count=not _DOCUMENT.search(text), paragraphs=False, shown=_shown)
    lines = (line.strip() for line in clean(text.replace("\xa0", " ")).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _shown(target: str) -> str:
    """A video link's address, so that it is not lost with its tag."""
    return target if _LINK.fullmatch(target) and _VIDEO.match(_unwrapped(target)) else ""


def _place(location: str) -> str:
    """The location up to a link: behind it stand passcodes."""
    return _LINK.split(location)[0].strip(" ,;:(<-|")


def _link(event: Component, location: str, description: str) -> str:
    """Where to join: what the maker marked as such, else the first video link, else the event's own page."""
    for name in _LINKS["properties"]:
        for prop in event.all(name):
            if found := next(_links(prop.value), ""):
                return found
    page = next(_links(event.text("URL")), "")
    others = [page, *_links(location), *_links(description)]
    return next((link for link in others if _VIDEO.match(link)), page or next(_links(location), ""))


def _links(text: str) -> Iterator[str]:
    for found in _LINK.finditer(clean(text)):
        link = found[0].rstrip(".,;:!?*_")
        while link.endswith(")") and link.count("(") < link.count(")"):
            link = link[:-1]
        yield _unwrapped(link)


def _unwrapped(link: str) -> str:
    """The address behind a mail filter's redirection."""
    for host, parameter in _LINKS["redirections"].items():
        if f"{host}/" not in link[:80]:
            continue
        try:
            target = parse_qs(urlsplit(link).query).get(parameter, [""])[0]
        except ValueError:
            return link
        return clean_line(target) if _LINK.fullmatch(target) else link
    return link
