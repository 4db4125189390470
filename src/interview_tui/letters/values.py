"""What a letter says: the values that a template is given, taken from the records in this one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from interview_tui.domain.already_sent import (
    charted,
    is_web_link,
    next_news,
    promised_sample,
    sample_name,
)
from interview_tui.domain.chart import CHART_LINE
from interview_tui.domain.dates import MONTHS, WEEKDAYS, Calendar, zone_named
from interview_tui.domain.enums import CommitmentState, MeetingState, Outcome, Owner, Part
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.letters import needs_of, outcome_of, quotes_of, tie
from interview_tui.domain.text import clean_line, ended, first_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.records import Commitment, Meeting


POINTS_AT_MOST = 3
"""Needs that a request to a voice from outside names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom and by what a letter is drafted."""

    case: Case
    kind: LetterKind
    person_id: int | None
    rows: Sequence[ChartRow]
    """The chart, whose samples can all be sent."""
    calendar: Calendar
    now: datetime
    me: str
    """What to sign with: a name, or some lines; '' for none."""
    promise: Commitment | None = None
    """The promise that the letter keeps."""
    other_answer_by: date | None = None
    """By when another employer wants my answer to their offer."""
    accepted_elsewhere: bool = False
    """Whether I have accepted another employer's offer."""

    @property
    def today(self) -> date:
        """The user's day."""
        return self.calendar.day(self.now)


def draft(occasion: Occasion, templates: Path) -> tuple[str, str]:
    """Subject and body. What the records do not hold is left out. Raises TemplateTrouble."""
    from interview_tui.letters.sandbox import render

    return render(template_for(occasion), values(occasion), templates)


def template_for(occasion: Occasion) -> str:
    """The name of the template: the kind, or what becomes of it for this person or outcome."""
    case, kind = occasion.case, occasion.kind
    found = tie(case, occasion.person_id)
    outcome = outcome_of(case)
    if kind is LetterKind.THANK_YOU and occasion.person_id in case.outsiders:
        return "thanks_for_help"
    if kind is LetterKind.RECOMMENDATION and found is not None and found.part is Part.CONNECTION:
        return "good_word"
    if kind is LetterKind.WITHDRAWAL and outcome is Outcome.OFFER:
        return str(LetterKind.DECLINE)
    return str(kind)


def values(occasion: Occasion) -> dict[str, object]:
    """What a template is given: text, numbers, lists and dicts; '' for what is not known."""
    case, person_id = occasion.case, occasion.person_id
    outcome = outcome_of(case)
    person = case.people.get(person_id) if person_id is not None else None
    name = clean_line(person.name) if person else ""
    quotes = quotes_of(case, person_id)
    needs = needs_of(case, person_id)
    found = tie(case, person_id)
    row = next_news(case, occasion.rows, person_id) if occasion.kind is LetterKind.CHECK_IN else None
    met = case.met
    return {
        "me": occasion.me,
        "name": name,
        "first": first_name(name),
        "company": clean_line(case.interview.company),
        "role": clean_line(case.interview.role),
        "day": _day(occasion, case.meeting) if case.meeting_start else "",
        "quote": quotes[0].text if quotes else "",
        "need": needs[0].text if needs else "",
        "answer": _answer(occasion.rows, needs[0].id) if needs else "",
        "turn": met.index(person_id) if person_id in met else 0,
        "their_step": _step(occasion, Owner.THEM),
        "my_step": _step(occasion, Owner.ME),
        "new": _row(row) if row else {},
        "points": [_row(r) for r in occasion.rows if r.matched][:POINTS_AT_MOST],
        **_chart(occasion),
        "matched": len({r.need_id for r in occasion.rows if r.matched}),
        "heard": len(case.needs),
        "knows": clean_line(case.person_name(found.knows_id)) if found else "",
        "sensitive": found.sensitive if found else False,
        "outcome": str(outcome or ""),
        "lesson": case.round.lesson,
        "reopened": case.round.reopened,
        "round": case.round.number,
        "running": outcome is None and person_id not in case.outsiders,
        "accepted_elsewhere": occasion.accepted_elsewhere,
        **_meetings(occasion),
        **_promise(occasion),
        **_offer(occasion),
    }


