"""The user's folders that are found without platformdirs are those that it names."""

from __future__ import annotations

import sys

import pytest
from platformdirs import PlatformDirs

from interview_tui.paths import APP, find_paths

ENVIRONMENTS: dict[str, dict[str, str | None]] = {
    "nothing set": {},
    "all set": {"XDG_DATA_HOME": "/a/data", "XDG_CONFIG_HOME": "/a/config/", "XDG_STATE_HOME": "/a/state"},
    "empty": {"XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "XDG_STATE_HOME": ""},
    "relative, which does not count": {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "./c", "XDG_STATE_HOME": "~/s"},
    "a home with a slash": {"HOME": "/home/dana/"},
    "the root as a home": {"HOME": "/"},
    "no home": {"HOME": None},
    "a relative home": {"HOME": "here"},
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_folders(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"HOME": "/home/dana", **ENVIRONMENTS[name]}.items():
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    named, found = PlatformDirs(APP, appauthor=False), find_paths({})
    assert found.store == named.user_data_path / "interviews.db"
    assert found.configuration == named.user_config_path / "config.toml"
    assert found.backups == named.user_data_path / "backups"
    assert found.log == named.user_log_path / "interview-tui.log"
