"""New emails of mail folders on this machine, taken in batches: each with what was read of the folders, in one
transaction, so that a run that ends anywhere has lost and doubled nothing.

By its headers and a glance at its bytes most of what lies in a folder concerns nobody who is known, and is passed over;
it is looked at again when somebody else has come to be known.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field
from interview_tui.domain.errors import Refused, UserError
from interview_tui.domain.records import Person
from interview_tui.mail.folders import Maildir, ReadUpTo, folders_at
from interview_tui.services.base import no_progress
from interview_tui.store.journal import Change
from interview_tui.store.mail_state import FolderState, emails_begin, folder_state, what_is_known
from interview_tui.store.records import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from interview_tui.importing.importer import Progress
    from interview_tui.importing.messages import Messages, Taken
    from interview_tui.mail.folders import Mbox, Stored
    from interview_tui.mail.message import Envelope, Message
    from interview_tui.services.base import Context
    from interview_tui.settings import Settings
    from interview_tui.store.records import Reader
    from interview_tui.store.transaction import Transaction

_SENT = re.compile(
    r"(?<![^\W_])(?:sent(?:items|mail|messages)?|gesendete?[nrs]?|envoy(?:\u00e9|e\u0301|e|&AOk-)e?s?)(?![^\W_])",
    re.IGNORECASE,
)
"""The names of folders with letters that were sent, as mail programs give them: one of these words is in them."""
_SENDERS_OF = 20
"""Letters that were sent, by whose sender the user is known where the configuration does not say."""
_TAKEN_AT_ONCE = 50
"""Emails that are read whole, of one batch: to take them in keeps other sessions from writing for half a second."""
_LOOKED_AT_AT_ONCE = 2_000
_BYTES_AT_ONCE = 32_000_000
_TIMES_IN_DRY_RUN = 10
"""So much more at once in a dry run: what a batch brings is given up with it, and what answers it is not seen."""
_PASSES = 4
"""How often what was passed over is looked at again in one run, where an invitation brings people whom another email
makes known."""
_PROGRESS_STEP = 100


@dataclass(slots=True)
class MailFound:
    """What a run has brought."""

    taken: list[Taken] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    """A line for each message that cannot be read, and for each invitation in one."""
    looked_at: int = 0
    """Messages, of those whose batch was written."""

    def together(self) -> Taken:
        """What all batches have brought."""
        from interview_tui.importing.messages import Taken

        every = Taken()
        for taken in self.taken:
            every.items += taken.items
            every.invited += taken.invited
            every.logged += taken.logged
            every.suggested += taken.suggested
        return every

    def change(self, problems: Sequence[str] = ()) -> Change:
        """It as one change, in words; `problems`: what is wrong with folders."""
        lines = [*(self.together().lines() if self.taken else ()), *self.troubles, *problems]
        refs = dict.fromkeys(found for taken in self.taken for found in taken.imported.refs)
        entries = [taken.imported.entry for taken in self.taken if taken.imported.entry is not None]
        return Change(" · ".join(lines) or "No new emails", tuple(refs), entries[-1] if entries else None)


def likely_own_address(settings: Settings, reader: Reader, folders: Sequence[Maildir | Mbox]) -> str:
    """The user's address where the configuration has none: the one that wrote more than half of what lies in folders
    with letters that were sent. '' where there is none, or somebody in the store has it.
    """
    if settings.mine:
        return ""
    sent = {Path(folder).expanduser().resolve() for folder in settings.mail.sent}
    there = [folder for folder in folders if folder.path in sent or _SENT.search(folder.path.name)]
    writers = Counter(envelope.sender.email for folder in there for envelope in _some_envelopes(folder))
    address, letters = max(writers.items(), key=itemgetter(1), default=("", 0))
    return address if 2 * letters > writers.total() and not find(reader, Person, email=address) else ""


def address_wanted(settings: Settings, likely: str) -> str:
    """What is to be said where the configuration has no address of the user's."""
    address = json.dumps(likely or "me@home.example", ensure_ascii=False)
    write = f"write email = {address} into {settings.paths.configuration}"
    if likely:
        return f"{likely} wrote your sent emails, so it is taken for yours: to make sure of it, {write}"
    return f"your own address is not known, so emails that you sent are not seen: {write}"


