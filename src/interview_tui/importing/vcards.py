"""People from vCards: 2.1 as telephones write it, 3.0 and 4.0.

A line ends with CR or LF and nothing else: a U+2028 inside a note is part of it. A card of a group, an organisation or
a place is nobody's, which is said. A damaged card is refused with its number; the others are kept.
"""

from __future__ import annotations

import binascii
import quopri
import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean, clean_line, shorten, with_newlines
from interview_tui.importing.contacts import ContactCard, apply_contacts
from interview_tui.importing.importer import LONGEST_LINE, NO_OPTIONS, Contents, Importer, Options, of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VCARD_LIMIT = 50_000_000
"""Bytes: an address book with pictures."""
LONGEST_NOTE = 100_000
MOST_LINES = 150_000
"""Lines of properties that are looked at; a card has ten."""
_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_EDGE = re.compile(r"\s*(BEGIN|END)[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"(?:[\w-]+\.)?([a-z][a-z0-9-]*)[ \t]*(?=[;:])", re.IGNORECASE | re.ASCII)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";:])*)')
_QUOTED_PRINTABLE = re.compile(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_CHARSET = re.compile(r"(?:utf-?8|utf-?16|iso|latin|windows|cp\d|us-ascii|ascii|shift|sjis|euc|gb|big5|koi8|mac)[\w-]*")
_BYTES_NOT_TEXT = re.compile("[\ud800-\udfff]")
_TEXTS = frozenset({"FN", "N", "EMAIL", "TEL", "TITLE", "ROLE", "ORG", "NOTE", "URL", "VERSION"})
_KINDS = frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS"})
"""What says that a card is nobody's: vCard 4.0, Apple's groups, and Apple's cards of companies."""
_NOBODY = {
    "group": "a group", "org": "an organisation", "organization": "an organisation", "company": "an organisation",
    "location": "a place", "application": "a program", "device": "a device",
}  # fmt: skip
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
"""vCard 2.1 leaves the name of this parameter out, and that of TYPE."""
_FAR = 101
"""How far from being preferred a value is of which nothing is said: PREF goes from 1 to 100."""


class _Lines(NamedTuple):
    """The lines of a card that are of use."""

    lines: list[str]
    ended: bool
    """Whether its end was there."""
    is_cut: bool = False
    """Whether the file ends in the middle of its last line."""


class _Value(NamedTuple):
    """A property: how far from being preferred it is, and its text with the escapes that part it."""

    preference: int
    text: str


class _Found(NamedTuple):
    """A card's properties by their names, the preferred of each name first."""

    values: dict[str, list[_Value]]
    is_guessed: bool
    """It is not UTF-8 and names no charset."""

    def every(self, name: str) -> list[str]:
        """All values of that name on one line, without those that are empty. Raises Unclear."""
        lines = [clean_line(with_newlines(_plain(value.text))) for value in self.values.get(name, ())]
        return [_bounded(name, line) for line in lines if line]

    def parts(self, name: str) -> list[str]:
        """The parts of the first value of that name that is not empty."""
        values = (value.text for value in self.values.get(name, ()) if value.text.strip(" ;"))
        return [clean_line(with_newlines(_plain(part))) for part in _parts(next(values, ""))]


def is_vcards(data: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether the file begins with a card."""
    return bool(_BEGIN.match(data.removeprefix(b"\xef\xbb\xbf")[:1000]))


def read_vcards(data: bytes, _options: Options = NO_OPTIONS) -> Contents[ContactCard]:
    """The people in a file of vCards. Raises Unclear for what is none or is too large."""
    if len(data) > VCARD_LIMIT:
        raise Unclear(f"it is larger than {VCARD_LIMIT // 1_000_000} MB: export it without pictures")
    text = data.decode("utf-8-sig", "surrogateescape")
    rows: list[ContactCard] = []
    refused: list[tuple[int, str]] = []
    remarks: list[tuple[int, str]] = []
    number = 0
    for number, card in enumerate(_cards(text), start=1):
        try:
            if card.is_cut:
                raise Unclear("it is cut off: END:VCARD is missing")
            found = _found(card.lines)
            if nobody := _nobody(found):
                remarks.append((number, f"{nobody}, not a person: not imported"))
                continue
            rows.append(_contact(number, found))
        except Unclear as unclear:
            refused.append((number, str(unclear)))
            continue
        if not card.ended:
            remarks.append((number, f"END:VCARD is missing: {shorten(rows[-1].name, 40)} is imported as it stands"))
        if found.is_guessed:
            remarks.append((number, f"{shorten(rows[-1].name, 40)} is not in UTF-8: read as Windows-1252"))
    if not number:
        raise Unclear("this file has no vCard: one goes from BEGIN:VCARD to END:VCARD")
    return Contents(tuple(rows), tuple(refused), remarks=tuple(remarks))


def _cards(text: str) -> Iterator[_Lines]:
    """The lines of each card."""
    inside: list[str] | None = None
    looked = 0
    last = ""
    for line in _unfolded(text):
        named = _NAME.match(line)
        name = named[1].upper() if named else ""
        if inside is not None and not name and last == "NOTE" and line.strip():
            line, name = f"NOTE:{line}", last  # a line break that the writer did not escape
        last = name if name or not line.strip() else last
        edge = _EDGE.match(line) if name in ("BEGIN", "END") else None
        if name not in _TEXTS and name not in _KINDS and edge is None:
            continue
        looked += 1
        if looked > MOST_LINES:
            raise Unclear(f"it has more than {MOST_LINES:,} lines: import it in parts")
        if edge is None:
            if inside is not None:
                inside.append(line)
            continue
        if inside is not None:
            yield _Lines(inside, name == "END")
        inside = [] if name == "BEGIN" else None
    if inside is not None:
        yield _Lines(inside, ended=False, is_cut=not text.endswith(("\n", "\r")))


def _unfolded(text: str) -> Iterator[str]:
    """The lines as they were before they were folded. vCard 2.1 folds where a blank is, which stays; and text that is
    quoted-printable by an `=` at the end of the line.
    """
    pieces: list[str] = []
    is_encoded = is_old = False
    for line in _LINE_END.split(text):
        if is_encoded and pieces[-1].endswith("=") and not _EDGE.match(line):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line.startswith((" ", "\t")):
            pieces.append(line if is_old else line[1:])
        else:
            if pieces:
                yield "".join(pieces)
            pieces = [line]
            is_encoded = _QUOTED_PRINTABLE.match(line) is not None
            is_old = line[:9].upper() == "VERSION:2" or (is_old and not _EDGE.match(line))
    yield "".join(pieces)


def _found(lines: Sequence[str]) -> _Found:
    """What the lines say. Raises Unclear for a line that is no text, or endless."""
    values: dict[str, list[_Value]] = {}
    is_guessed = False
    for line in lines:
        if len(line) > LONGEST_NOTE:
            raise Unclear(f"its line “{shorten(line[:200], 40)}” has more than {LONGEST_NOTE:,} characters")
        named = _NAME.match(line)
        if named is None:
            continue
        parameters, at = _parameters(line, named.end())
        if named[1].upper() == "TEL" and _is_fax(parameters):
            continue
        text, guessed = _text(line[at:], parameters)
        is_guessed = is_guessed or guessed
        values.setdefault(named[1].upper(), []).append(_Value(_preference(parameters), text))
    for several in values.values():
        several.sort(key=lambda value: value.preference)
    return _Found(values, is_guessed)


def _parameters(line: str, at: int) -> tuple[dict[str, list[str]], int]:
    """The parameters behind a property's name, and where its value begins."""
    found: dict[str, list[str]] = {}
    while parameter := _PARAMETER.match(line, at):
        at = parameter.end()
        name, sign, value = parameter[1].partition("=")
        if not sign:
            name, value = ("ENCODING" if name.upper() in _ENCODINGS else "TYPE"), name
        found.setdefault(name.strip().upper(), []).extend(value.strip('" ').split(","))
    colon = line.find(":", at)  # behind a quote that is never closed it is the next one
    return found, colon + 1 if colon >= 0 else len(line)


def _preference(parameters: dict[str, list[str]]) -> int:
    """How far from being preferred a value is."""
    said = next(iter(parameters.get("PREF", ())), "")
    if said.isascii() and said.isdecimal() and len(said) < 4:
        return int(said)
    return 1 if "PREF" in (word.strip('" ').upper() for word in parameters.get("TYPE", ())) else _FAR


def _is_fax(parameters: dict[str, list[str]]) -> bool:
    """Whether a number is for nothing but fax."""
    kinds = {word.strip('" ').upper() for word in parameters.get("TYPE", ())}
    return "FAX" in kinds and kinds.isdisjoint({"VOICE", "CELL"})


def _text(value: str, parameters: dict[str, list[str]]) -> tuple[str, bool]:
    """A value decoded, and whether its charset is a guess. Raises Unclear."""
    encoding = next(iter(parameters.get("ENCODING", ())), "").upper()
    charset = next(iter(parameters.get("CHARSET", ())), "").casefold()
    raw = value.encode("utf-8", "surrogateescape")
    if encoding == "QUOTED-PRINTABLE":
        pieces = [_decoded(quopri.decodestring(piece), charset) for piece in raw.split(b";")]
        escaped = (re.sub(r"[\\;]", r"\\\g<0>", text) for text, _ in pieces)
        return ";".join(escaped), any(guessed for _, guessed in pieces)
    if encoding in ("B", "BASE64"):
        try:
            return _decoded(binascii.a2b_base64(raw), charset)
        except binascii.Error as error:
            raise Unclear("it has base64 that is damaged") from error
    if charset or _BYTES_NOT_TEXT.search(value):
        return _decoded(raw, charset)
    return value, False


def _decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """Bytes as text, and whether their charset is a guess. Raises Unclear."""
    if _CHARSET.fullmatch(charset):
        try:
            return raw.decode(charset), False
        except (LookupError, UnicodeError):  # it is written in another than it says
            pass
    try:
        return raw.decode(), False
    except UnicodeError:
        pass
    try:
        return raw.decode("cp1252"), True
    except UnicodeError as error:
        raise Unclear("it is not UTF-8: export it as vCard 3.0 or 4.0") from error


def _nobody(found: _Found) -> str:
    """What a card is where it is not a person's: `a group`; '' for a person's."""
    for name in _KINDS:
        for kind in found.every(name):
            if kind.casefold() in _NOBODY:
                return _NOBODY[kind.casefold()]
    company, names = next(iter(found.parts("ORG")), ""), found.every("FN")
    is_company = bool(company) and not any(found.parts("N")) and (bool(names) or not found.every("EMAIL"))
    return _NOBODY["org"] if is_company and all(name.casefold() == company.casefold() for name in names) else ""


def _contact(number: int, found: _Found) -> ContactCard:
    """Raises Unclear for a card that names nobody."""
    name = next(iter(found.every("FN")), "") or _name(found.parts("N"))
    emails = dict.fromkeys(_address(text) for text in found.every("EMAIL") if "@" in text)
    phones = dict.fromkeys(_phone(text) for text in found.every("TEL"))
    if not name and not emails:
        raise Unclear("it has no name")
    notes = [clean(with_newlines(_plain(value.text))).strip() for value in found.values.get("NOTE", ())]
    return ContactCard(
        number=number,
        name=name or next(iter(emails)),
        title=next(iter([*found.every("TITLE"), *found.every("ROLE")]), ""),
        company=_bounded("ORG", next(iter(found.parts("ORG")), "")),
        emails=tuple(emails),
        phone=next(iter(phones), ""),
        link=next(iter(found.every("URL")), ""),
        note="\n".join(filter(None, notes))[:LONGEST_NOTE],
        has_more=len(emails) > 1 or len(phones) > 1,
    )


def _address(text: str) -> str:
    return re.sub(r"^mailto:|\s", "", text, flags=re.IGNORECASE).casefold()


def _phone(text: str) -> str:
    """A number as a person dials it: `tel:+49-30-555;ext=12` is a URI (RFC 3966)."""
    if text[:4].casefold() != "tel:":
        return text
    number, *parameters = text[4:].split(";")
    extension = next((p[4:] for p in parameters if p.casefold().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def _name(parts: list[str]) -> str:
    """The name in its parts: family, given, additional, prefix, suffix."""
    family, given, more, before, after = [*parts, "", "", "", "", ""][:5]
    return _bounded("N", " ".join(filter(None, (before, given, more, family, after))))


def _parts(value: str) -> list[str]:
    """A value of several parts, parted by semicolons that are not escaped."""
    parts = [""]
    for piece in re.findall(r"\\.|[^\\;]+|;|\\$", value, re.DOTALL):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _plain(value: str) -> str:
    """A text without its escapes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _bounded(name: str, value: str) -> str:
    if len(value) > LONGEST_LINE:
        raise Unclear(f"its {name} has {len(value):,} characters: the limit is {LONGEST_LINE}")
    return value


CONTACTS = Importer(
    what="contacts", sniff=is_vcards, read=of_bytes(read_vcards), apply=apply_contacts, endings=(".vcf",), several=True,
)  # fmt: skip
