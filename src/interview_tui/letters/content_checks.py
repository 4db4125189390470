"""What a draft says: whose words it carries, how it greets, what it must say and must not. Each check yields hints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Owner
from interview_tui.domain.text import shorten
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.letters.date_checks import speaks_of_a_day
from interview_tui.letters.draft_text import small_letters, tokens
from interview_tui.letters.fitting import fit_commitment, fit_need, fit_quote, fit_story
from interview_tui.letters.flags import NOT_READY, Flag
from interview_tui.letters.fragments import LetterContext
from interview_tui.letters.letter_draft import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.letters.draft_text import DraftText
    from interview_tui.letters.hint_tables import HintTable
    from interview_tui.letters.letter_draft import LetterDraft, OfferTerms

SAYS_INTEREST = frozenset({"thank_you", "value_letter", "check_in", "as_promised"})
OFFER_LETTERS = frozenset({"offer_thanks", "offer_time", "counter", "acceptance", "decline"})
QUOTES_NOTHING = frozenset({"rejection_thanks", "decline", "withdrawal", "acceptance"})
QUOTE_CHARACTERS = 200

_MONEY = lazy_pattern(
    r"[$€£] ?\d[\d.,]*\d(?:k\b)?|\d[\d.,\u00a0\u202f ]*\d ?(?:€|euros?\b|dollars\b|EUR\b|USD\b|CHF\b|k\b)"
)
_DIGITS = lazy_pattern(r"\D")


def quotations(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """Quotation marks stand around the reader's words, and around nothing else."""
    own = [tokens(quote) for quote in draft.quotes]
    for quoted in text.quoted:
        if not any(tokens(quoted) in quote for quote in own):
            words = shorten(quoted, 60)
            yield Hint(
                f"not their words, as far as the records know: take off the marks of “{words}”", stop=True, words=quoted
            )
        elif len(quoted) > QUOTE_CHARACTERS:
            yield Hint(f"a long quote: choose one sentence of “{shorten(quoted, 40)}”", words=quoted)
    if text.quoted and draft.kind in QUOTES_NOTHING:
        yield Hint("quote nothing here: leave the case closed, and the door open", words=text.quoted[0])


def others(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """What somebody else said, and whom only the user's other interviews know, stays out."""
    inside = tokens(text.words_of_text)
    own = [
        tokens(words) for words in (*draft.quotes, *draft.needs, *draft.commitments, *draft.promises, *draft.stories)
    ]
    for other in draft.others:
        if (run := _carried(tokens(other.words), inside)) and not any(run in words for words in own):
            yield Hint(f"{other.person} said this, not your reader: “{run.strip()}”", stop=True, words=run.strip())
    if draft.elsewhere:
        here = {name.casefold() for name in (draft.reader, draft.company, draft.sender, *draft.names)}
        whole = f"{draft.subject}\n{text.greeting}\n{text.words_of_text}"
        for name in draft.elsewhere:
            if name in whole and name.casefold() not in here:
                for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.without_names(whole)):
                    if " " in name or not re.search(r"(?:^|[.!?:]\s+|\n\s*)$", whole[: m.start()]):
                        yield Hint(f"“{name}” belongs to another interview", stop=True, words=name)
                        break


