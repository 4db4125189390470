"""The notes of the selected interview: who and when, what the step owes, then the meeting's notes in shorthand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.contact_frequency import silence_words
from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import CommitmentState, QuestionState, Ref
from interview_tui.domain.notes_text import outline
from interview_tui.domain.records import Attendance, Commitment, Match, Meeting, Question, ref
from interview_tui.domain.requirements import owed
from interview_tui.domain.shorthand import format_line
from interview_tui.domain.steps import title, way
from interview_tui.store.case import other_meetings
from interview_tui.terminal.text import wrapped
from interview_tui.ui.keys import Pane, with_keys
from interview_tui.ui.list_lines import GUTTER
from interview_tui.ui.list_rows import Held
from interview_tui.ui.list_view import ListView
from interview_tui.wording import last_touch, meeting_line, plan_words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from interview_tui.domain.case import Case
    from interview_tui.domain.notes_text import OutlineItem
    from interview_tui.domain.records import Record
    from interview_tui.domain.shorthand import ReadDay
    from interview_tui.services.base import Context

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


class NotesPane(ListView[NoteRow]):
    """The meetings of the selected interview's present round, the current one first; below them the earlier rounds."""

    pane = Pane.NOTES
    FIRST = (
        "No notes yet: they belong to an interview. {add} adds the first one, {import} imports, {demo} shows the demo."
    )
    EMPTY = "No interview is selected. {pane_left} goes to the pipeline, to choose one."
    NOTHING_FOUND = "No note has these words. {leave} drops the filter, {filter} changes it."

    def __init__(self, context: Context, day_reader: Callable[[Case], ReadDay]) -> None:
        """`day_reader` gives what reads the days in the notes of a meeting."""
        super().__init__(id="notes")
        self.context = context
        self._day_reader = day_reader
        self._case: Case | None = None
        self._others: tuple[Case, ...] = ()
        self._headed = True
        self._filter = ""
        self.empty = with_keys(self.EMPTY)

    def show_case(self, case: Case | None, *, text: str = "", at: Ref | None = None) -> None:
        """The notes of an interview, from the top when it is another one than before; `text` leaves only the notes that
        have all its words.
        """
        other = case is None or self._case is None or case.interview.id != self._case.interview.id
        self._case, self._filter = case, text
        context = self.context
        self._others = other_meetings(context.store.reader, case, context.clock()) if case else ()
        if other:
            self.begin_again()
        if self.current is None:
            at = at or self._first_note()
        self._show(at)

    def _show(self, at: Ref | None = None) -> None:
        case = self._case
        self.empty = with_keys(self.NOTHING_FOUND if case is not None else self.EMPTY)
        self.show(Held(tuple(self._note_rows(case)) if case else ()), at=at)

    def head(self, shown: bool) -> None:
        """Whether what is known of the interview stands above its notes, or is shown elsewhere."""
        if shown is not self._headed:
            self._headed = shown
            if self._case is not None:
                self._show()

    @property
    def rounds(self) -> tuple[Case, ...]:
        """The interview as it was in each of its rounds, the present one last; none where none is selected."""
        if self._case is None:
            return ()
        of_rounds = {case.round.number: case for case in (*self._others, self._case)}
        return tuple(of_rounds[number] for number in sorted(of_rounds))

    @property
    def meeting(self) -> Case | None:
        """The interview at the meeting in which the cursor is; None where no interview is selected."""
        record = self.record
        meeting_id = record.id if isinstance(record, Meeting) else getattr(record, "meeting_id", None)
        return next((case for case in self._of_round() if case.meeting.id == meeting_id), self._case)

    def _of_round(self) -> tuple[Case, ...]:
        """The interview at each meeting of the present round, the current one first."""
        case = self._case
        if case is None:
            return ()
        return case, *(other for other in self._others if other.round.id == case.round.id)

    def _first_note(self) -> Ref | None:
        """Where the cursor begins: on the first note of the current meeting."""
        if self._case is None:
            return None
        return next((ref(item.record) for item in outline(self._case)), None)

    @property
    def record(self) -> Record | None:
        """The record of the line under the cursor."""
        return self.current.record if self.current is not None else None

    def marked_refs(self) -> list[Ref]:
        """The marked lines."""
        return sorted(key for key in self.marked if isinstance(key, Ref))

    def line_of(self, record: Record) -> str:
        """The shorthand of a record, as one would type it."""
        for case in self._of_round():
            if isinstance(record, Meeting) and record.id == case.meeting.id:
                return self._meeting_line(case)
            for item in outline(case):
                if ref(item.record) == ref(record):
                    return format_line(item.line, self._day_reader(case))
        return ""

    marks_selected = False

    def size_changed(self) -> None:
        if self._case is not None:
            self._show()

    def look(self, row: NoteRow) -> str:
        return row.tone

    def continues(self, row: NoteRow) -> bool:
        return row.continues

    def draw(self, row: NoteRow, width: int) -> str:
        return row.text

    def _note_rows(self, case: Case) -> Iterator[NoteRow]:
        width = max(8, self.inner_width - GUTTER)
        if not self._filter:
            if self._headed:
                yield from self._head(case, width)
                yield NoteRow("blank", "")
            else:
                yield from self._note(case.meeting, self._meeting_line(case), width, "rowlist--muted")
        found = self._found(case)
        for item, text in found:
            yield from self._note(item.record, text, width)
        if not found and not self._filter:
            hint = with_keys("No notes yet. {add} writes one here: ! a need, ? a question, @ a person. {debrief} asks.")
            yield from self._wrapped("hint", hint, width, "rowlist--muted")
        for other in self._of_round()[1:]:
            yield from self._further_rows(other, width)
        for earlier in reversed([other for other in self._others if other.round.id != case.round.id]):
            yield from self._earlier_rows(earlier, width)

    def _head(self, case: Case, width: int) -> Iterator[NoteRow]:
        """What is known of the interview, before its notes."""
        context = self.context
        now, calendar, muted = context.clock(), context.calendar, "rowlist--muted"
        yield from self._wrapped("name", case.name, width, "rowlist--heading")
        step = case.interview.step_at(now)
        yield from self._wrapped("where", f"Step {title(step)} · {plan_words(case)}", width, muted)
        (present,) = way((case,), today=context.today(), calendar=calendar)
        yield from self._wrapped("way", f"Way: {present}", width, muted)
        yield from self._note(case.meeting, self._meeting_line(case), width, muted)
        missing = owed(case, step, context.cadences, now)
        if missing:
            text = "Owed: " + ", ".join(item.text for item in missing)
            yield from self._wrapped("owed", text, width, "rowlist--owed")
        if case.touches:
            yield from self._wrapped("touch", last_touch(case, now=now, calendar=calendar), width, muted)
        silence = silence_words(case, now, calendar, context.cadences.of(case.interview.plan))
        if silence:
            yield from self._wrapped("silence", silence, width, "rowlist--owed")

    def _meeting_line(self, case: Case) -> str:
        """`Meeting: Tue 1 Dec 14:00 · Panel · Room 4`."""
        return f"Meeting: {meeting_line(case, now=self.context.clock(), calendar=self.context.calendar)}"

    def _found(self, case: Case) -> list[tuple[OutlineItem, str]]:
        """The notes that have all words of the filter, as one reads them."""
        heard = {need.id for need in case.heard}
        read_day = self._day_reader(case)
        words = self._filter.casefold().split()
        found = []
        for item in outline(case):
            text = format_line(item.line, read_day)
            if all(word in text.casefold() for word in words):
                under = isinstance(item.record, Match) and item.record.need_id in heard
                found.append((item, _read_well(item.record, text, INDENT if under else "")))
        return found

    def _further_rows(self, case: Case, width: int) -> Iterator[NoteRow]:
        """Another meeting of the present round, with its notes."""
        found = self._found(case)
        if self._filter and not found:
            return
        yield NoteRow(("blank", "meeting", case.meeting.id), "")
        yield from self._note(case.meeting, self._meeting_line(case), width, "rowlist--muted")
        for item, text in found:
            yield from self._note(item.record, text, width)

    def _earlier_rows(self, case: Case, width: int) -> Iterator[NoteRow]:
        """A meeting of an earlier round: to read, not to change."""
        found = self._found(case)
        if self._filter and not found:
            return
        meeting, muted = case.meeting.id, "rowlist--muted"
        yield NoteRow(("blank", meeting), "")
        yield from self._wrapped(f"round {case.round.number} {meeting}", self._round(case), width, muted)
        for place, (_, text) in enumerate(found):
            for line, row in enumerate(_wrapped_note(text, width)):
                yield NoteRow(("earlier", meeting, place, line), row, muted)

    def _round(self, case: Case) -> str:
        """`Round 1 · Tue 3 Nov · invited`."""
        start = case.meeting_start
        day = self.context.calendar.day(start or case.round.opened)
        outcome = case.round.outcome or ""
        parts = (f"Round {case.round.number}", day_words(day, today=self.context.today()), outcome, case.meeting.title)
        return " · ".join(part for part in parts if part)

    def _note(self, record: Record, text: str, width: int, tone: str = "") -> Iterator[NoteRow]:
        key = ref(record)
        for number, part in enumerate(_wrapped_note(text, width)):
            yield NoteRow(key if not number else (key, number), part, tone, record=record, continues=bool(number))

    def _wrapped(self, key: str, text: str, width: int, tone: str) -> Iterator[NoteRow]:
        for number, part in enumerate(wrapped(text, width, "")):
            yield NoteRow((key, number), part, tone)


def _read_well(record: Record, text: str, indent: str) -> str:
    """A note's shorthand with what it does not say itself: who came, what was kept, what is for next time."""
    sign = ""
    match record:
        case Attendance():
            sign = {True: " ✓ there", False: " × not there", None: " (invited)"}[record.present]
        case Commitment() if record.state is not CommitmentState.OPEN:
            sign = f" ✓ {record.state}" if record.state is CommitmentState.KEPT else f" × {record.state}"
        case Commitment() if record.passive:
            sign = " · no next step given"
        case Question() if record.state is QuestionState.KEPT:
            sign = " · kept for next time"
    first, *more = text.split("\n")
    return "\n".join([indent + first + sign, *(f"{indent}{INDENT * 2}{line.strip()}" for line in more)])


def _wrapped_note(text: str, width: int) -> list[str]:
    first, *more = text.split("\n")
    begin = first[: len(first) - len(first.lstrip(" "))] + INDENT
    return [*wrapped(first, width, begin), *(part for line in more for part in wrapped(line, width, begin + INDENT))]
