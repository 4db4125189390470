"""Calendar files, and the calendars of an email."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.importing.ics import Allowance, InvitationError, looks_like_calendar, read_calendars
from interview_tui.importing.properties import Property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.importing.ics import Component
    from interview_tui.mail.message import CalendarPart, Message

_OLE, _TNEF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22"
"""How files of Outlook's own begin."""
_ITS_MSG = "this is Outlook's own .msg: save the email as .eml, or its meeting as .ics, and import that"
_ITS_TNEF = "the invitation is in Outlook's own winmail.dat: ask its sender for it as .ics and import that"
_NO_CALENDAR = "this email has no calendar part: save the one with the invitation, or the .ics attached to it"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The calendars of a file, or of an email and those forwarded within it. Addresses are lower case."""

    calendars: tuple[Component, ...]
    delivered: frozenset[str] = frozenset()
    """Whose mailbox the email reached, as the mail servers wrote."""
    addressed: frozenset[str] = frozenset()
    """Whom its sender wrote to, without those who got a copy."""


def read_calendar_file(data: bytes) -> CalendarFile:
    """The calendars of a file. Raises InvitationError with one line for what is none, is damaged or too large."""
    if data.startswith((_OLE, _TNEF)):
        raise InvitationError(_ITS_MSG if data.startswith(_OLE) else _ITS_TNEF)
    if looks_like_calendar(data):
        return CalendarFile(read_calendars(data))
    raise InvitationError("not a calendar or an email: save the invitation as .ics or .eml and import that")


def calendars_of(message: Message) -> CalendarFile:
    """The calendars of an email. Raises InvitationError where it has none, with what it has instead, or they are
    damaged.
    """
    envelope = message.envelope
    if not message.calendars:
        raise InvitationError(outlooks_own(message) or _NO_CALENDAR)
    addressed = message.addressed | {box.email for box in envelope.to}
    return CalendarFile(_whole_ones(message.calendars), envelope.delivered, addressed)


def _whole_ones(parts: Sequence[CalendarPart]) -> tuple[Component, ...]:
    """The calendars of the parts. An email often has the same one twice, and one whole copy is enough."""
    calendars: list[Component] = []
    trouble: InvitationError | None = None
    allowance = Allowance()
    said = next((part.method for part in parts if part.method), "")
    for part in parts:
        try:
            found = read_calendars(part.data, part.charset, allowance)
        except InvitationError as error:
            trouble = trouble or error
            continue
        for calendar in found:
            if not calendar.text("METHOD").strip():
                calendar.properties["METHOD"] = [Property(part.method or said, {})]
        calendars += found
    if trouble and not calendars:
        raise trouble
    whole = [one for one in calendars if not any(event.cut_off for event in one.children)]
    return tuple(whole or calendars)


def outlooks_own(message: Message) -> str:
    """What is said of an email whose invitation only Outlook can read; '' of another."""
    names = [name.lower() for name in message.attachments]
    if "winmail.dat" in names:
        return _ITS_TNEF
    if any(name.endswith(".msg") for name in names):
        return "the invitation is in Outlook's own .msg: save its meeting as .ics and import that"
    return ""
