"""A line of the notes, as it is edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview_tui.domain.enums import QuestionState
from interview_tui.domain.records import Question
from interview_tui.domain.shorthand import parse_notes
from interview_tui.services.people import nearest_name
from interview_tui.store.reading import by_ref, load_case
from interview_tui.ui.dialogs.note import NOBODY, NoteDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.completion import Names
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.shorthand import NoteLine
    from interview_tui.services.base import Change


def edit_note_form(
    program: AppContext,
    title: str,
    interview_id: int,
    line: Ref,
    done: Callable[[Change], None],
    *,
    names: Names = NOBODY,
) -> NoteDialog:
    """The line as it is now; a question that waits for its answer has room for one. Raises NotFound."""
    notes = program.notes
    text = notes.line(interview_id, line)
    record = by_ref(program.store.reader, line)
    meeting_id = getattr(record, "meeting_id", None)
    case = load_case(program.store.reader, interview_id, program.clock(), meeting_id=meeting_id)
    room = "\n    " if isinstance(record, Question) and record.state is QuestionState.PREPARED else ""

    def submit(typed: str) -> None:
        done(notes.edit(interview_id, line, typed, expected=text))

    near = near_names(program, case)
    return NoteDialog(title, submit, notes.day_reader(case), names=names, value=text + room, near=near)


def near_names(
    program: AppContext, case: Case, read: Callable[[str], Iterable[NoteLine]] | None = None
) -> Callable[[str, frozenset[str]], tuple[str, str] | None]:
    """Finds, in notes on an interview, a name that is nobody's there but nearly somebody's; see `NoteDialog`. `read`
    makes lines of a text where they are not all marked.
    """
    read = read or partial(parse_notes, read_day=program.notes.day_reader(case))
    people = [case.people[tie.person_id].name for tie in case.involvements]
    parts = [part for name in people for part in name.casefold().split()]

    def near(text: str, new: frozenset[str]) -> tuple[str, str] | None:
        for line in read(text):
            name: str = getattr(line, "of", "")
            known = any(name.casefold() == other.casefold() for other in people) or parts.count(name.casefold()) == 1
            if name and not known and name not in new:
                likely = nearest_name(name, people)
                if likely is not None:
                    return name, likely
        return None

    return near
