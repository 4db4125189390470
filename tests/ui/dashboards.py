"""A dashboard for tests: a small store on a fixed morning, and what stands on the screen."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from interview_tui.domain.enums import Plan, Ref, Step
from interview_tui.ui.app import InterviewApp
from interview_tui.ui.keys import ACTS, PageName, Pane
from interview_tui.ui.main_screen import MainScreen
from tests.programs import ProgramOnATable, a_program, go_to, journal, when

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Hashable

    from textual._queue import Queue
    from textual.app import App
    from textual.dom import DOMNode

    from interview_tui.ui.main_screen import Begin

NOTES = """\
@ Dana Ruiz, VP Operations <dana@acme.example>
? What keeps releases slow? (Dana Ruiz)
    Three approvals
!! Release approvals take nine days (Dana Ruiz)
" We need someone to calm the release train (Dana Ruiz)
+ send the case study (Dana Ruiz) by fri
- call with the panel's dates (Dana Ruiz) by 2 Dec
"""

OPENED_BY: dict[PageName, tuple[str, ...]] = {
    **{page: (key.keys,) for page in PageName for key in ACTS if key.id == page.name.lower()},
    PageName.ANSWERS: ("Q", "l"),
}
"""The keys that open each page: the one that is named as the page is, or the way over another page."""
PATIENCE = 20
"""Seconds after which a dashboard that still works is a mistake."""

TURNS = 4
"""Turns of the event loop between two looks at whether anything waits: a look takes longer than a turn."""

_RULES: dict[Hashable, list[RuleSet]] = {}
_parse_rules = Stylesheet._parse_rules


def _parse_once(sheet: Stylesheet, css: str, *args: Any, **options: Any) -> list[RuleSet]:
    """The rules of a style sheet with its variables, parsed once for all dashboards: a quarter of what opening one
    takes.
    """
    key = css, args, tuple(options.items()), tuple(sheet._variables.items())
    if key not in _RULES:
        _RULES[key] = _parse_rules(sheet, css, *args, **options)
    return _RULES[key]


setattr(Stylesheet, "_parse_rules", _parse_once)  # noqa: B010 -- it is no method of ours to assign to
# It is what Textual's own gives, without a call of Python's for each of a hundred thousand rules in a test.
setattr(RuleSet, "__hash__", object.__hash__)  # noqa: B010


_draw = Screen._compositor_refresh
_TO_DRAW: set[Screen[Any]] = set()


def _draw_later(screen: Screen[Any]) -> None:
    """The topmost screen is drawn once it has come to rest, not for each of its messages: a terminal would not show
    what stands for a moment.
    """
    if screen is screen.app.screen:
        _TO_DRAW.add(screen)
        screen._dirty_widgets.clear()
    else:
        _draw(screen)


setattr(Screen, "_compositor_refresh", _draw_later)  # noqa: B010


async def _until_quiet(pilot: Pilot[Any], delay: float | None = None) -> None:
    """Waits until every widget has taken its messages and the screen is drawn.

    Textual's own pause waits until the process sleeps, at least 40 ms, and on a busy machine it goes on too soon.
    """
    if delay is not None:
        await asyncio.sleep(delay)
    deadline = monotonic() + PATIENCE
    quiet = 0
    while quiet < 2:  # after its last message a widget may still post one: its idle handlers come then
        for _ in range(TURNS):
            await asyncio.sleep(0)
        quiet = 0 if _busy(pilot.app) else quiet + 1
        assert monotonic() < deadline, "the dashboard does not come to rest"


def _busy(app: App[Any]) -> bool:
    """Whether something waits to be done. What waits for a timer of Textual's, a resize or a drawing, is done at once,
    but only after all messages: one drawing for all that they change.
    """
    if not app.is_running or not app.screen_stack:
        return False
    if not all(_waits_for_messages(node) for node in (app, *app._registry) if node.is_running):
        return True
    screen = app.screen
    if isinstance(screen, MainScreen) and screen.selection.is_behind:
        screen.catch_up()
    elif app._resize_event is not None:
        app._check_resize()
    elif screen.is_running and (
        screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets
    ):
        screen._on_timer_update()
    elif screen in _TO_DRAW:
        _TO_DRAW.clear()
        _draw(screen)
    else:
        return False
    return True


def _waits_for_messages(node: DOMNode) -> bool:
    queue: Queue[Any] = node._message_queue
    return not node._next_callbacks and queue.empty() and bool(queue.ready_event._waiters)


setattr(Pilot, "pause", _until_quiet)  # noqa: B010

DANA, KIM, BILL, PREPARE = 3, 4, 14, 7
"""The ids of the thank-yous to Dana Ruiz, Kim Lee and Bill Lum, and of the preparation of Globex's meeting."""


