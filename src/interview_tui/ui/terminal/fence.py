"""The second fence against foreign escape sequences: whatever reached a widget, none reaches the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from interview_tui.domain.text import clean

if TYPE_CHECKING:
    from textual.color import Color


class Fence(LineFilter):
    """Lets no control character of a line's text through."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, cleaned."""
        if all(text.isprintable() for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control or segment.text.isprintable() else Segment(_safe(segment.text), segment.style)
            for segment in segments
        ]


def _safe(text: str) -> str:
    # What is dropped was counted as taking no cell: a blank in its place would push the rest of the line aside.
    return "".join(c for c in text if clean(c) == c and c not in "\n\t")
