"""How far the word of a reference or a connection has come: the menu that says it, the letter that is next for them,
and the form of what you asked them to stress.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from interview_tui.domain.dates import When, day_words
from interview_tui.domain.enums import Voice
from interview_tui.domain.errors import Refused
from interview_tui.domain.follow_up_kinds import recommendation_writer
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import kind_for
from interview_tui.domain.records import Document, ref
from interview_tui.services.base import due_day
from interview_tui.store.case import load_case
from interview_tui.store.people import references
from interview_tui.store.records import find
from interview_tui.ui.dialogs.form import Field, Form, changed
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import FollowUp, Involvement, Person
    from interview_tui.store.journal import Change
    from interview_tui.ui.pages.base import ListPage

VOICES: tuple[tuple[str, Voice, str], ...] = (
    ("a", Voice.ASKED, "asked for a good word"),
    ("g", Voice.AGREED, "agreed to give one"),
    ("s", Voice.SPOKE, "spoke for you"),
    ("n", Voice.DECLINED, "declined"),
    ("e", Voice.NAMED, "named to the employer as someone who speaks for you"),
    ("r", Voice.RECEIVED, "letter of recommendation received"),
    ("o", Voice.FORWARDED, "letter forwarded to the employer"),
    ("t", Voice.THANKED, "thanked"),
)
NO_FILE_YET = (
    f"The letter itself is not among the files yet: {SHOWN['documents']} in the interview adds it, "
    "and the note takes it along."
)
"""Said of a letter of recommendation that has come."""
ASKING = (LetterKind.GOOD_WORD, LetterKind.RECOMMENDATION)


def favour_menu(page: ListPage[Any], name: str, tie: Involvement) -> Menu:
    """Asks how far their word has come; says how often they were asked, so that nobody is worn out."""

    async def said(what: Voice) -> None:
        page.done(page.program.people.favour(tie.id, what))
        if what is Voice.RECEIVED:
            await _offer_forwarding(page, name, tie)

    def choice(key: str, what: Voice, words: str) -> Choice:
        return Choice(key, words, lambda: said(what))

    care = " (sensitive: with care)" if tie.sensitive else ""
    used = next((r for r in references(page.program.store.reader) if r.person.id == tie.person_id), None)
    often = f"{used.words(page.program.clock()).capitalize()}." if used is not None and used.times else ""
    return Menu(f"{name}'s good word{care}", [choice(*voice) for voice in VOICES], asks=often)


async def _offer_forwarding(page: ListPage[Any], name: str, tie: Involvement) -> None:
    """A letter of recommendation has come: offers to write the note that forwards it."""
    case = _case(page, tie)
    waiting = _to_forward(case, tie)
    if waiting is None:
        return

    async def write() -> None:
        await _open(page, waiting)

    whom = case.person_name(waiting.person_id) or case.interview.company
    due = day_words(due_day(waiting, page.program.calendar), today=page.program.today())
    choices = [Choice(SHOWN["people.letter"], f"write the note that forwards it to {whom}", write)]
    has_file = find(page.program.store.reader, Document, interview_id=tie.interview_id, person_id=tie.person_id)
    asks = "" if has_file else NO_FILE_YET
    await page.ask(Menu(f"{name}'s letter has come", choices, asks=asks, esc=f"later: it is in your follow-ups, {due}"))


async def write_to(page: ListPage[Any], name: str, tie: Involvement) -> None:
    """Opens the letter that is next for them: of a letter of theirs that has come, the note that forwards it. Raises
    Refused for somebody who is not to be asked.
    """
    from interview_tui.ui.actions.letters import open_letter

    case = _case(page, tie)
    waiting = _to_forward(case, tie)
    if waiting is not None:
        await _open(page, waiting)
        return
    kind = kind_for(case, page.program.calendar, tie)
    if kind in ASKING and tie.do_not_ask:
        raise Refused(f"{name} is marked “do not ask”: change that with {SHOWN['people.edit']} before you ask")
    await open_letter(page, ref(case.interview), page.returned, kind, to=tie.person_id)


async def _open(page: ListPage[Any], follow_up: FollowUp) -> None:
    from interview_tui.ui.actions.letters import open_letter

    await open_letter(page, ref(follow_up), page.returned)


def _case(page: ListPage[Any], tie: Involvement) -> Case:
    return load_case(page.program.store.reader, tie.interview_id, page.program.clock())


def _to_forward(case: Case, tie: Involvement) -> FollowUp | None:
    """The open follow-up that forwards their letter."""
    return next((f for f in case.open if recommendation_writer(f.origin) == tie.person_id), None)


def reference_form(program: AppContext, person: Person, tie: Involvement, done: Callable[[Change], None]) -> Form:
    """What you asked them to stress, when you named them to the employer, and how they know you."""
    dates, calendar = WhenReader(program), program.calendar
    named = dates.written(When(calendar.day(tie.named))) if tie.named else ""
    fields = (
        Field(
            "stress",
            "To stress",
            tie.stress,
            placeholder="in your words, nothing confidential of the employer",
        ),
        Field(
            "named",
            "Named",
            named,
            placeholder="when you named them to the employer: today, 12 Nov",
            check=lambda text: dates.said(text, past=True),
        ),
        Field(
            "knows_me_from",
            "Knows you",
            person.knows_me_from,
            placeholder="for the sheet: manager at Norden, 2021 to 2024",
        ),
    )

    def submit(values: dict[str, str]) -> None:
        known: dict[str, Any] = changed(fields, values)
        if "named" in known:
            known["named"] = _instant(program, dates.read_past(known["named"])) if known["named"] else None
        if known:
            done(program.people.edit(person, tie, **known))

    return Form(f"{person.name} as a {tie.part}", fields, submit)


def _instant(program: AppContext, when: When) -> datetime:
    """A time as it was given; of a day alone its noon, of today now."""
    if when.at is not None:
        return when.at
    return program.clock() if when.day == program.today() else program.calendar.instant(when.day, time(12))
