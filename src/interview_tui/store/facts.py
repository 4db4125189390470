"""The facts of a whole interview for planning, and whose plans depend on which."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from interview_tui.domain.contact_frequency import Contact
from interview_tui.domain.enums import Direction, Outcome
from interview_tui.domain.facts import Elsewhere, Facts
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    MeetingNote,
    Need,
    Offer,
    Passage,
    Person,
    Question,
    Quote,
    Remark,
    Round,
    Suggestion,
    Touch,
)
from interview_tui.store.contacts import contacts, interviews_at
from interview_tui.store.errors import unreadable
from interview_tui.store.records import by_ids, find, get

if TYPE_CHECKING:
    import sqlite3

_SPACED = f"f.kind IN ({', '.join(repr(str(row.kind)) for row in KINDS.values() if row.spaced)})"
"""Whether a follow-up keeps apart from other contacts with its company."""


def load_facts(connection: sqlite3.Connection, interview_id: int) -> Facts:
    """All the facts of an interview, for planning. Raises NotFound."""
    interview = get(connection, Interview, interview_id)
    rounds = find(connection, Round, interview_id=interview_id)
    if not rounds:
        raise unreadable(NOUNS[Interview].letter, interview_id)
    round_ids = [r.id for r in rounds]
    meetings = find(connection, Meeting, round_id=round_ids)
    meeting_ids = [m.id for m in meetings]
    attendances = find(connection, Attendance, meeting_id=meeting_ids)
    involvements = find(connection, Involvement, interview_id=interview_id)
    notes: dict[type[MeetingNote], tuple[MeetingNote, ...]] = {
        cls: find(connection, cls, meeting_id=meeting_ids) for cls in (Question, Need, Quote, Commitment, Remark)
    }
    ends = {m.id: (m.ends or m.starts) for m in meetings}
    starts = {m.id: m.starts for m in meetings}
    follow_ups = find(connection, FollowUp, interview_id=interview_id)
    emailed = {f.commitment_id for f in follow_ups if f.kind is Kind.SUGGESTION}
    noted: dict[int, datetime] = {}
    for note in (note for of_kind in notes.values() for note in of_kind):
        if isinstance(note, Question) and not (note.was_asked or note.put_to_me):
            continue
        at = note.entered or ends.get(note.meeting_id) or interview.created
        begins = starts.get(note.meeting_id)
        if begins is not None and at < begins:
            continue  # what was written down before the meeting was there to prepare it
        if isinstance(note, Commitment) and note.id in emailed:
            continue  # they said it in an email: nobody has written down the meeting
        noted[note.meeting_id] = min(at, noted.get(note.meeting_id, at))
    ties = {person for tie in involvements for person in (tie.person_id, tie.knows_id, tie.successor_id) if person}
    touches = (*find(connection, Touch, interview_id=interview_id), *_shared_touches(connection, interview_id))
    commitments = tuple(c for c in notes[Commitment] if isinstance(c, Commitment))
    people = ties | {a.person_id for a in attendances} | {c.person_id for c in commitments if c.person_id}
    people |= {t.person_id for t in touches if t.person_id}
    return Facts(
        interview=interview,
        rounds=tuple(sorted(rounds, key=lambda r: r.number)),
        meetings=meetings,
        people=by_ids(connection, Person, people),
        attendances=attendances,
        involvements=involvements,
        questions=tuple(q for q in notes[Question] if isinstance(q, Question) and not q.put_to_me),
        needs=tuple(n for n in notes[Need] if isinstance(n, Need)),
        commitments=commitments,
        noted=noted,
        follow_ups=follow_ups,
        touches=touches,
        suggestions=find(connection, Suggestion, follow_up_id=[f.id for f in follow_ups if f.kind is Kind.SUGGESTION]),
        letters=find(connection, Letter, interview_id=interview_id),
        passages=find(connection, Passage, round_id=round_ids),
        offers=find(connection, Offer, round_id=round_ids),
        elsewhere=_elsewhere(connection, interview_id),
        followed=bool(find(connection, Interview, follows_id=interview_id)),
        unheard=_unheard(connection, interview_id),
        contacts=(*contacts(connection, interview.company, None), *_planned_before(connection, interview)),
    )


def _planned_before(connection: sqlite3.Connection, interview: Interview) -> tuple[Contact, ...]:
    """What interviews that began before this one plan to send to the same company: it keeps its days."""
    there = [i for i in interviews_at(connection, interview.company) if i < interview.id]
    if not there:
        return ()
    rows = connection.execute(
        "SELECT f.due_day, f.person_id FROM json_each(?) w CROSS JOIN follow_ups f ON f.interview_id = w.value "  # noqa: S608 -- our own words
        f"WHERE f.state = 'open' AND {_SPACED} AND f.due_day IS NOT NULL",
        (json.dumps(there),),
    )
    return tuple(
        Contact(
            at=datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC),
            direction=Direction.OUT,
            person_id=person_id,
        )
        for day, person_id in rows
    )


def concerned(connection: sqlite3.Connection, interview_id: int) -> list[int]:
    """The interviews whose plans depend on one, itself included, in the order of their ids.

    These are those at the same company in which a value letter or a check-in is planned, and those whose offer was
    accepted, which close what nobody has answered.
    """
    found = {interview_id}
    found |= {i for (i,) in connection.execute("SELECT id FROM interviews WHERE outcome = 'accepted'")}
    there = interviews_at(connection, get(connection, Interview, interview_id).company)
    if len(there) > 1:
        rows = connection.execute(
            "SELECT DISTINCT w.value FROM json_each(?) w CROSS JOIN follow_ups f ON f.interview_id = w.value "  # noqa: S608 -- our own words
            f"WHERE f.state = 'open' AND {_SPACED}",
            (json.dumps(there),),
        )
        found |= {number for (number,) in rows}
    return sorted(found)


def _shared_touches(connection: sqlite3.Connection, interview_id: int) -> tuple[Touch, ...]:
    """Contacts with the interview's people that belong to no interview: they count in each of them."""
    people = [tie.person_id for tie in find(connection, Involvement, interview_id=interview_id)]
    return find(connection, Touch, interview_id=None, person_id=people)


