"""The debrief: after a meeting's end one question after another, each answer kept at once.

It is about one meeting. A question takes as many entries as there are: enter on nothing goes on to the next one. esc
ends the debrief, and the same key goes on with it later: only what is still to be said is asked then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import Owner, QuestionState
from interview_tui.domain.errors import Unclear, UserError
from interview_tui.domain.notes_text import as_line
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Commitment,
    Meeting,
    Need,
    Question,
    Quote,
    Round,
    ref,
)
from interview_tui.domain.shorthand import (
    CommitmentLine,
    QuestionLine,
    QuoteLine,
    RemarkLine,
    describe,
    format_line,
    parse_line,
)
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import due_day, joined
from interview_tui.store.case import load_case
from interview_tui.store.records import get
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.note import NoteDialog, near_names
from interview_tui.ui.keys import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.shorthand import NoteLine, ReadDay
    from interview_tui.store.journal import Change
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.ui.main_screen import MainScreen

QUESTION_FIELDS = 5
QUESTION_WIDTH = 140
"""Characters of a question at most, so that it takes two lines of 80 columns at most."""
NAME_WIDTH = 24
NONE_GIVEN = "none given"
ENDS = "end it here; all is kept"
_GOES_ON = "enter on nothing goes on · esc ends, all is kept"
_NOTED = {
    NOUNS[Attendance].letter: ("there", "there"),
    NOUNS[Question].letter: ("answer", "answers"),
    NOUNS[Need].letter: ("need", "needs"),
    NOUNS[Quote].letter: ("quote", "quotes"),
    NOUNS[Commitment].letter: ("next step", "next steps"),
}
"""How what was noted is counted."""


async def debrief(screen: MainScreen, meeting_id: int) -> None:
    """Asks what is still to be said about a meeting. Raises Refused while it is still to come."""
    first = Debrief(screen, meeting_id).after("")
    if first is not None:
        await screen.ask(first)


class _Asked(NamedTuple):
    """A question, and the title above it."""

    title: str
    question: str


class Debrief:
    """One run through the questions. Each question, once it is answered or passed, asks here for the next."""

    def __init__(self, screen: MainScreen, meeting_id: int) -> None:
        reader = screen.program.store.reader
        meeting = get(reader, Meeting, meeting_id)
        screen.program.meetings.refuse_before(meeting)
        self.screen = screen
        self.interview_id = get(reader, Round, meeting.round_id).interview_id
        self.meeting_id = meeting_id
        self._said = ""
        self._noted: dict[Ref, None] = {}
        self._missed = False
        self._questions = self._ask()

    def after(self, said: str) -> Dialog | None:
        """The question after one that was answered so ('' for passed); after the last one the debrief is done.

        Raises UserError.
        """
        self._said = said
        question = next(self._questions, None)
        if question is None and not self._missed:
            self._finish()
        return question

    def stop(self) -> None:
        """Ends it before the last question."""
        again = f"{SHOWN['debrief']} goes on with the debrief of {self.case().name}"
        self.screen.stand_on(self.interview_id)
        self.screen.message.tell(f"Noted: {self._summary()}; {again}" if self._noted else again)

    @property
    def read_day(self) -> ReadDay:
        """Reads the days in what is typed: they count from the meeting's."""
        return self.screen.program.notes.day_reader(self.case())

    def case(self) -> Case:
        """The interview at the meeting that is debriefed."""
        program = self.screen.program
        now = program.clock()
        return load_case(program.store.reader, self.interview_id, now, meeting_id=self.meeting_id)

    def _keep(self, change: Change, *refs: Ref) -> None:
        """An answer was kept: it is counted, said and shown."""
        if change.entry is not None:
            self._noted.update(dict.fromkeys(refs or change.refs))
        self.screen.done_with(self.interview_id, change)

    def _capture(self, line: NoteLine) -> None:
        text = format_line(line, self.read_day)
        self._keep(self.screen.program.notes.capture(self.interview_id, text, meeting_id=self.meeting_id))

    # The questions, in their order

    def _ask(self) -> Iterator[Dialog]:
        for part in (self._who, self._answers, self._needs, self._quotes, self._next_step):
            yield from part()
            if self._missed:
                return

    def _who(self) -> Iterator[Dialog]:
        passed: set[int] = set()
        nobody_named = not self.case().attendances
        while not self._missed:
            unsaid = (a for a in self.case().attendances if a.present is None and a.id not in passed)
            attendance = next(unsaid, None)
            if attendance is None and not nobody_named:
                return
            yield self._there(attendance)
            if self._said == "add":
                yield self._somebody()
            elif attendance is not None:
                passed.add(attendance.id)
            else:
                nobody_named = False

    def _there(self, attendance: Attendance | None) -> Dialog:
        case = self.case()
        choices = [self._choice("", "pass", shown="enter")]
        question = "Who was there?"
        if attendance is not None:
            question = f"Was {case.person_name(attendance.person_id)} there?"
            choices.append(self._choice("y", "yes", "yes", lambda: self._came(attendance, present=True)))
            choices.append(self._choice("n", "no", "no", lambda: self._came(attendance, present=False)))
        choices.append(self._choice("a", "add somebody else who was there", "add"))
        if case.meeting_start is not None and not any(a.present for a in case.attendances):
            choices.append(self._choice("x", "the meeting did not take place", "missed", self._not_held))
        return _Choosing(self, self._title(1, question), choices)

    def _choice(
        self, key: str, words: str, said: str = "", work: Callable[[], None] | None = None, *, shown: str = ""
    ) -> Choice:
        async def take() -> None:
            if work is not None:
                work()
            question = self.after(said)
            if question is not None:
                await self.screen.ask(question)

        return Choice(key, words, take, shown)

    def _came(self, attendance: Attendance, *, present: bool) -> None:
        change = self.screen.program.meetings.came(self.meeting_id, attendance.person_id, present=present)
        if present:
            self._keep(change, ref(attendance))
        else:
            self.screen.done_with(self.interview_id, change)

    def _not_held(self) -> None:
        change = self.screen.program.meetings.cancel(self.meeting_id, missed=True)
        self._missed = True
        self.screen.done_with(self.interview_id, change)

    def _somebody(self) -> Dialog:
        return self._line(1, "Who else was there?", self._capture, marker="@", hint="Kim Lee, CTO <kim@acme.example>")

    def _answers(self) -> Iterator[Dialog]:
        for question in self.case().questions:
            if question.state is QuestionState.PREPARED:
                yield self._answer(question)

    def _answer(self, question: Question) -> Dialog:
        notes = self.screen.program.notes

        def keep(text: str) -> None:
            line = as_line(self.case(), get(self.screen.program.store.reader, Question, question.id))
            if isinstance(line, QuestionLine):
                # What another session has answered meanwhile stays, above.
                theirs = line.answer.splitlines()
                answer = "\n".join([*theirs, *(part.strip() for part in text.splitlines())])
                answered = format_line(replace(line, answer=answer), self.read_day)
                expected = format_line(line, self.read_day)
                self._keep(notes.edit(self.interview_id, ref(question), answered, expected=expected))

        def none() -> str:
            self._keep(notes.settle([ref(question)]))
            return "none"

        of = self.case().person_name(question.person_id)
        title = self._title(2, question.text + (f" ({of})" if of else ""))
        return _Typing(self, title, keep, hint="the answer · ctrl+n no answer", none=none)

    def _needs(self) -> Iterator[Dialog]:
        question = "Which need, problem or worry did you hear?"
        while True:
            heard = len(self.case().heard)
            asked = f"{question} ({heard} so far)" if heard else question
            yield self._line(3, asked, self._capture, marker="!", hint="! !! !!! it presses (Name)")
            if not self._said:
                return

    def _quotes(self) -> Iterator[Dialog]:
        there = [a.person_id for a in self.case().attendances if a.present is not False]
        for person_id in there:
            if any(q.person_id == person_id for q in self.case().quotes):
                continue
            name = self.case().person_name(person_id)
            yield self._quote(name, "What did {} say that is worth citing?")
            while self._said:
                yield self._quote(name, "Anything else that {} said?")

    def _quote(self, name: str, question: str) -> Dialog:
        def keep(line: NoteLine) -> None:
            self._capture(replace(line, of=name) if isinstance(line, QuoteLine) and not line.of else line)

        return self._line(4, question.format(name), keep, marker='"', hint="the thank-you needs it")

    def _next_step(self) -> Iterator[Dialog]:
        if any(c.due is not None for c in self.case().commitments):
            return
        yield self._line(
            5,
            "What is the next step, whose, by when?",
            self._capture,
            hint="- they, + I … by 2 Dec · ctrl+n none given",
            none=lambda: NONE_GIVEN,
            check=_check_commitment,
        )
        if self._said == NONE_GIVEN:
            yield self._own_date()
        while self._said:
            yield self._line(
                5,
                "What else was agreed: what they will do, what you promised?",
                self._capture,
                hint="- they, + I … by 2 Dec",
                check=_check_commitment,
            )

    def _own_date(self) -> Dialog:
        dates = WhenReader(self.screen.program)

        def keep(text: str) -> None:
            self._capture(CommitmentLine(Owner.THEM, NONE_GIVEN, due=dates.read(text).day))

        title = self._title(5, "None given: on which day do you ask again?")
        return _Typing(self, title, keep, hint="fri, +3d, 2 Dec", preview=dates.said)

    def _line(
        self,
        number: int,
        question: str,
        keep: Callable[[NoteLine], None],
        *,
        hint: str,
        marker: str = "",
        none: Callable[[], str] | None = None,
        check: Callable[[NoteLine], NoteLine] = lambda line: line,
    ) -> Dialog:
        """A question for a line of shorthand; one without a marker is read with the one given. `check` may refuse it
        by raising Unclear.
        """
        read_day = self.read_day

        def read(text: str) -> NoteLine:
            line = parse_line(text, read_day)
            bare = isinstance(line, RemarkLine) and marker
            return check(parse_line(f"{marker} {text}", read_day) if bare else line)

        def preview(text: str) -> str:
            return describe(read(text))

        return _Typing(
            self,
            self._title(number, question),
            lambda text: keep(read(text)),
            hint=hint,
            preview=preview,
            none=none,
            near=near_names(self.screen.program, self.case(), lambda text: (read(text),)),
        )

    # Its end

    def _finish(self) -> None:
        change = self.screen.program.meetings.debriefed(self.meeting_id)
        words = f"{change.words}: {self._summary()}" if self._noted else change.words
        rest = self._rest()
        said = f"{self._planned(most=2 if rest else None)} · {joined(rest, words)}"
        self.screen.done_with(self.interview_id, replace(change, words=said))

    def _planned(self, *, most: int | None) -> str:
        """What is owed now: `Planned: Thank Dana Ruiz (tomorrow 15:00), Send the value letter (Fri)`."""
        program = self.screen.program
        calendar = program.calendar
        owed = sorted(self.case().open, key=lambda f: (due_day(f, calendar), f.due_at is None, f.due_at or f.created))
        return program.interviews.listed("Planned", owed[:most]) or "Nothing is planned"

    def _rest(self) -> str:
        """Which other meeting of the day is still to be written down; '' for none."""
        context = self.screen.program
        current = load_case(context.store.reader, self.interview_id, context.clock())
        start = current.meeting_start
        if current.meeting.id == self.meeting_id or start is None or _is_written(current):
            return ""
        when = moment_words(start, now=context.clock(), calendar=context.calendar)
        return f"{SHOWN['debrief']} debriefs the meeting of {when}"

    def _title(self, number: int, question: str) -> _Asked:
        case, context = self.case(), self.screen.program
        company, start = shorten(case.interview.company, NAME_WIDTH), case.meeting_start
        when = "" if start is None else f", {moment_words(start, now=context.clock(), calendar=context.calendar)}"
        return _Asked(f"Debrief {number} of {QUESTION_FIELDS}, {company}{when}", shorten(question, QUESTION_WIDTH))

    def _summary(self) -> str:
        """What was noted: `2 there, 1 answer`."""
        made = [found.letter for found in self._noted]
        return ", ".join(counted(made.count(x), *words) for x, words in _NOTED.items() if x in made)


