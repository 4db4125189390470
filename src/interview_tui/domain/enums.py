"""The method's terms: each a fixed set of words. A module of its own, since a prompt's line needs no record."""

from __future__ import annotations

from enum import IntEnum, StrEnum

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from typing import Final


class Step(IntEnum):
    """The ten steps, by their numbers."""

    SET_THE_STAGE = 1
    CONSULT = 2
    DONT_RUSH = 3
    CONFIRM_NEXT_STEPS = 4
    THANK_PROMPTLY = 5
    BUILD_VALUE = 6
    PERSIST = 7
    LEVERAGE = 8
    ACCEPT = 9
    TURN_IT_AROUND = 10


class Owe(StrEnum):
    """What may still be missing before a step is done."""

    MEETING_TIME = "meeting time"
    PLAN = "follow-up plan"
    QUESTIONS = "three questions"
    STORY = "one story"
    WHO = "who was there"
    ANSWERS = "answers"
    NEED = "one need"
    RANKING = "ranking"
    NEXT_TIME = "next time"
    READINESS = "readiness"
    COMMITMENT = "commitment"
    THANKS_SENT = "thanks sent"
    PERSONAL = "personal thanks"
    PROMISES = "promises kept"
    MATCHES = "matches"
    CHART = "chart sent"
    ANSWER = "an answer"
    VOICE = "a good word"
    DECISION = "decision"
    LESSON = "lesson"
    LETTER = "letter sent"
    IN_TOUCH = "in touch"


class Outcome(StrEnum):
    """How a round, or the whole interview, ended."""

    INVITED = "invited"
    REJECTED = "rejected"
    OFFER = "offer"
    """Open: I have not decided yet."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RESCINDED = "rescinded"
    """The employer took the offer back."""
    WITHDRAWN = "withdrawn"
    QUIET = "quiet"


ENDED = frozenset(Outcome) - {Outcome.INVITED, Outcome.OFFER}
"""The outcomes after which an interview no longer runs."""
OFFERED = frozenset({Outcome.OFFER, Outcome.ACCEPTED, Outcome.DECLINED, Outcome.RESCINDED})
"""The outcomes that say that there was an offer."""
LOST = frozenset({Outcome.REJECTED, Outcome.RESCINDED})
"""The outcomes after which the user thanks and stays in touch (step 10)."""


DEFEATS = frozenset({Outcome.REJECTED, Outcome.RESCINDED, Outcome.QUIET})
"""The outcomes after which an invitation, or another role there, is a defeat turned into a victory."""


class Plan(StrEnum):
    """How closely the user follows up: it sets the gaps between check-ins and their cap (domain/cadence.py)."""

    GENTLE = "gentle"
    STANDARD = "standard"
    BRISK = "brisk"
    ONE_LETTER = "one_letter"
    """Thank-yous and one value letter, no check-ins."""
    NONE = "none"


class Settled(StrEnum):
    """What became of a follow-up."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


SETTLED = frozenset({Settled.DONE, Settled.SKIPPED})
"""What the user has settled; what was cancelled may be asked for again."""


class DueState(StrEnum):
    """Where an open follow-up stands against the user's today."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"
    NONE = "none"
    """Without a due day: nothing is planned."""


class Channel(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    """A text message, LinkedIn, a chat."""
    POST = "post"
    IN_PERSON = "in person"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class MeetingState(StrEnum):
    PLANNED = "planned"
    """It has a time: it is ahead, or it took place."""
    CANCELLED = "cancelled"
    MISSED = "missed"
    """It was agreed and did not take place."""


class Part(StrEnum):
    """What a person is in one interview."""

    INTERVIEWER = "interviewer"
    HIRING_MANAGER = "hiring manager"
    RECRUITER = "recruiter"
    """The employer's."""
    AGENCY = "agency"
    """The recruiter of the agency that brought me there."""
    CONNECTION = "connection"
    REFERENCE = "reference"


OUTSIDERS = frozenset({Part.CONNECTION, Part.REFERENCE})
"""People who are not the employer's."""


class Favour(StrEnum):
    """How far an outside voice has come: a connection's good word, or a reference's letter."""

    NOT_ASKED = "not asked"
    ASKED = "asked"
    AGREED = "agreed"
    SPOKE = "spoke"
    DECLINED = "declined"


