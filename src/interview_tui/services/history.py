"""The journal: what was changed, taking it back, and doing it again, in this run and in later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import counted
from interview_tui.services.base import Change, Service
from interview_tui.store.journal import Entry, entries, next_to_redo, next_to_undo
from interview_tui.store.undoing import do_again, take_back

if TYPE_CHECKING:
    from interview_tui.domain.records import Ref


class History(Service):
    """Undo and redo over everything that the services do."""

    def undo(self, count: int = 1) -> Change:
        """Takes back the last changes, all or none. Raises Refused when there are fewer, Conflict when one of the
        records was changed by something that stands outside the journal.
        """
        return self._go(count, "Took back", "there is nothing to undo", undo=True)

    def redo(self, count: int = 1) -> Change:
        """Does again what was taken back last, as long as nothing else was changed since. Raises as `undo`."""
        return self._go(count, "Did again", "there is nothing to redo", undo=False)

    def log(self, ref: Ref | None = None, *, limit: int = -1) -> tuple[Entry, ...]:
        """The journal, newest first; of one record (with what hangs on an interview) when one is named."""
        store = self.house.store
        with store.trouble():
            return entries(store.reader, ref, limit=limit)

    def _go(self, count: int, verb: str, nothing: str, *, undo: bool) -> Change:
        if count < 1:
            raise Refused("give the number of changes as 1 or more")
        words = []
        with self.house.transaction() as tx:
            for number in range(count):
                entry = next_to_undo(tx.reader) if undo else next_to_redo(tx.reader)
                if entry is None:
                    have = f"{nothing} but {counted(number, 'change')}: nothing was changed" if number else nothing
                    raise Refused(have)
                if undo:
                    take_back(tx, entry.id)
                else:
                    do_again(tx, entry.id)
                words.append(entry.words)
        return Change(f"{verb}: {' · '.join(words)}")
