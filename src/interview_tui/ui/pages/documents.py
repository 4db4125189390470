"""The files of an interview, or of all: where each lies, what became of it, and to whom which version was sent.

Files are looked at in a thread, since they may lie on a network that does not answer: the page shows at once what the
store knows, and then what was found.
"""

from __future__ import annotations

from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.message import Message

from interview_tui.domain.dates import date_words
from interview_tui.domain.enums import Ref
from interview_tui.domain.errors import Refused, Unclear
from interview_tui.domain.letter_kinds import LETTERS
from interview_tui.domain.records import Commitment, Document, Interview, Letter, Person, Sending, ref
from interview_tui.domain.text import clean_line
from interview_tui.services.documents import (
    STATE_WORDS,
    changed_since_words,
    readable_file,
    receivers,
    sent_words,
    state_words,
)
from interview_tui.store.document_files import COMPARED_BYTES, DocumentFile, FileState, copy_of, look_at
from interview_tui.store.records import find, get
from interview_tui.ui.dialogs.conflict import edit_record
from interview_tui.ui.dialogs.document import DocumentChoices, people_of, size_words
from interview_tui.ui.dialogs.form import Field, Form, changed, name_like
from interview_tui.ui.dialogs.interview import WhenReader
from interview_tui.ui.dialogs.menu import Choice, Menu
from interview_tui.ui.dialogs.working import Working
from interview_tui.ui.keys import PageName, with_keys
from interview_tui.ui.pages.base import ListPage, PageRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from interview_tui.domain.dates import When
    from interview_tui.store.document_files import Content
    from interview_tui.ui.dialogs.base import Dialog
    from interview_tui.ui.text_view import Prose

SHOWN_SECONDS = 0.25
"""How often what was found is shown while there is more to look at."""


class FileEntry(NamedTuple):
    """A document as the page shows it."""

    document: Document
    interview: Interview
    sendings: tuple[Sending, ...]
    """The last one last."""


