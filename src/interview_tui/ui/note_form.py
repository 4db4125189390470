"""A line of the notes, as it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.records import Question, QuestionState
from interview_tui.store.reading import by_ref
from interview_tui.ui.dialogs.note import NOBODY, NoteDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_tui.domain.completion import Names
    from interview_tui.domain.records import Ref
    from interview_tui.services.base import Change
    from interview_tui.wiring import Program


def edit_note_form(
    program: Program,
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
    room = "\n    " if isinstance(record, Question) and record.state is QuestionState.PREPARED else ""

    def submit(typed: str) -> None:
        done(notes.edit(interview_id, line, typed, expected=text))

    return NoteDialog(title, submit, notes.read_day, names=names, value=text + room)
