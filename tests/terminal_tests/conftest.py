"""A person's box: a store with the demo in it, the command as a shell runs it, and the dashboard in a terminal."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.domain.follow_up_kinds import KINDS, Kind
from tests.shared import shared_file
from tests.terminal import Terminal, clean_env

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NOW = "2026-11-26T09:00:00+01:00"
"""A Thursday morning in Berlin."""
MODULE = (sys.executable, "-m", "interview_tui")
PIPELINE, NOTES = r"^ m Write  \] Advance", r"^ a Add  e Edit"
"""The key line's beginning while a pane takes the keys."""
ON_AT_FIRST = {"7", "25"}
"""The private modes that a terminal is in before anything runs: lines wrap, the cursor is shown."""


@dataclass(frozen=True)
class Box:
    """A folder with a store in it, and the commands run on it."""

    folder: Path
    command: Sequence[str] = MODULE

    @property
    def store(self) -> Path:
        return self.folder / "interviews.db"

    def env(self, extra: Mapping[str, str]) -> dict[str, str]:
        """The environment, in which no user folder is the tester's own."""
        fixed = {"INTERVIEW_TUI_DB": str(self.store), "INTERVIEW_TUI_NOW": NOW, "TZ": "Europe/Berlin"}
        return clean_env(self.folder, **fixed, **extra)

    def run(self, *arguments: str, stdin: bytes = b"") -> str:
        """Runs a command that must succeed; gives what it printed."""
        done = subprocess.run(
            [*self.command, *arguments], env=self.env({}), input=stdin, capture_output=True, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
        return done.stdout.decode()

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))

    def due(self) -> dict[str, Any]:
        """What is overdue, due today, or in the next sixty days, by its id and in its order."""
        return {item["id"]: item for item in self.json("due", "--days", "60")}

    def dashboard(
        self, size: tuple[int, int] = (80, 24), *, wrapped: Sequence[str] = (), env: Mapping[str, str] | None = None
    ) -> Terminal:
        """The dashboard, not yet started, as the last words of another command where one is given."""
        return Terminal([*wrapped, *self.command], env=self.env(env or {}), size=size)

    def assert_whole(self) -> None:
        """Fails where the store is damaged."""
        with closing(sqlite3.connect(self.store)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def opened(terminal: Terminal) -> str:
    """Waits until the dashboard takes keys; gives the screen."""
    return terminal.until(r"\bQuit\b")


def at_cursor(terminal: Terminal) -> str:
    """The first line under the cursor, on a screen with one pane."""
    found = re.search(r"^│?▌([^│]*)", terminal.text(), re.MULTILINE)
    assert found, terminal.text()
    return found[1].strip()


def said(words: str) -> str:
    """A regular expression for words of a message, which may go on in a second line."""
    return r"\s+".join(map(re.escape, words.split()))


def settling(item: Mapping[str, Any]) -> str:
    """What to type to say that a follow-up is done: where it asks for a letter and none was sent, a menu asks first."""
    return "dd" if KINDS[Kind(item["kind"])].letter and item["channel"] == "email" else "d"


def modes_left_on(raw: bytes) -> set[str]:
    """The terminal modes that a program has changed and not put back, of all that it wrote."""
    changed = {}
    for numbers, way in re.findall(rb"\x1b\[\?([\d;]+)([hl])", raw):
        for number in numbers.decode().split(";"):
            changed[number] = (way == b"h") != (number in ON_AT_FIRST)
    left = {mode for mode, differs in changed.items() if differs}
    if len(re.findall(rb"\x1b\[>\d*u", raw)) > raw.count(b"\x1b[<u"):
        left.add("keyboard protocol")
    return left


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo in it."""

    def make() -> bytes:
        box = Box(tmp_path_factory.mktemp("filled"))
        box.run("demo", "--no-open", "--seed", "1")
        return box.store.read_bytes()

    return shared_file("demo-by-the-command", make)


@pytest.fixture
def box(filled: Path, tmp_path: Path) -> Box:
    """A box with the demo."""
    found = Box(tmp_path)
    shutil.copy(filled, found.store)
    return found
