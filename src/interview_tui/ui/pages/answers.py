"""What interviewers ask: those likely in the meeting first, the story that answers each, and how your answers went."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from interview_tui.data_classes import replace
from interview_tui.domain.enums import QuestionKind, QuestionState
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.interviewer_questions import AnswerEntry, entry_of, read_kind
from interview_tui.domain.question_bank import question_key
from interview_tui.domain.records import PreparedAnswer, Question, Story, ref
from interview_tui.domain.text import shorten
from interview_tui.services.answers import (
    Afterwards,
    AnswerFields,
    MeetingQuestions,
    meeting_questions,
    one_sentence,
    story_of,
)
from interview_tui.store.case import case_ahead, other_meetings
from interview_tui.store.records import find, get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.form import Field, Form, changed
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow, blank, heading
from interview_tui.ui.pages.chart import story_parts, story_prose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.ui.text_view import Prose

KINDS_ASKED: dict[QuestionKind, str] = {
    QuestionKind.YOURSELF: "About you",
    QuestionKind.PAST: "What you have done before",
    QuestionKind.WEAKNESS: "Weaknesses and doubts",
    QuestionKind.WHY_US: "Why this company and this role",
    QuestionKind.TECHNICAL: "The work itself",
    QuestionKind.LEAVING: "Why you leave",
    QuestionKind.MONEY: "Money and terms",
}
NO_STORY = "no answer yet"
RIGHT_AT_MOST = 28
"""Characters of a story's title beside a question."""


class _AskedOfYou(NamedTuple):
    """A question of the bank or of the notes, its line in the notes, and the story that answers it."""

    entry: AnswerEntry
    question: Question | None
    story: Story | None
    by: str = ""
    """Who put it."""
    held: bool = False
    """Whether it was put in a meeting that took place."""

    @property
    def is_prepared(self) -> bool:
        return self.story is not None or bool(self.entry.prepared and self.entry.prepared.text)


