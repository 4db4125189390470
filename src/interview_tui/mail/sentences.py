"""The sentences of a letter, each as it stands in the text, line ends as blanks."""

from __future__ import annotations

import re

from interview_tui.domain.text import clean, words
from interview_tui.domain.threads import bare_subject

READ_AT_MOST = 20_000
"""So many characters of an email are read: letters to one person are far shorter."""
_LONGEST = 600
"""So many characters a sentence has at most; what is longer is no sentence, and is taken in pieces."""
_WRAPPED = 40
"""A line that is longer than this, and whose next one begins with a small letter, was only wrapped."""
_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ENDS = re.compile(r"(?<=[.!?…])[\"'”“’»)\]]*\s+(?=[\"'„“”‘«(\[¿¡–-]*\s?[^\W_])|(?<=[.!?…])[\"'”“’»)\]]*$")
_BEFORE_NUMBER = words(
    "no nr n° nos art kw ca approx jan feb mar apr jun jul aug sep sept oct nov dec okt dez mai juin juil janv fevr "
    "févr avr août déc"
)
_TITLES = words(
    "mr mrs ms mx dr prof st hr fr m mm mme mlle me z.b z d.h d u.a u i.d.r e.g i.e vs bzw inkl ggf evtl sog vgl max"
    " min inc ltd co gmbh u.s u.k a.m p.m"
)
_HOUR = re.compile(r"\d h\.$")
_ORDINAL = re.compile(r"(?<![\d.])\d{1,2}\.(?:\d{1,2}\.)?$")
_AFTER_ORDINAL = re.compile(
    r"(?:Jan|Jän|Feb|Mär|Maer|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Quartal|Gespräch|Runde|Etage|Stock|Termin|Uhr|Oder|Bescheid|Rückmeld|Antwort|Nachricht|Zeit\b|Ihre?[nrms]?\b|[a-zäöü\d])"
)


def is_reply(subject: str) -> bool:
    """Whether a subject was taken over from the email that is answered or passed on."""
    return bare_subject(subject) != subject.strip()


def sentences(text: str) -> list[str]:
    """The sentences of the first characters of a text, in their order; what stands on a line of its own is one too."""
    found: list[str] = []
    for paragraph in _PARAGRAPHS.split(clean(text[:READ_AT_MOST])):
        for block in _unwrapped(paragraph):
            found += (piece for sentence in _split(block) for piece in _pieces(" ".join(sentence.split())))
    return found


def _unwrapped(paragraph: str) -> list[str]:
    blocks: list[str] = []
    for line in paragraph.split("\n"):
        bare = line.strip()
        if not bare:
            continue
        if (
            blocks
            and (bare[0].islower() or bare[0].isdigit())
            and len(blocks[-1]) > _WRAPPED
            and blocks[-1][-1] not in ".!?:"
        ):
            blocks[-1] += f" {bare}"
        else:
            blocks.append(bare)
    return blocks


def _split(block: str) -> list[str]:
    found, start = [], 0
    for end in _ENDS.finditer(block):
        said = block[start : end.start()]
        if said.endswith(".") and not _is_end(said, block[end.end() : end.end() + 12]):
            continue
        found.append(block[start : end.end()])
        start = end.end()
    return [*found, block[start:]]


def _is_end(said: str, after: str) -> bool:
    """Whether the point at the end of what was said ends a sentence."""
    word = said[:-1].rpartition(" ")[2].strip("(\"'„“«")
    last = word.casefold()
    if word == "me" or _HOUR.search(said):
        return True
    if last in _TITLES or (len(last) == 1 and last.isalpha() and last != "i"):
        return False
    if last in _BEFORE_NUMBER and after[:1].isdigit():
        return False
    if after[:1].islower() and last[-1:].isdigit():
        return False
    return not (_ORDINAL.search(said) and _AFTER_ORDINAL.match(after))


def _pieces(sentence: str) -> list[str]:
    if len(sentence) <= _LONGEST:
        return [sentence] if sentence else []
    pieces = []
    while len(sentence) > _LONGEST:
        cut = sentence.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        pieces.append(sentence[:cut].strip())
        sentence = sentence[cut:]
    return [piece for piece in (*pieces, sentence.strip()) if piece]
