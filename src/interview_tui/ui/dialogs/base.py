"""What the dialogs share: a framed box in the middle, round which all stays; esc, or a click beside it, closes it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Mount
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from interview_tui.domain.errors import Conflict, NotFound, StoreTrouble, UserError
from interview_tui.domain.text import shorten
from interview_tui.store.autosave import key_of
from interview_tui.terminal.fields import Cut
from interview_tui.terminal.one_picture import DrawnOnce, one_picture
from interview_tui.ui.app_screen import Keeping
from interview_tui.ui.dialogs.box import Box
from interview_tui.ui.list_view import ListView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual import events
    from textual.app import App, ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget

    from interview_tui.store.autosave import Autosave, Draft

KEEP_SECONDS = 0.5
"""How long after it was typed a text is kept: the next second finds it on the disk."""


class RecordElsewhere(Protocol):
    """The record that a dialog edits, as another session may have saved it meanwhile."""

    @property
    def opened(self) -> Callable[[], Dialog]:
        """Opens the dialog again, with the record as it is now. Raises UserError."""

    async def settle(self, dialog: Dialog) -> bool:
        """Asks whose text stays; whether it was saved without asking."""


class Dialog(DrawnOnce, ModalScreen[None]):
    """A question to the person. It does its work itself, so that it can stay open when the work was refused.

    What is typed into its `fields` is kept while one types, until it is saved or dropped; what was left behind, by this
    session or one that is gone, is offered.

    Keys may be typed far ahead over a slow line. So the ones that end a dialog are taken in their turn: they wait until
    what was typed before them has reached its field, and what is typed after them goes to what comes next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+c", "close", show=False, priority=True),
        Binding("ctrl+r", "restore", show=False, priority=True),
    ]

    SAVES: ClassVar[str] = "enter saves"
    """The key that saves, as esc names it."""
    origin = ""
    """What opens this dialog again about the same records, such as `note i3`; '' where nothing does by itself."""
    rival: RecordElsewhere | None = None
    """The record that is edited here, as another session may have saved it meanwhile; None where none is."""

    CLICK_LEAVES = True
    """Whether a click beside the box does what esc does."""
    WIDTH = 74
    """Cells of the frame at most."""

    def __init__(self, title: str, *, asks: str = "", hint: str = "") -> None:
        """The title stands in the frame, unless it is too long for that; below it what is asked, in a sentence."""
        super().__init__()
        self._title = f"{title}: {asks}" if asks else title
        self._hint = Static(hint, markup=False, id="hint")
        self._hint.display = bool(hint)
        self._hint_text = hint
        self._offer = Static("", markup=False, id="offer")
        self.box = Box(title, asks, self._parts)
        self._begun: dict[str, str] = {}
        self._kept: dict[str, str] | None = None
        self._key = ""
        self._keeping: Timer | None = None
        self._offered: Draft | None = None
        self.refused: UserError | None = None
        self.warned = False
        """Whether esc has said already that it would drop what was typed."""

    def compose(self) -> ComposeResult:
        self.box.fit(self.app.size, self.WIDTH)
        yield self.box

    def _parts(self) -> ComposeResult:
        yield self._offer
        yield from self.body()
        yield self._hint

    def on_resize(self, event: events.Resize) -> None:
        self.box.fit(event.size, self.WIDTH)

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it as esc does, but never drops what was typed."""
        if self.CLICK_LEAVES and self.get_widget_at(*event.screen_offset)[0] is self:
            self.warned = False
            self.do("leave")

    @on(ListView.Opened)
    def _on_line_opened(self, event: ListView.Opened[Any]) -> None:
        self.clicked(event.row)

    def clicked(self, _row: Any) -> None:
        """A line was clicked, which now has the cursor."""
        self.do("enter")

    def do(self, action: str) -> None:
        """Does what a key does, in its turn: a dialog that closes itself must not wait for its own end."""
        self.app.call_later(self.app.run_action, action, self)

    def body(self) -> ComposeResult:
        """The widgets between the title and the hint."""
        yield from ()

    async def open(self, app: App[Any]) -> None:
        """Opens it; when this returns, what is typed goes there."""
        with one_picture(app):
            await app.push_screen(self)
            self.set_focus(self.first_focus())

    def fields(self) -> dict[str, str]:
        """What is being written, by the names of the fields; none where what is typed is not worth keeping."""
        return {}

    def fill(self, fields: Mapping[str, str]) -> None:
        """Puts back what was typed before."""

    def typed_fields(self) -> Mapping[str, str]:
        """What is being written, also where it is not kept as a form is."""
        return self.fields()

    def begun(self) -> Mapping[str, str]:
        """What stood in the fields at first, where a record is edited: as it was read then."""
        return self._begun or self.fields()

    def save(self, fields: Mapping[str, str]) -> object:
        """Does what the dialog is for, with these texts in its fields. Raises UserError."""
        raise NotImplementedError

    def show_theirs(self, text: str) -> None:
        """Shows what another session saved above the fields."""
        self._offer.update(text)
        self._offer.display = True

    def first_focus(self) -> Widget | None:
        """Where typing goes when the dialog opens."""
        return None

    def hint(self, text: str) -> None:
        """The line at the bottom: what the keys do, or what was understood so far."""
        self._hint.remove_class("-error")
        if self._hint.content != text:  # whatever it is, the dialog is laid out again
            self._hint.update(text)
        self._hint.display = bool(text)

    def attempt(self, work: Callable[[], object]) -> bool:
        """Does the work; where it is refused, says why and stays open. Whether it was done."""
        self.refused = None
        try:
            work()
        except UserError as error:
            self.refused = error
            self.hint(str(error))
            self._hint.add_class("-error")
            if isinstance(error, StoreTrouble):
                # The store may stay as it is for long: what was typed is kept before anybody reads why.
                with suppress(StoreTrouble):
                    self.keep_typed()
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

    async def finish(self, work: Callable[[], object], *, asks: bool = True) -> bool:
        """Does the work and closes; a dialog that the work gives back is opened next. Whether it was done.

        Where another session was quicker it `asks` whose text stays.
        """
        given: list[object] = []
        if not self.attempt(lambda: given.append(work())):
            if asks and isinstance(self.refused, Conflict | NotFound) and self.rival is not None:
                return await self.rival.settle(self)
            return False
        self.forget_typed()
        await self.action_close()
        if isinstance(given[0], Dialog):
            await given[0].open(self.app)
        return True

    async def action_enter(self) -> None:
        """enter; what it does is the dialog's to say."""

    def would_lose(self) -> bool:
        """Whether esc would drop something that was typed."""
        return False

    async def action_leave(self) -> None:
        """esc closes; where something was typed that would be lost, a second esc is asked for."""
        await self.typed()
        if not self.warned and self.would_lose():
            self.warned = True
            self.hint(f"esc again discards what you typed · {self.SAVES} it")
            return
        await self.drop()

    async def drop(self) -> None:
        """Closes; what was typed is dropped."""
        self.forget_typed()
        await self.action_close()

    async def action_close(self) -> None:
        """Closes the dialog without doing anything; what was typed and neither saved nor dropped is left behind."""
        self._stop_keeping()
        self.attempt(self.keep_typed)
        if self._autosave is not None and self._kept is not None:
            self._autosave.leave(self._key)
        if self.is_current:
            await self.app.pop_screen()

    # What is typed

    @property
    def _autosave(self) -> Autosave | None:
        return self.app.autosave if isinstance(self.app, Keeping) else None

    @on(Mount)
    def _begin_keeping(self) -> None:
        self._begun = self.fields()
        self._key = key_of(type(self).__name__, self._title, *self._begun.values())
        if self._autosave is not None and self._begun:
            self._offered = next((draft for draft in self._autosave.left() if draft.key == self._key), None)
        lines = [self.app.cannot_save] if self._begun and isinstance(self.app, Keeping) else []
        self._offer.set_class(any(lines), "-error")
        if self._offered is not None:
            lines.append(f"Unsaved text from before: “{shorten(self._offered.text, 60)}” · ctrl+r restores it")
        self._offer.update("\n".join(filter(None, lines)))
        self._offer.display = any(lines)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def keep_soon(self) -> None:
        """Keeps what was typed in a moment."""
        # A timer that starts again with every key would wait as long as somebody types.
        if self._keeping is None and self.is_kept():
            self._keeping = self.set_timer(KEEP_SECONDS, self.keep_now)

    @on(Cut)
    def _tell_cut(self, event: Cut) -> None:
        event.stop()
        self.hint(event.words)

    def is_kept(self) -> bool:
        """Whether what stands in the fields now is to be kept."""
        return bool(self._begun)

    def keep_now(self) -> None:
        """Keeps what was typed, after a pause."""
        self._keeping = None
        self.attempt(self.keep_typed)

    def keep_typed(self) -> None:
        """Keeps what stands in the fields now, where it is neither blank nor what they began with.

        Raises StoreTrouble.
        """
        fields = self.fields()
        if self._autosave is None or fields in (self._kept, {}):
            return
        if fields == self._begun or not any(map(str.strip, fields.values())):
            self.forget_typed()
            return
        self._autosave.keep(self._key, self._title, self.origin, fields)
        self._kept = fields

    def forget_typed(self) -> None:
        """What was typed is saved, or is not wanted any more."""
        self._stop_keeping()
        if self._autosave is not None and self._kept is not None:
            self._autosave.drop(self._key)
        self._kept = None
        self._begun = self.fields()

    def _stop_keeping(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    def action_restore(self) -> None:
        """Takes up what was left behind."""
        if self._offered is not None:
            self.take_up(self._offered)

    def take_up(self, draft: Draft) -> None:
        """Puts back what was left behind; from now on it is this session's."""
        self.fill(draft.fields)
        self._offered = None
        self._offer.display = False
        if self.attempt(self.keep_typed) and self._autosave is not None:
            self._autosave.drop(draft)
