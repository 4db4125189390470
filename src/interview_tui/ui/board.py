"""What the dashboard shows: it owns what is selected, the panes draw it, and each follows where one of them leads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen

from interview_tui.domain.enums import Ref, Step
from interview_tui.domain.records import Interview
from interview_tui.domain.steps import title
from interview_tui.store.database import Damaged
from interview_tui.store.debriefs import ended_without_debrief
from interview_tui.store.figures import figures
from interview_tui.store.meetings import next_turn
from interview_tui.store.pipeline import Pipeline
from interview_tui.store.queue import Queue
from interview_tui.store.reading import load_case, some
from interview_tui.ui.app_screen import LOOK_AGAIN_SECONDS, AppScreen
from interview_tui.ui.keys import SHOWN, Pane, footer, with_keys
from interview_tui.ui.lines import HeaderLine, KeyLine, TitleLine
from interview_tui.ui.list_view import ListView
from interview_tui.ui.panes.detail import TALL_FROM, DetailPane
from interview_tui.ui.panes.follow_ups import FollowUpsPane
from interview_tui.ui.panes.notes import NotesPane
from interview_tui.ui.panes.pipeline import PipelinePane
from interview_tui.ui.recovery import left_behind

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.errors import StoreTrouble
    from interview_tui.services.base import Change

THREE_FROM, TWO_FROM = 120, 100
"""Columns from which on all panes stand side by side, or the follow-ups and the one that was looked at last."""

WELCOME = "Welcome. {add} adds your first interview · {tour} shows a morning on the demo"


class Panes(Horizontal):
    """Holds panes side by side; nothing of it is seen."""

    BLANK = True


class Board(AppScreen):
    """Three panes on one store, as many of them side by side as there is room for, and below them, on a tall terminal,
    what is known of the selected interview. What the keys do stands in main_screen.py.
    """

    BLANK = True  # the lines and the panes cover it
    AUTO_FOCUS = "#follow-ups"
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What takes the keys; panes say themselves which of their lines then look otherwise."""

    class Begun(Message):
        """There is something to press keys on."""

    class Doubted(Message):
        """The terminal may show something else than what it was sent."""

    def __init__(self, program: AppContext) -> None:
        super().__init__(program)
        self.header = HeaderLine()
        self.keys = KeyLine()
        self.pipeline = PipelinePane()
        self.notes = NotesPane(program, program.notes.day_reader)
        self.follow_ups = FollowUpsPane(compact=program.settings.density == "compact")
        self.titles = TitleLine(self.panes)
        self.detail = DetailPane(program)
        self.active = Pane.FOLLOW_UPS
        self._beside = Pane.NOTES
        """What stands beside the follow-ups where there is room for two."""
        self._zoomed = False
        self.filters = dict.fromkeys(Pane, "")
        self._case: Case | None = None
        self._led: tuple[Pane, Hashable] | None = None
        self._before: list[Pane] = []
        self._names = {pane: pane.value for pane in Pane}
        self._overdue = 0
        self._interviews = 0
        self._seen = (0, program.today())
        self._is_doubted = False
        """Whether the store could not be read any more the last time."""
        self._turn: datetime | None = None
        """When the clock alone changes what is shown: a meeting begins or ends, a follow-up lapses."""
        self._asked: tuple[int, str] | None = None  # whose debrief was asked for last

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.titles
        yield Panes(self.pipeline, self.notes, self.follow_ups, id="panes")
        yield self.detail
        yield self.message
        yield self.keys

    def on_mount(self) -> None:
        self._arrange()
        # Where the panes stand is known after the layout.
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self.titles.refresh())
        if self._begin():
            self.set_focus(self.follow_ups)
            self.set_interval(LOOK_AGAIN_SECONDS, self._look_again)
        self.post_message(self.Begun())

    def _begin(self) -> bool:
        """Shows everything as at the start; whether the store could be read."""
        self._show_keys()
        self._asked = None
        opened = self.attempt(self.reload)
        if not opened:
            return False
        if problems := (*self.program.settings.problems, *getattr(self.app, "key_problems", ())):
            more = f" · and {len(problems) - 1} more: interview-tui config check" if len(problems) > 1 else ""
            self.message.tell(f"{problems[0]}{more}", error=True)
        elif cannot_save := self.program.cannot_save:
            self.message.tell(cannot_save, error=True)
        elif kept := left_behind(self.program):
            self.message.tell(kept)
        elif news := self.program.take_news():
            self.message.tell(news)
        elif not self.pipeline.current:
            self.message.tell(with_keys(WELCOME))
        else:
            self.attempt(self._ask_for_debrief)
        return True

    # What is shown

    def look_from(self, program: AppContext) -> None:
        """Shows everything as at a start at the program's instant. Raises StoreTrouble."""
        self.program = program
        self.notes.context = self.detail.context = program
        self.active = Pane.FOLLOW_UPS
        self.filters = dict.fromkeys(Pane, "")
        self._case = None
        self.message.tell("")
        for pane in self.panes.values():
            pane.reset(leading=pane is self.follow_ups)
        self._begin()

    def drawn(self) -> list[Widget]:
        """All that is drawn, in the order in which it is; none where the layout is not that of a start."""
        odd = self.pipeline.display and not self.notes.display  # of two, it was looked at
        if self._zoomed or odd or not (self.follow_ups.display and self.is_current):
            return []
        every = [self.header, self.titles, *self.panes.values(), self.detail, self.message, self.keys]
        return [widget for widget in every if widget.display]

    def on_paste(self) -> None:
        """Nothing here takes a text."""
        self.message.tell(f"Nothing takes what you pasted: {SHOWN['add']} opens a field for it", error=True)

    def on_resize(self) -> None:
        self._arrange()

    def zoom(self) -> None:
        """Shows the active pane alone, or all of them again."""
        self._zoomed = not self._zoomed
        self._arrange()

    def _arrange(self) -> None:
        """Shows as many panes as there is room for; the active one alone also when that was asked for."""
        width, height = self.app.size
        if self._zoomed or width < TWO_FROM:
            seen = {self.active}
        elif width < THREE_FROM:
            seen = {self._beside, Pane.FOLLOW_UPS}
        else:
            seen = set(Pane)
        for pane, widget in self.panes.items():
            widget.display = pane in seen
            widget.announces = pane is self.active
        self.detail.display = height >= TALL_FROM and not self._zoomed
        self.notes.head(not self.detail.display)
        self._show_detail()

    @property
    def panes(self) -> dict[Pane, PipelinePane | NotesPane | FollowUpsPane]:
        """The panes by their names."""
        return {Pane.PIPELINE: self.pipeline, Pane.NOTES: self.notes, Pane.FOLLOW_UPS: self.follow_ups}

    @property
    def case(self) -> Case | None:
        """The selected interview."""
        self.catch_up()
        return self._case

    def reload(self) -> None:
        """Reads everything again; cursors stay on what they are on. Raises StoreTrouble."""
        context = self.program
        today = context.today()
        with context.store.trouble():
            seen = (context.store.data_version(), today)
            now = context.clock()
            day = figures(context.store, now=now, today=today)
            self.header.show(day, now=now, calendar=context.calendar)
            self._turn = next_turn(context.store, now)
            self._overdue = day.overdue
            self._show_queue()
            self._show_pipeline()
            self._all_follow()
        self._seen = seen
        self.header.mark("read-only" if context.store.is_read_only else "")

    def doubt(self, trouble: StoreTrouble) -> None:
        self._seen = (0, date.min)
        if isinstance(trouble, Damaged) or self.program.store.is_gone:
            what = "gone" if self.program.store.is_gone else "damaged"
            self.header.mark(f"the store is {what}: this was read before")
            self._is_doubted = True

    def _show_queue(self) -> None:
        context, text = self.program, self.filters[Pane.FOLLOW_UPS]
        queue = Queue(context.store, context.clock(), text=text)
        self.follow_ups.show_queue(queue, context.today(), context.calendar, filtered=bool(text))

    def _show_pipeline(self) -> None:
        context, text = self.program, self.filters[Pane.PIPELINE]
        today = context.today()
        pipeline = Pipeline(context.store, context.clock(), text=text, cadences=context.cadences)
        self.pipeline.show_pipeline(pipeline, today, filtered=bool(text))
        self._interviews = pipeline.count

    def _all_follow(self) -> None:
        """Titles and panes follow what is shown anew."""
        self._name_panes()
        self._follow(self._selected())
        self._led = self._place()
        self._show_keys()

    def go(self, pane: Pane) -> None:
        """Makes a pane the active one."""
        if pane is not self.active:
            self.catch_up()
            self._before = [*(p for p in self._before if p is not pane), self.active]
            self.active = pane
            self._beside = self._beside if pane is Pane.FOLLOW_UPS else pane
            self._arrange()
            self._show_keys()
            self._show_titles()
            self._led = self._place()
            there = self.follow_ups.interview_id
            if pane is Pane.FOLLOW_UPS and there and self._case and there != self._case.interview.id:
                self.attempt(self._lead)  # an interview that owes nothing has no line there to stand on
        self.set_focus(self.panes[pane])

    def go_back(self) -> bool:
        """Makes the pane before the active one; False when there was none."""
        if not self._before:
            return False
        self.go(self._before.pop())
        self._before.pop()
        return True

    def choose(self, interview_id: int) -> None:
        """Makes an interview the selected one, in all panes."""
        self.pipeline.go_to(Ref("i", interview_id))
        with self.program.store.trouble():
            self._follow(interview_id)
        self._led = self._place()

    def narrow(self, text: str, *, at: Hashable | None = None) -> None:
        """The active pane shows only lines with these words; the cursor stands at `at`, if that is one."""
        self.filters[self.active] = text
        self.attempt(self._narrow)
        if at is not None:
            self.panes[self.active].go_to(at)

    def _narrow(self) -> None:
        with self.program.store.trouble():
            if self.active is Pane.FOLLOW_UPS:
                self._show_queue()
            elif self.active is Pane.PIPELINE:
                self._show_pipeline()
            self._all_follow()

    @on(ListView.Highlighted)
    def _on_highlighted(self, event: ListView.Highlighted[Any]) -> None:
        event.stop()
        self.catch_up()

    def on_descendant_focus(self) -> None:
        """A click into a pane makes it the active one."""
        for name, widget in self.panes.items():
            if widget is self.focused:
                self.go(name)

    def catch_up(self) -> None:
        """The other panes follow the cursor: keys typed ahead come before the message that it has moved."""
        place = self._place()
        if place != self._led:
            self._led = place
            self._show_keys()
            self.attempt(self._lead)

    def _place(self) -> tuple[Pane, Hashable]:
        current = self.panes[self.active].current
        return self.active, current.key if current is not None else None

    def _lead(self) -> None:
        with self.program.store.trouble():
            interview_id = self.follow_ups.interview_id
            if self.active is Pane.FOLLOW_UPS and interview_id is not None:
                self.pipeline.go_to(Ref("i", interview_id))
                self._show_notes(interview_id)
                self._show_detail()
            elif self.active is Pane.PIPELINE:
                self._follow(self.pipeline.interview_id)

    def _selected(self) -> int | None:
        """The interview that is selected, as far as it is still there."""
        interview_id = self.follow_ups.interview_id
        if self.active is Pane.FOLLOW_UPS and interview_id is not None:
            self.pipeline.go_to(Ref("i", interview_id))
            return interview_id
        if self.active is Pane.NOTES and self._case is not None:
            # Also one that the pipeline's filter hides: a change to its notes must not lead to another interview.
            still = some(self.program.store.reader, Interview, "id = ?", self._case.interview.id)
            if still:
                return still[0].id
        return self.pipeline.interview_id

    def _follow(self, interview_id: int | None) -> None:
        """Notes and follow-ups show the interview."""
        self._show_notes(interview_id)
        elsewhere = self.follow_ups.interview_id != interview_id
        if interview_id is not None and self.active is not Pane.FOLLOW_UPS and elsewhere:
            self.follow_to(interview_id)
        self._show_detail()

    def follow_to(self, interview_id: int, *, person_id: int | None = None) -> None:
        """The follow-ups' cursor goes to the first one of an interview, if there is one: to that person's rather."""
        context = self.program
        queue = Queue(context.store, context.clock(), text=self.filters[Pane.FOLLOW_UPS])
        first = queue.first_of(interview_id, person_id=person_id) or queue.first_of(interview_id)
        if first is not None:
            self.follow_ups.go_to(first)

    def _show_notes(self, interview_id: int | None) -> None:
        now = self.program.clock()
        self._case = None if interview_id is None else load_case(self.program.store.reader, interview_id, now)
        self.notes.show_case(self._case, text=self.filters[Pane.NOTES])

    def _show_detail(self) -> None:
        self.detail.show(self.notes.rounds, self.follow_ups.row)

    def _name_panes(self) -> None:
        overdue, interviews = self._overdue, self._interviews
        names = {
            Pane.PIPELINE: f"{Pane.PIPELINE} ({interviews})" if interviews else Pane.PIPELINE.value,
            Pane.NOTES: Pane.NOTES.value,
            Pane.FOLLOW_UPS: f"{Pane.FOLLOW_UPS} ({overdue} late)" if overdue else Pane.FOLLOW_UPS.value,
        }
        for pane, name in names.items():
            found = self.filters[pane]
            names[pane] = f"{name} /{found}" if found else name
        self._names = names
        self._show_titles()

    def _show_keys(self) -> None:
        self.keys.show(footer(self.active, unplanned=self.is_unplanned))

    @property
    def is_unplanned(self) -> bool:
        """Whether the cursor is on an interview for which nothing is planned."""
        row = self.follow_ups.row
        return self.active is Pane.FOLLOW_UPS and row is not None and not row.id

    def _show_titles(self) -> None:
        self.titles.show(self._names, self.active)

    def _look_again(self) -> None:
        """Takes over what another session has changed, and the new day after midnight: also above a dialog."""
        stack = self.app.screen_stack
        if self not in stack or not all(isinstance(s, ModalScreen) for s in stack[stack.index(self) + 1 :]):
            return

        def look() -> None:
            if self._turn is not None and self._turn <= self.program.clock():
                self.reload()
                self._ask_for_debrief()
            elif self._seen != (self.program.store.data_version(), self.program.today()):
                self.reload()
                if self._is_doubted:
                    self._is_doubted = False
                    self.message.tell("The store can be read again")

        self.attempt(look)

    def _ask_for_debrief(self) -> None:
        """A meeting that has ended and is not written down yet is asked for, once. Raises StoreTrouble."""
        context = self.program
        with context.store.trouble():
            ended = ended_without_debrief(context.store, context.clock())
        asked, self._asked = self._asked, ended
        if ended is not None and ended != asked:
            self.message.tell(f"The meeting has ended: {SHOWN['debrief']} debriefs {ended[1]}")

    # What was done

    def done(self, change: Change) -> None:
        """A change was made: marks are dropped, it is said and shown. Raises StoreTrouble."""
        self.panes[self.active].clear_marks()
        super().done(change)

    def done_with(self, interview_id: int, change: Change) -> None:
        """A change was made that takes away what the cursor stood on: the interview stays the selected one.

        Raises StoreTrouble.
        """
        self.done(change)
        self.stand_on(interview_id)

    def stand_on(self, interview_id: int) -> None:
        """Makes an interview the selected one, and the follow-ups' cursor goes to it. Raises StoreTrouble."""
        self.choose(interview_id)
        if self.active is Pane.FOLLOW_UPS:
            self.follow_to(interview_id)
            self._led = self._place()

    def go_to_step(self, step: Step) -> None:
        """The first interview on a step."""
        self.go(Pane.PIPELINE)
        if not self.pipeline.go_to_step(step):
            self.message.tell(f"Nobody stands at step {title(step)}")
