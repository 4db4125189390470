"""The same record was edited in two sessions: whoever saves later sees both texts, and chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import NotFound
from interview_tui.store.journal import last_change
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.text_view import Prose, TextView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.store.journal import Entry
    from interview_tui.ui.app_screen import AppScreen
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.ui.editor import WholeText


GOES_BACK = "go back to what you typed"


@dataclass(frozen=True, slots=True)
class Rival:
    """What another session may do to the record that is edited: `opened` opens the dialog on it as it is now."""

    screen: AppScreen
    ref: Ref
    opened: Callable[[], Dialog]

    def who(self) -> str:
        """Who changed it last: `another session, today 14:03`."""
        program = self.screen.program
        return _who(program, last_change(program.store.reader, self.ref))

    async def settle(self, dialog: Dialog) -> bool:
        """Asks whose text stays, where both have changed the same field; what only one has changed stays as they have
        it. Whether it was saved without asking.
        """
        opened: list[Dialog] = []
        if not dialog.attempt(lambda: opened.append(self.opened())):
            if isinstance(dialog.refused, NotFound):
                await _ask_of_gone(dialog, self)
            return False
        begun, mine, theirs = dialog.begun(), dialog.typed_fields(), opened[0].begun()
        merged = {name: text if text != begun.get(name) else theirs.get(name, text) for name, text in mine.items()}
        clashing = {
            name: (text, theirs[name])
            for name, text in mine.items()
            if name in theirs and text != begun.get(name) and theirs[name] not in (text, begun.get(name))
        }
        if not clashing:
            return await dialog.finish(lambda: self.opened().save(merged), asks=False)
        await _menu(dialog, self, merged, clashing).open(dialog.app)
        return False


async def edit_record(screen: AppScreen, ref: Ref, opened: Callable[[], Dialog], *, origin: str = "") -> Dialog:
    """Opens a dialog in which a record is edited. `opened` makes it from the record as it is now: called again, it
    shows what another session has saved meanwhile. Raises UserError.
    """
    dialog = opened()
    dialog.rival = Rival(screen, ref, opened)
    await screen.ask(dialog, origin=origin)
    return dialog


def _who(program: AppContext, change: Entry | None) -> str:
    if change is None:
        return "another program"
    by = "this session" if change.mark in program.session.made else "another session"
    return f"{by}, {moment_words(change.at, now=program.clock(), calendar=program.calendar)}"


def _both(clashing: Mapping[str, tuple[str, str]], who: str, *, named: bool) -> Callable[[Prose], None]:
    """Writes both texts, field by field. `named`: there are other fields, so each says which it is."""

    def write(to: Prose) -> None:
        for name, (mine, theirs) in clashing.items():
            said = f"{name.replace('_', ' ')}, " if named else ""
            to.line((f"{said}yours, not saved yet:", "strong"))
            to.text(mine or "(nothing)")
            to.line((f"{said}theirs, saved by {who}:", "strong"))
            to.text(theirs or "(nothing)")

    return write


class ConflictMenu(Menu):
    """Both texts, and what can be done with them. esc goes back to what one typed."""

    WIDTH = 90

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,ctrl+d", "scroll(1)", show=False, priority=True),
        Binding("pageup,ctrl+u", "scroll(-1)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, texts: Callable[[Prose], None], choices: list[Choice], *, esc: str = GOES_BACK
    ) -> None:
        super().__init__(title, choices, esc=esc, hint="pgdn pgup scroll")
        self._both = texts
        self._texts = TextView(id="texts")
        self._texts.hidden_changed = self.box.frame.show_hidden

    def on_mount(self) -> None:
        self._texts.show(self._both)

    def body(self) -> ComposeResult:
        yield self._texts
        yield from super().body()

    def action_scroll(self, direction: int) -> None:
        """Scrolls the texts."""
        self._texts.half_page(direction)


def _menu(
    dialog: Dialog, rival: Rival, merged: Mapping[str, str], clashing: Mapping[str, tuple[str, str]]
) -> ConflictMenu:
    who, screen = rival.who(), rival.screen

    async def keep_mine() -> None:
        await dialog.finish(lambda: rival.opened().save(merged))

    async def keep_theirs() -> None:
        dialog.app.copy_to_clipboard("\n".join(mine for mine, _ in clashing.values()))
        await dialog.action_close()
        screen.reload()
        screen.message.tell("Theirs stays; yours is on the clipboard and offered the next time you edit this")

    async def edit_on() -> None:
        dialog.forget_typed()
        await dialog.action_close()
        fresh = await edit_record(screen, rival.ref, rival.opened, origin=dialog.origin)
        fresh.fill(merged)
        fresh.show_theirs("\n".join(f"Theirs, saved by {who}: {theirs}" for _, theirs in clashing.values()))

    choices = [
        Choice("m", "keep yours; u brings theirs back", keep_mine),
        Choice("t", "keep theirs; yours goes to the clipboard and is saved", keep_theirs),
        Choice("e", "go on editing yours, with theirs in view", edit_on),
    ]
    texts = _both(clashing, who, named=len(merged) > 1)
    return ConflictMenu(f"{rival.ref} was saved by {who} while you edited it", texts, choices)


async def _ask_of_gone(dialog: Dialog, rival: Rival) -> None:
    """The record was deleted meanwhile: what was typed about it stays, and it can come back."""

    def bring_back() -> object:
        rival.screen.program.history.bring_back(rival.ref)
        return rival.opened().save(dialog.typed_fields())

    async def save() -> None:
        await dialog.finish(bring_back, asks=False)

    def copy() -> None:
        dialog.app.copy_to_clipboard("\n".join(filter(str.strip, dialog.typed_fields().values())))
        dialog.hint("Copied what you typed")

    choices = [Choice("b", "bring it back and save yours", save), Choice("y", "copy what you typed", copy)]
    title = f"{rival.ref} was deleted by {rival.who()} while you edited it"
    await Menu(title, choices, esc=GOES_BACK).open(dialog.app)


async def settle_whole(
    screen: AppScreen, whole: WholeText, mine: str, *, kept: Callable[[], object] = lambda: None
) -> None:
    """All of a text, written in an editor while others wrote into it too: shows both, and asks. `kept` is called when
    one's own is in the store.
    """
    program = screen.program
    who = _who(program, next(iter(program.history.log(Ref("i", whole.interview_id), limit=1)), None))

    def keep_mine() -> None:
        screen.done(whole.rewrite(whole.read(), mine))
        kept()

    choices = [
        Choice("m", "keep yours; u brings theirs back", keep_mine),
        Choice("t", "keep theirs; yours stays in its file", lambda: None),
    ]
    texts = _both({whole.name: (mine.rstrip("\n"), whole.read().rstrip("\n"))}, who, named=False)
    were, them = ("were", "them") if whole.is_are == "are" else ("was", "it")
    title = f"The {whole.name} {were} saved by {who} while you edited {them}"
    await screen.ask(ConflictMenu(title, texts, choices, esc="keep theirs"))
