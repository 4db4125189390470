"""The week on its page: what was done on each day, what is late, what is ahead, and the hours that are taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.dates import YEARS, date_words, short_day
from interview_tui.domain.errors import Refused
from interview_tui.domain.week import DAYS_OF_WEEK, DaySpan, clash_words, duration_words, week_of, week_report
from interview_tui.exporting.timeline import clock_of, proof_lines, week_lines, week_title
from interview_tui.store.timeline import facts_of_days
from interview_tui.ui.keys import PageName
from interview_tui.ui.pages.base import PageRow, blank, heading
from interview_tui.ui.pages.timeline import EntriesPage, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.timeline_facts import TimelineEntry
    from interview_tui.domain.week import WeekReport


class WeekPage(EntriesPage):
    """A week of all interviews, from Monday to Sunday."""

    page: ClassVar[PageName] = PageName.WEEK
    LIST = "Week"
    EMPTY = "Nothing in this week: {week.week_before} shows the week before, {week.next_week} the next one"
    _report: WeekReport | None = None

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._day = program.today()
        """A day of the week that is shown."""

    def rows(self) -> Sequence[PageRow[TimelineEntry]]:
        """What is late, then the days on which there is something, each with the hours that its meetings take."""
        context = self.program
        span = week_of(self._day)
        facts = facts_of_days(context.store, span, today=context.today())
        self._report = report = week_report(facts, span, now=context.clock(), calendar=context.calendar)
        self.title_line.show("Week", f"{self._date(span.first)} to {self._date(span.last)}", _figures(report))
        rows = list(self._late(report))
        for day in span.days:
            of_day = list(self._of_day(day, report))
            rows += [blank(day), *of_day] if rows and of_day else of_day
        return rows

    def _date(self, day: date) -> str:
        return date_words(day, self.program.today())

    def _late(self, report: WeekReport) -> Iterator[PageRow[TimelineEntry]]:
        if report.late:
            yield heading("late", "Late")
            for entry in report.late:
                yield self.row(entry, f"{short_day(entry.day):<10}  ", named=True)

    def _of_day(self, day: date, report: WeekReport) -> Iterator[PageRow[TimelineEntry]]:
        found = [e for e in (*report.done, *report.ahead) if e.day == day]
        minutes = report.hours.on(day)
        if not found and not minutes:
            return
        words = f"Today, {short_day(day)}" if day == report.today else short_day(day)
        off = "" if self.program.calendar.is_working(day) else ", a day off"
        taken = f"meetings take {duration_words(minutes)}" if minutes else ""
        yield heading(day, words + off, taken)
        for clash in report.hours.clashes:
            if clash.day == day:
                yield heading((day, clash), f" {clash_words(clash)}", tone="late")
        for entry in found:
            yield self.row(entry, f"{clock_of(entry, self.program.calendar):<5}  ", named=True)

    def action_week(self, direction: int) -> None:
        """The next week for 1, the one before for -1. Raises Refused at the ends of the calendar."""
        monday = week_of(self._day).first
        if monday.year + direction not in YEARS:
            raise Refused("there is no other week: the calendar ends here")
        self._show(monday + timedelta(days=DAYS_OF_WEEK * direction))

    def action_this_week(self) -> None:
        """The week that is under way."""
        self._show(self.program.today())

    def _show(self, day: date) -> None:
        self.drop_selected()
        self._day = day
        self.reload()
        self.message.tell("")
        self.view.first()

    def copy_line(self) -> None:
        """The week as text."""
        report = self._shown()
        self.copy(text_of(week_lines(report, self.program.calendar)), "the week as text")

    def action_proof(self) -> None:
        """What was done for the search, as a table. Raises Refused where there is nothing."""
        report = self._shown()
        if not report.proof:
            raise Refused("nothing was done for the search in this week")
        by = self.program.settings.sender.name
        self.copy(text_of(proof_lines(report, by, names=False)), "the proof of your search as text")

    def _shown(self) -> WeekReport:
        if self._report is None:
            span = DaySpan(self._day, self._day)
            raise Refused(f"{week_title(span)} could not be read")
        return self._report


def _figures(report: WeekReport) -> str:
    """`2 done · 1 late · 5 ahead · 3 h 30 min`, as far as there is any."""
    counts = ((len(report.done), "done"), (len(report.late), "late"), (len(report.ahead), "ahead"))
    taken = [duration_words(report.hours.minutes)] if report.hours.minutes else []
    return " · ".join([*(f"{number} {word}" for number, word in counts if number), *taken])
