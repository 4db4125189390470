"""What the keys do: each action finds what it is about, asks what it must, and calls one service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from interview_tui.domain.dates import When
from interview_tui.domain.enums import Ref, Step
from interview_tui.domain.errors import UserError
from interview_tui.domain.records import FollowUp, Meeting, Need
from interview_tui.domain.records import ref as ref_of
from interview_tui.domain.steps import title
from interview_tui.domain.text import counted
from interview_tui.services.interviews import StillOwed
from interview_tui.store.reading import load_case
from interview_tui.ui.keys import BINDINGS, SHOWN, Pane, acts, moves
from interview_tui.ui.list_view import ListView
from interview_tui.ui.opening import Opening
from interview_tui.ui.requirement_navigation import LETTERS, line_for, place_for

if TYPE_CHECKING:
    from datetime import date

    from textual.binding import BindingType

    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.domain.requirements import Owed
    from interview_tui.services.base import Change
    from interview_tui.ui.dialogs.form import Form
    from interview_tui.ui.dialogs.menu import Choice


class MainScreen(Opening):
    """The keys' actions. Those that ask something open a dialog, which does the work itself."""

    BINDINGS: ClassVar[list[BindingType]] = list(BINDINGS)

    # Moving and looking

    def action_down(self) -> None:
        """One line down."""
        self.panes[self.active].move(1)
        self.catch_up()

    def action_up(self) -> None:
        """One line up."""
        self.panes[self.active].move(-1)
        self.catch_up()

    def action_first(self) -> None:
        """To the first line."""
        self.panes[self.active].first()
        self.catch_up()

    def action_last(self) -> None:
        """To the last line."""
        self.panes[self.active].last()
        self.catch_up()

    def action_half_page(self, direction: int) -> None:
        """Half a page."""
        self.panes[self.active].half_page(direction)
        self.catch_up()

    def action_pane(self, direction: int) -> None:
        """To the next pane, round and round."""
        order = list(Pane)
        self.go(order[(order.index(self.active) + direction) % len(order)])

    def action_step(self, number: int) -> None:
        """To a step in the pipeline."""
        self.go_to_step(Step(number))

    async def action_open(self) -> None:
        """The notes of the selected interview; a note, to edit it."""
        if self.active is Pane.NOTES:
            await self.action_edit()
        elif self.case is not None:
            self.go(Pane.NOTES)

    @on(ListView.Opened)
    async def _on_opened(self) -> None:
        await self.action_open()

    def action_leave(self) -> None:
        """Drops marks, then the filter, then goes back to the pane before."""
        pane = self.panes[self.active]
        if pane.marked:
            pane.clear_marks()
            self.message.tell("Nothing is marked any more")
        elif self.filters[self.active]:
            self.narrow("")
        elif not self.go_back():
            self.message.tell(f"{SHOWN['quit']} quits; everything is kept already")

    def action_zoom(self) -> None:
        """The active pane alone, and back."""
        self.zoom()

    def action_mark(self) -> None:
        """Marks a line."""
        self.panes[self.active].toggle_mark()
        marked = len(self.panes[self.active].marked)
        self.message.tell(f"{counted(marked, 'line')} marked: actions take all of them" if marked else "")

    async def action_filter(self) -> None:
        """Asks for words; the pane shows only lines that have them."""
        from interview_tui.ui.dialogs.prompt import FilterPrompt

        current = self.panes[self.active].current
        at = current.key if current is not None else None
        await self.ask(FilterPrompt(self.filters[self.active], lambda text: self.narrow(text, at=at)))

    def action_reload(self) -> None:
        """Reads and draws everything again."""
        if self.attempt(self.reload):
            self.message.tell("Read again")
            self.post_message(self.Doubted())

    async def action_recover(self) -> None:
        """What was typed and neither saved nor dropped."""
        from interview_tui.ui.recovery import recover

        with self.saying():
            await recover(self)

    def action_copy(self) -> None:
        """The line under the cursor, to the clipboard."""
        text = self.line_as_text()
        if text:
            self.copy(text)
        else:
            self.message.tell("There is nothing to copy here", error=True)

    async def action_palette(self) -> None:
        """Every action by its name."""
        from interview_tui.ui.dialogs.palette import Palette

        await self.ask(Palette((*acts(), *moves()), self.run_action))

    # Follow-ups

    async def action_done(self) -> None:
        """The follow-up is done, after a warning when the contact comes too soon; a line of the notes is settled."""
        from interview_tui.ui.warning import ask_first, warned

        if self.active is Pane.NOTES:
            self.perform(lambda: self.program.notes.settle(self.note_refs()))
            return

        def done() -> None:
            self.perform(lambda: self.program.follow_ups.done(found))

        def wait(day: date) -> None:
            self.perform(lambda: self.program.follow_ups.snooze(found, When(day)))

        async def go_on() -> None:
            with self.saying():
                await warned(self, self.program.persistence.before(found), done, wait, found)

        async def write(follow_up: FollowUp) -> None:
            with self.saying():
                await self.write_letter(ref_of(follow_up))

        with self.saying():
            found = self.follow_up_ids()
            offer = self.undecided_offer(found)
            if offer is not None:
                await self._answer_offer(offer)
                return
            await ask_first(self, found, go_on, write, unseen=self.active is Pane.PIPELINE)

    async def _answer_offer(self, offer: FollowUp) -> None:
        """An offer is answered by a letter, or its answer is said to have been given."""
        from interview_tui.ui.dialogs.menu import Choice, Menu
        from interview_tui.ui.dialogs.outcome import outcome_menu

        interview_id = offer.interview_id

        async def told() -> None:
            with self.saying():
                await self.ask(outcome_menu(self, [interview_id]))

        choices = [
            Choice("m", "writes the answer: accept, decline, counter, or ask for time", lambda: self.answer(offer)),
            Choice("o", "I have told them already: accepted or declined", told),
        ]
        await self.ask(Menu(f"{offer.text} · {self.named([interview_id])}: it is not decided yet", choices))

    async def action_wait(self) -> None:
        """Asks until when the follow-up waits."""
        from interview_tui.ui.dialogs.follow_up import wait_prompt

        with self.saying():
            found = self.follow_up_ids()

            def wait(until: When) -> None:
                change = self.program.follow_ups.snooze(found, until)
                if self.active is Pane.FOLLOW_UPS:
                    self.follow_ups.move(1)  # as after a follow-up that is done, the next one has the cursor
                self.done(change)

            await self.ask(wait_prompt(self.program, found, wait))

    async def action_triage(self) -> None:
        """One due follow-up after another."""
        from interview_tui.ui.triage import Triage

        def leave(words: str) -> None:
            if self.attempt(self.reload):
                self.message.tell(words)

        await self.app.push_screen(Triage(self.program, leave))

    # Interviews

    async def action_advance(self) -> None:
        """To the next step; what is owed is shown first, and the same key again advances all the same."""
        try:
            found = self.interview_ids()
            self.done(_seen_otherwise(self.program.interviews.advance(found)))
        except StillOwed as owing:
            await self._show_owed(found, owing)
        except UserError as error:
            self.message.tell(str(error), error=True)

    async def _show_owed(self, found: list[int], owing: StillOwed) -> None:
        from interview_tui.ui.dialogs.menu import Choice, Menu

        now = self.program.clock()
        case = load_case(self.program.store.reader, owing.interview_id, now)

        def choice(item: Owed) -> Choice:
            return Choice(SHOWN[place_for(item, case).key], item.text, lambda: self._go_to(case, item))

        def anyway() -> None:
            self.perform(lambda: _seen_otherwise(self.program.interviews.advance(found, anyway=True)))

        advance = Choice("]", "advance all the same; the journal says what was skipped", anyway)
        heading = f"{case.name}: step {title(case.interview.step_at(now))} still owes"
        choices = [*map(choice, owing.items), advance]
        await self.ask(Menu(heading, choices, hint="the key goes there · ] advances · esc stays"))

    async def _go_to(self, case: Case, item: Owed) -> None:
        """Goes where one gives the step what it owes."""
        place = place_for(item, case)
        self.choose(case.interview.id)
        if item.owe in LETTERS:
            await self._write_owed_letter(case, LETTERS[item.owe])
        elif place.pane is None:
            await self.run_action(place.key)
        elif place.pane is Pane.PIPELINE:
            await self._edit_interview(focus=place.begin)
        elif place.pane is Pane.NOTES:
            self.go(Pane.NOTES)
            if self.filters[Pane.NOTES]:
                self.narrow("")
            wanted = line_for(item, case)
            if wanted is not None:
                self.notes.go_to(ref_of(wanted))
            if place.key == "add":
                await self._add_note(place.begin)
            elif place.key == "edit":
                await self.action_edit()
            else:
                self.message.tell(f"{SHOWN['done']} says who was there; {SHOWN['add']} adds somebody: @ Name")
        else:
            self.go(Pane.FOLLOW_UPS)
            self.follow_to(case.interview.id, person_id=item.person_id)

    async def _write_owed_letter(self, case: Case, kind: LetterKind) -> None:
        with self.saying():
            await self.write_letter(Ref("i", case.interview.id), kind)

    def action_step_back(self) -> None:
        """Back to the step before."""
        self.perform(lambda: _seen_otherwise(self.program.interviews.back(self.interview_ids())))

    async def action_meeting(self) -> None:
        """A further meeting; on a meeting's line in the notes, what may become of it."""
        from interview_tui.ui.dialogs.meeting import further_form, meeting_menu

        with self.saying():
            case, at = self.selected_case(), self.notes.meeting
            on_its_line = self.active is Pane.NOTES and isinstance(self.notes.record, Meeting)
            if on_its_line and at is not None and at.meeting.starts is not None:
                await self.ask(meeting_menu(self, at))
                return

            def done(change: Change) -> None:
                self.done_with(case.interview.id, change)

            await self.ask(further_form(self.program, case, done), origin=f"meeting {ref_of(case.interview)}")

    async def action_offer(self) -> None:
        """The offer; where others are open, all of them side by side first."""
        from interview_tui.ui.dialogs.offer import offers_menu

        with self.saying():
            await self.ask(offers_menu(self, self.selected_case()))

    async def action_outcome(self) -> None:
        """Asks how it ended."""
        from interview_tui.ui.dialogs.outcome import outcome_menu

        with self.saying():
            menu = outcome_menu(self, self.interview_ids())
            await self.ask(menu)

    async def action_touch(self) -> None:
        """Asks which way and how, and for a word on it; logs the contact."""
        from interview_tui.ui.dialogs.touch import Subject, subject_of, touch_menu

        with self.saying():
            found = self.interview_ids()
            row = self.follow_ups.follow_up
            alone = self.active is Pane.FOLLOW_UPS and not self.follow_ups.marked
            if len(found) == 1:
                subject = subject_of(self.program, found[0], row.person_id if row is not None and alone else None)
            else:
                subject = Subject(name=self.named(found), targets=tuple(Ref("i", i) for i in found))
            await self.ask(touch_menu(self, subject, self.done))

    # Adding, editing, removing

    async def action_add(self) -> None:
        """An interview, a note, or a follow-up of one's own, by the pane."""
        if self.active is Pane.PIPELINE or self.case is None:
            await self.add_interview()
        elif self.active is Pane.NOTES:
            await self._add_note("")
        else:
            from interview_tui.ui.dialogs.follow_up import follow_up_form

            origin = f"follow-up {ref_of(self.case.interview)}"
            await self.ask(follow_up_form(self.program, self.case, self.done), origin=origin)

    async def _add_note(self, begin: str) -> None:
        from interview_tui.ui.dialogs.note import NoteDialog, near_names

        current, case = self.case, self.notes.meeting
        if current is None or case is None:
            return
        on_line = self.notes.record
        under = on_line.id if isinstance(on_line, Need) else None

        def submit(text: str) -> None:
            self.done(notes.capture(case.interview.id, text, under=under, meeting_id=case.meeting.id))

        heading = f"Note for {case.name}"
        if len(case.meetings) > 1:
            heading += f", {self.program.meetings.when(case.meeting.starts)}"
        notes = self.program.notes
        names = notes.names(case.interview.id)
        near = near_names(self.program, case)
        dialog = NoteDialog(heading, submit, notes.day_reader(case), names=names, value=begin, again=True, near=near)
        where = "" if case.meeting.id == current.meeting.id else f" in {ref_of(case.meeting)}"
        await self.ask(dialog, origin=f"note {ref_of(case.interview)}{where}")

    async def action_import(self) -> None:
        """Asks for the file of an invitation."""
        from interview_tui.ui.dialogs.file_import import import_prompt

        def taken(change: Change) -> None:
            came = next((found.id for found in change.refs if found.letter == "i"), None)
            if came is None:
                self.done(change)
            else:
                self.done_with(came, change)

        await self.ask(import_prompt(self, taken))

    async def action_edit(self) -> None:
        """What the cursor is on."""
        if self.active is Pane.NOTES:
            await self._edit_note()
        elif self.active is Pane.FOLLOW_UPS and self.follow_ups.follow_up is not None:
            from interview_tui.ui.dialogs.follow_up import edit_follow_up_form

            row = self.follow_ups.follow_up
            key = Ref("f", row.id)
            origin = f"follow-up {Ref('i', row.interview_id)} {key}"
            with self.saying():
                await self.edit(key, lambda: edit_follow_up_form(self.program, row.id, self.done), origin=origin)
        else:
            await self._edit_interview()

    async def _edit_interview(self, *, focus: str = "") -> None:
        from interview_tui.ui.dialogs.interview import edit_form

        if self.case is None:
            self.message.tell(str(self.no_interview()), error=True)
            return
        found = ref_of(self.case.interview)

        def opened() -> Form:
            case = load_case(self.program.store.reader, found.id, self.program.clock())
            return edit_form(self.program, case, self.done, focus=focus)

        with self.saying():
            await self.edit(found, opened, origin=f"interview {found}")

    async def _edit_note(self) -> None:
        from interview_tui.ui.dialogs.note import edit_note_form

        record, case = self.notes.record, self.case
        if record is None or case is None:
            self.message.tell(str(self.nothing("There is no note here", "adds one")), error=True)
            return
        if isinstance(record, Meeting):
            await self.action_meeting()
            return
        interview, line = case.interview.id, ref_of(record)
        heading, names = f"Edit a note of {case.name}", self.program.notes.names(interview)
        with self.saying():
            await self.edit(
                line,
                lambda: edit_note_form(self.program, heading, interview, line, self.done, names=names),
                origin=f"note {ref_of(case.interview)} {line}",
            )

    async def action_remove(self) -> None:
        """Skips follow-ups, deletes notes or interviews; asks first."""
        from interview_tui.ui.dialogs.menu import Choice, Menu

        with self.saying():
            question, work = self.removal()

            def remove() -> None:
                self.perform(work)

            await self.ask(Menu(question, [Choice("y", "yes", remove), Choice("n", "no", lambda: None)]))


def _seen_otherwise(change: Change) -> Change:
    """A step that the user set: the message says that it is their view, beside that of the facts."""
    first, parted, rest = change.words.partition("; ")
    return replace(change, words=f"{first}, as you see it: steps also move by themselves{parted}{rest}")
