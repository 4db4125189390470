"""What the sender of an email wrote: told from quotes, forwarded emails, signatures, disclaimers and footers.

Counted is what stands above, below and between the quotes. Three languages are known (English, German, French); marks
that are the same everywhere, such as `>`, are known of all.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import groupby, pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST = 200_000
"""Characters of a body that are read: nobody writes more by hand."""
_LOOKED_AT = 500
"""Characters of a line by which is told what it is."""
_QUOTED = re.compile(r"\s{0,3}(?:[A-Z]{1,3}> |>)")
_ANSWERED = re.compile(r"<\S{1,200}@\S{1,200}>|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")
_STARTED = re.compile(r"\d{4}-\d\d-\d\d .{0,80}<\S{1,200}>:$")
_RULE = re.compile(r"[-_=*~—–\s]{5,}$")
_DASHES = re.compile(r"(?:--|—|––|__)\s*$")
_POSTSCRIPT = re.compile(
    r"\W{0,2}(?:p\.? ?s\.?|p\.? ?p\.? ?s\.?|n\.? ?b\.?|post ?scriptum|edit|nachtrag)(?:\s?[:.)–-]|\s)", re.I
)
_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|day)|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?"
    r"|hallo|moin|grüezi|grüß gott|servus|bonjour|bonsoir|ch[eè]re?s?|madame|monsieur|salut)\b.{0,60}$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-*•·–—+]\s|\d{1,2}[.)]\s|[a-z]\)\s)")
_TIME = re.compile(r"\s*\d{1,2}[:.h]\d\d\b")
_TAIL = r"[\s,!.…]*(?:(?-i:[,!.\s]+(?:[A-ZÄÖÜÀÂÉÈÎÔÇ][\w.'’-]*\s?){1,4}))?[,.!]?$"
"""A name may stand behind a closing formula on its line."""
_ENDS = re.compile(r"[.!?:;…)\"”»]\s*$")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FORMULA = 100
"""Characters of a closing formula at most."""
_LINE = 10_000
"""Characters of a line that is looked through for footers."""
_WIDEST = 100
"""Characters at which lines are wrapped at most."""
_NARROW = 45
"""Shorter lines than this are not taken for wrapped ones because of their length."""
_SIGNATURE_LINES = 12


class OwnWords(NamedTuple):
    """What somebody wrote, and what stood below it."""

    text: str
    """Paragraphs are an empty line apart; a paragraph that was only wrapped is one line."""
    signature: str


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _pattern(name: str, end: str = "") -> re.Pattern[str]:
    """What begins as the table says, and ends so."""
    return re.compile(rf"(?:{'|'.join(_table()[name])}){end}", re.IGNORECASE)


@cache
def _header_pattern() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{kind}>{'|'.join(names)})" for kind, names in _table()["headers"].items())
    return re.compile(rf"[\s*_]*(?:{groups})\s?\*{{0,2}}\s?:\*{{0,2}}(?P<value>(?:\s.*)?)$", re.IGNORECASE)


@cache
def _one_line_header() -> re.Pattern[str]:
    names = _table()["headers"]
    return re.compile(
        rf"[\s*_]*(?:{'|'.join(names['from'])})\s?:\*?\s\S.{{1,200}}?\s\*?(?:{'|'.join(names['sent'])})\s?:\*?\s", re.I
    )


@cache
def _attribution() -> re.Pattern[str]:
    verbs, firsts = ("|".join(_table()[name]) for name in ("wrote", "wrote_first"))
    return re.compile(
        rf"(?:{firsts})\b(?=.*[\d@]).{{3,300}}?\b(?:{verbs})\b.{{0,160}}:$"
        rf"|.{{2,160}}?\b(?:{verbs})\b(?:\s(?:on|am|le)\b.{{3,100}}|\s?\([^()]{{3,60}}\))?\s?:$"
        rf"|(?:zitat von|quoting|citando a)\b.{{2,200}}:$",
        re.IGNORECASE,
    )


def own_words(text: str, sender: str = "") -> OwnWords:
    """What the sender, whose name may be given, wrote of the text of a body; quoted lines begin with `>` in it."""
    lines = [line.rstrip() for line in clean(text[:_LONGEST]).replace("\xa0", " ").split("\n")]
    quoted = [_QUOTED.match(line) is not None for line in lines]
    lines, quoted = _without_originals(lines, quoted)
    names = _names(sender)
    written: list[str] = []
    signature: list[str] = []
    for is_quoted, numbers in groupby(range(len(lines)), quoted.__getitem__):
        if is_quoted:
            continue
        own, below = _parted([lines[number] for number in numbers], names)
        signature = signature or below
        written += own
    return OwnWords("\n\n".join(written), "\n".join(signature[:_SIGNATURE_LINES]))


def unflowed(text: str, *, drop_space: bool) -> str:
    """A body in format=flowed (RFC 3676) with its paragraphs in one line each. `drop_space` is DelSp=yes."""
    lines: list[str] = []
    depth, flows = 0, False
    for line in text[:_LONGEST].split("\n"):
        words = line.lstrip(">")
        quotes = len(line) - len(words)
        words = words.removeprefix(" ")
        if flows and quotes == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{'>' * quotes} {words}" if quotes else words)
        depth, flows = quotes, words.endswith(" ") and words != "-- "
        if flows and drop_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _without_originals(lines: list[str], quoted: list[bool]) -> tuple[list[str], list[bool]]:
    """The lines down to an email that follows unmarked; what introduces a quote counts as quoted."""
    for number, line in enumerate(lines):
        if quoted[number] or not line.strip():
            continue
        if _begins_original(lines, quoted, number):
            return _down_to(lines, quoted, number)
        length = _introduces(lines, quoted, number)
        if not length:
            continue
        below = next((n for n in range(number + length, len(lines)) if lines[n].strip()), len(lines))
        if below < len(lines) and not quoted[below]:
            return _down_to(lines, quoted, number)
        quoted[number:below] = [True] * (below - number)
    return lines, quoted


def _down_to(lines: list[str], quoted: list[bool], number: int) -> tuple[list[str], list[bool]]:
    """The lines above this one, without a rule that ends them."""
    while number and (not lines[number - 1].strip() or _RULE.match(lines[number - 1])):
        number -= 1
    return lines[:number], quoted[:number]


def _begins_original(lines: list[str], quoted: list[bool], number: int) -> bool:
    line = lines[number].strip()[:_LOOKED_AT]
    if _pattern("originals").match(line) or _one_line_header().match(line):
        return True
    if not _header_pattern().match(line):
        return False
    found: dict[str, str] = {}
    left = 7
    for other in range(number, min(number + 20, len(lines))):
        text = lines[other].strip()[:_LOOKED_AT]
        if not text:
            continue
        header = None if quoted[other] else _header_pattern().match(text)
        if header:
            found.setdefault(
                str(header.lastgroup if header.lastgroup != "value" else _kind(header)), header["value"].strip()
            )
        elif other == number:
            return False
        left -= 1
        if not left:
            break
    writer = found.get("from", "")
    return bool(writer) and not writer[0].isdigit() and ("sent" in found or "subject" in found)


def _kind(header: re.Match[str]) -> str:
    return next(kind for kind, value in header.groupdict().items() if kind != "value" and value)


def _introduces(lines: list[str], quoted: list[bool], number: int) -> int:
    """How many lines the introduction of a quote has that begins here (“On … Robin Hale wrote:”); 0 where none does."""
    text = ""
    for length in range(1, 4):
        last = number + length - 1
        if last >= len(lines) or quoted[last] or not lines[last].strip():
            return 0
        text = f"{text} {lines[last].strip()}".strip()
        if len(text) > _LOOKED_AT:
            return 0
        if not text.endswith(":"):
            continue
        below = next((n for n in range(last + 1, min(last + 4, len(lines))) if lines[n].strip()), len(lines))
        before_quote = below < len(lines) and quoted[below]
        named = _attribution().match(text)
        if named and (before_quote or _ANSWERED.search(text)):
            return length
        if _STARTED.match(text) or (before_quote and length < 3 and _ANSWERED.search(text) and "@" in text):
            return length
    return 0


def _names(sender: str) -> frozenset[str]:
    """What somebody may sign with, as `_spelled` has it."""
    last, comma, first = sender.partition(",")
    words = [spelled for word in (f"{first} {last}" if comma else sender).split() if (spelled := _spelled(word))]
    if not words:
        return frozenset()
    initials = "".join(word[0] for word in words)
    names = {" ".join(words), words[0], words[0][0], initials, f"{words[0][0]} {words[-1]}", " ".join(words[::-1])}
    return frozenset(names)


def _spelled(text: str) -> str:
    """The words alone, in lower case."""
    return " ".join(_LETTERS.findall(text.casefold()))


def _parted(lines: list[str], names: frozenset[str]) -> tuple[list[str], list[str]]:
    """The paragraphs that were written, and the lines of the signature below."""
    lines = _without_frames(lines)
    end = _signature_start(lines, names)
    own, below = lines[:end], lines[end:]
    postscript = next((n for n, line in enumerate(below) if _POSTSCRIPT.match(line)), None)
    if postscript is not None:
        own, below = [*own, "", *below[postscript:]], below[:postscript]
    signature = _without_footers(
        [[line.strip()] for line in below if not (_DASHES.match(line.strip()) or _RULE.match(line))], above=True
    )
    signature = [line for line in signature if line and not _pattern("sent_from").match(line)]
    if signature and any(_pattern(name, r"\W*$").match(signature[0]) for name in ("closings", "thanks")):
        del signature[0]
    return _without_footers(_paragraphs(own)), signature


def _without_frames(lines: list[str]) -> list[str]:
    """Without inline PGP marks, lines by which programs advertise themselves, and a notification's frame."""
    kept: list[str] = []
    armour = framed = False
    for line in lines:
        text = line.strip()[:_LOOKED_AT]
        if text.startswith("-----BEGIN PGP SIGNED"):
            continue
        if text.startswith(("-----BEGIN PGP", "-----END PGP")):
            armour = text.startswith("-----BEGIN")
        elif armour or (text.startswith("Hash: ") and not any(kept)):
            continue
        elif _pattern("frames").match(text) and not any(one.strip() for one in kept):
            framed = True
        elif (
            framed
            and not any(one.strip() for one in kept)
            and text
            and not _ENDS.search(text)
            and len(text) < 60
            and not _GREETING.match(text)
        ):
            continue
        elif not (
            len(text) < 120
            and _pattern("sent_from").match(text)
            and (not kept or not kept[-1].strip() or _DASHES.match(kept[-1]))
        ):
            kept.append(line)
    return kept


