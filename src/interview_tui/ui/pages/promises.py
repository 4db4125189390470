"""The ledger: what I promised, what they committed to, and what was kept on time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.commitments import (
    CommitmentEntry,
    Standing,
    standing,
    standing_words,
    suggested_question,
    summary,
)
from interview_tui.domain.dates import day_words, due_words
from interview_tui.domain.enums import CommitmentState, Owner
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Commitment, Document, FollowUp, Meeting, Sending, ref
from interview_tui.domain.text import company_role
from interview_tui.services.documents import receivers, sent_words
from interview_tui.store.queries import ledger_entries
from interview_tui.store.records import find, get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow, blank, heading

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from interview_tui.ui.text_view import Prose

SIDES = ((Owner.ME, "You promised"), (Owner.THEM, "They committed"))


class PromisesPage(ListPage[CommitmentEntry]):
    """Both sides' commitments; below them what the one under the cursor hangs on."""

    page: ClassVar[PageName] = PageName.PROMISES
    LIST = "Promises"
    DONE = "No open promises"
    EMPTY = "Nothing promised yet: {add} in the notes, then + what you will do or - what they will do, and by when"

    def rows(self) -> Sequence[PageRow[CommitmentEntry]]:
        """Both sides under their headings; a side without any has none."""
        context, reader = self.program, self.program.store.reader
        found = ledger_entries(reader, self.only_interview)
        figures = summary([e.commitment for e in found], today=context.today(), calendar=context.calendar)
        self.title_line.show("Promises", self.shown_of, figures)
        rows: list[PageRow[CommitmentEntry]] = []
        for owner, words in SIDES:
            side = [self._row(e) for e in found if e.commitment.owner is owner]
            if side:
                rows += [*([blank(owner)] if rows else []), heading(owner, words), *side]
        return rows

    def _row(self, entry: CommitmentEntry) -> PageRow[CommitmentEntry]:
        commitment, today = entry.commitment, self.program.today()
        stands = standing(commitment, today=today, calendar=self.program.calendar)
        whom = f" ({entry.person})" if entry.person else ""
        where = f"  {entry.company}" if self.only_interview is None else ""
        said = [standing_words(commitment, today=today, calendar=self.program.calendar)]
        if stands is Standing.OPEN:
            due = due_words(commitment.due, today=today) if commitment.due else "no date"
            said = [*(["passive"] if commitment.passive else []), due]
        return PageRow(
            commitment.id,
            entry,
            f" {commitment.text}{whom}{where}",
            " · ".join(said),
            "late" if stands is Standing.OVERDUE else "",
        )

    def detail_title(self, item: CommitmentEntry) -> tuple[str, str]:
        whose = "Yours" if item.commitment.owner is Owner.ME else "Theirs"
        return whose, item.person

    def needs(self, item: CommitmentEntry) -> bool:
        """Whether it is open."""
        return item.commitment.state is CommitmentState.OPEN

    def idle(self, item: CommitmentEntry) -> Collection[str]:
        kept = item.commitment.state is CommitmentState.KEPT
        asks = suggested_question(item.commitment, item.person, today=self.program.today())
        return [*(["kept"] if kept else []), *([] if asks else ["ask"])]

    def detail(self, item: CommitmentEntry, to: Prose) -> None:
        """Of which meeting, by when, what to ask, and the follow-up that hangs on it."""
        context, reader = self.program, self.program.store.reader
        commitment, today = item.commitment, context.today()
        to.line((commitment.text, "strong"))
        to.blank()
        meeting = get(reader, Meeting, commitment.meeting_id)
        begun = f", meeting of {day_words(context.calendar.day(meeting.starts), today=today)}" if meeting.starts else ""
        to.line(f"{company_role(item.company, item.role)}{begun}")
        stands = standing_words(commitment, today=today, calendar=context.calendar)
        due = f"by {day_words(commitment.due, today=today)}" if commitment.due else "no date was named"
        to.line(f"{due} · {stands}")
        if commitment.passive:
            to.line("Vague: nobody said who will do what by when.")
        asked = suggested_question(commitment, item.person, today=today)
        if asked:
            to.line(f"Ask: {asked}", hang=2)
        for follow_up in find(reader, FollowUp, commitment_id=commitment.id):
            when = f", due {self.program.follow_ups.due(follow_up)}" if follow_up.settled is None else ""
            to.line(f"Follow-up: {follow_up.text} ({follow_up.state}{when})", hang=2)
        self._tell_files(commitment, to)

    def _tell_files(self, commitment: Commitment, to: Prose) -> None:
        """The files that keep a promise of yours, and where each went; for an open one without any, how to add it."""
        reader, calendar, today = self.program.store.reader, self.program.calendar, self.program.today()
        documents = find(reader, Document, commitment_id=commitment.id)
        sendings = find(reader, Sending, document_id=[d.id for d in documents])
        names = receivers(reader, sendings)
        for document in documents:
            sent = sent_words([s for s in sendings if s.document_id == document.id], names, calendar, today)
            to.line(f"File: {document.called}, {sent}", hang=2)
        if not documents and commitment.owner is Owner.ME and commitment.state is CommitmentState.OPEN:
            to.line((with_keys("A file that you promised? {documents} on the dashboard adds it."), "quiet"))

    def action_kept(self) -> None:
        """It was kept, now."""
        commitment = self.item.commitment
        if commitment.state is CommitmentState.KEPT:
            raise Refused(f"already kept: {SHOWN['promises.missed']} marks it as missed")
        following = self.following()
        self.done(self.program.notes.settle([ref(commitment)]))
        if following is not None:
            self.view.go_to(following)

    def action_missed(self) -> None:
        """It was not kept."""
        self.done(self.program.notes.missed(self.item.commitment.id))

    async def action_edit(self) -> None:
        """Asks how its line shall read."""
        from interview_tui.ui.dialogs.note import edit_note_form

        entry = self.item
        interview, line, title = entry.interview_id, ref(entry.commitment), f"Edit a commitment · {entry.company}"
        await edit_record(self, line, lambda: edit_note_form(self.program, title, interview, line, self.done))

    def action_ask(self) -> None:
        """The question that asks for a real next step, to the clipboard; or what the mouse has selected."""
        if self.copy_selected():
            return
        entry = self.item
        question = suggested_question(entry.commitment, entry.person, today=self.program.today())
        if not question:
            raise Refused("nothing to ask here: it has a day and a name, or it is yours or settled")
        self.copy(question)
