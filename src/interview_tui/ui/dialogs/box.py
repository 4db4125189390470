"""The box of a dialog: a frame in the middle of the screen, with what is asked in it and a rim of blank cells round it.

It takes the room that there is. What stands under it stays as it is, but for the frame that was lit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import ScrollableContainer, Vertical
from textual.geometry import Region
from textual.layouts.vertical import VerticalLayout
from textual.widgets import Static, TextArea

from interview_tui.terminal.text import cells
from interview_tui.ui.frame import Frame, Part
from interview_tui.ui.list_view import ListView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.layout import ArrangeResult
    from textual.widget import Widget

ROOMY = 60, 24
"""From so many columns and rows on there are blank cells round the frame, and blank lines in it."""
TINY = 9
"""Below so many rows of what is longer than a line the first one is shown."""
EDGES = 6
"""Cells of the frame's top line that are not the title's."""


class _GivingWay(VerticalLayout):
    """One below the other; where there is too little room, what can scroll is made lower, the first of them first."""

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        placements = super().arrange(parent, children, size, greedy)
        over = max((place.region.bottom for place in placements), default=0) - size.height
        if over <= 0 or not size.height:  # without a height it is asked how high it would be
            return placements
        arranged, up = [], 0
        for place in placements:
            x, y, width, height = place.region
            scrolls = isinstance(place.widget, ScrollableContainer | TextArea | ListView)
            less = min(over, max(0, height - 1)) if scrolls else 0
            arranged.append(place._replace(region=Region(x, y - up, width, height - less)))
            over, up = over - less, up + less
        return arranged


class _Inside(Vertical):
    """What is inside the frame."""

    def __init__(self, parts: Callable[[], ComposeResult]) -> None:
        super().__init__(id="inside")
        self._parts = parts
        self._layout = _GivingWay()

    @property
    def layout(self) -> _GivingWay:
        return self._layout

    def compose(self) -> ComposeResult:
        yield from self._parts()


class Box(Vertical):
    """A dialog's frame, its title and what is asked."""

    def __init__(self, title: str, asks: str, parts: Callable[[], ComposeResult]) -> None:
        """The title stands in the frame, unless it is too long for that; below it what is asked, then the parts."""
        self._title, self._asks = title, asks
        self._parts = parts
        self._words = Static(markup=False, id="title")
        self.frame = Frame(_Inside(self._all_parts))
        self.frame.lit = True
        self._under: Sequence[Frame] = ()
        self._lit: Sequence[Frame] = ()
        super().__init__(self.frame, id="box")

    def _all_parts(self) -> ComposeResult:
        yield self._words
        yield from self._parts()

    def fit(self, size: Size, most: int) -> None:
        """Takes the room of a screen, but the frame at most so many cells of its width."""
        rim = 2 * (size.width >= ROOMY[0])
        self.set_class(not rim, "-narrow")
        self.set_class(size.height < ROOMY[1], "-low")
        self.set_class(size.height < TINY, "-tiny")
        width = min(most, size.width - rim)
        self.styles.width = width + rim
        in_frame = "\n" not in self._title and cells(self._title) <= width - EDGES
        self.frame.show_top([Part(self._title, "title")] if in_frame else [])
        words = "\n".join(filter(None, ("" if in_frame else self._title, self._asks)))
        self._words.update(words)
        self._words.display = bool(words)

    def on_mount(self) -> None:
        """One frame of the screen is lit: while this one is, the one under it is not."""
        stack = self.app.screen_stack
        under = stack[: stack.index(self.screen)] if self.screen in stack else []
        self._under = list(under[-1].query(Frame)) if under else []
        self._lit = [frame for frame in self._under if frame.lit]
        for frame in self._lit:
            frame.lit = False

    def on_unmount(self) -> None:
        """It is lit again, unless what was done has lit another one."""
        if not any(frame.lit for frame in self._under):
            for frame in self._lit:
                frame.lit = True
