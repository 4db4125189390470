"""What was measured, held against what is promised. Nothing here measures anything."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from tools.bench.programs import BAGELS, FLOOR, NEOMUTT, OURS, VIM
from tools.bench.running import CALIBRATION, PYTHON

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Found: TypeAlias = Mapping[str, Mapping[str, Sequence[float]]]

PEERS = (NEOMUTT, BAGELS, VIM)
KEYS = ("move", "page", "scroll", "advance", "done", "filter")


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty is above."""
    return sorted(values)[max(0, -(-len(values) * 19 // 20) - 1)]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a figure, how it is summed up, and how far it may go."""

    what: str
    figure: str
    unit: str = "ms"
    take: Callable[[Sequence[float]], float] = median
    large: bool = False
    """Whether it is looked at with the largest store, or with the smallest."""
    most: float | None = None
    times: str = ""
    """What `most` is a multiple of: the floor, ourselves with the smallest store, python; else it is absolute."""
    stretch: str = ""


LINES = (
    Line("first true picture", "ready", stretch="50 ms"),
    Line("live: the first key is answered", "live", most=1.3, times=FLOOR),
    Line("live, largest store", "live", large=True, most=1.1, times=OURS),
    Line("bytes until quiet at start", "start bytes", "B", most=8_000, stretch="5,000 B"),
    Line("cursor move, p95", "move ms", take=p95, most=1.0, times=FLOOR, stretch="0.5 ×"),
    Line("cursor move", "move bytes", "B", stretch="235 B"),
    Line("page down", "page bytes", "B", most=3_000, stretch="1,650 B"),
    Line("page down", "page ms"),
    Line("list scrolled by one line", "scroll bytes", "B", most=1_000, stretch="700 B"),
    Line("any key: bytes a changed cell, less 64, worst", "excess", "", take=max, most=1.5),
    Line("held key: behind after 2 s, worst", "held", take=max, most=50),
    Line("cursor move, largest store", "move ms", large=True, most=1.2, times=OURS),
    Line("advance, largest store", "advance ms", large=True, most=1.2, times=OURS),
    Line("done, largest store", "done ms", large=True, most=1.2, times=OURS),
    Line("filter, each letter, p95, largest store", "filter ms", take=p95, large=True, most=50, stretch="16 ms"),
    Line("idle: bytes a minute", "idle bytes", "B", most=0),
    Line("idle: CPU", "idle cpu", "%", most=0.2),
    Line("idle: wake-ups a second", "idle wake-ups", "", stretch="1"),
    Line("memory", "memory", "MB", take=max, most=2.0, times=FLOOR),
    Line("memory, largest store", "memory", "MB", take=max, large=True, most=1.3, times=OURS),
    Line("quit", "quit", most=150, stretch="50 ms"),
    Line("status", "status", most=5, times=PYTHON, stretch="3 ×"),
    Line("due", "due", most=5, times=PYTHON, stretch="3 ×"),
    Line("status, largest store", "status", large=True, most=5, times=PYTHON, stretch="3 ×"),
    Line("due, largest store", "due", large=True, most=5, times=PYTHON, stretch="3 ×"),
    Line("import of a table of 10,000 rows", "import", large=True, most=5_000),
    Line("its memory", "import memory", "MB", take=max, large=True),
    Line("export as JSON, largest store", "export", large=True, most=20_000),
    Line("its memory", "export memory", "MB", take=max, large=True),
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
    def met(self) -> bool | None:
        """Whether the promise is kept; None when there is none, or nothing to compare."""
        if self.line.most is None or self.ours is None or (self.line.times and self.reference is None):
            return None
        return self.ours <= self.line.most * (self.reference if self.reference is not None else 1)


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
    found, made = with_worst_key(found), []
    small, large = (f"{OURS} {size}" for size in (sizes(found)[0], sizes(found)[-1]))
    floor = f"{FLOOR} 100"
    for line in LINES:
        ours = value(found, large if line.large else small, line)
        if ours is None or (line.large and small == large and line.times == OURS):
            continue
        python = found.get(PYTHON, {}).get("time")
        reference = {
            FLOOR: value(found, floor, line),
            OURS: value(found, small, line),
            PYTHON: median(python) if python else None,
        }.get(line.times)
        others = tuple(None if line.large else value(found, label, line) for label in labels(found))
        made.append(Row(line, ours, None if line.large else value(found, floor, line), reference, others))
    return made


def labels(found: Found) -> list[str]:
    """The peers that were measured, with what they show."""
    return [label for peer in PEERS for label in found if label.startswith(peer + " ")]


def noise(found: Found) -> tuple[float, float]:
    """The calibrating loop's median, in milliseconds, and how many times that its p95 took."""
    loops = found[CALIBRATION]["loop"]
    return median(loops), p95(loops) / median(loops)
