"""One record with all that belongs to it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import click

from interview_tui.cli.group import command
from interview_tui.cli.output import say, say_json
from interview_tui.cli.parameters import Id, as_json
from interview_tui.cli.record_text import LAPSED, Words, interview_lines, is_lapsed
from interview_tui.domain.enums import Ref
from interview_tui.domain.notes_text import notes_text
from interview_tui.domain.records import NOUNS, FollowUp, Interview, Meeting, Record, ref
from interview_tui.domain.requirements import owed
from interview_tui.domain.shorthand import format_notes
from interview_tui.store.case import load_case, other_meetings
from interview_tui.store.queries import referring_to
from interview_tui.store.records import by_ref

if TYPE_CHECKING:
    from datetime import datetime

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case


REFERENCES = {f"{noun.word.replace('-', '_')}_id": noun.letter for noun in NOUNS.values()} | {
    "knows_id": "p",
    "successor_id": "p",
}
"""The letter of the short ids that a field refers by."""
HIDDEN = frozenset({"version", "clock_step", "clock_at"})
"""Fields that are the store's own business."""


@command(reads=True)
@click.argument("wanted", type=Id(), metavar="ID")
@as_json
def show_command(app: AppContext, wanted: Ref, as_json: bool) -> None:
    """One record with all that hangs on it.

    An interview i12 with the meetings of all its rounds, a meeting m5, a follow-up f40, a person p7, an offer y1, …
    """
    record = by_ref(app.store.reader, wanted)
    calendar, now = app.calendar, app.clock()
    if isinstance(record, Interview):
        shown = _Shown(app, record)
        if as_json:
            say_json(shown.document(), calendar)
            return
        lines = interview_lines(
            shown.case,
            others=[(case, shown.notes(case)) for case in shown.others],
            notes=shown.notes(shown.case),
            owed=shown.owed,
            entries=shown.entries,
            now=now,
            calendar=calendar,
        )
    else:
        values, hanging = fields_of(record, now), referring(app, wanted)
        if as_json:
            own = _meeting_item(app, record) if isinstance(record, Meeting) else {}
            say_json({**values, **_arrays(hanging, now), **own}, calendar)
            return
        words = Words(lambda other: by_ref(app.store.reader, other), now, calendar)
        lines = words.record(record, values, hanging)
    for line in lines:
        say(line.text, bold=line.heading)


def _meeting_item(app: AppContext, meeting: Meeting) -> dict[str, object]:
    """What `show m5` says of a meeting beside its own fields."""
    interview_id = app.meetings.interview_of(meeting.id)
    case = load_case(app.store.reader, interview_id, app.clock(), meeting_id=meeting.id)
    return {"interview": ref(case.interview)} | meeting_document(case, notes_of(app, case))


def notes_of(app: AppContext, case: Case) -> str:
    """The notes of the case's meeting in shorthand."""
    return format_notes(notes_text(case), app.notes.day_reader(case))


class _Shown:
    """An interview, with what is read for showing it."""

    def __init__(self, app: AppContext, interview: Interview) -> None:
        self._app = app
        self._now = app.clock()
        reader = app.store.reader
        self.case = load_case(reader, interview.id, self._now)
        self.others = other_meetings(reader, self.case, self._now)
        found = owed(self.case, interview.step_at(self._now), app.cadences, self._now)
        self.owed = [item.text for item in found]
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
            "questions": case.questions,
            "needs": case.needs,
            "quotes": case.quotes,
            "matches": case.matches,
            "stories": tuple(case.stories.values()),
            "commitments": case.commitments,
            "remarks": case.remarks,
        }
        before = [other for other in self.others if other.round.id != case.round.id]
        return {
            **fields_of(case.interview, now),
            "why": case.round.why,
            "offer": None if case.offer is None else fields_of(case.offer, now),
            "meeting": fields_of(case.meeting, now),
            "meetings": self._meetings(),
            "people": people,
            "notes": self.notes(case),
            "owed": self.owed,
            **_arrays(referring(self._app, ref(case.interview)) | of_meeting, now),
            "earlier_rounds": [
                {**fields_of(old.round, now), "meeting": fields_of(old.meeting, now), "notes": self.notes(old)}
                for old in before
            ],
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
    for item in fields(record):
        value = getattr(record, item.name)
        letter = REFERENCES.get(item.name)
        if letter is not None and value is not None:
            value = Ref(letter, value)
        if item.name not in HIDDEN:
            values[item.name] = value
    match record:
        case Interview():
            values["step"] = int(record.step_at(now))
        case FollowUp() if is_lapsed(record, now):
            values["state"] = LAPSED
    return {**values, "id": ref(record)}


def referring(app: AppContext, wanted: Ref) -> dict[str, tuple[Record, ...]]:
    """The records that refer to one, by the names of their kinds."""
    found: dict[str, tuple[Record, ...]] = {}
    for cls, noun in NOUNS.items():
        names = [f.name for f in fields(cls) if REFERENCES.get(f.name) == wanted.letter]
        if names:
            found[noun.plural] = referring_to(app.store.reader, cls, names, wanted.id)
    return found


def _arrays(hanging: dict[str, tuple[Record, ...]], now: datetime) -> dict[str, object]:
    return {name: [fields_of(record, now) for record in records] for name, records in hanging.items()}
