"""The figures as a table, on the screen and in docs/performance.md."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from tools.bench import figures
from tools.bench.programs import FLOOR, OURS
from tools.bench.running import CALIBRATION, PYTHON, SQLALCHEMY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.bench.figures import Found, Line, Row

SHOWS = {"neomutt": "mails", "Bagels": "records", "vim": "lines"}


def table(found: Found, missing: Sequence[str]) -> str:
    """The whole report in Markdown: what is promised, what was measured, and what was not there."""
    sizes, peers = figures.sizes(found), figures.labels(found)
    head = ["", "reach", OURS, "floor", "× floor", *(label.rpartition(" ")[0] for label in peers), "met", "stretch"]
    text = [aligned([head, *(_row(row) for row in figures.rows(found))], left=2)]
    shown = [_shows(label) for label in peers]
    stores = " and ".join(f"{size:,}" for size in dict.fromkeys((sizes[0], sizes[-1])))
    text.append(f"{OURS} with {stores} interviews; {', '.join(['the floor with 100 rows', *shown])}.")
    if CALIBRATION in found:
        loop, spread = figures.noise(found)
        python = found.get(PYTHON, {}).get("time")
        text.append(
            "How quiet the machine was: a loop that is always the same took "
            f"{loop:.1f} ms, at its p95 {spread:.1f} times that"
            + (f"; `{PYTHON}` took {median(python):.0f} ms." if python else ".")
        )
    text += [f"{line}." for line in missing]
    return "\n\n".join(text)


def by_size(found: Found) -> str:
    """How the times grow with the store."""
    sizes = figures.sizes(found)
    lines = (
        ("first true picture", "ready"),
        ("live", "live"),
        ("cursor move: its own pane", "move own ms"),
        ("cursor move: all that follows", "move ms"),
        ("page down", "page ms"),
        ("advance", "advance ms"),
        ("done", "done ms"),
        ("filter, a letter", "filter ms"),
        ("memory", "memory"),
    )
    grid = [["", *(f"{size:,}" for size in sizes)]]
    for what, figure in lines:
        line = figures.Line(what, figure, "MB" if figure == "memory" else "ms")
        grid.append([what, *(_number(figures.value(found, f"{OURS} {size}", line), line) for size in sizes)])
    return aligned(grid, left=1)


def aligned(grid: Sequence[Sequence[str]], *, left: int) -> str:
    """A table in Markdown whose source can be read too; the first `left` columns are words, the rest numbers."""
    widths = [max(3, *(len(row[column]) for row in grid)) for column in range(len(grid[0]))]

    def line(cells: Sequence[str]) -> str:
        pairs = enumerate(zip(cells, widths, strict=True))
        return f"| {' | '.join(c.ljust(w) if n < left else c.rjust(w) for n, (c, w) in pairs)} |"

    rule = "| " + " | ".join("-" * w if n < left else "-" * (w - 1) + ":" for n, w in enumerate(widths)) + " |"
    return "\n".join((line(grid[0]), rule, *(line(row) for row in grid[1:])))


def put(page: Path, name: str, text: str) -> None:
    """Puts a text between the two markers of that name in a page.

    Raises ValueError when the page has no such markers.
    """
    before = page.read_text(encoding="utf-8")
    part = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    after, count = part.subn(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", before)
    if count != 1:
        raise ValueError(f"{page} has no <!-- {name} --> with its end")
    page.write_text(after, encoding="utf-8")


def _row(row: Row) -> list[str]:
    ratio = "" if not row.floor or row.ours is None else f"{row.ours / row.floor:.2f}"
    met = {True: "yes", False: "no", None: ""}[row.met]
    return [
        row.line.what,
        _reach(row),
        *(_number(value, row.line) for value in (row.ours, row.floor)),
        ratio,
        *(_number(value, row.line) for value in row.peers),
        met,
        row.line.stretch,
    ]


def _reach(row: Row) -> str:
    line = row.line
    if line.most is None:
        return ""
    if not line.times:
        return f"{line.most:,g} {line.unit}".strip()
    of = {FLOOR: "the floor", OURS: "the smallest", PYTHON: "python", SQLALCHEMY: "import sqlalchemy"}[line.times]
    plus = f" + {line.plus:g} {line.unit}" if line.plus else ""
    limit = "" if row.limit is None else f" = {_number(row.limit, line)}"
    return f"{line.most:g} × {of}{plus}{limit}"


def _number(value: float | None, line: Line) -> str:
    if value is None:
        return "–"
    digits = 1 if line.unit == "ms" and abs(value) < 100 else 0
    digits = 2 if line.unit in ("", "%") else digits
    return f"{value:,.{digits}f} {line.unit}".strip()


def _shows(label: str) -> str:
    name, _, size = label.rpartition(" ")
    return f"{name} with {int(size):,} {SHOWS[name]}"
