"""Tasks that exporting/calendar.py wrote, as they come back from another program: open, ticked or cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.dates import YEARS
from interview_tui.domain.text import in_utf8
from interview_tui.exporting.calendar import State
from interview_tui.exporting.content_lines import read_own_uid
from interview_tui.importing.eml import looks_like_mail
from interview_tui.importing.ics import looks_like_calendar, read_calendars, read_number
from interview_tui.importing.zones import Zones

if TYPE_CHECKING:
    from datetime import date, datetime

    from interview_tui.importing.ics import Component


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTask:
    """A follow-up as another program has it. An instant without a zone is by the clock on the user's wall."""

    follow_up_id: int
    created: datetime
    """When the follow-up came into being: of another store, one with this id did at another instant."""
    sequence: int
    """How often it was changed, by both programs."""
    state: State
    settled: date | None
    """The day or the instant at which it was ticked; None where there is none that can be."""
    due: date | None
    """The day or the instant."""


def read_own_tasks(data: bytes) -> tuple[OwnTask, ...]:
    """The own tasks of a calendar, also several revisions of one. There are none in an e-mail: nobody else says what
    the user has done. Raises InvitationError as `read_calendars`.
    """
    data = b"".join(in_utf8([data]))
    if looks_like_mail(data) or not looks_like_calendar(data) or b"VTODO" not in data.upper():
        return ()
    found = []
    for calendar in read_calendars(data):
        zones = Zones.of(calendar)
        for component in calendar.parts("VTODO"):
            own = read_own_uid(component.text("UID").strip())
            if own is None or own[0] != "f":
                continue
            task = OwnTask(
                follow_up_id=own[1],
                created=own[2],
                sequence=read_number(component.text("SEQUENCE")),
                state=_state(component),
                settled=_date(component, "COMPLETED", zones),
                due=_date(component, "DUE", zones),
            )
            found.append(task)
    return tuple(found)


def _state(task: Component) -> State:
    """Programs write one of three things, or all, when a task is ticked."""
    status = task.text("STATUS").strip().upper()
    if status == State.OFF:
        return State.OFF
    ticked = status == State.DONE or task.text("PERCENT-COMPLETE").strip() == "100" or task.text("COMPLETED").strip()
    return State.DONE if ticked else State.OPEN


def _date(task: Component, name: str, zones: Zones) -> date | None:
    prop = task.first(name)
    try:
        moment = zones.moment(prop) if prop is not None else None
    except ValueError:
        return None
    if moment is None or moment.at.year not in YEARS:
        return None
    return moment.at.date() if moment.all_day else moment.at
