"""The notes as one reads them: who came, answers, stories under their needs, and the rounds before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.records import Match
from tests.programs import when
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

MORE = """\
> Who owns the budget?
? What did the last one miss?
    (no answer)
!!! Nobody owns the pager (Kim Lee)
* Calmed the pagers
    One rota
- let you know
"""


def lines(on: Shown) -> list[str]:
    """The pane's lines from the first note on."""
    source = on.dashboard.notes.rows.source  # of the screen only as much could be read as fits on it
    assert source is not None
    texts = [row.text for row in source.window(0, len(source))]
    return texts[texts.index("") + 1 :]


async def test_each_note_is_read_with_what_was_settled(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, MORE)
    program.notes.settle([Ref("a", 2), Ref("c", 2)])
    program.notes.settle([Ref("a", 2)])
    async with shown(program, (200, 60)) as on:
        await on.press("l", "z")
        assert lines(on) == [
            "@ Dana Ruiz, VP Operations <dana@acme.example> ✓ there",
            "@ Kim Lee [absent] × not there",
            "? What keeps releases slow? (Dana Ruiz)",
            "    Three approvals",
            "!! Release approvals take nine days (Dana Ruiz)",
            '" We need someone to calm the release train (Dana Ruiz)',
            "+ send the case study (Dana Ruiz) by 2026-11-20",
            "- call with the panel's dates (Dana Ruiz) by 2026-12-02 ✓ kept",
            "> Who owns the budget? · kept for next time",
            "? What did the last one miss?",
            "    (no answer)",
            "!!! Nobody owns the pager (Kim Lee)",
            "  * Calmed the pagers",
            "      One rota",
            "- let you know · no next step given",
        ]


async def test_earlier_rounds_are_there_to_read_but_not_to_stand_on(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.outcomes.record([1], Outcome.INVITED)
    program.notes.capture(1, "* Calmed the pagers")
    async with shown(program, (200, 60)) as on:
        on.dashboard.selection.choose(1)
        await on.press("l", "z", "G")
        assert lines(on) == [
            "* Calmed the pagers",
            "",
            "Round 1 · Thu 19 Nov · invited",
            "@ Dana Ruiz, VP Operations <dana@acme.example> ✓ there",
            "@ Kim Lee (invited)",
            "? What keeps releases slow? (Dana Ruiz)",
            "    Three approvals",
            "!! Release approvals take nine days (Dana Ruiz)",
            '" We need someone to calm the release train (Dana Ruiz)',
            "+ send the case study (Dana Ruiz) by 2026-11-20",
            "- call with the panel's dates (Dana Ruiz) by 2026-12-02",
        ]
        assert isinstance(on.dashboard.notes.record, Match)
        await on.press("/", *"approvals", "enter")
        assert lines(on) == [
            "Round 1 · Thu 19 Nov · invited",
            "? What keeps releases slow? (Dana Ruiz)",
            "    Three approvals",
            "!! Release approvals take nine days (Dana Ruiz)",
        ]
        assert on.dashboard.notes.record is None


async def test_an_interview_in_its_first_round_has_no_earlier_ones(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.interviews.add("Hooli", "SRE", meeting=when(program, "fri 10:00"))
    async with shown(program, (200, 60)) as on:
        on.dashboard.selection.choose(4)
        await on.press("l", "z")
        assert "Round" not in "".join(lines(on))
        assert "".join(lines(on)).startswith("No notes yet.")
