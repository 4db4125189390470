"""The letter: what it says, whether it is ready, and the ways by which it goes out."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.dates import When, day_words, moment_words
from interview_tui.domain.enums import Channel, LetterState, Ref
from interview_tui.domain.errors import NotFound, Refused, UserError
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.records import Letter, Person, ref
from interview_tui.domain.text import counted
from interview_tui.store.records import get
from interview_tui.ui.actions.letters import board_target, next_owed, place_on_board, refuse_gaps, show_people
from interview_tui.ui.dialogs.address import address_prompt
from interview_tui.ui.dialogs.letter import file_name, write_privately
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.prompt import Prompt
from interview_tui.ui.frame import Part
from interview_tui.ui.keys import SHOWN, PageName
from interview_tui.ui.letter_checks import CheckedLetter, check_letter, checks_prose
from interview_tui.ui.letter_choices import LetterChoices
from interview_tui.ui.letter_editing import LetterEditing
from interview_tui.ui.letter_prose import letter_prose
from interview_tui.ui.pages.base import TextPage, framed
from interview_tui.ui.text_view import TextView
from interview_tui.ui.warning import day_to_wait_for
from interview_tui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.contact_frequency import Caution
    from interview_tui.services.letters import Redrafted

WAYS = (
    ("e", Channel.EMAIL, "by email, from a mail program"),
    ("l", Channel.POST, "by post"),
    ("h", Channel.IN_PERSON, "handed over in person"),
)
CHECKED_FROM = 16  # lines of the screen, from which on the checks stand below the letter
OF_DRAFTS = frozenset({"edit", "editor", "choose", "send", "sent", "again", "address"})
"""What is done with a letter that was not sent yet."""
WHILE_SENDING = frozenset({"down", "up", "first", "last", "half_page", "detail", "help"})  # what works then


class LetterPage(TextPage):
    """One letter, and what can be done with it."""

    page: ClassVar[PageName] = PageName.LETTER
    VERTICAL_BREAKPOINTS = [(0, "-low"), (CHECKED_FROM, "-tall")]  # noqa: RUF012 -- declared so by Textual

    def __init__(
        self,
        program: AppContext,
        left: Callable[[], object],
        target: Ref,
        kind: LetterKind | None = None,
        *,
        to: int | None = None,
        goes_on: bool = False,
    ) -> None:
        """The letter of `target`, as `Letters.current` has it: it is stored only once something is done with it. Where
        it `goes_on`, a thank-you that was sent is followed by that to the next person on the board.
        """
        super().__init__(program, left)
        self._target, self._kind, self._to = target, kind, to
        self._goes_on = goes_on
        self._letter_id = 0
        """The letter's id, once it is stored."""
        self._letter: Letter | None = None
        self._check = CheckedLetter()
        self._editing = LetterEditing(self, self._stored)
        self._choices = LetterChoices(self, lambda: self.draft, self._take, self.action_address)
        self.sending = False
        """Whether the command for sending has it now."""
        self.detail_view = TextView(id="letter-checks")
        self._check_frame = framed(self.detail_view, scrolled=True)

    def body(self) -> Sequence[Widget]:
        return [self.frame, self._check_frame]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a letter is handed over, nothing else is done to it."""
        return not self.sending or action in WHILE_SENDING

    def reload(self) -> None:
        """Reads the letter again; one whose draft was undone is shown as gone."""
        letters = self.program.letters
        try:
            self._letter = letter = self._read()
        except NotFound:
            self._letter, self._check = None, CheckedLetter()
            self.show_keys(OF_DRAFTS | {"next", "copy", "export", "kind"})
            self.title_line.show("Letter")
            self.frame.show_top([Part("Letter", "title")])
            self.view.show(f"This letter is not there any more: {SHOWN['redo']} brings it back.")
            self._check_frame.show_top([Part("Check")])
            self.detail_view.show("")
            return
        case = letters.read_case(letter)
        name = case.person_name(letter.person_id) or "nobody yet"
        sent = letter.state is LetterState.SENT
        self._check = check = check_letter(self.program, letter, case)
        title = f"{sentence_case(LETTERS[letter.kind].title)} to {name}"
        self.title_line.show(title, case.name, self._state_words(letter, case))
        way = Part(f" {letter.channel}")
        self.frame.show_top([Part("Letter", "title"), way], [Part(counted(len(letter.body.split()), "word"))])
        text, address = self.program.outbox.body(letter), self.address(case, letter)
        self.view.show(lambda to: letter_prose(to, letter.subject, text, address=address, hints=check.hints))
        thanks = letter.kind is LetterKind.THANK_YOU
        self.show_keys((OF_DRAFTS if sent else frozenset()) | (frozenset() if thanks else {"next"}))
        self._check_frame.show_top([Part("Check"), Part(" · "), Part("sent" if sent else check.stands, "strong")])
        self.detail_view.show(lambda to: checks_prose(to, letter, case, check, self.program))

    def _read(self) -> Letter:
        """The letter: the stored one that is shown, else that of the target. Raises NotFound."""
        letters = self.program.letters
        if self._letter_id:
            try:
                return letters.letter(self._letter_id)
            except NotFound:  # it was undone: what would be drafted is shown again
                self._letter_id = 0
        letter = letters.current(self._target, self._kind, to=self._to)
        self._letter_id = letter.id
        return letter

    def _show(self, target: Ref, kind: LetterKind | None, to: int | None) -> None:
        """Shows another letter."""
        self._target, self._kind, self._to, self._letter_id = target, kind, to, 0
        self.reload()
        self.view.first()
        self.detail_view.first()

    def _stored(self) -> Letter:
        """The letter, stored if it was not: what is typed into it is kept with it. Raises Refused when it was sent."""
        if not self.draft.id:
            self._letter_id = self.program.letters.write(self._target, self._kind, to=self._to).refs[0].id
            self.reload()
        return self.draft

    @property
    def letter(self) -> Letter:
        """The letter. Raises Refused when it is not there any more."""
        if self._letter is None:
            raise Refused(f"The letter is not there any more: {SHOWN['redo']} brings it back")
        return self._letter

    @property
    def draft(self) -> Letter:
        """The letter, while it can be changed and sent. Raises Refused when it was sent."""
        if self.letter.state is LetterState.SENT:
            raise Refused("It was sent: a letter that was sent is not changed any more")
        return self.letter

    def _state_words(self, letter: Letter, case: Case) -> str:
        context = self.program
        if letter.sent is not None:
            return f"sent {moment_words(letter.sent, now=context.clock(), calendar=context.calendar)}"
        place = place_on_board(context, letter, case)
        draft = "draft" if letter.id else "preview"
        return " · ".join(filter(None, (draft + (", not ready" if self._check.missing else ""), place)))

    def address(self, case: Case, letter: Letter) -> str:
        """Whom it goes to, with the e-mail address."""
        person = case.people.get(letter.person_id) if letter.person_id is not None else None
        if person is None:
            return "nobody yet"
        return f"{person.name} <{person.email}>" if person.email else person.name

    async def action_edit(self) -> None:
        """The letter in fields; what was typed before and not saved is offered."""
        await self._editing.edit()

    async def action_editor(self) -> None:
        """The letter in the user's own editor."""
        await self._editing.edit_aside()

    async def action_send(self) -> None:
        """Hands the letter to the configured command, once the person has said so."""
        letters = self.program.letters
        letter = self.draft
        self.program.outbox.refuse_unsendable(letter)
        command = " ".join(self.program.outbox.command())
        caution = self.program.persistence.before_letter(letter)
        to = self.address(letters.read_case(letter), letter)
        elsewhere = "".join(f"{line}. " for line in letters.about_files(letter))
        question = f"{elsewhere}Send it to {to} with {command}?"
        missing = self._check.missing
        lacking = f"Not ready: {'; '.join(missing)}. " if missing else ""
        too_soon = f"{caution.sentence} " if caution else ""
        sure = " anyway" if lacking or too_soon else ""
        choices = [
            Choice("y", f"send it{sure}", lambda: self._hand_over(letter)),
            Choice("n", "do not send it", lambda: self.message.tell("Nothing was sent")),
        ]
        if caution and (waits := self._waits(letter, caution)) is not None:
            choices.append(waits)
        safe = len(choices) - 1 if sure or elsewhere else 0  # never on sending, where something speaks against it
        await self.ask(Menu(f"{lacking}{too_soon}{question}", choices, safe=safe))

    def _waits(self, letter: Letter, caution: Caution) -> Choice | None:
        """The choice to wait until the next good day; None where there is none, or nothing that could wait."""
        if letter.follow_up_id is None:
            return None
        found = [letter.follow_up_id]
        day = day_to_wait_for(self, caution, found)
        if day is None:
            return None

        def wait() -> None:
            self.done(self.program.follow_ups.snooze(found, When(day)))

        return Choice("w", f"wait until {day_words(day, today=self.program.today())}; the draft is saved", wait)

    def copy_line(self) -> None:
        """The letter as text."""
        self.copy(self.program.outbox.text(self.letter), "the letter")

    async def action_export(self) -> None:
        """Writes the letter as an .eml file."""
        letter = self.letter
        mail = self.program.outbox.mail(letter)
        name = self.program.letters.reader_name(letter)

        def submit(text: str) -> Menu | None:
            path = Path(text.strip()).expanduser()
            if not text.strip() or path.is_dir():
                raise Refused("name a file, for example letter.eml")
            if not path.exists():
                self._write_file(path, mail)
                return None
            choices = [
                Choice("y", "write over it", lambda: self._write_file(path, mail)),
                Choice("n", "leave it as it is", lambda: self.message.tell("Nothing was written")),
            ]
            return Menu(f"{path} already exists", choices, safe=1)

        await self.ask(Prompt("Save the letter as an .eml file", submit, value=file_name(letter, name)))

    async def action_sent(self) -> None:
        """The letter went out by another way."""
        letter = self.draft
        lacking = f" (not ready: {'; '.join(self._check.missing)})" if self._check.missing else ""
        choices = [Choice(key, words, lambda way=way: self._sent(letter, way)) for key, way, words in WAYS]  # type: ignore[misc]
        if lacking:
            choices.insert(0, Choice("n", "it did not go out yet", lambda: None))
        await self.ask(Menu(f"How did it go out?{lacking}", choices))

    async def action_choose(self) -> None:
        """What it cites, and how it says it."""
        await self._choices.choose()

    async def action_again(self) -> None:
        """Drafts the letter again from the records, with what the user changed in it."""
        await self._choices.redraft()

    async def action_next(self) -> None:
        """The thank-you to the next person on the board. Raises Refused where nobody else is owed one."""
        target, kind, to = board_target(next_owed(self.program, self.letter), self.letter.interview_id)
        self._goes_on = True
        self._show(target, kind, to)
        self.message.tell("")

    async def action_address(self) -> None:
        """Asks how the reader is addressed, which is saved at the person; then the letter is drafted again."""
        letter = self.draft
        if letter.person_id is None:
            raise Refused("It goes to nobody yet: name a person first")
        person = get(self.program.store.reader, Person, letter.person_id)

        def save(address: str, familiar: bool) -> None:
            change = self.program.letters.address(letter, person, address, familiar=familiar)
            self.done(change)
            if letter.id and ref(letter) not in change.refs:
                self.call_later(self._choices.redraft)  # it asks about the sentences that would be lost

        await self.ask(address_prompt(letter, person, save))

    async def action_kind(self) -> None:
        """Another kind of letter to the same person."""
        letter = self.letter
        choices = [
            Choice(row.key, row.title, lambda kind=row.kind: self._go_to(letter, kind))  # type: ignore[misc]
            for row in LETTERS.values()
            if row.kind is not letter.kind
        ]
        await self.ask(Menu(f"Another letter to {self.program.letters.reader_name(letter)}", choices))

    async def action_people(self) -> None:
        """The people of the interview, with the cursor on who it goes to."""
        await show_people(self, self.letter)

    async def _hand_over(self, letter: Letter) -> None:
        """Sends in the background: keys are taken meanwhile, and the screen stays alive."""
        self.sending = True
        self.message.tell("Sending…")
        self.run_worker(self._send(letter), exit_on_error=True)

    async def _send(self, letter: Letter) -> None:
        outbox = self.program.outbox
        try:
            mail = outbox.mail(letter)
            await asyncio.to_thread(outbox.hand_over, mail)
        except UserError as error:
            self.message.tell(str(error), error=True)
            return
        finally:
            self.sending = False
        self.attempt(lambda: self._sent(letter))

    def _sent(self, letter: Letter, way: Channel | None = None) -> None:
        following = None
        if self._goes_on:
            with suppress(Refused):  # nobody else is owed one
                following = next_owed(self.program, letter)
        # What the command was handed has gone out, whatever was saved meanwhile.
        change = self.program.outbox.sent(letter.id if letter.id and way is None else letter, channel=way)
        self._letter_id = change.refs[0].id
        if following is not None:
            self._show(*board_target(following, letter.interview_id))
        self.done(change)
        self.view.first()

    def _take(self, redrafted: Redrafted, words: str) -> None:
        change = self.program.letters.take(redrafted, words)
        self._letter_id = change.refs[0].id
        self.done(change)

    def _go_to(self, letter: Letter, kind: LetterKind) -> None:
        """Shows a letter of another kind to the same person."""
        letters, target = self.program.letters, Ref("i", letter.interview_id)
        if letters.stored(target, kind, to=letter.person_id) is None:
            refuse_gaps(self.program, letters.draft(target, kind, to=letter.person_id))
        self._show(target, kind, letter.person_id)

    def _write_file(self, path: Path, mail: bytes) -> None:
        write_privately(path, mail)
        self.message.tell(f"Wrote {path}")
