"""People as lists show them, and what is known of one across interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import OUTSIDERS, LetterState, Settled
from interview_tui.domain.follow_up_kinds import Kind, recommendation_writer
from interview_tui.domain.records import FollowUp, Interview, Involvement, Letter, Meeting, Person, Quote, Round, Touch
from interview_tui.domain.references import Reference, ReferenceUse
from interview_tui.store.records import columns, decode, find, find_where, get

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, and the tie to the interview that the list is of, if any."""

    person: Person
    tie: Involvement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known of a person, across interviews."""

    ties: tuple[tuple[Involvement, Interview], ...]
    names: dict[int, str]
    """The names of those whom they know."""
    quotes: tuple[tuple[Quote, str], ...]
    """What they said, each with the company where."""
    letters: tuple[Letter, ...]
    touches: tuple[Touch, ...]


def of_interview(connection: sqlite3.Connection, interview_id: int) -> tuple[PersonRow, ...]:
    """The people of an interview: those met first, then outside voices, each in the order in which they came."""
    ties = find(connection, Involvement, interview_id=interview_id)
    people = {person.id: person for person in find(connection, Person, id=[tie.person_id for tie in ties])}
    ordered = sorted(ties, key=lambda tie: (tie.part in OUTSIDERS, tie.id))
    return tuple(PersonRow(people[tie.person_id], tie) for tie in ordered)


def everybody(connection: sqlite3.Connection, interview_id: int | None) -> tuple[PersonRow, ...]:
    """All people by name, with their tie to an interview."""
    tied = {t.person_id: t for t in find(connection, Involvement, interview_id=interview_id)}
    rows = connection.execute(f"SELECT {columns(Person)} FROM people ORDER BY name COLLATE NOCASE, id")  # noqa: S608 -- our own names
    found = (decode(Person, row) for row in rows)
    return tuple(PersonRow(person, tied.get(person.id)) for person in found)


def references(connection: sqlite3.Connection, interview_id: int | None = None) -> tuple[Reference, ...]:
    """Who speaks for the user, by name, each with the interviews in which they do, the latest first; of one interview
    alone where it is given.
    """
    outside = ", ".join(f"'{part}'" for part in sorted(OUTSIDERS))
    speaks = f"(part IN ({outside}) OR favour <> 'not asked' OR named IS NOT NULL)"
    within = "" if interview_id is None else " AND interview_id = ?"
    ties = find_where(connection, Involvement, speaks + within, *([] if interview_id is None else [interview_id]))
    people = find(connection, Person, id=sorted({tie.person_id for tie in ties}))
    interviews = {i.id: i for i in find(connection, Interview, id=sorted({tie.interview_id for tie in ties}))}
    rounds = find(connection, Round, interview_id=sorted(interviews))
    closed = {r.interview_id: r.closed for r in sorted(rounds, key=lambda r: r.number)}
    skipped = find(
        connection, FollowUp, kind=Kind.RECOMMENDATION, state=Settled.SKIPPED, interview_id=sorted(interviews)
    )
    not_forwarded = {(line.interview_id, recommendation_writer(line.origin)) for line in skipped}
    found: dict[int, list[ReferenceUse]] = {person.id: [] for person in people}
    for tie in sorted(ties, key=lambda tie: -tie.id):
        use = ReferenceUse(
            tie=tie,
            interview=interviews[tie.interview_id],
            closed=closed.get(tie.interview_id),
            not_forwarded=(tie.interview_id, tie.person_id) in not_forwarded,
        )
        found[tie.person_id].append(use)
    ordered = sorted(people, key=lambda person: (person.name.casefold(), person.id))
    return tuple(Reference(person=person, uses=tuple(found[person.id])) for person in ordered)


def known_of(connection: sqlite3.Connection, person_id: int) -> Known:
    """What the store knows of a person."""
    ties = find(connection, Involvement, person_id=person_id)
    knows = {tie.knows_id for tie in ties if tie.knows_id is not None}
    quotes = find(connection, Quote, person_id=person_id)
    return Known(
        ties=tuple((tie, get(connection, Interview, tie.interview_id)) for tie in ties),
        names={i: get(connection, Person, i).name for i in knows},
        quotes=tuple((quote, _company(connection, quote)) for quote in quotes),
        letters=find(connection, Letter, person_id=person_id, state=LetterState.SENT),
        touches=find(connection, Touch, person_id=person_id),
    )


def _company(connection: sqlite3.Connection, quote: Quote) -> str:
    meeting = get(connection, Meeting, quote.meeting_id)
    return get(connection, Interview, get(connection, Round, meeting.round_id).interview_id).company


def is_met(connection: sqlite3.Connection, interview_id: int) -> tuple[bool, bool]:
    """Whether a meeting of an interview's present round has a time, and whether one has people."""
    found = connection.execute(
        "SELECT max(m.starts IS NOT NULL), max(EXISTS (SELECT 1 FROM attendances WHERE meeting_id = m.id))"
        " FROM interviews i JOIN rounds r ON r.interview_id = i.id AND r.number = i.round"
        " JOIN meetings m ON m.round_id = r.id WHERE i.id = ?",
        (interview_id,),
    ).fetchone()
    return bool(found[0]), bool(found[1])


