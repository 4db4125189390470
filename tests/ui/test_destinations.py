"""A record that is asked for by its id is shown where it belongs, from the first picture on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.errors import NotFound
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import (
    NOUNS,
    Attendance,
    Document,
    FollowUp,
    Letter,
    Meeting,
    MeetingNote,
    Offer,
    Person,
    Record,
    Sending,
    Story,
    Study,
    Touch,
    ref,
)
from interview_tui.store.deletions import interview_holding
from interview_tui.ui.actions.destinations import destination, show_record
from interview_tui.ui.actions.other import triage
from interview_tui.ui.keys import Pane
from interview_tui.ui.main_screen import MainScreen
from interview_tui.ui.pages.base import ListPage
from interview_tui.ui.pages.documents import DocumentsPage
from interview_tui.ui.pages.letter import LetterPage
from interview_tui.ui.pages.people import PeoplePage
from interview_tui.ui.pages.stories import StoriesPage
from interview_tui.ui.pages.study import StudyPage
from interview_tui.ui.pages.timeline import TimelinePage
from interview_tui.ui.triage import Triage
from tests.programs import a_demo, every, get
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

ON_PAGES: dict[type[Record], type[object]] = {
    Letter: LetterPage, Person: PeoplePage, Story: StoriesPage, Document: DocumentsPage, Study: StudyPage,
}  # fmt: skip


@pytest.mark.parametrize("of_each", [1, pytest.param(2, marks=pytest.mark.soak)])
async def test_every_kind_of_record_is_shown_where_it_belongs(tmp_path: Path, of_each: int) -> None:
    """The last of each kind, in the long run also the first."""
    program = a_demo(tmp_path)
    async with shown(program, (120, 40)) as on:
        for cls in NOUNS:
            for record in (every(program, cls)[-1], every(program, cls)[0])[:of_each]:
                on.dashboard.message.tell("")
                await show_record(on.dashboard, ref(record))
                await on.pilot.pause()
                assert is_shown(on, record), (record, on.message)
                while not isinstance(on.app.screen, MainScreen):
                    await on.press("escape")


def active(on: Shown) -> Pane:
    return on.dashboard.selection.active


def is_shown(on: Shown, record: Record) -> bool:
    """Whether the cursor stands on a record, or it is said why not."""
    board, program = on.dashboard, on.program
    interview = interview_holding(program.store.reader, ref(record))
    selection, message = board.selection, on.message if board is on.app.screen else ""
    if interview is not None:
        assert board.pipeline.interview_id == interview
        assert selection.case is not None
        assert selection.case.interview.id == interview
    if (page := ON_PAGES.get(type(record))) is not None:
        screen = on.app.screen
        row = screen.view.current if isinstance(screen, ListPage) and not isinstance(record, Study) else None
        return isinstance(screen, page) and (row is None or row.key == record.id)
    if isinstance(record, Sending):
        return isinstance(on.app.screen, DocumentsPage)
    if isinstance(record, FollowUp):
        found = selection.follow_ups.follow_up
        on_it = selection.active is Pane.FOLLOW_UPS and found is not None and found.id == record.id
        return on_it or (selection.active is Pane.PIPELINE and f"“{record.text}” was {record.state}" in message)
    if isinstance(record, Meeting | MeetingNote | Attendance):
        assert selection.active is Pane.NOTES
        at = board.notes.current
        return (at is not None and at.key == ref(record)) or "is from an earlier round" in message
    if isinstance(record, Offer):
        is_open = selection.case is not None and selection.case.interview.outcome is Outcome.OFFER
        return (board is not on.app.screen) if is_open else message == f"The offer {ref(record)} is not open any more"
    if isinstance(record, Touch):
        timeline = on.app.screen
        return isinstance(timeline, TimelinePage) and timeline.item.at == record.at
    return True


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_picture_has_the_cursor_there_and_esc_goes_back(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_morning(tmp_path)
    (commitment,) = (f.commitment_id for f in every(program, FollowUp) if f.kind is Kind.PROMISE)
    async with shown(program, size, begin=destination(program, Ref("c", commitment or 0))) as on:
        assert active(on) is Pane.NOTES
        assert "▌+   send the case study" in on.screen()
        await on.press("escape", "escape")
        assert active(on) is Pane.FOLLOW_UPS


async def test_a_follow_up_far_ahead_and_one_that_is_done(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    last = max((f for f in every(program, FollowUp) if f.due_day), key=lambda f: (f.due_day or program.today(), f.id))
    async with shown(program, begin=destination(program, ref(last))) as on:
        assert on.selected()[1] == ref(last)
        await on.press("g")
        program.follow_ups.done([DANA])
        await on.press("R")
        await show_record(on.dashboard, Ref("f", DANA))
        await on.pilot.pause()
        assert on.message == f"f{DANA} is no longer due: “Thank Dana Ruiz” was done, today"
        assert on.selected()[2] == get(program, FollowUp, DANA).interview_id


async def test_what_a_filter_hides_is_shown(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("slash", *"zzz", "enter", "h", "slash", *"zzz", "enter")
        await show_record(on.dashboard, Ref("i", 3))
        await on.pilot.pause()
        assert on.dashboard.selection.filters == dict.fromkeys(Pane, "")
        assert on.selected()[2] == 3


async def test_triage_is_begun_at_once_and_takes_keys_typed_ahead(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), begin=triage) as on:
        assert [type(screen) for screen in on.app.screen_stack] == [MainScreen, Triage]
        assert "1 of 5" in on.screen()
        await on.press("n", "n", "escape", "j")
        assert on.app.screen is on.dashboard
        assert on.message == "Triage: nothing settled, 5 left"
        await on.press("q")
        assert on.app.return_code == 0


def test_one_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.remove([Ref("k", 1)])
    program.interviews.remove([2])
    said = {
        "i99": "there is no interview i99",
        "l1": "there is no letter l1",
        "j1": "there is no record j1: ids begin with i, f, p, m, q, n, s, l or d",
        "k1": "k1 was deleted (quote We need someone to calm the release train): `bring-back k1` restores it",
        "i2": "i2 was deleted (interview Globex · Data Engineer): `bring-back i2` restores it",
        "m2": "m2 was deleted with i2 (interview Globex · Data Engineer): `bring-back i2` restores it",
    }
    for wanted, words in said.items():
        with pytest.raises(NotFound) as refused:
            destination(program, Ref(wanted[0], int(wanted[1:])))
        assert str(refused.value) == words
    program.clock.move(days=40)
    with pytest.raises(NotFound, match="i2 was deleted more than 30 days ago, or undone: it cannot be restored"):
        destination(program, Ref("i", 2))
