"""A meeting's notes in their order: records as lines of shorthand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.records import (
    Attendance,
    Commitment,
    Match,
    MeetingNote,
    Need,
    Question,
    QuestionState,
    Quote,
    Record,
    Remark,
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
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.domain.case import Case


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One record of the notes, and the line of shorthand that says it."""

    record: Record
    line: NoteLine


def outline(case: Case) -> tuple[OutlineItem, ...]:
    """People first, then stories picked for no need, then the rest as it was written, each story under its need."""
    return tuple(OutlineItem(record, as_line(case, record)) for record in _ordered(case))


def notes_text(case: Case) -> tuple[NoteLine, ...]:
    """All the notes of the meeting as lines of shorthand, its title included."""
    title = (TitleLine(case.meeting.title),) if case.meeting.title else ()
    return (*title, *(item.line for item in outline(case)))


def _ordered(case: Case) -> Iterator[Record]:
    yield from case.attendances
    here = sorted((m for m in case.matches if m.meeting_id == case.meeting.id), key=lambda m: (m.position, m.id))
    heard = {need.id for need in case.heard}
    yield from (m for m in here if m.need_id not in heard)
    notes: list[MeetingNote] = [*case.questions, *case.heard, *case.quotes, *case.commitments, *case.remarks]
    for note in sorted(notes, key=lambda n: n.position):
        yield note
        if isinstance(note, Need):
            yield from (m for m in here if m.need_id == note.id)


def as_line(case: Case, record: Record) -> NoteLine:
    """The line of shorthand that says what a record of the notes says."""
    match record:
        case Attendance():
            person = case.people[record.person_id]
            return PersonLine(person.name, person.title, person.email)
        case Question():
            return QuestionLine(
                record.text,
                record.answer,
                case.person_name(record.person_id),
                kept=record.state is QuestionState.KEPT,
                no_answer=record.state is QuestionState.NO_ANSWER,
            )
        case Need():
            return NeedLine(record.text, record.pressing, case.person_name(record.person_id))
        case Quote():
            return QuoteLine(record.text, case.person_name(record.person_id))
        case Match():
            return StoryLine(case.stories[record.story_id].title, record.synopsis)
        case Commitment():
            return CommitmentLine(record.owner, record.text, case.person_name(record.person_id), record.due)
        case Remark():
            return RemarkLine(record.text)
    raise TypeError(f"a {type(record).__name__} is no part of the notes")
