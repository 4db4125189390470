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


def line_of(it: Shown, name: str) -> str:
    return next(line for line in it.screen().splitlines()[1:] if name in line)


async def test_it_shows_everybody_met_with_clock_letter_and_quote(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as it:
        await it.press("L")
        assert isinstance(it.app.screen, ThanksPage)
        assert it.screen().splitlines()[0].strip().startswith("Thank-yous · Acme · SRE")
        # The meeting ended on Thursday at 15:00; it is Monday, 09:00.
        assert line_of(it, "Dana Ruiz").split() == [
            "▌66",
            "h",
            "late",
            "Dana",
            "Ruiz",
            "no",
            "letter",
            "✓",
            "quote",
        ]
        assert "We need someone to calm the release train" in it.screen()
        assert "!! Release approvals take nine days" in it.screen()


async def test_m_opens_the_letter_and_coming_back_it_is_a_draft(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("L", "m")
        assert isinstance(it.app.screen, LetterPage)
        assert every(program, Letter)[0].follow_up_id == DANA
        await it.press("escape")
        assert "draft  ✓ quote" in line_of(it, "Dana Ruiz")
        await it.press("y")
        assert it.app.clipboard == program.outbox.text(every(program, Letter)[0])


async def test_d_settles_the_follow_up_and_u_takes_it_back(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    async with shown(program) as it:
        await it.press("L", "d")
        assert get(program, FollowUp, DANA).state is Settled.DONE
        assert "sent today 09:00" in line_of(it, "Dana Ruiz")
        await it.press("u")
        assert get(program, FollowUp, DANA).state is Settled.OPEN
        await it.press("m", "escape", "d")
        assert every(program, Letter)[0].state is LetterState.SENT
        await it.press("d")
        assert "Nothing is owed to Dana Ruiz any more" in it.message


async def test_without_a_quote_it_is_asked_for(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    program.notes.capture(1, "@ Ike Moss <ike@acme.example>")
    async with shown(program) as it:
        await it.press("L", "G")
        assert "no letter  × quote" in line_of(it, "Ike Moss")
        assert "missing: a quote of Ike Moss" in it.screen()
        await it.press("y")
        assert "no letter to Ike Moss yet" in it.message
        await it.press("a")
        assert isinstance(it.app.screen, QuoteDialog)
        await it.type("Budgets close in May")
        await it.press("enter")
        assert isinstance(it.app.screen, ThanksPage)
        assert "✓ quote" in line_of(it, "Ike Moss")
        assert "“Budgets close in May”" in it.screen()


async def test_nobody_met_says_what_to_do(tmp_path: Path) -> None:
    program = a_morning(tmp_path)
    added = program.interviews.add("Umbrella", "Clerk")
    async with shown(program) as it:
        it.dashboard.selection.choose(added.refs[0].id)
        await it.press("L")
        assert "0 of 0 owed" in it.screen()
        for key in ("m", "d", "a", "y"):
            await it.press(key)
            assert it.message.startswith("Nobody was met yet")
