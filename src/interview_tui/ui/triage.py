"""Triage: one due follow-up after another, with what one needs to act on it; one key settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import When
from interview_tui.domain.enums import DueState, Outcome, Ref, Settled
from interview_tui.domain.errors import UserError
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.domain.text import company_role
from interview_tui.store.case import load_case, other_meetings
from interview_tui.store.queue import Queue, QueueRow
from interview_tui.store.records import get
from interview_tui.ui.app_screen import AppScreen
from interview_tui.ui.case_prose import day_prose, person_prose, promises_prose, standing_prose, words_prose
from interview_tui.ui.dialogs.follow_up import wait_prompt
from interview_tui.ui.frame import Part
from interview_tui.ui.keys import TRIAGE, TRIAGE_MOVES, mine, triage_footer, with_keys
from interview_tui.ui.letter_prose import letter_prose
from interview_tui.ui.lines import KeyLine
from interview_tui.ui.pages.base import BESIDE_FROM, DETAIL_LINES, PageBody, PageTitle, framed
from interview_tui.ui.panes.notes import NotesPane
from interview_tui.ui.text_view import Prose, TextView
from interview_tui.wording import by_words, due, what, why

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import Movable


HEADED_FROM = 30
"""Lines of the screen from which on who it is and where it stands have headings."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was done about the follow-up at a place; an empty verb for one left as it is."""

    place: int
    verb: str
    words: str