def is_named_in(connection: sqlite3.Connection, meeting_id: int, person_id: int) -> bool:
    """Whether a meeting's notes name a person."""
    return _is_named(connection, "SELECT :place", meeting_id, person_id)


def is_part_of(connection: sqlite3.Connection, interview_id: int, person_id: int) -> bool:
    """Whether a person is tied to an interview by more than a guessed part: by meetings, notes, contacts, letters."""
    of_interview = "SELECT m.id FROM rounds r JOIN meetings m ON m.round_id = r.id WHERE r.interview_id = :place"
    said = "part <> 'interviewer' OR favour <> 'not asked' OR successor_id IS NOT NULL OR named IS NOT NULL"
    others = "successor_id = :person OR knows_id = :person"
    documents = "SELECT d.id FROM documents d WHERE d.interview_id = :place"
    further = (
        f"SELECT 1 FROM attendances WHERE person_id = :person AND meeting_id IN ({of_interview})",  # noqa: S608 -- our own names
        "SELECT 1 FROM touches WHERE person_id = :person AND interview_id = :place",
        "SELECT 1 FROM letters WHERE person_id = :person AND interview_id = :place",
        "SELECT 1 FROM follow_ups WHERE person_id = :person AND interview_id = :place AND state = 'done'",
        "SELECT 1 FROM documents WHERE person_id = :person AND interview_id = :place",
        f"SELECT 1 FROM sendings WHERE person_id = :person AND document_id IN ({documents})",  # noqa: S608
        f"SELECT 1 FROM involvements WHERE interview_id = :place AND ({others} OR person_id = :person AND ({said}))",  # noqa: S608
    )
    return _is_named(connection, of_interview, interview_id, person_id, *further)


def _is_named(connection: sqlite3.Connection, meetings: str, place: int, person_id: int, *further: str) -> bool:
    notes = [
        f"SELECT 1 FROM {table} WHERE person_id = :person AND meeting_id IN ({meetings})"  # noqa: S608 -- our own names
        for table in ("questions", "needs", "quotes", "commitments")
    ]
    found = f"SELECT EXISTS ({' UNION ALL '.join([*notes, *further])})"
    return bool(connection.execute(found, {"place": place, "person": person_id}).fetchone()[0])


def names_elsewhere(connection: sqlite3.Connection, interview_id: int) -> tuple[str, ...]:
    """The people and the companies that only other interviews have."""
    people = connection.execute(
        "SELECT DISTINCT p.name FROM people p JOIN involvements v ON v.person_id = p.id "
        "WHERE p.id NOT IN (SELECT person_id FROM involvements WHERE interview_id = ?) ORDER BY p.name",
        (interview_id,),
    ).fetchall()
    companies = connection.execute(
        "SELECT DISTINCT company FROM interviews WHERE company <> (SELECT company FROM interviews WHERE id = ?) "
        "ORDER BY company",
        (interview_id,),
    ).fetchall()
    return tuple(name for (name,) in (*people, *companies) if name)
