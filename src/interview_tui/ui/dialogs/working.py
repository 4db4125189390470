"""Work that takes longer than a key may: it says how far it is, esc stops it, and then nothing was done."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from interview_tui.domain.errors import UserError
from interview_tui.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

_R = TypeVar("_R")
SHOW_SECONDS = 0.1
"""How often it says how far it is."""


class WorkStopped(UserError):
    """It was not wanted any more."""


class Working(Dialog, Generic[_R]):
    """Does its work in a thread, while the terminal is served. The work is given what hears how far it is, and what
    that raises must end it with nothing changed. `done` gets what it gives, and may give back a dialog to open next.
    """

    CLICK_LEAVES = False  # a stray one must not stop it

    def __init__(
        self, title: str, work: Callable[[Callable[[int], None]], _R], done: Callable[[_R], object], *, words: str
    ) -> None:
        """`words` has a place for the number: `{:,} of 9,000 rows`."""
        super().__init__(title, hint="esc stops it")
        self._work = work
        self._done = done
        self._words = words
        self._number = 0
        self._unwanted = False
        self._ended = False

    def on_mount(self) -> None:
        self.set_interval(SHOW_SECONDS, self._show)
        self.run_worker(self._run(), exit_on_error=True)

    def on_unmount(self) -> None:
        self._unwanted = True  # the program does not wait for it when it is left

    def _told(self, number: int) -> None:
        self._number = number
        if self._unwanted:
            raise WorkStopped("stopped: nothing was changed")

    def _show(self) -> None:
        if not self._ended:
            self.hint(f"{self._words.format(self._number)} · esc stops it")

    async def _run(self) -> None:
        given: list[_R] = []
        error: UserError | None = None
        try:
            given.append(await asyncio.to_thread(self._work, self._told))
        except UserError as refused:
            error = refused
        self._ended = True
        # Closing waits until all that belongs to the dialog has ended, this among it.
        self.app.call_later(self._end, given, error)

    async def _end(self, given: list[_R], error: UserError | None) -> None:
        if isinstance(error, WorkStopped):
            await self.action_close()
        elif not await self.finish(lambda: self._result(given, error)):
            self._hint.update(f"{self.refused} · esc closes")

    def _result(self, given: list[_R], error: UserError | None) -> object:
        if error is not None:
            raise error
        return self._done(given[0])

    async def action_leave(self) -> None:
        """esc: it is stopped; closes where it has ended."""
        if self._ended:
            await self.drop()
        else:
            self._unwanted = True
            self.hint("stopping …")
