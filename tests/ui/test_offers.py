"""Offers by keys: the terms and their date, several side by side, and the answer that is a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Outcome, Settled
from interview_tui.domain.follow_up_kinds import Kind
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.records import FollowUp, Interview, Offer
from interview_tui.ui.pages.letter import LetterPage
from tests.programs import content, every, get
from tests.ui.dashboards import Shown, a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path


async def offered(on: Shown) -> FollowUp:
    """Acme has made an offer; the cursor is on its answer."""
    await on.press("O", *"100k", "enter", *"fri", "ctrl+s")
    (reply,) = (f for f in every(on.program, FollowUp) if f.kind is Kind.OFFER_REPLY)
    await on.press("/", *"answer", "enter")
    return reply


async def test_its_terms_are_written_down_and_changed(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("O", *"100k", "enter", *"fri", "enter", *"1", "space", *"Jan", "enter", "y", "enter")
        (offer,) = every(on.program, Offer)
        assert (offer.terms, str(offer.answer_by), str(offer.start), offer.written) == (
            "100k",
            "2026-11-27",
            "2027-01-01",
            True,
        )
        assert get(on.program, Interview, 1).outcome is Outcome.OFFER
        assert on.message.startswith(
            "Planned: Thank them for the offer (tomorrow), Answer the offer (Fri) · Acme · SRE: an"
        )
        await on.press("O", "end", "+", "ctrl+s")
        assert every(on.program, Offer)[0].terms == "100k+"
        assert every(on.program, Offer)[0].answer_by == offer.answer_by


async def test_how_terms_are_parted_is_said(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("O")
        assert "145,000; four weeks' notice; two days at home ; between terms" in on.dialog()


async def test_several_stand_side_by_side(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await on.press("O", *"100k", "ctrl+s", "7", "O")
        assert "2 Initech · Architect: a new offer" in on.dialog()
        await on.press("enter", *"130k", "ctrl+s", "O")
        assert "Terms 100k 130k" in on.dialog()
        await on.press("1")
        assert "The offer of Acme · SRE" in on.screen()


async def test_m_asks_what_the_answer_is_and_the_letter_that_is_sent_decides(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await offered(on)
        before = content(on.program)
        for key, kind, outcome in (
            ("c", LetterKind.COUNTER, Outcome.OFFER),
            ("t", LetterKind.OFFER_TIME, Outcome.OFFER),
            ("a", LetterKind.ACCEPTANCE, Outcome.ACCEPTED),
            ("d", LetterKind.DECLINE, Outcome.DECLINED),
        ):
            await on.press("m")
            for words in ("Accept: the letter that says yes", "Decline: a courteous no", "Counter: ", "Ask for time"):
                assert words in on.screen()
            await on.press("escape")
            assert content(on.program) == before
            await on.press("m", key)
            assert isinstance(on.app.screen, LetterPage)
            assert on.app.screen.letter.kind is kind
            assert content(on.program) == before
            assert get(on.program, Interview, 1).outcome is Outcome.OFFER
            await on.press("d", "e")
            assert get(on.program, Interview, 1).outcome is outcome
            await on.press("u", "escape")
            assert content(on.program) == before


async def test_d_does_not_settle_it_undecided(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        reply = await offered(on)
        await on.press("d")
        assert "Answer the offer · Acme · SRE It is not decided yet." in on.dialog()
        await on.press("o", "a")
        assert get(on.program, Interview, 1).outcome is Outcome.ACCEPTED
        assert get(on.program, FollowUp, reply.id).state is Settled.OPEN  # the letter that says so


async def test_in_triage_m_asks_too(tmp_path: Path) -> None:
    async with shown(a_morning(tmp_path)) as on:
        await offered(on)
        on.program.clock.set("2026-11-27T09:00:00+01:00")
        await on.press("T")
        while not on.lines("#frame-case")[0].startswith("╭─ Answer the offer ("):
            await on.press("n")
        await on.press("m")
        assert "What do you answer?" in on.dialog()
