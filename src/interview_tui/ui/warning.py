"""The warning before a contact that would come too soon: it says why, and lets the person decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from interview_tui.domain.dates import day_words
from interview_tui.ui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from textual.app import ComposeResult

    from interview_tui.domain.pest import Caution
    from interview_tui.ui.acting import Acting


class WarningMenu(Menu):
    """Why not now, above what can be done about it."""

    def __init__(self, why: str, choices: list[Choice]) -> None:
        super().__init__("Persistent, not a pest", choices, hint="esc does nothing")
        self._why = Static(why, markup=False, id="why")

    def body(self) -> ComposeResult:
        yield self._why
        yield from super().body()


async def warned(
    board: Acting,
    caution: Caution | None,
    go_on: Callable[[], Awaitable[None] | None],
    wait: Callable[[date], Awaitable[None] | None] | None = None,
) -> None:
    """Does it at once when nothing speaks against it; else asks: `d` does it all the same, `w` waits till a good day.

    `wait` is left out where there is nothing that could wait.
    """
    if caution is None:
        done = go_on()
        if done is not None:
            await done
        return
    choices = [Choice("d", "does it all the same", go_on)]
    day = caution.good_day
    if wait is not None and day is not None and day > board.program.house.today():
        choices.append(Choice("w", f"waits until {day_words(day, today=board.program.house.today())}", _at(wait, day)))
    await board.ask(WarningMenu(caution.sentence, choices))


def _at(wait: Callable[[date], Awaitable[None] | None], day: date) -> Callable[[], Awaitable[None] | None]:
    return lambda: wait(day)
