"""The notes of the selected interview: its step and its meeting, then who was there and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from interview_tui.data_classes import dataclass, replace
from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import Ref
from interview_tui.domain.notes_text import outline
from interview_tui.domain.records import Meeting, ref
from interview_tui.domain.shorthand import format_line
from interview_tui.domain.steps import title, way
from interview_tui.domain.text import clean_line
from interview_tui.terminal.text import cells
from interview_tui.ui.keys import Pane, with_keys
from interview_tui.ui.list_lines import GUTTER
from interview_tui.ui.list_rows import Held
from interview_tui.ui.list_view import ListView
from interview_tui.ui.note_lines import ACCENT, QUIET, SIGN, STRONG, Note, readable_notes
from interview_tui.ui.panes.card import dots
from interview_tui.ui.strips import two_ends, wrapped_phrases
from interview_tui.ui.text_view import WIDEST
from interview_tui.wording import meeting_line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.notes_text import OutlineItem
    from interview_tui.domain.records import Record
    from interview_tui.store.queue import QueueRow
    from interview_tui.ui.strips import Drawn, Phrase

DOTS_APART_FROM = 90
"""Cells from which on there are blanks between the dots of the steps."""

LAID_OUT = 64
"""Interviews of which the lines are kept at most."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line of the pane. A long note goes on in lines that cannot be selected."""

    key: Hashable
    parts: tuple[Phrase, ...] = ()
    right: str = ""
    tone: str = ""
    record: Record | None = None
    continues: bool = False

    @property
    def selectable(self) -> bool:
        return self.record is not None and not self.continues


