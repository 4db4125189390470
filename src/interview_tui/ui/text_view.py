"""Text to read and to scroll: written in lines of the width that there is, each stretch of a line in its tone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from rich.text import Text
from textual.containers import VerticalScroll

from interview_tui.domain.text import clean, clean_line
from interview_tui.terminal.text import cells, cut
from interview_tui.ui.strips import Toned, wrapped_phrases
from interview_tui.ui.text_selection import SelectableText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.geometry import Size

Stretch: TypeAlias = "tuple[str, str] | str"
"""A part of a line and its tone, of those of `Toned`; a text alone is plain."""
FACT_NAME = 10
"""Cells for the name of a fact."""
_BREAKS = re.compile(r"[\n\t]+")
WIDEST = 100
"""Cells of a line, however wide the screen is: longer ones are hard to read."""
NARROWEST = 4
"""Cells that a text needs beside what stands before it."""


class Prose:
    """Lines of at most `width` cells, wrapped between words. User text is taken as it is, never as markup."""

    def __init__(self, width: int) -> None:
        self.width = max(8, min(width, WIDEST))
        self._across = max(8, width)
        self.lines: list[list[tuple[str, str]]] = []

    def blank(self) -> None:
        """An empty line, unless there is one already or nothing before it."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def heading(self, words: str) -> None:
        """What the lines below are about."""
        self.blank()
        self.lines.append([(cut(clean_line(words), self.width), "strong")])

    def line(self, *stretches: Stretch, begin: str = "", tone: str = "quiet", hang: int | None = None) -> None:
        """A paragraph. `begin` stands before its first line in the tone given; the others hang below the text after it,
        or at `hang` cells. Where it would leave no room it has a line of its own.
        """
        if cells(begin) > self.width - NARROWEST:
            self.lines.append([(cut(begin.rstrip(), self.width), tone)])
            begin = ""
        parts = [(_on_a_line(text), name) for text, name in map(_stretch, stretches)]
        indent = cells(begin) if hang is None else hang
        room = self.width - cells(begin)
        for number, line in enumerate(wrapped_phrases(parts, room, " " * max(0, indent - cells(begin)))):
            lead = [(begin if not number else " " * cells(begin), tone)] if begin else []
            self.lines.append([*lead, *line])

    def text(self, text: str, tone: str = "plain") -> None:
        """A text of several paragraphs, its blank lines as they are."""
        for paragraph in clean(text).split("\n"):
            if paragraph.strip():
                self.line((paragraph, tone))
            else:
                self.lines.append([])

    def fact(self, label: str, *stretches: Stretch) -> None:
        """A fact after its name."""
        self.line(*stretches, begin=f"{label:<{FACT_NAME}}")

    def across(self) -> None:
        """A line across all of the room there is."""
        self.lines.append([("─" * self._across, "line")])


def _stretch(stretch: Stretch) -> tuple[str, str]:
    return (stretch, "plain") if isinstance(stretch, str) else stretch


def _on_a_line(text: str) -> str:
    """The cleaned text with blanks for its line ends; those at its ends stay, for the stretches beside it."""
    return _BREAKS.sub(" ", clean(text))


class Sheet(Toned, SelectableText):
    """What is written."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._write: Callable[[Prose], object] = lambda _prose: None
        self._written: tuple[int, Sequence[Sequence[tuple[str, str]]]] = (-1, ())

    def show(self, write: Callable[[Prose], object]) -> None:
        """Another text; `write` is called again for another width."""
        before = self._written
        self._write, self._written = write, (-1, ())
        if before[0] > 0 and before == (before[0], self._laid_out(before[0])):
            return
        self.drop_selected()
        self.refresh(layout=len(self._laid_out(before[0])) != len(before[1]) if before[0] > 0 else True)

    def _laid_out(self, width: int) -> Sequence[Sequence[tuple[str, str]]]:
        if self._written[0] != width:
            prose = Prose(width)
            self._write(prose)
            self._written = width, prose.lines
        return self._written[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._laid_out(width))

    def render(self) -> Text:
        lines = (
            Text.assemble(*((text, self.tone(name)) for text, name in line))
            for line in self._laid_out(self.content_size.width)
        )
        return Text("\n", no_wrap=True, end="").join(lines)


class TextView(VerticalScroll, can_focus=False):
    """A text to scroll, moved by the same calls as a list. How many lines are out of view is for its frame to say."""

    DEFAULT_CSS = "TextView { padding: 0 1; scrollbar-size: 0 0; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        self._sheet = Sheet()
        super().__init__(self._sheet, id=id)
        self.hidden_changed: Callable[[int, int], object] = lambda _above, _below: None
        """Called when other lines than before are out of view."""
        self._hidden = (0, 0)

    def show(self, text: Callable[[Prose], object] | str) -> None:
        """Another text."""
        if isinstance(text, str):
            plain = text
            self._sheet.show(lambda prose: prose.text(plain))
        else:
            self._sheet.show(text)

    def move(self, lines: int) -> None:
        """So many lines down: at once, for of two keys before the next drawing the second would begin where the first
        one did.
        """
        self.scroll_relative(y=lines, animate=False, immediate=True)

    def first(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False, immediate=True)

    def last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False, immediate=True)

    def half_page(self, direction: int) -> None:
        """Half a page down for 1, up for -1."""
        self.move(direction * max(1, self.size.height // 2))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell_hidden()

    def watch_virtual_size(self) -> None:
        """The text has another length."""
        self._tell_hidden()

    def on_resize(self) -> None:
        self._tell_hidden()

    def _tell_hidden(self) -> None:
        hidden = (round(self.scroll_y), max(0, round(self.max_scroll_y - self.scroll_y)))
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed(*hidden)
