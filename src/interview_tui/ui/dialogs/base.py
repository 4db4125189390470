"""What the dialogs share: a box at the bottom, above which the panes stay in view; esc closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from interview_tui.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget


class Dialog(ModalScreen[None]):
    """A question to the person. It does its work itself, so that it can stay open when the work was refused."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", show=False),
        Binding("ctrl+c", "close", "Close", show=False, priority=True),
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

    def action_leave(self) -> None:
        """esc; a dialog in which something was typed may ask once more."""
        self.action_close()

    def action_close(self) -> None:
        """Closes the dialog without doing anything."""
        self.dismiss()
