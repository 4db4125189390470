"""Greeting and closing of a draft: whether this is how the reader is addressed. Each check yields hints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters.letter_draft import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.letters.draft_text import DraftText
    from interview_tui.letters.letter_draft import LetterDraft

_LEAD = lazy_pattern(
    r"^(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|hallo"
    r"|liebe[rs]?|grü(?:ß|ss) gott|grüezi|moin|servus|bonjour|bonsoir|salut|chère|cher)(?:\s+|(?=\W|$)))",
    re.IGNORECASE,
)
_TITLE = lazy_pattern(
    r"^(?:frau|herrn?|ms|mrs|mr|miss|mx|madame|monsieur|mme|m|dr|prof|professorin|professor|doctor|sir|dame)\.?$",
    re.IGNORECASE,
)
_ACADEMIC = lazy_pattern(r"^(?:dr|prof)\.?$", re.IGNORECASE)
_PARTICLES = lazy_pattern(r"van|von|d[aeiu]|del|della|de[rn]|el|bin|ibn|al|l[ae]|zur?|te[rn]|dos|das", re.IGNORECASE)
_NOBODY = frozenset({"hiring", "sir", "madam", "sirs", "team", "recruiter", "committee", "manager"})
_NEEDS_A_NAME = lazy_pattern(r"^(?:dear|sehr geehrte|liebe|cher|chère)", re.IGNORECASE)


def check_greeting(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """A greeting that cannot be sent: to nobody, to somebody else, or with a name as no one writes it."""
    line = text.greeting.rstrip(" ,!:.")
    if not line or line.startswith("[["):
        return
    if problem := _problem(draft, line):
        yield Hint(f"how is this person addressed? “{text.greeting}” {problem}", stop=True, words=text.greeting)
        return
    yield from _manner(draft, text, line)


def _problem(draft: LetterDraft, line: str) -> str:
    if "@" in line:
        return "has an address in it"
    name = _LEAD.sub("", line).strip()
    all_words = [word.strip(",") for word in name.split() if word.strip(",")]
    words = [word for word in all_words if not _TITLE.match(word)]
    if not words:
        french = draft.language == "fr"
        return "names nobody" if _NEEDS_A_NAME.match(line) and not (french and all_words) else ""
    if draft.language.startswith("en") and any(word.lower() in _NOBODY for word in words):
        return "is for nobody in particular"
    if any(len(word) > 2 and word.isalpha() and word.isupper() for word in words):
        return "is all in capitals"
    if all(word == word.lower() for word in words) and any(word.isalpha() for word in words):
        return "is all in small letters"
    reader = draft.reader.split()
    if len(words) == 1 and _PARTICLES.fullmatch(words[0]) and words[0] not in reader[:1]:
        return "is only a part of a name"
    if _ACADEMIC.match(all_words[0]) and len(all_words) > 1 and len(reader) > 1 and all_words[1] == reader[0]:
        return "has a title before a first name"
    own = {word.casefold() for word in (*reader, *draft.address.split())}
    named = {word.casefold() for word in words}
    if own and not own & named:
        for other in (*draft.names, *draft.elsewhere):
            if named & {word.casefold() for word in other.split() if len(word) > 2}:
                return f"is not {draft.reader}"
    return ""


def _manner(draft: LetterDraft, text: DraftText, line: str) -> Iterator[Hint]:
    reader = [word for word in draft.reader.split() if not _TITLE.match(word)]
    name = _LEAD.sub("", line).strip()
    whole = len(reader) > 1 and reader[0] in name.split() and reader[-1] in name.split()
    if draft.language == "de":
        if whole and re.search(r"geehrte|frau|herr", line, re.IGNORECASE):
            yield Hint(f"not how one addresses a person in German: “{line}”; leave the first name out", words=line)
        elif reader and re.search(rf"(?:Frau|Herr) Dr\. {re.escape(reader[0])}(?!\w)", line) and len(reader) > 1:
            yield Hint(
                f"not how one addresses a person in German: “{line}”; the title goes with the last name", words=line
            )
    elif draft.language == "fr":
        if draft.tone == "formal" and re.match(r"(?:Madame|Monsieur) (?!l[ae] |l')[A-ZÉ]", line):
            yield Hint(f"a formal greeting in French has no name: “{line}”", words=line)
    elif whole and draft.address and draft.address not in (name, draft.reader):
        yield Hint(f"“{line}” reads like a mailing: you know them as {draft.address}", words=line)


def check_closing(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """A closing that does not fit its greeting."""
    if draft.language == "fr":
        m = re.search(r"(?:agréer|croire|recevoir|recevez|agréez), ([^,\n]+),", text.closing)
        title = _LEAD.sub("", text.greeting.rstrip(" ,!:")).strip()
        if m is not None and title and m[1].casefold() != title.casefold() and not title.startswith(m[1] + " "):
            yield Hint(f"the closing repeats the greeting: “{title}”, not “{m[1]}”", words=m[1])
    if draft.swiss and (m := re.search(r"\w*ß\w*", f"{text.text}\n{text.closing}")):
        yield Hint(f"ss for ß in a Swiss letter: “{m[0]}”", words=m[0])
