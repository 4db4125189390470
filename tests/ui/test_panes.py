"""The three panes follow one another, keep their place, and keep their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.domain.enums import Ref, Settled
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.ui.keys import Pane
from tests.programs import a_program, content, every, get, when
from tests.ui.dashboards import DANA, KIM, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

WIDE, NARROW = (120, 40), (80, 24)


class TestFollowing:
    @pytest.mark.parametrize("size", [WIDE, NARROW])
    async def test_whichever_pane_leads_the_others_go_along(self, tmp_path: Path, size: tuple[int, int]) -> None:
        async with shown(a_morning(tmp_path), size=size) as on:
            for key in "jjjjjjkkkk":
                await on.press(key)
                interview, follow_up, notes = on.selected()
                assert follow_up is not None
                assert interview == notes == get(on.program, FollowUp, follow_up.id).interview_id
            await on.press("g", "l")
            for key, expected in (("g", 2), ("j", 1), ("j", 3)):
                await on.press(key)
                interview, follow_up, notes = on.selected()
                assert follow_up is not None
                assert interview == notes == get(on.program, FollowUp, follow_up.id).interview_id == expected
            await on.press("l")
            before = on.selected()
            await on.press("j", "j", "G", "g")
            assert on.selected() == before

    async def test_an_interview_that_owes_nothing_has_no_line_to_stand_on_and_d_says_so(self, tmp_path: Path) -> None:
        program = a_morning(tmp_path)
        program.interviews.add("Hooli", "CTO")
        before = content(program)
        async with shown(program) as on:
            await on.press("1", "j", "d")
            interview, _, notes = on.selected()
            assert interview == notes == 4
            assert on.message == "Nothing is owed to Hooli · CTO"
            assert content(program) == before


class TestTheCursorStaysOnItsRecord:
    async def test_over_what_another_session_adds_and_removes_before_it(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("j")
            assert on.selected()[1] == Ref("f", KIM)
            other = a_program(tmp_path)
            other.follow_ups.add(2, "Older", when(other, "2026-11-01"))
            other.follow_ups.done([DANA])
            on.dashboard.refresh_now()
            await on.press()
            assert "Older" in on.screen()
            assert on.selected()[1] == Ref("f", KIM)
            other.follow_ups.done([KIM])
            other.store.close()
            on.dashboard.refresh_now()
            await on.press("d")
            assert get(on.program, FollowUp, KIM).state is Settled.DONE
            assert "Thank Bill Lum · Initech, Fri 20 Nov 17:00" in on.screen()

    async def test_over_midnight_and_over_being_moved_to_another_step(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            await on.press("7")
            on.program.clock.set("2026-11-24T00:00:01+01:00")
            on.dashboard.refresh_now()
            await on.press("]", "]")
            assert on.selected()[0] == 3
            await on.press("u")
            assert on.selected()[0] == 3

    async def test_over_a_filter_also_one_that_finds_nothing(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path)) as on:
            for keys in ("j", "7", "h j"):
                await on.press(*keys.split())
                before = on.selected(), on.dashboard.notes.record
                await on.press("/", *"i")
                await on.press(*"zzz")
                assert on.dashboard.selection.pane.current is None
                await on.press("escape")
                assert (on.selected(), on.dashboard.notes.record) == before
                await on.again()

    async def test_a_filter_of_one_pane_is_not_one_of_the_others(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=WIDE) as on:
            await on.press("7", "/", *"init", "enter")
            assert "Pipeline (1) /init" in on.screen()
            assert "Thank Dana Ruiz" in on.screen()
            await on.press("l", "/", *"bill", "enter")
            assert "Notes /bill" in on.screen()
            assert " Follow-ups (4 late)\n" in on.screen()
            assert "Pipeline (1) /init" in on.screen()
            await on.press("1")
            assert on.message == "Nobody stands at step 1 Set the stage"


async def test_while_a_question_is_open_nothing_moves_beneath_it(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as on:
        await on.press("w", *"+3")
        other = a_program(tmp_path)
        other.follow_ups.done([DANA])
        before = content(other)
        other.store.close()
        on.dashboard.refresh_now()
        await on.press("d", "enter")
        assert "+3d" in on.screen()
        assert "is done already" in on.screen()
        assert content(program) == before
        await on.press("escape")
        on.dashboard.refresh_now()
        await on.press()
        assert on.selected()[1] == Ref("f", KIM)


class TestColumns:
    NAMES = (
        "白樺電機株式会社",
        "👩‍👩‍👧‍👦 Family 🇩🇪 Ltd",
        "شركة الأمل",
        "Zoe\u0308 e\u0301t Cie",
        "[/x] [b]Acme[/b]",
        "Acme & " + "a very long name indeed, " * 12,
    )

    async def test_columns_and_dates_stand_under_one_another_whatever_the_names(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        for name in self.NAMES:
            program.interviews.add(name, "SRE", meeting=when(program, "tomorrow 14:00"), people=[name])
        async with shown(program, size=WIDE) as on:
            strips = on.app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {WIDE[0]}
            left, right = on.dashboard.follow_ups.region.x, on.dashboard.pipeline.region.right
            due = [row for row in strips if row.crop(left + 2, left + 14).text == "today       "]
            assert len(due) == len(self.NAMES)
            assert {row.crop(left + 14, left + 34).text for row in due} == {" Prepare the meeting"}
            listed = [row for row in strips if row.crop(right - 7, right - 1).text == " today"]
            assert len(listed) == len(self.NAMES)
            assert {row.crop(right - 1, right).text for row in listed} == {" "}
            assert "[/x] [b]Acme[/b]" in on.screen()


class TestSizes:
    @pytest.mark.parametrize("size", [(1, 1), (40, 10), (300, 100)])
    async def test_all_actions_work_at_any_size(self, tmp_path: Path, size: tuple[int, int]) -> None:
        program = a_morning(tmp_path)
        async with shown(program, size=size) as on:
            await on.press("d", "d", "j", "w", "enter", "h", "a", *"! New", "enter", "enter", "1", "]", "]")
            await on.press("?", "escape", "T", "escape", ":", "escape", "/", "x", "escape", "o", "escape", "z", "z")
            assert on.app.screen is on.dashboard
            assert get(program, FollowUp, DANA).state is Settled.DONE
            assert {strip.cell_length for strip in on.app.screen._compositor.render_strips()} == {size[0]}

    async def test_the_narrow_ones_show_one_pane_and_the_tabs_of_all(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=NARROW) as on:
            for title in ("[Follow-ups (4 late)]", "[Pipeline (3)]", "[Notes]"):
                assert title in on.screen()
                await on.press("l")

    async def test_two_stand_side_by_side_and_three_where_there_is_room(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=(110, 30)) as on:

            def titles() -> list[str]:
                return on.screen().splitlines()[1].split()

            assert titles() == ["Notes", "[Follow-ups", "(4", "late)]"]
            await on.press("1")
            assert titles() == ["[Pipeline", "(3)]", "Follow-ups", "(4", "late)"]
            await on.press("h")
            assert titles() == ["Pipeline", "(3)", "[Follow-ups", "(4", "late)]"]
            await on.pilot.resize_terminal(120, 30)
            await on.press("z")
            assert titles() == ["Pipeline", "(3)", "Notes", "[Follow-ups", "(4", "late)]"]
            await on.press("z")
            assert titles() == ["Pipeline", "(3)", "Notes", "[Follow-ups", "(4", "late)]"]

    async def test_where_it_is_tall_the_detail_stands_below_and_keeps_its_place(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=(80, 36)) as on:
            above = on.dashboard.detail.region
            for keys in ("j", "j", "1", "l"):
                await on.press(keys)
                assert on.dashboard.detail.region == above
                interview = get(on.program, Interview, on.selected()[0] or 0)
                assert on.screen().splitlines()[above.y].startswith(f" {interview.company} · {interview.role} · ")
                assert on.screen().splitlines()[above.y + 1].startswith(" Way      1")
            await on.pilot.resize_terminal(80, 35)
            await on.press()
            assert "\n Way      1" not in on.screen()
            assert "Way: 1" in on.screen()

    async def test_one_interview(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE")
        async with shown(program, size=WIDE) as on:
            assert "Pipeline (1)" in on.screen()
            await on.press(*"jkGg", "h", *"jkGg", "h", *"jkGg", "space", "d")
            assert on.message == "Nothing is owed to Acme · SRE"
            assert every(program, FollowUp) == ()


async def test_the_mouse_selects_and_a_double_click_opens(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=WIDE) as on:
        places = []
        for pane, offset, times in (("#pipeline", (8, 9), 1), ("#follow-ups", (8, 1), 2)):
            await on.pilot.click(pane, offset=offset, times=times)
            await on.press()
            places.append((on.dashboard.selection.active, on.selected()[0], on.selected()[2]))
        assert places == [(Pane.PIPELINE, 3, 3), (Pane.NOTES, 1, 1)]


async def test_a_note_on_an_interview_that_the_filter_hides_stays_with_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("h", "h")
        await it.press("slash")
        await it.type("globex")
        await it.press("enter", "h", "g")  # the follow-ups, where Acme's still stand
        assert it.selected()[2] == 1
        await it.press("enter", "a")
        await it.type("! Nights are quiet")
        await it.press("enter", "enter")
        assert it.selected()[2] == 1
        assert "Nights are quiet" in it.screen()


async def test_compact_is_one_line_for_each_follow_up(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('density = "compact"\n')
    async with shown(a_morning(tmp_path), size=NARROW) as on:
        assert "within 24 hours" not in on.screen()
        first = on.screen().splitlines()[3]
        assert first.startswith("▌ 3 days late  Thank Dana Ruiz · Acme")
        await on.press("j")
        assert on.selected()[1] == Ref("f", KIM)
        await on.pilot.resize_terminal(250, 40)
        await on.press("z")
        assert "within 24 hours" in on.screen()
