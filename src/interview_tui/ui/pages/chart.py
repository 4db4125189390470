"""The chart by keyboard: each need beside the story that answers it, or beside the likeliest one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment

from interview_tui.data_classes import dataclass
from interview_tui.domain.chart import CHART_HEADINGS, ChartRow, Likely, chart_as_text, chart_rows, likely, readiness_of
from interview_tui.domain.enums import Owe, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Match, Story
from interview_tui.store.records import find, get
from interview_tui.terminal.text import cells, wrapped
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.form import Field, Form, changed
from interview_tui.ui.frame import Part
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.list_lines import GUTTER
from interview_tui.ui.pages.base import ListPage, PageRow, blank
from interview_tui.ui.strips import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.ui.strips import Drawn
    from interview_tui.ui.text_view import Prose

ANSWERED = "already answered: {chart.unmatch} removes the story, {chart.synopsis} says how it answers"
ANSWERED_BY_ANOTHER = "already answered: {chart.unmatch} removes the story first"
SIDE_BY_SIDE_FROM = 56
"""Cells from which on a story stands beside the need that it answers, not below it."""
OTHERS = 3
"""Likely stories that are named beside the one shown."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line of the chart stands for: the match, and the stories that one could choose."""

    row: ChartRow
    proposals: tuple[Likely, ...]


