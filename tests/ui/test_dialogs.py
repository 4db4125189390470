"""Dialogs: a box in the middle that leaves the rest as it is, and what the mouse and the fields do in it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from interview_tui.domain.enums import Channel, Part
from interview_tui.domain.records import FollowUp, Interview, Involvement
from interview_tui.ui.dialogs.form import Field
from interview_tui.ui.dialogs.menu import Choice, Lines, Menu
from interview_tui.ui.dialogs.working import Working
from interview_tui.ui.frame import Frame
from interview_tui.ui.keys import Pane
from tests.programs import case_of, content, every, get
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.geometry import Region

    from tests.ui.dashboards import Shown


def box(on: Shown) -> Region:
    """Where the dialog is, with its rim."""
    region: Region = on.app.screen.query_one("#box").region
    return region


def outside(on: Shown, region: Region) -> Iterator[str]:
    """What stands on the screen beside a region."""
    for y, row in enumerate(on.screen().splitlines()):
        inside = region.y <= y < region.bottom
        yield row[: region.x].rstrip() + row[region.right :] if inside else row


async def click(on: Shown, text: str) -> None:
    """Clicks on the last line in which a text stands."""
    rows = on.screen().splitlines()
    y = max(y for y, row in enumerate(rows) if text in row)
    await on.pilot.click(offset=(rows[y].index(text), y))


def lit(on: Shown) -> list[Any]:
    return [frame for screen in on.app.screen_stack for frame in screen.query(Frame) if frame.lit]


@pytest.mark.parametrize(
    "size", [(80, 24), *(pytest.param(size, marks=pytest.mark.soak) for size in ((120, 40), (200, 55)))]
)
async def test_it_is_in_the_middle_and_all_beside_it_stays(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_morning(tmp_path), size) as on:
        before = on.screen()
        for key, most in (("o", 74), ("w", 74), ("a", 90), ("?", 74), (":", 90), ("P", 100)):
            await on.press(key)
            region, frame = box(on), on.app.screen.query_one(Frame).region
            assert frame.width == min(most, size[0] - 2), key
            assert abs(region.x - (size[0] - region.right)) <= 1, key
            assert abs(region.y - (size[1] - region.bottom)) <= 1, key
            beside = list(outside(on, region))
            await on.press("escape")
            assert on.screen() == before, key
            assert beside == list(outside(on, region)), key


async def test_one_frame_is_lit_that_of_the_dialog_while_there_is_one(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), (120, 40)) as on:
        board = on.dashboard
        assert lit(on) == [board.frames[board.selection.active]]
        await on.press("o")
        assert lit(on) == [on.app.screen.query_one(Frame)]
        await on.press("escape")
        assert lit(on) == [board.frames[board.selection.active]]
        await Menu("Where?", [Choice("n", "notes", lambda: board.go(Pane.NOTES))]).open(on.app)
        await on.press("n")
        assert lit(on) == [board.frames[Pane.NOTES]]


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_where_there_is_little_room_the_cursor_is_in_view_and_a_refusal_is_said(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with shown(a_morning(tmp_path), size) as on:
        await on.press("o")
        for _ in range(5):
            assert "▌" in on.screen()
            await on.press("down")
        assert "esc" in on.screen()
        await on.press("enter")
        assert on.app.screen is on.dashboard
        await on.press("h", "a", "ctrl+s")
        assert "an interview" in on.screen()
        await on.press("tab", *"SRE")
        assert "SRE" in on.screen()


async def test_a_long_title_stands_whole_below_the_edge(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        title = "A title that is longer than the edge of any frame of seventy-four cells can be, and then some more"
        await Menu(title, []).open(on.app)
        await on.pilot.pause()
        assert on.dialog_lines()[0] == ""
        assert title in on.dialog()


class TestTheMouse:
    async def test_a_click_on_a_choice_takes_it(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("h", "x")
            assert "▌ n No" in on.dialog()
            await click(on, "Yes")
            assert len(every(on.program, Interview)) == 2
            before = content(on.program)
            await on.press("x")
            await click(on, "Close")
            assert on.app.screen is on.dashboard
            assert content(on.program) == before

    async def test_a_click_beside_it_closes_it(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (120, 40)) as on:
            for key in ("o", ":", "?", "P", "a", "w"):
                await on.press(key)
                x, y = box(on).offset
                await on.pilot.click(offset=(x + 2, y))
                assert on.app.screen is not on.dashboard, key
                await on.pilot.click(offset=(x - 1, y))
                assert on.app.screen is on.dashboard, key

    async def test_a_click_beside_it_never_drops_what_was_typed(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (120, 40)) as on:
            await on.press("a", *"ring them")
            for _ in range(3):
                await on.pilot.click(offset=(0, 0))
                assert "ring them" in on.dialog()
                assert "esc again discards what you typed" in on.dialog()
            await on.press("escape")
            assert on.app.screen is on.dashboard

    async def test_a_click_beside_work_does_not_stop_it(self, tmp_path: Path) -> None:
        may_end = Event()
        async with shown(a_morning(tmp_path), (120, 40)) as on:
            done: list[bool] = []
            await Working("Working", lambda _: may_end.wait(), done.append, words="{} rows").open(on.app)
            await on.pilot.click(offset=(0, 0))
            assert on.app.screen is not on.dashboard
            may_end.set()
            while on.app.screen is not on.dashboard:
                await on.pilot.pause()
            assert done == [True]

    async def test_the_wheel_moves_the_actions_and_a_click_does_one(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (120, 40)) as on:
            await on.press(":")
            lines = on.app.screen.query_one("#actions", Lines)
            for _ in range(3):
                lines.post_message(events.MouseScrollDown(None, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False))
            await on.pilot.pause()
            assert "↑" in on.screen().splitlines()[on.app.screen.query_one(Frame).region.bottom - 1]
            await on.press(*"zoom")
            await click(on, "Zoom ")
            assert on.app.screen is on.dashboard
            assert sum(bool(pane.display) for pane in on.dashboard.selection.panes.values())


class TestWhatIsOffered:
    def test_what_goes_on_with_a_text(self) -> None:
        field = Field("with", "With", offers=("Dana Ruiz", "Kim Lee", "Ruth Day"))
        assert field.likely("") == field.offers
        assert field.likely("ru") == ["Dana Ruiz", "Ruth Day"]
        assert field.likely("uiz") == []
        assert field.likely("kim lee") == (), "it stands there already"
        assert field.taken("ru", "Ruth Day") == "Ruth Day"
        several = Field("with", "With", offers=field.offers, parted=True)
        assert several.likely("Kim Lee; da") == ["Dana Ruiz", "Ruth Day"]
        assert several.taken("Kim Lee;da", "Dana Ruiz") == "Kim Lee; Dana Ruiz"
        assert Field("with", "With", offers=tuple("abcdefghi")).likely("") == ()
        assert Field("yes", "Yes", choices=("yes", "no")).likely("Yes") == ()

    @pytest.mark.parametrize("size", [(80, 24), (120, 40)])
    async def test_it_stands_between_its_field_and_the_next(self, tmp_path: Path, size: tuple[int, int]) -> None:
        async with shown(a_morning(tmp_path), size) as on:
            await on.press("a", "tab", "tab")
            first = [line.split()[0] for line in on.dialog_lines() if line.strip()]
            assert first[1:] == ["What", "When", "Who", "Dana", "Kim", "How", "enter"]
            await on.press("tab")
            first = [line.split()[0] for line in on.dialog_lines() if line.strip()]
            assert first[1:5] == ["What", "When", "Who", "How"]
            assert first[-1] == "enter"

    async def test_where_there_is_little_room_the_field_and_the_first_of_them_are_in_view(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (40, 12)) as on:
            await on.press("h", "a", "tab", "tab", "tab", "tab", "down")
            lines = on.dialog_lines()
            at = next(place for place, line in enumerate(lines) if line.strip().startswith("Plan"))
            assert lines[at + 1].strip().startswith("▌gentle")

    async def test_each_plan_says_what_it_brings(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("h", "a", "tab", "tab", "tab", "tab")
            assert "gentle check-ins after 10 and 21 days" in on.dialog()
            assert "standard check-ins after 7, 14 and 28 days (default)" in on.dialog()
            assert "one letter the value letter, no check-ins" in on.dialog()
            assert "none no value letter, no check-ins" in on.dialog()
            await on.press(*"bri")
            assert "bri brisk: check-ins after 5, 7, 14 and 28 days" in on.dialog()

    async def test_tab_takes_the_first_and_enter_the_one_that_was_chosen(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("a", *"ring", "tab", "tab", "d", "tab", "enter", "down", "down", "down", "enter")
            made = every(on.program, FollowUp)[-1]
            assert (made.text, made.person_id, made.channel) == ("ring", 1, list(Channel)[2])

    async def test_anything_else_may_be_written_and_enter_takes_nothing_unasked(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("h", "a", *"Hooli", "enter", *"CTO", "enter", "enter", *"Dan", "ctrl+s")
            assert get(on.program, Interview, 4).company == "Hooli"
            assert [person.name for person in case_of(on.program, 4).people.values()] == ["Dan"]

    async def test_a_part_is_chosen_from_its_list(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("p", "a", *"Pat Jones", "tab", "down", "down")
            assert "hiring manager" in on.screen()
            await click(on, "recruiter")
            await on.press("ctrl+s")
            assert every(on.program, Involvement)[-1].part is Part.RECRUITER

    async def test_past_its_ends_the_arrows_go_to_the_next_field(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("a", "down", "down", *["down"] * 3, *"pho", *["up"] * 3, *"ring", "ctrl+s")
            assert every(on.program, FollowUp)[-1].text == "ring"


async def test_ctrl_s_saves_also_a_single_line(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("w", *"+3d", "ctrl+s")
        assert get(on.program, FollowUp, DANA).due_day is not None
        assert on.message.startswith("Waits until Thu")


class TestHelp:
    async def test_it_is_short_at_first_and_whole_on_a_second_press(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("?")
            lines = [line for line in on.dialog_lines() if line]
            assert len(lines) <= 17
            assert "m Write it write the letter" in on.dialog()
            assert "? again shows all keys" in on.dialog()
            assert "The ten steps" not in on.dialog()
            await on.press("?")
            assert "Keys in Follow-ups" in on.dialog()
            await on.press("G")
            assert "Ford R. Myers" in on.dialog()
            await on.press("?")
            assert on.app.screen is on.dashboard

    async def test_it_has_the_words_of_the_key_line(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (120, 130)) as on:
            for going, said in (("", "m Write it: "), ("l", "x Remove: delete the note"), ("h", "m Write: ")):
                await on.press(*going, "?", "?")
                assert said in on.dialog(), going
                await on.press("escape", *(going and "escape",) if going else ())

    async def test_no_key_is_listed_that_means_something_else_here(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), (120, 130)) as on:
            for opened, other in (("c", "h ← Pane"), ("v", "1 Step 1"), ("T", "x Close"), ("m", "e Edit: edit what")):
                await on.press(opened, *("words", "enter") if opened == "m" and "say" in on.screen() else ())
                await on.press("?", "?")
                assert "Moving" in on.dialog()
                assert other not in on.dialog(), opened
                await on.press("escape", "escape")
                await on.again()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_find_takes_the_last_two_lines_whole_and_nothing_else(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_morning(tmp_path), size) as on:
        before = on.screen().splitlines()
        await on.press("/")
        rows = on.screen().splitlines()
        assert rows[:-2] == before[:-2]
        assert rows[-2] == " Find  type to filter: words, step:5-8, outcome:running, due:today"[: size[0] - 1]
        assert rows[-1] == " enter keeps · esc clears"


async def test_a_line_that_enter_takes_by_its_own_key_says_so_once(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await Menu("Who?", [Choice("", "pass", lambda: None, "enter"), Choice("y", "yes", lambda: None)]).open(on.app)
        await on.pilot.pause()
        assert on.dialog().count("enter") == 1
        await on.press("down")
        assert any(line.split()[-1] == "enter" and "Yes" in line for line in on.dialog_lines() if line.strip())


async def test_a_value_is_not_said_again_beside_it_but_what_it_is_for(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("p", "e")
        [line] = [line for line in on.dialog_lines() if line.strip().startswith("Sensitive")]
        assert line.split() == ["Sensitive", "no", "yes", "or", "no:", "to", "be", "asked", "with", "care"]
        await on.press("escape", "escape", "j", "e", "tab", "tab", *["backspace"] * 9, "p")
        [line] = [line for line in on.dialog_lines() if line.strip().startswith("How")]
        assert line.split() == ["How", "p", "phone"]
