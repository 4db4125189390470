"""A meeting's notes in shorthand: added, edited, settled and removed by the line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.completion import Names
from interview_tui.domain.date_parsing import read_note_day
from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import OUTSIDERS, CommitmentState, Owner, QuestionState, Ref, Settled
from interview_tui.domain.errors import Conflict, Refused, Unclear
from interview_tui.domain.notes_text import as_line, notes_text, says_nothing, with_whom
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    Interview,
    Involvement,
    Match,
    MeetingNote,
    Need,
    Person,
    Question,
    Quote,
    Record,
    Remark,
    Story,
)
from interview_tui.domain.shorthand import NeedLine, PersonLine, format_line, format_notes, parse_line, parse_notes
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import Service, joined
from interview_tui.services.note_writer import NoteWriter, owed_for, remove_line
from interview_tui.services.notes_revision import NotesRevision
from interview_tui.store.case import load_case
from interview_tui.store.contacts import interviews_at
from interview_tui.store.journal import Change
from interview_tui.store.queries import interview_of
from interview_tui.store.records import by_ref, find, get

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.shorthand import NoteLine, ReadDay
    from interview_tui.store.transaction import Transaction

_LINES: dict[str, type[Attendance | MeetingNote]] = {
    NOUNS[cls].letter: cls for cls in (Attendance, Question, Need, Quote, Match, Commitment, Remark)
}


class Notes(Service):
    """What a person does with the notes of a meeting: the current one, unless another is named."""

    def day_reader(self, case: Case) -> ReadDay:
        """Reads the days in the notes of a meeting.

        They count from the meeting's day, or from today where it has no time.
        """
        day = self.context.today() if case.meeting.starts is None else self.context.calendar.day(case.meeting.starts)
        return partial(read_note_day, meeting_day=day, calendar=self.context.calendar)

    def read(self, case: Case, text: str) -> tuple[NoteLine, ...]:
        """The lines of a text, as the notes of a meeting take them."""
        return self.whose(case, parse_notes(text, self.day_reader(case)))

    def whose(self, case: Case, lines: Sequence[NoteLine]) -> tuple[NoteLine, ...]:
        """The lines, with whom a commitment names in its words; what stands in the notes already stays as it is."""
        people = [case.people[tie.person_id].name for tie in case.involvements]
        return with_whom(lines, people, notes_text(case))

    def capture(
        self, interview_id: int, text: str, *, under: int | None = None, meeting_id: int | None = None
    ) -> Change:
        """Adds notes in shorthand to a meeting; what stands there already is not added again, and said.

        `under` is the need that stories before any need of the text belong to. Raises Unclear when there is nothing.
        """
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id, meeting_id=meeting_id)
            lines = self.read(case, text)
            if not lines:
                raise Unclear("nothing to note: write a line, for example ! Releases take nine days (Dana Ruiz)")
            _refuse_wordless(case, lines)
            writer = NoteWriter(tx, case, under=under)
            writer.take(lines)
            if not tx.size:
                return Change(f"The notes of {case.name} already have that")
            said = self.replan(tx, interview_id)
            which = f" ({self._which(case)})" if len(case.meetings) > 1 else ""
            words = f"Noted for {case.name}{which}: {writer.summary()}"
            return tx.done(joined(words, *writer.doubts, *said), *tuple(writer.refs))

    def line(self, interview_id: int, line_ref: Ref) -> str:
        """A line of the notes in shorthand, as one would type it. Raises NotFound."""
        reader = self.context.store.reader
        record = by_ref(reader, line_ref)
        meeting_id = getattr(record, "meeting_id", None)
        case = load_case(reader, interview_id, self.context.clock(), meeting_id=meeting_id)
        return format_line(as_line(case, record), self.day_reader(case))

    def edit(self, interview_id: int, line_ref: Ref, text: str, *, expected: str | None = None) -> Change:
        """The line as it shall be, in shorthand. `expected` is what `line` gave when the user began to edit it.

        Raises Conflict when the line is not as expected any more, Unclear for none or several.
        """
        with self.context.transaction() as tx:
            before = self._line(tx, line_ref)
            case = self.case(tx, interview_id, meeting_id=getattr(before, "meeting_id", None))
            (line,) = self.whose(case, [parse_line(text, self.day_reader(case))])
            if interview_of(tx.reader, before.meeting_id).id != interview_id:
                raise Refused(f"{line_ref} is not a line of the notes of {case.name}")
            if expected is not None and format_line(as_line(case, before), self.day_reader(case)) != expected:
                raise Conflict(f"{line_ref} was changed elsewhere: look again")
            _refuse_wordless(case, (line,))
            writer = NoteWriter(tx, case)
            changed = writer.rewrite(before, line)
            if isinstance(line, NeedLine):
                tx.update(replace(case.round, needs_ranked=True))  # who edits a need has thought about how it presses
            said = self.replan(tx, interview_id)
            words = f"Edited the notes of {case.name}: {shorten(text, 60)}"
            return tx.done(joined(words, *writer.doubts, *said), changed)

    def text(self, interview_id: int, *, meeting_id: int | None = None) -> str:
        """The notes of a meeting in shorthand. Raises NotFound."""
        return self._text(
            load_case(self.context.store.reader, interview_id, self.context.clock(), meeting_id=meeting_id)
        )

    def names(self, interview_id: int) -> Names:
        """Whom and what a line of the notes may name: the interview's people first, then those of other interviews at
        the employer, then all, and stories.
        """
        reader = self.context.store.reader
        there = interviews_at(reader, get(reader, Interview, interview_id).company)
        ties = find(reader, Involvement, interview_id=sorted({*there, interview_id}))
        ours = {tie.person_id for tie in ties if tie.interview_id == interview_id}
        known = {tie.person_id for tie in ties if tie.part not in OUTSIDERS}
        people = sorted(find(reader, Person), key=lambda p: (p.id not in ours, p.id not in known, p.name.casefold()))
        return Names(
            tuple(PersonLine(p.name, p.title, p.email) for p in people),
            tuple(story.title for story in find(reader, Story)),
        )

    def rewrite(self, interview_id: int, before: str, after: str, *, meeting_id: int | None = None) -> Change:
        """The notes as they shall be: what was edited stays the same record, what is missing is removed.

        `before` is what `text` gave. Raises Conflict when the notes are others by now, and Refused for no notes at all.
        """
        with self.context.transaction() as tx:
            case = self.case(tx, interview_id, meeting_id=meeting_id)
            lines = self.read(case, after)
            if not lines and before:
                raise Refused(
                    "an empty text would remove all notes, so nothing was changed: x in the notes removes lines"
                )
            if self._text(case) != before:
                raise Conflict(f"the notes of {case.name} were changed elsewhere")
            there = parse_notes(before, self.day_reader(case))
            _refuse_wordless(case, [line for line in lines if line not in there])
            rewriting = NotesRevision(tx, case, lines)
            rewriting.run()
            if not tx.size:
                return Change(f"The notes of {case.name} are unchanged")
            said = self.replan(tx, interview_id)
            words = f"Edited the notes of {case.name}: {rewriting.summary()}"
            return tx.done(joined(words, *rewriting.doubts, *said), *rewriting.refs)

    def _text(self, case: Case) -> str:
        return format_notes(notes_text(case), self.day_reader(case))

    def _which(self, case: Case) -> str:
        """Which meeting was meant: `m5, Tue 3 Nov 10:00`."""
        starts = case.meeting.starts
        when = "" if starts is None else moment_words(starts, now=self.context.clock(), calendar=self.context.calendar)
        return ", ".join(filter(None, (str(Ref("m", case.meeting.id)), when)))

    def remove(self, found: Sequence[Ref]) -> Change:
        """Takes lines out of the notes. A removed promise is no longer needed."""
        with self.context.transaction() as tx:
            notes = [self._line(tx, line_ref) for line_ref in found]
            interviews = [interview_of(tx.reader, note.meeting_id).id for note in notes]
            for note in notes:
                remove_line(tx, note)
            said = self.replan_all(tx, interviews)
            removed = f"Removed {counted(len(found), 'line')} from the notes"
            return tx.done(joined(removed, *said), *tuple(found))

    def settle(self, found: Sequence[Ref]) -> Change:
        """Says of each line what most often remains to be said: who was there, no answer, kept.

        Raises Refused for lines of which nothing remains to be said.
        """
        with self.context.transaction() as tx:
            lines = [self._line(tx, line_ref) for line_ref in found]
            words = " · ".join([self._settle(tx, line) for line in lines])
            said = self.replan_all(tx, (interview_of(tx.reader, line.meeting_id).id for line in lines))
            return tx.done(joined(words, *said), *tuple(found))

    def missed(self, commitment_id: int) -> Change:
        """A commitment was not kept.

        The follow-up for a promise of mine is skipped; for theirs a check-in is planned where a rule asks for it.
        Raises Refused when it is already missed.
        """
        with self.context.transaction() as tx:
            before = tx.get(Commitment, commitment_id)
            if before.state is CommitmentState.MISSED:
                raise Refused("already missed: d marks it as kept after all")
            missed = tx.update(replace(before, state=CommitmentState.MISSED, settled=tx.now))
            for follow_up in owed_for(tx, before):
                tx.update(replace(follow_up, state=Settled.SKIPPED, settled=tx.now, note="the promise was missed"))
            interview_id = interview_of(tx.reader, before.meeting_id).id
            said = self.replan(tx, interview_id)
            whose = "You missed" if before.owner is Owner.ME else "They missed"
            return tx.done(joined(f"{whose}: {shorten(before.text, 48)}", *said), missed)

    def _line(self, tx: Transaction, line_ref: Ref) -> Attendance | MeetingNote:
        cls = _LINES.get(line_ref.letter)
        if cls is None:
            raise Refused(f"{line_ref} is not a line of the notes")
        return get(tx.reader, cls, line_ref.id)

    def _settle(self, tx: Transaction, line: Record) -> str:
        match line:
            case Attendance():
                tx.update(replace(line, present=not line.present))
                return f"{tx.get(Person, line.person_id).name} was {'not ' if line.present else ''}there"
            case Question() if line.state is QuestionState.NO_ANSWER:
                tx.update(replace(line, state=QuestionState.PREPARED))
                return f"Open again: {shorten(line.text, 48)}"
            case Question() if not line.answer:
                tx.update(replace(line, state=QuestionState.NO_ANSWER, entered=tx.now))
                return f"{'You had no' if line.put_to_me else 'No'} answer: {shorten(line.text, 48)}"
            case Commitment() if line.state is not CommitmentState.KEPT:
                tx.update(replace(line, state=CommitmentState.KEPT, settled=tx.now))
                for follow_up in owed_for(tx, line):
                    self.mark_done(tx, follow_up)
                return f"Kept: {shorten(line.text, 48)}"
        raise Refused("nothing left to do on this line: e edits it, x removes it")


def _refuse_wordless(case: Case, lines: Sequence[NoteLine]) -> None:
    """Raises Unclear for a line that has a mark, and perhaps a name, but says nothing."""
    people = [person.name for person in case.people.values()]
    for line in lines:
        if says_nothing(line, people):
            raise Unclear(f"“{shorten(format_line(line), 60)}” is empty: write your note after the mark")
