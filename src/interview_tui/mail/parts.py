"""The parts of an email, forwarded emails among them: taken apart within bounds, whatever the bytes are."""

from __future__ import annotations

import re
from base64 import b64decode
from functools import cached_property
from itertools import count
from quopri import decodestring
from typing import TYPE_CHECKING, Any

from interview_tui.domain.text import clean_line
from interview_tui.mail.charsets import text_of_bytes
from interview_tui.mail.headers import Headers, header_block, header_text, without_envelope
from interview_tui.mail.message import LARGEST_EMAIL, CalendarPart, UnreadableMail

if TYPE_CHECKING:
    from email.message import Message
    from email.policy import Policy

_MAX_LINES = 400_000
"""Lines of an email: 25 MB of attachments take as many."""
_MAX_PARTS = 200
"""Parts and emails within one another, all together."""
_MAX_HEADERS = 20_000
_MAX_LOOKS = 3_000_000
"""Lines times the boundaries that each may be: how often the parser looks."""

_HEADER_CHARACTERS = 50_000
_PARAMETER_CHARACTERS = 2_000
"""Of the headers that have parameters: the time that these take grows with the square of their length."""
_BOUNDARY = re.compile(rb"boundary[*\d]*\s*=", re.IGNORECASE)
_CALENDARS = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"})
_ANYTHING = frozenset({"text/plain", "application/octet-stream"})
"""Types of parts that say nothing of what is in them."""
_BEGINS_CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}BEGIN:VCALENDAR", re.IGNORECASE)
_ENCODED_PARAMETER = re.compile(rb"\b(?:boundary|charset|method|(?:file)?name|type)=3D", re.IGNORECASE)
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")


def take_apart(data: bytes) -> MailPart:
    """The email as a tree of parts. Raises UnreadableMail for one that is too large or nested too deeply."""
    if len(data) > LARGEST_EMAIL:
        raise UnreadableMail(f"this email is larger than {LARGEST_EMAIL // 1_000_000} MB: save the part that matters")
    lines = data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
    if lines > _MAX_LINES or lines * len(_BOUNDARY.findall(data)) > _MAX_LOOKS:
        raise UnreadableMail("this email has too many lines and parts: save the part that matters")
    return _Parser().parse(data)


class _Parser:
    """Reads an email and those within it; their parts and headers are counted together."""

    def __init__(self) -> None:
        self._parts, self._headers = count(1), count(1)

    def parse(self, data: bytes) -> MailPart:
        from email import message_from_bytes
        from email.message import Message
        from email.policy import Compat32

        class Bounded(Compat32):
            """Headers as they stand: taking apart every address and date, as the newer policies do, fails on
            malformed mail in ways that nobody has listed. Over-long ones are cut, and only so many are read."""

            def header_source_parse(policy, sourcelines: list[str]) -> tuple[str, str]:  # noqa: N805
                if next(self._headers) > _MAX_HEADERS:
                    raise UnreadableMail(
                        f"this email has more than {_MAX_HEADERS:,} headers: save the part that matters"
                    )
                name, value = super().header_source_parse(sourcelines)
                parameters = name.lower().startswith("content-")
                return name, value[: _PARAMETER_CHARACTERS if parameters else _HEADER_CHARACTERS]

        class Lenient(Message):
            """A part whose malformed parameters are none: the library fails where one is numbered twice."""

            def get_param(
                self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True
            ) -> Any:
                try:
                    return super().get_param(param, failobj, header, unquote)
                except (TypeError, ValueError):
                    return failobj

        def message(policy: Policy[Message]) -> Message:
            if next(self._parts) > _MAX_PARTS:
                raise UnreadableMail(
                    f"this email is nested too deeply, or has more than {_MAX_PARTS} parts: save the part that matters"
                )
            return Lenient(policy=policy)

        parsed = message_from_bytes(without_envelope(data), policy=Bounded(message_factory=message))
        return MailPart(parsed, self)


