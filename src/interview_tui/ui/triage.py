"""Triage: one due follow-up after another, with what one needs to act on it; one key settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from interview_tui.domain.contact_frequency import silence_words
from interview_tui.domain.dates import When, day_words
from interview_tui.domain.enums import (
    CommitmentState,
    DueState,
    MeetingState,
    Outcome,
    Owner,
    QuestionState,
    Ref,
    Settled,
)
from interview_tui.domain.follow_up_kinds import KINDS, Weight
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.domain.steps import title
from interview_tui.domain.text import company_role
from interview_tui.services.meetings import time_words
from interview_tui.store.case import load_case, other_meetings
from interview_tui.store.queue import Queue, QueueRow
from interview_tui.store.records import get
from interview_tui.ui.app_screen import AppScreen
from interview_tui.ui.dialogs.follow_up import wait_prompt
from interview_tui.ui.keys import TRIAGE, TRIAGE_MOVES, mine, triage_footer, with_keys
from interview_tui.ui.lines import KeyLine
from interview_tui.ui.pages.base import TextView
from interview_tui.ui.strips import style_of, tone
from interview_tui.wording import due, last_touch, meeting_line, what, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import Movable


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was done about the follow-up at a place; an empty verb for one left as it is."""

    place: int
    verb: str
    words: str


