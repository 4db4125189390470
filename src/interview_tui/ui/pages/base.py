"""What the pages share: a title, a list with what is known of the line under the cursor, a message, and the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from interview_tui.domain.errors import Refused
from interview_tui.ui.app_screen import AppScreen
from interview_tui.ui.keys import PAGE_MOVES, PageName, own_page_keys, page_keys, with_keys
from interview_tui.ui.lines import KeyLine, Line
from interview_tui.ui.list_rows import Held
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import two_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.records import Record
    from interview_tui.ui.strips import Drawn


DETAIL_LINES = 3
"""How far one key scrolls the details."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A line of a page: its text (built from plain strings), what stands at its right edge, and whose line it is."""

    key: Hashable
    text: Drawn
    right: str = ""
    tone: str = ""
    """The component class of the list for the line, for example `rowlist--late`; '' for its own colours."""
    record: Record | None = None
    selectable: bool = True


class PageList(ListView[PageRow]):
    """The lines of a page."""

    def look(self, row: PageRow) -> str:
        return row.tone or super().look(row)

    def draw(self, row: PageRow, width: int) -> Drawn:
        return two_ends(row.text, row.right, width, None if row.tone else self.tone("rowlist--muted"))


class TitleLine(Line):
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
    """A screen of its own. Subclasses name it, give its body, and have an `action_…` for each of its keys."""

    page: ClassVar[PageName]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "page" in cls.__dict__:
            quit_at_once = Binding("ctrl+c", "app.quit", show=False, priority=True)
            cls.BINDINGS = [*(key.binding() for key in page_keys(cls.page)), quit_at_once]
        super().__init_subclass__(**kwargs)  # Textual takes the bindings in there, once

    def __init__(self, program: AppContext, left: Callable[[], object]) -> None:
        """`left` is called when the page was left, for the dashboard to read again what was changed here."""
        super().__init__(program)
        self._left = left
        self.title_line = TitleLine()
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        yield self.title_line
        yield from self.body()
        yield self.message
        yield self.keys

    def body(self) -> ComposeResult:
        """The widgets between the title and the message."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.keys.show(tuple(key for key in own_page_keys(self.page) if key.rank))
        self.attempt(self.reload)
        self.attempt(self.keep_looking)

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


class TextPage(Page):
    """A page that is text, to scroll."""

    def __init__(self, program: AppContext, left: Callable[[], object]) -> None:
        super().__init__(program, left)
        self.text = Static(markup=False)
        self._scroll = VerticalScroll(self.text, id="page-text", can_focus=False)

    def body(self) -> ComposeResult:
        yield self._scroll

    def action_down(self) -> None:
        """One line down."""
        self._scroll.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """One line up."""
        self._scroll.scroll_relative(y=-1, animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self._scroll.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        self._scroll.scroll_end(animate=False)

    def action_half_page(self, direction: int) -> None:
        """Half a page."""
        self._scroll.scroll_relative(y=direction * max(1, self._scroll.size.height // 2), animate=False)


class ListPage(Page):
    """A page that is a list; below it what is known of the line under the cursor."""

    EMPTY: ClassVar[str] = ""
    """Says what to do where there are no lines."""

    def __init__(self, program: AppContext, left: Callable[[], object]) -> None:
        super().__init__(program, left)
        self.list = PageList(id="page-list")
        self.list.empty = with_keys(self.EMPTY)
        self._detail = Static(markup=False)
        self._detailed: Hashable = None

    def body(self) -> ComposeResult:
        yield self.list
        with VerticalScroll(id="page-detail", can_focus=False):
            yield self._detail

    def on_mount(self) -> None:
        self.set_focus(self.list)

    def rows(self) -> Sequence[PageRow]:
        """The lines, read anew. Raises UserError."""
        raise NotImplementedError

    def detail(self, row: PageRow) -> Text:
        """What is known of a line; built from plain strings."""
        return Text()

    def reload(self, *, at: Hashable | None = None) -> None:
        """Reads the lines again; the cursor goes to `at`, else stays on its line."""
        self.list.show(Held(self.rows()), at=at)
        self._show_detail()

    @property
    def current(self) -> PageRow:
        """The line under the cursor. Raises Refused where there is none."""
        row = self.list.current
        if row is None:
            raise Refused(with_keys(self.EMPTY) or "there is nothing here")
        return row

    @on(ListView.Highlighted)
    def _on_highlighted(self) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.list.current
        self._detail.update(self.detail(row) if row is not None else "")
        key = row.key if row is not None else None
        if key != self._detailed:
            self._detailed = key
            self.query_one("#page-detail").scroll_home(animate=False)

    def action_detail(self, direction: int) -> None:
        """Scrolls what is known of the line."""
        self.query_one("#page-detail").scroll_relative(y=direction * DETAIL_LINES, animate=False)

    def action_down(self) -> None:
        """One line down."""
        self.list.move(1)

    def action_up(self) -> None:
        """One line up."""
        self.list.move(-1)

    def action_first(self) -> None:
        """To the first line."""
        self.list.first()

    def action_last(self) -> None:
        """To the last line."""
        self.list.last()

    def action_half_page(self, direction: int) -> None:
        """Half a page."""
        self.list.half_page(direction)
