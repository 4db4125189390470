"""What to say in a call, a few lines beside the telephone: a call has no draft that could be checked.

As for letters (docs/letters.md): what one person said goes to nobody else, that I want the job is said once, it gives
something, and it ends on the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.chart import carries_chart
from interview_tui.domain.citations import agreed_with, answering, documents_for
from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import Channel, LetterState, Owner
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letters import needs_of
from interview_tui.domain.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import FollowUp

_TEXT = 90
"""Characters of one text at most."""
_STRENGTHS = 3
INTEREST = "Say once that you want this job."
NEXT_STEP = "Ask what happens next, by when, and who will be in touch."
NO_ANSWER = "If nobody answers, leave your name and number, and do not call again that day."


def call_points(case: Case, follow_up: FollowUp, *, today: date) -> tuple[str, ...]:
    """What to say in the call that a follow-up is, a line each; none for one that is no call, or for one in which there
    is nothing of the method to say.
    """
    if follow_up.channel is not Channel.PHONE:
        return ()
    match follow_up.kind:
        case Kind.CHECK_IN:
            found = (*_their_day(case, follow_up, today), *_value(case, follow_up), INTEREST, NEXT_STEP, NO_ANSWER)
        case Kind.PROMISE:
            found = (*_files(case, follow_up), *_value(case, follow_up), INTEREST, NEXT_STEP, NO_ANSWER)
        case Kind.ANSWER:
            found = (*_asked(case, follow_up), NEXT_STEP, NO_ANSWER)
        case Kind.ADVOCATE | Kind.RECOMMENDATION:
            found = (*_favor(case), NO_ANSWER)
        case _:
            found = ()
    return found


def _their_day(case: Case, follow_up: FollowUp, today: date) -> Iterator[str]:
    """Their commitment, as a plan and no reproach."""
    waited = agreed_with(case, follow_up.person_id, Owner.THEM, today=today, late=True)
    if waited is not None:
        day = f", planned for {short_day(waited.due)}" if waited.due else ""
        yield f"Ask about “{shorten(waited.text, _TEXT)}”{day}."


def _value(case: Case, follow_up: FollowUp) -> Iterator[str]:
    """Something of mine that bears on a need of theirs, and that no letter has told them."""
    sent = [x for x in case.letters if x.person_id == follow_up.person_id and x.state is LetterState.SENT]
    told = {x.need_id for x in sent}
    if any(carries_chart(x) for x in sent):
        return
    for need in needs_of(case, follow_up.person_id):
        answers = answering(case, need.id)
        if answers and need.id not in told:
            story = case.stories[answers[0].story_id]
            did = answers[0].synopsis or story.result or story.title
            yield f"Remind them of “{shorten(need.text, _TEXT)}”, and say what you did: {shorten(did, _TEXT)}"
            return


def _files(case: Case, follow_up: FollowUp) -> Iterator[str]:
    promise = next((c for c in case.agreed if c.id == follow_up.commitment_id), None)
    if promise is not None and documents_for(case, promise):
        yield "Say that the file comes by email today, and send it."


def _asked(case: Case, follow_up: FollowUp) -> Iterator[str]:
    """What they asked: the note or subject of the contact that waits for an answer."""
    about = next((t for t in case.touches if follow_up.origin == f"{Kind.ANSWER}:t{t.id}"), None)
    if about is not None and (about.note or about.subject):
        yield f"They wrote or said: “{shorten(about.note or about.subject, _TEXT)}”"


def _favor(case: Case) -> Iterator[str]:
    """What to ask of somebody outside: strengths of mine, and nothing of what the employer said."""
    yield f"Ask whether they would speak for you at {case.interview.company}, and make a no easy: it is a favor."
    stories = (case.stories[m.story_id] for m in case.matches if m.story_id in case.stories)
    strengths = list(dict.fromkeys(s.strength for s in stories if s.strength))[:_STRENGTHS]
    if strengths:
        yield f"What they have seen you do, and could say: {', '.join(strengths)}."
    yield "Keep to yourself what the employer told you."
