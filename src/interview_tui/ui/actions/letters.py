"""Letters: the one that a follow-up or an interview asks for, and the answer to an offer."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from interview_tui.domain.enums import Outcome, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import KINDS, Kind
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.letters import needs_of, quotes_of
from interview_tui.domain.records import FollowUp, Interview, ref
from interview_tui.domain.thank_yous import board
from interview_tui.store.case import other_meetings
from interview_tui.store.records import get
from interview_tui.terminal.one_picture import one_picture
from interview_tui.ui.dialogs.letter import QuoteDialog
from interview_tui.ui.keys import SHOWN, Pane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter
    from interview_tui.domain.thank_yous import Thanks
    from interview_tui.ui.app_screen import AppScreen
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
    await open_letter(screen, target, screen.page_left, kind=kind)


async def open_letter(
    screen: AppScreen,
    target: Ref,
    left: Callable[[], object],
    kind: LetterKind | None = None,
    *,
    to: int | None = None,
    goes_on: bool = False,
) -> None:
    """Opens the letter of a follow-up, letter or interview: the draft that is stored, else what would be drafted. Where
    it `goes_on`, a thank-you that was sent is followed by the next one on the board.

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
            again = partial(open_letter, screen, target, left, kind, to=to, goes_on=goes_on)
            name = case.person_name(fresh.person_id)
            asks = f"The letter quotes something that {name} said; then it is drafted."
            await ask_for_quote(screen, case, fresh.person_id, again, asks=asks)
            return
        refuse_gaps(screen.program, fresh)
    with one_picture(screen.app):
        await screen.app.push_screen(LetterPage(screen.program, left, target, kind, to=to, goes_on=goes_on))


async def show_people(screen: AppScreen, letter: Letter) -> None:
    """The people of a letter's interview, with the cursor on who it goes to."""
    people = import_module("interview_tui.ui.pages.people")  # by its name, since it opens letters itself
    page = people.PeoplePage(screen.program, lambda: screen.attempt(screen.reload), letter.interview_id)
    page.person_id = letter.person_id
    with one_picture(screen.app):
        await screen.app.push_screen(page)


def thank_you_board(program: AppContext, case: Case) -> tuple[Thanks, ...]:
    """Everybody met in the round, those still owed a thank-you first."""
    others = other_meetings(program.store.reader, case, program.clock())
    cadence = program.cadences.of(case.interview.plan)
    return board(case, others, now=program.clock(), calendar=program.calendar, cadence=cadence)


def board_target(thanks: Thanks, interview_id: int) -> tuple[Ref, LetterKind | None, int | None]:
    """Which letter is that to a person on the board: the one that is there, else that which the follow-up asks for."""
    if thanks.letter_id is not None:
        return Ref("l", thanks.letter_id), None, thanks.person_id
    if thanks.follow_up_id is not None:
        return Ref("f", thanks.follow_up_id), LetterKind.THANK_YOU, thanks.person_id
    return Ref("i", interview_id), LetterKind.THANK_YOU, thanks.person_id


def place_on_board(program: AppContext, letter: Letter, case: Case) -> str:
    """How far the board is with a thank-you that is still owed: `2 of 5`; '' for one that stands alone."""
    if letter.kind is not LetterKind.THANK_YOU:
        return ""
    rows = [row for row in thank_you_board(program, case) if row.person_id is not None]
    owed = [row for row in rows if row.open]
    at = _row_of(owed, letter)
    return f"{len(rows) - len(owed) + at + 1} of {len(rows)}" if at is not None and len(rows) > 1 else ""


def next_owed(program: AppContext, letter: Letter) -> Thanks:
    """The next person on the board, round and round, who is still owed a thank-you and of whom enough is known to
    draft one. Raises Refused where there is none.
    """
    if letter.kind is not LetterKind.THANK_YOU:
        raise Refused("This is no thank-you: only those go from person to person")
    rows = thank_you_board(program, program.letters.read_case(letter))
    owed = [row for row in rows if row.person_id is not None and row.open]
    at = _row_of(owed, letter)
    ahead = owed if at is None else [*owed[at + 1 :], *owed[:at]]
    others = [row for row in ahead if row.person_id != letter.person_id]
    ready = next((row for row in others if row.letter_id is not None or not row.missing), None)
    if ready is not None:
        return ready
    if others:
        names = ", ".join(dict.fromkeys(row.name for row in others))
        raise Refused(f"Write down first what they said: {names} ({SHOWN['thanks']} on the dashboard shows the board)")
    raise Refused("Nobody else is owed a thank-you")


def _row_of(owed: Sequence[Thanks], letter: Letter) -> int | None:
    """The place of a letter among the rows of the board: that of its follow-up, else the first of its reader."""
    of_reader = [place for place, row in enumerate(owed) if row.person_id == letter.person_id]
    asked = (place for place in of_reader if owed[place].follow_up_id == letter.follow_up_id)
    return next(asked, next(iter(of_reader), None))


def _refuse_without_letter(program: AppContext, target: Ref) -> None:
    """Raises Refused for a follow-up that asks for no letter."""
    follow_up = get(program.store.reader, FollowUp, target.id)
    if follow_up.kind is Kind.SUGGESTION:
        takes, drops = SHOWN["done"], SHOWN["remove"]
        raise Refused(f"“{follow_up.text}” needs no letter: {takes} takes what it suggests, {drops} drops it")
    if KINDS[follow_up.kind].letter is None:
        raise Refused(f"“{follow_up.text}” needs no letter: in the pipeline {SHOWN['letter']} writes the next one")


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
    await screen.ask(QuoteDialog(name, submit, partial(notes.read, case), then, asks=asks))


def _lacks_quote(case: Case, letter: Letter, person_id: int) -> bool:
    """Whether a letter must cite a person of whom nothing is written down."""
    personal = LETTERS[letter.kind].personal and person_id not in case.outsiders
    return personal and not (quotes_of(case, person_id) or needs_of(case, person_id))


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
