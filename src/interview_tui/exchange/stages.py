"""What other programs call the state of an application, and where that is on the ten steps."""

from __future__ import annotations

import re
from typing import NamedTuple

from interview_tui.domain.records import Outcome, Step


class Stage(NamedTuple):
    """Where an application stands."""

    step: Step = Step.SET_THE_STAGE
    outcome: Outcome | None = None
    accepted: bool | None = None
    """For an offer: what was answered; None while that is open."""


AT_FIRST = Stage()
# fmt: off
STAGES: dict[Stage, tuple[str, ...]] = {
    # No meeting has been held that the table knows a date of: all is still to be prepared. That someone interviews
    # says neither which meeting it is nor whether it has been; to claim a later step would claim work that nobody did.
    AT_FIRST: (
        "wishlist", "saved", "bookmarked", "interested", "draft", "to apply", "applying", "applied", "submitted",
        "application submitted", "in review", "under review", "screen", "screening", "phone screen", "assessment",
        "interview", "interviewing", "interview scheduled", "first interview", "onsite", "active", "open", "new",
    ),
    # The meeting was held: what was said is now written down.
    Stage(Step.CONSULT): ("interviewed", "interview completed", "interview done"),
    # The interviews are over and it is the employer's word that one waits for.
    Stage(Step.PERSIST): ("waiting", "awaiting response", "awaiting decision", "followed up", "pending decision"),
    Stage(Step.PERSIST, Outcome.QUIET): ("ghosted", "no response", "no answer", "no reply", "gone quiet"),
    # The answer is known: step 9 takes it with grace, and asks what was learned.
    Stage(Step.ACCEPT, Outcome.OFFER): ("offer", "offers", "offered", "offer received", "negotiating"),
    Stage(Step.ACCEPT, Outcome.OFFER, accepted=True): ("accepted", "offer accepted", "accepted offer", "hired"),
    Stage(Step.ACCEPT, Outcome.OFFER, accepted=False): ("offer declined", "declined offer", "offer rejected"),
    Stage(Step.ACCEPT, Outcome.REJECTED): ("rejected", "rejection", "not selected", "unsuccessful", "turned down"),
    # One's own decision, at whatever step: the first is the only one that is certain.
    Stage(outcome=Outcome.WITHDRAWN): (
        "withdrawn", "withdrew", "no longer interested", "not interested", "i withdrew", "application withdrawn",
    ),
}
# fmt: on
_STAGE_OF = {word: stage for stage, words in STAGES.items() for word in words}


def stage_of(status: str) -> Stage | None:
    """Where a status stands, whatever its capitals and marks; None for one that is not clear."""
    return _STAGE_OF.get(" ".join(re.findall(r"[^\W\d_]+", status.casefold())))
