"""The bank of consultant's questions: the user's own, and those picked for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import QuestionState, Ref, Topic
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.question_bank import BankEntry, asked, bank, same_question
from interview_tui.domain.records import BankQuestion, Question
from interview_tui.domain.shorthand import QuestionLine
from interview_tui.domain.text import clean_line, shorten
from interview_tui.services.base import Service
from interview_tui.services.note_writer import NoteWriter, remove_note
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from interview_tui.store.journal import Change
    from interview_tui.store.transaction import Transaction

_SAID = 56
"""Characters of a question in a message."""


class Questions(Service):
    """What a person does with the bank of questions."""

    def bank(self) -> tuple[BankEntry, ...]:
        """Every question, topic by topic: the shipped ones, then the user's own. Raises StoreTrouble."""
        return bank(find(self.context.store.reader, BankQuestion))

    def add(self, topic: Topic, text: str) -> Change:
        """A question of one's own. Raises Unclear without a text, Refused when the bank has it already."""
        with self.context.transaction() as tx:
            self._check(tx, text)
            added = tx.add(BankQuestion(topic=topic, text=text))
            return tx.done(f"Added to the bank under {topic}: {shorten(added.text, _SAID)}", added)

    def edit(self, expected: BankQuestion, *, topic: Topic | None = None, text: str | None = None) -> Change:
        """Changes a question of one's own; meetings for which it was picked keep it as it was.

        Raises Conflict when it is not `expected` any more, Unclear without a text, Refused when it is there already.
        """
        text = expected.text if text is None else text
        with self.context.transaction() as tx:
            self._check(tx, text, but=expected.id)
            edited = tx.update(replace(expected, topic=topic or expected.topic, text=text), expected=expected)
            words = f"Edited in the bank under {edited.topic}: {shorten(edited.text, _SAID)}"
            return tx.done(words, edited)

    def remove(self, question_id: int) -> Change:
        """Takes a question of one's own out of the bank; meetings for which it was picked keep it.

        Raises NotFound.
        """
        with self.context.transaction() as tx:
            question = get(tx.reader, BankQuestion, question_id)
            tx.remove(question)
            return tx.done(f"Deleted from the bank: {shorten(question.text, _SAID)}", question)

    def pick(self, interview_id: int, text: str, topic: Topic) -> Change:
        """Puts a question into the present meeting as prepared; picked once more it is taken out again.

        One that was kept for next time is to be asked then. Raises Refused when it was already asked: its answer stays.
        """
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id)
            present = next(iter(asked(case.questions, text)), None)
            if present is None:
                written = NoteWriter(tx, case).write(QuestionLine(clean_line(text)))
                question = tx.update(replace(tx.get(Question, written.id), topic=topic))
                words = f"Prepared for {case.name}: {shorten(text, _SAID)}"
            elif present.state is QuestionState.PREPARED:
                question = present
                remove_note(tx, question)
                words = f"No longer prepared for {case.name}: {shorten(text, _SAID)}"
            elif present.state is QuestionState.KEPT:
                question = tx.update(replace(present, state=QuestionState.PREPARED, topic=present.topic or topic))
                words = f"Prepared for {case.name}, no longer for next time: {shorten(text, _SAID)}"
            else:
                raise Refused("this question was already asked: x removes it with its answer")
            return tx.done(words, Ref("i", interview_id), question)

    def _check(self, tx: Transaction, text: str, *, but: int = 0) -> None:
        """Raises Unclear without a text, Refused for a text that the bank has in another question than `but`."""
        if not clean_line(text):
            raise Unclear("a question needs a text: what do you want to ask?")
        others = (e for e in bank(find(tx.reader, BankQuestion)) if e.own is None or e.own.id != but)
        known = next((entry for entry in others if same_question(entry.text, text)), None)
        if known is not None:
            raise Refused(f"the bank already has that question, under {known.topic}")
