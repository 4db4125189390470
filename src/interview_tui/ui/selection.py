"""What is selected on the main screen, a pane, lines in it and an interview, and what an action would take."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.records import Interview, Meeting, ref
from interview_tui.domain.text import company_role, counted
from interview_tui.store.case import load_case
from interview_tui.store.queue import Queue
from interview_tui.store.records import find
from interview_tui.ui.case_cache import CaseCache
from interview_tui.ui.keys import SHOWN, Pane, with_keys
from interview_tui.wording import due, what, why

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.ui.panes.follow_ups import FollowUpsPane
    from interview_tui.ui.panes.notes import NotesPane
    from interview_tui.ui.panes.pipeline import PipelinePane

UNPLANNED_HINT = "Nothing planned here: {meeting} books a meeting, {touch} logs a contact"


class Selection:
    """The active pane leads: the other panes follow its cursor to one interview."""

    def __init__(
        self,
        program: AppContext,
        pipeline: PipelinePane,
        notes: NotesPane,
        follow_ups: FollowUpsPane,
        changed: Callable[[], None],
    ) -> None:
        """`changed` is called whenever the cursor of the active pane stands elsewhere."""
        self.program = program
        self.pipeline, self.notes, self.follow_ups = pipeline, notes, follow_ups
        self.panes: dict[Pane, PipelinePane | NotesPane | FollowUpsPane] = {
            Pane.PIPELINE: pipeline,
            Pane.NOTES: notes,
            Pane.FOLLOW_UPS: follow_ups,
        }
        self._changed = changed
        self._before: list[Pane] = []
        self.reset(program)

    def reset(self, program: AppContext) -> None:
        """Begins again, on the follow-ups, with nothing selected and nothing filtered."""
        self.program = program
        self.active = Pane.FOLLOW_UPS
        self.filters = dict.fromkeys(Pane, "")
        self._cases = CaseCache(program)
        self._case: Case | None = None
        self._led: tuple[Pane, Hashable] | None = None
        """Where the cursor stood when the other panes followed it last."""

    @property
    def pane(self) -> PipelinePane | NotesPane | FollowUpsPane:
        """The active pane."""
        return self.panes[self.active]

    @property
    def case(self) -> Case | None:
        """The selected interview; None where there is none. Raises StoreTrouble."""
        self.catch_up()
        return self._case

    @property
    def is_unplanned(self) -> bool:
        """Whether the cursor is on an interview for which nothing is planned."""
        row = self.follow_ups.row
        return self.active is Pane.FOLLOW_UPS and row is not None and not row.id

    # How panes follow each other

    def activate(self, pane: Pane) -> None:
        """Makes a pane the active one."""
        self._before = [*(p for p in self._before if p is not pane), self.active]
        self.active = pane
        self._led = self._place()

    def activate_before(self) -> bool:
        """Makes the pane before this one the active one; False when there was none."""
        if not self._before:
            return False
        self.activate(self._before.pop())
        self._before.pop()
        return True

    def choose(self, interview_id: int) -> None:
        """Selects an interview; the cursor of the follow-ups stays while they are active. Raises StoreTrouble."""
        self.pipeline.go_to(Ref("i", interview_id))
        self._follow(interview_id)
        self._led = self._place()
        self._changed()

    def stand_on(self, interview_id: int) -> None:
        """Selects an interview, and the cursor of the follow-ups goes to its first one. Raises StoreTrouble."""
        self.choose(interview_id)
        if self.active is Pane.FOLLOW_UPS:
            self.go_to_follow_up(interview_id)
            self._led = self._place()
            if self.follow_ups.interview_id != interview_id:  # it has no line: what is shown is that of the cursor
                self._lead()
            self._changed()

    def go_to_follow_up(self, interview_id: int, *, person_id: int | None = None) -> None:
        """The follow-ups' cursor goes to the first one of an interview, if there is one; to that person's rather."""
        queue = Queue(self.program.store, self.program.clock(), text=self.filters[Pane.FOLLOW_UPS])
        first = queue.first_of(interview_id, person_id=person_id) or queue.first_of(interview_id)
        if first is not None:
            self.follow_ups.go_to(first)

    def follow_reading(self) -> None:
        """The panes were read again: they agree on one interview, the one of before where it is still there."""
        self._follow(self._selected())
        self._led = self._place()
        self._changed()

    @property
    def is_behind(self) -> bool:
        """Whether the cursor stands elsewhere than the other panes show."""
        return self._place() != self._led

    def catch_up(self) -> None:
        """The other panes follow the cursor. Raises StoreTrouble."""
        place = self._place()
        if place != self._led:
            self._led = place
            try:
                self._lead()
            finally:
                self._changed()

    def lead_elsewhere(self) -> None:
        """The follow-ups were made active, and an interview that owes nothing has no line there to stand on: the other
        panes go to the one that is under the cursor. Raises StoreTrouble.
        """
        there = self.follow_ups.interview_id
        if self.active is Pane.FOLLOW_UPS and there and self._case and there != self._case.interview.id:
            self._lead()
            self._changed()

    def _lead(self) -> None:
        interview_id = self.follow_ups.interview_id
        if self.active is Pane.FOLLOW_UPS and interview_id is not None:
            self.pipeline.go_to(Ref("i", interview_id))
            self._show_notes(interview_id)
        elif self.active is Pane.PIPELINE:
            self._follow(self.pipeline.interview_id)

    def _place(self) -> tuple[Pane, Hashable]:
        current = self.pane.current
        return self.active, current.key if current is not None else None

    def _selected(self) -> int | None:
        interview_id = self.follow_ups.interview_id
        if self.active is Pane.FOLLOW_UPS and interview_id is not None:
            self.pipeline.go_to(Ref("i", interview_id))
            return interview_id
        if self.active is Pane.NOTES and self._case is not None:
            # Also one that the pipeline's filter hides: a change to its notes must not lead to another interview.
            still = find(self.program.store.reader, Interview, id=self._case.interview.id)
            if still:
                return still[0].id
        return self.pipeline.interview_id

    def _follow(self, interview_id: int | None) -> None:
        self._show_notes(interview_id)
        elsewhere = self.follow_ups.interview_id != interview_id
        if interview_id is not None and self.active is not Pane.FOLLOW_UPS and elsewhere:
            self.go_to_follow_up(interview_id)

    def _show_notes(self, interview_id: int | None) -> None:
        read = None if interview_id is None else self._cases.read(interview_id)
        self._case = read and read.case
        self.notes.show_case(self._case, read.others if read else (), text=self.filters[Pane.NOTES])

    def forget_read(self) -> None:
        """Interviews are read again when they are looked at next."""
        self._cases = CaseCache(self.program)

    def read_ahead(self) -> None:
        """Reads the interviews above the cursor and below it, one of which is likely to be looked at next."""
        beside = {Pane.FOLLOW_UPS: self.follow_ups.interviews_beside, Pane.PIPELINE: self.pipeline.interviews_beside}
        for interview_id in beside.get(self.active, tuple)():
            with suppress(UserError):  # what is wrong with it is said when it is looked at
                self.notes.prepare(*self._cases.read(interview_id))

    # What an action takes

    def required_case(self) -> Case:
        """The selected interview. Raises Refused where there is none."""
        if self.case is None:
            raise self.no_interview()
        return self.case

    def interview_ids(self) -> list[int]:
        """The marked interviews, or those of the marked follow-ups, else the selected one. Raises Refused."""
        if self.active is Pane.PIPELINE and self.pipeline.marked:
            return self.pipeline.marked_ids()
        if self.active is Pane.FOLLOW_UPS and self.follow_ups.marked:
            found = self.program.follow_ups.interviews_of(self.follow_ups.marked_ids())
            return sorted({*found, *self.follow_ups.marked_interviews()})
        return [self.required_case().interview.id]

    def follow_up_ids(self) -> list[int]:
        """The marked follow-ups, or the first ones of the marked interviews, else that under the cursor, or the
        selected interview's first. Raises Refused.
        """
        if self.active is Pane.FOLLOW_UPS:
            if marked := self.follow_ups.marked_ids():
                return marked
            if self.is_unplanned:
                raise Refused(with_keys(UNPLANNED_HINT))
            if self.follow_ups.follow_up is None or self.follow_ups.marked:
                adds = "adds a follow-up of your own" if self.case else "adds an interview"
                raise self.nothing("Nothing to do here", adds)
            return [self.follow_ups.follow_up.id]
        queue = Queue(self.program.store, self.program.clock())
        interviews = self.interview_ids()
        firsts = [queue.first_of(interview_id) for interview_id in interviews]
        found = [first.id for first in firsts if first is not None and first.letter == "f"]
        if not found:
            raise Refused(f"Nothing to do for {self.name_of(interviews)}")
        return found

    def note_refs(self) -> list[Ref]:
        """The marked lines of the notes, else that under the cursor. Raises Refused."""
        if self.notes.marked:
            return self.notes.marked_refs()
        if self.notes.record is None:
            raise self.nothing("There is no note here", "adds one")
        if isinstance(self.notes.record, Meeting):
            raise Refused(f"This is the meeting itself: {SHOWN['meeting']} moves or cancels it")
        return [ref(self.notes.record)]

    def name_of(self, interview_ids: list[int]) -> str:
        """`Acme SRE`, or `3 interviews`."""
        if len(interview_ids) > 1:
            return counted(len(interview_ids), "interview")
        now = self.program.clock()
        return load_case(self.program.store.reader, interview_ids[0], now).name if interview_ids else ""

    def line_as_text(self) -> str:
        """The line under the cursor; '' where there is none."""
        if self.active is Pane.NOTES:
            return self.notes.line_of(self.notes.record) if self.notes.record else ""
        if self.active is Pane.FOLLOW_UPS:
            row, context = self.follow_ups.row, self.program
            if row is None:
                return ""
            parts = (due(row, context.today(), context.calendar), what(row), company_role(row.company, row.role))
            return " · ".join(filter(None, (*parts, why(row, context.today(), context.calendar))))
        return self.case.name if self.case else ""

    def nothing(self, words: str, adds: str) -> Refused:
        """What is missing here, and what to do about it: drop the filter that hides it, else add it."""
        hidden = bool(self.filters[self.active])
        return Refused(f"{words}: {SHOWN['leave']} shows all again" if hidden else f"{words}: {SHOWN['add']} {adds}")

    def no_interview(self) -> Refused:
        """Nothing can be done to an interview here."""
        return self.nothing("No interview is selected", "adds one in the pipeline")
