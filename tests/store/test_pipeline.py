"""The pipeline shows every interview under its step; its windows and places agree, filtered or not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.records import Interview, Outcome, Ref, Step
from interview_tui.store.pipeline import InterviewRow, Pipeline, StepHeading
from tests.programs import ProgramOnATable, a_program, when

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

FILTERS = ("", "acme", "%", "_", "\\", "sre acme", "田中", "nothing like it")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    """Interviews on most of the steps; three steps are empty."""
    program = a_program(tmp_path_factory.mktemp("pipeline"))
    with program.house.transaction() as tx:
        for number in range(60):
            company = ("acme", "Zebra", "Acme", "100% Fun", "a_b", "back\\slash", "田中商事")[number % 7]
            step = Step((number * 3) % 7 + 1)
            tx.add(Interview(company=company, role="SRE" if number % 2 else "DBA", step=step, created=tx.now))
        tx.say("filled")
    return program


def pipeline(program: ProgramOnATable, *, text: str = "", step: Step | None = None) -> Pipeline:
    return Pipeline(program.store, program.house.today(), text=text, step=step)


def shown(rows: list[StepHeading | InterviewRow]) -> list[str]:
    return [row.company if isinstance(row, InterviewRow) else f"{row.step}: {row.count}" for row in rows]


class TestOrder:
    def test_by_step_then_by_name_whatever_its_case_then_by_id(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for company in ("zeta", "Beta", "alpha", "beta", "Gamma"):
            program.interviews.add(company, "SRE")
        program.interviews.outcome([5], Outcome.REJECTED)
        rows = pipeline(program).window(0, 100)
        assert shown(rows) == [
            "1: 4",
            "alpha",
            "Beta",
            "beta",
            "zeta",
            *(f"{step}: 0" for step in range(2, 9)),
            "9: 1",
            "Gamma",
            "10: 0",
        ]
        assert [row.id for row in pipeline(program).interviews()] == [3, 2, 4, 1, 5]

    def test_an_empty_store_has_no_rows(self, tmp_path: Path) -> None:
        empty = pipeline(a_program(tmp_path))
        assert (len(empty), empty.count, empty.interviews()) == (0, 0, [])
        assert (empty.window(0, 0), empty.index(Ref("i", 1)), empty.index(Step.CONSULT)) == ([], None, None)
        assert [heading.step for heading in empty.headings] == list(Step)


class TestWindows:
    @pytest.mark.parametrize("step", [None, Step.CONSULT, Step.TURN_IT_ROUND])
    @pytest.mark.parametrize("text", FILTERS)
    def test_small_ones_make_the_whole(self, program: ProgramOnATable, text: str, step: Step | None) -> None:
        found = pipeline(program, text=text, step=step)
        whole = found.window(0, len(found))
        assert len(whole) == len(found)
        for size in (1, 2, 7):
            starts = range(0, len(found), size)
            assert [row for s in starts for row in found.window(s, min(s + size, len(found)))] == whole

    @pytest.mark.parametrize("step", [None, Step.CONSULT, Step.TURN_IT_ROUND])
    @pytest.mark.parametrize("text", FILTERS)
    def test_the_index_is_the_place(self, program: ProgramOnATable, text: str, step: Step | None) -> None:
        found = pipeline(program, text=text, step=step)
        rows = found.window(0, len(found))
        assert [found.index(row.key) for row in rows] == list(range(len(rows)))
        here = {row.key for row in rows if isinstance(row, InterviewRow)}
        assert {found.index(Ref("i", number)) for number in range(1, 61) if Ref("i", number) not in here} <= {None}

    @pytest.mark.parametrize("key", [Ref("i", 99), Ref("f", 1), "i1", 1.5, None])
    def test_what_is_not_in_it_has_no_place(self, program: ProgramOnATable, key: Hashable) -> None:
        assert pipeline(program).index(key) is None

    def test_every_interview_is_shown_once(self, program: ProgramOnATable) -> None:
        assert sorted(row.id for row in pipeline(program).interviews()) == list(range(1, 61))
        assert pipeline(program).count == 60

    def test_only_interviews_can_be_chosen(self, program: ProgramOnATable) -> None:
        rows = pipeline(program).window(0, 100)
        assert {(type(row), row.selectable) for row in rows} == {(StepHeading, False), (InterviewRow, True)}


class TestFilters:
    @pytest.mark.parametrize(
        ("text", "companies"),
        [
            ("ACME", {"acme", "Acme"}),
            ("%", {"100% Fun"}),
            ("_", {"a_b"}),
            ("\\", {"back\\slash"}),
            ("田中", {"田中商事"}),
            ("fun 100%", {"100% Fun"}),
            ("nothing like it", set()),
        ],
    )
    def test_every_character_means_itself(self, program: ProgramOnATable, text: str, companies: set[str]) -> None:
        assert {row.company for row in pipeline(program, text=text).interviews()} == companies

    def test_a_filter_counts_what_it_finds(self, program: ProgramOnATable) -> None:
        found = pipeline(program, text="acme sre")
        assert found.count == len(found.interviews())
        assert {row.role for row in found.interviews()} == {"SRE"}

    def test_one_step(self, program: ProgramOnATable) -> None:
        found = pipeline(program, step=Step.CONSULT)
        assert [heading.step for heading in found.headings] == [Step.CONSULT]
        assert {row.step for row in found.interviews()} == {Step.CONSULT}


class TestWhatIsDueNext:
    def test_the_first_open_follow_up_of_each(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "thu 14:00"))
        program.interviews.add("Globex", "DBA")
        program.follow_ups.add(1, "Call", when(program, "tomorrow 9:00"))
        acme, globex = pipeline(program).interviews()
        assert (acme.next_due, acme.next_day) == ("2026-11-24T09:00", date(2026, 11, 24))
        assert (globex.next_due, globex.next_day) == (None, None)
        program.follow_ups.done([2])
        acme, _ = pipeline(program).interviews()
        assert (acme.next_due, acme.next_day) == ("2026-11-25T24:00", date(2026, 11, 25))

    def test_headings_count_what_is_late_on_their_step(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for company in ("Acme", "Globex"):
            program.interviews.add(company, "SRE", meeting=when(program, "thu 14:00"))
        program.interviews.advance([2], anyway=True)
        assert [heading.late for heading in pipeline(program).headings[:3]] == [0, 0, 0]
        program.clock.move(days=7)
        assert [heading.late for heading in pipeline(program).headings[:3]] == [1, 2, 0]
        assert [heading.late for heading in pipeline(program, text="globex").headings[:3]] == [0, 2, 0]

    def test_in_a_zone_that_has_changed(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE")
        program.follow_ups.add(1, "Call", when(program, "today 13:00"))
        far = a_program(tmp_path, zone="Pacific/Auckland")
        assert [row.next_due for row in pipeline(far).interviews()] == ["2026-11-24T01:00"]
