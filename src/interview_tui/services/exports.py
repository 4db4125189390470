"""What of the store is exported, as values of a format: a table, vCards, a calendar, a folder of Markdown pages.

A meeting that came by invitation keeps the invitation's UID and revision: in a calendar that has the invitation it is
that event and no second one, and the organizer's next update still counts as newer.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from interview_tui.domain.dates import iso, leave_words, zone_named
from interview_tui.domain.enums import MeetingState, Ref, Settled
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.records import (
    MEETING_LENGTH,
    NOUNS,
    Interview,
    Involvement,
    Person,
    PreparedAnswer,
    Story,
    ref,
)
from interview_tui.domain.text import clean_line, company_role, shorten
from interview_tui.exporting import markdown
from interview_tui.exporting.calendar import CalendarEvent, CalendarTask, TaskState, calendar_text, is_url, write_items
from interview_tui.exporting.content_lines import own_uid
from interview_tui.exporting.files import WrittenFiles, is_plain_file, write_files
from interview_tui.exporting.table import table_text
from interview_tui.exporting.vcard import vcard
from interview_tui.services.base import no_progress
from interview_tui.store import calendar as stored
from interview_tui.store.case import load_case, other_meetings
from interview_tui.store.files import make_private_folder
from interview_tui.store.queries import AT_ONCE, listed
from interview_tui.store.records import find, last_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Meeting
    from interview_tui.exporting.calendar import CalendarItem
    from interview_tui.services.base import Context
    from interview_tui.store.calendar import FollowUpRow, MeetingRow
    from interview_tui.store.queries import Listed as Row


TABLE_HEADER = (
    "id", "company", "role", "step", "round", "outcome", "decision", "link", "location", "meeting", "people",
    "next_due", "next", "note", "created",
)  # fmt: skip
SETTLED_DAYS = 30
"""So many days a follow-up that is settled is still shown as such: whoever has it learns that it is."""
BEFORE_MEETING = (timedelta(days=1), timedelta(minutes=30))
BEFORE_TIMED = timedelta(minutes=30)
MORNING = time(9)
"""The time of the reminder of what is due on a day, by the user's clock."""

TASK_STATES = {
    Settled.OPEN: TaskState.OPEN,
    Settled.DONE: TaskState.DONE,
    Settled.SKIPPED: TaskState.OFF,
    Settled.CANCELLED: TaskState.OFF,
}


def export_table(context: Context) -> Iterator[str]:
    """The interviews as a table in pieces, one row each; `import` reads it again. Raises StoreTrouble."""
    return table_text(TABLE_HEADER, (_cells(row, context.calendar) for row in listed(context.store, context.clock())))


def _cells(row: Row, calendar: Calendar) -> tuple[str, ...]:
    def instant(text: str | None) -> str:
        return iso(datetime.fromisoformat(text), calendar) if text else ""

    return (
        str(Ref(NOUNS[Interview].letter, row.id)),
        row.company,
        row.role,
        str(row.step),
        str(row.round),
        row.outcome or "",
        row.decision,
        row.link,
        row.location,
        instant(row.meeting),
        row.people or "",
        row.due_day or instant(row.due_at),
        row.next or "",
        row.note,
        instant(row.created),
    )


def export_contacts(context: Context) -> Iterator[str]:
    """Everybody as vCards, in order of their ids. Raises StoreTrouble."""
    reader = context.store.reader
    for first in range(1, last_id(reader, Person) + 1, AT_ONCE):
        yield "".join(map(vcard, find(reader, Person, id=range(first, first + AT_ONCE))))


def export_calendar(context: Context, *, progress: Callable[[int], None] = no_progress) -> Iterator[str]:
    """One calendar (iCalendar) in pieces: all meetings that have a time, the open follow-ups, and those settled in the
    last SETTLED_DAYS. On one day the same store gives the same text. `progress` is called now and
    then with the number of items so far. Raises StoreTrouble.
    """
    zones: dict[ZoneInfo, int] = {}
    for name, last in stored.zones(context.store.reader):
        zone = _zone(name, context)
        zones[zone] = max(zones.get(zone, 0), last.astimezone(zone).year)
    yield from calendar_text(_items(context, progress), zones)


def export_vdir(context: Context, folder: Path, *, progress: Callable[[int], None] = no_progress) -> WrittenFiles:
    """The same as a folder with a file for each item, as khal, todoman and vdirsyncer have it: what is as it was is not
    touched, what is no longer shown is taken away; files of others stay. Makes the folder when there is none.
    Raises StoreTrouble, and UserError where the folder cannot be written.
    """
    make_private_folder(folder)
    return write_items(folder, _items(context, progress))


