"""The follow-up queue on the command line: what, when, to whom, and why now. It loads no more than that takes."""

from __future__ import annotations

from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING

from interview_tui.cli.output import say, say_json
from interview_tui.domain.enums import DueState, Ref
from interview_tui.domain.text import counted
from interview_tui.store.queue import Queue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from interview_tui.domain.dates import Calendar
    from interview_tui.settings import Settings
    from interview_tui.store.database import Store
    from interview_tui.store.queue import QueueRow

USUAL_DAYS = 7
"""How far ahead one looks."""
DAY_ENDS = time(23, 59, 59)
"""Until when something may be done that is due on a whole day."""
DUE_LIMITS = (8, 14, 48, 24, 44)
"""Screen cells at most for id, when, what, whom, and company · role."""


def say_due(settings: Settings, store: Store, *, days: int, as_json: bool) -> None:
    """Says what is overdue, due today, due in so many days, and for which interviews nothing is planned.

    Raises StoreTrouble and sqlite3's errors.
    """
    calendar, now = settings.calendar, settings.clock()
    today = calendar.day(now)
    rows: Sequence[QueueRow] = ()
    if store.is_there():
        queue = Queue(store, now, days=days, collapse=not as_json)
        rows = queue.window(0, len(queue))
    else:
        store.refuse_anew()
    if as_json:
        say_json([_due_item(row, calendar) for row in rows], calendar)
        return
    nothing = not rows or rows[0].state is DueState.NONE
    if nothing:
        say(f"Nothing is due today or in the next {counted(days, 'day')}." if days else "Nothing is due today.")
    if not rows:
        return
    from interview_tui.cli.tables import aligned

    with_lines = [row for row in rows if row.selectable]
    lines = aligned((_due_row(row, today, calendar) for row in with_lines), DUE_LIMITS)
    headings = {
        DueState.OVERDUE: "Overdue",
        DueState.TODAY: "Today",
        DueState.UPCOMING: f"Next {counted(days, 'day')}",
        DueState.NONE: "Nothing planned",
    }
    groups = groupby(zip(with_lines, lines, strict=True), key=lambda pair: pair[0].state)
    for number, (state, group) in enumerate(groups):
        say(f"\n{headings[state]}" if number or nothing else headings[state], bold=True, red=state is DueState.OVERDUE)
        for _, line in group:
            say(line)
    for row in rows[len(with_lines) :]:
        say(f"\n{headings[row.state]}", bold=True)
        say(f"{row.text}: interview-tui list shows them")


def _due_row(row: QueueRow, today: date, calendar: Calendar) -> tuple[str, ...]:
    from interview_tui.ui.text import company_role, due, why

    sensitive = "sensitive: " if row.sensitive else ""
    return (
        str(row.key),
        due(row, today, calendar),
        row.text,
        row.person,
        company_role(row.company, row.role),
        f"{sensitive}{why(row, today, calendar)}",
    )


def _due_item(row: QueueRow, calendar: Calendar) -> dict[str, object]:
    return {
        "id": row.key,
        "kind": row.kind,
        "due": calendar.instant(row.day, DAY_ENDS) if row.day is not None and row.at is None else row.at,
        "all_day": row.day is not None and row.at is None,
        "state": row.state,
        "interview": Ref("i", row.interview_id),
        "company": row.company,
        "role": row.role,
        "step": int(row.step),
        "person": row.person or None,
        "person_id": None if row.person_id is None else Ref("p", row.person_id),
        "channel": row.channel,
        "why": row.why,
        "text": row.text,
        "counts_from": row.anchor,
        "sensitive": row.sensitive,
    }
