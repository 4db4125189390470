"""The calendar parts of an e-mail, and the addresses that it went to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .ics import InvitationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

MAX_BYTES = 25_000_000
"""The largest e-mail that is read: what the large providers let through, attachments and all."""

_HEADER_CHARACTERS = 50_000
_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|received|delivered-to|return-path|message-id|mime-version|content-type"
    rb"|content-class|x-[!-9;-~]+|arc-[!-9;-~]+|dkim-signature|authentication-results|thread-topic):",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']{1,100}@[^\s<>()\[\],;:\"'@]{1,200}")
_DELIVERED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")
_ADDRESSED = ("To",)
_CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"})


@dataclass(frozen=True, slots=True)
class CalendarPart:
    data: bytes
    charset: str
    """As the e-mail says; '' when it says nothing."""


@dataclass(frozen=True, slots=True)
class CalendarMail:
    """What an e-mail with invitations holds. Addresses are lower case."""

    parts: tuple[CalendarPart, ...]
    delivered: frozenset[str]
    """Whose mailbox it reached, as the mail servers wrote."""
    addressed: frozenset[str]
    """Whom its sender wrote to, without those who got a copy."""


def looks_like_mail(data: bytes) -> bool:
    """Whether the bytes open with the header lines of an e-mail."""
    head = _without_envelope(data[:8192])
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    first = _HEADER.match(head)
    return bool(first and first[0].upper() != b"BEGIN:" and _MAIL_HEADERS.search(block))


def read_mail(data: bytes) -> CalendarMail:
    """The calendar parts, also those of forwarded messages.

    Raises InvitationError when it has none, is too large, or is no e-mail that can be taken apart.
    """
    if len(data) > MAX_BYTES:
        raise InvitationError(
            f"the e-mail is larger than {MAX_BYTES // 1_000_000} MB: save its invitation as .ics and import that"
        )
    messages = _messages(_without_envelope(data))
    parts = tuple(
        CalendarPart(content, part.get_content_charset("") or "")
        for part in messages
        if _is_calendar(part) and isinstance(content := part.get_payload(decode=True), bytes) and content.strip()
    )
    if not parts:
        raise InvitationError(
            "this e-mail has no calendar part: save the one with the invitation, or the .ics attached to it"
        )
    return CalendarMail(parts, frozenset(_addresses(messages, _DELIVERED)), frozenset(_addresses(messages, _ADDRESSED)))


def _without_envelope(data: bytes) -> bytes:
    """The bytes from the first header line on: byte order mark, blank lines and mbox's "From " line dropped."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return data.partition(b"\n")[2] if data.startswith((b"From ", b">From ")) else data


def _messages(data: bytes) -> list[Message]:
    """The e-mail with all parts below it, forwarded messages among them."""
    from email import message_from_bytes
    from email.policy import Compat32

    class Bounded(Compat32):
        """Headers as they stand: taking apart every address and date, as the newer policies do, fails on
        malformed mail in ways that nobody has listed. Over-long ones are cut, since the time that a
        parameter takes grows with the square of its length."""

        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            return name, value[:_HEADER_CHARACTERS]

    try:
        return list(message_from_bytes(data, policy=Bounded()).walk())
    except RecursionError:
        raise InvitationError("this e-mail is nested too deeply: save its invitation as .ics and import that") from None


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
    for message in messages:
        for header in headers:
            for value in message.get_all(header, []):
                yield from (found.lower() for found in _ADDRESS.findall(str(value)))
