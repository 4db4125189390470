"""A filter finds what a plain look at every row finds, in the same order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import DueState, Outcome, Ref, Step
from interview_tui.domain.filters import kinds_named, pieces
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from tests.store.many import EACH, a_program_with

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.store.pipeline import InterviewRow
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


def has(words: Sequence[str], *columns: str) -> bool:
    """LIKE's rule: capitals of ASCII are as good as small letters, others are not."""
    return all(any(small(word) in small(column) for column in columns) for word in words)


def small(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def in_queue(row: QueueRow, words: Sequence[str]) -> bool:
    texts = row.text, row.company, row.role, row.person, row.why
    return all(has([word], *texts) or row.kind in kinds_named(word) for word in words)


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
    @example(text="check-in")
    @example(text='"the date" call')
    @example(text="\0 a")
    def test_finds_what_a_plain_look_finds(self, program: ProgramOnATable, text: str) -> None:
        expected = [row for row in whole(program) if in_queue(row, pieces(text))]
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
        expected = [row for row in every if has(pieces(text), row.company, row.role)]
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


TERMS: dict[str, Callable[[InterviewRow], bool]] = {
    "step:5": lambda row: row.step == 5,
    "step:2-4,9": lambda row: row.step in (2, 3, 4, 9),
    "step:1-5 step:4-9": lambda row: row.step in (4, 5),
    "outcome:running": lambda row: row.outcome in (None, Outcome.OFFER),
    "outcome:ended": lambda row: row.outcome not in (None, Outcome.OFFER),
    "outcome:rejected,offer": lambda row: row.outcome in (Outcome.REJECTED, Outcome.OFFER),
    "step:5 outcome:running WORKS": lambda row: (
        row.step == 5 and row.outcome in (None, Outcome.OFFER) and "works" in row.company.lower()
    ),
}


class TestTerms:
    @pytest.fixture(scope="class")
    def ended(self, tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
        program = a_program_with(tmp_path_factory.mktemp("terms"), INTERVIEWS)
        with closing(sqlite3.connect(program.store.path)) as connection, connection:
            for place, outcome in enumerate((Outcome.REJECTED, Outcome.OFFER, Outcome.QUIET, Outcome.WITHDRAWN)):
                connection.execute("UPDATE interviews SET outcome = ? WHERE id / 1000 % 9 = ?", (outcome, place))
            connection.execute("UPDATE follow_ups SET kind = 'suggestion' WHERE id % 5 = 4")
            connection.execute("UPDATE follow_ups SET state = 'done' WHERE interview_id / 1000 % 10 = 1")
            connection.execute("UPDATE meetings SET state = 'cancelled' WHERE id / 1000 % 10 = 1")
        return program

    @pytest.mark.parametrize("text", TERMS)
    def test_of_an_interview_mean_the_same_in_both_lists(self, ended: ProgramOnATable, text: str) -> None:
        now = ended.clock()
        every = {row.id: row for row in Pipeline(ended.store, now).interviews()}
        wanted = {number for number, row in every.items() if TERMS[text](row)}
        assert 0 < len(wanted) < len(every)
        assert {row.id for row in Pipeline(ended.store, now, text=text).interviews()} == wanted
        rows = Queue(ended.store, now, collapse=False).window(0, INTERVIEWS * EACH)
        found = Queue(ended.store, now, text=text, collapse=False)
        assert found.window(0, len(found)) == [row for row in rows if row.interview_id in wanted]

    @pytest.mark.parametrize(
        "text", ["due:overdue", "due:today", "due:week", "due:none", "due:none,today", "due:week due:today"]
    )
    def test_of_a_due_day_are_those_of_the_lines_and_of_their_interviews(
        self, ended: ProgramOnATable, text: str
    ) -> None:
        now, today = ended.clock(), ended.today()

        def is_due(row: QueueRow, value: str) -> bool:
            if row.day is None or value == "none":
                return row.day is None and value == "none"
            ahead = (row.day - today).days
            return {"overdue": ahead < 0, "today": ahead == 0, "week": 0 <= ahead <= 7}[value]

        rows = Queue(ended.store, now, collapse=False).window(0, INTERVIEWS * EACH)
        groups = [term.removeprefix("due:").split(",") for term in text.split()]
        wanted = [row for row in rows if all(any(is_due(row, value) for value in values) for values in groups)]
        assert 0 < len(wanted) < len(rows)
        found = Queue(ended.store, now, text=text, collapse=False)
        assert found.window(0, len(found)) == wanted
        for row in rows[:: len(rows) // 20]:
            first = next((one.key for one in wanted if one.interview_id == row.interview_id), None)
            assert found.first_of(row.interview_id) == first
        pipeline = Pipeline(ended.store, now, text=text)
        assert {row.id for row in pipeline.interviews()} == {row.interview_id for row in wanted}

    def test_a_suggestion_is_never_overdue(self, ended: ProgramOnATable) -> None:
        now = ended.clock()
        late, today = (Queue(ended.store, now, text=f"due:{when} suggestion") for when in ("overdue", "today"))
        assert len(late) == 0
        assert {row.kind for row in today.window(0, len(today))} == {Kind.SUGGESTION}

    def test_a_heap_of_words_is_looked_for_without_an_error(self, ended: ProgramOnATable) -> None:
        text = " ".join(f"w{number}" for number in range(3_000))
        assert len(Queue(ended.store, ended.clock(), text=text)) == 0
        assert Pipeline(ended.store, ended.clock(), text=text).count == 0
