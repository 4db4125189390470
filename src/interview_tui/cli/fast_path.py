"""The short way in for what runs at every prompt: `status` and `due`, as they are usually written.

The command line proper (group.py) declares every command and what is said of a wrong one; loading what it is made of
takes longer than these commands do. So arguments that are plain and right are read here, and all others go there; so
does everything where the store must first be brought up to this version. Both ways run the same functions, and a test
holds their output against one another.
"""

from __future__ import annotations

from datetime import time
from itertools import groupby
from pathlib import Path

from interview_tui.cli.output import Said, complain, ended, say, say_json
from interview_tui.domain.dates import due_words
from interview_tui.domain.enums import DueState, Ref
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.text import counted, shorten
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.store.figures import NO_FIGURES, figures

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from interview_tui.domain.dates import Calendar
    from interview_tui.settings import Settings
    from interview_tui.store.database import Store
    from interview_tui.store.figures import Figures
    from interview_tui.store.queue import QueueRow

    Work = Callable[[Settings, Store], None]

VALUES = {"": ("--db", "--config"), "status": ("--format", "--for"), "due": ("--days",)}
"""The options that take a value, of the program and of each command."""
SWITCHES = {"status": ("--if-due", "--json"), "due": ("--json",)}
_GO_THE_LONG_WAY = -1
"""No exit code of a command."""


def run(arguments: Sequence[str]) -> int | None:
    """Runs a command that is written plainly and gives its exit code; None where it is not, or the store is behind."""
    read = _read(arguments)
    if read is None:
        return None
    command, options = read
    work = _status(options) if command == "status" else _due(options)
    if work is None:
        return None
    code = ended(lambda: _done(options, work))
    return None if code == _GO_THE_LONG_WAY else code


def _done(options: dict[str, str], work: Work) -> int:
    from interview_tui.settings import from_process
    from interview_tui.store.database import Store
    from interview_tui.store.errors import Damaged

    db, config = options.get("--db"), options.get("--config")
    settings = from_process(store=Path(db) if db else None, configuration=Path(config) if config else None)
    store = Store(settings.paths.store, calendar=settings.calendar, backups=settings.paths.backups)
    store.mine = settings.mine
    before = Said.pieces
    try:
        if store.is_behind():
            return _GO_THE_LONG_WAY
        try:
            work(settings, store)
        except StoreTrouble as trouble:
            if isinstance(trouble, Damaged) and Said.pieces == before:
                return _GO_THE_LONG_WAY  # which shows what can still be read
            _complain_of(settings)
            raise
        _complain_of(settings)
    finally:
        store.close()
    return 0


def _complain_of(settings: Settings) -> None:
    for problem in settings.problems:
        complain(problem)


def _read(arguments: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """The command and its options, each given at most once; None for anything else than that."""
    command, options = "", dict[str, str]()
    rest = iter(arguments)
    for argument in rest:
        if argument in options:
            return None
        if argument in VALUES[command]:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            options[argument] = value
        elif argument in SWITCHES.get(command, ()):
            options[argument] = ""
        elif not command and argument in ("status", "due"):
            command = argument
        else:
            return None
    return (command, options) if command else None


def _status(options: dict[str, str]) -> Work | None:

    form, reader, as_json = options.get("--format"), options.get("--for", ""), "--json" in options
    if (form is not None and (as_json or unknown(form) is not None)) or (reader and reader not in MARKS):
        return None
    asked = Asked(form, reader=reader, if_due="--if-due" in options)
    return lambda settings, store: status(settings, store, asked, as_json=as_json)


def _due(options: dict[str, str]) -> Work | None:

    days = options.get("--days", str(DUE_DAYS))
    if not (days.isascii() and days.isdecimal() and len(days) < 5):
        return None

    return lambda settings, store: say_due(settings, store, days=int(days), as_json="--json" in options)


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
    found, first = _found(settings, store, first=as_json or "{first" in (asked.form or ""))
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


_BRACES = lazy_pattern(r"\{([^{}]*)\}")
_CONDITIONS = lazy_pattern(r"\{(\w+)\?((?:[^{}]|\{\w+\})*)\}")
"""`{next? · next: {next}}`: a text that is there only where its placeholder has something to say, which 0 is not."""


def _found(settings: Settings, store: Store, *, first: bool) -> tuple[Figures, tuple[str, str, str]]:
    """The figures and, when asked for, the first follow-up: its id, text and company, '' for each where there is none.

    There is nothing where there is no store yet, since a prompt must not make one.
    """
    if not store.is_there():
        store.refuse_new_store()
        return NO_FIGURES, ("", "", "")
    now = settings.clock()
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


DUE_DAYS = 7
"""How far ahead one looks."""
DAY_ENDS = time(23, 59, 59)
"""Until when something may be done that is due on a whole day."""
DUE_LIMITS = (8, 14, 48, 24, 44)
"""Screen cells of the columns at most: id, when, what, whom, and company · role."""


def say_due(settings: Settings, store: Store, *, days: int, text: str = "", as_json: bool) -> None:
    """Says what is overdue, due today, due in so many days, and for which interviews nothing is planned; of that only
    what the filter `text` leaves.

    Raises StoreTrouble and sqlite3's errors.
    """
    calendar, now = settings.calendar, settings.clock()
    today = calendar.day(now)
    rows: Sequence[QueueRow] = ()
    if store.is_there():
        from interview_tui.store.queue import Queue

        queue = Queue(store, now, days=days, text=text, collapse=not as_json)
        rows = queue.window(0, len(queue))
    else:
        store.refuse_new_store()
    if as_json:
        say_json([_due_item(row, calendar) for row in rows], calendar)
        return
    nothing = not rows or rows[0].state is DueState.NONE
    if nothing:
        when = f"today or in the next {counted(days, 'day')}" if days else "today"
        say(f"Nothing is due {when}{f': {text} leaves nothing' if text and not rows else ''}.")
    if not rows:
        return
    with_lines = [row for row in rows if row.selectable]
    from interview_tui.cli.output import aligned

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
    from interview_tui.domain.text import company_role
    from interview_tui.wording import due, why

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
