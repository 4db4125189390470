"""What each person already got from me: the log of the value rule, which asks that a contact bring something new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.chart import holds_chart
from interview_tui.domain.enums import Direction, LetterState
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.text import plain_words, repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.enums import Channel
    from interview_tui.domain.records import Letter, Touch


@dataclass(frozen=True, slots=True)
class SentItem:
    """One thing that a person got: when (an instant in UTC), how, and what."""

    at: datetime
    channel: Channel
    what: str


def already_sent(person_id: int, letters: Iterable[Letter], touches: Iterable[Touch]) -> tuple[SentItem, ...]:
    """What a person got, oldest first: each line that a letter or a contact brought, else the letter's name and
    subject or the contact's note. A letter's own contact is not listed a second time.
    """
    told: list[SentItem] = []
    sent = [x for x in letters if x.person_id == person_id and x.state is LetterState.SENT and x.sent is not None]
    for letter in sent:
        name = f"{LETTERS[letter.kind].title}: {letter.subject}" if letter.subject else LETTERS[letter.kind].title
        if letter.sent is not None:
            told += _lines(letter.sent, letter.channel, letter.brings, name)
    known = {letter.id for letter in sent}
    for touch in touches:
        if _reached(touch, person_id) and touch.letter_id not in known:
            told += _lines(touch.at, touch.channel, touch.brings, touch.note)
    return tuple(sorted(told, key=lambda one: one.at))


def _reached(touch: Touch, person_id: int | None) -> bool:
    """Whether a contact brought something to a person: one of mine to them that arrived."""
    return touch.person_id == person_id and touch.direction is Direction.OUT and not touch.bounced


def _lines(at: datetime, channel: Channel, brings: str | None, otherwise: str) -> list[SentItem]:
    brought = [line.strip() for line in (brings or "").splitlines() if line.strip()]
    if brought:
        return [SentItem(at, channel, line) for line in brought]
    return [SentItem(at, channel, otherwise)]


def promised_sample(rows: Sequence[ChartRow], promise: str) -> str:
    """The sample that a promise speaks of, by the file's name or the story's title; '' where it names none."""
    for row in rows:
        stem = "" if is_web_link(row.sample) else sample_name(row.sample).rpartition(".")[0]
        if row.sample and (repeats(promise, stem) or repeats(promise, row.story)):
            return row.sample
    return ""


def lines_brought_to(case: Case, person_id: int | None) -> frozenset[str]:
    """What was brought to a person so far, also in other interviews, line by line, as plain words."""
    brought = [x.brings for x in case.letters if x.person_id == person_id and x.state is LetterState.SENT]
    brought += [t.brings for t in case.touches if _reached(t, person_id)]
    brought += case.brought_elsewhere.get(person_id or 0, ())
    return frozenset(plain_words(line) for lines in brought for line in (lines or "").splitlines() if line.strip())


def brought(rows: Sequence[ChartRow], text: str, carried: Sequence[ChartRow] = ()) -> tuple[str, ...]:
    """What of the rows a text brings: titles of stories that it tells, and samples that it names. Where it holds the
    chart, the rows `carried` there are told.
    """
    shown = {row.match_id for row in carried} if holds_chart(text) else set()
    matched = [row for row in rows if row.matched]
    told = [
        r.story
        for r in matched
        if r.match_id in shown or any(repeats(text, words) for words in (r.story, r.synopsis, r.result))
    ]
    samples = [
        sample_name(r.sample)
        for r in matched
        if r.sample and (sample_name(r.sample) in text or repeats(text, r.sample_name))
    ]
    return tuple(dict.fromkeys((*told, *samples)))


def next_news(case: Case, rows: Sequence[ChartRow], person_id: int | None) -> ChartRow | None:
    """The most pressing row of the chart that a person does not have yet: its story, or its sample."""
    had = lines_brought_to(case, person_id)
    matched = [row for row in rows if row.matched]
    no_progress = (row for row in matched if plain_words(row.story) not in had)
    unseen = (row for row in matched if row.sample and plain_words(sample_name(row.sample)) not in had)
    return next(no_progress, None) or next(unseen, None)


def brings_something_new(case: Case, letter: Letter) -> bool:
    """Whether a letter brings something that its reader does not have yet."""
    had = lines_brought_to(case, letter.person_id)
    return any(plain_words(line) not in had for line in (letter.brings or "").splitlines() if plain_words(line))


def sample_name(sample: str) -> str:
    """How a letter names a sample: a link as it is, a file by its name."""
    return sample if is_web_link(sample) else sample.replace("\\", "/").rstrip("/").rpartition("/")[2] or sample


def is_web_link(sample: str) -> bool:
    """Whether a sample is a link rather than a file."""
    return "://" in sample or sample.casefold().startswith(("www.", "mailto:"))
