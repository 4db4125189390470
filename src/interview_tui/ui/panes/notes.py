"""The notes of the selected interview: who and when, what the step owes, then the meeting's notes in shorthand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.text import Text

from interview_tui.domain.dates import moment_words
from interview_tui.domain.lifecycle import title
from interview_tui.domain.outline import outline
from interview_tui.domain.owing import owed
from interview_tui.domain.records import Attendance, Commitment, CommitmentState, MeetingState, Ref, ref
from interview_tui.domain.shorthand import format_line
from interview_tui.ui.keys import Pane
from interview_tui.ui.row_list import GUTTER, RowList
from interview_tui.ui.text import last_touch

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Record
    from interview_tui.domain.shorthand import ReadDay
    from interview_tui.services.base import House

INDENT = "  "


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line of the pane. A long note goes on in lines that cannot be selected."""

    key: Hashable
    text: str
    tone: str = ""
    record: Record | None = None
    continues: bool = False

    @property
    def selectable(self) -> bool:
        return self.record is not None and not self.continues


class NoteLines:
    """The lines of one interview: few enough to hold them all."""

    def __init__(self, rows: Sequence[NoteRow]) -> None:
        self._rows = rows
        self._places = {row.key: place for place, row in enumerate(rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def window(self, start: int, stop: int) -> Sequence[NoteRow]:
        """The lines from one place up to another."""
        return self._rows[start:stop]

    def index(self, key: Hashable) -> int | None:
        """Where a line stands."""
        return self._places.get(key)


class NotesPane(RowList[NoteRow]):
    """The present meeting of the selected interview."""

    pane = Pane.NOTES
    EMPTY = "No interview is selected. Press h to go to the pipeline."

    def __init__(self, house: House, read_day: ReadDay) -> None:
        super().__init__(id="notes")
        self._house = house
        self._read_day = read_day
        self._case: Case | None = None
        self._filter = ""
        self._width = 0
        self.empty = self.EMPTY

    def show_case(self, case: Case | None, *, text: str = "", at: Ref | None = None) -> None:
        """The notes of an interview, from the top when it is another one than before; `text` leaves only the notes that
        have all its words.
        """
        other = case is None or self._case is None or case.interview.id != self._case.interview.id
        self._case, self._filter = case, text
        self._width = self.scrollable_size.width
        self.show(NoteLines(tuple(self._note_rows(case)) if case else ()), at=at)
        if other and at is None:
            self.first()

    @property
    def record(self) -> Record | None:
        """The record of the line under the cursor."""
        return self.current.record if self.current is not None else None

    def marked_refs(self) -> list[Ref]:
        """The marked lines."""
        return sorted(key for key in self.marked if isinstance(key, Ref))

    def line_of(self, record: Record) -> str:
        """The shorthand of a record, as one would type it."""
        if self._case is None:
            return ""
        items = (item for item in outline(self._case) if ref(item.record) == ref(record))
        return "".join(format_line(item.line, self._read_day) for item in items)

    def on_resize(self) -> None:
        if self._case is not None and self.scrollable_size.width != self._width:
            self.show_case(self._case, text=self._filter)

    def look(self, row: NoteRow) -> str:
        return row.tone

    def continues(self, row: NoteRow) -> bool:
        return row.continues

    def draw(self, row: NoteRow, width: int) -> Text:
        return Text(row.text)

    def _note_rows(self, case: Case) -> Iterator[NoteRow]:
        width = max(8, self.scrollable_size.width - GUTTER)
        if not self._filter:
            yield from self._wrapped("name", case.name, width, "rowlist--heading")
            yield from self._wrapped("where", self._where(case), width, "rowlist--muted")
            yield from self._wrapped("meeting", self._meeting(case), width, "rowlist--muted")
            missing = owed(case, case.interview.step, self._house.cadences)
            if missing:
                text = "Owed: " + ", ".join(item.text for item in missing)
                yield from self._wrapped("owed", text, width, "rowlist--owed")
            if case.touches:
                touch = last_touch(case, now=self._house.clock(), calendar=self._house.calendar)
                yield from self._wrapped("touch", touch, width, "rowlist--muted")
            yield NoteRow("blank", "")
        items = outline(case)
        words = self._filter.casefold().split()
        for item in items:
            text = format_line(item.line, self._read_day)
            if all(word in text.casefold() for word in words):
                yield from self._note(item.record, text, width)
        if not items:
            hint = "No notes yet. Press l or h to come here and a to write one: ! a need, ? a question, @ a person."
            yield from self._wrapped("hint", hint, width, "rowlist--muted")

    def _note(self, record: Record, text: str, width: int) -> Iterator[NoteRow]:
        sign = ""
        if isinstance(record, Attendance):
            sign = {True: " ✓ there", False: " × not there", None: " (invited)"}[record.present]
        elif isinstance(record, Commitment) and record.state is not CommitmentState.OPEN:
            sign = f" ✓ {record.state}" if record.state is CommitmentState.KEPT else f" × {record.state}"
        first, *more = text.split("\n")
        key = ref(record)
        lines = [first + sign, *(INDENT + line.strip() for line in more)]
        wrapped = [part for line in lines for part in _wrap(line, width, INDENT)]
        for number, part in enumerate(wrapped):
            yield NoteRow(key if not number else (key, number), part, record=record, continues=bool(number))

    def _wrapped(self, key: str, text: str, width: int, tone: str) -> Iterator[NoteRow]:
        for number, part in enumerate(_wrap(text, width, "")):
            yield NoteRow((key, number), part, tone)

    def _where(self, case: Case) -> str:
        plan = f"{case.interview.plan} plan" if case.interview.plan else "no plan chosen"
        outcome = f" · {case.interview.outcome}" if case.interview.outcome else ""
        return f"Step {title(case.interview.step)}{outcome} · round {case.round.number} · {plan}"

    def _meeting(self, case: Case) -> str:
        meeting = case.meeting
        parts = ["No meeting time yet"]
        if meeting.starts is not None:
            now, calendar = self._house.clock(), self._house.calendar
            parts = [f"Meeting: {moment_words(meeting.starts, now=now, calendar=calendar)}"]
        if meeting.state is MeetingState.CANCELLED:
            parts = ["The meeting was cancelled"]
        return " · ".join(part for part in (*parts, meeting.title, meeting.place, meeting.link) if part)


def _wrap(text: str, width: int, indent: str) -> list[str]:
    """The text in lines of at most `width` cells; those after the first begin with `indent`."""
    lines: list[str] = []
    line = text[: len(text) - len(text.lstrip(" "))]
    for word in text.split():
        joined = f"{line} {word}" if line.strip() else line + word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line.strip():
            lines.append(line)
        *full, line = chop_cells(indent + word, width)
        lines += full
    return [*lines, line]
