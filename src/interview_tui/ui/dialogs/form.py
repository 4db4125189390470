"""Several lines of text, each with its name and what is understood of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from interview_tui.data_classes import dataclass
from interview_tui.domain.enums import Language, Tone
from interview_tui.domain.errors import Unclear, UserError
from interview_tui.terminal.fields import ChoiceField, LineField
from interview_tui.terminal.text import cells, padded
from interview_tui.ui.dialogs.base import Dialog
from interview_tui.ui.dialogs.menu import ChoiceLine, Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import Input

    from interview_tui.domain.records import Interview, Person


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form. `check` says what is understood of a text, or raises a UserError; what it says stands beside
    the text while one types. With `choices` it takes one of them and nothing else; with `offers` those that go on with
    what is typed are shown below, each with what is known `about` it, and anything else may be written too.
    """

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    check: Callable[[str], str] | None = None
    choices: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    about: Mapping[str, str] | None = None
    parted: bool = False
    """Whether several stand in it, parted by semicolons."""
    help: str = ""
    """What it is for, in a few words: stands beside it while nothing else is said of its text."""

    def likely(self, text: str) -> Sequence[str]:
        """What is shown below the field while this stands in it."""
        if self.choices:
            return self.choices if len(self.choices) > FEW else ()
        words = (text.rpartition(";")[2] if self.parted else text).strip().casefold()
        if not words:
            return self.offers if len(self.offers) <= AT_A_GLANCE else ()
        found = [offer for offer in self.offers if f" {words}" in f" {offer.casefold()}"]
        return found if [offer.casefold() for offer in found] != [words] else ()

    def taken(self, text: str, offer: str) -> str:
        """The text once an offer has been taken."""
        before, semicolon, _ = text.rpartition(";") if self.parted else ("", "", "")
        return f"{before}{semicolon} {offer}" if semicolon else offer


def changed(fields: Sequence[Field], values: Mapping[str, str]) -> dict[str, str]:
    """Of what was typed, what differs from how the fields began."""
    before = {field.name: field.value for field in fields}
    return {name: text for name, text in values.items() if text != before[name]}


_LABEL = 10
"""Cells of the names of the fields, where none is longer."""
FEW = 2
"""Of so many choices nothing is shown below the field: the arrows go from one to the other."""
AT_A_GLANCE = 8
"""So many offers at most are shown before anything is typed."""
CHOOSES = "← → another"
"""What stands beside one of a few choices."""


class Understood(Static):
    """What is understood of the text to its left; a word on what is not, which the hint tells in full."""

    DEFAULT_CSS = """
    Understood { width: auto; max-width: 65%; height: 1; padding-left: 1; color: $text-success; text-wrap: nowrap;
        text-overflow: ellipsis; }
    Understood.-error { color: $text-error; }
    """
    NOT_YET = "not understood yet"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False

    def say(self, words: str, *, error: bool = False) -> None:
        """New words; '' for none."""
        self.set_class(error, "-error")
        self.update(self.NOT_YET if error else words)
        self.display = error or bool(words)


class Offered(Lines):
    """What a field is likely to be, between it and the next one; only while the field has the focus."""

    DEFAULT_CSS = """
    Offered { width: 1fr; display: none; }
    """
    marks_selected = False

    def __init__(self, field: Field) -> None:
        super().__init__((), taken_by="" if field.choices else "tab", id=f"offered-{field.name}")
        self.field = field
        self._found: Sequence[str] = ()
        self.chosen = False
        """Whether the cursor was moved here."""

    def follow(self, text: str, *, focused: bool) -> None:
        """Shows what goes on with a text."""
        found = self.field.likely(text) if focused else ()
        if found != self._found:
            self._found, self.chosen = found, False
            width = max(map(cells, found), default=0)
            about = self.field.about or {}
            self.choose_from([("", padded(offer, width) if about else offer, about.get(offer, "")) for offer in found])
            self.styles.height = len(found)
            self.display = bool(found)
        if text in self.field.choices:
            self.go_to(self.field.choices.index(text))
        self._leading = self.chosen or bool(self.field.choices or text.strip())
        self._redraw()

    def choose(self, lines: int) -> bool:
        """Moves the cursor, which comes here at first; whether it was moved."""
        before = self.cursor if self.chosen or self.field.choices else -1
        if not self._found or before is None or not 0 <= before + lines < len(self._found):
            self.chosen = False
            return False
        self.chosen = True
        self.go_to(before + lines)
        return True

    @property
    def offer(self) -> str:
        """The one under the cursor; '' where it is not here."""
        at = self.cursor
        leads = self.chosen or self.leads
        return self._found[at] if self._found and leads and at is not None else ""


