"""The form of an interview: adding one, and editing it with its meeting and what its step asks."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import replace
from interview_tui.domain.date_parsing import parse_past, parse_when
from interview_tui.domain.dates import When, distance_words, format_when, full_date, zone_named
from interview_tui.domain.employer_history import acquaintance
from interview_tui.domain.enums import Outcome, Plan, Step
from interview_tui.domain.errors import Unclear
from interview_tui.domain.identity import looks_like_name, people_in
from interview_tui.domain.records import Interview
from interview_tui.domain.shorthand import PersonLine, format_line
from interview_tui.services.interviews import carried_people
from interview_tui.services.introductions import read_person
from interview_tui.services.meetings import MeetingTime, as_long, meeting_time
from interview_tui.services.plan_preview import booked, new_facts
from interview_tui.store.case import earlier_at_employer
from interview_tui.store.facts import load_facts
from interview_tui.store.people import everybody
from interview_tui.ui.dialogs.form import (
    Field,
    Form,
    changed,
    letter_fields,
    read_letter_fields,
    read_yes_no,
    yes_no_field,
)
from interview_tui.ui.dialogs.plan import PlanPreview, plan_about, plan_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.facts import Facts
    from interview_tui.domain.records import Meeting
    from interview_tui.store.journal import Change
    from interview_tui.ui.dialogs.base import RecordElsewhere

_PLANS = tuple(map(plan_name, Plan))
PLANS = ", ".join(_PLANS)
AS_USUAL = "as usual"
"""The language or the tone of the configuration."""


class WhenReader:
    """Reads dates as people type them, and says what was understood."""

    def __init__(self, program: AppContext) -> None:
        self._app_context = program

    def read(self, text: str) -> When:
        """Raises Unclear."""
        return parse_when(text, now=self._app_context.clock(), calendar=self._app_context.calendar)

    def read_past(self, text: str) -> When:
        """As `read`, of what took place already: `mon 18:00` is the last Monday. Raises Unclear."""
        return parse_past(text, now=self._app_context.clock(), calendar=self._app_context.calendar)

    def said(self, text: str, *, past: bool = False) -> str:
        """What a date is understood as: `Tue 1 Dec 2026 14:00–15:30, in 8 days`. Raises Unclear."""
        when, local = self.read_past(text) if past else self.read(text), self._app_context.calendar.local
        clock = f" {local(when.at):%H:%M}" if when.at else ""
        until = f"–{local(when.ends):%H:%M}" if when.ends else ""
        zone = zone_named(when.zone)
        there = f" ({when.at.astimezone(zone):%H:%M} {when.zone})" if when.at and zone else ""
        return (
            f"{full_date(when.day)}{clock}{until}{there}, {distance_words(when.day, today=self._app_context.today())}"
        )

    def preview(self, text: str) -> str:
        """As `said`; what is not a date yet is said too."""
        try:
            return self.said(text)
        except Unclear as error:
            return str(error)

    def written(self, when: When) -> str:
        """The text that reads as this."""
        return format_when(when, self._app_context.calendar)

    def written_meeting(self, meeting: Meeting) -> str:
        """The text that reads as a meeting's time; '' for one without."""
        calendar = self._app_context.calendar
        if meeting.starts is None:
            return ""
        zone = "" if meeting.zone == calendar.zone.key else meeting.zone
        return self.written(When(calendar.day(meeting.starts), meeting.starts, meeting.ends, zone))