class AnswersPage(ListPage[_AskedOfYou]):
    """The bank of their questions; what was put in the last meeting, and what is likely in the next, stands on top."""

    page: ClassVar[PageName] = PageName.ANSWERS
    OF_INTERVIEW = True
    LIST = "They ask"
    DONE = "Every question has an answer"

    def rows(self) -> Sequence[PageRow[_AskedOfYou]]:
        """What was put to you, what is likely, then the bank by kinds; each question once."""
        reader, now = self.program.store.reader, self.program.clock()
        case = case_ahead(reader, self.interview_id or 0, now)
        others = other_meetings(reader, case, now)
        found = meeting_questions(reader, case, others)
        held = next((one for one in (self.read_case(), case) if one.meeting_start and one.meeting_start <= now), None)
        put = [self._put(found, held, q) for q in held.put_to_me] if held is not None else []
        ahead = held is None or held.meeting.id != case.meeting.id
        expected = [
            _AskedOfYou(e.entry, e.question, story_of(found.stories, e.entry, e.question)) for e in found.likely
        ]
        likely = expected if ahead else []
        shown = {question_key(item.entry.text) for item in (*put, *likely)}
        rows: list[PageRow[_AskedOfYou]] = []
        for name, items in (("Put to you in the last meeting", put), ("Likely in this meeting", likely)):
            if items:
                rows += [*([blank(name)] if rows else []), heading(name, name)]
                rows += [self._row(item, none=NO_STORY) for item in items]
        for kind in QuestionKind:
            of_kind = [e for e in found.entries if e.kind is kind and question_key(e.text) not in shown]
            if of_kind:
                rows += [*([blank(kind)] if rows else []), heading(kind, KINDS_ASKED[kind])]
                rows += [self._row(_AskedOfYou(e, None, story_of(found.stories, e))) for e in of_kind]
        self._tell(case, likely)
        return rows

    def _tell(self, case: Case, likely: Sequence[_AskedOfYou]) -> None:
        ready = sum(item.is_prepared for item in likely)
        figures = f"{ready} of {len(likely)} likely ones answered" if likely else ""
        share = ready / len(likely) if likely else None
        self.title_line.show("Questions: they ask", case.name, figures, share=share)

    @staticmethod
    def _put(found: MeetingQuestions, held: Case, question: Question) -> _AskedOfYou:
        entry = entry_of(found.entries, question)
        by = held.person_name(question.person_id)
        return _AskedOfYou(entry, question, story_of(found.stories, entry, question), by, held=True)

    @staticmethod
    def _row(item: _AskedOfYou, none: str = "") -> PageRow[_AskedOfYou]:
        """`none`: what stands beside a question without an answer."""
        entry, question = item.entry, item.question
        if item.held and question is not None:
            right = shorten(question.went, RIGHT_AT_MOST) or "how did it go?"
            return PageRow(ref(question), item, f" < {question.text}", right)
        words = "your own words" if entry.prepared is not None and entry.prepared.text else none
        right = shorten(item.story.title, RIGHT_AT_MOST) if item.story is not None else words
        return PageRow(question_key(entry.text), item, f" {'✓' if question is not None else ' '} {entry.text}", right)

    def detail_title(self, item: _AskedOfYou) -> tuple[str, str]:
        return KINDS_ASKED[item.entry.kind], "" if item.entry.banked else "yours"

    def needs(self, item: _AskedOfYou) -> bool:
        """Whether it has no answer yet; of one that was put to you, whether it is still to be said how that went."""
        return not (item.question.went if item.held and item.question is not None else item.is_prepared)

    def idle(self, item: _AskedOfYou) -> Collection[str]:
        own = item.entry.banked is None and item.entry.prepared is not None
        return ["expect" if item.held else "went", *([] if own else ["remove"])]

    def detail(self, item: _AskedOfYou, to: Prose) -> None:
        """The question; in the meeting, how you answered and how that went; the story told whole."""
        question, prepared = item.question, item.entry.prepared
        to.line((item.entry.text, "strong"))
        to.blank()
        if item.held and question is not None:
            none = "no answer" if question.state is QuestionState.NO_ANSWER else "not written down"
            to.fact("Put by", item.by or "nobody named")
            to.fact("You said", question.answer or none)
            to.fact("Went", question.went or with_keys("{answers.went} says how it went"))
            to.fact("Better", question.better or with_keys("{answers.went} adds what you would say now"))
        elif question is not None:
            to.line((with_keys("Expected in this meeting: {answers.expect} drops it."), "quiet"))
        if item.story is not None:
            to.heading(item.story.title)
            story_prose(to, item.story)
        if prepared is not None and prepared.text:
            to.heading("In your words")
            for line in prepared.text.split("\n"):
                to.line(line)
        if not item.is_prepared:
            to.line((with_keys("No answer yet: {answers.answer} prepares one."), "quiet"))

    def action_expect(self) -> None:
        """Into the notes of the next meeting, or out of them; the cursor goes on."""
        item = self.item
        if item.held:
            raise Refused("this question was put to you: x in the notes removes it with your answer")
        self.done(self.program.answers.expect(self.interview_id or 0, item.entry))

    async def action_add(self) -> None:
        """Asks for a question of your own."""
        row = self.view.current
        kind = row.item.entry.kind if row is not None else QuestionKind.PAST

        def submit(values: dict[str, str]) -> None:
            self.done(self.program.answers.add(read_kind(values["kind"]), values["question"]))
            self.view.go_to(question_key(values["question"]))

        form = Form("Add a question that they may ask", (*_question_fields(kind, ""),), submit, focus="question")
        await self.ask(form)

    async def action_answer(self) -> None:
        """Asks what answers the question: a story, words of your own, or both."""
        entry = self.item.entry
        if entry.prepared is None:
            await self.ask(self._answer_form(entry))
            return
        prepared = entry.prepared

        def opened() -> Form:
            known = get(self.program.store.reader, PreparedAnswer, prepared.id)
            return self._answer_form(replace(entry, prepared=known))

        await edit_record(self, ref(prepared), opened)

    def _answer_form(self, entry: AnswerEntry) -> Form:
        stories = {story.title: story for story in find(self.program.store.reader, Story)}
        prepared = entry.prepared
        fields = (
            _story_field(stories, prepared.story_id if prepared is not None else None),
            Field(
                "text",
                "Your words",
                prepared.text.replace("\n", " ") if prepared is not None else "",
                placeholder="what else you say, or all of it where no story fits",
            ),
            *(() if entry.banked is not None else _question_fields(entry.kind, entry.text)),
        )

        def submit(values: dict[str, str]) -> None:
            typed = changed(fields, values)
            told: AnswerFields = {}
            if "story" in typed:
                told["story_id"] = _story_id(stories, typed["story"])
            if "text" in typed:
                told["text"] = typed["text"]
            if "kind" in typed:
                told["kind"] = read_kind(typed["kind"])
            if "question" in typed:
                told["question"] = typed["question"]
            if told:
                self.done(self.program.answers.prepare(entry, **told))
                self.view.go_to(question_key(values.get("question", entry.text)))

        return Form(shorten(entry.text, 60), fields, submit)

    async def action_went(self) -> None:
        """Asks how the answer went, what you would say now, and which story told it.

        Raises Refused for a question that was not put to you.
        """
        item = self.item
        if item.question is None or not item.held:
            raise Refused(
                "this question was not put to you in the last meeting: a < line in its notes says that it was"
            )
        question = item.question

        def opened() -> Form:
            known = get(self.program.store.reader, Question, question.id)
            stories = {story.title: story for story in find(self.program.store.reader, Story)}
            fields = (
                Field("went", "Went", known.went, placeholder="how did it go, in a line"),
                Field(
                    "better",
                    "Better",
                    known.better,
                    placeholder="what you would say now, one sentence; a thank-you can take it",
                    check=one_sentence,
                ),
                _story_field(stories, known.story_id),
            )

            def submit(values: dict[str, str]) -> None:
                typed = changed(fields, values)
                if not typed:
                    return
                told: Afterwards = {}
                if "story" in typed:
                    told["story_id"] = _story_id(stories, typed["story"])
                if "went" in typed:
                    told["went"] = typed["went"]
                if "better" in typed:
                    told["better"] = typed["better"]
                self.done(self.program.answers.review(known, **told))

            return Form(shorten(known.text, 60), fields, submit)

        await edit_record(self, ref(question), opened)

    async def action_remove(self) -> None:
        """Deletes a question of your own, after asking."""
        entry = self.item.entry
        own = entry.prepared
        if own is None or entry.banked is not None:
            raise Refused(with_keys("only your own questions can be deleted: {answers.add} adds one"))

        def remove() -> None:
            self.done(self.program.answers.remove(own.id))

        choices = (Choice("y", "delete it with its answer; notes of meetings keep it", remove),)
        await self.ask(Menu(f"Delete “{own.question}” from what they ask?", choices, esc="keep it", safe=1))

    async def action_side(self) -> None:
        """What you ask, in place of this page."""
        from interview_tui.ui.pages.questions import QuestionsPage

        await self.turn_to(QuestionsPage)

    def copy_line(self) -> None:
        """The question, and what you tell."""
        self.copy("\n".join(_told(self.item)) + "\n", "the question with your answer")