def interviews_with_facts(connection: sqlite3.Connection) -> list[int]:
    """The interviews for which anything can be planned, in the order of their ids.

    Of all others no more is known than that they run.
    """
    rows = connection.execute(
        "SELECT i.id FROM interviews i WHERE i.outcome IS NOT NULL OR i.round > 1 OR i.step > 1 "
        "OR EXISTS (SELECT 1 FROM follow_ups WHERE interview_id = i.id) "
        "OR EXISTS (SELECT 1 FROM involvements WHERE interview_id = i.id) "
        "OR EXISTS (SELECT 1 FROM touches WHERE interview_id = i.id) "
        "OR EXISTS (SELECT 1 FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = i.id "
        "AND (m.starts IS NOT NULL OR EXISTS (SELECT 1 FROM commitments WHERE meeting_id = m.id))) ORDER BY i.id"
    )
    return [number for (number,) in rows]


def _elsewhere(connection: sqlite3.Connection, interview_id: int) -> tuple[Elsewhere, ...]:
    """Offers that are open, and those that were accepted while this interview ran.

    An interview that began after an acceptance belongs to another search.
    """
    rows = connection.execute(
        "SELECT i.id, i.company, r.outcome, coalesce(r.closed, r.opened), r.entered, y.made, y.entered "
        "FROM interviews i CROSS JOIN rounds r ON r.interview_id = i.id AND r.number = i.round "
        "LEFT JOIN offers y ON y.id = (SELECT max(id) FROM offers WHERE round_id = r.id) "
        "WHERE i.outcome IN ('offer', 'accepted') AND r.closed IS NOT NULL AND i.id <> :id AND (i.outcome = 'offer' "
        "OR coalesce(r.entered, r.closed) >= (SELECT created FROM interviews WHERE id = :id)) ORDER BY i.id",
        {"id": interview_id},
    )
    found = []
    for other, company, outcome, closed, entered, made, written in rows:
        at = made if outcome == Outcome.OFFER and made else closed
        since = (written if outcome == Outcome.OFFER else entered) or at
        found.append(
            Elsewhere(
                interview_id=other,
                company=company,
                outcome=Outcome(outcome),
                at=datetime.fromisoformat(at),
                entered=datetime.fromisoformat(since),
            )
        )
    return tuple(found)


def _unheard(connection: sqlite3.Connection, interview_id: int) -> bool:
    """Whether other interviews run in which nobody met me or wrote; of those that began before it ended."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM interviews i WHERE i.outcome IS NULL AND i.id <> :id "
        "AND i.created <= (SELECT coalesce(r.entered, r.closed, i.created) FROM interviews o "
        "JOIN rounds r ON r.interview_id = o.id AND r.number = o.round WHERE o.id = :id) "
        "AND NOT EXISTS (SELECT 1 FROM touches t WHERE t.interview_id = i.id AND t.direction = 'in') "
        "AND NOT EXISTS (SELECT 1 FROM rounds r JOIN meetings m ON m.round_id = r.id "
        "WHERE r.interview_id = i.id AND m.starts IS NOT NULL AND m.state = 'planned'))",
        {"id": interview_id},
    ).fetchone()
    return bool(row[0])
