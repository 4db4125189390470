"""What is asked before a follow-up is settled: whether to write its letter first, and whether it is too soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.dates import day_words
from interview_tui.domain.follow_up_kinds import KINDS, letter_of
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.records import FollowUp, Interview
from interview_tui.services.base import due_day
from interview_tui.services.letters import WRITTEN
from interview_tui.store.records import get
from interview_tui.ui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import date

    from interview_tui.domain.contact_frequency import Caution
    from interview_tui.ui.app_screen import AppScreen


async def settle_after_asking(
    screen: AppScreen,
    follow_up_ids: Sequence[int],
    *,
    done: Callable[[], None],
    wait: Callable[[date], None],
    write: Callable[[FollowUp], Awaitable[None]],
    unseen: bool = False,
) -> None:
    """Settles follow-ups, after what must be asked before: whether to `write` the letter, and whether to `wait` where
    the contact comes too soon. `unseen`: another pane has the cursor. Raises NotFound.
    """

    async def go_on() -> None:
        with screen.saying():
            await warned(screen, screen.program.persistence.before(follow_up_ids), done, wait, follow_up_ids)

    async def write_first(follow_up: FollowUp) -> None:
        with screen.saying():
            await write(follow_up)

    await ask_first(screen, follow_up_ids, go_on, write_first, unseen=unseen)


async def warned(
    screen: AppScreen,
    caution: Caution | None,
    done: Callable[[], None],
    wait: Callable[[date], None],
    follow_up_ids: Sequence[int] = (),
) -> None:
    """Settles follow-ups at once when nothing speaks against it; else asks: `w` waits until a good day, `d` does it all
    the same. Raises NotFound.
    """
    if caution is None:
        done()
        return
    choices = [Choice("n", "not now", lambda: None), Choice("d", "do it anyway", done)]
    day, today = day_to_wait_for(screen, caution, follow_up_ids), screen.program.today()
    if day is not None:
        choices.insert(0, Choice("w", f"wait until {day_words(day, today=today)}", lambda: wait(day)))
    await screen.ask(Menu("Too soon?", choices, asks=caution.sentence, esc="cancel"))


def day_to_wait_for(screen: AppScreen, caution: Caution, follow_up_ids: Sequence[int]) -> date | None:
    """The next good day for a contact that comes too soon, and no earlier than the follow-ups are due; None where there
    is none ahead.
    """
    if caution.good_day is None:
        return None
    program = screen.program
    due = (due_day(get(program.store.reader, FollowUp, i), program.calendar) for i in follow_up_ids)
    day = max((caution.good_day, *due))
    return day if day > program.today() else None


async def ask_first(
    screen: AppScreen,
    follow_up_ids: Sequence[int],
    go_on: Callable[[], Awaitable[None]],
    write: Callable[[FollowUp], Awaitable[None]],
    *,
    unseen: bool = False,
) -> None:
    """Asks before a single follow-up is settled for which no letter was sent: `m` writes it, `d` says that it was done
    in another way. One that is `unseen`, for another pane has the cursor, is named first in any case. Raises NotFound.
    """
    program = screen.program
    single = None
    if len(follow_up_ids) == 1:
        single = get(program.store.reader, FollowUp, follow_up_ids[0])
    if single is None or not (unseen or has_letter(single)):
        await go_on()
        return
    company = get(program.store.reader, Interview, single.interview_id).company
    title, lacks = f"{single.text} · {company}, {program.follow_ups.due(single)}", ""
    choices = [Choice("d", "it is done", go_on)]
    asked = letter_of(single.kind, single.origin)
    if asked is not None and has_letter(single):
        lacks = f"No {LETTERS[asked].title} was sent from here."
        choices = [
            Choice("m", "write the letter", lambda: write(single)),
            Choice("d", "it was done another way", go_on),
        ]
    await screen.ask(Menu(title, choices, asks=lacks, esc="leave it open"))


def has_letter(follow_up: FollowUp) -> bool:
    """Whether a follow-up asks for a letter to somebody."""
    row = KINDS[follow_up.kind]
    if row.letter is None or follow_up.channel not in WRITTEN:
        return False
    return follow_up.person_id is not None or not row.letter_needs_person
