"""The kinds of follow-ups: one row each, and every table that is asked for a kind is a column of it.

The rule that plans a kind stands in rules/. A row is a named tuple: `status` runs at every prompt and reads it.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from interview_tui.data_classes import NamedTuple
from interview_tui.domain.enums import Owe
from interview_tui.domain.letter_kinds import LETTERS, OFFER_ANSWERS, LetterKind


class Kind(StrEnum):
    """What a follow-up asks the user to do."""

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
    SUGGESTION = "suggestion"
    """What an email or an imported file seems to say: done takes it, skipped drops it."""
    NOTHING_PLANNED = "nothing_planned"
    """A line of the queue that is derived when it is read, never stored: nothing lies ahead of a running interview."""


class Weight(StrEnum):
    """What a follow-up is for the person who gets it: what METHOD's pest meter counts."""

    NONE = "none"
    """At my own desk: no contact with anybody."""
    COURTESY = "courtesy"
    """Owed whatever they answer; never counted, never moved."""
    OFFERING = "offering"
    """Gives or asks for something else than an answer: a gap follows it, but it is no check-in."""
    PRESSING = "pressing"
    """Asks for an answer: counts towards the cap."""


class Priority(IntEnum):
    """The priority in a calendar (RFC 5545): what somebody waits for, or what is worth nothing later, comes first."""

    HIGH = 1
    MEDIUM = 5
    LOW = 9


class Effect(StrEnum):
    """What changes together with a follow-up when it is done or skipped."""

    NONE = "none"
    COMMITMENT = "commitment"
    """Done, my promise is kept; skipped, it is missed."""
    IN_TOUCH = "in touch"
    """Whether I stay in touch is decided."""
    WITHDRAWAL = "withdrawal"
    """The interview is withdrawn from."""
    VOICE_ASKED = "voice asked"
    """A connection or a reference was asked for their word."""
    VOICE_THANKED = "voice thanked"
    SUGGESTION = "suggestion"
    """What it suggests is written down (see `Suggestion`)."""


class KindRow(NamedTuple):
    """One kind of follow-up."""

    kind: Kind
    title: str
    """What it asks me to do."""
    short: str
    """The same in twelve cells at most, for a column."""
    weight: Weight
    letter: LetterKind | None
    """The letter that it asks for; None where it asks for none, or leaves it to a choice."""
    pushes: bool
    """Whether it works towards a yes: pointless once the answer is known."""
    missed: bool
    """Whether one that lapsed undone counts as late (METHOD, fine print 11)."""
    priority: Priority = Priority.MEDIUM
    effect: Effect = Effect.NONE
    choices: tuple[LetterKind, ...] = ()
    """The letters among which the user chooses; one that decides settles it."""
    sees_to: tuple[Owe, ...] = ()
    """What of a step's requirements it sees to: while it is not due yet, these are not called skipped."""
    names_person: bool = False
    """Whether the person's name follows the title."""
    title_without_person: str = ""
    """The title where it has no name, if it is another one."""
    spaced: bool = False
    """Whether its day keeps apart from other contacts with the company, and moves for them."""
    beside_meeting: bool = False
    """Whether it prepares a meeting or writes it down: that meeting is shown with it."""
    after_meeting: bool = False
    """Whether it can only be done once its meeting has begun."""
    keeps_lapse: bool = False
    """Whether it lapses at its time even where the user put it off."""
    contact_needs_person: bool = False
    """Whether it is a contact only where it names a person."""
    letter_needs_person: bool = False
    """Whether its letter is written only where it names a person."""
    no_letter: str = ""
    """Why there is nothing to write for it."""


