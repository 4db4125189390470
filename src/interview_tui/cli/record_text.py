"""A record as text: an interview with its meeting, notes and follow-ups; any other one by its fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from interview_tui.cli.output import aligned
from interview_tui.domain import records
from interview_tui.domain.dates import WEEKDAYS, due_words, full_date, iso
from interview_tui.domain.enums import Direction, LetterState, MeetingState, Plan, Ref, Settled
from interview_tui.domain.records import ref
from interview_tui.domain.steps import title
from interview_tui.domain.text import clean_line, counted, shorten
from interview_tui.services.base import due_day
from interview_tui.ui.text import company_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

    Hanging = Mapping[str, Iterable[records.Record]]

LIMITS = (8, 14, 60, 40)
"""Screen cells at most for id, state, text and person; what follows has no limit."""
PEOPLE_LIMITS = (8, 60)
LAPSED = "lapsed"
"""The state of a follow-up that was left undone until it was no longer owed."""


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
    others: Sequence[tuple[Case, str]],
    entries: int,
    now: datetime,
    calendar: Calendar,
) -> Iterator[Shown]:
    """An interview with all that hangs on it. `others` are its other meetings, of all rounds, with their notes."""
    interview, today = case.interview, calendar.day(now)
    yield Shown(f"{ref(interview)}  {clean_line(case.name)}", heading=True)
    state = str(interview.outcome) if interview.outcome else "running"
    step = title(interview.step_at(now))
    plan = interview.plan or f"{Plan.STANDARD}, not accepted yet"
    yield Shown(f"step {step} · round {interview.round} · {state} · plan: {plan}")
    why = f"why: {case.round.why}" if case.round.why else ""
    for text in (interview.location, interview.link, interview.note, why, case.round.decision, case.round.lesson):
        if text:
            yield Shown(text)
    if case.offer is not None:
        yield Shown(f"{ref(case.offer)}  {offer_words(case.offer)}")
    yield Shown(f"{ref(case.meeting)}  {meeting_words(case.meeting, calendar)}")
    for other, _ in others:
        if other.round.id == case.round.id:
            yield Shown(f"{ref(other.meeting)}  {meeting_words(other.meeting, calendar)}")
    yield from _section("People", aligned(_people(case), PEOPLE_LIMITS))
    yield from _section("Notes" if len(case.meetings) < 2 else f"Notes of {ref(case.meeting)}", notes.splitlines())
    for other, text in others:
        if other.round.id == case.round.id:
            yield from _section(f"Notes of {ref(other.meeting)}", text.splitlines())
    yield from _section(f"Owed at step {step}", [f"- {text}" for text in owed])
    yield from _section("Needs", aligned(_needs(case), LIMITS))
    counting = [f for f in case.open if not is_lapsed(f, now)]
    counting.sort(key=lambda f: (due_day(f, calendar), f.due_at is None, f.due_at, f.id))
    yield from _section("Follow-ups", aligned((_open_row(f, case, today, calendar) for f in counting), LIMITS))
    settled = [f for f in case.follow_ups if f.state is not Settled.OPEN or is_lapsed(f, now)]
    yield from _section("Settled", aligned((_settled_row(f, case, calendar) for f in settled), LIMITS))
    yield from _section("Touches", aligned((_touch_row(t, case, calendar) for t in case.touches), LIMITS))
    yield from _section("Letters", aligned((_letter_row(x, case, calendar) for x in case.letters), LIMITS))
    for old, text in others:
        if old.round.id == case.round.id:
            continue
        outcome = f" · {old.round.outcome}" if old.round.outcome else ""
        heading = f"Round {old.round.number}{outcome} · {ref(old.meeting)} · {meeting_words(old.meeting, calendar)}"
        yield from _section(heading, text.splitlines() or ["no notes"])
    yield Shown("")
    yield Shown(f"{counted(entries, 'journal entry', 'journal entries')}: interview-tui log {ref(interview)}")


class Words:
    """What records are, in a line each; what they refer to is looked up by its short id."""

    def __init__(self, look: Callable[[Ref], records.Record], now: datetime, calendar: Calendar) -> None:
        self._look = look
        self._now = now
        self._calendar = calendar

    def record(self, record: records.Record, fields: Mapping[str, object], hanging: Hanging) -> Iterator[Shown]:
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

    def line(self, record: records.Record) -> str:
        """What a record is, in a line."""
        return clean_line(self._line(record))

    def _line(self, record: records.Record) -> str:
        match record:
            case records.Person():
                return ", ".join(part for part in (record.name, record.title, record.company) if part)
            case records.Story():
                return record.title
            case records.Interview():
                return f"{company_role(record.company, record.role)} (step {title(record.step_at(self._now))})"
            case records.Origin():
                return f"{record.source}: {record.key}"
            case records.Round():
                return f"round {record.number} with {self._of('i', record.interview_id)}"
            case records.Passage():
                return f"step {title(record.step)}, {_clock(record.entered, self._calendar)}"
            case records.Involvement():
                return f"{self._of('p', record.person_id)}: {record.part} at {self._of('i', record.interview_id)}"
            case records.Attendance():
                return f"{self._of('p', record.person_id)}: {self._of('m', record.meeting_id)}"
            case records.Meeting():
                return meeting_words(record, self._calendar)
            case records.Offer():
                return f"offer of {self._of('r', record.round_id)}: {offer_words(record)}"
            case records.Match():
                need = "" if record.need_id is None else f" for: {self._of('n', record.need_id)}"
                return f"{self._of('s', record.story_id)}{need}"
            case records.Letter():
                return f"{_name(record.kind)}, {record.state}: {record.subject}"
            case records.Touch():
                note = f": {shorten(record.note, 60)}" if record.note else ""
                automatic = "automatic reply, " if record.automatic else ""
                return f"{automatic}{_way(record)}, {_clock(record.at, self._calendar)}{note}"
            case records.FollowUp():
                due = record.due_day if record.due_at is None else _clock(record.due_at, self._calendar)
                state = LAPSED if is_lapsed(record, self._now) else record.state
                return f"{record.text} ({state}, due {due}) · {self._of('i', record.interview_id)}"
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


def meeting_words(meeting: records.Meeting, calendar: Calendar) -> str:
    """When and where: `Tue 2026-11-24 14:00–15:00 (08:00 America/New_York) · Room 5 · cancelled`."""
    parts = ["meeting not timed"]
    if meeting.starts is not None:
        starts = calendar.local(meeting.starts)
        until = f"–{calendar.local(meeting.ends):%H:%M}" if meeting.ends else ""
        parts = [f"{_day(starts)} {starts:%H:%M}{until}{_there(meeting, starts)}"]
    parts += [text for text in (meeting.title, meeting.place, meeting.link) if text]
    if meeting.state is not MeetingState.PLANNED:
        parts.append("cancelled" if meeting.state is MeetingState.CANCELLED else "did not take place")
    return " · ".join(parts)


def offer_words(offer: records.Offer) -> str:
    """An offer's terms: `offer · answer by Fri 20 Nov 2026 · start Mon 4 Jan 2027 · in writing · 100 a day`."""
    parts = [
        "offer",
        f"answer by {full_date(offer.answer_by)}" if offer.answer_by else "answer by: no date yet",
        f"start {full_date(offer.start)}" if offer.start else "",
        "in writing" if offer.written else "",
        offer.terms,
    ]
    return clean_line(" · ".join(filter(None, parts)))


