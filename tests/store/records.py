"""Records put into a store as they are: nothing is planned of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from interview_tui.domain.enums import Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Involvement, Meeting, Person, Record, Round
from interview_tui.store.checks import wrong_places
from tests.programs import every, get, when

if TYPE_CHECKING:
    from tests.programs import ProgramOnATable

R = TypeVar("R", bound=Record)


def put(program: ProgramOnATable, record: R) -> R:
    """Stores a record as a change of its own."""
    with program.transaction() as tx:
        stored = tx.add(record)
        tx.done("Put a record")
    return stored


def change(program: ProgramOnATable, cls: type[R], record_id: int, **fields: Any) -> R:
    """Changes a record, as a change of its own."""
    with program.transaction() as tx:
        changed = tx.update(replace(tx.get(cls, record_id), **fields))
        tx.done("Changed a record")
    return changed


def add_interview(
    program: ProgramOnATable,
    company: str = "Acme",
    role: str = "SRE",
    *,
    meeting: str = "",
    person: str = "",
    **fields: Any,
) -> int:
    """An interview in its first round with one meeting, and perhaps one person; gives its id."""
    with program.transaction() as tx:
        interview = tx.add(Interview(company=company, role=role, created=tx.now, **fields))
        first = tx.add(
            Round(interview_id=interview.id, number=1, opened=tx.now, outcome=interview.outcome, closed=None)
        )
        tx.add(Meeting(round_id=first.id, starts=when(program, meeting).at if meeting else None, zone="Europe/Berlin"))
        if person:
            known = tx.add(Person(name=person))
            tx.add(Involvement(interview_id=interview.id, person_id=known.id))
        tx.done(f"Added {company}")
    return interview.id


def round_of(program: ProgramOnATable, interview_id: int) -> Round:
    """The present round of an interview."""
    number = get(program, Interview, interview_id).round
    return next(r for r in every(program, Round) if (r.interview_id, r.number) == (interview_id, number))


def owe(program: ProgramOnATable, interview_id: int, text: str, due: str, **fields: Any) -> int:
    """An open follow-up, due on a day or at a time as one types it; gives its id."""
    due_on = when(program, due)
    values: dict[str, Any] = {
        "kind": Kind.CUSTOM,
        "due_day": None if due_on.at else due_on.day,
        "due_at": due_on.at,
        "created": program.clock(),
    } | fields
    round_id = round_of(program, interview_id).id
    return put(program, FollowUp(interview_id=interview_id, round_id=round_id, text=text, **values)).id


def settle(program: ProgramOnATable, follow_up_id: int, *, on_time: bool = True, skipped: bool = False) -> None:
    """Does a follow-up, on time or not; or skips it."""
    state = Settled.SKIPPED if skipped else Settled.DONE
    punctual = None if skipped else on_time
    change(program, FollowUp, follow_up_id, state=state, settled=program.clock(), on_time=punctual)


def assert_in_place(program: ProgramOnATable) -> None:
    """Every follow-up has the place in the queue that its due date says."""
    assert wrong_places(program.store.reader, program.calendar) == []
