"""Outcomes by keys: one key says how it ended, a small form asks what belongs to it, one line says what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Outcome, Settled, Step
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import Interview, Letter
from tests.programs import case_of, content, every, follow_up, get, journal
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "Check whether the job at Acme is open again"


async def test_a_rejection_is_taken_by_one_key_and_its_form(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before, entries = content(program), len(journal(program))
    async with shown(program) as on:
        await on.press("o", "r")
        assert "Acme · SRE: rejected" in on.screen()
        assert "one line on what you learned" in on.screen()
        await on.type("bring numbers")
        await on.press("enter", "enter", "enter")
        assert "You promised Dana Ruiz Send the case study. Still meant?" in on.dialog()
        await on.press("y")
        assert "Acme · SRE: rejected; letter to Dana Ruiz drafted" in on.message
        case = case_of(program, 1)
        assert (case.interview.step, case.interview.stay_in_touch) == (Step.ACCEPT, True)
        assert case.round.lesson == "bring numbers"
        assert [x.kind for x in every(program, Letter)] == [LetterKind.REJECTION_THANKS]
        assert len(journal(program)) == entries + 1
        await on.press("u")
        assert content(program) == before


async def test_in_touch_and_the_watch_are_yes_or_no_and_promises_are_asked_about(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    before = content(program)
    async with shown(program) as on:
        await on.press("o", "r", *"why", "enter", *"xno", "enter")
        assert content(program) == before
        assert "Watch no yes or no: check again after 6 and 12 weeks" in on.dialog()
        await on.press(*"yes", "enter", "n")
        case = case_of(on.program, 1)
        assert case.round.lesson == "why"
        assert case.interview.stay_in_touch is False
        assert sum(f.text == PLACE for f in case.follow_ups) == 2
        assert on.app.screen is on.dashboard
        assert follow_up(on.program, "send the case study").state is Settled.SKIPPED
        await on.press("u")
        assert follow_up(on.program, "send the case study").state is Settled.OPEN


async def test_gone_quiet_or_withdrawn_it_drafts_a_letter(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("o", "q", "ctrl+s")
        assert "Acme · SRE: gone quiet; letter to Dana Ruiz drafted" in on.message
        assert get(on.program, Interview, 1).stay_in_touch is True
        await on.press("u", "o", "w", "enter", *"the", "space", *"pay", "enter")
        assert "Acme · SRE: withdrawn; letter to Dana Ruiz drafted" in on.message
        assert case_of(on.program, 1).round.why == "the pay"


@pytest.mark.parametrize(("key", "outcome"), [("a", Outcome.ACCEPTED), ("d", Outcome.DECLINED)])
async def test_an_offer_is_accepted_or_declined_in_the_same_menu(tmp_path: Path, key: str, outcome: Outcome) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("1", "o")
        assert "Accept the offer" not in on.screen()
        await on.press("o", "ctrl+s", "o")
        assert "Accept the offer" in on.screen()
        assert "They withdrew the offer" in on.screen()
        assert "an offer: its terms" not in on.screen()
        await on.press(key)
        assert f"Globex · Data Engineer: offer {outcome}" in on.message
        assert get(on.program, Interview, 2).outcome is outcome
        await on.press("o")
        assert "the offer" in on.screen()
        assert ("Accept the offer" in on.screen()) is (outcome is not Outcome.ACCEPTED)


async def test_a_defeat_is_turned_into_a_victory(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("5", "o", "r", "ctrl+s", "y", "o")
        assert "Invited after all: reopened as a new round at step 1" in on.screen()
        assert "rejected: what still pushes" not in on.screen()
        await on.press("i")
        assert "Acme · SRE: defeat turned into victory, round 2 opens at step 1" in on.message


async def test_another_role_there_takes_two_keys(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.edit(1, location="Berlin", people=["Dana Ruiz [hiring manager]"])
    async with shown(program) as on:
        await on.press("5", "o")
        assert "Another role here" not in on.screen()
        await on.press("r", "ctrl+s", "y", "o", "n")
        assert "Another role at Acme" in on.screen()
        await on.type("SRE lead")
        await on.press("ctrl+s")
        assert "came along: Dana Ruiz" in on.message
        second = every(program, Interview)[-1]
        assert (second.role, second.follows_id, second.location) == ("SRE lead", 1, "Berlin")
        await on.press("u")
        assert second not in every(program, Interview)


async def test_of_several_marked_nothing_is_asked(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    entries = len(journal(program))
    async with shown(program) as on:
        await on.press("h", "space", "space", "o", "r")
        assert on.app.screen is on.dashboard
        assert [i.id for i in every(program, Interview) if i.outcome is Outcome.REJECTED] == [1, 3]
        assert len(journal(program)) == entries + 1


async def test_names_are_never_markup(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.edit(1, company="[/x] [@click=app.quit]")
    async with shown(program) as on:
        await on.press("o", "r")
        assert "[/x] [@click=app.quit] · SRE: rejected" in on.screen()
