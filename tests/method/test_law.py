"""The law of the queue: a function of the facts and the clock, whatever the order in which the facts are entered."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.dates import When
from interview_tui.domain.enums import Channel, Direction, Outcome, Plan, Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Meeting
from interview_tui.services.base import Service
from interview_tui.services.follow_ups import Contacted
from interview_tui.services.meetings import MeetingTime
from interview_tui.store.facts import load_facts
from interview_tui.store.records import find
from tests.programs import a_program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.programs import ProgramOnATable

BEGIN = datetime.fromisoformat("2026-11-02T09:00:00+01:00")
"""A Monday morning."""
NOW = BEGIN + timedelta(days=26, hours=3)
PEOPLE = {
    "Dana Ruiz": "VP Operations",
    "Tom Reed": "Engineer",
    "Rita Rao": "Recruiter",
}
NOTES = (
    "! Releases take nine days ({0})",
    "!! Penalties loom ({0})",
    "+ send the case study ({0}) by fri",
    "+ send the plan ({0})",
    "- call with the dates ({0}) by +6d",
    "- decide ({0}) by +9d",
    "- we'll let you know ({0})",
    "> Who owns the budget? ({0})",
    '" We need calm ({0})',
)


@dataclass(frozen=True)
class Fact:
    """Something that took place `after` the beginning, and what enters it; `needs` are the facts before it."""

    name: str
    after: timedelta
    enter: Callable[[Life], None] = field(compare=False, repr=False)
    needs: tuple[str, ...] = ()

    @property
    def at(self) -> datetime:
        return BEGIN + self.after


class Life:
    """A store in which facts are entered."""

    def __init__(self, folder: Path) -> None:
        self.program: ProgramOnATable = a_program(folder, now=BEGIN.isoformat())
        self.program.interviews.add("Acme", "SRE", plan=Plan.STANDARD)

    def meeting(self, number: int) -> Meeting:
        found = find(self.program.store.reader, Meeting, title=f"Meeting {number}")
        return found[0]

    def when(self, at: datetime) -> When | None:
        """How the time of a fact is given when it is entered: not at all where it is entered in time."""
        return None if at == self.program.clock() else When(self.program.calendar.day(at), at)

    def queue(self) -> list[tuple[str, ...]]:
        """The lines that are owed, without their ids."""
        facts = load_facts(self.program.store.reader, 1)
        now = self.program.clock()
        meetings = {m.id: m.title for m in facts.meetings}
        texts = {c.id: c.text for c in facts.commitments}
        lines = [
            (
                str(f.kind),
                facts.name_of(f.person_id),
                meetings.get(f.meeting_id or 0, ""),
                texts.get(f.commitment_id or 0, ""),
                str(f.due_day or f.due_at),
            )
            for f in facts.follow_ups
            if f.state is Settled.OPEN and (f.lapses is None or f.lapses > now)
        ]
        return sorted(lines)

    def standing(self) -> tuple[str, ...]:
        facts = load_facts(self.program.store.reader, 1)
        return str(facts.interview.step_at(self.program.clock())), str(facts.interview.outcome)

    def plan_again(self) -> int:
        """How much planning again would change."""
        context = self.program
        with context.transaction() as tx:
            for interview in find(tx.reader, Interview):
                Service(context).replan(tx, interview.id)
            size = tx.size
            tx.done("planned again")
            tx.give_up()
        return size


def meet(number: int, after: timedelta) -> Fact:
    def enter(life: Life) -> None:
        start = BEGIN + after
        change = life.program.meetings.add(1, MeetingTime(starts=start, ends=start + timedelta(hours=1)))
        life.program.notes.capture(1, f"# Meeting {number}", meeting_id=change.refs[0].id)

    return Fact(f"meet {number}", max(after - timedelta(days=2), timedelta(minutes=number)), enter)


def invite(number: int, person: str, after: timedelta) -> Fact:
    def enter(life: Life) -> None:
        life.program.notes.capture(1, f"@ {person}, {PEOPLE[person]}", meeting_id=life.meeting(number).id)

    return Fact(f"invite {person} {number}", after, enter, (f"meet {number}",))


def note(number: int, line: str, person: str, after: timedelta) -> Fact:
    def enter(life: Life) -> None:
        life.program.notes.capture(1, line.format(person), meeting_id=life.meeting(number).id)

    needs = (f"meet {number}", f"invite {person} {number}")
    return Fact(f"note {number} {line} {person}", after, enter, needs)


def cancel(number: int, after: timedelta) -> Fact:
    def enter(life: Life) -> None:
        if life.meeting(number).state == "planned":
            life.program.meetings.cancel(life.meeting(number).id)

    return Fact(f"cancel {number}", after, enter, (f"meet {number}",))


def touch(person: str, direction: Direction, after: timedelta, *, automatic: bool = False) -> Fact:
    def enter(life: Life) -> None:
        at = BEGIN + after
        life.program.follow_ups.touch(
            _person(life, person),
            Contacted(
                direction=direction,
                channel=Channel.EMAIL,
                interview_id=1,
                at=life.when(at),
                automatic=automatic,
                until=(at + timedelta(days=4)).date() if automatic else None,
            ),
        )

    return Fact(f"touch {person} {direction} {after} {automatic}", after, enter, (f"known {person}",))


def known(person: str) -> Fact:
    def enter(life: Life) -> None:
        life.program.people.add(1, f"{person}, {PEOPLE[person]}")

    return Fact(f"known {person}", timedelta(), enter)


def end(outcome: Outcome, after: timedelta) -> Fact:
    def enter(life: Life) -> None:
        life.program.outcomes.record([1], outcome, at=life.when(BEGIN + after))

    return Fact(f"outcome {outcome}", after, enter)


def thank(number: int, person: str, after: timedelta) -> Fact:
    def enter(life: Life) -> None:
        facts, day = load_facts(life.program.store.reader, 1), life.program.calendar.day
        starts = {m.id: m.starts for m in facts.timed()}
        that_day = {i for i, at in starts.items() if day(at or NOW) == day(life.meeting(number).starts or NOW)}
        found = [  # who was met twice in a day is thanked once, for either meeting
            f
            for f in find(life.program.store.reader, FollowUp, state=Settled.OPEN, kind=Kind.THANK_YOU)
            if facts.name_of(f.person_id) == person and f.meeting_id in that_day
        ]
        if found:
            life.program.follow_ups.done([found[0].id], at=life.when(BEGIN + after))

    return Fact(f"thank {person} {number}", after, enter, (f"meet {number}", f"invite {person} {number}"))


def _person(life: Life, name: str) -> Ref:
    facts = load_facts(life.program.store.reader, 1)
    return next(Ref("p", p.id) for p in facts.people.values() if p.name == name)


@st.composite
def lives(draw: st.DrawFn) -> list[Fact]:
    """Facts of four weeks, in the order in which they took place."""
    facts = [known(person) for person in PEOPLE]
    for number in range(1, draw(st.integers(1, 3)) + 1):
        day = draw(st.integers(1, 18))
        start = timedelta(days=day, hours=number)
        facts.append(meet(number, start))
        if draw(st.integers(0, 5)) == 0:
            facts.append(cancel(number, start - timedelta(minutes=30)))
            continue
        for person in draw(st.lists(st.sampled_from(list(PEOPLE)), max_size=3, unique=True)):
            facts.append(invite(number, person, start - timedelta(hours=1)))
            for line in draw(st.lists(st.sampled_from(NOTES), max_size=2, unique=True)):
                facts.append(note(number, line, person, start + timedelta(hours=2)))
            if draw(st.booleans()):
                facts.append(thank(number, person, start + timedelta(hours=draw(st.integers(3, 60)))))
    for _ in range(draw(st.integers(0, 3))):
        person = draw(st.sampled_from(list(PEOPLE)))
        direction = draw(st.sampled_from(list(Direction)))
        automatic = direction is Direction.IN and draw(st.booleans())
        after = timedelta(days=draw(st.integers(1, 24)), hours=5, minutes=draw(st.integers(0, 59)))
        facts.append(touch(person, direction, after, automatic=automatic))
    if draw(st.integers(0, 3)) == 0:
        ending = draw(st.sampled_from([Outcome.OFFER, Outcome.REJECTED, Outcome.QUIET, Outcome.WITHDRAWN]))
        facts.append(end(ending, timedelta(days=draw(st.integers(19, 25)), hours=6)))
    by_name = {fact.name: fact for fact in sorted(facts, key=lambda f: (f.after, f.name))}
    return sorted(by_name.values(), key=lambda f: (f.after, len(f.needs), f.name))


class Seen(NamedTuple):
    """How a life stands at the end."""

    queue: list[tuple[str, ...]]
    standing: tuple[str, ...]


def enter_all(facts: Sequence[Fact], *, now: Callable[[Fact], datetime], check: bool = False) -> Seen:
    """Where a life stands in which the facts were entered in this order, but each only after those that it needs."""
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder))
        waiting, entered = list(facts), set[str]()
        while waiting:
            fact = next(f for f in waiting if set(f.needs) <= entered)
            waiting.remove(fact)
            life.program.clock.now = max(life.program.clock.now, now(fact))
            with suppress(Refused):  # an outcome that it has already
                fact.enter(life)
            entered.add(fact.name)
            if check:
                assert life.plan_again() == 0, fact
        life.program.clock.now = NOW
        found = Seen(life.queue(), life.standing())
        life.program.store.close()
        return found


@given(lives())
def test_planning_again_changes_nothing(facts: list[Fact]) -> None:
    enter_all(facts, now=lambda fact: fact.at, check=True)


@given(lives().flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_facts_entered_at_one_time_end_in_the_same_queue_in_any_order(both: tuple[list[Fact], list[Fact]]) -> None:
    _same_in_any_order(both)


def _same_in_any_order(both: tuple[list[Fact], list[Fact]]) -> None:
    first, second = (enter_all(facts, now=lambda _: NOW) for facts in both)
    assert first == second


def test_notes_on_one_meeting_of_a_day_may_come_before_the_other_meeting() -> None:
    day = timedelta(days=3)
    first, second = meet(1, day + timedelta(hours=1)), meet(2, day + timedelta(hours=4))
    noted = note(1, NOTES[0], "Dana Ruiz", day + timedelta(hours=3))
    begun = [first, invite(1, "Dana Ruiz", day)]
    _same_in_any_order(([*begun, noted, second], [*begun, second, noted]))


@given(lives())
def test_facts_entered_late_give_the_same_kinds_people_and_meetings(facts: list[Fact]) -> None:
    _same_when_late(facts)


def _same_when_late(facts: list[Fact]) -> None:
    in_time = enter_all(facts, now=lambda fact: fact.at).queue
    late = enter_all(facts, now=lambda _: NOW).queue
    assert [line[:-1] for line in in_time] == [line[:-1] for line in late]
    assert all(line[-1][:10] <= other[-1][:10] for line, other in zip(in_time, late, strict=True))


@pytest.mark.soak
@settings(max_examples=150, deadline=None)
@given(lives().flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts))))
def test_all_of_it_for_many_lives(both: tuple[list[Fact], list[Fact]]) -> None:
    facts, _ = both
    enter_all(facts, now=lambda fact: fact.at, check=True)
    _same_in_any_order(both)
    _same_when_late(facts)
