"""The letter: what it says, whether it is ready, and the ways by which it goes out."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from interview_tui.domain.already_sent import brought
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.dates import When, day_words, moment_words
from interview_tui.domain.enums import Channel, LetterState, Ref
from interview_tui.domain.errors import Conflict, NotFound, Refused, UserError
from interview_tui.domain.letter_kinds import LETTERS, LetterKind
from interview_tui.domain.records import Letter, ref
from interview_tui.domain.text import counted
from interview_tui.services.letters import with_facts
from interview_tui.store.records import get
from interview_tui.ui.actions.letters import refuse_gaps, show_people
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.letter import Writing, Written, file_name, for_editor, from_editor, write_privately
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.prompt import Prompt
from interview_tui.ui.frame import Part
from interview_tui.ui.keys import SHOWN, PageName
from interview_tui.ui.letter_prose import checks_prose, letter_prose
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
    from interview_tui.store.journal import Change
    from interview_tui.ui.actions.letters import Following
    from interview_tui.ui.dialogs.base import Dialog

WAYS = (
    ("e", Channel.EMAIL, "by e-mail, from a mail program"),
    ("l", Channel.POST, "by post"),
    ("h", Channel.IN_PERSON, "handed over in person"),
)
CHECKED_FROM = 16  # lines of the screen, from which on the checks stand below the letter
OF_DRAFTS = frozenset({"edit", "editor", "send", "sent", "again"})
"""What is done with a letter that was not sent yet."""
WHILE_SENDING = frozenset({"down", "up", "first", "last", "half_page", "detail", "help"})  # what works then


class LetterPage(TextPage):
    """One letter, and what can be done with it."""

    page: ClassVar[PageName] = PageName.LETTER
    VERTICAL_BREAKPOINTS = [(0, "-low"), (CHECKED_FROM, "-tall")]  # noqa: RUF012 -- declared so by Textual

    def __init__(
        self, program: AppContext, left: Callable[[], object], letter_id: int, following: Following = lambda _: None
    ) -> None:
        """`following` gives the letter that is shown once this one was sent; None for none."""
        super().__init__(program, left)
        self._following = following
        self.letter_id = letter_id
        self._letter: Letter | None = None
        self.missing: tuple[str, ...] = ()
        """What keeps it from being ready, in words."""
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
        """Reads the letter anew; one that was taken back is shown as gone."""
        letters = self.program.letters
        try:
            self._letter = letter = letters.letter(self.letter_id)
        except NotFound:
            self._letter, self.missing = None, ()
            self.show_keys(OF_DRAFTS | {"copy", "export", "kind"})
            self.title_line.show("Letter")
            self.frame.show_top([Part("Letter", "title")])
            self.view.show(f"This letter was taken back: {SHOWN['redo']} brings it back.")
            self._check_frame.show_top([Part("Check")])
            self.detail_view.show("")
            return
        case = letters.read_case(letter)
        sent = letter.state is LetterState.SENT
        self.missing = () if sent else letters.missing(letter)
        title = f"{sentence_case(LETTERS[letter.kind].title)} to {case.person_name(letter.person_id) or 'nobody yet'}"
        self.title_line.show(title, case.name, self._state_words(letter))
        titled = [Part("Letter", "title"), Part(f" {letter.channel.replace('email', 'e-mail')}")]
        text, address = self.program.outbox.body_as_text(letter), self.address(case, letter)
        self.frame.show_top(titled, [Part(counted(len(letter.body.split()), "word"))])
        self.view.show(lambda to: letter_prose(to, letter.subject, text, address=address))
        self.show_keys(OF_DRAFTS if sent else ())
        stands = "sent" if sent else "not ready" if self.missing else "ready to send"
        self._check_frame.show_top([Part("Check"), Part(" · "), Part(stands, "strong")])
        self.detail_view.show(lambda to: checks_prose(to, letter, case, self.program, self.missing))

    @property
    def letter(self) -> Letter:
        """The letter. Raises Refused when it was taken back."""
        if self._letter is None:
            raise Refused(f"The letter was taken back: {SHOWN['redo']} brings it back")
        return self._letter

    @property
    def draft(self) -> Letter:
        """The letter, while it can be changed and sent. Raises Refused when it was sent."""
        if self.letter.state is LetterState.SENT:
            raise Refused("It was sent: a letter that was sent is not changed any more")
        return self.letter

    def _state_words(self, letter: Letter) -> str:
        context = self.program
        if letter.sent is None:
            return "draft, not ready" if self.missing else "draft"
        return f"sent {moment_words(letter.sent, now=context.clock(), calendar=context.calendar)}"

    def address(self, case: Case, letter: Letter) -> str:
        """Whom it goes to, with the e-mail address."""
        person = case.people.get(letter.person_id) if letter.person_id is not None else None
        if person is None:
            return "nobody yet"
        return f"{person.name} <{person.email}>" if person.email else person.name

    async def action_edit(self) -> None:
        """The letter in fields; what was typed before and not saved is offered."""
        letter = self.draft
        typed = self.program.letters.typed(letter.id)
        saved = self._written(letter)
        if typed is None or typed == saved.as_text():
            await self._edit(letter, saved)
            return
        before = Written.from_text(typed, news=saved.news is not None)

        async def take() -> None:
            self.program.letters.take_typed(letter.id)
            await self._edit(letter, before)

        async def drop() -> None:
            self.program.letters.take_typed(letter.id)
            self.program.letters.forget_typed(letter.id)
            self.reload()
            await self._edit(letter, saved)

        choices = [
            Choice("t", "take what you typed", take),
            Choice("d", "drop it: the letter as it was saved", drop),
        ]
        kept = "What you typed last was kept, but not saved"
        await self.ask(Menu(kept, choices))

    async def action_editor(self) -> None:
        """The letter in the user's own editor; where another session has saved it meanwhile, both are shown."""
        try:
            self._edit_aside()
        except Conflict as overtaken:
            self.message.tell(str(overtaken), error=True)
            self.reload()
            letter = self.draft
            saved = self._written(letter)
            mine = Written.from_text(self.program.letters.typed(letter.id) or "", news=saved.news is not None)
            fresh = await self._edit(letter, mine)
            fresh.show_theirs(f"Saved by another session meanwhile: {letter.body}")

    async def action_send(self) -> None:
        """Hands the letter to the configured command, once the person has said so."""
        letters = self.program.letters
        letter = self.draft
        self.program.outbox.refuse_unsendable(letter)
        command = " ".join(self.program.outbox.command())
        caution = self.program.persistence.before_letter(letter)
        to = self.address(letters.read_case(letter), letter)
        elsewhere = "".join(f"{line}. " for line in letters.from_elsewhere(letter))
        question = f"{elsewhere}Send it to {to} with {command}?"
        lacking = f"Not ready: {'; '.join(self.missing)}. " if self.missing else ""
        too_soon = f"{caution.sentence} " if caution else ""
        sure = " all the same" if lacking or too_soon else ""
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

        return Choice("w", f"wait until {day_words(day, today=self.program.today())}; the draft is kept", wait)

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
            return Menu(f"{path} is there already", choices, safe=1)

        await self.ask(Prompt("Write the letter as an e-mail file", submit, value=file_name(letter, name)))

    async def action_sent(self) -> None:
        """The letter went out by another way."""
        letter = self.draft
        lacking = f" (not ready: {'; '.join(self.missing)})" if self.missing else ""
        choices = [Choice(key, words, lambda way=way: self._sent(letter, way)) for key, way, words in WAYS]  # type: ignore[misc]
        if lacking:
            choices.insert(0, Choice("n", "it did not go out yet", lambda: None))
        await self.ask(Menu(f"How did it go out?{lacking}", choices))

    async def action_again(self) -> None:
        """Drafts the letter again from the records; asks where it was edited."""
        letter = self.draft
        fresh = self._fresh(letter)
        if (fresh.subject, fresh.body) == (letter.subject, letter.body):
            self.message.tell("The records say nothing new: the letter is as it would be drafted")
            return

        def take() -> None:
            self.done(self.program.letters.save(letter, subject=fresh.subject, body=fresh.body))

        if letter.version == 1:
            take()
            return
        choices = [
            Choice("y", "draft it anew; u brings your text back", take),
            Choice("n", "keep the letter as it is", lambda: None),
        ]
        await self.ask(Menu("You edited this letter. Draft it anew from the records?", choices, safe=1))

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

    async def _edit(self, letter: Letter, written: Written) -> Dialog:
        begun = [written]
        return await edit_record(self, ref(letter), lambda: self._writing(letter.id, begun.pop() if begun else None))

    def _writing(self, letter_id: int, written: Written | None) -> Writing:
        """The letter as it is now in fields, in which something else may stand. Raises NotFound, Refused."""
        letters = self.program.letters
        letter = letters.letter(letter_id)
        if letter.state is LetterState.SENT:
            raise Refused("It was sent meanwhile: what you typed is kept, but a letter that was sent is not changed")

        def save(now: Written) -> None:
            self.done(self._save(letter, now))

        def keep(now: Written | None) -> None:
            if now is None:
                letters.forget_typed(letter.id)
            else:
                letters.keep_typed(letter.id, now.as_text())

        def missing(now: Written) -> tuple[str, ...]:
            edited = replace(letter, subject=now.subject, body=now.body)
            return letters.missing(with_facts(letters.read_case(letter), edited, letter, own=now.brings()))

        def left() -> None:
            self.reload()
            self.message.tell("What you typed is kept, but not saved: e offers it")

        title = f"{sentence_case(LETTERS[letter.kind].title)} to {letters.reader_name(letter)}"
        saved = self._written(letter)
        return Writing(title, written or saved, saved=saved, save=save, keep=keep, missing=missing, left=left)

    def _edit_aside(self) -> None:
        from interview_tui.ui.editor import edit_text

        letter, letters = self.draft, self.program.letters

        def take(edited: str) -> Change:
            nonlocal letter
            now = from_editor(edited, subject=letter.subject)
            try:
                change = self._save(letter, replace(now, news=self._written(letter).news))
            except UserError:
                letters.keep_typed(letter.id, now.as_text())
                raise
            letter = get(self.program.store.reader, Letter, letter.id)
            return change

        def take_later(edited: str) -> Change:
            try:
                return take(edited)
            except Conflict as error:
                raise Refused(f"{error}; what was saved in the editor is kept: e on the letter offers it") from None

        text, origin, same = for_editor(letter), f"letter {ref(letter)}", "The letter is as it was"
        edited = edit_text(self, text, name="letter.txt", origin=origin, same=same, take=take_later)
        if edited is not None:
            self.done(take(edited))

    def _save(self, letter: Letter, now: Written) -> Change:
        return self.program.letters.save(letter, subject=now.subject, body=now.body, brings=now.brings())

    def _written(self, letter: Letter) -> Written:
        """The letter as it stands in fields. News of one's own are asked for where a letter must bring some."""
        news: str | None = None
        if LETTERS[letter.kind].news:
            told = brought(chart_rows(self.program.letters.read_case(letter)), letter.body)
            news = "; ".join(line for line in (letter.brings or "").splitlines() if line not in told)
        return Written(letter.subject, news, letter.body)

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
        following = self._following(letter)  # drafted first: u takes back what comes last
        # What the command was handed has gone out, whatever was saved meanwhile.
        change = self.program.outbox.sent(letter.id if way is None else letter, channel=way)
        self.letter_id = following or letter.id
        self.done(change)
        self.view.first()

    def _fresh(self, letter: Letter) -> Letter:
        """The letter as it would be drafted now. Raises Refused for one of an earlier round."""
        letters = self.program.letters
        if letter.follow_up_id is not None:
            return letters.draft(Ref("f", letter.follow_up_id), letter.kind, to=letter.person_id)
        fresh = letters.draft(Ref("i", letter.interview_id), letter.kind, to=letter.person_id)
        if fresh.round_id != letter.round_id:
            raise Refused("It belongs to an earlier round: edit it, or write a new one from the follow-ups")
        return fresh

    def _go_to(self, letter: Letter, kind: LetterKind) -> None:
        """Shows a letter of another kind, drafting it where there is none."""
        letters, target = self.program.letters, Ref("i", letter.interview_id)
        if letters.stored(target, kind, to=letter.person_id) is None:
            refuse_gaps(self.program, letters.draft(target, kind, to=letter.person_id))
        change = letters.write(target, kind, to=letter.person_id)
        self.letter_id = change.refs[0].id
        self.done(change)

    def _write_file(self, path: Path, mail: bytes) -> None:
        write_privately(path, mail)
        self.message.tell(f"Wrote {path}")
