"""Stories in the store: the library, what answers which need, and what was picked for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome
from interview_tui.domain.errors import Conflict, NotFound, Refused, Unclear
from interview_tui.domain.records import Match, Need, Story
from interview_tui.store.queries import Use, answered, story_uses
from interview_tui.store.records import find
from tests.programs import a_checked_program, case_of, content, every, get, journal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import ProgramOnATable

TITLE = "Cut releases from nine days to one"
NOTES = "! Release approvals take nine days (Dana Ruiz)\n!! Pagers ring all night"
SLOW, LOUD = 1, 2
"""The ids of the two needs."""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """i1 Acme with two needs, and one story."""
    program = a_checked_program(tmp_path)
    program.interviews.add("Acme", "SRE", people=["Dana Ruiz"])
    program.notes.capture(1, NOTES)
    program.stories.add(TITLE, challenge="Three approvals", result="One day")
    return program


class TestTheLibrary:
    def test_one_is_added_and_edited(self, program: ProgramOnATable) -> None:
        added = program.stories.add("  Quiet nights ", action="Fewer pages", sample="https://me.example/nights")
        assert added.words == "Added the story: Quiet nights"
        assert [str(ref) for ref in added.refs] == ["s2"]
        story = get(program, Story, 2)
        assert (story.title, story.action, story.sample) == ("Quiet nights", "Fewer pages", "https://me.example/nights")
        edited = program.stories.edit(story, title="Quieter nights", result="three pages")
        assert edited.words == "Edited the story: Quieter nights"
        assert get(program, Story, 2).result == "three pages"
        assert [s.title for s in find(program.store.reader, Story)] == [TITLE, "Quieter nights"]

    @pytest.mark.parametrize("title", ["", " \n "])
    def test_it_needs_a_title(self, program: ProgramOnATable, title: str) -> None:
        with pytest.raises(Unclear, match="a story needs a title"):
            program.stories.add(title)

    def test_no_two_have_the_same_title(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=f"a story “{TITLE.upper()}” already"):
            program.stories.add(TITLE.upper())
        story = get(program, Story, 1)
        assert program.stories.edit(story, title=TITLE.upper()).entry is not None

    def test_what_changed_meanwhile_is_not_overwritten(self, program: ProgramOnATable) -> None:
        stale = get(program, Story, 1)
        program.stories.edit(stale, result="Two days")
        with pytest.raises(Conflict):
            program.stories.edit(stale, result="Three days")

    def test_deleting_one_takes_it_from_what_it_answers_and_undo_brings_all_back(
        self, program: ProgramOnATable
    ) -> None:
        program.stories.match(1, SLOW, 1)
        program.stories.match(1, LOUD, 1)
        program.stories.pick(1, 1)
        before = content(program)
        removed = program.stories.remove(1)
        assert removed.words == f"Deleted the story: {TITLE}; no longer in 3 places"
        assert (every(program, Story), every(program, Match)) == ((), ())
        assert len(every(program, Need)) == 2
        program.history.undo()
        assert content(program) == before
        program.history.redo()
        assert every(program, Match) == ()

    def test_what_is_gone_cannot_be_deleted(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match="there is no story s9"):
            program.stories.remove(9)


class TestMatching:
    def test_a_need_is_answered(self, program: ProgramOnATable) -> None:
        change = program.stories.match(1, SLOW, 1, synopsis="one list")
        assert change.words == f"“Release approvals take nine days” is answered by “{TITLE}”"
        (match,) = every(program, Match)
        assert (match.need_id, match.story_id, match.synopsis, match.meeting_id) == (SLOW, 1, "one list", 1)
        assert journal(program)[-1] == change.words

    def test_once_more_changes_nothing(self, program: ProgramOnATable) -> None:
        program.stories.match(1, SLOW, 1, synopsis="one list")
        before = content(program)
        assert program.stories.match(1, SLOW, 1).entry is None
        assert content(program) == before

    def test_two_stories_can_answer_one_need(self, program: ProgramOnATable) -> None:
        program.stories.add("Quiet nights")
        program.stories.match(1, SLOW, 1)
        program.stories.match(1, SLOW, 2)
        assert [(m.story_id, m.position) for m in every(program, Match)] == [(1, 1), (2, 2)]

    def test_a_need_of_another_interview_is_refused(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "Data Engineer")
        with pytest.raises(Refused, match="n1 is not a need in Globex"):
            program.stories.match(2, SLOW, 1)
        with pytest.raises(NotFound, match="there is no story s9"):
            program.stories.match(1, SLOW, 9)

    def test_a_need_of_an_earlier_round_can_be_answered(self, program: ProgramOnATable) -> None:
        program.outcomes.record([1], Outcome.INVITED)
        program.stories.match(1, SLOW, 1)
        assert [m.need_id for m in case_of(program, 1).matches] == [SLOW]

    def test_taken_away_again(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.stories.match(1, SLOW, 1)
        (match,) = every(program, Match)
        change = program.stories.unmatch(match.id)
        assert change.words == f"No longer answered by “{TITLE}”: Release approvals take nine days"
        assert every(program, Match) == ()
        program.history.undo(2)
        assert content(program) == before

    def test_how_it_answers_and_what_comes_first(self, program: ProgramOnATable) -> None:
        program.stories.match(1, SLOW, 1)
        match = get(program, Match, 1)
        assert program.stories.answer(match, synopsis="one list for three").words == "Note: one list for three"
        match = get(program, Match, 1)
        assert match.synopsis == "one list for three"
        said = program.stories.answer(match, synopsis="", first_steps="Ask who approves\nMeasure")
        assert said.words == "Note: none; First 90 days: Ask who approves Measure"
        assert get(program, Match, 1).first_steps == "Ask who approves\nMeasure"
        program.history.undo(2)
        assert (get(program, Match, 1).synopsis, get(program, Match, 1).first_steps) == ("", "")


class TestPressing:
    def test_pressing_ranks_the_needs_of_the_round(self, program: ProgramOnATable) -> None:
        change = program.stories.press(SLOW, 3)
        assert change.words == "Urgency !!!: Release approvals take nine days"
        assert get(program, Need, SLOW).pressing == 3
        assert case_of(program, 1).round.needs_ranked
        assert len(journal(program)) == 4
        program.history.undo()
        assert (get(program, Need, SLOW).pressing, case_of(program, 1).round.needs_ranked) == (1, False)

    @pytest.mark.parametrize("level", [0, 4, -1])
    def test_only_with_one_to_three(self, program: ProgramOnATable, level: int) -> None:
        with pytest.raises(Refused, match="1, 2 or 3"):
            program.stories.press(SLOW, level)


class TestPicking:
    def test_picked_for_the_meeting_and_put_back(self, program: ProgramOnATable) -> None:
        assert program.stories.pick(1, 1).words == f"Picked for Acme · SRE: {TITLE}"
        (match,) = every(program, Match)
        assert (match.need_id, match.meeting_id) == (None, 1)
        assert program.stories.pick(1, 1).words == f"No longer picked for Acme · SRE: {TITLE}"
        assert every(program, Match) == ()

    def test_what_it_answers_stays(self, program: ProgramOnATable) -> None:
        program.stories.match(1, SLOW, 1)
        program.stories.pick(1, 1)
        program.stories.pick(1, 1)
        assert [m.need_id for m in every(program, Match)] == [SLOW]

    def test_one_picked_settles_what_step_1_owes(self, program: ProgramOnATable) -> None:
        def owed() -> list[str]:
            return [item.text for item in program.interviews.owed(1) if "story" in item.text]

        assert owed() == ["one story picked"]
        program.stories.pick(1, 1)
        assert owed() == []


def test_the_readiness_is_seen_once(program: ProgramOnATable) -> None:
    change = program.stories.see_readiness(1)
    assert change.words == (
        "Readiness checked for Acme · SRE: 0 of 2 needs matched, decision maker not met yet: "
        "not yet, aim for the next meeting"
    )
    assert case_of(program, 1).round.readiness_seen
    assert program.stories.see_readiness(1).entry is None


def test_where_stories_are_used(program: ProgramOnATable) -> None:
    program.stories.add("Quiet nights")
    program.stories.match(1, SLOW, 1)
    program.stories.match(1, LOUD, 1)
    program.stories.pick(1, 1)
    assert answered(program.store.reader) == {1: 2}
    assert story_uses(program.store.reader, 1) == (
        Use("Acme", "SRE", ""),
        Use("Acme", "SRE", "Pagers ring all night"),
        Use("Acme", "SRE", "Release approvals take nine days"),
    )
    assert story_uses(program.store.reader, 2) == ()
