"""The review: one figure at a time, to leaf through and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.demo.generator import Demo
from interview_tui.ui.pages.review_figures import FIGURES
from tests.programs import a_program
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_one_leafs_through_all_figures_and_round(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("v", "y")
        assert it.app.clipboard.startswith("Funnel over the ten steps\n\n3 interviews; ")
        for number, figure in enumerate(FIGURES, start=1):
            first = it.screen().splitlines()[0]
            assert first.startswith(f" Review · {figure.title} ")
            assert first.rstrip().endswith(f"{number} of {len(FIGURES)}")
            await it.press("l")
        assert FIGURES[0].title in it.screen()
        await it.press("h")
        assert FIGURES[-1].title in it.screen()
        for number in (7, 3, 1, 5, 2, 6, 4):
            await it.press(str(number))
            title, names = it.screen().splitlines()[:2]
            assert title.startswith(f" Review · {FIGURES[number - 1].title} ")
            assert f"[{number} {FIGURES[number - 1].name}]" in names
            assert [name for name in FIGURES if name.name not in names] == []


async def test_a_narrow_screen_names_the_figure_shown(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(60, 16)) as it:
        await it.press("v", "2")
        assert it.screen().splitlines()[1] == "  1 [2 Punctuality] 3  4  5  6  7"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (1, 1)])
async def test_it_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    program = a_program(tmp_path)
    Demo(program).fill(6, 1)
    async with shown(program, size=size) as it:
        await it.press("v")
        for _ in FIGURES:
            assert {strip.cell_length for strip in it.app.screen._compositor.render_strips()} == {size[0]}
            await it.press("l")
        assert it.app.is_running


async def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as it:
        await it.press("v")
        assert "Nothing to look back on yet. esc goes back, a there adds your first interview." in " ".join(
            it.screen().split()
        )
