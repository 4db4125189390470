"""The journal: what was changed and deleted, taking it back, doing it again, in this run and in later ones."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import OFFERED
from interview_tui.domain.errors import Conflict, NotFound, Refused
from interview_tui.domain.records import NOUNS, BankQuestion, FollowUp, Interview, PreparedAnswer, Record, Remark, Touch
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import Service, joined
from interview_tui.store import deletions
from interview_tui.store.journal import (
    Change,
    changed_rows,
    changed_since,
    entries,
    last_change,
    next_to_redo,
    next_to_undo,
)
from interview_tui.store.records import find, kind_of
from interview_tui.store.undo import Overtaken, do_again, take_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.enums import Ref
    from interview_tui.store.deletions import Deleted
    from interview_tui.store.journal import Entry
    from interview_tui.store.transaction import Transaction

KEPT_DAYS = 30
"""The user's days for which what was deleted can be brought back."""
_SAID = 60
"""Characters of another change in a message."""
PLURALS: dict[type[Record], str] = {
    FollowUp: "follow-ups",
    Remark: "notes",
    BankQuestion: "bank questions",
    PreparedAnswer: "prepared answers",
}
"""Where a table is not called as one says it."""


class History(Service):
    """Undo and redo over everything that the services do, and what was deleted."""

    def undo(self, count: int = 1) -> Change:
        """Takes back the last changes, all or none: this run's own first, then those of any other. Raises Refused
        when there are fewer, Conflict when one of the records was changed since.
        """
        return self._go(count, "Undid", "undo", undo=True)

    def redo(self, count: int = 1) -> Change:
        """Does again what was taken back last, as long as this run has changed nothing since. Raises as `undo`."""
        return self._go(count, "Redid", "redo", undo=False)

    def log(self, ref: Ref | None = None, *, limit: int = -1) -> tuple[Entry, ...]:
        """The journal, newest first; of one record (with what hangs on an interview) when one is named."""
        store = self.context.store
        return entries(store.reader, ref, limit=limit)

    def deleted(self) -> tuple[Deleted, ...]:
        """What was deleted on the last KEPT_DAYS days of the user and is not back, the latest first.

        Raises StoreTrouble.
        """
        store = self.context.store
        calendar, today = self.context.calendar, self.context.today()
        first = calendar.instant(today - timedelta(days=KEPT_DAYS), time())
        return deletions.since(store.reader, first)

    def bring_back(self, ref: Ref) -> Change:
        """Brings a deleted record back with what went with it, under the same ids, as a change of its own.

        Raises NotFound for one that never was or is not listed any more, Refused for one that is not deleted, and
        deletions.Gone, which names what must come first, where it hangs on something that is deleted as well.
        """
        listed = self.deleted()
        found = next((item for item in listed if item.ref == ref), None)
        if found is None:
            raise self._not_listed(ref, listed)
        with self.context.transaction() as tx:
            back = deletions.restore(tx, found, listed)
            about = back.interview_id if ref.letter != "i" else ref.id
            said = self.replan(tx, about) if about is not None else ()
            if ref.letter == "i" and tx.get(Interview, ref.id).outcome in OFFERED:
                said += self.replan_others(tx, ref.id)
            left = f"left out: {', '.join(back.left_out)}" if back.left_out else ""
            words = f"Restored {found.what}{with_it(back.came)}"
            return tx.done(joined(words, left, *said), ref)

    def not_there(self, ref: Ref) -> NotFound:
        """What is said where a record is asked for that is not there: how it comes back, if it was deleted."""
        reader, listed = self.context.store.reader, self.deleted()
        item = next((item for item in listed if item.ref == ref), None) or deletions.with_which(reader, ref, listed)
        if item is not None:
            which = "" if item.ref == ref else f" with {item.ref}"
            return NotFound(f"{ref} was deleted{which} ({item.what}): `bring-back {item.ref}` restores it")
        if deletions.ever(reader, ref):
            return NotFound(_for_good(ref))
        return NotFound(f"there is no {NOUNS[kind_of(ref)].word} {ref}")

    def _not_listed(self, ref: Ref, listed: tuple[Deleted, ...]) -> NotFound | Refused:
        reader = self.context.store.reader
        if find(reader, kind_of(ref), id=ref.id):
            return Refused(f"{ref} is not deleted")
        whole = deletions.with_which(reader, ref, listed)
        if whole is not None:
            return Refused(f"{ref} was deleted with {whole.ref}, {whole.what}: restore {whole.ref}")
        if deletions.ever(reader, ref):
            return NotFound(_for_good(ref))
        return NotFound(f"there is no deleted {NOUNS[kind_of(ref)].word} {ref}")

    def _go(self, count: int, verb: str, action: str, *, undo: bool) -> Change:
        if count < 1:
            raise Refused("the number of changes must be 1 or more")
        session, words, read_emails = self.context.session, [], False
        made, undone = list(session.made), list(session.undone)
        with self.context.transaction() as tx:
            for number in range(count):
                entry = next_to_undo(tx.reader, made) if undo else next_to_redo(tx.reader, undone)
                if entry is None:
                    few = f"only {counted(number, 'change')} to {action}: nothing was changed"
                    raise Refused(few if number else f"nothing to {action}")
                self._turn(tx, entry, undo=undo)
                undone = [*undone, entry.mark] if undo else undone[:-1]
                words.append(entry.words)
                read_emails |= undo and _brought_emails(tx, entry)
        session.undone[:] = undone
        back = "to have the emails back: interview-tui mail --again" if read_emails else ""
        return Change(joined(f"{verb}: {' · '.join(words)}", back))

    def _turn(self, tx: Transaction, entry: Entry, *, undo: bool) -> None:
        """Takes an entry back or does it again. Raises Conflict, which names the record that is in the way and who
        changed it, where that would undo what came later.
        """
        what = f"“{shorten(entry.words, _SAID)}” was not {'undone' if undo else 'redone'}"
        found = changed_since(tx.reader, entry.id)
        if found is not None:
            raise Conflict(f"{found[0]} was changed since {self._by(tx, found[1])}: {what}")
        try:
            (take_back if undo else do_again)(tx, entry.id)
        except Overtaken as error:
            later = last_change(tx.reader, error.ref)
            by = f" {self._by(tx, later)}" if later else ""
            raise Conflict(f"{error.ref} was {error.how} since{by}: {what}") from error

    def _by(self, tx: Transaction, later: Entry) -> str:
        """By whom, when and what: `by another session, today 14:03 (Edited …)`."""
        by = "you" if later.mark in self.context.session.made else "another session"
        when = moment_words(later.at, now=tx.now, calendar=self.context.calendar)
        return f"by {by}, {when} ({shorten(later.words, _SAID)})"


def _for_good(ref: Ref) -> str:
    return f"{ref} was deleted more than {KEPT_DAYS} days ago, or undone: it cannot be restored"


def _brought_emails(tx: Transaction, entry: Entry) -> bool:
    """Whether an entry logged emails that were read; a letter that this program sent is none."""
    added = (after for _, before, after in changed_rows(tx.reader, entry.id, [Touch]) if not before)
    return any(after.get("message_id") and after.get("letter_id") is None for after in added)


def with_it(went: Sequence[tuple[type[Record], int]]) -> str:
    """`, with 2 notes, 1 letter`; '' for what was deleted alone."""
    parts = [counted(number, NOUNS[cls].word, PLURALS.get(cls, NOUNS[cls].plural)) for cls, number in went]
    return f", with {', '.join(parts)}" if parts else ""
