"""Where things are. A module of its own, since the dashboard's first picture waits for nothing else."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Mapping

    from platformdirs import PlatformDirs

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
        return self._backups or _folders().user_data_path / "backups"

    @property
    def documents(self) -> Path:
        """Private copies of documents, beside the backups."""
        return self.backups.with_name("documents")

    @property
    def log(self) -> Path:
        return self._log or _folders().user_log_path / "interview-tui.log"


def first_frame_cache(paths: Paths) -> FirstFrameCache:
    """The frames with which the dashboard of a store begins."""
    from interview_tui import __version__
    from interview_tui.terminal.first_frame_cache import FirstFrameCache

    store = paths.store
    return FirstFrameCache(
        picture_of(store), store=store, configuration=paths.configuration, drafts=paths.typed, version=__version__
    )


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
        store = Path(named).expanduser() if named else _folders().user_data_path / "interviews.db"
    if configuration is None:
        named = environment.get("INTERVIEW_TUI_CONFIG")
        configuration = Path(named).expanduser() if named else _folders().user_config_path / "config.toml"
    return Paths(store=store, configuration=configuration)


def _folders() -> PlatformDirs:
    from platformdirs import PlatformDirs

    return PlatformDirs(APP, appauthor=False)
