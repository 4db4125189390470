"""What every screen that changes something does: it calls one service, says what it did, and shows the result."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.screen import Screen

from interview_tui.domain.errors import UserError
from interview_tui.ui.lines import MessageLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_tui.services.base import Change
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.wiring import Program


class Acting(Screen[None]):
    """A screen with a program behind it and a line for messages."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.message = MessageLine()

    def reload(self) -> None:
        """Reads what is shown again; cursors stay on what they are on. Raises UserError."""
        raise NotImplementedError

    async def ask(self, dialog: Dialog, *, origin: str = "") -> None:
        """Opens a dialog; when this returns, typing goes there. `origin`: see `Dialog.origin`."""
        from interview_tui.ui.dialogs.base import open_dialog

        dialog.origin = origin
        await open_dialog(self.app, dialog)

    @contextmanager
    def saying(self) -> Iterator[None]:
        """What a person can cause ends what is done inside, and is said in the message line."""
        try:
            with self.program.store.trouble():
                yield
        except UserError as error:
            self.message.tell(str(error), error=True)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Does the work; what a person can cause is said in the message line. Whether it was done."""
        done = False
        with self.saying():
            work()
            done = True
        return done  # noqa: RET504 -- an error that was said ends the block before

    def perform(self, work: Callable[[], Change]) -> bool:
        """One change: does it, says what it did and shows the result. Whether it was done."""

        def change() -> None:
            self.done(work())

        return self.attempt(change)

    def done(self, change: Change) -> None:
        """A change was made: it is said and shown. Raises UserError."""
        self.reload()
        self.message.tell(change.words, undoable=change.entry is not None)

    def action_undo(self) -> None:
        """Takes the last change back."""
        self.perform(self.program.history.undo)

    def action_redo(self) -> None:
        """Does again what was taken back."""
        self.perform(self.program.history.redo)

    def action_quit(self) -> None:
        """Leaves; everything is kept already."""
        self.app.exit(0)
