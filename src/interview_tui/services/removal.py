"""Removal of records with what refers to them: nothing cascades, so that the journal has it all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_tui.domain.records import (
    Attendance,
    Commitment,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Meeting,
    Need,
    Offer,
    Origin,
    Passage,
    Question,
    Quote,
    Record,
    Remark,
    Round,
    Touch,
)
from interview_tui.store.records import find

if TYPE_CHECKING:
    from interview_tui.store.transaction import Transaction

_OF_INTERVIEW: tuple[type[Record], ...] = (Touch, Letter, FollowUp)
_ROUND_IT: tuple[type[Record], ...] = (Involvement, Origin)
_OF_MEETING: tuple[type[Record], ...] = (Match, Remark, Commitment, Quote, Need, Question, Attendance)
"""Each in an order in which nothing is removed before what refers to it."""


def remove_interview(tx: Transaction, interview_id: int) -> None:
    """Removes an interview and everything of its own. Raises NotFound."""
    interview = tx.get(Interview, interview_id)
    rounds = find(tx.reader, Round, interview_id=interview_id)
    for cls in _OF_INTERVIEW:
        for record in find(tx.reader, cls, interview_id=interview_id):
            tx.remove(record)
    meetings = [m for one_round in rounds for m in find(tx.reader, Meeting, round_id=one_round.id)]
    for commitment in (c for m in meetings for c in find(tx.reader, Commitment, meeting_id=m.id)):
        _let_go(tx, commitment)
    for cls in _OF_MEETING:  # kind by kind: a match can refer to a need of an earlier meeting
        for meeting in meetings:
            for record in find(tx.reader, cls, meeting_id=meeting.id):
                tx.remove(record)
    for meeting in meetings:
        tx.remove(meeting)
    for one_round in rounds:
        for of_round in (Passage, Offer):
            for record in find(tx.reader, of_round, round_id=one_round.id):
                tx.remove(record)
        tx.remove(one_round)
    for cls in _ROUND_IT:
        for record in find(tx.reader, cls, interview_id=interview_id):
            tx.remove(record)
    tx.remove(interview)


def remove_note(tx: Transaction, note: Record) -> None:
    """Removes one line of a meeting's notes; what referred to it stays, without the reference."""
    if isinstance(note, Need):
        for match in find(tx.reader, Match, need_id=note.id):
            tx.update(replace(match, need_id=None))
    elif isinstance(note, Quote):
        for letter in find(tx.reader, Letter, quote_id=note.id):
            tx.update(replace(letter, quote_id=None))
    elif isinstance(note, Commitment):
        for follow_up in find(tx.reader, FollowUp, commitment_id=note.id):
            tx.update(replace(follow_up, commitment_id=None))
        _let_go(tx, note)
    tx.remove(note)


def _let_go(tx: Transaction, commitment: Commitment) -> None:
    """A contact that answered a commitment stays, also one that belongs to no interview."""
    for touch in find(tx.reader, Touch, commitment_id=commitment.id):
        tx.update(replace(touch, commitment_id=None))
