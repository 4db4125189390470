"""The base of an app on a slow line: Textual's App with the drivers, filters and clipboard of this package.

Private names of Textual are used in this package alone, each with its reason beside it;
tests/terminal_package/test_private_names.py lists them and fails when an upgrade takes one away.
"""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.text import Text
from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.geometry import NULL_REGION, Region
from textual.strip import Strip
from textual.widget import Widget

from interview_tui.terminal.capabilities import Capabilities, Colours
from interview_tui.terminal.driver import CellDriver, QuietDriver
from interview_tui.terminal.sanitizer import Colourless, Sanitizer
from interview_tui.terminal.sgr import of_text

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.style import Style
    from textual.await_complete import AwaitComplete
    from textual.events import Resize
    from textual.filter import LineFilter
    from textual.screen import Screen

    from interview_tui.terminal.clipboard import Copied
    from interview_tui.terminal.first_frame_cache import FirstFrame
    from interview_tui.terminal.frame_output import FrameOutput


class TerminalApp(App[int], inherit_bindings=False):  # Textual's own binding quits by ctrl+q, without a question
    """An app whose subclass says what is done with errors: `error_line` and `note_error`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        capabilities: Capabilities,
        clean: Callable[[str], str],
        *,
        whole_pictures: bool = False,
        first_frame: FirstFrame | None = None,
        clipboard: Sequence[str] = (),
    ) -> None:
        """`clean` drops from a text what drives a terminal; `whole_pictures` leaves drawing to Textual's own driver;
        `first_frame` is what the terminal shows already; `clipboard` is the command that takes a text.
        """
        super().__init__(driver_class=QuietDriver if whole_pictures else CellDriver)
        # Textual's own guesses the colours from TERM's name, takes away none without colour, and is the slower one.
        self.console = Console(
            file=self.console.file, color_system=capabilities.colours.system, force_terminal=True,
            legacy_windows=False, highlight=False, emoji=False, safe_box=False,
        )  # fmt: skip
        self._colour_system = COLOR_SYSTEMS.get(capabilities.colours.system, ColorSystem.TRUECOLOR)
        self.capabilities = capabilities
        self.clean_text = clean
        self.first_frame = first_frame
        self.animation_level = "none"  # a picture in between is one more to send
        self._disable_tooltips = self._disable_notifications = True  # there are none: every screen would hold a place
        self.told_of_error = False
        """Whether the line that is left on the terminal tells of an error: one does, the others are noted at most."""
        self.copied: Copied | None = None
        """What became of the last text for the clipboard."""
        self._puts = False
        """Whether this is within `painting`."""
        self._clipboard_command = clipboard
        self._sanitizer = Sanitizer(clean, capabilities.codec)

    def error_line(self, error: BaseException) -> str:
        """The line that is left on the terminal of an error that ends the app."""
        raise NotImplementedError

    def note_error(self, error: BaseException) -> None:
        """Notes an error of which nothing is shown."""
        raise NotImplementedError

    @property
    def colourless(self) -> bool:
        """Whether the terminal has no colours."""
        return self.capabilities.colours is Colours.NONE

    @property
    def is_leaving(self) -> bool:
        """Whether `exit` was called: keys that came with the one that quits are still delivered."""
        return self._exit  # public is only `is_running`, which stays true until the last message

    @property
    def output(self) -> FrameOutput | None:
        """What sends pictures to the terminal; None in tests and where whole pictures are sent."""
        driver = self._driver  # no public name leads to the driver
        return driver.output if isinstance(driver, CellDriver) else None

    def listen(self) -> None:
        """From now on keys are taken, also those that were typed before."""
        if isinstance(self._driver, QuietDriver):
            self._driver.listen()

    def copy_to_clipboard(self, text: str) -> None:
        """Sends a text to the clipboard, the best way there is; `copied` says which."""
        from interview_tui.terminal import clipboard

        driver = self._driver
        self._clipboard = text  # for what Textual's own fields paste; `clipboard` can only be read
        self.copied = clipboard.copy(
            text,
            environment=os.environ,
            write=driver.write if driver is not None else lambda _: None,
            command=self._clipboard_command,
        )

    def _fatal_error(self) -> None:
        # Textual's own prints the variables of its frames, and with them what the records say.
        if self._exception is not None and not self.told_of_error:
            self._exit_renderables.append(Text(self.error_line(self._exception)))
            self.told_of_error = True
        self._close_messages_no_wait()

    def on_load(self) -> None:
        """What goes wrong aside is noted in the log, not printed over the picture."""

        def aside(_loop: AbstractEventLoop, context: dict[str, Any]) -> None:
            if isinstance(error := context.get("exception"), BaseException):
                self.note_error(error)

        def in_a_thread(what: threading.ExceptHookArgs) -> None:
            if isinstance(what.exc_value, Exception) and what.thread is getattr(self._driver, "_key_thread", None):
                self.call_later(self._handle_exception, what.exc_value)  # nobody reads the keys any more
            elif what.exc_value is not None:
                self.note_error(what.exc_value)

        asyncio.get_running_loop().set_exception_handler(aside)
        threading.excepthook = in_a_thread

    def on_resize(self, event: Resize) -> None:
        # A size that it has again after others is none for Textual, which would draw nothing.
        if self.output is not None and self.output.resize(*event.size):
            self.screen.refresh()

    def on_mount(self) -> None:
        # After it was stopped, the terminal shows what the shell left there.
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def pop_screen(self) -> AwaitComplete:
        """Leaves the screen. What was drawn of it goes: a cache of Textual's own would keep it for a thousand more."""
        left = self.screen
        leaving = super().pop_screen()
        for widget in left.walk_children(Widget, with_self=True):
            widget._styles_cache.clear()
        return leaving

    @contextmanager
    def painting(self) -> Iterator[None]:
        """What widgets `put` meanwhile is sent at its end, at once: what changes after it comes with the next picture.

        Textual's own way to a picture goes through every widget of the screen and takes three times as long.
        """
        output = self.output
        if self._puts or output is None:
            yield
            return
        self._puts = True
        try:
            yield
        finally:
            self._puts = False
            output.send()

    def put(self, widget: Widget, lines: Mapping[int, Strip]) -> bool:
        """Shows lines of a widget, counted from its top edge. False where `refresh` is to do it: not within `painting`,
        not in whole on the screen as it was laid out last, partly under a box that stands before it, or with a text
        that the line filters have not seen.
        """
        screen, output = widget.screen, self.output
        if not self._puts or output is None or screen._layout_required or screen._compositor.size != output.size:
            return False
        if (before := self._boxes_before(screen)) is None:
            return False
        region, clip = screen._compositor.visible_widgets.get(widget, (NULL_REGION, NULL_REGION))
        shown = region and clip.contains_region(region)
        if not shown or not all(text.isprintable() for line in lines.values() for text, _, _ in line):
            return False
        rows = {y: Region(region.x, region.y + y, region.width, 1) for y in lines} if before else {}
        covered = {y for y, row in rows.items() if any(box.contains_region(row) for box in before)}
        if any(row.overlaps(box) for y, row in rows.items() if y not in covered for box in before):
            return False
        widget._styles_cache.clear()  # Textual's own, of lines that now are others
        colours = self._colour_system
        for y, line in lines.items():
            if y not in covered:
                output.put(region.y + y, region.x, [(text, _look(style, colours)) for text, style, _ in line])
        return True

    def _boxes_before(self, screen: Screen[Any]) -> list[Region] | None:
        """What stands before a screen: nothing, or the boxes of the one dialog above it; None where it is not seen."""
        front = self.screen
        if screen is front:
            return []
        seen = self.screen_stack[-2:] == [screen, front] and front.is_modal and not front._layout_required
        return [box.region for box in front.children] if seen else None

    def action_redraw(self) -> None:
        """Sends every cell again: something else may have written to the terminal."""
        if self.output is not None:
            self.output.forget()
        self.screen.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        # Textual's own for no colour sends the default colours all the same, and goes by NO_COLOR though it is empty.
        given = [known for known in super().get_line_filters() if not isinstance(known, NoColor | Monochrome)]
        return [*given, *([Colourless()] if self.no_color else []), self._sanitizer]


@lru_cache(4096)
def _look(style: Style | None, colours: ColorSystem) -> str:
    """How text in a style looks on a terminal with so many colours."""
    return "" if style is None else of_text(Strip.render_ansi(style, colours))
