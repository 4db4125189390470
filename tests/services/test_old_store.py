"""A store and an export of the version before, whose steps planned: what it left open, and what the facts add."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Settled, Step
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import FollowUp, Interview, Passage
from interview_tui.importing.archive import apply_export, read_export
from interview_tui.store.archive import export_json
from tests.cli.conftest import Box
from tests.programs import a_program, content, every, get, journal, planned_again, step_of
from tests.ui.dashboards import shown

if TYPE_CHECKING:
    from tests.programs import ProgramOnATable

SAMPLES = Path(__file__).parents[1] / "samples"
STORE = SAMPLES / "store-of-schema-3.sql"
EXPORT = SAMPLES / "export-of-version-1.json"
"""The same records as in the store."""
NOW = "2026-11-26T09:00:00+01:00"
"""A Thursday morning, the day after the last change that the version before made."""
SABLE, VESPER, OLD_MILL, QUILLON, MARTEN, TARN, HARBOR, PINEWOOD, COBALT, DELTA = range(1, 11)
"""An offer accepted in 2025 and an interview of that search; a meeting of six weeks ago; one of three days ago, at step
1; step 5; step 7; a rejection; an open offer; gone quiet; never met.
"""
KEPT = {7, 19, 27, 28, 29, 33, 34, 36, 37}
LATER = {30: "2026-12-03"}
"""A check-in on their date, which comes two working days after it and no longer one."""
DONE = {16, 20, 31}
"""Debriefs of meetings that have notes."""
NO_LONGER = {8, 9, 23, 24, 35}
"""Two preparations of meetings that are over; two check-ins, for the news of an offer replaces the one and the other
comes after it; an answer to an offer whose date is to be asked for first.
"""
ADDED = {
    VESPER: {"withdrawal:i1"},
    OLD_MILL: {"offer_news:r1"},
    QUILLON: {"debrief:m4", "thank_you:m4:p4", "value_letter:r1", "check_in:r1:1"},
    MARTEN: {"value_letter:r1", "offer_news:r1"},
    TARN: {"offer_news:r1"},
    PINEWOOD: {"offer_thanks:r1"},
}
SAID = (
    "The plan now runs on its own: 9 kept, 1 moved, 10 added, 3 already done, 5 no longer needed; added: Withdraw · "
    "Vesper Air (tomorrow), Tell them about the other offer · Old Mill (tomorrow), Write up the meeting · Quillon "
    "(tomorrow), Thank Ines Falk · Quillon (tomorrow) and 6 more"
)


def lay(folder: Path, *changes: str) -> Path:
    """The store of the version before, with changes of its records."""
    path = folder / "interviews.db"
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(STORE.read_text("utf-8"))
        for change in changes:
            connection.execute(change)
    return path


def open_rows(path: Path) -> dict[int, tuple[str | None, str | None]]:
    """When the open follow-ups are due, by their ids."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, due_day, due_at FROM follow_ups WHERE state = 'open'").fetchall()
    return {key: (day, at) for key, day, at in rows}


def is_owed(follow_up: FollowUp, program: ProgramOnATable) -> bool:
    now = program.clock()
    return follow_up.state is Settled.OPEN and (follow_up.lapses is None or follow_up.lapses > now)


def due(follow_up: FollowUp) -> tuple[str | None, str | None]:
    day, at = follow_up.due_day, follow_up.due_at
    return None if day is None else day.isoformat(), None if at is None else at.isoformat()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return lay(tmp_path)


@pytest.fixture
def program(path: Path) -> ProgramOnATable:
    return a_program(path.parent, now=NOW)


