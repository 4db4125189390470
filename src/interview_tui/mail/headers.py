"""The header lines of an email: taken apart without its body, quickly, and whatever is wrong with them."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

from interview_tui.domain.text import clean, clean_line
from interview_tui.mail.charsets import text_of_bytes
from interview_tui.mail.message import Mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 500_000
"""Of the header lines, so many are read."""
_VALUE = 20_000
"""Characters of one header."""
_ENCODED = 8_000
"""Characters of one that has encoded words: the time that these take grows faster than their length."""
_MOST = 500
"""Headers of one name, addresses of a header, ids of a thread."""
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(r"^([!-9;-~]{1,80})[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_ID = re.compile(r"<([^<>\s]{1,250})>")
_MAILBOX = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*+)"|(?P<open>")|<(?P<address>[^<>]*)>|\((?P<comment>[^()]*)\)|(?P<end>[,;])|(?P<words>[^",;<>()]+)',
    re.DOTALL,
)
_ADDRESS = re.compile(r"[^\s@<>\"]{1,100}@[^\s@<>\"]{1,200}")
_GROUP = re.compile(r"^[^:@]*:")
_WITHIN = timedelta(days=2)
"""So far apart the clocks of a sender and of the mail servers may be."""
_EARLIEST = timedelta(days=400)
"""So much earlier than its arrival an email may have been written."""
_FIRST_YEAR = 1990
"""Emails are not older; clocks that were never set are."""


def header_block(data: bytes) -> bytes:
    """The header lines of an email: a byte order mark, blank lines and mbox's "From " line before them are dropped."""
    head = without_envelope(data[: _BLOCK + 8192])
    end = _END.search(head)
    return head[: min(end.start(), _BLOCK) if end else _BLOCK]


def without_envelope(data: bytes) -> bytes:
    """The bytes from the first header line on."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return data.partition(b"\n")[2] if data.startswith((b"From ", b">From ")) else data


class Headers:
    """The headers of an email by name; values are as they were written, cleaned and unfolded."""

    def __init__(self, block: bytes) -> None:
        text = text_of_bytes(block).replace("\r\n", "\n").replace("\r", "\n")
        self._values: dict[str, list[str]] = defaultdict(list)
        for name, value in _FIELD.findall(text):
            values = self._values[name.lower()]
            if len(values) < _MOST:
                values.append(value[:_VALUE])

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def first(self, name: str) -> str:
        """The value of the first header of this name, in lower case; '' where there is none."""
        return _unfolded(self._values[name][0]) if name in self._values else ""

    def all(self, *names: str) -> list[str]:
        """The values of all headers of these names."""
        return [_unfolded(value) for name in names for value in self._values.get(name, ())]

    def text(self, name: str) -> str:
        """The value of the first header of this name as one line to be read, decoded."""
        return header_text(self.first(name))

    def mailboxes(self, name: str) -> tuple[Mailbox, ...]:
        """Whom the headers of this name are about."""
        found = (one for value in self.all(name) for one in mailboxes(value))
        return tuple(one for one, _ in zip(found, range(_MOST), strict=False))

    def addresses(self, *names: str) -> frozenset[str]:
        """The addresses that stand in the headers of these names, lower case."""
        return frozenset(found.lower() for value in self.all(*names) for found in _ADDRESS.findall(value))

    def ids(self, *names: str) -> tuple[str, ...]:
        """The Message-IDs in the headers of these names, each once."""
        found = [f"<{one}>" for value in self.all(*names) for one in _ID.findall(value)]
        return tuple(dict.fromkeys(found))[-_MOST:]

    def written(self) -> datetime | None:
        """When the email was written, by its sender's clock and offset; by the clock of the first mail server where
        the Date header is missing or cannot be right. None where no header says.
        """
        date = moment(self.first("date"))
        received = [value.rpartition(";")[2] for value in self.all("received")] or self.all("delivery-date")
        arrived = next(filter(None, map(moment, received)), None)
        if date and (arrived is None or -_EARLIEST < date - arrived < _WITHIN):
            return date
        near = (at for at in map(moment, reversed(received)) if at and arrived and abs(at - arrived) < _WITHIN)
        return next(near, arrived)


def _unfolded(value: str) -> str:
    return clean(value.replace("\n", "").replace("\t", " ").strip())


def header_text(value: str) -> str:
    """A header's value as one line, with its encoded words decoded (RFC 2047)."""
    if "=?" not in value:
        return clean_line(value)
    value = value[:_ENCODED]
    try:
        parts = decode_header(value)
    except HeaderParseError:  # base64 that is none
        return clean_line(value)
    return clean_line(
        "".join(
            part
            if isinstance(part, str)
            else text_of_bytes(part, charset)
            if charset
            else part.decode("raw-unicode-escape")
            for part, charset in parts
        )
    )


def mailboxes(value: str) -> Iterator[Mailbox]:
    """The names and addresses of a header's value. A comma that is part of a name, unquoted, is taken for one."""
    words: list[str] = []
    comment = address = ""
    for token in _tokens(f"{value},"):
        kind = token.lastgroup
        if kind == "quoted":
            words.append(re.sub(r"\\(.)", r"\1", token["quoted"]))
        elif kind == "words":
            words.append(token["words"].strip())
        elif kind == "comment":
            comment = token["comment"]
        elif kind == "address":
            address = token["address"]
        else:
            bare = "" if address else _GROUP.sub("", " ".join(words))
            found = _ADDRESS.search(address or bare)
            if found:
                name = " ".join(filter(None, words)) if address else bare.replace(found[0], "") or comment
                yield _mailbox(name or comment, found[0])
            elif token["end"] == "," and len(words) == 1 and words[0] and not address:
                words = [f"{words[0]},"]
                continue
            words, comment, address = [], "", ""


def _tokens(value: str) -> Iterator[re.Match[str]]:
    """The parts of a header's value; behind a quotation mark that is not closed, others count for nothing."""
    for token in _MAILBOX.finditer(value):
        if token["open"]:
            yield from _MAILBOX.finditer(value[token.end() :].replace('"', " "))
            return
        yield token


def _mailbox(name: str, address: str) -> Mailbox:
    address = clean_line(address.removeprefix("mailto:")).lower()
    name = header_text(name).strip("'\" ,")
    return Mailbox("" if name.lower() == address else name, address)


def moment(text: str) -> datetime | None:
    """A date as headers have it, in its own offset, UTC where it names none; None for what is none."""
    try:
        parts = parsedate_tz(text[:120])
        if parts is None or parts[0] < _FIRST_YEAR:
            return None
        zone = timezone(timedelta(seconds=parts[9])) if parts[9] else UTC
        return datetime(*parts[:5], min(parts[5], 59), tzinfo=zone)
    except (ValueError, OverflowError, IndexError, TypeError):  # no such day; what the library stumbles over
        return None
