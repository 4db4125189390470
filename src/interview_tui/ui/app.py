"""The dashboard as a program."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import InputEvent, Key, Paste
from textual.filter import Monochrome, NoColor

from interview_tui.domain.errors import UserError
from interview_tui.store.errors import UNREAD
from interview_tui.terminal.capabilities import Capabilities, Colours, capabilities_here
from interview_tui.terminal.driver import CellDriver, QuietDriver
from interview_tui.terminal.sanitizer import Colourless, Sanitizer
from interview_tui.terminal.shutdown import orderly_shutdown
from interview_tui.ui.app_screen import AppScreen, Hints, Writes
from interview_tui.ui.drawn_rows import DrawnRows
from interview_tui.ui.keys import EVERYWHERE, OWN
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.preload import WritePreload, keep_first_frames
from interview_tui.ui.themes import NONE, theme_for
from interview_tui.ui.themes import OWN as OWN_THEMES

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType
    from textual.events import Event, Resize
    from textual.filter import LineFilter
    from textual.screen import Screen

    from interview_tui.app_context import AppContext
    from interview_tui.settings import Settings
    from interview_tui.store.autosave import Autosave
    from interview_tui.terminal.clipboard import Copied
    from interview_tui.terminal.first_frame_cache import FirstFrame
    from interview_tui.ui.keys import Own


class InterviewApp(App[int], inherit_bindings=False):  # Textual's own quit by ctrl+q, without a question
    """Holds the dashboard."""

    TITLE = "interview-tui"
    CSS_PATH = "main_screen.tcss"
    ENABLE_COMMAND_PALETTE = False  # the dashboard has its own
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE, Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, program: AppContext, kept: FirstFrame | None = None, sight: Capabilities | None = None) -> None:
        """`kept`: the picture that the terminal shows already; `sight`: what it can show, by itself everything."""
        super().__init__(driver_class=QuietDriver if program.settings.whole_pictures else CellDriver)
        sight = sight or Capabilities()
        # Textual's own guesses the colours from TERM's name, takes away none without colour, and is the slower one.
        self.console = Console(
            file=self.console.file, color_system=sight.colours.system, force_terminal=True, legacy_windows=False,
            highlight=False, emoji=False, safe_box=False,
        )  # fmt: skip
        self._colourless = sight.colours is Colours.NONE
        self._fence = Sanitizer(sight.codec)
        self.animation_level = "none"  # a picture in between is one more to send
        self.program = program
        self.kept = kept
        self._warming = WritePreload()
        self.told_of_error = False
        """Whether the line that is left on the terminal tells of an error: one does, the others are noted at most."""
        self.copied: Copied | None = None
        """What became of the last text for the clipboard."""
        self._own, self.key_problems = own_keys(program.settings)
        OWN.set(self._own)
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self._first_theme = self.theme = theme_for(sight.colours, program.settings.theme, light=sight.light)
        self.watch_theme(self.theme)

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(self.program)

    async def run_action(self, *arguments: Any, **named: Any) -> bool:
        """Does what a key is for; what the store cannot give is said on the screen that it was for."""
        if self._exit:  # the key came with the one that quits: by now the board looks from a later day
            return False
        try:
            return await super().run_action(*arguments, **named)
        except UNREAD as error:
            self._top().say_unread(error)
        return False

    def copy_to_clipboard(self, text: str) -> None:
        """Sends a text to the clipboard, the best way there is; `copied` says which."""
        from interview_tui.terminal import clipboard

        driver = self._driver
        self._clipboard = text  # for what Textual's own fields paste
        self.copied = clipboard.copy(
            text,
            environment=os.environ,
            write=driver.write if driver is not None else lambda _: None,
            command=self.program.settings.clipboard,
        )

    async def on_event(self, event: Event) -> None:
        """Every event comes by here. What is typed after leaving has begun is dropped."""
        if self._exit and isinstance(event, InputEvent | Paste):
            return
        if isinstance(event, Key) and not event.is_forwarded:
            self._warming.key()
            if not event.key.isascii() or event.key == "ctrl+q":
                event = self._understood(event)
        await super().on_event(event)

    def _understood(self, pressed: Key) -> Key:
        """A letter that is not Latin as the key of the same place, unless it is written or is a key itself; where a
        key does nothing, it is said why.
        """
        from interview_tui.ui.keymap import in_latin, why_nothing

        field, screen = self.focused, self.screen
        writes = field is not None and field.check_consume_key(pressed.key, pressed.character)
        if writes or pressed.key in screen.active_bindings:
            return pressed
        understood = in_latin(pressed)
        if understood is pressed and isinstance(screen, Hints) and (why := why_nothing(pressed)):
            screen.hint(why)
        return understood

    @property
    def autosave(self) -> Autosave:
        """Where half-typed text is kept: with the store that is shown, the demo's or the user's own."""
        return self._top().program.autosave

    @property
    def cannot_save(self) -> str:
        """Why nothing can be saved; '' where it can."""
        return self._top().program.cannot_save

    def _top(self) -> AppScreen:
        """The topmost screen that is no dialog."""
        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, AppScreen))

    def keep_typed(self) -> None:
        """Keeps what is typed anywhere and not saved, at once."""
        for screen in self.screen_stack:
            if isinstance(screen, Writes):
                with suppress(UserError):
                    screen.keep_typed()

    async def action_quit(self) -> None:
        """Ends the program. What was typed before the key reaches its field first, and is kept."""
        if isinstance(self.screen, Writes):
            await self.screen.typed()
        self.keep_typed()
        self.exit(0)

    def _fatal_error(self) -> None:
        # Textual's own prints the variables of its frames, and with them what the records say.
        self.keep_typed()
        if self._exception is not None and not self.told_of_error:
            # What the store cannot give is no error of the program's, though it may show only while it draws.
            known = self.program.store.explain(self._exception)
            said = f"interview-tui: {known}" if known is not None else self._note(self._exception)
            self._exit_renderables.append(Text(f"{said}; what was being typed is offered at the next start"))
            self.told_of_error = True
        self._close_messages_no_wait()

    def _note(self, error: BaseException) -> str:
        from interview_tui.crash_log import note

        return note(error, self.program.settings.paths.log)

    def note_only(self, error: BaseException) -> None:
        """Notes an error of which nothing is said."""
        self._note(error)

    def on_load(self) -> None:
        """What goes wrong aside is noted in the log, not printed over the picture."""

        def aside(_loop: AbstractEventLoop, context: dict[str, Any]) -> None:
            if isinstance(error := context.get("exception"), BaseException):
                self.note_only(error)

        def in_a_thread(what: threading.ExceptHookArgs) -> None:
            if isinstance(what.exc_value, Exception) and what.thread is getattr(self._driver, "_key_thread", None):
                self.call_later(self._handle_exception, what.exc_value)  # nobody reads the keys any more
            elif what.exc_value is not None:
                self.note_only(what.exc_value)

        if self._own:
            self.set_keymap({name: own.keys for name, own in self._own.items()})
        asyncio.get_running_loop().set_exception_handler(aside)
        threading.excepthook = in_a_thread

    def on_main_screen_begun(self) -> None:
        # What stands by now is there to the end: a collection that went through it would hold a key for 20 ms.
        gc.freeze()
        gc.enable()
        if isinstance(self._driver, QuietDriver):
            self._driver.listen()

    def on_resize(self, event: Resize) -> None:
        # A size that it has again after others is none for Textual, which would draw nothing.
        if isinstance(self._driver, CellDriver) and self._driver.painter.resize(*event.size):
            self.screen.refresh()

    def on_mount(self) -> None:
        # After it was stopped, the terminal shows what the shell left there.
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.theme_changed_signal.subscribe(self, lambda _: self._recolour())

    def _recolour(self) -> None:
        for screen in self.screen_stack:
            for rows in screen.query(DrawnRows):
                rows.recolour()

    def on_main_screen_doubted(self) -> None:
        self.action_redraw()

    def action_redraw(self) -> None:
        """Sends every cell again: something else may have written to the terminal."""
        if isinstance(self._driver, CellDriver):
            self._driver.painter.forget()
        self.screen.refresh()

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leaves; the picture to begin with is kept."""
        driver, board = self._driver, self.screen
        if isinstance(driver, CellDriver) and isinstance(board, MainScreen) and not board.is_demo:
            driver.painter.still = True
            if self.theme == self._first_theme:  # with which the next time begins too, whatever was looked at since
                with suppress(UserError), self.program.store.trouble():
                    keep_first_frames(board, driver.painter.terminal)
        super().exit(result, return_code, message)

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Textual's own for no colour sends the default colours all the same, and goes by NO_COLOR though it is empty.
        given = [kept for kept in super().get_line_filters() if not isinstance(kept, NoColor | Monochrome)]
        return [*given, *([Colourless()] if self.no_color else []), self._fence]

    def watch_theme(self, theme: str) -> None:
        self.no_color = self._colourless or theme == NONE.name  # the style sheet asks for it

    async def action_theme(self) -> None:
        """Asks for other colours, for this time."""
        from interview_tui.ui.dialogs.palette import theme_palette

        board = self.screen_stack[0]
        if isinstance(board, MainScreen):
            with board.saying():
                await board.ask(theme_palette(board, colourless=self._colourless))


def own_keys(settings: Settings) -> tuple[Mapping[str, Own], tuple[str, ...]]:
    """The keys that the user has changed, and what is wrong with them."""
    if not settings.keys:
        return {}, ()
    from interview_tui.ui.keymap import read_keys

    own, problems = read_keys(settings.keys)
    return own, tuple(f"{settings.paths.configuration.name}: {problem}" for problem in problems)


def run(program: AppContext, kept: FirstFrame | None = None) -> int:
    """Opens the dashboard until the user leaves it; gives the exit status. Raises StoreTrouble."""
    with program.store.trouble():
        program.store.reader  # noqa: B018 -- what is wrong with the store is said before the screen is taken
    if program.hooks is not None:
        program.hooks.begin_day(program)
    app = InterviewApp(program, kept, capabilities_here(program.settings))

    def leave(status: int) -> None:
        app.keep_typed()
        app.call_later(app.exit, return_code=status)

    with orderly_shutdown(leave):
        app.run()
    if app.told_of_error:
        sys.excepthook = lambda _kind, error, _trace: app.note_only(error)  # what goes wrong now follows from it
    program.autosave.close()
    program.store.close()
    return app.return_code or 0
