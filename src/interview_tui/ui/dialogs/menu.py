"""A choice by one key."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_letters, digits
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from interview_tui.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: the key that chooses it, its words, and what is done then."""

    key: str
    words: str
    act: Callable[[], Awaitable[None] | None]
    shown: str = ""


def _choose(keys: str, name: str) -> Binding:
    # Priority keeps keys typed ahead in their order, as on the dashboard.
    return Binding(keys, f"choose('{name}')", show=False, priority=True)


class Menu(Dialog):
    """Lines to choose from, by their keys, or by the cursor and enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(_choose(key, key) for key in ascii_letters + digits),
        _choose("right_square_bracket", "]"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], *, hint: str = "esc closes") -> None:
        super().__init__(title, hint=hint)
        self._choices = choices
        self._at = 0
        self._lines = Static(markup=False, id="choices")

    def begin_at(self, place: int) -> None:
        """The cursor stands on another line than the first at the beginning: on what is safe, where that is not it."""
        self._at = place

    def body(self) -> ComposeResult:
        yield self._lines

    def on_mount(self) -> None:
        self._draw()

    async def action_choose(self, key: str) -> None:
        """Takes the first line with that key; other keys do nothing."""
        choice = next((c for c in self._choices if c.key == key), None)
        if choice is not None:
            await self._take(choice)

    async def action_enter(self) -> None:
        """Takes the line under the cursor."""
        await self._take(self._choices[self._at])

    def action_move(self, lines: int) -> None:
        """Moves the cursor."""
        self._at = (self._at + lines) % len(self._choices)
        self._draw()

    async def _take(self, choice: Choice) -> None:
        await self.app.pop_screen()
        done = choice.act()
        if done is not None:
            await done

    def _draw(self) -> None:
        text = Text(no_wrap=True, overflow="ellipsis")
        wide = max(len(c.shown or c.key) for c in self._choices)
        for number, choice in enumerate(self._choices):
            sign = "▌" if number == self._at else " "
            text.append(f"{sign} {choice.shown or choice.key:<{wide}}", "bold")
            text.append(f"  {choice.words}\n")
        text.right_crop(1)
        self._lines.update(text)
