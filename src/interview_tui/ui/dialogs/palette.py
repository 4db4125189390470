"""Every action by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from interview_tui.configuration_options import THEMES
from interview_tui.domain.errors import Refused
from interview_tui.terminal.fields import LineField
from interview_tui.terminal.text import cells, padded
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.dialogs.menu import Lines
from interview_tui.ui.keys import Key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.ui.app_screen import AppScreen


class Palette(Dialog):
    """What is typed narrows the actions; enter does the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "move(1)", show=False, priority=True),
        Binding("up,shift+tab", "move(-1)", show=False, priority=True),
    ]

    WIDTH = 90

    def __init__(self, keys: Sequence[Key], run: Callable[[str], Awaitable[object]], *, title: str = "More") -> None:
        super().__init__(title, hint="↑ ↓ choose · enter runs · esc closes")
        self._keys = keys
        self._found = keys
        self._run = run
        self._input = LineField(placeholder="type to search", compact=True)
        self._lines = Lines(_lines(keys), id="actions")
        self._lines.empty = "No match"
        self._lines.hidden_changed = self.box.frame.show_hidden

    def body(self) -> ComposeResult:
        yield self._input
        yield self._lines

    def first_focus(self) -> Widget:
        return self._input

    def on_input_changed(self) -> None:
        """Shows the actions that have all the words, those that begin with them first."""
        typed = self._input.value.strip().casefold()
        found = [key for key in self._keys if _has(key, typed.split())]
        self._found = sorted(found, key=lambda k: not k.name.casefold().startswith(typed))
        self._lines.choose_from(_lines(self._found))

    async def action_enter(self) -> None:
        """Closes and does it; where nothing is found, stays."""
        await self.typed()
        if self._found:
            chosen = self._found[self._lines.cursor or 0]
            await self.action_close()
            await self._run(chosen.action)

    async def action_move(self, lines: int) -> None:
        """Moves the cursor."""
        await self.typed()
        self._lines.move(lines)


def _has(key: Key, words: Sequence[str]) -> bool:
    told = " ".join((key.name, key.help, *key.also)).casefold()
    return all(word in told for word in words)


def _lines(keys: Sequence[Key]) -> list[tuple[str, str, str]]:
    width = max((cells(key.name) for key in keys), default=0)
    return [(key.shown, padded(key.name, width), key.help) for key in keys]


def theme_palette(screen: AppScreen, *, colourless: bool) -> Palette:
    """The themes, of which the chosen one is shown at once. Raises Refused where there are no colours to choose."""
    if colourless:
        raise Refused("No colours here: TERM has none, or NO_COLOR is set")
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
