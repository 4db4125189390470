"""The main screen: three panes on one store, as many of them side by side as there is room for, and below them, on a
tall terminal, what is known of the selected interview.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen

from interview_tui.domain.enums import Step
from interview_tui.domain.steps import title
from interview_tui.store.errors import Damaged
from interview_tui.store.figures import figures
from interview_tui.store.queries import ended_without_debrief, next_turn
from interview_tui.ui.app_screen import LOOK_AGAIN_SECONDS, AppScreen
from interview_tui.ui.keys import BINDINGS, SHOWN, Pane, footer, with_keys
from interview_tui.ui.lines import HeaderLine, KeyLine, TitleLine
from interview_tui.ui.list_view import ListView
from interview_tui.ui.panes.detail import TALL_FROM, DetailPane
from interview_tui.ui.panes.follow_ups import FollowUpsPane
from interview_tui.ui.panes.notes import NotesPane
from interview_tui.ui.panes.pipeline import PipelinePane
from interview_tui.ui.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.errors import StoreTrouble
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import Movable

THREE_FROM, TWO_FROM = 120, 100
"""Columns from which on all panes stand side by side, or the follow-ups and the one that was looked at last."""

WELCOME = "Welcome. {add} adds your first interview · {demo} shows a demo in a store of its own"
DEMO_SIGN = " DEMO, invented · {quit} goes back "


class Panes(Horizontal):
    """Holds panes side by side; nothing of it is seen."""

    BLANK = True


class MainScreen(AppScreen):
    """Shows what the selection says, and reads it again when something has changed. What the keys do beside moving and
    looking stands in ui/actions/.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(BINDINGS)
    BLANK = True  # the lines and the panes cover it
    AUTO_FOCUS = "#follow-ups"
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What takes the keys; panes say themselves which of their lines then look otherwise."""

    class Begun(Message):
        """There is something to press keys on."""

    class Doubted(Message):
        """The terminal may show something else than what it was sent."""

    def __init__(self, program: AppContext, *, end_demo: Callable[[], None] | None = None) -> None:
        """`end_demo` is called when this screen goes: it shows the demo, not the user's own store."""
        super().__init__(program)
        self._end_demo = end_demo
        self.header = HeaderLine("" if end_demo is None else DEMO_SIGN)
        self.keys = KeyLine()
        self.pipeline = PipelinePane()
        self.notes = NotesPane(program, program.notes.day_reader)
        self.follow_ups = FollowUpsPane(compact=program.settings.density == "compact")
        self.selection = Selection(program, self.pipeline, self.notes, self.follow_ups, self._show_selected)
        self.titles = TitleLine(self.selection.panes)
        self.detail = DetailPane(program)
        self._beside = Pane.NOTES
        """What stands beside the follow-ups where there is room for two."""
        self._zoomed = False
        self._counts = dict.fromkeys(Pane, "")
        """What the titles count."""
        self._seen = (0, program.today())
        self._is_doubted = False
        """Whether the store could not be read any more the last time."""
        self._turn: datetime | None = None
        """When the clock alone changes what is shown: a meeting begins or ends, a follow-up lapses."""
        self._asked: tuple[int, str] | None = None
        """Whose debrief was asked for last."""

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
            self.set_interval(LOOK_AGAIN_SECONDS, self.refresh_now)
        self.post_message(self.Begun())

    def on_unmount(self) -> None:
        if self._end_demo is not None:
            self._end_demo()

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo, on a store of its own."""
        return self._end_demo is not None

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
        elif drafts := self.program.autosave.left():
            more = f" and {len(drafts) - 1} more" if len(drafts) > 1 else ""
            self.message.tell(f"Kept, not saved: {SHOWN['recover']} takes up {drafts[0].named()}{more}")
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
        self.selection.reset(program)
        self.message.tell("")
        for pane in self.selection.panes.values():
            pane.reset(leading=pane is self.follow_ups)
        self._begin()

    def drawn(self) -> list[Widget]:
        """All that is drawn, in the order in which it is; none where the layout is not that of a start."""
        odd = self.pipeline.display and not self.notes.display  # of two, it was looked at
        if self._zoomed or odd or not (self.follow_ups.display and self.is_current):
            return []
        panes = self.selection.panes.values()
        every = [self.header, self.titles, *panes, self.detail, self.message, self.keys]
        return [widget for widget in every if widget.display]

    def on_paste(self) -> None:
        """Nothing here takes a text."""
        self.message.tell(f"Nothing takes what you pasted: {SHOWN['add']} opens a field for it", error=True)

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Shows as many panes as there is room for; the active one alone also when that was asked for."""
        width, height = self.app.size
        active = self.selection.active
        if self._zoomed or width < TWO_FROM:
            seen = {active}
        elif width < THREE_FROM:
            seen = {self._beside, Pane.FOLLOW_UPS}
        else:
            seen = set(Pane)
        for pane, widget in self.selection.panes.items():
            widget.display = pane in seen
            widget.announces = pane is active
        self.detail.display = height >= TALL_FROM and not self._zoomed
        self.notes.head(not self.detail.display)
        self._show_detail()

    def reload(self) -> None:
        """Reads everything again; cursors stay on what they are on. Raises StoreTrouble."""
        context = self.program
        today = context.today()
        seen = (context.store.data_version(), today)
        now = context.clock()
        day = figures(context.store, now=now, today=today)
        self.header.show(day, now=now, calendar=context.calendar)
        self._turn = next_turn(context.store, now)
        self._counts[Pane.FOLLOW_UPS] = f" ({day.overdue} late)" if day.overdue else ""
        self.follow_ups.read(context, self.selection.filters[Pane.FOLLOW_UPS])
        self._read_pipeline()
        self._follow_reading()
        self._seen = seen
        self.header.mark("read-only" if context.store.is_read_only else "")

    def _read_pipeline(self) -> None:
        count = self.pipeline.read(self.program, self.selection.filters[Pane.PIPELINE])
        self._counts[Pane.PIPELINE] = f" ({count})" if count else ""

    def _follow_reading(self) -> None:
        """Titles and panes follow what was read."""
        self._show_titles()
        self.selection.follow_reading()
        filters = self.selection.filters
        if self.pipeline.current is None and not filters[Pane.PIPELINE]:
            for name, pane in self.selection.panes.items():
                if not filters[name]:
                    pane.empty = with_keys(pane.FIRST)

    def _show_selected(self) -> None:
        self._show_keys()
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.show(self.notes.rounds, self.follow_ups.row)

    def _show_keys(self) -> None:
        self.keys.show(footer(self.selection.active, unplanned=self.selection.is_unplanned))

    def _show_titles(self) -> None:
        filters = self.selection.filters
        named = {pane: f"{pane}{self._counts[pane]}{filters[pane] and f' /{filters[pane]}'}" for pane in Pane}
        self.titles.show(named, self.selection.active)

    def doubt(self, trouble: StoreTrouble) -> None:
        self._seen = (0, date.min)
        if isinstance(trouble, Damaged) or self.program.store.is_gone:
            what = "gone" if self.program.store.is_gone else "damaged"
            self.header.mark(f"the store is {what}: this was read before")
            self._is_doubted = True

    def refresh_now(self) -> None:
        """Takes over what another session has changed, and the new day after midnight: also under a dialog."""
        stack = self.app.screen_stack
        if self in stack and all(isinstance(s, ModalScreen) for s in stack[stack.index(self) + 1 :]):
            self.attempt(self._take_over)

    def _take_over(self) -> None:
        if self._turn is not None and self._turn <= self.program.clock():
            self.reload()
            self._ask_for_debrief()
        elif self._seen != (self.program.store.data_version(), self.program.today()):
            self.reload()
            if self._is_doubted:
                self._is_doubted = False
                self.message.tell("The store can be read again")

    def _ask_for_debrief(self) -> None:
        """A meeting that has ended and is not written down yet is asked for, once. Raises StoreTrouble."""
        context = self.program
        ended = ended_without_debrief(context.store, context.clock())
        asked, self._asked = self._asked, ended
        if ended is not None and ended != asked:
            self.message.tell(f"The meeting has ended: {SHOWN['debrief']} debriefs {ended[1]}")

    # Moving and looking

    def go(self, pane: Pane) -> None:
        """Makes a pane the active one."""
        if pane is not self.selection.active:
            self.catch_up()
            self.selection.activate(pane)
            self._pane_changed()
        self.set_focus(self.selection.pane)

    def _pane_changed(self) -> None:
        pane = self.selection.active
        self._beside = self._beside if pane is Pane.FOLLOW_UPS else pane
        self._arrange()
        self._show_keys()
        self._show_titles()
        self.attempt(self.selection.lead_elsewhere)
        self.set_focus(self.selection.pane)

    def go_back(self) -> bool:
        """Makes the pane before the active one; False when there was none."""
        self.catch_up()
        there = self.selection.activate_before()
        if there:
            self._pane_changed()
        return there

    def zoom(self) -> None:
        """The active pane alone, and back."""
        self._zoomed = not self._zoomed
        self._arrange()

    def narrow(self, text: str, *, at: Hashable | None = None) -> None:
        """The active pane shows only lines with these words; the cursor stands at `at`, if that is one."""
        self.selection.filters[self.selection.active] = text
        self.attempt(self._narrow)
        if at is not None:
            self.selection.pane.go_to(at)

    def _narrow(self) -> None:
        if self.selection.active is Pane.FOLLOW_UPS:
            self.follow_ups.read(self.program, self.selection.filters[Pane.FOLLOW_UPS])
        elif self.selection.active is Pane.PIPELINE:
            self._read_pipeline()
        self._follow_reading()

    def catch_up(self) -> None:
        """The other panes follow the cursor of the active one."""
        self.attempt(self.selection.catch_up)

    @on(ListView.Highlighted)
    def _on_highlighted(self, event: ListView.Highlighted[Any]) -> None:
        event.stop()
        self.catch_up()

    @on(ListView.Opened)
    async def _on_opened(self) -> None:
        await self.action_act("records.open_selected")

    def on_descendant_focus(self) -> None:
        """A click into a pane makes it the active one."""
        for name, widget in self.selection.panes.items():
            if widget is self.focused:
                self.go(name)

    def moves(self) -> Movable:
        return self.selection.pane

    def moved(self) -> None:
        self.catch_up()

    def action_pane(self, direction: int) -> None:
        """To the next pane, round and round."""
        order = list(Pane)
        self.go(order[(order.index(self.selection.active) + direction) % len(order)])

    def action_step(self, number: int) -> None:
        """To the first interview on a step in the pipeline."""
        self.go(Pane.PIPELINE)
        if not self.pipeline.go_to_step(Step(number)):
            self.message.tell(f"Nobody stands at step {title(Step(number))}")

    def action_quit(self) -> None:
        """Leaves the program, the demo for the user's own store; everything is kept already."""
        if self.is_demo:
            self.dismiss()
        else:
            super().action_quit()

    # What is done

    async def action_act(self, name: str) -> None:
        """Runs a function of ui/actions/, named as `module.function`; it is loaded when it is first used."""
        module, _, function = name.partition(".")
        act = getattr(import_module(f"interview_tui.ui.actions.{module}"), function)
        with self.saying():
            acting = act(self)
            if isawaitable(acting):
                await acting

    async def action_page(self, name: str) -> None:
        """Opens a page of ui/pages/, named as `module.Class`, on the selected interview; it is loaded then."""
        module, _, page = name.partition(".")
        opened = getattr(import_module(f"interview_tui.ui.pages.{module}"), page)
        with self.saying():
            case = self.selection.required_case() if opened.OF_INTERVIEW else self.selection.case
            await self.app.push_screen(opened(self.program, self.page_left, case.interview.id if case else None))

    def done(self, change: Change) -> None:
        """A change was made: marks are dropped, it is said and shown. Raises StoreTrouble."""
        self.selection.pane.clear_marks()
        super().done(change)

    def done_with(self, interview_id: int, change: Change) -> None:
        """A change was made that takes away what the cursor stood on: the interview stays the selected one.

        Raises StoreTrouble.
        """
        self.done(change)
        self.stand_on(interview_id)

    def stand_on(self, interview_id: int) -> None:
        """Selects an interview, and the follow-ups' cursor goes to it. Raises StoreTrouble."""
        self.selection.stand_on(interview_id)

    def page_left(self) -> None:
        """A page was left: what was said before it was opened is no longer the last thing that happened."""
        if self.attempt(self.reload):
            self.message.tell("")
