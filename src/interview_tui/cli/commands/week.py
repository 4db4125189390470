"""What happened and what is ahead: in a week, in the life of an interview, with a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import say, say_bytes, say_json
from interview_tui.cli.parameters import Day, formats
from interview_tui.domain.enums import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from interview_tui.app_context import AppContext
    from interview_tui.domain.timeline_facts import TimelineEntry
    from interview_tui.domain.week import DaySpan, WeekReport
    from interview_tui.exporting.timeline import PlainLine

DAYS_AT_MOST = 3_660
"""Days at most: ten years."""


class NearDay(Day):
    """A day; a weekday, or a day without a year, is the one that is nearest to today; `-7d` is past."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if not isinstance(value, str) or ctx is None:
            day: date = value
            return day
        today = ctx.obj.calendar.day(ctx.obj.clock())
        past = Day(past=True).convert(value, param, ctx)
        ahead = past if value.strip().startswith("-") else super().convert(value, param, ctx)
        return min(past, ahead, key=lambda day: abs(day - today))


NEAR_DAY = NearDay()


@command(reads=True)
@click.option(
    "--from", "first", type=NEAR_DAY, metavar="DAY", help="Seven days from DAY on, for example --from mon, --from -7d."
)
@click.option("--to", "last", type=NEAR_DAY, metavar="DAY", help="Until this day.")
@click.option("--days", type=click.IntRange(1, DAYS_AT_MOST), metavar="N", help="So many days.")
@click.option("--proof", is_flag=True, help="Only what was done for the search, as a table, without names of people.")
@click.option("--names", is_flag=True, help="In the proof, who it was done with.")
@formats("text", "md", "csv", "json")
def week_command(
    app: AppContext,
    first: date | None,
    last: date | None,
    days: int | None,
    proof: bool,
    names: bool,
    form: str,
) -> None:
    """The week: what was done, what is late, what is ahead.

    From Monday to Sunday, or seven days from a day on; --to and --days take more. With the hours that meetings take,
    and which of them overlap. csv is a table of what was done for the search, for an employment office: the day, the
    employer, the role and what was done; --proof shows the same table as text or Markdown, --format json has it too.
    People are named in it only with --names.
    """
    from interview_tui.exporting import timeline as text

    if names and form in ("text", "md") and not proof:
        raise click.UsageError("--names is for the proof: give --proof as well")
    report, by = week_at(app, _span(app, first, last, days)), app.settings.sender.name
    if form == "json":
        say_json(_document(report, names=names), app.calendar)
    elif form == "csv":
        say_bytes(text.proof_as_table(report.proof, names=names))
    elif form == "md":
        proven = (
            text.proof_as_markdown(report, by, names=names) if proof else text.week_as_markdown(report, app.calendar)
        )
        say_bytes([proven])
    else:
        _say(text.proof_lines(report, by, names=names) if proof else text.week_lines(report, app.calendar))


def week_at(app: AppContext, span: DaySpan) -> WeekReport:
    """Some days as they stand now. Raises StoreTrouble."""
    from interview_tui.domain.week import week_report
    from interview_tui.store.timeline import facts_of_days

    facts = facts_of_days(app.store, span, today=app.today())
    return week_report(facts, span, now=app.clock(), calendar=app.calendar)


def _span(app: AppContext, first: date | None, last: date | None, days: int | None) -> DaySpan:
    from interview_tui.domain.week import DAYS_OF_WEEK, DaySpan, week_of

    if last is not None and days is not None:
        raise click.UsageError("give --to or --days, not both")
    week = week_of(app.today())
    begin = first or week.first
    length = days or (DAYS_OF_WEEK if last is None else (last - begin).days + 1)
    if length < 1:
        raise click.UsageError(f"--to is before {begin.isoformat()}: give --from as well")
    if length > DAYS_AT_MOST:
        raise click.UsageError(f"at most {DAYS_AT_MOST} days are shown: give a later --from")
    return DaySpan(begin, begin + timedelta(days=length - 1))


def _say(lines: Iterable[PlainLine]) -> None:
    for line in lines:
        say(line.text, bold=line.is_heading)


def _document(report: WeekReport, *, names: bool) -> dict[str, object]:
    from interview_tui.exporting.timeline import proof_headings

    clashes = [clash._asdict() for clash in report.hours.clashes]
    return {
        "from": report.span.first,
        "to": report.span.last,
        "done": list(map(_item, report.done)),
        "late": list(map(_item, report.late)),
        "ahead": list(map(_item, report.ahead)),
        "hours": {
            "minutes": report.hours.minutes,
            "days": [{"day": day, "minutes": minutes} for day, minutes in report.hours.days],
            "clashes": clashes,
        },
        "proof": [dict(zip(proof_headings(names=names), row, strict=False)) for row in report.proof],
    }


def _item(entry: TimelineEntry) -> dict[str, object]:
    return {
        "day": entry.day,
        "at": entry.at if entry.has_clock else None,
        "ends": entry.ends,
        "kind": entry.kind,
        "words": entry.words,
        "note": entry.note,
        "person": ", ".join(entry.names) or None,
        "people": [Ref("p", number) for number in entry.people],
        "side": entry.side,
        "ref": entry.ref,
        "interview": None if entry.interview_id is None else Ref("i", entry.interview_id),
        "company": entry.company,
        "role": entry.role,
        "ahead": entry.is_open,
        "late": entry.state == "late",
        "on_time": entry.on_time,
    }


def say_timeline(app: AppContext, wanted: Ref, *, as_json: bool) -> None:
    """The timeline of an interview, or of the contacts with a person, on standard output. Raises UsageError for another
    record, NotFound, StoreTrouble.
    """
    from interview_tui.domain.records import Interview, Person
    from interview_tui.domain.text import clean_line, company_role
    from interview_tui.domain.timeline import timeline
    from interview_tui.exporting.timeline import PlainLine, timeline_lines
    from interview_tui.store.records import by_ref
    from interview_tui.store.timeline import facts_of_interview, facts_of_person

    if wanted.letter not in "ip":
        raise click.UsageError(f"{wanted} has no timeline: give an interview, for example i12, or a person, p7")
    record, reader = by_ref(app.store.reader, wanted), app.store.reader
    if isinstance(record, Interview):
        title, facts = company_role(record.company, record.role), facts_of_interview(reader, record.id)
    else:
        title, facts = record.name if isinstance(record, Person) else "", facts_of_person(reader, record.id)
    found = timeline(facts, now=app.clock(), calendar=app.calendar)
    if wanted.letter == "p":
        found = tuple(entry for entry in found if wanted.id in entry.people)
    if as_json:
        say_json(list(map(_item, found)), app.calendar)
        return
    _say([PlainLine(f"{wanted}  {clean_line(title)}", is_heading=True)])
    _say(timeline_lines(found, app.today(), app.calendar, named=wanted.letter == "p"))
