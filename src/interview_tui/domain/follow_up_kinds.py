"""The kinds of follow-ups: one row each, and every table that is asked for a kind is a column of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interview_tui.domain.letter_kinds import LetterKind


class Kind(StrEnum):
    """What a follow-up asks one to do."""

    PREPARE = "prepare"
    DEBRIEF = "debrief"
    THANK_YOU = "thank_you"
    PROMISE = "promise"
    VALUE_LETTER = "value_letter"
    CHECK_IN = "check_in"
    ANSWER = "answer"
    NEW_DATE = "new_date"
    ADVOCATE = "advocate"
    RECOMMENDATION = "recommendation"
    REJECTION_THANKS = "rejection_thanks"
    STAY_IN_TOUCH = "stay_in_touch"
    OFFER_THANKS = "offer_thanks"
    OFFER_REPLY = "offer_reply"
    OFFER_NEWS = "offer_news"
    REFERENCE_THANKS = "reference_thanks"
    WITHDRAWAL = "withdrawal"
    CUSTOM = "custom"
    NOTHING_PLANNED = "nothing_planned"
    """A line of the queue that is derived when it is read, never stored: nothing lies ahead of a running interview."""


class Weight(StrEnum):
    """What a follow-up is for the one who gets it: what METHOD's pest meter counts."""

    NONE = "none"
    """At my own desk: no contact with anybody."""
    COURTESY = "courtesy"
    """Owed whatever they answer; never counted, never moved."""
    OFFERING = "offering"
    """Gives or asks for something else than an answer: one waits after it, but it is no check-in."""
    PRESSING = "pressing"
    """Asks for an answer: counts towards the cap."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of follow-up."""

    kind: Kind
    title: str
    """What it asks me to do."""
    weight: Weight
    letter: LetterKind | None = None
    """The letter that it asks for."""
    pushes: bool = False
    """Whether it works towards a yes: pointless once the answer is known."""
    names_person: bool = False
    """Whether the person's name follows the title."""
    missed: bool = False
    """Whether one that lapsed undone counts as late (METHOD, fine print 11)."""


# fmt: off
KINDS: dict[Kind, KindRow] = {row.kind: row for row in (
    KindRow(Kind.PREPARE,          "Prepare the meeting",            Weight.NONE),
    KindRow(Kind.DEBRIEF,          "Write the meeting down",         Weight.NONE, missed=True),
    KindRow(Kind.THANK_YOU,        "Thank",                          Weight.COURTESY, LetterKind.THANK_YOU,
            names_person=True, missed=True),
    KindRow(Kind.PROMISE,          "Keep my promise",                Weight.COURTESY, LetterKind.AS_PROMISED),
    KindRow(Kind.VALUE_LETTER,     "Send the value letter",          Weight.OFFERING, LetterKind.VALUE_LETTER,
            pushes=True, missed=True),
    KindRow(Kind.CHECK_IN,         "Check in",                       Weight.PRESSING, LetterKind.CHECK_IN,
            pushes=True, missed=True),
    KindRow(Kind.ANSWER,           "Answer",                         Weight.COURTESY, names_person=True),
    KindRow(Kind.NEW_DATE,         "Ask for a new date",             Weight.COURTESY, LetterKind.NEW_DATE, pushes=True),
    KindRow(Kind.ADVOCATE,         "Ask for a good word",            Weight.OFFERING, LetterKind.RECOMMENDATION,
            pushes=True),
    KindRow(Kind.RECOMMENDATION,   "Ask for a recommendation letter", Weight.OFFERING, LetterKind.RECOMMENDATION,
            pushes=True),
    KindRow(Kind.REJECTION_THANKS, "Thank after the rejection",      Weight.COURTESY, LetterKind.REJECTION_THANKS),
    KindRow(Kind.STAY_IN_TOUCH,    "Stay in touch",                  Weight.OFFERING, LetterKind.STAY_IN_TOUCH),
    KindRow(Kind.OFFER_THANKS,     "Thank for the offer",            Weight.COURTESY, LetterKind.OFFER_THANKS),
    KindRow(Kind.OFFER_REPLY,      "Answer the offer",               Weight.COURTESY),
    KindRow(Kind.OFFER_NEWS,       "Tell them of the other offer",   Weight.COURTESY, LetterKind.OTHER_OFFER,
            pushes=True),
    KindRow(Kind.REFERENCE_THANKS, "Thank for the good word",        Weight.COURTESY, LetterKind.THANK_YOU),
    KindRow(Kind.WITHDRAWAL,       "Send the withdrawal",            Weight.COURTESY, LetterKind.WITHDRAWAL),
    KindRow(Kind.CUSTOM,           "Follow up",                      Weight.PRESSING),
    KindRow(Kind.NOTHING_PLANNED,  "Nothing planned",                Weight.NONE),
)}
# fmt: on

PUSHING = frozenset(row.kind for row in KINDS.values() if row.pushes)
"""The kinds that work towards a yes."""
COURTESIES = frozenset(row.kind for row in KINDS.values() if row.weight is Weight.COURTESY)
OFFERINGS = frozenset(row.kind for row in KINDS.values() if row.weight is Weight.OFFERING)
AT_MY_DESK = frozenset(row.kind for row in KINDS.values() if row.weight is Weight.NONE)
"""Kinds that are no contact with anybody; a custom one is a contact when it names a person."""
MISSED = frozenset(row.kind for row in KINDS.values() if row.missed)
LETTER_OF: dict[Kind, LetterKind] = {row.kind: row.letter for row in KINDS.values() if row.letter is not None}
"""The letter that a follow-up asks for; one of another kind asks for none, or leaves it to a choice (an offer)."""
