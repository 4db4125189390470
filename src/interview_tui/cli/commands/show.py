"""One record with all that belongs to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from interview_tui.cli.commands.documents import document_row, file_state
from interview_tui.cli.commands.questions import asked_rows
from interview_tui.cli.commands.study import need_rows, study_document, study_rows
from interview_tui.cli.group import command
from interview_tui.cli.output import aligned, say, say_json
from interview_tui.cli.parameters import Id, as_json
from interview_tui.data_classes import dataclass, parts_of
from interview_tui.domain.dates import due_words, full_date, iso
from interview_tui.domain.employer_history import employer_lines, history_document
from interview_tui.domain.enums import LetterState, Plan, Ref, Settled
from interview_tui.domain.notes_text import notes_text
from interview_tui.domain.records import NOUNS, FollowUp, Interview, Meeting, Record, ref
from interview_tui.domain.requirements import owed
from interview_tui.domain.shorthand import format_notes
from interview_tui.domain.steps import title
from interview_tui.domain.text import clean_line, counted
from interview_tui.services.base import due_day
from interview_tui.services.follow_ups import call_points_of
from interview_tui.store.case import earlier_at_employer, load_case, other_meetings
from interview_tui.store.queries import interview_of, referring_to
from interview_tui.store.records import by_ref, find
from interview_tui.wording import (
    LAPSED,
    RecordWords,
    clock_words,
    is_lapsed,
    kind_words,
    meeting_words,
    offer_words,
    people_words,
    way_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from interview_tui.app_context import AppContext
    from interview_tui.domain import records
    from interview_tui.domain.case import Case
    from interview_tui.domain.dates import Calendar

_REFERENCES = {f"{noun.word.replace('-', '_')}_id": noun.letter for noun in NOUNS.values()} | {
    "knows_id": "p",
    "successor_id": "p",
    "settles_id": "f",
    "follows_id": "i",
}
"""The letter of the short ids that a field refers by."""
HIDDEN = frozenset({"version", "clock_step", "clock_at"})
"""Fields that are the store's own business."""
_HOW_IT_WAS_MADE = frozenset({"drafted", "sentences", "variant"})
"""Fields of a letter that only a script may want: what stands in it is shown."""


@command(reads=True)
@click.argument("wanted", type=Id(), metavar="ID")
@click.option("--timeline", is_flag=True, help="What happened and what is ahead, one line each, by days.")
@as_json
def show_command(app: AppContext, wanted: Ref, timeline: bool, as_json: bool) -> None:
    """One record and everything in it.

    An interview i12 with the meetings of all its rounds, a meeting m5, a follow-up f40, a person p7, an offer y1, …
    --timeline: the life of an interview over all its rounds, or all contacts with a person.
    """
    if timeline:
        from interview_tui.cli.commands.week import say_timeline

        say_timeline(app, wanted, as_json=as_json)
        return
    record = by_ref(app.store.reader, wanted)
    calendar, now = app.calendar, app.clock()
    if isinstance(record, Interview):
        shown = _Shown(app, record)
        if as_json:
            say_json(shown.document(), calendar)
            return
        lines: Iterable[Shown] = interview_lines(
            shown.case,
            others=[(case, shown.notes(case)) for case in shown.others],
            notes=shown.notes(shown.case),
            owed=shown.owed,
            entries=shown.entries,
            documents=[document_row(d, shown.case, app) for d in shown.case.documents],
            employer=shown.employer,
            now=now,
            calendar=calendar,
        )
    else:
        values, hanging = fields_of(record, now), _referring(app, wanted)
        if as_json:
            say_json({**values, **_arrays(hanging, now), **_own_item(app, record), **file_state(record)}, calendar)
            return
        words = RecordWords(lambda other: by_ref(app.store.reader, other), now, calendar)
        lines = record_lines(words, record, {**values, **file_state(record)}, hanging, calendar)
        if isinstance(record, FollowUp):
            lines = (*lines, *_section("To say on the phone", call_points_of(app, record)))
    for line in lines:
        say(line.text, bold=line.heading)


def _own_item(app: AppContext, record: Record) -> dict[str, object]:
    """What `show m5` says of a meeting beside its own fields, and `show f40` of a call."""
    if isinstance(record, FollowUp):
        return {"say": call_points_of(app, record)}
    if not isinstance(record, Meeting):
        return {}
    interview_id = interview_of(app.store.reader, record.id).id
    case = load_case(app.store.reader, interview_id, app.clock(), meeting_id=record.id)
    return {"interview": ref(case.interview)} | meeting_document(case, notes_of(app, case))


def notes_of(app: AppContext, case: Case) -> str:
    """The notes of the case's meeting in shorthand."""
    return format_notes(notes_text(case), app.notes.day_reader(case))