class NotesPane(ListView[NoteRow]):
    """The meetings of the selected interview's present round, the current one first; below them the earlier rounds."""

    pane = Pane.NOTES
    EMPTY = "The notes of an interview's meetings appear here."
    NOTHING_FOUND = "No matching notes. {leave} shows all again, {filter} changes the filter."

    def __init__(self, program: AppContext) -> None:
        super().__init__(id="notes")
        self.context = program
        self._case: Case | None = None
        self._others: tuple[Case, ...] = ()
        self._headed = True
        self._filter = ""
        self._laid_out: dict[Hashable, tuple[Case, Held[NoteRow]]] = {}
        self.empty = with_keys(self.EMPTY)

    def show_case(
        self, case: Case | None, others: tuple[Case, ...] = (), *, text: str = "", at: Ref | None = None
    ) -> None:
        """The notes of an interview, from the top when it is another one than before; `others` are its other meetings;
        `text` leaves only the notes that have all its words.
        """
        other = case is None or self._case is None or case.interview.id != self._case.interview.id
        self._case, self._others, self._filter = case, others, text
        if other:
            self.begin_again()
        if self.current is None:
            at = at or self._first_note()
        self._show(at)

    def _show(self, at: Ref | None = None) -> None:
        case = self._case
        self.empty = with_keys(self.NOTHING_FOUND if case is not None else self.EMPTY)
        self.show(self._rows_of(case, self._others) if case else Held(()), at=at)

    def prepare(self, case: Case, others: tuple[Case, ...]) -> None:
        """Lays out the notes of an interview that is likely to be shown next."""
        if not self._filter:
            self._rows_of(case, others)

    def _rows_of(self, case: Case, others: tuple[Case, ...]) -> Held[NoteRow]:
        """The lines of an interview; those that were laid out before while it was the same."""
        width = min(WIDEST, max(8, self.inner_width - GUTTER))
        key = case.interview.id, width, self._headed, self._filter
        kept = self._laid_out.get(key)
        if kept is None or kept[0] is not case:
            if len(self._laid_out) > LAID_OUT:
                self._laid_out.clear()
            kept = self._laid_out[key] = (case, Held(tuple(self._note_rows(case, others, width))))
        return kept[1]

    def head(self, shown: bool) -> None:
        """Whether the step stands above the notes, or is shown elsewhere."""
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

    def rounds_at(self, follow_up: QueueRow | None) -> tuple[Case, ...]:
        """As `rounds`, the present one at the meeting that a follow-up is about."""
        rounds = self.rounds
        if follow_up is None or not rounds:
            return rounds
        about = next((f.meeting_id for f in rounds[-1].follow_ups if f.id == follow_up.id), None)
        return (*rounds[:-1], next((case for case in self._of_round() if case.meeting.id == about), rounds[-1]))

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
                    return format_line(item.line, self.context.notes.day_reader(case))
        return ""

    marks_selected = False

    def size_changed(self) -> None:
        if self._case is not None:
            self._show()

    def look(self, row: NoteRow) -> str:
        return row.tone

    def continues(self, row: NoteRow) -> bool:
        return row.continues

    def draw(self, row: NoteRow, width: int) -> Drawn:
        line = [Segment(text, self.tone(tone) if tone else None) for text, tone in row.parts]
        return two_ends(line, row.right, min(width, WIDEST), self.tone(QUIET)) if row.right else line

    def _note_rows(self, case: Case, others: tuple[Case, ...], width: int) -> Iterator[NoteRow]:
        if not self._filter:
            if self._headed:
                yield NoteRow("step", tuple(self._step(case, width)))
            yield from self._meeting_rows(case, width)
        found = self._found(case)
        for item, note in found:
            yield from _rows(note, width, item.record)
        if not found and not self._filter:
            hint = with_keys("No notes yet. {add} writes one here: ! a need, ? a question, @ a person. {debrief} asks.")
            for number, line in enumerate(wrapped_phrases([(hint, QUIET)], width)):
                yield NoteRow(("hint", number), line)
        for other in others:
            if other.round.id == case.round.id:
                yield from self._further_rows(other, width)
        for earlier in reversed([other for other in others if other.round.id != case.round.id]):
            yield from self._earlier_rows(earlier, width)

    def _step(self, case: Case, width: int) -> Iterator[Phrase]:
        """`● ● ● ● ◉ ○ ○ ○ ○ ○  5 Thank promptly`, and the days of the steps where they fit."""
        context = self.context
        step = case.interview.step_at(context.clock())
        done, ahead = dots(step, apart=width >= DOTS_APART_FROM)
        (days,) = way((case,), today=context.today(), calendar=context.calendar)
        head = (f"{done}{ahead}  {title(step)}", f" · {days}")
        yield from ((done, ACCENT), (ahead, QUIET), (f"  {title(step)}", STRONG))
        if cells("".join(head)) <= width:
            yield head[1], QUIET

    def _meeting_line(self, case: Case) -> str:
        """`Meeting: Tue 1 Dec 14:00 · Panel · Room 4`."""
        return f"Meeting: {meeting_line(case, now=self.context.clock(), calendar=self.context.calendar)}"

    def _meeting_rows(self, case: Case, width: int) -> Iterator[NoteRow]:
        """When and where; below a card that says the same, as much of it as fits on a line."""
        said = clean_line(meeting_line(case, now=self.context.clock(), calendar=self.context.calendar))
        if not self._headed:
            parts = said.split(" · ")
            while len(parts) > 1 and cells(" · ".join(parts)) > width - SIGN:
                parts.pop()
            said = " · ".join(parts)
        yield from _rows(Note(("#", QUIET), (((said, QUIET),),)), width, case.meeting)

    def _found(self, case: Case) -> list[tuple[OutlineItem, Note]]:
        """The notes that have all words and phrases of the filter, as one types them or as they are shown."""
        notes = readable_notes(case, self.context.calendar, self.context.today())
        if not self._filter:
            return list(notes)
        from interview_tui.domain.filters import pieces

        words = pieces(self._filter.casefold())
        read_day = self.context.notes.day_reader(case)
        found = []
        for item, note in notes:
            text = f"{format_line(item.line, read_day)} {note.text}".casefold()
            if all(word in text for word in words):
                found.append((item, note))
        return found

    def _further_rows(self, case: Case, width: int) -> Iterator[NoteRow]:
        """Another meeting of the present round, with its notes."""
        found = self._found(case)
        if self._filter and not found:
            return
        yield NoteRow(("blank", "meeting", case.meeting.id))
        yield from self._meeting_rows(case, width)
        for item, note in found:
            yield from _rows(note, width, item.record)

    def _earlier_rows(self, case: Case, width: int) -> Iterator[NoteRow]:
        """A meeting of an earlier round: to read, not to change."""
        found = self._found(case)
        if self._filter and not found:
            return
        meeting = case.meeting.id
        yield NoteRow(("blank", meeting))
        for number, line in enumerate(wrapped_phrases(self._round(case), width)):
            yield NoteRow(("round", meeting, number), line)
        for place, (_, note) in enumerate(found):
            for row in _rows(note, width):
                plain = tuple((text, "") for text, _ in row.parts)
                yield replace(row, key=("earlier", meeting, place, row.key), parts=plain, tone=QUIET)

    def _round(self, case: Case) -> tuple[Phrase, ...]:
        """`Round 1 · Tue 3 Nov · invited`."""
        start = case.meeting_start
        day = self.context.calendar.day(start or case.round.opened)
        outcome = case.round.outcome or ""
        parts = (day_words(day, today=self.context.today()), outcome, clean_line(case.meeting.title))
        return (f"Round {case.round.number}", STRONG), ("".join(f" · {part}" for part in parts if part), QUIET)


def _rows(note: Note, width: int, record: Record | None = None) -> Iterator[NoteRow]:
    """The lines of a note; of the first one the cursor takes hold."""
    key: Hashable = ref(record) if record is not None else 0
    for number, parts in enumerate(note.lines(width)):
        if number == 0:
            yield NoteRow(key, parts, note.right, record=record)
        else:
            yield NoteRow((key, number), parts, record=record, continues=True)
