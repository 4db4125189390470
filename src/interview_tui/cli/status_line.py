"""One line for a prompt, tmux or motd, run every few seconds, so it loads next to nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_tui.cli.output import say
from interview_tui.domain.dates import due_words
from interview_tui.domain.text import clean_line, shorten
from interview_tui.store.database import Store
from interview_tui.store.figures import Figures, figures

if TYPE_CHECKING:
    from interview_tui.settings import Settings

PLACEHOLDERS = ("overdue", "today", "next", "punctuality")
COMPANY_LIMIT = 40
"""Characters of a company's name that a status line has room for."""


def status(settings: Settings, form: str | None) -> None:
    """Says the line: of `form`, whose placeholders are all known, or the usual one. Raises StoreTrouble."""
    values = _values(_figures(settings), settings)
    if form is None:
        form = "{overdue} overdue · {today} today" + (" · next: {next}" if values["next"] else "")
    say(clean_line(_BRACES.sub(lambda found: values[found[1]], form)))


def unknown(form: str) -> str | None:
    """The first placeholder of a line that is none; None where all are known."""
    return next((name for name in _BRACES.findall(form) if name not in PLACEHOLDERS), None)


_BRACES = re.compile(r"\{([^{}]*)\}")


def _figures(settings: Settings) -> Figures:
    """The figures; of nothing where there is no store yet, since a prompt must not make one."""
    store = Store(settings.paths.store, calendar=settings.calendar, backups=settings.paths.backups)
    if not store.is_there():
        store.refuse_anew()
        return Figures(
            overdue=0, today=0, meeting_at=None, meeting_with="", done=0, on_time=0, longest_streak=0, victories=0
        )
    now = settings.clock()
    try:
        with store.trouble():
            return figures(store, now=now, today=settings.calendar.day(now))
    finally:
        store.close()


def _values(found: Figures, settings: Settings) -> dict[str, str]:
    """The text for each placeholder; '' where there is nothing to say."""
    upcoming = ""
    if found.meeting_at is not None:
        local = settings.calendar.local(found.meeting_at)
        today = settings.calendar.day(settings.clock())
        words = due_words(local.date(), today=today, clock=local.time())
        upcoming = f"{shorten(found.meeting_with, COMPANY_LIMIT)} {words}"
    share = "" if found.punctuality is None else f"{found.punctuality}%"
    values = (str(found.overdue), str(found.today), upcoming, share)
    return dict(zip(PLACEHOLDERS, values, strict=True))
