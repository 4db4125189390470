"""A meeting's notes: captured in shorthand, edited, settled and removed by the line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import CommitmentState, Owner, Part, QuestionState, Ref, Settled, Step
from interview_tui.domain.errors import NotFound, Refused, Unclear
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.notes_text import notes_text
from interview_tui.domain.records import (
    Attendance,
    Commitment,
    FollowUp,
    Letter,
    Match,
    Need,
    Person,
    Question,
    Quote,
    Remark,
    Story,
)
from interview_tui.domain.shorthand import format_notes
from tests.programs import (
    ProgramOnATable,
    case_of,
    content,
    every,
    follow_up,
    get,
    journal,
    owed,
    put,
    step_of,
    when,
)
from tests.scenario import acme

if TYPE_CHECKING:
    from pathlib import Path

SHEET = """\
# Second meeting, panel
@ Dana Ruiz, VP Operations <dana@acme.example>
? What keeps releases slow? (Dana Ruiz)
    Three approvals, nine days on average
! Release approvals take nine days (Dana Ruiz)
* Cut releases from nine days to one
    Three teams, one train
!!! Nobody owns the pager (Kim Lee)
" We need someone to calm the release train (Dana Ruiz)
+ send the case study (Dana Ruiz) by 2026-11-27
- call with the panel's dates (Dana Ruiz) by 2026-12-02
> Who owns the budget?
? What did the last one miss?
    (no answer)
anything else
"""


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Acme's meeting with Dana Ruiz is tomorrow at 14:00."""
    return acme("Dana Ruiz").checked_on(tmp_path)


def over(program: ProgramOnATable) -> None:
    """Half an hour after the meeting."""
    program.clock.set("2026-11-24T15:30:00+01:00")


def text_of(program: ProgramOnATable, interview_id: int = 1) -> str:
    return format_notes(notes_text(case_of(program, interview_id)))


