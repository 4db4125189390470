"""Rows of text in columns that line up on the screen, also where characters are two cells wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.text import clean_line
from interview_tui.ui.text import cells, cut, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def aligned(rows: Iterable[Sequence[str]], limits: Sequence[int] = ()) -> list[str]:
    """A line for each row, its cells under each other; a cell has at most its limit of screen cells.

    The last column, and columns without a limit, are as wide as they need to be.
    """
    table = [
        [cut(clean_line(cell), limits[place]) if place < len(limits) else clean_line(cell)
         for place, cell in enumerate(row)]
        for row in rows
    ]  # fmt: skip
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join([padded(cell, width) for cell, width in zip(row, widths[:-1], strict=False)] + [row[-1]]).rstrip()
        for row in table
    ]
