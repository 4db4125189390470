"""Triage: ten follow-ups in eleven keys, and what one needs to act on each in view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Settled
from interview_tui.domain.records import FollowUp
from interview_tui.services.meetings import MeetingTime
from tests.programs import ProgramOnATable, a_program, case_of, content, every, get, when
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


def time_of(program: ProgramOnATable) -> MeetingTime:
    meeting = case_of(program, 1).meeting
    return MeetingTime(starts=meeting.starts, ends=meeting.ends, zone=meeting.zone)


async def test_ten_that_only_need_done_take_eleven_keys(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    for number in range(10):
        program.follow_ups.add(1, f"Errand {number}", when(program, "today"))
    async with shown(program, size=(80, 24)) as on:
        await on.press("T", *"d" * 10)
        assert all(f.state is Settled.DONE for f in every(program, FollowUp))
        assert "Triage: all 10 seen" in on.screen()
        assert "Triage: 10 done" in on.screen()
        await on.press("escape")
        assert on.app.screen is on.dashboard
        assert on.message == "Triage: 10 done"


async def test_what_one_needs_is_in_view(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(80, 24)) as on:
        await on.press("T")
        screen = on.screen()
        for text in (
            "Triage 1 of 5 · Acme · SRE",
            "Thank Dana Ruiz",
            "3 days late · by email · within 24 hours of the meeting (Thu 19 Nov)",
            "Dana Ruiz · VP Operations · dana@acme.example",
            "No touch yet",
            "Release approvals take nine days",
            "“We need someone to calm the release train”",
            "I: send the case study by Fri 20 Nov",
            "Dana Ruiz: call with the panel's dates by Wed 2 Dec",
        ):
            assert text in screen, text


@pytest.mark.parametrize("size", [(80, 24), (200, 55)])
async def test_before_a_meeting_its_place_its_people_and_its_questions_are(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    program = a_program(tmp_path)
    people = ["Ann Lee, CTO <ann@globex.example>", "Bob Ray"]
    program.interviews.add("Globex", "DBA", meeting=when(program, "tomorrow 10:00-11:30"), people=people)
    program.interviews.edit(1, meeting=replace(time_of(program), place="Hall 3"))
    program.notes.capture(1, "? What keeps releases slow?")
    async with shown(program, size) as on:
        await on.press("T")
        page = on.screen()
        for text in (
            "10:00–11:30",
            "Hall 3",
            "Ann Lee · CTO · ann@globex.example",
            "Bob Ray",
            "What keeps releases slow?",
        ):
            assert text in page, text
        assert "in person" not in page
        await on.press("?")
        assert "Keys in triage" in on.screen()
        await on.press("?")
        program.clock.set("2026-11-24T12:00:00+01:00")
        await on.press("escape", "T")
        assert "Write the meeting down" in on.screen()
        assert "Hall 3" in on.screen()


async def test_of_a_letter_that_was_not_sent_it_asks_first(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("T", "d", "enter", "d", "e", "escape")
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert "Triage 2 of 5" in on.screen()


async def test_wait_skip_leave_and_undo(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        before = content(program)
        await on.press("T", "w", *"+2d", "enter", "x", "n", "d", "d", "n")
        assert "Triage: 1 done, 1 put off, 1 skipped, 2 left" in on.screen()
        assert get(program, FollowUp, DANA).due_day is not None
        await on.press("u", "u", "u", "u", "u")
        assert "Triage 1 of 5" in on.screen()
        assert content(program) == before
        await on.press("u")
        assert on.message == "Nothing was settled here yet"


async def test_with_nothing_due_it_says_so(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as on:
        await on.press("T", "d", "w", "x", "n")
        assert "Nothing is overdue and nothing is due today" in on.screen()


async def test_the_letter_is_written_from_here_and_settles_its_follow_up(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("T", "m", "escape")
        assert "Triage 1 of 5" in on.screen()
        await on.press("m", "d", "e", "escape")
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert "Triage 2 of 5" in on.screen()
        assert on.message.startswith("Done: Thank Dana Ruiz · Acme")
        await on.press("u")
        assert get(program, FollowUp, DANA).state is Settled.OPEN
