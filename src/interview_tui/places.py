"""Where things are. A module of its own, since the dashboard's first picture waits for nothing else."""

from __future__ import annotations

from pathlib import Path

TYPE_CHECKING = False  # the module typing is not loaded for names alone
if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "interview-tui"


class Paths:
    """Every path in use."""

    def __init__(self, *, store: Path, configuration: Path, templates: Path, backups: Path, log: Path) -> None:
        self.store = store
        self.configuration = configuration
        self.templates = templates
        self.backups = backups
        self.log = log


def find_paths(
    environment: Mapping[str, str], *, store: Path | None = None, configuration: Path | None = None
) -> Paths:
    """The first match of the command line, the environment and the user's own folders."""
    from platformdirs import PlatformDirs

    folders = PlatformDirs(APP, appauthor=False)
    if store is None:
        named = environment.get("INTERVIEW_TUI_DB")
        store = Path(named).expanduser() if named else folders.user_data_path / "interviews.db"
    if configuration is None:
        named = environment.get("INTERVIEW_TUI_CONFIG")
        configuration = Path(named).expanduser() if named else folders.user_config_path / "config.toml"
    return Paths(
        store=store,
        configuration=configuration,
        templates=configuration.parent / "templates",
        backups=folders.user_data_path / "backups",
        log=folders.user_log_path / "interview-tui.log",
    )
