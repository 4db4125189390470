"""Other colours for this time: every theme by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.configuration_options import THEMES
from interview_tui.domain.errors import Refused
from interview_tui.ui.dialogs.palette import Palette
from interview_tui.ui.keys import Key

if TYPE_CHECKING:
    from interview_tui.ui.opening import Opening


def theme_palette(board: Opening, *, colourless: bool) -> Palette:
    """The themes, of which the chosen one is shown at once. Raises Refused where there are no colours to choose."""
    if colourless:
        raise Refused("There are no colours here: TERM names none, or NO_COLOR is set")
    app = board.app

    async def choose(name: str) -> None:
        app.theme = name
        file = board.program.settings.paths.configuration.name
        board.message.tell(f'The colours are {name} until you quit: theme = "{name}" in {file} keeps them')

    def line(name: str) -> Key:
        light = "light" if not app.available_themes[name].dark else "dark"
        shown = "now" if name == app.theme else ""
        return Key(
            id=name, action=name, keys="", shown=shown, name=name, help="no colours" if name == "none" else light
        )

    return Palette(tuple(map(line, THEMES)), choose, title="Colours")
