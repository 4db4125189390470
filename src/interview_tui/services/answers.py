"""Questions that interviewers put: how you answer them, which are expected in a meeting, and how your answers went."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack

from interview_tui.data_classes import replace
from interview_tui.domain.enums import QuestionKind, Ref
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.interviewer_questions import (
    AnswerEntry,
    Expected,
    answer_bank,
    find_entry,
    is_shipped_question,
    likely_questions,
)
from interview_tui.domain.question_bank import asked, same_question
from interview_tui.domain.records import PreparedAnswer, Question, Story, ref
from interview_tui.domain.shorthand import QuestionLine
from interview_tui.domain.text import clean_line, shorten
from interview_tui.mail.sentences import sentences
from interview_tui.services.base import Service, joined
from interview_tui.services.note_writer import NoteWriter, remove_note
from interview_tui.store.case import case_ahead
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.store.journal import Change
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

_SAID = 56
"""Characters of a question in a message."""


class AnswerFields(TypedDict, total=False):
    """What is prepared for a question."""

    kind: QuestionKind
    question: str
    story_id: int | None
    text: str


class Afterwards(TypedDict, total=False):
    """What is said after the meeting of a question that was put to you."""

    story_id: int | None
    went: str
    better: str


class MeetingQuestions(NamedTuple):
    """What interviewers ask, for one meeting."""

    case: Case
    """The interview at that meeting."""
    entries: tuple[AnswerEntry, ...]
    """The whole bank."""
    likely: tuple[Expected, ...]
    stories: Mapping[int, Story]
    """Those that answer a question."""


def story_of(stories: Mapping[int, Story], entry: AnswerEntry, question: Question | None = None) -> Story | None:
    """The story that answers a question: the one that the notes have for it, else the one prepared."""
    noted = question.story_id if question is not None else None
    prepared = entry.prepared.story_id if entry.prepared is not None else None
    return stories.get(noted or prepared or 0)


def meeting_questions(reader: Reader, case: Case, others: Sequence[Case]) -> MeetingQuestions:
    """The questions of the bank, and those likely in the case's meeting; `others` are the interview at its others."""
    entries = answer_bank(find(reader, PreparedAnswer))
    answering = [e.prepared.story_id for e in entries if e.prepared is not None and e.prepared.story_id is not None]
    answering += [q.story_id for one in (case, *others) for q in one.put_to_me if q.story_id is not None]
    stories = find(reader, Story, id=set(answering)) if answering else ()
    return MeetingQuestions(case, entries, likely_questions(case, others, entries), {s.id: s for s in stories})