def _items(context: Context, progress: Callable[[int], None]) -> Iterator[CalendarItem]:
    today = context.today()
    since = context.calendar.instant(today - timedelta(days=SETTLED_DAYS), time())
    events = (_event(row, context, today) for row in stored.meetings(context.store.reader))
    tasks = (_task(row, context) for row in stored.follow_ups(context.store.reader, since=since, now=context.clock()))
    for number, item in enumerate(chain(events, tasks), start=1):
        yield item
        if number % stored.AT_ONCE == 0:
            progress(number)


def _event(row: MeetingRow, context: Context, today: date) -> CalendarEvent:
    meeting, leave = row.meeting, row.meeting.leave_by
    if meeting.starts is None:
        raise ValueError(f"m{meeting.id} has no time")
    zone = _zone(meeting.zone, context)
    own = own_uid(ref(meeting), row.created)
    # An invitation without an end stays one, so that it is the same when it comes back.
    ends = meeting.ends or (None if meeting.uid else meeting.starts + MEETING_LENGTH)
    off = meeting.state is not MeetingState.PLANNED
    # Programs ring for what they find unrung: that is not wanted for last year's meetings.
    ahead = context.calendar.day(meeting.starts) >= today
    role = f", {row.role}" if row.role else ""
    people = "; ".join(f"{name}, {title}" if title else name for name, title in row.people)
    lines = (
        f"{row.company}{role} ({row.interview})" + (f", round {row.round}" if row.round > 1 else ""),
        f"With: {people}" if people else "",
        leave_words(leave, context.calendar).capitalize(),
        meeting.link if not is_url(meeting.link) else "",
    )
    return CalendarEvent(
        name=own,
        uid=meeting.uid or own,
        created=row.opened,
        changed=max(row.opened, row.changed or row.opened),
        sequence=meeting.sequence if meeting.uid else meeting.version - 1,
        summary=_with(meeting.title or "Interview", row.company),
        description="\n".join(filter(None, lines)),
        starts=meeting.starts.astimezone(zone),
        ends=None if ends is None else ends.astimezone(zone),
        place=meeting.place,
        link=meeting.link,
        cancelled=off,
        alarms=_alarms(meeting) if ahead and not off else (),
    )


def _alarms(meeting: Meeting) -> tuple[timedelta, ...]:
    """How long before a meeting to remind of it: the day before, and half an hour before it or before leaving."""
    day_before, soon = BEFORE_MEETING
    leave = meeting.leave_by
    return day_before, soon + (meeting.starts - leave if meeting.starts and leave else timedelta())


def _task(row: FollowUpRow, context: Context) -> CalendarTask:
    follow_up = row.follow_up
    own = own_uid(ref(follow_up), follow_up.created)
    role = f", {row.role}" if row.role else ""
    lines = (
        f"Why: {follow_up.why}" if follow_up.why else "",
        f"By: {follow_up.channel}",
        f"Interview: {row.company}{role} (i{follow_up.interview_id})",
        f"Follow-up: {ref(follow_up)}",
        follow_up.note,
    )
    instants = (follow_up.created, follow_up.settled, row.changed)
    return CalendarTask(
        name=own,
        uid=own,
        created=follow_up.created,
        changed=max(instant for instant in instants if instant is not None),
        sequence=follow_up.version - 1,
        summary=_with(follow_up.text, row.person, row.company),
        description="\n".join(filter(None, lines)),
        due=_due(row),
        state=TASK_STATES[follow_up.state],
        settled=follow_up.settled,
        priority=int(KINDS[follow_up.kind].priority),
        category=follow_up.kind.replace("_", " "),
        alarm=_alarm(row, context) if follow_up.state is Settled.OPEN else None,
    )


def _due(row: FollowUpRow) -> date:
    due = row.follow_up.due_at or row.follow_up.due_day
    if due is None:
        raise ValueError(f"{ref(row.follow_up)} has no due date")
    return due


def _alarm(row: FollowUpRow, context: Context) -> datetime:
    due = _due(row)
    return due - BEFORE_TIMED if isinstance(due, datetime) else context.calendar.instant(due, MORNING)


def _with(text: str, *names: str) -> str:
    """`Check in (Dana Ruiz, Acme)`: the names that the text does not have itself."""
    missing = [name for name in names if name and name.casefold() not in text.casefold()]
    return f"{text} ({', '.join(missing)})" if missing else text


def _zone(name: str, context: Context) -> ZoneInfo:
    """The zone in which a meeting was agreed; the user's, where this machine does not know it."""
    return zone_named(name) or context.calendar.zone


