"""The demo, in a store of its own beside the user's, and the tour through a morning there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rich.segment import Segment
from rich.style import Style
from textual.screen import ModalScreen
from textual.strip import Strip

from interview_tui.app_context import AppContext
from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp, Passage
from interview_tui.places import Paths
from interview_tui.store.reading import some
from interview_tui.ui.dialogs.working import Working
from interview_tui.ui.keys import SHOWN, with_keys
from interview_tui.ui.lines import HeaderLine, Line
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.strips import Drawn, fit, two_ends
from interview_tui.ui.text import cells
from interview_tui.ui.tour_steps import LAST, OWED, STATIONS, Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen
    from textual.widget import Widget

    from interview_tui.services.base import Change
    from interview_tui.services.interviews import StillOwed
    from interview_tui.settings import Settings
    from interview_tui.ui.app import InterviewApp
    from interview_tui.ui.keys import Pane
    from interview_tui.ui.opening import Opening
    from interview_tui.ui.tour_steps import Station

INTERVIEWS = 24
"""As many as `interview-tui demo` makes up by itself."""


async def open_demo(own: Opening, *, guided: bool) -> None:
    """Makes the demo up in a folder of its own, and shows it above the user's own dashboard."""
    settings = own.program.settings

    def take(told: Callable[[int], None]) -> DemoStore:
        return DemoStore(settings, told)

    def show(store: DemoStore) -> None:
        own.app.call_later(own.app.push_screen, DemoDashboard(store, own, guided=guided))

    await own.ask(Working("Making up a job search to look at", take, show, words="{:,} interviews"))


class DemoStore:
    """Invented data in a private folder that is gone when the demo is left."""

    def __init__(self, settings: Settings, told: Callable[[int], None]) -> None:
        """Fills it, which takes seconds; `told` hears of it, and ends it by what it raises.

        May run in a thread of its own. Raises UserError.
        """
        from interview_tui.demo.generator import Demo

        self._folder = tempfile.TemporaryDirectory(prefix="interview-tui-demo-")
        folder = Path(self._folder.name)
        paths = Paths(
            store=folder / "demo.db",
            configuration=settings.paths.configuration,
            backups=folder / "backups",
            log=settings.paths.log,
        )
        # Nobody here is real: no letter leaves, and no command hears of what is done.
        self.settings = settings._replace(paths=paths, sender=settings.sender._replace(command=()), hooks=())
        filling = AppContext(self.settings)
        filled = False
        try:
            told(0)
            Demo(filling).fill(INTERVIEWS, told=told)
            told(INTERVIEWS)
            filled = True
        finally:
            filling.store.close()  # a connection belongs to the thread that opened it
            if not filled:
                self._folder.cleanup()

    def open(self) -> AppContext:
        """The program on it."""
        return AppContext(self.settings)

    def remove(self) -> None:
        """Takes it away."""
        self._folder.cleanup()


class DemoHeader(HeaderLine):
    """Says of every figure that it is invented."""

    def line(self, width: int) -> Drawn:
        sign = f" DEMO, invented · {SHOWN['quit']} goes back "
        rest = super().line(max(0, width - cells(sign)))
        return [Segment(sign, Style(reverse=True)), *([Segment(rest)] if isinstance(rest, str) else rest)]


