"""What makes a wait short before it comes: what keys need is loaded, the frames of the next start are drawn."""

from __future__ import annotations

import gc
import re
import sys
import threading
from datetime import datetime, time, timedelta
from importlib import import_module
from time import monotonic, sleep
from typing import TYPE_CHECKING

from textual.geometry import Region

from interview_tui.paths import first_frame_cache
from interview_tui.store.queries import next_turn
from interview_tui.terminal.cells import Cells, draw
from interview_tui.terminal.frame_diff import FrameDiff
from interview_tui.ui.keys import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.app_context import AppContext
    from interview_tui.terminal.capabilities import Terminal
    from interview_tui.ui.main_screen import MainScreen

PAUSE_SECONDS = 0.6
_WRITES = "interview_tui.store.transaction"
_IN_UI = re.compile(r"(act|page)\('(\w+)\.")
"""A key's action that names a function of ui/actions/ or a page of ui/pages/."""
_FOLDERS = {"act": "actions", "page": "pages"}
_OPENED_BY_ACTIONS = ("letters.sandbox", "ui.pages.letter", "ui.triage", "ui.dialogs.help", "ui.dialogs.palette")


def _needed_by_keys() -> list[str]:
    """The modules, what changes are written with first: that takes longest, and most keys change something."""
    named = [found for key in ACTS if (found := _IN_UI.match(key.action))]
    opened = (*(f"ui.{_FOLDERS[found[1]]}.{found[2]}" for found in named), *_OPENED_BY_ACTIONS)
    return [_WRITES, *dict.fromkeys(f"interview_tui.{name}" for name in opened)]


class Preload:
    """Loads what keys need while the person reads, once: else the first change, and each page the first time, would
    wait for it.

    What changes are written with takes a third of a second, as long as the start of everything else. It begins in the
    first pause after a key, so that it delays neither the start nor keys that are held; a key holds up what is left.
    """

    def __init__(self) -> None:
        self._last_key = 0.0
        self._thread: threading.Thread | None = None

    def key(self) -> None:
        """A key was pressed."""
        self._last_key = monotonic()
        if self._thread is None and _WRITES not in sys.modules:
            self._thread = threading.Thread(target=self._load, name="preload", daemon=True)
            self._thread.start()

    def _load(self) -> None:
        for name in _needed_by_keys():
            while (rest := self._last_key + PAUSE_SECONDS - monotonic()) > 0:
                sleep(rest)
            import_module(name)
            gc.freeze()  # as after the start: what was loaded stays, and no collection need go through it


def keep_first_frames(screen: MainScreen, terminal: Terminal) -> None:
    """Keeps the picture of now, and those of the next day and the next working day, from midnight on.

    The screen is not to be used after it. Raises StoreTrouble.
    """
    program, size = screen.program, screen.app.size
    cache = first_frame_cache(program.settings.paths)
    known = cache.key((size.width, size.height))
    now = program.clock()
    if known is None or program.settings.problems or cache.has(known, now.timestamp()):
        return
    frames = []
    for moment, end in _moments(program, now):
        screen.look_from(program.at(moment))
        drawn = _drawn(screen)
        frames.append((moment.timestamp(), end.timestamp(), _sent(drawn, size.width, size.height, terminal), drawn))
    cache.keep(known, frames)


def _moments(program: AppContext, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when and until when each picture is true: to the next midnight, or until a meeting begins or ends."""
    calendar = program.calendar
    today = calendar.day(now)
    tomorrow = today + timedelta(days=1)
    days = sorted({today, tomorrow, calendar.add_working(today, 1)})
    for day in days:
        begin = now if day == today else datetime.combine(day, time(), calendar.zone).astimezone(now.tzinfo)
        midnight = datetime.combine(day + timedelta(days=1), time(), calendar.zone).astimezone(now.tzinfo)
        turn = next_turn(program.store, begin)
        yield begin, midnight if turn is None else min(midnight, turn)


def _drawn(screen: MainScreen) -> str:
    """The main screen as Textual draws it."""
    console = screen.app.console
    parts = []
    for widget in screen.drawn():
        x, y, width, height = widget.region
        lines = widget.render_lines(Region(0, 0, width, height))
        parts += [f"\x1b[{y + row};{x + 1}H{line.render(console)}" for row, line in enumerate(lines, 1)]
    return "".join(parts)


def _sent(drawn: str, width: int, height: int, terminal: Terminal) -> str:
    """What shows the picture on a blank screen."""
    wanted = Cells(width, height)
    rows, _ = draw(wanted, drawn)
    return FrameDiff(terminal).between(Cells(width, height), wanted, rows)
