"""Timelines and weeks as plain text that reads at 80 columns, as Markdown, and the proof of a search as a table."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import replace
from interview_tui.domain.dates import full_date, short_day
from interview_tui.domain.text import clean_line, company_role, counted, markdown_line
from interview_tui.domain.timeline_facts import EntryKind, EntryState
from interview_tui.domain.week import DAYS_OF_WEEK, clash_words, duration_words, summary_of
from interview_tui.exporting.table import table_text
from interview_tui.terminal.text import cells, cut, padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.timeline_facts import TimelineEntry
    from interview_tui.domain.week import DaySpan, ProofRow, WeekReport

WIDTH = 80
_DAY, _CLOCK, _REF = 10, 5, 4
"""Cells of the columns: `Mon 23 Nov`, `14:00`; of short ids at least."""
_EMPLOYER, _ROLE = 22, 20
"""Screen cells of a line, in the table of the proof; before what happened, too."""
PROOF_HEADINGS = ("date", "employer", "role", "what")
LINES_AT_MOST, NOTE_AT_LEAST = 3, 15
"""Lines of an entry, about; cells in which a note is begun."""
NO_ENTRIES = "Nothing in these days."
NEXT_WITHOUT_ENTRIES = "interview-tui week --from DAY shows others, interview-tui add enters an interview."


class PlainLine(NamedTuple):
    """A line of a text."""

    text: str
    is_heading: bool = False


def entry_words(entry: TimelineEntry, how: str = "", *, named: bool) -> str:
    """What an entry says, in a line, with `how` punctual it was; `named`: with its employer before it."""
    return " · ".join(filter(None, (_said(entry, how, named=named), entry.note)))


def _said(entry: TimelineEntry, how: str, *, named: bool) -> str:
    """The same without the note beside it."""
    employer = company_role(entry.company, entry.role) if entry.shares_company else entry.company
    where = f"{clean_line(employer)}: " if named and employer else ""
    return f"{where}{entry.words}{f', {how}' if how else ''}"


def with_short_names(entry: TimelineEntry) -> TimelineEntry:
    """The entry with as much of its employer and role as stands in a line, where what happened needs the room."""
    return replace(entry, company=cut(clean_line(entry.company), _EMPLOYER), role=cut(clean_line(entry.role), _ROLE))


def punctuality_words(entry: TimelineEntry, today: date) -> str:
    """`on time`, `late`; of what is still to do `3 days late`; '' for what is neither."""
    if entry.state is EntryState.LATE:
        return f"{counted((today - entry.day).days, 'day')} late"
    if entry.on_time is None or entry.kind in (EntryKind.LEFT_UNDONE, EntryKind.NOT_KEPT):
        return ""
    return "on time" if entry.on_time else "late"


def clock_of(entry: TimelineEntry, calendar: Calendar) -> str:
    """The user's clock, `14:00`; '' for what has only a day."""
    return f"{calendar.local(entry.at):%H:%M}" if entry.at is not None and entry.has_clock else ""


def entry_lines(
    entries: Sequence[TimelineEntry], today: date, calendar: Calendar, *, named: bool, width: int = WIDTH
) -> Iterator[PlainLine]:
    """Each entry, the day before the first of each; the year where it is not the one of today. What an entry says goes
    on below where it takes more than a line; its note has what is left of the last one.
    """
    of_ref = max((_REF, *(len(str(e.ref)) for e in entries)))
    year = today.year
    for day, of_day in groupby(entries, key=lambda e: e.day):
        if day.year != year:
            year = day.year
            yield PlainLine(str(year), is_heading=True)
        shown = short_day(day)
        for entry in of_day:
            begin = f"{shown:<{_DAY}}  {clock_of(entry, calendar):<{_CLOCK}}  {entry.ref!s:<{of_ref}}  "
            for line in _broken(
                with_short_names(entry) if named else entry, today, named=named, room=max(20, width - cells(begin))
            ):
                yield PlainLine(begin + line)
                begin = " " * cells(begin)
            shown = ""


def _broken(entry: TimelineEntry, today: date, *, named: bool, room: int) -> list[str]:
    """An entry in lines of `room` cells."""
    how = punctuality_words(entry, today)
    words = entry_words(entry, how, named=named)
    if cells(words) <= room:
        return [words]
    *full, last = wrapped(cut(_said(entry, how, named=named), LINES_AT_MOST * room), room)
    left = room - cells(last)
    if entry.note and left >= NOTE_AT_LEAST:
        last = f"{last} · {cut(entry.note, left - 3)}"
    elif entry.note and left >= cells(" …"):
        last = f"{last} …"
    return [*full, last]


def timeline_lines(
    entries: Sequence[TimelineEntry], today: date, calendar: Calendar, *, named: bool = False
) -> Iterator[PlainLine]:
    """A timeline, a line for each thing: what has happened, then what is late and what is ahead."""
    past = [e for e in entries if not e.is_open]
    still = [e for e in entries if e.is_open]
    yield from entry_lines(past, today, calendar, named=named)
    yield PlainLine(f"Today is {full_date(today)}", is_heading=True)
    yield from entry_lines(still, today, calendar, named=named)
    if not still:
        yield PlainLine("Nothing is ahead.")


def week_title(span: DaySpan) -> str:
    """`Week of Mon 23 Nov 2026 to Sun 29 Nov 2026`; other days than a week from Monday on by their dates alone."""
    is_week = span.first.weekday() == 0 and len(span.days) == DAYS_OF_WEEK
    return f"{'Week of ' if is_week else ''}{_dates(span)}"