def long_day(day: date, today: date) -> str:
    """A day as a letter names it: `Tuesday, 1 December`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}{year}"


def _answer(rows: Sequence[ChartRow], need_id: int) -> str:
    """In one line, how I answered the like of a need."""
    row = next((r for r in rows if r.matched and r.need_id == need_id), None)
    return clean_line(row.synopsis or row.result or row.story) if row else ""


def _step(occasion: Occasion, owner: Owner) -> str:
    """The next step of one side as it was agreed, with its day; '' when there is none to build on."""
    # Their word that passed is what one asks about; a promise of mine that is settled is no step any more.
    standing = {CommitmentState.OPEN, *([CommitmentState.MISSED] if owner is Owner.THEM else [])}
    agreed = [c for c in occasion.case.commitments if c.owner is owner and c.state in standing and not c.passive]
    mine = [c for c in agreed if c.person_id in (None, occasion.person_id)]
    if occasion.kind is not LetterKind.CHECK_IN:  # whose day has passed is nothing to look forward to
        mine = [c for c in mine if c.due is None or c.due >= occasion.today]
    if not mine:
        return ""
    step = min(mine, key=lambda c: (c.due is None, c.due, c.id))
    return f"{step.text} (by {long_day(step.due, occasion.today)})." if step.due else ended(step.text)


def _day(occasion: Occasion, meeting: Meeting) -> str:
    """The day of a meeting as those who were there know it: in the zone in which it was agreed."""
    if meeting.starts is None:
        return ""
    zone = zone_named(meeting.zone) or occasion.calendar.zone
    return long_day(Calendar(zone).day(meeting.starts), occasion.today)


def _meetings(occasion: Occasion) -> dict[str, object]:
    """The meeting that fell through, the next one that is booked, and when another could be."""
    case = occasion.case
    off = (m for m in (case.meeting, *reversed(case.meetings)) if m.state is not MeetingState.PLANNED)
    fallen = next((m for m in off if m.starts is not None), None)
    booked = [(m.starts, m) for m in case.meetings if m.state is MeetingState.PLANNED and m.starts is not None]
    monday = occasion.today + timedelta(days=7 - occasion.today.weekday())
    ahead = min(((start, m.id, m) for start, m in booked if start > occasion.now), default=None)
    return {
        "fallen": _day(occasion, fallen) if fallen else "",
        "fallen_over": bool(fallen and fallen.starts and fallen.starts <= occasion.now),
        "ahead": _day(occasion, ahead[2]) if ahead else "",
        "next_week": long_day(monday, occasion.today).partition(", ")[2],
    }


def _promise(occasion: Occasion) -> dict[str, object]:
    """What I promised, as it follows “I would”; the day by which, where that has passed; and the sample that it is."""
    promise = occasion.promise
    if promise is None:
        return {"promise": "[[what you promised]]", "promised_by": "", "sample": "", "is_link": False}
    late = promise.due is not None and promise.due < occasion.today
    sample = promised_sample(occasion.rows, promise.text)
    return {
        "promise": _after_would(promise.text, occasion.case),
        "promised_by": long_day(promise.due, occasion.today) if promise.due and late else "",
        "sample": sample_name(sample) if sample else "",
        "is_link": bool(sample) and is_web_link(sample),
    }


def _after_would(text: str, case: Case) -> str:
    """A promise inside a sentence: in lower case, unless it begins with a name or with capitals."""
    text = clean_line(text).rstrip(" .;,!") or text
    first = re.split(r"['’\s]", text, maxsplit=1)[0]
    names = {word for p in case.people.values() for word in p.name.split()} | {*case.interview.company.split()}
    plain = first[:1].isupper() and first[1:].islower() and first not in names
    return text[:1].lower() + text[1:] if plain else text


def _offer(occasion: Occasion) -> dict[str, object]:
    """The terms of the offer, each by itself, and the dates by which answers are wanted."""
    offer, today = occasion.case.offer, occasion.today
    by, start = (offer.answer_by, offer.start) if offer else (None, None)
    other = occasion.other_answer_by
    return {
        "terms": terms_of(offer.terms) if offer else [],
        "start": long_day(start, today) if start else "",
        "written": offer.written if offer else False,
        "answer_by": long_day(by, today) if by and by >= today else "",
        "answer_was_due": by is not None and by < today,
        "other_answer_by": long_day(other, today) if other else "",
    }


def terms_of(text: str) -> list[str]:
    """The terms of an offer as they were written down, a line each or parted by semicolons."""
    parts = (part.strip(" \t-*•") for part in re.split(r"[;\n]", text))
    return [clean_line(part) for part in parts if part]


def _chart(occasion: Occasion) -> dict[str, object]:
    rows = charted(occasion.rows)
    if not LETTERS[occasion.kind].chart:
        return {"chart": "", "rows": [], "links": [], "enclosed": []}
    samples = list(dict.fromkeys(r.sample for r in rows if r.sample))
    return {
        "chart": CHART_LINE if rows else "",
        "rows": [_row(r) for r in rows],
        "links": [s for s in samples if is_web_link(s)],
        "enclosed": [sample_name(s) for s in samples if not is_web_link(s)],
    }


def _row(row: ChartRow) -> dict[str, object]:
    return {
        "need": row.need,
        "by": row.by,
        "story": row.story,
        "synopsis": row.synopsis,
        "result": row.result,
        "sample": sample_name(row.sample) if row.sample else "",
        "is_link": bool(row.sample) and is_web_link(row.sample),
    }
