"""A letter as a complete e-mail (RFC 5322, RFC 2045): text, or text and HTML with the work samples attached.

Every header is made from one clean line or from a checked address, so that no text becomes a header of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean, clean_line, shorten

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage

LARGEST_SAMPLE = 10_000_000
"""Bytes of a work sample that is attached; mail servers let 20 to 25 million through, all together."""
NO_HOST = "localhost.invalid"
"""The domain of a message id when there is no address: it says nothing of the machine (RFC 6761)."""
# RFC 5322's dot-atom, within RFC 5321's lengths; what is written otherwise is no address that is met with.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,64}}@.{{1,255}}$){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A work sample, as it is sent."""

    name: str
    data: bytes


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
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    message = EmailMessage(policy=SMTP)
    if mail.sender:
        message["From"] = _address(mail.sender_name, mail.sender)
    if mail.reader:
        message["To"] = _address(mail.reader_name, mail.reader)
    message["Subject"] = clean_line(mail.subject)
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = message_id(mail.key, mail.sender)
    message.set_content(clean(mail.text).rstrip("\n") + "\n", cte="quoted-printable")
    if mail.html:
        message.add_alternative(clean(mail.html), subtype="html", cte="quoted-printable")
    for attachment in mail.attachments:
        _attach(message, attachment)
    return message.as_bytes()


def message_id(key: str, address: str) -> str:
    """The id of a message: the same for the same key, and without a word about the machine."""
    domain = address.rpartition("@")[2] if is_address(address) else NO_HOST
    return f"<{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@{domain}>"


def is_address(text: str) -> bool:
    """Whether mail can be sent to this address."""
    return _ADDRESS.fullmatch(text) is not None


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


def read_sample(path: str) -> Attachment:
    """A work sample from its file. Raises Refused when it is gone, no file, too large, or cannot be read."""
    named = shorten(Path(path).name or path, 60)
    try:
        file = Path(path).expanduser()
        if not file.is_file():
            raise Refused(f"the sample {named}: there is no such file")
        if file.stat().st_size > LARGEST_SAMPLE:
            raise Refused(f"the sample {named}: larger than {LARGEST_SAMPLE // 1_000_000} MB, send a link instead")
        with file.open("rb") as opened:
            return Attachment(name=file.name, data=opened.read(LARGEST_SAMPLE))
    except (OSError, ValueError, RuntimeError) as error:  # unreadable; a NUL in the name; no home to expand
        raise Refused(f"the sample {named} cannot be read") from error


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    from mimetypes import guess_type

    name = clean_line(attachment.name) or "sample"
    kind, packed = guess_type(name)
    main, _, sub = (kind if kind and not packed else "application/octet-stream").partition("/")
    message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=name)


def _address(name: str, address: str) -> str:
    from email.headerregistry import Address

    if not is_address(address):
        raise Refused(f"“{shorten(address, 60)}” is no e-mail address that mail can be sent to: correct it")
    return str(Address(display_name=clean_line(name), addr_spec=address))
