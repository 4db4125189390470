"""The copy of each day, which a change makes before it goes in."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

from interview_tui.domain.errors import StoreTrouble
from interview_tui.store.backups import LARGE, Stopped
from interview_tui.store.connection import connect, is_sound
from interview_tui.store.errors import Damaged, damaged, trouble_of

if TYPE_CHECKING:
    from datetime import date

    from interview_tui.store.backups import Backups


class DailyBackup:
    """Keeps the copy of the day for one session. A failure is told once and never stops a change, but for a store that
    is found damaged: nothing more is written into that.
    """

    def __init__(self, backups: Backups) -> None:
        self.aside = False
        """Whether large stores are copied in a thread, after the change."""
        self._backups = backups
        self._kept: date | None = None
        self._is_sound = False
        self._problem = self._told = ""
        self._later = False
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()

    def before_change(self, day: date) -> None:
        """Copies the store, unless it has been copied on that day, or holds nothing. Raises Damaged."""
        if day == self._kept:
            return
        try:
            large = self._backups.store.stat().st_size > LARGE
            if self._backups.of_day(day).exists() or self._is_empty():
                self._check(large)
                self._kept = day
                return
            self._later = self.aside and large
            if not self._later:
                self._backups.keep(day)
                self._kept, self._problem = day, ""
        except Damaged:
            raise
        except (StoreTrouble, OSError) as trouble:
            self._fail(trouble)

    def after_change(self, day: date) -> None:
        """Begins to copy what was not copied before."""
        if not self._later or (self._thread is not None and self._thread.is_alive()):
            return
        self._later = False
        self._ending.clear()
        self._thread = threading.Thread(target=self._keep, args=(day,), name="backup", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Ends a copy that is under way; the next change begins it again."""
        if self._thread is not None:
            self._ending.set()
            self._thread.join()
            self._thread = None

    def take_problem(self) -> str:
        """What is to be told and was not told before."""
        if self._problem == self._told:
            return ""
        self._told = self._problem
        return self._told

    def _keep(self, day: date) -> None:
        try:
            self._backups.keep(day, going_on=lambda: not self._ending.is_set())
        except Stopped:
            return
        except (StoreTrouble, OSError) as trouble:
            self._fail(trouble)
        else:
            self._kept, self._problem = day, ""

    def _fail(self, trouble: Exception) -> None:
        words = str(trouble) if isinstance(trouble, StoreTrouble) else f"{self._backups.folder}: {trouble}"
        self._problem = f"today's backup could not be made: {words}"

    def _check(self, large: bool) -> None:
        """A session whose first change makes no copy looks whether the store is sound all the same, where that takes
        no more than a moment. Raises Damaged.
        """
        if large or self._is_sound:
            return
        try:
            with closing(connect(self._backups.store)) as connection:
                self._is_sound = is_sound(connection)
        except sqlite3.Error as error:
            raise trouble_of(error, self._backups.store) from error
        if not self._is_sound:
            raise damaged(self._backups.store)

    def _is_empty(self) -> bool:
        """Whether nothing was ever changed in the store."""
        try:
            with closing(connect(self._backups.store)) as connection:
                return connection.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is None
        except sqlite3.Error:
            return False  # what copies it says why
