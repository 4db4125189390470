"""The sentences that letters are made of: a bank for each language, and the user's own in front of it.

A bank has rows by slot, numbered from 1 in the order of its file. `banks/en-US.toml` says what may stand in a row. The
user's own file of the same name adds rows behind the shipped ones, so that these keep their numbers: letters are stored
with the rows that they used.
"""

from __future__ import annotations

import re
import stat
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.enums import Language
from interview_tui.domain.text import clean_line, shorten
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

SHIPPED_BANKS = Path(__file__).parent / "banks"
LARGEST_BANK = 200_000
"""Bytes that a file of sentences may have: a shipped one has twelve thousand."""
LONGEST_SENTENCE = 300
"""Characters of a row's text."""
ROW_MARKS = frozenset("TLCNOKFAUPREDXW")
"""What a row may be marked with; `banks/en-US.toml` says what each means."""


class Slot(StrEnum):
    """The places of sentences in a letter, in their order."""

    OPENING = "opening"
    QUOTE = "quote"
    QUOTE_PHRASE = "quote-phrase"
    NEED = "need"
    STORY = "story"
    ADDITION = "addition"
    ADDITION_PHRASE = "addition-phrase"
    PROMISE = "promise"
    PROMISE_PHRASE = "promise-phrase"
    PROMISE_DAY = "promise-day"
    COMMITMENT = "commitment"
    COMMITMENT_PHRASE = "commitment-phrase"
    COMMITMENT_DAY = "commitment-day"
    INTEREST = "interest"
    CLOSING = "closing"


PHRASE_FORMS = {
    Slot.QUOTE: Slot.QUOTE_PHRASE,
    Slot.ADDITION: Slot.ADDITION_PHRASE,
    Slot.PROMISE: Slot.PROMISE_PHRASE,
    Slot.COMMITMENT: Slot.COMMITMENT_PHRASE,
}
"""Where the sentences are for a quote that is no sentence, for a question that is not repeated, and for a commitment
that does not begin with a verb.
"""

_FILLED = {
    Slot.QUOTE: "quote",
    Slot.QUOTE_PHRASE: "quote",
    Slot.NEED: "need",
    Slot.STORY: "story",
    Slot.ADDITION: "better",
    Slot.ADDITION_PHRASE: "better",
    Slot.PROMISE: "promise",
    Slot.PROMISE_PHRASE: "promise",
    Slot.COMMITMENT: "commitment",
    Slot.COMMITMENT_PHRASE: "commitment",
}
"""What every row of a slot must insert."""
_MAY_HAVE = {
    Slot.OPENING: {"on", "de", "role", "first"},
    Slot.ADDITION: {"asked"},
    Slot.PROMISE: {"by"},
    Slot.PROMISE_PHRASE: {"by"},
    Slot.PROMISE_DAY: {"day", "by"},
    Slot.COMMITMENT: {"by"},
    Slot.COMMITMENT_PHRASE: {"by"},
    Slot.COMMITMENT_DAY: {"day", "by"},
    Slot.INTEREST: {"role"},
    Slot.CLOSING: {"phone", "first", "next"},
}
_PLACE = lazy_pattern(r"\{(\w+)\}")
_SLOTS = frozenset(map(str, Slot))
_KEYS = frozenset({"text", "marks", "later", "dated", "familiar", "apart", "row"})
_ENDS = (".", "?", "!", "…")
_SIE_OR_VOUS = {
    Language.DE: re.compile(r"(?<!\w)(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)(?!\w)"),
    Language.FR: re.compile(r"(?<!\w)(?:vous|votre|vos|(?!chez|assez|nez)\w+ez)(?!\w)", re.IGNORECASE),
}
_CLOSING_MARKS = "”“’‘»\"'\u00a0\u202f"


class RowName(NamedTuple):
    """A row of a bank, as letters are stored with it: `opening 3`."""

    slot: Slot
    number: int

    def __str__(self) -> str:
        return f"{self.slot} {self.number}"


