"""The calendar parts of an email, and the addresses that it went to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.importing.ics import Allowance, InvitationError, looks_like_calendar, read_calendars
from interview_tui.importing.properties import Property

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from email.policy import Policy

    from interview_tui.importing.ics import Component

MAIL_MAX_BYTES = 25_000_000
"""The largest email that is read: what the large providers let through, attachments and all."""

MAIL_MAX_LINES = 400_000
"""Lines of an email: 25 MB of attachments take as many."""
MAX_PARTS = 200
"""Parts and messages within one another, all together."""
MAX_HEADERS = 20_000
MAX_LOOKS = 3_000_000
"""Lines times the boundaries that each may be: how often the parser looks."""

_HEADER_CHARACTERS = 50_000
_PARAMETER_CHARACTERS = 2_000
"""Of the headers that have parameters: the time that these take grows with the square of their length."""
_ADDRESS_CHARACTERS = 200_000
"""Of all headers with addresses."""
_BOUNDARY = re.compile(rb"boundary[*\d]*\s*=", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|received|delivered-to|return-path|message-id|mime-version|content-type"
    rb"|content-class|x-[!-9;-~]+|arc-[!-9;-~]+|dkim-signature|authentication-results|thread-topic):",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"'])[^\s<>()\[\],;:\"']{1,100}@[^\s<>()\[\],;:\"'@]{1,200}")
_DELIVERED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")
_ADDRESSED = ("To",)
_CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"})
_ANYTHING = frozenset({"text/plain", "application/octet-stream"})
"""Types of parts that say nothing of what is in them."""
_OLE, _TNEF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22"
"""How files of Outlook's own begin."""
_ITS_MSG = "this is Outlook's own .msg: save the email as .eml, or its meeting as .ics, and import that"
_ITS_TNEF = "the invitation is in Outlook's own winmail.dat: ask its sender for it as .ics and import that"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The calendars of a file, or of an email and those forwarded within it. Addresses are lower case."""

    calendars: tuple[Component, ...]
    delivered: frozenset[str] = frozenset()
    """Whose mailbox the email reached, as the mail servers wrote."""
    addressed: frozenset[str] = frozenset()
    """Whom its sender wrote to, without those who got a copy."""
    is_mail: bool = False


def read_calendar_file(data: bytes) -> CalendarFile:
    """The calendars of a file or an email, distinguished by their contents. Raises InvitationError with one line for
    what is neither, is damaged or too large.
    """
    if data.startswith((_OLE, _TNEF)):
        raise InvitationError(_ITS_MSG if data.startswith(_OLE) else _ITS_TNEF)
    if looks_like_mail(data):
        return _read_mail(data)
    if looks_like_calendar(data):
        return CalendarFile(read_calendars(data))
    raise InvitationError("not a calendar or an email: save the invitation as .ics or .eml and import that")


def looks_like_mail(data: bytes) -> bool:
    """Whether the bytes open with the header lines of an email."""
    head = _without_envelope(data[:8192])
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    first = _HEADER.match(head)
    return bool(first and first[0].upper() != b"BEGIN:" and _MAIL_HEADERS.search(block))


def _read_mail(data: bytes) -> CalendarFile:
    """Raises InvitationError when it has no calendar part, is too large, or is no email that can be taken apart."""
    messages = _messages(_without_envelope(data))
    parts = [part for message in messages for part in _calendar_parts(message)]
    if not parts:
        raise InvitationError(_why_none(messages))
    return CalendarFile(
        _whole_ones(parts),
        frozenset(_addresses(messages, _DELIVERED)),
        frozenset(_addresses(messages, _ADDRESSED)),
        is_mail=True,
    )


class _Part(NamedTuple):
    """A calendar as it stands in an email."""

    data: bytes
    charset: str
    method: str
    """What the email says that the calendar does."""


def _whole_ones(parts: list[_Part]) -> tuple[Component, ...]:
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


def _without_envelope(data: bytes) -> bytes:
    """The bytes from the first header line on: byte order mark, blank lines and mbox's "From " line dropped."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return data.partition(b"\n")[2] if data.startswith((b"From ", b">From ")) else data


def _refuse_too_large(data: bytes) -> None:
    if len(data) > MAIL_MAX_BYTES:
        raise InvitationError(
            f"the email is larger than {MAIL_MAX_BYTES // 1_000_000} MB: save its invitation as .ics and import that"
        )
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if lines > MAIL_MAX_LINES or lines * len(_BOUNDARY.findall(data)) > MAX_LOOKS:
        raise InvitationError("this email has too many lines and parts: save its invitation as .ics and import that")


