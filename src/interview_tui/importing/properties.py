"""Content lines of calendars (RFC 5545, and vCalendar 1.0) as programs really write them, made into properties.

`icalendar` splits a line strictly, and fails on what is common: a colon or a semicolon in a parameter without quotes,
quotes within quotes. Here the value of a date begins where a date does, and that of a person where an address does.
"""

from __future__ import annotations

import binascii
import html
import re
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.text import clean_line, words
from interview_tui.mail.charsets import text_of_bytes
from interview_tui.mail.headers import header_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"([A-Za-z0-9-]+)(?=\s*[;:])")
_PARAMETER = re.compile(r"\s*([A-Za-z0-9-]+)\s*=\s*")
# A quote ends where a delimiter follows: programs forget to leave out those that a name has.
_QUOTED = re.compile(r'"((?:\\.|[^"\\]|"(?!\s*[;:,]))*)"(?=\s*[;:,])', re.DOTALL)
_ANOTHER = re.compile(rf"\s*,\s*{_QUOTED.pattern}", re.DOTALL)
_DELIMITER = re.compile(r"[;:]")
_A_DATE = re.compile(r"\s*\d{4}([-/.]?)\d\d\1\d\d")
_AN_ADDRESS = re.compile(
    r"\s*(?:(?:mailto|urn|invalid|https?|tel|sips?|xmpp|ldap|unknown):|[^\s:;@]{1,200}@[^\s:;@]{1,200}$)", re.IGNORECASE
)
# `DTSTART:TZID=Europe/Berlin:20261202T140000`
_PARAMETER_BEHIND_COLON = re.compile(r":\s*(?:TZID|VALUE)\s*=", re.IGNORECASE)
_NOTHING = frozenset({"undefined", "null", "none", "nan", "nil", "(null)", "[object object]"})
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5}|[a-z]{1,2}(?:uml|acute|grave|circ|cedil|zlig|tilde));", re.I
)
_LONGEST_ENCODED = 2_000
_DATES = words("DTSTART DTEND DUE COMPLETED RECURRENCE-ID EXDATE RDATE DTSTAMP")
_PEOPLE = words("ATTENDEE ORGANIZER")
_ENCODINGS = words("QUOTED-PRINTABLE BASE64 8BIT 7BIT")
_ESCAPED = re.compile(r"\\([\\;,:\"nN])")
_ESCAPED_IN_1_0 = re.compile(r"\\([;,])")
_IN_PARAMETER = re.compile(r"\\([\\;,\"])|\^(['n^])")


@dataclass(frozen=True, slots=True)
class Property:
    """A property's unescaped value, with its parameters by upper-case name."""

    value: str
    params: Mapping[str, str]


def name_of_line(line: str) -> str:
    """The name that a line begins with, as it is written; '' for a line that has none."""
    found = _NAME.match(line)
    return found[1] if found else ""


def read_property(line: str, charset: str = "") -> Property:
    """The property of a line that begins with a name. `charset` is that of the file."""
    name = name_of_line(line)
    delimiter = _DELIMITER.search(line, len(name))
    if delimiter and name.upper() in _DATES and _PARAMETER_BEHIND_COLON.match(line, delimiter.start()):
        line = f"{line[: delimiter.start()]};{line[delimiter.end() :]}"
    params, at = _parameters(line, delimiter.start() if delimiter else len(line), name.upper())
    value = line[at:]
    encoding = params.get("ENCODING", "").upper()
    if encoding in ("QUOTED-PRINTABLE", "BASE64", "B") and params.get("VALUE", "").upper() != "BINARY":
        return Property(
            _ESCAPED_IN_1_0.sub(r"\1", _transferred(value, encoding, params.get("CHARSET", charset))), params
        )
    return Property(_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value), params)


def spoken(text: str) -> str:
    """The text as one line, with encoded words (RFC 2047) and HTML's entities, which do not belong there, decoded; ''
    for what careless programs write where they have nothing.
    """
    line = clean_line(html.unescape(text) if _ENTITY.search(text) else text)
    if len(line) < _LONGEST_ENCODED:
        line = clean_line(header_text(line))
    return "" if line.casefold() in _NOTHING else line


def _transferred(value: str, encoding: str, charset: str) -> str:
    """A value of vCalendar 1.0 that is encoded as parts of emails are."""
    import quopri

    raw = value.encode("utf-8", "replace")
    if encoding == "QUOTED-PRINTABLE":
        return text_of_bytes(quopri.decodestring(raw), charset)
    try:
        return text_of_bytes(binascii.a2b_base64(raw), charset)
    except binascii.Error:
        return value


def _parameters(line: str, at: int, name: str) -> tuple[dict[str, str], int]:
    """The parameters of a line, whose first delimiter stands there; and where its value begins."""
    begins = _A_DATE if name in _DATES else _AN_ADDRESS if name in _PEOPLE else None
    params: dict[str, str] = {}
    last, first_colon, quotes = "", -1, True
    while 0 <= at < len(line) and line[at] == ";":
        named = _PARAMETER.match(line, at + 1)
        start = named.end() if named else at + 1
        quoted = _QUOTED.match(line, start) if quotes and named and line.startswith('"', start) else None
        if quoted:
            text, behind = quoted[1], quoted.end()
            while another := _ANOTHER.match(line, behind):  # `MEMBER="a","b"`
                text, behind = f"{text},{another[1]}", another.end()
            end = _DELIMITER.search(line, behind)
        else:
            quotes = quotes and not line.startswith('"', start)  # one that never ends: nor do those behind it
            end, colon = _end_of_value(line, start, begins)
            first_colon = colon if first_colon < 0 else first_colon
            text = line[start : end.start() if end else len(line)]
        at = end.start() if end else len(line)
        if named:
            last = named[1].upper()
            params[last] = text.strip()
        elif text.strip().upper() in _ENCODINGS:
            params["ENCODING"] = text.strip()
        elif last:  # `CN=Lee; Kim`
            params[last] += f";{text}"
    if at >= len(line) and first_colon >= 0:  # nothing looks like such a value: it begins as it does everywhere
        return _parameters(line[: first_colon + 1], line.find(";"), "")[0], first_colon + 1
    return {key: _IN_PARAMETER.sub(_unescaped, text) for key, text in params.items()}, at + 1


def _end_of_value(line: str, start: int, begins: re.Pattern[str] | None) -> tuple[re.Match[str] | None, int]:
    """Where a parameter without quotes ends, and the first colon that it has, -1 for none."""
    first_colon = -1
    for found in _DELIMITER.finditer(line, start):
        if found[0] == ";":
            return found, first_colon
        first_colon = found.start() if first_colon < 0 else first_colon
        if begins is None or begins.match(line, found.end()):
            return found, first_colon
    return None, first_colon


def _unescaped(found: re.Match[str]) -> str:
    """Backslashes, which RFC 5545 does not have there, and the carets of RFC 6868."""
    return found[1] or {"n": "\n", "'": '"', "^": "^"}[found[2]]
