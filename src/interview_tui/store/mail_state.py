"""What the store knows of the mail folders that were read: which messages, and by what they were passed over.

Of a message there are eight bytes: its key in the folder. Ten thousand are read and looked up in a hundredth of a
second, by the driver alone, so that a run that finds nothing new costs next to nothing.
"""

from __future__ import annotations

import struct
import sys
from array import array
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from interview_tui.data_classes import dataclass, field
from interview_tui.store.records import read_instant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_tui.store.records import Reader

_FORM = 1
"""Of the state: one of another form is not read, and everything is looked at again, which adds nothing twice."""
_HEAD = struct.Struct("<BQQQQI")
_BEFORE_FIRST = timedelta(days=90)
"""How long before the first interview was entered its emails may begin."""


@dataclass(slots=True)
class FolderState:
    """What was read of one folder."""

    taken: set[int] = field(default_factory=set)
    """The keys of messages that were understood, or cannot be read: they are never looked at again, so that a run that
    was undone does not come back.
    """
    ignored: set[int] = field(default_factory=set)
    """The keys of messages in which nobody was known."""
    known: int = 0
    """What was known then (`what_is_known`)."""
    mark: tuple[int, int, int] = (0, 0, 0)
    """Of an mbox: how far it was read (mail/folders.py)."""

    def encoded(self) -> bytes:
        """The state as it is stored."""
        keys = array("Q", [*self.taken, *self.ignored])
        if sys.byteorder == "big":
            keys.byteswap()
        return _HEAD.pack(_FORM, self.known, *self.mark, len(self.taken)) + keys.tobytes()

    def forget_all_but(self, present: Iterable[int]) -> None:
        """Forgets messages that are gone from the folder, once they outnumber those that are there."""
        there = set(present)
        if len(self.taken) + len(self.ignored) > 2 * len(there) + _HEAD.size:
            self.taken &= there
            self.ignored &= there


def folder_state(reader: Reader, path: str) -> FolderState:
    """What was read of the folder at a path; nothing, where that is not known."""
    found = reader.execute("SELECT state FROM mail_folders WHERE path = ?", (path,)).fetchone()
    if found is None or len(found[0]) < _HEAD.size or found[0][0] != _FORM:
        return FolderState()
    _, known, read_to, edges, size, taken = _HEAD.unpack_from(found[0])
    keys = array("Q", found[0][_HEAD.size :][: (len(found[0]) - _HEAD.size) // 8 * 8])
    if sys.byteorder == "big":
        keys.byteswap()
    return FolderState(set(keys[:taken]), set(keys[taken:]), known, (read_to, edges, size))


def what_is_known(reader: Reader, mine: Iterable[str], fresh: Iterable[str] = ()) -> int:
    """A hash of all by which an email is known to be about an interview: a message that was passed over when this was
    another one may be known today. Instead of the threads it has the folders that were ever read, and the `fresh` ones
    that are now: a thread brings its messages later than itself, but for those of a folder that comes late.
    """
    known = blake2b(digest_size=8)
    read = {path for (path,) in reader.execute("SELECT path FROM mail_folders")}
    for rows in (
        reader.execute("SELECT email, name FROM people ORDER BY id"),
        reader.execute("SELECT company, role, created FROM interviews ORDER BY id"),
        ((address, "") for address in sorted(mine)),
        ((path, "") for path in sorted(read.union(fresh))),
    ):
        for row in rows:
            known.update("\0".join((*row, "\n")).encode("utf-8", "replace"))
        known.update(b"\0\0")
    return int.from_bytes(known.digest(), "little")


def emails_begin(reader: Reader, now: datetime) -> datetime:
    """Before this no email is about an interview of the store, but by its thread."""
    (first,) = reader.execute("SELECT min(created) FROM interviews").fetchone()
    return min(now, read_instant(first) if first else now) - _BEFORE_FIRST