class TestCapture:
    def test_each_line_becomes_its_record(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.notes.capture(1, SHEET)
        assert change.words == (
            "Noted for Acme · SRE: 1 person, 3 questions, 2 needs, 1 story, 1 quote, 2 commitments, 1 note; "
            "Kim Lee is new here; planned: send the case study (Fri); done: Write up the meeting; "
            "now at 5 Thank promptly"
        )
        case = case_of(program, 1)
        assert case.meeting.title == "Second meeting, panel"
        assert [(q.text, q.answer, q.state, case.person_name(q.person_id)) for q in case.questions] == [
            (
                "What keeps releases slow?",
                "Three approvals, nine days on average",
                QuestionState.ANSWERED,
                "Dana Ruiz",
            ),
            ("Who owns the budget?", "", QuestionState.KEPT, ""),
            ("What did the last one miss?", "", QuestionState.NO_ANSWER, ""),
        ]
        assert [(n.text, n.pressing, case.person_name(n.person_id)) for n in case.needs] == [
            ("Release approvals take nine days", 1, "Dana Ruiz"),
            ("Nobody owns the pager", 3, "Kim Lee"),
        ]
        assert [(q.text, case.person_name(q.person_id)) for q in case.quotes] == [
            ("We need someone to calm the release train", "Dana Ruiz")
        ]
        assert [(case.stories[m.story_id].title, m.need_id, m.synopsis) for m in case.matches] == [
            ("Cut releases from nine days to one", case.needs[0].id, "Three teams, one train")
        ]
        assert [(c.owner, c.text, case.person_name(c.person_id), c.due) for c in case.commitments] == [
            (Owner.ME, "send the case study", "Dana Ruiz", date(2026, 11, 27)),
            (Owner.THEM, "call with the panel's dates", "Dana Ruiz", date(2026, 12, 2)),
        ]
        assert [r.text for r in case.remarks] == ["anything else"]
        assert journal(program)[1:] == [change.words]

    def test_written_out_again_it_reads_as_it_was_typed(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, SHEET)
        assert text_of(program) == SHEET

    def test_twice_adds_nothing(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, SHEET)
        before = content(program)
        change = program.notes.capture(1, SHEET)
        assert (change.words, change.entry) == ("The notes of Acme · SRE already have that", None)
        assert content(program) == before
        assert len(journal(program)) == 2

    def test_a_line_that_says_more_completes_the_one_that_stands_there(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "? What hurts?\n! Releases")
        change = program.notes.capture(1, "? what hurts? (Dana Ruiz)\n    Releases\n!! releases")
        assert change.words == "Noted for Acme · SRE: 1 question, 1 need; 2 lines completed"
        assert change.refs == (Ref("q", 1), Ref("n", 1))
        (question,) = every(program, Question)
        assert (question.text, question.answer, question.state, question.person_id) == (
            "What hurts?",
            "Releases",
            QuestionState.ANSWERED,
            1,
        )
        assert [(n.text, n.pressing) for n in every(program, Need)] == [("Releases", 2)]

    def test_a_line_that_says_less_takes_nothing_away(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, SHEET)
        before = content(program)
        program.notes.capture(1, "? What keeps releases slow?\n! Nobody owns the pager\n@ Dana Ruiz")
        assert content(program) == before

    def test_new_lines_follow_those_that_stand_there(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "! One\nfirst")
        program.notes.capture(1, "? Two")
        assert text_of(program) == "@ Dana Ruiz\n! One\nfirst\n? Two\n"

    def test_the_same_words_asked_of_two_people_are_two_questions(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "? What hurts?\n? What hurts? (Dana Ruiz)\n? What hurts? (Kim Lee)")
        assert [q.person_id for q in every(program, Question)] == [None, 1, 2]
        program.notes.capture(1, "? What hurts?\n? what hurts? (Kim Lee)\n    Releases")
        assert [(q.person_id, q.answer) for q in every(program, Question)] == [(None, ""), (1, ""), (2, "Releases")]

    @pytest.mark.parametrize("name", ["Dana Ruiz", "dana ruiz", "Dana", "ruiz"])
    def test_a_name_means_whom_it_can_only_mean(self, program: ProgramOnATable, name: str) -> None:
        program.notes.capture(1, f"! Releases ({name})")
        assert [n.person_id for n in every(program, Need)] == [1]
        assert len(every(program, Person)) == 1

    def test_a_name_that_could_mean_two_is_somebody_new(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "@ Dana Lee")
        change = program.notes.capture(1, "! Releases (Dana)")
        assert "; Dana is new here: Dana Ruiz or Dana Lee?" in change.words
        assert [p.name for p in every(program, Person)] == ["Dana Ruiz", "Dana Lee", "Dana"]

    def test_a_new_name_is_from_then_on_part_of_the_interview(self, program: ProgramOnATable) -> None:
        change = program.notes.capture(1, "! Releases (Kim Lee)")
        assert "; Kim Lee is new here" in change.words
        case = case_of(program, 1)
        assert [case.person_name(i.person_id) for i in case.involvements] == ["Dana Ruiz", "Kim Lee"]
        assert [case.person_name(a.person_id) for a in case.attendances] == ["Dana Ruiz"]

    def test_whoever_is_noted_after_the_meeting_began_was_there(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "@ Kim Lee")
        assert [a.present for a in every(program, Attendance)] == [None, None]
        program.clock.set("2026-11-24T14:00:00+01:00")
        program.notes.capture(1, "@ Dana Ruiz")
        assert [a.present for a in every(program, Attendance)] == [True, None]

    @pytest.mark.parametrize("name", ["Dana Ruis", "Dana Riz", "dana ruitz"])
    def test_a_name_like_one_that_is_known_is_said_to_be_new(self, program: ProgramOnATable, name: str) -> None:
        over(program)
        change = program.notes.capture(1, f"! Releases ({name})")
        assert f"; {name} is new here: did you mean Dana Ruiz?" in change.words
        assert [text for text, _ in owed(program) if text.startswith("Thank")] == ["Thank Dana Ruiz"]

    def test_of_two_with_one_name_it_is_said_which_was_meant(self, program: ProgramOnATable) -> None:
        kims = ["Kim Lee, VP <kim@acme.example>", "Kim Lee, Designer <k.lee@acme.example>"]
        program.interviews.add("Globex", "DBA", meeting=when(program, "tomorrow 10:00"), people=kims)
        change = program.notes.capture(2, "! Releases (Kim Lee)")
        assert "; two people are called Kim Lee: Kim Lee (VP) was taken" in change.words

    @pytest.mark.parametrize("now", ["2026-11-24T15:30:00+01:00", "2026-11-30T09:00:00+01:00"])
    @pytest.mark.parametrize(
        ("by", "due"),
        [
            ("fri", date(2026, 11, 27)),
            ("tomorrow", date(2026, 11, 25)),
            ("2 Dec", date(2026, 12, 2)),
            ("+3d", date(2026, 11, 27)),
        ],
    )
    def test_days_count_from_the_meeting(self, program: ProgramOnATable, by: str, due: date, now: str) -> None:
        program.clock.set(now)
        program.notes.capture(1, f"- call back by {by}")
        assert get(program, Commitment, 1).due == due

    def test_a_date_that_is_not_understood_is_said_and_takes_nobodys_name_along(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.notes.capture(1, "- call back (Dana Ruiz) by end of week")
        assert "; no date understood in “by end of week”" in change.words
        commitment = get(program, Commitment, 1)
        assert (commitment.due, commitment.person_id) == (None, 1)

    def test_a_day_that_has_passed_is_said_and_a_promise_is_overdue_at_once(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-30T09:00:00+01:00")
        change = program.notes.capture(1, "+ send the case study (Dana Ruiz) by fri")
        assert "; “send the case study” was due Fri 27 Nov 2026" in change.words
        assert ("send the case study", "2026-11-27") in owed(program)

    def test_a_promise_without_a_day_is_owed_on_the_working_day_after_the_meeting(
        self, program: ProgramOnATable
    ) -> None:
        over(program)
        program.notes.capture(1, "+ send the case study")
        assert ("send the case study", "2026-11-25") in owed(program)

    def test_told_late_it_is_due_by_the_end_of_the_next_working_day(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-11-27T09:00:00+01:00")
        program.notes.capture(1, "+ send the case study\n@ Kim Lee")
        assert ("send the case study", "2026-11-30") in owed(program)
        assert ("Thank Kim Lee", "2026-11-30") in owed(program)
        assert ("Thank Dana Ruiz", "2026-11-25") in owed(program)  # known in time

    def test_their_date_moves_the_first_check_in(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.notes.capture(1, "- decide by 8 Dec")
        assert "; moved: Check in (Thu 10 Dec)" in change.words

    def test_who_is_said_to_have_been_absent_is_not_thanked(self, program: ProgramOnATable) -> None:
        over(program)
        change = program.notes.capture(1, "@ Kim Lee\n@ Dana Ruiz [absent]")
        assert "planned: Thank Kim Lee (tomorrow 15:00)" in change.words
        assert "no longer needed: Thank Dana Ruiz" in change.words
        assert [a.present for a in every(program, Attendance)] == [False, True]

    def test_a_part_that_is_named_is_kept(self, program: ProgramOnATable) -> None:
        over(program)
        program.notes.capture(1, "@ Dana Ruiz [hiring manager]\n@ Rita Rao, Recruiter\n@ Kim Lee")
        case = case_of(program, 1)
        assert [(case.person_name(i.person_id), i.part) for i in case.involvements] == [
            ("Dana Ruiz", Part.HIRING_MANAGER),
            ("Rita Rao", Part.RECRUITER),
            ("Kim Lee", Part.INTERVIEWER),
        ]
        assert follow_up(program, "Check in").person_id == case.involvements[1].person_id
        assert follow_up(program, "Send the value letter").person_id == case.involvements[0].person_id

    def test_a_question_put_to_me_is_none_of_mine(self, program: ProgramOnATable) -> None:
        over(program)
        sheet = "@ Dana Ruiz\n< Tell me about a failure (Dana Ruiz)\n    I told them of the pagers\n"
        program.notes.capture(1, sheet)
        assert text_of(program) == sheet

    @pytest.mark.parametrize("text", ["- we'll let you know by 4 Dec", "- None given. by 4 Dec"])
    def test_no_next_step_given_with_a_date_of_my_own(self, program: ProgramOnATable, text: str) -> None:
        program.notes.capture(1, text)
        commitment = get(program, Commitment, 1)
        assert (commitment.passive, commitment.due) == (True, date(2026, 12, 4))

    def test_a_story_is_one_of_the_library_by_its_title(self, program: ProgramOnATable) -> None:
        program.interviews.add("Globex", "DBA")
        program.notes.capture(1, "! Releases\n* Cut releases")
        program.notes.capture(2, "! Queues\n* cut Releases")
        assert [s.title for s in every(program, Story)] == ["Cut releases"]
        assert [(m.meeting_id, m.story_id) for m in every(program, Match)] == [(1, 1), (2, 1)]

    def test_a_story_under_a_need_written_before(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "! Releases\n! Pager")
        program.notes.capture(1, "* Cut releases", under=1)
        assert [m.need_id for m in every(program, Match)] == [1]

    def test_a_story_before_any_need_is_picked_for_the_meeting(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "* Cut releases")
        assert [m.need_id for m in every(program, Match)] == [None]

    @pytest.mark.parametrize("text", ["", "\n\n  \n", "\x1b[31m"])
    def test_nothing_is_unclear(self, program: ProgramOnATable, text: str) -> None:
        with pytest.raises(Unclear, match="nothing to note"):
            program.notes.capture(1, text)

    def test_an_unknown_interview(self, program: ProgramOnATable) -> None:
        with pytest.raises(NotFound, match=r"^there is no interview i9$"):
            program.notes.capture(9, "! Releases")
        assert every(program, Need) == ()


class TestEditing:
    def test_a_line_keeps_its_id_and_its_place(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "! Releases\n? What hurts?\nlast")
        change = program.notes.edit(1, Ref("n", 1), "!!! Releases take nine days (Dana)")
        assert change.words == "Edited the notes of Acme · SRE: !!! Releases take nine days (Dana)"
        assert change.refs == (Ref("n", 1),)
        assert text_of(program) == "@ Dana Ruiz\n!!! Releases take nine days (Dana Ruiz)\n? What hurts?\nlast\n"
        assert journal(program)[2:] == [change.words]

    def test_a_line_left_as_it_was_is_no_change(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "first")
        line, entries = program.notes.line(1, Ref("o", 1)), journal(program)
        change = program.notes.edit(1, Ref("o", 1), line, expected=line)
        assert (change.words, change.entry, journal(program)) == ("Nothing changed", None, entries)

    def test_what_the_line_no_longer_says_is_gone(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "? What hurts? (Dana Ruiz)\n    Releases")
        program.notes.edit(1, Ref("q", 1), "? What hurts?")
        question = get(program, Question, 1)
        assert (question.answer, question.state, question.person_id) == ("", QuestionState.PREPARED, None)

    def test_a_line_of_another_kind_takes_its_place(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "first\nReleases\nlast")
        change = program.notes.edit(1, Ref("o", 2), "!! Releases")
        assert change.refs == (Ref("n", 1),)
        assert text_of(program) == "@ Dana Ruiz\nfirst\n!! Releases\nlast\n"

    def test_a_persons_line_edits_the_person(self, program: ProgramOnATable) -> None:
        change = program.notes.edit(1, Ref("a", 1), "@ Dana M. Ruiz, VP Operations <Dana@acme.example>")
        assert change.refs == (Ref("a", 1),)
        (person,) = every(program, Person)
        assert (person.name, person.title, person.email) == ("Dana M. Ruiz", "VP Operations", "dana@acme.example")

    def test_a_promise_with_another_date_moves_its_follow_up(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        change = program.notes.edit(1, Ref("c", 1), "+ send the case study by 2 Dec")
        assert change.words.endswith("; moved: send the case study (Wed 2 Dec)")
        assert follow_up(program, "send the case study").due_day == date(2026, 12, 2)

    def test_a_kept_promise_stays_kept(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.notes.settle([Ref("c", 1)])
        program.notes.edit(1, Ref("c", 1), "+ send the whole case study by fri")
        assert get(program, Commitment, 1).state is CommitmentState.KEPT

    @pytest.mark.parametrize(
        ("line", "words"),
        [("", "This line is empty"), ("! one\n! two", "These are 2 notes"), ("# title", "cannot become")],
    )
    def test_one_line_and_no_more(self, program: ProgramOnATable, line: str, words: str) -> None:
        program.notes.capture(1, "! Releases")
        before = content(program)
        with pytest.raises((Unclear, Refused), match=words):
            program.notes.edit(1, Ref("n", 1), line)
        assert content(program) == before

    def test_only_lines_of_the_notes(self, program: ProgramOnATable) -> None:
        with pytest.raises(Refused, match=r"^f1 is not a line of the notes$"):
            program.notes.edit(1, Ref("f", 1), "! Releases")
        with pytest.raises(NotFound, match=r"^there is no need n9$"):
            program.notes.edit(1, Ref("n", 9), "! Releases")


class TestRemoving:
    def test_lines_go_and_the_rest_stays(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "first\n! Releases\n? What hurts?")
        change = program.notes.remove([Ref("o", 1), Ref("q", 1)])
        assert change.words == "Removed 2 lines from the notes"
        assert text_of(program) == "@ Dana Ruiz\n! Releases\n"
        assert journal(program)[2:] == [change.words]

    def test_a_removed_promise_is_no_longer_owed(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.notes.remove([Ref("c", 1)])
        cancelled = follow_up(program, "send the case study")
        assert (cancelled.state, cancelled.note) == (Settled.CANCELLED, "the promise was removed")
        assert cancelled.commitment_id is None

    def test_a_story_outlives_its_need(self, program: ProgramOnATable) -> None:
        over(program)
        program.notes.capture(1, "! Releases\n* Cut releases")
        assert program.notes.remove([Ref("n", 1)]).words == "Removed 1 line from the notes; now at 2 Consult"
        assert [m.need_id for m in every(program, Match)] == [None]

    def test_a_letter_outlives_the_quote_that_it_cites(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, '" Fewer approvals, please (Dana Ruiz)')
        put(
            program,
            Letter(interview_id=1, round_id=1, kind=LetterKind.THANK_YOU, quote_id=1, created=program.clock.now),
        )
        program.notes.remove([Ref("k", 1)])
        assert every(program, Quote) == ()
        assert [letter.quote_id for letter in every(program, Letter)] == [None]

    def test_one_that_is_not_there_and_none_is_removed(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "first")
        with pytest.raises(NotFound, match=r"^there is no need n9$"):
            program.notes.remove([Ref("o", 1), Ref("n", 9)])
        assert len(every(program, Remark)) == 1

    def test_undo_brings_all_back(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, SHEET)
        before = content(program)
        program.notes.remove([Ref("n", 1), Ref("c", 1), Ref("a", 1)])
        program.history.undo()
        assert content(program) == before


class TestSettling:
    def test_a_person_was_there_and_again_was_not(self, program: ProgramOnATable) -> None:
        assert program.notes.settle([Ref("a", 1)]).words == "Dana Ruiz was there"
        assert get(program, Attendance, 1).present is True
        words = program.notes.settle([Ref("a", 1)]).words
        assert words == "Dana Ruiz was not there; no longer needed: Thank Dana Ruiz"
        assert get(program, Attendance, 1).present is False

    def test_a_question_got_no_answer_and_is_open_again(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "? What hurts?")
        over(program)
        words = program.notes.settle([Ref("q", 1)]).words
        assert words == "No answer: What hurts?; done: Write up the meeting; now at 3 Don't rush"
        assert get(program, Question, 1).state is QuestionState.NO_ANSWER
        assert program.notes.settle([Ref("q", 1)]).words == "Open again: What hurts?; now at 2 Consult"
        assert get(program, Question, 1).state is QuestionState.PREPARED

    def test_a_commitment_was_kept_and_its_follow_up_is_done(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        assert program.notes.settle([Ref("c", 1)]).words == "Kept: send the case study"
        assert get(program, Commitment, 1).state is CommitmentState.KEPT
        done = follow_up(program, "send the case study")
        assert (done.state, done.settled, done.on_time) == (Settled.DONE, program.clock.now, True)

    def test_a_promise_kept_too_late_counts_as_late(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.clock.move(days=5)
        program.notes.settle([Ref("c", 1)])
        assert follow_up(program, "send the case study").on_time is False

    def test_somebody_found_to_have_been_there_is_thanked_all_the_same(self, program: ProgramOnATable) -> None:
        over(program)
        program.notes.capture(1, "@ Kim Lee [absent]")
        program.follow_ups.done([follow_up(program, "Thank Dana Ruiz").id])
        change = program.notes.settle([Ref("a", 2)])
        assert change.words == ("Kim Lee was there; planned: Thank Kim Lee (tomorrow 15:00); now at 5 Thank promptly")

    def test_a_further_person_takes_no_step_back(self, program: ProgramOnATable) -> None:
        over(program)
        program.follow_ups.done([follow_up(program, "Thank Dana Ruiz").id])
        program.clock.move(hours=1)
        change = program.notes.capture(1, "@ Kim Lee")
        assert change.words == "Noted for Acme · SRE: 1 person; planned: Thank Kim Lee (tomorrow 15:00)"
        assert step_of(program, 1) is Step.BUILD_VALUE

    def test_several_at_once_are_one_entry_all_or_nothing(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "? What hurts?\n! Releases")
        before = content(program)
        with pytest.raises(Refused, match=r"^nothing left to do on this line: e edits it, x removes it$"):
            program.notes.settle([Ref("q", 1), Ref("n", 1)])
        assert content(program) == before
        change = program.notes.settle([Ref("q", 1), Ref("a", 1)])
        assert change.words == "No answer: What hurts? · Dana Ruiz was there"
        assert len(journal(program)) == 3

    @pytest.mark.parametrize(
        ("line", "found"),
        [("! Releases", "n1"), ("? What?\n    That", "q1"), ('" Yes', "k1"), ("* Story", "x1"), ("plain", "o1")],
    )
    def test_lines_of_which_nothing_remains_to_be_said(self, program: ProgramOnATable, line: str, found: str) -> None:
        program.notes.capture(1, line)
        with pytest.raises(Refused, match="nothing left to do on this line"):
            program.notes.settle([Ref(found[0], int(found[1:]))])

    def test_a_kept_commitment_is_settled(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "- call back by fri")
        program.notes.settle([Ref("c", 1)])
        with pytest.raises(Refused, match="nothing left to do on this line"):
            program.notes.settle([Ref("c", 1)])


class TestPromisesAndTheirFollowUps:
    """What the notes say of a promise, the queue says too."""

    def test_another_wording(self, program: ProgramOnATable) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.notes.edit(1, Ref("c", 1), "+ send both case studies by fri")
        assert ("send both case studies", "2026-11-27") in owed(program)

    @pytest.mark.parametrize("line", ["- send the case study by fri", "they have the case study"])
    def test_what_is_no_promise_of_mine_any_more_is_not_owed(self, program: ProgramOnATable, line: str) -> None:
        program.notes.capture(1, "+ send the case study by fri")
        program.notes.edit(1, Ref("c", 1), line)
        assert "send the case study" not in [text for text, _ in owed(program)]

    def test_their_date_taken_away_no_longer_sets_the_check_ins(self, program: ProgramOnATable) -> None:
        before = [row for row in owed(program) if row[0] == "Check in"]
        program.notes.capture(1, "- decide by 9 Dec")
        program.notes.remove([Ref("c", 1)])
        assert [row for row in owed(program) if row[0] == "Check in"] == before

    def test_a_note_leaves_an_overdue_check_in_overdue(self, program: ProgramOnATable) -> None:
        program.clock.set("2026-12-09T09:00:00+01:00")
        before = [f.due_day for f in every(program, FollowUp)]
        program.notes.capture(1, "their office has moved")
        assert [f.due_day for f in every(program, FollowUp)] == before


def test_the_last_of_two_titles_holds(program: ProgramOnATable) -> None:
    program.notes.capture(1, "# First\n# Second")
    assert case_of(program, 1).meeting.title == "Second"


@pytest.mark.parametrize("line", ['"  (Dana Ruiz)', '" (Kim Lee)', "! (dana)", "? ---", '"', "+ … (Dana Ruiz)", "@ -"])
def test_a_line_without_words_is_refused(tmp_path: Path, line: str) -> None:
    program = acme("Dana Ruiz").noted('" Nine days are too long (Dana Ruiz)').on(tmp_path)
    before = content(program)
    with pytest.raises(Unclear, match="is empty"):
        program.notes.capture(1, f"A remark\n{line}")
    with pytest.raises(Unclear, match="is empty"):
        program.notes.edit(1, Ref("k", 1), line)
    text = program.notes.text(1)
    with pytest.raises(Unclear, match="is empty"):
        program.notes.rewrite(1, text, f"{text}{line}\n")
    assert content(program) == before


@pytest.mark.parametrize("line", ["---", "!!! 👍", "! (an aside of hers)", "? 42"])
def test_what_says_anything_is_kept(tmp_path: Path, line: str) -> None:
    program = acme("Dana Ruiz").on(tmp_path)
    program.notes.capture(1, line)
    assert line in program.notes.text(1)


def test_whose_a_commitment_is_may_stand_in_its_words(tmp_path: Path) -> None:
    program = acme("Dana Ruiz", "Kim Lee", meeting="today 14:00").later("2026-11-23T18:00:00+01:00").on(tmp_path)
    text = "- Kim will call with a decision by 9 Dec\n+ send the template to Dana by Fri"
    program.notes.capture(1, text)
    written = program.notes.text(1)
    assert "- call with a decision (Kim Lee) by 2026-12-09\n" in written
    assert "+ send the template to Dana (Dana Ruiz) by 2026-11-27\n" in written
    assert program.notes.capture(1, text).entry is None
    assert program.notes.rewrite(1, written, written).entry is None
