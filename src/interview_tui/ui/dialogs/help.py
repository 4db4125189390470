"""Help: the keys that work here, what the step asks, and where the method comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from interview_tui import __version__
from interview_tui.domain.requirements import owed
from interview_tui.domain.shorthand import MARKERS
from interview_tui.domain.steps import SOURCE, STEPS, row, title
from interview_tui.ui.keys import SHOWN, Key, moves
from interview_tui.ui.requirement_navigation import place_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from interview_tui.domain.case import Case
    from interview_tui.services.base import Context


class Help(ModalScreen[None]):
    """One page to scroll; ?, q or esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter,ctrl+c", "app.pop_screen", show=False, priority=True),
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
        keys: Sequence[Key],
        *,
        elsewhere: Sequence[Key] = (),
        case: Case | None = None,
        context: Context | None = None,
    ) -> None:
        """`case`: the selected interview, whose step is explained; `context`: what its plans go by."""
        super().__init__()
        self._here = here
        self._keys = keys
        self._elsewhere = elsewhere
        self._case = case
        self._app_context = context

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(self._page(), markup=False)

    def action_scroll(self, where: str) -> None:
        """Scrolls the page."""
        page = self.query_one(VerticalScroll)
        scroll = {
            "down": page.scroll_down,
            "up": page.scroll_up,
            "page_down": page.scroll_page_down,
            "page_up": page.scroll_page_up,
            "home": page.scroll_home,
            "end": page.scroll_end,
        }[where]
        scroll(animate=False)

    def _page(self) -> Text:
        text = Text()
        if self._case is not None and self._app_context is not None:
            _step(text, self._case, self._app_context)
        _heading(text, f"Keys in {self._here}")
        _keys(text, self._keys)
        if self._elsewhere:
            _heading(text, "\nKeys in the other panes")
            _keys(text, self._elsewhere)
        _heading(text, "\nMoving")
        _keys(text, moves())
        text.append("On a Russian, Ukrainian or Greek keyboard the keys are where they are on a Latin one.\n")
        _heading(text, "\nNotes in shorthand: what a line begins with")
        for marker, meaning in MARKERS:
            text.append(f"  {marker:<8}", "bold")
            text.append(f"{meaning}\n")
        _heading(text, "\nThe ten steps")
        for step in STEPS:
            text.append(f"  {title(step.step):<22}", "bold")
            text.append(f"{step.aim}\n")
            text.append(f"  {'':<22}asks: {', '.join(owe.value for owe in step.owes)}\n")
        _heading(text, "\nAbout")
        text.append(f"interview-tui {__version__}. The method: {SOURCE} (Career Potential, LLC, 2008), ")
        text.append("told here in this program's own words.\nNothing leaves this box unless you press a key for it.\n")
        text.append("\nesc closes · j k scroll")
        return text


def _step(text: Text, case: Case, context: Context) -> None:
    """What the step of the selected interview is for, and what it still asks of one."""
    now = context.clock()
    step = case.interview.step_at(now)
    asked = row(step)
    _heading(text, f"{case.name} is at step {title(step)}")
    text.append(f"{asked.aim}\n")
    text.append(f"Before leaving it asks: {', '.join(owe.value for owe in asked.owes)}\n")
    missing = owed(case, step, context.cadences, now)
    if missing:
        text.append("Still owed, and the key that goes there:\n", "bold")
        for item in missing:
            text.append(f"  {SHOWN[place_for(item, case).key]:<8}", "bold")
            text.append(f"{item.text}\n")
    else:
        text.append("Nothing of that is owed any more: it moves on by itself with what you write down\n", "bold")
    text.append("\n")


def _heading(text: Text, words: str) -> None:
    text.append(f"{words}\n", "bold underline")


def _keys(text: Text, keys: Iterable[Key]) -> None:
    for key in keys:
        text.append(f"  {key.shown:<8}", "bold")
        text.append(f"{key.name}: {key.help}\n")
