"""A posting or notes of research in a file: a text in any charset, a web page that was saved, or an email with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.text import clean, in_utf8, shorten
from interview_tui.mail.charsets import text_of_bytes
from interview_tui.mail.html import text_of_html
from interview_tui.mail.reading import looks_like_mail, read_texts

STUDY_FILE_LIMIT = 5_000_000
"""Bytes; a page that a browser saved in one file has its pictures in it."""
_TAGS_AT_MOST = 200_000
"""Of a page: a long posting has a few thousand; so many take two seconds."""
_HEAD = 4_000
"""Bytes in which a file says what it is."""
_BLANK = b"\xef\xbb\xbf \t\r\n"
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|main|article|section|p|h[1-6]|ul|br)\b", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta\b[^<>]{0,200}?\bcharset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_EMAIL = re.compile(rb"^(?:mime-version|message-id|received):", re.IGNORECASE | re.MULTILINE)
"""Headers that every email has: notes may begin with `Company:` and `Date:`."""
_CONTROLS = bytes({*range(9), 11, *range(14, 27), *range(28, 32), 127})
"""Control characters that no text has; it may have tabs, line ends, form feeds and escapes."""
_CONTROLS_AT_MOST = 0.02
"""Their share of a text in which something went wrong."""


class _Binary(NamedTuple):
    """A kind of file that is no text, by how it begins, and the command that makes a text of it."""

    begins: bytes
    what: str
    command: str


_BINARIES = (
    _Binary(b"%PDF-", "a PDF", "pdftotext {} -"),
    _Binary(b"PK\x03\x04", "a Word, OpenDocument or zip file", "pandoc -t plain {}"),
    _Binary(b"\xd0\xcf\x11\xe0", "an old Word file", "antiword {}"),
    _Binary(b"{\\rtf", "an RTF file", "pandoc -t plain {}"),
    _Binary(b"\x89PNG", "a picture", "tesseract {} -"),
    _Binary(b"\xff\xd8\xff", "a picture", "tesseract {} -"),
    _Binary(b"\x1f\x8b", "a compressed file", "gunzip -c {}"),
)


def read_study_file(data: bytes, name: str = "-") -> str:
    """The text of a file. `name` is how it was given, `-` for standard input.

    Raises Refused for what is no text, with a command that makes one of it; Unclear where there is no text in it.
    """
    _refuse_binary(data, name)
    in_one = b"".join(in_utf8([data]))
    text = _text_of(in_one, converted=in_one != data)
    if data.strip() and not clean(text).strip():
        raise Unclear(
            f"{_named(name)} has no text of its own: open it in a browser, copy the posting and paste it into the study"
        )
    return text


def _text_of(data: bytes, *, converted: bool) -> str:
    """`converted`: it is UTF-8, whatever a page says of itself."""
    if looks_like_mail(data) and _EMAIL.search(data[:_HEAD]):
        subject, text = read_texts(data)
        return f"# {subject}\n\n{text}" if subject else text
    begins = data.lstrip(_BLANK)[:_HEAD]
    if not (begins.startswith(b"<") and _PAGE.search(begins)):
        return text_of_bytes(data)
    if data.count(b"<") > _TAGS_AT_MOST:
        raise Refused("this page has too many elements: open it in a browser, copy the posting and paste it")
    charset = None if converted else _CHARSET.search(begins)
    return text_of_html(text_of_bytes(data, charset[1].decode("ascii") if charset else ""))


def _refuse_binary(data: bytes, name: str) -> None:
    """Raises Refused."""
    shown = "FILE" if name == "-" else shorten(name, 60)
    for kind in _BINARIES:
        if data.lstrip(_BLANK).startswith(kind.begins):
            command = kind.command.format(shown)
            raise Refused(f"{_named(name)} is {kind.what}, not text: {command} | interview-tui study ID -")
    sample = b"".join(in_utf8([data[:100_000]]))
    if b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROLS_AT_MOST * len(sample):
        raise Refused(f"{_named(name)} is not text: open it, copy what matters, and paste it into the study")


def _named(name: str) -> str:
    return "standard input" if name == "-" else shorten(name, 200)
