"""What goes wrong with the store, in one line for the person: the driver's errors, damage, rows of other programs."""

from __future__ import annotations

from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.text import shorten

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


class Damaged(StoreTrouble):
    """What lies where the store should be is none that can be used; `backup` is the newest good copy of it, where one
    is known.
    """

    def __init__(self, what: str, backup: Path | None = None, *, otherwise: str = "") -> None:
        import shlex  # a prompt's status does not wait for it

        way = (
            "interview-tui restore FILE restores a backup"
            if backup is None
            else f"interview-tui restore {shlex.quote(str(backup))} restores the newest backup"
        )
        super().__init__(f"{what}: {way}{otherwise}")
        self.what = what
        self.backup = backup
        self.otherwise = otherwise


def damaged(path: Path) -> Damaged:
    """A store of which a page cannot be read, or is not where it belongs."""
    return Damaged(f"{path} is damaged; it was not changed")


def busy() -> StoreTrouble:
    """Another program has the lock."""
    return StoreTrouble("the store is busy: another program is writing to it; try again in a moment")


def read_only(path: Path) -> StoreTrouble:
    """The store may not be written."""
    return StoreTrouble(f"{path} cannot be written: check the permissions of the file and its folder")


def is_damage(error: Exception) -> bool:
    """Whether a driver's error says that a file is no database that can be read."""
    text = str(error).lower()
    return "not a database" in text or "malformed" in text


def trouble_of(error: Exception, path: Path) -> StoreTrouble:
    """What a driver's error means for the person, in one line."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return busy()
    if "full" in text:
        return StoreTrouble(f"the disk is full: nothing was changed; free some space for {path.parent}")
    if "readonly" in text or "read-only" in text:
        return read_only(path)
    if is_damage(error):
        return Damaged(f"{path} is damaged or not a store; it was not changed")
    if "no such table" in text or "no such column" in text:
        return Damaged(f"{path} is missing part of a store ({shorten(str(error), 80)})")
    if "disk i/o" in text:
        return StoreTrouble(f"the disk failed to read or write {path}: nothing was changed; check the disk")
    if "fts5" in text or "tokenizer" in text:
        return StoreTrouble(
            "this Python's SQLite cannot search text by pieces (FTS5, 3.34 or newer): use another Python"
        )
    if "unable to open" in text:
        return StoreTrouble(f"cannot open {path}: check that the file and its folder can be read")
    return StoreTrouble(f"the store {path} could not be used: {shorten(str(error), 120)}")


def a_text(value: Any) -> Any:
    """A value that must be a text. Raises TypeError."""
    if value.__class__ is not str:
        raise TypeError("not a text")
    return value


def unreadable(letter: str, record_id: object) -> StoreTrouble:
    """What is said of a row that another program has written, or that is damaged."""
    return _written_by_others(f"{letter}{record_id} in the store is not a record")


def gone(letter: str, record_id: object) -> StoreTrouble:
    """What is said of a row that others need and that another program has taken away."""
    return _written_by_others(f"{letter}{record_id} is gone from the store")


def _written_by_others(what: str) -> StoreTrouble:
    return StoreTrouble(f"{what}: another program has written there; interview-tui restore FILE restores a backup")
