"""What was typed and neither saved nor dropped: taken up again, copied or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import Ref
from interview_tui.domain.text import clean_line
from interview_tui.ui.actions import interviews, records
from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from interview_tui.store.autosave import Draft
    from interview_tui.ui.dialogs.menu import Choice
    from interview_tui.ui.main_screen import MainScreen

LONG = 200
"""Characters of a text by which it is named where it stands alone."""
OFFERED_AT_MOST = 9


async def recover(screen: MainScreen) -> None:
    """Asks which of what was left behind to take up, copy or drop."""
    from interview_tui.ui.dialogs.menu import Menu

    drafts = screen.program.autosave.left()
    if not drafts:
        screen.message.tell("No unsaved text")
    elif len(drafts) == 1:
        await _ask(screen, drafts[0])
    else:
        choices = [_choice(screen, number, draft) for number, draft in enumerate(drafts[:OFFERED_AT_MOST], start=1)]
        await screen.ask(Menu("Unsaved text", choices))


def _choice(screen: MainScreen, number: int, draft: Draft) -> Choice:
    from interview_tui.ui.dialogs.menu import Choice

    words = f"{draft.named(LONG // 2)} · {_when(screen, draft)}"
    return Choice(str(number), words, lambda: _ask(screen, draft))


async def _ask(screen: MainScreen, draft: Draft) -> None:
    from interview_tui.ui.dialogs.menu import Choice, Menu

    def copy() -> None:
        screen.copy(draft.text, "it")

    def drop() -> None:
        screen.program.autosave.drop(draft)
        screen.message.tell(f"Discarded: {draft.named()}")

    choices = [
        Choice("t", "restore it", lambda: _take_up(screen, draft)),
        Choice("y", "copy it", copy),
        Choice("d", "discard it", drop),
    ]
    await screen.ask(Menu(f"{draft.named(LONG)}, typed {_when(screen, draft)}", choices))


async def _take_up(screen: MainScreen, draft: Draft) -> None:
    """Opens what it was typed into, and puts it back there."""
    from interview_tui.ui.dialogs.base import Dialog

    with screen.saying():
        match draft.origin.split():
            case ["notes", interview, "in", meeting]:
                from interview_tui.ui.editor import meeting_notes, take_up_whole

                notes = meeting_notes(screen.program, _ref(interview).id, _ref(meeting).id)
                await take_up_whole(screen, draft, notes)
                return
            case ["study", interview]:
                from interview_tui.ui.editor import interview_study, take_up_whole

                await take_up_whole(screen, draft, interview_study(screen.program, _ref(interview).id))
                return
            case ["letter", letter]:
                from interview_tui.ui.dialogs.letter import take_up_letter

                whom = take_up_letter(screen.program, draft, _ref(letter))
                screen.message.tell(f"Saved with the letter to {whom}: e on it offers it")
                return
        opened = await _open(screen, draft.origin.split())
        dialog = screen.app.screen
        if opened and isinstance(dialog, Dialog):
            dialog.take_up(draft)
            return
        screen.app.copy_to_clipboard(draft.text)
        screen.message.tell(f"Copied: open “{clean_line(draft.title)}” again, and ctrl+r takes it")


async def _open(screen: MainScreen, origin: list[str]) -> bool:
    """Opens a form or a note by what `Dialog.origin` says; False where that is not there any more."""
    match origin:
        case ["note", interview]:
            return await _add(screen, Pane.NOTES, interview)
        case ["note", interview, "in", meeting]:
            return await _add(screen, Pane.NOTES, interview, meeting)
        case ["meeting", interview]:
            if not _select(screen, Pane.PIPELINE, interview):
                return False
            await interviews.meeting(screen)
        case ["posting", interview]:
            return await _add_to_study(screen, interview)
        case ["interview"]:
            screen.go(Pane.PIPELINE)
            await records.add(screen)
        case ["interview", interview]:
            return await _edit(screen, Pane.PIPELINE, interview, interview)
        case ["follow-up", interview]:
            return await _add(screen, Pane.FOLLOW_UPS, interview)
        case ["follow-up", interview, follow_up]:
            return await _edit(screen, Pane.FOLLOW_UPS, interview, follow_up)
        case ["note", interview, record]:
            return await _edit(screen, Pane.NOTES, interview, record)
        case _:
            return False
    return True


async def _add(screen: MainScreen, pane: Pane, interview: str, line: str = "") -> bool:
    if not _select(screen, pane, interview) or (line and not screen.selection.panes[pane].go_to(_ref(line))):
        return False
    await records.add(screen)
    return True


async def _add_to_study(screen: MainScreen, interview: str) -> bool:
    from interview_tui.ui.pages.study import StudyPage

    if not _select(screen, Pane.PIPELINE, interview):
        return False
    await screen.action_page("study.StudyPage")
    page = screen.app.screen
    if isinstance(page, StudyPage):
        await page.action_add()
    return True


async def _edit(screen: MainScreen, pane: Pane, interview: str, record: str) -> bool:
    if not _select(screen, pane, interview) or not screen.selection.panes[pane].go_to(_ref(record)):
        return False
    screen.catch_up()
    await records.edit(screen)
    return True


def _select(screen: MainScreen, pane: Pane, interview: str) -> bool:
    """Goes to an interview in a pane, with all that a filter hides."""
    screen.go(pane)
    if screen.selection.filters[pane]:
        screen.narrow("")
    wanted = _ref(interview)
    if pane is Pane.PIPELINE:
        return screen.pipeline.go_to(wanted)
    screen.selection.choose(wanted.id)
    return screen.selection.case is not None and screen.selection.case.interview.id == wanted.id


def _ref(text: str) -> Ref:
    return Ref(text[:1], int(text[1:]))


def _when(screen: MainScreen, draft: Draft) -> str:
    context = screen.program
    return moment_words(draft.saved, now=context.clock(), calendar=context.calendar)