class MailPart:
    """One part of an email, or the email itself."""

    def __init__(self, message: Message, parser: _Parser) -> None:
        self._message = message
        self._parser = parser
        self.type = message.get_content_type()
        """In lower case: `text/plain`."""
        self.name = _file_name(message)
        """The name of the file that is attached; '' where it has none."""
        self.is_attached = message.get_content_disposition() == "attachment"

    def parameter(self, name: str) -> str:
        """A parameter of the Content-Type header, in lower case; '' where it is not given."""
        value = self._message.get_param(name, "")
        return str(value[2] if isinstance(value, tuple) else value).lower()

    def header(self, name: str) -> str:
        """A header of this part as one line, decoded."""
        return header_text(str(self._message.get(name, "")))

    @property
    def calendar(self) -> CalendarPart | None:
        """The part as a calendar, by its type, its name, or what is in it; None for what is none."""
        named = self.type in _CALENDARS or self.name.lower().endswith((".ics", ".ical", ".vcs"))
        if self.children or not (named or self.type in _ANYTHING):
            return None
        content = self.content
        if not content.strip() or not (named or _BEGINS_CALENDAR.match(content)):
            return None
        method = self.parameter("method").upper()
        if not method and "cancel" in self.header("Content-Class").lower():
            method = "CANCEL"
        return CalendarPart(content, self.charset, method)

    @cached_property
    def children(self) -> list[MailPart]:
        """The parts of a multipart; the email in one that is forwarded, also where it is encoded or a mere file."""
        message = self._message
        if message.is_multipart():
            inner: list[Message] = message.get_payload()  # type: ignore[assignment]
            encoding = str(message.get("Content-Transfer-Encoding", "")).strip().lower()
            if self.type == "message/rfc822" and len(inner) == 1:
                # RFC 2046 forbids that it is encoded. The library finds only text in base64; in quoted-printable
                # headers stand as they are, but for the parameters in them.
                if encoding == "base64" and not inner[0].keys():
                    return [self._parser.parse(_from_base64(inner[0].as_string()))]
                if encoding == "quoted-printable":
                    written = inner[0].as_string().encode("utf-8", "surrogateescape")
                    if not inner[0].keys() or _is_quoted_printable(written):
                        return [self._parser.parse(decodestring(written))]
            return [MailPart(part, self._parser) for part in inner]
        if self.name.lower().endswith(".eml") and self.type not in _CALENDARS:
            return [self._parser.parse(self.content)]
        if self.type == "application/octet-stream" and _is_email(content := self.content):
            return [self._parser.parse(content)]
        return []

    @property
    def content(self) -> bytes:
        """The bytes of a part that has no parts, decoded."""
        found = self._message.get_payload(decode=True)
        return found if isinstance(found, bytes) else b""

    @property
    def raw(self) -> bytes:
        """The fields of a delivery report, which the library takes for emails of headers only; else the content."""
        if not self._message.is_multipart():
            return self.content
        blocks: list[Message] = self._message.get_payload()  # type: ignore[assignment]
        return "\n\n".join("\n".join(f"{name}: {value}" for name, value in block.items()) for block in blocks).encode(
            "utf-8", "replace"
        )

    @property
    def text(self) -> str:
        """Its text, in which lines end with a newline."""
        return text_of_bytes(self.content, self.charset).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def charset(self) -> str:
        """The name of its charset, as given; '' where there is none."""
        try:
            return self._message.get_content_charset("") or ""
        except (LookupError, ValueError):
            return ""


def _is_email(content: bytes) -> bool:
    """Whether a file of no type that tells is an email."""
    headers = Headers(header_block(content[:8192]))
    return "from" in headers and any(name in headers for name in ("date", "to", "subject", "message-id"))


def _is_quoted_printable(written: bytes) -> bool:
    """Whether an email is encoded as a whole, and not only a part of it."""
    return bool(_ENCODED_PARAMETER.search(written)) or b"quoted-printable" not in written.lower()


def _from_base64(text: str) -> bytes:
    letters = _NOT_BASE64.sub("", text)
    return b64decode(f"{letters[: len(letters) - (len(letters) % 4 == 1)]}==")


def _file_name(message: Message) -> str:
    """The attachment's name, decoded; names in other scripts come as encoded words."""
    name = message.get_filename("")
    return clean_line(header_text(str(name)))