class PreparedAnswers(Service):
    """What a person does with the questions that interviewers put."""

    def bank(self) -> tuple[AnswerEntry, ...]:
        """Every question, kind by kind, with what is prepared for it. Raises StoreTrouble."""
        return answer_bank(find(self.context.store.reader, PreparedAnswer))

    def add(self, kind: QuestionKind, text: str) -> Change:
        """A question of one's own. Raises Unclear without a text, Refused when the bank has it already."""
        with self.context.transaction() as tx:
            self._check(tx, text)
            added = tx.add(PreparedAnswer(kind=kind, question=text))
            return tx.done(f"Added to what they ask, under {kind}: {shorten(added.question, _SAID)}", added)

    def prepare(self, entry: AnswerEntry, **fields: Unpack[AnswerFields]) -> Change:
        """How you answer a question: with a story, in words of your own, or both; a question of your own may be worded
        otherwise, too.

        Raises Conflict when what was prepared is not what the entry has any more, Refused for another wording of a
        shipped question or one that the bank has already, Unclear without a text.
        """
        question = fields.get("question", entry.text)
        if entry.banked is not None and not same_question(question, entry.text):
            raise Refused("only a question of your own can be worded differently: a adds one")
        with self.context.transaction() as tx:
            _known_story(tx, fields.get("story_id"))
            known = entry.prepared
            if known is None:
                self._check(tx, question, but=question if entry.banked is not None else None)
                prepared = tx.add(replace(PreparedAnswer(kind=entry.kind, question=question), **fields))
            elif entry.banked is not None and not (fields.get("story_id", known.story_id) or self._text(fields, known)):
                tx.update(known, expected=known)
                tx.remove(known)
                return tx.done(f"No answer prepared any more: {shorten(question, _SAID)}", known)
            else:
                self._check(tx, question, but=known.question)
                prepared = tx.update(replace(known, **fields), expected=known)
            story = tx.get(Story, prepared.story_id).title if prepared.story_id is not None else ""
            said = f"“{shorten(prepared.question, _SAID)}” is answered"
            how = f"{said} by “{story}”" if story else f"{said} in your words" if prepared.text else ""
            return tx.done(how or f"Edited: {shorten(prepared.question, _SAID)}", prepared)

    @staticmethod
    def _text(fields: AnswerFields, known: PreparedAnswer) -> str:
        return fields.get("text", known.text).strip()

    def remove(self, answer_id: int) -> Change:
        """Takes a question of one's own out of the bank, with its answer; notes of meetings keep it.

        Raises NotFound, and Refused for a shipped question.
        """
        with self.context.transaction() as tx:
            prepared = get(tx.reader, PreparedAnswer, answer_id)
            if is_shipped_question(prepared.question):
                raise Refused("only a question of your own can be deleted")
            tx.remove(prepared)
            return tx.done(f"Deleted from what they ask: {shorten(prepared.question, _SAID)}", prepared)

    def expect(self, interview_id: int, entry: AnswerEntry) -> Change:
        """Puts a question into the notes of the next meeting as expected; once more, it is taken out again.

        Raises Refused when it was put there: the answer stays.
        """
        with self.context.transaction() as tx:
            case = case_ahead(tx.reader, interview_id, tx.now)
            present = next(iter(asked(case.put_to_me, entry.text)), None)
            if present is None:
                written = NoteWriter(tx, case).write(QuestionLine(clean_line(entry.text), put_to_me=True))
                story_id = entry.prepared.story_id if entry.prepared is not None else None
                noted = tx.get(Question, written.id)
                question = tx.update(replace(noted, topic=entry.kind, story_id=story_id))
                words = f"Expected at {case.name}: {shorten(entry.text, _SAID)}"
            elif not present.was_asked:
                question = present
                remove_note(tx, question)
                words = f"No longer expected at {case.name}: {shorten(entry.text, _SAID)}"
            else:
                raise Refused("this question was put to you: x in the notes removes it with your answer")
            said = self.replan(tx, interview_id)
            return tx.done(joined(words, *said), Ref("i", interview_id), question)

    def review(self, expected: Question, **fields: Unpack[Afterwards]) -> Change:
        """What is said after the meeting of a question that was put to you: the story that answered it, how the answer
        went, and what you would say now, in one sentence.

        Raises Conflict when it is not `expected` any more, Refused for a question that was yours, Unclear for more than
        one sentence.
        """
        with self.context.transaction() as tx:
            if not expected.put_to_me:
                raise Refused(f"{ref(expected)} is a question that you asked: this is for those put to you")
            _known_story(tx, fields.get("story_id"))
            if "better" in fields:
                fields["better"] = one_sentence(fields["better"])
            changed = tx.update(replace(expected, **fields), expected=expected)
            parts = [
                f"{name}: {shorten(said, _SAID)}" if said else f"{name}: nothing"
                for name, field, said in (("Went", "went", changed.went), ("Better", "better", changed.better))
                if field in fields
            ]
            if fields.get("story_id") is not None:
                parts.append(f"answered by “{tx.get(Story, fields['story_id'] or 0).title}”")
            return tx.done(joined(shorten(changed.text, _SAID), *parts), changed)

    def _check(self, tx: Transaction, text: str, *, but: str | None = None) -> None:
        """Raises Unclear without a text, Refused for a text that the bank has in another question than `but`."""
        if not clean_line(text):
            raise Unclear("a question needs a text: what might they ask you?")
        known = find_entry(answer_bank(find(tx.reader, PreparedAnswer)), text)
        if known is not None and (but is None or not same_question(known.text, but)):
            raise Refused(f"the bank already has that question, under {known.kind}")


def _known_story(tx: Transaction, story_id: int | None) -> None:
    """Raises NotFound for a story that is not there."""
    if story_id is not None:
        tx.get(Story, story_id)


def one_sentence(text: str) -> str:
    """The text on one line. Raises Unclear for more than a sentence, which is what a thank-you has room for."""
    line = clean_line(text)
    if len(found := sentences(line)) > 1:
        first = shorten(found[0], _SAID)
        raise Unclear(f"one sentence at most, so that a thank-you can take it: “{first}” is the first of {len(found)}")
    return line
