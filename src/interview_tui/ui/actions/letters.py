"""Letters: the one that a follow-up or an interview asks for, and the answer to an offer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import KINDS
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.letters import quotes_of
from interview_tui.domain.records import FollowUp, Interview, ref
from interview_tui.store.records import get
from interview_tui.ui.dialogs.letter import QuoteDialog
from interview_tui.ui.keys import SHOWN, Pane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.domain.records import Letter
    from interview_tui.ui.app_screen import AppScreen
    from interview_tui.ui.main_screen import MainScreen


Following: TypeAlias = "Callable[[Letter], int | None]"
"""Gives the letter that comes after one that was sent; None where there is none."""


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
    await open_letter(screen, target, screen.page_left, kind=kind)


async def open_letter(
    screen: AppScreen,
    target: Ref,
    left: Callable[[], object],
    kind: LetterKind | None = None,
    *,
    to: int | None = None,
    following: Following = lambda _: None,
) -> None:
    """Opens the letter that is kept for a follow-up, letter or interview; where there is none, it is drafted. Once it
    was sent, the one `following` is shown.

    What must be noted before it can be written is asked for where that is a quote. Raises UserError, naming what is
    missing, where it is something else.
    """
    from interview_tui.ui.pages.letter import LetterPage

    letters = screen.program.letters
    if kind is None and target.letter == "f":
        _refuse_without_letter(screen.program, target)
    if letters.stored(target, kind, to=to) is None:
        fresh = letters.draft(target, kind, to=to)
        case = letters.read_case(fresh)
        if fresh.person_id is not None and _lacks_quote(case, fresh, fresh.person_id):
            again = partial(open_letter, screen, target, left, kind, to=to, following=following)
            name = case.person_name(fresh.person_id)
            asks = f"The letter needs something {name} said, and quotes it. Then it is drafted."
            await ask_for_quote(screen, case, fresh.person_id, again, asks=asks)
            return
        refuse_gaps(screen.program, fresh)
    change = letters.write(target, kind, to=to)
    page = LetterPage(screen.program, left, change.refs[0].id, following)
    await screen.app.push_screen(page)
    if change.entry is not None:
        page.message.tell(change.words, undoable=True)


async def show_people(screen: AppScreen, letter: Letter) -> None:
    """The people of a letter's interview, with the cursor on who it goes to."""
    from interview_tui.ui.pages.people import PeoplePage

    page = PeoplePage(screen.program, lambda: screen.attempt(screen.reload), letter.interview_id)
    await screen.app.push_screen(page)
    page.view.go_to(letter.person_id)


def _refuse_without_letter(program: AppContext, target: Ref) -> None:
    """Raises Refused for a follow-up that asks for no letter."""
    follow_up = get(program.store.reader, FollowUp, target.id)
    if KINDS[follow_up.kind].letter is None:
        raise Refused(f"“{follow_up.text}” asks for no letter: in the pipeline {SHOWN['letter']} writes the next one")


async def ask_for_quote(
    screen: AppScreen,
    case: Case,
    person_id: int,
    then: Callable[[], Awaitable[None] | None],
    *,
    asks: str = "The thank-you quotes it.",
) -> None:
    """Asks for something that a person said, and says what it is for; `then` is called when it was written down."""
    notes = screen.program.notes

    def submit(text: str) -> None:
        screen.done(notes.capture(case.interview.id, text, meeting_id=case.meeting.id))

    name = case.person_name(person_id)
    await screen.ask(QuoteDialog(name, submit, notes.day_reader(case), then, asks=asks))


def _lacks_quote(case: Case, letter: Letter, person_id: int) -> bool:
    """Whether a letter must cite a person of whom nothing is written down."""
    personal = LETTERS[letter.kind].personal and person_id not in case.outsiders
    return personal and not quotes_of(case, person_id)


def refuse_gaps(program: AppContext, letter: Letter) -> None:
    """Raises Refused where the records do not hold what such a letter needs; names the key that goes there."""
    gaps = program.letters.gaps(letter)
    if gaps and not LETTERS[letter.kind].news:
        key = LETTERS[letter.kind].completed_at
        where = f" ({SHOWN[key]} goes there)" if key else ""
        raise Refused(f"{program.letters.named(letter)} waits for {'; '.join(gaps)}{where}".removeprefix("the "))


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

    await screen.ask(answer_menu(screen.selection.name_of([offer.interview_id]), write))


def _offers_to_answer(screen: MainScreen) -> list[int]:
    """The answer that the selected interview owes, where it owes nothing else that is a letter."""
    case = screen.selection.required_case()
    letters = any(KINDS[f.kind].letter for f in case.open)
    return [] if letters else [f.id for f in case.open if KINDS[f.kind].choices]