def _carried(words: str, inside: str) -> str:
    """The words that the letter has in a row of what somebody said; empty for what anybody might have said.

    All of a saying counts from four words on, of which two say something; a part of it where three do, so that
    “by the end of next week” is nobody's.
    """
    parts = words.split()
    if len(parts) < 4 or _telling(parts) < 2:
        return ""
    if words in inside:
        return words
    least = max(4, -(-len(parts) // 2))
    if sum(f" {part} " in inside for part in parts) < least:
        return ""
    for count in range(len(parts) - 1, least - 1, -1):
        for i in range(len(parts) - count + 1):
            run = parts[i : i + count]
            if f" {' '.join(run)} " in inside and _telling(run) > 2:
                return f" {' '.join(run)} "
    return ""


def _telling(words: list[str]) -> int:
    return sum(len(word) > 3 for word in words)


def interest(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """That I want the job is said once, where it belongs."""
    said = [s for s in text.sentences if table.pattern("interest").search(small_letters(s.text))]
    if draft.kind not in SAYS_INTEREST or not draft.running:
        return
    if len(said) > 1:
        yield Hint("you say twice that you want it: once is enough", words=said[1].text)
    elif not said and not table.pattern("interest_also").search(small_letters(text.prose)):
        yield Hint("say that you want this job, in one sentence")


def personal(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """A thank-you begins with what no other letter could begin with."""
    if draft.kind != "thank_you" or not text.sentences:
        return
    start = " ".join(sentence.text for sentence in text.sentences[:2])
    if re.search(r"[“„«\"]", start) or speaks_of_a_day(start, table):
        return
    inside = tokens(start)
    if not any(_carried(tokens(need), inside) or tokens(need) in inside for need in draft.needs):
        yield Hint("begin with what only this person said, or with the day you spoke", words=start)


def attachment(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """A file that is spoken of is attached, and the other way round."""
    m = table.pattern("attached").search(small_letters(text.prose))
    if m is not None and not draft.attached:
        yield Hint(f"nothing is attached, and the letter says “{text.prose[m.start() : m.end()].strip()}”", words=m[0])
    elif m is None and draft.attached and not table.pattern("file_named").search(small_letters(text.prose)):
        yield Hint("a file is attached: say what it is, and how long")


def fragments(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """What a person must judge in the stored words that the letter or its chart shows."""
    inside = tokens(text.words_of_text)
    context = LetterContext(
        language=draft.language,
        reader=draft.reader,
        people=tuple(name for name in draft.names if name != draft.company),
        companies=(draft.company,) if draft.company else (),
        familiar=draft.familiar,
    )
    needs = [(words, fit_need(words, context)) for words in draft.needs]
    quotes = [(words, fit_quote(words, context)) for words in draft.quotes]
    stories = [(words, fit_story(words, context)) for words in draft.stories]
    promises = [(words, fit_commitment(words, context, owner=Owner.ME, to_reader=True)) for words in draft.promises]
    commitments = [(words, fit_commitment(words, context, owner=Owner.THEM)) for words in draft.commitments]
    # As they were noted, and as the letter has them: “I'll send the study” becomes “send you the study”.
    shown = (
        *((words, need.inside, need.marks) for words, need in needs),
        *((words, words, quote.marks) for words, quote in quotes),
        *((words, story.after_colon, story.marks) for words, story in stories),
        *((words, agreed.text, agreed.marks) for words, agreed in (*promises, *commitments)),
    )
    for words, fitted, marks in shown:
        if words in draft.charted or tokens(words) in inside or (fitted and tokens(fitted) in inside):
            for mark in marks:
                said = f"{_SAID[mark.flag].format(shorten(mark.word, 40))}: “{shorten(words, 60)}”"
                yield Hint(said, stop=mark.flag in NOT_READY, words=words)
    yield from _third_person(draft, text)


_SAID = {
    Flag.THIRD_PERSON: "say “you”, not “{}”",
    Flag.WHOSE: "whose? say “{}” in your own words",
    Flag.AS_SPOKEN: "say it from your side, not “{}”",
    Flag.FORM_OF_ADDRESS: "“{}” is not how you address them",
    Flag.RELATIVE_DAY: "“{}” is another day when they read it",
    Flag.LONG: "shorten this",
    Flag.NOTE_LIKE: "say it with I or we",
    Flag.OTHER_LANGUAGE: "this is in another language",
    Flag.NAMES: "the quote names {}, who may not want that",
    Flag.FIGURE: "the quote gives away a figure, {}",
}
"""What is said of a word that is flagged; its place is that of the word."""


def _third_person(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    shared = " ".join((draft.company, draft.sender, *(name for name in draft.names if name != draft.reader)))
    for word in draft.reader.split():
        if len(word) < 3 or not word[0].isupper() or re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shared):
            continue
        for m in re.finditer(rf"(?<=[\w¤] ){re.escape(word)}(?!\w)(?! \d)(?=[ ']\w)", "\n".join(text.blocks)):
            yield Hint(f"“{m[0]}” reads this: say “you”", words=m[0])
            break


def money(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """Pay belongs to the letters about an offer; figures of an offer elsewhere to none."""
    if draft.kind == "counter":
        yield from _two_amounts(draft, text)
    if draft.kind in OFFER_LETTERS:
        return
    pay = _DIGITS.sub("", draft.terms.pay) if draft.terms else ""
    for sentence in text.sentences:
        for m in _MONEY.finditer(sentence.text):
            wages = table.pattern("wages").search(small_letters(sentence.text))
            if draft.kind == "other_offer" or wages or (pay and _DIGITS.sub("", m[0]) == pay):
                yield Hint(f"leave figures of pay out of this letter: “{m[0].strip()}”", words=m[0].strip())
                return


def _two_amounts(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    pay = _DIGITS.sub("", draft.terms.pay) if draft.terms else ""
    for sentence in text.sentences:
        amounts = [m[0].strip() for m in _MONEY.finditer(sentence.text) if _DIGITS.sub("", m[0]) != pay]
        if len(amounts) > 1:
            yield Hint(f"one number in a sentence: “{amounts[0]}” or “{amounts[1]}”", words=sentence.text)


def terms(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """An acceptance repeats what was agreed: position, pay, start."""
    if draft.kind != "acceptance":
        return
    recorded: OfferTerms | None = draft.terms
    low, digits = (
        small_letters(text.words_of_text),
        _DIGITS.sub(" ", text.words_of_text.replace(",", "").replace(".", "")),
    )
    for name in ("position", "pay", "start"):
        value = getattr(recorded, name) if recorded else ""
        known = tokens(value) in tokens(text.words_of_text) if value else False
        if not known and not table.pattern(name).search(low):
            yield Hint(f"name the {name}, or ask for it: what is agreed stands in this letter")
        elif name == "pay" and value and (amount := _DIGITS.sub("", value)) and amount not in digits.replace(" ", ""):
            yield Hint(f"the pay on record is {value}: the letter says something else")


def calls(draft: LetterDraft, text: DraftText, table: HintTable) -> Iterator[Hint]:
    """A call that nobody asked for."""
    promised = small_letters(" ".join(draft.promises))
    m = table.pattern("call").search(small_letters(text.prose))
    if m is not None and not re.search(r"call|phone|anruf|telefon|appel|téléphon", promised):
        words = text.prose[m.start() : m.end()]
        yield Hint(f"too pushy, unless you promised it: “{words}”", words=words)


def mixed_address(draft: LetterDraft, text: DraftText) -> Iterator[Hint]:
    """One letter says either du or Sie, tu or vous."""
    if draft.language == "de":
        near, far = r"(?i:(?<!\w)(?:du|dich|dir|dein\w{0,2})(?!\w))", r"(?<=[\w,] )(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)(?!\w)"
    elif draft.language == "fr":
        near, far = r"(?i:(?<!\w)(?:tu|te|toi|t'\w+|tes)(?!\w))", r"(?i:(?<!\w)(?:vous|votre|vos)(?!\w))"
    else:
        return
    one, other = re.search(near, text.prose), re.search(far, text.prose)
    if one and other:
        yield Hint(f"“{one[0]}” and “{other[0]}” in one letter: choose one", words=one[0])
