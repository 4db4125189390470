"""Notes that are written a second time: nothing typed is lost, nothing is there twice that was typed once, and what was
there already or gave way is said.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_tui.domain.enums import QuestionState, Ref, Topic
from interview_tui.domain.records import Commitment, Match, Need, Question, Remark
from interview_tui.domain.shorthand import QuestionLine, RemarkLine, StoryLine, parse_notes
from tests.importing.test_archive import exported, take
from tests.programs import ProgramOnATable, a_program, case_of, content, every
from tests.scenario import acme

WORRY = "? What worries you most?"


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme's meeting with Dana Ruiz and Kim Lee is tomorrow at 14:00."""
    return acme().checked_on(tmp_path)


def answers(program: ProgramOnATable) -> list[tuple[str, str]]:
    case = case_of(program, 1)
    return [(case.person_name(question.person_id), question.answer) for question in every(program, Question)]


class TestAQuestion:
    ASKED = (
        f"{WORRY} (Dana Ruiz)\n    Nine days of approvals",
        f"{WORRY} (Kim Lee)\n    The pager at night",
        f"{WORRY}\n    Losing people",
    )
    ANSWERS = (("Dana Ruiz", "Nine days of approvals"), ("Kim Lee", "The pager at night"), ("", "Losing people"))

    def test_of_several_people_in_one_text(self, program: ProgramOnATable) -> None:
        change = program.notes.capture(1, "\n".join(self.ASKED))
        assert answers(program) == list(self.ANSWERS)
        assert change.words.startswith("Noted for Acme · SRE: 3 questions")

    def test_of_one_after_the_other(self, program: ProgramOnATable) -> None:
        for text in self.ASKED:
            program.notes.capture(1, text)
        assert answers(program) == list(self.ANSWERS)

    def test_of_one_person_again_with_another_answer(self, program: ProgramOnATable) -> None:
        before = content(program)
        program.notes.capture(1, self.ASKED[0])
        change = program.notes.capture(1, f"{WORRY} (Dana Ruiz)\n    By now it is the pager")
        assert answers(program) == [self.ANSWERS[0], ("Dana Ruiz", "By now it is the pager")]
        assert change.words == "Noted for Acme · SRE: 1 question"
        program.history.undo()
        assert answers(program) == [self.ANSWERS[0]]
        program.history.undo()
        assert content(program) == before

    @pytest.mark.parametrize("prepared", ["?", ">"])
    @pytest.mark.parametrize("of", ["", " (Dana Ruiz)"])
    def test_that_is_still_open_takes_the_answer(self, program: ProgramOnATable, prepared: str, of: str) -> None:
        program.notes.capture(1, f"{prepared}{WORRY[1:]}{of}")
        change = program.notes.capture(1, self.ASKED[0])
        assert answers(program) == [self.ANSWERS[0]]
        assert change.words == "Noted for Acme · SRE: 1 question; 1 line completed"

    def test_that_was_asked_in_vain_takes_the_answer(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, f"{WORRY}\n    (no answer)")
        program.notes.capture(1, self.ASKED[0])
        assert answers(program) == [self.ANSWERS[0]]

    def test_without_a_name_that_two_were_to_be_asked_is_ascribed_to_neither(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, f"{WORRY} (Dana Ruiz)\n{WORRY} (Kim Lee)")
        program.notes.capture(1, self.ASKED[2])
        assert answers(program) == [("Dana Ruiz", ""), ("Kim Lee", ""), self.ANSWERS[2]]

    def test_to_be_asked_of_somebody_does_not_get_nobodys_answer(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, self.ASKED[2])
        program.notes.capture(1, f"{WORRY} (Kim Lee)")
        assert answers(program) == [self.ANSWERS[2], ("Kim Lee", "")]

    @pytest.mark.parametrize("later", [f">{WORRY[1:]}", f"{WORRY}\n    (no answer)"])
    def test_that_was_answered_stays_answered(self, program: ProgramOnATable, later: str) -> None:
        program.notes.capture(1, self.ASKED[2])
        program.notes.capture(1, later)
        first, second = every(program, Question)
        assert (first.state, first.answer) == (QuestionState.ANSWERED, "Losing people")
        assert (second.state, second.answer) != (QuestionState.ANSWERED, "")

    def test_of_the_bank_that_another_is_still_to_be_asked_can_be_put_back(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, f"{self.ASKED[0]}\n{WORRY} (Kim Lee)")
        program.questions.pick(1, WORRY[2:], Topic.NEEDS)
        assert answers(program) == [self.ANSWERS[0]]


