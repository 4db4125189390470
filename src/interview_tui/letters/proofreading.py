"""What is pointed out in a draft before it is sent: hints for the status line, and what keeps it from being ready.

A false alarm is worse than a miss: who is told off for a good sentence no longer listens. Words that are looked for,
and the limits of length, are data (hints/*.toml); what needs a rule is in the modules of checks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.overlap import SHARED_AT_MOST, overlap
from interview_tui.domain.text import shorten
from interview_tui.letters import address_checks, content_checks, date_checks, form_checks
from interview_tui.letters.draft_text import DraftText, plain_blanks, small_letters
from interview_tui.letters.hint_tables import hint_table
from interview_tui.letters.letter_draft import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.letters.hint_tables import HintTable
    from interview_tui.letters.letter_draft import LetterDraft


def proofread(draft: LetterDraft) -> tuple[Hint, ...]:
    """What to look at again, each thing once; what stops the letter comes first."""
    table = hint_table(draft.language)
    text = DraftText(draft, table)
    found = {hint.text: hint for hint in _all(draft, text, table)}
    return tuple(sorted(found.values(), key=lambda hint: not hint.stop))


def _all(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    yield from form_checks.unfilled(text)
    yield from address_checks.check_greeting(draft, text)
    yield from content_checks.quotations(draft, text)
    yield from content_checks.others(draft, text)
    yield from _phrases(draft, text, table)
    yield from content_checks.fragments(draft, text)
    yield from content_checks.personal(draft, text, table)
    yield from content_checks.interest(draft, text, table)
    yield from content_checks.attachment(draft, text, table)
    yield from content_checks.terms(draft, text, table)
    yield from content_checks.money(draft, text, table)
    yield from content_checks.calls(draft, text, table)
    yield from content_checks.mixed_address(draft, text)
    yield from date_checks.dates(draft, text, table)
    yield from form_checks.subject(draft)
    yield from form_checks.length(draft, text, table)
    yield from form_checks.punctuation(draft, text)
    yield from form_checks.capitals(draft, text, table)
    yield from form_checks.repetition(text, table)
    yield from form_checks.loudness(draft, text)
    yield from address_checks.check_closing(draft, text)
    yield from _alike(draft)


def _phrases(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    subject = text.without_names(plain_blanks(draft.subject).replace("’", "'"))
    places = {
        "all": f"{subject}\n{text.without_names(text.greeting)}\n{text.prose}\n{text.closing}",
        "text": text.prose,
        "greeting": text.greeting,
        "closing": text.closing,
    }
    low = {name: small_letters(place) for name, place in places.items()}
    for phrase in table.phrases:
        if not phrase.concerns(draft.kind, draft.tone):
            continue
        place = places[phrase.where]
        searched = place if phrase.cased else low[phrase.where]
        pattern = phrase.pattern_for(searched)
        for m in pattern.finditer(searched) if pattern is not None else ():
            words = place[m.start() : m.end()].strip()
            if not (phrase.not_name and _another_named(draft, text, words)):
                yield Hint(f"{phrase.say}: “{shorten(words, 60)}”", stop=phrase.stop, words=words)


def _another_named(draft: LetterDraft, text: DraftText, words: str) -> bool:
    """Whether somebody else was named before the words, who may be meant."""
    before = text.words_of_text.partition(words)[0]
    return any(
        re.search(rf"(?<!\w){re.escape(part)}(?!\w)", before)
        for name in draft.names
        if name not in (draft.reader, draft.company)
        for part in name.split()
        if len(part) > 2
    )


def _alike(draft: LetterDraft) -> Iterator[Hint]:
    names = (draft.reader, draft.sender, draft.company, *draft.names)
    for other in draft.letters:
        if overlap(draft.body, other.body, names) > SHARED_AT_MOST:
            earlier = (
                f"too much like the letter to {other.reader}"
                if other.panel
                else "too much like an earlier letter to them"
            )
            yield Hint(f"{earlier}: change a sentence or two")
