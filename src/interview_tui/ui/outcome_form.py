"""How an interview ended: one key says it, and what belongs to it is asked in a small form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.records import Outcome
from interview_tui.services.ending import ACCEPTED, DECLINED
from interview_tui.store.reading import load_case
from interview_tui.ui.dialogs.form import YES_NO, Field, Form, read_yes_no, yes_no_said
from interview_tui.ui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.ui.targets import Targets

    Act = Callable[[], Awaitable[None] | None]

OUTCOMES = (
    ("i", Outcome.INVITED, "invited back: the next round opens at step 1"),
    ("r", Outcome.REJECTED, "rejected: what still pushes is cancelled, a thank-you is drafted"),
    ("o", Outcome.OFFER, "an offer: to be answered, references to be thanked"),
    ("w", Outcome.WITHDRAWN, "withdrawn: a courteous letter is drafted"),
    ("q", Outcome.QUIET, "gone quiet: nobody answered"),
)
REOPENED = "invited after all: reopened as a new round at step 1"
ANSWERS = (("a", True, "accept the offer: the letter is drafted"), ("d", False, "decline it with a courteous letter"))

_IN_TOUCH = Field(
    name="in_touch",
    label="In touch",
    value=YES_NO[True],
    placeholder="with them, four times a year: yes or no",
    check=yes_no_said,
)


def outcome_menu(board: Targets, found: Sequence[int]) -> Menu:
    """Asks how these ended; only of a single one is asked what belongs to it. Raises UserError."""
    case = load_case(board.program.store.reader, found[0]) if len(found) == 1 else None
    choices = [] if case is None else _answers(board, case)
    for key, outcome, words in OUTCOMES:
        if case is not None and outcome is case.interview.outcome:
            continue
        again = outcome is Outcome.INVITED and case is not None and case.interview.outcome is not None
        choices.append(Choice(key, REOPENED if again else words, _end(board, found, outcome, case)))
    name = case.name if case else board.named(list(found))
    return Menu(f"Outcome of {name}", choices)


def _answers(board: Targets, case: Case) -> list[Choice]:
    """What can be said to an offer that is not answered yet."""
    if case.interview.outcome is not Outcome.OFFER or case.round.decision in (ACCEPTED, DECLINED):
        return []

    def answer(key: str, accepted: bool, words: str) -> Choice:
        def decide() -> None:
            board.perform(lambda: board.program.interviews.decide(case.interview.id, accepted))

        return Choice(key, words, decide)

    return [answer(*row) for row in ANSWERS]


def _end(board: Targets, found: Sequence[int], outcome: Outcome, case: Case | None) -> Act:
    form = _FORMS.get(outcome) if case else None

    def end() -> Awaitable[None] | None:
        if form is not None and case is not None:
            return board.ask(form(board, case))
        board.perform(lambda: board.program.interviews.outcome(found, outcome))
        return None

    return end


def rejection_form(board: Targets, case: Case) -> Form:
    """A rejection: what I learn from it, whether I stay in touch, whether I watch the place."""
    fields = (
        _lesson(case),
        _IN_TOUCH,
        Field(
            name="watch",
            label="Watch",
            value=YES_NO[False],
            placeholder="the weeks in which new hires leave: yes or no",
            check=yes_no_said,
        ),
    )

    def submit(values: dict[str, str]) -> None:
        board.done_with(
            case.interview.id,
            board.program.interviews.outcome(
                [case.interview.id],
                Outcome.REJECTED,
                lesson=_learned(board, case, values["lesson"]),
                in_touch=read_yes_no(values["in_touch"]),
                watch=bool(read_yes_no(values["watch"])),
            ),
        )

    return Form(f"{case.name}: rejected", fields, submit)


def quiet_form(board: Targets, case: Case) -> Form:
    """Nobody answered: what I learn from it, and whether I stay in touch all the same."""
    fields = (_lesson(case), _IN_TOUCH)

    def submit(values: dict[str, str]) -> None:
        board.done_with(
            case.interview.id,
            board.program.interviews.outcome(
                [case.interview.id],
                Outcome.QUIET,
                lesson=_learned(board, case, values["lesson"]),
                in_touch=read_yes_no(values["in_touch"]),
            ),
        )

    return Form(f"{case.name}: gone quiet", fields, submit)


_FORMS = {Outcome.REJECTED: rejection_form, Outcome.QUIET: quiet_form}


def _lesson(case: Case) -> Field:
    lesson = _in_a_line(case)
    return Field(name="lesson", label="Lesson", value=lesson, placeholder="what I learn from it, in a line")


def _in_a_line(case: Case) -> str:
    return case.round.lesson.replace("\n", " ")


def _learned(board: Targets, case: Case, typed: str) -> str:
    """What is to be written down: '' leaves what stands there; what another session wrote meanwhile stays above."""
    if typed == _in_a_line(case):
        return ""
    now = load_case(board.program.store.reader, case.interview.id).round.lesson
    return typed if now == case.round.lesson else f"{now}\n{typed}"
