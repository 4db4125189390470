"""The brief of the meeting on its page: read, scrolled, copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.brief import brief_as_markdown
from interview_tui.services.meetings import brief_of
from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_meeting_on_one_page(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("5", "b")
        assert on.lines("PageTitle")[0].startswith(" Brief · Acme · SRE")
        lines = on.lines("#page-text")
        assert lines[0] == " When      Thursday 19 November 2026, 14:00 to 15:00 (Europe/Berlin)"
        who = lines.index(" Who")
        assert lines[who + 1] == " · Dana Ruiz, VP Operations, interviewer"
        assert lines[who + 2] == "     “We need someone to calm the release train”"


async def test_it_scrolls_and_is_copied(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(80, 12)) as on:
        await on.press("5", "b")
        top = on.screen()
        await on.press("G")
        assert on.screen() != top
        await on.press("g")
        assert on.screen() == top
        await on.press("j", "ctrl+d", "ctrl+u", "k")
        assert on.screen() == top
        await on.press("y")
        assert on.app.clipboard == brief_as_markdown(brief_of(on.program, 1))
        assert on.message == "Copied the brief as Markdown to your terminal's clipboard · y shows it"


async def test_what_the_user_wrote_is_never_markup(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        on.program.notes.capture(1, "!!! [/x] breaks")
        await on.press("5", "b")
        assert "· !!! [/x] breaks" in on.screen()
