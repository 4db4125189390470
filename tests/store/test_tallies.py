"""What triggers keep is what a recount says, whatever is changed, taken back, and by whom."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.records import (
    Channel,
    FollowUp,
    Interview,
    Kind,
    Meeting,
    MeetingState,
    Outcome,
    Person,
    Round,
    Settled,
    Step,
)
from interview_tui.store import derived
from interview_tui.store.debriefs import ended_without_debrief
from interview_tui.store.kept import Kept, kept, stretch
from tests.programs import ProgramOnATable, a_program, every, when
from tests.store.many import a_program_with

if TYPE_CHECKING:
    from pathlib import Path


def recounted(program: ProgramOnATable) -> dict[str, Any]:
    """What the tables of tallies should hold."""
    interviews = {i.id: i for i in every(program, Interview)}
    people = {p.id: p.name for p in every(program, Person)}
    rounds = {r.id: r for r in every(program, Round)}
    follow_ups = every(program, FollowUp)
    sorts = dict(program.store.reader.execute("SELECT id, due_sort FROM follow_ups"))
    owed: Counter[tuple[int, str]] = Counter()
    searched = {}
    for f in follow_ups:
        if f.state is Settled.OPEN:
            interview = interviews[f.interview_id]
            for step in (0, interview.step):
                owed[int(step), sorts[f.id][:10]] += 1
            words = (f.text, interview.company, interview.role, people.get(f.person_id or 0, ""), f.why)
            searched[f.id] = "".join(f"{ascii_small(word)}  " for word in words)
    awaited = set()
    for m in every(program, Meeting):
        this_round = rounds[m.round_id]
        interview = interviews[this_round.interview_id]
        debriefs = {
            f.state is Settled.OPEN for f in follow_ups if f.round_id == this_round.id and f.kind is Kind.DEBRIEF
        }
        goes_on = interview.outcome is None and interview.round == this_round.number
        owes = False not in debriefs and (interview.step <= Step.CONSULT or True in debriefs)
        if m.state is MeetingState.PLANNED and m.starts is not None and goes_on and owes:
            awaited.add(m.id)
    return {
        "owed": dict(owed),
        "stages": dict(Counter((int(i.step), ascii_small(i.company[:2])) for i in interviews.values())),
        "kept": stretch(f.on_time for f in sorted(follow_ups, key=in_order) if f.state is Settled.DONE),
        "searched": searched,
        "awaited": awaited,
    }


def ascii_small(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def in_order(follow_up: FollowUp) -> tuple[str, int]:
    return follow_up.settled.isoformat() if follow_up.settled else "", follow_up.id


def stored(program: ProgramOnATable) -> dict[str, Any]:
    """What they do hold."""
    read = program.store.reader.execute
    return {
        "owed": {(step, day): number for step, day, number in read("SELECT step, day, number FROM owed")},
        "stages": {(step, head): number for step, head, number in read("SELECT step, head, number FROM stages")},
        "kept": kept(program.store.reader),
        "searched": dict(read("SELECT follow_up_id, words FROM searched")),
        "awaited": {meeting for (meeting,) in read("SELECT meeting_id FROM awaited")},
    }


def assert_right(program: ProgramOnATable) -> None:
    assert stored(program) == recounted(program)
    assert program.store.reader.execute("SELECT count(*) FROM kept WHERE best IS NULL").fetchone() == (0,)
    places = program.store.reader.execute(
        "SELECT s.place >> 32 = CAST(julianday(substr(f.due_sort, 1, 10)) AS INTEGER) "
        "FROM searched s JOIN follow_ups f ON f.id = s.follow_up_id"
    )
    assert all(right for (right,) in places)
    with closing(sqlite3.connect(program.store.path, isolation_level=None)) as connection:
        for table in ("follow_ups", "interviews"):  # raises where the index is not what the words make
            connection.execute(f"INSERT INTO search_{table} (search_{table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


COMPANIES = st.sampled_from(["Acme", "ACME", "a", "Ébène", "田中商事", "b c"])
NUMBERS = st.integers(1, 6)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), COMPANIES, st.sampled_from(["today 9:00", "thu 14:00", ""])),
        st.tuples(st.just("advance"), NUMBERS),
        st.tuples(st.just("back"), NUMBERS),
        st.tuples(st.just("outcome"), NUMBERS, st.sampled_from(list(Outcome))),
        st.tuples(st.just("rename"), NUMBERS, COMPANIES),
        st.tuples(st.just("person"), NUMBERS, COMPANIES),
        st.tuples(st.just("owe"), NUMBERS, st.sampled_from(["today", "+3d", "today 8:00"]), st.none() | NUMBERS),
        st.tuples(st.just("done"), st.integers(1, 12)),
        st.tuples(st.just("skip"), st.integers(1, 12)),
        st.tuples(st.just("snooze"), st.integers(1, 12), st.sampled_from(["+1d", "+9d", "tomorrow 10:00"])),
        st.tuples(st.just("delete"), NUMBERS),
        st.tuples(st.just("later"), st.integers(1, 60)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    min_size=4,
    max_size=14,
)


def act(program: ProgramOnATable, what: str, *values: Any) -> None:
    """Tries a change; what is refused changes nothing."""
    follow_ups, interviews = program.follow_ups, program.interviews
    match what, *values:
        case "add", company, meeting:
            given = when(program, meeting) if meeting else None
            interviews.add(company, "SRE", meeting=given, people=[f"{company} Ruiz"])
        case "advance", number:
            interviews.advance([number], anyway=True)
        case "back", number:
            interviews.back([number])
        case "outcome", number, outcome:
            interviews.outcome([number], outcome)
        case "rename", number, company:
            interviews.edit(number, company=company)
        case "person", number, name:
            with program.house.transaction() as tx:
                tx.change(tx.get(Person, number), name=name)
                tx.say("Renamed")
        case "owe", number, day, person:
            due = when(program, day)
            with program.house.transaction() as tx:
                this = tx.get(Interview, number)
                (round_id,) = tx.reader.execute(
                    "SELECT id FROM rounds WHERE interview_id = ? AND number = ?", (this.id, this.round)
                ).fetchone()
                fields: dict[str, Any] = {"due_at": due.at} if due.at else {"due_day": due.day}
                if person is not None:
                    fields["person_id"] = tx.get(Person, person).id
                tx.add(
                    FollowUp(
                        interview_id=number, round_id=round_id, kind=Kind.DEBRIEF if person == 1 else Kind.CUSTOM,
                        text="Call", channel=Channel.PHONE, why=f"why {day}", created=tx.now, **fields,
                    )
                )  # fmt: skip
                tx.say("Owed")
        case "done", number:
            follow_ups.done([number])
        case "skip", number:
            follow_ups.skip([number])
        case "snooze", number, day:
            follow_ups.snooze([number], when(program, day))
        case "delete", number:
            interviews.remove([number])
        case "later", hours:
            program.clock.move(hours=hours)
        case ("undo",):
            program.history.undo()
        case ("redo",):
            program.history.redo()


@settings(max_examples=12, deadline=None)
@given(changes=CHANGES)
def test_they_are_right_after_any_changes(tmp_path_factory: pytest.TempPathFactory, changes: list[Any]) -> None:
    program = a_program(tmp_path_factory.mktemp("tallies"))
    program.interviews.add("Acme", "SRE", meeting=when(program, "today 9:00"), people=["Dana Ruiz"])
    for change in changes:
        with suppress(UserError):
            act(program, *change)
        assert_right(program)
    while program.history.log():
        try:
            program.history.undo()
        except UserError:
            break
    assert_right(program)


class TestOneByOne:
    @pytest.fixture
    def program(self, tmp_path: Path) -> ProgramOnATable:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "today 8:00"), people=["Dana Ruiz"])
        program.follow_ups.add(1, "Call", when(program, "+3d"))
        return program

    def test_a_rename_reaches_what_is_searched(self, program: ProgramOnATable) -> None:
        act(program, "owe", 1, "today", 1)
        act(program, "rename", 1, "Globex")
        act(program, "person", 1, "Kim Lee")
        words = list(stored(program)["searched"].values())
        assert all("globex" in text and "acme" not in text for text in words)
        assert [text for text in words if "kim lee" in text]
        assert_right(program)

    def test_other_zones_days_are_written_with_the_next_change(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.follow_ups.add(1, "Late call", when(program, "today 20:00"))
        far = a_program(tmp_path, zone="Pacific/Auckland")
        far.interviews.edit(1, role="DBA")
        assert (0, "2026-11-24") in stored(far)["owed"]
        assert_right(far)

    def test_whoever_writes_they_are_kept(self, program: ProgramOnATable) -> None:
        with closing(sqlite3.connect(program.store.path)) as connection, connection:
            connection.execute(
                "UPDATE follow_ups SET state = 'done', settled = '2026-11-23T07:00:00+00:00', on_time = 1"
            )
            connection.execute("UPDATE interviews SET step = 4, company = 'Ébène'")
        assert stored(program) == recounted(program)
        assert kept(program.store.reader).best == 2

    def test_a_change_that_was_only_tried_leaves_none(self, program: ProgramOnATable) -> None:
        before = stored(program)
        with program.house.transaction() as tx:
            tx.change(tx.get(Interview, 1), company="Globex", step=Step.CONSULT)
            tx.give_up()
        assert stored(program) == before

    def test_only_what_has_ended_and_is_not_written_down_is_asked_for(self, program: ProgramOnATable) -> None:
        now = program.clock()
        program.interviews.add("Ahead", "SRE", meeting=when(program, "fri 9:00"))
        program.interviews.add("Now", "SRE", meeting=when(program, "today 8:30"))
        assert ended_without_debrief(program.store, now) == (1, "Acme · SRE")
        program.clock.move(hours=1)
        assert ended_without_debrief(program.store, program.clock()) == (3, "Now · SRE")
        program.interviews.outcome([3], Outcome.REJECTED)
        assert ended_without_debrief(program.store, program.clock()) == (1, "Acme · SRE")


def test_made_anew_they_are_the_same(tmp_path: Path) -> None:
    program = a_program_with(tmp_path, 30)
    before, triggers = stored(program), triggers_of(program)
    with closing(sqlite3.connect(program.store.path)) as connection, connection:
        for table in ("owed", "stages", "kept", "awaited", "searched"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    with program.house.transaction() as tx:
        derived.make(tx.reader)
    assert stored(program) == before
    assert triggers_of(program) == triggers
    assert_right(program)


class TestMadeAtTheEnd:
    """Very many records are added without it."""

    @pytest.fixture
    def program(self, tmp_path: Path) -> ProgramOnATable:
        return a_program(tmp_path)

    def add(self, program: ProgramOnATable, *, fail: bool = False) -> None:
        with program.house.transaction() as tx:
            with derived.made_at_the_end(tx.reader):
                tx.add_all([Interview(company=c, role="SRE", step=Step.CONSULT, created=tx.now) for c in ("Acme", "É")])
                tx.add_all([Round(interview_id=i, number=1, opened=tx.now) for i in (1, 2)])
                tx.add_all([Meeting(round_id=i, starts=tx.now, zone="UTC") for i in (1, 2)])
                fields: dict[str, Any] = {"kind": Kind.CUSTOM, "text": "Call", "created": tx.now}
                fields["due_day"] = tx.now.date()
                done: dict[str, Any] = {"state": Settled.DONE, "settled": tx.now, "on_time": True}
                each = [(i, more) for i in (1, 2) for more in ({}, done)]
                tx.add_all([FollowUp(interview_id=i, round_id=i, **fields | more) for i, more in each])
                if fail:
                    raise Refused("no")
            tx.say("Added")

    def test_it_is_as_right(self, program: ProgramOnATable) -> None:
        before = triggers_of(program)
        self.add(program)
        assert_right(program)
        assert triggers_of(program) == before
        program.history.undo()
        assert_right(program)
        assert stored(program)["searched"] == {}

    def test_what_fails_has_the_triggers_back(self, program: ProgramOnATable) -> None:
        before = triggers_of(program)
        with pytest.raises(Refused):
            self.add(program, fail=True)
        assert triggers_of(program) == before
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        assert_right(program)


def triggers_of(program: ProgramOnATable) -> list[Any]:
    sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
    return program.store.reader.execute(sql).fetchall()


SOME = st.lists(st.sampled_from([0, 1, None]), max_size=12)


class TestStretches:
    @given(SOME, SOME)
    def test_two_add_up_to_one(self, one: list[int | None], other: list[int | None]) -> None:
        assert stretch(one).then(stretch(other)) == stretch(one + other)

    @given(SOME)
    def test_the_best_is_the_longest_run(self, each: list[int | None]) -> None:
        text = "".join("x" if was_on_time else " " for was_on_time in each)
        assert stretch(each) == Kept(
            done=len(text),
            on_time=text.count("x"),
            lead=len(text) - len(text.lstrip("x")),
            trail=len(text) - len(text.rstrip("x")),
            best=max(map(len, text.split(" "))),
        )
