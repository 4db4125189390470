"""The bank of questions that interviewers put: forty, each once; those likely in a meeting by who is there and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Part, QuestionKind, QuestionState
from interview_tui.domain.errors import Unclear
from interview_tui.domain.interviewer_questions import (
    INTERVIEWER_QUESTIONS,
    LIKELY_AT_MOST,
    answer_bank,
    find_entry,
    is_shipped_question,
    likely_questions,
    read_kind,
)
from interview_tui.domain.records import Person, PreparedAnswer, Question, Study
from tests.domain import cases
from tests.grouped import grouped

if TYPE_CHECKING:
    from interview_tui.domain.case import Case

EVERY = [question for questions in INTERVIEWER_QUESTIONS.values() for question in questions]
WIDEST = 70
"""Characters of a question that fits a line of 80 columns beside its tick."""


def meeting(*there: tuple[str, Part], number: int = 1, study: str = "") -> Case:
    """A meeting with people of these titles and parts."""
    people = [Person(id=i, name=f"Person {i}", title=title) for i, (title, _) in enumerate(there, start=1)]
    made = cases.case(
        number=number,
        people=people,
        there={person.id: None for person in people},
        ties=[cases.tie(i, part) for i, (_, part) in enumerate(there, start=1)],
    )
    return replace(made, study=Study(id=1, interview_id=1, text=study) if study else None)


def likely(case: Case, *others: Case, own: tuple[PreparedAnswer, ...] = ()) -> list[str]:
    return [expected.entry.text for expected in likely_questions(case, others, answer_bank(own))][:LIKELY_AT_MOST]


def put(text: str, state: QuestionState = QuestionState.ANSWERED) -> Question:
    return replace(cases.question(text, state), put_to_me=True)


def test_there_are_forty_short_ones_each_once() -> None:
    assert len(EVERY) == len({q.text.casefold() for q in EVERY}) == 40
    assert set(INTERVIEWER_QUESTIONS) == set(QuestionKind)
    assert [q.text for q in EVERY if len(q.text) > WIDEST or q.text[-1] not in ".?"] == []
    assert all(q.askers and q.stages for q in EVERY)


def test_what_is_prepared_stands_with_its_question_and_your_own_after_the_shipped_ones_of_a_kind() -> None:
    shipped = INTERVIEWER_QUESTIONS[QuestionKind.MONEY][0].text
    told = PreparedAnswer(id=1, kind=QuestionKind.MONEY, question=shipped.upper(), text="The range of the posting")
    own = PreparedAnswer(id=2, kind=QuestionKind.PAST, question="What did you drop?")
    entries = answer_bank([told, own])
    assert len(entries) == 41
    assert list(dict.fromkeys(entry.kind for entry in entries)) == list(QuestionKind)
    found = find_entry(entries, shipped)
    assert found is not None
    assert (found.prepared, found.text) == (told, shipped)
    past = [entry for entry in entries if entry.kind is QuestionKind.PAST]
    assert (past[-1].text, past[-1].banked, past[-1].prepared) == (own.question, None, own)
    assert is_shipped_question(f"  {shipped.lower()}")
    assert not is_shipped_question(own.question)


@grouped(
    "there, number, asked, not_asked",
    [
        ((("Recruiter", Part.RECRUITER),), 1, "Why do you want to leave your present job?", "Please think out loud"),
        (
            (("Recruiter", Part.RECRUITER),),
            1,
            "What salary do you have in mind?",
            "Tell me about something that failed",
        ),
        ((("Engineer", Part.INTERVIEWER),), 1, "How would you solve this problem?", "What salary do you have in mind?"),
        ((("Team Lead", Part.HIRING_MANAGER),), 2, "Why should we choose you?", "What do you know about us?"),
        ((("CTO", Part.INTERVIEWER),), 2, "Why do you want to work here?", "Please think out loud"),
        ((), 1, "Could you walk me through your career so far?", "Why should we choose you?"),
    ],
    by=lambda case: f"round {case[1]}",
)
def test_who_is_there_and_the_round_decide(
    there: tuple[tuple[str, Part], ...], number: int, asked: str, not_asked: str
) -> None:
    every = likely_questions(meeting(*there, number=number), (), answer_bank(()))
    texts = [expected.entry.text for expected in every]
    assert any(asked in text for text in texts)
    assert not any(not_asked in text for text in texts)


def test_the_first_five_are_of_five_kinds() -> None:
    five = likely_questions(meeting(("Recruiter", Part.RECRUITER)), (), answer_bank(()))[:5]
    assert len({expected.entry.kind for expected in five}) == 5


def test_what_the_posting_speaks_of_comes_first() -> None:
    manager = ("Team Lead", Part.HIRING_MANAGER)
    unhappy = "Tell me about an unhappy customer and what you did."
    assert unhappy not in likely(meeting(manager))
    assert likely(meeting(manager, study="You talk to customers (every customer counts).\nBudget: none"))[0] == unhappy


def test_what_was_put_before_comes_last_and_what_you_expect_first() -> None:
    manager = ("Team Lead", Part.HIRING_MANAGER)
    first, *_ = before = likely(meeting(manager))
    earlier = replace(meeting(manager), put_to_me=(put(first),))
    assert first not in likely(meeting(manager), earlier)
    expected = put("Do you juggle?", QuestionState.PREPARED)
    now = replace(meeting(manager), put_to_me=(expected, put(before[1])))
    assert likely(now)[0] == "Do you juggle?"
    assert before[1] not in likely(now)  # it was put here


def test_a_question_of_your_own_is_likely_wherever_you_go() -> None:
    own = PreparedAnswer(id=1, kind=QuestionKind.MONEY, question="Would you take equity?")
    every = likely_questions(meeting(("Engineer", Part.INTERVIEWER), number=2), (), answer_bank([own]))
    assert own.question in [expected.entry.text for expected in every]


def test_who_was_absent_asks_nothing() -> None:
    case = meeting(("Recruiter", Part.RECRUITER), ("Engineer", Part.INTERVIEWER))
    absent = tuple(replace(a, present=a.person_id == 1) for a in case.attendances)
    texts = [e.entry.text for e in likely_questions(replace(case, attendances=absent), (), answer_bank(()))]
    assert not any("think out loud" in text for text in texts)


@pytest.mark.parametrize(("text", "kind"), [("past", QuestionKind.PAST), ("Money ", QuestionKind.MONEY)])
def test_a_kind_is_read_by_its_beginning(text: str, kind: QuestionKind) -> None:
    assert read_kind(text) is kind
    with pytest.raises(Unclear, match="is not a kind of question: write one of about you, past behavior, weakness"):
        read_kind("why")
