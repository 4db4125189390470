"""How the tests are spread, and that none of them writes into the folders of whoever runs them.

Twice as many workers as cores, since those at a terminal wait more than they work.
"""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_FOLDERS = tempfile.TemporaryDirectory(prefix="interview-tui-tests-")


def pytest_xdist_auto_num_workers() -> int:
    """The number of workers for `-n auto`."""
    return 2 * (os.cpu_count() or 1)


def pytest_configure(config: pytest.Config) -> None:
    """Backups and the log go to the user's own folders when a test does not say otherwise."""
    config.add_cleanup(_FOLDERS.cleanup)
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = _FOLDERS.name
    # What is copied takes the way that the terminal has: never into the tmux of whoever runs the tests.
    os.environ["TERM"] = "xterm-256color"
    for name in ("TMUX", "STY"):
        os.environ.pop(name, None)
