"""Documents: files of the user's that belong to an interview, the promise that each keeps, who wrote it, and to whom it
was sent.

The file stays where it is. What is stored is its path and the hash of its content, so that a change is noticed; a
private copy is made only when the user asks. No file is ever removed: undo must find what it brings back.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from interview_tui.data_classes import replace
from interview_tui.domain.dates import date_words
from interview_tui.domain.enums import OUTSIDERS, Owner, Ref, Voice
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.records import Commitment, Document, FollowUp, Interview, Involvement, Person, Sending, ref
from interview_tui.domain.text import clean_line, company_role, counted, shorten
from interview_tui.services.base import Service, joined, no_progress
from interview_tui.services.people import People
from interview_tui.store.document_files import (
    Content,
    FileState,
    NoOrdinaryFile,
    copy_of,
    drop_copy,
    look_at,
    read_content,
    size_of,
)
from interview_tui.store.queries import interview_of
from interview_tui.store.records import find, get

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from interview_tui.domain.dates import Calendar, When
    from interview_tui.domain.records import Letter
    from interview_tui.store.journal import Change
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

_SAID = 60
"""Characters of a file's name or a promise in a message."""
_PATH = 200
"""Characters of a path in a message."""


class EditedDocument(TypedDict, total=False):
    """What may be edited of a document."""

    name: str
    commitment_id: int | None
    person_id: int | None


