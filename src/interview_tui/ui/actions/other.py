"""What is about no record: help, every action by its name, marks, finding, the clipboard, colours, triage, the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.errors import Refused
from interview_tui.domain.text import counted, shorten
from interview_tui.terminal.one_picture import one_picture
from interview_tui.ui.keys import SHOWN, Key, Pane, acts, moves, pane_keys
from interview_tui.ui.main_screen import MainScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.demo.generator import DemoStore


async def help_here(screen: MainScreen) -> None:
    """The keys that work here, and what the step asks."""
    from interview_tui.ui.dialogs.help import Help

    active = screen.selection.active
    elsewhere = [key for key in acts() if active not in key.panes]
    wanted, general = screen.keys.own, screen.keys.general
    here = pane_keys(active, wanted)
    case, context = screen.selection.case, screen.program
    page = Help(active, wanted, general, here, moving=moves(), elsewhere=elsewhere, case=case, context=context)
    await screen.ask(page)


async def palette(screen: MainScreen) -> None:
    """Every action by its name, and the user's own filters."""
    from interview_tui.ui.dialogs.palette import Palette

    filters = {f"filter {n}": saved for n, saved in enumerate(screen.program.settings.filters)}
    named = (
        Key(id=action, action=action, keys="", shown="", name=f"Filter: {shorten(name, 20)}", help=text, also=(name,))
        for action, (name, text) in filters.items()
    )

    async def run(action: str) -> None:
        if action in filters:
            _apply(screen, *filters[action])
        else:
            await screen.run_action(action)

    await screen.ask(Palette((*acts(), *moves(), *named), run))


def _apply(screen: MainScreen, name: str, text: str) -> None:
    """The pane shows what a filter of the user's own leaves; in the notes, the follow-ups do it."""
    if screen.selection.active is Pane.NOTES:
        screen.go(Pane.FOLLOW_UPS)
    if screen.narrow(text):
        screen.message.tell(f"Filter {name}: {SHOWN['leave']} shows all again")


async def theme(screen: MainScreen) -> None:
    """Other colours, for this time."""
    await screen.app.run_action("app.theme")


async def filter_lines(screen: MainScreen) -> None:
    """Asks for words; the pane shows only lines that have them."""
    from interview_tui.ui.dialogs.prompt import FilterPrompt

    selection = screen.selection
    current = selection.pane.current
    at = current.key if current is not None else None
    is_notes = selection.active is Pane.NOTES  # they stand at no step, and are due at no time
    prompt = FilterPrompt(
        selection.filters[selection.active],
        lambda text: screen.narrow(text, at=at),
        also="" if is_notes else "words, step:5-8, outcome:running, due:today",
        saved=() if is_notes else screen.program.settings.filters,
    )
    await screen.ask(prompt)


def leave(screen: MainScreen) -> None:
    """Drops what the mouse has selected, then marks, then the filter, then goes back to the pane before."""
    selection = screen.selection
    if screen.drop_selected():
        return
    if selection.pane.marked:
        selection.pane.clear_marks()
        screen.message.tell("Marks cleared")
    elif selection.filters[selection.active]:
        screen.narrow("")
    elif selection.active is Pane.FOLLOW_UPS or not screen.go_back():
        screen.message.tell(f"{SHOWN['quit']} quits; everything is saved")


def mark(screen: MainScreen) -> None:
    """Marks a line, or takes its mark away."""
    pane = screen.selection.pane
    pane.toggle_mark()
    marked = len(pane.marked)
    screen.message.tell(f"{counted(marked, 'line')} marked: actions apply to all of them" if marked else "")


def zoom(screen: MainScreen) -> None:
    """The active pane alone, and back."""
    screen.zoom()


def refresh(screen: MainScreen) -> None:
    """Reads and draws everything again."""
    screen.reload()
    screen.message.tell("Refreshed")
    screen.post_message(screen.Doubted())


def suspend(screen: MainScreen) -> None:
    """Stops the program; the shell goes on with it."""
    from interview_tui.terminal.driver import has_shell

    if not has_shell():
        raise Refused("There is no shell here to go back to: q quits")
    screen.app.action_suspend_process()


async def triage(screen: MainScreen) -> None:
    """One due follow-up after another."""
    from interview_tui.ui.triage import Triage

    def leave(words: str) -> None:
        if screen.attempt(screen.reload):
            screen.message.tell(words)

    with one_picture(screen.app):
        await screen.app.push_screen(Triage(screen.program, leave))


async def demo(screen: MainScreen) -> None:
    """An invented job search in a store of its own, on a screen above this one."""
    from interview_tui.demo.generator import DemoStore
    from interview_tui.ui.dialogs.working import Working

    if screen.is_demo:
        screen.message.tell(f"This is the demo: {SHOWN['quit']} returns to your own data")
        return
    settings = screen.program.settings

    def take(told: Callable[[int], None]) -> DemoStore:
        return DemoStore(settings, told)

    def show(store: DemoStore) -> None:
        screen.app.call_later(show_demo, screen, store)

    await screen.ask(Working("Creating a demo job search", take, show, words="{:,} interviews"))


async def show_demo(screen: MainScreen, store: DemoStore) -> None:
    """The demo above the user's own screen; its store goes with it."""
    program = store.open()

    def end() -> None:
        program.autosave.close()
        program.store.close()
        store.remove()

    def left(_: None) -> None:
        screen.message.tell("Back to your own data; the demo is gone")

    await screen.app.push_screen(MainScreen(program, end_demo=end), left)
