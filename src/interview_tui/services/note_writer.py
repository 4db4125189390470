"""Lines of shorthand as records of a meeting: written, rewritten, removed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, assert_never

from interview_tui.data_classes import replace
from interview_tui.domain.dates import full_date
from interview_tui.domain.enums import Owner, QuestionState, Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.notes_text import FIELDS_OF_LINE, details_of, none_given, stored_for
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    Document,
    FollowUp,
    Letter,
    Match,
    Meeting,
    MeetingNote,
    Need,
    Person,
    Question,
    Quote,
    Record,
    Remark,
    Story,
    Touch,
    ref,
)
from interview_tui.domain.shorthand import (
    CommitmentLine,
    MeetingTitleLine,
    NeedLine,
    NoteLine,
    PersonLine,
    QuestionLine,
    QuoteLine,
    RemarkLine,
    StoryLine,
    format_line,
)
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import joined
from interview_tui.services.introductions import attend, find_or_add, involve, named_in, part_named
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.store.transaction import Transaction


_WORDS: dict[type[Record], tuple[str, str]] = {
    Attendance: ("person", "people"),
    Match: ("story", "stories"),
}
_COUNTED: tuple[type[Record], ...] = (Attendance, *FIELDS_OF_LINE)
_LETTERS = {NOUNS[cls].letter: cls for cls in _COUNTED}


def there_already(lines: int) -> str:
    """`1 line was already there`; '' for none."""
    return f"{counted(lines, 'line')} {'was' if lines == 1 else 'were'} already there" if lines else ""


class NoteWriter:
    """Writes to one meeting, inside one transaction."""

    def __init__(self, tx: Transaction, case: Case, *, under: int | None = None) -> None:
        self.refs: list[Ref] = []
        """The records that `take` has added or changed."""
        self.doubts: list[str] = []
        """What was guessed, is new, was not understood, or gave way to what is written now: to be said."""
        self._tx = tx
        self._case = case
        self._need_id = under
        start = case.meeting_start
        self._met = start is not None and start <= tx.now
        kinds: tuple[tuple[MeetingNote, ...], ...]
        kinds = (case.questions, case.put_to_me, case.needs, case.quotes, case.matches, case.commitments, case.remarks)
        self._position = (
            max((n.position for notes in kinds for n in notes if n.meeting_id == case.meeting.id), default=0) + 1
        )
        self._written: Counter[type[Record]] = Counter()
        self._completed = self._repeated = 0
        self._titles = {person.id: person.title for person in case.people.values()}
        self._renamed: dict[str, int] = {}

    def under(self, need_id: int | None) -> None:
        """Stories without a need above them belong to this one from now on."""
        self._need_id = need_id

    def summary(self) -> str:
        """What `take` did: `2 needs, 1 quote; 1 line was already there`."""
        parts = [
            counted(number, *_WORDS.get(cls, (NOUNS[cls].word, NOUNS[cls].word + "s")))
            for cls, number in self._written.items()
        ]
        return joined(
            ", ".join(parts) or "the meeting's title",
            f"{counted(self._completed, 'line')} completed" if self._completed else "",
            there_already(self._repeated),
        )

    def take(self, lines: Sequence[NoteLine]) -> None:
        """Adds a text, each line as a record of its own.

        What the notes hold already is completed by what the line says more; the same text once more adds nothing.
        """
        wrote: dict[int, Ref] = {}
        notes: dict[int, MeetingNote] = {}
        needs: dict[int, int] = {}
        """For the place of a story the place of the need above it."""
        above: int | None = None
        for at, line in enumerate(lines):
            if isinstance(line, MeetingTitleLine | PersonLine):
                size = self._tx.size
                found = self.write(line)
                if self._tx.size > size:
                    wrote[at] = found
                continue
            notes[at] = self._record(line)
            if isinstance(line, NeedLine):
                above = at
            elif isinstance(line, StoryLine) and above is not None:
                needs[at] = above
        stands: dict[int, int] = {}
        """For each place the id of its record."""
        for cls in FIELDS_OF_LINE:  # a need before the stories that answer it
            kind = {at: note for at, note in notes.items() if type(note) is cls}
            for at, note in kind.items():
                if isinstance(note, Match) and at in needs:
                    kind[at] = replace(note, need_id=stands[needs[at]])
            wrote |= self._put(cls, kind, stands)
        self._position += len(lines)
        self._repeated += len(lines) - len(wrote)
        self._count(wrote[at] for at in sorted(wrote))

    def write(self, line: NoteLine) -> Ref:
        """Adds a line, whatever the notes hold.

        Gives its record: the meeting for a title; for somebody who is there already, their place in it.
        """
        match line:
            case MeetingTitleLine(text):
                meeting = self._tx.get(Meeting, self._case.meeting.id)
                if meeting.title not in ("", text):
                    self.doubts.append(f"the title was “{shorten(meeting.title, 40)}” before")
                return ref(self._tx.update(replace(meeting, title=text)))
            case PersonLine():
                return ref(self._attend(line))
            case _:
                note = self._tx.add(replace(self._record(line), position=self._position, entered=self._tx.now))
                self._position += 1
                return ref(note)

    def rewrite(self, old: Record, line: NoteLine) -> Ref:
        """Makes the record of a line say what the line says now; a line of another kind takes its place.

        Raises Refused for a title, which is no line of its own.
        """
        if isinstance(line, MeetingTitleLine):
            raise Refused("a line of the notes cannot become the title: add a line that starts with #")
        if isinstance(old, Attendance) and isinstance(line, PersonLine):
            person = self._tx.get(Person, old.person_id)
            name = line.name or line.email
            self._renamed[person.name.casefold()] = person.id
            self._tx.update(replace(person, name=name, title=line.title, email=line.email.casefold()))
            if line.part:
                involve(self._tx, self._case.interview.id, person.id, part_named(line))
            if line.absent:
                self._tx.update(replace(old, present=False))
            elif old.present is False:
                self._tx.update(replace(old, present=None))
            return ref(old)
        if isinstance(line, PersonLine):
            remove_note(self._tx, old)
            return self.write(line)
        new = self._record(line)
        if type(new) is type(old):
            said: dict[str, Any] = {name: getattr(new, name) for name in FIELDS_OF_LINE[type(new)]} | self._entered(
                old, new
            )
            return ref(self._tx.update(replace(old, **said)))
        remove_note(self._tx, old)
        return ref(self._tx.add(replace(new, position=getattr(old, "position", self._position), entered=self._tx.now)))

    def _record(
        self, line: QuestionLine | NeedLine | QuoteLine | StoryLine | CommitmentLine | RemarkLine
    ) -> MeetingNote:
        meeting = self._case.meeting.id
        if isinstance(line, QuoteLine | NeedLine | QuestionLine | CommitmentLine) and not line.text:
            raise Refused(f"“{format_line(line)}” is empty: write the words before the name")
        match line:
            case QuestionLine(text, answer, of):
                return Question(
                    meeting_id=meeting,
                    text=text,
                    answer=answer,
                    state=_question_state(line),
                    person_id=self._person(of),
                    put_to_me=line.put_to_me,
                )
            case NeedLine(text, pressing, of):
                return Need(meeting_id=meeting, text=text, pressing=pressing, person_id=self._person(of))
            case QuoteLine(text, of):
                return Quote(meeting_id=meeting, text=text, person_id=self._person(of))
            case StoryLine(title, synopsis):
                return Match(
                    meeting_id=meeting, story_id=self._story(title).id, need_id=self._need_id, synopsis=synopsis
                )
            case CommitmentLine(owner, text, of, due):
                if line.unread:
                    self.doubts.append(f"no date understood in “by {line.unread}”")
                elif due is not None and due < self._tx.calendar.day(self._tx.now):
                    self.doubts.append(f"“{shorten(text, 40)}” was due {full_date(due)}")
                return Commitment(
                    meeting_id=meeting,
                    owner=owner,
                    text=text,
                    person_id=self._person(of),
                    due=due,
                    passive=owner is Owner.THEM and none_given(text),
                )
            case RemarkLine(text):
                return Remark(meeting_id=meeting, text=text)
            case _:
                assert_never(line)

    def _attend(self, line: PersonLine) -> Attendance:
        person = find_or_add(self._tx, line, company=self._case.interview.company)
        title = self._titles.get(person.id, "")
        if title not in ("", person.title):
            self.doubts.append(f"{person.name} was {title} before")
        self._titles[person.id] = person.title
        involve(self._tx, self._case.interview.id, person.id, part_named(line))
        present = False if line.absent else True if self._met else None
        return attend(self._tx, self._case.meeting.id, person.id, present=present)

    def _put(self, cls: type[MeetingNote], notes: Mapping[int, MeetingNote], stands: dict[int, int]) -> dict[int, Ref]:
        """Writes the notes of one kind, by their places in the text.

        Gives those that were written, and tells `stands` of all.
        """
        stored = stored_for(find(self._tx.reader, cls, meeting_id=self._case.meeting.id), list(notes.values()))
        wrote: dict[int, Ref] = {}
        fresh: dict[int, MeetingNote] = {}
        for (at, note), known in zip(notes.items(), stored, strict=True):
            if known is None:
                fresh[at] = replace(note, position=self._position + at, entered=self._tx.now)
                continue
            stands[at] = known.id
            further: dict[str, Any] = details_of(note) | self._entered(known, note)
            if self._tx.update(replace(known, **further)) != known:
                wrote[at] = ref(known)
                self._completed += 1
                self._tell_replaced(known, note)
        for at, note_id in zip(fresh, self._tx.add_all(list(fresh.values())), strict=True):
            stands[at] = note_id
            wrote[at] = Ref(NOUNS[cls].letter, note_id)
        return wrote

    def _tell_replaced(self, old: MeetingNote, new: MeetingNote) -> None:
        match old, new:
            case Commitment(due=before, text=text), Commitment(due=after) if before and after and before != after:
                self.doubts.append(f"“{shorten(text, 40)}” was due {full_date(before)} before")
            case Need(pressing=before, text=text), Need(pressing=after) if 1 < before != after > 1:
                self.doubts.append(f"“{shorten(text, 40)}” had urgency {'!' * before} before")

    def _entered(self, old: Record, new: Record) -> dict[str, datetime]:
        """A question that was prepared and has its answer now was entered when it was answered; one that was expected
        and is named again after the meeting was put there.
        """
        if not (isinstance(old, Question) and isinstance(new, Question)) or old.was_asked:
            return {}
        start = self._case.meeting_start
        was_expected = old.put_to_me and old.entered is not None and start is not None and old.entered < start
        return {"entered": self._tx.now} if new.was_asked or (was_expected and self._met) else {}

    def _count(self, refs: Iterable[Ref]) -> None:
        """Counts what was written, but for the meeting's title."""
        for found in dict.fromkeys(refs):
            if found.letter in _LETTERS:
                self.refs.append(found)
                self._written[_LETTERS[found.letter]] += 1

    def _person(self, name: str) -> int | None:
        if not name:
            return None
        renamed = self._renamed.get(name.casefold())  # other lines may still have the name that was just corrected
        if renamed:
            return renamed
        person, doubt = named_in(self._tx, self._case, name)
        if doubt and doubt not in self.doubts:
            self.doubts.append(doubt)
        return person.id

    def _story(self, title: str) -> Story:
        found = find(self._tx.reader, Story, title=title)
        return found[0] if found else self._tx.add(Story(title=title))