@dataclass(frozen=True, slots=True)
class BankRow:
    """A sentence of a bank, or two short ones."""

    name: RowName
    text: str
    """'' for one that the user has taken out."""
    marks: frozenset[str] = frozenset()
    later: str = ""
    """In place of the text after the first meeting (mark F)."""
    dated: str = ""
    """In place of the text once the next meeting has a date (mark A)."""
    familiar: str = ""
    """In place of the text for a reader who is du or tu."""
    apart: frozenset[RowName] = frozenset()
    """Rows that must not stand in the same letter."""

    def is_apart_from(self, other: BankRow) -> bool:
        """Whether the two must not stand in one letter."""
        return other.name in self.apart or self.name in other.apart


@dataclass(frozen=True, slots=True)
class Bank:
    """The sentences of a language."""

    language: Language
    rows: Mapping[Slot, tuple[BankRow, ...]]
    written_out: Mapping[str, str]
    """What a formal letter writes in place of a contraction."""
    problem: str = ""
    """Why the user's own sentences are not among these; '' where nothing is wrong."""

    def row(self, name: RowName) -> BankRow | None:
        """The row of that name; None where the bank has none."""
        rows = self.rows[name.slot]
        return rows[name.number - 1] if 0 < name.number <= len(rows) else None

    def formal(self, text: str) -> str:
        """A row's text without contractions."""
        for short, long in self.written_out.items():
            text = re.sub(rf"\b{re.escape(short)}\b", long, text)
            text = re.sub(rf"\b{re.escape(short.capitalize())}\b", long[:1].upper() + long[1:], text)
        return text


class _Wrong(Exception):
    """Something in a file of sentences cannot be used; the text says where and what."""


def filled(text: str, values: Mapping[str, str]) -> str:
    """A row's text with the values in its places.

    A full stop after a place goes where the value has its own end, and a comma goes with an empty place, so that no two
    marks follow each other. What is inserted is never looked into for places.
    """
    made = ""
    for turn, part in enumerate(_PLACE.split(text)):
        if turn % 2:
            value = values[part]
            made = (made if value else made.removesuffix(",")) + value
        elif part.startswith(".") and made.rstrip(_CLOSING_MARKS).endswith(_ENDS):
            made += part[1:]
        else:
            made = (made.removesuffix(".") if part.startswith((",", ";")) else made) + part
    return made


def says_sie_or_vous(text: str, language: Language) -> bool:
    """Whether a row cannot go to a reader who is du or tu as it stands."""
    pattern = _SIE_OR_VOUS.get(language)
    return pattern is not None and pattern.search(text) is not None


def rows_text(names: frozenset[RowName]) -> str:
    """The rows that a letter used, to be stored with it: `opening 3, quote 5`."""
    order = list(Slot)
    return ", ".join(map(str, sorted(names, key=lambda name: (order.index(name.slot), name.number))))


def rows_from(text: str) -> frozenset[RowName]:
    """The rows that were stored with a letter. What this version does not know is passed over."""
    found = (re.fullmatch(r"\s*([a-z-]+) ([1-9]\d{0,5})\s*", part, re.ASCII) for part in text.split(","))
    return frozenset(RowName(Slot(f[1]), int(f[2])) for f in found if f and f[1] in _SLOTS)


def load_bank(language: Language, folder: Path | None = None) -> Bank:
    """The sentences of a language, with the user's own from `folder`. Where those are wrong the shipped ones stand
    alone, and the bank says why.
    """
    if folder is None:
        return _shipped(language)
    own = folder / f"{language}.toml"
    try:
        found = own.stat()
    except (FileNotFoundError, NotADirectoryError):
        return _shipped(language)
    except OSError as error:
        return _shipped_because(language, f"{own} cannot be read ({error.strerror})")
    if not stat.S_ISREG(found.st_mode):  # to open a pipe waits until somebody writes
        return _shipped_because(language, f"{own} is no file")
    if found.st_size > LARGEST_BANK:
        return _shipped_because(language, f"{own} is larger than {LARGEST_BANK} bytes")
    return _with_own(language, own, found.st_mtime_ns, found.st_size)


