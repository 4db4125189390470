"""A whole interview as it stands at one meeting, read from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from interview_tui.data_classes import replace
from interview_tui.domain.case import Case
from interview_tui.domain.enums import MeetingState, Ref
from interview_tui.domain.errors import NotFound
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Meeting,
    Need,
    Offer,
    Passage,
    Person,
    Question,
    Quote,
    Remark,
    Round,
    Sending,
    Story,
    Study,
    Touch,
    end_of,
)
from interview_tui.store.contacts import interviews_at
from interview_tui.store.errors import unreadable
from interview_tui.store.records import TABLES, by_ids, find, get

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime


def load_case(
    connection: sqlite3.Connection,
    interview_id: int,
    now: datetime,
    *,
    round_number: int | None = None,
    meeting_id: int | None = None,
) -> Case:
    """An interview with all that belongs to one meeting: the one named, else the current one.

    The current meeting is the last one over without notes, else the last over, else the next, of the present round or
    of the one with `round_number`.

    Raises NotFound, and StoreTrouble where another program has taken away a part of it.
    """
    interview = get(connection, Interview, interview_id)
    if meeting_id is not None:
        this_round = get(connection, Round, get(connection, Meeting, meeting_id).round_id)
        if this_round.interview_id != interview_id:
            raise NotFound(f"{Ref('m', meeting_id)} is not a meeting of {Ref('i', interview_id)}")
    else:
        number = interview.round if round_number is None else round_number
        found = find(connection, Round, interview_id=interview_id, number=number)
        if not found:
            raise NotFound(f"{Ref('i', interview_id)} has no round {number}")
        this_round = found[0]
    meetings = tuple(sorted(find(connection, Meeting, round_id=this_round.id), key=_meeting_order))
    if not meetings:
        raise unreadable(NOUNS[Interview].letter, interview_id)
    wanted = (m for m in meetings if m.id == meeting_id)
    meeting = next(wanted, None) or _current(connection, meetings, now)
    rounds = [r.id for r in find(connection, Round, interview_id=interview_id) if r.number <= this_round.number]
    so_far = [m.id for m in find(connection, Meeting, round_id=rounds)]
    present = [m.id for m in meetings]
    in_round = find(connection, Attendance, meeting_id=present)
    attendances = tuple(sorted(in_round, key=lambda a: (a.position, a.id)))
    agreed = find(connection, Commitment, meeting_id=present)
    involvements = find(connection, Involvement, interview_id=interview_id)
    matches = find(connection, Match, meeting_id=so_far)
    questions = _in_order(find(connection, Question, meeting_id=meeting.id))
    documents = find(connection, Document, interview_id=interview_id)
    case = Case(
        now=now,
        interview=interview,
        round=this_round,
        meeting=meeting,
        meetings=meetings,
        attendances=tuple(a for a in attendances if a.meeting_id == meeting.id),
        invited=attendances,
        involvements=involvements,
        study=next(iter(find(connection, Study, interview_id=interview_id)), None),
        questions=tuple(q for q in questions if not q.put_to_me),
        put_to_me=tuple(q for q in questions if q.put_to_me),
        needs=find(connection, Need, meeting_id=so_far),
        quotes=_in_order(find(connection, Quote, meeting_id=meeting.id)),
        matches=matches,
        commitments=_in_order(tuple(c for c in agreed if c.meeting_id == meeting.id)),
        agreed=agreed,
        remarks=_in_order(find(connection, Remark, meeting_id=meeting.id)),
        follow_ups=find(connection, FollowUp, interview_id=interview_id),
        touches=find(connection, Touch, interview_id=interview_id),
        letters=find(connection, Letter, interview_id=interview_id),
        documents=documents,
        sendings=find(connection, Sending, document_id=[d.id for d in documents]),
        passages=find(connection, Passage, round_id=this_round.id),
        stories=by_ids(
            connection,
            Story,
            {m.story_id for m in matches} | {q.story_id for q in questions if q.story_id is not None},
        ),
        offer=next(reversed(find(connection, Offer, round_id=this_round.id)), None),
    )
    return _with_people(connection, case)


def case_ahead(connection: sqlite3.Connection, interview_id: int, now: datetime) -> Case:
    """An interview at the meeting to prepare for: the next one of its present round that is not over, else the current
    one. Raises as `load_case`.
    """
    case = load_case(connection, interview_id, now)
    timed = (m for m in case.meetings if m.state is MeetingState.PLANNED and m.starts is not None)
    following = next((m for m in timed if end_of(m) > now), case.meeting)
    if following.id == case.meeting.id:
        return case
    return load_case(connection, interview_id, now, meeting_id=following.id)


def other_meetings(connection: sqlite3.Connection, case: Case, now: datetime) -> tuple[Case, ...]:
    """The interview as it stands at each of its other meetings, in the order of rounds and meetings.

    A round without any other meeting comes with the one that it has.
    """
    rounds = find(connection, Round, interview_id=case.interview.id)
    found = []
    for of_round in sorted(rounds, key=lambda r: r.number):
        meetings = sorted(find(connection, Meeting, round_id=of_round.id), key=_meeting_order)
        found += [
            load_case(connection, case.interview.id, now, meeting_id=m.id) for m in meetings if m.id != case.meeting.id
        ]
    return tuple(found)


EARLIER_AT_MOST = 3
"""So many earlier interviews at an employer are read for another role there."""


def earlier_at_employer(connection: sqlite3.Connection, interview: Interview, now: datetime) -> tuple[Case, ...]:
    """The interviews at the same employer that were there before this one, the latest first; of one that is not stored
    (its id is 0), all.
    """
    there = interviews_at(connection, interview.company)
    before = [i for i in there if not interview.id or i < interview.id or i == interview.follows_id]
    found = [i for i in sorted(before, reverse=True) if i != interview.id]
    return tuple(load_case(connection, i, now) for i in found[:EARLIER_AT_MOST])


def _current(connection: sqlite3.Connection, meetings: tuple[Meeting, ...], now: datetime) -> Meeting:
    """The last meeting over without notes, else the last over, else the next, else the last."""
    planned = [m for m in meetings if m.state is MeetingState.PLANNED and m.starts is not None]
    over = [m for m in planned if end_of(m) <= now]
    if not over:
        return planned[0] if planned else meetings[-1]
    return next((m for m in reversed(over) if not _has_notes(connection, m.id)), over[-1])


def _has_notes(connection: sqlite3.Connection, meeting_id: int) -> bool:
    kinds = (Need, Quote, Remark)
    parts = [f"SELECT 1 FROM {TABLES[cls]} WHERE meeting_id = :id" for cls in kinds]  # noqa: S608 -- our own names
    # What they said in an email is no note of the meeting.
    parts.append(
        "SELECT 1 FROM commitments c WHERE c.meeting_id = :id AND NOT EXISTS "
        "(SELECT 1 FROM follow_ups f WHERE f.commitment_id = c.id AND f.kind = 'suggestion')"
    )
    # One that was put to you and has no answer yet is expected, as one that is prepared is to be asked, unless it was
    # written down after the meeting.
    parts.append(
        "SELECT 1 FROM questions q JOIN meetings m ON m.id = q.meeting_id WHERE q.meeting_id = :id AND "
        "(q.state NOT IN ('prepared', 'kept') OR (q.put_to_me = 1 AND coalesce(q.entered >= m.starts, 1)))"
    )
    row = connection.execute(f"SELECT EXISTS ({' UNION ALL '.join(parts)})", {"id": meeting_id})
    return bool(row.fetchone()[0])


def _meeting_order(meeting: Meeting) -> tuple[bool, str, int]:
    """By their start; those without a time come last."""
    return meeting.starts is None, "" if meeting.starts is None else meeting.starts.isoformat(), meeting.id


N = TypeVar("N", Question, Quote, Commitment, Remark)


def _in_order(notes: tuple[N, ...]) -> tuple[N, ...]:
    return tuple(sorted(notes, key=lambda note: (note.position, note.id)))


def _with_people(connection: sqlite3.Connection, case: Case) -> Case:
    ids = {a.person_id for a in case.invited}
    for tie in case.involvements:
        ids |= {tie.person_id, *([tie.knows_id] if tie.knows_id else [])}
    for named in (
        case.questions,
        case.put_to_me,
        case.documents,
        case.sendings,
        case.needs,
        case.quotes,
        case.agreed,
        case.follow_ups,
        case.touches,
        case.letters,
    ):
        ids |= {record.person_id for record in named if record.person_id is not None}
    return replace(case, people=by_ids(connection, Person, ids))
