"""The thank-you board: everybody met in the round, and what is left of their 24 hours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment

from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import Channel
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_gaps import lack_line
from interview_tui.domain.letters import needs_of, quotes_of
from interview_tui.domain.text import company_role
from interview_tui.domain.thank_yous import Thanks, thank_you_clock
from interview_tui.terminal.text import wrapped
from interview_tui.ui.actions.letters import ask_for_quote, board_target, open_letter, thank_you_board
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.letter_prose import letter_prose
from interview_tui.ui.list_lines import GUTTER
from interview_tui.ui.pages.base import ListPage, PageRow, blank

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.letter_kinds import LetterKind
    from interview_tui.ui.strips import Drawn
    from interview_tui.ui.text_view import Prose

WHO = "Nobody named yet: {add} in the notes, then @ Name, adds who was there"
BELOW_NAME = 3
"""Cells before what is said of a person."""
QUOTE_LINES = 2
"""Of what a person said, at most."""


class ThanksPage(ListPage[Thanks]):
    """One row a person met."""

    page: ClassVar[PageName] = PageName.THANKS
    OF_INTERVIEW = True
    LIST = "People met"
    DONE = "No thank-yous left to send here"
    EMPTY: ClassVar[str] = "Nobody met yet: {add} in the notes, then @ Name, adds who was there"

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int | None = None) -> None:
        super().__init__(program, left, interview_id)
        self._case: Case | None = None
        """The interview as it was last read."""
        self.view.resized = lambda: self.attempt(self.reload)

    def rows(self) -> Sequence[PageRow[Thanks]]:
        """The people met, those still to be thanked first."""
        case = self._case = self.read_case()
        found = thank_you_board(self.program, case)
        several = len({row.day for row in found}) > 1
        owed = sum(1 for row in found if row.open)
        name = company_role(case.interview.company, case.interview.role)
        done = len(found) - owed
        share = done / len(found) if found else None
        self.title_line.show("Thank-yous", name, f"{done} of {len(found)} done", share=share)
        return [line for row in found for line in self._block(row, case, several=several)]

    def detail_title(self, item: Thanks) -> tuple[str, str]:
        if item.letter_state is not None:
            stands = str(item.letter_state)
        elif item.state is not None and not item.open:
            stands = str(item.state)
        elif item.missing:
            stands = "not possible yet"
        else:
            stands = "preview"
        return (f"To {item.name}" if item.person_id is not None else "Nobody is named yet"), stands

    def begin_at(self, person_id: int | None) -> None:
        row = next((row for row in self.rows() if row.selectable and row.item.person_id == person_id), None)
        if person_id is not None and row is not None:
            self.view.go_to(row.key)

    def needs(self, item: Thanks) -> bool:
        """Whether it is still owed."""
        return item.open

    def idle(self, item: Thanks) -> Collection[str]:
        if item.person_id is None:
            return {"letter", "done", "quote", "copy"} if not item.open else {"letter", "quote", "copy"}
        return [*([] if item.open else ["done"]), *(["copy"] if item.letter_id is None else [])]

    def detail(self, item: Thanks, to: Prose) -> None:
        """The letter as it is or would be drafted; what it waits for, and what the person said and needs."""
        case = self._case
        for line in item.missing:
            to.line((lack_line(line), "strong"))
        to.blank()
        if item.person_id is None or case is None:
            to.line(with_keys(WHO))
            return
        if (item.open and not item.missing) or item.letter_id is not None:
            target, kind, person_id = self._target(item)
            letter = self.program.letters.current(target, kind, to=person_id)
            letter_prose(to, letter.subject, self.program.outbox.body(letter))
            return
        for quote in quotes_of(case, item.person_id):
            to.line((f"“{quote.text}”", "accent"))
        for need in needs_of(case, item.person_id):
            to.line(need.text, begin=f"{'!' * need.pressing:<4}", tone="key")

    async def action_letter(self) -> None:
        """The thank-you to this person; once it was sent, that to the next one."""
        thanks = self.item
        target, kind, person_id = self._target(thanks)
        await open_letter(self, target, self._returned, kind, to=person_id, goes_on=True)

    def action_done(self) -> None:
        """The thank-you was sent by another way: its letter counts as sent, else the follow-up as done."""
        thanks = self.item
        if not thanks.open:
            raise Refused(f"Nothing left to send to {thanks.name}")
        if thanks.letter_id is not None:
            self.done(self.program.outbox.sent(thanks.letter_id, channel=Channel.EMAIL))
        elif thanks.follow_up_id is not None:
            self.done(self.program.follow_ups.done([thanks.follow_up_id]))

    async def action_quote(self) -> None:
        """Writes down something that this person said."""
        thanks = self.item
        if thanks.person_id is None:
            raise Refused(with_keys(WHO))
        case = self.read_case(meeting_id=thanks.meeting_id)
        await ask_for_quote(self, case, thanks.person_id, lambda: None)

    def copy_line(self) -> None:
        """The letter."""
        thanks, letters = self.item, self.program.letters
        if thanks.letter_id is None:
            raise Refused(f"There is no letter to {thanks.name} yet: {SHOWN['thanks.letter']} writes it")
        self.copy(self.program.outbox.text(letters.letter(thanks.letter_id)), f"the letter to {thanks.name}")

    def _block(self, row: Thanks, case: Case, *, several: bool) -> list[PageRow[Thanks]]:
        """Who it is and how far the letter is, then what they are and what they said."""
        context, width = self.program, self.view.inner_width - GUTTER - BELOW_NAME
        clock = thank_you_clock(row, now=context.clock(), calendar=context.calendar)
        day = f" ({day_words(row.day, today=context.today())})" if several and row.day else ""
        tone = "late" if row.red or row.late else "" if row.open else "quiet"
        lines = [PageRow(row.key, row, f" {'○' if row.open else '✓'} {row.name}{day}", clock, tone)]
        person = case.people.get(row.person_id or 0)
        said = [person.title] if person is not None and person.title else []
        if person is not None:
            quotes = quotes_of(case, person.id)
            said += wrapped(f"“{quotes[-1].text}”", max(8, width))[:QUOTE_LINES] if quotes else ["no quote yet"]
        if row.open:
            said.append(f"letter: {row.letter_state}" if row.letter_state is not None else "no letter yet")
        lines += [
            PageRow((row.key, place), row, partial(self._below, text), continues=True)
            for place, text in enumerate(said, 1)
        ]
        return [*lines, blank(row.key)]

    def _below(self, text: str) -> Drawn:
        """A line below the name."""
        return [Segment(" " * BELOW_NAME), Segment(text, self.view.tone("quiet"))]

    def _target(self, thanks: Thanks) -> tuple[Ref, LetterKind | None, int | None]:
        """The letter of a line. Raises Refused without a person."""
        if thanks.person_id is None:
            raise Refused(with_keys(WHO))
        return board_target(thanks, self.interview_id or 0)

    def _returned(self) -> None:
        """The letter was left; after one that was sent the next who is owed one has the cursor."""
        sent = self.item.key
        if self.attempt(self.reload):
            self.message.tell("")
            row = self.view.current
            if row is None or row.key != sent or not row.item.open:
                self.view.first()
