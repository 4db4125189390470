"""Draws how the times grow with the store, as SVG that can be read on light and on dark pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log10
from statistics import median
from typing import TYPE_CHECKING

from tools.bench import figures
from tools.bench.programs import FLOOR, OURS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.bench.figures import Found

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 320, 64, 170, 48, 48
STYLE = """
  .paper { fill: #ffffff; } text { fill: #24292f; font: 13px system-ui, sans-serif; } .title { font-weight: 600; }
  .grid { stroke: #d0d7de; } .curve { fill: none; stroke-width: 2.5; }
  .c0 { stroke: #0550ae; color: #0550ae; } .c1 { stroke: #bc4c00; color: #bc4c00; }
  .c2 { stroke: #1a7f37; color: #1a7f37; } .c3 { stroke: #6e7781; color: #6e7781; stroke-dasharray: 6 4; }
  circle { fill: currentColor; stroke: none; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; } text { fill: #e6edf3; } .grid { stroke: #30363d; }
    .c0 { stroke: #58a6ff; color: #58a6ff; } .c1 { stroke: #f0883e; color: #f0883e; }
    .c2 { stroke: #3fb950; color: #3fb950; } .c3 { stroke: #8b949e; color: #8b949e; }
  }
"""


@dataclass(frozen=True, slots=True)
class Curve:
    """Milliseconds by number of interviews; a dashed one is there to compare with."""

    name: str
    points: tuple[tuple[int, float], ...]
    dashed: bool = False


def draw(found: Found, folder: Path) -> list[Path]:
    """Writes both pictures; returns where."""
    start, keys = folder / "performance-start.svg", folder / "performance-keys.svg"
    ready = [_curve(found, "first true picture", "ready"), _curve(found, "live", "live"), _floor(found, "live")]
    moves = [_curve(found, "cursor move", "move ms"), _curve(found, "advance", "advance ms")]
    moves += [_curve(found, "done", "done ms"), _floor(found, "move ms")]
    start.write_text(picture("Until the dashboard is there, ms by interviews", ready), encoding="utf-8")
    keys.write_text(picture("From a key to its picture, ms by interviews", moves), encoding="utf-8")
    return [start, keys]


def picture(title: str, curves: Sequence[Curve]) -> str:
    """One picture of curves over a logarithmic number of interviews; those without points are left out."""
    curves = [curve for curve in curves if curve.points]
    counts = sorted({count for curve in curves for count, _ in curve.points})
    top = _round_up(max(value for curve in curves for _, value in curve.points))
    low, span = log10(counts[0]), max(log10(counts[-1]) - log10(counts[0]), 1e-9)

    def x(count: int) -> float:
        return LEFT + (log10(count) - low) / span * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{title}</title><style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        f'<text class="title" x="{LEFT}" y="28">{title}</text>',
    ]
    for step in range(5):
        value = top * step / 4
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:g}</text>')
    parts += [f'<text x="{x(n):.1f}" y="{HEIGHT - 22}" text-anchor="middle">{n:,}</text>' for n in counts]
    names = _apart([y(curve.points[-1][1]) for curve in curves])
    for number, (curve, at) in enumerate(zip(curves, names, strict=True)):
        colour = "c3" if curve.dashed else f"c{number % 3}"
        points = [(x(count), y(value)) for count, value in curve.points]
        path = " ".join(f"{left:.1f},{down:.1f}" for left, down in points)
        dots = "".join(f'<circle cx="{left:.1f}" cy="{down:.1f}" r="3.5"/>' for left, down in points)
        parts.append(f'<g class="{colour}"><polyline class="curve" points="{path}"/>{"" if curve.dashed else dots}</g>')
        label = f"{curve.name} {curve.points[-1][1]:.3g}"
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{at + 4:.1f}">{label}</text>')
    return "\n".join((*parts, "</svg>\n"))


def _curve(found: Found, name: str, figure: str) -> Curve:
    measured = ((size, found[f"{OURS} {size}"].get(figure)) for size in figures.sizes(found))
    return Curve(name, tuple((size, median(values)) for size, values in measured if values))


def _floor(found: Found, figure: str) -> Curve:
    """A line at the height of the bare Textual app with its hundred rows."""
    values, counts = found.get(f"{FLOOR} 100", {}).get(figure), figures.sizes(found)
    height = median(values) if values else 0.0
    return Curve("floor", tuple((count, height) for count in counts) if values else (), dashed=True)


def _round_up(value: float) -> float:
    """The next of 1, 2, 4, 5, 8 times a power of ten, so that a quarter of it is easily read."""
    power = 10.0 ** int(log10(value) - (value < 1)) if value > 0 else 1.0
    return next(step * power for step in (1, 2, 4, 5, 8, 10, 20) if step * power >= value)


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights for names beside their curves, each at least a line away from the next."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    placed = list(heights)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + 17)
    over = max(0.0, max(placed, default=0.0) - (HEIGHT - BOTTOM))
    return [height - over for height in placed]