_FOR_EXAMPLE = {
    Language.EN_US: "Thank you for the tour of the plant{on}.",
    Language.EN_GB: "Thank you for showing me round the plant{on}.",
    Language.DE: "vielen Dank für den Rundgang durch das Werk{on}.",
    Language.FR: "Merci pour la visite de l'usine{on}.",
}


def first_bank(language: Language) -> str:
    """A file of one's own sentences to begin with, in which all is comment: it changes nothing yet."""
    english, own = (_head(SHIPPED_BANKS / f"{name}.toml") for name in (Language.EN_US, language))
    places = dropwhile(lambda line: not line.startswith("# Places"), english)
    lines = [
        f"# Your own sentences for letters in {language}, which come after the shipped ones of the same list.",
        f"# interview-tui templates show sentences.{language} --shipped prints those.",
        "#",
        '# An entry with `row = 3` stands in place of the third (with `text = ""` the third is used no more).',
        "# Take the # away to use this one:",
        "#",
        "# [[opening]]",
        f'# text = "{_FOR_EXAMPLE[language]}"',
        '# marks = "T X"',
        "#",
        *places,
        *(() if language is Language.EN_US else own[1:]),
    ]
    return "\n".join(lines) + "\n"


def _head(path: Path) -> list[str]:
    """The lines of comment at the top of a file of sentences."""
    return list(takewhile(lambda line: line.startswith("#"), path.read_text("utf-8").splitlines()))


@cache
def _shipped(language: Language) -> Bank:
    path = SHIPPED_BANKS / f"{language}.toml"
    return _read(path.read_bytes(), Bank(language, dict.fromkeys(Slot, ()), {}))


@lru_cache(maxsize=8)
def _with_own(language: Language, path: Path, _changed: int, _size: int) -> Bank:
    """Read again when the file has changed."""
    try:
        return _read(path.read_bytes(), _shipped(language))
    except OSError as error:
        return _shipped_because(language, f"{path} cannot be read ({error.strerror})")
    except _Wrong as wrong:
        return _shipped_because(language, f"{path}: {wrong}")


def _shipped_because(language: Language, why: str) -> Bank:
    return replace(_shipped(language), problem=f"{why}; only the shipped sentences are used")


