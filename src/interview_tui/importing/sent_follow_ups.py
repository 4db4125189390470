"""career-ops' `follow-ups.md`: what was sent to whom, as touches of the interviews that are here.

Read are its table, known by its header, the older bullets (`- 2026-07-02 · #42 Acme — note`), and the older table with
a column for each follow-up, of which those are sent that have a mark. Dates that it keeps for the next follow-up are
left out: each interview here has a plan of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.domain.dates import When
from interview_tui.domain.enums import Channel, Direction
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.identity import plain_company, plain_name, role_likeness
from interview_tui.domain.records import Interview, Touch, ref
from interview_tui.domain.text import clean_line, counted
from interview_tui.importing.career_ops import TRACKER_LIMIT, markdown_cells, markdown_text
from interview_tui.importing.dates import read_day
from interview_tui.importing.grid import GridRow, check_cell, read_rows
from interview_tui.importing.importer import (
    LONGEST_LINE,
    NO_OPTIONS,
    PROGRESS_STEP,
    Contents,
    Imported,
    Importer,
    Options,
    of_bytes,
)
from interview_tui.services.base import NAMED_AT_MOST, Service, joined, no_progress
from interview_tui.store.identity import PeopleIndex
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from interview_tui.importing.grid import Remarks
    from interview_tui.importing.importer import Progress
    from interview_tui.services.base import Context
    from interview_tui.store.transaction import Transaction

_BEGINNING = 200_000
"""Bytes in which the file says what it is."""
_BULLET = re.compile(r"[-*+][ \t]+(\d{4}-\d\d-\d\d)[ \t]+·[ \t]+#\d+[ \t]+([^\n]+)")
_PINNED = re.compile(r"[-*+][ \t]+(?:next|cleared)[ \t]+#\d+[ \t]+\d{4}-\d\d-\d\d", re.IGNORECASE)
_RULE = re.compile(r"[\s|:-]+")
_NUMBERED = re.compile(r"follow[- ]?up \d+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SENT = re.compile("[✅✓✔☑]|\\bsent\\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s<>@,;()]+@[^\s<>@,;()]+")
_KNOWN_BY = frozenset({"date", "company", "channel"})
_NOT_ITS = frozenset({"status", "score", "interviewer", "date/time"})
"""Headers of its other tables."""
_CHANNELS = (
    (re.compile(r"e-?mail|mail", re.IGNORECASE), Channel.EMAIL),
    (re.compile(r"phone|call|telefon|anruf|tel\b", re.IGNORECASE), Channel.PHONE),
    (re.compile(r"person|visit|onsite", re.IGNORECASE), Channel.IN_PERSON),
    (re.compile(r"\bpost\b|letter", re.IGNORECASE), Channel.POST),
)
"""A channel by its words; any other is a message: LinkedIn, a chat, a form."""


class SentFollowUp(NamedTuple):
    """One that was sent. Texts are cleaned; '' for what the file does not say."""

    number: int
    """Its line."""
    day: date
    company: str
    role: str = ""
    channel: Channel = Channel.MESSAGE
    contact: str = ""
    note: str = ""


def is_sent_follow_ups(data: bytes, _options: Options = NO_OPTIONS) -> bool:
    """Whether it begins with such a table, bullet or date."""
    if b"\0" in data[:_BEGINNING]:
        return False
    lines = data[:_BEGINNING].decode("utf-8-sig", "replace").splitlines()
    return any(_header(line) is not None or _BULLET.match(line) or _PINNED.match(line) for line in lines)


def read_sent_follow_ups(data: bytes, _options: Options = NO_OPTIONS) -> Contents[SentFollowUp]:
    """What was sent. Raises Unclear for a file that says nothing of it, or is too large."""
    if len(data) > TRACKER_LIMIT:
        raise Unclear(f"it is larger than {TRACKER_LIMIT // 1_000_000} MB: no list of follow-ups is")
    header: list[str] | None = None
    pinned = 0
    found: list[Contents[SentFollowUp]] = []
    for number, line in enumerate(data.decode("utf-8-sig", "surrogateescape").split("\n"), start=1):
        if new := _header(line):
            header = new
        elif _PINNED.match(line):
            pinned += 1
        elif bullet := _BULLET.match(line):
            found.append(read_rows([GridRow(number, [bullet[1], bullet[2]])], _of_bullet, []))
        elif header is not None and line.strip().startswith("|") and not _RULE.fullmatch(line[:10_000]):
            row = GridRow(number, markdown_cells(line))
            found.append(read_rows(list(_sent_in(header, row)), partial(_of_row, header), []))
    if not found and not pinned and header is None:
        raise Unclear("this is not a list of follow-ups: it needs a table with Date, Company and Channel")
    remarks: Remarks = []
    if pinned:
        remarks.append(
            (0, f"{counted(pinned, 'date')} of a next follow-up left out: an interview here has its own plan")
        )
    rows = tuple(row for one in found for row in one.rows)
    return Contents(rows, tuple(why for one in found for why in one.refused), "career-ops", tuple(remarks))


def _header(line: str) -> list[str] | None:
    """The names of the columns in small letters; None for a line that is no header of such a table."""
    if len(line) > 10_000 or not line.lstrip().startswith("|") or "company" not in line.casefold():
        return None
    names = [clean_line(markdown_text(cell)).casefold() for cell in markdown_cells(line)]
    is_new = set(names) >= _KNOWN_BY and not _NOT_ITS & set(names)
    is_old = "company" in names and any(map(_NUMBERED.fullmatch, names))
    return names if is_new or is_old else None


def _sent_in(names: Sequence[str], row: GridRow) -> Iterator[GridRow]:
    """A row for each follow-up that one row of a table has. In the older table the sent ones have a mark."""
    if set(names) >= _KNOWN_BY:
        yield row
        return
    said = dict(zip(names, row.cells, strict=False))
    for name, cell in said.items():
        day = _DATE.search(cell[:1000]) if _NUMBERED.fullmatch(name) and _SENT.search(cell[:1000]) else None
        if day is not None:
            cells = {**said, "date": day[0], "note": name.capitalize()}
            yield GridRow(row.number, [cells.get(column, "") for column in (*names, "date", "note")])


def _of_row(names: Sequence[str], row: GridRow) -> SentFollowUp:
    """Raises Unclear for a row that says too little."""
    if len(row.cells) < len(_KNOWN_BY):
        raise Unclear(f"it has {counted(len(row.cells), 'cell')} where the header has {len(names)}")
    for cell in row.cells:
        check_cell(cell)
    columns = [*names, *(("date", "note") if "date" not in names else ())]
    said = {name: markdown_text(cell) for name, cell in zip(columns, row.cells, strict=False)}
    beyond = [clean_line(cell) for cell in row.cells[len(columns) :]]
    note = " | ".join(filter(None, [clean_line(said.get("notes", said.get("note", ""))), *beyond]))
    return _sent(row.number, said.get("date", ""), said.get("company", ""), note, said)


def _of_bullet(row: GridRow) -> SentFollowUp:
    """Raises Unclear, as `_of_row`."""
    for cell in row.cells:
        check_cell(cell)
    company, _, note = row.cells[1].partition(" — ")
    return _sent(row.number, row.cells[0], company, clean_line(note), {})


def _sent(number: int, day: str, company: str, note: str, said: dict[str, str]) -> SentFollowUp:
    at, company = read_day(day), clean_line(company)
    role, contact, channel = (clean_line(said.get(name, "")) for name in ("role", "contact", "channel"))
    if at is None:
        raise Unclear("it has no date")
    if company in ("", "?", "-", "—"):
        raise Unclear("it names no company")
    if max(map(len, (company, role, contact))) > LONGEST_LINE:
        raise Unclear(f"a cell of it has more than {LONGEST_LINE} characters")
    known = next((means for words, means in _CHANNELS if words.search(channel)), None)
    by_address = Channel.EMAIL if _EMAIL.search(contact) and channel.casefold() in ("", "other") else Channel.MESSAGE
    contact = "" if contact in ("-", "—", "?") else contact
    return SentFollowUp(number, at, company, role, known or by_address, contact, note)


class _Interviews:
    """The interviews of the store by company."""

    def __init__(self, tx: Transaction) -> None:
        self._there: dict[str, list[Interview]] = defaultdict(list)
        for interview in find(tx.reader, Interview):
            self._there[plain_company(interview.company)].append(interview)

    def of(self, row: SentFollowUp) -> Interview | str:
        """The interview that a follow-up was about, else why there is none: one that runs before one that has ended,
        the newest first.
        """
        there = self._there.get(plain_company(row.company), [])
        same = [one for one in there if plain_name(one.role) == plain_name(row.role)]
        fitting = same or [one for one in there if not row.role or role_likeness(one.role, row.role) is not None]
        fitting.sort(key=lambda one: (one.outcome is None, one.id), reverse=True)
        if not fitting:
            return f"no interview at {row.company}" + (f" as {row.role}" if there else "")
        running = [one for one in fitting if one.outcome is None] or fitting
        if len(running) > 1 and not same:
            return f"{row.company} has several interviews"
        return running[0]


def apply_sent(
    context: Context,
    contents: Sequence[Contents[SentFollowUp]],
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Imported:
    """All of them in one change. One that is logged already, on that day and by that channel, is known."""
    done = Imported(words="nothing new")
    service = Service(context)
    with context.transaction() as tx:
        interviews, people = _Interviews(tx), PeopleIndex(tx.reader)
        logged: dict[int, Counter[tuple[date, Channel]]] = {}
        made: Counter[int] = Counter()
        left: Counter[str] = Counter()
        names: dict[int, str] = {}
        for number, row in enumerate((row for one in contents for row in one.rows), start=1):
            interview = interviews.of(row)
            if isinstance(interview, str):
                left[interview] += 1
                continue
            known = logged.setdefault(interview.id, _logged(context, tx, interview.id))
            if known[row.day, row.channel] > 0:
                known[row.day, row.channel] -= 1
                done.skipped += 1
                continue
            try:
                tx.add(_touch(service, tx, row, interview, people))
            except Refused:
                left["their day is still to come"] += 1
                continue
            made[interview.id] += 1
            names[interview.id] = f"{ref(interview)} {interview.company}"
            if number % PROGRESS_STEP == 0:
                progress(number)
        said = service.replan_all(tx, made)
        done.added, done.skipped = made.total(), done.skipped + left.total()
        at = _first([f"{names[number]} ({count})" if count > 1 else names[number] for number, count in made.items()])
        done.words = joined(
            f"logged {counted(made.total(), 'touch', 'touches')}: {at}" if made else "nothing new",
            _first(said),
            f"{left.total()} left out: {_first(list(left))}" if left else "",
        )
        if tx.size:
            tx.done(f"Imported follow-ups: {done.words}")
        if dry_run:
            tx.give_up()
    done.entry = tx.entry
    return done


def _logged(context: Context, tx: Transaction, interview_id: int) -> Counter[tuple[date, Channel]]:
    """What the store has of contacts to an interview, by day and channel."""
    touches = (touch for touch in find(tx.reader, Touch, interview_id=interview_id) if touch.direction is Direction.OUT)
    return Counter((context.calendar.day(touch.at), touch.channel) for touch in touches)


def _touch(service: Service, tx: Transaction, row: SentFollowUp, interview: Interview, people: PeopleIndex) -> Touch:
    """Raises Refused for a day that is still to come."""
    at, entered = service.moment(tx, When(row.day))
    emails = [email.casefold() for email in _EMAIL.findall(row.contact)]
    name = clean_line(_EMAIL.sub("", row.contact).strip("<>() "))
    person = people.find(name=name, emails=emails, company=row.company, exact=False) if row.contact else None
    to = f"to {row.contact}" if row.contact and person is None else ""
    return Touch(
        interview_id=interview.id,
        person_id=person.id if person else None,
        at=at,
        entered=entered,
        direction=Direction.OUT,
        channel=row.channel,
        note=": ".join(filter(None, (to, row.note))),
    )


def _first(words: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(words) - NAMED_AT_MOST
    return "; ".join(words[:NAMED_AT_MOST]) + (f"; and {counted(more, 'more', 'more')}" if more > 0 else "")


SENT_FOLLOW_UPS = Importer(
    what="sent follow-ups", sniff=is_sent_follow_ups, read=of_bytes(read_sent_follow_ups), apply=apply_sent,
    endings=("follow-ups.md",), several=True,
)  # fmt: skip
