"""A meeting's notes in their order: records as lines of shorthand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.facts import part_by_title
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
    unread_day,
)
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_tui.domain.case import Case

_RANKS = (Question, Need, Quote, Commitment, Remark)
"""Which comes first of notes in one position."""

_SOMEBODY = r"(?:\S+ ){0,2}\S+(?:'ll| will| would|'d)|will|to"
_WAIT = (
    r"let (?:you|me|us) know|(?:get|come|write) back(?: to (?:you|me|us))?|(?:be|get) in touch(?: with (?:you|me|us))?|"
    r"reach out(?: to (?:you|me|us))?|keep (?:you|me|us) (?:posted|informed)"
)
_NONE_GIVEN = re.compile(
    r"none|none given|nothing|nothing given|no next steps?(?: given)?|don't call us,? we'll call you|"
    r"(?:you|i)(?:'ll| will) hear (?:back )?from (?:us|them)|"
    rf"(?:(?:{_SOMEBODY}) )?(?:{_WAIT})(?: soon| shortly| in due course)?"
)


def none_given(text: str) -> bool:
    """Whether what they commit to is no more than "we'll let you know", with nothing else in it: one is left waiting
    without a next step.
    """
    words = clean_line(text).casefold().replace("’", "'").strip("\"“”'.!… ")
    return _NONE_GIVEN.fullmatch(words) is not None


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


def arranged(lines: Iterable[NoteLine]) -> tuple[NoteLine, ...]:
    """Lines in the order in which `notes_text` writes them: the title (the last one counts), people, stories for no
    need, then the rest as it stands, each story right under the need above it.
    """
    titles: list[NoteLine] = []
    people: list[NoteLine] = []
    loose: list[NoteLine] = []
    rest: list[list[NoteLine]] = []
    under: list[NoteLine] | None = None
    for line in lines:
        match line:
            case TitleLine():
                titles = [line]
            case PersonLine():
                people.append(line)
            case StoryLine():
                (loose if under is None else under).append(line)
            case NeedLine():
                under = [line]
                rest.append(under)
            case _:
                rest.append([line])
    return (*titles, *people, *loose, *(line for group in rest for line in group))


def place(record: Attendance | MeetingNote) -> tuple[int, int, int]:
    """By what records of one sequence (people, a need's stories, stories for none, the rest) are put in order."""
    rank = _RANKS.index(type(record)) if type(record) in _RANKS else 0
    return record.position, rank, record.id


def _ordered(case: Case) -> Iterator[Record]:
    yield from case.attendances
    here = sorted((m for m in case.matches if m.meeting_id == case.meeting.id), key=place)
    heard = {need.id for need in case.heard}
    yield from (m for m in here if m.need_id not in heard)
    notes: list[MeetingNote] = [*case.questions, *case.heard, *case.quotes, *case.commitments, *case.remarks]
    for note in sorted(notes, key=place):
        yield note
        if isinstance(note, Need):
            yield from (m for m in here if m.need_id == note.id)


def as_line(case: Case, record: Record) -> NoteLine:
    """The line of shorthand that says what a record of the notes says."""
    match record:
        case Attendance():
            person = case.people[record.person_id]
            part = next((i.part for i in case.involvements if i.person_id == person.id), None)
            named = "" if part is None or part is part_by_title(person.title) else str(part)
            return PersonLine(person.name, person.title, person.email, named, absent=record.present is False)
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
            unread = "" if record.due else unread_day(record.text)
            return CommitmentLine(record.owner, record.text, case.person_name(record.person_id), record.due, unread)
        case Remark():
            return RemarkLine(record.text)
    raise TypeError(f"a {type(record).__name__} is no part of the notes")