class Documents(Service):
    """What a person does with files that belong to an interview."""

    def read(self, file: str, *, copy: bool = False, progress: Callable[[int], None] = no_progress) -> Content:
        """Reads a file to its end, and makes a private copy of it if asked to; nothing is stored.

        It reads no records, so it may run in a thread. `progress` is called with the megabytes so far. Raises Refused
        for a file that is not there or cannot be read, StoreTrouble where no copy can be made.
        """
        path, _ = readable_file(file)
        try:
            return read_content(path, self.context.copies if copy else None, progress)
        except (OSError, ValueError) as error:
            raise Refused(f"{shorten(file, _PATH)} cannot be read") from error

    def add(
        self,
        target: Ref,
        file: str | Content,
        *,
        keeps: Ref | None = None,
        name: str = "",
        by: int | None = None,
        sent_to: int | None = None,
        at: When | None = None,
    ) -> Change:
        """A file belongs to an interview from now on, and to the promise of it that it keeps.

        `target` is the interview, or a follow-up or commitment for the promise, which `keeps` may also name. `name` is
        what a letter calls the file, `by` who wrote it, `sent_to` who got it, `at` that time. One that is there already
        gets what is said of it now, and is taken as it is now. A file with the content of one that is gone from its
        place is that document, which has moved.

        Raises Refused for a file that is not there or cannot be read, for what is not a promise of yours, for one of
        another interview, and for a writer who is not in the interview.
        """
        content = self.read(file) if isinstance(file, str) else file
        with self._dropping_copy(content), self.context.transaction() as tx:
            promised = keeps or (target if target.letter != "i" else None)
            promise = _promise(tx.reader, promised) if promised is not None else None
            interview = _interview(tx, target)
            known: EditedDocument = {}
            if name:
                known["name"] = name
            if promise is not None:
                _refuse_another(tx, promise, interview, promised or ref(promise))
                known["commitment_id"] = promise.id
            if by is not None:
                known["person_id"] = by
            there = find(tx.reader, Document, interview_id=interview.id)
            before = next((d for d in there if d.path == content.path), None) or _moved(there, content)
            stored = before or Document(interview_id=interview.id, path=content.path, created=tx.now)
            twin = next((d for d in there if d.sha256 == content.sha256), None) if content.size else None
            document, people = self._write(tx, stored, content, known)
            kept = tx.get(Commitment, document.commitment_id) if document.commitment_id is not None else None
            still = "" if promise is not None else "still "
            words = joined(
                f"{_shown(document)} belongs to {company_role(interview.company, interview.role)}",
                f"it {still}keeps “{shorten(kept.text, _SAID)}”" if kept is not None else "",
                f"letters call it “{document.name}”" if document.name else "",
                f"it has the same content as {ref(twin)}, {_shown(twin)}" if twin is not None and not before else "",
                *([] if before is None else _file_words(before, document)),
                "" if content.size else "the file is empty",
                "a private copy is saved" if content.copy else "",
                *people,
                self._send(tx, document, sent_to, at) if sent_to is not None else "",
            )
            return tx.done(words, document)

    def edit(
        self,
        expected: Document,
        content: Content | None = None,
        *,
        sent_to: int | None = None,
        at: When | None = None,
        **known: Unpack[EditedDocument],
    ) -> Change:
        """Changes what is known of a document. `content` is its file at another place, or the same file as it is now;
        `sent_to` is somebody who got it, now or `at` an earlier time.

        Raises as `add`, and Conflict when the document is not as expected any more.
        """
        with self._dropping_copy(content), self.context.transaction() as tx:
            interview = tx.get(Interview, expected.interview_id)
            if (keeps := known.get("commitment_id")) is not None:
                _refuse_another(tx, _promise(tx.reader, Ref("c", keeps)), interview, Ref("c", keeps))
            if content is not None and content.path != expected.path:
                _refuse_known(tx, expected, content.path)
            document, people = self._write(tx, expected, content, known)
            promise = tx.get(Commitment, document.commitment_id) if document.commitment_id is not None else None
            parts = _file_words(expected, document)
            if content is not None:
                parts += [] if content.size else ["the file is empty"]
                parts += ["a private copy is saved"] if content.copy else []
            if document.name != expected.name:
                parts.append(f"letters call it “{document.called}”")
            if document.commitment_id != expected.commitment_id:
                parts.append(f"it keeps “{shorten(promise.text, _SAID)}”" if promise else "it keeps no promise")
            parts += people
            if sent_to is not None:
                parts.append(self._send(tx, document, sent_to, at))
            return tx.done(f"{_shown(document)}: {joined(*parts)}", document)

    def promise_of(self, keeps: Ref) -> int:
        """The promise that a follow-up or commitment is about. Raises NotFound, and Refused for one of theirs."""
        return _promise(self.context.store.reader, keeps).id

    def remove(self, document_id: int) -> Change:
        """Takes a document out of its interview, with the record of where it was sent; no file is removed."""
        with self.context.transaction() as tx:
            document = tx.get(Document, document_id)
            interview = tx.get(Interview, document.interview_id)
            sendings = find(tx.reader, Sending, document_id=document.id)
            names = receivers(tx.reader, sendings)
            for sending in sendings:
                tx.remove(sending)
            tx.remove(document)
            copy = copy_of(document, self.context.copies)
            sent = sent_words(sendings, names, self.context.calendar, self.context.today())
            words = joined(
                f"Removed {_shown(document)} from {company_role(interview.company, interview.role)}",
                f"it was {sent}" if sendings else "",
                "the file itself stays" if copy is None else f"the file itself stays, and its copy {copy}",
            )
            return tx.done(words, ref(document))

    def went_with(self, tx: Transaction, documents: Iterable[Document], letter: Letter, *, by_hand: bool) -> str:
        """Notes that documents went out with a letter now, as they are now; gives what to say of it.

        One that cannot be read did not go with a letter that the program sent. `by_hand`: the user sent it another way,
        so one that is too large for the program may have gone; which version that was is not known.
        """
        names = []
        for document in documents:
            found = look_at(document)
            copy = copy_of(document, self.context.copies) if found.state is FileState.GONE else None
            if copy is not None:
                found = look_at(replace(document, path=str(copy)))
            if found.sha256 or (by_hand and found.state is FileState.LARGE):
                sending = Sending(document_id=document.id, person_id=letter.person_id, at=tx.now, letter_id=letter.id)
                _note_as_it_is(tx, replace(sending, sha256=found.sha256))
                names.append(_shown(document) + (" (its copy)" if copy is not None else ""))
        return f"with {', '.join(names)}" if names else ""

    @contextmanager
    def _dropping_copy(self, content: Content | None) -> Iterator[None]:
        """Removes a copy that was made for the change inside, where that is refused."""
        try:
            yield
        except UserError:
            if content is not None:
                drop_copy(content, self.context.copies)
            raise

    def _write(
        self, tx: Transaction, document: Document, content: Content | None, known: EditedDocument
    ) -> tuple[Document, list[str]]:
        """Writes what is known now, and gives what to say of the writer. Another file has another copy, or none."""
        after = replace(document, **known)
        if content is not None:
            is_same = document.path == content.path or document.sha256 == content.sha256
            copy = content.copy or (document.copy if is_same else "")
            after = replace(after, path=content.path, sha256=content.sha256, copy=copy)
        is_news = after.person_id is not None and after.person_id != document.person_id
        people = self._written_by(tx, after) if is_news else []
        return tx.update(after) if document.id else tx.add(after), people

    def _written_by(self, tx: Transaction, document: Document) -> list[str]:
        """Who wrote it, in words. With the file of somebody outside, their letter of recommendation is received."""
        person = tx.get(Person, document.person_id or 0)
        ties = find(tx.reader, Involvement, interview_id=document.interview_id, person_id=person.id)
        if not ties:
            where = Ref("i", document.interview_id)
            raise Refused(f"{person.name} is not in {where}: interview-tui person {where} NAME adds them")
        said = [f"written by {person.name}"]
        if ties[0].part in OUTSIDERS and ties[0].received is None:
            People(self.context).happened(tx, ties[0], Voice.RECEIVED, said)
            said.append("that letter is marked as received")
            said += self.replan(tx, document.interview_id, step=False)
        return said

    def _send(self, tx: Transaction, document: Document, person_id: int, at: When | None) -> str:
        """Notes that the user sent it. Which version went is known of the present one: when it went just now, and when
        the file has not been written to since.
        """
        person = tx.get(Person, person_id)
        moment, _ = self.moment(tx, at)
        known = find(tx.reader, Sending, document_id=document.id, person_id=person.id)
        if any(sending.at == moment.replace(microsecond=0) for sending in known):
            raise Refused(f"that is noted already: {_shown(document)} to {person.name}")
        found, sending = look_at(document), Sending(document_id=document.id, person_id=person.id, at=moment)
        if moment == tx.now:
            _note_as_it_is(tx, replace(sending, sha256=found.sha256))
        else:
            is_older = found.modified is not None and found.modified <= moment
            tx.add(replace(sending, sha256=found.sha256 if is_older else ""))
        day = date_words(self.context.calendar.day(moment), self.context.today())
        return f"sent to {person.name}, {day}"


