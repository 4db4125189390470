"""Whom one knows at a company of the pipeline, proposed for step 8: they may put in a good word.

Of a whole address book only those are kept who work where one interviews. Everybody else is counted, and not stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Part
from interview_tui.domain.records import Interview, Involvement
from interview_tui.domain.shorthand import PersonLine
from interview_tui.domain.text import counted
from interview_tui.importing.invitations import Intaken
from interview_tui.services.base import Service, joined
from interview_tui.services.people import find_or_add, involve
from interview_tui.store.identity import plain_company
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.importing.connections import Connection
    from interview_tui.importing.connections import Connections as Read
    from interview_tui.store.transaction import Transaction

AT_ONCE = 500
"""So often one hears how far it is."""


class Connections(Service):
    """Takes connections in."""

    def take(self, read: Read, *, dry_run: bool = False, told: Callable[[int], None] | None = None) -> Intaken:
        """All of them in one change; an interview that has come to an outcome wants no good word any more. `told` hears
        how many rows are done; what it raises takes everything back.
        """
        done = Intaken()
        proposed: Counter[str] = Counter()
        with self.context.transaction() as tx:
            wanted: dict[str, list[Interview]] = defaultdict(list)
            for interview in find(tx.reader, Interview, outcome=None):
                wanted[plain_company(interview.company)].append(interview)
            elsewhere = 0
            for number, row in enumerate(read.rows, start=1):
                there = wanted.get(plain_company(row.company), []) if row.company else []
                new = [one for one in there if self._tie(tx, row, one)]
                proposed.update(one.company for one in new)
                done.added += len(new)
                done.skipped += not new
                elsewhere += not there
                if told is not None and number % AT_ONCE == 0:
                    told(number)
            said = [part for one in self._touched(wanted, proposed) for part in self.replan(tx, one.id)]
            done.words = _words(proposed, elsewhere, said)
            if tx.size:
                tx.say(f"Imported connections: {done.words}")
            if dry_run:
                tx.give_up()
        done.entry = tx.entry
        return done

    def _touched(self, wanted: dict[str, list[Interview]], proposed: Counter[str]) -> list[Interview]:
        return [one for interviews in wanted.values() for one in interviews if one.company in proposed]

    def _tie(self, tx: Transaction, row: Connection, interview: Interview) -> bool:
        """Puts somebody into an interview as a connection, unless they stand in it already. Whether it did."""
        person = find_or_add(tx, PersonLine(name=row.name, email=row.email), company=interview.company)
        tx.change(person, title=person.title or row.position, link=person.link or row.link)
        if find(tx.reader, Involvement, interview_id=interview.id, person_id=person.id):
            return False
        involve(tx, interview.id, person.id, Part.CONNECTION)
        return True


def _words(proposed: Counter[str], elsewhere: int, said: list[str]) -> str:
    at = ", ".join(f"{company} ({number})" if number > 1 else company for company, number in proposed.items())
    return joined(
        f"proposed for step 8: {counted(proposed.total(), 'connection')} at {at}" if proposed else "nothing new",
        *said,
        f"{counted(elsewhere, 'other')} not kept: they work elsewhere" if elsewhere else "",
    )
