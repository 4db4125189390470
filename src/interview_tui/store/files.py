"""What a process that was killed was making: half copies of a store, by the names that `unfinished` gives, and half
exports (exporting/files.py).

Such a file is left over when nothing can be writing it any more. Numbers of processes come again, in a container within
minutes and as one's own: so a process that began after the file was written last did not make it, nor did this one a
file whose name it has not given out. What SQLite has locked is never left over, whoever makes it: also in another
container, whose processes are not seen here.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from interview_tui.domain.errors import StoreTrouble
from interview_tui.lazy_patterns import lazy_pattern

GIVEN_OUT: set[str] = set()
"""The names of what this process was to make; it may be making them still."""
_UNFINISHED = lazy_pattern(
    r"\..+\.(?:(\d+)(?:-[\da-f]+)?\.(?:new|part|restored)|picture\.(\d+))|\.interview-tui-(?:(\d+)-)?\w{8}", re.ASCII
)
"""Names that this version gives, and earlier ones gave, with the number of the process."""
_JOURNAL = "-journal"
_HEADS = (b"", bytes(8), b"SQLite f", bytes.fromhex("d9d505f920a163d7"))
"""How what is made begins: an empty file, one whose first page is still to come, a database, its journal."""
ODD_SECONDS = 1.0
"""How exactly the start of a process and the time of a file can be compared."""
LONG_AGO_SECONDS = 86_400.0
"""After so long nobody writes a file any more, where it cannot be told when a process began."""


def left_over(folder: Path) -> list[Path]:
    """What processes that are gone were making in a folder. Raises no error where the folder cannot be read."""
    try:
        return [path for path in sorted(folder.iterdir()) if _is_left_over(path)]
    except OSError:
        return []


def sweep(folder: Path) -> None:
    """Removes it, as far as that is allowed."""
    for path in left_over(folder):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_left_over(path: Path) -> bool:
    base = path.with_name(path.name.removesuffix(_JOURNAL))
    found = _UNFINISHED.fullmatch(base.name)
    try:
        if found is None or path.is_symlink() or not path.is_file() or (found[1] and not _is_ours(path)):
            return False
        written = path.stat().st_mtime
    except OSError:
        return False  # it is finished, or gone
    process = next((int(number) for number in found.groups() if number), None)
    if process is None:  # an earlier version did not say
        return written < time.time() - LONG_AGO_SECONDS
    return not _may_be_made_by(process, base.name, written) and not (found[1] and _is_locked(base))


def _is_ours(path: Path) -> bool:
    """Whether a file may be what SQLite makes: other programs, too, have names that end in `.part`."""
    with path.open("rb") as file:
        return file.read(8) in _HEADS


def _may_be_made_by(process: int, name: str, written: float) -> bool:
    """Whether the process of that number may be making a file, which was `written` at that time last."""
    if process == os.getpid():
        return name in GIVEN_OUT
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass  # it runs, as somebody else
    began = _began(process)
    return written > time.time() - LONG_AGO_SECONDS if began is None else written + ODD_SECONDS > began


def _began(process: int) -> float | None:
    """When a process began, in seconds since 1970; None where the system does not tell."""
    try:
        numbers = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        since_boot = int(numbers[19]) / os.sysconf("SC_CLK_TCK")
        return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + since_boot
    except (OSError, ValueError, IndexError):
        return None


def _is_locked(database: Path) -> bool:
    """Whether a database is being written: a copy that is made is locked from its first page to its last."""
    try:
        uri = f"{database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=0)) as connection:
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return False


def make_private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for its owner alone. Raises StoreTrouble."""
    try:
        for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
            missing.chmod(0o700)
    except OSError as error:
        raise StoreTrouble(f"cannot make the folder {folder}: {error.strerror}") from error
    if not folder.is_dir():
        raise StoreTrouble(f"cannot make the folder {folder}: a file of that name is in the way")


def make_private_file(path: Path) -> None:
    """Makes an empty file for its owner alone, whatever the umask. Raises FileExistsError and OSError."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def unfinished(path: Path, what: str) -> Path:
    """A name beside `path` for what is being made of it; `what` ends it.

    No other process or thread has the same one. The number of the process tells whether it still runs: what a killed
    one leaves is known by that (store/files.py).
    """
    made = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.{what}")
    GIVEN_OUT.add(made.name)
    return made


def put_in_place(fresh: Path, path: Path) -> None:
    """Gives a file its name, unless that is taken. Raises FileExistsError, OSError."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        fresh.rename(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Waits until the names in a folder are on the disk."""
    with suppress(OSError):  # a file system that cannot: there is nothing to wait for
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
