"""The demo's store for measuring: made once in a process, copied for each test."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.demo.generator import Demo
from tests.programs import NOW, a_program
from tests.terminal import clean_env
from tools.bench import programs

if TYPE_CHECKING:
    from tools.bench.programs import Measured


def demo_store(folder: Path) -> Path:
    """A copy of the demo's store in a folder: what stands on a Monday morning in Berlin."""
    path = folder / "interviews.db"
    path.touch(mode=0o600)
    path.write_bytes(demo_bytes())
    return path


def dashboard(folder: Path) -> Measured:
    """The command that opens the demo's dashboard."""
    env = clean_env(folder, INTERVIEW_TUI_NOW=NOW, TZ="Europe/Berlin", COLORTERM="truecolor")
    return programs.dashboard(demo_store(folder), 24, env)


@cache
def demo_bytes() -> bytes:
    """The store's bytes."""
    with tempfile.TemporaryDirectory() as folder:
        program = a_program(Path(folder))
        Demo(program).fill()
        program.store.close()
        return program.settings.paths.store.read_bytes()
