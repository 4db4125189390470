"""What was measured, held against what is promised. Nothing here measures anything."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from tools.bench.programs import BAGELS, FLOOR, NEOMUTT, OURS, VIM
from tools.bench.running import CALIBRATION, PYTHON, SQLALCHEMY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Found: TypeAlias = Mapping[str, Mapping[str, Sequence[float]]]

PEERS = (NEOMUTT, BAGELS, VIM)
KEYS = ("move", "move up", "page", "scroll", "opened first", "opened again", "advance", "done", "filter")


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty is above."""
    return sorted(values)[max(0, -(-len(values) * 19 // 20) - 1)]


SMALLEST, MIDDLE, LARGEST = 0, 1, -1
"""Of the stores that are measured, by size; the middle one only where there are three."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a figure, how it is summed up, and how far it may go."""

    what: str
    figure: str
    unit: str = "ms"
    take: Callable[[Sequence[float]], float] = median
    store: int = SMALLEST
    most: float | None = None
    times: str = ""
    """What `most` is a multiple of: the floor, ourselves with the smallest store, an interpreter; '' for nothing."""
    plus: float = 0
    """What is added to that multiple."""
    stretch: str = ""


LINES = (
    Line("first true picture", "ready", most=39, stretch="22 ms"),
    Line("live: the first key is answered", "live", most=0.86, times=FLOOR, stretch="0.75 ×"),
    Line("live, largest store", "live", store=LARGEST, most=1.1, times=OURS),
    Line("bytes until quiet at start", "start bytes", "B", most=8_000, stretch="5,000 B"),
    Line("cursor move: its own pane, p95", "move own ms", take=p95, most=1.0, times=FLOOR, stretch="0.7 ×"),
    Line("cursor move: all that follows", "move ms", most=1.6, times=FLOOR, stretch="1.2 ×"),
    Line("its own pane, largest store, p95", "move own ms", take=p95, store=LARGEST, most=1.2, times=OURS),
    Line("all that follows, largest store", "move ms", store=LARGEST, most=1.2, times=OURS, stretch="1.1 ×"),
    Line("cursor move: its own pane", "move own bytes", "B", most=800),
    Line("cursor move: all that follows", "move bytes", "B"),
    Line("list scrolled by one line: its own pane", "scroll own bytes", "B", most=800),
    Line("page down: its own pane", "page own bytes", "B", most=1_200),
    Line("page down: all that follows", "page bytes", "B"),
    Line("page down: all that follows", "page ms"),
    Line("held key: behind after 2 s, worst", "held", take=max, most=80),
    Line("held key: a repeat", "held bytes", "B", most=700),
    Line("held key: CPU of a repeat", "held cpu", most=4),
    Line("a page opened, first", "opened first ms", most=35, stretch="20 ms"),
    Line("a page opened, again", "opened again ms", most=20),
    Line("any key: bytes a changed cell, less 64, worst", "excess", "", take=max, most=1.5),
    Line("advance, largest store", "advance ms", store=LARGEST, most=1.2, times=OURS),
    Line("done, largest store", "done ms", store=LARGEST, most=1.2, times=OURS),
    Line("filter, each letter, 1,000 interviews", "filter ms", store=MIDDLE, most=16),
    Line("filter, each letter, largest store", "filter ms", store=LARGEST, most=60),
    Line("idle: bytes a minute", "idle bytes", "B", most=0),
    Line("idle: CPU", "idle cpu", "%", most=0.2),
    Line("idle: wake-ups a second", "idle wake-ups", "", stretch="1"),
    Line("memory", "memory", "MB", take=max, most=2.0, times=FLOOR),
    Line("memory, largest store", "memory", "MB", take=max, store=LARGEST, most=1.3, times=OURS),
    Line("quit", "quit", most=150, stretch="50 ms"),
    Line("status", "status", most=3.3, times=PYTHON, stretch="3 ×"),
    Line("due", "due", most=4, times=PYTHON, stretch="3.5 ×"),
    Line("list", "list", most=8, times=PYTHON, stretch="7 ×"),
    Line("show", "show", most=9.5, times=PYTHON, stretch="8 ×"),
    Line("letter", "letter", most=11, times=PYTHON, stretch="9 ×"),
    Line("--help", "--help", most=6, times=PYTHON, stretch="5 ×"),
    Line("done", "done", most=1.15, times=SQLALCHEMY, plus=50, stretch="1.1 × + 40 ms"),
    Line("add", "add", most=1.15, times=SQLALCHEMY, plus=50, stretch="1.1 × + 40 ms"),
    Line("status, largest store", "status", store=LARGEST, most=5, times=PYTHON, stretch="3 ×"),
    Line("due, largest store: 12,000 lines", "due", store=LARGEST, most=1_000),
    Line("list, largest store: 10,000 lines", "list", store=LARGEST, most=1_000),
    Line("import of a table of 10,000 rows", "import", store=LARGEST, most=3_000),
    Line("its memory", "import memory", "MB", take=max, store=LARGEST),
    Line("export as JSON, largest store", "export", store=LARGEST, most=1_500),
    Line("its memory", "export memory", "MB", take=max, store=LARGEST),
    Line("import of that export", "import whole", store=LARGEST, most=30_000),
    Line("its memory", "import whole memory", "MB", take=max, store=LARGEST, most=700),
    Line("undo of that import", "undo whole", store=LARGEST, most=15_000),
    Line("10,000 emails, the first time", "mail", store=LARGEST, most=10_000),
    Line("its memory", "mail memory", "MB", take=max, store=LARGEST),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its figures; those that were not measured are None."""

    line: Line
    ours: float | None
    floor: float | None
    reference: float | None
    """What the promise is a multiple of, when it is one."""
    peers: tuple[float | None, ...]

    @property
    def limit(self) -> float | None:
        """How far it may go, in the unit of the line; None when nothing is promised, or nothing is there to compare."""
        line = self.line
        if line.most is None or (line.times and self.reference is None):
            return None
        return line.most * (self.reference if self.reference is not None else 1) + line.plus

    @property
    def met(self) -> bool | None:
        """Whether the promise is kept; None when there is none, or nothing to compare."""
        return None if self.limit is None or self.ours is None else self.ours <= self.limit


def sizes(found: Found) -> list[int]:
    """How many interviews the measured stores hold, ascending."""
    return sorted(int(label.rpartition(" ")[2]) for label in found if label.startswith(OURS + " "))


def with_worst_key(found: Found) -> Found:
    """Adds the bytes that a changed cell took, of all keys together."""
    return {
        label: {**figures, "excess": [value for key in KEYS for value in figures.get(f"{key} excess", ())]}
        for label, figures in found.items()
    }


def value(found: Found, label: str, line: Line) -> float | None:
    """A program's figure; None when it was not measured."""
    values = found.get(label, {}).get(line.figure)
    return line.take(values) if values else None


def rows(found: Found) -> list[Row]:
    """The table's rows, those left out of which nothing was measured."""
    found, made, stores = with_worst_key(found), [], sizes(found)
    small, floor = f"{OURS} {stores[0]}", f"{FLOOR} 100"
    for line in LINES:
        if line.store == MIDDLE and len(stores) < 3:
            continue
        ours = value(found, f"{OURS} {stores[line.store]}", line)
        smallest = line.store == SMALLEST
        if ours is None or (not smallest and len(stores) == 1 and line.times == OURS):
            continue
        reference = {FLOOR: value(found, floor, line), OURS: value(found, small, line)}.get(line.times)
        if line.times in (PYTHON, SQLALCHEMY) and (times := found.get(line.times, {}).get("time")):
            reference = median(times)
        others = tuple(value(found, label, line) if smallest else None for label in labels(found))
        made.append(Row(line, ours, value(found, floor, line) if smallest else None, reference, others))
    return made


def labels(found: Found) -> list[str]:
    """The peers that were measured, with what they show."""
    return [label for peer in PEERS for label in found if label.startswith(peer + " ")]


def noise(found: Found) -> tuple[float, float]:
    """The calibrating loop's median, in milliseconds, and how many times that its p95 took."""
    loops = found[CALIBRATION]["loop"]
    return median(loops), p95(loops) / median(loops)
