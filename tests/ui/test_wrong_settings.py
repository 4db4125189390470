"""A wrong configuration is said in one line, and the dashboard opens with the defaults for what was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.dashboards import a_morning, shown

if TYPE_CHECKING:
    from pathlib import Path

# fmt: off
WRONG = {
    "a zone": ('zone = "Europe/Berln"', ":1: zone = 'Europe/Berln' is not a time zone: did you mean Europe/Berlin?"),
    "a name": ('editr = "vi"', ":1: unknown setting editr: did you mean editor?"),
    "a day": ('working_days = ["Mon", "Funday"]', ":1: working_days"),
    "an address": ('\nemail = ["me at home"]', ":2: email"),
    "a command": ("send = \"msmtp 'oops\"", ":1: send"),
    "a theme": ('theme = "drakula"', ":1: theme = 'drakula' is not a theme: did you mean dracula?"),
    "a number": ("[cadence]\ncheck_in_days = 0", ":2: [cadence] check_in_days = 0"),
    "a key": ('[keys]\ndonne = "f"', ":2: [keys] knows no donne: did you mean done?"),
    "two keys in one place": ('[keys]\ndone = "t"', ":2: [keys]"),
    "a hook": ('[hooks]\noutcomes = "true"', ":2: [hooks] knows no outcomes: did you mean outcome?"),
    "no TOML": ("zone = = x", ":1: this is not TOML"),
    "no text": ("\x00\x01\x02", ":1: this is not TOML"),
}
# fmt: on


SOON = {"a zone", "a key", "no TOML"}
"""For every change; tests/test_configuration.py has the words of each."""


@pytest.mark.parametrize("what", [pytest.param(what, marks=() if what in SOON else pytest.mark.soak) for what in WRONG])
async def test_the_dashboard_opens_and_says_it(tmp_path: Path, what: str) -> None:
    text, said = WRONG[what]
    (tmp_path / "config.toml").write_text(text)
    async with shown(a_morning(tmp_path), size=(160, 40)) as on:
        assert on.message.startswith(f"config.toml{said}"), on.message
        assert "\n" not in on.message
        await on.press("j", "d", "d")
        assert on.message.startswith("Done: ")
