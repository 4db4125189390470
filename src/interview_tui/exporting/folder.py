"""A folder of files that are written again and again: only what differs is, and what is no more goes."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean_line, counted
from interview_tui.exporting.files import replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


@dataclass(slots=True)
class Written:
    """What became of the files: counts."""

    noun: str = "file"
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0

    @property
    def words(self) -> str:
        """`3 items written, 1 taken away, 40 as they were`."""
        written = self.new + self.changed
        return f"{counted(written, self.noun)} written, {self.gone} taken away, {self.same} as they were"


def write_files(
    folder: Path, files: Iterable[tuple[str, bytes]], *, is_own: Callable[[str], bool], done: Written
) -> None:
    """Writes each file by its name, privately, where it is not there as it is; then takes away the own ones that are no
    more. Other files are not looked at, and a name never leads out of the folder: links are replaced, not followed.
    `done` counts.

    Raises UserError where it cannot be written; what was written then is whole, and nothing was taken away. Raises
    ValueError for a name that is not an own one.
    """
    names = set()
    try:
        present = {entry.name for entry in os.scandir(folder) if is_own(entry.name)}
        for name, data in files:
            if not is_own(name) or os.sep in name:
                raise ValueError(f"no name for a file: {name!r}")
            names.add(name)
            _write(folder / name, data, done)
        for name in sorted(present - names):
            if is_file(folder / name):
                (folder / name).unlink(missing_ok=True)
                done.gone += 1
    except OSError as error:
        raise UserError(f"cannot write in {clean_line(str(folder))}: {error.strerror}") from error


def is_file(path: Path) -> bool:
    """Whether a file lies there: no link to one, nor a pipe that one would wait for."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _write(path: Path, data: bytes, done: Written) -> None:
    there = is_file(path)
    if there and path.read_bytes() == data:
        done.same += 1
        return
    with replaced(path) as file:
        file.write(data)
    if there:
        done.changed += 1
    else:
        done.new += 1
