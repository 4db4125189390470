"""What other programs call the state of an application, and where that is on the ten steps."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from interview_tui.domain.enums import Outcome, Step
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import shorten


class Stage(NamedTuple):
    """Where an application stands."""

    step: Step = Step.SET_THE_STAGE
    outcome: Outcome | None = None


AT_FIRST = Stage()
_DECIDED = {"accepted": Outcome.ACCEPTED, "declined": Outcome.DECLINED}
"""What earlier versions of this program wrote for the decision on an offer."""
_STEP = re.compile("[1-9]|10")
_OUTCOMES = tuple(str(outcome) for outcome in Outcome if outcome is not Outcome.INVITED)
"""Those that an interview has: an invitation opens its next round."""
# fmt: off
STAGES: dict[Stage, tuple[str, ...]] = {
    # No meeting has been held that the table knows a date of: all is still to be prepared. That someone interviews
    # says neither which meeting it is nor whether it has been; to claim a later step would claim work that nobody did.
    AT_FIRST: (
        "wishlist", "saved", "bookmarked", "interested", "draft", "to apply", "applying", "applied", "submitted",
        "application submitted", "in review", "under review", "screen", "screening", "phone screen", "assessment",
        "interview", "interviewing", "interview scheduled", "first interview", "onsite", "active", "open", "new",
        "in progress", "pending", "evaluated", "responded", "contacted", "scheduled", "confirmed",
        "beworben", "offen", "in bearbeitung", "eingeladen", "gespräch", "vorstellungsgespräch",
        "postulé", "candidature envoyée", "en cours", "entretien", "à postuler",
        "solicitado", "aplicado", "postulado", "en proceso", "entrevista", "pendiente",
    ),
    # The meeting was held: what was said is now written down.
    Stage(Step.CONSULT): ("interviewed", "interview completed", "interview done"),
    # The interviews are over and it is the employer's word that one waits for.
    Stage(Step.PERSIST): ("waiting", "awaiting response", "awaiting decision", "followed up", "pending decision"),
    Stage(Step.PERSIST, Outcome.QUIET): (
        "ghosted", "no response", "no answer", "no reply", "gone quiet", "keine antwort", "keine rückmeldung",
        "sans réponse", "sin respuesta",
    ),
    # The answer is known: step 9 takes it with grace, and asks what was learned.
    Stage(Step.ACCEPT, Outcome.OFFER): (
        "offer", "offers", "offered", "offer received", "negotiating", "angebot", "zusage", "offre", "oferta",
    ),
    Stage(Step.ACCEPT, Outcome.ACCEPTED): (
        "accepted", "offer accepted", "accepted offer", "hired", "angenommen", "accepté", "aceptado", "contratado",
    ),
    Stage(Step.ACCEPT, Outcome.DECLINED): ("offer declined", "declined offer", "offer rejected"),
    Stage(Step.ACCEPT, Outcome.REJECTED): (
        "rejected", "rejection", "not selected", "unsuccessful", "turned down", "abgelehnt", "absage", "refusé",
        "refus", "rejeté", "rechazado",
    ),
    # One's own decision, at whatever step: the first is the only one that is certain.
    Stage(outcome=Outcome.WITHDRAWN): (
        "withdrawn", "withdrew", "no longer interested", "not interested", "i withdrew", "application withdrawn",
        "discarded", "skip", "skipped", "zurückgezogen", "retiré", "retirado",
    ),
}
# fmt: on
_STAGE_OF = {word: stage for stage, words in STAGES.items() for word in words}


def stage_of(status: str) -> Stage | None:
    """Where a status stands, whatever its capitals and marks; None for one that is not clear."""
    return _STAGE_OF.get(" ".join(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", status).casefold())))


def own_stage(step: str, outcome: str, decision: str) -> Stage:
    """Where this program's own table says that it stands: a step's number, an outcome, and what was answered to an
    offer. Raises Unclear for what is neither empty nor one of ours.
    """
    if step and not _STEP.fullmatch(step):
        raise Unclear(f"its step is “{shorten(step, 30)}”: it can be 1 to 10")
    if outcome and outcome not in _OUTCOMES:
        raise Unclear(f"its outcome is “{shorten(outcome, 30)}”: it can be {', '.join(_OUTCOMES)}, or nothing")
    ended = Outcome(outcome) if outcome else None
    if ended is Outcome.OFFER:
        ended = _DECIDED.get(decision.casefold(), ended)
    decided = ended is not None and ended not in (Outcome.WITHDRAWN, Outcome.QUIET)
    at = Step(int(step or 1))
    return Stage(max(at, Step.ACCEPT) if decided else at, ended)
