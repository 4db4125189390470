"""The text of a draft taken apart: greeting, paragraphs, sentences, closing, and what stands in quotation marks."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from interview_tui.letters.hint_tables import HintTable
    from interview_tui.letters.letter_draft import LetterDraft

_GREETING = lazy_pattern(
    r"(dear|hi|hello|hey|good (?:morning|afternoon|evening)|sehr geehrte[rs]?|geehrte[rs]?|guten (?:tag|morgen|abend)"
    r"|hallo|liebe[rs]?|grü(?:ß|ss) gott|grüezi|moin|servus|bonjour|bonsoir|salut|cher|chère|chers|madame|monsieur"
    r"|mesdames|messieurs|to whom it may concern|ladies and gentlemen)(?!\w)",
    re.IGNORECASE,
)
_QUOTED = lazy_pattern(
    r"[“„](?=\S)([^“”„«»]*)[”“]|«([^«»]*)»|»([^«»]*)«|\"([^\"]*)\"|(?<!\w)‘([^‘’]*(?:’\w[^‘’]*)*)’(?!\w)"
)
_LISTED = lazy_pattern(r"\s*(?:[-*•–|]|\d+[.)])\s|\s*\|")
_END = lazy_pattern(r"[.?!…]+(?: ?»|[”“\"')\]’])*\s+(?=\S)")
_SHORT = lazy_pattern(
    r"(?:m|mme|mrs?|ms|dr|prof|st|vs|inc|ltd|corp|co|jr|sr|approx|etc|fig|ext|max|min|no|nr|ca|bzw|evtl|ggf|inkl|vgl|usw"
    r"|mag|dipl|ing|abs|tel|sog|jan|feb|mar|apr|aug|sept?|oct|nov|dec|(?:\w\.){0,3}\w)\."
)
"""What ends in a full stop and does not end a sentence by it."""
_WORD = lazy_pattern(r"[^\W_]+")
FILLER = "¤"
"""Stands for each character within quotation marks: what was quoted is not judged for style."""


class DraftSentence(NamedTuple):
    """A sentence of the text; what it quotes is filled."""

    text: str
    paragraph: int
    first: bool
    """Whether it begins its paragraph."""


class DraftText:
    """The parts of a letter. All texts have plain apostrophes and plain blanks, but for `raw`."""

    def __init__(self, draft: LetterDraft, table: HintTable) -> None:
        self._draft, self._table = draft, table
        self.raw = draft.body.replace("\r\n", "\n").replace("’", "'")
        body = plain_blanks(self.raw)
        self.quoted = tuple(
            text.strip() for m in _QUOTED.finditer(plain_blanks(draft.body)) for text in m.groups() if text is not None
        )
        """What stands in quotation marks, without them."""
        filled = plain_blanks(_QUOTED.sub(_fill, draft.body.replace("\r\n", "\n")).replace("’", "'"))
        self.greeting, start = _greeting(body)
        end = _closing(body, start, draft.sender, table)
        self.closing = body[end:].strip()
        self.goes_on_at_once = bool(self.greeting) and not body[start:].startswith("\n")
        """Whether the text begins on the line of the greeting."""
        self.text = filled[start:end]
        """The text between greeting and closing; what it quotes is filled."""
        self.words_of_text = body[start:end]
        """The same with its quotes."""

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        """The paragraphs, in one line each; what is listed or in a table is left out."""
        found = []
        for block in re.split(r"\n\s*\n", self.text):
            lines = (line.strip() for line in block.split("\n") if not _LISTED.match(line))
            if joined := " ".join(line for line in lines if line):
                found.append(joined)
        return tuple(found)

    @cached_property
    def listed(self) -> str:
        """The lines of lists and tables."""
        return "\n".join(line for line in self.text.split("\n") if _LISTED.match(line))

    @cached_property
    def sentences(self) -> tuple[DraftSentence, ...]:
        german = self._draft.language == "de"
        return tuple(
            DraftSentence(text, n, first=i == 0)
            for n, block in enumerate(self.blocks)
            for i, text in enumerate(split_sentences(block, german=german))
        )

    @cached_property
    def prose(self) -> str:
        """Paragraphs and lists, a line each, without names: what the phrases are looked for in."""
        return self.without_names("\n".join((*self.blocks, *self.listed.split("\n"))))

    def word_count(self) -> int:
        """The words that a reader reads: quotes count, tables do not."""
        lines = (line for line in self.words_of_text.split("\n") if not line.lstrip().startswith("|"))
        return sum(1 for line in lines for word in line.split() if any(c.isalnum() for c in word))

    def without_names(self, text: str) -> str:
        """Each name filled with a capital that is none of the language, so that no rule on words finds it."""
        return self._names.sub(lambda m: "Ŋ" * len(m[0]), text)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        draft = self._draft
        known = {draft.reader, draft.company, draft.role, draft.sender, *draft.names}
        known |= {word for name in (draft.reader, draft.sender) for word in name.split()}
        ordered = sorted((name for name in known if len(name) > 1), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else r"(?!)")


def split_sentences(text: str, *, german: bool) -> list[str]:
    """The sentences of one paragraph."""
    found, start = [], 0
    for m in _END.finditer(text):
        token = text[start : m.start() + 1].rsplit(None, 1)[-1].lower().lstrip('(“„"')
        if m[0][0] == "." and (_SHORT.fullmatch(token) or (german and re.fullmatch(r"\d{1,2}\.", token))):
            continue
        found.append(text[start : m.end()].rstrip())
        start = m.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def tokens(text: str) -> str:
    """The words in small letters, a blank before and behind each: one such text is within another word by word."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def small_letters(text: str) -> str:
    """Small letters, as many as there are characters: a place in one is a place in the other."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def plain_blanks(text: str) -> str:
    """Each no-break space a plain blank."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _fill(quoted: re.Match[str]) -> str:
    text = quoted[0]
    ends = len(text) - 1
    while ends > 1 and text[ends - 1] in " \u00a0\u202f":
        ends -= 1
    mark = text[ends - 1] if ends > 1 and text[ends - 1] in ".?!…" else FILLER
    inner = FILLER * (ends - 2) + mark if ends > 1 else ""
    return text[0] + inner + text[ends:]


def _greeting(body: str) -> tuple[str, int]:
    """The greeting, and where the text begins."""
    start = len(body) - len(body.lstrip())
    line = body[start:].split("\n", 1)[0]
    named = _GREETING.match(line)
    if named is None and not (line.rstrip().endswith(",") and (line.startswith("[[") or len(line.split()) <= 5)):
        return "", start
    if line.rstrip()[-1:] in ",!:" or len(line.split()) <= 5:
        return line.strip(), start + len(line)
    comma = re.match(r"[^,!]{1,50}[,!]", line)
    return (comma[0], start + comma.end()) if comma else ("", start)


def _closing(body: str, start: int, sender: str, table: HintTable) -> int:
    """Where the closing begins: at the last line that is one, else at the sender's name on a line of its own."""
    place, found = start, len(body)
    closings, low_sender = table.pattern("closings"), sender.casefold()
    for line in body[start:].split("\n"):
        stripped = line.strip().lower()
        m = closings.match(stripped) if stripped else None
        is_closing = m is not None and not stripped[m.end() :].strip(" ,.!")
        is_sender = found == len(body) and bool(low_sender) and stripped == low_sender
        if is_closing or is_sender:
            found = place
        place += len(line) + 1
    return found