def _dates(span: DaySpan) -> str:
    return " to ".join(dict.fromkeys((full_date(span.first), full_date(span.last))))


def week_lines(report: WeekReport, calendar: Calendar) -> Iterator[PlainLine]:
    """A week as plain text."""
    yield PlainLine(week_title(report.span), is_heading=True)
    if said := _said_first(report):
        yield from map(PlainLine, wrapped(said, WIDTH))
    if report.is_empty:
        yield PlainLine(NEXT_WITHOUT_ENTRIES)
    for heading, entries in _sections(report):
        yield PlainLine("")
        yield PlainLine(heading, is_heading=True)
        yield from entry_lines(entries, report.today, calendar, named=True)
    if report.hours.days:
        yield PlainLine("")
        yield PlainLine("Hours that meetings take", is_heading=True)
        for day, minutes in report.hours.days:
            yield PlainLine(f"{short_day(day):<{_DAY}}  {duration_words(minutes)}{_off(day, calendar)}")
        yield PlainLine(f"{'in all':<{_DAY}}  {duration_words(report.hours.minutes)}")
        for clash in report.hours.clashes:
            first, *more = wrapped(clash_words(clash), WIDTH - _DAY - 2)
            yield PlainLine(f"{short_day(clash.day):<{_DAY}}  {first}")
            yield from (PlainLine(f"{'':<{_DAY}}  {line}") for line in more)


def _said_first(report: WeekReport) -> str:
    """The figures of a week; '' where it has none, but something else took place."""
    return summary_of(report) or (NO_ENTRIES if report.is_empty else "")


def week_as_markdown(report: WeekReport, calendar: Calendar) -> str:
    """A week as CommonMark; what somebody wrote reads there as it was written."""
    lines = [f"# {week_title(report.span)}"]
    if said := _said_first(report):
        lines += ["", said]
    for heading, entries in _sections(report):
        lines += ["", f"## {heading}", ""]
        for entry in entries:
            when = ", ".join(filter(None, (short_day(entry.day), clock_of(entry, calendar))))
            said = entry_words(entry, punctuality_words(entry, report.today), named=True)
            lines.append(f"- **{when}** {markdown_line(said)} ({entry.ref})")
    if report.hours.days:
        lines += ["", "## Hours that meetings take", ""]
        lines += [f"- {short_day(d)}: {duration_words(m)}{_off(d, calendar)}" for d, m in report.hours.days]
        lines.append(f"- in all: {duration_words(report.hours.minutes)}")
        lines += [f"- {short_day(c.day)}: {markdown_line(clash_words(c))}" for c in report.hours.clashes]
    return "\n".join(lines) + "\n"


def _off(day: date, calendar: Calendar) -> str:
    return "" if calendar.is_working(day) else ", on a day off"


def _sections(report: WeekReport) -> Iterator[tuple[str, Sequence[TimelineEntry]]]:
    for heading, entries in (("Done", report.done), ("Late", report.late), ("Ahead", report.ahead)):
        if entries:
            yield heading, entries


def proof_lines(report: WeekReport, by: str, *, names: bool) -> Iterator[PlainLine]:
    """What was done for the search, as a table in plain text; `by`: whose search it is, '' where that is not set;
    `names`: with whom.
    """
    rows = [_proof_cells(row, names=names) for row in report.proof]
    yield PlainLine(_proof_title(report, by), is_heading=True)
    if not rows:
        return
    headings = tuple(map(str.capitalize, proof_headings(names=names)))
    widths = [
        min(limit, max(cells(row[n]) for row in (headings, *rows)))
        for n, limit in zip(range(len(headings)), (_DAY, _EMPLOYER, _ROLE, WIDTH, WIDTH), strict=False)
    ]
    yield PlainLine("")
    for row in (headings, *rows):
        broken = (wrapped(cell, width) for cell, width in zip(row, widths, strict=True))
        for parts in zip_longest(*broken, fillvalue=""):
            line = "  ".join(padded(part, width) for part, width in zip(parts, widths, strict=True))
            yield PlainLine(line.rstrip(), is_heading=row is headings)


def proof_as_markdown(report: WeekReport, by: str, *, names: bool) -> str:
    """The same as a table of Markdown."""
    headings = proof_headings(names=names)
    lines = [f"# {markdown_line(_proof_title(report, by))}"]
    if report.proof:
        lines += ["", _markdown_row(map(str.capitalize, headings)), _markdown_row("---" for _ in headings)]
        lines += [_markdown_row(map(markdown_line, _proof_cells(row, names=names))) for row in report.proof]
    return "\n".join(lines) + "\n"


def proof_as_table(proof: Iterable[ProofRow], *, names: bool) -> Iterator[str]:
    """The same as CSV, in pieces; no cell works as a formula."""
    return table_text(proof_headings(names=names), (_proof_cells(row, names=names) for row in proof))


def proof_headings(*, names: bool) -> tuple[str, ...]:
    """The names of the columns."""
    return (*PROOF_HEADINGS, *(("with",) if names else ()))


def _proof_title(report: WeekReport, by: str) -> str:
    number = counted(len(report.proof), "entry", "entries")
    return f"Search for work{f' by {clean_line(by)}' if by else ''}, {_dates(report.span)}: {number}"


def _proof_cells(row: ProofRow, *, names: bool) -> tuple[str, ...]:
    return (row.day.isoformat(), row.employer, row.role, row.what, *((", ".join(row.names),) if names else ()))


def _markdown_row(cells_of_row: Iterable[str]) -> str:
    return f"| {' | '.join(cells_of_row)} |"
