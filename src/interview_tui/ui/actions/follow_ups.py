"""Follow-ups: done, put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import When
from interview_tui.domain.records import ref
from interview_tui.ui.actions.letters import answer, undecided_offer, write_letter
from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.domain.records import FollowUp
    from interview_tui.ui.main_screen import MainScreen


async def done(screen: MainScreen) -> None:
    """The follow-up is done, after a warning when the contact comes too soon; a line of the notes is settled."""
    from interview_tui.ui.warning import settle_after_asking

    program, selection = screen.program, screen.selection
    if selection.active is Pane.NOTES:
        screen.done(program.notes.settle(selection.note_refs()))
        return
    found = selection.follow_up_ids()
    offer = undecided_offer(screen, found)
    if offer is not None:
        await _answer_offer(screen, offer)
        return

    def settled() -> None:
        screen.perform(lambda: program.follow_ups.done(found))

    def wait(day: date) -> None:
        screen.perform(lambda: program.follow_ups.snooze(found, When(day)))

    async def write(follow_up: FollowUp) -> None:
        await write_letter(screen, ref(follow_up))

    unseen = selection.active is Pane.PIPELINE
    await settle_after_asking(screen, found, done=settled, wait=wait, write=write, unseen=unseen)


async def _answer_offer(screen: MainScreen, offer: FollowUp) -> None:
    """An offer is answered by a letter, or its answer is said to have been given."""
    from interview_tui.ui.dialogs.menu import Choice, Menu
    from interview_tui.ui.dialogs.outcome import outcome_menu

    interview_id = offer.interview_id

    async def told() -> None:
        with screen.saying():
            await screen.ask(outcome_menu(screen, [interview_id]))

    writes = "write the answer: accept, decline, counter, or ask for time"
    choices = [
        Choice("m", writes, lambda: answer(screen, offer)),
        Choice("o", "you already answered: accepted or declined", told),
    ]
    name = screen.selection.name_of([interview_id])
    await screen.ask(Menu(f"{offer.text} · {name}", choices, asks="It is not decided yet."))


async def wait(screen: MainScreen) -> None:
    """Asks until when the follow-up waits."""
    from interview_tui.ui.dialogs.follow_up import wait_prompt

    found = screen.selection.follow_up_ids()

    def put_off(until: When) -> None:
        change = screen.program.follow_ups.snooze(found, until)
        if screen.selection.active is Pane.FOLLOW_UPS:
            screen.follow_ups.move(1)  # as after a follow-up that is done, the next one has the cursor
        screen.done(change)

    await screen.ask(wait_prompt(screen.program, found, put_off))
