"""The dashboard as a program."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import InputEvent, Key, Paste

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean
from interview_tui.terminal.app import TerminalApp
from interview_tui.terminal.capabilities import Capabilities, capabilities_here
from interview_tui.terminal.shutdown import orderly_shutdown
from interview_tui.ui.app_screen import AppScreen, Hints, Writes
from interview_tui.ui.keys import EVERYWHERE, OWN
from interview_tui.ui.list_view import ListView
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.preload import Preload, keep_first_frames
from interview_tui.ui.strips import Toned
from interview_tui.ui.themes import NONE, theme_for
from interview_tui.ui.themes import OWN as OWN_THEMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType
    from textual.events import Event
    from textual.screen import Screen

    from interview_tui.app_context import AppContext
    from interview_tui.configuration import ConfigurationProblem
    from interview_tui.settings import Settings
    from interview_tui.store.autosave import Autosave
    from interview_tui.terminal.first_frame_cache import FirstFrame
    from interview_tui.ui.keys import Own
    from interview_tui.ui.main_screen import Begin


class InterviewApp(TerminalApp):
    """Holds the main screen."""

    TITLE = "interview-tui"
    CSS_PATH = "main_screen.tcss"
    ALLOW_SELECT = False  # Textual's own way; ours is in ui/text_selection.py
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE, Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(
        self,
        program: AppContext,
        first_frame: FirstFrame | None = None,
        capabilities: Capabilities | None = None,
        begin: Begin | None = None,
    ) -> None:
        """`first_frame`: what the terminal shows already; `capabilities`: by themselves those of a modern terminal;
        `begin`: what the main screen begins with, if not with the follow-ups.
        """
        capabilities, settings = capabilities or Capabilities(), program.settings
        super().__init__(
            capabilities,
            clean,
            whole_pictures=settings.whole_pictures,
            first_frame=first_frame,
            clipboard=settings.clipboard,
        )
        self.program = program
        self._begin = begin
        self._preload = Preload()
        self._own, self.key_problems = own_keys(settings)
        OWN.set(self._own)
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self._first_theme = self.theme = theme_for(capabilities.colours, settings.theme, light=capabilities.light)
        self.watch_theme(self.theme)

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(self.program, begin=self._begin)

    async def run_action(self, *arguments: Any, **named: Any) -> bool:
        """Does what a key is for; what a person can cause, or the store cannot give, is said on the screen below."""
        if self.is_leaving:  # the key came with the one that quits: by now the main screen shows a later day
            return False
        try:
            return await super().run_action(*arguments, **named)
        except UserError as error:
            self._top().say_error(error)
        return True  # a key that was refused does nothing else

    async def on_event(self, event: Event) -> None:
        """Every event comes by here. What is typed after leaving has begun is dropped."""
        if self.is_leaving and isinstance(event, InputEvent | Paste):
            return
        if isinstance(event, Key) and not event.is_forwarded:
            self._preload.key()
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

    def error_line(self, error: BaseException) -> str:
        self.keep_typed()
        # What the store cannot give is no error of the program's, though it may show only while it draws.
        said = f"interview-tui: {error}" if isinstance(error, UserError) else self._note(error)
        return f"{said}; unsaved text is offered at the next start"

    def note_error(self, error: BaseException) -> None:
        self._note(error)

    def _note(self, error: BaseException) -> str:
        from interview_tui.crash_log import note

        return note(error, self.program.settings.paths.log)

    def on_load(self) -> None:
        """The keys that the user has changed."""
        if self._own:
            self.set_keymap({name: own.keys for name, own in self._own.items()})

    def on_main_screen_begun(self) -> None:
        # What stands by now is there to the end: a collection that went through it would hold a key for 20 ms.
        gc.freeze()
        gc.enable()
        self.listen()

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, lambda _: self._recolour())

    def _recolour(self) -> None:
        for screen in self.screen_stack:
            for drawn in (*screen.query(ListView), *screen.query(Toned)):
                drawn.recolour()

    def on_main_screen_doubted(self) -> None:
        self.action_redraw()

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leaves; the picture to begin with is kept."""
        output, screen = self.output, self.screen
        if output is not None and isinstance(screen, MainScreen) and not screen.is_demo:
            output.still = True
            if self.theme == self._first_theme:  # with which the next time begins too, whatever was looked at since
                with suppress(UserError):
                    keep_first_frames(screen, output.terminal)
        super().exit(result, return_code, message)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that the program's own themes have beside Textual's, for those that do not have them."""
        if "text-strong" in self.current_theme.variables:
            return {}
        colours = self.current_theme.to_color_system().generate()
        on_cursor = dict.fromkeys(("cursor-muted", "cursor-late", "cursor-accent"), colours["block-cursor-foreground"])
        return {"text-strong": colours["foreground"], "bars": colours["primary"], **on_cursor}

    def watch_theme(self, theme: str) -> None:
        self.no_color = self.colourless or theme == NONE.name  # the style sheet asks for it

    async def action_theme(self) -> None:
        """Asks for other colours, for this time."""
        from interview_tui.ui.dialogs.palette import theme_palette

        screen = self.screen_stack[0]
        if isinstance(screen, MainScreen):
            with screen.saying():
                await screen.ask(theme_palette(screen, colourless=self.colourless))


def own_keys(settings: Settings) -> tuple[Mapping[str, Own], tuple[ConfigurationProblem, ...]]:
    """The keys that the user has changed, and what is wrong with them."""
    if not settings.keys:
        return {}, ()
    from interview_tui.ui.keymap import read_keys

    own, problems = read_keys(settings.keys)
    return own, tuple(problem.in_file(settings.paths.configuration) for problem in problems)


def run(program: AppContext, first_frame: FirstFrame | None = None, begin: Begin | None = None) -> int:
    """Opens the dashboard until the user leaves it; gives the exit status. Raises StoreTrouble."""
    program.store.reader  # noqa: B018 -- what is wrong with the store is said before the screen is taken
    if program.hooks is not None:
        program.hooks.begin_day(program)
    app = InterviewApp(program, first_frame, capabilities_here(program.settings.glyphs), begin)

    def leave(status: int) -> None:
        app.keep_typed()
        app.call_later(app.exit, return_code=status)

    with orderly_shutdown(leave):
        app.run()
    if app.told_of_error:
        sys.excepthook = lambda _kind, error, _trace: app.note_error(error)  # what goes wrong now follows from it
    program.autosave.close()
    program.store.close()
    return app.return_code or 0
