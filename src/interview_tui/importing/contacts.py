"""People from vCards 3.0 and 4.0.

Somebody is known by an email address; else by name, where no two addresses and no two companies differ. Of a known
person only what is empty here is taken: what is written down here is the truth.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Person
from interview_tui.domain.text import clean, clean_line, counted, shorten
from interview_tui.importing.importer import (
    LONGEST_LINE,
    NO_OPTIONS,
    PROGRESS_STEP,
    Contents,
    Imported,
    Importer,
    Options,
    of_bytes,
)
from interview_tui.services.base import joined, no_progress
from interview_tui.store.identity import PeopleIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.importing.importer import Progress
    from interview_tui.services.base import Context

VCARD_LIMIT = 50_000_000
"""Bytes: an address book with pictures."""
LONGEST_NOTE = 100_000
MOST_LINES = 150_000
"""Lines of properties that are looked at; a card has ten."""
_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD\b", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
_WANTED = re.compile(r"(?:[\w-]+\.)?(FN|N|EMAIL|TEL|TITLE|ROLE|ORG|NOTE|URL|UID|VERSION|BEGIN|END)[;:]", re.IGNORECASE)
_BYTES_NOT_TEXT = re.compile("[\ud800-\udfff]")
_ENCODED = re.compile(r";(?:ENCODING=)?(?:QUOTED-PRINTABLE|B|BASE64)[;:]", re.IGNORECASE)


class Card(NamedTuple):
    """One person. Texts are cleaned; '' for what the card does not say."""

    number: int
    """Which card of the file it is, from 1."""
    name: str
    title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    """The preferred first."""
    phone: str = ""
    link: str = ""
    note: str = ""


def is_vcards(data: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether the file begins with a card."""
    return bool(_BEGIN.match(data.removeprefix(b"\xef\xbb\xbf")[:1000]))


def read_vcards(data: bytes, _options: Options = NO_OPTIONS) -> Contents[Card]:
    """The people in a file of vCards, in UTF-8. Raises Unclear for what is none or is too large."""
    if len(data) > VCARD_LIMIT:
        raise Unclear(f"it is larger than {VCARD_LIMIT // 1_000_000} MB: export it without pictures")
    text = data.decode("utf-8-sig", "surrogateescape")
    rows: list[Card] = []
    refused: list[tuple[int, str]] = []
    number = 0
    for number, properties in enumerate(_cards(_FOLD.sub("", text)), start=1):
        try:
            rows.append(_card(number, properties))
        except Unclear as unclear:
            refused.append((number, str(unclear)))
    if not number:
        raise Unclear("this file has no vCard: one goes from BEGIN:VCARD to END:VCARD")
    return Contents(tuple(rows), tuple(refused))


def _cards(text: str) -> Iterator[list[str]]:
    """The lines of each card that are of use; of one that is cut off too."""
    inside: list[str] | None = None
    looked = 0
    for line in text.splitlines():
        found = _WANTED.match(line)
        if found is None:
            continue
        looked += 1
        if looked > MOST_LINES:
            raise Unclear(f"it has more than {MOST_LINES:,} lines: import it in parts")
        name = found[1].upper()
        if name == "BEGIN":
            if not _BEGIN.match(line.encode("utf-8", "surrogateescape")):
                continue
            if inside is not None:
                yield inside
            inside = []
        elif inside is not None and name == "END":
            yield [*inside, line]
            inside = None
        elif inside is not None:
            inside.append(line)
    if inside is not None:
        yield inside


