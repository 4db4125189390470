"""What figures are drawn with: lines of stretches with a tone, bars with their numbers, and columns for weeks. The page
shows them in colour; a copy, the command and its picture are made of the same lines. plotext draws what is over time.

Every sign is in the font of a bare console, and has a stand-in of its own in ASCII (terminal/text.py): a figure says
the same in any locale and without colour.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from interview_tui.terminal.text import cells, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview_tui.domain.review import Week

BAR, REST = "▄", "∙"
"""What a bar is about, and what is left to the whole of it."""
COLUMN, LATE = "█", "░"
"""What was on time in a week, and above it what was late."""
AXIS_WIDTH = 8
"""Cells before the first column."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_RUNS = re.compile(f"{COLUMN}+|{LATE}+|[^{COLUMN}{LATE}]+")


class Span(NamedTuple):
    """A part of a line, in one tone: those of the page, `bar`, and `accent` for the bar in question."""

    text: str
    tone: str = "plain"


FigureLine: TypeAlias = "list[Span]"


class Bar(NamedTuple):
    """A line of a figure: what it is, its value, the numbers in columns beside it, and what is left to the whole."""

    label: str
    value: float
    numbers: tuple[str, ...]
    rest: float = 0
    meant: bool = False
    """Whether the sentence is about this one."""


def plain_text(line: FigureLine) -> str:
    """The text of a line."""
    return "".join(part.text for part in line).rstrip()


def bars_of(bars: Sequence[Bar], width: int) -> list[FigureLine]:
    """A line each: what it is, a bar as long as its value, and the numbers in columns."""
    label_width = min(max(cells(bar.label) for bar in bars), width * 3 // 4)
    columns = [max(map(cells, column)) for column in zip(*(bar.numbers for bar in bars), strict=True)]
    room = max(4, width - label_width - 1 - sum(columns) - 2 * len(columns))
    most = max(bar.value + bar.rest for bar in bars)
    lines = []
    for bar in bars:
        solid = _length(bar.value, most, room)
        rest = _length(bar.value + bar.rest, most, room) - solid
        line = [
            Span(padded(bar.label, label_width), "strong" if bar.meant else "plain"),
            Span(" "),
            Span(BAR * solid, "accent" if bar.meant else "bar"),
            Span(REST * rest, "line"),
            Span(" " * (room - solid - rest)),
        ]
        for place, (number, size) in enumerate(zip(bar.numbers, columns, strict=True)):
            line.append(Span(f"  {number:>{size}}", "quiet" if place else "strong"))
        lines.append(line)
    return lines


def _length(value: float, most: float, room: int) -> int:
    """Cells for a value: at least one where there is any."""
    return max(round(value / most * room), 1) if value else 0


def _stacked(below: int, above: int, most: int, room: int) -> tuple[int, int]:
    """Cells for two values one above the other, together as many as their sum has, and one for each that there is."""
    top = max(_length(below + above, most, room), bool(below) + bool(above))
    high = min(_length(above, most, room), top - bool(below))
    return top - high, high


def columns_of(weeks: Sequence[Week], width: int, height: int, *, bright_from: int) -> Iterator[FigureLine]:
    """A column for each week, of `width` cells with the gap between two: what was on time, and above it what was late;
    from one cell on in the bright tone.
    """
    import plotext

    most = max(week.done for week in weeks)
    on_time, late = zip(
        *(_stacked(week.on_time, week.done - week.on_time, most, height) for week in weeks), strict=True
    )
    # One more than there are, and those without height too: plotext measures a column by how far the next is off.
    middles = [place * width + width // 2 for place in range(len(weeks) + 1)]
    inside = width * len(weeks)
    plotext.clear_figure()  # plotext counts on one picture at a time
    plotext.theme("clear")
    plotext.limitsize(False, False)  # else by the size of the terminal, which is not the size of the page
    plotext.plot_size(inside + AXIS_WIDTH, height)
    plotext.xlim(0, inside - 1)
    plotext.ylim(1, height)  # so that what has no height is out of the picture
    plotext.xaxes(False, False)
    plotext.yaxes(True, False)
    for tops, sign in (([a + b for a, b in zip(on_time, late, strict=True)], LATE), (on_time, COLUMN)):
        plotext.bar(middles, [*tops, 0], width=(width - 2) / width, marker=sign)
    labels = (f"{number:>{AXIS_WIDTH - 1}}" for number in (0, most))
    plotext.yticks([1, height], list(labels))
    plotext.xticks([], [])  # its labels are not in the same place in every run
    for drawn in _COLOURS.sub("", plotext.build()).splitlines():
        yield [
            Span(run[0], _tone_of(run[0], bright=run.start() >= bright_from)) for run in _RUNS.finditer(drawn.rstrip())
        ]


def _tone_of(run: str, *, bright: bool) -> str:
    if run[0] == LATE:
        return "late"
    return ("accent" if bright else "bar") if run[0] == COLUMN else "quiet"


def labelled(labels: Iterable[tuple[int, str]]) -> str:
    """A line with each label at its column, but for those that would touch the one before."""
    line = ""
    for column, label in labels:
        if not line or len(line) < column:
            line = f"{line:<{column}}{label}"
    return line


def with_legend(lines: list[FigureLine], legend: FigureLine, room: int) -> list[FigureLine]:
    """What signs mean, below a blank line; nothing where there is no room, for the columns say it too."""
    return [*lines, [], legend] if len(lines) + 3 <= room else lines


def percent(part: int, whole: int) -> str:
    """`94 %`."""
    return f"{round(100 * part / whole)} %"
