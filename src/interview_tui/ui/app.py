"""The dashboard as a program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from interview_tui.ui.dashboard import Dashboard
from interview_tui.ui.terminal import Fence, TmuxDriver, leaving_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter
    from textual.screen import Screen

    from interview_tui.wiring import Program


class InterviewApp(App[int]):
    """Holds the dashboard."""

    TITLE = "interview-tui"
    CSS_PATH = "dashboard.tcss"
    ENABLE_COMMAND_PALETTE = False  # the dashboard has its own
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]
    HORIZONTAL_BREAKPOINTS = [(0, "-one-pane"), (100, "-two-panes"), (120, "-three-panes")]  # noqa: RUF012

    def __init__(self, program: Program) -> None:
        super().__init__(driver_class=TmuxDriver if os.name == "posix" else None)
        self.program = program

    def get_default_screen(self) -> Screen[None]:
        return Dashboard(self.program)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), Fence()]


def run(program: Program) -> int:
    """Opens the dashboard until the user leaves it; gives the exit status. Raises StoreTrouble."""
    program.store.reader  # noqa: B018 -- what is wrong with the store is said before the screen is taken
    app = InterviewApp(program)

    def leave(status: int) -> None:
        app.call_later(app.exit, return_code=status)

    with leaving_in_order(leave):
        app.run()
    program.store.close()
    return app.return_code or 0
