"""What the pages share: a title, a list with what is known of the line under the cursor, a message, and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from interview_tui.domain.errors import Refused
from interview_tui.store.case import load_case
from interview_tui.ui.app_screen import AppScreen
from interview_tui.ui.keys import PAGE_MOVES, PageName, own_page_keys, page_footer, page_keys, with_keys
from interview_tui.ui.lines import KeyLine, StatusLine
from interview_tui.ui.list_rows import Held
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import two_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from rich.text import Text
    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import Movable
    from interview_tui.ui.strips import Drawn


DETAIL_LINES = 3
"""How far one key scrolls the details."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageRow(Generic[T]):
    """A line of a page: what it stands for, its text, built from plain strings, and what stands at its right edge."""

    key: Hashable
    item: T
    """None for a heading."""
    text: Drawn
    right: str = ""
    tone: str = ""
    """The component class of the list for the line, for example `rowlist--late`; '' for its own colours."""

    @property
    def selectable(self) -> bool:
        """Whether the cursor may stand on it."""
        return self.item is not None


def heading(key: Hashable, text: str) -> PageRow[Any]:
    """A line above others, on which the cursor does not stand."""
    return PageRow(key, None, text)


class PageList(ListView[PageRow[Any]]):
    """The lines of a page."""

    def look(self, row: PageRow[Any]) -> str:
        return row.tone or super().look(row)

    def draw(self, row: PageRow[Any], width: int) -> Drawn:
        return two_ends(row.text, row.right, width, None if row.tone else self.tone("rowlist--muted"))


class TextView(VerticalScroll, can_focus=False):
    """A text to scroll, moved by the same calls as a list."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        self._text = Static(markup=False)
        super().__init__(self._text, id=id)

    def show(self, text: Text | str) -> None:
        """Another text."""
        self._text.update(text)

    def move(self, lines: int) -> None:
        """So many lines down."""
        self.scroll_relative(y=lines, animate=False)

    def first(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)

    def half_page(self, direction: int) -> None:
        """Half a page down for 1, up for -1."""
        self.move(direction * max(1, self.size.height // 2))


class PageTitle(StatusLine):
    """What the page is, of whom, and its figures."""

    def __init__(self) -> None:
        super().__init__(id="page-title")
        self._left, self._right = "", ""

    def show(self, left: str, right: str = "") -> None:
        """New words."""
        self._left, self._right = left, right
        self.refresh()

    def line(self, width: int) -> Drawn:
        return two_ends(f" {self._left}", f"{self._right} " if self._right else "", width)


class Page(AppScreen):
    """A screen of its own. Subclasses name it, give its body, and have an `action_…` for each of its keys; an action
    may raise a UserError, which the app has the page say.
    """

    page: ClassVar[PageName]
    OF_INTERVIEW: ClassVar[bool] = False
    """Whether it opens only on an interview."""
    view: PageList | TextView
    """What the moving keys move."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "page" in cls.__dict__:
            quit_at_once = Binding("ctrl+c", "app.quit", show=False, priority=True)
            cls.BINDINGS = [*(key.binding() for key in page_keys(cls.page)), quit_at_once]
        super().__init_subclass__(**kwargs)  # Textual takes the bindings in there, once

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        """`left` is called when the page was left, for the dashboard to read again what was changed here."""
        super().__init__(program)
        self._left = left
        self.interview_id = interview_id
        self.title_line = PageTitle()
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        yield self.title_line
        yield from self.body()
        yield self.message
        yield self.keys

    def body(self) -> ComposeResult:
        """The widgets between the title and the message."""
        yield self.view

    def on_mount(self) -> None:
        self.keys.show(*page_footer(self.page))
        self.attempt(self.reload)
        self.attempt(self.keep_looking)

    def read_case(self, *, meeting_id: int | None = None) -> Case:
        """The interview that the page is about, at one of its meetings, as it is now. Raises NotFound."""
        context = self.program
        return load_case(context.store.reader, self.interview_id or 0, context.clock(), meeting_id=meeting_id)

    async def action_leave(self) -> None:
        """Back to where one came from."""
        await self.app.pop_screen()
        self._left()

    async def action_help(self) -> None:
        """The keys that work here."""
        from interview_tui.ui.dialogs.help import Help

        moving = {key.id for key in PAGE_MOVES}
        keys = [key for key in own_page_keys(self.page) if key.id not in moving]
        await self.app.push_screen(Help(self.page, keys))

    async def action_palette(self) -> None:
        """Every action of this page by its name."""
        from interview_tui.ui.dialogs.palette import Palette

        await self.ask(Palette(own_page_keys(self.page), self.run_action))

    def moves(self) -> Movable:
        return self.view


class TextPage(Page):
    """A page that is text, to scroll."""

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self.view: TextView = TextView(id="page-text")


class ListPage(Page, Generic[T]):
    """A page that is a list; below it what is known of the line under the cursor."""

    EMPTY: ClassVar[str] = ""
    """Says what to do where there are no lines."""

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self.view: PageList = PageList(id="page-list")
        self.view.empty = with_keys(self.EMPTY)
        self._detail = TextView(id="page-detail")
        self._detailed: Hashable = None

    def body(self) -> ComposeResult:
        yield self.view
        yield self._detail

    def on_mount(self) -> None:
        self.set_focus(self.view)

    def rows(self) -> Sequence[PageRow[T]]:
        """The lines, read anew. Raises UserError."""
        raise NotImplementedError

    def detail(self, item: T) -> Text:
        """What is known of a line; built from plain strings."""
        raise NotImplementedError

    def reload(self, *, at: Hashable | None = None) -> None:
        """Reads the lines again; the cursor goes to `at`, else stays on its line."""
        self.view.show(Held(self.rows()), at=at)
        self._show_detail()

    @property
    def item(self) -> T:
        """What the line under the cursor stands for. Raises Refused where there is none."""
        row = self.view.current
        if row is None:
            raise Refused(with_keys(self.EMPTY) or "there is nothing here")
        item: T = row.item
        return item

    def saved(self, change: Change) -> None:
        """A record of this list was written: it is said and shown, with the cursor on it. Raises UserError."""
        self.done(change)
        self.view.go_to(change.refs[0].id)

    @on(ListView.Highlighted)
    def _on_highlighted(self) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.view.current
        self._detail.show(self.detail(row.item) if row is not None else "")
        key = row.key if row is not None else None
        if key != self._detailed:
            self._detailed = key
            self._detail.first()

    def action_detail(self, direction: int) -> None:
        """Scrolls what is known of the line."""
        self._detail.move(direction * DETAIL_LINES)
