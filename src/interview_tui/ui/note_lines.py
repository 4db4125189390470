"""A note as one reads it: its shorthand sign, then what was said and who said it, each part in its tone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import date_words
from interview_tui.domain.enums import CommitmentState, Owner, QuestionState
from interview_tui.domain.notes_text import outline
from interview_tui.domain.records import Attendance, Commitment, Match, Need, Question, Quote, Remark
from interview_tui.domain.shorthand import PersonLine
from interview_tui.domain.text import clean_line, first_name
from interview_tui.terminal.text import NO_BREAK, cells
from interview_tui.ui.strips import wrapped_phrases

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.notes_text import OutlineItem
    from interview_tui.ui.strips import Phrase

SIGN = 4
"""Cells for the sign of a note; its text hangs beside it."""
STRONG, QUIET, ACCENT = "strong", "quiet", "accent"
_PRESENT = {True: "there", False: "not there", None: "invited"}


class Note(NamedTuple):
    """What is shown of a note."""

    sign: Phrase
    paragraphs: tuple[tuple[Phrase, ...], ...]
    right: str = ""
    """What stands at the right edge of its first line."""

    @property
    def text(self) -> str:
        """All that it says."""
        parts = ["".join([text for text, _ in paragraph]) for paragraph in self.paragraphs]
        return " ".join([*parts, self.right]).replace(NO_BREAK, " ")

    def lines(self, width: int) -> Iterator[tuple[Phrase, ...]]:
        """The note in lines of so many cells, without what stands at the right."""
        room = max(1, width - SIGN - (cells(self.right) + 1 if self.right else 0))
        sign = (f"{self.sign[0]:<{SIGN}}", self.sign[1])
        for paragraph in self.paragraphs:
            for line in wrapped_phrases(paragraph, room):
                yield sign, *line
                sign = (" " * SIGN, "")


def readable_notes(case: Case, calendar: Calendar, today: date) -> Iterator[tuple[OutlineItem, Note]]:
    """The notes of a meeting in their order."""
    firsts = {key: first_name(clean_line(person.name)) for key, person in case.people.items()}
    bearers = Counter(firsts.values())
    called = {key: first if bearers[first] == 1 else clean_line(case.people[key].name) for key, first in firsts.items()}
    expected = _foreseen(case)
    for item in outline(case):
        record = item.record
        match record:
            case Question() | Need() | Quote() | Commitment():
                who = called.get(record.person_id, "") if record.person_id is not None else ""
            case _:
                who = ""
        note = _note(case, item, who, calendar, today)
        yield item, note._replace(right="expected") if isinstance(record, Need) and record.id in expected else note


def _foreseen(case: Case) -> Collection[int]:
    """The needs that the study expected; what finds them is loaded only where there is a study."""
    if case.study is None or not case.needs:
        return ()
    from interview_tui.domain.study import foreseen

    return foreseen(case)


def _note(case: Case, item: OutlineItem, who: str, calendar: Calendar, today: date) -> Note:
    """`who`: how the person of whom it is, is called."""
    record, line = item.record, item.line
    match record:
        case Attendance() if isinstance(line, PersonLine):
            title = ", ".join(filter(None, (clean_line(line.title), line.part)))
            name = (clean_line(line.name), STRONG)
            return Note(("@", QUIET), ((name, (f", {title}" if title else "", QUIET)),), _PRESENT[record.present])
        case Question():
            return _put_to_me(case, record, who) if record.put_to_me else _question(record, who)
        case Need():
            sign = "!" * min(max(record.pressing, 1), 3)
            return Note((sign, ACCENT), (((clean_line(record.text), STRONG), *_after(who)),))
        case Quote():
            return Note(('"', QUIET), (((clean_line(record.text), ACCENT), *_after(who)),))
        case Match():
            title = clean_line(case.stories[record.story_id].title)
            return Note(("*", QUIET), (((title, ""),), *(((text, QUIET),) for text in _paragraphs(record.synopsis))))
        case Commitment():
            return _commitment(record, who, calendar, today)
    remark = _paragraphs(record.text) if isinstance(record, Remark) else []
    return Note(("", ""), tuple(((text, ""),) for text in remark) or ((),))


def _question(question: Question, who: str) -> Note:
    text, *more = _paragraphs(question.answer) or [""]
    if question.state is QuestionState.NO_ANSWER:
        said = (f"{who}: no answer" if who else "no answer", QUIET)
        answer = ((said,), *(((part, ""),) for part in (text, *more) if part))
    elif text:
        speaker = ((f"{who}: ", QUIET),) if who else ()
        answer = ((*speaker, (text, "")), *(((part, ""),) for part in more))
    else:
        kept = question.state is QuestionState.KEPT
        later = _after("kept for next time") if kept else ()
        return Note((">" if kept else "?", QUIET), (((clean_line(question.text), ""), *_after(who), *later),))
    return Note(("?", QUIET), (((clean_line(question.text), QUIET),), *answer))


def _put_to_me(case: Case, question: Question, who: str) -> Note:
    """A question that was put to you, how you answered it, and how that went."""
    story = case.stories.get(question.story_id or 0)
    no_answer = "no answer" if question.state is QuestionState.NO_ANSWER else ""
    said = [(part, "") for part in _paragraphs(question.answer)]
    about = (("", no_answer), ("story: ", story.title if story else ""))
    after = (("went: ", question.went), ("better: ", question.better))
    under = (
        *((f"{name}{clean_line(words)}", QUIET) for name, words in about if words),
        *said,
        *((f"{name}{clean_line(words)}", QUIET) for name, words in after if words),
    )
    asked = ((clean_line(question.text), QUIET if under else ""), *_after(who))
    return Note(("<", QUIET), (asked, *((part,) for part in under)))


def _commitment(record: Commitment, who: str, calendar: Calendar, today: date) -> Note:
    """What was promised, by when, and what came of it."""
    if record.state is not CommitmentState.OPEN:
        when = f" {date_words(calendar.day(record.settled), today)}" if record.settled else ""
        state = f"{record.state}{when}"
    elif record.passive:
        state = "no next step given"
    else:
        state = f"by {date_words(record.due, today)}" if record.due else ""
    sign = "+" if record.owner is Owner.ME else "-"
    return Note((sign, QUIET), (((clean_line(record.text), ""), *_after(who), *_after(state)),))


def _after(words: str) -> tuple[Phrase, ...]:
    """Words after a dot, which stay on the line of the word before it."""
    return ((f" · {words}".replace(" ", NO_BREAK), QUIET),) if words else ()


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.split("\n") if (line := clean_line(part))]
