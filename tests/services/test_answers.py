"""Questions put to you, in the store: answers prepared, expected in a meeting, and how they went."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import QuestionKind, QuestionState, Ref
from interview_tui.domain.errors import Conflict, Refused, Unclear
from interview_tui.domain.interviewer_questions import INTERVIEWER_QUESTIONS, AnswerEntry, find_entry
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import PreparedAnswer, Question
from interview_tui.importing.archive import apply_export, read_export
from interview_tui.services.answers import one_sentence
from interview_tui.services.meetings import brief_of, meeting_time
from interview_tui.store.archive import export_json
from tests.grouped import grouped
from tests.programs import ProgramOnATable, a_checked_program, a_program, case_of, content, every, get, journal, when

if TYPE_CHECKING:
    from pathlib import Path

FAILED = INTERVIEWER_QUESTIONS[QuestionKind.PAST][0].text
OWN = "Do you juggle?"
DANA = "Dana Ruiz, VP Operations <dana@acme.example> [hiring manager]"


def program_with_story(folder: Path) -> ProgramOnATable:
    program = a_checked_program(folder)
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"), people=(DANA,))
    program.stories.add("Rolled back in time", challenge="A bad release", action="I rolled back", result="No outage")
    return program


def entry(program: ProgramOnATable, text: str) -> AnswerEntry:
    found = find_entry(program.answers.bank(), text)
    assert found is not None
    return found


def after_the_meeting(folder: Path, notes: str) -> ProgramOnATable:
    program = program_with_story(folder)
    program.clock.move(days=1, hours=7)
    program.notes.capture(1, notes)
    return program


class TestNotes:
    def test_it_is_a_note_of_its_own_kind_and_never_one_to_ask(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path, f"? {FAILED}\n< {FAILED} (Dana Ruiz)\n    A bad release\n< Why us?")
        case = case_of(program, 1)
        assert [q.text for q in case.questions] == [FAILED]
        assert [(q.text, q.state, case.person_name(q.person_id)) for q in case.put_to_me] == [
            (FAILED, QuestionState.ANSWERED, "Dana Ruiz"),
            ("Why us?", QuestionState.PREPARED, ""),
        ]
        before = every(program, Question)
        assert "already" in program.notes.capture(1, program.notes.text(1)).words
        assert every(program, Question) == before

    def test_the_other_sign_before_the_same_words_keeps_the_record(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path, "? Why us?")
        text = program.notes.text(1)
        program.notes.rewrite(1, text, text.replace("? Why", "< Why"))
        (question,) = every(program, Question)
        assert (question.id, question.put_to_me) == (1, True)

    def test_a_remark_of_before_stays_one(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path, "\\< 5 people on call")
        assert "\\< 5 people on call" in program.notes.text(1)
        program.notes.rewrite(1, program.notes.text(1), program.notes.text(1) + "more\n")
        assert [r.text for r in case_of(program, 1).remarks] == ["< 5 people on call", "more"]

    def test_it_settles_the_debrief_and_is_one_with_that_expected(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        program.answers.expect(1, entry(program, FAILED))
        program.clock.move(days=1, hours=7)
        program.notes.capture(1, f"< {FAILED}")
        (question,) = every(program, Question)
        assert question.entered == program.clock()
        time = meeting_time(when(program, "today 16:30"))
        assert time is not None
        program.meetings.add(1, time)
        program.clock.move(hours=3)
        assert case_of(program, 1).meeting.id == 2  # the first meeting has its notes

    def test_no_answer_by_a_key(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path, "< Why us?")
        assert program.notes.settle([Ref("q", 1)]).words.startswith("You had no answer: Why us?")
        assert "< Why us?\n    (no answer)\n" in program.notes.text(1)


class TestBank:
    def test_an_answer_is_a_story_words_or_both(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        words = program.answers.prepare(entry(program, FAILED), story_id=1).words
        assert words == f"“{FAILED[:55].rstrip()}…” is answered by “Rolled back in time”"
        program.answers.prepare(entry(program, FAILED.upper()), text="Say it calmly")
        (prepared,) = every(program, PreparedAnswer)
        assert (prepared.question, prepared.story_id, prepared.text) == (FAILED, 1, "Say it calmly")
        program.answers.prepare(entry(program, FAILED), story_id=None, text="")
        assert every(program, PreparedAnswer) == ()
        program.history.undo()
        assert every(program, PreparedAnswer) == (replace(prepared, version=prepared.version),)
        program.stories.remove(1)
        assert every(program, PreparedAnswer)[0].story_id is None

    def test_your_own_is_added_edited_and_deleted(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        before = content(program)
        program.answers.add(QuestionKind.PAST, OWN)
        program.answers.prepare(entry(program, OWN), question=f"{OWN} Why?", kind=QuestionKind.MONEY, text="Badly")
        (own,) = every(program, PreparedAnswer)
        assert (own.question, own.kind, own.text) == (f"{OWN} Why?", QuestionKind.MONEY, "Badly")
        assert program.answers.remove(own.id).words == f"Deleted from what they ask: {OWN} Why?"
        program.history.undo(3)
        assert content(program) == before

    def test_one_of_your_own_that_differs_from_a_shipped_one_by_its_mark_can_be_deleted(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        program.answers.add(QuestionKind.PAST, FAILED.rstrip("."))
        assert entry(program, FAILED.rstrip(".")).banked is None
        assert program.answers.remove(1).words.startswith("Deleted from what they ask")

    def test_what_cannot_be_is_refused_and_changes_nothing(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        program.answers.prepare(entry(program, FAILED), story_id=1)
        stale = entry(program, FAILED)
        program.answers.prepare(stale, text="Say it calmly")
        program.answers.add(QuestionKind.PAST, OWN)
        entries = len(journal(program))
        for text in (FAILED.lower(), OWN):
            with pytest.raises(Refused, match="the bank already has that question, under past behavior"):
                program.answers.add(QuestionKind.MONEY, text)
        with pytest.raises(Unclear, match="a question needs a text"):
            program.answers.add(QuestionKind.MONEY, " ")
        with pytest.raises(Conflict):
            program.answers.prepare(stale, text="Shout")
        with pytest.raises(Refused, match="only a question of your own can be worded differently"):
            program.answers.prepare(entry(program, FAILED), question="Other words?")
        with pytest.raises(Refused, match="already has that question"):
            program.answers.prepare(entry(program, OWN), question=FAILED)
        with pytest.raises(Refused, match="only a question of your own can be deleted"):
            program.answers.remove(1)
        assert len(journal(program)) == entries


class TestMeeting:
    def test_it_is_expected_in_the_next_meeting_and_not_any_more(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        program.answers.prepare(entry(program, FAILED), story_id=1)
        before = content(program)
        program.answers.expect(1, entry(program, FAILED))
        (question,) = case_of(program, 1).put_to_me
        assert (question.state, question.topic, question.story_id) == (QuestionState.PREPARED, "past behavior", 1)
        assert f"< {FAILED}\n" in program.notes.text(1)
        program.answers.expect(1, entry(program, FAILED))
        assert content(program) == before

    def test_the_brief_tells_the_story_of_what_they_may_ask(self, tmp_path: Path) -> None:
        program = program_with_story(tmp_path)
        program.answers.prepare(entry(program, FAILED), story_id=1)
        program.answers.expect(1, entry(program, FAILED))
        (section,) = (s for s in brief_of(program, 1).sections if s.title == "They may ask")
        assert len(section.items) == 5
        assert section.items[0].text == FAILED
        assert section.items[0].under == (
            "story: Rolled back in time", "challenge: A bad release", "action: I rolled back", "result: No outage",
        )  # fmt: skip
        assert (section.items[1].text[-16:], section.items[1].under) == (" (no answer yet)", ())
        program.clock.move(days=1, hours=7)
        assert "They may ask" not in [s.title for s in brief_of(program, 1).sections]
        time = meeting_time(when(program, "+3d 10:00"))
        assert time is not None
        program.meetings.add(1, time)
        ahead = brief_of(program, 1)
        assert "10:00" in ahead.when
        asked = [item.text for s in ahead.sections if s.title == "They may ask" for item in s.items]
        assert len(asked) == 5

    def test_how_it_went_and_what_you_would_say_now(self, tmp_path: Path) -> None:
        program = after_the_meeting(tmp_path, "< How would you begin? (Dana Ruiz)\n? Why?")
        put = get(program, Question, 1)
        change = program.answers.review(put, went="Too long", better="I would count the approvals first.", story_id=1)
        assert change.words == (
            "How would you begin?; Went: Too long; Better: I would count the approvals first.; "
            "answered by “Rolled back in time”"
        )
        with pytest.raises(Conflict):
            program.answers.review(put, went="Well")
        with pytest.raises(Refused, match="q2 is a question that you asked"):
            program.answers.review(get(program, Question, 2), went="Well")
        with pytest.raises(Unclear, match="one sentence at most"):
            program.answers.review(get(program, Question, 1), better="I would count. Then I would ask.")
        program.notes.edit(1, Ref("q", 1), "< How would you begin? (Dana Ruiz)\n    With a plan")
        after = get(program, Question, 1)
        assert (after.answer, after.went, after.better) == (
            "With a plan",
            "Too long",
            "I would count the approvals first.",
        )
        with pytest.raises(Refused, match="x in the notes removes it with your answer"):
            program.answers.expect(1, AnswerEntry(QuestionKind.PAST, "How would you begin?"))


@grouped(
    "text, sentences",
    [
        ("I would count the approvals first", 1),
        ("I would ask Dr. Keller, e.g. about the 3. quarter.", 1),
        ("Why? Because it was late.", 2),
        ("One.\nTwo.", 2),
        ("", 0),
    ],
    by=lambda case: "one" if case[1] < 2 else "more",
)
def test_one_sentence_at_most(text: str, sentences: int) -> None:
    if sentences > 1:
        with pytest.raises(Unclear, match=f"is the first of {sentences}"):
            one_sentence(text)
    else:
        assert one_sentence(text) == text


class TestThankYou:
    NOTES = (
        "@ Kim Lee\n@ Dana Ruiz\n< How would you begin? (Dana Ruiz)\n< Tell me about a failure (Kim Lee)\n"
        '" We need calm (Dana Ruiz)\n" Nobody sleeps (Kim Lee)'
    )

    def letters(self, folder: Path) -> ProgramOnATable:
        program = after_the_meeting(folder, self.NOTES)
        program.answers.review(get(program, Question, 1), better="I would first count the approvals")
        program.answers.review(get(program, Question, 2), better="I would name what I learned first")
        return program

    def test_it_is_never_taken_but_by_choice_and_only_by_the_one_who_asked(self, tmp_path: Path) -> None:
        program = self.letters(tmp_path)
        people = {p.name: p.id for p in case_of(program, 1).people.values()}
        drafts = {name: program.letters.draft(Ref("i", 1), LetterKind.THANK_YOU, to=i) for name, i in people.items()}
        assert not [name for name, letter in drafts.items() if "count" in letter.body or "learned" in letter.body]
        dana = drafts["Dana Ruiz"]
        cites = replace(program.letters.cited(dana), asked=get(program, Question, 1))
        again = program.letters.redrafted(dana, cites=cites)
        said = "You asked me: “How would you begin?” To add to my answer: I would first count the approvals."
        assert said in again.letter.body
        assert again.letter.question_id == 1
        stored = get(program, type(again.letter), program.letters.take(again).refs[0].id)
        assert not [words for words in program.letters.missing(stored) if "not their words" in words]
        kim = replace(drafts["Kim Lee"], question_id=2, drafted="x")
        told = program.letters.redrafted(kim).letter.body
        assert "I would name what I learned first." in told
        assert "failure" not in told  # what is no question by its mark is not repeated
        program.notes.remove([Ref("q", 1)])
        assert get(program, type(stored), stored.id).question_id is None

    def test_it_goes_out_and_in_again_as_the_same_bytes(self, tmp_path: Path) -> None:
        program = self.letters(tmp_path)
        dana = program.letters.draft(Ref("i", 1), LetterKind.THANK_YOU, to=1)
        cites = replace(program.letters.cited(dana), asked=get(program, Question, 1))
        program.letters.take(program.letters.redrafted(dana, cites=cites))
        program.answers.prepare(entry(program, FAILED), story_id=1, text="Calmly")
        written = exported(program)
        (tmp_path / "again").mkdir()
        again = a_program(tmp_path / "again")
        apply_export(again, [read_export(iter([written]))])
        assert exported(again) == written
        assert every(again, Question)[0].better == "I would first count the approvals"


def exported(program: ProgramOnATable) -> bytes:
    return "".join(export_json(program.store, program.clock())).encode()
