"""Mail folders on this machine, Maildir and mbox, read without a trace: nothing is moved, renamed, marked or locked.

The standard library's `mailbox` is not used here. It knows a Maildir's message by its name up to the colon, so that
each new number that mbsync gives makes another message of it; its mbox reads the whole file, line by line, before the
first message, and cannot go on where it was left. Loading it takes a third of a run that finds nothing new.
"""

from __future__ import annotations

import os
import re
import stat
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean_line
from interview_tui.mail.message import LARGEST_EMAIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECE = 1_000_000
_EDGE = 4_096
"""Bytes at the beginning of an mbox, and before the place up to which it was read, by which one sees that both are as
they were.
"""
_HEAD = 64_000
"""Bytes in which the Message-ID is looked for."""
_AFTER_NAME = re.compile(r"[:;!]2,|,[A-Z]\w*=")
"""What follows the unique part of a message's file name: its flags, whose sign some file systems forbid, and what
Dovecot, mbsync and OfflineIMAP add: `,S=1024,W=1050`, `,U=12`, `,FMD5=…`.
"""
_MESSAGE_ID = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?([^\s]+)", re.IGNORECASE | re.MULTILINE)
_MARKS = re.compile(rb"^(?:x?-?status|x-keywords|x-uid|content-length|lines):.*\n", re.IGNORECASE | re.MULTILINE)
"""The headers in which mail programs keep their marks in an mbox."""
_FROM_LINE = re.compile(rb"\n\r?\n(?=From )")
_MESSAGE_BEGINS = re.compile(rb"[\r\n]*(?=From )")
_OVERLAP = len(b"\n\r\nFrom ") - 1
_HEADERS_END = re.compile(rb"\n\r?\n")
_LOOKED_AT = 10_000
"""Entries of a folder by which one sees what it is."""


class NotAMailFolder(UserError):
    """What was named is not a Maildir or an mbox, or cannot be read; one line says what it is."""


class ReadUpTo(NamedTuple):
    """How far an mbox was read."""

    read_to: int = 0
    """Bytes."""
    edges: int = 0
    """The hash of what is at both ends of them."""
    size: int = 0
    """Bytes that the file had: more, where its last message was not whole."""


class Stored(NamedTuple):
    """A message as it lies in a folder."""

    key: int
    """What tells it from the folder's other messages, 64 bits; it stays when mail programs move, rename or mark it."""
    name: str
    """The file, or the message's place in the file, as people are told of it."""
    data: bytes
    trouble: str = ""
    """Why it cannot be read; '' where it was."""
    passing: bool = False
    """Whether it may be read another time."""
    received: datetime | None = None
    """When it came into the folder, where that is known."""


class _Folder:
    """What a Maildir and an mbox have in common."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The path as a text, also where its bytes are none."""
        return os.fsencode(self.path).decode("utf-8", "backslashreplace")


class Maildir(_Folder):
    """A folder with a file for each message, in `new` and `cur`. What is in `tmp` is still being written. Subfolders
    (Maildir++: `.Sent`) are folders of their own.
    """

    def names(self) -> dict[int, str]:
        """The messages' keys and files. `new` is looked at first, since messages only move from there to `cur`."""
        return {
            key_of_name(name): f"{part}/{name}"
            for part in ("new", "cur")
            for name in self._inside(part)
            if not name.startswith(".")
        }

    def _inside(self, part: str) -> list[str]:
        try:
            with os.scandir(self.path / part) as entries:
                return [entry.name for entry in entries]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise NotAMailFolder(f"cannot read {self.path / part}: {error.strerror}") from error

    def read(self, key: int, name: str) -> Stored | None:
        """A message; None where it is gone, or has got another name since: the next run finds it by that."""
        path, shown = self.path / name, clean_line(f"{self.path}/{name}")
        try:
            # To open a pipe would wait until somebody writes.
            with open(path, "rb", opener=lambda file, flags: os.open(file, flags | os.O_NONBLOCK)) as file:
                found = os.fstat(file.fileno())
                if not stat.S_ISREG(found.st_mode):
                    return Stored(key, shown, b"", "it is not a file")
                data = file.read(LARGEST_EMAIL + 1)
        except FileNotFoundError:
            return None
        except IsADirectoryError:
            return Stored(key, shown, b"", "it is not a file")
        except OSError as error:
            return Stored(key, shown, b"", error.strerror or "it cannot be read", passing=True)
        return _bounded(key, shown, data, datetime.fromtimestamp(int(found.st_mtime), UTC))


