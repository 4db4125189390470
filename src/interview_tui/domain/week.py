"""A week, or other days in a row: what was done, what is late and what is ahead, the hours that are taken, and what of
it proves a search for work.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import MeetingState, Owner
from interview_tui.domain.records import end_of
from interview_tui.domain.review import monday_of
from interview_tui.domain.text import clean_line, counted
from interview_tui.domain.timeline import timeline
from interview_tui.domain.timeline_facts import EntryKind, EntryState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_tui.domain.dates import Calendar
    from interview_tui.domain.records import Meeting
    from interview_tui.domain.timeline_facts import TimelineEntry, TimelineFacts

DAYS_OF_WEEK = 7
_DAY = timedelta(days=1)
_CONTACTS = frozenset({EntryKind.CONTACT, EntryKind.LETTER})
_NOT_OF_WEEK = frozenset({EntryKind.STEP, EntryKind.SKIPPED, EntryKind.AGREED})
"""What an interview's own timeline has, and a week does not need."""


class DaySpan(NamedTuple):
    """Days in a row, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def week_of(day: date) -> DaySpan:
    """The week from Monday to Sunday in which a day lies; at the end of the calendar the last days that there are."""
    monday = monday_of(day)
    return DaySpan(monday, date.max if date.max - monday < _DAY * 6 else monday + 6 * _DAY)


class Clash(NamedTuple):
    """Two meetings that overlap, the earlier one first."""

    day: date
    first: str
    second: str
    minutes: int
    """For how long."""


@dataclass(frozen=True, slots=True)
class Hours:
    """How long the meetings of some days take; where two of them overlap, that time counts once."""

    days: tuple[tuple[date, int], ...]
    """The minutes of each day on which there is a meeting."""
    clashes: tuple[Clash, ...]
    """Each meeting that begins while another goes on, once: with the one that goes on longest."""

    @property
    def minutes(self) -> int:
        return sum(minutes for _, minutes in self.days)

    def on(self, day: date) -> int:
        """The minutes that are taken on a day."""
        return dict(self.days).get(day, 0)


class ProofRow(NamedTuple):
    """What was done for an application on a day, said without a name."""

    day: date
    employer: str
    role: str
    what: str
    names: tuple[str, ...]
    """With whom, for those who want to say that too."""


@dataclass(frozen=True, slots=True)
class WeekReport:
    """Some days as they stand at an instant."""

    span: DaySpan
    today: date
    done: tuple[TimelineEntry, ...]
    """What took place in these days."""
    late: tuple[TimelineEntry, ...]
    """What is overdue and not done; of days that have passed, only what was due on them."""
    ahead: tuple[TimelineEntry, ...]
    hours: Hours
    proof: tuple[ProofRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say of these days."""
        return not (self.done or self.late or self.ahead)


def week_report(facts: TimelineFacts, span: DaySpan, *, now: datetime, calendar: Calendar) -> WeekReport:
    """The report of some days from what took place on them and what is due."""
    entries = [e for e in timeline(facts, now=now, calendar=calendar) if e.kind not in _NOT_OF_WEEK]
    undone = tuple(e for e in entries if e.kind is EntryKind.LEFT_UNDONE and e.day in span)
    done = tuple(
        e for e in entries if e.state is EntryState.PAST and e.day in span and e.kind is not EntryKind.LEFT_UNDONE
    )
    today = calendar.day(now)
    late = tuple(e for e in entries if e.state is EntryState.LATE and (e.day in span or today <= span.last))
    return WeekReport(
        span=span,
        today=today,
        done=done,
        late=(*undone, *late) if span.first <= today else (),
        ahead=tuple(e for e in entries if e.state is EntryState.AHEAD and e.day in span),
        hours=hours_of(facts, span, calendar),
        proof=tuple(proof_rows(done)),
    )


