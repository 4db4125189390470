"""Letters: the one that a follow-up or an interview asks for, and the answer to an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.records import FollowUp, Interview, ref
from interview_tui.store.records import get
from interview_tui.ui.keys import Pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.ui.main_screen import MainScreen


async def letter(screen: MainScreen) -> None:
    """The letter that the follow-up under the cursor asks for, else that of the interview."""
    selection = screen.selection
    row = selection.follow_ups.follow_up if selection.active is Pane.FOLLOW_UPS else None
    offer = undecided_offer(screen, [row.id] if row is not None else _offers_to_answer(screen))
    if offer is not None:
        await answer(screen, offer)
        return
    target = Ref("f", row.id) if row is not None else Ref("i", selection.required_case().interview.id)
    await write_letter(screen, target)


async def write_letter(screen: MainScreen, target: Ref, kind: LetterKind | None = None) -> None:
    """Opens the letter of a follow-up, or one of a kind for an interview. Raises UserError."""
    from interview_tui.ui.pages.letter import open_letter

    await open_letter(screen, target, screen.page_left, kind=kind)


def undecided_offer(screen: MainScreen, follow_up_ids: Sequence[int]) -> FollowUp | None:
    """The one follow-up, where it is the answer to an offer that is not decided. Raises NotFound."""
    if len(follow_up_ids) != 1:
        return None
    reader = screen.program.store.reader
    found = get(reader, FollowUp, follow_up_ids[0])
    if KINDS[found.kind].choices and get(reader, Interview, found.interview_id).outcome is Outcome.OFFER:
        return found
    return None


async def answer(screen: MainScreen, offer: FollowUp) -> None:
    """Asks what an offer is answered, and opens the letter that says it."""
    from interview_tui.ui.dialogs.offer import answer_menu

    async def write(kind: LetterKind) -> None:
        await write_letter(screen, ref(offer), kind)

    await screen.ask(answer_menu(screen, screen.selection.name_of([offer.interview_id]), write))


def _offers_to_answer(screen: MainScreen) -> list[int]:
    """The answer that the selected interview owes, where it owes nothing else that is a letter."""
    case = screen.selection.required_case()
    letters = any(KINDS[f.kind].letter for f in case.open)
    return [] if letters else [f.id for f in case.open if KINDS[f.kind].choices]