class DocumentsPage(ListPage[FileEntry]):
    """The files; beside them where the one under the cursor lies and where it went."""

    page: ClassVar[PageName] = PageName.DOCUMENTS
    LIST = "Files"
    NEEDS_A_LINE = frozenset({"edit", "sent", "take", "save_copy", "remove", "copy"})
    DONE = "Every file is where it was, and as it was"
    EMPTY = "No files yet. {documents.add} adds one: your résumé, what you promised, a letter of recommendation."

    class FilesLookedAt(Message):
        """What became of some files was found out, by the paths and what they are compared with."""

        def __init__(self, found: Mapping[tuple[str, str], DocumentFile]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._found: dict[tuple[str, str], DocumentFile] = {}
        self._names: dict[int, str] = {}
        self._looking: set[tuple[str, str]] = set()

    def rows(self) -> Sequence[PageRow[FileEntry]]:
        """A line for each file; of all interviews those of one name stand together."""
        reader = self.program.store.reader
        one = self.only_interview
        documents = find(reader, Document) if one is None else find(reader, Document, interview_id=one)
        sendings: dict[int, list[Sending]] = {}
        for sending in find(reader, Sending, document_id=[d.id for d in documents]):
            sendings.setdefault(sending.document_id, []).append(sending)
        self._names = receivers(reader, [s for some in sendings.values() for s in some])
        interviews = {i.id: i for i in find(reader, Interview, id={d.interview_id for d in documents})}
        entries = [
            FileEntry(d, interviews[d.interview_id], tuple(sorted(sendings.get(d.id, ()), key=lambda s: (s.at, s.id))))
            for d in documents
        ]
        if one is None:
            entries.sort(key=lambda e: (e.document.called.casefold(), -e.document.id))
        self.title_line.show("Files", self.shown_of, self._figures(entries))
        self._look([e.document for e in entries])
        return [self._row(e) for e in entries]

    def _figures(self, entries: Sequence[FileEntry]) -> str:
        sent = sum(1 for e in entries if e.sendings)
        return f"{sent} of {len(entries)} sent" if entries else ""

    def _row(self, entry: FileEntry) -> PageRow[FileEntry]:
        state = self._state(entry)
        where = f"  {entry.interview.company}" if self.only_interview is None else ""
        said = (
            sent_words(entry.sendings[-1:], self._names, self.program.calendar, self.program.today()),
            state_words(entry.document, state, entry.sendings),
        )
        tone = "late" if STATE_WORDS[state] else ""
        text = f" {entry.document.called}{where}"
        return PageRow(entry.document.id, entry, text, " · ".join(filter(None, said)), tone)

    def _state(self, entry: FileEntry) -> FileState:
        found = self._found.get(_key(entry.document))
        return found.state if found is not None else FileState.UNKNOWN

    def _look(self, documents: Sequence[Document]) -> None:
        """Looks at the files that were not looked at yet. The program waits for none of them when it is left."""
        ahead = {_key(d): d for d in documents if _key(d) not in self._found and _key(d) not in self._looking}
        self._looking |= ahead.keys()
        if ahead:
            Thread(target=self._look_at, args=(ahead,), daemon=True).start()

    def _look_at(self, ahead: dict[tuple[str, str], Document]) -> None:
        found: dict[tuple[str, str], DocumentFile] = {}
        since = monotonic()
        for number, (key, document) in enumerate(ahead.items(), start=1):
            found[key] = look_at(document)
            if number == len(ahead) or monotonic() > since + SHOWN_SECONDS:
                if not self.is_attached or not self.post_message(self.FilesLookedAt(found)):
                    return
                found, since = {}, monotonic()

    def on_documents_page_files_looked_at(self, event: FilesLookedAt) -> None:
        """Shows what was found."""
        self._found |= event.found
        self._looking -= event.found.keys()
        self.attempt(self.reload)

    def returned(self) -> None:
        self._found.clear()
        super().returned()

    def detail_title(self, item: FileEntry) -> tuple[str, str]:
        return str(ref(item.document)), item.interview.company

    def needs(self, item: FileEntry) -> bool:
        """Whether the file is gone or another one."""
        return bool(STATE_WORDS[self._state(item)])

    def idle(self, item: FileEntry) -> Collection[str]:
        state = self._state(item)
        gone = state in (FileState.GONE, FileState.UNREADABLE)
        return [*(["take"] if state is FileState.SAME or gone else []), *(["save_copy"] if gone else [])]

    def detail(self, item: FileEntry, to: Prose) -> None:
        """Where it lies, what a letter says of it, what became of it, and each sending with its version."""
        document, reader = item.document, self.program.store.reader
        to.line((document.called, "strong"))
        to.blank()
        to.fact("File", clean_line(document.path))
        self._write_state(item, to)
        if document.copy:
            copy = copy_of(document, self.program.copies)
            to.fact("Copy", clean_line(str(copy)) if copy is not None else "it is not there any more")
        if document.commitment_id is not None:
            to.fact("Promise", get(reader, Commitment, document.commitment_id).text)
        if document.person_id is not None:
            to.fact("Written", f"by {get(reader, Person, document.person_id).name}")
        if not document.name:
            to.line((with_keys("Letters call it by its file name: {documents.edit} gives it another."), "quiet"))
        if not item.sendings:
            promised = document.commitment_id is not None
            by = "The letter with what you promised" if promised else f"A letter that says “{document.called}”"
            to.line((f"{by} attaches it.", "quiet"))
        to.heading("Sent" if item.sendings else "Not sent yet")
        for sending in reversed(item.sendings):
            name = self._names.get(sending.person_id or 0, "")
            day = date_words(self.program.calendar.day(sending.at), self.program.today())
            to.line(
                f"{day}{f' to {name}' if name else ''}{self._letter_words(sending)}: {self._version(item, sending)}"
            )

    def _write_state(self, item: FileEntry, to: Prose) -> None:
        document, found = item.document, self._found.get(_key(item.document))
        if found is None:
            to.line(("Looking at it …", "quiet"))
            return
        if found.size:
            to.fact("Size", size_words(found.size))
        calendar, today = self.program.calendar, self.program.today()
        match found.state:
            case FileState.CHANGED:
                since = changed_since_words(document, item.sendings, self._names, calendar, today)
                to.line((f"It has changed {since}.", "late"))
                to.line((with_keys("{documents.take} takes it as it is now."), "quiet"))
            case FileState.GONE:
                to.line(("There is no such file any more.", "late"))
                to.line((with_keys("{documents.edit} says where it is now."), "quiet"))
            case FileState.UNREADABLE:
                to.line(("It cannot be read: look at its permissions, and whether it is an ordinary file.", "late"))
            case FileState.LARGE:
                to.line((with_keys("Too large to compare each time: {documents.take} reads it."), "quiet"))
            case FileState.UNKNOWN:
                to.line((with_keys("What was in it was not noted yet: {documents.take} notes it."), "quiet"))

    def _letter_words(self, sending: Sending) -> str:
        if sending.letter_id is None:
            return ""
        letter = get(self.program.store.reader, Letter, sending.letter_id)
        return f", with the {LETTERS[letter.kind].title} ({ref(letter)})"

    def _version(self, item: FileEntry, sending: Sending) -> str:
        """Which version of the file was sent."""
        found = self._found.get(_key(item.document))
        if not sending.sha256:
            return "which version is not known"
        if found is not None and found.sha256 == sending.sha256:
            return "as it is now"
        same = [s for s in item.sendings if s.sha256 == sending.sha256]
        day = date_words(self.program.calendar.day(same[0].at), self.program.today())
        return f"the version of {day}"

    async def action_add(self) -> None:
        """Asks for a file of the interview."""
        interview_id = self.interview_id
        if interview_id is None:
            raise Refused("choose an interview in the pipeline first: a file is added to one")
        choices = DocumentChoices(self.program, interview_id)

        def submit(values: dict[str, str]) -> Dialog | None:
            keeps, by = choices.promise(values["keeps"]), choices.writer(values["by"])

            def add(content: Content) -> None:
                of = Ref("c", keeps) if keeps is not None else None
                of_interview = Ref("i", interview_id)
                service = self.program.documents
                self.saved(service.add(of_interview, content, keeps=of, name=values["name"], by=by))

            return self._reading(values["file"], add)

        await self.ask(Form("Add a file", choices.fields(None), submit))

    async def action_edit(self) -> None:
        """Asks where it lies, and what is known of it."""
        document = self.item.document

        def opened() -> Form:
            known = get(self.program.store.reader, Document, document.id)
            choices = DocumentChoices(self.program, known.interview_id)
            fields = choices.fields(known)

            def submit(values: dict[str, str]) -> Dialog | None:
                changes: dict[str, Any] = changed(fields, values)
                file = changes.pop("file", None)
                if "keeps" in changes:
                    changes["commitment_id"] = choices.promise(changes.pop("keeps"))
                if "by" in changes:
                    changes["person_id"] = choices.writer(changes.pop("by"))
                if file is None:
                    if changes:
                        self.saved(self.program.documents.edit(known, **changes))
                    return None
                return self._reading(file, lambda content: self._edit(known, content, **changes))

            return Form(f"Edit {known.called}", fields, submit)

        await edit_record(self, ref(document), opened)

    def _edit(self, document: Document, content: Content, **changes: Any) -> None:
        self.saved(self.program.documents.edit(document, content, **changes))

    def _reading(self, file: str, then: Callable[[Content], None], *, copy: bool = False) -> Dialog | None:
        """Reads a file, and goes on with it; a large one in a thread, while a dialog says how far it is."""
        documents = self.program.documents
        path, size = readable_file(file)
        if size <= COMPARED_BYTES:
            then(documents.read(path, copy=copy))
            return None
        return Working(
            "Reading the file",
            lambda progress: documents.read(path, copy=copy, progress=progress),
            then,
            words="{:,} MB",
        )

    async def action_sent(self) -> None:
        """Asks to whom the user sent it, and when."""
        document = self.item.document
        people = people_of(self.program, document.interview_id)
        dates = WhenReader(self.program)

        def submit(values: dict[str, str]) -> None:
            if not values["to"]:
                raise Unclear("who did you send it to?")
            person_id = people[name_like(values["to"], people, "add them to its people first")]
            at: When | None = dates.read_past(values["at"]) if values["at"] else None
            self.saved(self.program.documents.edit(document, sent_to=person_id, at=at))

        alone = next(iter(people)) if len(people) == 1 else ""
        fields = (
            Field("to", "To", alone, placeholder="who got it", offers=tuple(people)),
            Field("at", "When", placeholder="now; yesterday, 12 Nov", check=lambda text: dates.said(text, past=True)),
        )
        await self.ask(Form(f"You sent {document.called}", fields, submit))

    async def action_take(self) -> None:
        """The file as it is now is what it is compared with from now on."""
        await self._read_again(copy=False)

    async def action_save_copy(self) -> None:
        """A private copy of the file as it is now."""
        await self._read_again(copy=True)

    async def _read_again(self, *, copy: bool) -> None:
        document = self.item.document
        dialog = self._reading(document.path, lambda content: self._edit(document, content), copy=copy)
        if dialog is not None:
            await self.ask(dialog)

    async def action_remove(self) -> None:
        """Takes it out of its interview, after asking."""
        entry = self.item
        document = entry.document

        def remove() -> None:
            self.done(self.program.documents.remove(document.id))

        sent = sent_words(entry.sendings, self._names, self.program.calendar, self.program.today())
        was = f" It was {sent}: that goes with it." if entry.sendings else ""
        choices = [Choice("y", "remove it; the file itself stays", remove), Choice("n", "no", lambda: None)]
        title = f"Remove {document.called} from {entry.interview.company}?{was}"
        await self.ask(Menu(title, choices, safe=1))

    def copy_line(self) -> None:
        """The path."""
        self.copy(self.item.document.path, "the path")


def _key(document: Document) -> tuple[str, str]:
    """By what it is known whether a file was looked at: another hash is another comparison."""
    return document.path, document.sha256
