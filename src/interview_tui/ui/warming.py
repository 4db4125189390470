"""Loads what changes are written with while the person reads: else the first change would wait for it.

It takes a third of a second, as long as the start of everything else. It begins in the first pause after a key, so
that it stands in the way neither of the start nor of keys that are held.
"""

from __future__ import annotations

import sys
import threading
import time

PAUSE_SECONDS = 0.6
_WRITES = "interview_tui.store.transaction"


class Warming:
    """Waits for a pause in the typing, once."""

    def __init__(self) -> None:
        self._last_key = 0.0
        self._thread: threading.Thread | None = None

    def key(self) -> None:
        """A key was pressed."""
        self._last_key = time.monotonic()
        if self._thread is None and _WRITES not in sys.modules:
            self._thread = threading.Thread(target=self._load, name="warming", daemon=True)
            self._thread.start()

    def _load(self) -> None:
        while (rest := self._last_key + PAUSE_SECONDS - time.monotonic()) > 0:
            time.sleep(rest)
        from importlib import import_module

        import_module(_WRITES)
