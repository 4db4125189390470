"""The calendar parts of an email, and the addresses that it went to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from interview_tui.importing.ics import Allowance, InvitationError, looks_like_calendar, read_calendars

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
    if len(data) > MAIL_MAX_BYTES:
        raise InvitationError(
            f"the email is larger than {MAIL_MAX_BYTES // 1_000_000} MB: save its invitation as .ics and import that"
        )
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if lines > MAIL_MAX_LINES or lines * len(_BOUNDARY.findall(data)) > MAX_LOOKS:
        raise InvitationError("this email has too many lines and parts: save its invitation as .ics and import that")
    messages = _messages(_without_envelope(data))
    parts = [
        (content, part.get_content_charset("") or "")
        for part in messages
        if _is_calendar(part) and isinstance(content := part.get_payload(decode=True), bytes) and content.strip()
    ]
    if not parts:
        raise InvitationError(
            "this email has no calendar part: save the one with the invitation, or the .ics attached to it"
        )
    return CalendarFile(
        _whole_ones(parts),
        frozenset(_addresses(messages, _DELIVERED)),
        frozenset(_addresses(messages, _ADDRESSED)),
        is_mail=True,
    )


def _whole_ones(parts: list[tuple[bytes, str]]) -> tuple[Component, ...]:
    """The calendars of the parts. An email often has the same one twice, and one whole copy is enough."""
    calendars: list[Component] = []
    trouble: InvitationError | None = None
    allowance = Allowance()
    for data, charset in parts:
        try:
            calendars += read_calendars(data, charset, allowance)
        except InvitationError as error:
            trouble = trouble or error
    if trouble and not calendars:
        raise trouble
    return tuple(calendars)


def _without_envelope(data: bytes) -> bytes:
    """The bytes from the first header line on: byte order mark, blank lines and mbox's "From " line dropped."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return data.partition(b"\n")[2] if data.startswith((b"From ", b">From ")) else data


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
    return list(message_from_bytes(data, policy=Bounded(message_factory=message)).walk())


def _is_calendar(part: Message) -> bool:
    if part.is_multipart():
        return False
    return part.get_content_type() in _CALENDAR_TYPES or _file_name(part).lower().endswith((".ics", ".ical", ".vcs"))


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