def _signature_start(lines: list[str], names: frozenset[str]) -> int:
    """The number of the line with which the signature begins; of all lines where there is none."""
    begun = False
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if _DASHES.match(text) and number < last:
            return number
        if begun and len(text) < _FORMULA and _closes(text, lines, number, names):
            return number
        begun = True
    return len(lines)


def _closes(text: str, lines: list[str], number: int, names: frozenset[str]) -> bool:
    """Whether the line of this number is a closing formula or the sender's name."""
    if _pattern("closings", _TAIL).match(text) or _pattern("closing_sentences").match(text):
        return True
    if _pattern("thanks", _TAIL).match(text):
        below = takewhile(
            lambda line: not _DASHES.match(line.strip()), lines[number + 1 : number + 1 + _SIGNATURE_LINES]
        )
        return not any(map(_is_prose, below))
    if _spelled(text) not in names:
        return False
    return not (lines[number - 1].strip() and any(line.strip() for line in lines[number + 1 : number + 2]))


def _is_prose(line: str) -> bool:
    return line.count(" ") > 5 and _ENDS.search(line) is not None


def _without_footers(paragraphs: list[list[str]], *, above: bool = False) -> list[str]:
    """The paragraphs down to a footer, without a robot's notices. `above`: something was written above them."""
    kept: list[str] = []
    for paragraph in paragraphs:
        lines: list[str] = []
        words, footer = "", False
        for line in paragraph:
            words, footer = _without_notices(line)
            lines += [words] if words else []
            if footer:
                break
        if lines:
            kept.append("\n".join(lines))
        if footer and not words and (above or kept):
            break
    return kept