def _messages(data: bytes) -> list[Message]:
    """The email with all parts below it, forwarded messages among them."""
    from email import message_from_bytes
    from email.message import Message
    from email.policy import Compat32

    class Bounded(Compat32):
        """Headers as they stand: taking apart every address and date, as the newer policies do, fails on
        malformed mail in ways that nobody has listed. Over-long ones are cut, and only so many are read."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            if next(headers) > MAX_HEADERS:
                raise InvitationError(
                    f"this email has more than {MAX_HEADERS:,} headers: save its invitation as .ics and import that"
                )
            name, value = super().header_source_parse(sourcelines)
            parameters = name.lower().startswith("content-")
            return name, value[: _PARAMETER_CHARACTERS if parameters else _HEADER_CHARACTERS]

    class Part(Message):
        """A part whose malformed parameters are none: the library fails where one is numbered twice."""

        def get_param(self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True) -> Any:
            try:
                return super().get_param(param, failobj, header, unquote)
            except (TypeError, ValueError):
                return failobj

    def message(policy: Policy[Message]) -> Message:
        if next(parts) > MAX_PARTS:
            raise InvitationError(
                f"this email is nested too deeply, or has more than {MAX_PARTS} parts:"
                " save its invitation as .ics and import that"
            )
        return Part(policy=policy)

    headers, parts = count(1), count(1)
    found: list[Message] = []
    waiting = [data]
    while waiting:
        data = waiting.pop()
        _refuse_too_large(data)
        for part in message_from_bytes(data, policy=Bounded(message_factory=message)).walk():
            found.append(part)
            if forwarded := _forwarded(part):
                waiting.append(forwarded)
    return found


def _forwarded(part: Message) -> bytes:
    """The message within a part that is encoded, which RFC 2046 forbids, or a mere file; b"" for none."""
    from email.message import Message

    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    content: object = None
    if part.get_content_maintype() == "message" and part.is_multipart() and encoding in ("base64", "quoted-printable"):
        body = part.get_payload(0)
        if isinstance(body, Message) and not body.keys():  # the parser found no message there, only text
            body["Content-Transfer-Encoding"] = encoding
            content = body.get_payload(decode=True)
    elif part.get_content_type() == "application/octet-stream" or _file_name(part).lower().endswith(".eml"):
        content = None if part.is_multipart() else part.get_payload(decode=True)
    return content if isinstance(content, bytes) and looks_like_mail(content) else b""


def _calendar_parts(part: Message) -> Iterator[_Part]:
    """The part, where it is a calendar by its type, its name, or what is in it."""
    if part.is_multipart():
        return
    kind = part.get_content_type()
    named = kind in _CALENDAR_TYPES or _file_name(part).lower().endswith((".ics", ".ical", ".vcs"))
    content = part.get_payload(decode=True) if named or kind in _ANYTHING else None
    if not isinstance(content, bytes) or not content.strip():
        return
    if named or content.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR":
        method = str(part.get_param("method", "") or "")
        if not method and "cancel" in str(part.get("Content-Class", "")).lower():
            method = "CANCEL"
        yield _Part(content, part.get_content_charset("") or "", method)


def _why_none(messages: list[Message]) -> str:
    """What is said of an email without a calendar."""
    names = [_file_name(part).lower() for part in messages]
    if "winmail.dat" in names or any("ms-tnef" in part.get_content_type() for part in messages):
        return _ITS_TNEF
    if any(name.endswith(".msg") for name in names):
        return "the invitation is in Outlook's own .msg: save its meeting as .ics and import that"
    return "this email has no calendar part: save the one with the invitation, or the .ics attached to it"


def _file_name(part: Message) -> str:
    """The attachment's name, decoded; names in other scripts come as encoded words."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    name = part.get_filename("")
    try:
        return str(make_header(decode_header(name))).strip()
    except (MessageError, LookupError, ValueError):
        return name.strip()


def _addresses(messages: list[Message], headers: tuple[str, ...]) -> Iterator[str]:
    left = _ADDRESS_CHARACTERS
    for message in messages:
        for header in headers:
            for value in message.get_all(header, []):
                text = str(value)[:left]
                left -= len(text)
                yield from (found.lower() for found in _ADDRESS.findall(text))