def _some_envelopes(folder: Maildir | Mbox) -> Iterator[Envelope]:
    from interview_tui.mail.reading import read_envelope

    stored: Iterator[Stored | None]
    if isinstance(folder, Maildir):
        last = sorted((name, key) for key, name in folder.names().items())[-_SENDERS_OF:]
        stored = (folder.read(key, name) for name, key in last)
    else:
        start, mark = folder.unread(ReadUpTo())
        stored = islice(folder.messages(start, mark.read_to), _SENDERS_OF)
    for one in stored:
        with suppress(UserError):
            if one is not None and not one.trouble:
                yield read_envelope(one.data, received=one.received)


@dataclass(slots=True, eq=False)
class _Unread:
    """A folder in which there are messages to look at."""

    folder: Maildir | Mbox
    state: FolderState
    """As it was when the run began; what other runs write meanwhile is added to."""
    names: dict[int, str] = field(default_factory=dict)
    """Of a Maildir: all of its messages."""
    start: int = 0
    """Of an mbox: from where it is to be read."""
    mark: ReadUpTo = field(default_factory=ReadUpTo)
    """Of an mbox: up to where, and what it was like before it was read; what is written meanwhile is seen by that."""

    def is_there(self, known: int) -> bool:
        """Looks for messages that were not looked at yet, or not since so much was known; False for none."""
        again = self.state.known != known and bool(self.state.ignored)
        if isinstance(self.folder, Maildir):
            self.names = self.folder.names()
            looked_at = self.state.taken if again else self.state.taken | self.state.ignored
            return not self.names.keys() <= looked_at
        start, self.mark = self.folder.unread(ReadUpTo(*self.state.mark))
        self.start = 0 if again else start
        return self.start < self.mark.read_to

    def messages(self, known: int) -> Iterator[Stored]:
        """What is to be looked at, in the order in which it came."""
        done = self.state.taken if self.state.known != known else self.state.taken | self.state.ignored
        if isinstance(self.folder, Maildir):
            new = sorted((name, key) for key, name in self.names.items() if key not in done)
            stored = (self.folder.read(key, name) for name, key in new)
            yield from (one for one in stored if one is not None)
        else:
            yield from (one for one in self.folder.messages(self.start, self.mark.read_to) if one.key not in done)


@dataclass(slots=True)
class _Batch:
    """Messages whose transaction is still to come."""

    messages: list[tuple[_Unread, int, Message]] = field(default_factory=list)
    passed: list[tuple[_Unread, int]] = field(default_factory=list)
    """Those with nobody who is known."""
    unreadable: list[tuple[_Unread, int]] = field(default_factory=list)
    finished: list[_Unread] = field(default_factory=list)
    """The folders of which these are the last messages."""
    troubles: list[str] = field(default_factory=list)
    looked_at: int = 0
    size: int = 0
    """Bytes of the messages."""

    def is_full(self, times: int) -> bool:
        """Whether it holds what is written at once, so many times."""
        return (
            len(self.messages) >= times * _TAKEN_AT_ONCE
            or self.looked_at >= times * _LOOKED_AT_AT_ONCE
            or self.size >= times * _BYTES_AT_ONCE
        )


def configured_folders(settings: Settings) -> tuple[list[Maildir | Mbox], list[str]]:
    """The mail folders of the configuration, and what is wrong with others. Raises Refused where there is none."""
    mail = settings.mail
    if not mail.inbox and not mail.sent:
        where = settings.paths.configuration
        raise Refused(f'no mail folder is set: write [mail] and under it inbox = ["~/Mail/INBOX"] in {where}')
    return folders_at((*mail.sent, *mail.inbox))


