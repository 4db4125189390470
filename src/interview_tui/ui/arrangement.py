"""Where the panes of the main screen stand, by the size of the terminal. Lengths are cells, frames included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement

from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.layout import ArrangeResult
    from textual.widget import Widget

CARD = "card"
"""The place of what is known of the selected interview."""
NARROW_BELOW, WIDE_FROM = 110, 160
"""Columns: below the first, one pane at a time; from the second on, three columns."""
LOW_BELOW, TALL_FROM = 23, 33
"""Lines for the panes: below the first, one pane at a time; from the second on, the card has its full height."""
CARD_LINES, LOW_CARD_LINES = 14, 10
STRIP_LINES, STRIP_FROM = 5, 17
"""The card below the only pane: three lines in the frame; from so many lines for the panes on."""
_FOLLOW_UPS_LEAST, _FOLLOW_UPS_MOST = 80, 104


def is_narrow(size: Size) -> bool:
    """Whether there is room for one pane only. `size` is what the panes have."""
    return size.width < NARROW_BELOW or size.height < LOW_BELOW


def arranged(
    size: Size, active: Pane, *, narrow: bool, alone: bool = False, empty: bool = False
) -> dict[Pane | str, Region]:
    """The region of each pane that is shown, and of the card. `narrow`: there is room for one pane; `alone`: the active
    one has all the room; `empty`: there is no interview yet, and so no card.
    """
    width, height = size
    if alone or narrow:
        has_strip = narrow and not (alone or empty) and height >= STRIP_FROM and active is not Pane.NOTES
        strip = STRIP_LINES if has_strip else 0
        places: dict[Pane | str, Region] = {active: Region(0, 0, width, height - strip)}
        if strip:
            places[CARD] = Region(0, height - strip, width, strip)
        return places
    card = 0 if empty else CARD_LINES if height >= TALL_FROM else LOW_CARD_LINES
    upper = height - card
    if width < WIDE_FROM:
        pipeline = min(31, width - _FOLLOW_UPS_LEAST)
        if empty:
            beside = Pane.NOTES if active is Pane.NOTES else Pane.FOLLOW_UPS
            return {
                Pane.PIPELINE: Region(0, 0, pipeline, height),
                beside: Region(pipeline, 0, width - pipeline, height),
            }
        detail = width * 56 // 100
        return {
            Pane.PIPELINE: Region(0, 0, pipeline, upper),
            Pane.FOLLOW_UPS: Region(pipeline, 0, width - pipeline, upper),
            CARD: Region(0, upper, detail, card),
            Pane.NOTES: Region(detail, upper, width - detail, card),
        }
    grown = min(width, 200) - WIDE_FROM
    pipeline = 31 + grown * 11 // 40
    follow_ups = min(_FOLLOW_UPS_MOST, 80 + grown * 16 // 40 + max(0, width - 200))
    places = {
        Pane.PIPELINE: Region(0, 0, pipeline, height),
        Pane.FOLLOW_UPS: Region(pipeline, 0, follow_ups, upper),
        Pane.NOTES: Region(pipeline + follow_ups, 0, width - pipeline - follow_ups, height),
    }
    if not empty:
        places[CARD] = Region(pipeline, upper, follow_ups, card)
    return places


class PanesLayout(Layout):
    """Puts each frame into its region."""

    name = "panes"

    def __init__(self, places: Mapping[Widget, Pane | str]) -> None:
        self._places = places
        self.active = Pane.FOLLOW_UPS
        self.alone = self.narrow = self.empty = False

    def regions(self, size: Size) -> dict[Pane | str, Region]:
        """Where each pane and the card stand, of those that are shown."""
        return arranged(size, self.active, narrow=self.narrow, alone=self.alone, empty=self.empty)

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        parent.pre_layout(self)
        regions = self.regions(size)
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing(), child)
            for child in children
            if (region := regions.get(self._places[child])) is not None
        ]