class Triage(AppScreen):
    """Overdue ones first, then those of today: the case, and where there is room the letter and the notes beside it. At
    the end it says what was done.
    """

    HORIZONTAL_BREAKPOINTS = [(BESIDE_FROM, "-beside")]  # noqa: RUF012 -- declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        *(key.binding() for key in (*TRIAGE, *TRIAGE_MOVES)),
        Binding("ctrl+c", "app.quit", show=False, priority=True),
    ]

    def __init__(self, program: AppContext, tell: Callable[[str], None]) -> None:
        super().__init__(program)
        self._tell = tell
        self._rows: Sequence[QueueRow] = ()
        self._at = 0
        self._settled: list[_Settled] = []
        self._title = PageTitle()
        self._page = TextView(id="case")
        self._letter = TextView(id="triage-letter")
        self._notes = NotesPane(program)
        self._notes.head(False)
        self._notes.announces = self._notes.can_focus = False
        self._frame = framed(self._page, lit=True)
        self._letter_frame = framed(self._letter, scrolled=True)
        self._notes_frame = framed(self._notes, scrolled=True)
        self._hidden = (0, 0)
        self._is_low = False
        self._page.hidden_changed = self._show_hidden
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        self.take_size()
        yield self._title
        beside = Container(self._letter_frame, self._notes_frame, id="triage-beside")
        yield Container(PageBody(self._frame, beside, id="page-body"), id="page-middle")
        yield self.message
        yield self.keys

    def on_mount(self) -> None:
        self._rows = self._due()
        self._draw()
        self.attempt(self.keep_looking)

    def _due(self) -> list[QueueRow]:
        context = self.program
        queue = Queue(context.store, context.clock(), days=0)
        return [row for row in queue.window(0, len(queue)) if row.state in (DueState.OVERDUE, DueState.TODAY)]

    async def action_done(self) -> None:
        """It is done; where a letter was to be written, or the contact comes too soon, after a question."""
        from interview_tui.ui.warning import settle_after_asking

        if self._at >= len(self._rows):
            return
        row, follow_ups = self._rows[self._at], self.program.follow_ups

        def done() -> None:
            self._settle("done", lambda row: follow_ups.done([row.id]))

        def wait(day: date) -> None:
            self._settle("put off", lambda row: follow_ups.snooze([row.id], When(day)))

        async def write(_: FollowUp) -> None:
            await self.action_letter()

        with self.saying():
            if self._is_undecided(row):
                await self.action_letter()
                return
            await settle_after_asking(self, [row.id], done=done, wait=wait, write=write)

    async def action_letter(self) -> None:
        """The letter that it asks for; one that was sent settles it."""
        from interview_tui.ui.actions.letters import open_letter

        if self._at >= len(self._rows):
            return
        row = self._rows[self._at]

        def left() -> None:
            self._left(row, f"Done: {row.text} · {row.company}")

        async def write(kind: LetterKind | None = None) -> None:
            await open_letter(self, Ref("f", row.id), left, kind)

        with self.saying():
            if self._is_undecided(row):
                from interview_tui.ui.dialogs.offer import answer_menu

                await self.ask(answer_menu(company_role(row.company, row.role), write))
                return
            await write()

    async def action_debrief(self) -> None:
        """The questions of the debrief that it asks for; once the meeting is written down, it is done."""
        from interview_tui.ui.dialogs.debrief import debrief

        if self._at >= len(self._rows):
            return
        row = self._rows[self._at]
        meeting_id = self.program.meetings.of_follow_up(row.id) if row.kind is Kind.DEBRIEF else None
        if meeting_id is None:
            self.message.tell("There is no meeting to write up here", error=True)
            return

        def left(change: Change) -> None:
            if not self._left(row, change.words):
                self.message.tell(change.words)

        def kept(change: Change) -> None:
            self.message.tell(change.words)

        with self.saying():
            await debrief(self, meeting_id, kept=kept, left=left)

    def _left(self, row: QueueRow, words: str) -> bool:
        """What was opened for a follow-up was left; where that settled it, the next one is shown. Whether it did."""
        if get(self.program.store.reader, FollowUp, row.id).state is Settled.OPEN:
            self._draw()
            return False
        if row not in self._rows[self._at : self._at + 1]:  # it was read again meanwhile, without this one
            self._rows = [*self._rows[: self._at], row, *self._rows[self._at :]]
        self._go_on("done", words, undoable=True)
        return True

    def _is_undecided(self, row: QueueRow) -> bool:
        """Whether it is the answer to an offer that is not decided."""
        if not KINDS[row.kind].choices:
            return False
        return get(self.program.store.reader, Interview, row.interview_id).outcome is Outcome.OFFER

    def action_remove(self) -> None:
        """It will not be done."""
        self._settle("skipped", lambda row: self.program.follow_ups.skip([row.id]))

    async def action_wait(self) -> None:
        """It is put off."""
        if self._at >= len(self._rows):
            return

        found = [self._rows[self._at].id]

        def wait(until: When) -> None:
            self._go_on("put off", self.program.follow_ups.snooze(found, until).words, undoable=True)

        with self.saying():
            await self.ask(wait_prompt(self.program, found, wait))

    async def action_help(self) -> None:
        """The keys that work here."""
        from interview_tui.ui.dialogs.help import Help

        keys, moves = tuple(map(mine, TRIAGE)), tuple(map(mine, TRIAGE_MOVES))
        await self.ask(Help("Triage", self.keys.own, self.keys.general, keys, moving=moves))

    def action_next(self) -> None:
        """It stays as it is; the next one."""
        if self._at < len(self._rows):
            self._go_on("", f"Left for later: {self._rows[self._at].text}", undoable=False)

    def action_undo(self) -> None:
        """Back to the one before, as it was."""
        if not self._settled:
            self.message.tell("Nothing was settled here yet", error=True)
            return
        last = self._settled[-1]
        with self.saying():
            words = self.program.history.undo().words if last.verb else f"Back to {self._rows[last.place].text}"
            self._settled.pop()
            self._at = last.place
            self.message.tell(words)
            self._draw()

    def reload(self) -> None:
        """Draws what is shown again; what another session has settled is asked for no more."""
        still = {row.id: row for row in self._due()}
        ahead = self._rows[self._at :]
        self._rows = [*self._rows[: self._at], *(still[row.id] for row in ahead if row.id in still)]
        self._draw()

    async def action_leave(self) -> None:
        """Back to the dashboard."""
        if self.drop_selected():
            return
        await self.app.pop_screen()
        self._tell(self._summary())

    def moves(self) -> Movable:
        return self._page

    def action_detail(self, direction: int) -> None:
        """Scrolls the letter, or the notes where there is none."""
        lines = direction * DETAIL_LINES
        if self._letter_frame.display:
            self._letter.move(lines)
        else:
            self._notes.scroll_lines(lines)

    def on_resize(self) -> None:
        """Who it is and where it stands have headings where there are lines for them."""
        low = self.size.height < HEADED_FROM
        if low is not self._is_low:
            self._is_low = low
            self._draw()

    def _settle(self, verb: str, work: Callable[[QueueRow], Change]) -> None:
        if self._at >= len(self._rows):
            return

        def settle() -> None:
            self._go_on(verb, work(self._rows[self._at]).words, undoable=True)

        self.attempt(settle)

    def _go_on(self, verb: str, words: str, *, undoable: bool) -> None:
        self._settled.append(_Settled(self._at, verb, words))
        self._at += 1
        self.message.tell(words, undoable=undoable)
        self._draw()

    def _summary(self) -> str:
        verbs = [settled.verb for settled in self._settled]
        parts = [f"{verbs.count(verb)} {verb}" for verb in ("done", "put off", "skipped") if verb in verbs]
        left = len(self._rows) - sum(1 for verb in verbs if verb)
        return f"Triage: {', '.join(parts) or 'nothing settled'}" + (f", {left} left" if left else "")

    def _draw(self) -> None:
        total = len(self._rows)
        row = self._rows[self._at] if self._at < total else None
        self.keys.show(*triage_footer(row.kind if row is not None else None))
        self._letter_frame.display = False
        self.set_class(row is None, "-alone")
        if row is None:
            share = 1.0 if total else None
            self._title.show("Triage", "", f"all {total} seen" if total else "nothing is due", share=share)
            self._frame.show_top([Part("Done" if total else "Nothing to do", "title")])
            self._page.show(self._end)
        else:
            self._title.show(
                "Triage", company_role(row.company, row.role), f"{self._at + 1} of {total}", share=self._at / total
            )
            context = self.program
            meeting_id = get(context.store.reader, FollowUp, row.id).meeting_id
            case = load_case(context.store.reader, row.interview_id, context.clock(), meeting_id=meeting_id)
            self._frame.show_top([Part(what(row), "title")])
            self._page.show(lambda to: self._one(to, row, case))
            self._show_letter(row)
            self._notes.show_case(case, other_meetings(context.store.reader, case, context.clock()))
            self._notes_frame.show_top([Part("Notes")])
        self._page.first()
        self._show_hidden(*self._hidden)

    def _show_hidden(self, above: int, below: int) -> None:
        """What comes next, and how many lines are out of view."""
        self._hidden = above, below
        after = self._rows[self._at + 1 : self._at + 2]
        left = [Part(f"then {what(after[0])} · {after[0].company}")] if after else []
        self._frame.show_bottom(left, [Part(f"↓ {below} more")] if below else [])

    def _show_letter(self, row: QueueRow) -> None:
        """The letter that it asks for, as it is or would be drafted; what it waits for, where it cannot be yet."""
        if KINDS[row.kind].letter is None:
            return
        letters = self.program.letters
        try:
            letter = letters.current(Ref("f", row.id))
            waits = "" if letter.id else "; ".join(letters.gaps(letter))
        except UserError as error:
            self._letter.show(str(error))
            self._letter_frame.show_top([Part("Letter")])
        else:
            text = self.program.outbox.body(letter)
            self._letter.show(f"It waits for {waits}" if waits else lambda to: letter_prose(to, letter.subject, text))
            stands = letter.state if letter.id else "not possible yet" if waits else "preview"
            self._letter_frame.show_top([Part("Letter")], [Part(stands)])
        self._letter.first()
        self._letter_frame.display = True

    def _end(self, to: Prose) -> None:
        if not self._rows:
            to.line(with_keys("Nothing is overdue or due today. {triage.leave} goes back."))
            return
        to.line((self._summary(), "strong"))
        to.blank()
        for settled in self._settled:
            row = self._rows[settled.place]
            to.fact(settled.verb or "left", f"{what(row)} · {row.company}")
        to.blank()
        to.line(with_keys("Everything is saved. {undo} undoes the last one · {triage.leave} goes back"))

    def _one(self, to: Prose, row: QueueRow, case: Case) -> None:
        context = self.program
        today, calendar = context.today(), context.calendar
        by = "" if KINDS[row.kind].weight is Weight.NONE or row.channel is None else f" · {by_words(row.channel)}"
        late = row.state is DueState.OVERDUE
        to.line((due(row, today, calendar), "late" if late else "strong"), by, f" · {why(row, today, calendar)}")
        if row.sensitive:
            to.line(("Sensitive: ask with care", "strong"))
        if KINDS[row.kind].beside_meeting:
            day_prose(to, case, context)
        person = case.people.get(row.person_id or 0)
        low = self._is_low
        if low:
            to.blank()
        if person is not None and low:
            about = "".join(f", {part}" for part in (person.title, person.email) if part)
            to.fact("Who", (person.name, "strong"), about)
        elif person is not None:
            to.heading("Who")
            person_prose(to, person)
        if not low:
            to.heading("Where it stands")
        standing_prose(to, case, context)
        words_prose(to, case, row.person_id)
        promises_prose(to, case, context)
