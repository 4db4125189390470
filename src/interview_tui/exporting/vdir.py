"""A folder with a file for each item of a calendar (vdir): what khal, todoman and vdirsyncer read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_tui.domain.errors import UserError
from interview_tui.exporting.calendar import item_text, read_own_uid
from interview_tui.exporting.folder import Written, write_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from interview_tui.exporting.calendar import Item

SUFFIX = ".ics"


def write_vdir(folder: Path, items: Iterable[Item]) -> Written:
    """Writes each item into a file named by its own UID; those of own items that are no more go (folder.py). A folder
    is for one store. Raises UserError.
    """
    done = Written("item")
    files = ((f"{item.name}{SUFFIX}", item_text(item).encode()) for item in items)
    write_files(folder, files, is_own=_is_own, done=done)
    return done


def items_of(folder: Path) -> list[Path]:
    """The files of items in a folder, in order of their names. Raises OSError, and UserError where there is none."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX and path.is_file())
    if not found:
        raise UserError(f"there is no {SUFFIX} file in it")
    return found


def _is_own(name: str) -> bool:
    return name.endswith(SUFFIX) and read_own_uid(name.removesuffix(SUFFIX)) is not None
