"""A note in shorthand, with what it will become shown as one types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from interview_tui.domain.completion import Names, completion_of
from interview_tui.domain.enums import QuestionState
from interview_tui.domain.errors import UserError
from interview_tui.domain.records import Question
from interview_tui.domain.shorthand import MARKERS, describe
from interview_tui.domain.text import counted
from interview_tui.services.introductions import nearest_name
from interview_tui.store.case import load_case
from interview_tui.store.records import by_ref
from interview_tui.terminal.fields import NoteField
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.dialogs.menu import Choice, Menu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from interview_tui.app_context import AppContext
    from interview_tui.domain.case import Case
    from interview_tui.domain.completion import Completion
    from interview_tui.domain.enums import Ref
    from interview_tui.domain.shorthand import NoteLine
    from interview_tui.store.journal import Change

_NOBODY = Names()
"""Nothing to complete with."""


class CompletingField(NoteField):
    """A note in which tab takes what the words before the cursor may become: the likeliest first, then the next."""

    def __init__(self, text: str, names: Names) -> None:
        super().__init__(text, show_line_numbers=False, tab_behavior="focus", soft_wrap=True, compact=True)
        self._names = names
        self._taken: tuple[Completion, int] | None = None
        """What was proposed, and which of it stands there now."""
        self._made = ("", (0, 0))
        """The text and the cursor after that."""

    def proposal(self) -> str:
        """What tab would write now; '' for nothing."""
        completion, number = self._next()
        return completion.candidates[number] if completion else ""

    async def on_key(self, event: events.Key) -> None:
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self._take()

    def _next(self) -> tuple[Completion | None, int]:
        if self._goes_on() and self._taken is not None:
            completion, number = self._taken
            return completion, (number + 1) % len(completion.candidates)
        return completion_of(self.text, self._index(), self._names), 0

    def _goes_on(self) -> bool:
        """Whether the last thing done here was to take one of several candidates."""
        several = self._taken is not None and len(self._taken[0].candidates) > 1
        return several and self._made == (self.text, self.cursor_location)

    def _index(self) -> int:
        return len(self.get_text_range((0, 0), self.cursor_location))

    def _take(self) -> None:
        goes_on = self._goes_on()
        completion, number = self._next()
        if completion is None:
            return
        row, column = self.cursor_location
        cursor = self._index()
        end = cursor if goes_on else completion.end  # a candidate that was taken ends at the cursor
        start = (row, column - cursor + completion.start)
        done = self.replace(completion.candidates[number], start, (row, column - cursor + end))
        self.move_cursor(done.end_location)
        self._taken = completion, number
        self._made = self.text, self.cursor_location


class TextDialog(Dialog):
    """A text in a field of its own, which a dialog takes in."""

    _area: NoteField

    def __init__(
        self, title: str, area: NoteField, submit: Callable[[str], object], *, asks: str = "", hint: str = ""
    ) -> None:
        """`submit` gets the text. It may raise a UserError."""
        super().__init__(title, asks=asks, hint=hint)
        self._area = area
        self._value = area.text
        self._submit = submit

    def body(self) -> ComposeResult:
        yield self._area

    def on_mount(self) -> None:
        self._area.move_cursor(self._area.document.end)
        self.text_changed()

    def first_focus(self) -> Widget:
        return self._area

    def fields(self) -> dict[str, str]:
        return {"text": self._area.text}

    def fill(self, fields: Mapping[str, str]) -> None:
        self._area.text = fields.get("text", "")
        self._area.move_cursor(self._area.document.end)

    def save(self, fields: Mapping[str, str]) -> object:
        return self._submit(fields["text"])

    def on_text_area_changed(self) -> None:
        """What was said of the text before is old."""
        self.warned = False
        self.text_changed()

    def text_changed(self) -> None:
        """The text is another one, or is there at first."""

    def would_lose(self) -> bool:
        return bool(self._area.text.strip()) and self._area.text != self._value


class NoteDialog(TextDialog):
    """Adds notes one after another (`again`), or edits one."""

    WIDTH = 90
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "enter", show=False, priority=True)]
    MARKS = " ".join(marker for marker, _ in MARKERS)
    _area: CompletingField

    def __init__(
        self,
        title: str,
        submit: Callable[[str], object],
        read: Callable[[str], Sequence[NoteLine]],
        *,
        asks: str = "",
        names: Names = _NOBODY,
        value: str = "",
        again: bool = False,
        near: Callable[[str, frozenset[str]], tuple[str, str] | None] = lambda _text, _new: None,
    ) -> None:
        """`read` makes lines of a text. `near` gives a name in a text that is nobody's, but for those that are known to
        be new, and whose it may be misspelt.
        """
        super().__init__(title, CompletingField(value, names), submit, asks=asks)
        self._near = near
        self._lines_of = read
        self._again = again

    async def action_enter(self) -> None:
        """Writes the note; when adding, the next one can be typed at once, and one with nothing typed ends it."""
        await self.typed()
        if self._again and self._area.text.strip() == self._value.strip():
            await self.drop()
        else:
            await self.meant(self._note_down)

    async def _note_down(self) -> None:
        if not self._again:
            await self.finish(lambda: self.save(self.fields()))
        elif self.attempt(lambda: self._submit(self._area.text)):
            self._value = ""
            self._area.text = ""
            self.forget_typed()

    async def meant(self, write: Callable[[], Awaitable[None]], new: frozenset[str] = frozenset()) -> None:
        """Asks of each name that is nobody's but nearly somebody's who is meant, then writes. `new` are new people."""
        found: list[tuple[str, str] | None] = [None]
        self.attempt(lambda: found.append(self._near(self._area.text, new)))
        if found[-1] is None:
            await write()
            return
        name, likely = found[-1]

        async def same() -> None:
            self._area.text = self._area.text.replace(f"({name})", f"({likely})")
            await self.meant(write, new)

        choices = [
            Choice("y", f"yes, {likely}", same),
            Choice("n", f"no, {name} is new", lambda: self.meant(write, new | {name})),
        ]
        await Menu(f"{name} is new here: is it {likely}?", choices, esc="keep writing").open(self.app)

    def text_changed(self) -> None:
        """Says what the text will become."""
        keys = "enter saves · ctrl+j new line · esc closes"
        text = self._area.text
        if not text.strip():
            self.hint(f"{self.MARKS} begin a line · {keys}")
            return
        try:
            lines = self._lines_of(text)
        except UserError as error:
            self.hint(str(error))
            return
        said = describe(lines[0]) if len(lines) == 1 else counted(len(lines), "note")
        proposal = self._area.proposal()
        self.hint(f"{said} · tab: {proposal} · enter saves" if proposal else f"{said} · {keys}")


def edit_note_form(
    program: AppContext,
    title: str,
    interview_id: int,
    line: Ref,
    done: Callable[[Change], None],
    *,
    names: Names = _NOBODY,
) -> NoteDialog:
    """The line as it is now; a question that waits for its answer has room for one. Raises NotFound."""
    notes = program.notes
    text = notes.line(interview_id, line)
    record = by_ref(program.store.reader, line)
    meeting_id = getattr(record, "meeting_id", None)
    case = load_case(program.store.reader, interview_id, program.clock(), meeting_id=meeting_id)
    room = "\n    " if isinstance(record, Question) and record.state is QuestionState.PREPARED else ""

    def submit(typed: str) -> None:
        done(notes.edit(interview_id, line, typed, expected=text))

    near = near_names(program, case)
    read = partial(notes.read, case)
    return NoteDialog(title, submit, read, names=names, value=text + room, near=near)


def near_names(
    program: AppContext, case: Case, read: Callable[[str], Iterable[NoteLine]] | None = None
) -> Callable[[str, frozenset[str]], tuple[str, str] | None]:
    """Finds, in notes on an interview, a name that is nobody's there but nearly somebody's; see `NoteDialog`. `read`
    makes lines of a text where they are not all marked.
    """
    read = read or partial(program.notes.read, case)
    people = [case.people[tie.person_id].name for tie in case.involvements]
    parts = [part for name in people for part in name.casefold().split()]

    def near(text: str, new: frozenset[str]) -> tuple[str, str] | None:
        for line in read(text):
            name: str = getattr(line, "of", "")
            known = any(name.casefold() == other.casefold() for other in people) or parts.count(name.casefold()) == 1
            if name and not known and name not in new:
                likely = nearest_name(name, people)
                if likely is not None:
                    return name, likely
        return None

    return near
