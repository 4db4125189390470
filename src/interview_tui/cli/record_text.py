"""A record as text: an interview with its meeting, notes and follow-ups; any other one by its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.cli.tables import aligned
from interview_tui.domain.dates import WEEKDAYS, due_words, iso
from interview_tui.domain.lifecycle import title
from interview_tui.domain.records import (
    Attendance,
    Direction,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    LetterState,
    Match,
    Meeting,
    MeetingState,
    Origin,
    Passage,
    Person,
    Record,
    Ref,
    Round,
    Settled,
    Story,
    Touch,
    ref,
)
from interview_tui.domain.text import clean_line, counted, shorten
from interview_tui.services.base import due_day
from interview_tui.ui.text import company_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

    Hanging = Mapping[str, Iterable[Record]]

LIMITS = (8, 14, 60, 40)
"""Screen cells at most for id, state, text and person; what follows has no limit."""
PEOPLE_LIMITS = (8, 60)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of what is shown."""

    text: str
    heading: bool = False


def interview_lines(
    case: Case,
    *,
    notes: str,
    owed: Sequence[str],
    earlier: Sequence[tuple[Case, str]],
    entries: int,
    now: datetime,
    calendar: Calendar,
) -> Iterator[Shown]:
    """An interview with all that hangs on it. `earlier` are its earlier rounds with their notes."""
    interview, today = case.interview, calendar.day(now)
    yield Shown(f"{ref(interview)}  {clean_line(case.name)}", heading=True)
    state = str(interview.outcome) if interview.outcome else "running"
    yield Shown(
        f"step {title(interview.step)} · round {interview.round} · {state} · plan: {interview.plan or 'not chosen'}"
    )
    for text in (interview.location, interview.link, interview.note, case.round.decision, case.round.lesson):
        if text:
            yield Shown(text)
    yield Shown(f"{ref(case.meeting)}  {meeting_words(case.meeting, calendar)}")
    yield from _section("People", aligned(_people(case), PEOPLE_LIMITS))
    yield from _section("Notes", notes.splitlines())
    yield from _section(f"Owed at step {title(interview.step)}", [f"- {text}" for text in owed])
    yield from _section("Needs", aligned(_needs(case), LIMITS))
    open_ones = sorted(case.open, key=lambda f: (due_day(f, calendar), f.due_at is None, f.due_at, f.id))
    yield from _section("Follow-ups", aligned((_open_row(f, case, today, calendar) for f in open_ones), LIMITS))
    settled = [f for f in case.follow_ups if f.state is not Settled.OPEN]
    yield from _section("Settled", aligned((_settled_row(f, case, calendar) for f in settled), LIMITS))
    yield from _section("Touches", aligned((_touch_row(t, case, calendar) for t in case.touches), LIMITS))
    yield from _section("Letters", aligned((_letter_row(x, case, calendar) for x in case.letters), LIMITS))
    for old, text in earlier:
        outcome = f" · {old.round.outcome}" if old.round.outcome else ""
        heading = f"Round {old.round.number}{outcome} · {meeting_words(old.meeting, calendar)}"
        yield from _section(heading, text.splitlines() or ["no notes"])
    yield Shown("")
    yield Shown(f"{counted(entries, 'journal entry', 'journal entries')}: interview-tui log {ref(interview)}")


class Words:
    """What records are, in a line each; what they refer to is looked up by its short id."""

    def __init__(self, look: Callable[[Ref], Record], calendar: Calendar) -> None:
        self._look = look
        self._calendar = calendar

    def record(self, record: Record, fields: Mapping[str, object], hanging: Hanging) -> Iterator[Shown]:
        """A record's fields, with what they refer to in words, and what refers to it."""
        yield Shown(f"{ref(record)}  {self.line(record)}", heading=True)
        for name, value in fields.items():
            if name == "id" or value is None or value == "":
                continue
            first, *more = self._value(value).splitlines()
            yield Shown(f"{name.removesuffix('_id').replace('_', ' ')}: {first}")
            yield from (Shown(f"    {line}") for line in more)
        for plural, others in hanging.items():
            rows = ((str(ref(other)), self.line(other)) for other in others)
            yield from _section(plural.replace("_", "-").capitalize(), aligned(rows))

    def line(self, record: Record) -> str:
        """What a record is, in a line."""
        return clean_line(self._line(record))

    def _line(self, record: Record) -> str:
        match record:
            case Person():
                return ", ".join(part for part in (record.name, record.title, record.company) if part)
            case Story():
                return record.title
            case Interview():
                return f"{company_role(record.company, record.role)} (step {title(record.step)})"
            case Origin():
                return f"{record.source}: {record.key}"
            case Round():
                return f"round {record.number} with {self._of('i', record.interview_id)}"
            case Passage():
                return f"step {title(record.step)}, {_clock(record.entered, self._calendar)}"
            case Involvement():
                return f"{self._of('p', record.person_id)}: {record.part} at {self._of('i', record.interview_id)}"
            case Attendance():
                return f"{self._of('p', record.person_id)}: {self._of('m', record.meeting_id)}"
            case Meeting():
                return meeting_words(record, self._calendar)
            case Match():
                need = "" if record.need_id is None else f" for: {self._of('n', record.need_id)}"
                return f"{self._of('s', record.story_id)}{need}"
            case Letter():
                return f"{_name(record.kind)}, {record.state}: {record.subject}"
            case Touch():
                note = f": {shorten(record.note, 60)}" if record.note else ""
                return f"{_way(record)}, {_clock(record.at, self._calendar)}{note}"
            case FollowUp():
                due = record.due_day if record.due_at is None else _clock(record.due_at, self._calendar)
                return f"{record.text} ({record.state}, due {due}) · {self._of('i', record.interview_id)}"
        return shorten(str(getattr(record, "text", "")), 80)

    def _of(self, letter: str, record_id: int) -> str:
        return self._line(self._look(Ref(letter, record_id)))

    def _value(self, value: object) -> str:
        if isinstance(value, Ref):
            return f"{value}  {self.line(self._look(value))}"
        if isinstance(value, datetime):
            return iso(value, self._calendar)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value)


