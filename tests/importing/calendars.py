"""Calendars and emails for tests, a few lines each."""

from __future__ import annotations

from datetime import UTC, datetime

from interview_tui.importing.calendar_file import calendars_of, read_calendar_file
from interview_tui.importing.ics import InvitationError
from interview_tui.importing.invitation import Invitation
from interview_tui.importing.invitation import read_invitations as read_contents
from interview_tui.mail.message import UnreadableMail
from interview_tui.mail.reading import looks_like_mail, read_message

RECEIVED = datetime(2026, 11, 23, tzinfo=UTC)
NOON = "DTSTART:20261202T120000Z"


def calendar(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """A calendar with one event of these lines, after the head's lines."""
    event = ("BEGIN:VEVENT", "UID:1@acme.example", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *head, *event, "END:VCALENDAR", "")).encode()


def read_invitations(data: bytes, *, mine: frozenset[str] = frozenset()) -> tuple[Invitation, ...]:
    """All of a file, or of an email. Raises InvitationError also where some of it can be read."""
    try:
        is_mail = looks_like_mail(data)
        file = calendars_of(read_message(data, received=RECEIVED)) if is_mail else read_calendar_file(data)
    except UnreadableMail as error:
        raise InvitationError(str(error)) from error
    contents = read_contents(file, mine)
    if contents.refused:
        raise InvitationError(contents.refused[0][1])
    return contents.rows


def read(*lines: str, head: tuple[str, ...] = (), mine: frozenset[str] = frozenset()) -> Invitation:
    (one,) = read_invitations(calendar(*lines, head=head), mine=mine)
    return one


def mail(*headers: str, body: bytes = b"", kind: str = "text/calendar; charset=utf-8; method=REQUEST") -> bytes:
    return "\r\n".join((*headers, f"Content-Type: {kind}", "", "")).encode() + body


def zone(tzid: str, standard: tuple[str, str], daylight: tuple[str, str] | None = None) -> tuple[str, ...]:
    """A zone's own definition: (offset, rule) of each half; without a second one it has no summer time."""
    summer = daylight[0] if daylight else standard[0]
    halves = [("STANDARD", summer, *standard)]
    if daylight:
        halves.append(("DAYLIGHT", standard[0], *daylight))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    for name, before, after, rule in halves:
        lines += [f"BEGIN:{name}", "DTSTART:16010101T020000", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
        lines += [rule] if rule else []
        lines += [f"END:{name}"]
    return (*lines, "END:VTIMEZONE")
