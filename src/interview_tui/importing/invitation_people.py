"""The people of an invitation in the store: those invited, those no longer so, and the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.records import Attendance, Interview, Involvement, Meeting, Person
from interview_tui.domain.shorthand import PersonLine
from interview_tui.services.base import joined
from interview_tui.services.introductions import attend, find_or_add, involve
from interview_tui.store.identity import people_with
from interview_tui.store.people import is_named_in, is_part_of
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.domain.records import Interview, Meeting
    from interview_tui.importing.invitation import Invitation
    from interview_tui.store.transaction import Transaction


def invite_guests(
    tx: Transaction, interview: Interview, meeting: Meeting, invitation: Invitation, mine: frozenset[str]
) -> dict[int, str]:
    """Everybody who has not declined; gives their names by their ids."""
    names = {}
    for guest in invitation.people:
        if not guest.declined and guest.email not in mine:
            line = PersonLine(name=guest.name, email=guest.email)
            person = find_or_add(tx, line, company=interview.company)
            involve(tx, interview.id, person.id)
            attend(tx, meeting.id, person.id, present=None)
            names[person.id] = person.name
    return names


def replace_guests(
    tx: Transaction, interview: Interview, meeting: Meeting, invitation: Invitation, mine: frozenset[str]
) -> str:
    """The people are those of the invitation: whoever is no longer invited or has declined is taken out, but for
    those who are said to have been there, and those whom the user named without an address.
    """
    there = find(tx.reader, Attendance, meeting_id=meeting.id)
    invited = invite_guests(tx, interview, meeting, invitation, mine)
    came = {a.person_id for a in there}
    gone = []
    for attendance in there if invited else ():
        person = tx.get(Person, attendance.person_id)
        if person.id in invited or not person.email or attendance.present is not None:
            continue
        if is_named_in(tx.reader, meeting.id, person.id):
            tx.update(replace(attendance, present=False))
        else:
            tx.remove(attendance)
        gone.append(person.name)
        for tie in find(tx.reader, Involvement, interview_id=interview.id, person_id=person.id):
            if not is_part_of(tx.reader, interview.id, person.id):
                tx.remove(tie)
    new = [name for person_id, name in invited.items() if person_id not in came]
    return joined(
        f"invited: {', '.join(new)}" if new and there else "",
        f"no longer invited: {', '.join(gone)}" if gone else "",
    )


def remove_user(tx: Transaction, mine: frozenset[str]) -> dict[int, list[str]]:
    """Takes the user out of all meetings and interviews in which they stand as somebody else. By interview, what was
    done, in words.
    """
    done: dict[int, list[str]] = {}
    for person in people_with(tx.reader, mine):
        touched: dict[int, None] = {}
        for attendance in find(tx.reader, Attendance, person_id=person.id):
            touched[interview_of(tx.reader, attendance.meeting_id).id] = None
            tx.remove(attendance)
        for tie in find(tx.reader, Involvement, person_id=person.id):
            for other in find(tx.reader, Involvement, interview_id=tie.interview_id):
                if person.id in (other.successor_id, other.knows_id) and other.id != tie.id:
                    knows = None if other.knows_id == person.id else other.knows_id
                    without = replace(other, knows_id=knows)
                    if other.successor_id == person.id:
                        without = replace(without, successor_id=None, handed_over=None)
                    tx.update(without)
            touched[tie.interview_id] = None
            tx.remove(tie)
        for interview_id in touched:
            done.setdefault(interview_id, []).append(f"{person.name} ({person.email}) is you, not a guest")
    return done


def likely_user(invitations: Iterable[Invitation], mine: frozenset[str]) -> str | None:
    """The address of the guest who is likely the user, to be asked about; None where the configuration has the user's
    own, or nobody is.
    """
    likely = (one.likely_user.email for one in invitations if one.likely_user is not None)
    return None if mine else next(likely, None)
