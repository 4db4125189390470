"""The thank-you board: who is still to be thanked, how long is left, and the keys to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import LetterState, Settled
from interview_tui.domain.records import FollowUp, Letter
from interview_tui.ui.dialogs.letter import QuoteDialog
from interview_tui.ui.pages.letter import LetterPage
from interview_tui.ui.pages.thanks import ThanksPage
from tests.programs import every, get
from tests.ui.dashboards import DANA, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.dashboards import Shown


def lines_of(it: Shown, name: str) -> list[str]:
    """What the board says of a person, line by line: who it is with the clock, then what is known."""
    lines = [line.strip("▌ ") for line in [*it.lines("#page-list"), ""]]
    first = next(place for place, line in enumerate(lines) if name in line)
    return lines[first : lines.index("", first)]


async def test_it_shows_everybody_met_with_clock_letter_and_quote(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path), size=(120, 40)) as it:
        await it.press("L")
        assert isinstance(it.app.screen, ThanksPage)
        assert it.lines("PageTitle")[0].startswith(" Thank-yous · Acme · SRE")
        assert it.lines("PageTitle")[0].endswith("0 of 2 done  ────────────")
        # The meeting ended on Thursday at 15:00; it is Monday, 09:00.
        name, *below = lines_of(it, "Dana Ruiz")
        assert name.split() == ["○", "Dana", "Ruiz", "66", "h", "late"]
        assert below == ["VP Operations", "“We need someone to calm the release train”", "no letter yet"]
        assert lines_of(it, "Kim Lee")[1:] == ["no quote yet", "no letter yet"]
        assert it.lines("#frame-page-detail")[0].startswith("╭─ To Dana Ruiz ─")
        assert it.lines("#frame-page-detail")[0].endswith("─ preview ─╮")
        assert "“We need someone to calm the release train.”" in it.text("#page-detail")
        assert "release approvals take nine days" in it.text("#page-detail")
        await it.press("G")
        assert it.lines("#frame-page-detail")[0].endswith("─ not possible yet ─╮")


async def test_a_need_that_somebody_voiced_will_do_for_the_letter(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "!!! the pagers ring all night (Kim Lee)")
    async with shown(program, (120, 40)) as it:
        await it.press("L", "G")
        assert it.lines("#frame-page-detail")[0].endswith("─ preview ─╮")
        assert "pagers ring all night" in it.text("#page-detail")


async def test_n_goes_to_the_next_who_is_owed_a_letter(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "@ Ike Moss <ike@acme.example>")
    async with shown(program, size=(120, 40)) as it:
        await it.press("L", "n", "d", "g", "n")
        assert "▌ ○ Ike Moss" in it.screen()
        await it.press("n")
        assert "▌ ○ Dana Ruiz" in it.screen()
        await it.press("d", "g", "n")
        assert it.message == "This is the last one that needs something"
        await it.press("d", "n")
        assert it.message == "No thank-yous left to send here"


async def test_m_opens_the_letter_and_coming_back_it_is_a_draft(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("L", "m")
        assert isinstance(it.app.screen, LetterPage)
        await it.press("escape")
        assert "no letter yet" in lines_of(it, "Dana Ruiz")
        await it.press("m", "e", "escape", "escape")
        assert every(program, Letter)[0].follow_up_id == DANA
        assert "letter: draft" in lines_of(it, "Dana Ruiz")
        assert it.lines("#frame-page-detail")[0].endswith("─ draft ─╮")
        await it.press("y")
        assert it.app.clipboard == program.outbox.text(every(program, Letter)[0])


async def test_d_settles_the_follow_up_and_u_takes_it_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("L", "d")
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert lines_of(it, "Dana Ruiz")[0].startswith("✓ Dana Ruiz ")
        assert lines_of(it, "Dana Ruiz")[0].endswith(" done today 09:00")
        await it.press("u")
        assert get(program, FollowUp, DANA).state is Settled.OPEN
        await it.press("m", "e", "escape", "escape", "d")
        assert every(program, Letter)[0].state is LetterState.SENT
        await it.press("d")
        assert "Nothing left to send to Dana Ruiz" in it.message


async def test_without_a_quote_it_is_asked_for(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "@ Ike Moss <ike@acme.example>")
    async with shown(program) as it:
        await it.press("L", "G")
        assert lines_of(it, "Ike Moss")[1:] == ["no quote yet", "no letter yet"]
        assert "missing: a quote of Ike Moss" in it.text("#page-detail")
        await it.press("y")
        assert "no letter to Ike Moss yet" in it.message
        await it.press("a")
        assert isinstance(it.app.screen, QuoteDialog)
        await it.type("Budgets close in May")
        await it.press("enter")
        assert isinstance(it.app.screen, ThanksPage)
        assert "“Budgets close in May”" in lines_of(it, "Ike Moss")


async def test_nobody_met_says_what_to_do(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    added = program.interviews.add("Umbrella", "Clerk")
    async with shown(program) as it:
        it.dashboard.selection.choose(added.refs[0].id)
        await it.press("L")
        assert it.lines("PageTitle")[0].endswith(" 0 of 0 done")
        assert "Nobody met yet" in it.text("#page-list")
        assert not it.app.screen.query_one("#frame-page-detail").display
        for key in ("m", "d", "a", "n", "y"):
            await it.press(key)
            assert it.message.startswith("Nobody met yet")


async def test_it_begins_on_whom_the_follow_up_is_for(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("j", "L")  # on the thank-you to Kim Lee
        assert isinstance(it.app.screen, ThanksPage)
        assert it.app.screen.item.name == "Kim Lee"
