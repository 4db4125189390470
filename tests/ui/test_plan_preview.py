"""The whole follow-up plan is shown with its dates, and accepted or changed, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Plan
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.ui.dialogs.interview import GuestReader
from interview_tui.ui.dialogs.plan import PlanPreview, check_ins
from tests.programs import a_program, case_of, content, every, follow_up, get, journal, owed
from tests.scenario import acme
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

BOOKING = ["a", *"Hooli", "enter", *"CTO", "enter", *"fri", "space", *"9:00", "enter"]
"""Adds an interview by the form, up to the people; today is Monday 23 November."""


def plan_lines(on: Shown) -> list[str]:
    """The lines of the preview between the plans and the keys."""
    lines = [" ".join(line.split()) for line in on.dialog_lines()]
    first = next(place for place, line in enumerate(lines) if line.startswith("g gentle"))
    last = next(place for place, line in enumerate(lines) if line.startswith("enter accepts"))
    return [line for line in lines[first + 2 : last] if line]


class TestBooking:
    async def test_the_whole_plan_is_shown_and_changed_before_anything_is_written(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path), (96, 30)) as on:
            before = content(on.program)
            await on.press(*BOOKING, *"Gavin", "space", *"Belson", ";", *"Kim", "ctrl+s")
            assert "The follow-up plan of Hooli · CTO" in on.screen()
            assert plan_lines(on) == [
                "Thu Prepare for the meeting working day before the meeting",
                "Fri 11:00 Write up the meeting within 1 hour of the meeting's end",
                "Mon 30 Nov Thank Gavin Belson within 24 hours of the meeting",
                "Mon 30 Nov Thank Kim within 24 hours of the meeting",
                "Wed 2 Dec Value letter (Gavin Belson) 3 working days after the meeting",
                "Wed 9 Dec Check in (Gavin Belson) 1/3, value letter + 7 days",
                "Wed 23 Dec Check in (Gavin Belson) 2/3, last contact + 14 days",
                "Wed 20 Jan 2027 Check in (Gavin Belson) 3/3, last contact + 28 days",
            ]
            for key, days, number in (("g", "10 and 21", 2), ("b", "5, 7, 14 and 28", 4), ("s", "7, 14 and 28", 3)):
                await on.press(key)
                assert f"check-ins after {days} days" in on.screen()
                assert sum("Check in" in line for line in plan_lines(on)) == number
            await on.press("l")
            assert "l one letter" in on.screen()
            assert [line.split(" ", 1)[1] for line in plan_lines(on) if "Check in" in line or "letter" in line] == [
                "2 Dec Value letter (Gavin Belson) 3 working days after the meeting"
            ]
            await on.press("n")
            assert "no check-ins" in on.screen()
            assert not any("Check in" in line for line in plan_lines(on))
            assert content(on.program) == before

    async def test_accepting_adds_it_with_the_plan_as_one_change(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press(*BOOKING, *"Kim", "ctrl+s", "b", "enter")
            assert on.app.screen is on.dashboard
            case = case_of(on.program, 1)
            assert (case.name, case.interview.plan) == ("Hooli · CTO", Plan.BRISK)
            assert on.message.startswith("Planned: Prepare for the meeting (Thu), Write up the meeting (Fri 11:00), ")
            assert len(journal(on.program)) == 1
            assert [item.text for item in on.program.interviews.owed(1) if "plan" in item.text] == []
            await on.press("h", *BOOKING, "ctrl+s", "l", "enter")
            assert get(on.program, Interview, 2).plan is Plan.ONE_LETTER
            await on.press("e")
            assert "Plan one letter" in on.dialog()

    async def test_esc_comes_back_to_what_was_typed(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press(*BOOKING, *"Kim", "space", *"Lee", "ctrl+s", "escape")
            screen = on.screen()
            assert all(text in screen for text in ("Add an interview", "Hooli", "CTO", "fri 9:00", "Kim Lee"))
            await on.press("escape")
            assert "esc again discards what you typed" in on.screen()
            await on.press(*"!", "ctrl+s", "enter")
            case = case_of(on.program, 1)
            assert [person.name for person in case.people.values()] == ["Kim Lee!"]
            assert case.interview.plan is Plan.STANDARD  # without a word

    async def test_without_a_meeting_there_is_nothing_to_show(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press("a", *"Hooli", "ctrl+s")
            assert on.message.startswith("Added Hooli")
            assert on.app.screen is on.dashboard

    async def test_what_cannot_be_is_said_in_the_form(self, tmp_path: Path) -> None:
        async with shown(a_program(tmp_path)) as on:
            await on.press("a")
            for keys, said in (
                (["enter", "enter", *"fri", "space", *"9:00"], "an interview needs a company"),
                (["up", "up", "X", "down", "down", "ctrl+u", *"fri"], "a meeting needs a time"),
                (["ctrl+u", *"soonish"], "soonish"),
                (["ctrl+u", *"fri", "space", *"9:00", "enter", ","], "a person needs a name"),
                (["ctrl+u", "enter", "q"], "is not a follow-up plan"),
            ):
                await on.press(*keys, "ctrl+s")
                assert said in on.screen()
                assert not isinstance(on.app.screen, PlanPreview)
            assert every(on.program, Interview) == ()


class TestMovingAMeeting:
    async def test_the_plan_is_shown_as_it_moves(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (96, 30)) as on:
            before = content(on.program)
            await on.press("1", "e", *"fri", "space", *"9:00", "ctrl+s")
            assert plan_lines(on)[:2] == [
                "Thu Prepare for the meeting working day before the meeting",
                "Fri 11:00 Write up the meeting within 1 hour of the meeting's end",
            ]
            assert content(on.program) == before
            await on.press("enter")
            assert ("Prepare for the meeting", "2026-11-26") in owed(on.program)
            assert get(on.program, Interview, 2).plan is Plan.GENTLE
            assert on.message.startswith("Edited Globex · Data Engineer; meeting: Fri 27 Nov 2026, 09:00")

    async def test_a_change_of_plan_goes_along(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            entries = len(journal(on.program))
            await on.press("1", "e", "up", "up", "end", "X", "ctrl+s")  # what does not touch the time is saved at once
            assert get(on.program, Interview, 2).company == "GlobexX"
            await on.press("e", "up", "up", "end", "Y", "enter", "enter", "ctrl+u", *"fri", "space", *"9:00")
            await on.press("ctrl+s", "n", "enter")
            interview = get(on.program, Interview, 2)
            assert (interview.company, interview.plan) == ("GlobexXY", Plan.NONE)
            assert len(journal(on.program)) == entries + 2


class TestChoosing:
    async def test_the_plan_of_an_interview_is_shown_and_another_accepted(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("7", "P")
            assert "The follow-up plan of Initech · Architect" in on.screen()
            assert len([line for line in plan_lines(on) if "Check in" in line]) == 3
            await on.press("g")
            foretold = [line for line in plan_lines(on) if "Check in" in line]
            await on.press("enter")
            assert get(on.program, Interview, 3).plan is Plan.GENTLE
            assert on.message.startswith("Edited Initech · Architect: plan; moved: Check in (Fri 4 Dec)")
            await on.press("P")
            assert [line for line in plan_lines(on) if "Check in" in line] == foretold
            assert len(foretold) == 2

    async def test_the_same_one_or_esc_changes_nothing(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            before = content(on.program)
            await on.press("1", "P", "enter")
            assert on.message == "The follow-up plan of Globex · Data Engineer stays gentle"
            await on.press("P", "b", "escape")
            assert len(on.app.screen_stack) == 1
            assert content(on.program) == before
            await on.press("P", "b")
            on.program.interviews.edit(2, note="changed by another session")
            await on.press("enter")
            assert isinstance(on.app.screen, PlanPreview)  # it is said, and nothing is overwritten
            assert get(on.program, Interview, 2).plan is Plan.GENTLE


async def test_what_the_user_wrote_is_never_markup(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as on:
        await on.press("a", *"[/x]", "enter", "enter", *"fri", "space", *"9:00", "enter", *"[b]", "ctrl+s")
        assert "The follow-up plan of [/x]" in on.screen()
        assert any("Thank [b]" in line for line in plan_lines(on))
        await on.press("enter")
        assert follow_up(on.program, "Prepare for the meeting") in every(on.program, FollowUp)


def test_a_cadence_in_words(tmp_path: Path) -> None:
    cadences = a_program(tmp_path).cadences
    assert [check_ins(cadences.of(plan)) for plan in Plan] == [
        "check-ins after 10 and 21 days",
        "check-ins after 7, 14 and 28 days",
        "check-ins after 5, 7, 14 and 28 days",
        "no check-ins",
        "no check-ins",
    ]


async def test_at_80_columns_no_reason_is_cut(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as on:
        await on.press(*BOOKING, *"Gavin", "space", *"Belson", "ctrl+s")
        assert plan_lines(on) == [
            "Thu Prepare for the meeting meeting Fri 09:00",
            "Fri 11:00 Write up the meeting 1 h after the meeting",
            "Mon 30 Nov Thank Gavin Belson within 24 h of Fri 27 Nov",
            "Wed 2 Dec Value letter (Gavin Belson) 3 days after Fri 27 Nov",
            "Wed 9 Dec Check in (Gavin Belson) 1/3, value letter + 7 days",
            "Wed 23 Dec Check in (Gavin Belson) 2/3, last contact + 14 d",
            "Wed 20 Jan 2027 Check in (Gavin Belson) 3/3, last contact + 28 d",
        ]


@pytest.mark.parametrize(
    ("typed", "people", "said"),
    [
        ("Dana Ruiz", ["Dana Ruiz"], "Dana Ruiz"),
        ("Dana Ruiz, Kim Lee", ["Dana Ruiz", "Kim Lee"], "2 people: Dana Ruiz, Kim Lee"),
        ("Dana Ruiz, VP Operations", ["Dana Ruiz, VP Operations"], "Dana Ruiz (title: VP Operations)"),
        ("Dana Ruiz, CTO, Kim Lee", ["Dana Ruiz, CTO", "Kim Lee"], "2 people: Dana Ruiz (title: CTO), Kim Lee"),
        ("Dana Ruiz, lead of data", ["Dana Ruiz, lead of data"], "Dana Ruiz (title: lead of data)"),
        ("Dana <d@a.example>, Kim Lee <k@a.example>", ["Dana <d@a.example>", "Kim Lee <k@a.example>"],
         "2 people: Dana, Kim Lee"),
        ("Ana Li; Kim Lee [recruiter]", ["Ana Li", "Kim Lee [recruiter]"], "2 people: Ana Li, Kim Lee"),
        ("Ruiz\\, Dana Maria", ["Ruiz\\, Dana Maria"], "Ruiz, Dana Maria"),
        ("Jo Fox, Blue Water", ["Jo Fox, Blue Water"], "Jo Fox (title: Blue Water)"),  # who is known so
    ],
)  # fmt: skip
def test_who_is_understood_of_what_is_typed(tmp_path: Path, typed: str, people: list[str], said: str) -> None:
    program = acme("Jo Fox, Blue Water").on(tmp_path)
    guests = GuestReader(program)
    assert guests.read(typed) == people
    assert guests.said(typed) == said
