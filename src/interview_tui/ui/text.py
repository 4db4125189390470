"""Text for the screen, built from plain strings: what a person wrote is never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from interview_tui.domain.dates import ago_words, day_words, due_words
from interview_tui.domain.terms import Direction, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rich.style import Style

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.store.queue import QueueRow

Drawn: TypeAlias = "str | Sequence[Segment]"
"""A line: a plain text, or stretches of it, each with its tone."""

_ELLIPSIS = "…"
# At the end of a text it would join what is put after it.
_JOINER = "\u200d"
_ONE_LINE = str.maketrans("\n\r\t", "   ")

WHEN_WIDTH = 12
"""Cells for a due date in words: `10 days late`."""
OUTCOME_SIGNS = {
    Outcome.REJECTED: "× rejected",
    Outcome.OFFER: "★ offer",
    Outcome.WITHDRAWN: "– withdrawn",
    Outcome.QUIET: "… quiet",
    Outcome.INVITED: "↑ invited",
}


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def plain(line: Drawn) -> str:
    """The text of a drawn line."""
    return line if isinstance(line, str) else "".join([part.text for part in line])


def cut(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something was left out."""
    text = text.rstrip(_JOINER)
    if cells(text) <= width:
        return text
    kept = set_cell_size(text, max(0, width - 1))
    while kept and (cells(kept) >= width or kept[-1] in " " + _JOINER):
        kept = kept[:-1]  # joiners make the cut text wider than what it was cut to
    return kept + _ELLIPSIS if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Exactly `width` cells, on one line."""
    line = cut(text if text.isprintable() else text.translate(_ONE_LINE), width)
    return line + " " * (width - cells(line))


def fit(line: Drawn, width: int) -> list[Segment]:
    """A drawn line in exactly `width` cells: padded, or cut with an ellipsis."""
    if isinstance(line, str):
        return [Segment(padded(line, width))]
    whole = plain(line)
    rest = padded(whole, width)
    if rest.startswith(whole):
        return [*line, Segment(rest[len(whole) :])]
    fitted = []
    for text, style, _ in line:  # a cut text has its ellipsis where the next character was: in that one's tone
        if rest:
            fitted.append(Segment(rest[: len(text)], style))
            rest = rest[len(text) :]
    return [*fitted, Segment(rest)] if rest else fitted


def two_ends(left: Drawn, right: str, width: int, style: Style | None = None) -> list[Segment]:
    """`left` at the left and `right` at the right edge; the left one is cut where both do not fit."""
    size = cells(right)
    room = width - size - (1 if right else 0)
    line = fit(left, max(0, room))
    return [*line, Segment(" " * (width - max(0, room) - size) + right, style)] if right else line


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
