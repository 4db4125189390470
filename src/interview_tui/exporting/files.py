"""Writing a file in place of another, privately, so that there is always a whole one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = ".interview-tui-"
"""Then come the number of the process and something random: what a killed one leaves is known by it."""


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


def _keep_name(folder: Path) -> None:
    """The new name on disk too; file systems that cannot do that for folders are left in peace."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
