"""The journal: everything can be taken back and done again, in this run and in later ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, NotFound, Refused
from interview_tui.domain.records import Interview, Person
from interview_tui.store import undo
from interview_tui.store.backups import copy_store
from interview_tui.store.restoration import restore
from tests.programs import ProgramOnATable, a_checked_program, a_program, content, every, get, journal, when

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Three changes: Acme added, its role edited, Globex added."""
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    program.clock.move(hours=1)
    program.interviews.edit(1, role="Staff SRE")
    program.clock.move(hours=1)
    program.interviews.add("Globex", "DBA")
    return program


def names(program: ProgramOnATable) -> list[str]:
    return [f"{i.company} {i.role}" for i in every(program, Interview)]


class TestUndo:
    def test_takes_back_the_last_change(self, program: ProgramOnATable) -> None:
        change = program.history.undo()
        assert change.words == "Undid: Added Globex · DBA"
        assert names(program) == ["Acme Staff SRE"]

    def test_one_after_another_down_to_nothing(self, program: ProgramOnATable) -> None:
        program.history.undo()
        assert program.history.undo().words == "Undid: Edited Acme · Staff SRE: role"
        assert names(program) == ["Acme SRE"]
        program.history.undo()
        assert names(program) == []
        with pytest.raises(Refused, match=r"^nothing to undo$"):
            program.history.undo()

    def test_several_at_once(self, program: ProgramOnATable) -> None:
        change = program.history.undo(2)
        assert change.words == ("Undid: Added Globex · DBA · Edited Acme · Staff SRE: role")
        assert names(program) == ["Acme SRE"]

    def test_more_than_there_are_takes_nothing_back(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^only 3 changes to undo: nothing was changed$"):
            program.history.undo(4)
        assert names(program) == ["Acme Staff SRE", "Globex DBA"]
        assert len(journal(program)) == 3

    @pytest.mark.parametrize("count", [0, -1])
    def test_at_least_one(self, program: ProgramOnATable, count: int) -> None:
        with pytest.raises(Refused, match=r"^the number of changes must be 1 or more$"):
            program.history.undo(count)

    def test_in_a_later_run(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.store.close()
        later = a_program(tmp_path)
        later.history.undo(2)
        assert names(later) == ["Acme SRE"]
        another = a_program(tmp_path)
        another.history.redo(2)
        assert names(later) == ["Acme Staff SRE", "Globex DBA"]

    def test_what_another_session_did_last(self, program: ProgramOnATable, tmp_path: Path) -> None:
        """A session takes back its own changes; when none of those stands, the last of any session."""
        a_program(tmp_path).interviews.add("Initech", "QA")
        program.history.undo(3)
        assert names(program) == ["Initech QA"]
        assert program.history.undo().words == "Undid: Added Initech · QA"

    def test_after_a_restore_the_numbers_of_before_are_no_longer_its_own(
        self, program: ProgramOnATable, tmp_path: Path
    ) -> None:
        """The journal that came back gives the numbers again, to changes of others."""
        copy_store(program.store.path, tmp_path / "before.db")
        mine = a_program(tmp_path)
        mine.interviews.add("Initech", "QA")
        restore(tmp_path / "before.db", program.store.backups, program.clock.now)
        program.interviews.add("Umbrella", "SRE")
        program.interviews.add("Hooli", "DBA")
        assert mine.history.undo().words == "Undid: Added Hooli · DBA"

    def test_what_changed_outside_the_journal_is_not_overwritten(self, program: ProgramOnATable) -> None:
        program.interviews.edit(1, location="Lisbon")
        with closing(sqlite3.connect(program.store.path)) as connection, connection:
            connection.execute("UPDATE interviews SET company = 'Acme Corp' WHERE id = 1")
        before = content(program)
        with pytest.raises(Conflict, match=r"^i1 was changed since: that change must be undone first$"):
            program.history.undo()
        assert content(program) == before
        assert len(journal(program)) == 4

    def test_a_record_read_before_the_undo_is_stale(self, program: ProgramOnATable) -> None:
        read_before = get(program, Interview, 2)
        program.interviews.edit(2, role="Senior DBA")
        read_between = get(program, Interview, 2)
        program.history.undo()
        for stale in (read_before, read_between):
            with pytest.raises(Conflict):
                program.interviews.edit(2, expected=stale, location="Lisbon")


class TestRedo:
    def test_does_again_what_was_taken_back_last(self, program: ProgramOnATable) -> None:
        program.history.undo(2)
        assert program.history.redo().words == "Redid: Edited Acme · Staff SRE: role"
        assert names(program) == ["Acme Staff SRE"]
        program.history.redo()
        assert names(program) == ["Acme Staff SRE", "Globex DBA"]
        with pytest.raises(Refused, match=r"^nothing to redo$"):
            program.history.redo()

    def test_is_over_after_a_new_change(self, program: ProgramOnATable) -> None:
        program.history.undo()
        program.interviews.add("Initech", "QA")
        with pytest.raises(Refused, match=r"^nothing to redo$"):
            program.history.redo()
        assert names(program) == ["Acme Staff SRE", "Initech QA"]

    def test_is_not_over_after_a_change_that_was_refused(self, program: ProgramOnATable) -> None:
        program.history.undo()
        with pytest.raises(Refused):
            program.interviews.back([1])
        program.interviews.edit(1, role="Staff SRE")  # says nothing new
        program.history.redo()
        assert names(program) == ["Acme Staff SRE", "Globex DBA"]

    def test_after_redo_it_can_be_taken_back_again(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.history.undo(3)
        program.history.redo(3)
        assert content(program) == before
        program.history.undo(3)
        assert names(program) == []

    def test_ids_are_never_given_twice(self, program: ProgramOnATable) -> None:
        program.history.undo()
        assert program.interviews.add("Initech", "QA").refs == (Ref("i", 3),)
        program.interviews.remove([3])
        assert program.interviews.add("Hooli", "QA").refs == (Ref("i", 4),)


class TestBatches:
    """What one entry changed is taken back some at a time: the same, however many."""

    @pytest.mark.parametrize("at_once", [1, 2, 7])
    def test_an_entry_of_many_changes(
        self, program: ProgramOnATable, at_once: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program.notes.capture(1, "@ Dana Ruiz\n! Releases\n! Alarms\n? Who owns it?\n> And when?")
        steps = [content(program)]
        text = program.notes.text(1)
        program.notes.rewrite(1, text, text.replace("! Releases\n", "").replace("Alarms", "Costs") + "\n! Noise\n")
        steps.append(content(program))
        program.interviews.remove([1])
        steps.append(content(program))
        monkeypatch.setattr(undo, "AT_ONCE", at_once)
        for before in reversed(steps[:-1]):
            program.history.undo()
            assert content(program) == before
        for after in steps[1:]:
            program.history.redo()
            assert content(program) == after

    def test_a_record_changed_twice_in_one_entry(self, program: ProgramOnATable) -> None:
        before = content(program)
        with program.transaction() as tx:
            added = tx.add(Person(name="Dana Ruiz"))
            once = tx.update(replace(added, title="VP"))
            tx.update(replace(once, title="COO"))
            passing = tx.add(Person(name="Kim Lee"))
            tx.remove(tx.update(replace(passing, title="CTO")))
            tx.done("Much at once")
        after = content(program)
        program.history.undo()
        assert content(program) == before
        program.history.redo()
        assert content(program) == after


class TestLog:
    def test_is_newest_first_with_instants_and_states(self, program: ProgramOnATable) -> None:
        program.history.undo()
        log = program.history.log()
        assert [(e.id, f"{e.at:%H:%M}", e.state) for e in log] == [
            (3, "10:00", "undone"),
            (2, "09:00", "done"),
            (1, "08:00", "done"),
        ]
        program.interviews.add("Initech", "QA")
        assert [e.state for e in program.history.log()] == ["done", "dropped", "done", "done"]

    def test_as_many_as_asked_for(self, program: ProgramOnATable) -> None:
        assert [e.id for e in program.history.log(limit=2)] == [3, 2]
        assert program.history.log(limit=0) == ()

    def test_of_one_record(self, program: ProgramOnATable) -> None:
        assert [e.id for e in program.history.log(Ref("i", 1))] == [2, 1]
        assert [e.id for e in program.history.log(Ref("i", 2))] == [3]
        assert program.history.log(Ref("f", 7)) == ()

    def test_of_an_interview_with_what_hangs_on_it(self, program: ProgramOnATable) -> None:
        program.follow_ups.add(1, "Ask about parking", when(program, "fri"))
        program.follow_ups.done([1])
        assert [e.id for e in program.history.log(Ref("i", 1))] == [5, 4, 2, 1]
        assert [e.id for e in program.history.log(Ref("f", 1))] == [5, 4]

    def test_of_a_deleted_interview(self, program: ProgramOnATable) -> None:
        program.interviews.remove([2])
        assert program.history.log(Ref("i", 2))[0].words == "Deleted Globex · DBA"

    def test_notes_hang_on_their_interview(self, program: ProgramOnATable) -> None:
        change = program.notes.capture(1, "! Releases")
        assert program.history.log(Ref("i", 1))[0].words == change.words
        assert [e.words for e in program.history.log(Ref("n", 1))] == [change.words]

    def test_of_an_id_that_none_can_have(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match=r"^there is no record j1: ids begin with "):
            program.history.log(Ref("j", 1))
