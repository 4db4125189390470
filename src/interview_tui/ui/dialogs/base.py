"""What the dialogs share: a box at the bottom, above which the panes stay in view; esc closes it."""

from __future__ import annotations

import asyncio
from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from interview_tui.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App, ComposeResult
    from textual.widget import Widget


async def open_dialog(app: App[Any], dialog: Dialog) -> None:
    """Opens a dialog; when this returns, what is typed goes there."""
    await app.push_screen(dialog)
    dialog.set_focus(dialog.first_focus())


class Dialog(ModalScreen[None]):
    """A question to the person. It does its work itself, so that it can stay open when the work was refused.

    Keys may be typed far ahead over a slow line. So the ones that end a dialog are taken in their turn: they wait until
    what was typed before them has reached its field, and what is typed after them goes to what comes next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+c", "close", show=False, priority=True),
    ]

    def __init__(self, title: str, *, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = Static(hint, markup=False, id="hint")
        self._hint_text = hint

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._title, markup=False, id="title")
            yield from self.body()
            yield self._hint

    def body(self) -> ComposeResult:
        """The widgets between the title and the hint."""
        yield from ()

    def first_focus(self) -> Widget | None:
        """Where typing goes when the dialog opens."""
        return None

    def hint(self, text: str) -> None:
        """The line at the bottom: what the keys do, or what was understood so far."""
        self._hint.remove_class("-error")
        self._hint.update(text)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Does the work; where it is refused, says why and stays open. Whether it was done."""
        try:
            work()
        except UserError as error:
            self._hint.add_class("-error")
            self._hint.update(str(error))
            return False
        return True

    async def typed(self) -> None:
        """Waits until all that was typed so far has reached its field, and word of it has come up to here."""
        field = self.focused
        if field is not None:
            above = takewhile(lambda node: node is not self.parent, field.ancestors)
            for node in (field, field, *above):  # the field takes its keys, then its own word that it has changed
                reached = asyncio.Event()
                if node.call_later(reached.set):
                    await reached.wait()

    async def finish(self, work: Callable[[], object]) -> bool:
        """Does the work and closes; a dialog that the work gives back is opened next. Whether it was done."""
        given: list[object] = []
        if not self.attempt(lambda: given.append(work())):
            return False
        await self.action_close()
        if isinstance(given[0], Dialog):
            await open_dialog(self.app, given[0])
        return True

    async def action_enter(self) -> None:
        """enter; what it does is the dialog's to say."""

    async def action_leave(self) -> None:
        """esc; a dialog in which something was typed may ask once more."""
        await self.action_close()

    async def action_close(self) -> None:
        """Closes the dialog without doing anything."""
        if self.is_current:
            await self.app.pop_screen()
