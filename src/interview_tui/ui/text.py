"""Text for the screen, built from plain strings: what a person wrote is never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from interview_tui.domain.dates import ago_words, day_words, due_words
from interview_tui.domain.terms import Direction, Outcome

if TYPE_CHECKING:
    from datetime import date, datetime

    from rich.style import Style
    from rich.text import Text

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.store.queue import QueueRow

WHEN_WIDTH = 12
"""Cells for a due date in words: `10 days late`."""
OUTCOME_SIGNS = {
    Outcome.REJECTED: "× rejected",
    Outcome.OFFER: "★ offer",
    Outcome.WITHDRAWN: "– withdrawn",
    Outcome.QUIET: "… quiet",
    Outcome.INVITED: "↑ invited",
}


def cut(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something was left out."""
    if width <= 0:
        return ""
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def padded(text: str, width: int) -> str:
    """Exactly `width` cells."""
    return set_cell_size(cut(text, width), width)


def two_ends(left: Text, right: str, width: int, style: Style | str = "") -> Text:
    """`left` at the left and `right` at the right edge; the left one is cut where both do not fit."""
    room = width - cell_len(right) - (1 if right else 0)
    line = left.copy()
    if line.cell_len > room:
        line.plain = cut(line.plain, room)
    line.append(" " * (width - line.cell_len - cell_len(right)))
    line.append(right, style)
    return line


def last_touch(case: Case, *, now: datetime, calendar: Calendar) -> str:
    """The last contact with an interview, in a line: how long ago, how, with whom, and what was said."""
    if not case.touches:
        return "No touch yet"
    touch = max(case.touches, key=lambda t: (t.at, t.id))
    way = "from" if touch.direction is Direction.IN else "to"
    whom = case.person_name(touch.person_id) or case.interview.company
    ago = ago_words(touch.at, now=now, calendar=calendar)
    return f"Last touch {ago}: {touch.channel} {way} {whom}" + (f", “{touch.note}”" if touch.note else "")


def company_role(company: str, role: str) -> str:
    """`Acme · SRE`."""
    return f"{company} · {role}" if role else company


def due(row: QueueRow, today: date, calendar: Calendar) -> str:
    """When a follow-up is due, in a few words."""
    clock = None if row.at is None else calendar.local(row.at).time()
    return due_words(row.day, today=today, clock=clock)


def what(row: QueueRow) -> str:
    """What is owed and to whom, the person named once."""
    whom = row.person if row.person and row.person not in row.text else ""
    return f"{row.text} ({whom})" if whom else row.text


def why(row: QueueRow, today: date, calendar: Calendar) -> str:
    """Why now: the rule, and the date that it counts from."""
    if row.anchor is None:
        return row.why
    return f"from {counts_from(row.anchor, today, calendar)}: {row.why}"


def counts_from(anchor: datetime, today: date, calendar: Calendar) -> str:
    """The day from which a rule counts."""
    return day_words(calendar.day(anchor), today=today)