class InterviewForm(Form):
    """A form that shows what a meeting brings before it saves. esc there comes back to what was typed here."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[dict[str, str], Plan | None], None],
        booked: Callable[[dict[str, str]], Facts | None],
        program: AppContext,
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

    def first_focus(self) -> Widget:
        """What stands in the field with which it begins is replaced by what is typed: most often another time."""
        field = self._inputs[self._focus or self._fields[0].name]
        field.select_all()
        return field

    async def action_save(self) -> None:
        """Shows the plan that a meeting brings; without one it saves at once."""
        await self.typed()
        rival = self.rival
        if rival is not None and self._is_overtaken(rival):
            await rival.settle(self)
            return
        values = {name: field.value.strip() for name, field in self._inputs.items()}
        found: list[Facts | None] = []
        if not self.attempt(lambda: found.append(self._booked(values))):
            return
        facts = found[0]
        if facts is None:
            await super().action_save()
            return
        accept = partial(self._save, values)
        await PlanPreview(self._program, facts, accept, then=self.drop).open(self.app)

    def _is_overtaken(self, rival: RecordElsewhere) -> bool:
        """Whether another session has saved what is edited here: a plan would be made from what is not so any more."""
        now: list[Mapping[str, str]] = []
        return not self.attempt(lambda: now.append(rival.opened().begun())) or now[0] != self.begun()


def add_form(program: AppContext, done: Callable[[Change], None], *, after: Case | None = None) -> Form:
    """A new interview; `after` another one at the same employer, of which it takes over what holds for both."""
    dates, guests = WhenReader(program), GuestReader(program)
    before = after.interview if after is not None else None
    known = "; ".join(carried_people([after])) if after is not None else ""
    fields = [
        Field("company", "Company", before.company if before else "", check=partial(_known_there, program)),
        Field("role", "Role"),
        Field("meeting", "Meeting", placeholder="next tue 14:00-15:00; optional", check=dates.said),
        guests.field("Dana Ruiz, VP Operations <dana@acme.example>; Kim Lee [hiring manager]"),
        _plan_field(program, None),
    ]
    if before is not None:
        from_before = replace(guests.field("who comes along; asked for nothing"), name="known", label="You know")
        fields[3:3] = [replace(from_before, value=known)]
        fields += [Field("location", "Location", before.location), *letter_fields(before, AS_USUAL)]

    def submit(values: dict[str, str], accepted: Plan | None) -> None:
        more: dict[str, Any] = {name: values[name] for name in ("location", "language", "tone") if name in values}
        read_letter_fields(more)
        change = program.interviews.add(
            values["company"],
            values["role"],
            meeting=dates.read(values["meeting"]) if values["meeting"] else None,
            people=guests.read(values["people"]),
            plan=accepted or _plan(values["plan"]),
            after=before.id if before else None,
            known=guests.read(values["known"]) if before else None,
            **more,
        )
        done(change)

    def as_booked(values: dict[str, str]) -> Facts | None:
        time = meeting_time(dates.read(values["meeting"])) if values["meeting"] else None
        if time is None or not values["company"]:
            return None
        facts = _by_plan(new_facts(program, values["company"], values["role"]), _plan(values["plan"]))
        return booked(program, facts, time, guests.read(values["people"]))

    title = f"Another role at {before.company}" if before else "Add an interview"
    return InterviewForm(title, fields, submit, as_booked, program, focus="role" if before else "")


def _known_there(program: AppContext, company: str) -> str:
    """Who is known at an employer from earlier interviews there; '' for one that is new."""
    now = program.clock()
    new = Interview(company=company, role="", created=now)
    return acquaintance(earlier_at_employer(program.store.reader, new, now), program.calendar, program.today())


def edit_form(program: AppContext, case: Case, done: Callable[[Change], None], *, focus: str = "") -> Form:
    """An interview that is there."""
    dates, guests, plan = WhenReader(program), GuestReader(program), case.interview.plan
    start = case.meeting_start
    meeting = dates.written_meeting(case.meeting) if start else ""
    fields = [
        Field("company", "Company", case.interview.company),
        Field("role", "Role", case.interview.role),
        Field("meeting", "Meeting", meeting, placeholder="next tue 14:00", check=dates.said),
        Field("place", "Place", case.meeting.place or case.meeting.link, placeholder="place or link"),
        guests.field("another person: Name, Title <email>"),
        _plan_field(program, plan),
        *letter_fields(case.interview, AS_USUAL),
    ]
    step = case.interview.step_at(program.clock())
    if step >= Step.LEVERAGE or focus == "no_voice_why":
        why = case.round.no_voice_why
        fields.append(Field("no_voice_why", "No reference", why, placeholder="why nobody can speak for you"))
    if step >= Step.ACCEPT or case.interview.outcome is not None:
        lesson = case.round.lesson
        fields.append(Field("lesson", "Lesson", lesson, placeholder="what you learned"))
    if case.interview.outcome is Outcome.REJECTED:
        fields.append(yes_no_field("stay_in_touch", "In touch", value=case.interview.stay_in_touch))

    def submit(values: dict[str, str], accepted: Plan | None) -> None:
        told: dict[str, Any] = changed(fields, values)
        people = guests.read(told.pop("people", ""))
        told.pop("plan", None)
        chosen = accepted or _plan(values["plan"])
        if chosen is not plan:
            told["plan"] = chosen
        read_letter_fields(told)
        if "stay_in_touch" in told:
            told["stay_in_touch"] = read_yes_no(told["stay_in_touch"])
        time = _meeting(case, dates, told)
        if told or people or time:
            done(program.interviews.edit(case.interview.id, expected=case, meeting=time, people=people, **told))

    def as_booked(values: dict[str, str]) -> Facts | None:
        told: dict[str, Any] = changed(fields, values)
        time = _meeting(case, dates, told)
        if time is None or time.starts is None or time.starts == start:
            return None
        facts = _by_plan(load_facts(program.store.reader, case.interview.id), _plan(values["plan"]))
        people = guests.read(told.get("people", ""))
        return booked(program, facts, time, people, meeting_id=case.meeting.id)

    return InterviewForm(f"Edit {case.name}", fields, submit, as_booked, program, focus=focus)


def _meeting(case: Case, dates: WhenReader, changed: dict[str, Any]) -> MeetingTime | None:
    """The meeting's time and place where one of them was changed; both leave `changed`. Raises Unclear."""
    if not {"meeting", "place"} & changed.keys():
        return None
    text, place = changed.pop("meeting", None), changed.pop("place", None)
    found = MeetingTime(starts=case.meeting_start, ends=case.meeting.ends)
    if text is not None:
        time = meeting_time(dates.read(text)) if text else None
        found = as_long(time or MeetingTime(starts=None), case.meeting)
    return found if place is None else at_place(found, place)


