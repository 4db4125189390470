"""Interviews: their steps with what is owed, meetings, offers, outcomes, contacts, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.enums import Ref
from interview_tui.domain.records import Meeting, ref
from interview_tui.domain.steps import title
from interview_tui.services.interviews import StillOwed
from interview_tui.store.case import load_case
from interview_tui.ui.actions import records
from interview_tui.ui.actions.letters import write_letter
from interview_tui.ui.keys import ACTION_OF, SHOWN, Pane
from interview_tui.ui.requirement_navigation import LETTER_FOR, line_for, place_for

if TYPE_CHECKING:
    from interview_tui.domain.case import Case
    from interview_tui.domain.requirements import Owed
    from interview_tui.store.journal import Change
    from interview_tui.ui.main_screen import MainScreen


async def advance(screen: MainScreen) -> None:
    """To the next step; what is still to do is shown first, and the same key again goes on anyway."""
    found = screen.selection.interview_ids()
    try:
        screen.done(_as_seen(screen.program.interviews.advance(found)))
    except StillOwed as owing:
        await _show_owed(screen, found, owing)


def step_back(screen: MainScreen) -> None:
    """Back to the step before."""
    screen.done(_as_seen(screen.program.interviews.back(screen.selection.interview_ids())))


def _as_seen(change: Change) -> Change:
    """A step that the user set: the message says that it is their view, beside that of the facts."""
    first, parted, rest = change.words.partition("; ")
    return replace(change, words=f"{first}, your choice: steps also move on their own{parted}{rest}")


async def _show_owed(screen: MainScreen, found: list[int], owing: StillOwed) -> None:
    from interview_tui.ui.dialogs.menu import Choice, Menu

    program = screen.program
    now = program.clock()
    case = load_case(program.store.reader, owing.interview_id, now)

    def choice(item: Owed) -> Choice:
        return Choice(SHOWN[place_for(item, case).key], item.text, lambda: _go_to(screen, case, item))

    def anyway() -> None:
        screen.perform(lambda: _as_seen(program.interviews.advance(found, anyway=True)))

    last = Choice("]", "go on anyway (logged as skipped)", anyway)
    owes = f"Still to do in step {title(case.interview.step_at(now))}:"
    choices = [*map(choice, owing.items), last]
    await screen.ask(Menu(case.name, choices, asks=owes, esc="stay"))


async def _go_to(screen: MainScreen, case: Case, item: Owed) -> None:
    """Goes where a step is given what it owes."""
    place = place_for(item, case)
    interview = ref(case.interview)
    with screen.saying():
        screen.selection.choose(interview.id)
        if item.owe in LETTER_FOR:
            await write_letter(screen, interview, LETTER_FOR[item.owe])
        elif place.pane is None:
            await screen.run_action(ACTION_OF[place.key])
        elif place.pane is Pane.PIPELINE:
            await records.edit_interview(screen, focus=place.begin)
        elif place.pane is Pane.NOTES:
            await _go_to_note(screen, case, item)
        else:
            screen.go(Pane.FOLLOW_UPS)
            screen.selection.go_to_follow_up(interview.id, person_id=item.person_id)


async def _go_to_note(screen: MainScreen, case: Case, item: Owed) -> None:
    place = place_for(item, case)
    screen.go(Pane.NOTES)
    if screen.selection.filters[Pane.NOTES]:
        screen.narrow("")
    wanted = line_for(item, case)
    if wanted is not None:
        screen.notes.go_to(ref(wanted))
    if place.key == "add":
        await records.add_note(screen, place.begin)
    elif place.key == "edit":
        await records.edit(screen)
    else:
        screen.message.tell(f"{SHOWN['done']} says who was there; {SHOWN['add']} adds someone: @ Name")


async def meeting(screen: MainScreen) -> None:
    """Another meeting; on a meeting's line in the notes, what may become of it."""
    from interview_tui.ui.dialogs.meeting import further_form, meeting_menu

    case, at = screen.selection.required_case(), screen.notes.meeting
    on_its_line = screen.selection.active is Pane.NOTES and isinstance(screen.notes.record, Meeting)
    if on_its_line and at is not None and at.meeting.starts is not None:
        await screen.ask(meeting_menu(screen, at))
        return

    def done(change: Change) -> None:
        screen.done_with(case.interview.id, change)

    await screen.ask(further_form(screen.program, case, done), origin=f"meeting {ref(case.interview)}")


async def offer(screen: MainScreen) -> None:
    """The offer; where others are open, all of them side by side first."""
    from interview_tui.ui.dialogs.offer import offers_menu

    await screen.ask(offers_menu(screen, screen.selection.required_case()))


async def outcome(screen: MainScreen) -> None:
    """Asks how it ended."""
    from interview_tui.ui.dialogs.outcome import outcome_menu

    await screen.ask(outcome_menu(screen, screen.selection.interview_ids()))


async def touch(screen: MainScreen) -> None:
    """Asks which way and how, and for a word on it; logs the contact."""
    from interview_tui.ui.dialogs.touch import Subject, subject_of, touch_menu

    selection = screen.selection
    found = selection.interview_ids()
    row = selection.follow_ups.follow_up
    alone = selection.active is Pane.FOLLOW_UPS and not selection.follow_ups.marked
    if len(found) == 1:
        subject = subject_of(screen.program, found[0], row.person_id if row is not None and alone else None)
    else:
        subject = Subject(name=selection.name_of(found), targets=tuple(Ref("i", i) for i in found))
    await screen.ask(touch_menu(screen, subject, screen.done))


async def preview_plan(screen: MainScreen) -> None:
    """The whole follow-up plan."""
    from interview_tui.ui.dialogs.plan import choose_plan

    await screen.ask(choose_plan(screen.program, screen.selection.required_case(), screen.done))
