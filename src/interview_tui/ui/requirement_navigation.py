"""Where one goes to give a step what it still owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Owe, QuestionState
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Record
    from interview_tui.domain.requirements import Owed


@dataclass(frozen=True, slots=True)
class Place:
    """A pane (or a page of its own, for None), the action there (by the id of its key), and what is filled in."""

    pane: Pane | None
    key: str
    begin: str = ""
    """For the notes: how the line begins. For the interview's form: the field."""


_FORM = {
    Owe.MEETING_TIME: "meeting",
    Owe.LESSON: "lesson",
    Owe.IN_TOUCH: "stay_in_touch",
}
_NOTE = {
    Owe.NEED: "! ",
    Owe.NEXT_TIME: "> ",
    Owe.COMMITMENT: "- ",
}
_PAGE = {
    Owe.PLAN: "plan",
    Owe.QUESTIONS: "questions",
    Owe.STORY: "stories",
    Owe.READINESS: "chart",
    Owe.RANKING: "chart",
    Owe.MATCHES: "chart",
    Owe.THANKS_SENT: "thanks",
    Owe.PERSONAL: "thanks",
    Owe.PROMISES: "promises",
    Owe.CHART: "letter",
    Owe.LETTER: "letter",
    Owe.VOICE: "people",
    Owe.DECISION: "outcome",
}
LETTER_FOR = {Owe.CHART: LetterKind.VALUE_LETTER, Owe.LETTER: LetterKind.REJECTION_THANKS}
"""The kind of letter that settles what is owed."""


def place_for(owed: Owed, case: Case) -> Place:
    """The place that settles what is owed."""
    if owed.owe in _FORM:
        return Place(Pane.PIPELINE, "edit", _FORM[owed.owe])
    if owed.owe in (Owe.RANKING, Owe.MATCHES) and not case.needs:
        return Place(Pane.NOTES, "add", _NOTE[Owe.NEED])
    if owed.owe in _PAGE:
        return Place(None, _PAGE[owed.owe])
    if owed.owe in _NOTE:
        return Place(Pane.NOTES, "add", _NOTE[owed.owe])
    if owed.owe is Owe.WHO:
        return Place(Pane.NOTES, "done") if case.attendances else Place(Pane.NOTES, "add", "@ ")
    if owed.owe is Owe.ANSWERS:
        return Place(Pane.NOTES, "edit")
    return Place(Pane.FOLLOW_UPS, "touch" if owed.owe is Owe.ANSWER else "done")


def line_for(owed: Owed, case: Case) -> Record | None:
    """The line of the notes that what is owed concerns."""
    if owed.owe is Owe.WHO:
        return next((a for a in case.attendances if not a.present), None)
    if owed.owe is Owe.ANSWERS:
        return next((q for q in case.questions if q.state is QuestionState.PREPARED), None)
    return None
