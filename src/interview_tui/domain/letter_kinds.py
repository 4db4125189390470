"""The kinds of letters: one row each, and every table that is asked for a kind is a column of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interview_tui.domain.enums import Outcome, Step


class LetterKind(StrEnum):
    THANK_YOU = "thank_you"
    VALUE_LETTER = "value_letter"
    AS_PROMISED = "as_promised"
    CHECK_IN = "check_in"
    NEW_DATE = "new_date"
    RECOMMENDATION = "recommendation"
    PROPOSAL = "proposal"
    REJECTION_THANKS = "rejection_thanks"
    STAY_IN_TOUCH = "stay_in_touch"
    OFFER_THANKS = "offer_thanks"
    OFFER_TIME = "offer_time"
    COUNTER = "counter"
    ACCEPTANCE = "acceptance"
    DECLINE = "decline"
    OTHER_OFFER = "other_offer"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One kind of letter."""

    kind: LetterKind
    title: str
    """What it is called in messages."""
    personal: bool = False
    """Whether it must cite the person it goes to."""
    chart: bool = False
    """Whether it carries the side-by-side chart."""
    to_decider: bool = False
    """Whether it goes to who decides, where nobody else is named; the others to who coordinates (METHOD, to whom)."""
    once: bool = False
    """Whether it tells an employer one thing, once, whoever reads it."""
    offer: bool = False
    """Whether it is about an offer of the employer that it goes to."""
    outcome: Outcome | None = None
    """The outcome that sending it brings about."""


# fmt: off
LETTERS: dict[LetterKind, LetterRow] = {row.kind: row for row in (
    LetterRow(LetterKind.THANK_YOU,        "thank-you", personal=True),
    LetterRow(LetterKind.VALUE_LETTER,     "value letter", personal=True, chart=True, to_decider=True),
    LetterRow(LetterKind.AS_PROMISED,      "letter with what I promised", to_decider=True),
    LetterRow(LetterKind.CHECK_IN,         "check-in"),
    LetterRow(LetterKind.NEW_DATE,         "request for a new date", once=True),
    LetterRow(LetterKind.RECOMMENDATION,   "recommendation request"),
    LetterRow(LetterKind.PROPOSAL,         "proposal for service", chart=True, to_decider=True),
    LetterRow(LetterKind.REJECTION_THANKS, "thank-you after the rejection", to_decider=True),
    LetterRow(LetterKind.STAY_IN_TOUCH,    "stay-in-touch letter", to_decider=True),
    LetterRow(LetterKind.OFFER_THANKS,     "thank-you for the offer", once=True, offer=True),
    LetterRow(LetterKind.OFFER_TIME,       "request for more time", once=True, offer=True),
    LetterRow(LetterKind.COUNTER,          "counter-proposal", once=True, offer=True),
    LetterRow(LetterKind.ACCEPTANCE,       "acceptance", once=True, offer=True, outcome=Outcome.ACCEPTED),
    LetterRow(LetterKind.DECLINE,          "refusal of the offer", once=True, offer=True, outcome=Outcome.DECLINED),
    LetterRow(LetterKind.OTHER_OFFER,      "news of another offer", once=True),
    LetterRow(LetterKind.WITHDRAWAL,       "withdrawal", once=True, outcome=Outcome.WITHDRAWN),
)}
# fmt: on
TITLES = {row.kind: row.title for row in LETTERS.values()}
PERSONAL = frozenset(row.kind for row in LETTERS.values() if row.personal)
WITH_CHART = frozenset(row.kind for row in LETTERS.values() if row.chart)
DECISIONS = {row.kind: row.outcome for row in LETTERS.values() if row.offer and row.outcome is not None}
"""The letters that say how I decided on an offer."""
OFFER_ANSWERS = (LetterKind.ACCEPTANCE, LetterKind.DECLINE, LetterKind.COUNTER, LetterKind.OFFER_TIME)
"""What an offer that is open can be answered with."""
BY_STEP: dict[Step, LetterKind] = {
    Step.BUILD_VALUE: LetterKind.VALUE_LETTER,
    Step.PERSIST: LetterKind.CHECK_IN,
    Step.LEVERAGE: LetterKind.RECOMMENDATION,
    Step.ACCEPT: LetterKind.REJECTION_THANKS,
    Step.TURN_IT_ROUND: LetterKind.STAY_IN_TOUCH,
}
"""The letter of a step while no follow-up asks for one; in the others it is the thank-you."""
