"""What the pages share: a title, framed lists and texts, a message, and the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import on
from textual.binding import Binding
from textual.containers import Container

from interview_tui.data_classes import dataclass
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Interview
from interview_tui.domain.text import company_role
from interview_tui.store.case import load_case
from interview_tui.store.records import get
from interview_tui.terminal.one_picture import one_picture
from interview_tui.terminal.text import cells
from interview_tui.ui.app_screen import AppScreen
from interview_tui.ui.frame import Frame, Part
from interview_tui.ui.keys import PAGE_MOVES, PAGES, SHOWN, PageName, own_page_keys, page_footer, page_keys, with_keys
from interview_tui.ui.lines import KeyLine, StatusLine
from interview_tui.ui.list_rows import Held
from interview_tui.ui.list_view import ListView
from interview_tui.ui.strips import plain, two_ends
from interview_tui.ui.text_view import Prose, TextView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import Movable
    from interview_tui.ui.strips import Drawn


DETAIL_LINES = 3
"""How far one key scrolls the details."""
BAR_CELLS = 12
"""Of the line that shows how much of something is done."""
BESIDE_FROM, DETAILS_FROM = 100, 12
"""Columns from which on the details stand at the right, and lines from which on there are details at all."""
LAST = "This is the last one that needs something"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageRow(Generic[T]):
    """A line of a page: what it stands for, its text, built from plain strings, and what stands at its right edge."""

    key: Hashable
    item: T
    """None for a heading."""
    text: str | Callable[[], Drawn]
    """One of several tones is called for at each drawing: under the cursor, and in another theme, they are others."""
    right: str = ""
    tone: str = ""
    """The tone of the line in the list, for example `late`; '' for its own colours."""
    continues: bool = False
    """Whether it is a further line of the row above."""

    @property
    def selectable(self) -> bool:
        """Whether the cursor may stand on it."""
        return self.item is not None and not self.continues


def heading(key: Hashable, text: str | Callable[[], Drawn], right: str = "", *, tone: str = "") -> PageRow[Any]:
    """A line above others, on which the cursor does not stand."""
    return PageRow(key, None, text, right, tone)


def blank(key: Hashable, text: str | Callable[[], Drawn] = "") -> PageRow[Any]:
    """A line that parts others."""
    return PageRow(("blank", key), None, text)


class PageList(ListView[PageRow[Any]]):
    """The lines of a page."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- Textual's word
        super().__init__(id=id)
        self.resized: Callable[[], object] = lambda: None
        """Called when it has another size, for rows that depend on it."""

    def look(self, row: PageRow[Any]) -> str:
        return row.tone or super().look(row)

    def continues(self, row: PageRow[Any]) -> bool:
        return row.continues

    def draw(self, row: PageRow[Any], width: int) -> Drawn:
        text = row.text if isinstance(row.text, str) else row.text()
        return two_ends(text, row.right, width, None if row.tone else self.tone("quiet"))

    def size_changed(self) -> None:
        self.resized()


class PageTitle(StatusLine):
    """What the page is and of whom, its figures in words, and how much of it is done as a line."""

    def __init__(self) -> None:
        super().__init__(id="page-title")
        self._named = self._of = self._figures = ""
        self._share: float | None = None

    def show(self, name: str, of: str = "", figures: str = "", *, share: float | None = None) -> None:
        """New words; `share` is what is done of the whole, from 0 to 1."""
        shown = name, of, figures, share
        if shown != (self._named, self._of, self._figures, self._share):
            self._named, self._of, self._figures, self._share = shown
            self.refresh()

    def line(self, width: int) -> Drawn:
        """The whole of it; the line goes first, then the role, then whose it is."""
        name, quiet = Segment(f" {self._named}", self.tone("strong")), self.tone("quiet")
        right = [Segment(f"{self._figures} ")]
        bar = [Segment(self._figures), *self._bar(), Segment(" ")] if self._share is not None else right
        company = self._of.partition(" · ")[0]
        for of, end in ((self._of, bar), (self._of, right), (company, right), ("", right), ("", [])):
            left = [name, Segment(f" · {of}", quiet)] if of else [name]
            gap = width - cells(plain(left)) - cells(plain(end))
            if gap >= 1:
                return [*left, Segment(" " * gap), *end]
        return [name]

    def _bar(self) -> list[Segment]:
        done = round(BAR_CELLS * (self._share or 0))
        return [
            Segment("  " + "━" * done, self.tone("accent")),
            Segment("─" * (BAR_CELLS - done), self.tone("quiet")),
        ]


