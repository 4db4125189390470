"""Lines of shorthand, written as records of a meeting."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import TYPE_CHECKING, assert_never

from interview_tui.domain.dates import full_date
from interview_tui.domain.errors import Refused
from interview_tui.domain.outline import none_given
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    Match,
    Meeting,
    MeetingNote,
    Need,
    Owner,
    Person,
    Question,
    QuestionState,
    Quote,
    Record,
    Ref,
    Remark,
    Story,
    ref,
)
from interview_tui.domain.shorthand import (
    CommitmentLine,
    NeedLine,
    NoteLine,
    PersonLine,
    QuestionLine,
    QuoteLine,
    RemarkLine,
    StoryLine,
    TitleLine,
    format_line,
)
from interview_tui.domain.text import clean, counted, shorten
from interview_tui.services.people import attend, find_or_add, involve, named_in, part_named
from interview_tui.services.removing import remove_note
from interview_tui.store.reading import some

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.store.transaction import Transaction


_CONTENT: dict[type[Record], tuple[str, ...]] = {
    Question: ("text", "answer", "state", "person_id"),
    Need: ("text", "pressing", "person_id"),
    Quote: ("text", "person_id"),
    Match: ("story_id", "synopsis"),
    Commitment: ("owner", "text", "person_id", "due", "passive"),
    Remark: ("text",),
}
"""What a line says of its record."""
_SAME: dict[type[Record], tuple[str, ...]] = {
    Question: ("text", "person_id"),
    Need: ("text", "person_id"),
    Quote: ("text", "person_id"),
    Match: ("story_id", "need_id"),
    Commitment: ("owner", "text", "person_id"),
    Remark: ("text",),
}
"""By what a line is known again when it is written a second time."""
_WORDS: dict[type[Record], tuple[str, str]] = {
    Attendance: ("person", "people"),
    Match: ("story", "stories"),
}


class NoteWriter:
    """Writes to one meeting, inside one transaction. `refs` are the records written so far."""

    def __init__(self, tx: Transaction, case: Case, *, under: int | None = None) -> None:
        self.refs: list[Ref] = []
        self.doubts: list[str] = []
        """What was guessed, is new, or was not understood: to be said."""
        self._tx = tx
        self._case = case
        self._need_id = under
        start = case.meeting_start
        self._met = start is not None and start <= tx.now
        kinds: tuple[tuple[MeetingNote, ...], ...]
        kinds = (case.questions, case.needs, case.quotes, case.matches, case.commitments, case.remarks)
        self._position = (
            max((n.position for notes in kinds for n in notes if n.meeting_id == case.meeting.id), default=0) + 1
        )
        self._written: Counter[type[Record]] = Counter()
        self._known: dict[type[MeetingNote], dict[tuple[object, ...], MeetingNote]] = {}
        self._renamed: dict[str, int] = {}

    def under(self, need_id: int | None) -> None:
        """Stories that are written from now on belong to this need, until another one is written."""
        self._need_id = need_id

    def summary(self) -> str:
        """What was written: `2 needs, 1 quote`."""
        parts = [
            counted(number, *_WORDS.get(cls, (NOUNS[cls].word, NOUNS[cls].word + "s")))
            for cls, number in self._written.items()
        ]
        return ", ".join(parts) or "the meeting's title"

    def write(self, line: NoteLine) -> Ref:
        """Adds a line to the notes; one that stands there already is completed by what the new one says more. Gives
        the record in which it stands: for a title the meeting.
        """
        match line:
            case TitleLine(text):
                return ref(self._tx.change(self._tx.get(Meeting, self._case.meeting.id), title=text))
            case PersonLine():
                person = find_or_add(self._tx, line, company=self._case.interview.company)
                involve(self._tx, self._case.interview.id, person.id, part_named(line))
                present = False if line.absent else True if self._met else None
                attendance = attend(self._tx, self._case.meeting.id, person.id, present=present)
                self._count(attendance)
                return ref(attendance)
            case _:
                if isinstance(line, QuoteLine | NeedLine | QuestionLine | CommitmentLine) and not line.text:
                    raise Refused(f"“{format_line(line)}” says nothing yet: write the words before the name")
                note = self._put(self._record(line))
                if isinstance(note, Need):
                    self._need_id = note.id
                return ref(note)

    def rewrite(self, old: Record, line: NoteLine) -> Ref:
        """Makes the record of a line say what the line says now; a line of another kind takes its place.

        Raises Refused for a title, which is no line of its own.
        """
        if isinstance(line, TitleLine):
            raise Refused("a line of the notes cannot become the title: add a line that begins with #")
        if isinstance(old, Attendance) and isinstance(line, PersonLine):
            person = self._tx.get(Person, old.person_id)
            name = line.name or line.email
            self._renamed[person.name.casefold()] = person.id
            self._tx.change(person, name=name, title=line.title, email=line.email.casefold())
            if line.part:
                involve(self._tx, self._case.interview.id, person.id, part_named(line))
            if line.absent:
                self._tx.change(old, present=False)
            elif old.present is False:
                self._tx.change(old, present=None)
            return ref(old)
        if isinstance(line, PersonLine):
            remove_note(self._tx, old)
            return self.write(line)
        new = self._record(line)
        if type(new) is type(old):
            said = {name: getattr(new, name) for name in _CONTENT[type(new)]}
            return ref(self._tx.change(old, **said, **self._entered(old, new)))
        remove_note(self._tx, old)
        self._position = getattr(old, "position", self._position)
        return ref(self._put(new))

    def _record(
        self, line: QuestionLine | NeedLine | QuoteLine | StoryLine | CommitmentLine | RemarkLine
    ) -> MeetingNote:
        meeting = self._case.meeting.id
        match line:
            case QuestionLine(text, answer, of):
                return Question(
                    meeting_id=meeting,
                    text=text,
                    answer=answer,
                    state=_question_state(line),
                    person_id=self._person(of),
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

    def _put(self, new: MeetingNote) -> MeetingNote:
        cls = type(new)
        known = self._known_notes(cls)
        stored = known.get(_key(new)) or self._without_a_name(new)
        if stored is None:
            note = self._tx.add(replace(new, position=self._position, entered=self._tx.now))
            self._position += 1
            self._count(note)
        else:
            said = {name: getattr(new, name) for name in _CONTENT[cls] if name not in _SAME[cls] or name == "person_id"}
            news = {name: value for name, value in said.items() if value != _DEFAULTS[cls].get(name)}
            del known[_key(stored)]
            note = self._tx.change(stored, **news, **self._entered(stored, new))
            if note is not stored:
                self._count(note)
        known[_key(note)] = note
        return note

    def _entered(self, old: Record, new: Record) -> dict[str, datetime]:
        """A question that was prepared and has its answer now was entered when it was answered."""
        if isinstance(old, Question) and isinstance(new, Question) and not old.was_asked and new.was_asked:
            return {"entered": self._tx.now}
        return {}

    def _without_a_name(self, new: MeetingNote) -> MeetingNote | None:
        """The note with the same words where one of the two does not say whose they are."""
        if "person_id" not in _SAME[type(new)]:
            return None
        words = _key(new)[:-1]
        alike = (note for key, note in self._known_notes(type(new)).items() if key[:-1] == words)
        return next((n for n in alike if None in (getattr(n, "person_id", 0), getattr(new, "person_id", 0))), None)

    def _known_notes(self, cls: type[MeetingNote]) -> dict[tuple[object, ...], MeetingNote]:
        """The notes of a kind that the meeting has, by what they are known again by; read once."""
        if cls not in self._known:
            notes = some(self._tx.reader, cls, "meeting_id = ?", self._case.meeting.id)
            self._known[cls] = {_key(note): note for note in reversed(notes)}
        return self._known[cls]

    def _count(self, record: Record) -> None:
        if ref(record) not in self.refs:
            self.refs.append(ref(record))
            self._written[type(record)] += 1

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
        found = some(self._tx.reader, Story, "title = ? COLLATE NOCASE", title)
        return found[0] if found else self._tx.add(Story(title=title))


_DEFAULTS = {cls: {f.name: f.default for f in fields(cls)} for cls in _CONTENT}


def _question_state(line: QuestionLine) -> QuestionState:
    if line.kept:
        return QuestionState.KEPT
    if line.no_answer:
        return QuestionState.NO_ANSWER
    return QuestionState.ANSWERED if line.answer else QuestionState.PREPARED


def _key(note: MeetingNote) -> tuple[object, ...]:
    values = (getattr(note, name) for name in _SAME[type(note)])
    return tuple(clean(value).casefold() if isinstance(value, str) else value for value in values)
