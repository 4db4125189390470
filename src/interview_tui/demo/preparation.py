"""What the demo's job seeker has ready: studies of employers, answers, files; and what interviewers put to them.

The files come with the program, so that a store of the demo has no file of its own that could be left behind.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from interview_tui.demo import words
from interview_tui.domain.enums import Ref
from interview_tui.domain.interviewer_questions import answer_bank, find_entry
from interview_tui.domain.records import Document, PreparedAnswer, Sending, Story
from interview_tui.services.answers import PreparedAnswers
from interview_tui.services.documents import Documents
from interview_tui.services.study import Studies
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.demo.stage import Shared
    from interview_tui.domain.interviewer_questions import AnswerEntry
    from interview_tui.domain.records import Interview, Person, Question
    from interview_tui.store.transaction import Transaction

FOLDER = "documents"
"""Where the files lie, in this package."""
RESUME_IS_OF = -35
"""The working day on which the résumé was rewritten: what was sent earlier was another one."""
_EARLIER_RESUME = sha256(b"The resume before this one").hexdigest()


def prepare_answers(shared: Shared) -> None:
    """What the seeker says to what is asked in many an interview, and a question that the bank does not have."""
    answers, tx = PreparedAnswers(shared.stage), shared.stage.tx
    for said in words.PREPARED_ANSWERS:
        if _entry(tx, said.question) is None:
            answers.add(said.kind, said.question)
        entry = _entry(tx, said.question)
        if entry is not None:
            answers.prepare(entry, story_id=_story_id(tx, said.story), text=said.text)


def expect(shared: Shared, interview_id: int, said: words.PutToMe) -> None:
    """A question that the seeker expects in the next meeting."""
    entry = _entry(shared.stage.tx, said.question)
    if entry is not None:
        PreparedAnswers(shared.stage).expect(interview_id, entry)


def look_back(shared: Shared, question: Question, said: words.PutToMe) -> None:
    """How the answer to a question went."""
    story_id = _story_id(shared.stage.tx, said.story)
    PreparedAnswers(shared.stage).review(question, story_id=story_id, went=said.went, better=said.better)


def _entry(tx: Transaction, question: str) -> AnswerEntry | None:
    return find_entry(answer_bank(find(tx.reader, PreparedAnswer)), question)


def _story_id(tx: Transaction, title: str) -> int | None:
    return next((story.id for story in find(tx.reader, Story) if story.title == title), None)


def study(shared: Shared, interview: Interview, family: str, topics: Sequence[words.TalkTopic], number: int) -> None:
    """What is found out before a meeting, with two needs that the employer is likely to have: the first of the topics
    will be heard, the last one not in the first round. Before a later meeting only what is new is added.
    """
    paragraphs = [
        f"# {interview.role}, {interview.company}\n{words.POSTINGS[family]}",
        f"!!! {topics[0].need}",
        f"! {topics[-1].need}",
        words.RESEARCH[number % len(words.RESEARCH)],
        f"https://{words.domain(interview.company)}/about",
    ]
    Studies(shared.stage).add(interview.id, "\n\n".join(paragraphs))


def attach(shared: Shared, target: Ref, name: str, called: str, *, writer: Person | None = None) -> Document:
    """One of the files belongs to an interview, or to a promise of it; gives its record."""
    path = str(files(__package__).joinpath(FOLDER, name))
    change = Documents(shared.stage).add(target, path, name=called, by=writer.id if writer else None)
    return shared.stage.tx.get(Document, change.refs[0].id)


def apply(shared: Shared, interview_id: int, person: Person, number: int) -> None:
    """The résumé goes in by way of the employer's form; to some of those who decide goes a letter as well."""
    tx, target = shared.stage.tx, Ref("i", interview_id)
    if number % 2 == 0:
        resume = attach(shared, target, "resume.md", "my résumé")
        was_another = tx.now < shared.at(RESUME_IS_OF, "00:00")
        tx.add(Sending(document_id=resume.id, at=tx.now, sha256=_EARLIER_RESUME if was_another else resume.sha256))
    if number % 4 == 0:
        letter = attach(shared, target, "cover-letter.md", "the cover letter")
        Documents(shared.stage).edit(letter, sent_to=person.id)
