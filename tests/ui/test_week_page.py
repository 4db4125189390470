"""The week on its page: late, then day by day; other weeks; copied as text and as proof; a line leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Ref
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_this_week_and_others(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as it:
        await it.press("W")
        title = it.lines("PageTitle")[0]
        assert title.startswith(" Week · Mon 23 Nov to Sun 29 Nov ")
        assert title.endswith("1 h")
        rows = [line.strip("▌ ") for line in it.lines("#page-list")]
        assert rows[0] == "Late"
        assert rows[1].startswith("Fri 20 Nov  Acme: Thank Dana Ruiz")
        assert rows[1].endswith("3 days late")
        tuesday = next(row for row in rows if row.startswith("Tue 24 Nov"))
        assert tuesday.endswith("meetings take 1 h")
        assert "10:00  Globex: Meeting until 11:00" in it.screen()
        await it.press("p")
        assert it.message == "nothing was done for the search in this week"
        await it.press("h")
        assert "Mon 16 Nov to Sun 22 Nov" in it.lines("PageTitle")[0]
        assert "14:00  Acme: Meeting until 15:00 with Dana Ruiz, Kim Lee" in it.screen()
        await it.press("p")
        assert it.app.clipboard.startswith("Search for work, Mon 16 Nov 2026 to Sun 22 Nov 2026: ")
        assert "Dana" not in it.app.clipboard
        await it.press("y")
        assert it.app.clipboard.startswith("Week of Mon 16 Nov 2026 to Sun 22 Nov 2026\n")
        await it.press("h")
        assert "Nothing in this week: h ← shows the week before, l → the next one" in it.text("#page-list")
        await it.press("t", "j", "k", "enter")
        assert it.app.screen is it.dashboard
        assert it.selected() == (1, Ref("f", DANA), 1)
