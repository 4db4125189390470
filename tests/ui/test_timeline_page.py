"""The timeline of an interview on its page: opened at today, read line by line, copied; a line leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Channel, Direction, Ref
from interview_tui.services.follow_ups import Contacted
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_was_and_what_is_ahead(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    note = "[/x] said no\nbut kindly"
    program.follow_ups.touch(Ref("i", 1), Contacted(direction=Direction.IN, channel=Channel.PHONE, note=note))
    async with shown(program, size=(120, 40)) as it:
        await it.press("5", "H")
        assert it.lines("PageTitle")[0].startswith(" Timeline · Acme · SRE")
        rows = [line.strip("▌ ") for line in it.lines("#page-list")]
        assert rows[0] == "Thu 19 Nov  09:00  Added to your interviews"
        assert rows[1].startswith("14:00  Meeting until 15:00 with Dana Ruiz, Kim Lee")
        assert any(row.startswith("15:00  You promised: send the case study") for row in rows)
        today = rows.index("Today, Mon 23 Nov 2026")
        assert rows[today - 1].startswith(
            "Mon 23 Nov  09:00  Call received · [/x] said no but kindly".replace("Call", "Phone call")
        )
        assert rows[today + 1].endswith("3 days late")
        cursor = next(line for line in it.lines("#page-list") if line.startswith("▌"))
        assert "Thank Dana Ruiz" in cursor
        await it.press("k")
        assert "but kindly" in it.text("#page-detail")
        await it.press("g", "j")
        assert "!! Release approvals take nine days (Dana Ruiz)" in it.text("#page-detail")
        await it.press("y")
        assert it.app.clipboard.startswith("Acme · SRE\nThu 19 Nov  09:00  i1    Added to your interviews\n")
        assert it.message.startswith("Copied the timeline as text")
        await it.press("n", "enter")
        assert it.app.screen is it.dashboard
        assert it.selected() == (1, Ref("f", DANA), 1)
