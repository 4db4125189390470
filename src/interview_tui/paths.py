"""Where things are. A module of its own, since the dashboard's first picture waits for nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_tui.terminal.first_frame_cache import FirstFrameCache

APP = "interview-tui"


class Paths:
    """Every path in use. The user's own folders are looked up when one of them is asked for."""

    def __init__(
        self, *, store: Path, configuration: Path, backups: Path | None = None, log: Path | None = None
    ) -> None:
        self.store = store
        self.configuration = configuration
        self.templates = configuration.parent / "templates"
        self._backups = backups
        self._log = log

    @property
    def typed(self) -> Path:
        """Half-typed text."""
        return typed_folder(self.store)

    @property
    def backups(self) -> Path:
        return self._backups or _user_folder("data") / "backups"

    @property
    def documents(self) -> Path:
        """Private copies of documents, beside the backups."""
        return self.backups.with_name("documents")

    @property
    def log(self) -> Path:
        return self._log or _user_folder("log") / "interview-tui.log"

    def named(self) -> dict[str, Path]:
        """All that the program reads or writes without being given a place for it; a name with * in it is a pattern."""
        from tempfile import gettempdir

        store = self.store
        return {
            "store": store,
            "configuration": self.configuration,
            "templates": self.templates,
            "typed": self.typed,
            "documents": self.documents,
            "backups": self.backups,
            "log": self.log,
            "mail_words": mail_words(self.configuration),
            "journal": store.with_name(f"{store.name}-*"),
            # the first picture, the mark of a day that has begun, and what a killed process left unfinished
            "hidden": store.with_name(f".*{store.name}*"),
            "saved_texts": store.with_name("*-i[0-9]*-[0-9]*.txt"),
            "temporary": Path(gettempdir(), f"{APP}-*"),
        }


def first_frame_cache(paths: Paths) -> FirstFrameCache:
    """The frames with which the dashboard of a store begins."""
    from interview_tui import __version__
    from interview_tui.terminal.first_frame_cache import FirstFrameCache

    store = paths.store
    return FirstFrameCache(
        picture_of(store), store=store, configuration=paths.configuration, drafts=paths.typed, version=__version__
    )


def mail_words(configuration: Path) -> Path:
    """Where the user's own phrases of emails are."""
    return configuration.with_name("mail-words.toml")


def typed_folder(store: Path) -> Path:
    """Where the half-typed text of a store is."""
    return store.with_name(f".{store.name}.typed")


def picture_of(store: Path) -> Path:
    """Where the picture of a store is with which the dashboard begins."""
    return store.with_name(f".{store.name}.picture")


def find_paths(
    environment: Mapping[str, str], *, store: Path | None = None, configuration: Path | None = None
) -> Paths:
    """The first match of the command line, the environment and the user's own folders."""
    if store is None:
        named = environment.get("INTERVIEW_TUI_DB")
        store = Path(named).expanduser() if named else _user_folder("data") / "interviews.db"
    if configuration is None:
        named = environment.get("INTERVIEW_TUI_CONFIG")
        configuration = Path(named).expanduser() if named else _user_folder("config") / "config.toml"
    return Paths(store=store, configuration=configuration)


_ON_LINUX = {
    "data": ("XDG_DATA_HOME", ".local/share", ""),
    "config": ("XDG_CONFIG_HOME", ".config", ""),
    "log": ("XDG_STATE_HOME", ".local/state", "log"),
}
"""Where a folder is: the variable, what holds where it is not set, and the folder in that of the program. By the XDG
Base Directory Specification, which says nothing of logs.
"""


def _user_folder(kind: str) -> Path:
    """The user's own folder of a kind. On Linux it is found here, as platformdirs finds it: to load that takes longer
    than all else that `status` does.
    """
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ and home.startswith("/"):
        variable, usual, inner = _ON_LINUX[kind]
        named = os.environ.get(variable, "")
        return Path(named if named.startswith("/") else Path(home, usual), APP, inner)
    from platformdirs import PlatformDirs

    folder: Path = getattr(PlatformDirs(APP, appauthor=False), f"user_{kind}_path")
    return folder
