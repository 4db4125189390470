"""Writing a letter: its subject and its text over the whole screen, kept as one types; and a quote that it needs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static
from textual.widgets.text_area import Selection

from interview_tui.data_classes import dataclass
from interview_tui.domain.chart import CHART_LINE, asks_for_chart
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.letter_gaps import first_gap
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.notes_text import says_nothing
from interview_tui.domain.records import Letter
from interview_tui.domain.text import clean_line, first_name, shorten
from interview_tui.store.records import get
from interview_tui.terminal.fields import LineField, NoteField
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.dialogs.note import NoteDialog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.shorthand import NoteLine
    from interview_tui.store.autosave import Draft


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it stands in the fields. `news` are what it brings, parted by semicolons; None where nobody asks."""

    subject: str
    news: str | None
    body: str

    def as_text(self) -> str:
        """In one text: the subject and the news, a line each, then the body."""
        return f"{self.subject}\n{self.news or ''}\n{self.body}"

    def brings(self) -> str | None:
        """The news, a line each."""
        return None if self.news is None else "\n".join(part.strip() for part in self.news.split(";") if part.strip())

    @classmethod
    def from_text(cls, text: str, *, news: bool) -> Written:
        """What `as_text` gave."""
        subject, _, rest = text.partition("\n")
        brings, _, body = rest.partition("\n")
        return cls(subject, brings if news else None, body)


def _location(before: str) -> tuple[int, int]:
    """Line and column after a text."""
    return before.count("\n"), len(before.rpartition("\n")[2])


def _as_fields(written: Written) -> Mapping[str, str]:
    return {"subject": written.subject, "news": written.news or "", "body": written.body}


class LetterField(NoteField):
    """The letter's text. Here enter is a new line, and so is ctrl+j."""

    INDENT = ""


