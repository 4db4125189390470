"""Laws of two sessions on one store, whatever they do, in whatever order, and however they end."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from interview_tui.domain.enums import DueState, Outcome, Settled
from interview_tui.domain.errors import UserError
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.store.backups import copy_store
from interview_tui.store.queue import Queue
from interview_tui.store.restoration import restore
from tests.faults.test_kills import held, replayed
from tests.programs import a_program, content, every, get, planned_again, queue, when
from tests.shared import folder_of_the_run
from tests.store.records import assert_in_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction
    from tests.programs import ProgramOnATable

WHO = st.sampled_from([0, 1])
PLACE = st.integers(0, 9)
"""Which of those at hand, counted round."""
DAYS = st.sampled_from(["today", "tomorrow", "fri", "+2w", "next tue 14:00", "+4h"])
WORDS = st.sampled_from(["Releases take nine days", "Who owns the budget?", "[/x] 100% \\ 田中 🎈"])
NAMES = st.sampled_from(["Dana Ruiz", "Kim Lee"])
LINES = st.builds(lambda mark, text, name: f"{mark} {text} ({name})", st.sampled_from('?!">'), WORDS, NAMES)


class TwoSessions(RuleBasedStateMachine):
    """Two people, or one at two windows."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = folder_of_the_run()
        self.here = self.folder
        self.sessions = [a_program(self.here), a_program(self.here)]
        self.told: dict[int, str] = {}
        """The words of every change that a service said was made, by its number; those of undo left out."""
        self.copies: list[tuple[Path, dict[str, Any], dict[int, str]]] = []

    def teardown(self) -> None:
        for program in self.sessions:
            program.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        first = self.sessions[0]
        meeting = when(first, "tomorrow 14:00")
        self.change(0, lambda p: p.interviews.add("Acme", "SRE", meeting=meeting, people=["Dana Ruiz"]))
        self.change(1, lambda p: p.interviews.add("Zebra Works", "Tester"))

    def change(self, who: int, act: Callable[[ProgramOnATable], Change]) -> None:
        """One does something. What is refused leaves no trace; what is done is undone and done again at once, by the
        same session: the store is what it was, then what it had become.
        """
        program = self.sessions[who]
        before = content(program)
        log = program.history.log()
        try:
            change = act(program)
        except UserError:
            assert content(program) == before
            assert program.history.log() == log
            return
        if change.entry is None:
            assert content(program) == before
            return
        self.told[change.entry] = change.words
        after = content(program)
        program.history.undo()
        assert content(program) == before
        program.history.redo()
        assert content(program) == after

    def interview(self, place: int) -> int:
        ids = [interview.id for interview in every(self.sessions[0], Interview)]
        return ids[place % len(ids)] if ids else 1

    def due(self, place: int) -> list[int]:
        ids = [f.id for f in every(self.sessions[0], FollowUp) if f.state is Settled.OPEN]
        return [ids[place % len(ids)]] if ids else [1]

    @rule(days=st.integers(0, 9), hours=st.integers(1, 20))
    def time_passes(self, days: int, hours: int) -> None:
        for program in self.sessions:
            program.clock.move(days=days, hours=hours)

    @rule(who=WHO, company=WORDS, day=DAYS)
    def add(self, who: int, company: str, day: str) -> None:
        def act(program: ProgramOnATable) -> Change:
            found = when(program, day)
            return program.interviews.add(company, "SRE", meeting=found if found.at else None, people=["Kim Lee"])

        self.change(who, act)

    @rule(who=WHO, place=PLACE)
    def advance(self, who: int, place: int) -> None:
        self.change(who, lambda p: p.interviews.advance([self.interview(place)], anyway=True))

    @rule(who=WHO, place=PLACE)
    def back(self, who: int, place: int) -> None:
        self.change(who, lambda p: p.interviews.back([self.interview(place)]))

    @rule(who=WHO, place=PLACE, outcome=st.sampled_from(Outcome))
    def outcome(self, who: int, place: int, outcome: Outcome) -> None:
        self.change(who, lambda p: p.outcomes.record([self.interview(place)], outcome))

    @rule(who=WHO, place=PLACE)
    def remove(self, who: int, place: int) -> None:
        self.change(who, lambda p: p.interviews.remove([self.interview(place)]))

    @rule(who=WHO)
    def bring_back(self, who: int) -> None:
        found = self.sessions[who].history.deleted()
        if found:
            self.change(who, lambda p: p.history.bring_back(found[0].ref))

    @rule(who=WHO, place=PLACE)
    def done(self, who: int, place: int) -> None:
        self.change(who, lambda p: p.follow_ups.done(self.due(place)))

    @rule(who=WHO, place=PLACE, why=WORDS)
    def skip(self, who: int, place: int, why: str) -> None:
        self.change(who, lambda p: p.follow_ups.skip(self.due(place), why=why))

    @rule(who=WHO, place=PLACE, day=DAYS)
    def snooze(self, who: int, place: int, day: str) -> None:
        self.change(who, lambda p: p.follow_ups.snooze(self.due(place), when(p, day)))

    @rule(who=WHO, place=PLACE, text=WORDS)
    def study(self, who: int, place: int, text: str) -> None:
        self.change(who, lambda p: p.studies.add(self.interview(place), f"! {text}"))

    @rule(who=WHO, place=PLACE, text=WORDS, day=DAYS)
    def owe(self, who: int, place: int, text: str, day: str) -> None:
        self.change(who, lambda p: p.follow_ups.add(self.interview(place), text, when(p, day)))

    @rule(who=WHO, place=PLACE, lines=st.lists(LINES, min_size=1, max_size=3))
    def note(self, who: int, place: int, lines: list[str]) -> None:
        self.change(who, lambda p: p.notes.capture(self.interview(place), "\n".join(lines)))

    @rule(place=PLACE, first=WHO, text=WORDS)
    def both_edit_one(self, place: int, first: int, text: str) -> None:
        """Both have read the same record; the second to save it is told, and overwrites nothing."""
        ids = self.due(place)
        try:
            (read,) = (get(program, FollowUp, ids[0]) for program in self.sessions[:1])
        except UserError:
            return
        if read.text == text:
            return
        day = when(self.sessions[0], "+3d")
        self.change(first, lambda p: p.follow_ups.edit(read, day, text=text))
        saved = get(self.sessions[0], FollowUp, read.id)
        if saved == read:
            return
        with pytest.raises(UserError, match="changed elsewhere"):
            self.sessions[1 - first].follow_ups.edit(read, day, text="mine")
        assert get(self.sessions[0], FollowUp, read.id) == saved

    @rule(who=WHO, count=st.integers(1, 3))
    def undo(self, who: int, count: int) -> None:
        self.turn(who, lambda p: p.history.undo(count), lambda p: p.history.redo(count))

    @rule(who=WHO, count=st.integers(1, 2))
    def redo(self, who: int, count: int) -> None:
        self.turn(who, lambda p: p.history.redo(count), None)

    def turn(
        self,
        who: int,
        act: Callable[[ProgramOnATable], Change],
        inverse: Callable[[ProgramOnATable], Change] | None,
    ) -> None:
        """Takes changes back or does them again; all of them or none. Undone, then redone, all is as it was."""
        program = self.sessions[who]
        before = content(program)
        try:
            act(program)
        except UserError:
            assert content(program) == before
            return
        after = content(program)
        if inverse is not None:
            inverse(program)
            assert content(program) == before
            act(program)
            assert content(program) == after

    @rule(who=WHO, place=PLACE, where=st.integers(1, 60))
    def cut_off(self, who: int, place: int, where: int) -> None:
        """A session ends at some statement within a change: nothing of it is there, and the next goes on."""
        program, left = self.sessions[who], [where]
        before, log = content(program), program.history.log()

        def fail() -> int:
            left[0] -= 1
            return int(left[0] <= 0)

        transaction = program.store.transaction

        def cut(now: datetime) -> AbstractContextManager[Transaction]:
            return interrupted(transaction(now), fail)

        vars(program.store)["transaction"] = cut
        try:
            program.interviews.advance([self.interview(place)], anyway=True)
        except UserError:
            assert content(program) == before
            assert program.history.log() == log
        else:
            newest = program.history.log(limit=1)[0]
            self.told[newest.id] = newest.words
        program.store.close()
        at = program.clock.now
        self.sessions[who] = a_program(self.here)
        self.sessions[who].clock.now = at

    @rule(who=WHO)
    def leave_and_come_back(self, who: int) -> None:
        at = self.sessions[who].clock.now
        self.sessions[who].store.close()
        self.sessions[who] = a_program(self.here)
        self.sessions[who].clock.now = at

    @rule()
    def copy(self) -> None:
        program = self.sessions[0]
        target = self.here / f"copy{len(self.copies)}.db"
        copy_store(program.store.path, target)
        self.copies.append((target, content(program), dict(self.told)))

    @rule(which=PLACE)
    def go_back_to_a_copy(self, which: int) -> None:
        """Both sessions are open meanwhile. What was there is kept, and the copy is there."""
        if not self.copies:
            return
        program = self.sessions[0]
        now = content(program)
        path, then, told = self.copies[which % len(self.copies)]
        kept = restore(path, program.store.backups, program.calendar.local(program.clock.now))
        assert kept is not None
        assert {table: set(rows) for table, rows in held(kept).items()} == {t: set(rows) for t, rows in now.items()}
        for session in self.sessions:
            session.store.data_version()
            assert content(session) == then
        self.told = dict(told)

    @invariant()
    def the_laws_hold(self) -> None:
        type(self).steps += 1
        program = self.sessions[0]
        words = {entry.id: entry.words for entry in program.history.log()}
        assert {number: words.get(number) for number in self.told} == self.told
        assert held(program.store.path) == replayed(program.store.path)
        for session in self.sessions:
            rows = queue(session)
            assert [(row.id, row.text) for row in rows] == expected_queue(session)
            whole = Queue(session.store, session.clock())
            assert len(whole) == len(rows) + whole.counts()[DueState.NONE]
        assert planned_again(program) == {}
        assert content(self.sessions[0]) == content(self.sessions[1])
        assert_in_place(program)
        with closing(sqlite3.connect(program.store.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@contextmanager
def interrupted(context: AbstractContextManager[Transaction], fail: Callable[[], int]) -> Iterator[Transaction]:
    """A transaction in whose middle SQLite is stopped."""
    with context as tx:
        tx.reader.set_progress_handler(fail, 100)
        yield tx


def expected_queue(program: ProgramOnATable) -> list[tuple[int, str]]:
    """The queue by the records alone: by the user's day, at its hour, what has none last."""
    calendar = program.calendar

    def place(follow_up: FollowUp) -> tuple[str, int]:
        if follow_up.due_at is not None:
            return calendar.local(follow_up.due_at).strftime("%Y-%m-%dT%H:%M"), follow_up.id
        return f"{follow_up.due_day}T24:00", follow_up.id

    now = program.clock()
    still_open = (f for f in every(program, FollowUp) if f.state is Settled.OPEN)
    owed = (f for f in still_open if f.lapses is None or f.lapses > now)
    return [(f.id, f.text) for f in sorted(owed, key=place)]


CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def run_steps(examples: int, steps: int) -> int:
    TwoSessions.steps = 0
    run_state_machine_as_test(
        TwoSessions,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=CHECKS
        ),
    )
    return TwoSessions.steps


@pytest.mark.soak
def test_two_sessions_keep_the_laws() -> None:
    assert run_steps(6, 15) > 0


@pytest.mark.soak
@pytest.mark.parametrize("half", [1, 2])
def test_two_sessions_keep_the_laws_for_ten_thousand_steps(half: int) -> None:
    """In two halves, each with chances of its own, so that two processes can share them."""
    steps = 0
    while steps < 5_000:
        steps += run_steps(25, 50)
    print(f"{steps} steps")  # noqa: T201
