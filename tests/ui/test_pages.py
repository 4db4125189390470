"""Every page: opened by its key, left by esc, and no key of it has two meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widget import Widget

from interview_tui.domain.enums import Part, Ref
from interview_tui.ui.keys import NO_LISTS, PageName, page_keys
from interview_tui.ui.pages.base import Page
from interview_tui.ui.pages.questions import QuestionsPage
from interview_tui.ui.themes import LIGHT
from tests.programs import a_program
from tests.ui.dashboards import OPENED_BY, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown


def top(it: Shown) -> Page:
    screen = it.app.screen
    assert isinstance(screen, Page)
    return screen


@pytest.mark.parametrize("size", [(80, 24), pytest.param((40, 12), marks=pytest.mark.soak)])
async def test_its_key_opens_it_and_esc_leaves_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(a_morning(tmp_path), size=size) as it:
        for page in PageName:
            await it.press(*OPENED_BY[page])
            assert top(it).page is page
            title = it.screen().splitlines()[0]
            assert "Acme" in title or (page in title and not top(it).OF_INTERVIEW)
            await it.press("escape")
            assert it.app.screen is it.dashboard


@pytest.mark.parametrize("page", [page for page in PageName if page not in NO_LISTS | {PageName.CHART}])
async def test_from_100_columns_the_details_stand_beside_the_list_else_below_it(tmp_path: Path, page: PageName) -> None:
    program = a_morning(tmp_path)
    program.stories.add("Quiet nights")
    program.people.add(1, "Ola Berg", Part.REFERENCE)
    program.notes.remove([Ref("k", 1)])
    for interview_id in (1, 2, 3):
        program.studies.add(interview_id, "! Calmer releases")
        program.documents.add(Ref("i", interview_id), str(program.store.path))
    async with shown(program, size=(99, 24)) as it:
        await it.press("3", *OPENED_BY[page])
        for width in (99, 100):
            await it.pilot.resize_terminal(width, 24)
            found, details = (it.app.screen.query_one(f"#frame-page-{part}").region for part in ("list", "detail"))
            if width < 100:
                assert (details.x, details.y) == (found.x, found.bottom)
                assert found.width == details.width == width
            else:
                assert (details.x, details.y) == (found.right, found.y)
                assert found.width + details.width == width
        await it.pilot.resize_terminal(99, 11)
        assert not it.app.screen.query_one("#frame-page-detail").display


async def test_a_page_is_160_columns_wide_at_most_and_stands_in_the_middle(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(160, 40)) as it:
        for keys in ("Q", "escape p", "escape c", "escape b", "escape T", "m"):
            await it.press(*keys.split())
            for width, begin in ((160, 0), (161, 0), (200, 20)):
                await it.pilot.resize_terminal(width, 40)
                body = it.app.screen.query_one("#page-body").region
                assert (body.x, body.width) == (begin, 160), keys
                assert it.lines("#page-body")[0].startswith("╭─")
                assert it.lines("#page-body")[0].endswith("─╮")
                assert len(it.lines("#page-body")[0]) == 160


async def test_the_frame_says_how_many_lines_are_out_of_view(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("3", "Q")
        page = top(it)
        assert isinstance(page, QuestionsPage)
        count = len(it.program.questions.bank())

        def seen() -> int:
            return sum(line.strip("▌ ").endswith("?") for line in it.lines("#page-list"))

        assert it.lines("#frame-page-list")[-1].endswith(f"─ ↓ {count - seen()} more ─╯")
        assert "↑" not in it.lines("#frame-page-list")[-1]
        await it.press("G")
        assert it.lines("#frame-page-list")[-1].startswith(f"╰─ ↑ {count - seen()} ─")
        assert "more" not in it.lines("#frame-page-list")[-1]
        await it.press("escape", "m")  # a text: it counts its lines
        await it.pilot.resize_terminal(80, 20)
        more = it.lines("#frame-page-text")[-1]
        below = int(more.partition("↓")[2].split()[0])
        await it.press("j", "j")
        assert it.lines("#frame-page-text")[-1].startswith("╰─ ↑ 2 ─")
        assert it.lines("#frame-page-text")[-1].endswith(f"─ ↓ {below - 2} more ─╯")


async def test_the_colours_of_a_list_are_those_of_the_theme_that_is_chosen_while_it_is_open(tmp_path: Path) -> None:
    def muted(it: Shown) -> set[str]:
        strips = it.app.screen._compositor.render_strips()
        return {
            segment.style.color.name
            for strip in strips
            for segment in strip
            if segment.text.strip() == "no quote yet" and segment.style and segment.style.color
        }

    async with shown(a_morning(tmp_path)) as it:
        await it.press("L")
        dark = muted(it)
        it.app.theme = LIGHT.name
        await it.pilot.pause()
        assert len(dark) == 1
        assert muted(it) != dark


@pytest.mark.parametrize("page", PageName)
def test_keys_mean_one_thing_only(page: PageName) -> None:
    keys = [name for key in page_keys(page) for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_an_empty_store_opens_them_or_says_what_to_do(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as it:
        for keys in OPENED_BY.values():
            await it.press(*keys)
            if it.app.screen is it.dashboard:
                assert "adds one" in it.message, keys
            else:
                await it.press("escape")
                assert it.app.screen is it.dashboard


async def test_what_was_drawn_of_a_page_goes_with_it(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("L")
        drawn = [widget._styles_cache for widget in top(it).walk_children(Widget)]
        assert any(cache._cache for cache in drawn)
        await it.press("escape")
        assert not any(cache._cache for cache in drawn)
