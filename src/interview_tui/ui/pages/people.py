"""The people of an interview, and everybody: who they are, whom they know, and what they did for us."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment

from interview_tui.data_classes import replace
from interview_tui.domain.already_sent import already_sent
from interview_tui.domain.dates import ago_words, day_words
from interview_tui.domain.enums import Direction, Favour, Ref
from interview_tui.domain.errors import Refused
from interview_tui.domain.records import Interview, Involvement, Person, ref
from interview_tui.domain.text import company_role
from interview_tui.store.people import PersonRow, everybody, known_of, of_interview
from interview_tui.store.records import get
from interview_tui.terminal.one_picture import one_picture
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.favour import favour_menu, write_to
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.person import add_form, edit_form
from interview_tui.ui.dialogs.touch import Subject, subject_of, touch_menu
from interview_tui.ui.keys import SHOWN, PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from interview_tui.ui.dialogs.form import Form
    from interview_tui.ui.strips import Drawn
    from interview_tui.ui.text_view import Prose

NOT_HERE = "is not in this interview: {people.add} adds them to it"


class PeoplePage(ListPage[PersonRow]):
    """People, with what is known of the one under the cursor."""

    page: ClassVar[PageName] = PageName.PEOPLE
    LIST = "People"
    DONE = "Nobody here has anything open"
    EMPTY = "Nobody is here yet: {people.add} adds somebody, {people.everybody} shows everybody"

    def rows(self) -> Sequence[PageRow[PersonRow]]:
        """The people of the interview, or everybody."""
        reader = self.program.store.reader
        of = ""
        if self.interview_id is not None:
            interview = get(reader, Interview, self.interview_id)
            of = company_role(interview.company, interview.role)
        only = self.only_interview
        found = everybody(reader, self.interview_id) if only is None else of_interview(reader, only)
        self.title_line.show("People", of, "everybody" if only is None else "")
        return [self._row(row) for row in found]

    def _row(self, row: PersonRow) -> PageRow[PersonRow]:
        person, tie = row.person, row.tie
        about = ", ".join(
            filter(None, (person.title, person.company if self.only_interview is None or not tie else ""))
        )
        return PageRow(person.id, row, partial(self._named, person.name, about), " · ".join(_standing(row)))

    def _named(self, name: str, about: str) -> Drawn:
        return [Segment(f" {name}"), Segment(f"  {about}" if about else "", self.view.tone("quiet"))]

    def detail_title(self, item: PersonRow) -> tuple[str, str]:
        return item.person.name, ", ".join(filter(None, (item.person.title, item.person.company)))

    def begin_at(self, person_id: int | None) -> None:
        self.view.go_to(person_id)

    def needs(self, item: PersonRow) -> bool:
        """Whether a good word of theirs is under way: asked for, promised, or not thanked for."""
        return item.tie is not None and item.tie.favour is not Favour.NOT_ASKED and not item.tie.thanked

    def idle(self, item: PersonRow) -> Collection[str]:
        return [*([] if item.tie else ["favour", "letter", "remove"]), *([] if item.person.email else ["copy"])]

    def detail(self, item: PersonRow, to: Prose) -> None:
        """Contacts, ties, words, and what they already got."""
        person = item.person
        known = known_of(self.program.store.reader, person.id)
        calendar, now, today = self.program.calendar, self.program.clock(), self.program.today()
        for reach in (person.email, person.phone, person.link):
            if reach:
                to.line(reach)
        if person.address:
            to.line(f"Letters begin with “{person.address}”")
        if person.no_calls:
            to.line("No calls, please")
        arrived = (touch for touch in known.touches if not touch.bounced)
        last = max(arrived, key=lambda touch: (touch.at, touch.id), default=None)
        if last is None:
            to.line("No contact yet.")
        else:
            way = "from them" if last.direction is Direction.IN else "to them"
            note = f", “{last.note}”" if last.note else ""
            ago = ago_words(last.at, now=now, calendar=calendar)
            to.line(f"Last contact {ago}: {last.channel} {way}{note}")
        for tie, interview in known.ties:
            knows = known.names.get(tie.knows_id or 0, "")
            said = [str(tie.part), *([f"knows {knows}"] if knows else []), *_favour(tie), *_flags(tie)]
            to.line(f"{company_role(interview.company, interview.role)}: {', '.join(said)}")
        got = already_sent(person.id, known.letters, known.touches)
        if got:
            to.heading("Already got")
        for thing in got:
            what = f": {thing.what}" if thing.what else ""
            to.line(f"{day_words(calendar.day(thing.at), today=today)}, {thing.channel}{what}", hang=2)
        if known.quotes:
            to.heading("What they said")
        for quote, company in known.quotes:
            to.line((f"“{quote.text}”", "accent"), (f" · {company}", "quiet"))
        if person.note:
            to.heading("Note")
            to.text(person.note)

    def _tie(self) -> tuple[str, Involvement]:
        """Their name and tie to this interview. Raises Refused where there is none."""
        row = self.item
        if row.tie is None:
            raise Refused(
                f"{row.person.name} {with_keys(NOT_HERE)}" if self.interview_id else "open an interview first"
            )
        return row.person.name, row.tie

    async def action_edit(self) -> None:
        """Asks who they are, and what they are in this interview."""
        row, reader = self.item, self.program.store.reader

        def opened() -> Form:
            person = get(reader, Person, row.person.id)
            tie = get(reader, Involvement, row.tie.id) if row.tie else None
            return edit_form(self.program, PersonRow(person, tie), self.done)

        await edit_record(self, ref(row.person), opened)

    async def action_add(self) -> None:
        """Asks for somebody more."""
        if self.interview_id is None:
            raise Refused("choose an interview in the pipeline first: a person is added to one")
        await self.ask(add_form(self.program, self.interview_id, self.saved))

    async def action_favour(self) -> None:
        """Asks how far their good word has come."""
        name, tie = self._tie()
        await self.ask(favour_menu(self, name, tie))

    async def action_letter(self) -> None:
        """The letter that is next for them."""
        name, tie = self._tie()
        await write_to(self, name, tie)

    async def action_references(self) -> None:
        """Who spoke for you where: the references and connections of all interviews."""
        from interview_tui.ui.pages.references import ReferencesPage

        row = self.item if self.view.current is not None else None
        page = ReferencesPage(self.program, self.returned, self.interview_id)
        page.person_id = row.person.id if row is not None else None
        with one_picture(self.app):
            await self.app.push_screen(page)

    async def action_touch(self) -> None:
        """Asks which way and how, and for a word on it; logs the contact."""
        row = self.item
        subject = Subject(name=row.person.name, targets=(Ref("p", row.person.id),), person_id=row.person.id)
        if row.tie is not None:
            of_interview = subject_of(self.program, row.tie.interview_id, row.person.id)
            subject = replace(of_interview, name=row.person.name, people={})
        await self.ask(touch_menu(self, subject, self.done))

    def action_everybody(self) -> None:
        """All people, or those of this interview alone."""
        if self.interview_id is None:
            raise Refused("no interview is selected: everyone is shown")
        self._all = not self._all
        self.reload()
        self.message.tell("Everybody" if self._all else "Only this interview")

    async def action_remove(self) -> None:
        """Takes them out of this interview, after asking."""
        name, tie = self._tie()

        def remove() -> None:
            self.done(self.program.people.remove(tie.id))

        choices = (Choice("y", "remove them; the person and what they said stay", remove),)
        await self.ask(Menu(f"Remove {name} from this interview?", choices, esc="keep them", safe=1))

    def copy_line(self) -> None:
        """The email address."""
        person = self.item.person
        if not person.email:
            raise Refused(f"no email address for {person.name}: {SHOWN['people.edit']} adds it")
        self.copy(person.email, person.email)


def _standing(row: PersonRow) -> list[str]:
    tie = row.tie
    said = [str(tie.part), *_favour(tie), *_flags(tie)] if tie else []
    return [*said, *(["no calls"] if row.person.no_calls else [])]


def _favour(tie: Involvement) -> list[str]:
    """How far a good word, or a letter, has come."""
    if tie.thanked:
        return ["thanked"]
    named = ["named"] if tie.named else []
    if tie.forwarded:
        return [*named, "letter forwarded"]
    if tie.received:
        return [*named, "letter received"]
    return [*named, *([str(tie.favour)] if tie.favour is not Favour.NOT_ASKED else [])]


def _flags(tie: Involvement) -> list[str]:
    return [*(["⚑ sensitive"] if tie.sensitive else []), *(["do not ask"] if tie.do_not_ask else [])]
