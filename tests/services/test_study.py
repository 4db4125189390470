"""The study in the store: added to, rewritten, marked; one change each, which undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.records import STUDY_AT_MOST, Interview, Study
from interview_tui.domain.study import PartKind, study_parts
from interview_tui.services.meetings import brief_of
from tests.programs import a_checked_program, content, every, journal

if TYPE_CHECKING:
    from pathlib import Path

    from interview_tui.domain.study import StudyPart
    from tests.programs import ProgramOnATable

POSTING = "# SRE\n\nAcme ships software.\n\n- Own the release process\n- Calm the nights\n! Slow release approvals\n"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    return program


def the_study(program: ProgramOnATable) -> Study:
    (study,) = every(program, Study)
    return study


def part(program: ProgramOnATable, words: str) -> StudyPart:
    return next(found for found in study_parts(the_study(program).text) if words in found.text)


class TestAdding:
    def test_a_posting_says_its_lines_and_likely_needs(self, program: ProgramOnATable) -> None:
        change = program.studies.add(1, POSTING)
        assert change.words == "Added to the study of Acme · SRE: 5 lines, 1 likely need"
        assert change.refs == (Ref("e", 1), Ref("i", 1))
        assert program.studies.text(1) == POSTING

    def test_twice_adds_nothing_and_is_no_change(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        entries = len(journal(program))
        for text in (POSTING, program.studies.text(1), POSTING.upper()):
            assert program.studies.add(1, text).words == "The study of Acme · SRE already has that"
        assert len(journal(program)) == entries

    def test_what_is_new_comes_below_and_what_is_there_is_said(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        change = program.studies.add(1, "They grow.\n\nAcme ships software.\n\n# SRE\n")
        assert change.words == "Added to the study of Acme · SRE: 1 line; 1 paragraph was already there"
        assert program.studies.text(1) == f"{POSTING}\nThey grow.\n"

    def test_undo_takes_each_back(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.studies.add(1, POSTING)
        program.studies.add(1, "They grow.")
        program.history.undo(1)
        assert program.studies.text(1) == POSTING
        program.history.undo(1)
        assert content(program) == before

    @pytest.mark.parametrize("text", ["", " \n\t\n", "\x00\x1b[31m"])
    def test_nothing_is_refused(self, program: ProgramOnATable, text: str) -> None:
        with pytest.raises(Unclear, match=r"^nothing to add: paste a posting or write what you found out"):
            program.studies.add(1, text)

    def test_too_much_is_refused_and_says_how_much_there_is_room_for(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        with pytest.raises(Refused, match="a study has room for 200,000: keep what matters, or attach the file"):
            program.studies.add(1, "x" * STUDY_AT_MOST)
        assert program.studies.text(1) == POSTING

    def test_it_needs_an_interview(self, program: ProgramOnATable) -> None:
        for work in (lambda: program.studies.add(9, POSTING), lambda: program.studies.text(9)):
            with pytest.raises(NotFound, match="there is no interview i9"):
                work()

    def test_it_goes_with_its_interview_and_comes_back_with_it(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        program.interviews.remove([1])
        assert every(program, Study) == ()
        program.history.bring_back(Ref("i", 1))
        assert every(program, Interview)
        assert program.studies.text(1) == POSTING


class TestRewriting:
    def test_the_whole_text(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        change = program.studies.rewrite(1, POSTING, "# SRE\n!! Nights on call   \n\n\n\n")
        assert change.words == "Edited the study of Acme · SRE: 2 lines, 1 likely need"
        assert program.studies.text(1) == "# SRE\n!! Nights on call\n"

    def test_the_first_text(self, program: ProgramOnATable) -> None:
        program.studies.rewrite(1, "", "They grow")
        assert program.studies.text(1) == "They grow\n"

    def test_the_same_is_no_change(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        assert program.studies.rewrite(1, POSTING, POSTING + "\n").entry is None

    def test_what_changed_meanwhile_is_not_overwritten(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        program.studies.add(1, "They grow.")
        with pytest.raises(Conflict, match="the study of Acme · SRE was changed elsewhere"):
            program.studies.rewrite(1, POSTING, "mine")

    def test_an_empty_text_removes_nothing(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        with pytest.raises(Refused, match="an empty text would remove all of the study, so nothing was changed"):
            program.studies.rewrite(1, POSTING, " \n")


class TestMarking:
    def test_a_line_becomes_a_likely_need_and_no_longer(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        change = program.studies.mark(the_study(program), part(program, "Calm"), 2)
        assert change.words == "Likely need !!: Calm the nights (Acme · SRE)"
        assert "\n!! - Calm the nights\n" in program.studies.text(1)
        change = program.studies.mark(the_study(program), part(program, "Calm"), 0)
        assert change.words == "No longer a likely need: Calm the nights (Acme · SRE)"
        assert program.studies.text(1) == POSTING

    def test_a_heading_and_a_link_are_none(self, program: ProgramOnATable) -> None:
        program.studies.add(1, f"{POSTING}https://acme.example\n")
        for words, kind in (("SRE", PartKind.HEADING), ("https", PartKind.LINK)):
            with pytest.raises(Refused, match=f"this is a {kind}: only a line of text can be a likely need"):
                program.studies.mark(the_study(program), part(program, words), 1)

    def test_in_a_text_that_changed_meanwhile_nothing_is_marked(self, program: ProgramOnATable) -> None:
        program.studies.add(1, POSTING)
        stale = the_study(program)
        program.studies.add(1, "They grow.")
        with pytest.raises(Conflict):
            program.studies.mark(stale, study_parts(stale.text)[1], 1)

    def test_a_line_is_edited_and_removed_and_with_the_last_one_the_study(self, program: ProgramOnATable) -> None:
        program.studies.add(1, "One\nTwo")
        change = program.studies.edit(the_study(program), part(program, "One"), "1\n! Uno")
        assert change.words == "Edited: 1 ! Uno (Acme · SRE)"
        assert program.studies.text(1) == "1\n! Uno\nTwo\n"
        for words in ("1", "Uno", "Two"):
            change = program.studies.edit(the_study(program), part(program, words), "")
            assert change.words == f"Removed: {words} (Acme · SRE)"
        assert every(program, Study) == ()
        program.history.undo(1)
        assert program.studies.text(1) == "Two\n"


def test_the_brief_has_what_they_are_likely_to_need_and_what_to_ask(program: ProgramOnATable) -> None:
    program.studies.add(1, POSTING)
    program.stories.add("Cut release approvals from nine days to one")

    def section(title: str) -> list[tuple[str, tuple[str, ...]]]:
        found = [s for s in brief_of(program, 1).sections if s.title == title]
        return [(item.text, item.under) for s in found for item in s.items]

    story = "“Cut release approvals from nine days to one”"
    assert section("What they are likely to need") == [
        ("! Slow release approvals", (f"{story} is likely to answer it",))
    ]
    proposed = section("Questions worth asking")
    assert len(proposed) == 5
    heard = "@ Dana Ruiz\n! Release approvals take nine days (Dana Ruiz)\n"
    program.notes.capture(1, f"{heard}* Cut release approvals from nine days to one")
    assert section("What they are likely to need") == [
        ("! Slow release approvals (heard: Dana Ruiz)", (f"{story} answers it",))
    ]
    program.notes.capture(1, "? One?\n? Two?\n? Three?")
    assert section("Questions worth asking") == []
