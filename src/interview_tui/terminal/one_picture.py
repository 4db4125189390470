"""One picture for all that a key opens: Textual by itself draws a new screen up to seven times.

It lays a screen out, draws it, tells its widgets their sizes, and lays out and draws again what they change then; and
a screen that is told the size that it has already is laid out once more.
"""

from __future__ import annotations

from asyncio import sleep
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.events import ScreenResume
    from textual.geometry import Size

ROUNDS = 200
"""How often the widgets of a screen get to run until it is drawn: forty are usual. What comes later is drawn later."""


class DrawnOnce(Screen[None]):
    """A screen that is not drawn while several changes are made for one picture."""

    def on_screen_resume(self, event: ScreenResume) -> None:
        if not self.outer_size:  # it opens: its widgets have just taken their styles
            event.refresh_styles = False

    def _screen_resized(self, size: Size) -> None:
        if size != self.outer_size or self.app.screen is not self:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count:  # Textual's own would make the picture and then not send it
            super()._compositor_refresh()


@contextmanager
def one_picture(app: App[Any]) -> Iterator[None]:
    """What changes inside is drawn after the message with which it came, with all that widgets do in answer to it."""
    if app._batch_count:
        yield
        return
    app._begin_batch()
    try:
        yield
    finally:
        app.call_next(_draw, app)  # after what Textual itself does next about a new screen


async def _draw(app: App[Any]) -> None:
    await _settle(app)
    app._end_batch()
    screen = app.screen
    for drawn in (*(app._background_screens if screen.is_modal else ()), screen):
        drawn._on_timer_update()
    screen._compositor_refresh()  # also where it has only been laid out


async def _settle(app: App[Any]) -> None:
    """Waits until every widget of the screen on top has done what it was told, and the screen is laid out for it."""
    for _ in range(ROUNDS):
        screen = app.screen
        if any(widget.message_queue_size for widget in screen.walk_children(Widget, with_self=True)):
            await sleep(0)
        elif screen._layout_required:
            screen._layout_required = False
            screen._refresh_layout()
        else:
            return