class TourLine(Line):
    """What the tour asks, and why: two lines that never take a key."""

    DEFAULT_CSS = """
    TourLine { height: 2; background: $panel; color: $text-accent; text-style: bold; }
    TourLine.-above { dock: top; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, str] = ("", "")

    def show(self, station: Station, number: int) -> None:
        """Another station; `number` counts from 1."""
        total = len(STATIONS)
        head = f"Tour {number} of {total}" if number <= total else "Tour, the end"
        self._lines = (f" {head} · {with_keys(station.ask)}", f" {with_keys(station.why)}")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = self.visual_style.rich_style
        line = two_ends(self._lines[y], f"{SHOWN['leave']} ends the tour " if y else "", width)
        return Strip(Segment.apply_style(fit(line, width), style), width)


class DemoDashboard(MainScreen):
    """The dashboard on the demo. What is done there is done to nothing of the user's."""

    def __init__(self, store: DemoStore, own: Opening, *, guided: bool) -> None:
        super().__init__(store.open())
        self._store = store
        self._own = own
        self.header = DemoHeader()
        self._lines = TourLine()
        self._at: int | None = 0 if guided else None
        """Which station the tour is at; None while there is no tour."""
        self._began: Sight | None = None
        self._changed: set[str] = set()
        self._opened: set[str] = set()

    def compose(self) -> Iterator[Widget]:
        for widget in super().compose():
            yield widget
            if widget is self.header:
                yield self._lines

    def on_mount(self) -> None:
        cast("InterviewApp", self.app).program = self.program  # what is typed here is kept here
        self.app.screen_change_signal.subscribe(self, self._screen_changed, immediate=True)

    def _begin(self) -> bool:
        begun = super()._begin()
        self._show_station()
        return begun

    def on_unmount(self) -> None:
        self._give_back()
        self.program.typed.close()
        self.program.store.close()
        self._store.remove()

    def drawn(self) -> list[Widget]:
        return []  # the next start does not begin here

    # Coming and going

    async def leave_demo(self) -> None:
        """Back to the user's own dashboard; the demo is gone."""
        self._give_back()
        await self.app.pop_screen()
        self._own.message.tell("This is your own store again; the demo is gone")

    def _give_back(self) -> None:
        cast("InterviewApp", self.app).program = self._own.program

    async def action_quit(self) -> None:  # type: ignore[override]
        """Back to one's own."""
        await self.leave_demo()

    async def action_demo(self) -> None:
        """It is open already."""
        self.message.tell(f"This is the demo; {SHOWN['quit']} goes back to your own store")

    async def action_tour(self) -> None:
        """Begins the tour anew."""
        self._begin_station(0)

    async def action_add(self) -> None:
        """As everywhere; at the end of the tour, the first real entry."""
        if self._at == len(STATIONS):
            await self.leave_demo()
            await self._own.add_interview()
        else:
            await super().action_add()

    def action_leave(self) -> None:
        """Ends the tour, if there is one; else as everywhere."""
        if self._at is None:
            super().action_leave()
            return
        self._begin_station(None)
        self.message.tell(with_keys("The tour has ended: {tour} begins it again, {quit} goes to your own store"))

    # What is done, as the tour sees it

    def catch_up(self) -> None:
        super().catch_up()
        self._look()

    def go(self, pane: Pane) -> None:
        super().go(pane)
        self._look()

    def done(self, change: Change) -> None:
        super().done(change)
        self._changed |= {ref.letter for ref in change.refs}
        at = self._at
        self._look()
        if at is not None and self._at == at and self.app.screen is self:
            self._begin_station(at)  # something else was done: what is asked is seen from here on

    async def _show_owed(self, found: list[int], owing: StillOwed) -> None:
        self._opened.add(OWED)
        await super()._show_owed(found, owing)

    def _screen_changed(self, screen: Screen[Any]) -> None:
        """Another screen is on top, or this one again."""
        if screen is self:
            self._look()
            return
        self._opened.add(type(screen).__name__)
        if self._at is not None and not isinstance(screen, ModalScreen | MainScreen):
            self.app.call_later(self._show_on, screen, self._at)

    async def _show_on(self, screen: Screen[Any], at: int) -> None:
        """What is asked stays in view on a screen that hides this one."""
        if screen.is_attached:
            line = TourLine()
            line.add_class("-above")
            line.show((*STATIONS, LAST)[at], at + 1)
            await screen.mount(line)

    def _sight(self) -> Sight:
        row = self.follow_ups.row
        reader = self.program.store.reader
        return Sight(
            line=row.key if row is not None else None,
            pane=self.active,
            settled=len(some(reader, FollowUp, "state = ?", Settled.DONE)),
            steps=len(some(reader, Passage)),
            changed=frozenset(self._changed),
            opened=frozenset(self._opened),
        )

    def _look(self) -> None:
        """Goes on where what was asked is done, and is in view again."""
        if self._at is None or self._began is None or self.app.screen is not self:
            return
        with self.program.store.trouble():
            now = self._sight()
        if self._at < len(STATIONS) and STATIONS[self._at].is_done(self._began, now):
            self._begin_station(self._at + 1)

    def _begin_station(self, at: int | None) -> None:
        self._at = at
        self._changed.clear()
        self._opened.clear()
        self._show_station()

    def _show_station(self) -> None:
        self._lines.display = self._at is not None
        if self._at is None:
            return
        with self.program.store.trouble():
            self._began = self._sight()
        self._lines.show((*STATIONS, LAST)[self._at], self._at + 1)
