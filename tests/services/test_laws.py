"""Laws that hold for any sequence of actions: taking all of it back, order, and nothing lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from interview_tui.domain.dates import When
from interview_tui.domain.enums import Channel, Direction, Outcome, Part, Plan, Ref, Settled, Step, Voice
from interview_tui.domain.errors import UserError
from interview_tui.domain.records import (
    Commitment,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Meeting,
    Person,
    Question,
    Study,
)
from interview_tui.domain.study import study_parts
from interview_tui.importing.guests import Guest
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import MeetingTime, meeting_time
from interview_tui.store.pipeline import Pipeline
from tests.importing.test_invitations import THURSDAY, invitation
from tests.programs import a_program, content, every, get, go_to, planned_again, queue, when
from tests.shared import folder_of_the_run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.importing.importer import Imported
    from interview_tui.store.journal import Change

NAMES = st.sampled_from(["Dana Ruiz", "Kim Lee", "dana", "Ana Sol"])
WORDS = st.sampled_from(["Releases take nine days", "Who owns the budget?", "[/x] 100% \\ 田中 🎈", "a" * 300])
DAYS = st.sampled_from(["today", "tomorrow", "fri", "+2w", "2 Dec", "next tue 14:00", "+4h"])
LINES = st.one_of(
    st.builds(lambda marker, text, name: f"{marker} {text} ({name})", st.sampled_from('?!"><'), WORDS, NAMES),
    st.builds(lambda marker, text, day: f"{marker} {text} by {day}", st.sampled_from("+-"), WORDS, DAYS),
    st.builds(lambda text, answer: f"? {text}\n    {answer}", WORDS, WORDS),
    st.builds(lambda name: f"@ {name}", NAMES),
    st.builds(lambda text: f"* {text}", WORDS),
    WORDS,
)
PLACE = st.integers(0, 9)
"""Which of those at hand, counted round."""
MARKS = st.sampled_from(["", "! ", "!!! ", "# "])


def cycled(ids: Sequence[int], place: int) -> int:
    """One of the ids, counted round; one that is not there where there are none."""
    return ids[place % len(ids)] if ids else 1


class Sessions(RuleBasedStateMachine):
    """A person at work. `contents` are the store's contents after each change that stands, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = folder_of_the_run()
        self.program = a_program(self.folder)
        self.contents: list[dict[str, Any]] = []
        self.undone: list[dict[str, Any]] = []

    def teardown(self) -> None:
        if self.contents:
            self.take_all_back_and_do_all_again()
        self.program.store.close()
        shutil.rmtree(self.folder)

    def take_all_back_and_do_all_again(self) -> None:
        first, last = self.contents[0], self.contents[-1]
        changes = len(self.contents) - 1
        if changes:
            self.program.history.undo(changes)
            assert content(self.program) == first
            self.program.history.redo(changes)
        assert content(self.program) == last

    @initialize(step=st.sampled_from(Step))
    def begin(self, step: Step) -> None:
        program = self.program
        meeting = when(program, "tomorrow 14:00")
        program.interviews.add("Acme", "SRE", meeting=meeting, people=["Dana Ruiz", "Kim Lee"])
        program.notes.capture(1, "! Releases (Dana Ruiz)\n* Cut releases\n+ send it by fri\n> Who owns it?")
        go_to(program, 1, step)
        self.contents.append(content(program))

    def act(self, action: Callable[[], Change | Imported], *, may_remove: bool = False) -> None:
        """Does something; what is refused must leave no trace, and what is done must lose nothing."""
        before = self.contents[-1]
        entries = len(self.program.history.log())
        try:
            entry = action().entry
        except UserError:
            entry = None
        after = content(self.program)
        assert len(self.program.history.log()) == entries + (entry is not None)
        if entry is None:
            assert after == before
            return
        if not may_remove:
            for table, rows in before.items():
                assert rows.keys() <= after[table].keys(), f"{table} lost {rows.keys() - after[table].keys()}"
        self.contents.append(after)
        self.undone.clear()

    def interview(self, place: int) -> int:
        ids = [i.id for i in every(self.program, Interview)]
        return ids[place % len(ids)] if ids else 1

    def due(self, place: int, number: int) -> list[int]:
        ids = [f.id for f in every(self.program, FollowUp) if f.state is Settled.OPEN]
        return [ids[(place + n) % len(ids)] for n in range(min(number, len(ids)))]

    def meeting(self, place: int) -> int:
        ids = [m.id for m in every(self.program, Meeting)]
        return ids[place % len(ids)] if ids else 1

    def note(self, place: int) -> Ref:
        letters = {"attendances": "a", "questions": "q", "needs": "n", "quotes": "k", "matches": "x"}
        letters |= {"commitments": "c", "remarks": "o"}
        notes = [Ref(letter, i) for table, letter in letters.items() for i in self.contents[-1][table]]
        return notes[place % len(notes)] if notes else Ref("n", 1)

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.program.clock.move(days=days, hours=3)

    @rule(text=WORDS, people=st.lists(NAMES, max_size=2), day=st.none() | DAYS)
    def add(self, text: str, people: list[str], day: str | None) -> None:
        meeting = day and when(self.program, day)
        self.act(lambda: self.program.interviews.add(text, "SRE", meeting=meeting or None, people=people))

    @rule(place=PLACE, anyway=st.booleans())
    def advance(self, place: int, anyway: bool) -> None:
        self.act(lambda: self.program.interviews.advance([self.interview(place)], anyway=anyway))

    @rule(place=PLACE)
    def back(self, place: int) -> None:
        self.act(lambda: self.program.interviews.back([self.interview(place)]))

    @rule(place=PLACE, outcome=st.sampled_from(Outcome), ago=st.integers(0, 5))
    def outcome(self, place: int, outcome: Outcome, ago: int) -> None:
        at = When(self.program.today() - timedelta(days=ago)) if ago else None
        self.act(lambda: self.program.outcomes.record([self.interview(place)], outcome, at=at))

    @rule(place=PLACE, plan=st.sampled_from(Plan), role=WORDS)
    def edit(self, place: int, plan: Plan, role: str) -> None:
        self.act(lambda: self.program.interviews.edit(self.interview(place), plan=plan, role=role))

    @rule(place=PLACE, day=DAYS)
    def set_meeting(self, place: int, day: str) -> None:
        found = when(self.program, day)
        time = meeting_time(found) if found.at else MeetingTime(starts=None)
        assert time is not None
        self.act(lambda: self.program.interviews.edit(self.interview(place), meeting=time))

    @rule(place=PLACE)
    def remove_interview(self, place: int) -> None:
        self.act(lambda: self.program.interviews.remove([self.interview(place)]), may_remove=True)

    @rule(place=PLACE, number=st.integers(1, 3), ago=st.integers(0, 3))
    def done(self, place: int, number: int, ago: int) -> None:
        at = When(self.program.today() - timedelta(days=ago)) if ago else None
        self.act(lambda: self.program.follow_ups.done(self.due(place, number), at=at))

    @rule(place=PLACE, day=DAYS)
    def snooze(self, place: int, day: str) -> None:
        self.act(lambda: self.program.follow_ups.snooze(self.due(place, 2), when(self.program, day)))

    @rule(place=PLACE, why=WORDS)
    def skip(self, place: int, why: str) -> None:
        self.act(lambda: self.program.follow_ups.skip(self.due(place, 1), why=why))

    @rule(place=PLACE, text=WORDS, day=DAYS)
    def add_follow_up(self, place: int, text: str, day: str) -> None:
        self.act(lambda: self.program.follow_ups.add(self.interview(place), text, when(self.program, day)))

    @rule(place=PLACE, text=WORDS, day=DAYS)
    def edit_follow_up(self, place: int, text: str, day: str) -> None:
        for found in self.due(place, 1):
            stored = get(self.program, FollowUp, found)
            self.act(lambda: self.program.follow_ups.edit(stored, when(self.program, day), text=text))  # noqa: B023

    @rule(letter=st.sampled_from("ip"), place=PLACE, direction=st.sampled_from(Direction))
    def touch(self, letter: str, place: int, direction: Direction) -> None:
        target = Ref(letter, self.interview(place) if letter == "i" else place)
        self.act(lambda: self.program.follow_ups.touch(target, Contacted(direction=direction, channel=Channel.PHONE)))

    @rule(place=PLACE, days=st.integers(0, 20), automatic=st.booleans(), waits=st.booleans(), answers=st.booleans())
    def they_write(self, place: int, days: int, automatic: bool, waits: bool, answers: bool) -> None:
        today = self.program.today()
        commitments = [c.id for c in every(self.program, Commitment)]
        contact = Contacted(
            direction=Direction.IN,
            channel=Channel.EMAIL,
            person_id=place + 1 if place % 2 else None,
            at=When(today - timedelta(days=days)) if days else None,
            automatic=automatic,
            until=today + timedelta(days=place) if automatic else None,
            reply_by=today + timedelta(days=place) if waits else None,
            answers=Ref("c", commitments[place % len(commitments)]) if answers and commitments else None,
        )
        self.act(lambda: self.program.follow_ups.touch(Ref("i", self.interview(place)), contact))

    @rule(place=PLACE, day=DAYS, people=st.lists(NAMES, max_size=2))
    def further_meeting(self, place: int, day: str, people: list[str]) -> None:
        found = when(self.program, day)
        time = meeting_time(found) if found.at else MeetingTime(starts=None)
        assert time is not None
        self.act(lambda: self.program.meetings.add(self.interview(place), time, people=people))

    @rule(place=PLACE, day=DAYS)
    def move_meeting(self, place: int, day: str) -> None:
        found = when(self.program, day)
        time = meeting_time(found) if found.at else MeetingTime(starts=None)
        assert time is not None
        self.act(lambda: self.program.meetings.move(self.meeting(place), time))

    @rule(place=PLACE, missed=st.booleans())
    def cancel_meeting(self, place: int, missed: bool) -> None:
        self.act(lambda: self.program.meetings.cancel(self.meeting(place), missed=missed))

    @rule(place=PLACE, present=st.booleans())
    def came(self, place: int, present: bool) -> None:
        self.act(lambda: self.program.meetings.came(self.meeting(place), 1 + place % 3, present=present))

    @rule(place=PLACE)
    def debriefed(self, place: int) -> None:
        self.act(lambda: self.program.meetings.debriefed(self.meeting(place)))

    @rule(place=PLACE, name=NAMES, part=st.none() | st.sampled_from(Part))
    def add_person(self, place: int, name: str, part: Part | None) -> None:
        self.act(lambda: self.program.people.add(self.interview(place), f"{name}, {part or 'Head'}", part))

    @rule(place=PLACE, name=NAMES)
    def take_over(self, place: int, name: str) -> None:
        self.act(lambda: self.program.people.take_over(self.interview(place), name, 1 + place % 3))

    @rule(place=PLACE, voice=st.sampled_from(Voice))
    def favour(self, place: int, voice: Voice) -> None:
        ties = [t.id for t in every(self.program, Involvement)]
        self.act(lambda: self.program.people.favour(ties[place % len(ties)] if ties else 1, voice))

    @rule(place=PLACE, days=st.integers(-3, 20), ago=st.integers(0, 5))
    def offer(self, place: int, days: int, ago: int) -> None:
        today = self.program.today()
        by = today + timedelta(days=days) if days > 0 else None
        at = When(today - timedelta(days=ago)) if ago else None
        self.act(lambda: self.program.outcomes.record_offer(self.interview(place), answer_by=by, at=at))

    @rule(place=PLACE, lines=st.lists(LINES, min_size=1, max_size=4))
    def capture(self, place: int, lines: list[str]) -> None:
        self.act(lambda: self.program.notes.capture(self.interview(place), "\n".join(lines)))

    @rule(place=PLACE, line=LINES)
    def edit_note(self, place: int, line: str) -> None:
        self.act(lambda: self.program.notes.edit(self.interview(0), self.note(place), line), may_remove=True)

    @rule(place=PLACE)
    def settle_note(self, place: int) -> None:
        self.act(lambda: self.program.notes.settle([self.note(place)]))

    @rule(place=PLACE)
    def remove_note(self, place: int) -> None:
        self.act(lambda: self.program.notes.remove([self.note(place)]), may_remove=True)

    @rule(place=PLACE, lines=st.lists(st.builds(lambda mark, text: mark + text, MARKS, WORDS), min_size=1, max_size=3))
    def study(self, place: int, lines: list[str]) -> None:
        self.act(lambda: self.program.studies.add(self.interview(place), "\n\n".join(lines)))

    @rule(place=PLACE, lines=st.sampled_from(["", "! Less waste", "Who\nknows?"]))
    def edit_study(self, place: int, lines: str) -> None:
        for study in every(self.program, Study)[place % 2 :][:1]:
            part = study_parts(study.text)[0]
            self.act(lambda: self.program.studies.edit(study, part, lines), may_remove=True)  # noqa: B023

    @rule(place=PLACE, entry=PLACE, said=WORDS)
    def expect_question(self, place: int, entry: int, said: str) -> None:
        bank = self.program.answers.bank()
        self.act(lambda: self.program.answers.prepare(bank[entry], text=said if place else ""), may_remove=True)
        self.act(lambda: self.program.answers.expect(self.interview(place), bank[entry]), may_remove=True)

    @rule(place=PLACE, went=WORDS, better=st.sampled_from(["", "I would begin with the end.", "One. Two."]))
    def look_back(self, place: int, went: str, better: str) -> None:
        for question in every(self.program, Question)[place:][:1]:
            self.act(lambda: self.program.answers.review(question, went=went, better=better))  # noqa: B023

    @rule(place=PLACE, text=WORDS)
    def another_role(self, place: int, text: str) -> None:
        for interview in every(self.program, Interview)[place % 3 :][:1]:
            self.act(lambda: self.program.interviews.add(interview.company, text, after=interview.id))  # noqa: B023

    @rule(place=PLACE, promise=st.booleans(), writer=st.none() | PLACE)
    def add_document(self, place: int, promise: bool, writer: int | None) -> None:
        commitments = [c.id for c in every(self.program, Commitment)]
        target = Ref("c", commitments[place % len(commitments)]) if promise and commitments else None
        people = [p.id for p in every(self.program, Person)]
        self.act(
            lambda: self.program.documents.add(
                target or Ref("i", self.interview(place)),
                __file__,
                by=None if writer is None else cycled(people, writer),
            )
        )

    @rule(place=PLACE, to=PLACE)
    def send_document(self, place: int, to: int) -> None:
        people = [p.id for p in every(self.program, Person)]
        for document in every(self.program, Document)[place % 2 :][:1]:
            self.act(lambda: self.program.documents.edit(document, sent_to=cycled(people, to)))  # noqa: B023

    @rule(place=PLACE)
    def remove_document(self, place: int) -> None:
        documents = [d.id for d in every(self.program, Document)]
        self.act(lambda: self.program.documents.remove(cycled(documents, place)), may_remove=True)

    @rule(place=PLACE)
    def bring_back(self, place: int) -> None:
        deleted = self.program.history.deleted()
        if deleted:
            self.act(lambda: self.program.history.bring_back(deleted[place % len(deleted)].ref))

    @rule(sequence=st.integers(0, 2), cancelled=st.booleans(), day=st.integers(1, 5))
    def take_in(self, sequence: int, cancelled: bool, day: int) -> None:
        found = invitation(
            sequence=sequence,
            cancelled=cancelled,
            starts=THURSDAY.replace(month=12, day=day),
            ends=None,
            people=(Guest(name="Kim Lee", email=""),),
        )
        self.act(lambda: self.program.invitations.take([found]))

    @rule()
    def undo(self) -> None:
        if len(self.contents) > 1:
            self.program.history.undo()
            self.undone.append(self.contents.pop())
        assert content(self.program) == self.contents[-1]

    @rule()
    def redo(self) -> None:
        if self.undone:
            self.program.history.redo()
            self.contents.append(self.undone.pop())
        assert content(self.program) == self.contents[-1]

    @invariant()
    def the_queue_is_in_order_and_holds_all_that_is_owed(self) -> None:
        rows = queue(self.program)
        local = self.program.calendar.local
        places = [(str(r.day), f"{local(r.at):%H:%M}" if r.at else "24:00", r.id) for r in rows]
        assert all(one < other for one, other in pairwise(places))
        now = self.program.clock()
        still_open = (f for f in every(self.program, FollowUp) if f.state is Settled.OPEN)
        assert {row.id for row in rows} == {f.id for f in still_open if f.lapses is None or f.lapses > now}

    @invariant()
    def the_pipeline_holds_every_interview_on_its_step(self) -> None:
        rows = Pipeline(self.program.store, self.program.clock()).interviews()
        interviews = every(self.program, Interview)
        now = self.program.clock()
        assert {row.id: row.step for row in rows} == {i.id: i.step_at(now) for i in interviews}

    @invariant()
    def planned_again_nothing_changes(self) -> None:
        assert planned_again(self.program) == {}

    @invariant()
    def the_file_is_sound(self) -> None:
        with closing(sqlite3.connect(self.program.store.path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


TestAnySequenceOfActions = Sessions.TestCase
TestAnySequenceOfActions.settings = settings(stateful_step_count=15, deadline=None, print_blob=True)