def meeting_words(meeting: Meeting, calendar: Calendar) -> str:
    """When and where: `Tue 2026-11-24 14:00–15:00 (08:00 America/New_York) · Room 5 · cancelled`."""
    parts = ["meeting not timed"]
    if meeting.starts is not None:
        starts = calendar.local(meeting.starts)
        until = f"–{calendar.local(meeting.ends):%H:%M}" if meeting.ends else ""
        parts = [f"{_day(starts)} {starts:%H:%M}{until}{_there(meeting, starts)}"]
    parts += [text for text in (meeting.title, meeting.place, meeting.link) if text]
    if meeting.state is MeetingState.CANCELLED:
        parts.append("cancelled")
    return " · ".join(parts)


def _there(meeting: Meeting, starts: datetime) -> str:
    """The clock in the zone in which the meeting was agreed, where it shows another time than the user's."""
    try:
        there = starts.astimezone(ZoneInfo(meeting.zone))
    except (ValueError, OSError, KeyError):  # another program wrote a zone that is none
        return ""
    if there.utcoffset() == starts.utcoffset():
        return ""
    day = "" if there.date() == starts.date() else f"{_day(there)} "
    return f" ({day}{there:%H:%M} {meeting.zone})"


def _section(heading: str, lines: Iterable[str]) -> Iterator[Shown]:
    found = list(lines)
    if found:
        yield Shown("")
        yield Shown(heading, heading=True)
        yield from map(Shown, found)


def _people(case: Case) -> Iterator[tuple[str, ...]]:
    there = {
        a.person_id: {None: "invited", True: "was there", False: "was not there"}[a.present] for a in case.attendances
    }
    for tie in case.involvements:
        person = case.people[tie.person_id]
        email = f"<{person.email}>" if person.email else ""
        name = ", ".join(part for part in (person.name, person.title) if part)
        said = [str(tie.part), there.get(person.id, "")]
        said += ["sensitive"] * tie.sensitive + ["do not ask"] * tie.do_not_ask + ["no calls"] * person.no_calls
        yield str(ref(person)), " ".join(part for part in (name, email) if part), " · ".join(filter(None, said))


def _needs(case: Case) -> Iterator[tuple[str, ...]]:
    for need in case.needs:
        answers = [case.stories[m.story_id].title for m in case.matches if m.need_id == need.id]
        of = case.person_name(need.person_id)
        matched = f"answered by {', '.join(answers)}" if answers else "no story yet"
        yield str(ref(need)), "!" * need.pressing, need.text, of, matched


def _open_row(follow_up: FollowUp, case: Case, today: date, calendar: Calendar) -> tuple[str, ...]:
    clock = None if follow_up.due_at is None else calendar.local(follow_up.due_at).time()
    when = due_words(due_day(follow_up, calendar), today=today, clock=clock)
    return str(ref(follow_up)), when, follow_up.text, case.person_name(follow_up.person_id), follow_up.why


def _settled_row(follow_up: FollowUp, case: Case, calendar: Calendar) -> tuple[str, ...]:
    punctual = {None: "", True: " on time", False: " late"}[follow_up.on_time]
    when = "" if follow_up.settled is None else _clock(follow_up.settled, calendar)
    name = case.person_name(follow_up.person_id)
    note = shorten(follow_up.note, 80)
    return (
        str(ref(follow_up)),
        f"{follow_up.state}{punctual}",
        follow_up.text,
        name,
        " · ".join(filter(None, (when, note))),
    )


def _touch_row(touch: Touch, case: Case, calendar: Calendar) -> tuple[str, ...]:
    return str(ref(touch)), _way(touch), touch.note, case.person_name(touch.person_id), _clock(touch.at, calendar)


def _letter_row(letter: Letter, case: Case, calendar: Calendar) -> tuple[str, ...]:
    sent = _clock(letter.sent, calendar) if letter.state is LetterState.SENT and letter.sent else ""
    name = case.person_name(letter.person_id)
    return str(ref(letter)), str(letter.state), f"{_name(letter.kind)}: {letter.subject}", name, sent


def _way(touch: Touch) -> str:
    return f"{touch.channel} {'in' if touch.direction is Direction.IN else 'out'}"


def _name(kind: str) -> str:
    return kind.replace("_", " ")


def _day(local: datetime) -> str:
    return f"{WEEKDAYS[local.weekday()][:3]} {local.date()}"


def _clock(instant: datetime, calendar: Calendar) -> str:
    return f"{calendar.local(instant):%Y-%m-%d %H:%M}"
