"""A profile of the dashboard's start: what is imported, when, how long it takes, and why it is still there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.bench.report import aligned
from tools.bench.terminal import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.bench.programs import Measured

LARGEST = 10
_LINE = re.compile(rb"import time:\s+(\d+) \|\s+\d+ \|( +)([\w.]+)")
_SCREEN = b"\x1b[?1049h"

WHY = {
    "textual": "draws the dashboard: app, style sheets, widgets",
    "rich": "Textual's styles and segments are Rich's",
    "interview_tui.ui": "the dashboard itself; dialogs and pages come when they are opened",
    "interview_tui.domain": "the records and rules by which rows are read and worded",
    "interview_tui.store": "reads the rows, by SQLite alone",
    "interview_tui.services": "what the keys do",
    "interview_tui.settings": "finds the store, the zone and the theme",
    "interview_tui.cli": "the command line",
    "asyncio": "Textual's event loop",
    "ssl": "asyncio knows secure sockets",
    "click": "reads the command line and words its errors",
    "platformdirs": "where the user's folders are",
    "typing": "types that are looked at while the program runs, by Textual and click",
    "typing_extensions": "the same for newer types",
    "ast": "dataclasses and Textual look at signatures by inspect, which brings it",
    "dis": "the same",
    "gettext": "click words its errors in the user's language",
    "pathlib": "paths",
    "tomllib": "the configuration",
    "logging": "asyncio logs",
    "zoneinfo": "the user's zone",
    "sqlite3": "the store",
    "json": "what the store keeps in one column",
    "curses": "what the terminal can do",
}


@dataclass(frozen=True, slots=True)
class Module:
    """An imported module: its own microseconds, without those of what it imports."""

    name: str
    own: int
    before_screen: bool
    """Whether it was there before the program took the screen."""
    asked_by: str
    """The module that imported it first; nothing when the program's first file did."""

    @property
    def part(self) -> str:
        """What it belongs to: its package, or of our own the package below."""
        return _part(self.name)


def read(output: bytes) -> list[Module]:
    """The modules in the order in which their import ended, out of what `python -X importtime` wrote to a terminal."""
    screen, modules = output.find(_SCREEN), list[Module]()
    above: list[tuple[int, str]] = []
    for found in reversed(list(_LINE.finditer(output))):  # what a module imports is told before it, indented deeper
        depth, name = len(found[2]), found[3].decode()
        while above and above[-1][0] >= depth:
            above.pop()
        early = screen < 0 or found.start() < screen
        modules.append(Module(name, int(found[1]), early, above[-1][1] if above else ""))
        above.append((depth, name))
    return modules[::-1]


def profile(program: Measured) -> list[Module]:
    """Starts a dashboard with its imports timed; the figures are larger than without the timing."""
    with Session(program.argv, env={**program.env, "PYTHONPROFILEIMPORTTIME": "1"}) as session:
        session.read(1.5, timeout=30)
        output = session.raw()
        session.quit(program.quit)
    return read(output)


def table(modules: Iterable[Module]) -> str:
    """The ten parts that take longest, in milliseconds, with why they are there; then the rest, and the sum."""
    parts: dict[str, list[Module]] = {}
    for module in modules:
        parts.setdefault(module.part, []).append(module)
    order = sorted(parts, key=lambda part: -_time(parts[part]))
    grid = [["part", "first asked for by", "why it is still there", "ms", "modules", "before the screen"]]
    for part in order[:LARGEST]:
        grid.append([f"`{part}`", _asked_by(parts[part]), WHY.get(part, ""), *_cells(parts[part])])
    rest = [module for part in order[LARGEST:] for module in parts[part]]
    grid.append([f"{len(order[LARGEST:])} others", "", "", *_cells(rest)])
    grid.append(["all", "", "", *_cells([module for part in order for module in parts[part]])])
    return aligned(grid, left=3)


def _asked_by(modules: list[Module]) -> str:
    return next((f"`{m.asked_by}`" for m in modules if m.asked_by and _part(m.asked_by) != m.part), "")


def _part(name: str) -> str:
    names = name.lstrip("_").split(".")
    return ".".join(names[: 2 if names[0] == "interview_tui" else 1])


def _cells(modules: list[Module]) -> list[str]:
    early = _time([module for module in modules if module.before_screen])
    return [f"{_time(modules):.1f}", str(len(modules)), f"{early:.1f}"]


def _time(modules: list[Module]) -> float:
    return sum(module.own for module in modules) / 1000
