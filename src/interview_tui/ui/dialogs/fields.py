"""The fields of the dialogs: every key is taken in the order in which it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual import events


class _InTurn(Widget):
    """Takes its editing keys itself.

    Textual offers a key to a field's bindings only after it has gone from the field up to the app, which by then may
    have taken what was typed after it: a backspace typed ahead would come too late.
    """

    async def _on_key(self, event: events.Key) -> None:
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)


class LineField(Input, _InTurn):
    """One line."""


class NoteField(TextArea, _InTurn):
    """Several lines. Enter saves, as in every other field; ctrl+j makes a further line that belongs to the note."""

    INDENT = "    "

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert(f"\n{self.INDENT}")
