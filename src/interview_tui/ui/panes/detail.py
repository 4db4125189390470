"""What is known of the selected interview at a glance, below the panes where the terminal is tall: its way through the
steps, the follow-up under the cursor, whom it is for and what they said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from interview_tui.domain.contact_frequency import silence_words
from interview_tui.domain.enums import DueState
from interview_tui.domain.requirements import owed
from interview_tui.domain.steps import row as step_row
from interview_tui.domain.steps import title, way
from interview_tui.terminal.text import cells
from interview_tui.ui.strips import fit, style_of
from interview_tui.wording import due, last_touch, meeting_line, plan_words, what, why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.services.base import Context
    from interview_tui.store.queue import QueueRow

HEIGHT = 8
"""Lines, however much is known: nothing above it moves."""
TALL_FROM = 36
"""Lines of a terminal from which on there is room for it."""
LABEL = 9
EARLIER = "… "


class DetailPane(Widget):
    """Lines to read; the cursor is never in it."""

    DEFAULT_CSS = f"DetailPane {{ height: {HEIGHT}; width: 1fr; }}"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--title", "detail--label", "detail--late", "detail--owed"}
    ALLOW_SELECT = False

    def __init__(self, context: Context) -> None:
        super().__init__(id="detail")
        self.context = context
        self._lines: list[tuple[str, str, str]] = []

    def show(self, rounds: Sequence[Case], follow_up: QueueRow | None) -> None:
        """Another interview, with its rounds; or none. `follow_up` is the line of the queue under the cursor."""
        if not self.display:
            return
        lines = list(self._read(rounds, follow_up))[:HEIGHT] if rounds else []
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def _read(self, rounds: Sequence[Case], follow_up: QueueRow | None) -> Iterator[tuple[str, str, str]]:
        """A name, a text, and the tone of each line."""
        case, context = rounds[-1], self.context
        now, today, calendar = context.clock(), context.today(), context.calendar
        step = case.interview.step_at(now)
        yield "", f"{case.name} · {title(step)}: {step_row(step).aim}", "detail--title"
        yield "Way", " | ".join(way(rounds, today=today, calendar=calendar)), ""
        if follow_up is not None and follow_up.interview_id == case.interview.id:
            when = due(follow_up, today, calendar)
            late = follow_up.state is DueState.OVERDUE
            parts = (what(follow_up), when, why(follow_up, today, calendar))
            yield "Now", " · ".join(filter(None, parts)), "detail--late" if late else ""
        person = self._whom(case, follow_up)
        if person is not None:
            known = case.people[person]
            facts = (known.name, known.title, known.email, known.phone, "no calls, please" if known.no_calls else "")
            yield "Whom", " · ".join(filter(None, facts)), ""
            said = [quote.text for quote in case.quotes if quote.person_id == person]
            if said:
                yield "Said", f"“{said[-1]}”", ""
        missing = owed(case, step, context.cadences, now)
        if missing:
            yield "Owed", ", ".join(item.text for item in missing), "detail--owed"
        silence = silence_words(case, now, calendar, context.cadences.of(case.interview.plan))
        if silence:
            yield "Silence", silence, "detail--owed"
        yield "Contact", last_touch(case, now=now, calendar=calendar).removeprefix("Last touch "), ""
        yield "Meeting", f"{meeting_line(case, now=now, calendar=calendar)} · {plan_words(case)}", ""

    def _whom(self, case: Case, follow_up: QueueRow | None) -> int | None:
        """Whom the follow-up is for; else whom one met."""
        if follow_up is not None and follow_up.person_id in case.people:
            return follow_up.person_id
        return case.met[0] if case.met else None

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = self.visual_style.rich_style
        if y >= len(self._lines):
            return Strip([Segment(" " * width, style)], width)
        label, text, tone = self._lines[y]
        if not label:
            parts = fit(f" {text}", width)
            return Strip(Segment.apply_style(parts, style_of(self, tone)), width)
        room = width - LABEL - 1
        if label == "Way" and cells(text) > room:
            while text and cells(EARLIER + text) > room:  # where it stands now is at its end
                text = text.partition(" ")[2]
            text = EARLIER + text
        head = Segment(f" {label:<{LABEL}}", style_of(self, "detail--label"))
        body = fit(text, max(0, room))
        if tone:
            body = list(Segment.apply_style(body, style_of(self, tone)))
        return Strip(Segment.apply_style([head, *body], style), width)
