"""The headers of an e-mail (RFC 5322): whatever the text, one header and nothing else.

Each is written here, as plain ASCII, and none by the standard library: `email` of some versions of Python decodes what
looks like an encoded word in the text that it is given, line ends too. Here such a text is encoded once more, so that
its reader sees it as it is stored.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import quote

from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WIDTH = 76
"""Characters of a line: RFC 2047's, two less than RFC 5322's. Only an address or an id may be longer by itself."""
LONGEST_PIECE = 64
"""Characters of what cannot be folded, so that it stands on one line with the longest name of a header that has text.
"""
_NOT_PRINTABLE = re.compile("[^ -~]")
_PRINTABLE = re.compile("[ -~]*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_SPECIAL = re.compile(r'(["\\])')
_IN_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
"""What stands for itself in an encoded word, in a name too (RFC 2047, section 5)."""
_CHARSET = "utf-8''"
"""What stands before a parameter that is encoded (RFC 2231)."""
_WORD_BEGINS = "=?"
"""What makes a reader take plain text for an encoded word."""


def header(name: str, pieces: Iterable[str]) -> str:
    """One header with its line end: the pieces one blank apart, folded between them, and nothing but printable ASCII.

    This is the one place that ends a line of a header.
    """
    lines, line = [], f"{name}:"
    for number, piece in enumerate(pieces):
        plain = _NOT_PRINTABLE.sub("", piece)
        if number and len(line) + 1 + len(plain) > WIDTH:
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
