"""References and connections across interviews: who spoke for you where and how often, and what each waits for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment

from interview_tui.domain.enums import Part
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Document, Interview, Involvement, Person, ref
from interview_tui.domain.references import RECENT_DAYS, Waiting, is_to_forward, reference_sheet
from interview_tui.domain.text import counted
from interview_tui.store.people import references
from interview_tui.store.records import find, get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.favour import NO_FILE_YET, favour_menu, reference_form, write_to
from interview_tui.ui.dialogs.person import add_form
from interview_tui.ui.dialogs.touch import subject_of, touch_menu
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow, blank, heading
from interview_tui.wording import reference_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from interview_tui.domain.references import Reference, ReferenceUse
    from interview_tui.store.journal import Change
    from interview_tui.ui.dialogs.form import Form
    from interview_tui.ui.strips import Drawn
    from interview_tui.ui.text_view import Prose

NEXT_FOR = {
    Waiting.LETTER: "Their letter waits to be forwarded: {references.letter} writes the note",
    Waiting.OUTCOME: "Not thanked for the outcome yet: {references.letter} writes it",
}
"""What is said of what somebody waits for, with the key that goes on."""


class ReferenceRow(NamedTuple):
    """A person in one interview."""

    reference: Reference
    """With all interviews, also where the page shows one alone."""
    use: ReferenceUse


class ReferencesPage(ListPage[ReferenceRow]):
    """People who speak for you, each above the interviews in which they do."""

    page: ClassVar[PageName] = PageName.REFERENCES
    LIST = "References and connections"
    DONE = "No letter waits to be forwarded, and everyone who helped is thanked"
    _all = True
    EMPTY = "Nobody speaks for you here yet: {references.add} adds a reference or a connection"

    def rows(self) -> Sequence[PageRow[ReferenceRow]]:
        """A line for each person, with how often they were asked or named, above a line for each interview."""
        reader, now = self.program.store.reader, self.program.clock()
        rows: list[PageRow[ReferenceRow]] = []
        waiting = 0
        for reference in references(reader):
            uses = [u for u in reference.uses if self.only_interview in (None, u.interview.id)]
            if not uses:
                continue
            person = reference.person
            about = ", ".join(filter(None, (person.title, person.company)))
            named = partial(self._named, person.name, about)
            rows += [
                *([blank(person.id)] if rows else []),
                heading(("of", person.id), named, self._often(reference, now)),
            ]
            rows += [self._row(ReferenceRow(reference, use)) for use in uses]
            waiting += sum(bool(use.waits_for) for use in uses)
        self.title_line.show("References", self.shown_of, f"{counted(waiting, 'thing')} to do" if waiting else "")
        return rows

    def _often(self, reference: Reference, now: datetime) -> str:
        """`3 times, 1 in 90 days`, in a list that has no room for more."""
        return reference.often(now, f"in {RECENT_DAYS} days") if reference.times else "not asked yet"

    def _named(self, name: str, about: str) -> Drawn:
        return [
            Segment(f" {name}", self.view.tone("strong")),
            Segment(f"  {about}" if about else "", self.view.tone("quiet")),
        ]

    def _row(self, row: ReferenceRow) -> PageRow[ReferenceRow]:
        use = row.use
        said = use.waits_for or " · ".join(self._words(use)[:2])
        right = " · ".join(filter(None, (str(use.tie.part), said)))
        return PageRow(use.tie.id, row, f"   {use.name}", right, "late" if use.waits_for else "")

    def _words(self, use: ReferenceUse) -> list[str]:
        """The newest first, what they were asked to stress last."""
        words = reference_words(use.tie, self.program.calendar, self.program.today())
        stress = [word for word in words if word.startswith("asked to stress")]
        return [*reversed([word for word in words if word not in stress]), *stress]

    def begin_at(self, person_id: int | None) -> None:
        """The cursor goes to the person in the selected interview, else to their first line."""
        rows = [row for row in self.rows() if row.item is not None and row.item.reference.person.id == person_id]
        here = [row for row in rows if row.item.use.interview.id == self.interview_id]
        if rows:
            self.view.go_to((here or rows)[0].key)

    def detail_title(self, item: ReferenceRow) -> tuple[str, str]:
        return item.reference.person.name, item.use.name

    def needs(self, item: ReferenceRow) -> bool:
        """Whether a letter of theirs waits to be forwarded, or they are not thanked for the outcome."""
        return bool(item.use.waits_for)

    def detail(self, item: ReferenceRow, to: Prose) -> None:
        """How they are reached and know you, how far their word has come here, and where else they spoke."""
        person, use, reader = item.reference.person, item.use, self.program.store.reader
        if use.waits_for:
            to.line((with_keys(NEXT_FOR[use.waits_for]), "accent"))
            to.blank()
        for reach in (person.email, "" if person.no_calls else person.phone):
            if reach:
                to.line(reach)
        if person.no_calls:
            to.line("No calls, please")
        if person.knows_me_from:
            to.line(f"Knows you from: {person.knows_me_from}", hang=2)
        elif item.reference.may_be_on_sheet:
            to.line((with_keys("{references.edit} says how they know you, for the sheet"), "quiet"))
        to.line(item.reference.words(self.program.clock()).capitalize())
        to.heading(use.name)
        to.line(self._part(use))
        for words in reference_words(use.tie, self.program.calendar, self.program.today()):
            to.line(words.capitalize() if words.islower() else words[:1].upper() + words[1:], hang=2)
        if use.interview.outcome is not None:
            to.line(f"Interview: {use.interview.outcome}")
        files = find(reader, Document, interview_id=use.interview.id, person_id=person.id)
        for document in files:
            to.line(f"Letter: {document.called}", hang=2)
        if is_to_forward(use.tie) and not files:
            to.line((NO_FILE_YET, "quiet"))
        elsewhere = [other for other in item.reference.uses if other is not use]
        if elsewhere:
            to.heading("Elsewhere")
        for other in elsewhere:
            said = ", ".join((self._part(other), *self._words(other)))
            to.line(f"{other.name}: {said}", hang=2)
        if person.note:
            to.heading("Note")
            to.text(person.note)

    def _part(self, use: ReferenceUse) -> str:
        """`connection, knows Dana Ruiz`."""
        knows = use.tie.knows_id
        name = get(self.program.store.reader, Person, knows).name if knows is not None else ""
        return f"{use.tie.part}, knows {name}" if name else str(use.tie.part)

    async def action_add(self) -> None:
        """Asks for a reference or a connection of the selected interview."""
        if self.interview_id is None:
            raise Refused("choose an interview in the pipeline first: a reference is added to one")
        await self.ask(add_form(self.program, self.interview_id, self._added, part=Part.REFERENCE))

    def _added(self, change: Change) -> None:
        self.done(change)
        self.begin_at(change.refs[0].id)

    async def action_edit(self) -> None:
        """Asks what they were asked to stress, when they were named, and how they know you."""
        row, reader = self.item, self.program.store.reader

        def opened() -> Form:
            person = get(reader, Person, row.reference.person.id)
            return reference_form(self.program, person, get(reader, Involvement, row.use.tie.id), self.done)

        await edit_record(self, ref(row.reference.person), opened)

    async def action_favour(self) -> None:
        """Asks how far their word has come."""
        await self.ask(favour_menu(self, self.item.reference.person.name, self.item.use.tie))

    async def action_letter(self) -> None:
        """The letter that is next: their letter forwarded, thanks, or the request."""
        await write_to(self, self.item.reference.person.name, self.item.use.tie)

    async def action_touch(self) -> None:
        """Logs a contact with them, about the interview of the line."""
        row = self.item
        subject = subject_of(self.program, row.use.interview.id, row.reference.person.id)
        await self.ask(touch_menu(self, subject, self.done))

    def copy_line(self) -> None:
        """The sheet of references, of what is shown, as Markdown."""
        from interview_tui.letters.reference_page import SheetHead, sheet_as_markdown

        program = self.program
        interview_id = self.only_interview
        sheet = reference_sheet(references(program.store.reader, interview_id))
        left_out = "; ".join(f"{one.person.name} ({one.why})" for one in sheet.left_out)
        if not sheet.people:
            raise Refused(f"nobody can be on the sheet yet: {left_out or 'add a reference who agreed'}")
        interview = get(program.store.reader, Interview, interview_id) if interview_id is not None else None
        language = (interview.language if interview else None) or program.language
        what = f"the sheet of {counted(len(sheet.people), 'reference')}" + (f", without {left_out}" if left_out else "")
        self.copy(sheet_as_markdown(sheet.people, SheetHead(program.settings.sender, language)), what)
