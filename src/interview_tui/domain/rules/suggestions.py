"""Suggestions: which of them still stand. They are made from emails and imported files (services/suggestions.py); what
else is known ends them here: the fact was written down in another way, the interview has ended, or they wrote anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import OUTCOMES_TOLD, Direction, MeetingState, Outcome, Owner, Proposal, Settled, Step
from interview_tui.domain.records import end_of, entered_at, start_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import datetime

    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import FollowUp, Suggestion, Touch
    from interview_tui.domain.rules.planner import Planner

_RUNNING = (None, Outcome.OFFER)


def still_news(p: Planner) -> Iterator[FollowUp]:
    """The lines of the suggestions that are news, whether the user has taken them by now or not.

    Each email has a line of its own: one that is read wrongly must not hide another. Only of what somebody will do the
    newest word stands, two times “we will let you know” being one line; where the user drops it, the one before it.
    """
    if not p.facts.suggestions:
        return
    lines = {f.id: f for f in p.facts.follow_ups}
    touches = {t.id: t for t in p.facts.touches}
    every = [(s, lines[s.follow_up_id], touches.get(s.touch_id or 0)) for s in p.facts.suggestions]
    found = [one for one in every if one[1].state is not Settled.SKIPPED]
    found.sort(key=lambda one: (_said(*one[1:]), one[0].id))
    newest = {_about(suggestion, line): (suggestion, line, touch) for suggestion, line, touch in found}
    for suggestion, line, touch in newest.values():
        if _is_news(p, suggestion, line, touch):
            yield line


def is_further(facts: Facts, said: datetime) -> bool:
    """Whether an invitation of that time is to a further interview: one of this round was over, or its notes, its
    outcome or the step that the user set say so. Else it is to the first, and opens no round.
    """
    here = {m.id for m in facts.meetings if m.round_id == facts.round.id}
    return (
        facts.effective_outcome() is not None
        or any(end_of(m) <= said for m in facts.timed(facts.round))
        or not here.isdisjoint(facts.noted)
        or any(x.by_hand and x.round_id == facts.round.id and x.step > Step.SET_THE_STAGE for x in facts.passages)
    )


def _said(line: FollowUp, touch: Touch | None) -> datetime:
    """When it was said."""
    return touch.at if touch is not None else line.created


def _about(suggestion: Suggestion, line: FollowUp) -> Hashable:
    """What a suggestion is about: the newest one about it replaces those before."""
    match suggestion.proposal:
        case Proposal.COMMITMENT | Proposal.PASSIVE:
            return Proposal.COMMITMENT, line.person_id
        case Proposal.HANDOVER:
            return Proposal.HANDOVER, line.person_id
        case Proposal.BOUNCE:
            return Proposal.BOUNCE, suggestion.touch_id
        case Proposal.SETTLES:
            return Proposal.SETTLES, suggestion.settles_id
        case Proposal.REPLACES | Proposal.CANCELLED as proposal:
            return proposal, suggestion.meeting_id
        case _:
            return line.origin


def _is_news(p: Planner, suggestion: Suggestion, line: FollowUp, touch: Touch | None) -> bool:
    """Whether what it suggests is not known otherwise, and still matters."""
    proposal = suggestion.proposal
    meeting = next((m for m in p.facts.meetings if m.id == suggestion.meeting_id), None)
    match proposal:
        case Proposal.BOUNCE:
            return touch is not None and not touch.bounced
        case Proposal.SETTLES:
            asked = next((f for f in p.facts.follow_ups if f.id == suggestion.settles_id), None)
            return asked is not None and asked.state is Settled.OPEN
        case proposal if proposal in OUTCOMES_TOLD:
            return p.outcome in _RUNNING
        case Proposal.HANDOVER:
            return p.outcome in _RUNNING and p.facts.successor(line.person_id) == line.person_id
        case Proposal.NEXT_ROUND:
            planned = meeting is not None and meeting.state is MeetingState.PLANNED
            return planned and p.outcome is None and meeting is not None and meeting.round_id == p.round.id
        case Proposal.REPLACES | Proposal.CANCELLED:
            return p.outcome in _RUNNING and meeting is not None and meeting.state is MeetingState.PLANNED
    said = _said(line, touch)
    if p.round.number > 1 and said < p.round.opened:
        return False
    offer = p.facts.offer_of(p.round)
    match proposal:
        case Proposal.DECLINE:
            return p.outcome in (*_RUNNING, Outcome.ACCEPTED)
        case Proposal.OFFER:
            undated = p.outcome is Outcome.OFFER and (offer is None or offer.answer_by is None)
            return p.outcome is None or (undated and suggestion.day is not None)
        case Proposal.INVITED:
            return p.outcome in _RUNNING and not _was_booked(p, suggestion, said)
        case Proposal.MEETING:
            answered = any(t.direction is Direction.OUT and t.at > said for t in p.facts.spoken())
            return p.outcome in _RUNNING and not answered and not _was_booked(p, suggestion, said)
        case _:
            return p.outcome in _RUNNING and not _was_committed(p, suggestion, line, said)


def _was_booked(p: Planner, suggestion: Suggestion, said: datetime) -> bool:
    """Whether a meeting was agreed on since, or one stood at that time already: theirs only confirms it."""
    return any(
        start_of(m) > said and (p.entered(m) >= said or start_of(m) == suggestion.starts) for m in p.facts.timed()
    )


def _was_committed(p: Planner, suggestion: Suggestion, line: FollowUp, said: datetime) -> bool:
    """Whether it was written down since what they will do; of a day, whether that day is known."""
    theirs = [c for c in p.facts.commitments if c.owner is Owner.THEM and c.person_id in (None, line.person_id)]
    if suggestion.day is not None:
        return any(c.due == suggestion.day for c in theirs)
    waited = [c for c in p.facts.awaited() if c.passive]
    return any(c in waited or entered_at(c, otherwise=p.round.opened) >= said for c in theirs)
