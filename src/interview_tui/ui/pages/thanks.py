"""The thank-you board: everybody met in the round, and what is left of their 24 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from interview_tui.domain.dates import day_words
from interview_tui.domain.enums import Channel, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.letter_kinds import LetterKind
from interview_tui.domain.letters import lack_line, needs_of, quotes_of
from interview_tui.domain.thank_yous import board, clock_words
from interview_tui.store.case import load_case, other_meetings
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow
from interview_tui.ui.pages.letter import ask_for_quote, open_letter
from interview_tui.ui.text import company_role, padded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.thank_yous import Thanks

WHO = "Nobody is named yet: {add} in the notes, then @ Name, says who was there"
CLOCK_WIDTH = 18
"""Cells for the clock: `sent Thu 3 Dec 14:00` is cut, all that is still owed is not."""


class ThanksPage(ListPage):
    """One row a person met."""

    page: ClassVar[PageName] = PageName.THANKS
    EMPTY: ClassVar[str] = "Nobody was met yet: {add} in the notes, then @ Name, says who was there"

    def __init__(self, program: AppContext, left: Callable[[], object], interview_id: int) -> None:
        super().__init__(program, left)
        self._interview_id = interview_id
        self._case: Case | None = None
        self._several = False
        """Whether people were met on several days."""
        self._thanks: dict[object, Thanks] = {}

    @property
    def case(self) -> Case:
        """The interview as it was last read."""
        if self._case is None:
            raise Refused(with_keys(self.EMPTY))
        return self._case

    @property
    def thanks(self) -> Thanks:
        """The row under the cursor. Raises Refused where there is none."""
        return self._thanks[self.current.key]

    def rows(self) -> Sequence[PageRow]:
        """The people met, those still to be thanked first."""
        context = self.program
        with context.store.trouble():
            case = self._case = load_case(context.store.reader, self._interview_id, context.clock())
            others = other_meetings(context.store.reader, case, context.clock())
        cadence = context.cadences.of(case.interview.plan)
        found = board(case, others, now=context.clock(), calendar=context.calendar, cadence=cadence)
        self._thanks = {row.key: row for row in found}
        self._several = len({row.day for row in found}) > 1
        owed = sum(1 for row in found if row.open)
        name = company_role(case.interview.company, case.interview.role)
        self.title_line.show(f"Thank-yous · {name}", f"{owed} of {len(found)} owed")
        return [self._line(row) for row in found]

    def detail(self, row: PageRow) -> Text:
        """What the person said and needs, and how far the letter is."""
        thanks, case = self._thanks[row.key], self.case
        text = Text()
        if thanks.subject:
            text.append(f"{thanks.subject}\n")
        for line in thanks.missing:
            text.append(f"{lack_line(line)}\n", "bold")
        if thanks.person_id is None:
            return text
        for quote in quotes_of(case, thanks.person_id):
            text.append(f"“{quote.text}”\n")
        for need in needs_of(case, thanks.person_id):
            text.append(f"{'!' * need.pressing} {need.text}\n")
        return text

    async def action_letter(self) -> None:
        """The thank-you to this person."""
        with self.saying():
            thanks = self.thanks
            target, kind = self._target(thanks)
            await open_letter(self, target, self._returned, kind, to=thanks.person_id)

    def action_done(self) -> None:
        """The thank-you was sent by another way: its letter counts as sent, else the follow-up as done."""
        self.attempt(self._done)

    async def action_quote(self) -> None:
        """Writes down something that this person said."""
        with self.saying():
            thanks = self.thanks
            if thanks.person_id is None:
                raise Refused(with_keys(WHO))
            context = self.program
            meeting = thanks.meeting_id
            case = load_case(context.store.reader, self._interview_id, context.clock(), meeting_id=meeting)
            await ask_for_quote(self, case, thanks.person_id, lambda: None)

    def action_copy(self) -> None:
        """The letter, to the clipboard."""
        self.attempt(self._copy)

    def _line(self, row: Thanks) -> PageRow:
        context = self.program
        words = clock_words(row, now=context.clock(), calendar=context.calendar)
        letter = str(row.letter_state) if row.letter_state is not None else "no letter"
        day = f" ({day_words(row.day, today=context.today())})" if self._several and row.day else ""
        text = f"{padded(words, CLOCK_WIDTH)} {row.name}{day}"
        tone = "rowlist--late" if row.red or row.late else "rowlist--owed" if row.open else ""
        return PageRow(key=row.key, text=text, right=f"{letter}  {'✓' if row.quoted else '×'} quote", tone=tone)

    def _target(self, thanks: Thanks) -> tuple[Ref, LetterKind | None]:
        """The letter that is there, else that which the follow-up asks for. Raises Refused without a person."""
        if thanks.person_id is None:
            raise Refused(with_keys(WHO))
        if thanks.letter_id is not None:
            return Ref("l", thanks.letter_id), None
        if thanks.follow_up_id is not None:
            return Ref("f", thanks.follow_up_id), LetterKind.THANK_YOU
        return Ref("i", self._interview_id), LetterKind.THANK_YOU

    def _done(self) -> None:
        thanks = self.thanks
        if not thanks.open:
            raise Refused(f"Nothing is owed to {thanks.name} any more")
        if thanks.letter_id is not None:
            letter_id = thanks.letter_id
            self.done(self.program.letters.sent(letter_id, channel=Channel.EMAIL))
        elif thanks.follow_up_id is not None:
            self.done(self.program.follow_ups.done([thanks.follow_up_id]))

    def _copy(self) -> None:
        thanks = self.thanks
        if thanks.letter_id is None:
            raise Refused(f"There is no letter to {thanks.name} yet: {SHOWN['thanks.letter']} writes it")
        letters = self.program.letters
        self.copy(letters.text(letters.letter(thanks.letter_id)), f"the letter to {thanks.name}")

    def _returned(self) -> None:
        """The letter was left; after one that was sent the next who is owed one has the cursor."""
        sent = self.thanks.key

        def read() -> None:
            self.reload()
            left = self._thanks.get(sent)
            if left is None or not left.open:
                self.list.first()

        self.attempt(read)