def _without_notices(line: str) -> tuple[str, bool]:
    """What of a line is neither a robot's notice nor a footer, and whether a footer begins in it."""
    if len(line) > _LINE:
        return line, False
    kept: list[str] = []
    for sentence in _SENTENCE.split(line):
        start = sentence.lstrip("*#[(•·-—> ")[:_LOOKED_AT]
        if _pattern("footers").match(start) and not start.endswith(":"):
            return " ".join(kept), True
        if not _pattern("notices").match(start):
            kept.append(sentence)
    return " ".join(kept), False


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    return [
        list(block)
        for filled, block in groupby(lines, lambda line: bool(line.strip()) and not _RULE.match(line))
        if filled
    ]


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    """The paragraphs of the lines, each with those of its lines joined that were only wrapped."""
    width = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    found = []
    for block in _blocks(lines):
        joined = [block[0].strip()]
        for before, line in pairwise(block):
            if _is_wrapped(before, line, width):
                joined[-1] = f"{joined[-1]} {line.strip()}"
            else:
                joined.append(line.strip())
        found.append(joined)
    return found


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """Whether a line ends only because it was full, or in the middle of a sentence."""
    if _ITEM.match(following) or (_TIME.match(line) and _TIME.match(following)):
        return False
    if _GREETING.match(line.strip()) and len(line) < _NARROW:
        return False
    if len(line) >= _NARROW and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width:
        return True
    return following.strip()[:1].islower() and not _ENDS.search(line)