class _Shown:
    """An interview, with what is read for showing it."""

    def __init__(self, app: AppContext, interview: Interview) -> None:
        self._app, self._now = app, app.clock()
        reader = app.store.reader
        self.case = load_case(reader, interview.id, self._now)
        self.others = other_meetings(reader, self.case, self._now)
        self.owed = [item.text for item in owed(self.case, interview.step_at(self._now), app.cadences, self._now)]
        self.earlier = earlier_at_employer(reader, interview, self._now)
        followed_by = find(reader, Interview, follows_id=interview.id)
        self.employer = [*employer_lines(self.earlier, followed_by, app.calendar, app.today())]
        self.entries = len(app.history.log(ref(interview)))

    def notes(self, case: Case) -> str:
        """The notes of the case's meeting in shorthand."""
        return notes_of(self._app, case)

    def document(self) -> dict[str, object]:
        """The interview's fields, and an array for each kind of record that hangs on it."""
        case, now = self.case, self._now
        present = {a.person_id: a.present for a in case.attendances}
        people = [
            fields_of(case.people[tie.person_id], now)
            | {
                name: value
                for name, value in fields_of(tie, now).items()
                if name not in ("id", "interview_id", "person_id")
            }
            | {"invited": tie.person_id in present, "present": present.get(tie.person_id)}
            for tie in case.involvements
        ]
        of_meeting: dict[str, tuple[Record, ...]] = {
            "passages": case.passages,
            "questions": (*case.questions, *case.put_to_me),
            "needs": case.needs,
            "quotes": case.quotes,
            "matches": case.matches,
            "stories": tuple(case.stories.values()),
            "commitments": case.commitments,
            "remarks": case.remarks,
            "sendings": case.sendings,
        }
        documents = [fields_of(d, now) | file_state(d) for d in case.documents]
        return {
            **fields_of(case.interview, now),
            "why": case.round.why,
            "offer": None if case.offer is None else fields_of(case.offer, now),
            "meeting": fields_of(case.meeting, now),
            "meetings": self._meetings(),
            "people": people,
            "notes": self.notes(case),
            "owed": self.owed,
            "study": study_document(self._app, case),
            **_arrays(_referring(self._app, ref(case.interview)) | of_meeting, now),
            "documents": documents,
            "earlier_rounds": [
                {**fields_of(old.round, now), "meeting": fields_of(old.meeting, now), "notes": self.notes(old)}
                for old in self.others
                if old.round.id != case.round.id
            ],
            "earlier_interviews": [history_document(before) for before in self.earlier],
            "journal_entries": self.entries,
        }

    def _meetings(self) -> list[dict[str, object]]:
        """The meetings of all rounds, by rounds and their starts."""
        cases = sorted(
            (self.case, *self.others),
            key=lambda c: (c.round.number, [m.id for m in c.meetings].index(c.meeting.id)),
        )
        return [fields_of(c.meeting, self._now) | meeting_document(c, self.notes(c)) for c in cases]


def meeting_document(case: Case, notes: str) -> dict[str, object]:
    """What belongs to one meeting: its round, who was invited and came, and its notes in shorthand."""
    return {
        "round": case.round.number,
        "people": [
            {"id": Ref("p", a.person_id), "name": case.person_name(a.person_id), "present": a.present}
            for a in case.attendances
        ],
        "notes": notes,
    }


def fields_of(record: Record, now: datetime) -> dict[str, object]:
    """A record's fields by name, the ids as short ids; the step of an interview and the state of a follow-up as they
    are at an instant.
    """
    values: dict[str, object] = {}
    for name in parts_of(type(record)):
        value = getattr(record, name)
        letter = _REFERENCES.get(name)
        if letter is not None and value is not None:
            value = Ref(letter, value)
        if name not in HIDDEN:
            values[name] = value
    match record:
        case Interview():
            values["step"] = int(record.step_at(now))
        case FollowUp() if is_lapsed(record, now):
            values["state"] = LAPSED
    return {**values, "id": ref(record)}


def _referring(app: AppContext, wanted: Ref) -> dict[str, tuple[Record, ...]]:
    """The records that refer to one, by the names of their kinds."""
    found: dict[str, tuple[Record, ...]] = {}
    for cls, noun in NOUNS.items():
        names = [name for name in parts_of(cls) if _REFERENCES.get(name) == wanted.letter]
        if names:
            found[noun.plural] = referring_to(app.store.reader, cls, names, wanted.id)
    return found


def _arrays(hanging: dict[str, tuple[Record, ...]], now: datetime) -> dict[str, object]:
    return {name: [fields_of(record, now) for record in records] for name, records in hanging.items()}


