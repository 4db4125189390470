"""The bank of questions: six topics, short questions, each once."""

from __future__ import annotations

import pytest

from interview_tui.domain.enums import Topic
from interview_tui.domain.errors import Unclear
from interview_tui.domain.question_bank import SHIPPED_QUESTIONS, bank, read_topic, same_question
from interview_tui.domain.records import BankQuestion

WIDEST = 74
"""Characters of a question that fits a line of 80 columns beside its tick."""


@pytest.mark.parametrize("topic", Topic)
def test_each_topic_has_six_to_eight_open_questions_of_one_line(topic: Topic) -> None:
    questions = SHIPPED_QUESTIONS[topic]
    assert 6 <= len(questions) <= 8
    assert all(text.endswith("?") and len(text) <= WIDEST for text in questions)


def test_no_question_is_there_twice() -> None:
    texts = [text.casefold() for texts in SHIPPED_QUESTIONS.values() for text in texts]
    assert len(texts) == len(set(texts))


def test_ones_own_stand_after_the_shipped_ones_of_their_topic() -> None:
    own = BankQuestion(id=4, topic=Topic.GOALS, text="Which fair do you look forward to?")
    entries = bank([own])
    assert list(dict.fromkeys(entry.topic for entry in entries)) == list(Topic)
    of_goals = [entry for entry in entries if entry.topic is Topic.GOALS]
    assert [entry.text for entry in of_goals] == [*SHIPPED_QUESTIONS[Topic.GOALS], own.text]
    assert [entry.own for entry in entries if entry.own] == [own]


def test_a_question_is_known_again_by_its_words() -> None:
    assert same_question("Who  decides?", " who decides?")
    assert not same_question("Who decides?", "Who decided?")


@pytest.mark.parametrize(("text", "topic"), [("needs", Topic.NEEDS), (" Pe", Topic.PEOPLE), ("T", Topic.TIME)])
def test_a_topic_is_read_by_its_beginning(text: str, topic: Topic) -> None:
    assert read_topic(text) is topic


@pytest.mark.parametrize("text", ["", "p", "perks"])
def test_what_is_no_topic_is_said_with_those_that_are(text: str) -> None:
    with pytest.raises(Unclear, match="is not a topic: write one of needs, problems, goals, decision, people, time"):
        read_topic(text)
