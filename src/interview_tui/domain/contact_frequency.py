"""The pest meter: how close the contacts with a person and with a company already are, and when the next one is good.

What counts is what was sent and not answered: a word from that person or from the company, a meeting that took place
and an invitation begin the count again. Courtesies are never counted and never warned about.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.dates import ago_words
from interview_tui.domain.enums import Channel, CommitmentState, Direction, Outcome, Step
from interview_tui.domain.follow_up_kinds import KINDS, Kind, Weight
from interview_tui.domain.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar


WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact as the meter looks at it."""

    at: datetime
    direction: Direction
    person_id: int | None = None
    courtesy: bool = False
    presses: bool = True
    """Whether it asks for an answer as a check-in does: only such count towards the cap."""
    outsider: bool = False
    """A connection or a reference: not the company's."""
    brings: str = ""
    """What of value it brought them, a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whom a contact goes to: a person, and the company unless they are an outsider."""

    company: str
    person_id: int | None = None
    name: str = ""
    outsider: bool = False
    no_calls: bool = False

    @property
    def called(self) -> str:
        """The person's name, or the company's where nobody is named."""
        return self.name or self.company


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Why a contact would come too soon, or the wrong way, and what is better."""

    why: str
    """In words, one line."""
    good_day: date | None
    """The next working day that breaks no rule; None where waiting does not help."""
    channel: Channel | None = None
    """The channel to take instead."""
    quiet: bool = False
    """The cap of unanswered contacts is reached: the interview has gone quiet."""

    @property
    def sentence(self) -> str:
        """The reasons as a sentence."""
        return f"{self.why[:1].upper()}{self.why[1:]}."


def to_person(contacts: Iterable[Contact], whom: Whom) -> list[Contact]:
    """The unanswered contacts with a person, in order of time; those with nobody named count for everybody there."""
    if whom.person_id is None:
        return to_company(contacts, whom)
    mine = [c for c in contacts if c.person_id == whom.person_id or (not whom.outsider and not c.outsider)]
    return [c for c in _unanswered(mine) if c.person_id in (whom.person_id, None)]


def to_company(contacts: Iterable[Contact], whom: Whom) -> list[Contact]:
    """The unanswered contacts with the company, in order of time; none for an outsider, who does not speak for it."""
    return [] if whom.outsider else _unanswered([c for c in contacts if not c.outsider])


def _unanswered(contacts: list[Contact]) -> list[Contact]:
    contacts = sorted(contacts, key=lambda c: c.at)
    answered = max((n for n, c in enumerate(contacts, start=1) if c.direction is Direction.IN), default=0)
    return [c for c in contacts[answered:] if not c.courtesy]


def too_soon(
    contacts: Iterable[Contact],
    whom: Whom,
    *,
    now: datetime,
    calendar: Calendar,
    cadence: Cadence,
    channel: Channel,
    kind: Kind | None = None,
    expected: bool = False,
) -> Caution | None:
    """What speaks against a contact now; None when nothing does, or when it is a courtesy.

    `kind` is that of the follow-up; None for a contact of one's own. Staying in touch has a rhythm of its own, which
    no cap ends. `expected`: they named a date that has passed, so that a word is due, however short ago the last was.
    """
    if kind is not None and KINDS[kind].weight is Weight.COURTESY:
        return None
    known = [c for c in contacts if c.at <= now]
    person, company = to_person(known, whom), to_company(known, whom)
    today = calendar.day(now)
    pressed = sum(1 for contact in person if contact.presses)
    capped = not whom.outsider and kind is not Kind.STAY_IN_TOUCH and pressed >= max(1, cadence.check_in_cap)
    call = channel is Channel.PHONE and whom.no_calls
    reasons = []
    if call:
        reasons.append(f"{whom.called} asked for no calls: write an email")
    if not expected and not rested(person, today, calendar, cadence):
        ago = ago_words(person[-1].at, now=now, calendar=calendar)
        gap = counted(cadence.contact_gap_days, "day")
        reasons.append(
            f"the last contact with {whom.called} ({ago}) has not been answered: wait {gap} between contacts"
        )
    if not _week_has_room(company, today, calendar, cadence):
        most = counted(cadence.company_contacts_a_week, "contact")
        reasons.append(f"{whom.company} already had {most} in seven days, the most there should be")
    if capped:
        reasons.append(f"{pressed} check-ins in a row without an answer: they may have gone quiet")
    if not reasons:
        return None
    return Caution(
        why="; ".join(reasons),
        good_day=None if capped else next_good_day(person, company, today=today, calendar=calendar, cadence=cadence),
        channel=Channel.EMAIL if call else None,
        quiet=capped,
    )


def next_good_day(
    person: Sequence[Contact], company: Sequence[Contact], *, today: date, calendar: Calendar, cadence: Cadence
) -> date:
    """The first working day from today on that keeps the gap to the person and the company's week."""
    day = calendar.working_on_or_after(today)
    while not (rested(person, day, calendar, cadence) and _week_has_room(company, day, calendar, cadence)):
        day = calendar.working_on_or_after(day + timedelta(days=1))
    return day


def rested(sent: Sequence[Contact], day: date, calendar: Calendar, cadence: Cadence) -> bool:
    """Whether the gap to the last of these contacts is kept on a day."""
    return not sent or (day - calendar.day(sent[-1].at)).days >= cadence.contact_gap_days


def _week_has_room(sent: Sequence[Contact], day: date, calendar: Calendar, cadence: Cadence) -> bool:
    lately = sum(1 for contact in sent if (day - calendar.day(contact.at)).days < WEEK)
    return lately < cadence.company_contacts_a_week


def silent_days(case: Case, now: datetime, calendar: Calendar, cadence: Cadence) -> int | None:
    """Calendar days without any contact, in or out, once there are so many that it is flagged; None until then.

    A meeting of the round that is still ahead is no silence, nor is the wait for a date that they named, and neither
    is step 1 nor an interview that has ended.
    """
    contact = max((case.last_contact(now), *case.meeting_ends[-1:]))
    return flagged(
        case.interview.step_at(now),
        case.interview.outcome,
        calendar.day(contact),
        waiting=_last_date(case),
        today=calendar.day(now),
        cadence=cadence,
    )


def flagged(
    step: Step, outcome: Outcome | None, contact: date, *, waiting: date | None = None, today: date, cadence: Cadence
) -> int | None:
    """As `silent_days`, by the day of the last contact, and the last day that they named for something still open."""
    days = (today - contact).days
    running = outcome is None and step is not Step.SET_THE_STAGE
    waits = waiting is not None and today <= waiting
    return days if running and not waits and days >= cadence.silence_days else None


def _last_date(case: Case) -> date | None:
    """The last date of what they said they would do and have not done yet."""
    open_ones = (c for c in case.their_words() if c.state is CommitmentState.OPEN)
    return max((c.due for c in open_ones if c.due is not None), default=None)


def silence_words(case: Case, now: datetime, calendar: Calendar, cadence: Cadence) -> str:
    """What is to be said of the silence in a running round: its days, and that the cap is reached; '' for nothing."""
    parts = []
    days = silent_days(case, now, calendar, cadence)
    if days is not None:
        parts.append(f"Silent for {days} days")
    sent = len(case.unanswered(now))
    if case.interview.outcome is None and sent and sent >= cadence.check_in_cap:
        parts.append(f"{counted(sent, 'check-in')} without an answer: they may have gone quiet")
    return "; ".join(parts)
