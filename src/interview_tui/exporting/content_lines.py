"""Content lines, of which iCalendar (RFC 5545) and vCard (RFC 2426) are made: escaped, folded; and the own UIDs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from interview_tui.domain.text import clean
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.domain.enums import Ref

LINE_LIMIT = 75
"""Octets in a line, without its end."""
LARGEST_INTEGER = 2**31 - 1
"""RFC 5545, section 3.3.8."""
OWN_UID_END = "@interview-tui"
"""What the UIDs of this program's own items end with."""
_STAMP = "%Y%m%dT%H%M%SZ"
_OWN_UID = lazy_pattern(rf"([a-z])([1-9]\d{{0,17}})-(\d{{8}}T\d{{6}}Z){OWN_UID_END}", re.ASCII)

# The icalendar package takes ten times as long (0.7 ms for an item), and writes `\N` in a text, as in a path `C:\New`,
# as the end of a line.


def escape(text: str) -> str:
    """A text as a value: cleaned, on one line, with the characters escaped that mean something to a reader."""
    escaped = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def content_text(lines: Iterable[str]) -> str:
    """The lines, folded and each with its end."""
    return "".join(map(_folded, lines))


def _folded(line: str) -> str:
    """The line in parts of at most LINE_LIMIT octets, none of which ends inside a character or between a backslash and
    the character that it escapes.
    """
    if len(line) <= LINE_LIMIT and line.isascii():
        return f"{line}\r\n"
    data = line.encode()
    parts = []
    start, room = 0, LINE_LIMIT
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        part = data[start:end]
        end -= (len(part) - len(part.rstrip(b"\\"))) % 2
        parts.append(data[start:end])
        start, room = end, LINE_LIMIT - 1
    return b"\r\n ".join([*parts, data[start:]]).decode() + "\r\n"


def utc_stamp(instant: datetime) -> str:
    """An instant as a value: `20261123T080000Z`."""
    return f"{instant.astimezone(UTC):{_STAMP}}"


def own_uid(ref: Ref, created: datetime) -> str:
    """The UID of a record: `f40-20261123T080000Z@interview-tui`. The short id is the record's for ever; the instant at
    which it came into being tells it from the record that has this id in another store.
    """
    return f"{ref}-{utc_stamp(created)}{OWN_UID_END}"


def read_own_uid(uid: str) -> tuple[str, int, datetime] | None:
    """The letter and the number of the record that an own UID names, and the instant; None for one of others."""
    found = _OWN_UID.fullmatch(uid)
    if found is None:
        return None
    try:
        created = datetime.strptime(found[3], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return found[1], int(found[2]), created