class Mbox(_Folder):
    """A file with all messages one after another."""

    def unread(self, mark: ReadUpTo) -> tuple[int, ReadUpTo]:
        """From where to where the messages lie that came since the mark, and so the mark of the next time; from 0 where
        the file was written anew.

        A last message that is still being written is left out, until the file has the same size twice.
        """
        with self._opened() as file:
            size = os.fstat(file.fileno()).st_size
            start = mark.read_to if mark.read_to <= size and _edges(file, mark.read_to) == mark.edges else 0
            if start < size and (begins := _message_begins(file, start)) is not None:
                start = begins
            elif start < size:
                start = 0
            complete = size == mark.size and start >= mark.read_to
            end = size if complete else _whole_until(file, start, size)
            return start, ReadUpTo(end, _edges(file, end), size)

    def messages(self, start: int, end: int) -> Iterator[Stored]:
        """The messages of a part of the file."""
        from interview_tui.mail.reading import split_mbox

        with self._opened() as file:
            file.seek(start)
            for number, data in enumerate(split_mbox(_pieces(file, end - start)), 1):
                name = f"{clean_line(str(self.path))}, message {number}" + (f" after {start:,} bytes" if start else "")
                yield _bounded(_key_of(data), name, data)

    def _opened(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise NotAMailFolder(f"cannot read {self.path}: {error.strerror}") from error


def _edges(file: BinaryIO, to: int) -> int:
    """The hash of what stands at the beginning of a file, and before a place in it."""
    file.seek(0)
    head = file.read(min(_EDGE, to))
    file.seek(max(0, to - _EDGE))
    return _hash(head + file.read(min(_EDGE, to)))


def _message_begins(file: BinaryIO, at: int) -> int | None:
    """Where the next message begins, behind the empty line that may end the one before; None where none does."""
    file.seek(at)
    found = _MESSAGE_BEGINS.match(file.read(64))
    return at + found.end() if found else None


def _whole_until(file: BinaryIO, start: int, size: int) -> int:
    """Where the last message ends that is whole: one has its headers, and ends with a line."""
    file.seek(max(start, size - 1))
    has_end, has_headers = file.read(1) == b"\n", False
    piece, low = b"", size
    while low > start:
        high, low = low, max(start, low - _PIECE)
        file.seek(low)
        piece = file.read(high - low) + piece[:_OVERLAP]
        begins = max((line.end() for line in _FROM_LINE.finditer(piece)), default=0)
        has_headers = has_headers or _HEADERS_END.search(piece, begins) is not None
        if begins or low == start:
            return size if has_end and has_headers else low + begins
    return start


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(_PIECE, size))):
        yield piece
        size -= len(piece)


def is_maildir(path: Path) -> bool:
    """Whether a folder is a Maildir."""
    return (path / "cur").is_dir() or (path / "new").is_dir()


def folder_at(path: Path) -> Maildir | Mbox:
    """The mail folder at a path. Raises NotAMailFolder with what is there."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            if is_maildir(path):
                return Maildir(path)
            raise NotAMailFolder(f"{path} {_other_folder(path)}")
        if stat.S_ISREG(kind):
            with path.open("rb") as file:
                empty = not os.fstat(file.fileno()).st_size
                if empty or _message_begins(file, 0) is not None:
                    return Mbox(path)
            raise NotAMailFolder(f"{path} is not an mbox: for a single email write interview-tui import {path}")
    except FileNotFoundError:
        raise NotAMailFolder(f"there is no mail folder {path}") from None
    except OSError as error:
        raise NotAMailFolder(f"cannot read {path}: {error.strerror}") from error
    raise NotAMailFolder(f"{path} is a pipe or a device, not a mail folder")


def folders_at(paths: Iterable[str]) -> tuple[list[Maildir | Mbox], list[str]]:
    """The folders at these paths, each once; and for each that is none what it is."""
    found: dict[Path, Maildir | Mbox] = {}
    problems = []
    for text in paths:
        try:
            path = Path(text).expanduser().resolve()
            found.setdefault(path, folder_at(path))
        except UserError as error:
            problems.append(str(error))
        except (OSError, ValueError, RuntimeError):  # links that lead in a circle; a NUL in the name; no home
            problems.append(f"there is no mail folder {text}")
    return list(found.values()), problems


def _other_folder(path: Path) -> str:
    """What a folder is that is no Maildir. Raises OSError."""
    if (path / ".mh_sequences").exists():
        return "is an MH folder: only Maildir and mbox can be read"
    with os.scandir(path) as entries:
        within = sorted(entry.name for entry in islice(entries, _LOOKED_AT) if is_maildir(path / entry.name))
    if within:
        return f"is not a mail folder, but there are some in it: write for example {path / within[0]}"
    return "is not a mail folder: a Maildir has the folders cur and new"


def key_of_name(name: str) -> int:
    """The key of a message of a Maildir by its file's name, whatever flags and numbers it has got."""
    return _hash(os.fsencode(_AFTER_NAME.split(name, maxsplit=1)[0]))


def _key_of(data: bytes) -> int:
    """The key of a message of an mbox: by its Message-ID, else by all of it but the marks of mail programs."""
    head = data[:_HEAD]
    if ends := _HEADERS_END.search(head):
        head = head[: ends.start() + 1]
    found = _MESSAGE_ID.search(head)
    return _hash(found[1] if found else _MARKS.sub(b"", head) + data[len(head) : len(head) + _HEAD])


def _bounded(key: int, name: str, data: bytes, received: datetime | None = None) -> Stored:
    if len(data) > LARGEST_EMAIL:
        return Stored(key, name, b"", f"it is larger than {LARGEST_EMAIL // 1_000_000} MB")
    return Stored(key, name, data, received=received)


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
