"""Files written in place of others, privately, so that there is always a whole one; and folders of such files."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, BinaryIO

from interview_tui.data_classes import dataclass
from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean_line, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PREFIX = ".interview-tui-"
"""Then come the number of the process and something random: what a killed one leaves is known by it."""


@dataclass(slots=True)
class WrittenFiles:
    """What became of the files of a folder: counts."""

    noun: str = "file"
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0

    @property
    def words(self) -> str:
        """`3 items written, 1 removed, 40 unchanged`."""
        written = self.new + self.changed
        return f"{counted(written, self.noun)} written, {self.gone} removed, {self.same} unchanged"


@contextmanager
def replaced(target: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of `target` when all went well, on disk; else that stays as it was.

    It is written beside it, for its owner alone (0600) whatever the umask, under a name that nobody can know before:
    a link planted there is not followed, as mkstemp takes no name that exists. A link at `target` itself is replaced,
    not followed. Raises OSError.
    """
    handle, name = mkstemp(dir=target.parent, prefix=f"{PREFIX}{os.getpid()}-")
    half = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _keep_name(target.parent)


def write_files(
    folder: Path, files: Iterable[tuple[str, bytes]], *, is_own: Callable[[str], bool], done: WrittenFiles
) -> None:
    """Writes each file by its name, privately, where it differs from the one that is there; then removes the own files
    that are no more. Other files are not looked at, and a name never leads out of the folder: links are replaced, not
    followed. `done` counts.

    Raises UserError where it cannot be written; what was written then is whole, and nothing was removed. Raises
    ValueError for a name that is not an own one.
    """
    names = set()
    try:
        present = {entry.name for entry in os.scandir(folder) if is_own(entry.name)}
        for name, data in files:
            if not is_own(name) or os.sep in name:
                raise ValueError(f"not a file name: {name!r}")
            names.add(name)
            _write(folder / name, data, done)
        for name in sorted(present - names):
            if is_plain_file(folder / name):
                (folder / name).unlink(missing_ok=True)
                done.gone += 1
    except OSError as error:
        raise UserError(f"cannot write in {clean_line(str(folder))}: {error.strerror}") from error


def is_plain_file(path: Path) -> bool:
    """Whether a file lies there: no link to one, nor a pipe, which would block."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _write(path: Path, data: bytes, done: WrittenFiles) -> None:
    there = is_plain_file(path)
    if there and path.read_bytes() == data:
        done.same += 1
        return
    with replaced(path) as file:
        file.write(data)
    if there:
        done.changed += 1
    else:
        done.new += 1


def _keep_name(folder: Path) -> None:
    """The new name on disk too; file systems that cannot do that for folders are left in peace."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
