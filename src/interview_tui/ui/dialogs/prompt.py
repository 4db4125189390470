"""One line of text, with what is understood of it shown as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from interview_tui.terminal.fields import LineField
from interview_tui.ui.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


class FilterPrompt(Prompt):
    """The type to filter: they work as one types. Enter keeps them, esc drops them.

    It stands on the last two lines of the screen, where messages and keys are; so no frame is cut.
    """

    WIDTH = 10_000
    """All of the screen's."""

    def __init__(self, value: str, apply: Callable[[str], object]) -> None:
        super().__init__(
            "Find",
            apply,
            value=value,
            placeholder="type to filter",
            hint="enter keeps · esc clears",
        )
        self._apply = apply

    def body(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static("Find", markup=False, classes="label")
            yield self._input

    def on_input_changed(self, event: Input.Changed) -> None:
        self._apply(event.value)

    async def action_leave(self) -> None:
        await self.typed()
        self._apply("")
        await self.drop()
