"""An offer: its terms, and the open offers side by side; and what an offer that is not decided may be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from interview_tui.domain.dates import When, day_words
from interview_tui.domain.enums import Outcome
from interview_tui.domain.letter_kinds import LETTERS, OFFER_ANSWERS, LetterKind
from interview_tui.domain.text import company_role
from interview_tui.store.case import load_case
from interview_tui.terminal.text import cut, padded
from interview_tui.ui.dialogs.form import YES_NO, Field, Form, changed, read_yes_no, yes_no_field
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import date

    from textual import events
    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.services.outcomes import OpenOffer
    from interview_tui.store.journal import Change
    from interview_tui.ui.main_screen import MainScreen

LABEL_WIDTH = 11


def offer_form(program: AppContext, case: Case, done: Callable[[Change], None]) -> Form:
    """There is an offer, or more is known of it."""
    dates, offer = WhenReader(program), case.offer
    known = offer if case.interview.outcome is Outcome.OFFER else None

    def day(found: date | None) -> str:
        return dates.written(When(found)) if found else ""

    fields = (
        Field(
            "terms",
            "Terms",
            known.terms.replace("\n", " ") if known else "",
            placeholder="145,000; four weeks' notice; two days at home",
            help="; between terms",
        ),
        Field(
            "answer_by",
            "Answer by",
            day(known.answer_by) if known else "",
            placeholder="the day they want to know by; empty: you ask them",
            check=dates.said,
        ),
        Field(
            "start", "Start", day(known.start) if known else "", placeholder="the first day of work", check=dates.said
        ),
        yes_no_field("written", "Written", value=known is not None and known.written),
    )

    def submit(values: dict[str, str]) -> None:
        told = changed(fields, values)
        done(
            program.outcomes.record_offer(
                case.interview.id,
                terms=told.get("terms"),
                answer_by=dates.read(told["answer_by"]).day if told.get("answer_by") else None,
                start=dates.read(told["start"]).day if told.get("start") else None,
                written=read_yes_no(told["written"]) if "written" in told else None,
            )
        )

    return Form(f"The offer of {case.name}", fields, submit)


class OffersMenu(Menu):
    """The open offers side by side; a number opens one."""

    WIDTH = 100

    def __init__(self, program: AppContext, offers: Sequence[OpenOffer], choices: Sequence[Choice], safe: int) -> None:
        super().__init__("Open offers, earliest answer first", choices, safe=safe)
        self._table = _SideBySide(program, offers)

    def body(self) -> ComposeResult:
        yield self._table
        yield from super().body()


class _SideBySide(Static):
    """The terms of offers, a column each."""

    DEFAULT_CSS = "_SideBySide { margin-bottom: 1; }"

    def __init__(self, program: AppContext, offers: Sequence[OpenOffer]) -> None:
        super().__init__(markup=False)
        self._program = program
        self._offers = offers

    def on_resize(self, event: events.Resize) -> None:
        """The columns share the width."""
        today = self._program.today()
        width = (event.size.width - LABEL_WIDTH) // len(self._offers) - 2

        def when(day: date | None) -> str:
            return day_words(day, today=today) if day else "not known"

        rows: list[tuple[str, list[str]]] = [
            ("", [company_role(o.interview.company, o.interview.role) for o in self._offers]),
            ("Answer by", [when(o.offer.answer_by) for o in self._offers]),
            ("Start", [when(o.offer.start) for o in self._offers]),
            ("In writing", [YES_NO[o.offer.written] for o in self._offers]),
        ]
        terms = [_wrapped(o.offer.terms or "not known", width) for o in self._offers]
        rows += [
            ("" if line else "Terms", [lines[line] if line < len(lines) else "" for lines in terms])
            for line in range(max(map(len, terms)))
        ]
        text = Text(no_wrap=True, overflow="ellipsis")
        for number, (label, cells) in enumerate(rows):
            text.append(f"{label:<{LABEL_WIDTH}}", "dim")
            text.append("  ".join(padded(cell, width) for cell in cells), "" if number else "bold")
            text.append("\n")
        text.right_crop(1)
        self.update(text)


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return [cut(line, width) for line in lines]


def offers_menu(screen: MainScreen, case: Case) -> Menu | Form:
    """The offer of an interview; where others are open, all of them side by side first."""
    program = screen.program
    offers = program.outcomes.open_offers()
    others = [o for o in offers if o.interview.id != case.interview.id]

    def done_for(interview_id: int) -> Callable[[Change], None]:
        return lambda change: screen.done_with(interview_id, change)

    if not others:
        return offer_form(program, case, done_for(case.interview.id))

    def open_one(interview_id: int) -> Callable[[], Awaitable[None]]:
        async def show() -> None:
            shown = load_case(program.store.reader, interview_id, program.clock())
            await screen.ask(offer_form(program, shown, done_for(interview_id)))

        return show

    listed = {o.interview.id: company_role(o.interview.company, o.interview.role) for o in offers}
    if case.interview.id not in listed:
        listed[case.interview.id] = f"{case.name}: a new offer"
    choices = [
        Choice(str(number), name, open_one(interview_id))
        for number, (interview_id, name) in enumerate(listed.items(), start=1)
    ]
    return OffersMenu(program, offers, choices, list(listed).index(case.interview.id))


def answer_menu(name: str, write: Callable[[LetterKind], Awaitable[None]]) -> Menu:
    """Asks what an offer that is not decided is answered; `write` opens the letter that says it."""

    def choice(key: str, words: str, kind: LetterKind) -> Choice:
        return Choice(key, words, lambda: write(kind))

    return Menu(
        f"The offer of {name}",
        [choice(*answer, kind) for kind in OFFER_ANSWERS if (answer := LETTERS[kind].answer)],
        asks="What do you answer?",
    )
