"""The main screen: three panes on one store, as many of them side by side as there is room for, and below them, on a
tall terminal, what is known of the selected interview.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from importlib import import_module
from inspect import isawaitable
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from textual import on
from textual.containers import Container
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen

from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import Step
from interview_tui.domain.errors import Refused
from interview_tui.domain.steps import SOURCE, title
from interview_tui.store.errors import Damaged
from interview_tui.store.figures import figures
from interview_tui.store.queries import ended_without_debrief, next_turn
from interview_tui.terminal.one_picture import one_picture
from interview_tui.ui.app_screen import LOOK_AGAIN_SECONDS, AppScreen
from interview_tui.ui.arrangement import CARD, PanesLayout, is_narrow
from interview_tui.ui.frame import Frame, Part
from interview_tui.ui.keys import BINDINGS, SHOWN, Pane, footer
from interview_tui.ui.lines import HeaderLine, KeyLine
from interview_tui.ui.list_view import ListView
from interview_tui.ui.panes.card import CardPane
from interview_tui.ui.panes.follow_ups import FollowUpsPane
from interview_tui.ui.panes.notes import NotesPane
from interview_tui.ui.panes.pipeline import PipelinePane
from interview_tui.ui.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.errors import StoreTrouble
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import Movable

Begin: TypeAlias = "Callable[[MainScreen], Awaitable[None]]"
"""What is done before the first picture, and is seen on it: a page is opened, a line has the cursor."""
HELD_SECONDS, REST_SECONDS = 0.12, 0.05
"""Moves that come faster than the first are of a key that is held; after the second without one, it rests."""
COUNTS_IN_TABS_FROM = 56
"""Columns."""
LINES_BESIDE = 3
"""The header, the message and the keys."""
DEMO_SIGN = " DEMO · {quit} returns to your data "


class Panes(Container):
    """Holds the frames; nothing of it is seen."""

    BLANK = True

    def __init__(self, frames: dict[Pane | str, Frame]) -> None:
        super().__init__(*frames.values(), id="panes")
        self._arranging = PanesLayout({frame: place for place, frame in frames.items()})

    @property
    def layout(self) -> PanesLayout:
        return self._arranging


class MainScreen(AppScreen):
    """Shows what the selection says, and reads it again when something has changed. What the keys do beside moving and
    looking stands in ui/actions/.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(BINDINGS)
    AUTO_FOCUS = "#follow-ups"
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What takes the keys; panes say themselves which of their lines then look otherwise."""

    class Begun(Message):
        """There is something to press keys on."""

    class Doubted(Message):
        """The terminal may show something else than what it was sent."""

    def __init__(
        self, program: AppContext, *, end_demo: Callable[[], None] | None = None, begin: Begin | None = None
    ) -> None:
        """`end_demo` is called when this screen goes: it shows the demo, not the user's own store. `begin` is done
        before anything is drawn, and before a key is taken.
        """
        super().__init__(program)
        self._begin_with = begin
        self._end_demo = end_demo
        self.header = HeaderLine("" if end_demo is None else DEMO_SIGN)
        self.keys = KeyLine()
        self.pipeline = PipelinePane()
        self.notes = NotesPane(program)
        self.follow_ups = FollowUpsPane(compact=program.settings.density == "compact")
        self.selection = Selection(program, self.pipeline, self.notes, self.follow_ups, self._show_selected)
        self.card = CardPane(program)
        self.frames: dict[Pane | str, Frame] = {
            **{name: Frame(pane, id=f"frame-{pane.id}") for name, pane in self.selection.panes.items()},
            CARD: Frame(self.card, id="frame-card"),
        }
        self._panes = Panes(self.frames)
        self._layout = self._panes.layout
        for name, pane in self.selection.panes.items():
            pane.hidden_changed = partial(self._show_hidden, name)
        self._zoomed = False
        self._counts: dict[Pane, int] = dict.fromkeys(Pane, 0)
        """What the titles count."""
        self._late = 0
        self._seen_regions: dict[Pane | str, Region] = {}
        self._seen = (0, program.today())
        self._is_doubted = False
        """Whether the store could not be read any more the last time."""
        self._turn: datetime | None = None
        """When the clock alone changes what is shown: a meeting begins or ends, a follow-up lapses."""
        self._asked: tuple[int, str] | None = None
        """Whose debrief was asked for last."""
        self._moved_to: object = None
        self._moved_at = 0.0
        """The row to which the cursor was moved last, and when."""
        self._resting: Timer | None = None
        """Runs from a move on until the key rests."""

    def compose(self) -> ComposeResult:
        yield self.header
        yield self._panes
        yield self.message
        yield self.keys

    async def on_mount(self) -> None:
        self._arrange()
        if self._begin():
            self.set_focus(self.follow_ups)
            self.set_interval(LOOK_AGAIN_SECONDS, self.refresh_now)
            if self._begin_with is not None:
                with self.saying():
                    await self._begin_with(self)
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
            self.message.tell(f"Unsaved text: {SHOWN['recover']} restores {drafts[0].named()}{more}")
        elif news := self.program.take_news():
            self.message.tell(news)
        else:
            self.attempt(self._ask_for_debrief)
        return True

    # What is shown

    def look_from(self, program: AppContext) -> None:
        """Shows everything as at a start at the program's instant. Raises StoreTrouble."""
        self.program = program
        self.notes.context = self.card.context = program
        self.selection.reset(program)
        self.message.tell("")
        for pane in self.selection.panes.values():
            pane.reset(leading=pane is self.follow_ups)
        self._begin()

    def drawn(self) -> list[Widget]:
        """All that is drawn, in the order in which it is; none where the layout is not that of a start."""
        if self._zoomed or not (self.frames[Pane.FOLLOW_UPS].display and self.is_current):
            return []
        frames = [frame for frame in self.frames.values() if frame.display]
        return [self.header, *frames, *(frame.child for frame in frames), self.message, self.keys]

    def on_paste(self) -> None:
        """Nothing here takes a text."""
        self.message.tell(f"There is no field to paste into: {SHOWN['add']} opens one", error=True)

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Shows as many panes as there is room for; the active one alone also when that was asked for."""
        active, layout = self.selection.active, self._layout
        size = Size(self.app.size.width, self.app.size.height - LINES_BESIDE)
        layout.active, layout.alone = active, self._zoomed
        layout.narrow, layout.empty = is_narrow(size), self.pipeline.rows.source is not None and self._is_empty
        self.follow_ups.is_first = layout.empty
        seen = layout.regions(size)
        for place, frame in self.frames.items():
            frame.display = place in seen
            frame.lit = place is active or (layout.narrow and place == CARD)
            frame.join(above=place == CARD and layout.narrow, below=place is active and layout.narrow and CARD in seen)
        for pane, widget in self.selection.panes.items():
            widget.announces = pane is active
        self.notes.head(CARD not in seen)
        if seen != self._seen_regions:
            self._seen_regions = seen
            self._panes.refresh(layout=True)
        self._show_titles()
        self._show_card()
        self.frames[CARD].show_bottom(())
        for name, shown in self.selection.panes.items():
            self._show_hidden(name, *shown.hidden)

    def reload(self) -> None:
        """Reads everything again; cursors stay on what they are on. Raises StoreTrouble."""
        context = self.program
        today = context.today()
        seen = (context.store.data_version(), today)
        self.selection.forget_read()
        now = context.clock()
        day = figures(context.store, now=now, today=today)
        self.header.show(day, now=now, calendar=context.calendar)
        self._turn = next_turn(context.store, now)
        self._late = day.overdue
        self._read_follow_ups()
        self._read_pipeline()
        self._follow_reading()
        self._seen = seen
        self.header.mark("read-only" if context.store.is_read_only else "")

    def _read_follow_ups(self) -> None:
        self.follow_ups.read(self.program, self.selection.filters[Pane.FOLLOW_UPS])
        self._counts[Pane.FOLLOW_UPS] = self.follow_ups.count

    def _read_pipeline(self) -> None:
        self._counts[Pane.PIPELINE] = self.pipeline.read(self.program, self.selection.filters[Pane.PIPELINE])

    def _follow_reading(self) -> None:
        """Titles and panes follow what was read."""
        self.selection.follow_reading()
        if self._is_empty is not self._layout.empty:
            self._arrange()

    def _show_selected(self) -> None:
        self._show_keys()
        self._show_card()
        self._show_titles()

    def _show_card(self) -> None:
        active = self.selection.active
        row = self.follow_ups.row
        self.card.show(self.notes.rounds_at(row), row, leads=active is Pane.PIPELINE)
        right = self.card.step() if self._layout.narrow else []
        self.frames[CARD].show_top(self.card.title(), right)

    def _show_keys(self) -> None:
        row = self.follow_ups.row
        self.keys.show(*footer(self.selection.active, row.kind if row else None, empty=self._is_empty))

    @property
    def _is_empty(self) -> bool:
        """Whether there is no interview yet."""
        return self.pipeline.current is None and not any(self.selection.filters.values())

    def _show_titles(self) -> None:
        """Names and counts in the frames; tabs where only one of them is shown."""
        active = self.selection.active
        if self._layout.narrow or self._zoomed:
            self.frames[active].show_top(self._tabs())
            return
        for pane in Pane:
            right = self._of_meeting() if pane is Pane.NOTES else []
            self.frames[pane].show_top(self._title(pane), right)

    def _tabs(self) -> list[Part]:
        """All titles in one line, the active one between the ends of two lines: `Pipeline 36 ──┤ Follow-ups ├──`."""
        parts: list[Part] = []
        before = None
        for pane in Pane:
            active = pane is self.selection.active
            if before is not None:
                parts.append(Part(" ├─ " if before else " ──┤ " if active else " ── ", "line"))
            elif active:
                parts.append(Part("┤ ", "line"))
            parts += self._title(pane, tab=True)
            before = active
        return [*parts, Part(" ├", "line")] if before else parts

    def _title(self, pane: Pane, *, tab: bool = False) -> list[Part]:
        """A pane's name and its count, and the words that filter it."""
        active, count, text = pane is self.selection.active, self._counts[pane], self.selection.filters[pane]
        parts = [Part(str(pane), "title" if active else "quiet", pane)]
        if tab and self.size.width < COUNTS_IN_TABS_FROM:
            return parts
        if tab and pane is Pane.FOLLOW_UPS and self._late:
            parts.append(Part(f" {self._late} late", "late", pane))
        elif count:
            parts.append(Part(f" {count}", "quiet", pane))
        return [*parts, Part(f" /{text}", "accent")] if text else parts

    def _of_meeting(self) -> list[Part]:
        """Whose notes they are: `first conversation, Thu 19 Nov`."""
        rounds = self.notes.rounds
        if not rounds:
            return []
        meeting, calendar = rounds[-1].meeting, self.program.calendar
        day = short_day(calendar.day(meeting.starts)) if meeting.starts is not None else ""
        said = ", ".join(filter(None, (meeting.title.lower() if meeting.title.istitle() else meeting.title, day)))
        return [Part(said)] if said else []

    def _show_hidden(self, pane: Pane, above: int, below: int) -> None:
        """How many rows are out of view, in the bottom line of the frame."""
        left = [Part(f"↑ {above}")] if above else []
        right = [Part(f"↓ {below} more")] if below else []
        if self._layout.empty and pane is Pane.FOLLOW_UPS:
            right = [Part(f"the method: {SOURCE}")]
        joined = self._layout.narrow and self.frames[CARD].display and pane is self.selection.active
        if pane is Pane.NOTES and not self.frames[CARD].display:
            left = [*self.card.title(), *(Part(f" {part.text}") for part in left)]
        self.frames[CARD if joined else pane].show_bottom(left, right)

    def doubt(self, trouble: StoreTrouble) -> None:
        self._seen = (0, date.min)
        if isinstance(trouble, Damaged) or self.program.store.is_gone:
            what = "gone" if self.program.store.is_gone else "damaged"
            self.header.mark(f"the store is {what}: this is an earlier reading")
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
        self._arrange()
        self._show_keys()
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

    def narrow(self, text: str, *, at: Hashable | None = None) -> bool:
        """The active pane shows only lines that this filter leaves; the cursor stands at `at`, if that is one. Whether
        they could be read.
        """
        self.selection.filters[self.selection.active] = text
        with self.painting():
            found = self.attempt(self._narrow)
            if at is not None:
                self.selection.pane.go_to(at)
            self._show_titles()
        self.moved()
        return found

    def _narrow(self) -> None:
        """The pane is read again; the others follow its cursor as after a move."""
        if self.selection.active is Pane.FOLLOW_UPS:
            self._read_follow_ups()
        elif self.selection.active is Pane.PIPELINE:
            self._read_pipeline()
        else:
            self._follow_reading()
        if self._is_empty is not self._layout.empty:
            self._arrange()

    def catch_up(self) -> None:
        """The other panes follow the cursor of the active one."""
        self.attempt(self.selection.catch_up)

    @on(ListView.Highlighted)
    def _on_highlighted(self, event: ListView.Highlighted[Any]) -> None:
        event.stop()
        self.moved()

    @on(ListView.Opened)
    async def _on_opened(self) -> None:
        await self.action_act("records.open_selected")

    @on(Frame.Clicked)
    def _on_clicked(self, event: Frame.Clicked) -> None:
        """A click on a title or a tab makes its pane the active one."""
        event.stop()
        self.go(Pane(event.leads_to))

    def on_descendant_focus(self) -> None:
        """A click into a pane makes it the active one."""
        for name, widget in self.selection.panes.items():
            if widget is self.focused:
                self.go(name)

    def copy_line(self) -> None:
        text = self.selection.line_as_text()
        if not text:
            raise Refused("There is nothing to copy here")
        self.copy(text)

    def moves(self) -> Movable:
        return self.selection.pane

    def moved(self) -> None:
        """The cursor's own pane is drawn first, the others after it; while a key is held they wait until it rests. No
        action waits: each begins with `catch_up`.
        """
        if not self.selection.is_behind or self.selection.pane.current is self._moved_to:
            return
        self._moved_to = self.selection.pane.current
        before, self._moved_at = self._moved_at, monotonic()
        if self._resting is not None:
            self._resting.stop()
        if self._moved_at - before < HELD_SECONDS:
            self._resting = self.set_timer(REST_SECONDS, self._follow_at_once)
        else:
            self._follow_at_once()

    def _follow_at_once(self) -> None:
        """As `catch_up`, and all of it is one picture."""
        with self.painting():
            self.catch_up()
        self._resting = self.set_timer(REST_SECONDS, self.selection.read_ahead)

    def action_pane(self, direction: int) -> None:
        """To the next pane, round and round."""
        self.drop_selected()
        order = list(Pane)
        self.go(order[(order.index(self.selection.active) + direction) % len(order)])

    def action_step(self, number: int) -> None:
        """To the first interview on a step in the pipeline."""
        self.drop_selected()
        self.go(Pane.PIPELINE)
        if not self.pipeline.go_to_step(Step(number)):
            self.message.tell(f"No interview at step {title(Step(number))}")

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
            self.selection.catch_up()
            acting = act(self)
            if isawaitable(acting):
                await acting

    async def action_page(self, name: str) -> None:
        """Opens a page of ui/pages/, named as `module.Class`, on the selected interview; it is loaded then."""
        module, _, page = name.partition(".")
        opened = getattr(import_module(f"interview_tui.ui.pages.{module}"), page)
        with self.saying():
            case = self.selection.required_case() if opened.OF_INTERVIEW else self.selection.case
            page = opened(self.program, self.page_left, case.interview.id if case else None)
            row = self.follow_ups.row if self.selection.active is Pane.FOLLOW_UPS else None
            page.person_id = row.person_id if row is not None else None
            with one_picture(self.app):
                await self.app.push_screen(page)

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
