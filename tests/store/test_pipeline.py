"""The pipeline shows every interview under its step; its windows and places agree, filtered or not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    Direction,
    MeetingState,
    Outcome,
    Owner,
    Ref,
    Step,
)
from interview_tui.domain.records import Commitment, Interview, Involvement, Meeting, Round, Touch
from interview_tui.store.pipeline import InterviewRow, Pipeline, StepHeading
from tests.programs import ProgramOnATable, a_program, when
from tests.store.records import add_interview, change, owe, put, settle

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

FILTERS = ("", "acme", "%", "_", "\\", "sre acme", "田中", "nothing like it")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    """Interviews on most of the steps; three steps are empty."""
    program = a_program(tmp_path_factory.mktemp("pipeline"))
    with program.transaction() as tx:
        for number in range(60):
            company = ("acme", "Zebra", "Acme", "100% Fun", "a_b", "back\\slash", "田中商事")[number % 7]
            step = Step((number * 3) % 7 + 1)
            tx.add(Interview(company=company, role="SRE" if number % 2 else "DBA", step=step, created=tx.now))
        tx.done("filled")
    return program


def pipeline(program: ProgramOnATable, *, text: str = "", step: Step | None = None) -> Pipeline:
    return Pipeline(program.store, program.clock(), text=text, step=step)


def shown(rows: list[StepHeading | InterviewRow]) -> list[str]:
    return [row.company if isinstance(row, InterviewRow) else f"{row.step}: {row.count}" for row in rows]


class TestOrder:
    def test_by_step_then_by_name_whatever_its_case_then_by_id(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for company in ("zeta", "Beta", "alpha", "beta"):
            add_interview(program, company)
        add_interview(program, "Gamma", step=Step.ACCEPT, outcome=Outcome.REJECTED)
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

    def test_an_empty_store_has_the_ten_steps_and_nothing_to_stand_on(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        empty = pipeline(program)
        assert (len(empty), empty.count, empty.interviews()) == (len(Step), 0, [])
        assert shown(empty.window(0, 100)) == [f"{step}: 0" for step in Step]
        assert (empty.items(0, 100), empty.index(Ref("i", 1)), empty.index(Step.CONSULT)) == (0, None, 1)
        assert len(pipeline(program, text="acme")) == 0


class TestWindows:
    @pytest.mark.parametrize("step", [None, Step.CONSULT, Step.TURN_IT_AROUND])
    @pytest.mark.parametrize("text", FILTERS)
    def test_small_ones_make_the_whole(self, program: ProgramOnATable, text: str, step: Step | None) -> None:
        found = pipeline(program, text=text, step=step)
        whole = found.window(0, len(found))
        assert len(whole) == len(found)
        for size in (1, 2, 7):
            starts = range(0, len(found), size)
            assert [row for s in starts for row in found.window(s, min(s + size, len(found)))] == whole

    @pytest.mark.parametrize("step", [None, Step.CONSULT, Step.TURN_IT_AROUND])
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
        for company in ("Acme", "Globex"):
            add_interview(program, company)
        owe(program, 1, "Prepare for the meeting", "wed", lapses=when(program, "thu 14:00").at)
        owe(program, 1, "Call", "tomorrow 9:00")
        acme, globex = pipeline(program).interviews()
        assert (acme.next_due, acme.next_day) == ("2026-11-24T09:00", date(2026, 11, 24))
        assert (globex.next_due, globex.next_day) == (None, None)
        settle(program, 2)
        acme, _ = pipeline(program).interviews()
        assert (acme.next_due, acme.next_day) == ("2026-11-25T24:00", date(2026, 11, 25))
        program.clock.set("2026-11-26T14:00:00+01:00")
        acme, _ = pipeline(program).interviews()
        assert (acme.next_due, acme.next_day) == (None, None)

    def test_headings_count_what_is_late_on_their_step(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for number, company in enumerate(("Acme", "Globex"), start=1):
            add_interview(program, company, step=Step(number))
            for _ in range(number):
                owe(program, number, "Call", "thu")
            owe(program, number, "Prepare for the meeting", "thu", lapses=when(program, "fri 14:00").at)
        assert [heading.late for heading in pipeline(program).headings[:3]] == [0, 0, 0]
        program.clock.move(days=7)
        assert [heading.late for heading in pipeline(program).headings[:3]] == [1, 2, 0]
        assert [heading.late for heading in pipeline(program, text="globex").headings[:3]] == [0, 2, 0]

    def test_in_a_zone_that_has_changed(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program)
        owe(program, 1, "Call", "today 13:00")
        far = a_program(tmp_path, zone="Pacific/Auckland")
        assert [row.next_due for row in pipeline(far).interviews()] == ["2026-11-24T01:00"]


class TestByTheClock:
    def test_an_interview_stands_where_the_clock_has_taken_it(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, "Acme", clock_step=Step.CONSULT, clock_at=program.clock() + timedelta(hours=1))
        add_interview(program, "Beta", step=Step.CONSULT)
        add_interview(program, "Gamma", step=Step.PERSIST, clock_step=Step.CONSULT, clock_at=program.clock())
        owe(program, 1, "Call", "yesterday")
        before = program.store.path.read_bytes()
        assert [(row.company, row.step) for row in pipeline(program).interviews()] == [
            ("Acme", Step.SET_THE_STAGE),
            ("Beta", Step.CONSULT),
            ("Gamma", Step.PERSIST),
        ]
        program.clock.move(hours=1)
        found = pipeline(program)
        assert [(row.company, row.step) for row in found.interviews()][:2] == [
            ("Acme", Step.CONSULT),
            ("Beta", Step.CONSULT),
        ]
        assert [(heading.count, heading.late) for heading in found.headings[:2]] == [(0, 0), (2, 1)]
        assert (found.number_on(Step.SET_THE_STAGE), found.number_on(Step.CONSULT)) == (0, 2)
        assert found.index(Ref("i", 1)) == 2
        assert [row.id for row in pipeline(program, step=Step.CONSULT).interviews()] == [1, 2]
        assert program.store.path.read_bytes() == before

    def test_says_where_nothing_is_planned(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for company, outcome in (("Acme", None), ("Beta", None), ("Gamma", Outcome.REJECTED)):
            add_interview(program, company, outcome=outcome)
        owe(program, 1, "Prepare", "today", lapses=when(program, "today 14:00").at)
        assert [row.unplanned for row in pipeline(program).interviews()] == [False, True, False]
        program.clock.move(hours=5)
        assert [row.unplanned for row in pipeline(program).interviews()] == [True, True, False]


class TestTheLastContact:
    def test_is_no_automatic_reply(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, step=Step.PERSIST)
        for hours, automatic in ((1, False), (2, True)):
            at = program.clock() + timedelta(hours=hours)
            way = {"direction": Direction.IN, "channel": Channel.EMAIL}
            put(program, Touch(interview_id=1, at=at, automatic=automatic, **way))  # type: ignore[arg-type]
        program.clock.move(days=30)
        (row,) = pipeline(program).interviews()
        assert (row.last_contact, row.silent_days) == (datetime(2026, 11, 23, 9, tzinfo=UTC), 30)

    def test_is_the_end_of_the_rounds_last_meeting(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, meeting="fri 9:00")
        for day, length, state in ((25, 2, MeetingState.PLANNED), (28, None, MeetingState.MISSED)):
            starts = datetime(2026, 11, day, 9, tzinfo=UTC)
            ends = starts + timedelta(hours=length) if length else None
            put(program, Meeting(round_id=1, starts=starts, ends=ends, state=state))
        (row,) = pipeline(program).interviews()
        assert row.last_contact == datetime(2026, 11, 27, 9, tzinfo=UTC)

    def test_is_a_handover_of_this_round(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, person="Rita")
        change(program, Involvement, 1, handed_over=program.clock() + timedelta(hours=1))
        (row,) = pipeline(program).interviews()
        assert row.last_contact == datetime(2026, 11, 23, 9, tzinfo=UTC)
        change(program, Involvement, 1, handed_over=program.clock() - timedelta(hours=1))
        (row,) = pipeline(program).interviews()
        assert row.last_contact == program.clock()


class TestSilence:
    @pytest.fixture
    def waiting(self, tmp_path: Path) -> ProgramOnATable:
        """Twenty days of silence in the second round, with two meetings."""
        program = a_program(tmp_path)
        add_interview(program, step=Step.PERSIST)
        change(program, Interview, 1, round=2)
        put(program, Round(interview_id=1, number=2, opened=program.clock()))
        put(program, Meeting(round_id=2, starts=None))
        put(program, Meeting(round_id=2, starts=program.clock()))
        program.clock.move(days=20)
        return program

    def says(
        self,
        program: ProgramOnATable,
        days: int | None,
        *,
        meeting: int = 2,
        owner: Owner = Owner.THEM,
        state: CommitmentState = CommitmentState.OPEN,
    ) -> None:
        """Somebody said that they would call, so many days from now."""
        due = None if days is None else program.today() + timedelta(days=days)
        put(program, Commitment(meeting_id=meeting, owner=owner, text="call", due=due, state=state))

    def silent_days(self, program: ProgramOnATable) -> int | None:
        (row,) = pipeline(program).interviews()
        return row.silent_days

    def test_is_not_flagged_until_their_date_has_passed(self, waiting: ProgramOnATable) -> None:
        assert self.silent_days(waiting) == 20
        self.says(waiting, -1)
        assert self.silent_days(waiting) == 20
        self.says(waiting, 2, meeting=3)
        assert self.silent_days(waiting) is None
        waiting.clock.move(days=2)
        assert self.silent_days(waiting) is None
        waiting.clock.move(days=1)
        assert self.silent_days(waiting) == 23

    def test_is_flagged_whatever_else_was_said(self, waiting: ProgramOnATable) -> None:
        self.says(waiting, None)
        self.says(waiting, 2, meeting=1)
        self.says(waiting, 2, owner=Owner.ME)
        for state in (CommitmentState.KEPT, CommitmentState.MISSED):
            self.says(waiting, 2, state=state)
        assert self.silent_days(waiting) == 20
