"""The dashboard as a process: its plain start, which needs no more of the command line than two options."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from interview_tui.cli.output import aside, complain, ended
from interview_tui.settings import from_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from interview_tui.app_context import AppContext
    from interview_tui.settings import Settings
    from interview_tui.terminal.first_frame_cache import FirstFrame
    from interview_tui.ui.main_screen import Begin


def has_terminal() -> bool:
    """Whether a person reads and types here. The dashboard draws on standard error's terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def settings_of(store: Path | None, configuration: Path | None) -> Settings:
    """The settings of this process; what is wrong in them is said."""
    settings = from_process(store=store, configuration=configuration)
    for problem in settings.problems:
        complain(problem)
    return settings


def run(store: Path | None, configuration: Path | None, first_frame: FirstFrame | None) -> int:
    """Runs the dashboard, asked for by nothing but these options, and gives its exit code: as the command line does
    (group.py), of which nothing is loaded.
    """
    return ended(lambda: open_dashboard(settings_of(store, configuration), first_frame))


def open_dashboard(
    settings: Settings, first_frame: FirstFrame | None = None, begin: Callable[[AppContext], Begin] | None = None
) -> int:
    """Runs the dashboard to its end and gives its exit code. `first_frame`: the picture that is shown already. `begin`
    gives what it begins with; what is wrong with that it raises before the screen is taken.
    """
    # What is loaded stays: to look for garbage among it takes a tenth of the start. The dashboard goes on collecting.
    gc.disable()
    from interview_tui.app_context import AppContext
    from interview_tui.terminal.unused_imports import left_out

    with left_out():
        from interview_tui.ui.app import run as run_dashboard

    program = AppContext(settings)
    program.store.copies_aside = True
    try:
        return run_dashboard(program, first_frame, begin(program) if begin is not None else None)
    finally:
        gc.enable()
        if news := program.take_news():  # where the message line had to say something else
            aside(news)
        program.store.close()
        if first_frame is not None:
            first_frame.take_back()  # what is said of an error belongs on the screen of before
