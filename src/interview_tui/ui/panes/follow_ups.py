"""The follow-up queue, overdue first: when, what, whom, at which company and why, a line each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.reactive import reactive

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import DueState, Ref
from interview_tui.store.queue import Queue
from interview_tui.terminal.text import cells, padded, whole_words, wrapped
from interview_tui.ui.keys import Pane, acts, with_keys
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import plain
from interview_tui.wording import due_in_column, what_in_column, why_in_column

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence
    from datetime import date

    from interview_tui.domain.dates import Calendar
    from interview_tui.services.base import Context
    from interview_tui.store.queue import QueueRow
    from interview_tui.ui.strips import Drawn


class Columns(NamedTuple):
    """The cells of each column and the gap after it."""

    due: int
    what: int
    whom: int
    company: int
    why: int
    gaps: tuple[int, int, int, int]

    @classmethod
    def of(cls, width: int) -> Columns:
        """Those of a line of so many cells. Where there is little room, the why goes first, then the end of company."""
        if width >= 92:
            return cls(8, 12, 16, 20, width - 64, (2, 2, 2, 2))
        if width >= 85:
            return cls(7, 12, 15, 19, width - 60, (1, 2, 2, 2))
        if width >= 76:
            return cls(7, 12, 15, 16, width - 56, (1, 2, 1, 2))
        whom = 15 if width >= 50 else 12
        return cls(7, 12, whom, max(0, width - 23 - whom), 0, (1, 2, 1, 0))


BLANK_FROM = 17
"""Lines of the list from which on a blank line parts its sections."""
NEXT_DAYS = 7
"""Days ahead that have a section of their own."""


QUESTION = "No interview yet. How would you like to begin?"
FIRST_KEYS = {
    "add": "the company is enough; role and date can follow",
    "import": "an invitation (.ics), a table (.csv), contacts (.vcf)",
    "demo": "an invented job search; {quit} returns to your own data",
    "help": "every key, and the ten steps",
}
"""Keys by their ids, and what each leads to."""
BY_ITSELF = (
    "Once a meeting has a time, the rest is planned for you: prepare, write up, thank each person within 24 hours, "
    "value letter, check-ins."
)
START_WIDTH = 69
"""Cells of text in an empty store, however wide the pane is."""


class _Section(NamedTuple):
    """A heading, and which lines of the queue stand under it."""

    heading: str
    first: int
    size: int
    number: int
    """How many follow-ups these are: many without a plan stand as one line."""
    gap: int
    """1 where a blank line stands above it."""


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A line of the pane: a heading, a line of the queue, or a blank one between sections."""

    key: Hashable
    row: QueueRow | None = None
    heading: str = ""
    number: int = 0

    @property
    def selectable(self) -> bool:
        return self.row is not None and self.row.selectable


class FollowUpLines:
    """The queue as lines, under the headings Overdue, Today, Tomorrow, Next 7 days, Later and Nothing planned."""

    def __init__(self, queue: Queue, today: date, *, spaced: bool) -> None:
        """`spaced`: a blank line parts the sections."""
        self._queue = queue
        self._sections = tuple(self._divided(today, 1 if spaced else 0))

    def __len__(self) -> int:
        return sum(section.gap + 1 + section.size for section in self._sections)

    def window(self, start: int, stop: int) -> list[FollowUpLine]:
        """The lines from one place up to another."""
        lines: list[FollowUpLine] = []
        place = 0
        for section in self._sections:
            head = [FollowUpLine((section.heading, "blank"))] * section.gap
            head.append(FollowUpLine(section.heading, heading=section.heading, number=section.number))
            size = len(head) + section.size
            low, high = max(start, place) - place, min(stop, place + size) - place
            if low < high:
                lines += head[low:high]
                first, last = max(low - len(head), 0), max(high - len(head), 0)
                rows = self._queue.window(section.first + first, section.first + last) if first < last else []
                lines += [FollowUpLine(row.key, row) for row in rows]
            place += size
        return lines

    def index(self, key: Hashable) -> int | None:
        """Where the line of a follow-up stands."""
        item = self._queue.index(key)
        if item is None:
            return None
        place = 0
        for section in self._sections:
            place += section.gap + 1
            if item < section.first + section.size:
                return place + item - section.first
            place += section.size
        return None

    def items(self, start: int, stop: int) -> int:
        """How many follow-ups stand from one place up to another."""
        found = place = 0
        for section in self._sections:
            place += section.gap + 1
            found += max(0, min(stop, place + section.size) - max(start, place))
            place += section.size
        return found

    def _divided(self, today: date, gap: int) -> Iterator[_Section]:
        queue = self._queue
        days = [(heading, today + timedelta(days=ahead)) for heading, ahead in _UNTIL.items()]
        ends = [(heading, queue.due_before(day)) for heading, day in days] + [("Later", queue.dated)]
        first = 0
        for heading, end in ends:
            if end > first:
                yield _Section(heading, first, end - first, end - first, gap if first else 0)
            first = max(first, end)
        if undated := queue.counts()[DueState.NONE]:
            yield _Section("Nothing planned", first, undated, queue.unplanned, gap if first else 0)


_UNTIL = {"Overdue": 0, "Today": 1, "Tomorrow": 2, f"Next {NEXT_DAYS} days": NEXT_DAYS + 1}
"""Up to which day, counted from today and not included, a section goes."""


