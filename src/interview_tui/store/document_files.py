"""The files of documents on the disk: whether each still has the content that is known of it, and private copies.

A file is known by the SHA-256 of its content. Up to COMPARED_BYTES it is compared wherever it is shown; a larger one
only when the user asks, with progress. A file is read no farther than it was long when it was opened, so that reading
one that grows, or that the system makes up (/proc), ends.

The store has the place of a copy relative to the folder of copies: it can be moved with the folder, and no record that
came from elsewhere leads out of it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.files import make_private_file, make_private_folder, settle, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_tui.domain.records import Document

COMPARED_BYTES = 10_000_000
"""Bytes of a file that is read whenever it is shown: what an email can carry. Hashing them takes about 10 ms."""
_BLOCK = 1_000_000
_FOLDER_LETTERS = 16
"""Of the hash, as the name of the folder that holds a copy: one content has one copy, whatever document asks for it."""


class FileState(StrEnum):
    """What a document's file is found to be."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"
    """It may not be read, or it is a folder or a pipe."""
    UNKNOWN = "unknown"
    """What it was is not known: an earlier version of the program did not look at it."""
    LARGE = "large"
    """It is too large to be compared whenever it is shown."""


class DocumentFile(NamedTuple):
    """A document's file as it was found."""

    state: FileState
    size: int = 0
    sha256: str = ""
    """Of its content; '' where it was not read."""
    modified: datetime | None = None


class Content(NamedTuple):
    """A file that was read whole: where it lies, and what is in it."""

    path: str
    size: int
    sha256: str
    copy: str = ""
    """Where its private copy lies in the folder of copies; '' where none was asked for."""
    is_new_copy: bool = False


class NoOrdinaryFile(OSError):
    """A folder, a pipe, or a device."""


def look_at(document: Document) -> DocumentFile:
    """What has become of a document's file. Raises no error, whatever its path is."""
    try:
        with _opened(document.path) as (file, found):
            size, modified = found.st_size, datetime.fromtimestamp(found.st_mtime, UTC)
            if size > COMPARED_BYTES:
                return DocumentFile(FileState.LARGE, size, modified=modified)
            sha256 = _digest(file, size)
    except (FileNotFoundError, NotADirectoryError):
        return DocumentFile(FileState.GONE)
    except (OSError, ValueError, OverflowError):  # forbidden, too long, no file; a NUL; a time that is none
        return DocumentFile(FileState.UNREADABLE)
    state = FileState.SAME if sha256 == document.sha256 else FileState.CHANGED
    return DocumentFile(state if document.sha256 else FileState.UNKNOWN, size, sha256, modified)


def size_of(path: str) -> int:
    """Bytes of an ordinary file that can be read. Raises NoOrdinaryFile, OSError, ValueError."""
    with _opened(path) as (_, found):
        return found.st_size


def read_content(path: str, copies: Path | None, progress: Callable[[int], None]) -> Content:
    """Reads a file whole, and puts a copy of it into the folder `copies`, if one is given. `progress` is called with
    the megabytes so far.

    Raises OSError and ValueError where it cannot be read, StoreTrouble where no copy can be made.
    """
    if copies is None:
        with _opened(path) as (file, found):
            return Content(path, found.st_size, _digest(file, found.st_size, progress))
    make_private_folder(copies)
    half = unfinished(copies / "document", "part")
    try:
        with _opened(path) as (file, found):
            make_private_file(half)
            with half.open("wb") as out:
                sha256 = _digest(file, found.st_size, progress, out)
                out.flush()
                os.fsync(out.fileno())
        place = PurePosixPath(sha256[:_FOLDER_LETTERS], Path(path).name)
        target = copies / place
        is_new = not target.exists()
        make_private_folder(target.parent)
        half.replace(target)  # one that is there has the same content
        settle(target.parent)
    finally:
        half.unlink(missing_ok=True)
    return Content(path, found.st_size, sha256, str(place), is_new)


def copy_of(document: Document, copies: Path | None) -> Path | None:
    """The private copy of a document; None where there is none, or it is not there any more."""
    place = PurePosixPath(document.copy)
    if copies is None or not document.copy or place.is_absolute() or ".." in place.parts:
        return None
    path = copies / place
    try:
        return path if stat.S_ISREG(path.lstat().st_mode) else None
    except (OSError, ValueError):
        return None


def is_same_copy(document: Document) -> bool:
    """Whether its private copy has the content that the document was last known to have."""
    return document.copy.startswith(document.sha256[:_FOLDER_LETTERS] or "?")


def drop_copy(content: Content, copies: Path | None) -> None:
    """Removes a copy that was made for a change which was then refused."""
    if copies is not None and content.is_new_copy:
        with suppress(OSError):
            (copies / content.copy).unlink()
            (copies / content.copy).parent.rmdir()


def file_to_send(document: Document, copies: Path | None) -> str:
    """The path of what goes out for a document: its file; where that is gone, the private copy, if there is one."""
    copy = copy_of(document, copies)
    return str(copy) if copy is not None and look_at(document).state is FileState.GONE else document.path


@contextmanager
def _opened(path: str) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """An ordinary file to be read. One that is put in its place meanwhile, a pipe for example, does not block."""
    _refuse_other(Path(path).stat(), path)
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        _refuse_other(found, path)
        yield file, found


def _refuse_other(found: os.stat_result, path: str) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NoOrdinaryFile(f"{path} is not an ordinary file")


def _digest(
    file: BinaryIO, size: int, progress: Callable[[int], None] = lambda _: None, out: BinaryIO | None = None
) -> str:
    """The SHA-256 of the first `size` bytes, which are also written to `out`. Raises StoreTrouble if that fails."""
    digest, done = hashlib.sha256(), 0
    while done < size and (block := file.read(min(_BLOCK, size - done))):
        digest.update(block)
        if out is not None:
            try:
                out.write(block)
            except OSError as error:
                raise StoreTrouble(f"cannot make the copy: {error.strerror}") from error
        done += len(block)
        progress(done // _BLOCK)
    return digest.hexdigest()
