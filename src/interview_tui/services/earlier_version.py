"""What an earlier version planned, under the present rules: in a store or an export.

There the step planned, when a key led to it; here facts do (domain/planning.py). What was open stays open where the
facts ask for it. What they ask for besides was never planned and is not late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.domain.text import counted
from interview_tui.services.base import NAMED_AT_MOST, Service, due_day, joined
from interview_tui.store.facts import interviews_with_facts
from interview_tui.store.records import find, last_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction

_STANDING = (Settled.OPEN, Settled.DONE)
_TOO_LATE = "its time had passed before the upgrade"


class EarlierVersion(Service):
    """Plans what an earlier version left."""

    def take_over(self) -> Change:
        """Plans a whole store, once."""
        with self.context.transaction() as tx:
            words = self.plan(tx)
            tx.caught_up()
            return tx.done(words)

    def plan(self, tx: Transaction) -> str:
        """Plans every interview, and says what became of what was open, and what was added."""
        before = {f.id: f for f in find(tx.reader, FollowUp, state=Settled.OPEN)}
        newest = last_id(tx.reader, FollowUp)
        for interview_id in interviews_with_facts(tx.reader):
            # In the order of their ids: those that came later keep their distance from those before.
            self._replan(tx, interview_id)
            while self._put_in_time(tx, interview_id, before):
                self._replan(tx, interview_id)
            for passing in find(tx.reader, FollowUp, interview_id=interview_id, state=Settled.CANCELLED):
                if passing.id > newest:
                    tx.remove(passing)
        return f"The plan now runs on its own: {self._became(tx, before)}"

    def _put_in_time(self, tx: Transaction, interview_id: int, before: Mapping[int, FollowUp]) -> bool:
        """Lets nothing that was added be late; whether that changed anything by which others go."""
        changed = False
        for follow_up in find(tx.reader, FollowUp, interview_id=interview_id, state=_STANDING):
            if follow_up.id in before:
                if follow_up.state is Settled.DONE and follow_up.on_time is not None:
                    tx.update(
                        replace(follow_up, on_time=None)
                    )  # nobody knows when the notes that settled it were written
            elif follow_up.state is Settled.OPEN:
                changed = self._is_put_in_time(tx, follow_up) or changed
        return changed

    def _is_put_in_time(self, tx: Transaction, follow_up: FollowUp) -> bool:
        day, today = due_day(follow_up, self.context.calendar), self.context.today()
        if follow_up.lapses is not None and follow_up.lapses <= tx.now:
            tx.update(replace(follow_up, state=Settled.SKIPPED, settled=tx.now, note=_TOO_LATE))
        elif day <= today and (follow_up.anchor is None or follow_up.anchor <= tx.now):
            tomorrow = self.context.calendar.add_working(today, 1)
            tx.update(replace(follow_up, due_day=tomorrow, due_at=None, planned_day=day, lapses=None))
        else:
            return False
        return True

    def _became(self, tx: Transaction, before: Mapping[int, FollowUp]) -> str:
        """`10 kept, 1 moved, 2 added; added: Thank Dana Ruiz · Acme (tomorrow), …`."""
        after = {f.id: f for f in find(tx.reader, FollowUp, state=_STANDING)}
        owed = {i: f for i, f in after.items() if f.state is Settled.OPEN and not (f.lapses and f.lapses <= tx.now)}
        kept = [
            i for i, f in before.items() if i in owed and owed[i].due_day == f.due_day and owed[i].due_at == f.due_at
        ]
        done = [i for i in before if i in after and after[i].state is Settled.DONE]
        moved = len(before.keys() & owed.keys()) - len(kept)
        added = [f for i, f in owed.items() if i not in before]
        numbers = (
            (len(kept), "kept"),
            (moved, "moved"),
            (len(added), "added"),
            (len(done), "already done"),
            (len(before) - len(kept) - moved - len(done), "no longer needed"),
        )
        said = ", ".join(f"{number} {what}" for number, what in numbers if number)
        return joined(said or "nothing changed", self._named(tx, sorted(added, key=self._order)))

    def _named(self, tx: Transaction, added: list[FollowUp]) -> str:
        names = [
            f"{f.text} · {tx.get(Interview, f.interview_id).company} ({self.due(f)})" for f in added[:NAMED_AT_MOST]
        ]
        more = f" and {counted(len(added) - len(names), 'more', 'more')}" if len(added) > len(names) else ""
        return f"added: {', '.join(names)}{more}" if added else ""
