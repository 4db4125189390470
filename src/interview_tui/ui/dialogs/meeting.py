"""Meetings of an interview: a further one, and what may become of one that is there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import MeetingState
from interview_tui.domain.errors import Unclear
from interview_tui.domain.records import EARLY, Meeting, end_of
from interview_tui.domain.text import counted
from interview_tui.services.meetings import MeetingTime, as_long, meeting_time, read_travel, travel_written
from interview_tui.services.plan_preview import booked
from interview_tui.store.facts import load_facts
from interview_tui.ui.dialogs.form import Field
from interview_tui.ui.dialogs.interview import GuestReader, InterviewForm, WhenReader, at_place
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Plan
    from interview_tui.domain.facts import Facts
    from interview_tui.store.journal import Change
    from interview_tui.ui.dialogs.form import Form
    from interview_tui.ui.main_screen import MainScreen

NEEDED = "when is it? For example next tue 14:00-15:30 or 2 Dec 10:00 Europe/Berlin"


def further_form(program: AppContext, case: Case, done: Callable[[Change], None]) -> Form:
    """Another meeting of an interview; the plan that it brings is shown before it is saved."""
    dates, guests = WhenReader(program), GuestReader(program)
    fields = (
        Field("when", "When", placeholder="next tue 14:00-15:30, 2 Dec 10:00 UTC+1", check=dates.said),
        guests.field("Dana Ruiz, VP Operations <dana@acme.example>; Kim Lee"),
        Field("place", "Place", placeholder="place or link; optional"),
    )

    def time_of(values: dict[str, str]) -> MeetingTime:
        time = meeting_time(dates.read(values["when"])) if values["when"] else None
        if time is None:
            raise Unclear(NEEDED)
        return at_place(time, values["place"]) if values["place"] else time

    def submit(values: dict[str, str], accepted: Plan | None) -> None:
        time, people = time_of(values), guests.read(values["people"])
        done(program.meetings.add(case.interview.id, time, people=people, plan=accepted))

    def as_booked(values: dict[str, str]) -> Facts:
        facts = load_facts(program.store.reader, case.interview.id)
        untimed = next((m for m in facts.meetings if m.round_id == facts.round.id and _is_open(m)), None)
        if untimed is None:
            untimed = Meeting(id=max(m.id for m in facts.meetings) + 1, round_id=facts.round.id)
            facts = replace(facts, meetings=(*facts.meetings, untimed))
        return booked(program, facts, time_of(values), guests.read(values["people"]), meeting_id=untimed.id)

    title = "A meeting" if case.meeting.starts is None else "Another meeting"
    return InterviewForm(f"{title} of {case.name}", fields, submit, as_booked, program)


def move_form(program: AppContext, case: Case, done: Callable[[Change], None]) -> Form:
    """Another time for a meeting that is there; the plan as it then stands is shown before it is saved."""
    dates, meeting = WhenReader(program), case.meeting
    over = _is_over(program, meeting)
    before = {"when": dates.written_meeting(meeting), "place": meeting.place or meeting.link}
    fields = [Field("when", "When", before["when"], check=dates.said)]
    if not over:
        fields.append(Field("place", "Place", before["place"], placeholder="place or link"))

    def time_of(values: dict[str, str]) -> MeetingTime:
        time = meeting_time(dates.read(values["when"])) if values["when"] else None
        if time is None:
            raise Unclear(NEEDED)
        time, place = as_long(time, meeting), values.get("place", before["place"])
        return time if place == before["place"] else at_place(time, place)

    def submit(values: dict[str, str], accepted: Plan | None) -> None:
        if before | values != before:
            done(program.meetings.move(meeting.id, time_of(values), plan=accepted))

    def as_booked(values: dict[str, str]) -> Facts | None:
        time = time_of(values)
        if (time.starts, time.ends) == (meeting.starts, meeting.ends) or over:
            return None
        return booked(program, load_facts(program.store.reader, case.interview.id), time, meeting_id=meeting.id)

    title = f"Move the meeting of {case.name}"
    if over:
        title += ": it is over, so a new time makes another meeting"
    return InterviewForm(title, fields, submit, as_booked, program)


def meeting_menu(screen: MainScreen, case: Case) -> Menu:
    """What may become of a meeting: another time, cancelled, not held; or a further one beside it."""
    program, meeting = screen.program, case.meeting

    def done(change: Change) -> None:
        screen.done_with(case.interview.id, change)

    def end(*, missed: bool) -> None:
        done(program.meetings.cancel(meeting.id, missed=missed))

    def travel_prompt() -> Prompt:
        return Prompt(
            f"How long does it take you to get to {case.interview.company}?",
            lambda text: done(program.meetings.travel(meeting.id, read_travel(text))),
            value=travel_written(meeting.travel),
            placeholder="40m, 1h20; empty for none",
            preview=_travel_said,
        )

    choices = [Choice("m", "move it to another time", lambda: screen.ask(move_form(program, case, done)))]
    if meeting.starts is not None and meeting.state is MeetingState.PLANNED:
        if meeting.starts > program.clock():
            choices.append(Choice("c", "cancel it; you ask for a new date", lambda: end(missed=False)))
            choices.append(Choice("t", "say how long it takes to get there", lambda: screen.ask(travel_prompt())))
        else:
            choices.append(Choice("n", "it did not take place; you ask for a new date", lambda: end(missed=True)))
    choices.append(Choice("f", "another meeting", lambda: screen.ask(further_form(program, case, done))))
    when = ""
    if meeting.starts is not None:
        when = f", {moment_words(meeting.starts, now=program.clock(), calendar=program.calendar)}"
    return Menu(f"The meeting of {case.name}{when}", choices)


def _travel_said(text: str) -> str:
    """What the length of a way is understood as, or that it is none yet."""
    try:
        minutes = read_travel(text)
    except Unclear as error:
        return str(error)
    early = counted(EARLY // timedelta(minutes=1), "minute")
    return (
        f"{counted(minutes, 'minute')}; you leave in time to be there {early} early" if minutes else "no time to travel"
    )


def _is_open(meeting: Meeting) -> bool:
    return meeting.starts is None and meeting.state is MeetingState.PLANNED


def _is_over(program: AppContext, meeting: Meeting) -> bool:
    held = meeting.starts is not None and meeting.state is MeetingState.PLANNED
    return held and end_of(meeting) <= program.clock()
