"""How the tests are spread: twice as many workers as cores, since those at a terminal wait more than they work."""

from __future__ import annotations

import os


def pytest_xdist_auto_num_workers() -> int:
    """The number of workers for `-n auto`."""
    return 2 * (os.cpu_count() or 1)