LIMITS = (8, 14, 60, 40)
"""Screen cells of the columns at most: id, state, text and person."""
PEOPLE_LIMITS = (8, 60)
DOCUMENT_LIMITS = (8, 40, 40, 72)


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
    documents: Iterable[tuple[str, ...]],
    employer: Iterable[str] = (),
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
    yield from map(Shown, employer)
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
    yield from _section("People", aligned(people_words(case, calendar, today), PEOPLE_LIMITS))
    yield from _section("Notes" if len(case.meetings) < 2 else f"Notes of {ref(case.meeting)}", notes.splitlines())
    for other, text in others:
        if other.round.id == case.round.id:
            yield from _section(f"Notes of {ref(other.meeting)}", text.splitlines())
    yield from _section(f"Owed at step {step}", [f"- {text}" for text in owed])
    yield from _section("Study", aligned(study_rows(case), LIMITS))
    yield from _section("Asked of you", aligned(asked_rows(case), LIMITS))
    yield from _section("Needs", aligned(need_rows(case), LIMITS))
    counting = [f for f in case.open if not is_lapsed(f, now)]
    counting.sort(key=lambda f: (due_day(f, calendar), f.due_at is None, f.due_at, f.id))
    yield from _section("Follow-ups", aligned((_open_row(f, case, today, calendar) for f in counting), LIMITS))
    settled = [f for f in case.follow_ups if f.state is not Settled.OPEN or is_lapsed(f, now)]
    yield from _section("Settled", aligned((_settled_row(f, case, calendar) for f in settled), LIMITS))
    yield from _section("Touches", aligned((_touch_row(t, case, calendar) for t in case.touches), LIMITS))
    yield from _section("Letters", aligned((_letter_row(x, case, calendar) for x in case.letters), LIMITS))
    yield from _section("Documents", aligned(documents, DOCUMENT_LIMITS))
    for old, text in others:
        if old.round.id == case.round.id:
            continue
        outcome = f" · {old.round.outcome}" if old.round.outcome else ""
        heading = f"Round {old.round.number}{outcome} · {ref(old.meeting)} · {meeting_words(old.meeting, calendar)}"
        yield from _section(heading, text.splitlines() or ["no notes"])
    yield Shown("")
    yield Shown(f"{counted(entries, 'journal entry', 'journal entries')}: interview-tui log {ref(interview)}")


def _open_row(follow_up: records.FollowUp, case: Case, today: date, calendar: Calendar) -> tuple[str, ...]:
    clock = None if follow_up.due_at is None else calendar.local(follow_up.due_at).time()
    when = due_words(due_day(follow_up, calendar), today=today, clock=clock)
    return str(ref(follow_up)), when, follow_up.text, case.person_name(follow_up.person_id), follow_up.why


def _settled_row(follow_up: records.FollowUp, case: Case, calendar: Calendar) -> tuple[str, ...]:
    punctual = {None: "", True: " on time", False: " late"}[follow_up.on_time]
    state = LAPSED if follow_up.state is Settled.OPEN else follow_up.state
    ended = follow_up.settled or follow_up.lapses
    when = "" if ended is None else clock_words(ended, calendar)
    name = case.person_name(follow_up.person_id)
    return (
        str(ref(follow_up)),
        f"{state}{punctual}",
        follow_up.text,
        name,
        " · ".join(filter(None, (when, follow_up.note))),
    )


def _touch_row(touch: records.Touch, case: Case, calendar: Calendar) -> tuple[str, ...]:
    when = clock_words(touch.at, calendar)
    if touch.automatic:
        when += " · automatic reply" + (f", away until {full_date(touch.until)}" if touch.until else "")
    if touch.bounced:
        when += " · did not arrive"
    if touch.reply_by is not None:
        when += f" · answer by {full_date(touch.reply_by)}"
    return str(ref(touch)), way_words(touch), touch.note, case.person_name(touch.person_id), when


def _letter_row(letter: records.Letter, case: Case, calendar: Calendar) -> tuple[str, ...]:
    sent = clock_words(letter.sent, calendar) if letter.state is LetterState.SENT and letter.sent else ""
    name = case.person_name(letter.person_id)
    return str(ref(letter)), str(letter.state), f"{kind_words(letter.kind)}: {letter.subject}", name, sent


def record_lines(
    words: RecordWords,
    record: Record,
    fields: Mapping[str, object],
    hanging: Mapping[str, Iterable[Record]],
    calendar: Calendar,
) -> Iterator[Shown]:
    """A record's fields, with what they refer to in words, and what refers to it."""
    yield Shown(f"{ref(record)}  {words.line(record)}", heading=True)
    for name, value in fields.items():
        if name == "id" or name in _HOW_IT_WAS_MADE or value is None or value == "":
            continue
        first, *more = _value(words, value, calendar).splitlines()
        yield Shown(f"{name.removesuffix('_id').replace('_', ' ')}: {first}")
        yield from (Shown(f"    {line}") for line in more)
    for plural, others in hanging.items():
        rows = ((str(ref(other)), words.line(other)) for other in others)
        yield from _section(plural.replace("_", "-").capitalize(), aligned(rows))


def _value(words: RecordWords, value: object, calendar: Calendar) -> str:
    if isinstance(value, Ref):
        return f"{value}  {words.of(value)}"
    if isinstance(value, datetime):
        return iso(value, calendar)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _section(heading: str, lines: Iterable[str]) -> Iterator[Shown]:
    found = list(lines)
    if found:
        yield Shown("")
        yield Shown(heading, heading=True)
        yield from map(Shown, found)
