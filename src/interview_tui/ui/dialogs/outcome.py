"""How an interview ended: one key says it, and what belongs to it is asked in a small form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import ENDED, Outcome
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.store.case import load_case
from interview_tui.ui.dialogs.form import Field, Form, read_yes_no, yes_no_field
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.offer import offer_form
from interview_tui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.domain.records import FollowUp
    from interview_tui.ui.main_screen import MainScreen

    Act = Callable[[], Awaitable[None] | None]

DECISIONS = (
    ("a", Outcome.ACCEPTED, "accept the offer; a letter is drafted, tell the others"),
    ("d", Outcome.DECLINED, "decline the offer; a polite letter is drafted"),
    ("x", Outcome.RESCINDED, "they withdrew the offer"),
)
"""What can become of an offer."""
OUTCOMES = (
    ("i", Outcome.INVITED, "invited back: the next round opens at step 1"),
    ("r", Outcome.REJECTED, "rejected: open follow-ups are cancelled, a thank-you drafted"),
    ("o", Outcome.OFFER, "offer: its terms, and when they want an answer"),
    ("w", Outcome.WITHDRAWN, "withdrawn: a polite letter is drafted"),
    ("q", Outcome.QUIET, "gone quiet: nobody answered"),
)
ANOTHER_ROLE = "another role here: the people you know come along"
REOPENED = "invited after all: reopened as a new round at step 1"

_IN_TOUCH = yes_no_field("in_touch", "In touch", "with them, four times a year", value=True)
_WATCH = yes_no_field("watch", "Watch", "check again after 6 and 12 weeks", value=False)
_WHY = Field("why", "Why", placeholder="for yourself: pay, location, another offer; optional")
_ASKED = {
    Outcome.REJECTED: ("rejected", (_IN_TOUCH, _WATCH)),
    Outcome.RESCINDED: ("the offer was withdrawn", (_IN_TOUCH,)),
    Outcome.QUIET: ("gone quiet", (_IN_TOUCH,)),
    Outcome.WITHDRAWN: ("withdrawn", (_WHY,)),
}
"""What is said of an outcome, and what is asked of it beside what you learned."""


def outcome_menu(screen: MainScreen, found: Sequence[int]) -> Menu:
    """Asks how these ended; only of a single one is asked what belongs to it. Raises UserError."""
    program = screen.program
    case = load_case(program.store.reader, found[0], program.clock()) if len(found) == 1 else None
    rows = OUTCOMES if case is None or case.offer is None else (*DECISIONS, *OUTCOMES)
    choices = []
    for key, outcome, words in rows:
        if case is not None and outcome is case.interview.outcome:
            continue
        again = outcome is Outcome.INVITED and case is not None and case.interview.outcome is not None
        choices.append(Choice(key, REOPENED if again else words, _end(screen, found, outcome, case)))
    if case is not None and case.interview.outcome in ENDED:
        choices.append(Choice("n", ANOTHER_ROLE, lambda: screen.ask(_another_role(screen, case))))
    name = case.name if case else screen.selection.name_of(list(found))
    return Menu(f"Outcome of {name}", choices)


def _another_role(screen: MainScreen, case: Case) -> Form:
    """The form of another role at the employer of an interview that has ended."""
    from interview_tui.ui.dialogs.interview import add_form

    return add_form(screen.program, lambda change: screen.done_with(change.refs[0].id, change), after=case)


def _end(screen: MainScreen, found: Sequence[int], outcome: Outcome, case: Case | None) -> Act:
    def end() -> Awaitable[None] | None:
        if case is not None and outcome is Outcome.OFFER:
            return screen.ask(
                offer_form(screen.program, case, lambda change: screen.done_with(case.interview.id, change))
            )
        if case is not None and outcome in _ASKED:
            return screen.ask(ending_form(screen, case, outcome))
        screen.done(screen.program.outcomes.record(found, outcome))
        return None

    return end


def ending_form(screen: MainScreen, case: Case, outcome: Outcome) -> Form:
    """An end, and what belongs to it. After one that closes the door, promises that are still open are asked about."""
    words, fields = _ASKED[outcome]

    def submit(values: dict[str, str]) -> Menu | None:
        screen.done_with(
            case.interview.id,
            screen.program.outcomes.record(
                [case.interview.id],
                outcome,
                lesson=_learned(screen, case, values["lesson"]),
                why=values.get("why", ""),
                in_touch=read_yes_no(values.get("in_touch", "")),
                watch=bool(read_yes_no(values.get("watch", ""))),
            ),
        )
        return _still_meant(screen, case.interview.id) if outcome in (Outcome.REJECTED, Outcome.RESCINDED) else None

    return Form(f"{case.name}: {words}", (_lesson(case), *fields), submit)


def _still_meant(screen: MainScreen, interview_id: int, asked: frozenset[int] = frozenset()) -> Menu | None:
    """Asks of one open promise after another whether it is still meant; None where none is left."""
    program = screen.program
    case = load_case(program.store.reader, interview_id, program.clock())
    promise = next((f for f in case.open if f.kind is Kind.PROMISE and f.id not in asked), None)
    if promise is None:
        return None
    following = asked | {promise.id}

    async def keep() -> None:
        await _go_on()

    async def drop(promise: FollowUp = promise) -> None:
        screen.done(program.follow_ups.skip([promise.id], why="no longer meant"))
        screen.stand_on(interview_id)
        await _go_on()

    async def _go_on() -> None:
        menu = _still_meant(screen, interview_id, following)
        if menu is not None:
            await screen.ask(menu)

    whom = case.person_name(promise.person_id) or case.interview.company
    choices = [Choice("y", "yes, keep it", keep), Choice("n", "no, drop it", drop)]
    return Menu(
        f"You promised {whom}", choices, asks=f"{sentence_case(promise.text)}. Still meant?", esc="leave it as it is"
    )


def _lesson(case: Case) -> Field:
    lesson = _in_a_line(case)
    return Field("lesson", "Lesson", lesson, placeholder="one line on what you learned")


def _in_a_line(case: Case) -> str:
    return case.round.lesson.replace("\n", " ")


def _learned(screen: MainScreen, case: Case, typed: str) -> str:
    """What is to be written down: '' leaves what stands there; what another session wrote meanwhile stays above."""
    if typed == _in_a_line(case):
        return ""
    program = screen.program
    now = load_case(program.store.reader, case.interview.id, program.clock()).round.lesson
    return typed if now == case.round.lesson else f"{now}\n{typed}"
