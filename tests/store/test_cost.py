"""What the dashboard does costs what its window costs: as much with many interviews as with few."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from interview_tui.domain.records import Ref, Step
from interview_tui.store.debriefs import ended_without_debrief
from interview_tui.store.figures import figures
from interview_tui.store.pipeline import InterviewRow, Pipeline
from interview_tui.store.queue import Queue
from interview_tui.store.reading import load_case
from interview_tui.store.transaction import engine_for
from tests.programs import when
from tests.store.many import A_DAY, EACH, a_program_with

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from tests.programs import ProgramOnATable

FEW, MANY = 100, 2_000
WORDS = ("w", "wo", "works", "1999", "date call", "q", "qz", "nowhere")

SMALL = {"owed", "stages", "kept", "CONSTANT"}
"""What may be read whole: tallies."""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProgramOnATable, ProgramOnATable]:
    few, many = (a_program_with(tmp_path_factory.mktemp(f"of{size}"), size) for size in (FEW, MANY))
    return few, many


class Counting:
    """Counts the steps of SQLite's machine on every connection to a store, also those of its transactions."""

    def __init__(self, program: ProgramOnATable) -> None:
        self._steps = 0
        self._reader = program.store.reader
        self._engine = engine_for(program.store.path)

    def __enter__(self) -> Counting:
        self._watch(self._reader)
        event.listen(self._engine, "connect", self._watch)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "connect", self._watch)
        self._reader.set_progress_handler(None, 1)

    @property
    def steps(self) -> int:
        return self._steps

    def _watch(self, connection: sqlite3.Connection, _record: object = None) -> None:
        connection.set_progress_handler(self._step, 1)

    def _step(self) -> int:
        self._steps += 1
        return 0


def steps(program: ProgramOnATable, work: Callable[[ProgramOnATable], object]) -> int:
    with Counting(program) as counting:
        work(program)
    return counting.steps


