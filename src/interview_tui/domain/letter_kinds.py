"""The kinds of letters: one row each, and every table that is asked for a kind is a column of it.

The text of a kind is its template (letters/templates), named by the kind.
"""

from __future__ import annotations

from enum import StrEnum

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.enums import Outcome, Step


class LetterKind(StrEnum):
    """What a letter is for."""

    THANK_YOU = "thank_you"
    VALUE_LETTER = "value_letter"
    AS_PROMISED = "as_promised"
    CHECK_IN = "check_in"
    NEW_DATE = "new_date"
    RECOMMENDATION = "recommendation"
    GOOD_WORD = "good_word"
    REFERENCE_THANKS = "reference_thanks"
    FORWARD_RECOMMENDATION = "forward_recommendation"
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


class LetterRow(NamedTuple):
    """One kind of letter."""

    kind: LetterKind
    title: str
    """What it is called in messages."""
    key: str
    """The key that chooses it where a letter is to become one of another kind."""
    use: str
    """When it is written, or what it does, in a few words to the user."""
    personal: bool = False
    """Whether it must cite the person it goes to."""
    chart: bool = False
    """Whether it carries the side-by-side chart."""
    news: bool = False
    """Whether it must bring something new, which the user may have though the records do not hold it."""
    to_decider: bool = False
    """Whether it goes to who decides, where nobody else is named; the others to who coordinates (METHOD, to whom)."""
    gives: bool = False
    """Whether it gives something and asks for no answer, where no follow-up asks for it."""
    once: bool = False
    """Whether it tells an employer one thing, once, whoever reads it."""
    offer: bool = False
    """Whether it is about an offer of the employer that it goes to."""
    elsewhere: bool = False
    """Whether it may speak of offers of others, without a name."""
    outcome: Outcome | None = None
    """The outcome that sending it brings about."""
    after: Outcome | None = None
    """The outcome after which it is drafted."""
    step: Step | None = None
    """The step on which it is the next letter, while no follow-up asks for one; on the others it is the thank-you."""
    completed_at: str = ""
    """The action that goes to where the records are completed for it (ui/keys.py)."""
    answer: tuple[str, str] | None = None
    """For a letter that answers an open offer: the key that chooses it, and what it says of itself."""


# fmt: off
LETTERS: dict[LetterKind, LetterRow] = {row.kind: row for row in (
    LetterRow(LetterKind.THANK_YOU,        "thank-you", "t",
              "within a day of a meeting, to everyone in it", personal=True),
    LetterRow(LetterKind.VALUE_LETTER,     "value letter", "v",
              "days later: their needs beside your answers", chart=True, to_decider=True,
              step=Step.BUILD_VALUE, completed_at="chart"),
    LetterRow(LetterKind.AS_PROMISED,      "letter with what you promised", "k",
              "with what you promised, by the day you named", to_decider=True),
    LetterRow(LetterKind.CHECK_IN,         "check-in", "c",
              "when their date has passed, or nobody writes", news=True, step=Step.PERSIST),
    LetterRow(LetterKind.NEW_DATE,         "request for a new date", "e",
              "when a meeting fell through or has no date", once=True),
    LetterRow(LetterKind.RECOMMENDATION,   "recommendation request", "r",
              "asks a reference to write about you", step=Step.LEVERAGE, completed_at="people"),
    LetterRow(LetterKind.GOOD_WORD,        "request for a good word", "g",
              "asks somebody you know to put in a word", completed_at="people"),
    LetterRow(LetterKind.REFERENCE_THANKS, "thanks for their help", "h",
              "thanks whoever recommended you", once=True),
    LetterRow(LetterKind.FORWARD_RECOMMENDATION, "letter that forwards a recommendation", "l",
              "passes on what a reference wrote", gives=True,
              to_decider=True),
    LetterRow(LetterKind.PROPOSAL,         "proposal for service", "p",
              "a first plan for the job, with the chart", chart=True, to_decider=True,
              completed_at="chart"),
    LetterRow(LetterKind.REJECTION_THANKS, "thank-you after the rejection", "n",
              "within two days of a no", to_decider=True,
              after=Outcome.REJECTED, step=Step.ACCEPT),
    LetterRow(LetterKind.STAY_IN_TOUCH,    "stay-in-touch letter", "s",
              "once a quarter, where it led to no job", to_decider=True,
              after=Outcome.QUIET, step=Step.TURN_IT_AROUND),
    LetterRow(LetterKind.OFFER_THANKS,     "thank-you for the offer", "f",
              "within a day of an offer", once=True, offer=True),
    LetterRow(LetterKind.OFFER_TIME,       "request for more time", "i",
              "asks for more time to answer an offer", once=True, offer=True,
              answer=("t", "ask for time; the offer stays open")),
    LetterRow(LetterKind.COUNTER,          "counter-proposal", "u",
              "asks for one other term before you say yes", once=True, offer=True,
              answer=("c", "counter: ask for other terms; the offer stays open")),
    LetterRow(LetterKind.ACCEPTANCE,       "acceptance", "a",
              "says yes to an offer and repeats its terms", once=True, offer=True,
              outcome=Outcome.ACCEPTED, after=Outcome.ACCEPTED,
              answer=("a", "accept: the letter that says yes; sending it decides")),
    LetterRow(LetterKind.DECLINE,          "refusal of the offer", "d",
              "says no to an offer", once=True, offer=True, elsewhere=True,
              outcome=Outcome.DECLINED, after=Outcome.DECLINED,
              answer=("d", "decline: a courteous no; sending it decides")),
    LetterRow(LetterKind.OTHER_OFFER,      "news of another offer", "o",
              "tells an employer that you hold another offer", once=True, elsewhere=True),
    LetterRow(LetterKind.WITHDRAWAL,       "withdrawal", "w",
              "withdraws your application", once=True, elsewhere=True,
              outcome=Outcome.WITHDRAWN, after=Outcome.WITHDRAWN),
)}
# fmt: on
ANSWERS_NEEDS = frozenset(
    {LetterKind.THANK_YOU, LetterKind.VALUE_LETTER, LetterKind.CHECK_IN, LetterKind.AS_PROMISED, LetterKind.PROPOSAL}
)
"""The letters to an employer that may answer one of its needs."""
OFFER_ANSWERS = (LetterKind.ACCEPTANCE, LetterKind.DECLINE, LetterKind.COUNTER, LetterKind.OFFER_TIME)
"""What an offer that is open can be answered with, in the order in which it is offered."""


def decision_of(kind: LetterKind) -> Outcome | None:
    """How a letter decides on an offer; None for one that does not."""
    row = LETTERS[kind]
    return row.outcome if row.offer else None
