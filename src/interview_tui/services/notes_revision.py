"""The notes of a meeting as they shall be: changes to the same records, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.line_diff import align
from interview_tui.domain.notes_text import arranged, outline, place
from interview_tui.domain.records import Attendance, Match, MeetingNote, Need, Round, ref
from interview_tui.domain.shorthand import MeetingTitleLine, NeedLine, PersonLine, StoryLine
from interview_tui.services.base import joined
from interview_tui.services.note_writer import NoteWriter, remove_line, there_already
from interview_tui.store.records import by_ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.notes_text import OutlineItem
    from interview_tui.domain.records import Record
    from interview_tui.domain.shorthand import NoteLine
    from interview_tui.store.transaction import Transaction


class NotesRevision:
    """Takes the notes of a case over from edited lines, inside one transaction."""

    def __init__(self, tx: Transaction, case: Case, lines: Sequence[NoteLine]) -> None:
        self._tx = tx
        self._case = case
        self._writer = NoteWriter(tx, case)
        titles = [line.text for line in lines if isinstance(line, MeetingTitleLine)]
        self._title = titles[-1] if titles else ""
        if len(titles) > 1:
            self.doubts.append(f"the last of {len(titles)} titles is used")
        self._new = [line for line in arranged(lines) if not isinstance(line, MeetingTitleLine)]
        self._items = outline(case)
        self._was = self._aligned()
        self._stands: dict[int, Ref] = {}
        """The record of each new line, as far as it is written."""
        self._before = tx.size
        self.added = self.changed = self.removed = self.repeated = 0

    @property
    def doubts(self) -> list[str]:
        """What was guessed, is new, or was not understood."""
        return self._writer.doubts

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records of the notes, in their order."""
        return tuple(dict.fromkeys(self._stands[at] for at in range(len(self._new))))

    def run(self) -> None:
        """Writes the lines: people first, as other lines name them; needs before the stories under them."""
        tx = self._tx
        if self._title != self._case.meeting.title:
            tx.update(replace(self._case.meeting, title=self._title))
            self.changed += 1
        people = [at for at, line in enumerate(self._new) if isinstance(line, PersonLine)]
        stories = [at for at, line in enumerate(self._new) if isinstance(line, StoryLine)]
        rest = [at for at in range(len(self._new)) if at not in {*people, *stories}]
        kept = {was for was in self._was if was is not None}
        gone = [item.record for at, item in enumerate(self._items) if at not in kept]
        self._change(people)
        for record in gone:
            if not isinstance(record, Need):
                self._remove(record)
        self._change(rest)
        self._add(people)
        self._add(rest)
        self._put_under_their_needs(stories)
        self._change(stories)
        self._add(stories)
        for record in gone:
            if isinstance(record, Need):
                self._remove(record)
        self._order()

    def summary(self) -> str:
        """What was done: `2 lines added, 1 removed`; '' when nothing was."""
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed}
        parts = [f"{number} {verb}" for verb, number in counts.items() if number]
        if not parts and self._tx.size > self._before:
            parts = ["reordered"]
        return joined(", ".join(parts), there_already(self.repeated))

    def _aligned(self) -> list[int | None]:
        """The place among the old lines of each new one.

        A person's line that names somebody else who is known here is another person, not a new name.
        """
        was = list(align([item.line for item in self._items], self._new))
        for at, line in enumerate(self._new):
            before = was[at]
            if isinstance(line, PersonLine) and before is not None:
                record = self._items[before].record
                if isinstance(record, Attendance) and self._is_another(line, record.person_id):
                    was[at] = None
        return was

    def _is_another(self, line: PersonLine, person_id: int) -> bool:
        name, email = (line.name or line.email).casefold(), line.email.casefold()
        return any(
            person.id != person_id
            and (person.name.casefold() == name != self._case.people[person_id].name.casefold())
            | (bool(email) and person.email == email)
            for person in self._case.people.values()
        )

    def _item(self, at: int) -> OutlineItem | None:
        was = self._was[at]
        return None if was is None else self._items[was]

    def _change(self, places: Iterable[int]) -> None:
        for at in places:
            item, line = self._item(at), self._new[at]
            if item is None:
                continue
            self._stands[at] = ref(item.record)
            if item.line == line:
                continue
            if isinstance(line, NeedLine) and isinstance(item.record, Need) and line.pressing != item.record.pressing:
                # Who presses a need harder has thought about how the needs rank.
                self._tx.update(replace(self._tx.get(Round, self._case.round.id), needs_ranked=True))
            self._stands[at] = self._writer.rewrite(by_ref(self._tx.reader, ref(item.record)), line)
            self.changed += 1

    def _add(self, places: Iterable[int]) -> None:
        for at in places:
            if self._was[at] is not None:
                continue
            line = self._new[at]
            if isinstance(line, StoryLine):
                self._writer.under(self._need_above(at))
            size = self._tx.size
            self._stands[at] = self._writer.write(line)
            self.added += self._tx.size > size
            self.repeated += self._tx.size == size

    def _remove(self, record: Record) -> None:
        remove_line(self._tx, by_ref(self._tx.reader, ref(record)))
        self.removed += 1

    def _put_under_their_needs(self, stories: Iterable[int]) -> None:
        """A story that stands under another need than before is matched with that one."""
        heard = {need.id for need in self._case.heard}
        for at in stories:
            item = self._item(at)
            if item is None:
                continue
            match, need_id = self._tx.get(Match, item.record.id), self._need_above(at)
            if need_id is None and match.need_id not in heard:
                continue  # picked for this meeting; it may answer a need of an earlier one
            if match.need_id != need_id:
                self._tx.update(replace(match, need_id=need_id))
                self.changed += item.line == self._new[at]  # else it is counted when its words are changed

    def _need_above(self, at: int) -> int | None:
        """The need that a story's line belongs to; None for one that stands before any."""
        for above in range(at - 1, -1, -1):
            if isinstance(self._new[above], NeedLine):
                return self._stands[above].id
            if not isinstance(self._new[above], StoryLine):
                return None
        return None

    def _order(self) -> None:
        """Gives new positions, as few as the order of the lines needs."""
        last: dict[tuple[str, int | None], tuple[int, int, int]] = {}
        for record in map(self._record, self.refs):
            match record:
                case Attendance():
                    sequence: tuple[str, int | None] = ("people", None)
                case Match():
                    sequence = ("stories", record.need_id)
                case _:
                    sequence = ("notes", None)
            before = last.get(sequence)
            if before is not None and place(record) <= before:
                record = self._tx.update(replace(record, position=before[0] + 1))
            last[sequence] = place(record)

    def _record(self, found: Ref) -> Attendance | MeetingNote:
        record = by_ref(self._tx.reader, found)
        if isinstance(record, Attendance | MeetingNote):
            return record
        raise TypeError(f"{found} is not a line of the notes")
