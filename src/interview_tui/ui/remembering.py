"""Keeps, when the dashboard is left, the pictures with which it will begin (ui/terminal/stored.py shows them)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from textual.geometry import Region

from interview_tui.store.meetings import next_turn
from interview_tui.ui.terminal import stored
from interview_tui.ui.terminal.cells import Cells, draw
from interview_tui.ui.terminal.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_tui.app_context import AppContext
    from interview_tui.ui.board import Board
    from interview_tui.ui.terminal.changes import Terminal


def remember(board: Board, terminal: Terminal) -> None:
    """Keeps the picture of now, and those of the next day and the next working day, from midnight on.

    The board is not to be used after it. Raises StoreTrouble.
    """
    program = board.program
    paths = program.settings.paths
    size = board.app.size
    known = stored.key(paths.store, paths.configuration, (size.width, size.height))
    now = program.clock()
    if known is None or program.settings.problems or stored.has(paths.store, known, now.timestamp()):
        return
    pictures = []
    for moment, end in _moments(program, now):
        board.look_from(program.at(moment))
        drawn = _drawn(board)
        pictures.append((moment.timestamp(), end.timestamp(), _sent(drawn, size.width, size.height, terminal), drawn))
    stored.keep(paths.store, known, pictures)


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


def _drawn(board: Board) -> str:
    """The board as Textual draws it."""
    console = board.app.console
    parts = []
    for widget in board.drawn():
        x, y, width, height = widget.region
        lines = widget.render_lines(Region(0, 0, width, height))
        parts += [f"\x1b[{y + row};{x + 1}H{line.render(console)}" for row, line in enumerate(lines, 1)]
    return "".join(parts)


def _sent(drawn: str, width: int, height: int, terminal: Terminal) -> str:
    """What shows the picture on a blank screen."""
    wanted = Cells(width, height)
    rows, _ = draw(wanted, drawn)
    return Changes(terminal).between(Cells(width, height), wanted, rows)
