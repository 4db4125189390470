"""A note in shorthand, with what it will become shown as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.errors import UserError
from interview_tui.domain.shorthand import MARKERS, describe, parse_notes
from interview_tui.domain.text import counted
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.dialogs.fields import NoteField

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.domain.shorthand import ReadDay


class NoteDialog(Dialog):
    """Adds notes one after another (`again`), or edits one."""

    MARKS = " ".join(marker for marker, _ in MARKERS)

    def __init__(
        self,
        title: str,
        submit: Callable[[str], object],
        read_day: ReadDay,
        *,
        value: str = "",
        again: bool = False,
    ) -> None:
        super().__init__(title)
        self._submit = submit
        self._read_day = read_day
        self._again = again
        self._value = value
        self._warned = False
        self._area = NoteField(value, show_line_numbers=False, tab_behavior="focus", soft_wrap=True, compact=True)

    def body(self) -> ComposeResult:
        yield self._area

    def on_mount(self) -> None:
        self._area.move_cursor(self._area.document.end)
        self._say()

    def first_focus(self) -> Widget:
        return self._area

    def on_text_area_changed(self) -> None:
        """Says what the text will become."""
        self._warned = False
        self._say()

    async def action_enter(self) -> None:
        """Writes the note; when adding, the next one can be typed at once, and one with nothing typed ends it."""
        await self.typed()
        text = self._area.text
        if not self._again:
            await self.finish(lambda: self._submit(text))
        elif text.strip() == self._value.strip():
            await self.action_close()
        elif self.attempt(lambda: self._submit(text)):
            self._value = ""
            self._area.text = ""

    async def action_leave(self) -> None:
        """esc closes; where something was typed that would be lost, a second esc is asked for."""
        await self.typed()
        if not self._warned and self._area.text.strip() and self._area.text != self._value:
            self._warned = True
            self.hint("esc again drops what you typed · enter saves it")
            return
        await self.action_close()

    def _say(self) -> None:
        keys = "enter saves · ctrl+j new line · esc closes"
        text = self._area.text
        if not text.strip():
            self.hint(f"{self.MARKS} begin a line · {keys}")
            return
        try:
            lines = parse_notes(text, self._read_day)
        except UserError as error:
            self.hint(str(error))
            return
        said = describe(lines[0]) if len(lines) == 1 else counted(len(lines), "note")
        self.hint(f"{said} · {keys}")
