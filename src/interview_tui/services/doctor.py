"""Whether all is well with the store and what is around it: in words, what to do, and doing it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from interview_tui import __version__
from interview_tui.data_classes import replace
from interview_tui.domain.errors import StoreTrouble
from interview_tui.domain.text import counted
from interview_tui.mail.folders import folders_at
from interview_tui.paths import picture_of, typed_folder
from interview_tui.store.checks import Checkup, Finding
from interview_tui.store.files import left_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview_tui.settings import Settings
    from interview_tui.store.database import Store

ROOM = 50_000_000
"""Bytes that should be free: room for a copy of a usual store, many times."""
_NAMED = 3


class Doctor:
    """Looks at everything; changes nothing but what `mend` is asked to."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._paths = settings.paths
        self._store = store
        self._backups = store.backups
        self._checkup = Checkup(store, settings.clock())

    def look(self) -> list[Finding]:
        """All findings, those on the store first."""
        return [*self._checkup.look(), *self._look_around()]

    def mend(self, findings: list[Finding]) -> list[Finding]:
        """Mends what can be mended, after a copy of the store; the findings as they are then."""
        if not any(finding.mend for finding in findings):
            return findings
        try:
            kept = self._checkup.copy()
        except StoreTrouble as trouble:
            return [self._mended(finding, str(trouble)) for finding in findings]
        done = [self._mended(finding, "") for finding in findings]
        return [Finding("copy", f"the store as it was is saved as {kept}"), *done]

    def _mended(self, finding: Finding, trouble: str) -> Finding:
        if finding.mend is None:
            return finding
        if finding.in_store and trouble:
            return replace(finding, todo=f"not repaired: no copy could be made first: {trouble}")
        try:
            return replace(finding, words=f"{finding.words}; {finding.mend()}", todo="", mended=True)
        except (OSError, StoreTrouble) as error:
            return replace(finding, todo=f"could not be repaired ({error}): {finding.todo}")

    def _look_around(self) -> Iterator[Finding]:
        python = ".".join(map(str, sys.version_info[:3]))
        yield Finding("version", f"interview-tui {__version__}, Python {python}")
        yield self._look_at_modes()
        if self._store.is_read_only:
            words = f"{self._store.path} cannot be written, so nothing can be saved"
            yield Finding("read-only", words, "check the permissions of the file and its folder")
        yield self._look_for_leftovers()
        problems = self._settings.problems
        yield Finding(
            "configuration",
            "; ".join(problems) if problems else f"{self._paths.configuration} {self._configured}",
            f"change it in {self._paths.configuration}" if problems else "",
        )
        if self._settings.mail.inbox or self._settings.mail.sent:
            yield self._look_for_mail()
        yield self._look_at_room()

    @property
    def _configured(self) -> str:
        return "is right" if self._paths.configuration.exists() else "not found: using the defaults"

    def _look_at_modes(self) -> Finding:
        opened = [path for path in self._private() if path.stat().st_mode & 0o077]

        def close() -> str:
            for path in opened:
                path.chmod(path.stat().st_mode & 0o700)
            return "now it is yours alone" if len(opened) == 1 else "now they are yours alone"

        if not opened:
            return Finding("private", "files and folders are yours alone")
        more = f" and {len(opened) - _NAMED} more" if len(opened) > _NAMED else ""
        words = f"other users can open {', '.join(map(str, opened[:_NAMED]))}{more}"
        return Finding("private", words, "interview-tui doctor --fix closes them", close)

    def _private(self) -> list[Path]:
        """Every file and folder of the program's that is there; never what a link leads to, but the configuration."""
        store, folder, typed = self._store.path, self._backups.folder, typed_folder(self._store.path)
        named = [store, *(store.with_name(store.name + end) for end in ("-journal", "-wal", "-shm"))]
        named += [picture_of(store), typed, folder, self._paths.log, self._paths.log.parent]
        if store.absolute().parent == folder.absolute().parent:
            named.append(store.parent)  # elsewhere the folder is the user's own affair
        copies = self._paths.documents
        named.append(copies)
        for inside in (typed, folder, copies):
            named += _inside(inside)
        for holder in _folders_in(copies):
            named += [holder, *_inside(holder)]
        there = [path for path in named if path.exists() and not path.is_symlink()]
        return [*there, *(path for path in [self._paths.configuration] if path.is_file())]

    def _look_for_leftovers(self) -> Finding:
        places = (self._store.path.parent, self._backups.folder, self._paths.documents)
        folders = dict.fromkeys(place.absolute() for place in places)
        left = [path for folder in folders for path in left_over(folder)]

        def remove() -> str:
            for path in left:
                path.unlink(missing_ok=True)
            return "removed"

        if not left:
            return Finding("leftovers", "none")
        words = f"{counted(len(left), 'file')} of unfinished copies: {', '.join(map(str, left[:_NAMED]))}"
        return Finding("leftovers", words, "interview-tui doctor --fix removes them", remove)

    def _look_for_mail(self) -> Finding:
        mail = self._settings.mail
        found, problems = folders_at((*mail.inbox, *mail.sent))
        words = "; ".join(problems) if problems else f"{counted(len(found), 'mail folder')} can be read"
        return Finding("mail", words, f"change [mail] in {self._paths.configuration}" if problems else "")

    def _look_at_room(self) -> Finding:
        folder = next(path for path in self._store.path.absolute().parents if path.exists())
        size = self._store.path.stat().st_size if self._store.path.is_file() else 0
        free = shutil.disk_usage(folder).free
        words = f"{free / 1e6:,.0f} MB free for {folder}"
        return Finding("disk", words, "" if free > max(ROOM, 2 * size) else f"free some space for {folder}")


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir()) if path.is_dir() and not path.is_symlink()]
    except OSError:
        return []


def _inside(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir()) if path.is_file()]
    except OSError:
        return []  # it is not there, or is said to be unreadable elsewhere