def _question_state(line: QuestionLine) -> QuestionState:
    if line.kept:
        return QuestionState.KEPT
    if line.no_answer:
        return QuestionState.NO_ANSWER
    return QuestionState.ANSWERED if line.answer else QuestionState.PREPARED


def owed_for(tx: Transaction, line: Record) -> tuple[FollowUp, ...]:
    """The open follow-ups that a commitment made."""
    if not isinstance(line, Commitment):
        return ()
    return find(tx.reader, FollowUp, commitment_id=line.id, state=Settled.OPEN)


def remove_line(tx: Transaction, note: Record) -> None:
    """Takes a line out of the notes. A removed promise is no longer needed."""
    for follow_up in owed_for(tx, note):
        tx.update(replace(follow_up, state=Settled.CANCELLED, settled=tx.now, note="the promise was removed"))
    remove_note(tx, note)


def remove_note(tx: Transaction, note: Record) -> None:
    """Removes one line of a meeting's notes; what referred to it stays, without the reference."""
    if isinstance(note, Need):
        for match in find(tx.reader, Match, need_id=note.id):
            tx.update(replace(match, need_id=None))
        for letter in find(tx.reader, Letter, need_id=note.id):
            tx.update(replace(letter, need_id=None))
    elif isinstance(note, Quote):
        for letter in find(tx.reader, Letter, quote_id=note.id):
            tx.update(replace(letter, quote_id=None))
    elif isinstance(note, Question):
        for letter in find(tx.reader, Letter, question_id=note.id):
            tx.update(replace(letter, question_id=None))
    elif isinstance(note, Match):
        for letter in find(tx.reader, Letter, match_id=note.id):
            tx.update(replace(letter, match_id=None))
    elif isinstance(note, Commitment):
        for follow_up in find(tx.reader, FollowUp, commitment_id=note.id):
            tx.update(replace(follow_up, commitment_id=None))
        for document in find(tx.reader, Document, commitment_id=note.id):
            tx.update(replace(document, commitment_id=None))
        let_go(tx, note)
    tx.remove(note)


def let_go(tx: Transaction, commitment: Commitment) -> None:
    """A contact that answered a commitment stays, also one that belongs to no interview."""
    for touch in find(tx.reader, Touch, commitment_id=commitment.id):
        tx.update(replace(touch, commitment_id=None))