class TestWhatIsSaid:
    def test_lines_that_were_there(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "Yes.\n! Releases\n@ Kim Lee")
        change = program.notes.capture(1, "yes.\n! Releases\n@ Kim Lee\nNo.")
        assert change.words == "Noted for Acme · SRE: 1 note; 3 lines were already there"
        change = program.notes.capture(1, "Yes.\nMaybe.")
        assert change.words == "Noted for Acme · SRE: 1 note; 1 line was already there"

    def test_what_gave_way(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "# Panel\n@ Kim Lee, CTO\n!!! Releases\n- call (Kim Lee) by 2 Dec")
        words = program.notes.capture(1, "# Second panel\n@ Kim Lee, CEO\n!! Releases\n- call (Kim Lee) by 3 Dec").words
        assert words.startswith("Noted for Acme · SRE: 1 person, 1 need, 1 commitment; 2 lines completed")
        assert "; the title was “Panel” before; Kim Lee was CTO before; " in words
        assert "; “Releases” had urgency !!! before; “call” was due Wed 2 Dec 2026 before" in words

    def test_a_promise_that_was_kept_is_promised_anew(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the deck by fri")
        program.notes.settle([Ref("c", 1)])
        program.notes.capture(1, "+ send the deck by 2 Dec")
        assert [str(one.due) for one in every(program, Commitment)] == ["2026-11-27", "2026-12-02"]

    def test_lines_of_the_whole_notes(self, program: ProgramOnATable) -> None:
        before = program.notes.text(1)
        change = program.notes.rewrite(1, before, f"# One\n# Two\n{before}@ Kim Lee\nYes.\nYes.\n! Yes\n! Yes\n")
        assert len(every(program, Remark)) == len(every(program, Need)) == 2
        assert change.words == (
            "Edited the notes of Acme · SRE: 4 added, 1 changed; 1 line was already there; the last of 2 titles is used"
        )


class TestEqualLines:
    def test_as_many_as_were_typed_and_the_same_text_again_adds_none(self, program: ProgramOnATable) -> None:
        text = "Yes.\n" * 300
        assert program.notes.capture(1, text).words == "Noted for Acme · SRE: 300 notes"
        assert len(every(program, Remark)) == 300
        assert program.notes.capture(1, text).entry is None
        change = program.notes.capture(1, text + "Yes.\nNo.\n")
        assert change.words == "Noted for Acme · SRE: 2 notes; 300 lines were already there"

    def test_a_story_with_another_synopsis(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "! Releases\n* Cut releases\n    Three teams")
        program.notes.capture(1, "! Releases\n* Cut releases\n    One train\n* Cut releases")
        assert [(m.need_id, m.synopsis) for m in every(program, Match)] == [(1, "Three teams"), (1, "One train")]


def test_an_import_puts_no_answer_in_the_place_of_another(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    for path in (there, here):
        path.mkdir()
    program, other = acme().on(there), a_program(here)
    program.notes.capture(1, f"{WORRY} (Dana Ruiz)")
    take(other, exported(program))
    program.notes.capture(1, TestAQuestion.ASKED[0])
    other.notes.capture(1, f"{WORRY} (Dana Ruiz)\n    The pager")
    before = content(other)
    for _ in range(2):
        take(other, exported(program))
        assert answers(other) == [("Dana Ruiz", "The pager"), TestAQuestion.ANSWERS[0]]
    other.history.undo()
    assert content(other) == before


OF = st.sampled_from(["", " (Dana Ruiz)", " (Kim Lee)"])
WORDS = st.sampled_from(["Why?", "why?", "Releases"])
OWN = st.sampled_from(["", "\n    (no answer)", "\n    Nine days", "\n    The pager"])
TYPED = st.one_of(
    st.builds(lambda mark, text, of, own: f"{mark} {text}{of}{own}", st.sampled_from("??>"), WORDS, OF, OWN),
    st.builds(lambda mark, text, of: f"{mark} {text}{of}", st.sampled_from(["!", "!!!", '"']), WORDS, OF),
    st.builds(lambda text, own: f"* {text}{own}", WORDS, OWN),
    st.builds(lambda text, of, day: f"- {text}{of}{day}", WORDS, OF, st.sampled_from(["", " by 2 Dec", " by 3 Dec"])),
    st.sampled_from(["@ Kim Lee", "# Panel", "Yes.", "yes.", "Yes.\n    No."]),
)


@given(texts=st.lists(st.lists(TYPED, min_size=1, max_size=7), min_size=1, max_size=3))
@example(texts=[["!!! Why?"], ["! Why? (Dana Ruiz)", "! Why? (Dana Ruiz)", "* Why?"]])
def test_whatever_is_typed_is_there_and_typed_again_adds_nothing(texts: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        program = acme().on(Path(folder))
        empty, changes = content(program), 0
        typed: list[object] = []
        for text in map("\n".join, texts):
            changes += program.notes.capture(1, text).entry is not None
            stored = content(program)
            assert program.notes.capture(1, text).entry is None
            assert content(program) == stored
            lines = parse_notes(text, program.notes.day_reader(case_of(program, 1)))
            plain = Counter(line.text.casefold() for line in lines if isinstance(line, RemarkLine))
            assert plain <= Counter(note.text.casefold() for note in every(program, Remark))
            typed += [*lines]
        case = case_of(program, 1)
        named = {(q.text.casefold(), q.answer, case.person_name(q.person_id)) for q in every(program, Question)}
        answered = {(text, answer) for text, answer, _ in named}
        told = {(case.stories[match.story_id].title.casefold(), match.synopsis) for match in every(program, Match)}
        for line in typed:
            match line:
                case QuestionLine(text, answer, of) if of:
                    assert (text.casefold(), answer, of) in named or not answer
                case QuestionLine(text, answer):
                    assert (text.casefold(), answer) in answered or not answer
                case StoryLine(title, synopsis):
                    assert (title.casefold(), synopsis) in told or not synopsis
        for _ in range(changes):
            program.history.undo()
        assert content(program) == empty
        program.store.close()
