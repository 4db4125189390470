"""What the rules share: the facts with the user's calendar and cadence, and the questions that several rules ask."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from interview_tui.data_classes import replace
from interview_tui.domain import contact_frequency, records
from interview_tui.domain.dates import short_day
from interview_tui.domain.enums import ENDED, SETTLED, Channel, Direction, Settled
from interview_tui.domain.follow_up_kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from interview_tui.domain.cadence import Cadence
    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.facts import Facts

_DAYS_LOOKED_AT = 60
"""A company that has no room for so many working days is left to the warning before a letter is sent."""


class Planner:
    """The facts of one interview, as the rules look at them."""

    def __init__(self, facts: Facts, calendar: Calendar, cadence: Cadence) -> None:
        self.facts = facts
        self.calendar = calendar
        self.cadence = cadence
        self.stored = {f.origin: f for f in facts.follow_ups if f.origin}
        self.outcome = facts.effective_outcome()
        self.round = facts.round
        self.timed = facts.timed(self.round)
        self.natural: dict[str, date] = {}
        """The days that value letters and check-ins on a date have by their own rules, before anything moved them."""

    def line(self, kind: Kind, key: str, of_round: records.Round | None = None, **values: Any) -> records.FollowUp:
        """A planned follow-up, here by default; `key` tells it from others of its kind (fine print 22)."""
        row, of_round = KINDS[kind], of_round or self.round
        name = self.facts.name_of(values.get("person_id"))
        title = row.title if name else row.title_without_person or row.title
        text = values.pop("text", "") or (f"{title} {name}".strip() if row.names_person else title)
        created = values.get("anchor") or of_round.opened
        return records.FollowUp(
            interview_id=self.facts.interview.id,
            round_id=of_round.id,
            kind=kind,
            text=text,
            origin=f"{kind}:{key}" if key else str(kind),
            created=created,
            **values,
        )

    def again(self, line: records.FollowUp, start: datetime, *, before: bool = False) -> records.FollowUp:
        """The same line once more, where it was done before what it is about began (fine print 10); with `before` what
        was done at that very moment counts.
        """
        base, number = line.origin, 1
        while (stored := self.stored.get(line.origin)) is not None and (
            stored.state is Settled.DONE
            and stored.settled is not None
            and (stored.settled < start if before else stored.settled <= start)
        ):
            number += 1
            line = replace(line, origin=f"{base}:{number}")
        return line

    def is_open(self, line: records.FollowUp) -> bool:
        """Whether a planned follow-up is still to be done."""
        stored = self.stored.get(line.origin)
        return stored is None or stored.state in (Settled.OPEN, Settled.CANCELLED)

    @property
    def closed(self) -> datetime:
        """When the outcome of the present round came about."""
        return self.round.closed or self.round.opened

    @property
    def round_key(self) -> str:
        """The key of what is owed once in the present round."""
        return f"r{self.round.number}"

    def of_kind(self, kind: Kind) -> list[records.FollowUp]:
        """The stored follow-ups of a kind in the present round."""
        return [f for f in self.facts.follow_ups if f.kind is kind and f.round_id == self.round.id]

    def done(self, kind: Kind) -> list[records.FollowUp]:
        """Those that were done."""
        return [f for f in self.of_kind(kind) if f.state is Settled.DONE]

    def yields(self, check_in: str, value: str) -> bool:
        """Whether a check-in makes room for a value letter: by their own days, before anything moved either."""
        return self.natural[value] <= self.natural[check_in]

    def settled_origins(self) -> set[str]:
        return {o for o, f in self.stored.items() if f.state in SETTLED}

    def due(self, line: records.FollowUp) -> date:
        """The day on which a follow-up is due, as it was put off."""
        stored = self.stored.get(line.origin)
        if stored is not None and stored.state is Settled.OPEN and stored.planned_day is not None:
            line = stored
        if line.due_at is not None:
            return self.calendar.day(line.due_at)
        if line.due_day is None:
            raise ValueError(f"{line.origin} has no due date")
        return line.due_day

    def entered(self, meeting: records.Meeting) -> datetime:
        return records.entered_at(meeting, otherwise=self.round.opened)

    def not_before(self, day: date, entered: datetime | None) -> date:
        """The day; the working day after the entry of a fact, where the day had passed by then (fine print 1)."""
        if entered is None or day >= self.calendar.day(entered):
            return day
        return self.next_working(entered)

    def working_days_after(self, instant: datetime, days: int, entered: datetime | None) -> date:
        """So many working days after an instant, and not before the fact was entered."""
        return self.not_before(self.calendar.add_working(self.calendar.day(instant), days), entered)

    def working_day_by(self, by: date, earliest: date) -> date:
        """The last working day up to a date; the date itself where that would come before the earliest day."""
        before = self.calendar.working_on_or_before(by)
        return before if before >= earliest else by

    def next_working(self, instant: datetime) -> date:
        return self.calendar.add_working(self.calendar.day(instant), 1)

    def weeks_after(self, end: datetime) -> datetime:
        return end + timedelta(weeks=self.cadence.lapse_weeks)

    def months_after(self, instant: datetime) -> datetime:
        from dateutil.relativedelta import relativedelta

        return instant + relativedelta(months=self.cadence.check_in_lapse_months)

    def noon(self, day: date) -> datetime:
        """An instant that stands for a day: noon, which no change to summer time moves to another day."""
        return self.calendar.instant(day, time(12)).astimezone(UTC)

    def when_they_are_back(self, person: int | None, due: date) -> date:
        """An automatic reply moves what is due while they are away to the working day after (fine print 18)."""
        if person is None:
            return due
        for until in self.facts.away_until(person):
            if due <= until:
                due = self.calendar.add_working(until, 1)
        return due

    def by_phone(self, person: int | None) -> Channel:
        """The phone, for what is said in a call; email to somebody who asked for no calls."""
        known = self.facts.people.get(person) if person is not None else None
        return Channel.EMAIL if known is not None and known.no_calls else Channel.PHONE

    def why_later(self, natural: date, back: date, good: date) -> str:
        """What a reason adds where the day is later than its rule says: `; since they are away, not Fri 4 Dec`."""
        if back > natural:
            return f"; moved from {short_day(natural)}: they are away"
        return f"; moved from {short_day(natural)} to keep contacts apart" if good > natural else ""

    def good_day(self, person: int | None, due: date, planned: Iterable[records.FollowUp] = ()) -> date:
        """The first working day from then on that keeps the gap to the person and the company's week, also to what is
        planned there already.
        """
        facts = self.facts
        whom = contact_frequency.Whom(company=facts.interview.company, person_id=person, name=facts.name_of(person))
        others = [f for f in planned if self.is_open(f)]
        known = [
            *facts.contacts,
            *(
                contact_frequency.Contact(at=self.noon(self.due(f)), direction=Direction.OUT, person_id=f.person_id)
                for f in others
            ),
        ]
        same = [self.due(f) for f in others if f.person_id == person]
        day = due
        for _ in range(_DAYS_LOOKED_AT):
            end = self.calendar.instant(day, time(23, 59))
            before = [c for c in known if c.at <= end]
            to_them = [c for c in contact_frequency.to_person(before, whom) if c.person_id == person]
            later = [c for c in known if c.at > end and c.direction is Direction.OUT and not c.courtesy]
            beside = [self.calendar.day(c.at) for c in (*contact_frequency.to_company(before, whom), *later)]
            apart = all(abs((day - other).days) >= self.cadence.contact_gap_days for other in same)
            if (
                apart
                and contact_frequency.rested(to_them, day, self.calendar, self.cadence)
                and self._week_has_room(day, beside)
            ):
                return day
            day = self.calendar.working_on_or_after(day + timedelta(days=1))
        return due

    def _week_has_room(self, day: date, contacts: list[date]) -> bool:
        """Whether no seven days that hold this one would have more contacts than one company gets in a week."""
        starts = (day - timedelta(days=n) for n in range(contact_frequency.WEEK))
        most = self.cadence.company_contacts_a_week
        return all(
            sum(1 for c in contacts if 0 <= (c - start).days < contact_frequency.WEEK) < most for start in starts
        )

    def reopened_after(self) -> datetime | None:
        """When the interview had ended last, before it ran again; None where it never had."""
        ended = [r.closed for r in self.facts.rounds if r.outcome in ENDED and r.closed is not None]
        return max(ended, default=None)

    def rejected_by(self) -> int | None:
        """Who is thanked after a rejection: as the value letter, of those who met me or wrote."""
        closed = self.round.closed
        met = {
            a.person_id
            for m in self.facts.timed()
            if closed is None or records.start_of(m) <= closed
            for a in self.facts.there(m)
            if not self.facts.is_outsider(a.person_id)
        }
        met |= {t.person_id for t in self.facts.heard() if t.person_id is not None}
        known = {successor for p in met if (successor := self.facts.successor(p)) is not None}
        decider = self.facts.decider()
        if decider in known:
            return decider
        recruiters = self.facts.recruiters()
        ranked = self.facts.by_rank(known)
        return next((p for p in ranked if p not in recruiters), ranked[0] if ranked else None)

    def of_this_round(self, touch: records.Touch) -> bool:
        """Whether a contact took place in the present round. To the first belongs also what was said of this interview
        before it was entered here.
        """
        first = self.round.number == 1 and touch.interview_id == self.facts.interview.id
        return first or touch.at >= self.round.opened
