"""A folder with a file for each item of a calendar (vdir): what khal, todoman and vdirsyncer read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_tui.domain.errors import UserError
from interview_tui.domain.text import clean_line, counted

from .calendar_out import item_text, read_own_uid
from .replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .calendar_out import Item

SUFFIX = ".ics"


@dataclass(slots=True)
class Written:
    """What became of the files: counts."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0

    @property
    def words(self) -> str:
        """`3 items written, 1 taken away, 40 as they were`."""
        written = self.new + self.changed
        return f"{counted(written, 'item')} written, {self.gone} taken away, {self.same} as they were"


def write_vdir(folder: Path, items: Iterable[Item]) -> Written:
    """Writes each item into a file named by its own UID, where it is not there as it is; then takes away the files of
    own items that are no more. Other files are not looked at, and a file's name never leads out of the folder: links
    are replaced, not followed. A folder is for one store.

    Raises UserError where it cannot be written; what was written then is whole, and nothing was taken away.
    """
    done = Written()
    names = set()
    try:
        present = {entry.name for entry in os.scandir(folder) if _is_own(entry.name)}
        for item in items:
            name = f"{item.name}{SUFFIX}"
            if not _is_own(name):
                raise ValueError(f"no name for a file: {name!r}")
            names.add(name)
            _write(folder / name, item_text(item).encode(), done)
        for name in sorted(present - names):
            if _is_file(folder / name):
                (folder / name).unlink(missing_ok=True)
                done.gone += 1
    except OSError as error:
        raise UserError(f"cannot write in {clean_line(str(folder))}: {error.strerror}") from error
    return done


def _is_own(name: str) -> bool:
    return name.endswith(SUFFIX) and read_own_uid(name.removesuffix(SUFFIX)) is not None


def _is_file(path: Path) -> bool:
    """Whether a file lies there: no link to one, nor a pipe that one would wait for."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _write(path: Path, data: bytes, done: Written) -> None:
    there = _is_file(path)
    if there and path.read_bytes() == data:
        done.same += 1
        return
    with replaced(path) as file:
        file.write(data)
    if there:
        done.changed += 1
    else:
        done.new += 1
