"""Every action by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from interview_tui.configuration_options import THEMES
from interview_tui.domain.errors import Refused
from interview_tui.terminal.fields import LineField
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.keys import Key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.ui.app_screen import AppScreen

LINES = 10
"""So many actions are in view at a time."""


class Palette(Dialog):
    """What is typed narrows the actions; enter does the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "move(1)", show=False, priority=True),
        Binding("up,shift+tab", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, keys: Sequence[Key], run: Callable[[str], Awaitable[object]], *, title: str = "Actions") -> None:
        super().__init__(title, hint="words of its name · ↑ ↓ choose · enter does it · esc closes")
        self._keys = keys
        self._found = keys
        self._run = run
        self._at = 0
        self._input = LineField()
        self._lines = Static(markup=False, id="actions")

    def body(self) -> ComposeResult:
        yield self._input
        yield self._lines

    def on_mount(self) -> None:
        self._draw()

    def first_focus(self) -> Widget:
        return self._input

    def on_input_changed(self) -> None:
        """Shows the actions that have all the words, those that begin with them first."""
        typed = self._input.value.strip().casefold()
        found = [k for k in self._keys if all(word in f"{k.name} {k.help}".casefold() for word in typed.split())]
        self._found = sorted(found, key=lambda k: not k.name.casefold().startswith(typed))
        self._at = 0
        self._draw()

    async def action_enter(self) -> None:
        """Closes and does it; where nothing is found, stays."""
        await self.typed()
        if self._found:
            chosen = self._found[self._at]
            await self.action_close()
            await self._run(chosen.action)

    async def action_move(self, lines: int) -> None:
        """Moves the cursor."""
        await self.typed()
        self._at = (self._at + lines) % max(1, len(self._found))
        self._draw()

    def _draw(self) -> None:
        text = Text()
        first = max(0, self._at - LINES + 1)
        for number, key in enumerate(self._found[first : first + LINES], start=first):
            sign = "▌" if number == self._at else " "
            text.append(f"{sign} {key.shown:<8}", "bold")
            text.append(f"{key.name}: {key.help}\n")
        text.right_crop(1)
        self._lines.update(text if self._found else "Nothing here has these words")


def theme_palette(screen: AppScreen, *, colourless: bool) -> Palette:
    """The themes, of which the chosen one is shown at once. Raises Refused where there are no colours to choose."""
    if colourless:
        raise Refused("There are no colours here: TERM names none, or NO_COLOR is set")
    app = screen.app

    async def choose(name: str) -> None:
        app.theme = name
        file = screen.program.settings.paths.configuration.name
        screen.message.tell(f'The colours are {name} until you quit: theme = "{name}" in {file} keeps them')

    def line(name: str) -> Key:
        light = "light" if not app.available_themes[name].dark else "dark"
        shown = "now" if name == app.theme else ""
        return Key(
            id=name, action=name, keys="", shown=shown, name=name, help="no colours" if name == "none" else light
        )

    return Palette(tuple(map(line, THEMES)), choose, title="Colours")
