"""`show`: one record with all that hangs on it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import click

from interview_tui.cli.record_text import Words, interview_lines
from interview_tui.cli.shared import Id, as_json, say, say_json, with_program
from interview_tui.domain.dates import parse_when
from interview_tui.domain.outline import notes_text
from interview_tui.domain.owing import owed
from interview_tui.domain.records import NOUNS, Interview, Record, Ref, ref
from interview_tui.domain.shorthand import format_notes
from interview_tui.store.reading import by_ref, load_case, some

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.domain.case import Case
    from interview_tui.wiring import Program

REFERENCES = {f"{noun.word.replace('-', '_')}_id": noun.letter for noun in NOUNS.values()} | {"knows_id": "p"}
"""The letter of the short ids that a field refers by."""
HIDDEN = frozenset({"version"})
"""Fields that are the store's own business."""


@click.command("show")
@click.argument("wanted", type=Id(), metavar="ID")
@as_json
@with_program
def show_command(program: Program, wanted: Ref, as_json: bool) -> None:
    """One record with all that hangs on it.

    An interview i12, a follow-up f40, a person p7, a need n9, …
    """
    record = by_ref(program.store.reader, wanted)
    calendar = program.settings.calendar
    if isinstance(record, Interview):
        shown = _Shown(program, record)
        if as_json:
            say_json(shown.document(), calendar)
            return
        lines = interview_lines(
            shown.case,
            earlier=[(case, shown.notes(case)) for case in shown.earlier],
            notes=shown.notes(shown.case),
            owed=shown.owed,
            entries=shown.entries,
            now=program.settings.clock(),
            calendar=calendar,
        )
    else:
        values, hanging = fields_of(record), referring(program, wanted)
        if as_json:
            say_json({**values, **_arrays(hanging)}, calendar)
            return
        words = Words(lambda other: by_ref(program.store.reader, other), calendar)
        lines = words.record(record, values, hanging)
    for line in lines:
        say(line.text, bold=line.heading)


class _Shown:
    """An interview, with what is read for showing it."""

    def __init__(self, program: Program, interview: Interview) -> None:
        self._program = program
        reader = program.store.reader
        self.case = load_case(reader, interview.id)
        self.earlier = [load_case(reader, interview.id, round_number=n) for n in range(1, interview.round)]
        found = owed(self.case, interview.step, program.house.cadences)
        self.owed = [item.text for item in found]
        self.entries = len(program.history.log(ref(interview)))

    def notes(self, case: Case) -> str:
        """The notes of the case's meeting in shorthand."""
        return format_notes(notes_text(case), self._read_day)

    def _read_day(self, text: str) -> date:
        settings = self._program.settings
        return parse_when(text, now=settings.clock(), calendar=settings.calendar).day

    def document(self) -> dict[str, object]:
        """The interview's fields, and an array for each kind of record that hangs on it."""
        case = self.case
        present = {a.person_id: a.present for a in case.attendances}
        people = [
            fields_of(case.people[tie.person_id])
            | {name: value for name, value in fields_of(tie).items() if name not in ("id", "interview_id", "person_id")}
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
        return {
            **fields_of(case.interview),
            "meeting": fields_of(case.meeting),
            "people": people,
            "notes": self.notes(case),
            "owed": self.owed,
            **_arrays(referring(self._program, ref(case.interview)) | of_meeting),
            "earlier_rounds": [
                {**fields_of(old.round), "meeting": fields_of(old.meeting), "notes": self.notes(old)}
                for old in self.earlier
            ],
            "journal_entries": self.entries,
        }


def fields_of(record: Record) -> dict[str, object]:
    """A record's fields by name, the ids as short ids."""
    values: dict[str, object] = {}
    for item in fields(record):
        value = getattr(record, item.name)
        letter = REFERENCES.get(item.name)
        if letter is not None and value is not None:
            value = Ref(letter, value)
        if item.name not in HIDDEN:
            values[item.name] = value
    return {**values, "id": ref(record)}


def referring(program: Program, wanted: Ref) -> dict[str, tuple[Record, ...]]:
    """The records that refer to one, by the names of their kinds."""
    found: dict[str, tuple[Record, ...]] = {}
    for cls, noun in NOUNS.items():
        names = [f.name for f in fields(cls) if REFERENCES.get(f.name) == wanted.letter]
        condition = " OR ".join(f"{name} = ?" for name in names)
        if names:
            found[noun.plural] = some(program.store.reader, cls, condition, *[wanted.id] * len(names))
    return found


def _arrays(hanging: dict[str, tuple[Record, ...]]) -> dict[str, object]:
    return {name: [fields_of(record) for record in records] for name, records in hanging.items()}
