"""The thank-you board: everybody met in the round, and what is left of their 24 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import Channel, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import lack_line, needs_of, quotes_of
from interview_tui.domain.text import company_role
from interview_tui.domain.thank_yous import Thanks, board, thank_you_clock
from interview_tui.store.case import other_meetings
from interview_tui.terminal.text import padded
from interview_tui.ui.actions.letters import ask_for_quote, open_letter
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_tui.domain.case import Case

WHO = "Nobody is named yet: {add} in the notes, then @ Name, says who was there"
CLOCK_WIDTH = 18
"""Cells for the clock: `sent Thu 3 Dec 14:00` is cut, all that is still owed is not."""


class ThanksPage(ListPage[Thanks]):
    """One row a person met."""

    page: ClassVar[PageName] = PageName.THANKS
    OF_INTERVIEW = True
    EMPTY: ClassVar[str] = "Nobody was met yet: {add} in the notes, then @ Name, says who was there"

    _case: Case | None = None
    """The interview as it was last read."""

    def rows(self) -> Sequence[PageRow[Thanks]]:
        """The people met, those still to be thanked first."""
        context = self.program
        case = self._case = self.read_case()
        others = other_meetings(context.store.reader, case, context.clock())
        cadence = context.cadences.of(case.interview.plan)
        found = board(case, others, now=context.clock(), calendar=context.calendar, cadence=cadence)
        several = len({row.day for row in found}) > 1
        owed = sum(1 for row in found if row.open)
        name = company_role(case.interview.company, case.interview.role)
        self.title_line.show(f"Thank-yous · {name}", f"{owed} of {len(found)} owed")
        return [self._line(row, several=several) for row in found]

    def detail(self, item: Thanks) -> Text:
        """What the person said and needs, and how far the letter is."""
        thanks, case, text = item, self._case, Text()
        if thanks.subject:
            text.append(f"{thanks.subject}\n")
        for line in thanks.missing:
            text.append(f"{lack_line(line)}\n", "bold")
        if thanks.person_id is None or case is None:
            return text
        for quote in quotes_of(case, thanks.person_id):
            text.append(f"“{quote.text}”\n")
        for need in needs_of(case, thanks.person_id):
            text.append(f"{'!' * need.pressing} {need.text}\n")
        return text

    async def action_letter(self) -> None:
        """The thank-you to this person."""
        thanks = self.item
        target, kind = self._target(thanks)
        await open_letter(self, target, self._returned, kind, to=thanks.person_id)

    def action_done(self) -> None:
        """The thank-you was sent by another way: its letter counts as sent, else the follow-up as done."""
        thanks = self.item
        if not thanks.open:
            raise Refused(f"Nothing is owed to {thanks.name} any more")
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

    def action_copy(self) -> None:
        """The letter, to the clipboard."""
        thanks, letters = self.item, self.program.letters
        if thanks.letter_id is None:
            raise Refused(f"There is no letter to {thanks.name} yet: {SHOWN['thanks.letter']} writes it")
        self.copy(self.program.outbox.text(letters.letter(thanks.letter_id)), f"the letter to {thanks.name}")

    def _line(self, row: Thanks, *, several: bool) -> PageRow[Thanks]:
        context = self.program
        words = thank_you_clock(row, now=context.clock(), calendar=context.calendar)
        letter = str(row.letter_state) if row.letter_state is not None else "no letter"
        day = f" ({day_words(row.day, today=context.today())})" if several and row.day else ""
        text = f"{padded(words, CLOCK_WIDTH)} {row.name}{day}"
        tone = "rowlist--late" if row.red or row.late else "rowlist--owed" if row.open else ""
        return PageRow(row.key, row, text, f"{letter}  {'✓' if row.quoted else '×'} quote", tone)

    def _target(self, thanks: Thanks) -> tuple[Ref, LetterKind | None]:
        """The letter that is there, else that which the follow-up asks for. Raises Refused without a person."""
        if thanks.person_id is None:
            raise Refused(with_keys(WHO))
        if thanks.letter_id is not None:
            return Ref("l", thanks.letter_id), None
        if thanks.follow_up_id is not None:
            return Ref("f", thanks.follow_up_id), LetterKind.THANK_YOU
        return Ref("i", self.interview_id or 0), LetterKind.THANK_YOU

    def _returned(self) -> None:
        """The letter was left; after one that was sent the next who is owed one has the cursor."""
        sent = self.item.key
        if self.attempt(self.reload):
            row = self.view.current
            if row is None or row.key != sent or not row.item.open:
                self.view.first()
