"""What the cursor is on: opened, added, edited, deleted; notes in the editor, after the meeting, and from a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Meeting, Need, end_of, ref
from interview_tui.domain.text import counted, shorten
from interview_tui.store.case import load_case
from interview_tui.store.facts import load_facts
from interview_tui.store.queries import ended_without_debrief
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.keys import SHOWN, Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.domain.case import Case
    from interview_tui.store.journal import Change
    from interview_tui.ui.dialogs.form import Form
    from interview_tui.ui.main_screen import MainScreen


async def open_selected(screen: MainScreen) -> None:
    """The notes of the selected interview; a note, to edit it; a suggestion is taken."""
    row = screen.follow_ups.follow_up
    if screen.selection.active is Pane.NOTES:
        await edit(screen)
    elif screen.selection.active is Pane.FOLLOW_UPS and row is not None and row.kind is Kind.SUGGESTION:
        screen.perform(lambda: screen.program.follow_ups.done([row.id]))
    elif screen.selection.case is not None:
        screen.go(Pane.NOTES)


async def add(screen: MainScreen) -> None:
    """An interview, a note, or a follow-up of one's own, by the pane."""
    case = screen.selection.case
    if screen.selection.active is Pane.PIPELINE or case is None:
        await _add_interview(screen)
    elif screen.selection.active is Pane.NOTES:
        await add_note(screen, "")
    else:
        from interview_tui.ui.dialogs.follow_up import follow_up_form

        form = follow_up_form(screen.program, case, screen.done)
        await screen.ask(form, origin=f"follow-up {ref(case.interview)}")


async def _add_interview(screen: MainScreen) -> None:
    """Asks for a new interview, which then is the selected one."""
    from interview_tui.ui.dialogs.interview import add_form

    def added(change: Change) -> None:
        screen.done(change)
        screen.selection.choose(change.refs[0].id)

    await screen.ask(add_form(screen.program, added), origin="interview")


async def add_note(screen: MainScreen, begin: str) -> None:
    """Asks for a note on the meeting in which the cursor is; `begin` stands in it already."""
    from interview_tui.ui.dialogs.note import NoteDialog, near_names

    current, case = screen.selection.case, screen.notes.meeting
    if current is None or case is None:
        return
    notes = screen.program.notes
    on_line = screen.notes.record
    under = on_line.id if isinstance(on_line, Need) else None

    def submit(text: str) -> None:
        screen.done(notes.capture(case.interview.id, text, under=under, meeting_id=case.meeting.id))

    heading = f"Note for {case.name}"
    if len(case.meetings) > 1:
        heading += f", {screen.program.meetings.when(case.meeting.starts)}"
    names = notes.names(case.interview.id)
    near = near_names(screen.program, case)
    read = partial(notes.read, case)
    dialog = NoteDialog(heading, submit, read, names=names, value=begin, again=True, near=near)
    where = "" if case.meeting.id == current.meeting.id else f" in {ref(case.meeting)}"
    await screen.ask(dialog, origin=f"note {ref(case.interview)}{where}")


async def import_file(screen: MainScreen) -> None:
    """Asks for the file of an invitation."""
    from interview_tui.ui.dialogs.file_import import import_prompt

    def taken(change: Change) -> None:
        came = next((found.id for found in change.refs if found.letter == "i"), None)
        if came is None:
            screen.done(change)
        else:
            screen.done_with(came, change)

    await screen.ask(import_prompt(screen, taken))


async def edit(screen: MainScreen) -> None:
    """What the cursor is on."""
    row = screen.follow_ups.follow_up
    if screen.selection.active is Pane.NOTES:
        await _edit_note(screen)
    elif screen.selection.active is Pane.FOLLOW_UPS and row is not None:
        from interview_tui.ui.dialogs.follow_up import edit_follow_up_form

        key = Ref("f", row.id)
        origin = f"follow-up {Ref('i', row.interview_id)} {key}"
        await edit_record(screen, key, lambda: edit_follow_up_form(screen.program, row.id, screen.done), origin=origin)
    else:
        await edit_interview(screen, focus="meeting")  # what changes most often


async def edit_interview(screen: MainScreen, *, focus: str = "") -> None:
    """The selected interview; `focus` names the field to begin in. Raises Refused where there is none."""
    from interview_tui.ui.dialogs.interview import edit_form

    found = ref(screen.selection.required_case().interview)

    def opened() -> Form:
        case = load_case(screen.program.store.reader, found.id, screen.program.clock())
        return edit_form(screen.program, case, screen.done, focus=focus)

    await edit_record(screen, found, opened, origin=f"interview {found}")


async def _edit_note(screen: MainScreen) -> None:
    from interview_tui.ui.dialogs.note import edit_note_form

    record, case = screen.notes.record, screen.selection.case
    if record is None or case is None:
        raise screen.selection.nothing("There is no note here", "adds one")
    if isinstance(record, Meeting):
        await screen.action_act("interviews.meeting")
        return
    interview, line = ref(case.interview), ref(record)
    heading, names = f"Edit a note of {case.name}", screen.program.notes.names(interview.id)
    await edit_record(
        screen,
        line,
        lambda: edit_note_form(screen.program, heading, interview.id, line, screen.done, names=names),
        origin=f"note {interview} {line}",
    )