def _told(item: _AskedOfYou) -> Iterator[str]:
    yield item.entry.text
    if item.story is not None:
        yield item.story.title
        yield from (f"{name}: {words}" for name, words in story_parts(item.story))
    if item.entry.prepared is not None and item.entry.prepared.text:
        yield item.entry.prepared.text


def _question_fields(kind: QuestionKind, text: str) -> tuple[Field, ...]:
    kinds = ", ".join(QuestionKind)
    return (
        Field("kind", "Kind", kind, placeholder=kinds, check=lambda typed: str(read_kind(typed))),
        Field("question", "Question", text, placeholder="what they may ask you"),
    )


def _story_field(stories: dict[str, Story], story_id: int | None) -> Field:
    """The story that answers, by its title."""
    title = next((story.title for story in stories.values() if story.id == story_id), "")
    about = {story.title: shorten(story.result, 40) for story in stories.values()}
    return Field("story", "Story", title, "a story of yours, by its title", offers=tuple(stories), about=about)


def _story_id(stories: dict[str, Story], title: str) -> int | None:
    """The story with a title, or the only one with these words in it; None for ''. Raises Unclear."""
    wanted = title.strip().casefold()
    if not wanted:
        return None
    found = [s for s in stories.values() if s.title.casefold() == wanted]
    found = found or [s for s in stories.values() if wanted in s.title.casefold()]
    if len(found) != 1:
        known = f"{len(found)} stories" if found else "no story"
        way = "write its whole title" if found else "leave it empty, or add the story first: {stories} on the dashboard"
        raise Unclear(f"{known} with “{shorten(title, 40)}”: {with_keys(way)}")
    return found[0].id
