"""Drafting: what a letter says, taken from the records, and the text that a template makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.dates import MONTHS, WEEKDAYS
from interview_tui.domain.letters import (
    WITH_CHART,
    chart_text,
    charted,
    is_link,
    is_outsider,
    needs_of,
    news,
    quotes_of,
    sample_name,
    tie,
)
from interview_tui.domain.records import CommitmentState, LetterKind, Outcome, Owner, Part
from interview_tui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from interview_tui.domain.case import Case
    from interview_tui.domain.chart import ChartRow
    from interview_tui.domain.dates import Calendar

POINTS_AT_MOST = 3
"""Needs that a request to a voice from outside names."""
_HONORIFICS = frozenset(
    [
        "dr",
        "dr.",
        "prof",
        "prof.",
        "professor",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "mx",
        "mx.",
        "sir",
        "dame",
        "herr",
        "frau",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom and by what a letter is drafted."""

    case: Case
    kind: LetterKind
    person_id: int | None
    rows: Sequence[ChartRow]
    """The chart, whose samples can all be sent."""
    calendar: Calendar
    today: date
    me: str
    """What to sign with: a name, or some lines; '' for none."""


def draft(occasion: Occasion, templates: Path) -> tuple[str, str]:
    """Subject and body. What the records do not hold is left out. Raises TemplateTrouble."""
    from interview_tui.letters.sandbox import render

    return render(template_for(occasion), values(occasion), templates)


def template_for(occasion: Occasion) -> str:
    """The name of the template: the kind, or what becomes of it for this person or outcome."""
    case, kind = occasion.case, occasion.kind
    found = tie(case, occasion.person_id)
    outcome = case.round.outcome or case.interview.outcome
    if kind is LetterKind.THANK_YOU and is_outsider(case, occasion.person_id):
        return "thanks_for_help"
    if kind is LetterKind.RECOMMENDATION and found is not None and found.part is Part.CONNECTION:
        return "good_word"
    if kind is LetterKind.WITHDRAWAL and outcome is Outcome.OFFER:
        return "offer_declined"
    return str(kind)


def values(occasion: Occasion) -> dict[str, object]:
    """What a template is given: text, numbers, lists and dicts; '' for what is not known."""
    case, person_id = occasion.case, occasion.person_id
    person = case.people.get(person_id) if person_id is not None else None
    name = clean_line(person.name) if person else ""
    quotes = quotes_of(case, person_id)
    needs = needs_of(case, person_id)
    found = tie(case, person_id)
    start = case.meeting_start
    row = news(case, occasion.rows, person_id) if occasion.kind is LetterKind.CHECK_IN else None
    met = case.met
    return {
        "me": occasion.me,
        "name": name,
        "first": first_name(name),
        "company": clean_line(case.interview.company),
        "role": clean_line(case.interview.role),
        "day": long_day(occasion.calendar.day(start), occasion.today) if start else "",
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
        "outcome": str(case.round.outcome or case.interview.outcome or ""),
        "lesson": case.round.lesson,
        "reopened": case.round.reopened,
    }


def first_name(name: str) -> str:
    """How a letter greets: by the first name; by the whole name where that is a title."""
    words = name.split()
    return name if not words or words[0].casefold().rstrip(".") in _HONORIFICS else words[0]


def long_day(day: date, today: date) -> str:
    """A day as a letter names it: `Tuesday, 1 December`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}{year}"


def as_markdown_text(text: str) -> str:
    """Plain text as Markdown that shows the same: its marks escaped, its lines kept."""
    import re

    from interview_tui.domain.chart import markdown

    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "  \n", "\n".join(map(markdown, text.split("\n"))))


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


def _chart(occasion: Occasion) -> dict[str, object]:
    rows = charted(occasion.rows)
    if occasion.kind not in WITH_CHART:
        return {"chart": "", "rows": [], "links": [], "enclosed": []}
    samples = list(dict.fromkeys(r.sample for r in rows if r.sample))
    return {
        "chart": chart_text(occasion.rows),
        "rows": [_row(r) for r in rows],
        "links": [s for s in samples if is_link(s)],
        "enclosed": [sample_name(s) for s in samples if not is_link(s)],
    }


def ended(text: str) -> str:
    """The text with a full stop, unless it ends in punctuation."""
    return f"{text}." if text[-1:].isalnum() else text


def _row(row: ChartRow) -> dict[str, object]:
    return {
        "need": row.need,
        "by": row.by,
        "story": row.story,
        "synopsis": row.synopsis,
        "result": row.result,
        "sample": sample_name(row.sample) if row.sample else "",
        "is_link": bool(row.sample) and is_link(row.sample),
    }