async def remove(screen: MainScreen) -> None:
    """Skips follow-ups, deletes notes or interviews; asks first. A suggestion is dropped at once: nothing is lost."""
    from interview_tui.ui.dialogs.menu import Choice, Menu

    question, change = _removal(screen)
    if not question:
        screen.perform(change)
        return

    def confirmed() -> None:
        screen.perform(change)

    choices = [Choice("y", "yes", confirmed), Choice("n", "no", lambda: None)]
    await screen.ask(Menu(question, choices, safe=1))


def _removal(screen: MainScreen) -> tuple[str, Callable[[], Change]]:
    """What would be removed, as a question ('' where none is needed), and the change that does it. Raises Refused."""
    program, selection = screen.program, screen.selection
    if selection.active is Pane.NOTES:
        lines = selection.note_refs()
        return f"Delete {counted(len(lines), 'note')}?", lambda: program.notes.remove(lines)
    if selection.active is Pane.FOLLOW_UPS:
        ids = selection.follow_up_ids()
        row = screen.follow_ups.follow_up
        drops = row is not None and row.kind is Kind.SUGGESTION and ids == [row.id]
        one = f"“{shorten(row.text, 60)}”" if row is not None and ids == [row.id] else ""
        again = f"{'It' if len(ids) == 1 else 'They'} will not be asked for again"
        question = "" if drops else f"Skip {one or counted(len(ids), 'follow-up')}? {again}"
        return question, lambda: program.follow_ups.skip(ids)
    found = selection.interview_ids()
    question = f"Delete {selection.name_of(found)} and everything in it? ({SHOWN['outcome']} closes it instead)"
    return question, lambda: program.interviews.remove(found)


async def edit_in_editor(screen: MainScreen) -> None:
    """All the notes of the meeting in $EDITOR; where another session wrote into them, the user chooses."""
    from interview_tui.ui.editor import edit_whole, meeting_notes

    interview_id = screen.selection.required_case().interview.id
    meeting = load_case(screen.program.store.reader, interview_id, screen.program.clock()).meeting
    await edit_whole(screen, meeting_notes(screen.program, interview_id, meeting.id))


async def debrief_meeting(screen: MainScreen) -> None:
    """After the meeting: one question after another."""
    from interview_tui.ui.dialogs.debrief import debrief as ask

    meeting_id = _to_debrief(screen, screen.selection.required_case())
    told = partial(screen.done_with, screen.selection.required_case().interview.id)
    await ask(screen, meeting_id, kept=told, left=told)


def _to_debrief(screen: MainScreen, case: Case) -> int:
    """The meeting that the follow-up under the cursor asks to write down, or in which the cursor of the notes is; else
    that of the follow-up or the interview while it is to be written down; else the one that has ended without.
    """
    context, at, row = screen.program, screen.notes.meeting, screen.follow_ups.follow_up
    meeting = case.meeting
    if screen.selection.active is Pane.NOTES and at is not None and at.meeting.id != meeting.id:
        return at.meeting.id
    facts = load_facts(context.store.reader, case.interview.id)
    if screen.selection.active is Pane.FOLLOW_UPS and row is not None:
        asked = context.meetings.of_follow_up(row.id)
        if row.kind is Kind.DEBRIEF and asked is not None:
            return asked
        meeting = next((m for m in facts.meetings if m.id == asked), meeting)
    owes = any(f.kind is Kind.DEBRIEF for f in case.open) or meeting.id not in facts.noted
    if owes and meeting.starts is not None and end_of(meeting) <= context.clock():
        return meeting.id
    ended = ended_without_debrief(context.store, context.clock())
    if ended is None:
        return meeting.id
    screen.stand_on(ended[0])
    return screen.selection.required_case().meeting.id


async def read_email(screen: MainScreen) -> None:
    """Reads what is new in the mail folders of the configuration, in a thread."""
    from interview_tui.app_context import AppContext
    from interview_tui.domain.errors import UserError
    from interview_tui.importing.mail_folders import (
        MailFound,
        MailRun,
        address_wanted,
        configured_folders,
        likely_own_address,
    )
    from interview_tui.ui.dialogs.working import Working, WorkStopped

    program = screen.program
    folders, problems = configured_folders(program.settings)

    def read(told: Callable[[int], None]) -> MailFound:
        own = AppContext(program.settings)  # a connection belongs to the thread that opened it
        own.session = program.session
        try:
            if likely := likely_own_address(own.settings, own.store.reader, folders):
                own = own.known_as(likely, sure=False)
            run = MailRun(own, folders)
            try:
                if run.has_news:
                    run.take(progress=told)
            except UserError as error:  # what was written before stands
                if not run.found.taken:
                    raise
                stopped = "stopped: the next time goes on from there"
                problems.append(stopped if isinstance(error, WorkStopped) else str(error))
            if run.found.taken and not program.settings.mine:
                problems.append(address_wanted(program.settings, likely))
            return run.found
        finally:
            own.store.close()

    def found(what: MailFound) -> None:
        screen.done(what.change(problems))

    await screen.ask(Working("Reading email", read, found, words="{:,} emails looked at"))
