"""The bank of consultant's questions, topic by topic, in the program's own words; the user's own stand beside them.

They ask what the business needs, where it hurts and who decides: never what the job brings for oneself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import QuestionState, Topic
from interview_tui.domain.errors import Unclear
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.domain.records import BankQuestion, Question

G = TypeVar("G", bound=StrEnum)

SHIPPED_QUESTIONS: dict[Topic, tuple[str, ...]] = {
    Topic.NEEDS: (
        "What has to be better here in a year because you filled this role?",
        "Which part of the work cannot wait until somebody has settled in?",
        "What do your customers ask for that you cannot give them yet?",
        "Where does the team lack a skill that you feel every week?",
        "What would you hand over on the first day, if you could?",
        "What made you open this position now rather than a year ago?",
        "If you could have one more pair of hands tomorrow, what would they do?",
    ),
    Topic.PROBLEMS: (
        "What slows you down most at present?",
        "What has been tried already, and what came of it?",
        "What does the problem cost you, in days, money or people?",
        "When did you first notice it, and what changed around then?",
        "What happens if it stays as it is for another year?",
        "Who feels it most: the customers, the team, or the management?",
        "What stands in the way that has little to do with skill?",
        "Which surprise of the last half year would you not want to see again?",
    ),
    Topic.GOALS: (
        "Which goal of the company does this team carry?",
        "By which figure will you know that it went well?",
        "What would you like to report upwards in six months?",
        "What should still be standing in three years?",
        "If two of your goals collide, which one wins?",
        "What would count as a success after the first ninety days?",
        "Which change in your market do you watch most closely?",
    ),
    Topic.DECISION: (
        "Who decides in the end, and whose advice counts most?",
        "What do you need to know to decide with confidence?",
        "What would make you hesitate about somebody for this role?",
        "What tells good from excellent in the people you have seen?",
        "What has kept the position open so far?",
        "Is there a doubt about me that I could answer now?",
        "Which other ways of solving this are on the table?",
    ),
    Topic.PEOPLE: (
        "With whom would I work most closely, and what do they need?",
        "Who else lives with this problem, and may I talk with them?",
        "What are the people proud of who have been here longest?",
        "How does the team settle it when two of them disagree?",
        "Who has done well here, and what did they do differently?",
        "What would your team ask me, if they sat here?",
        "Which other department would be glad to see this solved?",
    ),
    Topic.TIME: (
        "By when does the first result have to be there?",
        "What are your next steps, and when will each be done?",
        "Which date drives this: a launch, a budget, a season?",
        "When would be a good day to talk again, and with whom?",
        "What should be finished before the new person starts?",
        "What would have to move if this took three months longer?",
    ),
}
"""Six topics, each with its questions. Short enough for a line of 80 columns."""


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One question of the bank. `own` is the record of a question of the user's own; None for a shipped one."""

    topic: Topic
    text: str
    own: BankQuestion | None = None


def bank(own: Iterable[BankQuestion]) -> tuple[BankEntry, ...]:
    """The whole bank in the order of the topics: in each the shipped questions, then the user's own."""
    mine = tuple(own)
    return tuple(
        entry
        for topic in Topic
        for entry in (
            *(BankEntry(topic, text) for text in SHIPPED_QUESTIONS[topic]),
            *(BankEntry(topic, question.text, question) for question in mine if question.topic is topic),
        )
    )


def question_key(text: str) -> str:
    """What two texts have in common that ask the same: capitals and spaces aside."""
    return clean_line(text).casefold()


def same_question(one: str, other: str) -> bool:
    """Whether two texts ask the same."""
    return question_key(one) == question_key(other)


def asked(questions: Iterable[Question], text: str) -> list[Question]:
    """The questions of that text, one for each who is asked: those that are still to be asked come first."""
    found = [question for question in questions if same_question(question.text, text)]
    return sorted(found, key=lambda question: (question.was_asked, question.state is QuestionState.KEPT))


def read_topic(text: str) -> Topic:
    """A topic by its name or the beginning of it. Raises Unclear."""
    return read_group(Topic, text, "a topic")


def read_group(groups: type[G], text: str, what: str) -> G:
    """One of the groups that a bank of questions has, by its name or the beginning of it. Raises Unclear, which calls a
    group `what` it is.
    """
    wanted = clean_line(text).casefold()
    found = [group for group in groups if wanted and group.startswith(wanted)]
    if len(found) != 1:
        raise Unclear(f"“{wanted}” is not {what}: write one of {', '.join(groups)}")
    return found[0]
