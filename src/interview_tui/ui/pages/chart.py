"""The chart by keyboard: each need beside the story that answers it, or beside the likeliest one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.text import Text

from interview_tui.domain.chart import ChartRow, Likely, chart_as_text, chart_rows, likely, readiness_of
from interview_tui.domain.enums import Owe, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Match, Story
from interview_tui.store.records import find, get
from interview_tui.terminal.text import cut, padded
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.prompt import Prompt
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.ui.strips import Drawn

ANSWERED = "it is answered already: {chart.unmatch} takes the story away, {chart.synopsis} says how it answers"
ANSWERED_BY_ANOTHER = "it is answered already: {chart.unmatch} takes the story away first"
NEED_SHARE = 0.5
"""The need's share of a line; the story has the rest."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line of the chart stands for: the match, and the stories that one could choose."""

    row: ChartRow
    proposals: tuple[Likely, ...]


class ChartPage(ListPage[_Line]):
    """Needs at the left, the most pressing first; stories at the right."""

    page: ClassVar[PageName] = PageName.CHART
    OF_INTERVIEW = True
    EMPTY = (
        "No need was noted yet. esc, then {pane_right} and {add} in the notes: "
        "! Release approvals take nine days (Dana Ruiz)"
    )

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._case: Case | None = None
        self._chosen: dict[int, int] = {}
        """For a need, which of its proposals is shown, where it is not the likeliest."""

    def on_mount(self) -> None:
        """Whoever opens the chart sees the readiness: what step 3 asks for."""
        self.attempt(self._see_readiness)

    def _see_readiness(self) -> None:
        interview_id = self.interview_id or 0
        if any(item.owe is Owe.READINESS for item in self.program.interviews.owed(interview_id)):
            self.done(self.program.stories.see_readiness(interview_id))

    def on_resize(self) -> None:
        """The columns share the width."""
        self.attempt(self.reload)

    def rows(self) -> Sequence[PageRow[_Line]]:
        """A line for each row of the chart."""
        self._case = case = self.read_case()
        self.title_line.show(f"Chart · {case.name}", readiness_of(case).figure)
        library = find(self.program.store.reader, Story)
        lines = [_Line(row, likely(row.need, library)) for row in chart_rows(case)]
        return [PageRow((line.row.need_id, line.row.match_id), line, self._text(line)) for line in lines]

    def _text(self, line: _Line) -> Drawn:
        width = max(20, self.size.width - 4)
        left = int(width * NEED_SHARE)
        row = line.row
        by = f" ({row.by})" if row.by else ""
        text = f"{'!' * row.pressing:<3} {padded(row.need + by, left - 5)} "
        room = width - left
        if row.matched:
            return text + cut(f"✓ {row.story}", room)
        muted = self.view.tone("rowlist--muted")
        shown = self._shown(line)
        if shown is None:
            return [Segment(text), Segment(cut(f"– no story yet: esc, then {SHOWN['stories']} and a", room), muted)]
        score = f" ({shown.score} %)"
        proposal = cut(f"? {shown.story.title}", room - len(score)) + score
        return [Segment(text), Segment(proposal, muted)]

    def _shown(self, line: _Line) -> Likely | None:
        """The story proposed for a need: the likeliest, or the one that was turned to."""
        if not line.proposals:
            return None
        return line.proposals[self._chosen.get(line.row.need_id, 0) % len(line.proposals)]

    def detail(self, item: _Line) -> Text:
        """The story whole, how it answers the need, and what the proposal still lacks."""
        line = item
        by = f" ({line.row.by})" if line.row.by else ""
        text = Text(f"{line.row.need}{by}\n", "bold")
        shown = self._shown(line)
        if line.row.matched:
            story = next(s for s in (p.story for p in line.proposals) if s.id == line.row.story_id)
            text.append(f"Answered by {story.title}\n", "not bold")
            if line.row.synopsis:
                text.append(f"{line.row.synopsis}\n", "not bold")
            text.append_text(story_text(story))
        elif shown is not None:
            text.append(f"Likely: {shown.story.title}. enter matches it, l shows another.\n", "not bold")
            text.append_text(story_text(shown.story))
        if self._case is not None:
            stands = readiness_of(self._case)
            text.append(f"\nProposal: {stands.words}", "not bold dim")
            text.append("".join(f"\n  {item}" for item in stands.missing()), "not bold dim")
        return text

    def _match_id(self) -> int:
        match_id = self.item.row.match_id
        if match_id is None:
            raise Refused("no story answers this need yet: enter takes the one shown")
        return match_id

    def action_match(self) -> None:
        """The story shown answers the need; the cursor goes on."""
        line = self.item
        shown = self._shown(line)
        if line.row.matched:
            raise Refused(with_keys(ANSWERED))
        if shown is None:
            raise Refused("there is no story yet: esc, then s and a write one down")
        need = self.view.cursor
        self.done(self.program.stories.match(self.interview_id or 0, line.row.need_id, shown.story.id))
        if need == self.view.cursor:
            self.view.move(1)

    def action_story(self, direction: int) -> None:
        """The next likely story for this need, or the one before."""
        row = self.item.row
        if row.matched:
            raise Refused(with_keys(ANSWERED_BY_ANOTHER))
        self._chosen[row.need_id] = self._chosen.get(row.need_id, 0) + direction
        self.reload()

    async def action_synopsis(self) -> None:
        """Asks how the story answers the need."""
        match_id, row, stories = self._match_id(), self.item.row, self.program.stories

        def opened() -> Prompt:
            known = get(self.program.store.reader, Match, match_id).synopsis

            def submit(text: str) -> None:
                self.done(stories.synopsis(match_id, text, expected=known))

            title = f"How {row.story} answers “{row.need}”"
            placeholder = "a line or two; it stands in the chart"
            return Prompt(title, submit, value=known, placeholder=placeholder, keeps=True)

        await edit_record(self, Ref("x", match_id), opened)

    def action_unmatch(self) -> None:
        """Takes the story away from the need."""
        self.done(self.program.stories.unmatch(self._match_id()))

    def action_press(self, level: int) -> None:
        """How hard the need presses."""
        self.done(self.program.stories.press(self.item.row.need_id, level))

    async def action_letter(self) -> None:
        """The value letter, with this chart."""
        from interview_tui.ui.actions.letters import open_letter

        target = Ref("i", self.interview_id or 0)
        await open_letter(self, target, lambda: self.attempt(self.reload), kind=LetterKind.VALUE_LETTER)

    def action_copy(self) -> None:
        """The chart as text, to the clipboard."""
        rows = chart_rows(self._case) if self._case is not None else ()
        if not rows:
            raise Refused(with_keys(self.EMPTY))
        self.copy(chart_as_text(rows), "the chart")


def story_text(story: Story) -> Text:
    """A story whole: the challenge, what I did, the result, the sample."""
    text = Text()
    for name, words in (
        ("Challenge", story.challenge),
        ("Action", story.action),
        ("Result", story.result),
        ("Sample", story.sample),
    ):
        if words:
            text.append(f"{name}: ", "bold")
            text.append(f"{words}\n", "not bold")
    return text
