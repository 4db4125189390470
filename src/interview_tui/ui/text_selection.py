"""Text selected with the mouse, in the one pane in which the button went down.

Textual's own selecting runs on through every widget between the two ends, so that a pointer which leaves a pane by one
cell takes all that is below; and it finds places by marks in the style of each stretch, which lines drawn by hand do
not have. Here a pane keeps the mouse until the button is let go, and places are cells. What is selected is kept where
Textual keeps it, in `Screen.selections`: a click drops it, and the screen gives its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, clamp
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from interview_tui.terminal.text import cells
from interview_tui.ui.strips import filtered, put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events


class SelectableText(Widget):
    """A widget in which text can be selected. It is marked by reversed colours, which every terminal has; what is
    marked is what is copied: lines as they stand there, without the blanks at their ends.
    """

    TEXT_BEGINS: ClassVar[int] = 0
    """The cell in which the text of each line begins; before it stands a cursor or a mark, which is never selected."""
    _pressed: Offset | None = None
    """Where the button went down, while it is held."""

    @property
    def text_selection(self) -> Selection | None:
        """None for Textual, which would draw it once more, with places of its own."""
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """From here on, perhaps."""
        if event.button == 1:
            self._pressed = event.offset
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """As far as here; outside, as far as the edge."""
        if self._pressed is None:
            return
        if event.button != 1:  # it was let go where the terminal does not see it
            self.release_mouse()
            return
        seen = self.screen.find_widget(self).visible_region.translate(-self.region.offset)
        x, y = clamp(event.x, 0, self.size.width - 1), clamp(event.y, seen.y, seen.bottom - 1)
        first, last = sorted((self._pressed, Offset(x, y)), key=lambda place: (place.y, place.x))
        self.screen.selections = {self: Selection(first, last + Offset(1, 0))}

    def on_mouse_up(self) -> None:
        """No farther."""
        self.release_mouse()

    def on_hide(self) -> None:
        """A widget that is gone would keep the mouse."""
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """The mouse is others' again."""
        self._pressed = None

    def drop_selected(self) -> None:
        """Nothing here is selected any more: something else stands there."""
        if self.is_attached and self in self.screen.selections:
            self.screen.selections = {}

    def selection_updated(self, selection: Selection | None) -> None:
        self.refresh(self.size.region)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        lines = self.render_lines(self.size.region)
        spans = [self._span(line, selection.get_span(y)) for y, line in enumerate(lines)]
        found = zip(lines, spans, strict=True)
        return "\n".join(line.crop(*span).text for line, span in found if span is not None), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        return self.with_selected(super().render_lines(crop), crop)

    def show_lines(self, lines: Mapping[int, Strip]) -> None:
        """Has lines repainted that look otherwise than before: at once where the app is `painting`."""
        if self in self.screen.selections or not put(self, lines):
            self.refresh(*(Region(0, y, self.size.width, 1) for y in lines))

    def with_selected(self, lines: list[Strip], crop: Region) -> list[Strip]:
        """The lines of a region, with what is selected in them."""
        selection = self.screen.selections.get(self)
        if selection is None:
            return lines
        spans = (self._span(line, selection.get_span(y)) for y, line in enumerate(lines, start=crop.y))
        return [line if span is None else self._inverted(line, *span) for line, span in zip(lines, spans, strict=True)]

    def _span(self, line: Strip, asked: tuple[int, int] | None) -> tuple[int, int] | None:
        """The cells of a line that are selected; None where it is outside."""
        if asked is None:
            return None
        text = line.text.rstrip()
        begin, end = asked
        end = cells(text) if end < 0 else min(end, cells(text))
        return _whole_signs(text, max(self.TEXT_BEGINS, begin), max(self.TEXT_BEGINS, end))

    def _inverted(self, line: Strip, begin: int, end: int) -> Strip:
        """A line of which some cells are in the widget's own colours, reversed; those that are reversed already, as
        under a cursor without colours, no more.
        """
        own = self.visual_style.rich_style
        ground = Style(color=own.color, bgcolor=own.bgcolor)
        parts = [
            Segment(text, (style or own) + ground + Style(reverse=not (style or own).reverse))
            for text, style, _ in line.crop(begin, end)
        ]
        return Strip.join([line.crop(0, begin), Strip(filtered(self, parts), end - begin), line.crop(end)])


def _whole_signs(text: str, begin: int, end: int) -> tuple[int, int]:
    """These cells, with the other half of a sign that takes two."""
    at = 0
    for sign in text:
        after = at + cells(sign)
        begin = at if at < begin < after else begin
        end = after if at < end < after else end
        at = after
    return min(begin, end), end
