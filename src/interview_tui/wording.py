"""How a record is named in words, for the command line and the dashboard."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from interview_tui.domain.dates import (
    WEEKDAYS,
    ago_words,
    date_words,
    due_words,
    full_date,
    leave_words,
    moment_words,
    short_day,
)
from interview_tui.domain.enums import Channel, Direction, Favour, MeetingState, Outcome, Ref, Settled
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.text import clean_line, company_role, counted, shorten
from interview_tui.lazy_patterns import lazy_pattern
from interview_tui.terminal.text import cells, whole_words

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from interview_tui.domain import records
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar
    from interview_tui.store.queue import QueueRow


OUTCOME_SIGNS = {
    Outcome.REJECTED: "× rejected",
    Outcome.OFFER: "★ offer",
    Outcome.ACCEPTED: "★ accepted",
    Outcome.DECLINED: "– declined",
    Outcome.RESCINDED: "× rescinded",
    Outcome.WITHDRAWN: "– withdrawn",
    Outcome.QUIET: "… quiet",
    Outcome.INVITED: "↑ invited",
}


def last_touch(case: Case, *, now: datetime, calendar: Calendar) -> str:
    """The last contact with an interview, in a line: how long ago, how, with whom, and what was said."""
    touch = max((t for t in case.touches if not t.bounced), key=lambda t: (t.at, t.id), default=None)
    if touch is None:
        return "No touch yet"
    way = "from" if touch.direction is Direction.IN else "to"
    whom = case.person_name(touch.person_id) or case.interview.company
    ago = ago_words(touch.at, now=now, calendar=calendar)
    return f"Last touch {ago}: {touch.channel} {way} {whom}" + (f", “{touch.note}”" if touch.note else "")


_NOT_HELD = {MeetingState.CANCELLED: "cancelled", MeetingState.MISSED: "did not take place"}
"""What is said of a meeting that is not held."""


def plan_words(case: Case) -> str:
    """`round 2 · standard plan`, and the outcome, if there is one."""
    plan = f"{case.interview.plan.replace('_', ' ')} plan" if case.interview.plan else "no plan chosen"
    outcome = f"{case.interview.outcome} · " if case.interview.outcome else ""
    return f"{outcome}round {case.round.number} · {plan}"


def meeting_line(case: Case, *, now: datetime, calendar: Calendar) -> str:
    """When and where the meeting is: `Mon 23 Nov 13:30–14:30 · At their office · Room 4`."""
    meeting = case.meeting
    first = "no time yet" if meeting.starts is None else moment_words(meeting.starts, now=now, calendar=calendar)
    first += f"–{calendar.local(meeting.ends):%H:%M}" if meeting.ends else ""
    became = _NOT_HELD.get(meeting.state, "")
    is_ahead = meeting.starts is not None and meeting.starts > now
    leave = leave_words(meeting.leave_by, calendar) if is_ahead else ""
    return " · ".join(part for part in (first, leave, became, meeting.title, meeting.place, meeting.link) if part)


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def due(row: QueueRow, today: date, calendar: Calendar) -> str:
    """When a follow-up is due, in a few words; '' for what has no due day."""
    if row.day is None:
        return ""
    clock = None if row.at is None else calendar.local(row.at).time()
    return due_words(row.day, today=today, clock=clock)


def what(row: QueueRow) -> str:
    """What is owed and to whom, the person named once."""
    whom = row.person if row.person and row.person not in row.text else ""
    return f"{row.text} ({whom})" if whom else row.text


def why(row: QueueRow, today: date, calendar: Calendar) -> str:
    """Why now: the rule, and the date that it counts from."""
    if row.anchor is not None and row.kind is Kind.SUGGESTION:
        return f"{row.why} ({counts_from(row.anchor, today, calendar)})".lstrip()
    if row.anchor is None or _DATED.search(row.why):
        return row.why
    rule, parted, added = row.why.partition("; ")
    return f"{rule} ({counts_from(row.anchor, today, calendar)}){parted}{added}"


def due_in_column(row: QueueRow, today: date, calendar: Calendar) -> str:
    """When a follow-up is due, in seven cells: `4 days`, `16:00`, `today`, `Wed`, `Mon 30`, `4 Dec`."""
    if row.day is None:
        return ""
    ahead = (row.day - today).days
    if ahead < -99:
        return f"{-ahead // 30} mo"
    if ahead < 0:
        return counted(-ahead, "day")
    if ahead == 0:
        return "today" if row.at is None else f"{calendar.local(row.at):%H:%M}"
    weekday = WEEKDAYS[row.day.weekday()][:3]
    if ahead <= 2:
        return weekday
    if ahead <= 7:
        return f"{weekday} {row.day.day}"
    return due_words(row.day, today=today)


def what_in_column(row: QueueRow) -> str:
    """What is owed, in twelve cells; of a check-in which one it is: `Check in 2/4`."""
    number = _NUMBERED.match(row.why)
    short = KINDS[row.kind].short
    return f"{short} {number[1]}/{number[2]}" if number else short


def why_in_column(row: QueueRow, width: int, today: date, calendar: Calendar) -> str:
    """Why now, as short as it can be said and as long as there is room: the rule with the day that it counts from."""
    if row.kind is Kind.SUGGESTION:
        return whole_words(sentence_case(row.text.removeprefix(row.person).lstrip()), width)
    if row.kind in _OWN_WORDS:
        return whole_words(_ARTICLES.sub("", row.text), width)
    short = _short_why(row.why, row.anchor, width, calendar)
    return short or whole_words(why(row, today, calendar), width)


def why_in_plan(follow_up: records.FollowUp, width: int, calendar: Calendar) -> str:
    """Why something is planned: the rule in full where there is room, else as short as it can be said."""
    if cells(follow_up.why) <= width:
        return follow_up.why
    number = _NUMBERED.match(follow_up.why)
    begin = f"{number[1]}/{number[2]}, " if number else ""
    short = _short_why(follow_up.why, follow_up.anchor, width - cells(begin), calendar)
    return f"{begin}{short}" if short else whole_words(follow_up.why, width)


def _short_why(text: str, anchor: datetime | None, width: int, calendar: Calendar) -> str:
    """A rule in a short form of so many cells, with the day that it counts from; '' where it has none."""
    rule = _NUMBERED.sub("", text.partition("; ")[0])
    day = "" if anchor is None else short_day(calendar.day(anchor))
    moment = "" if anchor is None else moment_words(anchor, now=anchor, calendar=calendar)
    clock = moment.rpartition(" ")[2]
    for pattern, forms in _SHORT_WHYS:
        found = pattern.match(rule)
        if found is not None:
            said = [found.expand(form.format(day=day, clock=clock, weekday=day[:3])) for form in forms]
            return next((form for form in said if cells(form) <= width), whole_words(said[-1], width))
    return ""


_NUMBERED = lazy_pattern(r"check-in (\d+) of (\d+), ")
_ARTICLES = lazy_pattern(r"^(?:send|show)?\s*(?:the|an?|my)?\s+", re.IGNORECASE)
_OWN_WORDS = frozenset({Kind.PROMISE, Kind.CUSTOM})
"""Of these the text says why: what was promised, or what the user wants to do."""
_SHORT_WHYS = tuple(
    (re.compile(pattern), forms)
    for pattern, forms in (
        (r"within (\d+) hours of the meeting", (r"within \1 h of {day}", r"\1 h of {day}")),
        (r"within 1 hour of the meeting's end", ("1 h after the meeting", "1 h after its end")),
        (r"working day before the meeting", ("meeting {weekday} {clock}",)),
        (r"(\d+) working days? after the meeting", (r"\1 days after {day}", r"\1 d after {day}")),
        (r"(\d+) (?:working )?days? after the last contact", (r"last contact + \1 days", r"last contact + \1 d")),
        (r"(\d+) (?:working )?days? after their date", (r"their date + \1 days", r"their date + \1 d")),
        (r"(\d+) (?:working )?days? after the value letter", (r"value letter + \1 days", r"value letter + \1 d")),
        (r"the day you set", ("the day you set", "your own date")),
        (r"they want your answer by (.*)", (r"they want it by \1", r"by \1")),
        (r"in touch four times a year: (\d+) days.*", (r"four times a year", r"every \1 days")),
    )
)
"""Rules as the plan words them, and how they are said in a column, the longest form first."""


_DATED = lazy_pattern(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d")
"""A rule that names its day: a second one beside it would be taken for the day when it is due."""


def counts_from(anchor: datetime, today: date, calendar: Calendar) -> str:
    """The day from which a rule counts, by its date: `today` would be taken for the day when it is due."""
    return date_words(calendar.day(anchor), today)


LAPSED = "lapsed"
"""The state of a follow-up that was left undone until it was no longer needed."""


class RecordWords:
    """What records are, in a line each; what they refer to is looked up by its short id."""

    def __init__(self, look: Callable[[Ref], records.Record], now: datetime, calendar: Calendar) -> None:
        self._look = look
        self._now = now
        self._calendar = calendar

    def line(self, record: records.Record) -> str:
        """What a record is, in a line."""
        return clean_line(self._line(record))

    def _line(self, record: records.Record) -> str:
        from interview_tui.domain import records  # `due` runs at prompts, and waits for none of these
        from interview_tui.domain.steps import title

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
                return f"step {title(record.step)}, {clock_words(record.entered, self._calendar)}"
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
                return f"{kind_words(record.kind)}, {record.state}: {record.subject}"
            case records.Document():
                return f"{record.called} · {self._of('i', record.interview_id)}"
            case records.Sending():
                to = "" if record.person_id is None else f" to {self._of('p', record.person_id)}"
                return f"{self._of('d', record.document_id)}{to}, {clock_words(record.at, self._calendar)}"
            case records.PreparedAnswer():
                return record.question
            case records.Study():
                return f"{shorten(record.text, 60)} · {self._of('i', record.interview_id)}"
            case records.Touch():
                note = f": {shorten(record.note, 60)}" if record.note else ""
                automatic = "automatic reply, " if record.automatic else ""
                bounced = ", did not arrive" if record.bounced else ""
                return f"{automatic}{way_words(record)}, {clock_words(record.at, self._calendar)}{bounced}{note}"
            case records.Suggestion():
                said = f": “{shorten(record.sentence, 60)}”" if record.sentence else ""
                return f"{record.proposal}{said} · {self._of('f', record.follow_up_id)}"
            case records.FollowUp():
                due = record.due_day if record.due_at is None else clock_words(record.due_at, self._calendar)
                state = LAPSED if is_lapsed(record, self._now) else record.state
                return f"{record.text} ({state}, due {due}) · {self._of('i', record.interview_id)}"
        return shorten(str(getattr(record, "text", "")), 80)

    def of(self, ref: Ref) -> str:
        """What the record of a short id is, in a line."""
        return self.line(self._look(ref))

    def _of(self, letter: str, record_id: int) -> str:
        return self._line(self._look(Ref(letter, record_id)))


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
    """Whether a follow-up was left undone until it was no longer needed."""
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


def reference_words(tie: records.Involvement, calendar: Calendar, today: date) -> list[str]:
    """How far the word of a reference or a connection has come, with its days, and what they were asked to stress."""

    def on(words: str, at: datetime | None) -> str:
        return f"{words} {date_words(calendar.day(at), today)}" if at else ""

    stands = tie.favour in (Favour.AGREED, Favour.DECLINED) or (tie.favour is not Favour.NOT_ASKED and not tie.asked)
    found = (
        on("asked", tie.asked),
        str(tie.favour) if stands and not (tie.favour is Favour.SPOKE and tie.spoke) else "",
        on("named to the employer", tie.named),
        on("letter received", tie.received),
        on("letter forwarded", tie.forwarded),
        "" if tie.forwarded else on("spoke", tie.spoke),
        on("thanked", tie.thanked),
        f"asked to stress: {tie.stress}" if tie.stress else "",
        "sensitive" if tie.sensitive else "",
        "do not ask" if tie.do_not_ask else "",
    )
    return [words for words in found if words]


def people_words(case: Case, calendar: Calendar, today: date) -> Iterator[tuple[str, str, str]]:
    """The people of an interview: id, name with title and address, and what they are and did there."""
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
        words += [*reference_words(tie, calendar, today), *["no calls"] * person.no_calls]
        yield (
            str(Ref("p", person.id)),
            " ".join(part for part in (name, email) if part),
            " · ".join(filter(None, words)),
        )


def by_words(channel: Channel) -> str:
    """How a contact is made: `by email`, `in person`."""
    return str(channel) if channel is Channel.IN_PERSON else f"by {channel}"


def way_words(touch: records.Touch) -> str:
    """How a contact took place: `email in`."""
    return f"{touch.channel} {'in' if touch.direction is Direction.IN else 'out'}"


def kind_words(kind: str) -> str:
    """A kind as words: `value letter`."""
    return kind.replace("_", " ")


def _day(local: datetime) -> str:
    return f"{WEEKDAYS[local.weekday()][:3]} {local.date()}"


def clock_words(instant: datetime, calendar: Calendar) -> str:
    """An instant on the user's clock: `2026-12-02 14:00`."""
    return f"{calendar.local(instant):%Y-%m-%d %H:%M}"
