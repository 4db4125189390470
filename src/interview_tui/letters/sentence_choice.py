"""Which sentences a letter takes from a bank.

The rows of one number fit together: the first letter of a panel takes row 1 of every slot, the second row 2, and so on.
The next round shifts each slot by another step, so that nobody gets a sentence again. A row that does not fit is passed
over for the next. Where every row that fits was used, one of another letter of the panel is taken again first, then one
that this reader has had; what the marks say always holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Tone
from interview_tui.letters.sentences import PHRASE_FORMS, RowName, Slot, says_sie_or_vous

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from interview_tui.letters.sentences import Bank, BankRow

ONCE = frozenset("TLCNOK")
"""Marks that a letter has at most once."""

_POSITION = {
    Slot.OPENING: 0,
    Slot.QUOTE: 1,
    Slot.QUOTE_PHRASE: 1,
    Slot.NEED: 2,
    Slot.STORY: 3,
    Slot.PROMISE: 4,
    Slot.PROMISE_PHRASE: 4,
    Slot.PROMISE_DAY: 4,
    Slot.COMMITMENT: 5,
    Slot.COMMITMENT_PHRASE: 5,
    Slot.COMMITMENT_DAY: 5,
    Slot.INTEREST: 6,
    Slot.CLOSING: 7,
    Slot.ADDITION: 8,
    Slot.ADDITION_PHRASE: 8,
}
"""What tells the slots apart where a round shifts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRequest:
    """What decides which sentences a letter takes."""

    tone: Tone
    place: int
    """The reader's place in the panel, from 0; it stays the reader's."""
    round: int
    """From 0."""
    wanted: frozenset[Slot]
    """The sentences that the letter has; of a quote or a commitment that is a phrase, the plain slot."""
    phrases: frozenset[Slot] = frozenset()
    """QUOTE where the quote is no sentence, ADDITION where the question is not repeated, PROMISE and COMMITMENT where
    they do not begin with a verb.
    """
    long: frozenset[Slot] = frozenset()
    """PROMISE and COMMITMENT where nothing must stand behind them: they are long, or end with a mark of their own."""
    urgent: bool = False
    """Whether the need is urgent."""
    has_phone: bool = False
    first_meeting: bool = True
    """Whether the reader was met for the first time."""
    familiar: bool = False
    """Whether the reader is du or tu."""
    next_is_dated: bool = False
    """Whether the next meeting has a date."""
    offers_reference: bool = False
    """Whether the letter offers or brings a reference already."""
    fits_dass: bool = True
    """Whether the commitment is right behind “dass Sie …” (German)."""
    used_in_panel: tuple[frozenset[RowName], ...] = ()
    """The rows of each other letter of this panel and round, in the same language."""
    used_to_reader: tuple[frozenset[RowName], ...] = ()
    """The rows of each earlier letter to this reader, in the same language."""

    def pool(self, slot: Slot) -> Slot:
        """Where the sentences for a slot are."""
        return PHRASE_FORMS[slot] if slot in self.phrases and slot in PHRASE_FORMS else slot


@dataclass(frozen=True, slots=True)
class Sentence:
    """A chosen row, worded for the letter."""

    row: RowName
    text: str


def choose_sentences(
    request: SentenceRequest,
    bank: Bank,
    *,
    kept: frozenset[RowName] = frozenset(),
    after: frozenset[RowName] = frozenset(),
) -> Mapping[Slot, Sentence]:
    """The sentences of a letter, by the slots that were wanted, in their order.

    Those of `kept` stay; where `after` names a row, the search begins behind it. A slot is left out where no row fits.
    """
    wanted = [slot for slot in Slot if slot in request.wanted]
    chosen: dict[Slot, BankRow] = {}
    for slot in wanted:
        row = next((row for row in bank.rows[request.pool(slot)] if row.name in kept), None)
        if row is not None and _wording(request, bank, row) and _in_tone(request, row):
            chosen[slot] = row
    behind = {name.slot: name.number for name in after}
    for slot in wanted:
        if slot not in chosen:
            row = _best(request, bank, slot, chosen.values(), behind.get(request.pool(slot)))
            if row is not None:
                chosen[slot] = row
    return {
        slot: Sentence(chosen[slot].name, _wording(request, bank, chosen[slot])) for slot in wanted if slot in chosen
    }


def _best(
    request: SentenceRequest, bank: Bank, slot: Slot, others: Collection[BankRow], behind: int | None
) -> BankRow | None:
    """The row for a slot beside those that the letter has; behind a row where that is given."""
    rows = bank.rows[request.pool(slot)]
    start = _start(request, slot, len(rows)) if behind is None else behind
    fitting = [row for row in rows if _fits(request, bank, row, others, at_end=slot in request.long)]
    names = frozenset(row.name for row in others)

    def cost(row: BankRow) -> tuple[int, int, int, int]:
        panel = [used for used in request.used_in_panel if row.name in used]
        # Of sentences that others have too, not again and again the same other's.
        shared = max((len(used & names) for used in panel), default=0)
        earlier = sum(row.name in used for used in request.used_to_reader)
        return earlier, len(panel), shared, (row.name.number - 1 - start) % len(rows)

    others_than_now = [row for row in fitting if row.name.number != behind]
    return min(others_than_now or fitting, key=cost, default=None)


def _start(request: SentenceRequest, slot: Slot, count: int) -> int:
    """Where the search begins, from 0."""
    if count == 0:
        return 0
    position = _POSITION[slot]
    step = 1 + (position % (count - 1) if count > 1 else 0)
    return (request.place + (position + 1) * (request.place // count) + step * request.round) % count


def _fits(request: SentenceRequest, bank: Bank, row: BankRow, others: Collection[BankRow], *, at_end: bool) -> bool:
    """Whether a row can stand in this letter, beside the others; `at_end`: with nothing behind what is inserted."""
    lacking = {
        "U": not request.urgent,
        "P": not request.has_phone,
        "K": Slot.STORY not in request.wanted,
        "R": request.offers_reference,
        "D": not request.fits_dass,
    }
    return (
        bool(_wording(request, bank, row))
        and not any(lacking.get(mark, False) for mark in row.marks)
        and _in_tone(request, row)
        and (not at_end or "E" in row.marks)
        and not any(row.marks & other.marks & ONCE or row.is_apart_from(other) for other in others)
    )


def _in_tone(request: SentenceRequest, row: BankRow) -> bool:
    if request.tone is Tone.FORMAL:
        return "X" in row.marks
    return request.tone is Tone.WARM or "W" not in row.marks


def _wording(request: SentenceRequest, bank: Bank, row: BankRow) -> str:
    """What a row says in this letter; '' where it has nothing for its reader."""
    text = row.text
    if "F" in row.marks and not request.first_meeting:
        text = row.later
    elif "A" in row.marks and request.next_is_dated:
        text = row.dated
    elif request.familiar:
        text = row.familiar or row.text
    if request.familiar and says_sie_or_vous(text, bank.language):
        return ""
    return bank.formal(text) if request.tone is Tone.FORMAL else text
