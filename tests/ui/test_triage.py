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

    from tests.ui.dashboards import Shown


def time_of(program: ProgramOnATable) -> MeetingTime:
    meeting = case_of(program, 1).meeting
    return MeetingTime(starts=meeting.starts, ends=meeting.ends, zone=meeting.zone)


def place(on: Shown) -> tuple[str, str]:
    """Whose follow-up it is, and which of how many."""
    title = on.lines("PageTitle")[0].rstrip(" ━─").strip()
    left, _, right = title.rpartition("  ")
    return left.strip(), right


def bottom(on: Shown) -> str:
    """The bottom line of the frame round the case."""
    return on.lines("#frame-case")[-1]


async def test_ten_that_only_need_done_take_eleven_keys(tmp_path: Path) -> None:
    program = a_program(tmp_path)
    program.interviews.add("Acme", "SRE")
    for number in range(10):
        program.follow_ups.add(1, f"Errand {number}", when(program, "today"))
    async with shown(program, size=(80, 24)) as on:
        await on.press("T", *"d" * 10)
        assert all(f.state is Settled.DONE for f in every(program, FollowUp))
        assert "all 10 seen" in on.lines("PageTitle")[0]
        assert "Triage: 10 done" in on.screen()
        await on.press("escape")
        assert on.app.screen is on.dashboard
        assert on.message == "Triage: 10 done"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_one_needs_is_in_view(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_morning(tmp_path), size=size) as on:
        await on.press("T")
        assert place(on) == ("Triage · Acme · SRE", "1 of 5")
        assert "─ Thank Dana Ruiz ─" in on.screen()
        case = on.text("#case")
        for text in (
            "3 days late · by email · within 24 hours of the meeting (Thu 19 Nov)",
            "Dana Ruiz, VP Operations",
            "dana@acme.example",
            "5 Thank promptly · round 1",
            "No touch yet",
            "Release approvals take nine days",
            "“We need someone to calm the release train”",
            "You: send the case study by Fri 20 Nov",
            "Dana Ruiz: call with the panel's dates by Wed 2 Dec",
        ):
            assert text in case, text


async def test_who_said_it_does_not_stand_alone_on_a_line(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    words = "Our copy reads as though it had been written by all of us, as it was"
    program.notes.capture(1, f'" {words} (Kim Lee)')
    async with shown(program) as on:
        await on.press("T")
        assert f"“{words}” · Kim" in on.text("#case")
        assert not [line for line in on.lines("#case") if line.strip() in ("Kim", "· Kim")]


async def test_where_there_is_room_the_letter_and_the_notes_stand_beside_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("T")
        assert "Hi Dana," not in on.screen()
        assert "What keeps releases slow?" not in on.screen()
        await on.pilot.resize_terminal(120, 40)
        assert "╭─ Letter ─" in on.screen()
        assert "─ preview ─╮" in on.screen()
        assert "Hi Dana," in on.text("#triage-letter")
        assert "╭─ Notes ─" in on.screen()
        assert "What keeps releases slow?" in on.text("#notes")
        await on.press("n", "n")  # of Bill Lum nothing is written down that a letter could quote
        assert "It waits for a quote of Bill Lum" in on.text("#triage-letter")
        assert "─ not possible yet ─╮" in on.screen()
        await on.press("n", "n")  # to prepare a meeting takes no letter
        assert "╭─ Letter ─" not in on.screen()
        assert "╭─ Notes ─" in on.screen()
        await on.press("n")
        assert "╭─ Notes ─" not in on.screen()
        assert on.app.screen.query_one("#frame-case").region.width == 120


async def test_the_bottom_of_its_frame_says_what_comes_next_and_how_much_is_out_of_view(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(80, 12)) as on:
        await on.press("T")
        assert bottom(on).startswith("╰─ then Thank Kim Lee · Acme ─")
        assert bottom(on).endswith(" more ─╯")
        await on.press("n", "n", "n", "n")
        assert "then" not in bottom(on)


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
        assert "Keys in Triage" in on.dialog()
        await on.press("escape")
        program.clock.set("2026-11-24T12:00:00+01:00")
        await on.press("escape", "T")
        assert "Write up the meeting" in on.screen()
        assert "Hall 3" in on.screen()


async def test_of_a_letter_that_was_not_sent_it_asks_first(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("T", "d", "enter", "d", "e", "escape")
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert place(on)[1] == "2 of 5"


async def test_wait_skip_leave_and_undo(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        before = content(program)
        await on.press("T", "w", *"+2d", "enter", "x", "n", "d", "d", "n")
        assert "Triage: 1 done, 1 put off, 1 skipped, 2 left" in on.screen()
        assert get(program, FollowUp, DANA).due_day is not None
        await on.press("u", "u", "u", "u", "u")
        assert place(on)[1] == "1 of 5"
        assert content(program) == before
        await on.press("u")
        assert on.message == "Nothing was settled here yet"


async def test_with_nothing_due_it_says_so(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as on:
        await on.press("T", "d", "w", "x", "n")
        assert "Nothing is overdue or due today" in on.screen()


async def test_the_letter_is_written_from_here_and_settles_its_follow_up(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("T", "m", "escape")
        assert place(on)[1] == "1 of 5"
        await on.press("m", "d", "e", "escape")
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert place(on)[1] == "2 of 5"
        assert on.message.startswith("Done: Thank Dana Ruiz · Acme")
        await on.press("u")
        assert get(program, FollowUp, DANA).state is Settled.OPEN
