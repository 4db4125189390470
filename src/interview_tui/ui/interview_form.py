"""The form of an interview: adding one, and editing it with its meeting and what its step asks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from interview_tui.domain.dates import When, distance_words, format_when, full_date, parse_when
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import Outcome, Plan, Step
from interview_tui.domain.text import counted
from interview_tui.services.interviews import MeetingTime, meeting_time
from interview_tui.services.planning_ahead import booked, new_case
from interview_tui.ui.dialogs.base import open_dialog
from interview_tui.ui.dialogs.conflict import settle
from interview_tui.ui.dialogs.form import YES_NO, Field, Form, read_yes_no, yes_no_said
from interview_tui.ui.plan_preview import PlanPreview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from interview_tui.domain.case import Case
    from interview_tui.services.base import Change
    from interview_tui.ui.dialogs.conflict import Rival
    from interview_tui.wiring import Program

PLANS = ", ".join(Plan)


class WhenReader:
    """Reads dates as people type them, and says what was understood."""

    def __init__(self, program: Program) -> None:
        self._house = program.house

    def read(self, text: str) -> When:
        """Raises Unclear."""
        return parse_when(text, now=self._house.clock(), calendar=self._house.calendar)

    def said(self, text: str) -> str:
        """What a date is understood as: `Tue 1 Dec 2026 14:00, in 8 days`. Raises Unclear."""
        when = self.read(text)
        clock = f" {self._house.calendar.local(when.at):%H:%M}" if when.at else ""
        return f"{full_date(when.day)}{clock}, {distance_words(when.day, today=self._house.today())}"

    def preview(self, text: str) -> str:
        """As `said`; what is no date yet is said too."""
        try:
            return self.said(text)
        except Unclear as error:
            return str(error)

    def written(self, when: When) -> str:
        """The text that reads as this."""
        return format_when(when, self._house.calendar)


class InterviewForm(Form):
    """A form that shows what a meeting brings before it saves. esc there comes back to what was typed here."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[dict[str, str], Plan | None], None],
        booked: Callable[[dict[str, str]], Case | None],
        program: Program,
        *,
        focus: str = "",
    ) -> None:
        """`submit` takes what was typed and the plan that was accepted, if one was asked for. `booked` gives the
        interview as it would be, where its plan is to be accepted first. Both may raise UserError.
        """
        super().__init__(title, fields, lambda values: submit(values, None), focus=focus)
        self._save = submit
        self._booked = booked
        self._program = program

    async def action_save(self) -> None:
        """Shows the plan that a meeting brings; without one it saves at once."""
        await self.typed()
        rival = self.rival
        if rival is not None and self._is_overtaken(rival):
            await settle(self, rival)
            return
        values = {name: field.value.strip() for name, field in self._inputs.items()}
        found: list[Case | None] = []
        if not self.attempt(lambda: found.append(self._booked(values))):
            return
        case = found[0]
        if case is None:
            await super().action_save()
            return
        accept = partial(self._save, values)
        await open_dialog(self.app, PlanPreview(self._program, case, accept, then=self.drop))

    def _is_overtaken(self, rival: Rival) -> bool:
        """Whether another session has saved what is edited here: a plan would be made from what is not so any more."""
        now: list[Mapping[str, str]] = []
        return not self.attempt(lambda: now.append(rival.opened().begun())) or now[0] != self.begun()


def add_form(program: Program, done: Callable[[Change], None]) -> Form:
    """A new interview."""
    dates = WhenReader(program)
    fields = (
        Field(name="company", label="Company"),
        Field(name="role", label="Role"),
        Field(name="meeting", label="Meeting", placeholder="next tue 14:00; may stay empty", check=dates.said),
        Field(
            name="people",
            label="With",
            placeholder="Dana Ruiz, VP Operations <dana@acme.example>; Kim Lee",
            check=_people_said,
        ),
        Field(name="plan", label="Plan", placeholder=PLANS, check=_plan_said),
    )

    def submit(values: dict[str, str], accepted: Plan | None) -> None:
        change = program.interviews.add(
            values["company"],
            values["role"],
            meeting=dates.read(values["meeting"]) if values["meeting"] else None,
            people=_people(values["people"]),
            plan=accepted or _plan(values["plan"]),
        )
        done(change)

    def as_booked(values: dict[str, str]) -> Case | None:
        time = meeting_time(dates.read(values["meeting"])) if values["meeting"] else None
        if time is None or not values["company"]:
            return None
        case = new_case(program.house, values["company"], values["role"], _plan(values["plan"]))
        return booked(case, time, _people(values["people"]))

    return InterviewForm("Add an interview", fields, submit, as_booked, program)