def _check_commitment(line: NoteLine) -> NoteLine:
    """What was agreed. Raises Unclear for what names neither a side nor a day."""
    if not isinstance(line, CommitmentLine):
        raise Unclear("begin with - for what they will do, or with + for what you will")
    if line.due is None:
        raise Unclear("say by when at its end, for example by 2 Dec")
    return line


def _is_written(case: Case) -> bool:
    """Whether anything of a meeting is written down."""
    answered = (q for q in case.questions if q.state not in (QuestionState.PREPARED, QuestionState.KEPT))
    return any((*case.heard, *case.quotes, *case.commitments, *case.remarks, *answered))


class _Choosing(Menu):
    """A question that one key answers."""

    WIDTH = 90

    def __init__(self, run: Debrief, asked: _Asked, choices: Sequence[Choice]) -> None:
        super().__init__(asked.title, choices, asks=asked.question, esc=ENDS)
        self._run = run

    async def action_leave(self) -> None:
        """Ends the debrief."""
        await self.action_close()
        self._run.stop()


class _Typing(NoteDialog):
    """A question that a text answers."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "none", show=False, priority=True)]

    def __init__(
        self,
        run: Debrief,
        asked: _Asked,
        keep: Callable[[str], None],
        *,
        hint: str,
        preview: Callable[[str], str] | None = None,
        none: Callable[[], str] | None = None,
        near: Callable[[str, frozenset[str]], tuple[str, str] | None] = lambda _text, _new: None,
    ) -> None:
        """`keep` keeps a text, and `none` that there is nothing to be kept; they may raise UserError. `preview` says
        what a text will become.
        """
        program = run.screen.program
        names = program.notes.names(run.interview_id)
        super().__init__(asked.title, keep, run.read_day, asks=asked.question, names=names, near=near)
        self._run = run
        self._keys = f"{hint} · {_GOES_ON}"
        self._preview = preview
        self._none = none

    async def action_enter(self) -> None:
        """Keeps what was typed; then the next question. Nothing typed passes."""
        await self.typed()
        if self._area.text.strip():
            await self.meant(self._keep_typed)
        else:
            await self._keep_typed()

    async def _keep_typed(self) -> None:
        text = self._area.text.strip()
        await self.finish(lambda: self._answered(text))

    async def action_none(self) -> None:
        """There is nothing to be kept; what was typed all the same is not dropped for it."""
        await self.typed()
        none = self._none
        if none is not None and self._area.text.strip():
            self.hint("enter keeps what you typed; delete it for ctrl+n")
        elif none is not None:
            await self.finish(lambda: self._run.after(none()))

    async def action_leave(self) -> None:
        """Ends the debrief."""
        await super().action_leave()
        if not self.is_current:
            self._run.stop()

    def _answered(self, text: str) -> Dialog | None:
        if text:
            self._submit(text)
        return self._run.after(text)

    def _say(self) -> None:
        text = self._area.text.strip()
        if not text or self._preview is None:
            self.hint(self._keys)
            return
        try:
            said = self._preview(text)
        except UserError as error:
            self.hint(str(error))
            return
        proposal = self._area.proposal()
        self.hint(f"{said} · tab: {proposal} · enter saves" if proposal else f"{said} · enter saves")
