"""What every service stands on: store, clock, the user's calendar and cadences; and what a change gives back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_tui.domain.dates import day_words, moment_words, utc_text
from interview_tui.domain.planning import moved, pointless, revived, setting, standing
from interview_tui.domain.records import NOUNS, FollowUp, Kind, Ref, Settled
from interview_tui.domain.text import counted
from interview_tui.store.reading import load_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from interview_tui.domain.cadence import Cadences
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Record
    from interview_tui.domain.rule_making import Setting
    from interview_tui.services.hooks import Hooks
    from interview_tui.store.database import Store
    from interview_tui.store.journal import Mark
    from interview_tui.store.transaction import Transaction

NAMED_AT_MOST = 4
"""How many follow-ups a message names before it only counts them."""
FOLLOWING = (
    "due_day", "due_at", "planned_day", "anchor", "why", "state", "settled", "note"
)  # fmt: skip
"""What of a follow-up follows when its rule says something else."""


def untold(_done: int) -> None:
    """Nobody listens how far it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a service did: one line in words, and the records that it concerns. `entry` is None if nothing changed."""

    words: str
    refs: tuple[Ref, ...] = ()
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program: the journal entries that it made. Undo takes these back before others."""

    token: str = field(default_factory=lambda: os.urandom(8).hex())
    """No other session's."""
    made: list[Mark] = field(default_factory=list)
    undone: list[Mark] = field(default_factory=list)
    """What it took back and can do again, the last at the end."""

    def did(self, entry: int | None, at: datetime) -> None:
        """A change was committed; None where nothing changed."""
        if entry is not None:
            self.made.append((entry, utc_text(at)))
            self.undone.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the services share. `clock` gives the instant at hand, aware, in UTC."""

    store: Store
    clock: Callable[[], datetime]
    calendar: Calendar
    cadences: Cadences
    mine: frozenset[str] = frozenset()
    """The user's own e-mail addresses, lower case."""
    signature: str = ""
    """What stands below the user's letters."""
    session: Session = field(default_factory=Session)
    hooks: Hooks | None = None
    """What the user wants to be run when something happened; None where they want nothing."""

    def today(self) -> date:
        """The user's day."""
        return self.calendar.day(self.clock())

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One change at the instant at hand."""
        with self.store.transaction(self.clock()) as tx:
            yield tx
        self.session.did(tx.entry, tx.now)
        if self.hooks is not None and tx.entry is not None:
            self.hooks.after_change(self, tx.entry)

    def take_problem(self) -> str:
        """What went wrong beside a change that was made all the same, each time it is another; '' for nothing."""
        return self.store.take_problem() or (self.hooks.take_problem() if self.hooks is not None else "")


class Service:
    """A group of intentions on one subject."""

    def __init__(self, house: House) -> None:
        self.house = house

    def setting(self, case: Case, tx: Transaction) -> Setting:
        """What planning needs to know of this moment."""
        return setting(case, now=tx.now, calendar=self.house.calendar, cadences=self.house.cadences)

    def case(self, tx: Transaction, interview_id: int) -> Case:
        """The interview as it stands inside the transaction."""
        return load_case(tx.reader, interview_id)

    def plan(self, tx: Transaction, follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
        """Puts planned follow-ups into the queue."""
        return tuple(tx.add(follow_up) for follow_up in follow_ups)

    def keep_planned(self, tx: Transaction, interview_id: int, *kinds: Kind) -> tuple[str, ...]:
        """After something was written down, the plan follows: of these kinds what no rule asks for any more is
        cancelled, what counts from what was changed moves, what is asked for again is owed again; of the present step
        what is missing is planned. Says so.
        """
        case = self.case(tx, interview_id)
        at = self.setting(case, tx)
        stored = {f.id: f for f in case.follow_ups}
        off = pointless(case, kinds, at)
        for follow_up in off:
            why = "the plan no longer asks for it"
            tx.change(follow_up, state=Settled.CANCELLED, settled=tx.now, note=why)
        follows, again = moved(case, kinds, at), revived(case, kinds, at)
        for changed in (*follows, *again):
            tx.change(stored[changed.id], **{name: getattr(changed, name) for name in FOLLOWING})
        added = (*again, *self.plan(tx, standing(case, at)))
        said = (
            self.listed("no longer owed", off, dated=False),
            self.listed("planned", added),
            self.listed("moved", follows),
        )
        return tuple(part for part in said if part)

    def listed(self, verb: str, follow_ups: Sequence[FollowUp], *, dated: bool = True, every: bool = False) -> str:
        """`planned: Thank Dana Ruiz (tomorrow), Send the value letter (Fri)`; '' for none; `every`: names them all."""
        if not follow_ups:
            return ""
        first = follow_ups if every else follow_ups[:NAMED_AT_MOST]
        named = [f"{f.text} ({self.due(f)})" if dated else f.text for f in first]
        more = len(follow_ups) - len(named)
        return f"{verb}: {', '.join(named)}" + (f" and {counted(more, 'more', 'more')}" if more else "")

    def due(self, follow_up: FollowUp) -> str:
        """When it is due, in words."""
        if follow_up.due_at is not None:
            return moment_words(follow_up.due_at, now=self.house.clock(), calendar=self.house.calendar)
        return day_words(due_day(follow_up, self.house.calendar), today=self.house.today())

    def finish(self, tx: Transaction, words: str, refs: Iterable[Ref]) -> Finished:
        """Gives the change its words; the change itself is known when the transaction has ended."""
        tx.say(words)
        return Finished(tx, words, tuple(refs))


@dataclass(frozen=True, slots=True)
class Finished:
    """A change whose transaction is about to end."""

    tx: Transaction
    words: str
    refs: tuple[Ref, ...]

    def change(self) -> Change:
        """The change, with the number of its entry. To be called after the transaction has ended."""
        return Change(self.words, self.refs, self.tx.entry)


def due_day(follow_up: FollowUp, calendar: Calendar) -> date:
    """The user's day on which a follow-up is due."""
    if follow_up.due_at is not None:
        return calendar.day(follow_up.due_at)
    if follow_up.due_day is None:
        raise ValueError(f"follow-up {follow_up.id} has no due date")
    return follow_up.due_day


def refs(records: Iterable[Record]) -> tuple[Ref, ...]:
    """The short ids of records."""
    return tuple(Ref(NOUNS[type(record)].letter, record.id) for record in records)


def joined(*parts: str) -> str:
    """Parts of a message, those that say something, parted by semicolons."""
    return "; ".join(part for part in parts if part)