class MailRun:
    """Reads what is new in mail folders, sent letters first: what answers them is in their threads."""

    def __init__(self, context: Context, folders: Sequence[Maildir | Mbox], *, again: bool = False) -> None:
        """`again`: all messages are looked at, whatever was read before; those in the log are known by their
        Message-IDs.
        """
        self._context = context
        reader = context.store.reader
        self._begin: datetime = emails_begin(reader, context.clock())
        sent_first = sorted(folders, key=lambda folder: _SENT.search(folder.path.name) is None)
        every = [_Unread(one, FolderState() if again else folder_state(reader, one.name)) for one in sent_first]
        self._fresh = [one.folder.name for one in every if not one.state.known and one.is_there(0)]
        """Folders that were never read: what they hold may be answered in others."""
        self._known = what_is_known(reader, context.store.mine, self._fresh)
        self._folders = [one for one in every if one.is_there(self._known)]
        self.found = MailFound()

    @property
    def has_news(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self._folders)

    def take(self, *, dry_run: bool = False, progress: Progress = no_progress) -> MailFound:
        """Takes it all. `progress` is called with the number of messages that were looked at. Raises StoreTrouble, and
        NotAMailFolder where a folder is gone.
        """
        from interview_tui.importing.messages import Messages

        messages = Messages(self._context)
        try:
            for _ in range(_PASSES):
                self._look(messages, dry_run, progress)
                known = what_is_known(self._context.store.reader, self._context.store.mine, self._fresh)
                if dry_run or known == self._known:
                    break
                self._known = known
                self._begin = emails_begin(self._context.store.reader, self._context.clock())
                for one in self._folders:
                    one.state = folder_state(self._context.store.reader, one.folder.name)
                self._folders = [one for one in self._folders if one.is_there(known)]
        finally:
            for taken in (
                () if dry_run else self.found.taken
            ):  # a later batch may have replaced a line of an earlier one
                taken.leave_open(self._context.store.reader)
        return self.found

    def _look(self, messages: Messages, dry_run: bool, progress: Progress) -> None:
        batch = _Batch()
        for folder in self._folders:
            for stored in folder.messages(self._known):
                self._sort(stored, folder, batch, messages)
                number = self.found.looked_at + batch.looked_at
                if number % _PROGRESS_STEP == 0:
                    progress(number)
                if batch.is_full(_TIMES_IN_DRY_RUN if dry_run else 1):
                    self._write(batch, messages, dry_run)
                    batch = _Batch()
            batch.finished.append(folder)
        self._write(batch, messages, dry_run)

    def _sort(self, stored: Stored, folder: _Unread, batch: _Batch, messages: Messages) -> None:
        """Reads a message as far as it is worth it, and puts it into the batch."""
        from interview_tui.mail.reading import read_envelope, read_message

        batch.looked_at += 1
        trouble, message = stored.trouble, None
        if not trouble:
            try:
                envelope = read_envelope(stored.data, received=stored.received)
                if self._is_worth_reading(envelope, stored.data, messages):
                    message = read_message(stored.data, received=stored.received)
            except UserError as error:
                trouble = str(error)
        if trouble:
            batch.troubles.append(f"{stored.name}: {trouble}")
            if not stored.passing:
                batch.unreadable.append((folder, stored.key))
        elif message is None:
            batch.passed.append((folder, stored.key))
        else:
            batch.messages.append((folder, stored.key, message))
            batch.size += len(stored.data)

    def _is_worth_reading(self, envelope: Envelope, data: bytes, messages: Messages) -> bool:
        in_time = envelope.at >= self._begin or messages.is_in_thread(envelope)
        return in_time and messages.may_concern(envelope, data)

    def _write(self, batch: _Batch, messages: Messages, dry_run: bool) -> None:
        """Takes a batch in, and notes what was read with it."""
        context = self._context
        if batch.messages:
            taken = messages.take(
                [message for _, _, message in batch.messages],
                dry_run=dry_run,
                beside=lambda tx, taken: self._note(tx, batch, taken.left_out),
            )
            self.found.taken.append(taken)
            self.found.troubles += taken.refused
        elif not dry_run and context.store.is_there():
            with context.transaction() as tx:
                self._note(tx, batch, ())
        self.found.troubles += batch.troubles
        self.found.looked_at += batch.looked_at

    def _note(self, tx: Transaction, batch: _Batch, left_out: Sequence[str]) -> None:
        """Writes what was read, to what other runs have written since this one began."""
        strange = set(left_out)
        of_messages = [folder for folder, _, _ in batch.messages]
        of_others = [folder for folder, _ in (*batch.passed, *batch.unreadable)]
        for folder in dict.fromkeys((*of_messages, *of_others, *batch.finished)):
            path = folder.folder.name
            state = folder_state(tx.reader, path)
            if not state.taken and not state.ignored:
                state.known = self._known
            state.taken |= {key for one, key in batch.unreadable if one is folder}
            state.ignored |= {key for one, key in batch.passed if one is folder}
            for one, key, message in batch.messages:
                if one is folder:
                    (state.ignored if message.envelope.message_id in strange else state.taken).add(key)
            state.ignored -= state.taken
            if folder in batch.finished:
                state.known = self._known
                if isinstance(folder.folder, Maildir):
                    state.forget_all_but(folder.names)
                else:
                    state.mark = folder.mark
            tx.note_mail_folder(path, state.encoded())