def a_morning(folder: Path) -> ProgramOnATable:
    """Monday 23 November 2026, 09:00 in Berlin. i1 Acme at step 5, i2 Globex at step 1, i3 Initech at step 7.

    Three thank-yous and a promise are overdue, the one to Dana Ruiz (DANA) first; Globex is to be prepared today.
    """
    path = folder / "interviews.db"
    path.touch(mode=0o600)
    path.write_bytes(_morning())
    return a_program(folder)


@cache
def _morning() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        program = a_program(Path(folder))
        program.clock.set("2026-11-19T09:00:00+01:00")
        program.interviews.add("Acme", "SRE", meeting=when(program, "today 14:00"), people=["Dana Ruiz", "Kim Lee"])
        program.interviews.add("Globex", "Data Engineer", meeting=when(program, "24 Nov 10:00"), plan=Plan.GENTLE)
        program.interviews.add("Initech", "Architect", meeting=when(program, "today 16:00"), people=["Bill Lum"])
        program.clock.set("2026-11-19T18:00:00+01:00")
        program.notes.capture(1, NOTES)
        go_to(program, 1, Step.THANK_PROMPTLY)
        go_to(program, 3, Step.PERSIST)
        program.meetings.debriefed(3)
        program.store.close()
        return program.settings.paths.store.read_bytes()


@dataclass
class Shown:
    """The dashboard in front of a person."""

    program: ProgramOnATable
    app: InterviewApp
    pilot: Pilot[int]
    entries: int = 0
    """What stood in the journal at the start."""

    @property
    def dashboard(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def message(self) -> str:
        """The message line."""
        line = self.app.screen.query("MessageLine").first()
        lines = (line.render_line(y) for y in range(line.size.height))
        return " ".join("".join(segment.text for segment in strip).strip() for strip in lines).strip()

    async def press(self, *keys: str) -> None:
        """Keys by their characters or names, all there before the first is taken, as when one types ahead."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else {"space": " "}.get(key)))
        await self.pilot.pause()

    async def again(self) -> None:
        """Takes back what was done since the start, and stands where it began, as on another morning."""
        while not isinstance(self.app.screen, MainScreen):
            await self.press("escape")
        while len(journal(self.program)) > self.entries:
            self.program.history.undo()
        board = self.dashboard
        board.selection.filters = dict.fromkeys(Pane, "")
        for pane in board.selection.panes.values():
            pane.clear_marks()
        board.go(Pane.FOLLOW_UPS)
        board.reload()
        await self.press("g")

    async def type(self, text: str) -> None:
        await self.press(*("space" if c == " " else c for c in text))

    def screen(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()  # Textual has no public way to read its picture
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def lines(self, selector: str) -> list[str]:
        """What stands in a widget of the screen, line by line, without the frame round it."""
        region = self.app.screen.query_one(selector).region
        strips = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return [strip.crop(region.x, region.right).text.rstrip() for strip in strips]

    def text(self, selector: str) -> str:
        """The same as one text, wherever its lines end."""
        return " ".join(" ".join(self.lines(selector)).split())

    def dialog_lines(self) -> list[str]:
        """The title of the topmost dialog, and the lines in its frame."""
        rows = [row[1:-1] for row in self.lines("#box > Frame")]
        return [rows[0].strip("─ "), *(row.rstrip() for row in rows[1:-1])]

    def dialog(self) -> str:
        """The same in one line of words."""
        return " ".join(" ".join(self.dialog_lines()).split())

    def selected(self) -> tuple[int | None, Ref | None, int | None]:
        """The interview in the pipeline, the follow-up in the queue, and the interview in the notes."""
        board = self.dashboard
        row = board.follow_ups.follow_up
        case = board.selection.case
        return board.pipeline.interview_id, Ref("f", row.id) if row else None, case.interview.id if case else None


@asynccontextmanager
async def shown(
    program: ProgramOnATable,
    size: tuple[int, int] = (80, 24),
    *,
    begin: Begin | None = None,
    app: type[InterviewApp] = InterviewApp,
) -> AsyncIterator[Shown]:
    """The dashboard on a store."""
    running = app(program, begin=begin)
    async with running.run_test(size=size) as pilot:
        await pilot.pause()
        yield Shown(program, running, pilot, len(journal(program)))
    program.store.close()
