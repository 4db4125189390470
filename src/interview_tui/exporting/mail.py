"""A letter as a complete email (RFC 5322, RFC 2045): text, or text and HTML with the work samples attached.

Every header is written by `header`, as plain ASCII, so that no text becomes a header of its own, and none by the
standard library: `email` of some versions of Python decodes what looks like an encoded word in the text that it is
given, line ends too. Here such a text is encoded once more, so that its reader sees it as it is stored.
"""

from __future__ import annotations

from base64 import b64encode, encodebytes
from binascii import b2a_qp
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from interview_tui.data_classes import dataclass
from interview_tui.domain.errors import Refused
from interview_tui.domain.text import clean, clean_line, is_address, no_address
from interview_tui.domain.threads import bounded_thread
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from interview_tui.letters.samples import Attachment


NO_HOST = "localhost.invalid"
"""The domain of a message id when there is not an address: it says nothing of the machine (RFC 6761)."""
_TYPE = lazy_pattern(r"(?!message/|multipart/)[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")
"""What a sample may be called; emails within the email could not be encoded."""


_WIDTH = 76
"""Characters of a line: RFC 2047's, two less than RFC 5322's. Only an address or an id may be longer by itself."""
LONGEST_PIECE = 64
"""Characters of what cannot be folded, so that it stands on one line with the longest name of a header that has text.
"""
_NOT_PRINTABLE = lazy_pattern("[^ -~]")
_PRINTABLE = lazy_pattern("[ -~]*")
_ATOMS = lazy_pattern(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_SPECIAL = lazy_pattern(r'(["\\])')
_IN_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
"""What stands for itself in an encoded word, in a name too (RFC 2047, section 5)."""
_CHARSET = "utf-8''"
"""What stands before a parameter that is encoded (RFC 2231)."""
_MESSAGE_ID = lazy_pattern(r"<[!-;=?-~]{1,250}>")
_WORD_BEGINS = "=?"
"""What makes a reader take plain text for an encoded word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What an email is made of. Addresses may be '': then the header is left out."""

    message_id: str
    """With its brackets (see `message_id`)."""
    thread: tuple[str, ...] = ()
    """The Message-IDs of the emails that it answers, oldest first."""
    sender_name: str = ""
    sender: str = ""
    reader_name: str = ""
    reader: str = ""
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str
    text: str
    html: str = ""
    at: datetime
    """When it is dated, in the user's zone."""
    attachments: tuple[Attachment, ...] = ()


def write_mail(mail: Mail) -> bytes:
    """The email, lines ended by CRLF, in ASCII. Raises Refused for an address that is none."""
    from email.utils import format_datetime

    identity = mail.message_id
    content = _text(mail.text, "plain")
    if mail.html:
        content = _multipart("alternative", identity, [content, _text(mail.html, "html")])
    if mail.attachments:
        content = _multipart("mixed", identity, [content, *map(_attached, mail.attachments)])
    headers = [
        _mailbox("From", mail.sender_name, mail.sender),
        _mailbox("To", mail.reader_name, mail.reader),
        _addresses("Cc", mail.cc),
        _addresses("Bcc", mail.bcc),
        header("Subject", text_pieces(mail.subject)),
        header("Date", format_datetime(mail.at).split()),
        header("Message-ID", [identity]),
        *_answers(mail.thread),
        header("MIME-Version", ["1.0"]),
    ]
    return "".join([*headers, content]).encode("ascii")


def message_id(key: str, address: str) -> str:
    """The id of a message: the same for the same key, and without a word about the machine."""
    domain = address.rpartition("@")[2] if is_address(address) else NO_HOST
    return f"<{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@{domain}>"


def _mailbox(name: str, who: str, address: str) -> str:
    """The header with an address, '' where there is none."""
    if not address:
        return ""
    if not is_address(address):
        raise Refused(f"{no_address(address)}: correct it")
    return header(name, mailbox_pieces(who, address))


def _addresses(name: str, addresses: Sequence[str]) -> str:
    """The header with several addresses, '' where there is none."""
    wrong = next((address for address in addresses if not is_address(address)), None)
    if wrong is not None:
        raise Refused(f"{no_address(wrong)}: correct it in the configuration")
    *before, last = addresses or ("",)
    return header(name, [*(f"{address}," for address in before), last]) if last else ""


def _answers(thread: Sequence[str]) -> Iterator[str]:
    """The headers that place an email in its thread (RFC 5322, section 3.6.4); none where it begins one."""
    known = [identity for identity in thread if _MESSAGE_ID.fullmatch(identity)]
    if known:
        yield header("In-Reply-To", known[-1:])
        yield header("References", bounded_thread(known))


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


def header(name: str, pieces: Iterable[str]) -> str:
    """One header with its line end: the pieces one blank apart, folded between them, and nothing but printable ASCII.

    This is the one place that ends a line of a header.
    """
    lines, line = [], f"{name}:"
    for number, piece in enumerate(pieces):
        plain = _NOT_PRINTABLE.sub("", piece)
        if number and len(line) + 1 + len(plain) > _WIDTH:
            lines.append(line)
            line = ""
        line += f" {plain}"
    return "\r\n".join([*lines, line]) + "\r\n"


def text_pieces(text: str) -> list[str]:
    """A text on one line, as the pieces of a header: its words, or encoded words where it is not plain."""
    line = clean_line(text)
    words = line.split()
    return words if _is_plain(line) and all(len(word) <= LONGEST_PIECE for word in words) else list(_encoded(line))


def mailbox_pieces(name: str, address: str) -> list[str]:
    """Somebody's name and address. The address is to be one (`domain.text.is_address`)."""
    line = clean_line(name)
    if not line:
        return [address]
    if _ATOMS.fullmatch(line):
        return [*text_pieces(line), f"<{address}>"]
    quoted = '"' + _SPECIAL.sub(r"\\\1", line) + '"'
    return [*([quoted] if _is_plain(line) and len(quoted) <= LONGEST_PIECE else _encoded(line)), f"<{address}>"]


def parameter_pieces(name: str, value: str) -> list[str]:
    """A parameter, the last of its header: quoted where it is plain, else as RFC 2231 has it, in parts where it is
    long.
    """
    line = clean_line(value)
    if _is_plain(line) and not _SPECIAL.search(line) and len(line) <= LONGEST_PIECE - len(name):
        return [f'{name}="{line}"']
    first, *more = _parts(line, lambda text: quote(text, safe=""), LONGEST_PIECE - len(f"{name}*999*={_CHARSET};"))
    if not more:
        return [f"{name}*={_CHARSET}{first}"]
    parts = [f"{name}*{number}*={part}" for number, part in enumerate([_CHARSET + first, *more])]
    return [*(f"{part};" for part in parts[:-1]), parts[-1]]


def _is_plain(line: str) -> bool:
    """Whether a reader takes it as it stands."""
    return bool(_PRINTABLE.fullmatch(line)) and _WORD_BEGINS not in line


def _encoded(line: str) -> Iterator[str]:
    """The encoded words (RFC 2047) of a text, in the shorter of the two ways. A reader joins them without a blank."""
    way, write = min((("q", _q), ("b", _b)), key=lambda pair: len(pair[1](line)))
    for part in _parts(line, write, LONGEST_PIECE - len("=?utf-8?q??=")):
        yield f"=?utf-8?{way}?{part}?="


def _parts(text: str, write: Callable[[str], str], limit: int) -> Iterator[str]:
    """The text as `write` gives it, in parts of at most so many characters; none ends inside a character."""
    held = written = ""
    for character in text:
        longer = write(held + character)
        if held and len(longer) > limit:
            yield written
            held, longer = "", write(character)
        held, written = held + character, longer
    yield written


def _q(text: str) -> str:
    return "".join(chr(b) if b in _IN_WORD else "_" if b == ord(" ") else f"={b:02X}" for b in text.encode())


def _b(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
