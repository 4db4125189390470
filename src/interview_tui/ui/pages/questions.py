"""The bank of consultant's questions: picked for the meeting with one key, the user's own beside the shipped ones."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from interview_tui.domain.enums import QuestionState, Topic
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.question_bank import BankEntry, asked, read_topic
from interview_tui.domain.records import BankQuestion, ref
from interview_tui.domain.requirements import QUESTIONS_TO_PREPARE
from interview_tui.store.case import load_case
from interview_tui.store.records import get
from interview_tui.ui.dialogs.form import Field, Form
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.store.journal import Change

TOPICS: dict[Topic, str] = {
    Topic.NEEDS: "Needs: what the business is missing",
    Topic.PROBLEMS: "Problems: where it hurts, and what that costs",
    Topic.GOALS: "Goals: what success would be",
    Topic.DECISION: "Decision: who decides, and by what",
    Topic.PEOPLE: "People: who lives with it",
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


class QuestionsPage(ListPage):
    """The bank; the questions that are in the present meeting are ticked."""

    page: ClassVar[PageName] = PageName.QUESTIONS

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int) -> None:
        super().__init__(program, left)
        self._interview_id = interview_id
        self._entries: dict[object, BankEntry] = {}
        self._asked: defaultdict[object, list[str]] = defaultdict(list)
        """What became of a question, a line for each who was asked."""

    def rows(self) -> Sequence[PageRow]:
        """The topics with their questions."""
        case = load_case(self.program.store.reader, self._interview_id, self.program.clock())
        self._entries, self._asked = {}, defaultdict(list)
        rows: list[PageRow] = []
        for topic, entries in groupby(self.program.questions.bank(), key=lambda entry: entry.topic):
            rows.append(PageRow(key=topic, text=TOPICS[topic], selectable=False))
            rows += [self._row(entry, case) for entry in entries]
        ready = sum(1 for question in case.questions if question.state is not QuestionState.KEPT)
        of = f" of {QUESTIONS_TO_PREPARE}" if ready <= QUESTIONS_TO_PREPARE else ""
        self.title_line.show(f"Questions · {case.name}", f"{ready}{of} prepared")
        return rows

    def _row(self, entry: BankEntry, case: Case) -> PageRow:
        key = entry.text if entry.own is None else entry.own.id
        self._entries[key] = entry
        found = asked(case.questions, entry.text)
        for question in found:
            name = case.person_name(question.person_id)
            self._asked[key].append((f"{name}: " if name else "") + (question.answer or STATES[question.state]))
        sign = SIGNS[found[0].state] if found else " "
        return PageRow(key=key, text=f" {sign} {entry.text}", right="yours" if entry.own else "", record=entry.own)

    def detail(self, row: PageRow) -> Text:
        """The whole question, and what became of it in this meeting."""
        text = Text(self._entries[row.key].text, "bold")
        became = self._asked.get(row.key)
        if became is None:
            return text.append("\nNot in this meeting: enter picks it.", "not bold dim")
        return text.append("".join(f"\n{said}" for said in became), "not bold")

    def action_pick(self) -> None:
        """Into the meeting, or out of it; the cursor goes on."""

        def pick() -> Change:
            entry = self._entries[self.current.key]
            return self.program.questions.pick(self._interview_id, entry.text, entry.topic)

        if self.perform(pick):
            self.list.move(1)

    async def action_add(self) -> None:
        """Asks for a question of one's own."""
        row = self.list.current
        topic = self._entries[row.key].topic if row is not None else Topic.NEEDS

        def submit(values: dict[str, str]) -> None:
            self._changed(self.program.questions.add(read_topic(values["topic"]), values["text"]))

        await self.ask(Form("Add a question of your own", _fields(topic, ""), submit, focus="text"))

    async def action_edit(self) -> None:
        """Asks how a question of one's own shall read."""
        own = self._own()
        if own is None:
            return

        def opened() -> Form:
            known = get(self.program.store.reader, BankQuestion, own.id)

            def submit(values: dict[str, str]) -> None:
                topic = read_topic(values["topic"])
                self._changed(self.program.questions.edit(known, topic=topic, text=values["text"]))

            return Form("Edit the question", _fields(known.topic, known.text), submit, focus="text")

        with self.saying():
            await self.edit(ref(own), opened)

    async def action_remove(self) -> None:
        """Deletes a question of one's own, after asking."""
        own = self._own()
        if own is None:
            return

        def remove() -> None:
            self.perform(lambda: self.program.questions.remove(own.id))

        choices = (Choice("y", "delete it; meetings keep it where it was picked", remove),)
        await self.ask(Menu(f"Delete “{own.text}” from the bank?", choices, hint="y deletes · esc keeps it"))

    def _own(self) -> BankQuestion | None:
        """The question of one's own under the cursor; where it is none, says so."""
        try:
            record = self.current.record
            if not isinstance(record, BankQuestion):
                raise Refused(with_keys(OWN_FIRST))
        except UserError as error:
            self.message.tell(str(error), error=True)
            return None
        return record

    def _changed(self, change: Change) -> None:
        """Shows a change of the bank, with the cursor on the question."""
        self.done(change)
        self.list.go_to(change.refs[0].id)


def _fields(topic: Topic, text: str) -> tuple[Field, ...]:
    topics = ", ".join(Topic)
    return (
        Field(name="topic", label="Topic", value=topic, placeholder=topics, check=lambda typed: str(read_topic(typed))),
        Field(name="text", label="Question", value=text, placeholder="what you want to know of the business"),
    )
