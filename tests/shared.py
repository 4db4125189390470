"""What takes long to make is made once for all processes of a run: the first one makes it, and the others wait."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "INTERVIEW_TUI_TESTS_FOLDER"
"""The environment variable that names the folder of a run; tests/conftest.py sets it before workers begin."""


def folder_of_the_run() -> Path:
    """A new folder that goes with the run, for what no test function begins and ends."""
    return Path(tempfile.mkdtemp(dir=os.environ.get(FOLDER)))


def shared_file(name: str, make: Callable[[], bytes]) -> Path:
    """The file of that name, which nobody changes."""
    folder = Path(os.environ.get(FOLDER) or tempfile.mkdtemp())
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            made = make()
            path.touch(mode=0o600)  # as stores are
            path.write_bytes(made)
    return path
