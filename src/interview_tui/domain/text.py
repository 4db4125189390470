"""Text from outside, brought to one encoding and cleaned: what a person, a file or another program gives is only text.

Dropped are characters that drive a terminal or reorder what is read: C0 (but tab and newline), DEL, C1,
bidirectional controls, lone surrogates. Zero-width joiners stay: emoji and several scripts need them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from interview_tui.lazy_patterns import lazy_pattern

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_DROPPED = lazy_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\u2028\u2029\ufeff"  # separators that some programs take for line ends; the byte order mark
    "\ud800-\udfff]"  # lone surrogates: not text at all
)
# ECMA-48: CSI, OSC and the string controls go whole, so that "\x1b[31m" leaves no "[31m" behind.
_SEQUENCES = lazy_pattern(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    # Text that was decoded wrongly has C1 characters too: only where the string is ended is it taken for one. None
    # holds the beginning of another: a heap of beginnings would be looked through to its end from each of them.
    r"|[\x9d\x90\x98\x9e\x9f][^\x07\x1b\x9c\n\x9d\x90\x98\x9e\x9f]*(?:\x07|\x1b\\|\x9c)"
)
_SPACES = lazy_pattern(r"\s+")
# RFC 5322's dot-atom, within RFC 5321's lengths; what is written otherwise is not an address that is met with. One that
# would be read as an encoded word is none (RFC 2047, section 5).
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = lazy_pattern(rf"(?=.{{1,64}}@.{{1,255}}$)(?!.*=\?){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


_LINE_ENDS = lazy_pattern("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Line ends of other programs, which `clean` drops."""
_UTF_16_WITHOUT_MARK = (
    (re.compile(rb"(?:[\t\n\r -~]\0){4}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r -~]){4}"), "utf-16-be"),
)


def in_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of a file with text, in UTF-8: where it begins with the byte order mark of UTF-16, as PowerShell and
    some spreadsheets write, or of UTF-32, or with letters in UTF-16, it is converted; else it is given as it is. What
    is cut off in the middle of a character becomes a byte that is text in no encoding.
    """
    decoder = None
    for number, piece in enumerate(pieces):
        if number == 0:
            unmarked = (code for begins, code in _UTF_16_WITHOUT_MARK if begins.match(piece))
            code = "utf-16" if piece.startswith(_UTF_16) else next(unmarked, "")
            if piece.startswith(_UTF_32):  # of which one begins as UTF-16 does
                code = "utf-32"
            errors = "replace" if code == "utf-32" else "surrogatepass"  # not every number is a character
            decoder = codecs.getincrementaldecoder(code)(errors) if code else None
        yield piece if decoder is None else decoder.decode(piece).encode("utf-8", "surrogatepass")
    if decoder is not None and decoder.getstate()[0]:
        yield b"\x81"


def clean(text: str) -> str:
    """The text without control and bidirectional characters; line ends become newlines."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DROPPED.sub("", _SEQUENCES.sub("", text))


def with_newlines(text: str) -> str:
    """The text with the line ends of other programs (U+2028, a vertical tab) as newlines."""
    return text if text.isprintable() else _LINE_ENDS.sub("\n", text)


def escaped_json(text: str) -> str:
    """JSON in which what `clean` would drop stands as its escape (`\\u202e`): the same document to who parses it."""
    return _DROPPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def clean_line(text: str) -> str:
    """The cleaned text on one line: every run of white space becomes one space, none at the ends."""
    if text.isascii() and text.isprintable():  # the blank is all the white space there can be
        return " ".join(text.split()) if "  " in text else text.strip()
    return _SPACES.sub(" ", clean(text)).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of one line, with an ellipsis where something was left out."""
    line = clean_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def plain_words(text: str) -> str:
    """The words alone, in lower case, one blank between them."""
    return " ".join(text.casefold().translate(_IN_WORDS).split())


class _InWords(dict[int, str]):
    """What becomes of each character, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        # Scripts without case, such as Chinese, often write no blanks: there each character is a word.
        self[code] = c if c.islower() or c.isdigit() else f" {c} " if c.isalnum() else " "
        return self[code]


_IN_WORDS = _InWords()


def is_address(text: str) -> bool:
    """Whether an email can be sent to this address."""
    return _ADDRESS.fullmatch(text) is not None


def no_address(text: str) -> str:
    """What is said of an address that is none."""
    return f"“{shorten(text, 60)}” is not a valid email address"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 follow-up`, `3 follow-ups`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def words(text: str) -> frozenset[str]:
    """The words of the text: a table that reads better than a list of quoted strings."""
    return frozenset(text.split())


def squash(text: str) -> str:
    """Letters and digits only, without accents and case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


_MARKS = lazy_pattern(r"[\\`*_\[\]<>#|~&$]")
_LINK = lazy_pattern(r"https?://[^\s<>\\`]+", re.ASCII)
_LIST_MARK = lazy_pattern(r"^(\d{1,9})([.)])|^([-+=])")


def markdown_line(text: str) -> str:
    """The text on one line so that Markdown shows it as it is."""
    line = _MARKS.sub(lambda found: f"\\{found[0]}", clean_line(text))
    return _LIST_MARK.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


def markdown_link(text: str) -> str:
    """An markdown_link as a link that shows itself; anything else as text."""
    return f"<{text}>" if _LINK.fullmatch(text) else markdown_line(text)


def markdown_quote(text: str) -> list[str]:
    """A text of several lines as a block quote that keeps its lines and empty lines; none for an empty text."""
    lines = [markdown_line(line) for line in clean(text).strip().split("\n")]
    if lines == [""]:
        return []
    ends = [f"{line}\\" if line and after else line for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [f"> {line}".rstrip() for line in ends]


def company_role(company: str, role: str) -> str:
    """`Acme · SRE`."""
    return f"{company} · {role}" if role else company


_HONORIFICS = frozenset(["dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau"])


def first_name(name: str) -> str:
    """What somebody is called: the first name, or the whole name where it begins with a title."""
    parts = name.split()
    return name if not parts or parts[0].casefold().rstrip(".") in _HONORIFICS else parts[0]


def ended(text: str) -> str:
    """The text with a full stop, unless it ends in punctuation."""
    return f"{text}." if text[-1:].isalnum() else text


def repeats(text: str, words: str) -> bool:
    """Whether a text has these words in their order; mere marks are no words."""
    plain = plain_words(words)
    return bool(plain) and f" {plain} " in f" {plain_words(text)} "
