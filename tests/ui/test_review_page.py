"""The review: as many figures as there is room for, a line for each other one; to leaf through and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Region, Size

from interview_tui.ui.frame import Frame
from interview_tui.ui.pages.review import NOT_DRAWN, figure_regions, figures_at_once
from interview_tui.ui.pages.review_figures import FIGURES
from tests.programs import a_demo, a_program
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown


def lit(on: Shown) -> list[str]:
    """The titles of the lit frames."""
    return [frame._top[0][0].text for frame in on.app.screen.query(Frame) if frame.lit]


@pytest.mark.parametrize(
    ("size", "number"),
    [
        ((80, 21), 1),
        ((119, 60), 1),
        ((120, 25), 1),
        ((120, 26), 4),
        ((120, 37), 4),
        ((200, 51), 4),
        ((200, 52), 8),
        ((1, 1), 1),
    ],
)
def test_how_many_figures_are_drawn(size: tuple[int, int], number: int) -> None:
    assert figures_at_once(Size(*size)) == number


def test_four_frames_and_below_them_the_lines_of_the_others() -> None:
    assert figure_regions(Size(120, 37), 2) == {
        0: Region(0, 0, 60, 16), 1: Region(60, 0, 60, 16),
        2: Region(0, 16, 60, 16), 3: Region(60, 16, 60, 16),
        NOT_DRAWN: Region(0, 32, 120, 5),
    }  # fmt: skip
    assert figure_regions(Size(120, 37), 4) == {
        4: Region(0, 0, 60, 15), 5: Region(60, 0, 60, 15), 6: Region(0, 15, 120, 16),
        NOT_DRAWN: Region(0, 31, 120, 6),
    }  # fmt: skip


def test_one_whole_and_a_line_for_each_other() -> None:
    assert figure_regions(Size(80, 21), 3) == {3: Region(0, 0, 80, 13), NOT_DRAWN: Region(0, 13, 80, 8)}
    assert figure_regions(Size(80, 20), 3) == {3: Region(0, 0, 80, 20)}
    assert figure_regions(Size(120, 37), 3, alone=True) == {3: Region(0, 0, 120, 37)}


def test_a_large_page_has_all_of_them() -> None:
    found = figure_regions(Size(160, 52), 0)
    assert set(found) == set(range(len(FIGURES)))
    assert {region.x for region in found.values()} == {0, 80}
    assert found[6] == Region(0, 39, 160, 13)


@pytest.mark.parametrize("size", [(1, 1), (40, 9), (80, 21), (119, 40), (120, 26), (121, 37), (161, 55), (300, 100)])
def test_frames_neither_overlap_nor_leave_the_page(size: tuple[int, int]) -> None:
    page = Region(0, 0, *size)
    for at in range(len(FIGURES)):
        regions = figure_regions(Size(*size), at)
        assert at in regions
        assert all(page.contains_region(region) for region in regions.values())
        assert sum(region.area for region in regions.values()) == size[0] * size[1]
        assert len(set(regions.values())) == len(regions)


async def test_one_leafs_through_all_figures_and_round(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("v", "y")
        assert it.app.clipboard.startswith("How far interviews got\n\nNone lost: ")
        assert it.screen().startswith(" Review · 3 interviews, 0 offers · 3 running ")
        for number, figure in enumerate(FIGURES, start=1):
            title, first = it.screen().splitlines()[:2]
            assert title.rstrip().endswith(f"{number} of {len(FIGURES)}")
            assert first.startswith(f"╭─ {number} {figure.title} ─")
            others = [line[2:].split("  ")[0].strip() for line in it.screen().splitlines()[15:21]]
            assert [name for name in others if name.startswith(f"{number} ")] == []
            await it.press("l")
        assert lit(it) == ["1 How far interviews got"]
        await it.press("h")
        assert lit(it) == [f"{len(FIGURES)} {FIGURES[-1].title}"]
        for number in (7, 3, 1, 5, 2, 6, 4):
            await it.press(str(number))
            assert lit(it) == [f"{number} {FIGURES[number - 1].title}"]


async def test_four_stand_on_one_screen_and_the_lit_one_is_seen_large(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as it:
        await it.press("v", "2")
        assert all(figure.title in it.screen() for figure in FIGURES[:4])
        assert "5 Days " in it.screen()
        await it.press("5")
        assert all(figure.title in it.screen() for figure in FIGURES[4:])
        assert "2 On time " in it.screen()
        await it.press("2", "enter")
        assert [figure.title for figure in FIGURES if figure.title in it.screen()] == ["On time, week by week"]
        await it.press("enter")
        assert "How far interviews got" in it.screen()
        await it.pilot.resize_terminal(80, 24)
        assert [figure.title for figure in FIGURES if figure.title in it.screen()] == ["On time, week by week"]
        assert "1 Funnel " in it.screen()
        assert "7 Needs " in it.screen()


async def test_a_click_leads_to_a_figure_and_to_the_line_of_another(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as it:
        await it.press("v")
        for offset, title in (
            ((70, 5), "2 On time, week by week"),
            ((5, 17), "3 Check-ins and answers"),
            ((5, 36), "7 Most common needs"),
        ):
            await it.pilot.click(offset=offset)
            assert lit(it) == [title]


async def test_what_does_not_fit_is_counted_and_scrolls(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(60, 12)) as it:
        await it.press("v")
        assert "↓ 5 more" in it.screen()
        await it.press("G")
        assert "10 Turn it around" in it.screen()
        assert "↑ 5" in it.screen()
        await it.press("k")
        assert "↓ 1 more" in it.screen()


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (1, 1)])
async def test_it_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_demo(tmp_path)
    async with shown(program, size=size) as it:
        await it.press("v")
        for _ in FIGURES:
            assert {strip.cell_length for strip in it.app.screen._compositor.render_strips()} == {size[0]}
            await it.press("l")
        assert it.app.is_running


async def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as it:
        await it.press("v")
        assert "Nothing to review yet. esc goes back; a there adds your first interview." in " ".join(
            it.screen().replace("│", " ").split()
        )
        assert "How far interviews got" not in it.screen()
