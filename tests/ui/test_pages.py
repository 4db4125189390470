"""Every page: opened by its key, left by esc, and no key of it has two meanings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview_tui.ui.keys import PageName, page_keys
from interview_tui.ui.pages.base import Page
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
            await it.press(OPENED_BY[page])
            assert top(it).page is page
            title = it.screen().splitlines()[0]
            assert "Acme" in title or (page in title and not top(it).OF_INTERVIEW)
            await it.press("escape")
            assert it.app.screen is it.dashboard


@pytest.mark.parametrize("page", PageName)
def test_keys_mean_one_thing_only(page: PageName) -> None:
    keys = [name for key in page_keys(page) for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_an_empty_store_opens_them_or_says_what_to_do(tmp_path: Path) -> None:
    async with shown(a_program(tmp_path)) as it:
        for key in OPENED_BY.values():
            await it.press(key)
            if it.app.screen is it.dashboard:
                assert "adds one" in it.message, key
            else:
                await it.press("escape")
                assert it.app.screen is it.dashboard
