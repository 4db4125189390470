"""Every action can be done by a key, is found in the palette, and has its line in help: three numbers that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.ui.dialogs.help import Help
from interview_tui.ui.dialogs.palette import Palette
from interview_tui.ui.keys import PageName, pane_keys
from tests.ui.dashboards import OPENED_BY, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

PLACES: dict[str, tuple[str, ...]] = {"dashboard": ()} | {str(page): keys for page, keys in OPENED_BY.items()}
SOON = {"dashboard", str(PageName.PEOPLE)}
"""Where it is looked at for every change: the panes, and one page, since all pages take their keys from one place."""


def on_the_keyboard(it: Shown) -> set[str]:
    """The actions that the keys of this screen do."""
    found = it.app.screen._bindings.key_to_bindings.values()
    return {one.action for every in found for one in every if one.id and is_there(it, one.action)}


def is_there(it: Shown, action: str) -> bool:
    of, _, name = action.partition("(")[0].rpartition(".")
    return hasattr(it.app if of == "app" else it.app.screen, f"action_{name}")


@pytest.mark.parametrize(
    "place", [pytest.param(place, marks=() if place in SOON else pytest.mark.soak) for place in PLACES]
)
async def test_three_numbers_agree_everywhere(tmp_path: Path, place: str) -> None:
    opened_by = PLACES[place]
    async with shown(a_morning(tmp_path), size=(120, 100)) as it:
        if opened_by:
            await it.press(*opened_by)
        keyboard = on_the_keyboard(it)
        assert keyboard, place
        await it.press("colon")
        found = it.app.screen
        assert isinstance(found, Palette), place
        palette = found._keys
        await it.press("escape", "question_mark", "question_mark")
        help_page = it.app.screen
        assert isinstance(help_page, Help), place
        page = it.dialog()
        board = it.dashboard
        here = () if opened_by else pane_keys(board.selection.active, board.keys.own)
        worded = {key.id: key for key in here}  # help has the words of the key line
        said = {key.action: worded.get(key.id, key) for key in palette}
        helped = {action for action, key in said.items() if f" {key.name}: {key.help}" in page}
        assert (len(keyboard), len(palette), len(helped)) == (len(keyboard),) * 3, place
        assert keyboard == {key.action for key in palette} == helped, place
        await it.press("escape", *(["escape"] if opened_by else []))
        assert len(it.app.screen_stack) == 1, place