def _note_as_it_is(tx: Transaction, sending: Sending) -> None:
    """Writes a sending of now: from now on the file is compared with what went out."""
    tx.add(sending)
    if sending.sha256:
        tx.update(replace(tx.get(Document, sending.document_id), sha256=sending.sha256))


def _file_words(before: Document, after: Document) -> list[str]:
    """What has changed in the file of a document, in words."""
    if before.path != after.path:
        now = shorten(after.path, _PATH)
        is_same = before.sha256 == after.sha256
        return [f"it has moved to {now}" if is_same else f"it is {now} now, with other content than before"]
    return ["taken as it is now"] if before.sha256 != after.sha256 else []


def readable_file(file: str) -> tuple[str, int]:
    """The path of an ordinary file from the root on, in which links are not followed, and its size in bytes. Raises
    Refused for any other.
    """
    if not file:
        raise Refused("the name of the file is empty: give the file itself")
    shown = shorten(file, _PATH)
    try:
        path = os.path.abspath(Path(file).expanduser())  # noqa: PTH100 -- a link is not to be followed here
        size = size_of(path)
    except NoOrdinaryFile as error:
        raise Refused(f"{shown} is not an ordinary file: give the file itself") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(f"there is no file {shown}") from error
    except (OSError, ValueError, RuntimeError) as error:  # forbidden, too long; a NUL in it; no home to expand
        raise Refused(f"{shown} cannot be read") from error
    if clean_line(path) != path:
        raise Refused(f"{shown} has characters in its name that the store cannot keep: rename the file")
    return path, size


