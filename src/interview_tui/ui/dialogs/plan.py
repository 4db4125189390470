"""The whole follow-up plan with its dates, to accept or change before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from interview_tui.domain.enums import Plan
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.text import company_role
from interview_tui.services.plan_preview import counted_from, plan_ahead
from interview_tui.store.facts import load_facts
from interview_tui.store.journal import Change
from interview_tui.terminal.text import cut, padded
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.text_view import Prose, TextView
from interview_tui.wording import why_in_plan

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import FollowUp

_KEYS = {Plan.GENTLE: "g", Plan.STANDARD: "s", Plan.BRISK: "b", Plan.ONE_LETTER: "l", Plan.NONE: "n"}
WHAT_WIDTH = 28
"""Cells at most for what is owed; why has what is left of the line."""


class PlanPreview(Dialog):
    """What a plan brings for an interview, whether stored or only thought of. enter accepts the plan that is shown."""

    HINT = "enter accepts · g s b l n change the plan · j k scroll · esc back"
    WIDTH = 100
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"plan('{plan}')", show=False, priority=True) for plan, key in _KEYS.items()),
        Binding("j,down", "scroll(1)", show=False, priority=True),
        Binding("k,up", "scroll(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        program: AppContext,
        facts: Facts,
        accept: Callable[[Plan], object],
        *,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`accept` does the work; where it is refused the preview stays. After it has closed, `then` is awaited."""
        zone = program.calendar.zone.key
        name = company_role(facts.interview.company, facts.interview.role)
        super().__init__(f"The follow-up plan of {name} ({zone}){counted_from(facts)}", hint=self.HINT)
        self._program = program
        self._facts = facts
        self._accept = accept
        self._then = then
        self._plan = facts.interview.plan or Plan.STANDARD
        self._choice = Static(markup=False, id="plan-choice")
        self._rows = TextView(id="plan-list")
        self._rows.hidden_changed = self.box.frame.show_hidden

    def body(self) -> ComposeResult:
        yield self._choice
        yield self._rows

    def on_mount(self) -> None:
        self._draw()

    def action_plan(self, plan: str) -> None:
        """Shows what another plan brings."""
        self._plan = Plan(plan)
        self._draw()

    def action_scroll(self, lines: int) -> None:
        """Scrolls the list."""
        self._rows.move(lines)

    async def action_enter(self) -> None:
        """Accepts the plan that is shown."""
        if await self.finish(lambda: self._accept(self._plan)) and self._then is not None:
            await self._then()

    def _draw(self) -> None:
        context = self._program
        self._choice.update(self._choices(plan_about(self._plan, context.cadences.of(self._plan))))
        rows = [(context.interviews.due(f), self._what(f), f) for f in plan_ahead(context, self._facts, self._plan)]
        when_width = max((cell_len(when) for when, _, _ in rows), default=0)
        what_width = max((cell_len(what) for _, what, _ in rows), default=0)

        def write(to: Prose) -> None:
            for when, what, follow_up in rows:
                why = why_in_plan(follow_up, to.width - when_width - what_width - 4, context.calendar)
                told = f"  {padded(what, what_width)}  "
                to.line(told, (why, "quiet"), begin=padded(when, when_width), tone="strong")
            if not rows:
                to.line(("Nothing to do.", "quiet"))

        self._rows.show(write)

    def _choices(self, about: str) -> Text:
        text = Text()
        for plan, key in _KEYS.items():
            text.append(f" {key} {plan_name(plan)} ", "bold reverse" if plan is self._plan else "")
        return text.append(f"\n {about}", "dim")

    def _what(self, follow_up: FollowUp) -> str:
        """What is owed and to whom, in a short form where the whole is too long."""
        person = self._facts.name_of(follow_up.person_id)
        what = follow_up.text if person in follow_up.text else f"{follow_up.text} ({person})"
        if cell_len(what) > WHAT_WIDTH and follow_up.text == KINDS[follow_up.kind].title:
            what = f"{KINDS[follow_up.kind].short} ({person})"
        return cut(what, WHAT_WIDTH)


def plan_name(plan: Plan) -> str:
    """A plan's name as a person writes it: `one letter`."""
    return plan.replace("_", " ")


def plan_about(plan: Plan, cadence: Cadence) -> str:
    """What a plan brings, in a few words: `check-ins after 7, 14 and 28 days (default)`."""
    letter = "" if cadence.check_in_cap else "the value letter, " if cadence.value_letters else "no value letter, "
    return f"{letter}{check_ins(cadence)}{' (default)' if plan is Plan.STANDARD else ''}"


def check_ins(cadence: Cadence) -> str:
    """How often a plan checks in: `check-ins after 7, 14 and 28 days`."""
    if not cadence.check_in_cap:
        return "no check-ins"
    gaps = [str(cadence.gap(sent)) for sent in range(cadence.check_in_cap)]
    listed = " and ".join(part for part in (", ".join(gaps[:-1]), gaps[-1]) if part)
    noun = "check-in" if cadence.check_in_cap == 1 else "check-ins"
    return f"{noun} after {listed} days"


def choose_plan(program: AppContext, case: Case, done: Callable[[Change], None]) -> PlanPreview:
    """The whole plan of an interview that is there; the plan that is accepted becomes its own."""

    def accept(plan: Plan) -> None:
        if plan is case.interview.plan:
            done(Change(f"The follow-up plan of {case.name} stays {plan_name(plan)}"))
        else:
            done(program.interviews.edit(case.interview.id, expected=case.interview, plan=plan))

    return PlanPreview(program, load_facts(program.store.reader, case.interview.id), accept)
