"""The plan runs by itself, seen in a terminal: a meeting is added, and nobody presses anything but `q` for 17 days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.terminal import Terminal, clean_env
from tests.terminal_tests.conftest import MODULE, opened

if TYPE_CHECKING:
    from pathlib import Path

ZONE = "America/Los_Angeles"
MORNINGS = {
    2: ("Prepare", "Write up", "Thank", "Value letter", "Check in"),
    4: ("Write up", "Thank", "Value letter", "Check in"),
    9: ("Write up", "Thank", "Value letter", "Check in"),
    19: ("Write up", "Thank", "Value letter", "Check in"),
}
"""Mornings of November, and what the lines of the queue say in their order."""


def morning(folder: Path, day: int, *arguments: str) -> Terminal:
    """The command in a terminal on one of the mornings."""
    fixed = {"INTERVIEW_TUI_NOW": f"2026-11-{day:02}T08:00:00-08:00", "TZ": ZONE}
    env = clean_env(folder, INTERVIEW_TUI_DB=str(folder / "interviews.db"), **fixed)
    return Terminal([*MODULE, *arguments], env=env)


@pytest.mark.soak
def test_each_morning_shows_what_was_promised_and_changes_nothing(tmp_path: Path) -> None:
    with morning(tmp_path, 2, "add", "Acme", "SRE", "--meeting", "3 Nov 10:00", "--with", "Dana Ruiz") as terminal:
        terminal.until("plan: standard")
        assert terminal.wait() == 0
    kept = (tmp_path / "interviews.db").read_bytes()
    for day, lines in MORNINGS.items():
        with morning(tmp_path, day) as terminal:
            screen = opened(terminal)
            places = [screen.find(f" {line} ") for line in lines]
            assert -1 not in places, screen
            assert places == sorted(places), screen
            assert (" Prepare " in screen) == (day == 2), screen
            terminal.press("q")
            assert terminal.wait() == 0
        assert (tmp_path / "interviews.db").read_bytes() == kept, day