def at_place(time: MeetingTime, text: str) -> MeetingTime:
    """The time with its place, or its link where the text is one."""
    return replace(time, link=text) if "://" in text else replace(time, place=text)


class GuestReader:
    """Reads who is invited, parted by semicolons, and says who was understood."""

    def __init__(self, program: AppContext) -> None:
        known = (row.person for row in everybody(program.store.reader, None))
        self._known = tuple(format_line(PersonLine(p.name, p.title, p.email)).removeprefix("@ ") for p in known)

    def field(self, placeholder: str) -> Field:
        """The field for them; those that are already known are offered."""
        return Field("people", "With", placeholder=placeholder, check=self.said, offers=self._known, parted=True)

    def read(self, text: str) -> list[str]:
        """The people, each as `Name, Title <email>`. What looks like a name after a comma is another person."""
        return [person for piece in people_in(text) for person in ([piece] if piece in self._known else _parted(piece))]

    def said(self, text: str) -> str:
        """Who was understood: `2 people: Dana Ruiz (title: VP Operations), Kim Lee`. Raises Unclear."""
        people = [read_person(each) for each in self.read(text)]
        said = ", ".join(f"{p.name or p.email} (title: {p.title})" if p.title else p.name or p.email for p in people)
        return said if len(people) == 1 else f"{len(people)} people: {said}"


_BEHIND_NAME = re.compile(r"\s*[<\[].*")
"""An address, and what stands in brackets."""


def _parted(text: str) -> list[str]:
    """`Dana Ruiz, Kim Lee` as two people; a title stays with its name, and so does a comma behind a backslash."""
    people: list[str] = []
    for part in [text] if "\\" in text else text.split(","):
        if people and not looks_like_name(_BEHIND_NAME.sub("", part).strip()):
            people[-1] += f",{part}"
        else:
            people.append(part.strip())
    return people


def _by_plan(facts: Facts, plan: Plan | None) -> Facts:
    return replace(facts, interview=replace(facts.interview, plan=plan))


def _plan(text: str) -> Plan | None:
    if not text:
        return None
    found = [plan for plan in Plan if plan_name(plan).startswith(text.casefold().replace("_", " "))]
    if len(found) != 1:
        raise Unclear(f"“{text}” is not a follow-up plan: write {PLANS}")
    return found[0]


def _plan_field(program: AppContext, plan: Plan | None) -> Field:
    """The plan of an interview; each that can be chosen says what it brings."""
    about = {plan_name(each): plan_about(each, program.cadences.of(each)) for each in Plan}

    def said(text: str) -> str:
        found = _plan(text.strip())
        name = plan_name(found) if found else ""
        return about.get(name, "") if name == text.strip().casefold() else f"{name}: {about[name]}"

    value = plan_name(plan) if plan else ""
    return Field("plan", "Plan", value, placeholder=PLANS, check=said, offers=_PLANS, about=about)
