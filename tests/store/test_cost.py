"""What the dashboard does costs little, with very many interviews too: plain reading of indexes, and of a window."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from interview_tui.domain.enums import Ref, Settled, Step
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.domain.week import DaySpan, week_report
from interview_tui.store.case import load_case
from interview_tui.store.engine import engine_for
from interview_tui.store.figures import figures
from interview_tui.store.pipeline import InterviewRow, Pipeline
from interview_tui.store.queries import ended_without_debrief, next_turn
from interview_tui.store.queue import Queue
from interview_tui.store.timeline import facts_of_days, facts_of_interview, facts_of_person
from tests.programs import when
from tests.store.many import a_program_with
from tests.store.records import change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from tests.programs import ProgramOnATable

FEW, MANY = 100, 2_000
WORDS = ("w", "wo", "works", "1999", "date call", "q", "qz", "nowhere")


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


def cursor_move(program: ProgramOnATable) -> None:
    """The pipeline's cursor goes to an interview: notes and follow-ups follow."""
    interview = middle(program)
    load_case(program.store.reader, interview, program.clock())
    first = Queue(program.store, program.clock()).first_of(interview)
    assert first is not None
    assert first.id // 1_000 == interview // 1_000


def opening(program: ProgramOnATable) -> None:
    """All that the dashboard reads before its first picture."""
    now, today = program.clock(), program.today()
    figures(program.store, now=now, today=today)
    ended_without_debrief(program.store, now)
    next_turn(program.store, now)
    queue, pipeline = Queue(program.store, now), Pipeline(program.store, now)
    assert sum(queue.counts().values()) == len(queue)
    assert queue.window(0, 60)
    assert any(isinstance(row, InterviewRow) for row in pipeline.window(0, 60))
    cursor_move(program)


class TestMoreInterviews:
    def test_to_move_the_cursor_costs_no_more(self, programs: tuple[ProgramOnATable, ProgramOnATable]) -> None:
        few, many = (steps(program, cursor_move) for program in programs)
        assert many <= few * 1.1

    def test_to_open_the_dashboard_costs_a_look_at_each(
        self, programs: tuple[ProgramOnATable, ProgramOnATable]
    ) -> None:
        few, many = (steps(program, opening) for program in programs)
        assert many <= few + 400 * (MANY - FEW)

    @pytest.mark.parametrize("where", [0, 0.3, 0.5, 0.97])
    def test_to_read_a_window_and_find_its_place_costs_less(
        self, programs: tuple[ProgramOnATable, ProgramOnATable], where: float
    ) -> None:
        program = programs[1]
        for make in (Queue, Pipeline):
            source = make(program.store, program.clock())
            start = int(len(source) * where)

            def read(_: ProgramOnATable, source: Queue | Pipeline = source, start: int = start) -> None:
                rows = source.window(start, start + 3)
                assert [source.index(row.key) for row in rows] == list(range(start, start + 3))

            read(program)  # what is counted once for all windows
            assert steps(program, read) <= 100 * MANY

    @pytest.mark.parametrize("what", ["done", "snooze", "advance", "rename"])
    def test_to_change_something_and_take_it_back_costs_no_more(
        self, programs: tuple[ProgramOnATable, ProgramOnATable], what: str
    ) -> None:
        def changed(program: ProgramOnATable) -> None:
            number = middle(program)
            match what:
                case "done":
                    change(program, FollowUp, number + 2, state=Settled.DONE, settled=program.clock(), on_time=True)
                case "snooze":
                    change(program, FollowUp, number + 1, due_day=when(program, "+30d").day)
                case "advance":
                    change(program, Interview, number, step=Step.PERSIST)
                case "rename":
                    change(program, Interview, number, company="Renamed")

        def undo(program: ProgramOnATable) -> None:
            program.history.undo()

        def there_and_back(program: ProgramOnATable) -> tuple[int, int]:
            return steps(program, changed), steps(program, undo)

        few, many = (there_and_back(program) for program in programs)
        assert many[0] <= few[0] * 1.2
        assert many[1] <= few[1] * 1.2

    @pytest.mark.parametrize("text", WORDS)
    def test_to_filter_the_follow_ups_costs_a_look_at_each(
        self, programs: tuple[ProgramOnATable, ProgramOnATable], text: str
    ) -> None:
        def find(program: ProgramOnATable) -> None:
            queue = Queue(program.store, program.clock(), text=text)
            queue.counts()
            queue.window(0, 40)

        few, many = (steps(program, find) for program in programs)
        assert many <= few + 400 * (MANY - FEW)


CHEAP = ("VIRTUAL TABLE", "ix_rounds_reopened", "ix_interviews_offers", "COVERING INDEX")
"""What may be read whole: indexes of few rows, and those that hold all that is asked for."""


def asked(program: ProgramOnATable, work: Callable[[ProgramOnATable], object]) -> list[str]:
    """The statements by which something is read."""
    statements: list[str] = []
    program.store.reader.set_trace_callback(statements.append)
    work(program)
    program.store.reader.set_trace_callback(None)
    return [s for s in dict.fromkeys(statements) if s.lstrip().startswith("SELECT")]


def places(program: ProgramOnATable) -> None:
    now, interview = program.clock(), Ref("i", middle(program))
    for text in ("", "qz", "1999"):
        pipeline = Pipeline(program.store, now, text=text)
        pipeline.window(0, 40)
        pipeline.index(interview)
    queue = Queue(program.store, now)
    queue.index(queue.window(3, 4)[0].key)


def a_week(program: ProgramOnATable) -> None:
    """The week that is under way, with all that is overdue, and one of earlier."""
    today = program.today()
    for first in (today - timedelta(days=today.weekday()), today - timedelta(days=200)):
        span = DaySpan(first, first + timedelta(days=6))
        facts = facts_of_days(program.store, span, today=today)
        assert week_report(facts, span, now=program.clock(), calendar=program.calendar).done


def a_timeline(program: ProgramOnATable) -> None:
    facts_of_interview(program.store.reader, middle(program))
    facts_of_person(program.store.reader, middle(program))


@pytest.mark.parametrize("work", [opening, places, a_week, a_timeline])
def test_no_large_table_is_read_whole_or_sorted(
    programs: tuple[ProgramOnATable, ProgramOnATable], work: Callable[[ProgramOnATable], object]
) -> None:
    """An index may be read whole, if it holds all that is asked for."""
    reader = programs[1].store.reader
    statements = asked(programs[1], work)
    assert len(statements) > 5
    for statement in statements:
        for *_, line in reader.execute(f"EXPLAIN QUERY PLAN {statement}"):
            whole = line.startswith("SCAN ") and not line.startswith(("SCAN CONSTANT", "SCAN (subquery-"))
            assert not whole or any(part in line for part in CHEAP), f"{line}: {statement}"
            # Of the notes of one interview, of some days, or of the few that a filter leaves.
            if "TEMP B-TREE" in line and not (" >= '" in statement and " < '" in statement):
                of_one = any(part in statement for part in ("_id IN (SELECT", "_id = "))
                assert of_one or "json_each" in statement, f"{line}: {statement}"