class FollowUpsPane(ListView[FollowUpLine]):
    """What is owed."""

    pane = Pane.FOLLOW_UPS
    EMPTY = "Nothing to do. {add} adds a follow-up of your own; {advance} advances an interview."
    NOTHING_FOUND = "No matching follow-ups. {leave} shows all again, {filter} changes the filter."
    is_first: reactive[bool] = reactive(False)
    """Whether there is no interview yet: it then says how to begin."""

    def __init__(self, *, compact: bool = False) -> None:
        """`compact`: no blank lines between the sections, however much room there is."""
        super().__init__(id="follow-ups")
        self._compact = compact
        self._queue: Queue | None = None
        self._today: date | None = None
        self._calendar: Calendar | None = None
        self._spaced = False

    def read(self, context: Context, text: str) -> None:
        """Reads the follow-ups that have all words of the text; the cursor stays on its own. Raises StoreTrouble."""
        self._queue = Queue(context.store, context.clock(), text=text)
        self._today, self._calendar = context.today(), context.calendar
        self.empty = with_keys(self.NOTHING_FOUND if text else self.EMPTY)
        if text:
            from interview_tui.domain.filters import unknown_term

            self.empty = f"{self.empty} {unknown_term(text)}".rstrip()
        self._spaced = self._is_spaced
        self.show(FollowUpLines(self._queue, self._today, spaced=self._spaced))

    @property
    def count(self) -> int:
        """How many lines there are, headings not counted."""
        return len(self._queue) if self._queue is not None else 0

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

    def interviews_beside(self) -> list[int]:
        """The interviews of the lines below and above the cursor."""
        return [line.row.interview_id for line in self.beside() if line.row is not None and line.row.selectable]

    def marked_ids(self) -> list[int]:
        """The marked follow-ups."""
        return sorted(key.id for key in self.marked if isinstance(key, Ref) and key.letter == "f")

    def marked_interviews(self) -> list[int]:
        """The marked interviews for which nothing is planned."""
        return sorted(key.id for key in self.marked if isinstance(key, Ref) and key.letter == "i")

    @property
    def _is_spaced(self) -> bool:
        return self.size.height >= BLANK_FROM and not self._compact

    def size_changed(self) -> None:
        spaced = self._is_spaced
        if self._queue is not None and self._today is not None and spaced is not self._spaced:
            self._spaced = spaced
            self.show(FollowUpLines(self._queue, self._today, spaced=spaced))

    def said_when_empty(self, width: int, height: int) -> Sequence[Drawn]:
        if not self.is_first:
            return super().said_when_empty(width, height)
        lines = list(self._beginning(min(width, START_WIDTH)))
        left = Segment(" " * max(0, (width - max(cells(plain(line)) for line in lines)) // 2))
        return [""] * max(0, (height - len(lines)) // 2) + [[left, *line] for line in lines]

    def _beginning(self, width: int) -> Iterator[list[Segment]]:
        """A question, the keys that answer it, and what then happens by itself."""
        strong, key, quiet = (self.tone(name) for name in ("strong", "key", "quiet"))
        by_id = {named.id: named for named in acts()}
        ways = [(by_id[name], words) for name, words in FIRST_KEYS.items()]
        keys = max(cells(named.shown) for named, _ in ways) + 3
        names = max(cells(named.name) for named, _ in ways) + 3
        yield from ([Segment(line, strong)] for line in wrapped(QUESTION, max(1, width)))
        yield []
        for named, words in ways:
            lead = [Segment(padded(named.shown, keys), key), Segment(padded(named.name, names), strong)]
            for line in wrapped(with_keys(words), max(1, width - keys - names)):
                yield [*lead, Segment(line, quiet)]
                lead = [Segment(" " * (keys + names))]
        yield []
        yield from ([Segment(line, quiet)] for line in wrapped(BY_ITSELF, max(1, width)))

    def look(self, row: FollowUpLine) -> str:
        return "quiet" if row.row is not None and not row.row.selectable else super().look(row)

    def draw(self, row: FollowUpLine, width: int) -> Drawn:
        muted, late = self.tone("quiet"), self.tone("late")
        if row.row is None or self._today is None or self._calendar is None:
            if not row.heading:
                return ""
            number = Segment(f"  {row.number}", self.tone("quiet"))
            return [Segment(row.heading, late if row.heading == "Overdue" else None), number]
        item, columns = row.row, Columns.of(width)
        if item.day is None:
            return f"{item.text}  {item.company}"
        is_late = item.state is DueState.OVERDUE
        due = due_in_column(item, self._today, self._calendar)
        timed = item.at is not None and item.state is DueState.TODAY
        due_tone = late if is_late else self.tone("strong") if timed else muted
        texts = (
            (due, columns.due, due_tone),
            (what_in_column(item), columns.what, None),
            (whole_words(item.person, columns.whom) or "–", columns.whom, None if item.person else muted),
            (whole_words(item.company, columns.company), columns.company, None),
        )
        line = [
            Segment(padded(text, room) + " " * gap, tone)
            for (text, room, tone), gap in zip(texts, columns.gaps, strict=True)
        ]
        why = why_in_column(item, columns.why, self._today, self._calendar) if columns.why else ""
        return [*line, Segment(why, muted)]