class TestAStore:
    def test_what_still_makes_sense_stays_and_is_due_when_it_was(self, path: Path, program: ProgramOnATable) -> None:
        before = open_rows(path)
        assert before.keys() == KEPT | LATER.keys() | DONE | NO_LONGER
        after = {f.id: f for f in every(program, FollowUp)}
        for key in KEPT:
            assert is_owed(after[key], program)
            assert due(after[key]) == before[key]
        assert {key: due(after[key])[0] for key in LATER} == LATER
        assert {key: (after[key].state, after[key].on_time) for key in DONE} == dict.fromkeys(
            DONE, (Settled.DONE, None)
        )
        assert not any(is_owed(after[key], program) for key in NO_LONGER)

    def test_what_the_facts_ask_for_besides_is_added_and_not_late(self, path: Path, program: ProgramOnATable) -> None:
        newest = max(open_rows(path))
        added = [f for f in every(program, FollowUp) if f.id > newest and is_owed(f, program)]
        found: dict[int, set[str]] = {}
        for follow_up in added:
            found.setdefault(follow_up.interview_id, set()).add(follow_up.origin)
        assert found == ADDED
        assert min(f.due_day.isoformat() for f in added if f.due_day) == "2026-11-27"
        assert all(f.due_day for f in added)

    def test_what_was_done_is_not_planned_again(self, program: ProgramOnATable) -> None:
        by_origin: dict[tuple[int, str], int] = {}
        for follow_up in every(program, FollowUp):
            key = (follow_up.interview_id, follow_up.origin)
            by_origin[key] = by_origin.get(key, 0) + 1
        assert by_origin.pop((DELTA, "")) == 1
        assert set(by_origin.values()) == {1}
        kinds = [(f.kind, f.state) for f in every(program, FollowUp) if f.interview_id == TARN]
        assert kinds.count((Kind.THANK_YOU, Settled.DONE)) == kinds.count((Kind.VALUE_LETTER, Settled.DONE)) == 1
        assert (Kind.THANK_YOU, Settled.OPEN) not in kinds
        chased = get(program, FollowUp, 15)  # the check-in of 11 November, the day after the date that they had named
        assert (chased.state, chased.origin, chased.commitment_id) == (Settled.DONE, "check_in:c1", 1)

    def test_what_was_over_long_before_is_settled_as_skipped(self, program: ProgramOnATable) -> None:
        mill = {f.kind: f for f in every(program, FollowUp) if f.interview_id == OLD_MILL}
        for kind in (Kind.DEBRIEF, Kind.THANK_YOU, Kind.VALUE_LETTER):
            assert (mill[kind].state, mill[kind].note) == (
                Settled.SKIPPED, "its time had passed before the upgrade",
            )  # fmt: skip

    def test_no_step_goes_back(self, path: Path, program: ProgramOnATable) -> None:
        with closing(sqlite3.connect(path)) as connection:
            before = dict(connection.execute("SELECT id, step FROM interviews").fetchall())
        assert all(step_of(program, key) >= step for key, step in before.items())
        assert (step_of(program, QUILLON), step_of(program, COBALT)) == (Step.CONSULT, Step.THANK_PROMPTLY)
        by_hand = {p.step for p in every(program, Passage) if p.round_id == TARN and p.by_hand}
        assert by_hand == set(Step) - {1, 8, 9, 10}

    def test_a_decision_on_an_offer_is_an_outcome(self, program: ProgramOnATable) -> None:
        outcomes = {i.id: i.outcome for i in every(program, Interview) if i.outcome}
        assert outcomes == {
            SABLE: Outcome.ACCEPTED, HARBOR: Outcome.REJECTED, PINEWOOD: Outcome.OFFER, COBALT: Outcome.QUIET,
        }  # fmt: skip
        assert get(program, FollowUp, 7).text == "Send the acceptance"

    def test_what_was_put_off_stays_where_it_was_put(self, tmp_path: Path) -> None:
        lay(
            tmp_path,
            "UPDATE interviews SET outcome = NULL WHERE id = 8",
            "UPDATE rounds SET outcome = NULL WHERE id = 8",
        )
        program = a_program(tmp_path, now=NOW)
        check_ins = {f.id: f for f in every(program, FollowUp) if f.interview_id == TARN and f.kind is Kind.CHECK_IN}
        snoozed = check_ins[23]
        assert (snoozed.state, due(snoozed)[0], snoozed.planned_day and snoozed.planned_day.isoformat()) == (
            Settled.OPEN, "2026-12-03", "2026-11-25",
        )  # fmt: skip
        assert check_ins.keys() == {15, 23, 24}
        assert check_ins[24].state is Settled.CANCELLED  # it is planned when the one before is settled
        program.clock.set("2026-12-03T09:00:00+01:00")
        program.follow_ups.done([23])
        assert get(program, FollowUp, 24).state is Settled.OPEN

    def test_planning_again_changes_nothing(self, program: ProgramOnATable) -> None:
        assert len(every(program, Interview)) == DELTA
        assert planned_again(program) == {}

    def test_it_is_said_once_and_stands_in_the_journal(self, path: Path, program: ProgramOnATable) -> None:
        assert journal(program)[-1] == SAID
        assert (program.take_news(), program.take_news()) == (SAID, "")
        program.store.close()
        before = path.read_bytes()
        again = a_program(path.parent, now=NOW)
        assert len(every(again, Interview)) == DELTA
        assert again.take_news() == ""
        again.store.close()
        assert path.read_bytes() == before

    def test_a_change_as_the_first_thing_comes_after_it(self, program: ProgramOnATable) -> None:
        program.follow_ups.skip([28])
        assert journal(program)[-2] == SAID

    def test_undo_gives_back_what_it_took(self, tmp_path: Path, program: ProgramOnATable) -> None:
        (tmp_path / "other").mkdir()
        lay(tmp_path / "other")
        untouched = a_program(tmp_path / "other", now=NOW)
        untouched.store.catch_up = None
        assert len(every(program, Interview)) == DELTA
        program.history.undo()
        found, before = content(program), content(untouched)
        assert {noun: set(rows) for noun, rows in found.items()} == {noun: set(rows) for noun, rows in before.items()}
        for key, row in before["follow_ups"].items():
            assert {**found["follow_ups"][key], "version": 0} == {**row, "version": 0}
        program.history.redo()
        assert planned_again(program) == {}

    def test_one_that_is_put_in_its_place_later_is_taken_over_as_well(self, path: Path, tmp_path: Path) -> None:
        (tmp_path / "here").mkdir()
        program = a_program(tmp_path / "here", now=NOW)
        assert program.store.data_version()
        assert every(program, Interview) == ()
        path.replace(program.store.path)  # as a restore of an old backup does
        assert program.store.data_version()
        assert program.take_news() == SAID


