"""A fragment as somebody typed it, made to stand in a sentence: clean, its end, its first letter, its quotation marks.

No function here refuses a text. What is taken off: control characters, outer blanks and quotation marks, and a closing
full stop, comma, semicolon or colon. The words of each language are data (fitting.toml).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Language
from interview_tui.domain.text import clean_line, words
from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_BREAK_SPACE = "\u00a0"

_CLOSED_BY = {
    '"': '"', "“": "”", "”": "”", "„": "“”", "«": "»", "»": "«",
    "'": "'", "‘": "’", "‚": "‘’", "‹": "›", "›": "‹",
}  # fmt: skip
_DOUBLE = '"“”„«»'
OUTER = {Language.DE: ("„", "“"), Language.FR: (f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»")}
"""The quotation marks of a language, where they are not the English ones."""
_INNER = {Language.DE: ("‚", "‘"), Language.FR: ("“", "”")}
_END = " .,;:"
_STOPS = (".", "?", "!", "…")
_LETTERS_WITH_STOPS = lazy_pattern(r"(?:^|[\s(])(?:[^\W\d_]\.\s?)+[^\W\d_]\.$")
_DAY_NUMBER = lazy_pattern(r"(?:(?:^|\s)(?P<before>\w+)\s)?(?:\d{1,2}\.|\d{1,2}\.\s?\d{1,2}\.)$")
_SPOKEN_MARK = lazy_pattern(
    r"(?<=[\w)\]’”»%€'\"….])(?<!\bSubject)(?<!\b(?:Re|RE|TR|Tr))(?<!\b(?:Fwd|FWD))[^\S\n]*([:;?!]+)(?=\s|$|[»”’)\"])"
)
_HEAD = lazy_pattern(r"[(\[“„«‘‚\"'¿¡\s]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContext:
    """What fitting a fragment needs to know of the letter."""

    language: Language
    reader: str = ""
    """The reader's name."""
    people: tuple[str, ...] = ()
    """The interview's people: no word of their names changes its case."""
    companies: tuple[str, ...] = ()
    familiar: bool = False
    """Whether the reader is du or tu."""


@cache
def word_lists(language: Language) -> Mapping[str, frozenset[str]]:
    """The words of a language by what they are; of a list of several words each is one."""
    tables = tomllib.loads(Path(__file__).with_name("fitting.toml").read_text("utf-8"))
    return {
        name: frozenset(value) if isinstance(value, list) else words(value)
        for name, value in tables[language[:2]].items()
    }


def cleaned(text: str) -> str:
    """On one line, without the quotation marks that enclose the whole."""
    line = clean_line(text)
    while True:
        core = line.rstrip(_END)
        if not _enclosed(core) or line[len(core) :].count(".") > 1:
            return line
        line = core[1:-1].strip()


def _enclosed(text: str) -> bool:
    """Whether the first mark is closed by the last one, and not before."""
    if len(text) < 2 or text[-1] not in _CLOSED_BY.get(text[0], ""):
        return False
    first, closing, depth = text[0], _CLOSED_BY[text[0]], 0
    for before, char, after in zip(text, text[1:-1], text[2:], strict=False):
        if char in "'’" and before.isalnum() and after.isalnum():
            continue
        if char == first and (char not in closing or before in " (["):
            depth += 1
        elif char in closing:
            depth -= 1
        if depth < 0:
            return False
    return depth == 0


def without_end(text: str, language: Language) -> str:
    """Without a closing full stop, comma, semicolon or colon; ? ! … and the stop of an abbreviation stay."""
    core = text.rstrip(_END)
    tail = text[len(core) :].replace(" ", "")
    if not core or core.endswith(("?", "!", "…")):
        return core
    if "..." in tail:
        return f"{core}…"
    return f"{core}." if tail.startswith(".") and _is_abbreviation(f"{core}.", language) else core


def _is_abbreviation(text: str, language: Language) -> bool:
    """Whether the stop at the end belongs to the last word."""
    lists = word_lists(language)
    if text.rpartition(" ")[2].casefold().lstrip("(") in lists["abbreviations"] or _LETTERS_WITH_STOPS.search(text):
        return True
    number = _DAY_NUMBER.search(text) if language is Language.DE else None
    if number is None:
        return False
    return number[0].count(".") > 1 or (number["before"] or "").casefold() in lists["before_ordinal"]


