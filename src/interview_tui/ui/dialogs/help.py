"""Help: the keys that work here; then all of them, what the step asks, and where the method comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from interview_tui import __version__
from interview_tui.domain.requirements import owed
from interview_tui.domain.shorthand import MARKERS
from interview_tui.domain.steps import SOURCE, STEPS, row, title
from interview_tui.terminal.text import cells, cut, padded
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.keys import SHOWN, Key, with_keys
from interview_tui.ui.text_view import Prose, TextView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from interview_tui.domain.case import Case
    from interview_tui.domain.requirements import Owed
    from interview_tui.services.base import Context

OWED_AT_MOST = 3
"""So many of what the step still asks stand on the short page."""


class Help(Dialog):
    """At first what works here, in a few lines; the same key again shows the whole page. esc, q or enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False, priority=True),
        Binding("question_mark", "everything", show=False, priority=True, id="help"),
        Binding("j,down", "scroll('down')", show=False, priority=True),
        Binding("k,up", "scroll('up')", show=False, priority=True),
        Binding("ctrl+d,pagedown,space", "scroll('page_down')", show=False, priority=True),
        Binding("ctrl+u,pageup", "scroll('page_up')", show=False, priority=True),
        Binding("g,home", "scroll('home')", show=False, priority=True),
        Binding("G,end", "scroll('end')", show=False, priority=True),
    ]

    def __init__(
        self,
        here: str,
        wanted: Sequence[Key],
        general: Sequence[Key],
        keys: Sequence[Key],
        *,
        moving: Sequence[Key],
        elsewhere: Sequence[Key] = (),
        case: Case | None = None,
        context: Context | None = None,
    ) -> None:
        """`wanted` and `general` are told first; `keys` are all that work here, and `moving` those that move.

        `case`: the selected interview, whose step is explained; `context`: what its plans go by.
        """
        super().__init__(f"Keys in {here}", hint=with_keys("{help} again shows all keys · esc closes"))
        self._here = here
        self._wanted = wanted
        self._general = general
        self._keys = keys
        self._moving = moving
        self._elsewhere = elsewhere
        self._step = None if case is None or context is None else _Step(case, context)
        self._page = TextView(id="help")
        self._page.hidden_changed = self.box.frame.show_hidden
        self._is_whole = False

    def body(self) -> ComposeResult:
        yield self._page

    def on_mount(self) -> None:
        self._page.show(self._short)

    async def action_enter(self) -> None:
        """Closes it."""
        await self.action_leave()

    async def action_everything(self) -> None:
        """The whole page; from there the key closes it."""
        if self._is_whole:
            await self.action_leave()
            return
        self._is_whole, self.WIDTH = True, 90
        self.box.fit(self.size, self.WIDTH)
        self._page.show(self._whole)
        self.hint("j k scroll · esc closes")

    def action_scroll(self, where: str) -> None:
        """Scrolls the page."""
        {
            "down": self._page.scroll_down,
            "up": self._page.scroll_up,
            "page_down": self._page.scroll_page_down,
            "page_up": self._page.scroll_page_up,
            "home": self._page.scroll_home,
            "end": self._page.scroll_end,
        }[where](animate=False)

    def _short(self, to: Prose) -> None:
        if self._step is not None:
            self._step.tell(to, most=OWED_AT_MOST)
            to.blank()
        keys, words = (2 + max((cells(part) for part in parts), default=0) for parts in self._columns())
        for key in self._wanted:
            first = cut(key.help.partition(";")[0], to.width - keys - words)
            to.line(padded(key.name, words), (first, "quiet"), begin=padded(key.shown, keys), tone="key")
        to.blank()
        row: list[tuple[str, str]] = []
        for key in self._general:
            if sum(cells(text) for text, _ in row) + cells(f"{key.shown} {key.name}") > to.width:
                to.line(*row)
                row = []
            row += [(key.shown, "key"), (f" {key.name}   ", "plain")]
        to.line(*row)

    def _columns(self) -> tuple[list[str], list[str]]:
        return [key.shown for key in self._wanted], [key.name for key in self._wanted]

    def _whole(self, to: Prose) -> None:
        if self._step is not None:
            self._step.tell(to)
        to.heading(f"Keys in {self._here}")
        _keys(to, self._keys)
        if self._elsewhere:
            to.heading("Keys in the other panes")
            _keys(to, self._elsewhere)
        to.heading("Moving")
        _keys(to, self._moving)
        to.line("On a Russian, Ukrainian or Greek keyboard the keys are where they are on a Latin one.")
        to.heading("Notes in shorthand: what a line begins with")
        for marker, meaning in MARKERS:
            to.line(meaning, begin=f"  {marker:<8}", tone="key")
        to.heading("The ten steps")
        for step in STEPS:
            to.line(step.aim, begin=f"  {title(step.step):<22}", tone="strong")
            to.line((f"asks: {', '.join(owe.value for owe in step.owes)}", "quiet"), begin=" " * 24)
        to.heading("About")
        to.line(
            f"interview-tui {__version__}. The method: {SOURCE} (Career Potential, LLC, 2008), "
            "retold in this program's own words."
        )
        to.line("Nothing leaves this machine unless you press a key for it.")


class _Step:
    """What the step of an interview is for, and what it still asks of one."""

    def __init__(self, case: Case, context: Context) -> None:
        now = context.clock()
        step = case.interview.step_at(now)
        self._asked = row(step)
        self._heading = f"{case.name} is at step {title(step)}"
        self._missing: Sequence[Owed] = owed(case, step, context.cadences, now)

    def tell(self, to: Prose, *, most: int | None = None) -> None:
        """Writes it; in short the first `most` of what is owed alone."""
        to.line((self._heading, "strong"))
        if most is None:
            to.line(self._asked.aim)
            to.line(f"Before leaving it asks: {', '.join(owe.value for owe in self._asked.owes)}")
        if self._missing:
            to.line((f"Still to do; {SHOWN['advance']} goes to each:", "quiet"))
        else:
            to.line(("Nothing left to do: it moves on with your notes", "quiet"))
        for item in self._missing[:most]:
            to.line(item.text, begin="  · ")
        left = 0 if most is None else len(self._missing[most:])
        if left:
            to.line((f"and {left} more", "quiet"), begin=" " * 4)


def _keys(to: Prose, keys: Iterable[Key]) -> None:
    for key in keys:
        to.line((f"{key.name}: ", "plain"), (key.help, "quiet"), begin=f"  {key.shown:<8}", tone="key")
