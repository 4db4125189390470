"""The debrief: after a meeting's end one question after another, each answer kept at once.

It is about one meeting. A question takes as many entries as there are: enter skips to the next one, and
shift+tab goes back to the one before. esc ends the debrief, and the same key goes on with it later: then it asks for
what is still to be said, and for further needs and next steps.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from interview_tui.data_classes import replace
from interview_tui.domain.dates import day_words, moment_words
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
from interview_tui.domain.study import expected_needs
from interview_tui.domain.text import counted, shorten
from interview_tui.services.base import due_day, joined
from interview_tui.store.case import load_case
from interview_tui.store.journal import Change
from interview_tui.store.records import get
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.note import NoteDialog, near_names
from interview_tui.ui.keys import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from textual import events
    from textual.app import App, ComposeResult

    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.shorthand import NoteLine, ReadDay
    from interview_tui.ui.app_screen import AppScreen

QUESTION_FIELDS = 5
QUESTION_WIDTH = 140
"""Characters of a question at most, so that it takes two lines of 80 columns at most."""
NAME_WIDTH = 24
NONE_GIVEN = "none given"
ENDS = "stop here; answers so far are saved"
PUT = "<"
"""The marker of what was put to you."""
WENT_AT_MOST = 2
"""Of so many of your answers it asks how they went; the page of the questions has them all."""
_GOES_ON = "enter skips · {}esc stops, answers are saved"
_CLOSES = "enter closes the debrief · {}esc leaves the rest for later"
_BACK = "shift+tab goes back"
_NOTED = {
    NOUNS[Attendance].letter: ("there", "there"),
    NOUNS[Question].letter: ("answer", "answers"),
    PUT: ("question put to you", "questions put to you"),
    NOUNS[Need].letter: ("need", "needs"),
    NOUNS[Quote].letter: ("quote", "quotes"),
    NOUNS[Commitment].letter: ("next step", "next steps"),
}
"""How what was noted is counted."""


async def debrief(
    screen: AppScreen, meeting_id: int, *, kept: Callable[[Change], None], left: Callable[[Change], None]
) -> None:
    """Asks what is still to be said about a meeting: each answer is told to `kept`, the end to `left`.

    Raises Refused while the meeting is still ahead.
    """
    await screen.ask(Debrief(screen, meeting_id, kept, left).after(""))


class _Asked(NamedTuple):
    """A question, and the title above it."""

    title: str
    question: str


class _Question(NamedTuple):
    """A question, which may be asked more than once."""

    ask: Callable[[], Dialog]
    repeats: bool = False
    """Whether it takes one entry after another."""


class Debrief:
    """One run through the questions. Each question, once it is answered or passed, asks here for the next."""

    def __init__(
        self, screen: AppScreen, meeting_id: int, kept: Callable[[Change], None], left: Callable[[Change], None]
    ) -> None:
        reader = screen.program.store.reader
        meeting = get(reader, Meeting, meeting_id)
        screen.program.meetings.refuse_before(meeting)
        self.screen = screen
        self.interview_id = get(reader, Round, meeting.round_id).interview_id
        self.meeting_id = meeting_id
        self._kept, self._left = kept, left
        self._said = ""
        self._noted: dict[Ref, None] = {}
        self._missed = False
        self._quoted = {quote.person_id for quote in self.case().quotes}
        """Who was quoted before."""
        self._expected = {q.id for q in self.case().put_to_me if not q.was_asked and _before(q, meeting)}
        """The questions that were expected: noted before the meeting, and nothing was said of them since."""
        self._questions = self._ask()
        self._present: _Question | None = None
        self._past: list[_Question] = []
        """Those before the present one."""
        self._ahead: list[_Question] = []
        """Those that were gone back over, the nearest last."""

    def after(self, said: str) -> Dialog:
        """What comes after a question that was answered so ('' for passed): the next one, or the end.

        Raises UserError.
        """
        question = self._following(said)
        if question is None:
            if not self._missed:
                self._finish()
            return _End("Debriefed")
        if question is not self._present and self._present is not None:
            self._past.append(self._present)
        self._present = question
        return question.ask()

    def _following(self, said: str) -> _Question | None:
        if self._missed:
            return None
        if not self._ahead:
            self._said = said
            return next(self._questions, None)
        again = said and self._present is not None and self._present.repeats
        return self._present if again else self._ahead.pop()

    def back(self) -> Dialog:
        """The question before the present one, once more. There must be one."""
        if self._present is not None:
            self._ahead.append(self._present)
        self._present = self._past.pop()
        return self._present.ask()

    @property
    def way_back(self) -> Callable[[], Dialog] | None:
        """Asks the question before; None where this one is the first."""
        return self.back if self._past else None

    def stop(self) -> None:
        """Ends it before the last question."""
        again = f"{SHOWN['debrief']} continues the debrief of {self.case().name}"
        self._left(Change(f"Noted: {self._summary()}; {again}" if self._noted else again))

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
        self._kept(change)

    def _capture(self, line: NoteLine) -> None:
        text = format_line(line, self.read_day)
        self._keep(self.screen.program.notes.capture(self.interview_id, text, meeting_id=self.meeting_id))

    # The questions, in their order

    def _ask(self) -> Iterator[_Question]:
        for part in (self._who, self._answers, self._put_to_you, self._needs, self._quotes, self._next_step):
            yield from part()

    def _who(self) -> Iterator[_Question]:
        if not self.case().attendances:
            yield _Question(partial(self._there, None))
        passed: set[int] = set()
        while True:
            unsaid = (a for a in self.case().attendances if a.present is None and a.id not in passed)
            attendance = next(unsaid, None)
            if attendance is None:
                return
            passed.add(attendance.id)
            yield _Question(partial(self._there, attendance))

    def _there(self, attendance: Attendance | None) -> Dialog:
        case = self.case()
        choices = [self._choice("", "pass", shown="enter")]
        question, noted = "Who was there?", ""
        if attendance is None:
            names = [case.person_name(a.person_id) for a in case.attendances if a.present]
            noted = ", ".join(names)
        else:
            question = f"Was {case.person_name(attendance.person_id)} there?"
            said = next((a.present for a in case.attendances if a.id == attendance.id), None)
            noted = "" if said is None else "yes" if said else "no"
            choices.append(self._choice("y", "yes", lambda: self._came(attendance, present=True)))
            choices.append(self._choice("n", "no", lambda: self._came(attendance, present=False)))
        choices.append(Choice("a", "add somebody else who was there", lambda: self.screen.ask(self._somebody())))
        if case.meeting_start is not None and not any(a.present for a in case.attendances):
            choices.append(self._choice("x", "the meeting did not take place", self._not_held))
        return _Choosing(self, self._title(1, question, noted), choices)

    def _choice(self, key: str, words: str, work: Callable[[], None] | None = None, *, shown: str = "") -> Choice:
        async def take() -> None:
            if work is not None:
                work()
            await self.screen.ask(self.after(""))

        return Choice(key, words, take, shown)

    def _came(self, attendance: Attendance, *, present: bool) -> None:
        change = self.screen.program.meetings.came(self.meeting_id, attendance.person_id, present=present)
        if present:
            self._keep(change, ref(attendance))
        else:
            self._noted.pop(ref(attendance), None)
            self._kept(change)

    def _not_held(self) -> None:
        change = self.screen.program.meetings.cancel(self.meeting_id, missed=True)
        self._missed = True
        self._left(change)

    def _somebody(self) -> Dialog:
        hint = "Kim Lee, CTO <kim@acme.example>"
        return self._line(1, "Who else was there?", self._capture, marker="@", hint=hint, aside=self._again)

    def _again(self) -> Dialog:
        """The present question, after something asked beside it."""
        return self.after("") if self._present is None else self._present.ask()

    def _answers(self) -> Iterator[_Question]:
        for question in self.case().questions:
            if question.state is QuestionState.PREPARED:
                yield _Question(partial(self._answer, question.id))

    def _answer(self, question_id: int) -> Dialog:
        program = self.screen.program
        question = get(program.store.reader, Question, question_id)

        def keep(text: str) -> None:
            line = as_line(self.case(), get(program.store.reader, Question, question_id))
            if isinstance(line, QuestionLine):
                # What another session has answered meanwhile stays, above.
                theirs = line.answer.splitlines()
                answer = "\n".join([*theirs, *(part.strip() for part in text.splitlines())])
                answered = format_line(replace(line, answer=answer, no_answer=False), self.read_day)
                expected = format_line(line, self.read_day)
                self._keep(program.notes.edit(self.interview_id, ref(question), answered, expected=expected))

        def none() -> Dialog:
            self._keep(program.notes.settle([ref(question)]))
            return self.after("")

        is_open = question.state is QuestionState.PREPARED
        of = self.case().person_name(question.person_id)
        asked = question.text + (f" ({of})" if of else "")
        noted = "" if is_open else question.answer or "no answer"
        hint = "the answer · ctrl+n no answer" if is_open else "what else was answered"
        return _Typing(self, self._title(2, asked, noted), keep, hint=hint, none=none if is_open else None)

    def _put_to_you(self) -> Iterator[_Question]:
        question = _Question(self._put, repeats=True)
        yield question
        while self._said:
            yield question
        unsaid = [q for q in self.case().put_to_me if not q.went]
        noted = [q for q in unsaid if ref(q) in self._noted]
        for put in (*filter(self._is_expected, unsaid), *noted[:WENT_AT_MOST]):
            yield from self._how_it_went(put.id)

    def _how_it_went(self, question_id: int) -> Iterator[_Question]:
        yield _Question(partial(self._went, question_id))
        if self._said:
            yield _Question(partial(self._better, question_id))

    def _is_expected(self, put: Question) -> bool:
        """Whether a question was expected, and not said in this debrief to have been put."""
        return put.id in self._expected and ref(put) not in self._noted

    def _put(self) -> Dialog:
        put = self.case().put_to_me
        return self._line(
            2,
            "What did they ask you?",
            self._capture,
            marker=PUT,
            hint="who asked, as (Name) at the end · ctrl+j and a blank begin your answer",
            noted=" · ".join(q.text for q in put if not self._is_expected(q)),
            expected=" · ".join(q.text for q in put if self._is_expected(q)),
        )

    def _went(self, question_id: int) -> Dialog:
        program = self.screen.program
        put = get(program.store.reader, Question, question_id)

        def keep(text: str) -> None:
            self._keep(program.answers.review(get(program.store.reader, Question, question_id), went=text))

        def not_asked() -> Dialog:
            self._kept(program.notes.remove([ref(put)]))
            self._present = None  # it is no question to go back to
            return self.after("")

        is_expected = self._is_expected(put)
        hint = "in a line · ctrl+n they did not ask it" if is_expected else "in a line"
        title = self._title(2, f"How did your answer go? {put.text}", put.went)
        return _Typing(self, title, keep, hint=hint, none=not_asked if is_expected else None)

    def _better(self, question_id: int) -> Dialog:
        program = self.screen.program
        put = get(program.store.reader, Question, question_id)

        def keep(text: str) -> None:
            self._keep(program.answers.review(get(program.store.reader, Question, question_id), better=text))

        title = self._title(2, f"What would you say now? {put.text}", put.better)
        return _Typing(self, title, keep, hint="one sentence, which the thank-you can add")

    def _needs(self) -> Iterator[_Question]:
        question = _Question(self._need, repeats=True)
        yield question
        while self._said:
            yield question

    def _need(self) -> Dialog:
        question = "Which need, problem or worry did you hear?"
        heard = [need.text for need in self.case().heard]
        asked = f"{question} ({len(heard)} so far)" if heard else question
        return self._line(
            3,
            asked,
            self._capture,
            marker="!",
            hint="!, !! or !!! for urgency · (Name) at the end",
            noted=" · ".join(heard),
            expected=" · ".join(n.part.words for n in expected_needs(self.case()) if n.heard is None),
        )

    def _quotes(self) -> Iterator[_Question]:
        there = [a.person_id for a in self.case().attendances if a.present is not False]
        for person_id in there:
            if person_id not in self._quoted:
                question = _Question(partial(self._quote, person_id), repeats=True)
                yield question
                while self._said:
                    yield question

    def _quote(self, person_id: int) -> Dialog:
        case = self.case()
        name = case.person_name(person_id)
        said = [quote.text for quote in case.quotes if quote.person_id == person_id]

        def keep(line: NoteLine) -> None:
            self._capture(replace(line, of=name) if isinstance(line, QuoteLine) and not line.of else line)

        asked = f"Anything else that {name} said?" if said else f"What did {name} say that is worth quoting?"
        return self._line(4, asked, keep, marker='"', hint="for the thank-you letter", noted=" · ".join(said))

    def _next_step(self) -> Iterator[_Question]:
        yield _Question(self._agreed)
        question = _Question(self._agreed_besides, repeats=True)
        while self._said:
            yield question

    def _agreed(self) -> Dialog:
        return self._line(
            5,
            "What is the next step, who takes it, and by when?",
            self._capture,
            hint="+ you: send …, - they: call … by 2 Dec · ctrl+n none given",
            none=self._own_date,
            check=_check_commitment,
            noted=self._commitments(),
        )

    def _agreed_besides(self) -> Dialog:
        return self._line(
            5,
            "What else was agreed: what they will do, what you promised?",
            self._capture,
            hint="+ you: send …, - they: call … by 2 Dec",
            check=_check_commitment,
            noted=self._commitments(),
        )

    def _commitments(self) -> str:
        """What was agreed so far, whose it is and by when: `send the case study (you, Fri)`."""
        today = self.screen.program.today()

        def told(commitment: Commitment) -> str:
            by = f", {day_words(commitment.due, today=today)}" if commitment.due else ""
            return f"{commitment.text} ({'you' if commitment.owner is Owner.ME else 'they'}{by})"

        return " · ".join(map(told, self.case().commitments))

    def _own_date(self) -> Dialog:
        dates = WhenReader(self.screen.program)

        def keep(text: str) -> None:
            self._capture(CommitmentLine(Owner.THEM, NONE_GIVEN, due=dates.read(text).day))

        title = self._title(5, "None given: on which day will you ask again?")
        return _Typing(
            self, title, keep, hint="fri, +3d, 2 Dec", preview=dates.said, back=self._again, closes=self._closes(5)
        )

    def _line(
        self,
        number: int,
        question: str,
        keep: Callable[[NoteLine], None],
        *,
        hint: str,
        marker: str = "",
        none: Callable[[], Dialog] | None = None,
        check: Callable[[NoteLine], NoteLine] = lambda line: line,
        noted: str = "",
        expected: str = "",
        aside: Callable[[], Dialog] | None = None,
    ) -> Dialog:
        """A question for a line of shorthand; one without a marker is read with the one given. `check` may refuse it
        by raising Unclear. `aside`: what is asked after it and before it, where it is no step of its own.
        """
        read_day, notes = self.read_day, self.screen.program.notes

        def read(text: str) -> NoteLine:
            line = parse_line(text, read_day)
            bare = isinstance(line, RemarkLine) and marker
            (line,) = notes.whose(self.case(), [parse_line(f"{marker} {text}", read_day) if bare else line])
            return check(line)

        def preview(text: str) -> str:
            return describe(read(text))

        return _Typing(
            self,
            self._title(number, question, noted, expected),
            lambda text: keep(read(text)),
            hint=hint,
            preview=preview,
            none=none,
            near=near_names(self.screen.program, self.case(), lambda text: (read(text),)),
            then=(lambda _said: aside()) if aside else None,
            back=aside,
            closes=self._closes(number),
        )

    def _closes(self, number: int) -> bool:
        """Whether passing a question of that number ends the debrief."""
        return number == QUESTION_FIELDS and not self._ahead

    # Its end

    def _finish(self) -> None:
        change = self.screen.program.meetings.debriefed(self.meeting_id)
        words = f"{change.words}: {self._summary()}" if self._noted else change.words
        rest = self._rest()
        said = f"{self._planned(most=2 if rest else None)} · {joined(rest, words)}"
        self._left(replace(change, words=said))

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

    def _title(self, number: int, question: str, noted: str = "", expected: str = "") -> _Asked:
        """`noted`: what is noted there already; `expected`: what was thought likely before the meeting."""
        case, context = self.case(), self.screen.program
        company, start = shorten(case.interview.company, NAME_WIDTH), case.meeting_start
        when = "" if start is None else f", {moment_words(start, now=context.clock(), calendar=context.calendar)}"
        below = (f"{name}: {words}" for name, words in (("Noted", noted), ("You expected", expected)) if words)
        asked = "\n".join(shorten(line, QUESTION_WIDTH) for line in (question, *below))
        return _Asked(f"Debrief {number} of {QUESTION_FIELDS}, {company}{when}", asked)

    def _summary(self) -> str:
        """What was noted: `2 there, 1 answer`."""
        put = {ref(q) for q in self.case().put_to_me}
        made = [PUT if found in put else found.letter for found in self._noted]
        return ", ".join(counted(made.count(x), *words) for x, words in _NOTED.items() if x in made)


def _check_commitment(line: NoteLine) -> NoteLine:
    """What was agreed. Raises Unclear for what names neither a side nor a day."""
    if not isinstance(line, CommitmentLine):
        raise Unclear("start with - for what they will do, or + for what you will do")
    if line.due is None:
        raise Unclear("end with the date, for example by 2 Dec")
    return line


def _before(put: Question, meeting: Meeting) -> bool:
    return put.entered is not None and meeting.starts is not None and put.entered < meeting.starts


def _is_written(case: Case) -> bool:
    """Whether anything of a meeting is written down."""
    answered = (q for q in case.questions if q.state not in (QuestionState.PREPARED, QuestionState.KEPT))
    return any((*case.heard, *case.quotes, *case.commitments, *case.remarks, *answered))


async def _go_back(dialog: Dialog, back: Callable[[], Dialog] | None) -> None:
    if back is None:
        dialog.hint("This is the first question")
    else:
        await dialog.finish(back)


class _Choosing(Menu):
    """A question that one key answers."""

    WIDTH = 90
    BINDINGS: ClassVar[list[BindingType]] = [Binding("shift+tab", "back", show=False, priority=True)]

    def __init__(self, run: Debrief, asked: _Asked, choices: Sequence[Choice]) -> None:
        self._back = run.way_back
        super().__init__(asked.title, choices, asks=asked.question, esc=ENDS, hint=_BACK if self._back else "")
        self._run = run

    async def action_back(self) -> None:
        """The question before."""
        await _go_back(self, self._back)

    async def action_leave(self) -> None:
        """Ends the debrief."""
        await self.action_close()
        self._run.stop()


class _Typing(NoteDialog):
    """A question that a text answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "none", show=False, priority=True),
        Binding("shift+tab", "back", show=False, priority=True),
    ]

    def __init__(
        self,
        run: Debrief,
        asked: _Asked,
        keep: Callable[[str], None],
        *,
        hint: str,
        preview: Callable[[str], str] | None = None,
        none: Callable[[], Dialog] | None = None,
        near: Callable[[str, frozenset[str]], tuple[str, str] | None] = lambda _text, _new: None,
        then: Callable[[str], Dialog] | None = None,
        back: Callable[[], Dialog] | None = None,
        closes: bool = False,
    ) -> None:
        """`keep` keeps a text, and `none` that there is nothing to be kept; they may raise UserError. `preview` says
        what a text will become. `then` gives what comes after an answer, `back` what was asked before; by themselves
        the next and the last question. `closes`: passing it ends the debrief.
        """
        program = run.screen.program
        names = program.notes.names(run.interview_id)
        super().__init__(
            asked.title, keep, partial(program.notes.read, run.case()), asks=asked.question, names=names, near=near
        )
        self._run = run
        self._then = then or run.after
        self._back = back or run.way_back
        self._keys = f"{hint} · {(_CLOSES if closes else _GOES_ON).format(f'{_BACK} · ' if self._back else '')}"
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
        if self._none is not None and not self._holds("ctrl+n"):
            await self.finish(self._none)

    async def action_back(self) -> None:
        """The question before; what was typed here is not dropped for it."""
        await self.typed()
        if not self._holds("shift+tab"):
            await _go_back(self, self._back)

    def _holds(self, key: str) -> bool:
        """Whether something was typed, which a key would drop; then it says so."""
        typed = bool(self._area.text.strip())
        if typed:
            self.hint(f"enter saves what you typed; delete it for {key}")
        return typed

    async def action_leave(self) -> None:
        """Ends the debrief."""
        await super().action_leave()
        if not self.is_current:
            self._run.stop()

    def _answered(self, text: str) -> Dialog:
        if text:
            self._submit(text)
        return self._then(text)

    def text_changed(self) -> None:
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


class _End(Dialog):
    """Takes what was typed ahead over the last question, so that none of it runs as a command, and closes by itself in
    its turn, after that. It shows nothing.
    """

    CLICK_LEAVES = False

    def compose(self) -> ComposeResult:
        yield from ()

    def on_resize(self, _event: events.Resize) -> None:
        """There is no box to fit."""

    async def open(self, app: App[Any]) -> None:
        """Opens it; it is closed once what was typed before has come here."""
        await super().open(app)
        self.do("close")

    async def action_leave(self) -> None:
        """Typed ahead: nothing to leave any more."""
