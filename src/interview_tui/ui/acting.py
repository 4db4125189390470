"""What every screen that changes something does: it calls one service, says what it did, and shows the result."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.screen import Screen

from interview_tui.domain.errors import UserError
from interview_tui.ui.lines import MessageLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_tui.domain.records import Ref
    from interview_tui.services.base import Change
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.wiring import Program


LOOK_AGAIN_SECONDS = 2.5
"""How often a screen looks whether another session has changed the store, or the day has."""


class Acting(Screen[None]):
    """A screen with a program behind it and a line for messages."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.message = MessageLine()
        self._seen_version = 0

    def reload(self) -> None:
        """Reads what is shown again; cursors stay on what they are on. Raises UserError."""
        raise NotImplementedError

    def keep_looking(self) -> None:
        """From now on, what another session changes is taken over. Raises StoreTrouble."""
        self._seen_version = self.program.store.data_version()
        self.set_interval(LOOK_AGAIN_SECONDS, self._look_again)

    def _look_again(self) -> None:
        """Takes over what has changed meanwhile; under another screen, once that is left."""
        if self.is_current:
            self.attempt(self._take_over)

    def _take_over(self) -> None:
        version = self.program.store.data_version()
        if version != self._seen_version:
            self._seen_version = version
            self.reload()

    async def ask(self, dialog: Dialog, *, origin: str = "") -> None:
        """Opens a dialog; when this returns, typing goes there. `origin`: see `Dialog.origin`."""
        from interview_tui.ui.dialogs.base import open_dialog

        dialog.origin = origin
        await open_dialog(self.app, dialog)

    async def edit(self, ref: Ref, opened: Callable[[], Dialog], *, origin: str = "") -> Dialog:
        """Opens a dialog in which a record is edited. `opened` makes it from the record as it is now: called again,
        it shows what another session has saved meanwhile. Raises UserError.
        """
        from interview_tui.ui.dialogs.conflict import Rival

        dialog = opened()
        dialog.rival = Rival(self, ref, opened)
        await self.ask(dialog, origin=origin)
        return dialog

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
        self._seen_version = self.program.store.data_version()
        self.reload()
        self.message.tell(change.words, undoable=change.entry is not None)
        if problem := self.program.store.take_problem():
            self.message.tell(f"{change.words}. But {problem}", error=True)

    def action_undo(self) -> None:
        """Takes the last change back."""
        self.perform(self.program.history.undo)

    def action_redo(self) -> None:
        """Does again what was taken back."""
        self.perform(self.program.history.redo)

    def action_quit(self) -> None:
        """Leaves; everything is kept already."""
        self.app.exit(0)
