"""Text for the screen, built from plain strings: what a person wrote is never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.domain.dates import ago_words, day_words, due_words, short_day
from interview_tui.domain.enums import Direction, Outcome

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.store.queue import QueueRow

_NOT_NARROW = re.compile("[^\x20-\x7e\xa0-\xac\xae-\u02ff‘’“”–—…]")
"""Any other character is one cell wide; only for these is the table of widths loaded."""
_ELLIPSIS = "…"
# At the end of a text it would join what is put after it.
_JOINER = "\u200d"
_ONE_LINE = str.maketrans("\n\r\t", "   ")

WHEN_WIDTH = 12
"""Cells for a due date in words: `10 days late`."""
OUTCOME_SIGNS = {
    Outcome.REJECTED: "× rejected",
    Outcome.OFFER: "★ offer",
    Outcome.ACCEPTED: "★ accepted",
    Outcome.DECLINED: "– declined",
    Outcome.RESCINDED: "× rescinded",
    Outcome.WITHDRAWN: "– withdrawn",
    Outcome.QUIET: "… quiet",
    Outcome.INVITED: "↑ invited",
}


def cells(text: str) -> int:
    """How many cells a text takes."""
    if not _NOT_NARROW.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something was left out."""
    text = text.rstrip(_JOINER)
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    if not _NOT_NARROW.search(text):
        return text[: width - 1].rstrip(" ") + _ELLIPSIS
    from rich.cells import set_cell_size

    kept = set_cell_size(text, width - 1)
    while kept and (cells(kept) >= width or kept[-1] in " " + _JOINER):
        kept = kept[:-1]  # joiners make the cut text wider than what it was cut to
    return kept + _ELLIPSIS


def padded(text: str, width: int) -> str:
    """Exactly `width` cells, on one line."""
    line = cut(text if text.isprintable() else text.translate(_ONE_LINE), width)
    return line + " " * (width - cells(line))


def last_touch(case: Case, *, now: datetime, calendar: Calendar) -> str:
    """The last contact with an interview, in a line: how long ago, how, with whom, and what was said."""
    if not case.touches:
        return "No touch yet"
    touch = max(case.touches, key=lambda t: (t.at, t.id))
    way = "from" if touch.direction is Direction.IN else "to"
    whom = case.person_name(touch.person_id) or case.interview.company
    ago = ago_words(touch.at, now=now, calendar=calendar)
    return f"Last touch {ago}: {touch.channel} {way} {whom}" + (f", “{touch.note}”" if touch.note else "")


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def company_role(company: str, role: str) -> str:
    """`Acme · SRE`."""
    return f"{company} · {role}" if role else company


def due(row: QueueRow, today: date, calendar: Calendar) -> str:
    """When a follow-up is due, in a few words; '' for what has no due day."""
    if row.day is None:
        return ""
    clock = None if row.at is None else calendar.local(row.at).time()
    return due_words(row.day, today=today, clock=clock)


def what(row: QueueRow) -> str:
    """What is owed and to whom, the person named once."""
    whom = row.person if row.person and row.person not in row.text else ""
    return f"{row.text} ({whom})" if whom else row.text


def why(row: QueueRow, today: date, calendar: Calendar) -> str:
    """Why now: the rule, and the date that it counts from."""
    if row.anchor is None or short_day(calendar.day(row.anchor)) in row.why:
        return row.why
    rule, parted, added = row.why.partition("; ")
    return f"{rule} ({counts_from(row.anchor, today, calendar)}){parted}{added}"


def counts_from(anchor: datetime, today: date, calendar: Calendar) -> str:
    """The day from which a rule counts."""
    return day_words(calendar.day(anchor), today=today)
