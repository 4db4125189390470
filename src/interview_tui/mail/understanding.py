"""What an email is to a search for a job: with whom, about which interview, and what it says there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Direction, Proposal, Ref
from interview_tui.domain.follow_up_kinds import Kind, kind_asking_for
from interview_tui.domain.letter_kinds import OFFER_ANSWERS, LetterKind, decision_of
from interview_tui.mail.automatic import Automatic, automatic_of
from interview_tui.mail.letters_of_mine import written_as
from interview_tui.mail.proposals import Proposed, proposed
from interview_tui.mail.requests import EmailRequest, asked_of_me

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from interview_tui.mail.correspondents import Correspondents, Placed
    from interview_tui.mail.message import Message
    from interview_tui.mail.phrases import PhraseTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """An email that has a place."""

    message: Message
    placed: Placed
    automatic: Automatic | None = None
    """Of one that no person has written; None for one that somebody has."""
    proposed: Proposed | None = None
    """What it seems to say, of one that came in."""
    asked: EmailRequest | None = None
    """What it asks of me, of one that came in; None where its proposal is what they wait to hear about."""
    written_as: LetterKind | None = None
    """What it plainly is, of one that went out."""
    errand: bool = False
    """It went out, and is plainly none of the letters that a follow-up asks for."""

    @property
    def bounce(self) -> bool:
        """Whether it reports that a letter did not arrive."""
        return self.automatic is not None and self.automatic.bounce

    @property
    def takes_over(self) -> bool:
        """Whether the sender takes over from somebody else."""
        said, sender = self.proposed, self.message.envelope.sender
        by_name = said is not None and said.successor == (sender.name or sender.email)
        return by_name and said is not None and said.proposal is Proposal.HANDOVER

    @property
    def successor(self) -> str:
        """Who takes over, as notes name a person: with the address that is named, or that they have among the readers;
        '' where nobody is named.
        """
        name = self.proposed.successor if self.proposed is not None else ""
        envelope = self.message.envelope
        boxes = (box for box in (*envelope.cc, *envelope.to) if box.name.casefold() == name.casefold())
        email = self.proposed.successor_email if self.proposed is not None else ""
        email = email or next((box.email for box in boxes if box.name), "")
        return f"{name} <{email}>" if name and email else name

    @property
    def settles(self) -> Kind | None:
        """The kind of follow-up that a letter of mine settles, whether one is open or not. An offer is answered by a
        decision alone.
        """
        if self.written_as is None:
            return None
        if self.written_as in OFFER_ANSWERS and decision_of(self.written_as) is None:
            return None
        return kind_asking_for(self.written_as)

    def item(self, *, proposal: Proposal | None = None, day: date | None = None) -> dict[str, Any]:
        """It as `mail --json` prints it; of an invitation with what that proposes, where its words say nothing."""
        said = self.proposed
        who = next(iter(self.placed.people), None)
        found = said.proposal if said is not None else proposal
        until = self.automatic.until if self.automatic is not None else None
        first = (said.day if said is not None else None) or day
        return {
            "message_id": self.message.envelope.message_id,
            "direction": str(self.placed.direction),
            "person": None if who is None else str(Ref("p", who)),
            "interview": str(Ref("i", self.placed.interview_id)),
            "at": self.message.envelope.at.isoformat(timespec="seconds"),
            "automatic": self.automatic is not None and not self.bounce,
            "until": None if until is None else until.isoformat(),
            "bounce": self.bounce,
            "proposal": None if found is None else str(found),
            "day": None if first is None else first.isoformat(),
            "sentence": said.sentence if said is not None else None,
            "settles": None if self.settles is None else str(self.settles),
        }


def understand(
    message: Message, correspondents: Correspondents, phrases: Callable[[], PhraseTable]
) -> Understanding | None:
    """What an email is; None for one that is nobody's here, or says only that a letter is still on its way. `phrases`
    is called where they are needed.
    """
    automatic = automatic_of(message)
    if automatic is not None and automatic.delayed:
        return None
    placed = correspondents.place(message)
    if placed is None:
        return None
    if placed.direction is Direction.OUT:
        kind, errand = written_as(message, phrases())
        return Understanding(message=message, placed=placed, written_as=kind, errand=errand)
    if automatic is not None or correspondents.is_outsider(placed):
        return Understanding(message=message, placed=placed, automatic=automatic)
    envelope = message.envelope
    names = [box.name for box in (*envelope.to, *envelope.cc) if box.name and not correspondents.is_mine(box)]
    said = proposed(
        message.text, envelope.at, subject=envelope.subject, names=names, sender=envelope.sender, phrases=phrases()
    )
    waits = said is None or said.proposal in _WAITS_BESIDES
    asked = asked_of_me(message.text, envelope.at, phrases()) if waits else None
    return Understanding(message=message, placed=placed, proposed=said, asked=asked)


_WAITS_BESIDES = (Proposal.COMMITMENT, Proposal.PASSIVE, Proposal.HANDOVER)
"""Proposals beside which something may be asked; the others are answered by themselves."""