class TestTheCommand:
    @pytest.mark.parametrize("command", ["due", *(pytest.param(c, marks=pytest.mark.soak) for c in ("status", "list"))])
    def test_says_it_once_beside_what_it_shows(self, tmp_path: Path, command: str) -> None:
        lay(tmp_path)
        box = Box(tmp_path)
        first = box.real(command)
        assert (first.code, first.err) == (0, f"{SAID}\n")
        second = box.real(command)
        assert (second.code, second.err, second.out) == (0, "", first.out)

    async def test_the_dashboard_says_it(self, program: ProgramOnATable) -> None:
        async with shown(program, size=(300, 40)) as it:
            assert it.message.startswith(SAID)
        assert program.take_news() == ""


def exported(program: ProgramOnATable) -> bytes:
    return "".join(export_json(program.store, program.clock())).encode()


def plans(program: ProgramOnATable) -> set[tuple[str, str, str, str | None, str | None]]:
    """What is owed: company, kind, text, and when it is due."""
    companies = {i.id: i.company for i in every(program, Interview)}
    return {
        (companies[f.interview_id], f.kind, f.text, *due(f)) for f in every(program, FollowUp) if is_owed(f, program)
    }


class TestAnExport:
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> ProgramOnATable:
        (tmp_path / "fresh").mkdir()
        return a_program(tmp_path / "fresh", now=NOW)

    def test_taken_into_an_empty_store_it_is_as_the_store_taken_over(
        self, fresh: ProgramOnATable, program: ProgramOnATable
    ) -> None:
        taken = apply_export(fresh, [read_export(iter([EXPORT.read_bytes()]))])
        assert taken.words.endswith(SAID)
        assert content(fresh) == content(program)
        assert planned_again(fresh) == {}

    def test_exported_again_it_is_the_same_bytes_everywhere(self, fresh: ProgramOnATable, tmp_path: Path) -> None:
        apply_export(fresh, [read_export(iter([EXPORT.read_bytes()]))])
        once = exported(fresh)
        assert b'"version": 2' in once
        (tmp_path / "next").mkdir()
        following = a_program(tmp_path / "next", now=NOW)
        apply_export(following, [read_export(iter([once]))])
        assert exported(following) == once

    def test_beside_other_records_it_gets_its_ids_and_the_same_plans(
        self, fresh: ProgramOnATable, tmp_path: Path
    ) -> None:
        (tmp_path / "mine").mkdir()
        mine = a_program(tmp_path / "mine", now=NOW)
        mine.interviews.add("Own Ltd", "Clerk", people=["Ada Moss"])
        mine.follow_ups.skip([f.id for f in every(mine, FollowUp)])
        apply_export(fresh, [read_export(iter([EXPORT.read_bytes()]))])
        apply_export(mine, [read_export(iter([EXPORT.read_bytes()]))])
        assert plans(mine) == plans(fresh)
        assert planned_again(mine) == {}

    def test_taken_twice_it_adds_nothing(self, fresh: ProgramOnATable) -> None:
        apply_export(fresh, [read_export(iter([EXPORT.read_bytes()]))])
        before, owed = content(fresh), plans(fresh)
        apply_export(fresh, [read_export(iter([EXPORT.read_bytes()]))])
        after = content(fresh)
        assert {noun: set(rows) for noun, rows in after.items()} == {noun: set(rows) for noun, rows in before.items()}
        assert plans(fresh) == owed
        assert planned_again(fresh) == {}