class Form(Dialog):
    """Enter goes to the next field and saves on the last one; ctrl+s saves anywhere. Where something is offered below
    a field the arrows choose of it, and tab takes it.
    """

    WIDTH = 90
    DEFAULT_CSS = """
    Form .field LineField { width: 1fr; }
    Form #fields { height: auto; scrollbar-size: 0 0; }
    """
    SAVES = "ctrl+s saves"
    HINT = "enter next, saves on the last · ctrl+s saves · esc closes"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("tab", "next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("down", "choose(1)", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[dict[str, str]], object],
        *,
        focus: str = "",
    ) -> None:
        super().__init__(title, hint=self.HINT)
        self._fields = fields
        self._submit = submit
        self._focus = focus
        self._inputs = {f.name: _input(f) for f in fields}
        self._understood = {f.name: Understood() for f in fields if f.check is not None or f.choices or f.help}
        self._below = {f.name: Offered(f) for f in fields if f.offers or len(f.choices) > FEW}

    def body(self) -> ComposeResult:
        width = max(_LABEL, *(cells(field.label) + 1 for field in self._fields))
        with VerticalScroll(id="fields", can_focus=False):
            for field in self._fields:
                with Horizontal(classes="field"):
                    label = Static(field.label, markup=False, classes="label")
                    label.styles.width = width
                    yield label
                    yield self._inputs[field.name]
                    if field.name in self._understood:
                        yield self._understood[field.name]
                if field.name in self._below:
                    self._below[field.name].styles.margin = (0, 0, 0, width)
                    yield self._below[field.name]

    def on_mount(self) -> None:
        for field in self._fields:
            self._understand(field)

    def first_focus(self) -> Widget:
        return self._inputs.get(self._focus) or self._inputs[self._fields[0].name]

    def fields(self) -> dict[str, str]:
        return {name: field.value for name, field in self._inputs.items()}

    def fill(self, fields: Mapping[str, str]) -> None:
        for name, text in fields.items():
            if name in self._inputs:
                self._inputs[name].value = text

    def save(self, fields: Mapping[str, str]) -> object:
        return self._submit({name: text.strip() for name, text in fields.items()})

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what is understood of the field."""
        field = next(f for f in self._fields if self._inputs[f.name] is event.input)
        wrong = self._understand(field)
        self._follow()
        if event.input is not self.focused:
            return  # fields say that they changed when the form opens, too
        self.warned = False
        self.hint(wrong or self.HINT)

    def on_descendant_focus(self) -> None:
        """What is in view, and what is offered, goes with the focus."""
        self._follow()
        self.call_after_refresh(self._bring_into_view)

    def _bring_into_view(self) -> None:
        """The field with the focus, and as much as there is room for of what is offered below it."""
        for name, field in self._inputs.items():
            if field is self.focused:
                if name in self._below:
                    self._below[name].scroll_visible(animate=False)
                field.scroll_visible(animate=False)

    def _follow(self) -> Offered | None:
        """Shows what is offered below the field with the focus, and there alone; gives it."""
        here = None
        for name, offered in self._below.items():
            focused = self._inputs[name] is self.focused
            offered.follow(self._inputs[name].value, focused=focused)
            here = offered if focused else here
        return here

    def _take(self, offered: Offered, offer: str) -> None:
        field = self._inputs[offered.field.name]
        field.value = offered.field.taken(field.value, offer)
        field.action_end()
        offered.chosen = False

    async def action_choose(self, lines: int) -> None:
        """To the next line of what is offered; past its ends to the next field."""
        await self.typed()
        offered = self._follow()
        if offered is None or not offered.choose(lines):
            await self.app.run_action("app.focus_next" if lines > 0 else "app.focus_previous")
        elif offered.field.choices:
            self._take(offered, offered.offer)
        self._follow()

    async def action_next(self) -> None:
        """Takes what is offered; else to the next field."""
        await self.typed()
        offered = self._follow()
        if offered is not None and offered.offer and not offered.field.choices:
            self._take(offered, offered.offer)
        else:
            await self.app.run_action("app.focus_next")

    def clicked(self, row: ChoiceLine) -> None:
        offered = self._follow()
        if offered is not None:
            self._take(offered, row.words.rstrip())

    async def action_enter(self) -> None:
        """To the next field; on the last one it saves. An offer that was chosen is taken first."""
        await self.typed()
        offered = self._follow()
        if offered is not None and offered.chosen:
            self._take(offered, offered.offer)
        inputs = list(self._inputs.values())
        place = next((n for n, field in enumerate(inputs) if field is self.focused), 0)
        if place + 1 < len(inputs):
            self.set_focus(inputs[place + 1])
        else:
            await self.action_save()

    async def action_save(self) -> None:
        """Does the work, and closes unless it was refused."""
        await self.typed()
        await self.finish(lambda: self.save(self.fields()))

    def would_lose(self) -> bool:
        return any(self._inputs[f.name].value.strip() != f.value.strip() for f in self._fields)

    def _understand(self, field: Field) -> str:
        """Says beside the field what is understood of it; gives what is wrong with it, in words."""
        text = self._inputs[field.name].value
        beside, wrong = self._understood.get(field.name), ""
        if beside is not None and field.check is None:
            beside.say(field.help or CHOOSES)
        if beside is None or field.check is None:
            return ""
        try:
            said = field.check(text) if text.strip() else field.help
            beside.say("" if said.casefold() == text.strip().casefold() else said)
        except UserError as error:
            beside.say("", error=True)
            wrong = str(error)
        return wrong


def _input(field: Field) -> LineField:
    if field.choices:
        return ChoiceField(field.value, field.choices)
    return LineField(field.value, placeholder=field.placeholder, select_on_focus=False, compact=True)


def name_like(text: str, names: Iterable[str], otherwise: str) -> str:
    """The first name with this text in it. Raises Unclear, which says what to do `otherwise`."""
    wanted = text.strip().casefold()
    found = next((name for name in names if wanted in name.casefold()), None)
    if found is None:
        raise Unclear(f"“{text.strip()}” is not in this interview: {otherwise}")
    return found


YES_NO = {True: "yes", False: "no", None: ""}


def read_yes_no(text: str) -> bool | None:
    """`yes` or `no` by its beginning; None when nothing is said. Raises Unclear."""
    wanted = text.strip().casefold()
    if not wanted:
        return None
    for value in (True, False):
        if YES_NO[value].startswith(wanted):
            return value
    raise Unclear(f"“{text.strip()}” is neither yes nor no")


def yes_no_said(text: str) -> str:
    """What is understood of a yes or no."""
    return YES_NO[read_yes_no(text)]


LANGUAGE_NAMES: dict[str, str] = {
    Language.EN_US: "American English",
    Language.EN_GB: "British English",
    Language.DE: "German",
    Language.FR: "French",
}


def letter_fields(record: Person | Interview | None, otherwise: str) -> tuple[Field, Field]:
    """Language and tone of letters; `otherwise` is said where the record says nothing of them."""
    language, tone = (record.language, record.tone) if record is not None else (None, None)
    return (
        Field("language", "Language", language or otherwise, choices=(otherwise, *Language), about=LANGUAGE_NAMES),
        Field("tone", "Tone", tone or otherwise, choices=(otherwise, *Tone)),
    )


def read_letter_fields(values: dict[str, Any]) -> None:
    """What was chosen in `letter_fields` as terms, in place."""
    for name, terms in (("language", Language), ("tone", Tone)):
        if name in values:
            values[name] = next((term for term in terms if term == values[name]), None)


def yes_no_field(name: str, label: str, about: str = "", *, value: bool | None) -> Field:
    """A question that is answered with yes or no, which typing either chooses; one that is open may be left open."""
    about = f"yes or no: {about}" if about else ""
    if value is None:
        return Field(name, label, placeholder="yes or no", check=yes_no_said, help=about)
    return Field(name, label, YES_NO[value], choices=(YES_NO[True], YES_NO[False]), help=about)
