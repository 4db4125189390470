"""The timeline of an interview on its page: what happened, where today is, and what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain import records
from interview_tui.domain.commitments import standing_words
from interview_tui.domain.dates import full_date, short_day
from interview_tui.domain.enums import Ref
from interview_tui.domain.notes_text import notes_text
from interview_tui.domain.shorthand import format_notes
from interview_tui.domain.text import clean_line, company_role
from interview_tui.domain.timeline import timeline
from interview_tui.domain.timeline_facts import EntryState
from interview_tui.exporting.timeline import clock_of, entry_words, punctuality_words, timeline_lines, with_short_names
from interview_tui.store.case import load_case
from interview_tui.store.records import by_ref, get
from interview_tui.store.timeline import facts_of_interview
from interview_tui.ui.keys import PageName
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.pages.base import ListPage, PageRow, heading
from interview_tui.wording import offer_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from interview_tui.domain.timeline_facts import TimelineEntry
    from interview_tui.exporting.timeline import PlainLine
    from interview_tui.ui.text_view import Prose


class EntriesPage(ListPage["TimelineEntry"]):
    """A page whose lines are entries of a timeline: beside them the record that tells of the one under the cursor."""

    DONE = "Nothing left to do here"

    def row(self, entry: TimelineEntry, begin: str, *, named: bool) -> PageRow[TimelineEntry]:
        """A line; `begin` stands before what it says, at the right whether it was on time."""
        how = punctuality_words(entry, self.program.today())
        tone = "late" if entry.state is EntryState.LATE else ""
        words = entry_words(with_short_names(entry) if named else entry, named=named)
        return PageRow(entry_key(entry), entry, f" {begin}{words}", how, tone)

    def needs(self, item: TimelineEntry) -> bool:
        """Whether it is still to do, or to come."""
        return item.is_open

    def detail_title(self, item: TimelineEntry) -> tuple[str, str]:
        return str(item.ref), ", ".join(item.names)

    def detail(self, item: TimelineEntry, to: Prose) -> None:
        """When it was, of which employer, and what its record says."""
        calendar = self.program.calendar
        to.line((item.words, "strong"))
        to.blank()
        when = ", ".join(filter(None, (full_date(item.day), clock_of(item, calendar))))
        how = punctuality_words(item, self.program.today())
        to.line(" · ".join(filter(None, (when, how))))
        if item.company:
            to.line(company_role(item.company, item.role))
        to.blank()
        self._record(item, to)

    def _record(self, item: TimelineEntry, to: Prose) -> None:
        reader = self.program.store.reader
        match by_ref(reader, item.ref):
            case records.Touch() as touch if touch.letter_id is not None:
                _write_letter(get(reader, records.Letter, touch.letter_id), to)
            case records.Touch() as touch:
                to.text(touch.note or touch.subject)
            case records.Letter() as letter:
                _write_letter(letter, to)
            case records.Meeting() as meeting if item.interview_id is not None:
                case = load_case(reader, item.interview_id, self.program.clock(), meeting_id=meeting.id)
                to.text(format_notes(notes_text(case), self.program.notes.day_reader(case)) or "No notes.")
            case records.Commitment() as commitment:
                to.line(standing_words(commitment, today=self.program.today(), calendar=self.program.calendar))
            case records.FollowUp() as follow_up:
                to.text("\n".join(filter(None, (follow_up.why, follow_up.note))))
            case records.Offer() as offer:
                to.line(offer_words(offer))
            case records.Passage() as passage if passage.skipped:
                to.line("Skipped:")
                to.text(passage.skipped)
            case records.Round() as of_round:
                to.text("\n".join(filter(None, (of_round.why, of_round.decision, of_round.lesson))))
            case records.Interview() as interview:
                to.text("\n".join(filter(None, (interview.location, interview.link, interview.note))))
            case records.Document() as document:
                to.text(document.path)
            case _:
                pass

    async def action_open(self) -> None:
        """To where the record of the line is shown; a contact that is no letter leads to its interview."""
        from interview_tui.ui.actions.destinations import show_record

        item, reader = self.item, self.program.store.reader
        wanted, record = item.ref, by_ref(reader, item.ref)
        if isinstance(record, records.Touch) and record.letter_id is not None:
            wanted = Ref("l", record.letter_id)
        elif isinstance(record, records.Touch | records.Passage | records.Round) and item.interview_id is not None:
            wanted = Ref("i", item.interview_id)
        await self.action_leave()
        board = self.app.screen
        if isinstance(board, MainScreen):
            with board.saying():
                await show_record(board, wanted)


class TimelinePage(EntriesPage):
    """One interview, opened at today."""

    page: ClassVar[PageName] = PageName.TIMELINE
    OF_INTERVIEW = True
    LIST = "Timeline"
    _entries: Sequence[TimelineEntry] = ()
    _is_open = False

    def rows(self) -> Sequence[PageRow[TimelineEntry]]:
        """The entries by their days; between what was and what is still to come stands today."""
        context = self.program
        interview = get(context.store.reader, records.Interview, self.interview_id or 0)
        facts = facts_of_interview(context.store.reader, interview.id)
        self._entries = found = timeline(facts, now=context.clock(), calendar=context.calendar)
        still = [e for e in found if e.is_open]
        ahead = f"{len(still) or 'nothing'} ahead"
        self.title_line.show("Timeline", company_role(interview.company, interview.role), ahead)
        today = heading("today", f" Today, {full_date(context.today())}")
        return [*self._by_days(e for e in found if not e.is_open), today, *self._by_days(still)]

    def _by_days(self, entries: Iterable[TimelineEntry]) -> list[PageRow[TimelineEntry]]:
        rows: list[PageRow[TimelineEntry]] = []
        year, before = self.program.today().year, None
        for entry in entries:
            if entry.day.year != year:
                year = entry.day.year
                rows.append(heading(("year", year, entry.state), f" {year}"))
            day = "" if entry.day == before else short_day(entry.day)
            before = entry.day
            clock = clock_of(entry, self.program.calendar)
            rows.append(self.row(entry, f"{day:<10}  {clock:<5}  ", named=False))
        return rows

    def reload(self, *, at: Hashable | None = None) -> None:
        """Reads it again; it is opened at the first line that is late or ahead, else at the last one."""
        super().reload(at=at)
        if not self._is_open and self._entries:
            self._is_open = True
            begin = next((e for e in self._entries if e.is_open), self._entries[-1])
            self.view.go_to(entry_key(begin))

    def go_to_touch(self, touch: records.Touch) -> bool:
        """The cursor goes to a contact; False where it is of no interview, or of another one."""
        told = (e for e in self._entries if e.ref == records.ref(touch))
        together = (e for e in self._entries if e.at == touch.at and touch.person_id in e.people)
        found = next(told, None) or next(together, None)
        return found is not None and self.view.go_to(entry_key(found))

    def copy_line(self) -> None:
        """The timeline as text."""
        context = self.program
        lines = timeline_lines(self._entries, context.today(), context.calendar)
        interview = get(context.store.reader, records.Interview, self.interview_id or 0)
        title = clean_line(company_role(interview.company, interview.role))
        self.copy(text_of(lines, title), "the timeline as text")


def entry_key(entry: TimelineEntry) -> Hashable:
    """What tells an entry from the others of a list."""
    return entry.ref, entry.kind, entry.day, entry.at


def text_of(lines: Iterable[PlainLine], title: str = "") -> str:
    """Lines as one text."""
    return "\n".join([*([title] if title else []), *(line.text for line in lines)]) + "\n"


def _write_letter(letter: records.Letter, to: Prose) -> None:
    to.line((letter.subject, "strong"))
    to.blank()
    to.text(letter.body)
