"""Logging a contact: which way, how, and a word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.records import Channel, Direction
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.ui.acting import Acting

CHANNELS = (("e", Channel.EMAIL), ("p", Channel.PHONE), ("l", Channel.POST), ("m", Channel.IN_PERSON))


def touch_menu(screen: Acting, name: str, log: Callable[[Direction, Channel, str], object]) -> Menu:
    """Asks which way and how a contact with `name` was, and what was said; `log` gets it."""

    def way(key: str, direction: Direction, words: str) -> Choice:
        async def ask_channel() -> None:
            choices = [channel(direction, *row) for row in CHANNELS]
            await screen.ask(Menu(f"Touch {words} {name}: how?", choices))

        return Choice(key, f"{words} {name}", ask_channel)

    def channel(direction: Direction, key: str, how: Channel) -> Choice:
        async def ask_note() -> None:
            submit = Prompt(
                f"Touch: {how} {direction}",
                lambda note: log(direction, how, note),
                placeholder="what was said; may stay empty",
            )
            await screen.ask(submit)

        return Choice(key, str(how), ask_note)

    return Menu("Log a touch", [way("i", Direction.IN, "in, from"), way("o", Direction.OUT, "out, to")])
