"""One line of text, with what is understood of it shown as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from interview_tui.terminal.fields import LineField
from interview_tui.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input


class Prompt(Dialog):
    """Asks for one line. `submit` gets it, and refuses it by raising a UserError; `preview` says what it will be.

    What `submit` gives back is opened next, if it is a dialog.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "enter", show=False, priority=True)]

    def __init__(
        self,
        title: str,
        submit: Callable[[str], object],
        *,
        value: str = "",
        placeholder: str = "",
        preview: Callable[[str], str] | None = None,
        hint: str = "enter saves · esc closes",
        keeps: bool = False,
    ) -> None:
        """`keeps`: what is typed is worth keeping while it is not saved."""
        super().__init__(title, hint=hint)
        self._keeps = keeps
        self._value = value
        self._submit = submit
        self._preview = preview
        self._input = LineField(value, placeholder=placeholder, select_on_focus=False)

    def body(self) -> ComposeResult:
        yield self._input

    def fields(self) -> dict[str, str]:
        return {"text": self._input.value} if self._keeps else {}

    def fill(self, fields: Mapping[str, str]) -> None:
        self._input.value = fields.get("text", "")

    def save(self, fields: Mapping[str, str]) -> object:
        return self._submit(fields["text"])

    def first_focus(self) -> Widget:
        return self._input

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what the line will be."""
        self.warned = False
        said = self._preview(event.value) if self._preview and event.value.strip() else ""
        self.hint(said or self._hint_text)

    async def action_enter(self) -> None:
        """Does the work, and closes unless it was refused."""
        await self.typed()
        await self.finish(lambda: self.save({"text": self._input.value}))

    def would_lose(self) -> bool:
        text = self._input.value.strip()
        return self._keeps and bool(text) and text != self._value.strip()


_ENDS_FIND = "enter keeps · esc clears"


class FilterPrompt(Prompt):
    """The words of a filter: they work as one types. Enter keeps them, esc drops them; tab puts in a filter that has a
    name, and then the next one.

    It stands on the last two lines of the screen, where messages and keys are; so no frame is cut.
    """

    WIDTH = 10_000
    """All of the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "saved(1)", show=False, priority=True),
        Binding("shift+tab", "saved(-1)", show=False, priority=True),
    ]

    def __init__(
        self, value: str, apply: Callable[[str], object], *, also: str = "", saved: Sequence[tuple[str, str]] = ()
    ) -> None:
        """`also`: what may be typed, for the empty field; `saved`: filters by their names."""
        super().__init__(
            "Find",
            apply,
            value=value,
            placeholder=f"type to filter: {also}" if also else "type to filter",
            hint=f"{'tab your filters · ' if saved else ''}{_ENDS_FIND}",
        )
        self._apply = apply
        self._saved = saved
        self._place = -1

    def body(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static("Find", markup=False, classes="label")
            yield self._input

    def on_input_changed(self, event: Input.Changed) -> None:
        self._apply(event.value)

    async def action_saved(self, direction: int) -> None:
        """Puts in the next filter that has a name, round and round."""
        await self.typed()
        if self._saved:
            first = 0 if direction > 0 else len(self._saved) - 1
            self._place = (self._place + direction) % len(self._saved) if self._place >= 0 else first
            name, self._input.value = self._saved[self._place]
            self._input.action_end()
            self._hint_text = f"{name} · {_ENDS_FIND}"

    async def action_leave(self) -> None:
        await self.typed()
        self._apply("")
        await self.drop()
