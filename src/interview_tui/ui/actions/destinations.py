"""Where a record is shown, by its short id: in a pane or on a page, with the cursor on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import ENDED, Outcome, Ref, Settled
from interview_tui.domain.errors import NotFound
from interview_tui.domain.records import (
    Attendance,
    BankQuestion,
    Document,
    FollowUp,
    Interview,
    Involvement,
    Letter,
    Meeting,
    MeetingNote,
    Offer,
    Person,
    PreparedAnswer,
    Record,
    Sending,
    Story,
    Study,
    Suggestion,
    Touch,
    ref,
)
from interview_tui.store.deletions import interview_holding
from interview_tui.store.records import by_ref, find, get, kind_of
from interview_tui.ui.keys import Pane
from interview_tui.ui.pages.base import ListPage

if TYPE_CHECKING:
    from interview_tui.app_context import AppContext
    from interview_tui.ui.main_screen import Begin, MainScreen


def destination(program: AppContext, wanted: Ref) -> Begin:
    """What shows a record. Raises NotFound, which says how a deleted one comes back."""
    kind_of(wanted)
    try:
        by_ref(program.store.reader, wanted)
    except NotFound:
        raise program.history.not_there(wanted) from None
    return partial(show_record, wanted=wanted)


async def show_record(screen: MainScreen, wanted: Ref) -> None:
    """Shows a record where it belongs, with the cursor on it. Raises UserError."""
    reader = screen.program.store.reader
    record = by_ref(reader, wanted)
    match record:
        case Suggestion():
            record = get(reader, FollowUp, record.follow_up_id)
        case Sending():
            record = get(reader, Document, record.document_id)
    interview_id = interview_holding(reader, ref(record))
    match record:
        case Person():
            interview_id = _interview_with(screen, record.id)
        case Touch() if interview_id is None and record.person_id is not None:
            interview_id = _interview_with(screen, record.person_id)
    if interview_id is not None:
        _select(screen, interview_id)
    match record:
        case FollowUp():
            _show_follow_up(screen, record)
        case Meeting() | MeetingNote() | Attendance():
            _show_line(screen, record)
        case Letter():
            from interview_tui.ui.actions.letters import open_letter

            await open_letter(screen, wanted, screen.page_left)
        case Offer():
            await _show_offer(screen, record)
        case Touch():
            await _show_touch(screen, record)
        case _ if type(record) in _PAGES:
            await _open_page(screen, record)


def _select(screen: MainScreen, interview_id: int) -> None:
    """Stands on an interview in the pipeline, and shows all that a filter hides."""
    for pane in (Pane.FOLLOW_UPS, Pane.PIPELINE):
        screen.go(pane)
        if screen.selection.filters[pane]:
            screen.narrow("")
    screen.pipeline.go_to(Ref("i", interview_id))
    screen.catch_up()


def _show_follow_up(screen: MainScreen, follow_up: FollowUp) -> None:
    """In the queue; one that is no longer there is told of, in the pipeline."""
    context = screen.program
    if screen.follow_ups.go_to(ref(follow_up)):
        screen.go(Pane.FOLLOW_UPS)
        return
    if follow_up.state is Settled.OPEN:
        became, at = "lapsed", follow_up.lapses
    else:
        became, at = f"was {follow_up.state}", follow_up.settled
    day = f", {day_words(context.calendar.day(at), today=context.today())}" if at is not None else ""
    screen.message.tell(f"{ref(follow_up)} is no longer due: “{follow_up.text}” {became}{day}")


def _show_line(screen: MainScreen, record: Record) -> None:
    """In the notes of its meeting; those of an earlier round stand below, to read."""
    screen.go(Pane.NOTES)
    line = ref(record)
    if not screen.notes.go_to(line):
        screen.notes.last()
        screen.message.tell(f"{line} is from an earlier round: its notes are at the end, to read")


async def _show_offer(screen: MainScreen, offer: Offer) -> None:
    """The form of an open offer; with others open, all of them side by side first."""
    case = screen.selection.required_case()
    if case.interview.outcome is Outcome.OFFER and case.offer is not None and case.offer.id == offer.id:
        await screen.action_act("interviews.offer")
    else:
        screen.message.tell(f"The offer {ref(offer)} is not open any more")


async def _show_touch(screen: MainScreen, touch: Touch) -> None:
    """In the timeline of its interview."""
    from interview_tui.ui.pages.timeline import TimelinePage

    await screen.action_page("timeline.TimelinePage")
    page = screen.app.screen
    if not isinstance(page, TimelinePage) or not page.go_to_touch(touch):
        screen.message.tell(f"{ref(touch)} belongs to no interview")


async def _open_page(screen: MainScreen, record: Record) -> None:
    """The page of a kind, with the cursor on the record."""
    await screen.action_page(_PAGES[type(record)])
    page = screen.app.screen
    if not isinstance(page, ListPage):
        return
    key = record.person_id if isinstance(record, Involvement) else record.id
    if not page.view.go_to(key) and isinstance(record, Person):
        await page.run_action("everybody")
        page.view.go_to(key)


def _interview_with(screen: MainScreen, person_id: int) -> int | None:
    """The interview in which to show a person: the last one of theirs that runs, else the last; None for none."""
    reader = screen.program.store.reader
    ties = find(reader, Involvement, person_id=person_id)
    interviews = find(reader, Interview, id=[tie.interview_id for tie in ties]) if ties else ()
    return max(interviews, key=lambda one: (one.outcome not in ENDED, one.id)).id if interviews else None


_PAGES: dict[type[Record], str] = {
    Person: "people.PeoplePage",
    Involvement: "people.PeoplePage",
    Story: "stories.StoriesPage",
    BankQuestion: "questions.QuestionsPage",
    PreparedAnswer: "questions.QuestionsPage",
    Document: "documents.DocumentsPage",
    Study: "study.StudyPage",
}
"""The page on which records of a kind stand."""
