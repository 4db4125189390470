"""Meetings by keys: a further one, another time, cancelled, not held; notes go into the one with the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import MeetingState, Plan
from interview_tui.domain.records import Interview, Meeting, Need
from interview_tui.services.meetings import meeting_time
from interview_tui.ui.dialogs.plan import PlanPreview
from interview_tui.ui.keys import Pane
from tests.programs import ProgramOnATable, a_program, content, every, get, journal, made_once, owed, when
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

FURTHER = (
    "M",
    *"fri 10:00-11:30".replace(" ", "\0"),
    "enter",
    *"Bob Ray".replace(" ", "\0"),
    "enter",
    *"Room 4",
    "enter",
)


def keys(*pressed: str) -> list[str]:
    return ["space" if key in ("\0", " ") else key for key in pressed]


@made_once
def two_of_a_day(folder: Path) -> ProgramOnATable:
    """Tuesday 24 November, 17:00: Acme (i1) met me twice, at 10:00 with Dana Ruiz and at 15:00 with Kim Lee."""
    program = a_program(folder)
    program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 10:00"), people=["Dana Ruiz"])
    later = meeting_time(when(program, "tomorrow 15:00-16:00"))
    assert later is not None
    program.meetings.add(1, later, people=["Kim Lee"])
    program.clock.set("2026-11-24T17:00:00+01:00")
    return program


class TestAFurtherOne:
    async def test_its_plan_is_shown_before_it_is_booked(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            before, entries = content(on.program), len(journal(on.program))
            await on.press(*keys(*FURTHER))
            assert isinstance(on.app.screen, PlanPreview)
            assert "Thank Bob Ray" in on.screen()
            assert content(on.program) == before
            await on.press("enter")
            booked = every(on.program, Meeting)[-1]
            assert (booked.round_id, booked.place) == (1, "Room 4")
            assert booked.starts is not None
            assert booked.ends is not None
            assert (booked.ends - booked.starts).total_seconds() == 90 * 60
            assert on.message.startswith(
                "Planned: Prepare for the meeting (Thu), Write up the meeting (Fri 12:30), Thank"
            )
            assert len(journal(on.program)) == entries + 1
            assert on.selected()[0] == 1

    async def test_the_first_one_takes_the_place_of_the_one_without_a_time(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Hooli", "CTO")
        async with shown(program) as on:
            await on.press(*keys("M", *"fri 10:00"), "ctrl+s", "enter")
            assert len(every(program, Meeting)) == 1
            assert ("Prepare for the meeting", "2026-11-26") in owed(program)

    async def test_without_a_time_it_stays_open_and_in_another_zone_both_clocks_are_said(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=(120, 30)) as on:
            await on.press("M", "ctrl+s")
            assert "when is it? For example next tue 14:00-15:30" in on.screen()
            await on.press(*keys(*"fri 10:00 Asia/Tokyo"))
            assert "Fri 27 Nov 2026 02:00 (10:00 Asia/Tokyo), in 4 days" in on.screen()


class TestThePlanOfIt:
    """It is shown, and enter accepts it: then it was looked at."""

    async def test_of_a_further_one_is_the_interviews_own(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
        assert "look at the follow-up plan" in owed_words(program)
        async with shown(program) as on:
            await on.press(*keys("M", *"fri 10:00"), "ctrl+s", "enter")
            assert get(program, Interview, 1).plan is Plan.STANDARD
            assert "look at the follow-up plan" not in owed_words(program)
            assert journal(program)[-1].startswith("Acme: Fri 27 Nov")

    async def test_of_one_that_is_moved_too(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00"))
        async with shown(program) as on:
            await on.press(*keys("h", "h", "M", "m", "ctrl+u", *"thu 9:00"), "ctrl+s", "g", "enter")
            assert get(program, Interview, 1).plan is Plan.GENTLE


def owed_words(program: ProgramOnATable) -> str:
    """What the step of i1 still owes."""
    return "; ".join(item.text for item in program.interviews.owed(1))


class TestOnItsLine:
    async def test_the_same_key_moves_it(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "h", "M")  # the notes of Globex: its meeting is tomorrow
            assert "The meeting of Globex · Data Engineer, tomorrow 10:00" in on.screen()
            await on.press(*keys("m", "ctrl+u", *"fri 9:00"), "ctrl+s", "enter")
            (moved,) = (m for m in every(on.program, Meeting) if m.round_id == 2)
            assert moved.starts is not None
            assert on.program.calendar.local(moved.starts).isoformat() == "2026-11-27T09:00:00+01:00"
            assert "moved: Prepare for the meeting (Thu)" in on.message

    async def test_moved_without_an_end_it_lasts_as_long_as_before(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE", meeting=when(program, "tomorrow 14:00-15:30"))
        async with shown(program) as on:
            await on.press("h", "h", "M")
            assert "The meeting of Acme · SRE, tomorrow 14:00" in on.screen()
            await on.press(*keys("m", "ctrl+u", *"thu 9:00"), "ctrl+s")
            assert "Write up the meeting" in on.screen()
            await on.press("enter")
            (moved,) = every(program, Meeting)
            assert (moved.starts, moved.ends) == (when(program, "thu 9:00").at, when(program, "thu 10:30").at)

    async def test_how_long_the_way_is_says_when_to_leave(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("1", "h", "M", "t", *"1h20")
            assert "80 minutes; you leave in time to be there 10 minutes early" in on.dialog()
            await on.press("enter")
            assert "; leave by 08:30 · u undoes" in on.message
            assert "leave by 08:30" in on.screen()
            assert [m.travel for m in every(on.program, Meeting) if m.round_id == 2] == [80]
            await on.press("u")
            assert [m.travel for m in every(on.program, Meeting) if m.round_id == 2] == [0]

    @pytest.mark.parametrize(("go_there", "key", "state"), [("1h", "c", "cancelled"), ("lk", "n", "missed")])
    async def test_it_is_cancelled_or_was_not_held(self, tmp_path: Path, go_there: str, key: str, state: str) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press(*go_there, "M", key)
            assert [m.state for m in every(on.program, Meeting) if m.state is not MeetingState.PLANNED] == [state]
            assert on.message.startswith("Planned: Ask for a new date")

    async def test_enter_opens_the_same_menu_and_moved_to_where_it_is_nothing_changes(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        before = content(program)
        async with shown(program) as on:
            await on.press("l", "k", "d")
            assert on.message == "This is the meeting itself: M moves or cancels it"
            await on.press("enter")
            assert "Move it to another time" in on.screen()
            await on.press("m", "ctrl+s")
            assert on.app.screen is on.dashboard
        assert content(program) == before


class TestSeveralInARound:
    async def test_each_has_its_line_and_a_note_goes_where_the_cursor_is(self, tmp_path: Path) -> None:
        program = two_of_a_day(tmp_path)
        async with shown(program) as on:
            on.dashboard.selection.choose(1)
            on.dashboard.go(Pane.NOTES)
            await on.press()
            screen = on.screen()
            # The current one, the last without notes, comes first.
            assert screen.index("#   today 15:00") < screen.index("#   today 10:00")
            await on.press("G", "a")
            assert "Note for Acme · SRE, today 10:00" in on.screen()
            await on.type("! No backups")
            await on.press("enter", "enter")
            (need,) = every(program, Need)
            assert need.meeting_id == 1
            assert on.dashboard.notes.meeting is not None
            assert on.dashboard.notes.meeting.meeting.id == 1
            await on.press("j", "e", "end", "!", "enter")
            assert every(program, Need)[0].text == "No backups!"

    async def test_what_was_typed_for_another_meeting_is_taken_up_there(self, tmp_path: Path) -> None:
        program = two_of_a_day(tmp_path)
        async with shown(program) as on:
            on.dashboard.selection.choose(1)
            on.dashboard.go(Pane.NOTES)
            await on.press("G", "a", *"half")
            on.app.keep_typed()
            await on.press("ctrl+c")
            await on.press("g", "r", "t")
            assert "Note for Acme · SRE, today 10:00" in on.screen()
            assert "half" in on.screen()

    async def test_the_debrief_is_about_one_and_names_the_next(self, tmp_path: Path) -> None:
        program = two_of_a_day(tmp_path)
        async with shown(program) as on:
            await on.press("D")
            assert "Debrief 1 of 5, Acme, today 15:00 Was Kim Lee there?" in on.dialog()
            await on.press("y", "enter", *"Slow", "enter", "enter", "enter", "enter")
            assert "D debriefs the meeting of today 10:00" in on.message
            await on.press("D")
            assert "Debrief 1 of 5, Acme, today 10:00 Was Dana Ruiz there?" in on.dialog()


async def test_the_notes_of_a_cancelled_meeting_stay_readable(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.meetings.cancel(2)
    async with shown(program) as on:
        await on.press("1", "h")
        assert "#   tomorrow 10:00 · cancelled" in on.screen()
        assert on.selected()[2] == 2
