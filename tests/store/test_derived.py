"""What triggers keep is what a recount says, whatever is changed, taken back, and by whom."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import Settled, Step
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Meeting, Person, Round
from interview_tui.store import derived
from interview_tui.store.bulk import derived_at_the_end
from interview_tui.store.figures import Kept, kept, stretch
from tests.programs import ProgramOnATable, a_program, every, when
from tests.store.many import a_program_with
from tests.store.records import add_interview, change, owe, settle

if TYPE_CHECKING:
    from pathlib import Path


def recounted(program: ProgramOnATable) -> dict[str, Any]:
    """What is kept of what was done, and the words that are searched, from the records."""
    interviews = {i.id: i for i in every(program, Interview)}
    people = {p.id: p.name for p in every(program, Person)}
    follow_ups = every(program, FollowUp)
    searched = {}
    for f in follow_ups:
        if f.state is Settled.OPEN:
            interview = interviews[f.interview_id]
            words = (f.text, interview.company, interview.role, people.get(f.person_id or 0, ""), f.why)
            searched[f.id] = "".join(f"{ascii_small(word)}  " for word in words)
    return {
        "kept": stretch(f.on_time for f in sorted(follow_ups, key=in_order) if f.state is Settled.DONE),
        "searched": searched,
    }


def ascii_small(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def in_order(follow_up: FollowUp) -> tuple[str, int]:
    return follow_up.settled.isoformat() if follow_up.settled else "", follow_up.id


def stored(program: ProgramOnATable) -> dict[str, Any]:
    """The same as it is stored."""
    read = program.store.reader.execute
    return {
        "kept": kept(program.store.reader),
        "searched": dict(read("SELECT follow_up_id, words FROM searched")),
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
        # raises where the index is not what the words make
        connection.execute("INSERT INTO search_follow_ups (search_follow_ups, rank) VALUES ('integrity-check', 1)")


COMPANIES = st.sampled_from(["Acme", "ACME", "a", "Ébène", "田中商事", "b c"])
NUMBERS = st.integers(1, 6)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), COMPANIES),
        st.tuples(st.just("step"), NUMBERS, st.sampled_from(list(Step))),
        st.tuples(st.just("rename"), NUMBERS, COMPANIES),
        st.tuples(st.just("person"), NUMBERS, COMPANIES),
        st.tuples(st.just("owe"), NUMBERS, st.sampled_from(["today", "+3d", "today 8:00"]), st.none() | NUMBERS),
        st.tuples(st.just("done"), st.integers(1, 12), st.booleans()),
        st.tuples(st.just("skip"), st.integers(1, 12)),
        st.tuples(st.just("snooze"), st.integers(1, 12), st.sampled_from(["+1d", "+9d"])),
        st.tuples(st.just("lapses"), st.integers(1, 12)),
        st.tuples(st.just("remove"), st.integers(1, 12)),
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
    match what, *values:
        case "add", company:
            add_interview(program, company, person=f"{company} Ruiz")
        case "step", number, step:
            change(program, Interview, number, step=step)
        case "rename", number, company:
            change(program, Interview, number, company=company)
        case "person", number, name:
            change(program, Person, number, name=name)
        case "owe", number, day, person:
            with suppress(StopIteration):
                known = {p.id for p in every(program, Person)}
                owe(program, number, "Call them", day, why="soon", person_id=person if person in known else None)
        case "done", number, punctual:
            settle(program, number, on_time=punctual)
        case "skip", number:
            settle(program, number, skipped=True)
        case "snooze", number, day:
            change(program, FollowUp, number, due_day=when(program, day).day, due_at=None)
        case "lapses", number:
            change(program, FollowUp, number, lapses=program.clock())
        case "remove", number:
            with program.transaction() as tx:
                tx.remove(tx.get(FollowUp, number))
                tx.say("Removed")
        case "later", hours:
            program.clock.move(hours=hours)
        case ("undo",):
            program.history.undo()
        case ("redo",):
            program.history.redo()


@settings(max_examples=12, deadline=None)
@given(changes=CHANGES)
def test_they_are_right_after_any_changes(tmp_path_factory: pytest.TempPathFactory, changes: list[Any]) -> None:
    program = a_program(tmp_path_factory.mktemp("derived"))
    act(program, "add", "Acme")
    for one in changes:
        with suppress(UserError):
            act(program, *one)
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
        add_interview(program, person="Dana Ruiz")
        owe(program, 1, "Call", "+3d")
        owe(program, 1, "Thank", "today", person_id=1)
        return program

    def test_a_rename_reaches_what_is_searched(self, program: ProgramOnATable) -> None:
        act(program, "rename", 1, "Globex")
        act(program, "person", 1, "Kim Lee")
        words = list(stored(program)["searched"].values())
        assert all("globex" in text and "acme" not in text for text in words)
        assert [text for text in words if "kim lee" in text]
        assert_right(program)

    def test_another_zones_days_are_written_with_the_next_change(
        self, program: ProgramOnATable, tmp_path: Path
    ) -> None:
        owe(program, 1, "Late call", "today 20:00")
        far = a_program(tmp_path, zone="Pacific/Auckland")
        change(far, Interview, 1, role="DBA")
        (sort,) = far.store.reader.execute("SELECT due_sort FROM follow_ups WHERE text = 'Late call'").fetchone()
        assert sort == "2026-11-24T08:00"
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
        with program.transaction() as tx:
            tx.update(replace(tx.get(Interview, 1), company="Globex", step=Step.CONSULT))
            tx.give_up()
        assert stored(program) == before


def test_made_anew_they_are_the_same(tmp_path: Path) -> None:
    program = a_program_with(tmp_path, 30)
    before, triggers = stored(program), triggers_of(program)
    with closing(sqlite3.connect(program.store.path)) as connection, connection:
        for table in ("kept", "searched"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    with program.transaction() as tx:
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
        with program.transaction() as tx:
            with derived_at_the_end(tx.reader):
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
        add_interview(program)
        owe(program, 1, "Call", "today")
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
