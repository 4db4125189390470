"""The ledger on screen: both sides, kept and missed, the question for a passive ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import CommitmentState, Ref, Settled
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.records import Commitment, FollowUp
from interview_tui.services.notes import Notes
from interview_tui.ui.pages.promises import PromisesPage
from tests.programs import content, every, get
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_both_sides_with_the_summary(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("C")
        title = it.lines("PageTitle")[0]
        assert title.startswith(" Promises · Acme · SRE")
        assert title.endswith("you kept 0 of 1 on time")
        assert it.lines("#frame-page-list")[0].startswith("╭─ Promises 2 ─")
        rows = [line.strip("▌ ") for line in it.lines("#page-list")[:5]]
        assert rows[0] == "You promised"
        assert rows[1].startswith("send the case study (Dana Ruiz)")
        assert rows[1].endswith("3 days overdue")
        assert rows[2] == ""
        assert rows[3] == "They committed"
        assert rows[4].endswith("2 Dec")
        assert "Follow-up: send the case study (open, due " in it.screen()


async def test_kept_missed_or_edited_the_follow_up_goes_along(tmp_path: Path) -> None:
    program = a_morning(tmp_path)

    def promise() -> FollowUp:
        (owed,) = (f for f in every(program, FollowUp) if f.kind is Kind.PROMISE)
        return owed

    async with shown(program) as it:
        await it.press("C", "d")
        assert it.message.startswith("Kept: send the case study")
        assert promise().state is Settled.DONE
        assert "kept late" in it.screen()
        assert isinstance(it.app.screen, PromisesPage)
        assert it.app.screen.item.commitment.id == 2  # the next that is open
        it.app.screen.view.go_to(1)
        await it.press("d")
        assert it.message.startswith("already kept")
        await it.press("u")
        assert get(program, Commitment, 1).state is CommitmentState.OPEN
        await it.press("x")
        assert it.message.startswith("You missed: send the case study")
        assert promise().state is Settled.SKIPPED
        await it.press("x")
        assert it.message.startswith("already missed")
        await it.press("u", "e")
        assert "+ send the case study (Dana Ruiz) by" in it.screen()
        await it.press("ctrl+a", "ctrl+k")
        await it.type("+ send two case studies by 4 Dec")
        await it.press("enter")
        assert get(program, Commitment, 1).text == "send two case studies"
        assert "4 Dec" in it.screen()


async def test_it_shows_the_file_that_keeps_it_and_where_that_went(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    (tmp_path / "case.pdf").write_bytes(b"case")
    async with shown(program) as it:
        await it.press("C")
        assert "A file that you promised? F on the dashboard adds it." in it.screen()
        program.documents.add(Ref("c", 1), str(tmp_path / "case.pdf"))
        await it.press("escape", "C")
        assert "File: case.pdf, not sent" in it.screen()
        assert "A file that you promised?" not in it.screen()
        program.documents.add(Ref("c", 1), str(tmp_path / "case.pdf"), sent_to=1)
        await it.press("escape", "C")
        assert "File: case.pdf, sent to Dana Ruiz, " in it.screen()


async def test_a_passive_one_suggests_what_to_ask(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "- We'll let you know")
    async with shown(program) as it:
        await it.press("C", "y")
        assert it.message.startswith("nothing to ask here")
        await it.press("G")
        assert "passive · no date" in it.screen()
        assert "Ask: By when may I expect to hear, and from whom?" in it.screen()
        await it.press("y")
        assert it.app.clipboard == "By when may I expect to hear, and from whom?"


async def test_n_goes_to_the_next_one_that_is_open(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("C", "n")
        assert "▌ call with the panel's dates" in it.screen()
        await it.press("n")
        assert "▌ send the case study" in it.screen()
        await it.press("d", "n", "n")
        assert "▌ call with the panel's dates" in it.screen()
        assert it.message == "This is the last one that needs something"
        await it.press("d", "n")
        assert it.message == "No open promises"


async def test_all_interviews_and_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(3, "+ send the drawings (Bill Lum) by fri")
    async with shown(program) as it:
        await it.press("C", "A")
        assert "all interviews" in it.screen().splitlines()[0]
        assert "send the drawings (Bill Lum)  Initech" in it.screen()
        await it.press("A")
        assert "Initech" not in it.screen()


def test_a_missed_one_is_one_change_that_undo_takes_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    change = Notes(program).missed(2)
    assert change.words.startswith("They missed: call with the panel's dates")
    assert change.refs == (Ref("c", 2),)
    with pytest.raises(Refused, match="already missed"):
        Notes(program).missed(2)
    program.history.undo()
    assert content(program) == before
