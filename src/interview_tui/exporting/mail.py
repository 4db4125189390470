"""A letter as a complete e-mail (RFC 5322, RFC 2045): text, or text and HTML with the work samples attached.

Every header is written by headers.py, so that no text becomes a header of its own.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean, clean_line, is_address, no_address
from interview_tui.exporting.headers import header, mailbox_pieces, parameter_pieces, text_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from interview_tui.letters.samples import Attachment

NO_HOST = "localhost.invalid"
"""The domain of a message id when there is no address: it says nothing of the machine (RFC 6761)."""
_TYPE = re.compile(r"(?!message/|multipart/)[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")
"""What a sample may be called; e-mails within the e-mail could not be encoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What an e-mail is made of. Addresses may be '': then the header is left out."""

    key: str
    """What the message id stands for: the same key gives the same id."""
    sender_name: str = ""
    sender: str = ""
    reader_name: str = ""
    reader: str = ""
    subject: str
    text: str
    html: str = ""
    at: datetime
    """When it is dated, in the user's zone."""
    attachments: tuple[Attachment, ...] = ()


def write_mail(mail: Mail) -> bytes:
    """The e-mail, lines ended by CRLF, in ASCII. Raises Refused for an address that is none."""
    from email.utils import format_datetime

    identity = message_id(mail.key, mail.sender)
    content = _text(mail.text, "plain")
    if mail.html:
        content = _multipart("alternative", identity, [content, _text(mail.html, "html")])
    if mail.attachments:
        content = _multipart("mixed", identity, [content, *map(_attached, mail.attachments)])
    headers = [
        _mailbox("From", mail.sender_name, mail.sender),
        _mailbox("To", mail.reader_name, mail.reader),
        header("Subject", text_pieces(mail.subject)),
        header("Date", format_datetime(mail.at).split()),
        header("Message-ID", [identity]),
        header("MIME-Version", ["1.0"]),
    ]
    return "".join([*headers, content]).encode("ascii")


def message_id(key: str, address: str) -> str:
    """The id of a message: the same for the same key, and without a word about the machine."""
    domain = address.rpartition("@")[2] if is_address(address) else NO_HOST
    return f"<{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@{domain}>"


def as_html(text: str, table: str, chart: str) -> str:
    """A letter's text as an HTML document, all of it escaped; `chart`, where it stands in the text, as `table`.

    `table` is HTML already. A chart that was changed by hand stays text.
    """
    before, found, after = text.partition(chart) if chart else (text, "", "")
    parts = [*_paragraphs(before), *([table] if found else []), *_paragraphs(after)]
    style = "font-family: sans-serif; line-height: 1.4"
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body style="{style}">\n{body}\n</body></html>\n'
    )


def _paragraphs(text: str) -> list[str]:
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", text)]
    return [f'<p style="white-space: pre-wrap">{escape(block)}</p>' for block in blocks if block]


def _mailbox(name: str, who: str, address: str) -> str:
    """The header with an address, '' where there is none."""
    if not address:
        return ""
    if not is_address(address):
        raise Refused(f"{no_address(address)}: correct it")
    return header(name, mailbox_pieces(who, address))


def _part(kind: str, encoding: str, *more: str, content: bytes) -> str:
    """A part: its headers, an empty line, and what it holds, encoded."""
    headers = [header("Content-Type", kind.split(" ")), header("Content-Transfer-Encoding", [encoding]), *more]
    return "".join(headers) + "\r\n" + content.decode("ascii").replace("\n", "\r\n")


def _text(text: str, kind: str) -> str:
    content = b2a_qp((clean(text).rstrip("\n") + "\n").encode())
    return _part(f'text/{kind}; charset="utf-8"', "quoted-printable", content=content)


def _attached(attachment: Attachment) -> str:
    from mimetypes import guess_type

    name = clean_line(attachment.name) or "sample"
    guessed, packed = guess_type(f"sample{Path(name).suffix}")  # of a whole name it would read a URL
    kind = guessed if guessed and not packed and _TYPE.fullmatch(guessed) else "application/octet-stream"
    disposition = header("Content-Disposition", ["attachment;", *parameter_pieces("filename", name)])
    return _part(kind, "base64", disposition, content=encodebytes(attachment.data))


def _multipart(kind: str, identity: str, parts: Sequence[str]) -> str:
    """Parts in one. No line of a part begins like the boundary: neither encoding has a "=" before a "_"."""
    boundary = f"=_{kind}_{sha256(identity.encode()).hexdigest()[:16]}"
    inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    opening = header("Content-Type", [f"multipart/{kind};", f'boundary="{boundary}"'])
    return f"{opening}\r\n{inside}--{boundary}--\r\n"
