"""The three panes follow one another, keep their place, and keep their columns."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region, Size

from interview_tui.domain.enums import Ref, Settled
from interview_tui.domain.records import FollowUp, Interview, ref
from interview_tui.domain.steps import title
from interview_tui.store.queue import Queue
from interview_tui.ui.actions.destinations import destination
from interview_tui.ui.arrangement import CARD, WIDE_FROM, arranged, is_narrow
from interview_tui.ui.keys import Pane
from interview_tui.ui.panes.follow_ups import FollowUpLines
from interview_tui.wording import why_in_column
from tests.programs import a_program, content, every, get, when
from tests.ui.dashboards import DANA, KIM, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown

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
            await on.press("g", "h")
            for key, expected in (("g", 2), ("j", 1), ("j", 3)):
                await on.press(key)
                interview, follow_up, notes = on.selected()
                assert follow_up is not None
                assert interview == notes == get(on.program, FollowUp, follow_up.id).interview_id == expected
            await on.press("h")
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
            assert on.message == "Nothing to do for Hooli · CTO"
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
            for keys in ("j", "7", "l j"):
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
            assert "─ Pipeline 1 /init ─" in on.screen()
            assert "Thank         Dana Ruiz" in on.screen()
            await on.press("h", "/", *"bill", "enter")
            assert "─ Notes /bill ─" in on.screen()
            assert "─ Follow-ups 13 ─" in on.screen()
            assert "─ Pipeline 1 /init ─" in on.screen()
            await on.press("1")
            assert on.message == "No interview at step 1 Set the stage"


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
        assert "is already done" in on.screen()
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
            queue = strips[: on.dashboard.card.region.y]
            due = [row for row in queue if row.crop(left + 1, left + 9).text == "today   "]
            assert len(due) == len(self.NAMES)
            assert {row.crop(left + 9, left + 40).text for row in due} == {"Prepare       –                "}
            assert {row.crop(left + 59, left + 61).text for row in due} == {"  "}
            assert {row.crop(left + 61, left + 88).text.rstrip() for row in due} == {"meeting Tue 14:00         │"}
            assert [row.crop(left + 40, left + 59).text.rstrip() for row in due] == [
                *self.NAMES[:-1],
                "Acme & a very long",
            ]
            listed = [row for row in strips if row.crop(right - 7, right - 1).text == " today"]
            assert len(listed) == len(self.NAMES)
            assert {row.crop(right - 1, right + 1).text for row in listed} == {" │"}
            assert "[/x] [b]Acme[/b]" in on.screen()


class TestSizes:
    @pytest.mark.parametrize("size", [(1, 1), (40, 10), pytest.param((300, 100), marks=pytest.mark.soak)])
    async def test_all_actions_work_at_any_size(self, tmp_path: Path, size: tuple[int, int]) -> None:
        program = a_morning(tmp_path)
        async with shown(program, size=size) as on:
            await on.press("d", "d", "j", "w", "enter", "l", "a", *"! New", "enter", "enter", "1", "]", "]")
            await on.press("?", "escape", "T", "escape", ":", "escape", "/", "x", "escape", "o", "escape", "z", "z")
            assert on.app.screen is on.dashboard
            assert get(program, FollowUp, DANA).state is Settled.DONE
            assert {strip.cell_length for strip in on.app.screen._compositor.render_strips()} == {size[0]}

    async def test_the_narrow_ones_show_one_pane_and_the_tabs_of_all(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=NARROW) as on:
            for tabs in (
                "╭─ Pipeline 3 ──┤ Follow-ups 4 late ├─ Notes ──",
                "╭─ Pipeline 3 ── Follow-ups 4 late ──┤ Notes ├──",
                "╭─┤ Pipeline 3 ├─ Follow-ups 4 late ── Notes ──",
            ):
                assert on.screen().splitlines()[1].startswith(tabs)
                assert len(seen(on)) == 1
                await on.press("l")

    async def test_the_pipeline_stands_beside_the_follow_ups_and_the_notes_too_where_there_is_room(
        self, tmp_path: Path
    ) -> None:
        async with shown(a_morning(tmp_path), size=(110, 30)) as on:
            regions = {pane: frame.region for pane, frame in on.dashboard.frames.items()}
            assert regions == {
                Pane.PIPELINE: Region(0, 1, 30, 17),
                Pane.FOLLOW_UPS: Region(30, 1, 80, 17),
                CARD: Region(0, 18, 61, 10),
                Pane.NOTES: Region(61, 18, 49, 10),
            }
            for key in "1hlz":
                assert seen(on) == list(Pane)
                await on.press(key)
            assert seen(on) == [Pane.PIPELINE]
            await on.pilot.resize_terminal(160, 45)
            await on.press("z")
            assert seen(on) == list(Pane)
            panes = [on.dashboard.frames[pane].region for pane in Pane]
            assert [(region.x, region.y, region.width) for region in panes] == [(0, 1, 31), (31, 1, 80), (111, 1, 49)]

    async def test_one_frame_is_lit_and_says_how_many_lines_are_out_of_view(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=WIDE) as on:
            for pane in (Pane.FOLLOW_UPS, Pane.NOTES, Pane.PIPELINE):
                assert on.dashboard.selection.active is pane
                assert [place for place, frame in on.dashboard.frames.items() if frame.lit] == [pane]
                await on.press("l")
            below = on.dashboard.frames[Pane.FOLLOW_UPS].region.bottom - 1
            assert on.screen().splitlines()[below].endswith("── ↓ 1 more ─╯")
            await on.press("G")
            assert on.screen().splitlines()[below].endswith("───╯")  # what is above is a heading
            await on.pilot.resize_terminal(*NARROW)
            await on.press("G")
            assert on.screen().splitlines()[-3].startswith("╰─ ↑ 2 ──")
            await on.press("g")
            assert on.screen().splitlines()[-3].endswith("── ↓ 3 more ─╯")

    @pytest.mark.parametrize("size", [WIDE, NARROW])
    async def test_the_card_tells_of_the_selected_interview_and_keeps_its_place(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with shown(a_morning(tmp_path), size=size) as on:
            place = on.dashboard.frames[CARD].region
            for key in "jj17":
                await on.press(key)
                assert on.dashboard.frames[CARD].region == place
                interview = get(on.program, Interview, on.selected()[0] or 0)
                lines = on.screen().splitlines()[place.y : place.bottom]
                assert lines[0][1:].startswith(f"─ {interview.company} · {interview.role} ─")
                assert title(interview.step) in f"{lines[0]}{lines[1]}"

    async def test_a_low_terminal_has_no_card_and_the_notes_then_say_what_is_on_it(self, tmp_path: Path) -> None:
        async with shown(a_morning(tmp_path), size=(80, 20)) as on:
            assert "├─ Acme · SRE ─" in on.screen()
            await on.pilot.resize_terminal(80, 19)
            await on.press()
            assert "Acme · SRE" not in on.screen()
            await on.press("l")
            lines = on.screen().splitlines()
            assert lines[2].startswith("│ ●●●●◉○○○○○  5 Thank promptly · 1")
            assert lines[3].startswith("│ #   Thu 19 Nov 14:00 ")
            assert lines[-3].startswith("╰─ Acme · SRE ─")

    async def test_one_interview(self, tmp_path: Path) -> None:
        program = a_program(tmp_path)
        program.interviews.add("Acme", "SRE")
        async with shown(program, size=WIDE) as on:
            assert "─ Pipeline 1 ─" in on.screen()
            await on.press(*"jkGg", "l", *"jkGg", "l", *"jkGg", "space", "d")
            assert on.message == "Nothing to do for Acme · SRE"
            assert every(program, FollowUp) == ()


async def test_the_mouse_selects_and_a_double_click_opens(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=WIDE) as on:
        places = []
        for pane, offset, times in (("#pipeline", (8, 9), 1), ("#follow-ups", (8, 1), 2)):
            await on.pilot.click(pane, offset=offset, times=times)
            await on.press()
            places.append((on.dashboard.selection.active, on.selected()[0], on.selected()[2]))
        assert places == [(Pane.PIPELINE, 3, 3), (Pane.NOTES, 1, 1)]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_click_on_a_title_goes_there(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_morning(tmp_path), size=size) as on:
        for pane in (Pane.NOTES, Pane.PIPELINE, Pane.FOLLOW_UPS):
            lines = on.screen().splitlines()
            (y,) = (number for number, line in enumerate(lines) if f" {pane} " in line and "╭─" in line)
            await on.pilot.click(offset=(lines[y].index(f" {pane} ") + 2, y))
            await on.press()
            assert on.dashboard.selection.active is pane


async def test_a_note_on_an_interview_that_the_filter_hides_stays_with_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("h")
        await it.press("slash")
        await it.type("globex")
        await it.press("enter", "l", "g")  # the follow-ups, where Acme's still stand
        assert it.selected()[2] == 1
        await it.press("enter", "a")
        await it.type("! Nights are quiet")
        await it.press("enter", "enter")
        assert it.selected()[2] == 1
        assert "Nights are quiet" in it.screen()


async def test_each_follow_up_is_one_line_and_compact_parts_its_sections_with_none(tmp_path: Path) -> None:
    rows = (
        "▌3 days  Thank         Dana Ruiz        Acme                 within 24 h of Thu 19 Nov",
        " 3 days  Promise       Dana Ruiz        Acme                 case study",
    )
    for density, between in (("comfortable", ["", "Today  1"]), ("compact", ["Today  1"])):
        folder = tmp_path / density
        folder.mkdir()
        (folder / "config.toml").write_text(f'density = "{density}"\n')
        async with shown(a_morning(folder), size=WIDE) as on:
            pane = on.dashboard.follow_ups
            lines = [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]
            assert lines[0] == " Overdue  4"
            assert (lines[1], lines[4]) == rows
            assert [line.strip() for line in lines[5 : 5 + len(between)]] == between


@pytest.mark.parametrize("spaced", [True, False])
def test_the_lines_of_the_follow_ups_are_where_they_are_said_to_be(tmp_path: Path, spaced: bool) -> None:
    program = a_morning(tmp_path)
    program.interviews.add("Harbor", "")
    lines = FollowUpLines(Queue(program.store, program.clock()), program.today(), spaced=spaced)
    whole = lines.window(0, len(lines))
    assert len(whole) == len(lines)
    assert [(line.heading, line.number) for line in whole if line.heading] == [
        ("Overdue", 4), ("Today", 1), ("Tomorrow", 3), ("Next 7 days", 2), ("Later", 3), ("Nothing planned", 1),
    ]  # fmt: skip
    assert sum(not line.heading and line.row is None for line in whole) == (5 if spaced else 0)
    for start, stop in combinations(range(len(lines) + 1), 2):
        assert lines.window(start, stop) == whole[start:stop]
        assert lines.items(start, stop) == sum(line.selectable for line in whole[start:stop])
    assert all(lines.index(line.key) == place for place, line in enumerate(whole) if line.row is not None)
    program.store.close()


@given(st.integers(1, 300), st.integers(1, 100), st.booleans(), st.booleans())
def test_the_panes_fill_the_room_and_none_covers_another(width: int, height: int, alone: bool, empty: bool) -> None:
    size = Size(width, height)
    for active in Pane:
        places = arranged(size, active, narrow=is_narrow(size), alone=alone, empty=empty)
        assert active in places
        assert all(size.region.contains_region(region) for region in places.values())
        assert not any(one.overlaps(other) for one, other in combinations(places.values(), 2))
        assert sum(region.area for region in places.values()) == size.area
        beside = Pane.NOTES if empty and active is Pane.NOTES and width < WIDE_FROM else Pane.FOLLOW_UPS
        assert len(places) == 1 or is_narrow(size) or places[beside].width >= 80
        assert not (empty and CARD in places)


def seen(on: Shown) -> list[Pane]:
    """The panes that stand on the screen."""
    return [pane for pane in Pane if on.dashboard.frames[pane].display]


def test_braces_in_a_rule_are_no_places_for_words(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    row = Queue(program.store, program.clock()).window(0, 1)[0]._replace(why=r"they want your answer by {day} {x} \1")
    said = why_in_column(row, 60, program.today(), program.calendar)
    assert said == r"they want it by {day} {x} \1"
    program.store.close()


async def test_alone_the_notes_have_the_tabs_of_all_panes(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as on:
        await on.press("l", "z")
        assert "┤ Notes ├" in on.screen()
        await on.press("k", "j")
        assert "┤ Notes ├" in on.screen()


async def test_beside_a_call_stands_what_to_say(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    call = program.notes.capture(1, "+ call about the references (Dana Ruiz) by fri").refs[0]
    [due] = [f for f in every(program, FollowUp) if f.commitment_id == call.id]
    async with shown(program, size=WIDE, begin=destination(program, ref(due))) as on:
        assert "Say once that you want this job." in on.screen()
