"""Editing a letter: in fields over the whole screen, or in the user's own editor; neither loses what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.data_classes import replace
from interview_tui.domain.already_sent import brought
from interview_tui.domain.chart import chart_rows
from interview_tui.domain.enums import LetterState
from interview_tui.domain.errors import Conflict, Refused, UserError
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.records import Letter, ref
from interview_tui.services.letters import with_facts
from interview_tui.store.records import get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.letter import Writing, Written, for_editor, from_editor
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.keys import SHOWN
from interview_tui.ui.letter_checks import check_text
from interview_tui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview_tui.store.journal import Change
    from interview_tui.ui.app_screen import AppScreen
    from interview_tui.ui.dialogs.base import Dialog


class LetterEditing:
    """The ways in which the letter of a screen is edited."""

    def __init__(self, screen: AppScreen, stored: Callable[[], Letter]) -> None:
        """`stored` gives the letter as it is now, stored if it was not. Raises Refused for one that was sent."""
        self._screen, self._program, self._stored = screen, screen.program, stored

    async def edit(self) -> None:
        """The letter in fields; what was typed before and not saved is offered."""
        letter = self._stored()
        typed = self._program.letters.typed(letter.id)
        saved = self._written(letter)
        if typed is None or typed == saved.as_text():
            await self._edit(letter, saved)
            return
        before = Written.from_text(typed, news=saved.news is not None)

        async def take() -> None:
            self._program.letters.take_typed(letter.id)
            await self._edit(letter, before)

        async def drop() -> None:
            self._program.letters.take_typed(letter.id)
            self._program.letters.forget_typed(letter.id)
            self._screen.reload()
            await self._edit(letter, saved)

        choices = [
            Choice("t", "take what you typed", take),
            Choice("d", "drop it: the letter as it was saved", drop),
        ]
        await self._screen.ask(Menu("What you typed last is not saved yet", choices))

    async def edit_aside(self) -> None:
        """The letter in the user's own editor; where another session has saved it meanwhile, both are shown."""
        try:
            self._in_editor()
        except Conflict as overtaken:
            self._screen.message.tell(str(overtaken), error=True)
            self._screen.reload()
            letter = self._stored()
            saved = self._written(letter)
            mine = Written.from_text(self._program.letters.typed(letter.id) or "", news=saved.news is not None)
            fresh = await self._edit(letter, mine)
            fresh.show_theirs(f"Saved by another session meanwhile: {letter.body}")

    async def _edit(self, letter: Letter, written: Written) -> Dialog:
        begun = [written]
        return await edit_record(
            self._screen, ref(letter), lambda: self._writing(letter.id, begun.pop() if begun else None)
        )

    def _writing(self, letter_id: int, written: Written | None) -> Writing:
        """The letter as it is now in fields, in which something else may stand. Raises NotFound, Refused."""
        letters = self._program.letters
        letter = letters.letter(letter_id)
        if letter.state is LetterState.SENT:
            raise Refused("It was sent in the meantime, so it is not changed; what you typed is still there")

        def save(now: Written) -> None:
            self._screen.done(self._save(letter, now))

        def keep(now: Written | None) -> None:
            if now is None:
                letters.forget_typed(letter.id)
            else:
                letters.keep_typed(letter.id, now.as_text())

        def check(now: Written) -> Sequence[str]:
            edited, case = replace(letter, subject=now.subject, body=now.body), letters.read_case(letter)
            return check_text(self._program, with_facts(case, edited, letter, own=now.brings()), case).lines()

        def left() -> None:
            self._screen.reload()
            self._screen.message.tell(f"Not saved: {SHOWN['letter.edit']} offers what you typed")

        title = f"{sentence_case(LETTERS[letter.kind].title)} to {letters.reader_name(letter)}"
        saved = self._written(letter)
        return Writing(title, written or saved, saved=saved, save=save, keep=keep, check=check, left=left)

    def _in_editor(self) -> None:
        from interview_tui.ui.editor import edit_text

        letter, letters = self._stored(), self._program.letters

        def take(edited: str) -> Change:
            nonlocal letter
            now = from_editor(edited, subject=letter.subject)
            try:
                change = self._save(letter, replace(now, news=self._written(letter).news))
            except UserError:
                letters.keep_typed(letter.id, now.as_text())
                raise
            letter = get(self._program.store.reader, Letter, letter.id)
            return change

        def take_later(edited: str) -> Change:
            try:
                return take(edited)
            except Conflict as error:
                raise Refused(f"{error}; e on the letter offers what you saved in the editor") from None

        text, origin, same = for_editor(letter), f"letter {ref(letter)}", "The letter is as it was"
        edited = edit_text(self._screen, text, name="letter.txt", origin=origin, same=same, take=take_later)
        if edited is not None:
            self._screen.done(take(edited))

    def _save(self, letter: Letter, now: Written) -> Change:
        return self._program.letters.save(letter, subject=now.subject, body=now.body, brings=now.brings())

    def _written(self, letter: Letter) -> Written:
        """The letter as it stands in fields. News of one's own are asked for where a letter must bring some."""
        news: str | None = None
        if LETTERS[letter.kind].news:
            told = brought(chart_rows(self._program.letters.read_case(letter)), letter.body)
            news = "; ".join(line for line in (letter.brings or "").splitlines() if line not in told)
        return Written(letter.subject, news, letter.body)