def _card(number: int, lines: list[str]) -> Card:
    """Raises Unclear for a card that is damaged or names nobody."""
    if not lines or not lines[-1].upper().startswith("END"):
        raise Unclear("it is cut off: END:VCARD is missing")
    found: dict[str, list[tuple[int, str]]] = {}
    for line in lines[:-1]:
        if len(line) > LONGEST_NOTE:
            raise Unclear(f"its line “{shorten(line[:200], 40)}” has more than {LONGEST_NOTE:,} characters")
        if not line.isascii() and _BYTES_NOT_TEXT.search(line):
            raise Unclear("it is not UTF-8: export it as vCard 3.0 or 4.0")
        name, preference, value = _property(line)
        found.setdefault(name, []).append((preference, value))
    version = found.get("VERSION", [(0, "3.0")])[0][1].strip()
    if version.startswith("2") and any(_ENCODED.search(line) for line in lines):
        raise Unclear("it is a vCard 2.1 with encoded text: export it as vCard 3.0 or 4.0")

    def every(name: str) -> list[str]:
        """The preferred first."""
        values = [clean_line(_plain(value)) for _, value in sorted(found.get(name, ()), key=lambda item: item[0])]
        return [_bounded(name, value) for value in values if value]

    name = next(iter(every("FN")), "") or _name(found)
    emails = tuple(dict.fromkeys(email.casefold() for email in every("EMAIL") if "@" in email))
    if not name and not emails:
        raise Unclear("it has no name")
    notes = [clean(_plain(value)).strip() for _, value in found.get("NOTE", ())]
    return Card(
        number=number,
        name=name or emails[0],
        title=next(iter([*every("TITLE"), *every("ROLE")]), ""),
        company=next((clean_line(_plain(_parts(value)[0])) for _, value in found.get("ORG", ()) if value.strip()), ""),
        emails=emails,
        phone=next((phone.removeprefix("tel:") for phone in every("TEL")), ""),
        link=next(iter(every("URL")), ""),
        note="\n".join(filter(None, notes))[:LONGEST_NOTE],
    )


def _property(line: str) -> tuple[str, int, str]:
    """A line's name, how far from being preferred it is, and its value as it is written. Raises Unclear."""
    head = _WANTED.match(line)
    if head is not None and head[0].endswith(":"):
        return head[1].upper(), 101, line[head.end() :]
    from icalendar.parser import Contentline

    try:
        name, parameters, _ = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise Unclear(f"its line “{shorten(line, 40)}” is not part of a vCard") from error
    types = parameters.get("TYPE", "")
    types = types.casefold() if isinstance(types, str) else ",".join(types).casefold()
    said = str(parameters.get("PREF", ""))
    preference = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 1 if "pref" in types else 101
    return name.rpartition(".")[2].upper(), preference, _value(line)


def _value(line: str) -> str:
    """What stands after the first colon that is not inside quotes: the library's own has lost its escapes."""
    quoted = False
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[at + 1 :]
    return ""


def _name(found: dict[str, list[tuple[int, str]]]) -> str:
    """The name in its parts: family, given, additional, prefix, suffix."""
    if "N" not in found:
        return ""
    family, given, more, before, after = [*map(_plain, _parts(found["N"][0][1])), "", "", "", "", ""][:5]
    return _bounded("N", clean_line(" ".join(filter(None, (before, given, more, family, after)))))


def _parts(value: str) -> list[str]:
    """A value of several parts, parted by semicolons that are not escaped."""
    parts = [""]
    for piece in re.findall(r"\\.|[^\\;]+|;|\\$", value):
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


def apply_contacts(
    context: Context, contents: Sequence[Contents[Card]], dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """All people in one change."""
    done = Imported(words="nothing new")
    with context.transaction() as tx:
        known = PeopleIndex(tx.reader)
        for number, card in enumerate((card for one in contents for card in one.rows), start=1):
            person = known.find(name=card.name, emails=card.emails, company=card.company, exact=False)
            said = _fields(card)
            if person is None:
                done.added += 1
                known.put(tx.add(Person(name=card.name, **said)), card.emails)
            elif news := {name: value for name, value in said.items() if value and not getattr(person, name)}:
                done.updated += 1
                known.put(tx.update(replace(person, **news)), card.emails)
            else:
                done.skipped += 1
            if number % PROGRESS_STEP == 0:
                progress(number)
        if tx.size:
            done.words = joined(
                f"added {counted(done.added, 'person', 'people')}" if done.added else "",
                f"updated {counted(done.updated, 'person', 'people')}" if done.updated else "",
            )
            tx.done(f"Imported contacts: {done.words}")
        if dry_run:
            tx.give_up()
    done.entry = tx.entry
    return done


def _fields(card: Card) -> dict[str, Any]:
    """What the card says of its person beside the name, by the record's fields."""
    said = {name: getattr(card, name) for name in ("title", "company", "phone", "link", "note")}
    return {**said, "email": card.emails[0] if card.emails else ""}


CONTACTS = Importer(
    what="contacts", sniff=is_vcards, read=of_bytes(read_vcards), apply=apply_contacts, endings=(".vcf",)
)
