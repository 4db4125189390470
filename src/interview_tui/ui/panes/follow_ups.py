"""The follow-up queue, overdue first: what, whom, when, and why now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment

from interview_tui.domain.enums import DueState, Ref
from interview_tui.domain.text import company_role
from interview_tui.store.queue import Queue
from interview_tui.terminal.text import cut, padded
from interview_tui.ui.keys import Pane, with_keys
from interview_tui.ui.list_view import ListView
from interview_tui.wording import due, what, why

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from datetime import date

    from interview_tui.domain.dates import Calendar
    from interview_tui.services.base import Context
    from interview_tui.store.queue import QueueRow
    from interview_tui.ui.strips import Drawn

ONE_LINE_FROM = 100
"""From so many cells on, a follow-up stands on one line; below, its why has a line of its own."""

WHY_INDENT = " " * 4
WHEN_WIDTH = 12
"""Cells for a due date in words: `10 days late`."""
DUE_HEADINGS = {
    DueState.OVERDUE: "Overdue",
    DueState.TODAY: "Today",
    DueState.UPCOMING: "Later",
    DueState.NONE: "Nothing planned",
}


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A line of the pane: a heading, a line of the queue, or the why of the one above."""

    key: Hashable
    row: QueueRow | None = None
    heading: str = ""
    continues: bool = False

    @property
    def selectable(self) -> bool:
        return self.row is not None and self.row.selectable and not self.continues


class FollowUpLines:
    """The queue as lines: under the headings Overdue, Today, Later and Nothing planned, one or two lines each."""

    def __init__(self, queue: Queue, *, lines_each: int) -> None:
        self._queue = queue
        self._each = lines_each
        self._groups = tuple(self._grouped())

    def __len__(self) -> int:
        return sum(1 + count * self._each for _, _, count in self._groups)

    def window(self, start: int, stop: int) -> list[FollowUpLine]:
        """The lines from one place up to another."""
        lines: list[FollowUpLine] = []
        place = 0
        for heading, first, count in self._groups:
            size = 1 + count * self._each
            low, high = max(start, place), min(stop, place + size)
            if low < high:
                lines += self._in_group(heading, first, low - place, high - place)
            place += size
        return lines

    def index(self, key: Hashable) -> int | None:
        """Where the line of a follow-up stands."""
        item = self._queue.index(key)
        if item is None:
            return None
        place = 0
        for _, first, count in self._groups:
            if item < first + count:
                return place + 1 + (item - first) * self._each
            place += 1 + count * self._each
        return None

    def _grouped(self) -> Iterator[tuple[str, int, int]]:
        """Each heading, the place of its first follow-up in the queue, and how many it has."""
        first = 0
        for state, count in self._queue.counts().items():
            if count:
                number = self._queue.unplanned if state is DueState.NONE else count
                yield f"{DUE_HEADINGS[state]} ({number})", first, count
            first += count

    def _in_group(self, heading: str, first: int, low: int, high: int) -> list[FollowUpLine]:
        lines = [FollowUpLine(heading, heading=heading)] if low == 0 else []
        begin = max(low, 1) - 1  # counted without the heading
        rows = self._queue.window(first + begin // self._each, first + -(-(high - 1) // self._each))
        for place, row in enumerate(rows, start=begin // self._each):
            for part in range(self._each):
                if begin <= place * self._each + part < high - 1:
                    lines.append(FollowUpLine((row.key, "why") if part else row.key, row, continues=bool(part)))
        return lines


class FollowUpsPane(ListView[FollowUpLine]):
    """What is owed."""

    pane = Pane.FOLLOW_UPS
    FIRST = """\
Nothing is owed: there is no interview yet. Three ways to begin:

{add}  add your first interview: the company, the role, when you meet
{import}  import what you kept elsewhere: an invitation (.ics), a table (.csv)
{demo}  look at the demo, an invented job search

The demo has a store of its own: nothing of it gets into yours.
{help} has every key and the ten steps."""
    """What it says in an empty store."""
    EMPTY = "Nothing is owed. Here, {add} adds a follow-up of your own; {advance} advances an interview."
    NOTHING_FOUND = "No follow-up has these words. {leave} drops the filter, {filter} changes it."

    def __init__(self, *, compact: bool = False) -> None:
        """`compact`: one line for each, however narrow; its why is then in the detail and in triage."""
        super().__init__(id="follow-ups")
        self._compact = compact
        self._queue: Queue | None = None
        self._today: date | None = None
        self._calendar: Calendar | None = None
        self._each = 0

    def read(self, context: Context, text: str) -> None:
        """Reads the follow-ups that have all words of the text; the cursor stays on its own. Raises StoreTrouble."""
        self._queue = Queue(context.store, context.clock(), text=text)
        self._today, self._calendar = context.today(), context.calendar
        self.empty = with_keys(self.NOTHING_FOUND if text else self.EMPTY)
        self._each = self._lines_each()
        self.show(FollowUpLines(self._queue, lines_each=self._each))

    @property
    def row(self) -> QueueRow | None:
        """The line under the cursor: a follow-up, or an interview for which nothing is planned."""
        return self.current.row if self.current is not None else None

    @property
    def follow_up(self) -> QueueRow | None:
        """The follow-up under the cursor."""
        return self.row if self.row is not None and self.row.id else None

    @property
    def interview_id(self) -> int | None:
        """The interview of the line under the cursor."""
        return self.row.interview_id if self.row is not None else None

    def marked_ids(self) -> list[int]:
        """The marked follow-ups."""
        return sorted(key.id for key in self.marked if isinstance(key, Ref) and key.letter == "f")

    def marked_interviews(self) -> list[int]:
        """The marked interviews for which nothing is planned."""
        return sorted(key.id for key in self.marked if isinstance(key, Ref) and key.letter == "i")

    def width_changed(self) -> None:
        if self._queue is not None and self._each != self._lines_each():
            self._each = self._lines_each()
            self.show(FollowUpLines(self._queue, lines_each=self._each))

    def look(self, row: FollowUpLine) -> str:
        return "rowlist--muted" if row.row is not None and not row.row.selectable else super().look(row)

    def continues(self, row: FollowUpLine) -> bool:
        return row.continues

    def draw(self, row: FollowUpLine, width: int) -> Drawn:
        if row.row is None or self._today is None or self._calendar is None:
            late = row.heading.startswith("Overdue")
            return [Segment(row.heading, self.tone("rowlist--late") if late else None)]
        muted = self.tone("rowlist--muted")
        reason = why(row.row, self._today, self._calendar)
        if row.continues:
            return [Segment(WHY_INDENT + cut(reason, width - len(WHY_INDENT)), muted)]
        late = row.row.state is DueState.OVERDUE
        when = padded(due(row.row, self._today, self._calendar), WHEN_WIDTH)
        line = [Segment(when, self.tone("rowlist--late") if late else None)]
        if self.inner_width >= ONE_LINE_FROM:
            room = width - WHEN_WIDTH - 2
            company = padded(company_role(row.row.company, row.row.role), room // 4)
            return [*line, Segment(f" {padded(what(row.row), room * 3 // 8)}"), Segment(f" {company} {reason}", muted)]
        if row.row.day is None:
            parts = (what(row.row), company_role(row.row.company, row.row.role))
            return [Segment(" · ".join(filter(None, parts)))]
        return [*line, Segment(f" {what(row.row)}"), Segment(f" · {row.row.company}", muted)]

    def _lines_each(self) -> int:
        return 1 if self._compact or self.inner_width >= ONE_LINE_FROM else 2
