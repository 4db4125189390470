"""Where one goes to give a step what it still owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.lifecycle import Owe
from interview_tui.domain.records import QuestionState
from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from interview_tui.domain.case import Case
    from interview_tui.domain.owing import Owed
    from interview_tui.domain.records import Record


@dataclass(frozen=True, slots=True)
class Place:
    """A pane, the action there (by the id of its key), and what is filled in or chosen already."""

    pane: Pane
    key: str
    begin: str = ""
    """For the notes: how the line begins. For the interview's form: the field."""


_FORM = {
    Owe.MEETING_TIME: "meeting",
    Owe.PLAN: "plan",
    Owe.DECISION: "decision",
    Owe.LESSON: "lesson",
    Owe.IN_TOUCH: "stay_in_touch",
    Owe.VOICE: "no_voice_why",
    Owe.READINESS: "readiness_seen",
}
_NOTE = {
    Owe.QUESTIONS: "? ",
    Owe.STORY: "* ",
    Owe.NEED: "! ",
    Owe.NEXT_TIME: "> ",
    Owe.COMMITMENT: "- ",
}


def place_for(owed: Owed, case: Case) -> Place:
    """The place that settles what is owed."""
    if owed.owe in _FORM:
        return Place(Pane.PIPELINE, "edit", _FORM[owed.owe])
    if owed.owe in _NOTE:
        return Place(Pane.NOTES, "add", _NOTE[owed.owe])
    if owed.owe is Owe.WHO:
        return Place(Pane.NOTES, "done") if case.attendances else Place(Pane.NOTES, "add", "@ ")
    if owed.owe in (Owe.RANKING, Owe.MATCHES) and not case.needs:
        return Place(Pane.NOTES, "add", _NOTE[Owe.NEED])
    if owed.owe is Owe.MATCHES:
        return Place(Pane.NOTES, "add", _NOTE[Owe.STORY])
    if owed.owe in (Owe.ANSWERS, Owe.RANKING):
        return Place(Pane.NOTES, "edit")
    return Place(Pane.FOLLOW_UPS, "touch" if owed.owe is Owe.ANSWER else "done")


def line_for(owed: Owed, case: Case) -> Record | None:
    """The line of the notes that what is owed concerns."""
    found: Record | None = None
    if owed.owe is Owe.WHO:
        found = next((a for a in case.attendances if not a.present), None)
    elif owed.owe is Owe.ANSWERS:
        found = next((q for q in case.questions if q.state is QuestionState.PREPARED), None)
    elif owed.owe is Owe.RANKING:
        found = next(iter(case.needs), None)
    elif owed.owe is Owe.MATCHES:
        matched = {match.need_id for match in case.matches}
        unmatched = [need for need in case.needs if need.id not in matched]
        found = max(unmatched, key=lambda need: need.pressing, default=None)
    return found
