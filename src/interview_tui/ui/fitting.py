"""Lines fitted to a width in cells. What a person wrote is never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rich.segment import Segment

from interview_tui.ui.text import cells, padded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

Drawn: TypeAlias = "str | Sequence[Segment]"
"""A line: a plain text, or stretches of it, each with its tone."""


def plain(line: Drawn) -> str:
    """The text of a drawn line."""
    return line if isinstance(line, str) else "".join([part.text for part in line])


def fit(line: Drawn, width: int) -> list[Segment]:
    """A drawn line in exactly `width` cells: padded, or cut with an ellipsis."""
    if isinstance(line, str):
        return [Segment(padded(line, width))]
    whole = plain(line)
    rest = padded(whole, width)
    if rest.startswith(whole):
        return [*line, Segment(rest[len(whole) :])]
    fitted = []
    for text, style, _ in line:  # a cut text has its ellipsis where the next character was: in that one's tone
        if rest:
            fitted.append(Segment(rest[: len(text)], style))
            rest = rest[len(text) :]
    return [*fitted, Segment(rest)] if rest else fitted


def two_ends(left: Drawn, right: str, width: int, style: Style | None = None) -> list[Segment]:
    """`left` at the left and `right` at the right edge; the left one is cut where both do not fit."""
    size = cells(right)
    room = width - size - (1 if right else 0)
    line = fit(left, max(0, room))
    return [*line, Segment(" " * (width - max(0, room) - size) + right, style)] if right else line