def _read(data: bytes, base: Bank) -> Bank:
    """The base with what a file says."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise _Wrong("it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise _Wrong(f"this is not TOML ({shorten(str(error), 80)})") from None
    except RecursionError:
        raise _Wrong("it is nested too deeply") from None
    formal = _formal(table.pop("written-out", {}))
    for key in table:
        if key not in _SLOTS:
            raise _Wrong(f"there is no slot “{shorten(key, 40)}”, only {', '.join(Slot)} and written-out")
    rows = dict(base.rows)
    for slot in Slot:
        rows[slot] = _with_entries(slot, table.get(slot, []), rows[slot], base.language)
    _check_pairs(rows)
    return Bank(base.language, rows, {**base.written_out, **formal})


def _formal(table: object) -> dict[str, str]:
    if not isinstance(table, dict) or not all(isinstance(long, str) for long in table.values()):
        raise _Wrong('written-out: each line must be like "I\'ll" = "I will"')
    return {clean_line(short): clean_line(long) for short, long in table.items() if clean_line(short)}


def _with_entries(slot: Slot, entries: object, rows: tuple[BankRow, ...], language: Language) -> tuple[BankRow, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _Wrong(f"{slot}: write each sentence below a line [[{slot}]]")
    made = list(rows)
    for turn, entry in enumerate(entries, start=1):
        try:
            number = _number(entry, len(rows), len(made) + 1)
            row = _row(RowName(slot, number), entry, language)
        except _Wrong as wrong:
            raise _Wrong(f"{slot}, entry {turn}: {wrong}") from None
        made[number - 1 : number] = [row]
    return tuple(made)


def _number(entry: Mapping[str, Any], known: int, following: int) -> int:
    """The number of an entry: of the row that it stands in place of, else the next one."""
    number = entry.get("row", following)
    if "row" in entry and not (type(number) is int and 1 <= number <= known):
        raise _Wrong(f"row must be a number from 1 to {known}" if known else "there is no row to stand in place of")
    return int(number)


def _row(name: RowName, entry: Mapping[str, Any], language: Language) -> BankRow:
    for key, value in entry.items():
        if key not in _KEYS:
            raise _Wrong(f"there is no “{shorten(key, 40)}”, only {', '.join(sorted(_KEYS))}")
        if key in {"text", "marks", "later", "dated", "familiar"} and not isinstance(value, str):
            raise _Wrong(f"{key} must be text in quotation marks")
    texts = {key: _text(entry.get(key, ""), language) for key in ("text", "later", "dated", "familiar")}
    row = BankRow(name, marks=_marks(entry.get("marks", "")), apart=_apart(entry.get("apart", [])), **texts)
    if not row.text:
        if "row" not in entry:
            raise _Wrong("it has no text")
        return BankRow(name, "")
    for text in filter(None, texts.values()):
        _check_text(name.slot, text, row.marks)
    if row.later and "F" not in row.marks:
        raise _Wrong("later is for a sentence with the mark F")
    if row.dated and "A" not in row.marks:
        raise _Wrong("dated is for a sentence with the mark A")
    if row.familiar and language not in _SIE_OR_VOUS:
        raise _Wrong("familiar is for German and French")
    if says_sie_or_vous(row.familiar, language):
        raise _Wrong(f"familiar is for a reader who is {'du' if language is Language.DE else 'tu'}")
    return row


def _text(text: str, language: Language) -> str:
    line = clean_line(text)
    # The user types plain blanks; in French no line may break before these marks.
    return re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", line) if language is Language.FR else line


def _marks(text: str) -> frozenset[str]:
    marks = frozenset(text.split())
    if unknown := sorted(marks - ROW_MARKS):
        raise _Wrong(f"there is no mark “{shorten(unknown[0], 20)}”, only {' '.join(sorted(ROW_MARKS))}")
    if marks >= {"W", "X"}:
        raise _Wrong("W is for warm letters only, X for formal ones too: it cannot have both")
    return marks


def _apart(names: object) -> frozenset[RowName]:
    if not isinstance(names, list) or not all(isinstance(name, str) and len(rows_from(name)) == 1 for name in names):
        raise _Wrong('apart must be a list of rows, like ["interest 6", "closing 8"]')
    return frozenset().union(*map(rows_from, names))


def _check_text(slot: Slot, text: str, marks: frozenset[str]) -> None:
    if len(text) > LONGEST_SENTENCE:
        raise _Wrong(f"it is longer than {LONGEST_SENTENCE} characters")
    places = _PLACE.findall(text)
    needed = _FILLED.get(slot)
    known = _MAY_HAVE.get(slot, set()) | ({needed} if needed else set())
    if re.search(r"[{}]", _PLACE.sub("", text)):
        raise _Wrong("a brace stands alone: a place is written like {on}")
    for place in places:
        if place not in known:
            have = ", ".join(f"{{{name}}}" for name in sorted(known))
            raise _Wrong(f"there is no {{{shorten(place, 20)}}} here, only {have}" if have else "it can have no place")
    if needed and places.count(needed) != 1:
        raise _Wrong(f"it must have {{{needed}}} once")
    if ("phone" in places) is not ("P" in marks):
        raise _Wrong("{phone} and the mark P go together")
    if not text.endswith((*_ENDS, "{quote}", "{better}")):
        raise _Wrong("it must end with a full stop, or with {quote} or {better}")
    if "E" in marks and (not needed or not re.search(rf"\{{{needed}\}}(,?\{{by\}})?\.$", text)):
        raise _Wrong("the mark E is for a sentence that ends with what is inserted")


def _check_pairs(rows: Mapping[Slot, tuple[BankRow, ...]]) -> None:
    for row in (row for slot in Slot for row in rows[slot]):
        for other in row.apart:
            if other.number > len(rows[other.slot]):
                raise _Wrong(f"{row.name}: apart names {other}, which is not there")