class ChartPage(ListPage[_Line]):
    """Needs at the left, the most pressing first; stories at the right."""

    page: ClassVar[PageName] = PageName.CHART
    OF_INTERVIEW = True
    LIST = CHART_HEADINGS[0]
    DONE = "Every need is answered"
    EMPTY = (
        "No needs noted yet. esc, then {pane_right} and {add} in the notes: "
        "! Release approvals take nine days (Dana Ruiz)"
    )

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._case: Case | None = None
        self._chosen: dict[int, int] = {}
        """For a need, which of its proposals is shown, where it is not the likeliest."""
        self.view.resized = lambda: self.attempt(self.reload)
        self.view.hidden_changed = self._show_hidden

    def on_mount(self) -> None:
        """Whoever opens the chart sees the readiness: what step 3 asks for."""
        self.attempt(self._see_readiness)

    def _see_readiness(self) -> None:
        interview_id = self.interview_id or 0
        if any(item.owe is Owe.READINESS for item in self.program.interviews.owed(interview_id)):
            self.program.stories.see_readiness(interview_id)
            self.reload()

    def rows(self) -> Sequence[PageRow[_Line]]:
        """A block of lines for each row of the chart, and what joins them below the last one."""
        self._case = case = self.read_case()
        stands = readiness_of(case)
        share = stands.matched / stands.heard if stands.heard else None
        self.title_line.show("Chart", case.name, stands.figure, share=share)
        library = find(self.program.store.reader, Story)
        lines = [_Line(row, likely(row.need, library)) for row in chart_rows(case)]
        width = self.view.inner_width - GUTTER
        rows: list[PageRow[_Line]] = []
        empty = partial(self._beside, [], "", [], width)
        for line in lines:
            key = line.row.need_id, line.row.match_id
            for place in range(len(self._drawn(line, width))):
                text = partial(self._line, line, width, place)
                rows.append(PageRow((*key, place) if place else key, line, text, continues=bool(place)))
            rows.append(blank(key, empty))
        if rows and width >= SIDE_BY_SIDE_FROM:
            rows += [blank(place, empty) for place in range(len(rows), self.view.size.height)]
        return rows

    def reload(self, *, at: Hashable | None = None) -> None:
        """Two titles in the frame where the stories stand beside the needs."""
        super().reload(at=at)
        heard, width = self._heard(), self.view.inner_width - GUTTER
        if heard and width >= SIDE_BY_SIDE_FROM:
            left = _left_of(width)
            needs, stories = CHART_HEADINGS
            across = "─" * (left - cells(f"{needs} {heard}") - 2)
            parts = [Part(needs, "title"), Part(f" {heard} "), Part(f"{across}╮    ╭─", "line")]
            self.list_frame.show_top([*parts, Part(f" {stories}", "title")])

        self._show_hidden(*self.view.hidden)

    def _show_hidden(self, above: int, below: int) -> None:
        """Two frames end at the bottom too, where the stories stand beside the needs."""
        self.list_frame.show_hidden(above, below)
        width = self.view.inner_width - GUTTER
        if self._heard() and width >= SIDE_BY_SIDE_FROM:
            more = [Part(f"↓ {below} more")] if below else []
            self.list_frame.show_bottom([Part(f"{'─' * _left_of(width)}╯    ╰", "line")], more)

    def _heard(self) -> int:
        return len({row.need_id for row in chart_rows(self._case)}) if self._case is not None else 0

    def _line(self, line: _Line, width: int, place: int) -> Drawn:
        """One line of those."""
        return self._drawn(line, width)[place]

    def _drawn(self, line: _Line, width: int) -> list[Drawn]:
        """The need and its story, side by side where there is room, else one below the other."""
        row, shown = line.row, self._shown(line)
        muted, strong = self.view.tone("quiet"), self.view.tone("strong")
        accent = self.view.tone("accent")
        beside = width >= SIDE_BY_SIDE_FROM
        left = _left_of(width) - 1 if beside else width
        right = max(8, width - left - 9 if beside else width - 6)
        urgency = f"{'!' * row.pressing:<4}"
        need = [
            [Segment(urgency if not place else " " * 4, accent), Segment(text)]
            for place, text in enumerate(wrapped(row.need, max(8, left - 4)))
        ]
        need += [[Segment(f"    {row.by}", muted)]] if row.by else []
        if row.matched:
            arrow = Segment("───▸", accent)
            story = [[Segment(text, strong)] for text in wrapped(row.story, right)]
            story += [[Segment(text, muted)] for text in wrapped(row.synopsis or row.result, right)[:3] if text]
        elif shown is not None:
            arrow = Segment("╌╌╌?", muted)
            story = [[Segment(text)] for text in wrapped(shown.story.title, right)]
            likeness = f"{shown.score} % alike · {SHOWN['chart.match']} takes it"
            story += [[Segment(text, muted)] for text in wrapped(likeness, right)]
        else:
            arrow, story = Segment("    "), [[Segment("no story yet", muted)]]
            adds = f"{SHOWN['page.leave']}, then {SHOWN['stories']} and {SHOWN['stories.add']} adds one"
            story += [[Segment(text, muted)] for text in wrapped(adds, right)]
        if not beside:
            lead = Segment("✓ " if row.matched else "? " if shown is not None else "– ", accent)
            return [*need, [Segment("    "), lead, *story[0]], *([Segment("      "), *more] for more in story[1:])]
        lines: list[Drawn] = []
        for place in range(max(len(need), len(story))):
            lines.append(
                self._beside(
                    need[place] if place < len(need) else [],
                    arrow if not place else "",
                    story[place] if place < len(story) else [],
                    width,
                )
            )
        return lines

    def _beside(self, need: list[Segment], arrow: Segment | str, story: list[Segment], width: int) -> Drawn:
        """A line with the ends of both columns in it: `need │───▸│ story`."""
        if width < SIDE_BY_SIDE_FROM:
            return ""
        line = self.view.tone("quiet")
        middle = arrow if isinstance(arrow, Segment) else Segment("    ")
        return [*fit(need, _left_of(width)), Segment("│", line), middle, Segment("│ ", line), *story]

    def _shown(self, line: _Line) -> Likely | None:
        """The story proposed for a need: the likeliest, or the one that was turned to."""
        if not line.proposals:
            return None
        return line.proposals[self._chosen.get(line.row.need_id, 0) % len(line.proposals)]

    def detail_title(self, item: _Line) -> tuple[str, str]:
        return item.row.need, item.row.by

    def needs(self, item: _Line) -> bool:
        """Whether no story answers it."""
        return not item.row.matched

    def idle(self, item: _Line) -> Collection[str]:
        if item.row.matched:
            return {"match", "story"}
        return {"synopsis", "unmatch"} if item.proposals else {"synopsis", "unmatch", "match", "story"}

    def detail(self, item: _Line, to: Prose) -> None:
        """The story whole, how it answers the need, the other likely ones, and what the proposal still lacks."""
        shown = self._shown(item)
        if item.row.matched:
            story = next(s for s in (p.story for p in item.proposals) if s.id == item.row.story_id)
            to.fact("Answer", (story.title, "strong"))
            if item.row.synopsis:
                to.fact("", item.row.synopsis)
            if item.row.first_steps:
                to.fact("90 days", item.row.first_steps)
            story_prose(to, story)
        elif shown is not None:
            likeness = f" · {shown.score} % alike, {item.proposals.index(shown) + 1} of {len(item.proposals)}"
            to.fact("Likely", (shown.story.title, "strong"), (likeness, "quiet"))
            story_prose(to, shown.story)
            others = [f"{other.story.title} · {other.score} %" for other in item.proposals if other is not shown]
            for place, other in enumerate(others[:OTHERS]):
                to.fact("" if place else "Others", other)
        if self._case is not None:
            stands = readiness_of(self._case)
            to.blank()
            to.fact("Proposal", stands.words)
            for missing in stands.missing():
                to.fact("", missing)

    def _match_id(self) -> int:
        match_id = self.item.row.match_id
        if match_id is None:
            raise Refused("no story answers this need yet: enter accepts the one shown")
        return match_id

    def action_match(self) -> None:
        """The story shown answers the need; the cursor goes on."""
        line = self.item
        shown = self._shown(line)
        if line.row.matched:
            raise Refused(with_keys(ANSWERED))
        if shown is None:
            raise Refused("no stories yet: esc, then s and a, adds one")
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
        """Asks how the story answers the need, and what one would do about it."""
        match_id, row, stories = self._match_id(), self.item.row, self.program.stories

        def opened() -> Form:
            known = get(self.program.store.reader, Match, match_id)
            fields = (
                _line("synopsis", "Synopsis", known.synopsis, "I or we, and what came of it: we cut nine days to one"),
                _line("first_steps", "First 90 days", known.first_steps, "what you would do about it there"),
            )

            def submit(values: dict[str, str]) -> None:
                if changes := changed(fields, values):
                    self.done(stories.answer(known, **changes))

            return Form(f"How {row.story} answers “{row.need}”", fields, submit)

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
        await open_letter(self, target, self.returned, kind=LetterKind.VALUE_LETTER)

    def copy_line(self) -> None:
        """The chart as text."""
        rows = chart_rows(self._case) if self._case is not None else ()
        if not rows:
            raise Refused(with_keys(self.EMPTY))
        self.copy(chart_as_text(rows), "the chart")


def _line(name: str, label: str, text: str, placeholder: str) -> Field:
    return Field(name, label, text.replace("\n", " "), placeholder)


def _left_of(width: int) -> int:
    """Cells of the needs, where the stories stand beside them."""
    return width * 42 // 100


def story_parts(story: Story) -> Sequence[tuple[str, str]]:
    """A story whole: the challenge, what I did, the result, the sample, what it shows; those that there are, by their
    names.
    """
    parts = (
        ("Challenge", story.challenge),
        ("Action", story.action),
        ("Result", story.result),
        ("Sample", " · ".join(filter(None, (story.sample_name, story.sample)))),
        ("Shows", story.strength),
    )
    return [(name, words) for name, words in parts if words]


def story_prose(to: Prose, story: Story) -> None:
    """A story to read."""
    for name, words in story_parts(story):
        to.fact(name, words)
