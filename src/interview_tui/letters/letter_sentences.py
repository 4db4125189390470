"""The sentences of one letter: which places it has for them, and the rows of the bank that fill these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.citations import RECRUITERS, earlier_letters, panel_letters, part_of
from interview_tui.domain.enums import ENDED, Language
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import outcome_of
from interview_tui.letters import day_words as days
from interview_tui.letters.sentence_choice import SentenceRequest, choose_sentences
from interview_tui.letters.sentences import Slot, filled, rows_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from interview_tui.domain.records import Commitment
    from interview_tui.letters.occasion import Occasion
    from interview_tui.letters.sentences import Bank, RowName

SENTENCE_PLACES = {
    "opening": Slot.OPENING,
    "quote_sentence": Slot.QUOTE,
    "need_sentence": Slot.NEED,
    "story_sentence": Slot.STORY,
    "addition_sentence": Slot.ADDITION,
    "promise_sentence": Slot.PROMISE,
    "commitment_sentence": Slot.COMMITMENT,
    "interest": Slot.INTEREST,
    "ending": Slot.CLOSING,
}
"""What a template is given of the sentences, by their names."""
_APART = {Slot.PROMISE: (Slot.PROMISE_DAY,), Slot.COMMITMENT: (Slot.COMMITMENT_DAY,)}
"""Where the sentence is for the day of a commitment that is too long to have it in its own."""


def letter_sentences(
    occasion: Occasion, bank: Bank, *, after: frozenset[RowName] = frozenset()
) -> Mapping[str, tuple[frozenset[RowName], str]]:
    """For each of SENTENCE_PLACES the rows that it is made of, and the sentence: none and '' where it does not apply.

    The rows that the letter used before stay, but for those of `after`: there the next that fits is taken.
    """
    kept = rows_from(occasion.letter.sentences) - after
    chosen = choose_sentences(_request(occasion), bank, kept=kept, after=after)
    fills = _fills(occasion)
    found: dict[str, tuple[frozenset[RowName], str]] = {}
    for name, slot in SENTENCE_PLACES.items():
        parts = [chosen[part] for part in (slot, *_APART.get(slot, ())) if part in chosen]
        text = " ".join(filled(part.text, {**fills, **_dated(occasion, slot)}) for part in parts)
        found[name] = frozenset(part.row for part in parts), text
    return found


def _request(occasion: Occasion) -> SentenceRequest:
    case, letter = occasion.case, occasion.letter
    wanted = set(_wanted(occasion))
    fitted_words = {Slot.QUOTE: occasion.quote, Slot.ADDITION: occasion.asked}
    phrases = {slot for slot, fitted in fitted_words.items() if fitted.phrase}
    long, fits_dass = set[Slot](), True
    for slot, commitment in _commitments(occasion).items():
        if commitment is not None and slot in wanted:
            fitted = occasion.fitted(commitment)
            phrases |= set() if fitted.verb else {slot}
            long |= {slot} if fitted.at_end else set()
            fits_dass = fits_dass and fitted.after_dass
            if fitted.day_apart and commitment.due is not None and not fitted.own_day:
                wanted.update(_APART[slot])
    of_reader = [*occasion.earlier, *earlier_letters(case, letter)]
    panel = panel_letters(case, letter.id, letter.kind, letter.person_id)
    return SentenceRequest(
        tone=letter.tone,
        place=occasion.place,
        round=case.round.number - 1,
        wanted=frozenset(wanted),
        phrases=frozenset(phrases),
        long=frozenset(long),
        urgent=bool(occasion.cites.need and occasion.cites.need.pressing > 1),
        has_phone=bool(occasion.phone),
        first_meeting=case.round.number == 1 and not of_reader,
        familiar=occasion.context.familiar,
        next_is_dated=occasion.next_day is not None,
        offers_reference=any(i.received for i in case.involvements),
        fits_dass=fits_dass,
        used_in_panel=tuple(rows_from(x.sentences) for x in panel if x.language is letter.language),
        used_to_reader=tuple(rows_from(x.sentences) for x in of_reader if x.language is letter.language),
    )


def _commitments(occasion: Occasion) -> Mapping[Slot, Commitment | None]:
    return {Slot.PROMISE: occasion.promised, Slot.COMMITMENT: occasion.awaited}


def _wanted(occasion: Occasion) -> Iterator[Slot]:
    """What is said in sentences of the bank: all of a thank-you; need and story where a value letter has one row."""
    letter, cites = occasion.letter, occasion.cites
    if letter.kind is LetterKind.VALUE_LETTER and occasion.alone:
        yield from (Slot.NEED, Slot.STORY)
    if letter.kind is not LetterKind.THANK_YOU:
        return
    yield Slot.OPENING
    if cites.quote:
        yield Slot.QUOTE
    said = occasion.alone or (cites.need if not occasion.carried else None)
    if said and part_of(occasion.case, letter.person_id) not in RECRUITERS:
        yield Slot.NEED
        if occasion.story.whole:
            yield Slot.STORY
    if occasion.addition:
        yield Slot.ADDITION
    if occasion.promised:
        yield Slot.PROMISE
    if occasion.awaited:
        yield Slot.COMMITMENT
    if outcome_of(occasion.case) not in ENDED:
        yield Slot.INTEREST
    if not occasion.awaited:
        yield Slot.CLOSING


def _fills(occasion: Occasion) -> dict[str, str]:
    """What stands in the places of a bank's sentences."""
    today, language = occasion.today, occasion.letter.language
    return {
        "on": occasion.on,
        "de": occasion.of_day,
        "role": occasion.role.definite,
        "quote": occasion.quote.text,
        "need": occasion.need.after_colon,
        "story": occasion.story.whole,
        "asked": occasion.asked.text,
        "better": occasion.addition,
        "next": days.on(occasion.next_day, today, language),
        "phone": occasion.phone,
        "first": occasion.first,
    }


def _dated(occasion: Occasion, slot: Slot) -> dict[str, str]:
    """A commitment with its day."""
    commitment = _commitments(occasion).get(slot)
    if commitment is None:
        return {}
    fitted, today, language = occasion.fitted(commitment), occasion.today, occasion.letter.language
    due = None if fitted.own_day else commitment.due
    by = "" if fitted.day_apart else days.by(due, today, language)
    return {
        str(slot): fitted.text,
        "by": fitted.lead + by,
        "day": ("le " if language is Language.FR else "") + days.day_and_month(due, today, language) if due else "",
    }