def export_folder(context: Context, folder: Path, *, progress: Callable[[int], None] = no_progress) -> WrittenFiles:
    """Writes an index by steps (README.md), a page for each interview, people.md and stories.md; what is as it was is
    not touched, pages of interviews that are no more are taken away. Makes the folder when there is none. In a new git
    repository a README stays, and the index is interviews.md. `progress` is called now and then with the number of
    interviews done.

    Raises StoreTrouble, Refused for a folder in which something else lies, UserError where it cannot be written.
    """
    make_private_folder(folder)
    index = _index_for(folder)
    pages = folder / markdown.INTERVIEWS_FOLDER
    if pages.is_symlink():
        raise Refused(f"{clean_line(str(pages))} is a link: remove it, or give a new folder")
    make_private_folder(pages)
    done = WrittenFiles()
    reader = context.store.reader
    rows = {row.id: _listed(row, context) for row in listed(context.store, context.clock())}
    ties: dict[int, list[tuple[str, str, str]]] = {}
    for tie in find(reader, Involvement):
        if tie.interview_id in rows:
            at = rows[tie.interview_id]
            ties.setdefault(tie.person_id, []).append((str(tie.part), at.name, at.page))
    people = sorted(find(reader, Person), key=lambda person: (person.name.casefold(), person.id))
    whole = {
        index: markdown.index_page(list(rows.values())),  # first: it says whose folder this is
        markdown.PEOPLE_PAGE: markdown.people_page(people, ties, index),
        markdown.STORIES_PAGE: markdown.stories_page(
            {story.id: story for story in find(reader, Story)}, find(reader, PreparedAnswer), index
        ),
    }
    files = ((name, text.encode()) for name, text in whole.items())
    write_files(folder, files, is_own=whole.__contains__, done=done)
    write_files(pages, _pages(context, rows, progress), is_own=_is_page, done=done)
    return done


def _pages(
    context: Context, rows: dict[int, markdown.ListedInterview], progress: Callable[[int], None]
) -> Iterator[tuple[str, bytes]]:
    for number, (interview_id, one) in enumerate(rows.items(), start=1):
        reader, now = context.store.reader, context.clock()
        case = load_case(reader, interview_id, now)
        every = sorted((*other_meetings(reader, case, now), case), key=_place)
        yield one.page, markdown.interview_page(every, context.calendar).encode()
        if number % AT_ONCE == 0:
            progress(number)


def _place(case: Case) -> tuple[int, int]:
    """Rounds in their order, the meetings of one in theirs."""
    return case.round.number, [m.id for m in case.meetings].index(case.meeting.id)


def _listed(row: Row, context: Context) -> markdown.ListedInterview:
    due = row.due_day or (markdown.clock(datetime.fromisoformat(row.due_at), context.calendar) if row.due_at else "")
    return markdown.ListedInterview(
        name=company_role(row.company, row.role),
        page=markdown.page_name(str(Ref(NOUNS[Interview].letter, row.id)), row.company, row.role),
        step=row.step,
        outcome=row.outcome,
        next=f"{row.next}, {due}" if row.next else "",
    )


def _is_page(name: str) -> bool:
    return markdown.OWN_PAGE.fullmatch(name) is not None


def _index_for(folder: Path) -> str:
    """The name of the index in a folder: that of an earlier export, else one that is free. Nothing is written among
    files of somebody else's, but for those that a new repository has. Raises Refused, UserError.
    """
    try:
        made = (name for name in (markdown.INDEX_PAGE, markdown.INDEX_BESIDE_README) if _is_index(folder / name))
        index = next(made, "")
        names = [entry.name for entry in folder.iterdir()]
    except OSError as error:
        raise UserError(f"cannot read in {clean_line(str(folder))}: {error.strerror}") from error
    if index:
        return index
    seen = sorted(name for name in names if not name.startswith("."))
    others = [name for name in seen if not (".git" in names and _OF_REPOSITORY.fullmatch(name))]
    if others:
        has = f"{clean_line(str(folder))} has other files ({shorten(others[0], 40)})"
        raise Refused(f"{has}: give a new folder, or one made by an export")
    has_readme = any(name.casefold().startswith("readme") for name in seen)
    return markdown.INDEX_BESIDE_README if has_readme else markdown.INDEX_PAGE


_OF_REPOSITORY = re.compile(r"(?:readme|licen[cs]e|copying)(?:[.-][\w.-]+)?", re.IGNORECASE)
"""What a new repository has beside hidden files."""


def _is_index(path: Path) -> bool:
    """Whether an export made that file. Raises OSError."""
    if not is_plain_file(path):
        return False
    with path.open("rb") as page:
        return page.readline(len(markdown.MARK) + 2).strip() == markdown.MARK.encode()
