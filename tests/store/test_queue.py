"""The queue is always in order; its windows, places and counts agree, filtered or not, in every zone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_tui.domain.dates import When
from interview_tui.domain.records import Channel, DueState, FollowUp, Kind, Ref, Step
from interview_tui.store.queue import Queue
from tests.programs import ProgramOnATable, a_program, get, when

if TYPE_CHECKING:
    from pathlib import Path

COMPANIES = ("Acme", "100% Fun", "a_b", "back\\slash", "田中商事", "[/x]", "École 🎈", "'; DROP TABLE follow_ups; --")
FILTERS = ("", "acme", "%", "_", "\\", "100%", "a_b", "k\\s", "田中", "[/x]", "late e", "'", "nothing like it", "  ")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    """Follow-ups around today, whole days and timed ones, over odd names; some of them are settled."""
    program = a_program(tmp_path_factory.mktemp("queue"))
    for company in COMPANIES:
        program.interviews.add(company, "late_shift" if company == "Acme" else "early", people=["Dana Ruiz"])
    now = program.clock()
    with program.house.transaction() as tx:
        for number in range(120):
            day = date(2026, 11, 23) + timedelta(days=number * 7 % 13 - 6)
            timed = number % 3 == 0
            tx.add(
                FollowUp(
                    interview_id=number % len(COMPANIES) + 1,
                    round_id=number % len(COMPANIES) + 1,
                    kind=Kind.CUSTOM,
                    text=f"Item {number}",
                    person_id=1 if number % 4 == 0 else None,
                    channel=Channel.PHONE,
                    due_day=None if timed else day,
                    due_at=now + timedelta(days=number * 7 % 13 - 6, hours=number % 20) if timed else None,
                    why="late enough" if number % 2 else "soon",
                    created=now,
                )
            )
        tx.say("filled")
    program.follow_ups.done([5, 6])
    program.follow_ups.skip([7])
    return program


def queue_of(program: ProgramOnATable, *, text: str = "", days: int | None = None) -> Queue:
    return Queue(program.store, program.house.today(), days=days, text=text)


class TestWindows:
    @pytest.mark.parametrize("days", [None, 0, 3])
    @pytest.mark.parametrize("text", FILTERS)
    def test_small_ones_make_the_whole(self, program: ProgramOnATable, text: str, days: int | None) -> None:
        queue = queue_of(program, text=text, days=days)
        whole = queue.window(0, 1000)
        assert len(queue) == len(whole)
        for size in (1, 7):
            parts = [row for start in range(0, len(queue) + size, size) for row in queue.window(start, start + size)]
            assert parts == whole

    @pytest.mark.parametrize("days", [None, 0, 3])
    @pytest.mark.parametrize("text", FILTERS)
    def test_the_index_is_the_place(self, program: ProgramOnATable, text: str, days: int | None) -> None:
        queue = queue_of(program, text=text, days=days)
        rows = queue.window(0, 1000)
        assert [queue.index(row.key) for row in rows] == list(range(len(rows)))
        missing = {row.key for row in queue_of(program).window(0, 1000)} - {row.key for row in rows}
        assert {queue.index(key) for key in missing} <= {None}

    @pytest.mark.parametrize("key", [Ref("f", 5), Ref("f", 999), Ref("i", 1), "f8", 8, None])
    def test_what_is_not_in_it_has_no_place(self, program: ProgramOnATable, key: object) -> None:
        assert queue_of(program).index(key) is None

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(start=st.integers(0, 130), length=st.integers(-5, 130))
    def test_any_window_is_a_slice(self, program: ProgramOnATable, start: int, length: int) -> None:
        queue = queue_of(program)
        assert queue.window(start, start + length) == queue.window(0, 1000)[start : max(start, start + length)]


class TestOrder:
    def test_by_day_then_by_clock_then_whole_days_then_by_id(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE")
        for text in ("fri", "thu", "thu 9:00", "thu 14:00", "tomorrow", "thu", "thu 9:00"):
            program.follow_ups.add(1, text, when(program, text))
        rows = queue_of(program).window(0, 10)
        assert [(row.text, row.id) for row in rows] == [
            ("tomorrow", 5),
            ("thu 9:00", 3),
            ("thu 9:00", 7),
            ("thu 14:00", 4),
            ("thu", 2),
            ("thu", 6),
            ("fri", 1),
        ]

    def test_states_go_by_the_users_today(self, program: ProgramOnATable) -> None:
        rows = queue_of(program).window(0, 1000)
        today = date(2026, 11, 23)
        assert {row.state for row in rows} == set(DueState)
        for row in rows:
            expected = (
                DueState.OVERDUE if row.day < today else DueState.TODAY if row.day == today else DueState.UPCOMING
            )
            assert row.state is expected
        assert sorted(rows, key=lambda row: list(DueState).index(row.state)) == rows

    @pytest.mark.parametrize("text", ["", "acme", "nothing like it"])
    def test_the_counts_are_those_of_the_rows(self, program: ProgramOnATable, text: str) -> None:
        queue = queue_of(program, text=text)
        rows = queue.window(0, 1000)
        assert queue.counts() == {state: sum(row.state is state for row in rows) for state in DueState}

    def test_days_ahead(self, program: ProgramOnATable) -> None:
        whole = queue_of(program).window(0, 1000)
        for days in (0, 1, 3, 30):
            until = date(2026, 11, 23) + timedelta(days=days)
            assert queue_of(program, days=days).window(0, 1000) == [row for row in whole if row.day <= until]

    def test_the_first_of_an_interview(self, program: ProgramOnATable) -> None:
        rows = queue_of(program).window(0, 1000)
        for interview in range(1, len(COMPANIES) + 1):
            first = next(row.key for row in rows if row.interview_id == interview)
            assert queue_of(program).first_of(interview) == first
        assert queue_of(program).first_of(99) is None


class TestRows:
    def test_say_what_whom_when_and_why(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"), people=["Dana Ruiz"])
        program.interviews.advance([1], anyway=True)
        prepare, debrief = queue_of(program).window(0, 10)
        start = when(program, "tomorrow 14:00").at
        assert start is not None
        assert (prepare.key, prepare.kind, prepare.text) == (Ref("f", 1), Kind.PREPARE, "Prepare the meeting")
        assert (prepare.day, prepare.at, prepare.state) == (date(2026, 11, 23), None, DueState.TODAY)
        assert (prepare.interview_id, prepare.company, prepare.role, prepare.step) == (1, "Acme", "SRE", Step.CONSULT)
        assert (prepare.person_id, prepare.person, prepare.channel) == (None, "", Channel.IN_PERSON)
        assert (prepare.why, prepare.anchor) == (get(program, FollowUp, 1).why, start)
        assert (prepare.sensitive, prepare.selectable) == (False, True)
        assert (debrief.day, debrief.at) == (date(2026, 11, 24), start + timedelta(hours=2))

    def test_settled_ones_are_not_owed(self, program: ProgramOnATable) -> None:
        assert {5, 6, 7} & {row.id for row in queue_of(program).window(0, 1000)} == set()
        assert len(queue_of(program)) == 117


class TestFilters:
    @pytest.mark.parametrize(
        ("text", "companies"),
        [
            ("100%", {"100% Fun"}),
            ("%", {"100% Fun"}),
            ("a_b", {"a_b"}),
            ("_", {"a_b", "Acme", "'; DROP TABLE follow_ups; --"}),
            ("\\", {"back\\slash"}),
            ("\\s", {"back\\slash"}),
            ("ACME", {"Acme"}),
            ("田中", {"田中商事"}),
            ("[/x]", {"[/x]"}),
            ("🎈", {"École 🎈"}),
            ("'; drop", {"'; DROP TABLE follow_ups; --"}),
        ],
    )
    def test_every_character_means_itself(self, program: ProgramOnATable, text: str, companies: set[str]) -> None:
        assert {row.company for row in queue_of(program, text=text).window(0, 1000)} == companies

    def test_every_word_must_stand_somewhere(self, program: ProgramOnATable) -> None:
        whole = queue_of(program).window(0, 1000)
        rows = queue_of(program, text="acme enough").window(0, 1000)
        assert rows == [row for row in whole if row.company == "Acme" and row.why == "late enough"]
        rows = queue_of(program, text=" soon  DANA item ").window(0, 1000)
        assert rows == [row for row in whole if row.person == "Dana Ruiz" and row.why == "soon"]
        assert len(rows) > 10

    def test_no_words_filter_nothing(self, program: ProgramOnATable) -> None:
        assert len(queue_of(program, text="   ")) == 117

    def test_what_nothing_has(self, program: ProgramOnATable) -> None:
        queue = queue_of(program, text="acme nowhere")
        assert (len(queue), queue.window(0, 10), queue.index(Ref("f", 9))) == (0, [], None)


class TestAnotherZone:
    """The box stays where it is; the user has moved."""

    def filled(self, folder: Path) -> ProgramOnATable:
        program = a_program(folder)
        program.interviews.add("Acme", "SRE")
        program.follow_ups.add(1, "Whole day", when(program, "today"))
        program.follow_ups.add(1, "At 13", when(program, "today 13:00"))
        program.follow_ups.add(1, "At 9 tomorrow", when(program, "tomorrow 9:00"))
        return program

    def seen(self, program: ProgramOnATable) -> list[tuple[str, str, str]]:
        return [(row.text, row.day.isoformat(), row.state) for row in queue_of(program).window(0, 10)]

    @pytest.mark.parametrize("rewritten", [False, True], ids=["read only", "after the next change"])
    def test_order_and_states_go_by_it(self, tmp_path: Path, rewritten: bool) -> None:
        self.filled(tmp_path)
        far = a_program(tmp_path, zone="Pacific/Auckland")
        if rewritten:
            far.interviews.edit(1, role="DBA")
        # Nine on Monday in Berlin is nine in the evening in Auckland.
        assert self.seen(far) == [
            ("Whole day", "2026-11-23", "today"),
            ("At 13", "2026-11-24", "upcoming"),
            ("At 9 tomorrow", "2026-11-24", "upcoming"),
        ]
        queue = queue_of(far)
        assert [queue.index(row.key) for row in queue.window(0, 10)] == [0, 1, 2]
        assert len(queue_of(far, days=0)) == 1
        assert queue_of(far).counts() == {DueState.OVERDUE: 0, DueState.TODAY: 1, DueState.UPCOMING: 2}

    def test_and_back_again(self, tmp_path: Path) -> None:
        program = self.filled(tmp_path)
        before = self.seen(program)
        a_program(tmp_path, zone="Pacific/Auckland").interviews.edit(1, role="DBA")
        home = a_program(tmp_path)
        assert self.seen(home) == before
        home.interviews.edit(1, role="SRE")
        assert self.seen(home) == before

    def test_a_day_has_no_zone(self, tmp_path: Path) -> None:
        program = self.filled(tmp_path)
        for zone in ("America/Los_Angeles", "Pacific/Kiritimati", "UTC"):
            far = a_program(tmp_path, zone=zone)
            assert [row.day for row in queue_of(far).window(0, 9) if row.text == "Whole day"] == [date(2026, 11, 23)]
        assert program.store.data_version() > 0


class TestAnEmptyStore:
    def test_owes_nothing(self, tmp_path: Path) -> None:
        queue = queue_of(a_program(tmp_path))
        assert (len(queue), queue.window(0, 10), queue.index(Ref("f", 1)), queue.first_of(1)) == (0, [], None, None)


@settings(max_examples=15, deadline=None)
@given(
    dues=st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.none() | st.times()), max_size=12),
    zone=st.sampled_from(["America/Los_Angeles", "Pacific/Auckland", "Europe/Berlin", "Asia/Kathmandu"]),
)
def test_read_in_any_zone_it_is_in_order(
    tmp_path_factory: pytest.TempPathFactory, dues: list[tuple[date, object]], zone: str
) -> None:
    folder = tmp_path_factory.mktemp("zones")
    program = a_program(folder)
    calendar = program.house.calendar
    program.interviews.add("Acme", "SRE")
    for day, clock in dues:
        at = calendar.instant(day, clock) if clock else None  # type: ignore[arg-type]
        program.follow_ups.add(1, "Item", When(day, at))
    far = a_program(folder, zone=zone)
    rows = queue_of(far).window(0, 100)
    local = far.house.calendar.local
    places = [(f"{local(r.at):%Y-%m-%dT%H:%M}" if r.at else f"{r.day}T24:00", r.id) for r in rows]
    assert places == sorted(places)
    assert len(rows) == len(dues)