class PageBody(Container):
    """Holds what stands between the title and the message, which covers it."""

    BLANK = True


class Page(AppScreen):
    """A screen of its own. Subclasses name it, give its body, and have an `action_…` for each of its keys; an action
    may raise a UserError, which the app has the page say.
    """

    page: ClassVar[PageName]
    OF_INTERVIEW: ClassVar[bool] = False
    """Whether it opens only on an interview."""
    HORIZONTAL_BREAKPOINTS = [(BESIDE_FROM, "-beside")]  # noqa: RUF012 -- declared so by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (DETAILS_FROM, "-tall")]  # noqa: RUF012
    view: PageList | TextView
    """What the moving keys move."""
    detail_view: TextView
    """What stands beside it, where anything does."""

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
        self.person_id: int | None = None  # whom the line concerns on which it was opened
        self.title_line = PageTitle()
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        self.take_size()
        yield self.title_line
        yield Container(PageBody(*self.body(), id="page-body"), id="page-middle")
        yield self.message
        yield self.keys

    def body(self) -> Sequence[Widget]:
        """What stands between the title and the message."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.show_keys()
        if self.attempt(self.reload):
            self.begin_at(self.person_id)
        self.attempt(self.keep_looking)

    def show_keys(self, idle: Collection[str] = ()) -> None:
        """The keys of the page without those whose action, by its name, does nothing now."""
        own, general = page_footer(self.page)
        self.keys.show([key for key in own if key.action.partition("(")[0] not in idle], general)

    def read_case(self, *, meeting_id: int | None = None) -> Case:
        """The interview that the page is about, at one of its meetings, as it is now. Raises NotFound."""
        context = self.program
        return load_case(context.store.reader, self.interview_id or 0, context.clock(), meeting_id=meeting_id)

    def action_detail(self, direction: int) -> None:
        """Scrolls what stands beside it."""
        self.detail_view.move(direction * DETAIL_LINES)

    def begin_at(self, person_id: int | None) -> None:
        """A page opened on what concerns a person begins at the line for them, where it is a list that has one."""

    async def action_leave(self) -> None:
        """Back to where one came from."""
        if self.drop_selected():
            return
        await self.app.pop_screen()
        self._left()

    async def turn_to(self, other: type[Page]) -> None:
        """Another page on the same interview takes the place of this one: esc leaves both."""
        with one_picture(self.app):
            await self.app.switch_screen(other(self.program, self._left, self.interview_id))

    async def action_help(self) -> None:
        """The keys that work here."""
        from interview_tui.ui.dialogs.help import Help

        moving = {key.id for key in PAGE_MOVES}
        every = own_page_keys(self.page)
        keys = [key for key in every if key.id not in moving]
        moves = [key for key in every if key.id in moving]
        await self.ask(Help(self.page, self.keys.own, self.keys.general, keys, moving=moves))

    async def action_palette(self) -> None:
        """Every action of this page by its name."""
        from interview_tui.ui.dialogs.palette import Palette

        await self.ask(Palette(own_page_keys(self.page), self.run_action))

    def moves(self) -> Movable:
        return self.view


def framed(view: ListView[Any] | TextView, *, lit: bool = False, scrolled: bool = False) -> Frame:
    """A list or a text in a frame, which says what of it is out of view; `scrolled`: by the keys of the details."""
    frame = Frame(view, id=f"frame-{view.id}")
    frame.lit = lit
    frame.scrolled_by = SHOWN["page.detail"] if scrolled else ""
    view.hidden_changed = frame.show_hidden
    return frame


class TextPage(Page):
    """A page that is text, to scroll."""

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self.view: TextView = TextView(id="page-text")
        self.frame = framed(self.view, lit=True)

    def body(self) -> Sequence[Widget]:
        return [self.frame]


class ListPage(Page, Generic[T]):
    """A page that is a list; beside it, or below it, what is known of the line under the cursor."""

    EMPTY: ClassVar[str] = ""
    """Says what to do where there are no lines."""
    NEEDS_A_LINE: ClassVar[frozenset[str]] = frozenset()
    """The actions, by their names, that do nothing where there are no lines."""
    LIST: ClassVar[str] = ""
    """What the list holds, for its frame."""
    DONE: ClassVar[str] = "Nothing left to do here"
    """Said where no line needs anything any more."""
    _all = False
    """Whether the lines of all interviews are shown, though one is selected; not every page has them."""

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self.view: PageList = PageList(id="page-list")
        self.view.empty = with_keys(self.EMPTY)
        self.detail_view = TextView(id="page-detail")
        self.list_frame = framed(self.view, lit=True)
        self.detail_frame = framed(self.detail_view, scrolled=True)
        self._described: PageRow[Any] | None = None  # whose details are shown

    def body(self) -> Sequence[Widget]:
        return [self.list_frame, self.detail_frame]

    def on_mount(self) -> None:
        self.set_focus(self.view)

    @property
    def only_interview(self) -> int | None:
        """The interview whose lines alone are shown; None where those of all are."""
        return None if self._all else self.interview_id

    @property
    def shown_of(self) -> str:
        """Company and role of that interview, or that the lines are those of all."""
        if self.only_interview is None:
            return "all interviews"
        interview = get(self.program.store.reader, Interview, self.only_interview)
        return company_role(interview.company, interview.role)

    def action_everything(self) -> None:
        """The lines of all interviews, or of the selected one alone."""
        if self.interview_id is None:
            raise Refused("no interview is selected: all are shown")
        self._all = not self._all
        self.reload()
        self.message.tell("All interviews" if self._all else "Only this interview")

    def rows(self) -> Sequence[PageRow[T]]:
        """The lines, read anew. Raises UserError."""
        raise NotImplementedError

    def detail(self, item: T, to: Prose) -> None:
        """Writes what is known of a line."""
        raise NotImplementedError

    def detail_title(self, item: T) -> tuple[str, str]:
        """What stands in the frame of the details, at the left and at the right."""
        raise NotImplementedError

    def needs(self, item: T) -> bool:
        """Whether a line still needs something: the next key goes to it."""
        return True

    def idle(self, item: T) -> Collection[str]:
        """The actions that would be refused for a line, by their names."""
        return ()

    def reload(self, *, at: Hashable | None = None) -> None:
        """Reads the lines again; the cursor goes to `at`, else stays on its line."""
        rows = self.rows()
        self.view.show(Held(rows), at=at)
        count = sum(row.selectable for row in rows)
        self.list_frame.show_top([Part(self.LIST, "title"), *([Part(f" {count}")] if count else [])])
        self._show_detail()

    @property
    def item(self) -> T:
        """What the line under the cursor stands for. Raises Refused where there is none."""
        row = self.view.current
        if row is None:
            raise Refused(with_keys(self.EMPTY) or "there is nothing here")
        item: T = row.item
        return item

    def returned(self) -> None:
        """A page above this one was left: what is shown is read again, and what was said before it is old."""
        if self.attempt(self.reload):
            self.message.tell("")

    def saved(self, change: Change) -> None:
        """A record of this list was written: it is said and shown, with the cursor on it. Raises UserError."""
        self.done(change)
        self.view.go_to(change.refs[0].id)

    @on(ListView.Opened)
    async def _on_opened(self) -> None:
        """A double click does what enter does."""
        enter = next(key for key in PAGES[self.page] if "enter" in key.keys.split(","))
        await self.run_action(enter.action)

    @on(ListView.Highlighted)
    def _on_highlighted(self) -> None:
        if self.view.current is not self._described:  # what was read again has told all of it already
            self._show_detail()

    def _show_detail(self) -> None:
        row, before = self.view.current, self._described
        self._described = row
        self.set_class(row is None, "-alone")
        self.show_keys(self.idle(row.item) if row is not None else self.NEEDS_A_LINE)
        if row is not None:
            self.detail_view.show(partial(self.detail, row.item))
            left, right = self.detail_title(row.item)
            self.detail_frame.show_top([Part(left, "strong")], [Part(right)] if right else [])
        if row is None or before is None or row.key != before.key:
            self.detail_view.first()

    def following(self) -> Hashable:
        """The key of the next line that needs something, round and round; None where there is no other."""
        source, at = self.view.rows.source, self.view.cursor or 0
        rows = source.window(0, len(source)) if source is not None else ()
        ahead = (row for row in (*rows[at + 1 :], *rows[:at]) if row.selectable and self.needs(row.item))
        return next((row.key for row in ahead), None)

    def action_next(self) -> None:
        """To the next line that needs something, round and round. Raises Refused where there is no other."""
        self.drop_selected()
        item, following = self.item, self.following()
        if following is None:
            raise Refused(LAST if self.needs(item) else self.DONE)
        self.view.go_to(following)
