"""What an action is about: the marked lines, else the one under the cursor, else the selected interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Meeting
from interview_tui.domain.records import ref as ref_of
from interview_tui.domain.text import counted
from interview_tui.store.queue import Queue
from interview_tui.store.reading import load_case
from interview_tui.ui.board import Board
from interview_tui.ui.keys import SHOWN, Pane, with_keys
from interview_tui.ui.text import company_role, due, what, why

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.domain.enums import Ref
    from interview_tui.services.base import Change


UNPLANNED = "Nothing is planned here: {meeting} books a meeting, {touch} logs a contact"


class Targets(Board):
    """The board, and what the next action would take."""

    def nothing(self, words: str, adds: str) -> Refused:
        """What is missing here, and what to do about it: drop the filter that hides it, else add it."""
        hidden = bool(self.filters[self.active])
        return Refused(f"{words}: {SHOWN['leave']} drops the filter" if hidden else f"{words}: {SHOWN['add']} {adds}")

    def no_interview(self) -> Refused:
        """Nothing can be done to an interview here."""
        return self.nothing("No interview is selected", "adds one in the pipeline")

    def interview_ids(self) -> list[int]:
        """The marked interviews, or those of the marked follow-ups, else the selected one. Raises Refused."""
        if self.active is Pane.PIPELINE and self.pipeline.marked:
            return self.pipeline.marked_ids()
        if self.active is Pane.FOLLOW_UPS and self.follow_ups.marked:
            found = self.program.follow_ups.interviews_of(self.follow_ups.marked_ids())
            return sorted({*found, *self.follow_ups.marked_interviews()})
        if self.case is None:
            raise self.no_interview()
        return [self.case.interview.id]

    def follow_up_ids(self) -> list[int]:
        """The marked follow-ups, or the first ones of the marked interviews, else that under the cursor, or the
        selected interview's first. Raises Refused.
        """
        if self.active is Pane.FOLLOW_UPS:
            marked = self.follow_ups.marked_ids()
            if marked:
                return marked
            if self.is_unplanned:
                raise Refused(with_keys(UNPLANNED))
            if self.follow_ups.follow_up is None or self.follow_ups.marked:
                raise self.nothing(
                    "Nothing is owed here", "adds a follow-up of your own" if self.case else "adds an interview"
                )
            return [self.follow_ups.follow_up.id]
        queue = Queue(self.program.store, self.program.clock())
        firsts = [queue.first_of(interview_id) for interview_id in self.interview_ids()]
        found = [first.id for first in firsts if first is not None and first.letter == "f"]
        if not found:
            raise Refused(f"Nothing is owed to {self.named(self.interview_ids())}")
        return found

    def note_refs(self) -> list[Ref]:
        """The marked lines of the notes, else that under the cursor. Raises Refused."""
        if self.notes.marked:
            return self.notes.marked_refs()
        if self.notes.record is None:
            raise self.nothing("There is no note here", "adds one")
        if isinstance(self.notes.record, Meeting):
            raise Refused(f"This is the meeting itself: {SHOWN['meeting']} moves or cancels it")
        return [ref_of(self.notes.record)]

    def named(self, found: list[int]) -> str:
        if len(found) > 1:
            return counted(len(found), "interview")
        return load_case(self.program.store.reader, found[0], self.program.clock()).name if found else ""

    def line_as_text(self) -> str:
        if self.active is Pane.NOTES:
            return self.notes.line_of(self.notes.record) if self.notes.record else ""
        if self.active is Pane.FOLLOW_UPS:
            row, context = self.follow_ups.row, self.program
            if row is None:
                return ""
            parts = (due(row, context.today(), context.calendar), what(row), company_role(row.company, row.role))
            return " · ".join(filter(None, (*parts, why(row, context.today(), context.calendar))))
        return self.case.name if self.case else ""

    def removal(self) -> tuple[str, Callable[[], Change]]:
        """What would be removed, as a question, and the change that does it. Raises Refused."""
        if self.active is Pane.NOTES:
            lines = self.note_refs()
            return f"Delete {counted(len(lines), 'note')}?", lambda: self.program.notes.remove(lines)
        if self.active is Pane.FOLLOW_UPS:
            ids = self.follow_up_ids()
            return f"Skip {counted(len(ids), 'follow-up')} undone?", lambda: self.program.follow_ups.skip(ids)
        found = self.interview_ids()
        question = f"Delete {self.named(found)} with all that hangs on it? ({SHOWN['outcome']} closes it instead)"
        return question, lambda: self.program.interviews.remove(found)
