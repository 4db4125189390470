"""The queue is always in order; its windows, places and counts agree, filtered or not, in every zone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_tui.domain.enums import (
    Channel,
    CommitmentState,
    DueState,
    MeetingState,
    Outcome,
    Owner,
    Proposal,
    Ref,
    Settled,
    Step,
)
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.records import MEETING_LENGTH, Commitment, FollowUp, Interview, Meeting, Round, Suggestion
from interview_tui.store import conditions
from interview_tui.store.queue import UNPLANNED, Queue
from tests.programs import ProgramOnATable, a_program, when
from tests.store.records import add_interview, change, owe, put, settle

if TYPE_CHECKING:
    from pathlib import Path

COMPANIES = ("Acme", "100% Fun", "a_b", "back\\slash", "田中商事", "[/x]", "École 🎈", "'; DROP TABLE follow_ups; --")
FILTERS = ("", "acme", "%", "_", "\\", "100%", "a_b", "k\\s", "田中", "[/x]", "late e", "'", "nothing like it", "  ")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> ProgramOnATable:
    """Follow-ups around today, whole days and timed ones, over odd names; some of them are settled."""
    program = a_program(tmp_path_factory.mktemp("queue"))
    for company in COMPANIES:
        add_interview(program, company, "late_shift" if company == "Acme" else "early", person="Dana Ruiz")
    now = program.clock()
    with program.transaction() as tx:
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
        tx.done("filled")
    settle(program, 5)
    settle(program, 6)
    settle(program, 7, skipped=True)
    return program


def queue_of(program: ProgramOnATable, *, text: str = "", days: int | None = None) -> Queue:
    return Queue(program.store, program.clock(), days=days, text=text)


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
        add_interview(program)
        for text in ("fri", "thu", "thu 9:00", "thu 14:00", "tomorrow", "thu", "thu 9:00"):
            owe(program, 1, text, text)
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
        assert {row.state for row in rows} == set(DueState) - {DueState.NONE}
        for row in rows:
            assert row.day is not None
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
            assert queue_of(program, days=days).window(0, 1000) == [
                row for row in whole if row.day and row.day <= until
            ]

    def test_the_first_of_an_interview(self, program: ProgramOnATable) -> None:
        rows = queue_of(program).window(0, 1000)
        for interview in range(1, len(COMPANIES) + 1):
            first = next(row.key for row in rows if row.interview_id == interview)
            assert queue_of(program).first_of(interview) == first
        assert queue_of(program).first_of(99) is None


class TestRows:
    def test_say_what_whom_when_and_why(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, meeting="tomorrow 14:00", person="Dana Ruiz", step=Step.CONSULT)
        start = when(program, "tomorrow 14:00").at
        assert start is not None
        why = "working day before the meeting"
        at_my_desk = {"channel": Channel.IN_PERSON, "anchor": start}
        owe(program, 1, "Prepare for the meeting", "today", kind=Kind.PREPARE, why=why, **at_my_desk)
        owe(program, 1, "Write up the meeting", "tomorrow 16:00", kind=Kind.DEBRIEF, **at_my_desk)
        prepare, debrief = queue_of(program).window(0, 10)
        assert (prepare.key, prepare.kind, prepare.text) == (Ref("f", 1), Kind.PREPARE, "Prepare for the meeting")
        assert (prepare.day, prepare.at, prepare.state) == (date(2026, 11, 23), None, DueState.TODAY)
        assert (prepare.interview_id, prepare.company, prepare.role, prepare.step) == (1, "Acme", "SRE", Step.CONSULT)
        assert (prepare.person_id, prepare.person, prepare.channel) == (None, "", Channel.IN_PERSON)
        assert (prepare.why, prepare.anchor) == (why, start)
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
        add_interview(program)
        owe(program, 1, "Whole day", "today")
        owe(program, 1, "At 13", "today 13:00")
        owe(program, 1, "At 9 tomorrow", "tomorrow 9:00")
        return program

    def seen(self, program: ProgramOnATable) -> list[tuple[str, str, str]]:
        return [(row.text, str(row.day), row.state) for row in queue_of(program).window(0, 10)]

    @pytest.mark.parametrize("rewritten", [False, True], ids=["read only", "after the next change"])
    def test_order_and_states_go_by_it(self, tmp_path: Path, rewritten: bool) -> None:
        self.filled(tmp_path)
        far = a_program(tmp_path, zone="Pacific/Auckland")
        if rewritten:
            change(far, Interview, 1, role="DBA")
        # Nine on Monday in Berlin is nine in the evening in Auckland.
        assert self.seen(far) == [
            ("Whole day", "2026-11-23", "today"),
            ("At 13", "2026-11-24", "upcoming"),
            ("At 9 tomorrow", "2026-11-24", "upcoming"),
        ]
        queue = queue_of(far)
        assert [queue.index(row.key) for row in queue.window(0, 10)] == [0, 1, 2]
        assert len(queue_of(far, days=0)) == 1
        assert list(queue_of(far).counts().values()) == [0, 1, 2, 0]

    def test_and_back_again(self, tmp_path: Path) -> None:
        program = self.filled(tmp_path)
        before = self.seen(program)
        change(a_program(tmp_path, zone="Pacific/Auckland"), Interview, 1, role="DBA")
        home = a_program(tmp_path)
        assert self.seen(home) == before
        change(home, Interview, 1, role="SRE")
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
    calendar = program.calendar
    add_interview(program)
    for day, at_clock in dues:
        at = calendar.instant(day, at_clock) if at_clock else None  # type: ignore[arg-type]
        owe(program, 1, "Item", "today", due_day=None if at else day, due_at=at)
    far = a_program(folder, zone=zone)
    rows = queue_of(far).window(0, max(1, len(dues)))[: len(dues)]
    local = far.calendar.local
    places = [(f"{local(r.at):%Y-%m-%dT%H:%M}" if r.at else f"{r.day}T24:00", r.id) for r in rows]
    assert places == sorted(places)
    assert len(rows) == len(dues)


class TestByTheClock:
    """What lapses and what the clock adds needs no write."""

    def test_what_has_lapsed_is_owed_no_more(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, meeting="today 14:00")
        starts = when(program, "today 14:00").at
        owe(program, 1, "Prepare for the meeting", "today", kind=Kind.PREPARE, lapses=starts)
        owe(program, 1, "Call", "today")
        assert [row.text for row in queue_of(program).window(0, 9)] == ["Prepare for the meeting", "Call"]
        for text in ("", "e"):
            assert queue_of(program, text=text).first_of(1) == Ref("f", 1)
        program.clock.set("2026-11-23T13:59:59+01:00")
        assert len(queue_of(program)) == 2
        program.clock.move(seconds=1)
        for text in ("", "acme"):
            queue = queue_of(program, text=text)
            assert [row.text for row in queue.window(0, 9)] == ["Call"]
            assert list(queue.counts().values()) == [0, 1, 0, 0]
            assert (queue.index(Ref("f", 1)), queue.index(Ref("f", 2))) == (None, 0)
            assert queue.first_of(1) == Ref("f", 2)

    def test_rows_say_the_step_that_the_clock_has_added(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, clock_step=Step.CONSULT, clock_at=program.clock() + timedelta(hours=1))
        owe(program, 1, "Call", "today")
        (row,) = queue_of(program).window(0, 9)
        assert row.step is Step.SET_THE_STAGE
        program.clock.move(hours=1)
        (row,) = queue_of(program).window(0, 9)
        assert row.step is Step.CONSULT

    def test_the_clock_takes_nothing_back(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, step=Step.PERSIST, clock_step=Step.CONSULT, clock_at=program.clock())
        owe(program, 1, "Call", "today")
        assert queue_of(program).window(0, 9)[0].step is Step.PERSIST

    def test_the_words_of_sql_are_those_of_the_domain(self) -> None:
        assert timedelta(hours=1) == MEETING_LENGTH
        missed = ", ".join(repr(str(row.kind)) for row in KINDS.values() if row.missed)
        assert f"f.kind IN ({missed})" == conditions.MISSED


class TestNothingPlanned:
    """No running interview is ever out of sight."""

    def texts(self, program: ProgramOnATable, *, text: str = "", days: int | None = None) -> list[str]:
        return [f"{row.text}: {row.company}" for row in queue_of(program, text=text, days=days).window(0, 99)]

    def test_is_a_line_of_the_queue(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, "Harbor", "SRE", step=Step.PERSIST)
        add_interview(program, "Acme", "SRE")
        owe(program, 2, "Call", "+30d")
        for days in (None, 0, 40):
            queue = queue_of(program, days=days)
            row = queue.window(0, 9)[-1]
            assert (row.key, row.kind, row.text) == (Ref("i", 1), Kind.NOTHING_PLANNED, "Nothing planned")
            assert (row.day, row.at, row.state, row.channel) == (None, None, DueState.NONE, None)
            assert (row.id, row.interview_id, row.company, row.step) == (0, 1, "Harbor", Step.PERSIST)
            assert row.why == "nothing lies ahead: book a meeting, check in, add something, or mark it as gone quiet"
            assert row.selectable
            assert queue.counts()[DueState.NONE] == queue.unplanned == 1
            assert queue.index(row.key) == len(queue) - 1
            assert queue.first_of(1) == row.key
            assert queue.first_of(1, person_id=1) is None
        assert (len(queue_of(program, days=0)), len(queue_of(program))) == (1, 2)

    @pytest.mark.parametrize(
        ("state", "starts", "ends", "ahead"),
        [
            (MeetingState.PLANNED, 1, None, True),
            (MeetingState.PLANNED, -1, 2, True),
            (MeetingState.PLANNED, -0.9, None, True),
            (MeetingState.PLANNED, -1, None, False),
            (MeetingState.PLANNED, None, None, False),
            (MeetingState.CANCELLED, 1, None, False),
            (MeetingState.MISSED, 1, None, False),
        ],
    )
    def test_not_while_a_meeting_is_ahead_or_under_way(
        self, tmp_path: Path, state: MeetingState, starts: float | None, ends: float | None, ahead: bool
    ) -> None:
        program = a_program(tmp_path)
        add_interview(program)
        hours = {
            name: None if at is None else program.clock() + timedelta(hours=at)
            for name, at in (("starts", starts), ("ends", ends))
        }
        change(program, Meeting, 1, state=state, **hours)
        assert self.texts(program) == ([] if ahead else ["Nothing planned: Acme"])

    @pytest.mark.parametrize(
        ("fields", "waited_for"),
        [
            ({}, True),
            ({"due": date(2026, 11, 24)}, True),
            ({"due": date(2026, 11, 22)}, False),
            ({"due": None}, False),
            ({"owner": Owner.ME}, False),
            ({"state": CommitmentState.KEPT}, False),
        ],
    )
    def test_not_while_a_date_of_theirs_is_waited_for(
        self, tmp_path: Path, fields: dict[str, object], waited_for: bool
    ) -> None:
        program = a_program(tmp_path)
        add_interview(program)
        theirs: dict[str, object] = {"owner": Owner.THEM, "due": date(2026, 11, 23)} | fields
        put(program, Commitment(meeting_id=1, text="call", **theirs))  # type: ignore[arg-type]
        assert self.texts(program) == ([] if waited_for else ["Nothing planned: Acme"])

    def test_what_an_earlier_round_waited_for_is_past(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program)
        put(program, Commitment(meeting_id=1, text="call", owner=Owner.THEM, due=date(2026, 12, 1)))
        put(program, Round(interview_id=1, number=2, opened=program.clock()))
        change(program, Interview, 1, round=2)
        assert self.texts(program) == ["Nothing planned: Acme"]

    @pytest.mark.parametrize("outcome", [None, *Outcome])
    def test_only_while_the_interview_runs(self, tmp_path: Path, outcome: Outcome | None) -> None:
        program = a_program(tmp_path)
        add_interview(program, outcome=outcome)
        assert bool(self.texts(program)) is (outcome in (None, Outcome.OFFER))

    def test_names_what_lapsed_undone(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program)
        lapses = program.clock() + timedelta(hours=1)
        for kind in (Kind.PREPARE, Kind.THANK_YOU, Kind.CHECK_IN):
            owe(program, 1, f"The {kind}", "today", kind=kind, lapses=lapses)
        owe(program, 1, "Done", "today", kind=Kind.CHECK_IN, lapses=lapses, state=Settled.DONE)
        assert self.texts(program)[0] == "The prepare: Acme"
        program.clock.move(hours=2)
        (row,) = queue_of(program).window(0, 9)
        assert row.why.startswith("left undone: The thank_you, The check_in; nothing lies ahead: book a meeting")

    def test_a_filter_looks_at_company_and_role_and_at_what_it_is(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for company in ("Harbor", "Acme"):
            add_interview(program, company)
        owe(program, 2, "Call", "today")
        settle(program, 1)
        for text in ("HARB", "sre harbor"):
            assert self.texts(program, text=text) == ["Nothing planned: Harbor"]
            queue = queue_of(program, text=text)
            assert (len(queue), queue.index(Ref("i", 1)), queue.index(Ref("i", 2))) == (1, 0, None)
            assert (queue.first_of(1), queue.first_of(2)) == (Ref("i", 1), None)
        assert self.texts(program, text="planned") == ["Nothing planned: Acme", "Nothing planned: Harbor"]
        assert self.texts(program, text="lies ahead") == []

    def test_a_suggestion_of_an_earlier_day_stands_among_those_of_today_by_its_age(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program)
        # Its id lies between those of today's whole-day lines.
        dues = {
            "Late": "2026-11-20",
            "Call": "today",
            "An email": "2026-11-19",
            "Write": "today",
            "At two": "today 14:00",
        }
        for text, due in {**dues, "Tomorrow": "tomorrow"}.items():
            kind = Kind.SUGGESTION if text == "An email" else Kind.CUSTOM
            number = owe(program, 1, text, due, kind=kind)
            if kind is Kind.SUGGESTION:
                put(program, Suggestion(follow_up_id=number, proposal=Proposal.DECLINE))
        queue = queue_of(program)
        rows = queue.window(0, 99)
        assert [row.text for row in rows] == ["Late", "At two", "Call", "An email", "Write", "Tomorrow"]
        assert [queue.index(row.key) for row in rows] == list(range(6))
        assert list(queue.counts().values()) == [1, 4, 1, 0]

    def test_what_another_session_has_planned_is_seen_by_one_that_had_read_it(self, tmp_path: Path) -> None:
        program, other = a_program(tmp_path), a_program(tmp_path)
        add_interview(program)
        for _ in range(2):
            assert (queue_of(program).unplanned, program.store.unplanned(program.clock())) == (1, [1])
        call = owe(other, 1, "Call", "today")
        assert (queue_of(program).unplanned, program.store.unplanned(program.clock())) == (0, [])
        settle(program, call)
        assert program.store.unplanned(program.clock()) == [1]

    def test_many_stand_as_one_line(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for number in range(6):
            assert self.texts(program) == [f"Nothing planned: Company {n}" for n in range(number)]
            add_interview(program, f"Company {number}")
        owe(program, 1, "Call", "today")
        assert len(queue_of(program)) == 6
        add_interview(program, "Company 6")
        queue = queue_of(program)
        _, row = queue.window(0, 99)
        assert (row.key, row.text, row.selectable) == (UNPLANNED, "6 interviews have nothing planned", False)
        assert (len(queue), queue.counts()[DueState.NONE], queue.unplanned) == (2, 1, 6)
        assert (queue.index(UNPLANNED), queue.index(Ref("i", 2))) == (1, None)
        each = Queue(program.store, program.clock(), collapse=False)
        assert [row.key for row in each.window(1, 99)] == [Ref("i", number) for number in range(2, 8)]
        assert [each.index(row.key) for row in each.window(0, 99)] == list(range(7))
        assert [row for start in range(8) for row in each.window(start, start + 1)] == each.window(0, 99)

    def test_reading_changes_no_byte(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        add_interview(program, meeting="today 9:30", clock_step=Step.CONSULT, clock_at=when(program, "today 10:30").at)
        owe(program, 1, "Prepare for the meeting", "today", kind=Kind.PREPARE, lapses=when(program, "today 9:30").at)
        before = program.store.path.read_bytes()
        modified = program.store.path.stat().st_mtime_ns
        for _ in range(4):
            queue = queue_of(program, text="a")
            assert queue.window(0, 9) is not None
            assert queue_of(program).counts()
            program.clock.move(hours=1)
        assert self.texts(program) == ["Nothing planned: Acme"]
        assert program.store.path.read_bytes() == before
        assert program.store.path.stat().st_mtime_ns == modified
