"""What suggestions say in the queue, as a person would say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import Language, Proposal
from interview_tui.domain.follow_up_kinds import letter_of
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.records import FollowUp, Meeting, start_of
from interview_tui.domain.rules.suggestions import is_further
from interview_tui.domain.text import shorten
from interview_tui.mail.proposals import confirms_meeting
from interview_tui.services.introductions import read_person

if TYPE_CHECKING:
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import Suggestion, Touch
    from interview_tui.store.transaction import Transaction

QUOTED = 160
"""Characters of the email's sentence in the line of the queue at most; the record keeps all of it."""
_UNQUOTED = {
    Proposal.BOUNCE: "it came back: check the address, then send it again",
    Proposal.SETTLES: "you wrote to them that day",
    Proposal.NEXT_ROUND: "the meetings before it are over",
    Proposal.CANCELLED: "an earlier invitation to it was cancelled",
}


def line_words(tx: Transaction, facts: Facts, suggestion: Suggestion, touch: Touch | None, who: str) -> str:
    """What the line of a suggestion says; `who` has written, or was written to."""
    day = f", {short_day(suggestion.day)}" if suggestion.day else ""
    if suggestion.starts is not None:
        starts = tx.calendar.local(suggestion.starts)
        day = f", {short_day(starts.date())} {starts:%H:%M}"
    meeting = tx.get(Meeting, suggestion.meeting_id) if suggestion.meeting_id is not None else None
    on = short_day(tx.calendar.day(meeting.starts)) if meeting and meeting.starts else "its day"
    match suggestion.proposal:
        case Proposal.DECLINE:
            return f"{who} seems to decline"
        case Proposal.OFFER:
            return f"{who} makes an offer" + (f", answer by {short_day(suggestion.day)}" if suggestion.day else "")
        case Proposal.INVITED:
            which = "a further" if is_further(facts, touch.at if touch else tx.now) else "an"
            return f"{who} invites you to {which} interview{day}"
        case Proposal.MEETING:
            if suggestion.starts is not None and confirms_meeting(suggestion.sentence):
                return f"{who} names a meeting: {day.removeprefix(', ')}"
            return f"{who} asks for a call{day}"
        case Proposal.COMMITMENT:
            return f"{who} names a day: {short_day(suggestion.day)}" if suggestion.day else f"{who} names a day"
        case Proposal.PASSIVE:
            return f"{who} will let you know, and names no day"
        case Proposal.HANDOVER:
            after = read_person(suggestion.successor) if suggestion.successor else None
            return f"{(after.name or after.email) if after else 'Somebody'} takes over from {who}"
        case Proposal.BOUNCE:
            return f"Your letter to {who} did not arrive"
        case Proposal.ACCEPTED:
            return f"Your email to {who} accepts the offer"
        case Proposal.DECLINED:
            return f"Your email to {who} declines the offer"
        case Proposal.WITHDRAWN:
            return f"Your email to {who} withdraws your application"
        case Proposal.SETTLES:
            return _whether_done(tx, suggestion, touch, who)
        case Proposal.NEXT_ROUND:
            return f"Is the meeting on {on} the next round?"
        case Proposal.REPLACES:
            return f"Does it replace the meeting on {on}?"
        case Proposal.CANCELLED:
            return f"Is the meeting on {on} off?"


def _whether_done(tx: Transaction, suggestion: Suggestion, touch: Touch | None, who: str) -> str:
    asked = tx.get(FollowUp, suggestion.settles_id) if suggestion.settles_id is not None else None
    of = f" of {short_day(tx.calendar.day(touch.at))}" if touch else ""
    letter = letter_of(asked.kind, asked.origin) if asked is not None else None
    if letter is not None:
        return f"Is your email{of} the {LETTERS[letter].title} to {who}?"
    return f"Did your email{of} settle “{asked.text if asked else who}”?"


def why_words(facts: Facts, suggestion: Suggestion, calendar: Calendar) -> str:
    """Why it is suggested: the sentence of the email; for what no sentence says, how it came about."""
    if suggestion.sentence:
        return f"“{shorten(suggestion.sentence, QUOTED)}”"
    if suggestion.proposal is not Proposal.REPLACES:
        return _UNQUOTED.get(suggestion.proposal, "")
    added = max((m for m in facts.timed() if m.id != suggestion.meeting_id), key=lambda m: m.id, default=None)
    return f"a meeting on {short_day(calendar.day(start_of(added)))} was added" if added else ""


class _Undertaking(NamedTuple):
    """What somebody may say that they will do, as notes would have it: a verb phrase that a letter can go on with."""

    said: re.Pattern[str]
    """The words that say it, in any language."""
    english: str
    german: str
    french: str


def _undertaking(said: str, english: str, german: str, french: str) -> _Undertaking:
    return _Undertaking(re.compile(said, re.IGNORECASE), english, german, french)


_UPDATE = _undertaking("", "send an update", "den Stand mitteilen", "faire le point")
"""What fits whatever they say. "Let me know" and "be in touch" are none: in notes they are no next step."""
_UNDERTAKINGS = (
    _undertaking(
        r"\b(?:contract|paperwork|(?:arbeits)?vertrag\w*|contrat)\b",
        "send the contract", "den Vertrag schicken", "envoyer le contrat",
    ),
    _undertaking(
        r"\b(?:offer letter|(?:written|formal) offer|angebotsschreiben|schriftliche\w* angebot|"
        r"(?:offre|proposition) écrite)\b",
        "send the offer", "das Angebot schicken", "envoyer l'offre",
    ),
    _undertaking(
        r"\b(?:decide|deciding|decision|make up our minds?|entscheiden|entscheidung|entschluss|décider\w*|décidons|"
        r"décision|trancher\w*)\b",
        "decide", "entscheiden", "prendre une décision",
    ),
    _undertaking(
        r"\b(?:feedback|rückmeldung|un retour)\b",
        "give feedback", "Rückmeldung geben", "faire un retour",
    ),
    _undertaking(
        r"\b(?:answer|reply|response|antwort\w*|réponse|répond\w+)\b",
        "send an answer", "eine Antwort schicken", "donner une réponse",
    ),
    _undertaking(
        r"\b(?:call you|phone you|ring you|rufe\w* (?:sie|dich)\b.*\ban|anrufen|vous appel\w+|téléphon\w+)\b",
        "call", "anrufen", "téléphoner",
    ),
)  # fmt: skip
"""The more telling come first: who decides and then calls, decides."""


def undertaken(sentence: str, language: Language) -> str:
    """What a sentence of an email says that they will do, in a few words of that language; never the sentence itself,
    which would be quoted at its writer. Its day is left out.
    """
    found = next((one for one in _UNDERTAKINGS if one.said.search(sentence)), _UPDATE)
    return {Language.DE: found.german, Language.FR: found.french}.get(language, found.english)