def edit_form(program: Program, case: Case, done: Callable[[Change], None], *, focus: str = "") -> Form:
    """An interview that is there."""
    dates = WhenReader(program)
    start = case.meeting_start
    meeting = dates.written(When(program.house.calendar.day(start), start)) if start else ""
    fields = [
        Field(name="company", label="Company", value=case.interview.company),
        Field(name="role", label="Role", value=case.interview.role),
        Field(name="meeting", label="Meeting", value=meeting, placeholder="next tue 14:00", check=dates.said),
        Field(
            name="place", label="Place", value=case.meeting.place or case.meeting.link, placeholder="where, or a link"
        ),
        Field(name="people", label="With", placeholder="someone more: Name, Title <email>", check=_people_said),
        Field(name="plan", label="Plan", value=case.interview.plan or "", placeholder=PLANS, check=_plan_said),
    ]
    if case.interview.step >= Step.LEVERAGE or focus == "no_voice_why":
        why = case.round.no_voice_why
        fields.append(Field(name="no_voice_why", label="No voice", value=why, placeholder="why no outside voice fits"))
    if case.interview.step >= Step.ACCEPT or case.interview.outcome is not None:
        fields += [
            Field(name="decision", label="Decision", value=case.round.decision),
            Field(name="lesson", label="Lesson", value=case.round.lesson, placeholder="what I learn from it"),
        ]
    if case.interview.outcome is Outcome.REJECTED:
        stays = YES_NO[case.interview.stay_in_touch]
        fields.append(
            Field(name="stay_in_touch", label="In touch", value=stays, placeholder="yes or no", check=yes_no_said)
        )
    before = {field.name: field.value for field in fields}

    def changes(values: dict[str, str]) -> dict[str, Any]:
        return {name: text for name, text in values.items() if text != before[name]}

    def submit(values: dict[str, str], accepted: Plan | None) -> None:
        changed = changes(values)
        people = _people(changed.pop("people", ""))
        plan = accepted or _plan(values["plan"])
        changed.pop("plan", None)
        if plan is not case.interview.plan:
            changed["plan"] = plan
        if "stay_in_touch" in changed:
            changed["stay_in_touch"] = read_yes_no(changed["stay_in_touch"])
        time = _meeting(case, dates, changed)
        if changed or people or time:
            done(program.interviews.edit(case.interview.id, expected=case, meeting=time, people=people, **changed))

    def as_booked(values: dict[str, str]) -> Case | None:
        changed = changes(values)
        time = _meeting(case, dates, changed)
        if time is None or time.starts is None or time.starts == start:
            return None
        interview = replace(case.interview, plan=_plan(values["plan"]))
        return booked(replace(case, interview=interview), time, _people(changed.get("people", "")))

    return InterviewForm(f"Edit {case.name}", fields, submit, as_booked, program, focus=focus)


def _meeting(case: Case, dates: WhenReader, changed: dict[str, Any]) -> MeetingTime | None:
    """The meeting's time and place where one of them was changed; both leave `changed`. Raises Unclear."""
    if not {"meeting", "place"} & changed.keys():
        return None
    text, place = changed.pop("meeting", None), changed.pop("place", None)
    starts, ends = case.meeting_start, case.meeting.ends
    if text is not None:
        time = meeting_time(dates.read(text)) if text else MeetingTime(starts=None)
        length = ends - case.meeting.starts if ends and case.meeting.starts else None
        starts = time.starts if time else None
        ends = starts + length if starts and length else None
    is_link = bool(place) and "://" in place
    return MeetingTime(
        starts=starts,
        ends=ends,
        place=case.meeting.place if place is None or is_link else place,
        link=place if is_link else case.meeting.link,
    )


def _people(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


def _people_said(text: str) -> str:
    return counted(len(_people(text)), "person", "people")


def _plan(text: str) -> Plan | None:
    if not text:
        return None
    found = [plan for plan in Plan if plan.startswith(text.casefold())]
    if len(found) != 1:
        raise Unclear(f"“{text}” is no follow-up plan: write {PLANS}")
    return found[0]


def _plan_said(text: str) -> str:
    return str(_plan(text.strip()) or "")
