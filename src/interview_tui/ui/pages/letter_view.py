"""What the page of a letter shows: its state, what is missing, and its text, to scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from interview_tui.domain.dates import moment_words
from interview_tui.domain.enums import LetterState
from interview_tui.domain.errors import NotFound, Refused
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.text import company_role
from interview_tui.ui.keys import SHOWN
from interview_tui.ui.pages.base import TextPage
from interview_tui.wording import sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.records import Letter

WHILE_SENDING = frozenset({"down", "up", "first", "last", "half_page", "help"})
"""What works while a letter is handed over."""


class LetterView(TextPage):
    """One letter, to read."""

    DEFAULT_CSS = """
    LetterView #letter-state { height: auto; max-height: 8; padding: 0 1; color: $text-success; }
    LetterView #letter-state.-lacking { color: $text-warning; }
    LetterView #page-text { border-top: solid $border-blurred; }
    """

    def __init__(self, program: AppContext, left: Callable[[], object], letter_id: int) -> None:
        super().__init__(program, left)
        self.letter_id = letter_id
        self._letter: Letter | None = None
        self.missing: tuple[str, ...] = ()
        """What keeps it from being ready, in words."""
        self.sending = False
        """Whether the command for sending has it now."""
        self._state = Static(markup=False, id="letter-state")

    def body(self) -> ComposeResult:
        yield self._state
        yield from super().body()

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
            self.title_line.show("Letter")
            self._state.update("This letter was taken back.")
            self.text.update("")
            return
        case = letters.read_case(letter)
        name = case.person_name(letter.person_id) or "nobody yet"
        interview = company_role(case.interview.company, case.interview.role)
        self.title_line.show(
            f"{sentence_case(LETTERS[letter.kind].title)} to {name} · {interview}", self._state_words(letter)
        )
        self.missing = () if letter.state is LetterState.SENT else letters.missing(letter)
        self._state.set_class(bool(self.missing), "-lacking")
        self._state.update("\n".join(self._state_lines(letter)))
        self.text.update(Text(f"To: {self.address(case, letter)}\n{letters.text(letter)}"))

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
            return "draft"
        return f"sent {moment_words(letter.sent, now=context.clock(), calendar=context.calendar)}"

    def _state_lines(self, letter: Letter) -> list[str]:
        if letter.state is LetterState.SENT:
            return [f"It went out by {letter.channel}."]
        lines = list(self.program.letters.from_elsewhere(letter))
        lines += ["Not ready:", *(f"· {line}" for line in self.missing)] if self.missing else ["Ready"]
        if not self.program.signature:
            lines.append('It is not signed: set name = "…" in the configuration (interview-tui paths names it)')
        if self.program.letters.typed(letter.id) is not None:
            lines.append("Something that you typed is not saved yet: e offers it")
        return lines

    def address(self, case: Case, letter: Letter) -> str:
        """Whom it goes to, with the e-mail address."""
        person = case.people.get(letter.person_id) if letter.person_id is not None else None
        if person is None:
            return "nobody yet"
        return f"{person.name} <{person.email}>" if person.email else person.name
