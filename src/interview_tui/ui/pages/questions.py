"""The bank of consultant's questions: picked for the meeting with one key, the user's own beside the shipped ones."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from interview_tui.domain.enums import QuestionState, Topic
from interview_tui.domain.errors import Refused
from interview_tui.domain.question_bank import BankEntry, asked, read_topic
from interview_tui.domain.records import BankQuestion, ref
from interview_tui.domain.requirements import QUESTIONS_TO_PREPARE
from interview_tui.domain.study import worth_asking
from interview_tui.store.records import get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.form import Field, Form
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow, blank, heading

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.ui.text_view import Prose

TOPICS: dict[Topic, str] = {
    Topic.NEEDS: "Needs: what the business is missing",
    Topic.PROBLEMS: "Problems: what hurts, and what it costs",
    Topic.GOALS: "Goals: what success looks like",
    Topic.DECISION: "Decision: who decides, and how",
    Topic.PEOPLE: "People: who is affected",
    Topic.TIME: "Time: by when, and what comes next",
}
SIGNS = {
    QuestionState.PREPARED: "✓",
    QuestionState.ANSWERED: "✓",
    QuestionState.NO_ANSWER: "✓",
    QuestionState.KEPT: ">",
}
"""What stands before a question that is in the meeting's notes."""
STATES = {
    QuestionState.PREPARED: "Prepared for this meeting.",
    QuestionState.NO_ANSWER: "Asked in this meeting, without an answer.",
    QuestionState.KEPT: "Kept for the next meeting.",
}
OWN_FIRST = "only your own questions can be changed: {questions.add} adds one"


class _Asked(NamedTuple):
    """A question of the bank, and what became of it in this meeting, a line for each who was asked."""

    entry: BankEntry
    became: list[str]


class QuestionsPage(ListPage[_Asked]):
    """The bank; the questions that are in the present meeting are ticked."""

    page: ClassVar[PageName] = PageName.QUESTIONS
    OF_INTERVIEW = True
    LIST = "Questions"
    DONE = "All questions of the bank are in this meeting"

    def rows(self) -> Sequence[PageRow[_Asked]]:
        """The topics with their questions."""
        case = self.read_case()
        rows: list[PageRow[_Asked]] = []
        bank = self.program.questions.bank()
        fits = {found.entry.text for found in worth_asking(case.study.text, bank)} if case.study is not None else set()
        for topic, entries in groupby(bank, key=lambda entry: entry.topic):
            rows += [*([blank(topic)] if rows else []), heading(topic, TOPICS[topic])]
            rows += [self._row(entry, case, "fits your study" if entry.text in fits else "") for entry in entries]
        ready = sum(1 for question in case.questions if question.state is not QuestionState.KEPT)
        of = f" of {QUESTIONS_TO_PREPARE}" if ready <= QUESTIONS_TO_PREPARE else ""
        share = min(1.0, ready / QUESTIONS_TO_PREPARE)
        self.title_line.show("Questions: you ask", case.name, f"{ready}{of} prepared", share=share)
        return rows

    @staticmethod
    def _row(entry: BankEntry, case: Case, fits: str) -> PageRow[_Asked]:
        found = asked(case.questions, entry.text)
        became = []
        for question in found:
            name = case.person_name(question.person_id)
            became.append((f"{name}: " if name else "") + (question.answer or STATES[question.state]))
        sign = SIGNS[found[0].state] if found else " "
        key = entry.text if entry.own is None else entry.own.id
        return PageRow(key, _Asked(entry, became), f" {sign} {entry.text}", "yours" if entry.own else fits)

    def detail_title(self, item: _Asked) -> tuple[str, str]:
        return TOPICS[item.entry.topic].partition(":")[0], "yours" if item.entry.own else ""

    def needs(self, item: _Asked) -> bool:
        """Whether it is not in the meeting yet."""
        return not item.became

    def idle(self, item: _Asked) -> Collection[str]:
        return () if item.entry.own else ("edit", "remove")

    def detail(self, item: _Asked, to: Prose) -> None:
        """The whole question, and what became of it in this meeting."""
        to.line((item.entry.text, "strong"))
        to.blank()
        for said in item.became:
            to.line(said)
        if not item.became:
            to.line((with_keys("Not in this meeting: {questions.pick} picks it."), "quiet"))

    def action_pick(self) -> None:
        """Into the meeting, or out of it; the cursor goes on."""
        entry = self.item.entry
        self.done(self.program.questions.pick(self.interview_id or 0, entry.text, entry.topic))
        self.view.move(1)

    async def action_add(self) -> None:
        """Asks for a question of one's own."""
        row = self.view.current
        topic = row.item.entry.topic if row is not None else Topic.NEEDS

        def submit(values: dict[str, str]) -> None:
            self.saved(self.program.questions.add(read_topic(values["topic"]), values["text"]))

        await self.ask(Form("Add a question of your own", _fields(topic, ""), submit, focus="text"))

    async def action_edit(self) -> None:
        """Asks how a question of one's own shall read."""
        own = self._own()

        def opened() -> Form:
            known = get(self.program.store.reader, BankQuestion, own.id)

            def submit(values: dict[str, str]) -> None:
                topic = read_topic(values["topic"])
                self.saved(self.program.questions.edit(known, topic=topic, text=values["text"]))

            return Form("Edit the question", _fields(known.topic, known.text), submit, focus="text")

        await edit_record(self, ref(own), opened)

    async def action_remove(self) -> None:
        """Deletes a question of one's own, after asking."""
        own = self._own()

        def remove() -> None:
            self.done(self.program.questions.remove(own.id))

        choices = (Choice("y", "delete it; meetings that picked it keep it", remove),)
        await self.ask(Menu(f"Delete “{own.text}” from the bank?", choices, esc="keep it", safe=1))

    async def action_side(self) -> None:
        """What they ask, in place of this page."""
        from interview_tui.ui.pages.answers import AnswersPage

        await self.turn_to(AnswersPage)

    def copy_line(self) -> None:
        """The question."""
        self.copy(self.item.entry.text)

    def _own(self) -> BankQuestion:
        """The question of one's own under the cursor. Raises Refused where it is none."""
        own = self.item.entry.own
        if own is None:
            raise Refused(with_keys(OWN_FIRST))
        return own


def _fields(topic: Topic, text: str) -> tuple[Field, ...]:
    topics = ", ".join(Topic)
    return (
        Field("topic", "Topic", topic, placeholder=topics, check=lambda typed: str(read_topic(typed))),
        Field("text", "Question", text, placeholder="what you want to know about the business"),
    )