class Voice(StrEnum):
    """What happened with an outside voice."""

    ASKED = "asked"
    AGREED = "agreed"
    SPOKE = "spoke"
    DECLINED = "declined"
    NAMED = "named"
    """I named them to the employer."""
    RECEIVED = "received"
    """Their letter of recommendation reached me."""
    FORWARDED = "forwarded"
    """I sent that letter on to the employer: with it they spoke."""
    THANKED = "thanked"


class QuestionState(StrEnum):
    PREPARED = "prepared"
    """To be asked in the meeting, or asked without an answer written down yet."""
    ANSWERED = "answered"
    NO_ANSWER = "no answer"
    """Asked, and not answered."""
    KEPT = "kept"
    """Kept for the next meeting."""


class Topic(StrEnum):
    """What a consultant's question is about."""

    NEEDS = "needs"
    PROBLEMS = "problems"
    GOALS = "goals"
    DECISION = "decision"
    PEOPLE = "people"
    TIME = "time"


class QuestionKind(StrEnum):
    """What a question is about that interviewers put to a candidate."""

    YOURSELF = "about you"
    PAST = "past behavior"
    WEAKNESS = "weakness"
    WHY_US = "why us"
    TECHNICAL = "technical"
    LEAVING = "why leave"
    MONEY = "money"


class Owner(StrEnum):
    ME = "me"
    THEM = "them"


class Proposal(StrEnum):
    """What an email, or a file that was imported, seems to say: to be taken or dropped by the user."""

    DECLINE = "decline"
    """They decided against me, or the role is gone."""
    OFFER = "offer"
    INVITED = "invited"
    """To a further interview."""
    MEETING = "meeting"
    """A call, a talk."""
    COMMITMENT = "commitment"
    """They name the day by which they will do something."""
    PASSIVE = "passive"
    """"We'll let you know", without a day."""
    HANDOVER = "handover"
    """Somebody takes over from the sender."""
    BOUNCE = "bounce"
    """A letter of mine did not arrive."""
    SETTLES = "settles"
    """A letter of mine may be what a follow-up asks for."""
    ACCEPTED = "accepted"
    """A letter of mine says yes to their offer."""
    DECLINED = "declined"
    """A letter of mine says no to their offer."""
    WITHDRAWN = "withdrawn"
    """A letter of mine withdraws."""
    NEXT_ROUND = "next round"
    """A further meeting may be the first of the next round."""
    REPLACES = "replaces"
    """A further meeting may stand instead of another."""
    CANCELLED = "cancelled"
    """A meeting may be off."""


OUTCOMES_TOLD = {
    Proposal.ACCEPTED: Outcome.ACCEPTED,
    Proposal.DECLINED: Outcome.DECLINED,
    Proposal.WITHDRAWN: Outcome.WITHDRAWN,
}
"""The outcomes that letters of mine tell."""


class CommitmentState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"


class LetterState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"


class Language(StrEnum):
    """What a letter is written in."""

    EN_US = "en-US"
    EN_GB = "en-GB"
    DE = "de"
    FR = "fr"


def language_named(name: str) -> Language:
    """The language that goes by a name, in any case; `en` is American English. Raises ValueError."""
    plain = name.strip().replace("_", "-").casefold()
    found = next((language for language in Language if language.casefold() == plain), None)
    return found or Language("en-US" if plain == "en" else name)


class Tone(StrEnum):
    """How formal a letter is."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


def tone_for(language: Language) -> Tone:
    """The usual tone of a language, for letters of which nobody has said how formal they are."""
    match language:
        case Language.EN_US:
            return Tone.WARM
        case Language.DE:
            return Tone.FORMAL
    return Tone.PLAIN


class Ref:
    """A record's address as people and scripts write it: `i12`, `f40`."""

    # No named tuple: JSON would write it as a list.
    __slots__ = ("id", "letter")

    def __init__(self, letter: str, id: int) -> None:  # noqa: A002 -- the records' own word
        self.letter: Final = letter
        self.id: Final = id

    def __str__(self) -> str:
        return f"{self.letter}{self.id}"

    def __repr__(self) -> str:
        return f"Ref({self.letter!r}, {self.id})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and (self.letter, self.id) == (other.letter, other.id)

    def __lt__(self, other: Ref) -> bool:
        return (self.letter, self.id) < (other.letter, other.id)

    def __hash__(self) -> int:
        return hash((self.letter, self.id))