def is_lapsed(follow_up: records.FollowUp, now: datetime) -> bool:
    """Whether a follow-up was left undone until it was no longer owed."""
    return follow_up.state is Settled.OPEN and follow_up.lapses is not None and follow_up.lapses <= now


def _there(meeting: records.Meeting, starts: datetime) -> str:
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
    there: dict[int, str] = {}
    for attendance in case.invited:
        said = {None: "invited", True: "was there", False: "was not there"}[attendance.present]
        which = f"{Ref('m', attendance.meeting_id)} " if len(case.meetings) > 1 else ""
        before = f"{there[attendance.person_id]}, " if attendance.person_id in there else ""
        there[attendance.person_id] = f"{before}{which}{said}"
    for tie in case.involvements:
        person = case.people[tie.person_id]
        email = f"<{person.email}>" if person.email else ""
        name = ", ".join(part for part in (person.name, person.title) if part)
        successor = case.person_name(tie.successor_id)
        words = [str(tie.part), there.get(person.id, ""), f"handed over to {successor}" if successor else ""]
        words += ["sensitive"] * tie.sensitive + ["do not ask"] * tie.do_not_ask + ["no calls"] * person.no_calls
        yield str(ref(person)), " ".join(part for part in (name, email) if part), " · ".join(filter(None, words))


def _needs(case: Case) -> Iterator[tuple[str, ...]]:
    for need in case.needs:
        answers = [case.stories[m.story_id].title for m in case.matches if m.need_id == need.id]
        of = case.person_name(need.person_id)
        matched = f"answered by {', '.join(answers)}" if answers else "no story yet"
        yield str(ref(need)), "!" * need.pressing, need.text, of, matched


def _open_row(follow_up: records.FollowUp, case: Case, today: date, calendar: Calendar) -> tuple[str, ...]:
    clock = None if follow_up.due_at is None else calendar.local(follow_up.due_at).time()
    when = due_words(due_day(follow_up, calendar), today=today, clock=clock)
    return str(ref(follow_up)), when, follow_up.text, case.person_name(follow_up.person_id), follow_up.why


def _settled_row(follow_up: records.FollowUp, case: Case, calendar: Calendar) -> tuple[str, ...]:
    punctual = {None: "", True: " on time", False: " late"}[follow_up.on_time]
    state = LAPSED if follow_up.state is Settled.OPEN else follow_up.state
    ended = follow_up.settled or follow_up.lapses
    when = "" if ended is None else _clock(ended, calendar)
    name = case.person_name(follow_up.person_id)
    note = shorten(follow_up.note, 80)
    return (
        str(ref(follow_up)),
        f"{state}{punctual}",
        follow_up.text,
        name,
        " · ".join(filter(None, (when, note))),
    )


def _touch_row(touch: records.Touch, case: Case, calendar: Calendar) -> tuple[str, ...]:
    when = _clock(touch.at, calendar)
    if touch.automatic:
        when += " · automatic" + (f", away until {full_date(touch.until)}" if touch.until else "")
    if touch.reply_by is not None:
        when += f" · answer by {full_date(touch.reply_by)}"
    return str(ref(touch)), _way(touch), touch.note, case.person_name(touch.person_id), when


def _letter_row(letter: records.Letter, case: Case, calendar: Calendar) -> tuple[str, ...]:
    sent = _clock(letter.sent, calendar) if letter.state is LetterState.SENT and letter.sent else ""
    name = case.person_name(letter.person_id)
    return str(ref(letter)), str(letter.state), f"{_name(letter.kind)}: {letter.subject}", name, sent


def _way(touch: records.Touch) -> str:
    return f"{touch.channel} {'in' if touch.direction is Direction.IN else 'out'}"


def _name(kind: str) -> str:
    return kind.replace("_", " ")


def _day(local: datetime) -> str:
    return f"{WEEKDAYS[local.weekday()][:3]} {local.date()}"


def _clock(instant: datetime, calendar: Calendar) -> str:
    return f"{calendar.local(instant):%Y-%m-%d %H:%M}"
