"""Line filters for every line on its way to the terminal.

The second barrier against foreign escape sequences: whatever reached a widget, none reaches the terminal. Characters
and colours that the terminal cannot show are replaced here, so that no widget needs to know.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from interview_tui.terminal.capabilities import UTF_8
from interview_tui.terminal.text import shown_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.color import Color


class Sanitizer(LineFilter):
    """Lets nothing of a line's text through that `clean` drops, nor any character that the encoding `codec` lacks."""

    def __init__(self, clean: Callable[[str], str], codec: str = UTF_8) -> None:
        super().__init__()
        self._clean = clean
        self._codec = codec

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, cleaned."""
        if all(text.isprintable() for text, _, control in segments if not control):
            cleaned = segments
        else:
            cleaned = [
                segment
                if segment.control or segment.text.isprintable()
                else Segment(self._safe(segment.text), segment.style)
                for segment in segments
            ]
        if self._codec == UTF_8 or all(segment.text.isascii() for segment in cleaned):
            return cleaned
        return [Segment(shown_in(text, self._codec), style, control) for text, style, control in cleaned]

    def _safe(self, text: str) -> str:
        # What is dropped was counted as taking no cell: a blank in its place would push the rest of the line aside.
        return "".join(c for c in text if self._clean(c) == c and c not in "\n\t")


class Colourless(LineFilter):
    """Takes every colour away; bold, italic, reverse and underline stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, without colours."""
        return [Segment(text, style and _without_colour(style), control) for text, style, control in segments]


@lru_cache(1024)
def _without_colour(style: Style) -> Style:
    # Rich's own way drops what the mouse needs to know, which a style carries too.
    return Style(
        bold=style.bold, italic=style.italic, underline=style.underline, reverse=style.reverse, meta=style.meta or None
    )
