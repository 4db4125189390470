"""A choice by one key, and the lines that it is made from."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType

from interview_tui.data_classes import dataclass
from interview_tui.terminal.text import cells, padded
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.list_rows import Held
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import fit, plain, two_ends
from interview_tui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

    from interview_tui.ui.strips import Drawn


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """What stands at the left of a line to choose, its words, and in a tone of its own what they mean. It is named by
    its place.
    """

    key: int
    shown: str
    words: str
    about: str = ""

    @property
    def selectable(self) -> bool:
        """Every one can be chosen."""
        return True


class Lines(ListView[ChoiceLine]):
    """Lines to choose from. The dialog has the keys; a click chooses, and the wheel moves what is in view."""

    can_focus = False
    CLICKS_TO_OPEN = 1
    announces = False

    def __init__(self, lines: Sequence[tuple[str, ...]], *, taken_by: str = "enter", id: str | None = None) -> None:  # noqa: A002 -- Textual's word
        """`taken_by`: the key that takes the line under the cursor."""
        super().__init__(id=id)
        self.reset(leading=True)
        self._taken_by = taken_by
        self._wide = max((cells(shown) for shown, *_ in lines), default=0)
        self.choose_from(lines)

    def choose_from(self, lines: Sequence[tuple[str, ...]]) -> None:
        """Other lines; the cursor is on the first."""
        self.begin_again()
        self.show(Held([ChoiceLine(place, *line) for place, line in enumerate(lines)]), at=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, self.rows.count)

    def draw(self, row: ChoiceLine, width: int) -> Drawn:
        shown = f" {padded(row.shown, self._wide + 2)}" if self._wide else ""
        line = [Segment(shown, self.tone("accent")), Segment(row.words)]
        line += [Segment(f"  {row.about}", self.tone("quiet"))] if row.about else []
        fits = cells(plain(line)) + cells(self._taken_by) < width
        if row is not self.current or not self.leads or row.shown == self._taken_by or not fits:
            return line
        return two_ends(fit(line, width - cells(self._taken_by) - 1), self._taken_by, width, self.tone("quiet"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: the key that chooses it, its words, and what is done then."""

    key: str
    words: str
    act: Callable[[], Awaitable[None] | None]
    shown: str = ""


def _choose(keys: str, name: str) -> Binding:
    # Priority keeps keys typed ahead in their order, as on the dashboard.
    return Binding(keys, f"choose('{name}')", show=False, priority=True)


class Menu(Dialog):
    """Lines to choose from, by their keys, by a click, or by the cursor and enter. The last one is esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(_choose(key, key) for key in ascii_letters + digits),
        _choose("right_square_bracket", "]"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        asks: str = "",
        esc: str = "close",
        hint: str = "",
        safe: int = 0,
    ) -> None:
        """`esc`: what that does. `safe`: the place of the line on which the cursor stands at first."""
        super().__init__(title, asks=asks, hint=hint)
        self._choices = choices
        lines = [*((c.shown or c.key, c.words) for c in choices), ("esc", esc)]
        self._lines = Lines([(shown, sentence_case(words)) for shown, words in lines], id="choices")
        self._lines.go_to(safe)
        self._lines.hidden_changed = self.box.frame.show_hidden

    def body(self) -> ComposeResult:
        yield self._lines

    async def action_choose(self, key: str) -> None:
        """Takes the first line with that key; other keys do nothing."""
        choice = next((c for c in self._choices if c.key == key), None)
        if choice is not None:
            await self._take(choice)

    async def action_enter(self) -> None:
        """Takes the line under the cursor."""
        at = self._lines.cursor or 0
        if at < len(self._choices):
            await self._take(self._choices[at])
        else:
            await self.action_leave()

    def action_move(self, lines: int) -> None:
        """Moves the cursor."""
        self._lines.move(lines)

    async def _take(self, choice: Choice) -> None:
        await self.app.pop_screen()
        done = choice.act()
        if done is not None:
            await done
