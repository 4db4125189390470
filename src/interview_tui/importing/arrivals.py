"""What arrives by email or as a calendar file: read, told apart, and taken in as one change."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from interview_tui.domain.errors import Refused, Unclear, UserError
from interview_tui.domain.text import is_address
from interview_tui.importing.calendar_file import outlooks_own
from interview_tui.importing.importer import Contents, Importer, of_bytes
from interview_tui.importing.invitations import LIMIT, Invitations, read_folder, read_items
from interview_tui.importing.messages import Answers, Messages, invitations_in
from interview_tui.mail.folders import Maildir, is_maildir
from interview_tui.mail.mailboxes import is_forged, plain_address
from interview_tui.mail.message import Mailbox, Message
from interview_tui.mail.reading import holds_another, looks_like_mail, read_message, split_mbox
from interview_tui.services.base import no_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from interview_tui.importing.importer import Imported, Options, Progress
    from interview_tui.services.base import Context

EXAMPLE = Mailbox("Dana Ruiz", "dana@acme.example")
_NO_NAME = re.compile(r"[^\w .’'-]+")
"""What a name is written without, so that it is read as one."""
MAILDIR_LIMIT = 100_000_000
"""Bytes of a Maildir that is taken in as one change."""
OWN_ADDRESS = '; to log what you sent, write email = "me@home.example" into the configuration'
FORGED = "your mail server says that this email is not from its sender (Authentication-Results): nothing was logged"
OF_NOBODY = "nobody in {which} is known: add them, for example with: interview-tui person i1 {who}"
ANOTHER_WITHIN = "another email may begin within it: if so, import each from a file of its own"


def read_messages(pieces: Iterator[bytes], options: Options, progress: Progress = no_progress) -> Contents[Message]:
    """The emails of a file or a pipe, one or many. What cannot be read is refused, by their numbers."""
    number, rows, refused, remarks = 0, list[Message](), list[tuple[int, str]](), list[tuple[int, str]]()
    for number, data in enumerate(split_mbox(pieces), start=1):
        progress(number)
        refused += [(number, why) for why in _read_email(data, rows, options)]
        remarks += [(number, ANOTHER_WITHIN)] if holds_another(data) else []
    if number == 1:
        refused = [(0, why) for _, why in refused]
        remarks = [(0, remark) for _, remark in remarks]
    return Contents(tuple(rows), tuple(refused), remarks=tuple(remarks))


def read_arrived_folder(folder: Path, options: Options, progress: Progress = no_progress) -> Contents[Any]:
    """What a Maildir holds, or a folder of items of calendars. What cannot be read is refused by its name. Raises
    OSError, and UserError for another folder, or a Maildir too large to be one change.
    """
    if not is_maildir(folder):
        return read_folder(folder, options)
    maildir, size = Maildir(folder), 0
    rows, refused = list[Message](), list[tuple[int, str]]()
    for number, (name, key) in enumerate(sorted((name, key) for key, name in maildir.names().items()), start=1):
        progress(number)
        stored = maildir.read(key, name)
        if stored is None:
            continue
        size += len(stored.data)
        if size > MAILDIR_LIMIT:
            limit = MAILDIR_LIMIT // 1_000_000
            raise Unclear(f"it holds more than {limit} MB of emails: interview-tui mail {folder} reads it in batches")
        whys = [stored.trouble] if stored.trouble else _read_email(stored.data, rows, options)
        refused += [(0, f"{stored.name}: {why}") for why in whys]
    return Contents(tuple(rows), tuple(refused))


def _read_email(data: bytes, rows: list[Message], options: Options) -> list[str]:
    """Adds an email to the others; gives what of it is refused, and why."""
    try:
        rows.append(read_message(data, received=options.now))
    except UserError as error:
        return [str(error)]
    return [why for _, why in invitations_in(rows[-1], options.mine).refused]


def apply_arrivals(
    context: Context,
    contents: Sequence[Contents[Any]],
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Imported:
    """What is in several files, emails and items of calendars, as one change. Raises Refused where they are emails, and
    nobody in them is known.
    """
    rows = [row for one in contents for row in one.rows]
    messages = [row for row in rows if isinstance(row, Message)]
    items = [row for row in rows if not isinstance(row, Message)]
    if not messages:
        return Invitations(context).take(items, dry_run=dry_run)
    taken = Messages(context).take(messages, dry_run=dry_run, asked_for=True, answers=Answers(items), progress=progress)
    if len(taken.left_out) == len(messages) and not items:
        which = "this email" if len(messages) == 1 else f"these {len(messages)} emails"
        own = "" if context.mine else OWN_ADDRESS
        if len(messages) == 1 and is_forged(messages[0].envelope):
            raise Refused(FORGED)
        words = OF_NOBODY.format(which=which, who=_to_add(messages[0], context.mine))
        raise Refused(outlooks_own(messages[0]) or f"{words}{own}")
    return taken.imported


def _to_add(message: Message, mine: frozenset[str]) -> str:
    """Who an email is with, as a shell takes a person to be added: its sender, of one that the user sent its reader."""
    envelope = message.envelope
    own = frozenset(map(plain_address, mine))
    boxes = (envelope.sender, *envelope.to, *envelope.cc)
    box = next((box for box in boxes if plain_address(box.email) not in own and is_address(box.email)), EXAMPLE)
    name = " ".join(_NO_NAME.sub(" ", box.name).split())
    return shlex.quote(f"{name or box.email.partition('@')[0]} <{box.email}>")


MESSAGES: Importer[Message] = Importer(
    what="emails", sniff=lambda data, _options: looks_like_mail(data), read=read_messages, apply=apply_arrivals,
    endings=(".eml", ".mbox"), several=True,
)  # fmt: skip
INVITATIONS: Importer[Any] = Importer(
    what="invitations", sniff=lambda _data, _options: True, read=of_bytes(read_items, limit=LIMIT),
    apply=apply_arrivals, endings=(".ics", ".vcs", ".msg"), several=True,
)  # fmt: skip
"""Whatever no other importer knows: it is one, or is refused as none."""
