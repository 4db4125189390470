"""One line for a prompt, tmux or motd, run every few seconds, so it loads next to nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.cli.output import say, say_json
from interview_tui.domain.dates import due_words
from interview_tui.domain.text import shorten
from interview_tui.store.figures import NO_FIGURES, figures

if TYPE_CHECKING:
    from interview_tui.settings import Settings
    from interview_tui.store.database import Store
    from interview_tui.store.figures import Figures

PLACEHOLDERS = ("overdue", "today", "unplanned", "next", "punctuality", "first")
NAME_LIMIT = 40
"""Characters that a status line has room for: of a company's name, of a follow-up."""
MARKS = {"tmux": "#", "zsh": "%"}
"""What a program that shows the line would obey; doubled, it is a plain character there."""


class Asked:
    """How the line is wanted: its form (None for the usual one), for which program, only where something is due."""

    def __init__(self, form: str | None = None, *, reader: str = "", if_due: bool = False) -> None:
        self.form = form
        self.mark = MARKS.get(reader, "")
        self.if_due = if_due


def status(settings: Settings, store: Store, asked: Asked, *, as_json: bool = False) -> None:
    """Says the line, whose placeholders are all known. Raises StoreTrouble."""
    found, first = _read(settings, store, first=as_json or "{first" in (asked.form or ""))
    if as_json:
        say_json(_document(found, first), settings.calendar)
        return
    if asked.if_due and not found.overdue + found.today:
        return
    values = _values(found, first, settings)
    form = asked.form
    if form is None:
        form = "{overdue} overdue · {today} today{next? · next: {next}}{unplanned? · {unplanned} unplanned}"
    if asked.mark:
        values = {name: value.replace(asked.mark, asked.mark * 2) for name, value in values.items()}
    line = _CONDITIONS.sub(lambda part: part[2] if values[part[1]] not in ("", "0") else "", form)
    # Blanks at its ends are the form's own: a prompt may want them.
    say(" ".join(_BRACES.sub(lambda part: values[part[1]], line).splitlines()))


def unknown(form: str) -> str | None:
    """The first placeholder of a line that is none; None where all are known."""
    names = [part[1] for part in _CONDITIONS.finditer(form)]
    names += _BRACES.findall(_CONDITIONS.sub(lambda part: part[2], form))
    return next((name for name in names if name not in PLACEHOLDERS), None)


_BRACES = re.compile(r"\{([^{}]*)\}")
_CONDITIONS = re.compile(r"\{(\w+)\?((?:[^{}]|\{\w+\})*)\}")
"""`{next? · next: {next}}`: a text that is there only where its placeholder has something to say, which 0 is not."""


def _read(settings: Settings, store: Store, *, first: bool) -> tuple[Figures, tuple[str, str, str]]:
    """The figures and, when asked for, the first follow-up: its id, text and company, '' for each where there is none.

    There is nothing where there is no store yet, since a prompt must not make one.
    """
    if not store.is_there():
        store.refuse_anew()
        return NO_FIGURES, ("", "", "")
    now = settings.clock()
    with store.trouble():
        found = figures(store, now=now, today=settings.calendar.day(now))
        if not first or not found.overdue + found.today:
            return found, ("", "", "")
        from interview_tui.store.queue import Queue

        row = Queue(store, now, days=0).window(0, 1)[0]
        return found, (str(row.key), row.text, row.company)


def _document(found: Figures, first: tuple[str, str, str]) -> dict[str, object]:
    follow_up, text, company = first
    return {
        "overdue": found.overdue,
        "today": found.today,
        "unplanned": found.unplanned,
        "next": None if found.meeting_at is None else {"starts": found.meeting_at, "company": found.meeting_with},
        "first": {"id": follow_up, "text": text, "company": company} if follow_up else None,
        "punctuality": found.punctuality,
        "done": found.done,
        "on_time": found.on_time,
        "longest_streak": found.longest_streak,
        "victories": found.victories,
    }


def _values(found: Figures, first: tuple[str, str, str], settings: Settings) -> dict[str, str]:
    """The text for each placeholder; '' where there is nothing to say."""
    upcoming = ""
    if found.meeting_at is not None:
        local = settings.calendar.local(found.meeting_at)
        today = settings.calendar.day(settings.clock())
        words = due_words(local.date(), today=today, clock=local.time())
        upcoming = f"{shorten(found.meeting_with, NAME_LIMIT)} {words}"
    share = "" if found.punctuality is None else f"{found.punctuality}%"
    owed = f"{shorten(first[1], NAME_LIMIT)} ({shorten(first[2], NAME_LIMIT)})" if first[0] else ""
    numbers = (str(found.overdue), str(found.today), str(found.unplanned))
    return dict(zip(PLACEHOLDERS, (*numbers, upcoming, share, owed), strict=True))
