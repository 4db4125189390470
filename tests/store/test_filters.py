"""A filter finds what a plain look at every row finds, in the same order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import DueState, Ref, Step
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from tests.store.many import EACH, a_program_with

if TYPE_CHECKING:
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
    return program


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
    @given(text=texts)
    @example(text="ac")
    @example(text='"q')
    @example(text="\0 a")
    def test_finds_what_a_plain_look_finds(self, program: ProgramOnATable, text: str) -> None:
        expected = [row for row in whole(program) if in_queue(row, text.replace("\0", "").split())]
        queue = Queue(program.store, program.clock(), text=text)
        assert queue.window(0, len(queue)) == expected
        assert queue.window(3, 9) == expected[3:9]
        assert queue.counts() == {state: sum(row.state is state for row in expected) for state in DueState}
        assert [queue.index(row.key) for row in expected] == list(range(len(expected)))

    @pytest.mark.parametrize("text", ["works", "person 1", "zq"])
    def test_the_first_of_an_interview(self, program: ProgramOnATable, text: str) -> None:
        expected = [row for row in whole(program) if in_queue(row, text.split())]
        queue = Queue(program.store, program.clock(), text=text)
        for interview in (1, 100_001, 239_001):
            first = next((row.key for row in expected if row.interview_id == interview), None)
            assert queue.first_of(interview) == first

    def test_some_days_ahead(self, program: ProgramOnATable) -> None:
        until = [row for row in whole(program) if in_queue(row, ["call"]) and row.state is not DueState.UPCOMING]
        queue = Queue(program.store, program.clock(), text="call", days=0)
        assert queue.window(0, 10_000) == until


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