def ends_itself(text: str) -> bool:
    """Whether a mark that ends a sentence stands at the end, also within quotation marks."""
    return text.rstrip("”’“‘»\"' " + NO_BREAK_SPACE).endswith(_STOPS)


def with_stop(text: str) -> str:
    """As the end of a sentence: with a full stop, unless a mark that ends a sentence stands there."""
    return f"{text}." if text and not ends_itself(text) else text


def lowered(text: str, context: LetterContext) -> str:
    """Inside a sentence: the first letter small where the first word is a small word or a common verb."""
    at, word = _first_word(text)
    if not word or _keeps_case(text[at:], word, context):
        return text
    lists = word_lists(context.language)
    common = frozenset().union(*(lists.get(name, ()) for name in ("small", "verbs", "verbs_nouns")))
    whole = text[at:].partition(" ")[0]  # don't, isn't
    if not {form.casefold().replace("’", "'") for form in (word, whole)} & common:
        return text
    return text[:at] + text[at].lower() + text[at + 1 :]


def capitalized(text: str, context: LetterContext) -> str:
    """At the start of a sentence or a table's cell."""
    at, word = _first_word(text)
    if not word or _keeps_case(text[at:], word, context):
        return text
    large = text[at].upper()
    return text[:at] + large + text[at + 1 :] if large.lower() == text[at] else text


def after_colon(text: str, context: LetterContext) -> str:
    """As it stands after a colon: in German with a capital, else inside the sentence."""
    return capitalized(text, context) if context.language is Language.DE else lowered(text, context)


def _first_word(text: str) -> tuple[int, str]:
    """Where the first word begins, and the word: before an apostrophe, or with it where that is French (l')."""
    found = _HEAD.match(text)
    at = found.end() if found else 0
    token = text[at:].partition(" ")[0]
    short = re.match(r"\w{1,2}['’](?=\w)", token)
    if short and short[0][:-1].casefold() in {"l", "d", "j", "n", "c", "s", "m", "t", "qu"}:
        return at, short[0]
    return at, re.split(r"['’]", token, maxsplit=1)[0].rstrip(".,;:?!…)]»”")


def _keeps_case(text: str, word: str, context: LetterContext) -> bool:
    """Whether the first word of the text is a name or written in a way of its own."""
    token = text.partition(" ")[0]
    if any(char.isdigit() or char in "@_/\\" for char in token) or any(char.isupper() for char in token[1:]):
        return True
    if re.search(r"\w\.\w", token) and not re.fullmatch(r"(?:\w\.)+", token):
        return True
    names = {part for name in (*context.people, context.reader) for part in name.split()}
    return word in names or any(company and _begins(text, company) for company in context.companies)


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def spaced(text: str, language: Language) -> str:
    """In French with a no-break space before : ; ? ! and inside « »; as it is in other languages. It may be a whole
    letter: links, times, and what stands before a subject (Re:) stay.
    """
    if language is not Language.FR:
        return text
    text = re.sub(r"«[^\S\n]*", f"«{NO_BREAK_SPACE}", text)
    text = re.sub(r"[^\S\n]*»", f"{NO_BREAK_SPACE}»", text)
    return _SPOKEN_MARK.sub(lambda found: f"{NO_BREAK_SPACE}{found[1]}", text)


def inner_marks(text: str, language: Language) -> str:
    """With the marks of a quotation inside another; a mark without its partner stays."""
    opening, closing = _INNER.get(language, ("‘", "’"))
    chars, open_at = list(text), list[int]()
    for at, char in enumerate(text):
        if char not in _DOUBLE:
            continue
        before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
        opens = not open_at if char == "»" else before in " ([-–—/" and (char in "„«" or not after.isspace())
        if opens:
            open_at.append(at)
        elif open_at:
            chars[open_at.pop()], chars[at] = opening, closing
    inside = "".join(chars)
    return re.sub(rf"(?<={opening})\s+|\s+(?={closing})", "", inside) if inside != text else text


def quotation(text: str, language: Language) -> str:
    """The text in the quotation marks of the language."""
    opening, closing = OUTER.get(language, ("“", "”"))
    return f"{opening}{text}{closing}"
