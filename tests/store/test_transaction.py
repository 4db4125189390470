"""The one doorway for change: all or nothing, nobody overwrites anybody, and the journal has it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, NotFound, StoreTrouble, UserError
from interview_tui.domain.records import Interview, Person
from tests.programs import NOW, ProgramOnATable, a_program, content, every, follow_up, get, journal, when

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz"])
    return program


def files(program: ProgramOnATable) -> list[str]:
    return sorted(path.name for path in program.store.path.parent.iterdir())


class TestAllOrNothing:
    @pytest.mark.parametrize("error", [RuntimeError("a slip"), KeyboardInterrupt(), UserError("refused")])
    def test_an_exception_inside_leaves_nothing(self, program: ProgramOnATable, error: BaseException) -> None:
        before = content(program)
        with pytest.raises(type(error)):
            self.fail_half_way(program, error)
        assert content(program) == before
        assert len(journal(program)) == 1
        assert files(program) == ["interviews.db"]

    def fail_half_way(self, program: ProgramOnATable, error: BaseException) -> None:
        with program.transaction() as tx:
            tx.update(replace(tx.get(Interview, 1), role="DBA"))
            tx.add(Person(name="Kim Lee"))
            tx.done("half of it")
            raise error

    def test_a_change_without_words_is_a_slip_and_leaves_nothing(self, program: ProgramOnATable) -> None:
        with pytest.raises(RuntimeError, match="a change without words"), program.transaction() as tx:
            tx.add(Person(name="Kim Lee"))
        assert len(every(program, Person)) == 1

    def test_without_a_change_there_is_no_entry(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            tx.update(replace(tx.get(Interview, 1), role="SRE"))
            tx.done("nothing new")
        assert tx.entry is None
        assert len(journal(program)) == 1

    def test_given_up_it_leaves_no_trace(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            tx.add(Person(name="Kim Lee"))
            tx.done("only tried")
            tx.give_up()
        assert (tx.entry, len(every(program, Person)), len(journal(program))) == (None, 1, 1)

    def test_a_killed_process_leaves_nothing(self, program: ProgramOnATable, tmp_path: Path) -> None:
        before = content(program)
        code = (
            "import os; from interview_tui.settings import load; from interview_tui.app_context import AppContext;"
            "from interview_tui.domain.records import Person\n"
            "with AppContext(load(os.environ)).transaction() as tx:\n"
            "    for number in range(5000): tx.add(Person(name='Kim Lee', note='x' * 2000))\n"
            "    os.kill(os.getpid(), 9)"
        )
        environment = {"INTERVIEW_TUI_DB": str(program.store.path), "INTERVIEW_TUI_NOW": NOW}
        environment |= {"HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT / "src")}
        assert subprocess.run([sys.executable, "-c", code], env=environment, check=False, timeout=60).returncode == -9
        assert content(program) == before
        program.interviews.edit(1, role="DBA")
        assert files(program) == ["home", "interviews.db"]


class TestRecords:
    def test_a_new_one_gets_the_next_id_and_what_was_cleaned(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            person = tx.add(Person(name=" Kim\nLee\x07", note="one\r\ntwo\x1b[2J"))
            tx.done("added")
            assert tx.get(Person, person.id) == person
        assert person == Person(id=2, name="Kim Lee", note="one\ntwo")
        assert get(program, Person, 2) == person

    def test_one_that_brings_its_id_keeps_it(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            assert tx.add(Person(id=40, name="Kim Lee")).id == 40
            assert tx.add(Person(name="Ana Sol")).id == 41
            tx.done("added")

    def test_each_change_is_a_version(self, program: ProgramOnATable) -> None:
        first = get(program, Interview, 1)
        program.interviews.edit(1, role="DBA")
        second = get(program, Interview, 1)
        program.history.undo()
        third = get(program, Interview, 1)
        assert [i.version for i in (first, second, third)] == [first.version, first.version + 1, first.version + 2]

    def test_a_stale_one_changes_and_removes_nothing(self, program: ProgramOnATable) -> None:
        stale = get(program, Interview, 1)
        program.interviews.edit(1, role="DBA")
        before = content(program)
        with pytest.raises(Conflict, match=r"^i1 was changed elsewhere"), program.transaction() as tx:
            tx.update(replace(stale, company="Globex"))
        with pytest.raises(Conflict, match=r"^i1 was changed elsewhere"), program.transaction() as tx:
            tx.remove(stale)
        assert content(program) == before

    def test_one_that_is_not_there(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match=r"^there is no person p9$"), program.transaction() as tx:
            tx.get(Person, 9)

    def test_what_is_referred_to_cannot_be_removed(self, program: ProgramOnATable) -> None:
        with pytest.raises(StoreTrouble, match="FOREIGN KEY"), program.transaction() as tx:
            tx.remove(tx.get(Person, 1))
        assert len(every(program, Person)) == 1

    def test_an_id_that_was_given_away_is_never_given_again(self, program: ProgramOnATable, tmp_path: Path) -> None:
        given = program.interviews.add("Globex", "").refs
        program.history.undo()
        given += program.interviews.add("Initech", "").refs
        program.interviews.remove([3])
        later = a_program(tmp_path)
        given += later.interviews.add("Hooli", "").refs
        later.history.undo(2)
        given += later.interviews.add("Umbrella", "").refs
        assert given == (Ref("i", 2), Ref("i", 3), Ref("i", 4), Ref("i", 5))
        assert [i.id for i in every(later, Interview)] == [1, 3, 5]


class TestPrivacy:
    def test_errors_do_not_tell_what_was_written(self, program: ProgramOnATable) -> None:
        # The words of the driver's error stand in the log of a crash; the notes in it must not.
        with closing(sqlite3.connect(program.store.path)) as connection:
            connection.execute("CREATE TRIGGER no BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'not now'); END")
        with pytest.raises(StoreTrouble) as refused, program.transaction() as tx:
            tx.add(Person(name="Kim Lee", note="a secret"))
        errors: list[BaseException | None] = [refused.value]
        while errors[-1] is not None:
            errors.append(errors[-1].__cause__ or errors[-1].__context__)
        told = "\n".join(str(error) for error in errors)
        assert "not now" in told
        assert "secret" not in told
        assert "Kim" not in told


class TestTwoAtOnce:
    def test_each_reads_what_the_other_committed(self, program: ProgramOnATable, tmp_path: Path) -> None:
        other = a_program(tmp_path)
        assert [i.company for i in every(other, Interview)] == ["Acme"]
        program.interviews.add("Globex", "DBA")
        assert [i.company for i in every(other, Interview)] == ["Acme", "Globex"]
        other.interviews.edit(2, role="SRE")
        assert get(program, Interview, 2).role == "SRE"

    def test_reading_goes_on_while_another_writes(self, program: ProgramOnATable) -> None:
        with program.transaction() as tx:
            tx.update(replace(tx.get(Interview, 1), role="DBA"))
            tx.done("on its way")
            assert get(program, Interview, 1).role == "SRE"
        assert get(program, Interview, 1).role == "DBA"

    def test_threads_that_count_lose_nothing(self, program: ProgramOnATable, tmp_path: Path) -> None:
        each, start, refused = 10, Barrier(3), []

        def count() -> None:
            mine = a_program(tmp_path)
            start.wait(timeout=30)
            for _ in range(each):
                try:
                    with mine.transaction() as tx:
                        interview = tx.get(Interview, 1)
                        tx.update(replace(interview, note=str(int(interview.note or 0) + 1)))
                        tx.done("counted")
                except UserError as error:
                    refused.append(error)
            mine.store.close()

        threads = [Thread(target=count) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert refused == []
        assert get(program, Interview, 1).note == str(3 * each)
        assert len(journal(program)) == 1 + 3 * each

    def test_processes_that_count_lose_nothing(self, program: ProgramOnATable, tmp_path: Path) -> None:
        code = (
            "import os; from interview_tui.settings import load; from interview_tui.app_context import AppContext;"
            "from interview_tui.domain.errors import StoreTrouble\n"
            "from interview_tui.domain.records import Interview; from dataclasses import replace\n"
            "p = AppContext(load(os.environ)); p.store; input(); left = 40\n"
            "while left:\n"
            "    try:\n"
            "        with p.transaction() as tx:\n"
            "            i = tx.get(Interview, 1)\n"
            "            tx.update(replace(i, note=str(int(i.note or 0) + 1)))\n"
            "            tx.done('counted')\n"
            "    except StoreTrouble as trouble:  # a slow disk: the other had it for a second\n"
            "        assert 'busy' in str(trouble), trouble\n"
            "    else:\n"
            "        left -= 1\n"
        )
        environment = {"INTERVIEW_TUI_DB": str(program.store.path), "INTERVIEW_TUI_NOW": NOW, "HOME": str(tmp_path)}
        environment["PYTHONPATH"] = str(ROOT / "src")
        both = [
            subprocess.Popen(
                [sys.executable, "-c", code],
                env=environment,
                stdin=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        for process in both:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [process.communicate(timeout=60)[1] for process in both] == ["", ""]
        assert get(program, Interview, 1).note == "80"


class TestAForeignLock:
    @pytest.fixture
    def other(self, program: ProgramOnATable) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(program.store.path, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def test_is_said_in_about_a_second_and_nothing_is_lost(
        self, program: ProgramOnATable, other: sqlite3.Connection
    ) -> None:
        before = content(program)
        began = monotonic()
        with pytest.raises(
            StoreTrouble, match=r"^the store is busy: another program is writing to it; try again in a moment$"
        ):
            program.interviews.edit(1, role="DBA")
        assert 0.5 < monotonic() - began < 5
        assert content(program) == before
        other.execute("ROLLBACK")
        program.interviews.edit(1, role="DBA")
        assert get(program, Interview, 1).role == "DBA"

    def test_that_ends_in_time_is_waited_for(self, program: ProgramOnATable, other: sqlite3.Connection) -> None:
        started = Barrier(2)

        def change() -> None:
            mine = a_program(program.store.path.parent)
            started.wait(timeout=30)
            mine.interviews.edit(1, role="DBA")
            mine.store.close()

        writer = Thread(target=change)
        writer.start()
        started.wait(timeout=30)
        other.execute("UPDATE people SET note = 'short'")
        other.execute("COMMIT")
        writer.join(timeout=30)
        assert get(program, Interview, 1).role == "DBA"
        assert get(program, Person, 1).note == "short"


class TestTheUsersZone:
    def test_another_one_is_written_with_the_next_change(self, program: ProgramOnATable, tmp_path: Path) -> None:
        program.follow_ups.add(1, "Call", when(program, "thu 14:00"))
        program.follow_ups.add(1, "Write", when(program, "thu"))
        assert sorts(program) == {"Call": "2026-11-26T14:00", "Write": "2026-11-26T24:00"}
        far = a_program(tmp_path, zone="Pacific/Auckland")
        assert sorts(far) == {"Call": "2026-11-26T14:00", "Write": "2026-11-26T24:00"}
        far.interviews.edit(1, role="DBA")
        assert sorts(far) == {"Call": "2026-11-27T02:00", "Write": "2026-11-26T24:00"}
        assert far.store.reader.execute("SELECT value FROM facts WHERE key = 'zone'").fetchall() == [
            ("Pacific/Auckland",)
        ]
        assert follow_up(far, "Call").version == 1
        assert far.history.undo().words == "Undid: Edited Acme · DBA: role"
        assert sorts(far)["Call"] == "2026-11-27T02:00"


def sorts(program: ProgramOnATable) -> dict[str, str]:
    return dict(program.store.reader.execute("SELECT text, due_sort FROM follow_ups"))