class Triage(AppScreen):
    """Overdue ones first, then those of today. At the end it says what was done."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"triage--late"}
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
        self._head = Static(markup=False, id="triage-head")
        self._page = TextView(id="triage-body")
        self.keys = KeyLine()

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._page
        yield self.message
        yield self.keys

    def on_mount(self) -> None:
        self.keys.show(*triage_footer())
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
            settled = get(self.program.store.reader, FollowUp, row.id).state is Settled.DONE
            if settled:
                if row not in self._rows[self._at : self._at + 1]:  # it was read again meanwhile, without this one
                    self._rows = [*self._rows[: self._at], row, *self._rows[self._at :]]
                self._go_on("done", f"Done: {row.text} · {row.company}", undoable=True)
            else:
                self._draw()

        async def write(kind: LetterKind | None = None) -> None:
            await open_letter(self, Ref("f", row.id), left, kind)

        with self.saying():
            if self._is_undecided(row):
                from interview_tui.ui.dialogs.offer import answer_menu

                await self.ask(answer_menu(company_role(row.company, row.role), write))
                return
            await write()

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

        await self.app.push_screen(Help("triage", tuple(map(mine, TRIAGE))))

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
        await self.app.pop_screen()
        self._tell(self._summary())

    def moves(self) -> Movable:
        return self._page

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
        if self._at < total:
            row = self._rows[self._at]
            self._head.update(f" Triage {self._at + 1} of {total} · {company_role(row.company, row.role)}")
            self._page.show(self._one(row))
        else:
            self._head.update(f" Triage: all {total} seen" if total else " Triage: nothing is due")
            self._page.show(self._end())
        self._page.first()

    def _end(self) -> Text:
        text = Text()
        if not self._rows:
            text.append(with_keys("\nNothing is overdue and nothing is due today. {triage.leave} goes back."))
            return text
        text.append(f"\n{self._summary()}\n\n", "bold")
        for settled in self._settled:
            row = self._rows[settled.place]
            text.append(f"  {settled.verb or 'left':<9}", "bold")
            text.append(f"{what(row)} · {row.company}\n")
        text.append(with_keys("\nEverything is kept. {undo} takes the last one back · {triage.leave} goes back"))
        return text

    def _one(self, row: QueueRow) -> Text:
        context = self.program
        meeting_id = get(context.store.reader, FollowUp, row.id).meeting_id
        case = load_case(context.store.reader, row.interview_id, context.clock(), meeting_id=meeting_id)
        today, calendar = context.today(), context.calendar
        text = Text()
        text.append(f"\n{what(row)}\n", "bold")
        late = row.state is DueState.OVERDUE
        text.append(due(row, today, calendar), tone(style_of(self, "triage--late")) if late else "bold")
        by = "" if KINDS[row.kind].weight is Weight.NONE or row.channel is None else f" · by {row.channel}"
        text.append(f"{by} · {why(row, today, calendar)}\n")
        if row.sensitive:
            text.append("Sensitive: ask with care\n", "bold")
        for heading, lines in self._sections(case, row):
            text.append(f"\n{heading}\n", "bold underline")
            for line in lines:
                text.append(f"  {line}\n")
        return text

    def _sections(self, case: Case, row: QueueRow) -> Iterator[tuple[str, list[str]]]:
        if KINDS[row.kind].beside_meeting:
            yield from self._of_the_day(case)
        person = case.people.get(row.person_id or 0)
        if person is not None:
            parts = (person.name, person.title, person.email, person.phone)
            who = [" · ".join(part for part in parts if part)]
            who += ["No calls, please"] if person.no_calls else []
            who += [person.note] if person.note else []
            yield "Who", who
        yield "Where it stands", self._standing(case)
        for heading, theirs in (("Their words", True), ("Said by others", False)):
            said = self._said(case, row.person_id, theirs=theirs or person is None)
            if said and (theirs or person is not None):
                yield heading, said
        promised = self._promised(case)
        if promised:
            yield "Promised", promised

    def _of_the_day(self, case: Case) -> Iterator[tuple[str, list[str]]]:
        """The meetings of a day: when and where, whom one meets, what is to be asked and told."""
        context = self.program
        day = context.calendar.day
        cases = [case, *other_meetings(context.store.reader, case, context.clock())]
        start = case.meeting.starts
        of_day = [
            one_case
            for one_case in sorted(cases, key=lambda c: (c.meeting.starts is None, c.meeting.starts, c.meeting.id))
            if one_case.meeting.id == case.meeting.id
            or (
                start is not None
                and one_case.meeting.starts is not None
                and one_case.meeting.state is MeetingState.PLANNED
                and day(one_case.meeting.starts) == day(start)
            )
        ]
        for present in of_day:
            meeting = present.meeting
            lines = [time_words(meeting, context.calendar), *filter(None, (meeting.title, meeting.place, meeting.link))]
            yield "Meeting", lines
            people = [present.people[a.person_id] for a in present.attendances if a.present is not False]
            yield "Who", [" · ".join(filter(None, (p.name, p.title, p.email))) for p in people] or ["nobody known yet"]
            asked = [q.text for q in present.questions if q.state is not QuestionState.KEPT]
            yield "Questions", asked or [with_keys("none prepared: {questions} on the dashboard picks some")]
            told = [present.stories[m.story_id].title for m in present.matches if m.meeting_id == meeting.id]
            if told:
                yield "Stories", told

    def _standing(self, case: Case) -> list[str]:
        context = self.program
        lines = [f"Step {title(case.interview.step_at(context.clock()))}, round {case.round.number}"]
        now, calendar = context.clock(), context.calendar
        if case.meeting_start is not None:
            lines.append(f"Meeting {meeting_line(case, now=now, calendar=calendar)}")
        lines.append(last_touch(case, now=now, calendar=calendar))
        silence = silence_words(case, now, calendar, context.cadences.of(case.interview.plan))
        lines += [silence] if silence else []
        return lines

    @staticmethod
    def _said(case: Case, person_id: int | None, *, theirs: bool) -> list[str]:
        def whose(said_by: int | None) -> bool:
            return person_id is None or (said_by == person_id) == theirs

        def by(said_by: int | None) -> str:
            name = case.person_name(said_by)
            return f" ({name})" if name and said_by != person_id else ""

        pressing = sorted(case.needs, key=lambda need: -need.pressing)
        lines = [
            f"{'!' * need.pressing:<3} {need.text}{by(need.person_id)}" for need in pressing if whose(need.person_id)
        ]
        return lines + [f"“{quote.text}”{by(quote.person_id)}" for quote in case.quotes if whose(quote.person_id)]

    def _promised(self, case: Case) -> list[str]:
        today = self.program.today()
        lines = []
        for commitment in case.commitments:
            if commitment.state is CommitmentState.OPEN:
                who = "I" if commitment.owner is Owner.ME else case.person_name(commitment.person_id) or "They"
                by = f" by {day_words(commitment.due, today=today)}" if commitment.due else ""
                lines.append(f"{who}: {commitment.text}{by}")
        return lines
