"""The form of a draft: punctuation, capitals, repetition, length, tone, its subject. Each check yields hints."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from interview_tui.domain.text import shorten
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters.draft_text import FILLER, plain_blanks, small_letters, tokens
from interview_tui.letters.letter_draft import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.letters.draft_text import DraftText
    from interview_tui.letters.hint_tables import HintTable
    from interview_tui.letters.letter_draft import LetterDraft

SENTENCE_WORDS = {"en": 35, "de": 35, "fr": 42}
"""French says the same in a fifth more words."""
PARAGRAPH_WORDS, PARAGRAPH_SENTENCES = 90, 3
SUBJECT_CHARACTERS = 50
I_IN_A_ROW = 4

_UNFILLED_LINE = lazy_pattern(
    r"^[ \t]*(?:,|\.\.\.|…)[ \t]*$|: *(?:\.\.\.|…) *$|[“„«] *(?:\.\.\.|…) *[”“»]", re.MULTILINE
)
_DOUBLED = lazy_pattern(r"(?<![.,;:])(?:[,;:]{2,}|,\.|;\.|:\.|\.\.(?!\.)|\.[,;:]|[?!][.,;])(?![.])")
_ABBREVIATED = lazy_pattern(
    r"(?:(?:\w\.)+\w|\b(?:inc|ltd|co|corp|jr|sr|st|etc|usw|bzw|ca|nr|no|dr|mr|mrs|ms|evtl|\d+))$", re.IGNORECASE
)
_BLANK_BEFORE = lazy_pattern(r"\w +[.,;:!?](?=\s|$)")
_TWO_BLANKS = lazy_pattern(r"(?<=[^\s|])  +(?=[^\s|])")
_OPENED = {"“": "”", "„": "“”", "«": "»"}
_FRENCH_BLANK = lazy_pattern(r"(?<![\u00a0\u202f:;?!»])[:;?!»](?=[\s)»]|$)|«(?![\u00a0\u202f])")
_STRAIGHT = lazy_pattern(r"(?<!\w)\"[^\"\n]*\"")
_CAPITALS = lazy_pattern(r"(?<![\w@./-])[A-ZÄÖÜÉÈ]{5,}(?![\w@/-])")
_AGAIN = lazy_pattern(r"(?<![\w'’-])([^\W\d_]+) \1(?![\w'’-])")


def unfilled(text: DraftText) -> Iterator[Hint]:
    """Lines on which only a mark is left, which a template without its value leaves."""
    if m := _UNFILLED_LINE.search(f"{text.greeting}\n{plain_blanks(text.raw)}"):
        yield Hint(f"something is not filled in: “{m[0].strip()}”", stop=True, words=m[0].strip())


def punctuation(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """Marks that stand twice, or after or without a blank; quotation marks that are not closed."""
    prose = text.without_names(text.text)
    for m in _DOUBLED.finditer(prose):
        if not (m[0][0] == "." and m[0] != ".." and _ABBREVIATED.search(prose[: m.start()][-12:])):
            yield _punctuation(prose, m)
    if blanks := _TWO_BLANKS.search(prose):
        yield Hint("punctuation: two blanks", words=prose[blanks.start() - 1 : blanks.end() + 1])
    if draft.language != "fr":
        for m in _BLANK_BEFORE.finditer(prose):
            yield _punctuation(prose, m)
    else:
        yield from _french_blanks(text)
    yield from _unclosed(text)


def _punctuation(prose: str, m: re.Match[str]) -> Hint:
    words = prose[max(prose.rfind(" ", 0, m.start()) + 1, m.start() - 30) : m.end()].strip().split("\n")[-1]
    return Hint(f"punctuation: “{words}”", words=words)


def _french_blanks(text: DraftText) -> Iterator[Hint]:
    raw = text.raw
    if m := _FRENCH_BLANK.search(raw):
        words = raw[max(raw.rfind(" ", 0, m.start() - 1) + 1, m.start() - 20) : m.end()].split("\n")[-1]
        yield Hint(f"a no-break space before : ; ? ! and inside « »: “{words}”", words=words)
    if m := _STRAIGHT.search(raw):
        yield Hint(f"« » in French, with no-break spaces: {shorten(m[0], 60)}", words=m[0])


def _unclosed(text: DraftText) -> Iterator[Hint]:
    for block in re.split(r"\n\s*\n", plain_blanks(text.text)):
        at = 0
        while at < len(block):
            closing = _OPENED.get(block[at])
            if closing is not None:
                end = next((i for i in range(at + 1, len(block)) if block[i] in closing), None)
                if end is None:
                    words = block[at : at + 40].split("\n")[0]
                    yield Hint(f"punctuation: this quotation is not closed: {words}", words=words)
                    break
                at = end
            at += 1


def capitals(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """Small letters that begin a sentence, and capitals on small words within one."""
    german, before = draft.language == "de", ""
    for n, sentence in enumerate(text.sentences):
        word = sentence.text.split(None, 1)[0]
        goes_on = before.endswith(":") or (n == 0 and (text.goes_on_at_once or (german and not draft.swiss)))
        if word[0].islower() and word.isalpha() and word.islower() and not goes_on and not _is_name(draft, word):
            yield Hint(f"a capital at the start of a sentence: “{_begin(sentence.text)}”", words=word)
        before = sentence.text
        small = table.words("small_words")
        for m in re.finditer(
            r"(?<=[a-zäöüßéèà,] )([A-ZÄÖÜÉÀ][a-zäöüßéèà]*)(?= [^A-ZÄÖÜÉ\s])", text.without_names(sentence.text)
        ):
            if m[1].lower() in small and m[1] != "I":
                yield Hint(f"a small letter within a sentence: “{m[1]}”", words=m[1])
    first = text.sentences[0].text.split(None, 1)[0] if text.sentences else ""
    if german and not draft.swiss and text.greeting.endswith(",") and first[:1].isupper():
        if first.lower() in table.words("starters"):
            yield Hint(f"after the greeting's comma German goes on with a small letter: “{first}”", words=first)
    elif text.greeting and draft.language == "fr" and first[:1].islower():
        yield Hint(f"after the greeting French begins with a capital: “{first}”", words=first)


def _is_name(draft: LetterDraft, word: str) -> bool:
    return any(word in name.split() for name in (draft.reader, draft.company, draft.role, draft.sender, *draft.names))


def _begin(sentence: str) -> str:
    return " ".join(sentence.split()[:3]).strip(FILLER + "“„« ")


def repetition(text: DraftText, table: HintTable) -> Iterator[Hint]:
    """Words that stand twice, sentences that begin alike, and too many that begin with I."""
    for m in _AGAIN.finditer(small_letters(text.prose)):
        if m[1] not in table.words("may_double"):
            yield Hint(
                f"the same word twice: “{text.prose[m.start() : m.end()]}”", words=text.prose[m.start() : m.end()]
            )
    starts = [small_letters(sentence.text).split()[:2] for sentence in text.sentences]
    for (one, other), sentence in zip(pairwise(starts), text.sentences[1:], strict=True):
        if len(one) == 2 and one == other and FILLER not in one[0]:
            words = " ".join(sentence.text.split()[:2])
            yield Hint(f"two sentences in a row begin with “{words}”", words=words)
    run = 0
    for start in starts:
        run = run + 1 if start and start[0] in table.words("i_starts") else 0
        if run == I_IN_A_ROW:
            yield Hint(f"{I_IN_A_ROW} sentences in a row begin with {start[0].capitalize()}: turn one around")


def length(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """A letter, paragraph or sentence that is too long."""
    limits = table.limits(draft.kind, hiring_manager=draft.hiring_manager)
    count = text.word_count()
    if limits is not None and count > limits.most:
        yield Hint(f"long: {count} words; {limits.least} to {limits.aim} read best, {limits.most} are the most")
    longest = SENTENCE_WORDS[draft.language.partition("-")[0]]
    for sentence in text.sentences:
        if (n := _count(sentence.text)) > longest:
            yield Hint(f"a long sentence ({n} words): “{_begin(sentence.text)} …”", words=sentence.text)
    sentences = Counter(sentence.paragraph for sentence in text.sentences)
    for n, block in enumerate(text.blocks):
        if sentences[n] > PARAGRAPH_SENTENCES or _count(block) > PARAGRAPH_WORDS:
            yield Hint(f"a long paragraph: “{_begin(block)} …”; make two of it", words=block)


def _count(text: str) -> int:
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))


def loudness(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """Exclamation marks and words in capitals."""
    marks = text.text.count("!") + text.greeting.count("!") * (draft.language != "de")
    if marks > 1 or (marks and draft.tone == "formal"):
        yield Hint(
            "calmer without the exclamation mark" if marks == 1 else "calmer without the exclamation marks", words="!"
        )
    known = " ".join((*draft.quotes, *draft.needs, *draft.stories, *draft.commitments, *draft.promises, draft.role))
    for m in _CAPITALS.finditer(text.without_names(text.text)):
        if m[0] not in known:
            yield Hint(f"no word all in capitals: “{m[0]}”", words=m[0])


def subject(draft: LetterDraft) -> Iterator[Hint]:
    """What a busy person sees on a phone, and others may see with them."""
    line = draft.subject.strip()
    bare = re.sub(r"^(?:(?:re|aw|tr|fwd?|wg)\s*: *)+", "", plain_blanks(line), flags=re.IGNORECASE)
    if not bare or bare.strip("()").casefold() in ("no subject", "kein betreff", "sans objet"):
        yield Hint("a subject: what a busy person would write", words=line)
        return
    if len(bare) > SUBJECT_CHARACTERS:
        yield Hint(f"the subject has {len(bare)} characters: {SUBJECT_CHARACTERS} fit on a phone", words=line)
    if re.search(r"[“”„«»\"]", bare):
        yield Hint("no quotation in the subject: others see the reader's screen", words=line)
    inside = tokens(bare)
    for need in draft.needs:
        if (own := tokens(need)) in inside or _shares(own, inside):
            yield Hint("leave the need out of the subject: others see the reader's screen", words=line)
            break
    named = [tokens(name) in inside for name in (draft.company, draft.role) if name]
    if len(named) == 2 and all(named) and re.search(r"\d", bare):
        yield Hint("company, role and date in the subject read like a form: one of them is enough", words=line)
    if bare == line:
        for other in draft.letters:
            if other.panel and other.subject.strip().casefold() == line.casefold() and other.reader != draft.reader:
                yield Hint(f"the letter to {other.reader} has the same subject", words=line)
                break


def _shares(need: str, inside: str) -> bool:
    """Whether three words in a row of a need are there, one of them of five letters."""
    words = need.split()
    return any(
        f" {' '.join(words[i : i + 3])} " in inside and any(len(word) > 4 for word in words[i : i + 3])
        for i in range(len(words) - 2)
    )
