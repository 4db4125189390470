"""Reading whole records, for services and rules. What panes and lists show has queries of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from interview_tui.domain.case import Case
from interview_tui.domain.errors import NotFound
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Match,
    Meeting,
    Need,
    Passage,
    Person,
    Question,
    Quote,
    Record,
    Ref,
    Remark,
    Round,
    Story,
    Touch,
)
from interview_tui.store.codec import TABLES, columns, decode
from interview_tui.store.database import gone, unreadable

if TYPE_CHECKING:
    import sqlite3

    Reader = sqlite3.Connection
    """What records are read from: the store's reader, or that of a transaction."""

R = TypeVar("R", bound=Record)

_LETTERS: dict[str, type[Record]] = {noun.letter: cls for cls, noun in NOUNS.items()}


def some(connection: sqlite3.Connection, cls: type[R], where: str = "1", *parameters: Any) -> tuple[R, ...]:
    """The records for which an SQL condition holds, in order of their ids. `where` never holds a user's text."""
    rows = connection.execute(
        f"SELECT {columns(cls)} FROM {TABLES[cls]} WHERE {where} ORDER BY id",  # noqa: S608 -- our own names
        parameters,
    )
    return tuple(decode(cls, row) for row in rows)


def one(connection: sqlite3.Connection, cls: type[R], record_id: int) -> R:
    """A record by its id. Raises NotFound."""
    found = some(connection, cls, "id = ?", record_id)
    if not found:
        noun = NOUNS[cls]
        raise NotFound(f"there is no {noun.word} {Ref(noun.letter, record_id)}")
    return found[0]


def by_ref(connection: sqlite3.Connection, ref: Ref) -> Record:
    """A record by its short id. Raises NotFound."""
    return one(connection, kind_of(ref), ref.id)


def kind_of(ref: Ref) -> type[Record]:
    """The kind of record that a short id speaks of. Raises NotFound for a letter that stands for none."""
    if ref.letter not in _LETTERS:
        raise NotFound(f"there is no record {ref}: ids begin with i, f, p, m, q, n, s or l")
    return _LETTERS[ref.letter]


def load_case(connection: sqlite3.Connection, interview_id: int, *, round_number: int | None = None) -> Case:
    """An interview with all that hangs on its present round (or on an earlier one).

    Raises NotFound, and StoreTrouble where another program has taken away a part of it.
    """
    interview = one(connection, Interview, interview_id)
    number = interview.round if round_number is None else round_number
    rounds = some(connection, Round, "interview_id = ? AND number = ?", interview_id, number)
    if not rounds:
        raise NotFound(f"{Ref('i', interview_id)} has no round {number}")
    this_round = rounds[0]
    meetings = some(connection, Meeting, "round_id = ?", this_round.id)
    if not meetings:
        raise unreadable(NOUNS[Interview].letter, interview_id)
    meeting = meetings[-1]
    of_interview = "interview_id = ?"
    of_rounds = (
        "meeting_id IN (SELECT m.id FROM meetings m JOIN rounds r ON r.id = m.round_id "
        "WHERE r.interview_id = ? AND r.number <= ?)"
    )
    attendances = some(connection, Attendance, "meeting_id = ?", meeting.id)
    involvements = some(connection, Involvement, of_interview, interview_id)
    matches = some(connection, Match, of_rounds, interview_id, number)
    case = Case(
        interview=interview,
        round=this_round,
        meeting=meeting,
        attendances=tuple(sorted(attendances, key=lambda a: (a.position, a.id))),
        involvements=involvements,
        questions=_in_order(some(connection, Question, "meeting_id = ?", meeting.id)),
        needs=some(connection, Need, of_rounds, interview_id, number),
        quotes=_in_order(some(connection, Quote, "meeting_id = ?", meeting.id)),
        matches=matches,
        commitments=_in_order(some(connection, Commitment, "meeting_id = ?", meeting.id)),
        remarks=_in_order(some(connection, Remark, "meeting_id = ?", meeting.id)),
        follow_ups=some(connection, FollowUp, of_interview, interview_id),
        touches=some(connection, Touch, of_interview, interview_id),
        letters=some(connection, Letter, of_interview, interview_id),
        passages=some(connection, Passage, "round_id = ?", this_round.id),
        stories=_by_ids(connection, Story, {m.story_id for m in matches}),
    )
    return _with_people(connection, case)


N = TypeVar("N", Question, Quote, Commitment, Remark)


def _in_order(notes: tuple[N, ...]) -> tuple[N, ...]:
    return tuple(sorted(notes, key=lambda note: (note.position, note.id)))


def _by_ids(connection: sqlite3.Connection, cls: type[R], ids: set[int]) -> dict[int, R]:
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    found = {record.id: record for record in some(connection, cls, f"id IN ({marks})", *sorted(ids))}
    for missing in sorted(ids - found.keys()):
        raise gone(NOUNS[cls].letter, missing)
    return found


def _with_people(connection: sqlite3.Connection, case: Case) -> Case:
    ids = {a.person_id for a in case.attendances}
    for tie in case.involvements:
        ids |= {tie.person_id, *([tie.knows_id] if tie.knows_id else [])}
    for named in (
        case.questions,
        case.needs,
        case.quotes,
        case.commitments,
        case.follow_ups,
        case.touches,
        case.letters,
    ):
        ids |= {record.person_id for record in named if record.person_id is not None}
    return replace(case, people=_by_ids(connection, Person, ids))
