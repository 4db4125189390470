"""The fields of the dialogs: every key is taken in the order in which it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


LINE_MOST, TEXT_MOST = 5_000, 100_000
"""Characters of a line and of a text that are pasted: a letter of fifty pages. What is longer belongs in a file."""


class Cut(Message):
    """Of what was pasted only a part was taken."""

    def __init__(self, taken: int, of: int) -> None:
        super().__init__()
        self.words = f"Only the first {taken:,} of {of:,} pasted characters were used: the field is full"


class _InTurn(Widget):
    """Takes its editing keys itself.

    Textual offers a key to a field's bindings only after it has gone from the field up to the app, which by then may
    have taken what was typed after it: a backspace typed ahead would come too late.
    """

    async def on_key(self, event: events.Key) -> None:
        # `active_bindings` of the screen has every key of every widget above too, and takes a millisecond.
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)

    def tell_cut(self, pasted: str, taken: str) -> None:
        """Says so where not all of a paste was taken, after the field's own word that it has changed."""
        if len(taken) < len(pasted):
            self.post_message(Cut(len(taken), len(pasted)))


class LineField(Input, _InTurn):
    """One line; pasted lines are joined."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How long the text is: Textual's own lays the screen out again with each letter, though it stays as it is."""

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        line = " ".join(event.text.split("\n"))
        taken = line[: max(0, LINE_MOST - len(self.value) + end - start)]
        self.replace(taken, start, end)
        self.tell_cut(line, taken)


class ChoiceField(LineField):
    """One of a few texts: the arrows and the space bar go from one to the next, letters to the next that begins so."""

    def __init__(self, value: str, choices: Sequence[str]) -> None:
        super().__init__(value or choices[0], select_on_focus=False, compact=True)
        self._choices = choices
        self._begun = ""
        """The letters by which the present one was chosen."""

    def on_mount(self) -> None:
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Of what is typed it takes letters with which one of the texts begins or goes on."""
        letter = (character or "").casefold()
        return bool(letter) and any(
            choice.casefold().startswith((letter, self._begun + letter)) for choice in self._choices
        )

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()

    async def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        here = self._choices.index(self.value) if self.value in self._choices else 0
        following = [*self._choices[here + 1 :], *self._choices[: here + 1]]
        if event.key in ("right", "left") or (event.key == "space" and not self._begun):
            self._begun = ""
            self.value = self._choices[here - 1] if event.key == "left" else following[0]
        elif event.character:
            letter = event.character.casefold()
            longer = ((self._begun + letter, self._choices),) if self._begun else ()
            for begun, choices in (*longer, (letter, following)):
                found = next((choice for choice in choices if choice.casefold().startswith(begun)), None)
                if found is not None:
                    self._begun, self.value = begun, found
                    break


class NoteField(TextArea, _InTurn):
    """Several lines. Enter saves, as in every other field; ctrl+j makes a further line that belongs to the note."""

    INDENT: ClassVar[str] = "    "

    async def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        taken = event.text[: max(0, TEXT_MOST - len(self.text) + len(self.selected_text))]
        done = self.replace(taken, *self.selection, maintain_selection_offset=False)
        self.move_cursor(done.end_location)
        self.tell_cut(event.text, taken)

    async def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert(f"\n{self.INDENT}")