# fmt: off
_W, _L = Weight, LetterKind
_ROWS = (
    # kind, title, its short form; weight, letter, pushes, missed
    KindRow(Kind.PREPARE, "Prepare for the meeting", "Prepare",
            _W.NONE, None, False, False,
            priority=Priority.HIGH, beside_meeting=True, keeps_lapse=True,
            no_letter="it needs questions and a story, not a letter"),
    KindRow(Kind.DEBRIEF, "Write up the meeting", "Write up",
            _W.NONE, None, False, True,
            priority=Priority.HIGH, beside_meeting=True, after_meeting=True, no_letter="it goes into the notes"),
    KindRow(Kind.THANK_YOU, "Thank", "Thank",
            _W.COURTESY, _L.THANK_YOU, False, True,
            priority=Priority.HIGH, names_person=True, title_without_person="Thank the people you met",
            after_meeting=True, letter_needs_person=True, sees_to=(Owe.THANKS_SENT, Owe.PERSONAL)),
    KindRow(Kind.PROMISE, "Keep your promise", "Promise",
            _W.COURTESY, _L.AS_PROMISED, False, False,
            priority=Priority.HIGH, effect=Effect.COMMITMENT, sees_to=(Owe.PROMISES,)),
    KindRow(Kind.VALUE_LETTER, "Send the value letter", "Value letter",
            _W.OFFERING, _L.VALUE_LETTER, True, True,
            spaced=True, sees_to=(Owe.CHART,)),
    KindRow(Kind.CHECK_IN, "Check in", "Check in",
            _W.PRESSING, _L.CHECK_IN, True, True,
            spaced=True, sees_to=(Owe.ANSWER,)),
    KindRow(Kind.ANSWER, "Answer", "Answer",
            _W.COURTESY, None, False, False,
            names_person=True),
    KindRow(Kind.NEW_DATE, "Ask for a new date", "New date",
            _W.COURTESY, _L.NEW_DATE, True, False),
    KindRow(Kind.ADVOCATE, "Ask for a good word", "Good word",
            _W.OFFERING, _L.GOOD_WORD, True, False,
            effect=Effect.VOICE_ASKED, sees_to=(Owe.VOICE,)),
    KindRow(Kind.RECOMMENDATION, "Ask for a recommendation letter", "Recommend",
            _W.OFFERING, _L.RECOMMENDATION, True, False,
            effect=Effect.VOICE_ASKED, sees_to=(Owe.VOICE,)),
    KindRow(Kind.REJECTION_THANKS, "Thank them for the decision", "Thank",
            _W.COURTESY, _L.REJECTION_THANKS, False, False,
            sees_to=(Owe.LETTER,)),
    KindRow(Kind.STAY_IN_TOUCH, "Stay in touch", "In touch",
            _W.OFFERING, _L.STAY_IN_TOUCH, False, False,
            priority=Priority.LOW, effect=Effect.IN_TOUCH),
    KindRow(Kind.OFFER_THANKS, "Thank them for the offer", "Thank",
            _W.COURTESY, _L.OFFER_THANKS, False, False),
    KindRow(Kind.OFFER_REPLY, "Answer the offer", "Answer offer",
            _W.COURTESY, None, False, False,
            priority=Priority.HIGH, choices=OFFER_ANSWERS),
    KindRow(Kind.OFFER_NEWS, "Tell them about the other offer", "Other offer",
            _W.COURTESY, _L.OTHER_OFFER, True, False),
    KindRow(Kind.REFERENCE_THANKS, "Thank them for the good word", "Thank",
            _W.COURTESY, _L.REFERENCE_THANKS, False, False,
            effect=Effect.VOICE_THANKED),
    KindRow(Kind.WITHDRAWAL, "Send the withdrawal", "Withdraw",
            _W.COURTESY, _L.WITHDRAWAL, False, False,
            effect=Effect.WITHDRAWAL, letter_needs_person=True,
            no_letter="nobody there met you or wrote; mark it done to withdraw"),
    KindRow(Kind.CUSTOM, "Follow up", "Your own",
            _W.PRESSING, None, False, False,
            contact_needs_person=True),
    KindRow(Kind.SUGGESTION, "Look at what an email says", "Suggestion",
            _W.NONE, None, False, False,
            priority=Priority.HIGH, effect=Effect.SUGGESTION,
            no_letter="done takes what it suggests, skip drops it"),
    KindRow(Kind.NOTHING_PLANNED, "Nothing planned", "Nothing",
            _W.NONE, None, False, False),
)
# fmt: on
KINDS: dict[Kind, KindRow] = {row.kind: row for row in _ROWS}


FORWARDING = "forward"
"""What tells a follow-up that forwards a letter of recommendation from one that asks for it, in its origin."""


def recommendation_writer(origin: str) -> int | None:
    """Whose letter of recommendation a follow-up of that origin forwards, by the person's id; None for any other."""
    begins, _, number = origin.rpartition(":p")
    return int(number) if begins == f"{Kind.RECOMMENDATION}:{FORWARDING}" and number.isdecimal() else None


def letter_of(kind: Kind, origin: str) -> LetterKind | None:
    """The letter that a follow-up asks for, by its kind and where it comes from; None where it asks for none, or leaves
    it to a choice.
    """
    return LetterKind.FORWARD_RECOMMENDATION if recommendation_writer(origin) is not None else KINDS[kind].letter


def is_contact(kind: Kind, person_id: int | None) -> bool:
    """Whether doing a follow-up of a kind is a contact with somebody."""
    row = KINDS[kind]
    return row.weight is not Weight.NONE and (person_id is not None or not row.contact_needs_person)


def kind_asking_for(letter: LetterKind) -> Kind | None:
    """The first kind of follow-up that asks for a letter, or is answered by it; None where none does."""
    return next((row.kind for row in _ROWS if row.letter is letter or letter in row.choices), None)


def weight_of_letter(letter: LetterKind) -> Weight:
    """What a letter is for who gets it: as the follow-up that asks for it; one that none asks for presses."""
    kind = kind_asking_for(letter)
    if kind is None:
        return Weight.OFFERING if LETTERS[letter].gives else Weight.PRESSING
    return KINDS[kind].weight
