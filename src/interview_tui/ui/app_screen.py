"""What every screen that changes something does: it calls one service, says what it did, and shows the result."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import on

from interview_tui.domain.errors import Refused, StoreTrouble, UserError
from interview_tui.domain.text import clean, shorten
from interview_tui.terminal.app import TerminalApp
from interview_tui.terminal.one_picture import DrawnOnce
from interview_tui.ui.keys import SHOWN
from interview_tui.ui.lines import KeyLine, MessageLine
from interview_tui.ui.list_view import ListView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from textual.app import App

    from interview_tui.app_context import AppContext
    from interview_tui.store.autosave import Autosave
    from interview_tui.store.journal import Change
    from interview_tui.terminal.clipboard import Copied


COPIED_LENGTH = 24
"""Characters by which a text is named."""
LOOK_AGAIN_SECONDS = 2.5
"""How often a screen looks whether another session has changed the store, or the day has."""


@runtime_checkable
class Keeping(Protocol):
    """An app that keeps what is typed."""

    @property
    def autosave(self) -> Autosave:
        """Where."""

    @property
    def cannot_save(self) -> str:
        """Why nothing can be saved; '' where it can."""


@runtime_checkable
class Writes(Protocol):
    """A screen in which somebody writes."""

    def keep_typed(self) -> None:
        """Keeps what is typed and not saved, at once. Raises StoreTrouble."""

    async def typed(self) -> None:
        """Waits until all that was typed so far has reached its field."""


class Askable(Protocol):
    """A dialog, as the screen sees it that opens it."""

    origin: str

    async def open(self, app: App[Any]) -> None:
        """Opens it; when this returns, what is typed goes there."""


class Movable(Protocol):
    """A list or a text through which the keys go."""

    def move(self, delta: int) -> None:
        """By so many lines."""

    def first(self) -> None:
        """To the beginning."""

    def last(self) -> None:
        """To the end."""

    def half_page(self, direction: int) -> None:
        """By half of what is in view."""


@runtime_checkable
class Hints(Protocol):
    """A screen with a line for a word on what was pressed."""

    def hint(self, text: str) -> None:
        """Shows it there."""


class AppScreen(DrawnOnce):
    """A screen with a program behind it and a line for messages."""

    BLANK = True  # its lines, and what stands between them, cover it

    def __init__(self, program: AppContext) -> None:
        super().__init__()
        self.program = program
        self.message = MessageLine()
        self._seen_version = 0
        self._copied = ""
        """What was copied last on this screen."""

    def take_size(self) -> None:
        """The classes of the breakpoints, before there are widgets: set later, they style all of them again."""
        size = self.app.size
        for cells, breakpoints in ((size.width, self.HORIZONTAL_BREAKPOINTS), (size.height, self.VERTICAL_BREAKPOINTS)):
            self.set_class(True, *[name for least, name in breakpoints or () if cells >= least][-1:])

    def reload(self) -> None:
        """Reads what is shown again; cursors stay on what they are on. Raises UserError."""
        raise NotImplementedError

    def keep_looking(self) -> None:
        """From now on, what another session changes is taken over. Raises StoreTrouble."""
        self._seen_version = self.program.store.data_version()
        self.set_interval(LOOK_AGAIN_SECONDS, self.refresh_now)

    def refresh_now(self) -> None:
        """Takes over what has changed meanwhile; under another screen, once that is left."""
        if self.is_current:
            self.attempt(self._take_over)

    def _take_over(self) -> None:
        version = self.program.store.data_version()
        if version != self._seen_version:
            self._seen_version = version
            self.reload()

    def hint(self, text: str) -> None:
        """A word on what was pressed."""
        self.message.tell(text)

    async def ask(self, dialog: Askable, *, origin: str = "") -> None:
        """Opens a dialog; when this returns, typing goes there. `origin`: see `Dialog.origin`."""
        dialog.origin = origin
        await dialog.open(self.app)

    @contextmanager
    def saying(self) -> Iterator[None]:
        """What a person can cause ends what is done inside, and is said in the message line."""
        try:
            yield
        except UserError as error:
            self.message.tell(str(error), error=True)
            if isinstance(error, StoreTrouble):
                self.doubt(error)

    def doubt(self, trouble: StoreTrouble) -> None:
        """What is shown may not be what the store holds."""

    @on(ListView.Unread)
    def _on_unread(self, event: ListView.Unread) -> None:
        event.stop()
        self.say_error(event.error)

    def say_error(self, error: Exception) -> None:
        """Says why something was not done."""
        with self.saying():
            raise error

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
        if problem := self.program.take_problem():
            self.message.tell(f"{change.words}. But {problem}", error=True)

    def copy(self, text: str, what: str = "") -> None:
        """Copies a text to the clipboard and says which way it went; where there is none, or when the same text is
        copied again, for no terminal says whether it took it, the text is shown to be selected. `what` names it; by
        itself its own beginning does.
        """
        what = what or f"“{shorten(text, COPIED_LENGTH)}”"
        again, self._copied = self._copied == text, text
        self.app.copy_to_clipboard(text)
        found: Copied | None = getattr(self.app, "copied", None)
        if again or (found is not None and not found.sent):
            self._copied = ""
            self._show_to_select(text, what, "" if again or found is None else found.words)
        elif found is not None:
            self.message.tell(f"Copied {what} {found.words} · {SHOWN['copy']} shows it")

    def _show_to_select(self, text: str, what: str, why: str) -> None:
        from textual.app import SuspendNotSupported

        from interview_tui.terminal.clipboard import show_to_select

        try:
            show_to_select(self.app.suspend, clean(text), clean(f"{what}{f': {why}' if why else ''}"))
        except SuspendNotSupported:
            self.message.tell(f"Not copied: {why or 'nothing can be shown on this terminal'}", error=True)
        else:
            self.message.tell(f"Shown: {what}")

    def action_copy(self) -> None:
        """What is selected with the mouse, to the clipboard; else what the line stands for."""
        if not self.copy_selected():
            self.copy_line()

    def copy_selected(self) -> bool:
        """Copies the text that is selected with the mouse; False where none is."""
        text = self.get_selected_text()
        if text:
            self.copy(text)
        return bool(text)

    def copy_line(self) -> None:
        """Copies what the line under the cursor, or else the screen, stands for. Raises Refused."""
        raise Refused("Nothing is selected: drag the mouse over what you want to copy")

    def drop_selected(self) -> bool:
        """Nothing is selected with the mouse any more; False where nothing was."""
        there = bool(self.selections)
        self.selections = {}
        return there

    def clear_selection(self) -> None:
        """A click drops what is selected, except one on a key, which may be the one that copies it."""
        if not isinstance(self.app.mouse_over, KeyLine):
            super().clear_selection()

    def on_screen_suspend(self) -> None:
        """What opens above this screen has the mouse, though a button may still be held here."""
        self.app.capture_mouse(None)

    def moves(self) -> Movable:
        """What the keys of moving move."""
        raise NotImplementedError

    def moved(self) -> None:
        """They have moved it."""

    def action_down(self) -> None:
        """One line down."""
        self._move(lambda seen: seen.move(1))

    def action_up(self) -> None:
        """One line up."""
        self._move(lambda seen: seen.move(-1))

    def action_first(self) -> None:
        """To the first line."""
        self._move(lambda seen: seen.first())

    def action_last(self) -> None:
        """To the last line."""
        self._move(lambda seen: seen.last())

    def action_half_page(self, direction: int) -> None:
        """Half a page."""
        self._move(lambda seen: seen.half_page(direction))

    def _move(self, move: Callable[[Movable], object]) -> None:
        self.drop_selected()
        with self.painting():
            move(self.moves())
        self.moved()

    def painting(self) -> AbstractContextManager[None]:
        """What lists and texts show anew inside is sent at its end, at once."""
        return self.app.painting() if isinstance(self.app, TerminalApp) else nullcontext()

    def action_undo(self) -> None:
        """Takes the last change back."""
        self.done(self.program.history.undo())

    def action_redo(self) -> None:
        """Does again what was taken back."""
        self.done(self.program.history.redo())

    def action_quit(self) -> None:
        """Leaves; everything is kept already."""
        self.app.exit(0)
