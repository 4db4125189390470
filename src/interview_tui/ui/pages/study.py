"""What was found out before a meeting: likely needs, questions that go with them, and the text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.binding import Binding, BindingType

from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.question_bank import asked
from interview_tui.domain.records import Story
from interview_tui.domain.study import (
    COMPARED,
    ExpectedNeed,
    PartKind,
    StudyPart,
    WorthAsking,
    expected_needs,
    part_lines,
    study_parts,
    worth_asking,
)
from interview_tui.domain.text import first_name, shorten
from interview_tui.store.records import find
from interview_tui.terminal.fields import NoteField
from interview_tui.ui.dialogs.note import TextDialog
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.note_lines import SIGN
from interview_tui.ui.pages.base import ListPage, PageRow, blank, heading
from interview_tui.ui.pages.chart import story_prose
from interview_tui.ui.pages.questions import TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Study
    from interview_tui.ui.text_view import Prose

    Item: TypeAlias = ExpectedNeed | WorthAsking | StudyPart

NO_PART = "this is a question of the bank: go to a line of your own"
KIND_NAMES = {
    PartKind.HEADING: "Heading",
    PartKind.LINK: "Link",
    PartKind.NEED: "Likely need",
    PartKind.TEXT: "Your study",
}


class StudyPage(ListPage["Item"]):
    """Likely needs with what became of them, questions worth asking, and the whole text line by line."""

    page: ClassVar[PageName] = PageName.STUDY
    OF_INTERVIEW = True
    LIST = "Study"
    NEEDS_A_LINE = frozenset({"pick", "mark", "press", "edit", "remove", "copy"})
    DONE = "Every likely need was heard, and every question here is picked"
    EMPTY = (
        "Nothing studied yet. {study.add} takes a posting or your notes: paste them. "
        "From a shell: interview-tui study ID FILE"
    )

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._case: Case | None = None
        self._proposed: set[str] = set()
        """The questions that were proposed since the page was opened: they stay, also once they are picked."""
        self.view.empty = with_keys(self.EMPTY).replace("study ID", f"study i{interview_id}")

    def rows(self) -> Sequence[PageRow[Item]]:
        """Likely needs, questions, and the text under their headings; nothing where nothing was studied."""
        self._case = case = self.read_case()
        study = case.study
        expected = expected_needs(case, find(self.program.store.reader, Story))
        heard = sum(need.heard is not None for need in expected)
        figures = f"{heard} of {len(expected)} likely needs heard" if expected else ""
        self.title_line.show("Study", case.name, figures, share=heard / len(expected) if expected else None)
        if study is None:
            return []
        others = [q for q in case.questions if q.text not in self._proposed]
        proposed = worth_asking(study.text, self.program.questions.bank(), others)
        self._proposed |= {found.entry.text for found in proposed}
        more = f" (the first {COMPARED} are compared with what you heard)" if len(expected) > COMPARED else ""
        sections: tuple[tuple[str, list[PageRow[Item]]], ...] = (
            (f"They are likely to need{more}", [self._need_row(need, case) for need in expected]),
            ("Ask them", [self._question_row(found, case) for found in proposed]),
            ("What you found out", [_part_row(part) for part in study_parts(study.text)]),
        )
        rows: list[PageRow[Item]] = []
        for title, lines in sections:
            if lines:
                rows += [*([blank(title)] if rows else []), heading(title, title), *lines]
        return rows

    @staticmethod
    def _need_row(need: ExpectedNeed, case: Case) -> PageRow[Item]:
        text = f" {'!' * need.part.pressing:<{SIGN}}{need.part.words}"
        return PageRow(("need", need.part.first), need, text, _became(need, case))

    @staticmethod
    def _question_row(found: WorthAsking, case: Case) -> PageRow[Item]:
        sign = "✓" if asked(case.questions, found.entry.text) else "?"
        text = f" {sign:<{SIGN}}{found.entry.text}"
        return PageRow(("ask", found.entry.text), found, text, str(found.entry.topic))

    @property
    def _study(self) -> Study:
        """The study as it is shown. Raises Refused where there is none."""
        if self._case is None or self._case.study is None:
            raise Refused(with_keys(self.EMPTY))
        return self._case.study

    def detail_title(self, item: Item) -> tuple[str, str]:
        match item:
            case WorthAsking():
                return TOPICS[item.entry.topic].partition(":")[0], "yours" if item.entry.own else ""
            case ExpectedNeed():
                return "Likely need", "heard" if item.heard is not None else ""
        return KIND_NAMES[item.kind], ""

    def needs(self, item: Item) -> bool:
        """Whether a likely need was not heard yet, or a question is not in the meeting."""
        match item:
            case ExpectedNeed():
                return item.heard is None
            case WorthAsking():
                return self._case is not None and not asked(self._case.questions, item.entry.text)
        return False

    def idle(self, item: Item) -> Collection[str]:
        match item:
            case WorthAsking():
                return "mark", "edit", "remove", "press"
            case StudyPart() if item.kind in (PartKind.HEADING, PartKind.LINK):
                return "pick", "mark", "press"
        return ("pick",)

    def detail(self, item: Item, to: Prose) -> None:
        """The whole of the line, and what it was matched with."""
        match item:
            case ExpectedNeed():
                self._need_prose(item, to)
            case WorthAsking():
                to.line((item.entry.text, "strong"))
                to.blank()
                if item.about:
                    to.line(f"It goes with: {item.about}", hang=2)
                picked = self._case is not None and asked(self._case.questions, item.entry.text)
                said = (
                    "In this meeting: {study.pick} takes it out."
                    if picked
                    else "{study.pick} picks it for this meeting."
                )
                to.line((with_keys(said), "quiet"))
            case StudyPart():
                to.text(part_lines(self._study.text, item), "strong" if item.kind is PartKind.HEADING else "plain")
                if item.kind is PartKind.TEXT:
                    to.blank()
                    to.line((with_keys("A need that they are likely to have? {study.mark} marks it."), "quiet"))

    def _need_prose(self, item: ExpectedNeed, to: Prose) -> None:
        to.line((item.part.words, "strong"))
        to.blank()
        if item.heard is not None and self._case is not None:
            by = self._case.person_name(item.heard.person_id)
            to.line(f"You expected it, and heard it{f' from {by}' if by else ''}:", hang=2)
            to.line(item.heard.text, begin=f"{'!' * item.heard.pressing:<{SIGN}}", tone="key")
        else:
            to.line("Not heard yet: ask about it.")
        to.blank()
        if item.story is None:
            to.line(("No story of yours comes close to it yet.", "quiet"))
            return
        to.line(("Your story answers it: " if item.answered else "Your story is likely to answer it: ", "quiet"))
        to.line((item.story.title, "strong"))
        story_prose(to, item.story)

    async def action_pick(self) -> None:
        """A question into the meeting, or out of it; on another line it is edited."""
        item = self.item
        if not isinstance(item, WorthAsking):
            await self.action_edit()
            return
        entry = item.entry
        self.done(self.program.questions.pick(self.interview_id or 0, entry.text, entry.topic))
        self.view.move(1)

    def action_mark(self) -> None:
        """The line as a likely need, or no longer."""
        part = self._part()
        pressing = 0 if part.kind is PartKind.NEED else 1
        self.done(self.program.studies.mark(self._study, part, pressing))

    def action_press(self, level: int) -> None:
        """How urgent a likely need is."""
        self.done(self.program.studies.mark(self._study, self._part(), level))

    def _part(self) -> StudyPart:
        """The line of the study under the cursor. Raises Refused on a question."""
        match item := self.item:
            case ExpectedNeed():
                return item.part
            case WorthAsking():
                raise Refused(NO_PART)
        return item

    async def action_add(self) -> None:
        """Asks for a text."""
        interview_id = self.interview_id or 0

        def submit(text: str) -> None:
            self.done(self.program.studies.add(interview_id, text))

        name = self._case.name if self._case is not None else ""
        await self.ask(StudyText(f"Add to the study · {name}", "", submit), origin=f"posting i{interview_id}")

    async def action_edit(self) -> None:
        """Asks how the lines shall read."""
        study, part = self._study, self._part()

        def submit(text: str) -> None:
            if not text.strip():
                raise Unclear(with_keys("nothing is left of the line: {study.remove} on the page removes it"))
            self.done(self.program.studies.edit(study, part, text))

        await self.ask(StudyText(f"Edit: {shorten(part.text, 40)}", part_lines(study.text, part), submit))

    def action_remove(self) -> None:
        """The line is no longer in the study."""
        self.done(self.program.studies.edit(self._study, self._part(), ""))

    async def action_editor(self) -> None:
        """All of it in $EDITOR; where another session wrote into it, the user chooses."""
        from interview_tui.ui.editor import edit_whole, interview_study

        await edit_whole(self, interview_study(self.program, self.interview_id or 0))

    def copy_line(self) -> None:
        """The line, or the question."""
        item = self.item
        self.copy(item.entry.text if isinstance(item, WorthAsking) else self._part().text)


def _became(need: ExpectedNeed, case: Case) -> str:
    """What stands at the right of a likely need."""
    if need.heard is not None:
        by = case.person_name(need.heard.person_id)
        return f"heard: {first_name(by)}" if by else "heard"
    if case.needs or need.story is None:
        return "not heard yet"
    return f"story: {shorten(need.story.title, 28)}"


def _part_row(part: StudyPart) -> PageRow[Item]:
    sign = {PartKind.HEADING: "#", PartKind.NEED: "!" * part.pressing}.get(part.kind, "")
    return PageRow(("text", part.first), part, f" {sign:<{SIGN}}{part.text}")


class StudyField(NoteField):
    """The text. Here enter is a new line, and so is ctrl+j."""

    INDENT = ""


class StudyText(TextDialog):
    """A posting that is pasted, or lines that are edited. Enter makes a new line; ctrl+s saves."""

    WIDTH = 100
    SAVES = "ctrl+s saves"
    HINT = "paste or type · ! begins a likely need, # a heading · ctrl+s saves · esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False, priority=True)]
    CSS = """
    StudyText #box TextArea { height: 14; max-height: 14; }
    StudyText #box.-low TextArea { height: 1fr; }
    """

    def __init__(self, title: str, text: str, submit: Callable[[str], object]) -> None:
        area = StudyField(text, show_line_numbers=False, tab_behavior="focus", soft_wrap=True, compact=True)
        super().__init__(title, area, submit, hint=self.HINT)

    async def action_enter(self) -> None:
        """A new line."""
        await self.typed()
        self._area.replace("\n", *self._area.selection)

    async def action_save(self) -> None:
        """Saves and closes, unless it was refused."""
        await self.typed()
        await self.finish(lambda: self.save(self.fields()))