def hours_of(facts: TimelineFacts, span: DaySpan, calendar: Calendar) -> Hours:
    """The hours that meetings take, by the user's days: one over midnight counts on both, and the clock of a day on
    which it changes makes none longer or shorter.
    """
    bounds = _Bounds(span, calendar)
    held = [m for m in facts.meetings if m.starts is not None and m.state is MeetingState.PLANNED]
    inside = sorted(((b, e, m) for m in held for b, e in bounds.inside(m)), key=lambda s: (s[0], s[2].id))
    minutes: defaultdict[date, float] = defaultdict(float)
    clashes: list[Clash] = []
    taken: tuple[datetime, Meeting] | None = None
    for begin, end, meeting in inside:
        since = begin
        if taken is not None and taken[0] > begin:
            until, other = taken
            first, second = (_named(facts, m, calendar) for m in (other, meeting))
            both = min(until, end) - begin
            clashes.append(Clash(calendar.day(begin), first, second, round(both.total_seconds() / 60)))
            since = min(until, end)
        minutes[calendar.day(begin)] += (end - since).total_seconds() / 60
        if taken is None or end > taken[0]:
            taken = end, meeting
    return Hours(tuple((day, round(number)) for day, number in sorted(minutes.items()) if number), tuple(clashes))


class _Bounds:
    """The instants at which the user's days begin."""

    def __init__(self, span: DaySpan, calendar: Calendar) -> None:
        self._span, self._calendar = span, calendar
        self._begins = calendar.instant(span.first, time())
        self._ends = calendar.instant(span.last + _DAY, time())

    def inside(self, meeting: Meeting) -> Iterator[tuple[datetime, datetime]]:
        """A meeting's parts within the span, one for each day."""
        if meeting.starts is None:
            return
        begin, end = max(meeting.starts, self._begins), min(end_of(meeting), self._ends)
        while begin < end:
            midnight = self._calendar.instant(self._calendar.day(begin) + _DAY, time())
            yield begin, min(end, midnight)
            begin = midnight


def _named(facts: TimelineFacts, meeting: Meeting, calendar: Calendar) -> str:
    interview = facts.interview_of_round(meeting.round_id)
    name = clean_line(interview.company) if interview is not None else "a meeting"
    begin, end = (calendar.local(at) for at in (meeting.starts or end_of(meeting), end_of(meeting)))
    return f"{name} {begin:%H:%M}–{end:%H:%M}"


def proof_rows(done: Iterable[TimelineEntry]) -> Iterator[ProofRow]:
    """What proves the search, by days: what several people got on a day is one row. What did not arrive, an automatic
    reply, and one's own notes prove nothing.
    """
    rows: dict[tuple[date, str, str, str], list[tuple[str, ...]]] = {}
    for entry in done:
        if entry.proof and entry.interview_id is not None:
            key = entry.day, clean_line(entry.company), clean_line(entry.role), entry.proof
            rows.setdefault(key, []).append(entry.names)
    for (day, employer, role, what), names in rows.items():
        times = f", {len(names)} times" if len(names) > 1 else ""
        every = tuple(dict.fromkeys(name for some in names for name in some))
        yield ProofRow(day, employer, role, f"{what}{times}", every)


def summary_of(report: WeekReport) -> str:
    """`4 contacts out, 1 in · 3 done on time, 1 late · 2 meetings, 2 h 30 min · 5 ahead`; '' for nothing."""
    contacts = [e for e in report.done if e.kind in _CONTACTS]
    out, back = (sum(e.side is side for e in contacts) for side in (Owner.ME, Owner.THEM))
    mine = [e for e in report.done if e.on_time is not None and e.side is Owner.ME]
    on_time = sum(bool(e.on_time) for e in mine)
    meetings = sum(e.kind is EntryKind.MEETING for e in (*report.done, *report.ahead))
    parts = [
        f"{counted(out, 'contact')} out, {back} in" if out or back else "",
        f"{on_time} of {len(mine)} done on time" if mine else "",
        f"{len(report.late)} late" if report.late else "",
        f"{counted(meetings, 'meeting')}, {duration_words(report.hours.minutes)}" if meetings else "",
        f"{len(report.ahead)} ahead" if report.ahead else "",
    ]
    return " · ".join(filter(None, parts))


def duration_words(minutes: int) -> str:
    """`1 h 30 min`, `2 h`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")))


def clash_words(clash: Clash) -> str:
    """`Acme 10:00–11:00 and Globex 10:30–11:30 overlap by 30 min`."""
    return f"{clash.first} and {clash.second} overlap by {duration_words(clash.minutes)}"
