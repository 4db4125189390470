"""Two sessions on one store: what one does, the other's undo and saving never overwrite without saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, Refused
from interview_tui.domain.records import Interview, Match, Need, Remark, Round
from tests.programs import ProgramOnATable, a_checked_program, case_of, content, every, get, when

if TYPE_CHECKING:
    from pathlib import Path

NOTES = "@ Dana Ruiz, VP\n! Releases take nine days\n* Cut releases\nA plain note\n"


@pytest.fixture
def mine(tmp_path: Path) -> ProgramOnATable:
    """Acme, with a meeting and notes."""
    program = a_checked_program(tmp_path)
    program.stories.add("Cut releases")
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
    program.notes.capture(1, NOTES)
    return program


@pytest.fixture
def theirs(mine: ProgramOnATable, tmp_path: Path) -> ProgramOnATable:
    """Another session, an hour later."""
    program = a_checked_program(tmp_path, now="2026-11-23T10:00:00+01:00")
    assert program.store.path == mine.store.path
    return program


class TestUndo:
    def test_refuses_where_another_session_changed_the_same_record_since(
        self, mine: ProgramOnATable, theirs: ProgramOnATable
    ) -> None:
        mine.interviews.edit(1, role="Staff SRE")
        theirs.interviews.edit(1, role="Principal SRE")
        before = content(mine)
        mine.clock.move(hours=2)
        words = (
            r"^i1 was changed since by another session, today 10:00 \(Edited Acme · Principal SRE: role\): "
            r"“Edited Acme · Staff SRE: role” was not undone$"
        )
        with pytest.raises(Conflict, match=words):
            mine.history.undo()
        assert content(mine) == before
        theirs.history.undo()
        mine.history.undo()
        assert get(mine, Interview, 1).role == "SRE"

    def test_refuses_also_where_they_put_it_back_by_hand(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        mine.interviews.edit(1, role="Staff SRE")
        theirs.interviews.edit(1, role="Principal SRE")
        theirs.interviews.edit(1, role="Staff SRE")
        with pytest.raises(Conflict, match=r"^i1 was changed since by another session"):
            mine.history.undo()

    def test_takes_back_its_own_where_they_changed_something_else(
        self, mine: ProgramOnATable, theirs: ProgramOnATable
    ) -> None:
        mine.interviews.edit(1, role="Staff SRE")
        theirs.notes.edit(1, Ref("o", 1), "Another note")
        assert mine.history.undo().words == "Undid: Edited Acme · Staff SRE: role"
        assert (get(mine, Interview, 1).role, get(mine, Remark, 1).text) == ("SRE", "Another note")

    def test_refuses_where_they_have_used_what_it_added(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        mine.interviews.add("Globex", "DBA")
        theirs.follow_ups.add(2, "Ask about parking", when(theirs, "fri"))
        with pytest.raises(Conflict, match=r"^f7 was added since by another session, today 10:00 .*“Added Globex"):
            mine.history.undo()
        assert len(every(mine, Interview)) == 2

    def test_refuses_where_what_comes_back_has_nothing_to_hang_on(
        self, mine: ProgramOnATable, theirs: ProgramOnATable
    ) -> None:
        mine.notes.remove([Ref("o", 1)])
        theirs.interviews.remove([1])
        with pytest.raises(Conflict, match=r"^m1 was deleted since by another session, today 10:00 \(Deleted"):
            mine.history.undo()

    def test_a_later_run_takes_back_whatever_came_last(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        mine.interviews.edit(1, role="Staff SRE")
        assert theirs.history.undo().words == "Undid: Edited Acme · Staff SRE: role"


class TestRedo:
    def test_goes_on_though_they_changed_something_else(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        mine.interviews.edit(1, role="Staff SRE")
        mine.history.undo()
        theirs.notes.edit(1, Ref("o", 1), "Another note")
        assert mine.history.redo().words == "Redid: Edited Acme · Staff SRE: role"
        assert (get(mine, Interview, 1).role, get(mine, Remark, 1).text) == ("Staff SRE", "Another note")
        with pytest.raises(Refused, match=r"^nothing to redo$"):
            mine.history.redo()

    def test_refuses_where_they_changed_the_same_record(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        mine.interviews.edit(1, role="Staff SRE")
        mine.history.undo()
        theirs.interviews.edit(1, location="Lisbon")
        before = content(mine)
        words = (
            r"^i1 was changed since by another session, today 10:00 .*“Edited Acme · Staff SRE: role” was not redone"
        )
        with pytest.raises(Conflict, match=words):
            mine.history.redo()
        assert content(mine) == before


class TestSaving:
    """Whoever saves what they began to edit before the other saved is refused: nothing is overwritten."""

    def test_a_line_of_the_notes(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        line = mine.notes.line(1, Ref("o", 1))
        theirs.notes.edit(1, Ref("o", 1), "Their note")
        with pytest.raises(Conflict, match=r"^o1 was changed elsewhere: look again$"):
            mine.notes.edit(1, Ref("o", 1), "My note", expected=line)
        assert get(mine, Remark, 1).text == "Their note"
        mine.notes.edit(1, Ref("o", 1), "My note", expected=mine.notes.line(1, Ref("o", 1)))
        assert get(mine, Remark, 1).text == "My note"
        mine.history.undo()
        assert get(mine, Remark, 1).text == "Their note"

    def test_a_persons_line_says_what_stands_in_the_person(
        self, mine: ProgramOnATable, theirs: ProgramOnATable
    ) -> None:
        line = mine.notes.line(1, Ref("a", 1))
        theirs.notes.edit(1, Ref("a", 1), "@ Dana Ruiz, COO")
        with pytest.raises(Conflict):
            mine.notes.edit(1, Ref("a", 1), "@ Dana Ruiz, CTO", expected=line)

    def test_a_line_that_only_moved_is_saved(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        line = mine.notes.line(1, Ref("n", 1))
        theirs.stories.unmatch(1)
        mine.notes.edit(1, Ref("n", 1), "! Releases take ten days", expected=line)
        assert get(mine, Need, 1).text == "Releases take ten days"

    def test_a_rounds_lesson(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        read = case_of(mine, 1)
        theirs.interviews.edit(1, lesson="Theirs")
        with pytest.raises(Conflict, match=r"^r1 was changed elsewhere"):
            mine.interviews.edit(1, expected=read, lesson="Mine")
        assert get(mine, Round, 1).lesson == "Theirs"

    def test_a_meeting(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        from interview_tui.services.meetings import meeting_time

        read = case_of(mine, 1)
        theirs.interviews.edit(1, meeting=meeting_time(when(theirs, "fri 10:00")))
        moved = case_of(mine, 1).meeting
        with pytest.raises(Conflict, match=r"^the meeting of Acme · SRE was changed elsewhere"):
            mine.interviews.edit(1, expected=read, meeting=meeting_time(when(mine, "fri 11:00")))
        assert case_of(mine, 1).meeting == moved

    def test_a_synopsis(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        read = get(mine, Match, 1)
        theirs.stories.answer(read, synopsis="Theirs")
        with pytest.raises(Conflict, match=r"^x1 was changed elsewhere"):
            mine.stories.answer(read, synopsis="Mine")
        assert get(mine, Match, 1).synopsis == "Theirs"


class TestTyped:
    """Half a letter, typed in two sessions."""

    def test_each_keeps_its_own(self, mine: ProgramOnATable, theirs: ProgramOnATable) -> None:
        mine.letters.keep_typed(1, "Mine")
        theirs.letters.keep_typed(1, "Theirs")
        mine.letters.keep_typed(11, "Of another letter")
        assert (mine.letters.typed(1), theirs.letters.typed(1)) == ("Mine", "Theirs")
        theirs.letters.forget_typed(1)
        assert mine.letters.typed(1) == "Mine"

    def test_what_a_session_that_is_gone_has_left_is_taken_up(
        self, mine: ProgramOnATable, theirs: ProgramOnATable
    ) -> None:
        mine.letters.keep_typed(1, "Mine")
        assert theirs.letters.typed(1) == "Mine"
        theirs.letters.forget_typed(1)
        assert theirs.letters.typed(1) == "Mine"
        theirs.letters.take_typed(1)
        theirs.letters.forget_typed(1)
        assert (theirs.letters.typed(1), mine.letters.typed(1)) == (None, None)
