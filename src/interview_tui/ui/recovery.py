"""What was typed and neither saved nor dropped: said at the start, and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import Ref
from interview_tui.domain.text import clean_line, shorten
from interview_tui.ui.keys import SHOWN, Pane

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.store.autosave import Autosave, Draft
    from interview_tui.ui.main_screen import MainScreen

SHORT, LONG = 40, 200
MOST = 9


@runtime_checkable
class Keeping(Protocol):
    """An app that keeps what is typed."""

    @property
    def typed(self) -> Autosave:
        """Where."""

    @property
    def cannot_save(self) -> str:
        """Why nothing can be saved; '' where it can."""


@runtime_checkable
class Writes(Protocol):
    """A screen in which somebody writes."""

    def keep_typed(self) -> None:
        """Keeps what is typed and not saved, at once. Raises StoreTrouble."""

    async def typed(self) -> None:
        """Waits until all that was typed so far has reached its field."""


@runtime_checkable
class Hints(Protocol):
    """A screen with a line for a word on what was pressed."""

    def hint(self, text: str) -> None:
        """Shows it there."""


def left_behind(program: AppContext) -> str:
    """What the start says of it; '' when there is none."""
    drafts = program.typed.left()
    if not drafts:
        return ""
    more = f" and {len(drafts) - 1} more" if len(drafts) > 1 else ""
    return f"Kept, not saved: {SHOWN['recover']} takes up {_named(drafts[0], SHORT)}{more}"


async def recover(board: MainScreen) -> None:
    """Asks which of what was left behind to take up, copy or drop."""
    from interview_tui.ui.dialogs.menu import Choice, Menu

    drafts = board.program.typed.left()
    if not drafts:
        board.message.tell("Nothing that was typed is left unsaved")
    elif len(drafts) == 1:
        await _ask(board, drafts[0])
    else:
        choices = [
            Choice(str(number), f"{_named(draft, LONG // 2)} · {_when(board, draft)}", lambda d=draft: _ask(board, d))  # type: ignore[misc]
            for number, draft in enumerate(drafts[:MOST], start=1)
        ]
        await board.ask(Menu("Typed and not saved", choices))


async def _ask(board: MainScreen, draft: Draft) -> None:
    from interview_tui.ui.dialogs.menu import Choice, Menu

    def copy() -> None:
        board.copy(draft.text, "it")

    def drop() -> None:
        board.program.typed.drop(draft)
        board.message.tell(f"Dropped: {_named(draft, SHORT)}")

    choices = [
        Choice("t", "takes it up again", lambda: _take_up(board, draft)),
        Choice("y", "copies it", copy),
        Choice("d", "drops it", drop),
    ]
    await board.ask(Menu(f"{_named(draft, LONG)}, typed {_when(board, draft)}", choices))


async def _take_up(board: MainScreen, draft: Draft) -> None:
    """Opens what it was typed into, and puts it back there."""
    from interview_tui.ui.dialogs.base import Dialog

    with board.saying():
        match draft.origin.split():
            case ["notes", interview, "in", meeting]:
                from interview_tui.ui.editor import take_up_notes

                await take_up_notes(board, draft, _ref(interview), _ref(meeting))
                return
            case ["letter", letter]:
                from interview_tui.ui.dialogs.letter import take_up_letter

                whom = take_up_letter(board.program, draft, _ref(letter))
                board.message.tell(f"Kept with the letter to {whom}: e on it offers it")
                return
        opened = await _open(board, draft.origin.split())
        dialog = board.app.screen
        if opened and isinstance(dialog, Dialog):
            dialog.take_up(draft)
            return
        board.app.copy_to_clipboard(draft.text)
        board.message.tell(f"Copied: open “{clean_line(draft.title)}” again, and ctrl+r takes it")


async def _open(board: MainScreen, origin: list[str]) -> bool:
    """Opens a form or a note by what `Dialog.origin` says; False where that is not there any more."""
    match origin:
        case ["note", interview]:
            return await _add(board, Pane.NOTES, interview)
        case ["note", interview, "in", meeting]:
            return await _add(board, Pane.NOTES, interview, meeting)
        case ["meeting", interview]:
            if not _select(board, Pane.PIPELINE, interview):
                return False
            await board.action_meeting()
        case ["interview"]:
            board.go(Pane.PIPELINE)
            await board.action_add()
        case ["interview", interview]:
            return await _edit(board, Pane.PIPELINE, interview, interview)
        case ["follow-up", interview]:
            return await _add(board, Pane.FOLLOW_UPS, interview)
        case ["follow-up", interview, follow_up]:
            return await _edit(board, Pane.FOLLOW_UPS, interview, follow_up)
        case ["note", interview, record]:
            return await _edit(board, Pane.NOTES, interview, record)
        case _:
            return False
    return True


async def _add(board: MainScreen, pane: Pane, interview: str, line: str = "") -> bool:
    if not _select(board, pane, interview) or (line and not board.panes[pane].go_to(_ref(line))):
        return False
    await board.action_add()
    return True


async def _edit(board: MainScreen, pane: Pane, interview: str, record: str) -> bool:
    if not _select(board, pane, interview) or not board.panes[pane].go_to(_ref(record)):
        return False
    board.catch_up()
    await board.action_edit()
    return True


def _select(board: MainScreen, pane: Pane, interview: str) -> bool:
    """Goes to an interview in a pane, with all that a filter hides."""
    board.go(pane)
    if board.filters[pane]:
        board.narrow("")
    wanted = _ref(interview)
    if pane is Pane.PIPELINE:
        return board.pipeline.go_to(wanted)
    board.choose(wanted.id)
    return board.case is not None and board.case.interview.id == wanted.id


def _ref(text: str) -> Ref:
    return Ref(text[:1], int(text[1:]))


def _named(draft: Draft, most: int) -> str:
    return f"{shorten(draft.title, SHORT)}: “{shorten(draft.text, most)}”"


def _when(board: MainScreen, draft: Draft) -> str:
    context = board.program
    return moment_words(draft.saved, now=context.clock(), calendar=context.calendar)