def receivers(reader: Reader, sendings: Iterable[Sending]) -> dict[int, str]:
    """The names of those who got documents, by their ids."""
    return {p.id: p.name for p in find(reader, Person, id={s.person_id for s in sendings if s.person_id})}


def sent_words(sendings: Sequence[Sending], names: Mapping[int, str], calendar: Calendar, today: date) -> str:
    """`sent to Dana Ruiz, Thu 12 Nov`, of several the last one and how many more; `not sent` for none."""
    if not sendings:
        return "not sent"
    last = max(sendings, key=lambda s: (s.at, s.id))
    name = names.get(last.person_id or 0, "")
    to = f" to {name}" if name else ""
    more = f" and {counted(len(sendings) - 1, 'time')} before" if len(sendings) > 1 else ""
    return f"sent{to}, {date_words(calendar.day(last.at), today)}{more}"


STATE_WORDS = {
    FileState.SAME: "",
    FileState.CHANGED: "changed",
    FileState.GONE: "gone",
    FileState.UNREADABLE: "cannot be read",
    FileState.UNKNOWN: "",
    FileState.LARGE: "",
}
"""What is said of a document's file in a word; '' where there is nothing to say."""


def state_words(document: Document, state: FileState, sendings: Sequence[Sending]) -> str:
    """What has become of a document's file since it was sent, or since it was added or last taken as it is."""
    is_sent = any(s.sha256 == document.sha256 for s in sendings)
    return "changed since" if state is FileState.CHANGED and is_sent else STATE_WORDS[state]


def changed_since_words(
    document: Document, sendings: Sequence[Sending], names: Mapping[int, str], calendar: Calendar, today: date
) -> str:
    """Since when a document's file is another one: `since it was sent to Dana Ruiz, Thu 12 Nov`."""
    same = [s for s in sendings if s.sha256 == document.sha256]
    if not same:
        return "since you added it or last took it as it is"
    return f"since it was {sent_words(same[-1:], names, calendar, today)}"


def _shown(document: Document) -> str:
    """A document by the name of its file."""
    return shorten(document.file_name, _SAID)


def _moved(there: Iterable[Document], content: Content) -> Document | None:
    """The document of this content whose file is gone from its place; nothing is known again by being empty."""
    if not content.size:
        return None
    same = (d for d in there if d.sha256 == content.sha256)
    return next((d for d in same if look_at(d).state is FileState.GONE), None)


def _refuse_known(tx: Transaction, document: Document, path: str) -> None:
    """Raises Refused for the place of another document of the interview."""
    for other in find(tx.reader, Document, interview_id=document.interview_id):
        if other.path == path and other.id != document.id:
            raise Refused(f"{shorten(path, _PATH)} is {ref(other)} already")


def _refuse_another(tx: Transaction, promise: Commitment, interview: Interview, named: Ref) -> None:
    """Raises Refused for a promise of another interview."""
    if interview_of(tx.reader, promise.meeting_id) != interview:
        raise Refused(f"{named} is not a promise of {company_role(interview.company, interview.role)}")


def _interview(tx: Transaction, target: Ref) -> Interview:
    if target.letter == "c":
        return interview_of(tx.reader, tx.get(Commitment, target.id).meeting_id)
    return tx.get(Interview, tx.get(FollowUp, target.id).interview_id if target.letter == "f" else target.id)


def _promise(reader: Reader, ref: Ref) -> Commitment:
    """The promise of the user's that a follow-up keeps. Raises Refused."""
    text, commitment_id = "", ref.id
    if ref.letter == "f":
        follow_up = get(reader, FollowUp, ref.id)
        text, found = follow_up.text, follow_up.commitment_id
        if found is None:
            interview = Ref("i", follow_up.interview_id)
            raise Refused(f"{ref} ({shorten(text, _SAID)}) keeps no promise: give the interview {interview}")
        commitment_id = found
    commitment = get(reader, Commitment, commitment_id)
    if commitment.owner is not Owner.ME:
        raise Refused(f"{ref} ({shorten(text or commitment.text, _SAID)}) is about a promise of theirs, not of yours")
    return commitment
