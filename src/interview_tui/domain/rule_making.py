"""What the rules of planning share: the setting that they look at, and how a planned follow-up is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from interview_tui.domain.records import FollowUp, Kind

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

TITLES: dict[Kind, str] = {
    Kind.PREPARE: "Prepare the meeting",
    Kind.DEBRIEF: "Write the meeting down",
    Kind.THANK_YOU: "Thank",
    Kind.PROMISE: "Keep my promise",
    Kind.VALUE_LETTER: "Send the value letter",
    Kind.CHECK_IN: "Check in",
    Kind.ADVOCATE: "Ask for a good word",
    Kind.RECOMMENDATION: "Ask for a recommendation letter",
    Kind.REJECTION_THANKS: "Thank after the rejection",
    Kind.STAY_IN_TOUCH: "Stay in touch",
    Kind.OFFER_REPLY: "Answer the offer",
    Kind.REFERENCE_THANKS: "Thank the reference",
    Kind.WITHDRAWAL: "Send the withdrawal",
    Kind.CUSTOM: "Follow up",
}


_NAMES_THE_PERSON = frozenset({Kind.THANK_YOU, Kind.REFERENCE_THANKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a rule needs besides the case: the instant at hand, the user's calendar, the numbers."""

    now: datetime
    calendar: Calendar
    cadence: Cadence

    @property
    def today(self) -> date:
        return self.calendar.day(self.now)


def new(case: Case, at: Setting, kind: Kind, *, key: object = "", **fields: object) -> FollowUp:
    """A planned follow-up of the present round; `key` tells it from others of its kind."""
    person_id = fields.get("person_id")
    name = case.person_name(person_id if isinstance(person_id, int) else None)
    values: dict[str, object] = {
        "text": f"{TITLES[kind]} {name}".strip() if kind in _NAMES_THE_PERSON else TITLES[kind],
        **fields,
    }
    return FollowUp(
        interview_id=case.interview.id,
        round_id=case.round.id,
        kind=kind,
        origin=origin(case, kind, key),
        created=at.now,
        **values,  # type: ignore[arg-type]
    )


def origin(case: Case, kind: Kind, key: object) -> str:
    """`r1:check_in:2`: which plan makes it, unique within an interview."""
    return f"r{case.round.number}:{kind}" + (f":{key}" if key != "" else "")


def counts_alike(present: FollowUp, fresh: FollowUp) -> bool:
    """Whether both count from the same instant by the same rule."""
    return (present.anchor, present.why) == (fresh.anchor, fresh.why)


def noon(day: date, calendar: Calendar) -> datetime:
    """An instant that stands for a day: noon, which no change to summer time moves to another day."""
    return calendar.instant(day, time(12))
