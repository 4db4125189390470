"""A filter finds what a plain look at every row finds, in the same order, however little of it is asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import DueState, Ref, Step
from interview_tui.store import searching
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from tests.store.many import EACH, a_program_with

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.store.queue import QueueRow
    from tests.programs import ProgramOnATable

INTERVIEWS = 240
ODD = (
    "100% Fun",
    "a_b",
    "back\\slash",
    "田中商事",
    "[/x]",
    "École 🎈",
    "ÉCOLE",
    '"quoted" AND',
    "Zebra\u0308",
    "x",
    "K\u212a",
)
LETTERS = "aeworkscldtp019 %_\\\"'*ÉéK🎈田中()-^:{}x"

texts = st.one_of(
    st.text(LETTERS, max_size=6),
    st.sampled_from(
        ["works", "call", "date", "dana", "person 1", "sre 99", "meeting", "zq", "NEAR", "OR", "a e", "École", "école"]
    ),
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    program = a_program_with(tmp_path_factory.mktemp("filters"), INTERVIEWS)
    with closing(sqlite3.connect(program.store.path)) as connection, connection:
        for number, company in enumerate(ODD, start=3):
            connection.execute("UPDATE interviews SET company = ? WHERE id = ?", (company, number * 9_000 + 1))
            connection.execute("UPDATE people SET name = ? WHERE id = ?", (company, number * 11_000 + 1))
            connection.execute("UPDATE follow_ups SET why = ? WHERE id = ?", (company, number * 13_000 + 2))
    with program.transaction():
        pass  # the index of pieces takes in what another program has written
    return program


@pytest.fixture(params=["by looking", "by the index"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small numbers, so that each way of finding is gone, and more than once."""
    by_index = request.param == "by the index"
    monkeypatch.setattr(searching, "_GLANCE", 0 if by_index else 10_000)
    monkeypatch.setattr(searching, "_COMMON", 0 if by_index else 10_000)
    monkeypatch.setattr(searching, "_STRIDE", 30)
    monkeypatch.setattr(searching, "AHEAD", 8)


def has(words: list[str], *columns: str) -> bool:
    """LIKE's rule: capitals of ASCII are as good as small letters, others are not."""
    return all(any(small(word) in small(column) for column in columns) for word in words)


def small(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def in_queue(row: QueueRow, words: list[str]) -> bool:
    return has(words, row.text, row.company, row.role, row.person, row.why)


ALL: dict[object, list[QueueRow]] = {}


def whole(program: ProgramOnATable) -> list[QueueRow]:
    if program.store.path not in ALL:
        ALL[program.store.path] = Queue(program.store, program.clock()).window(0, INTERVIEWS * EACH)
    return ALL[program.store.path]


class TestTheQueue:
    @settings(max_examples=30, deadline=None)
    @given(text=texts, sizes=st.lists(st.integers(1, 90), min_size=1, max_size=5))
    @example(text="ac", sizes=[1])
    @example(text='"q', sizes=[5])
    @example(text="\0 a", sizes=[5])
    def test_finds_what_a_plain_look_finds(self, program: ProgramOnATable, text: str, sizes: list[int]) -> None:
        expected = [row for row in whole(program) if in_queue(row, text.replace("\0", "").split())]
        queue = Queue(program.store, program.clock(), text=text)
        found: list[QueueRow] = []
        for size in sizes:
            found += queue.window(len(found), len(found) + size)
            assert found == expected[: len(found)]
            assert len(found) <= len(queue) <= len(expected)
            assert queue.complete or len(queue) > len(found)
        queue.find(None)
        assert queue.complete
        assert queue.window(0, len(queue)) == expected
        assert queue.counts() == {state: sum(row.state is state for row in expected) for state in DueState}
        assert [queue.index(row.key) for row in expected] == list(range(len(expected)))

    @pytest.mark.parametrize("text", ["works", "w", "person 1", "nowhere", "zq"])
    def test_the_first_of_an_interview_need_not_be_found_yet(self, program: ProgramOnATable, text: str) -> None:
        expected = [row for row in whole(program) if in_queue(row, text.split())]
        queue = Queue(program.store, program.clock(), text=text)
        for interview in (1, 100_001, 239_001):
            first = next((row.key for row in expected if row.interview_id == interview), None)
            assert queue.first_of(interview) == first

    def test_what_is_not_found_yet_has_no_place(self, program: ProgramOnATable) -> None:
        queue = Queue(program.store, program.clock(), text="call")
        last = [row for row in whole(program) if in_queue(row, ["call"])][-1]
        assert not queue.complete
        assert queue.index(last.key) is None
        assert queue.index(queue.window(0, 1)[0].key) == 0
        queue.find(None)
        assert queue.index(last.key) == len(queue) - 1

    def test_where_there_is_none_it_is_complete_from_the_first(self, program: ProgramOnATable) -> None:
        assert Queue(program.store, program.clock(), text="nowhere").complete

    def test_some_days_ahead(self, program: ProgramOnATable) -> None:
        until = [row for row in whole(program) if in_queue(row, ["call"]) and row.state is not DueState.UPCOMING]
        queue = Queue(program.store, program.clock(), text="call", days=0)
        assert queue.window(0, 10_000) == until


def test_what_another_program_has_written_is_found(tmp_path: Path) -> None:
    program = a_program_with(tmp_path, 30)
    with closing(sqlite3.connect(program.store.path)) as connection, connection:
        connection.execute("UPDATE interviews SET company = 'Quux' WHERE id = 9001")
        connection.execute("UPDATE follow_ups SET why = 'quux' WHERE id = 12002")
    for _ in range(2):
        now = program.clock()
        assert {row.id // 1_000 for row in Queue(program.store, now, text="quux").window(0, 99)} == {9, 12}
        assert [row.id for row in Pipeline(program.store, now, text="quux").interviews()] == [9001]
        with program.transaction():
            pass  # after which the index has it


class TestThePipeline:
    @settings(max_examples=30, deadline=None)
    @given(text=texts, step=st.none() | st.sampled_from(list(Step)))
    @example(text="", step=None)
    def test_finds_what_a_plain_look_finds(self, program: ProgramOnATable, text: str, step: Step | None) -> None:
        now = program.clock()
        every = Pipeline(program.store, now, step=step).interviews()
        expected = [row for row in every if has(text.split(), row.company, row.role)]
        found = Pipeline(program.store, now, text=text, step=step)
        found.window(0, 3)
        assert found.interviews() == expected
        assert found.count == len(expected)
        rows = found.window(0, len(found))
        assert [found.index(row.key) for row in rows] == list(range(len(rows)))
        here = {row.id for row in expected}
        assert not any(found.index(Ref("i", row.id)) for row in every if row.id not in here)

    def test_headings_count_what_is_late_of_what_is_found(self, program: ProgramOnATable) -> None:
        late = [row for row in whole(program) if row.state is DueState.OVERDUE and has(["works", "9"], row.company)]
        found = Pipeline(program.store, program.clock(), text="works 9")
        assert found.count > 20
        for heading in found.headings:
            assert heading.late == sum(row.step is heading.step for row in late)