class Writing(Dialog):
    """Enter makes a new line; ctrl+s saves; esc leaves, and what was typed is there the next time."""

    WIDTH = 80
    HINT = "ctrl+s saves · tab subject and text · esc leaves, your text stays"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    CSS = """
    Writing #box, Writing Frame, Writing #inside { height: 100%; }
    Writing #box TextArea { height: 1fr; max-height: 100%; margin: 1 2 0 2; }
    Writing #checked { color: $text-warning; max-height: 5; height: auto; }
    """

    def __init__(
        self,
        title: str,
        written: Written,
        *,
        saved: Written,
        save: Callable[[Written], object],
        keep: Callable[[Written | None], object],
        check: Callable[[Written], Sequence[str]],
        left: Callable[[], object],
    ) -> None:
        """Begins with `written`; `saved` is what the letter says. `keep` gets what is typed and not saved, None where
        that is nothing; `check` says what is missing and what to look at, in a few lines. All three may raise a
        UserError. `left` is called when it was left without saving.
        """
        super().__init__(title, hint=self.HINT)
        self._saved = saved
        self._save = save
        self._keep = keep
        self._check = check
        self._left = left
        self._last = written
        self._subject = LineField(written.subject, select_on_focus=False, compact=True)
        self._news = LineField(written.news or "", select_on_focus=False, compact=True)
        self._area = LetterField(
            written.body, show_line_numbers=False, tab_behavior="focus", soft_wrap=True, compact=True
        )
        self._checked = Static(markup=False, id="checked")
        self._lost = False

    @property
    def written(self) -> Written:
        """What stands in the fields."""
        news = self._news.value.strip() if self._saved.news is not None else None
        return Written(self._subject.value.strip(), news, self._area.text)

    def body(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static("Subject", markup=False, classes="label")
            yield self._subject
        if self._saved.news is not None:
            with Horizontal(classes="field"):
                yield Static("New", markup=False, classes="label")
                yield self._news
        yield self._area
        yield self._checked

    def on_mount(self) -> None:
        self._say()
        if (gap := first_gap(self._area.text)) is not None:  # what only the user can fill is typed over
            self._area.selection = Selection(*(_location(self._area.text[:at]) for at in gap))

    def first_focus(self) -> Widget:
        return self._area

    async def action_enter(self) -> None:
        """A new line in the text; from a field above, to the next one."""
        if self.focused is self._area:
            await self.typed()
            self._area.replace("\n", *self._area.selection)
        else:
            self.focus_next()

    async def action_save(self) -> None:
        """Saves the letter and closes."""
        await self.typed()
        if not await self.finish(lambda: self.save(self.typed_fields())):
            self.keep_soon()

    async def action_leave(self) -> None:
        """Leaves; what was typed and not saved is kept."""
        await self.typed()
        await self.action_close()

    async def action_close(self) -> None:
        """Closes, by whatever key: what was typed is kept before. Where that fails, only the second time closes."""
        unsaved = self.written != self._saved or self._last != self._saved
        if unsaved and not self._lost and not self.attempt(self.keep_typed):
            self._lost = True
            return
        await super().action_close()
        if unsaved:
            self._left()

    def begun(self) -> Mapping[str, str]:
        return _as_fields(self._saved)

    def typed_fields(self) -> Mapping[str, str]:
        return _as_fields(self.written)

    def fill(self, fields: Mapping[str, str]) -> None:
        self._subject.value, self._news.value, self._area.text = fields["subject"], fields["news"], fields["body"]

    def save(self, fields: Mapping[str, str]) -> object:
        news = fields["news"] if self._saved.news is not None else None
        return self._save(Written(fields["subject"], news, fields["body"]))

    def forget_typed(self) -> None:
        super().forget_typed()
        self._saved = self._last = self.written

    def is_kept(self) -> bool:
        return self.written != self._last

    def keep_now(self) -> None:
        """Keeps what was typed, and says what is missing and what to look at."""
        super().keep_now()
        if self.refused is None:
            self.hint(self.HINT)
        self._say()

    def keep_typed(self) -> None:
        """Keeps what was typed, with the letter. Raises StoreTrouble."""
        written = self.written
        if written != self._last:
            self._keep(None if written == self._saved else written)
            self._last = written

    def _say(self) -> None:
        """Says what is missing and what to look at."""
        lines: list[str] = []
        self.attempt(lambda: lines.extend(self._check(self.written)))
        if asks_for_chart(self._area.text):
            lines.append(f"{CHART_LINE} is the table: it is filled in when the letter is shown or sent")
        self._checked.update("\n".join(lines))


class QuoteDialog(NoteDialog):
    """Asks for something that a person said; goes on when it was written down."""

    def __init__(
        self,
        name: str,
        submit: Callable[[str], object],
        read: Callable[[str], Sequence[NoteLine]],
        then: Callable[[], Awaitable[None] | None],
        *,
        asks: str = "",
    ) -> None:
        """`asks`: what it is for, in a sentence."""

        def said(text: str) -> object:
            if any(says_nothing(line, (name,)) for line in read(text)):
                raise Unclear(f"Type what {first_name(name)} said between the mark and the name")
            return submit(text)

        title = f"What did {name} say that is worth quoting?"
        super().__init__(title, said, read, asks=asks, value=f'"  ({name})')
        self._then = then

    def first_focus(self) -> Widget:
        self._area.move_cursor((0, len('" ')))
        return self._area

    async def action_enter(self) -> None:
        """Writes the quote down, and goes on."""
        await self.typed()
        if await self.finish(lambda: self._submit(self._area.text)):
            done = self._then()
            if done is not None:
                await done


_LONGEST = 100
"""Characters of a file's name, without its ending: file systems take 255 bytes."""


def for_editor(letter: Letter) -> str:
    """A letter as an editor is given it: its subject, an empty line, and its text as it is stored."""
    return f"Subject: {clean_line(letter.subject)}\n\n{letter.body}\n"


def from_editor(text: str, *, subject: str) -> Written:
    """A letter as it comes back from an editor; without its subject line the subject stays and all is the letter."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    name, colon, value = first.partition(":")
    if not colon or name.strip().casefold() != "subject":
        return Written(subject, None, text.strip("\n"))
    return Written(value.strip(), None, rest.strip("\n"))


def take_up_letter(program: AppContext, draft: Draft, letter: Ref) -> str:
    """Keeps a letter that an editor has changed, and nobody has taken in yet, with the letter. Gives whom it is to.

    Raises UserError, as where the letter is gone.
    """
    found = get(program.store.reader, Letter, letter.id)
    mine = from_editor(draft.fields["text"], subject=found.subject)
    program.letters.keep_typed(found.id, mine.as_text())
    program.autosave.taken(draft.key, draft.fields["text"], session=draft.session)
    return program.letters.reader_name(found)


def file_name(letter: Letter, name: str) -> str:
    """A plain name for a letter's file: `thank-you-dana-ruiz.eml`."""
    plain = unicodedata.normalize("NFKD", f"{LETTERS[letter.kind].title} {name}").encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.casefold()))[:_LONGEST].rstrip("-") + ".eml"


def write_privately(path: Path, content: bytes) -> None:
    """Writes a file that only the user can read, in place of one that was there. Raises Refused."""
    from interview_tui.exporting.files import replaced

    try:
        with replaced(path) as file:
            file.write(content)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "there is no such name"
        raise Refused(f"{shorten(str(path), 200)} cannot be written: {reason}") from error