def middle(program: ProgramOnATable, step: Step = Step.CONSULT) -> int:
    """An interview from the middle of the store."""
    (last,) = program.store.reader.execute("SELECT max(id) FROM interviews").fetchone()
    return (int(last) // 20_000 * 10 + step - 1) * 1_000 + 1


def undo(program: ProgramOnATable) -> None:
    program.history.undo()


def cursor_move(program: ProgramOnATable) -> None:
    """The pipeline's cursor goes to an interview: notes and follow-ups follow."""
    interview = middle(program)
    load_case(program.store.reader, interview)
    first = Queue(program.store, program.house.today()).first_of(interview)
    assert first is not None
    assert first.id // 1_000 == interview // 1_000


def opening(program: ProgramOnATable) -> None:
    """All that the dashboard reads before its first picture."""
    house = program.house
    figures(program.store, now=house.clock(), today=house.today())
    ended_without_debrief(program.store, house.clock())
    queue, pipeline = Queue(program.store, house.today()), Pipeline(program.store, house.today())
    assert sum(queue.counts().values()) == len(queue)
    assert queue.window(0, 60)
    assert any(isinstance(row, InterviewRow) for row in pipeline.window(0, 60))
    cursor_move(program)


class TestMoreInterviewsCostNoMore:
    def test_to_move_the_cursor(self, programs: tuple[ProgramOnATable, ProgramOnATable]) -> None:
        few, many = (steps(program, cursor_move) for program in programs)
        assert many <= few * 1.1

    @pytest.mark.parametrize("where", [0, 0.3, 0.5, 0.97])
    def test_to_read_a_window_and_find_its_place(
        self, programs: tuple[ProgramOnATable, ProgramOnATable], where: float
    ) -> None:
        def read(source: Queue | Pipeline) -> None:
            start = int(len(source) * where)
            rows = source.window(start, start + 3)
            assert [source.index(row.key) for row in rows] == list(range(start, start + 3))

        for make in (Queue, Pipeline):
            sources = [make(program.store, program.house.today()) for program in programs]
            for source in sources:
                read(source)  # the tallies are read once, for all windows
            few, many = (
                steps(program, partial(lambda source, _: read(source), source))
                for program, source in zip(programs, sources, strict=True)
            )
            assert many <= few + 25 * A_DAY

    @pytest.mark.parametrize(
        "change",
        [
            lambda program: program.follow_ups.done([middle(program) + 2]),
            lambda program: program.follow_ups.snooze([middle(program) + 1], when(program, "+30d")),
            lambda program: program.interviews.advance([middle(program)], anyway=True),
            lambda program: program.interviews.edit(middle(program), company="Renamed"),
        ],
        ids=["done", "snooze", "advance", "edit"],
    )
    def test_to_change_something_and_take_it_back(
        self, programs: tuple[ProgramOnATable, ProgramOnATable], change: Callable[[ProgramOnATable], object]
    ) -> None:
        def there_and_back(program: ProgramOnATable) -> tuple[int, int]:
            """The least of some: now and then the index of pieces is tidied up."""
            rounds = [(steps(program, change), steps(program, undo)) for _ in range(3)]
            return min(there for there, _ in rounds), min(back for _, back in rounds)

        few, many = (there_and_back(program) for program in programs)
        assert many[0] <= few[0] * 1.2
        assert many[1] <= few[1] * 1.2

    def test_to_open_the_dashboard_but_for_the_days(self, programs: tuple[ProgramOnATable, ProgramOnATable]) -> None:
        few, many = (steps(program, opening) for program in programs)
        more_days = (MANY - FEW) * EACH // A_DAY
        assert many <= few + 60 * more_days

    @pytest.mark.parametrize("text", WORDS)
    def test_to_filter_the_follow_ups(self, programs: tuple[ProgramOnATable, ProgramOnATable], text: str) -> None:
        def find(program: ProgramOnATable) -> None:
            queue = Queue(program.store, program.house.today(), text=text)
            queue.counts()
            queue.window(0, 40)

        assert steps(programs[1], find) <= 40_000


def asked(program: ProgramOnATable, work: Callable[[ProgramOnATable], object]) -> list[str]:
    """The statements by which something is read; those inside the index of pieces are its own affair."""
    statements: list[str] = []
    program.store.reader.set_trace_callback(statements.append)
    work(program)
    program.store.reader.set_trace_callback(None)
    return [
        s
        for s in dict.fromkeys(statements)
        if s.lstrip().startswith("SELECT") and "main." not in s and "'main'" not in s
    ]


def filtered(program: ProgramOnATable) -> None:
    today = program.house.today()
    interview = middle(program)
    for text in WORDS:
        queue = Queue(program.store, today, text=text)
        for row in queue.window(0, 3):
            queue.index(row.key)
        queue.first_of(interview)
        queue.first_of(interview, person_id=3)


def places(program: ProgramOnATable) -> None:
    today = program.house.today()
    interview = Ref("i", middle(program))
    for text in ("", "qz", "1999"):
        pipeline = Pipeline(program.store, today, text=text)
        pipeline.window(0, 40)
        pipeline.index(interview)
    queue = Queue(program.store, today)
    queue.index(queue.window(3, 4)[0].key)


@pytest.mark.parametrize("work", [opening, filtered, places])
def test_no_large_table_is_read_whole_or_sorted(
    programs: tuple[ProgramOnATable, ProgramOnATable], work: Callable[[ProgramOnATable], object]
) -> None:
    reader = programs[1].store.reader
    statements = asked(programs[1], work)
    assert len(statements) > 5
    for statement in statements:
        for *_, line in reader.execute(f"EXPLAIN QUERY PLAN {statement}"):
            whole = line.startswith("SCAN ") and line.split()[1] not in SMALL
            bounded = (
                "VIRTUAL TABLE" in line or "ix_rounds_reopened" in line or "FROM interviews LIMIT 200" in statement
            )
            assert bounded or not whole, f"{line}: {statement}"
            if "TEMP B-TREE" in line:  # of the notes of one interview, or of the few that a filter leaves
                assert "IN (SELECT m.id" in statement or "json_each" in statement, f"{line}: {statement}"
