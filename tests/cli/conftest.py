"""A prepared store, copied for each test, and two ways to run the command: in this process, and as a user does."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from interview_tui.app_context import AppContext
from interview_tui.cli.group import run
from interview_tui.domain.date_parsing import parse_when
from interview_tui.domain.enums import Channel, Direction, Ref
from interview_tui.services.follow_ups import Contacted
from interview_tui.settings import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOW = "2026-11-26T09:00:00+01:00"
"""A Thursday, the day that the tests take place on."""
ZONE = "Europe/Berlin"
NOTES = """\
# First talk
? What keeps releases slow? (Dana Ruiz)
    Three approvals
! Release approvals take nine days (Dana Ruiz)
* Cut releases from nine days to one
" We need someone to calm the release train (Dana Ruiz)
+ send the case study (Dana Ruiz) by 2026-11-26
- call with the panel's dates (Dana Ruiz) by 2 Dec
> Who owns the budget?
A plain note
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


@dataclass
class Box:
    """A store and a configuration of their own, and the command run on them."""

    folder: Path
    now: str = NOW
    environment: dict[str, str] = field(default_factory=dict)
    data: str = field(default_factory=lambda: f"{os.environ['XDG_DATA_HOME']}/{secrets.token_hex(8)}")
    """Where backups are: of no other box, since a folder of the same name may come again."""

    @property
    def store(self) -> Path:
        return self.folder / "interviews.db"

    @property
    def configuration(self) -> Path:
        return self.folder / "config.toml"

    def _environment(self) -> dict[str, str]:
        return {
            "INTERVIEW_TUI_NOW": self.now,
            "INTERVIEW_TUI_DB": str(self.store),
            "INTERVIEW_TUI_CONFIG": str(self.configuration),
            "TZ": ZONE,
            "XDG_DATA_HOME": self.data,
            **self.environment,
        }

    def __call__(self, *arguments: str, stdin: str | bytes = b"") -> Outcome:
        """Runs the command in this process."""
        with CliRunner().isolation(input=stdin, env=self._environment()) as (out, err, _):
            code = run(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
            return Outcome(code, out.getvalue().decode(), err.getvalue().decode())

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Starts the real command, with nothing in its environment but what a test needs."""
        environment: Mapping[str, str] = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            **self._environment(),
        }
        pipes: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        }
        command = [sys.executable, "-m", "interview_tui", *arguments]
        return subprocess.Popen(command, env=environment, text=False, **(pipes | options))

    def real(self, *arguments: str, **options: Any) -> Outcome:
        """Runs the real command to its end."""
        with self.start(*arguments, **options) as process:
            out, err = process.communicate(timeout=60)
            return Outcome(process.returncode, (out or b"").decode(errors="replace"), (err or b"").decode())


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an interview whose meeting took place, at step 5 (i1), and two at step 1: i2 with a meeting, i3
    without.
    """
    store = tmp_path_factory.mktemp("prepared") / "interviews.db"

    def at(now: str) -> AppContext:
        return AppContext(
            load({"INTERVIEW_TUI_NOW": now, "TZ": ZONE}, store=store, configuration=store.with_name("none"))
        )

    def meeting(program: AppContext, text: str) -> Any:
        return parse_when(text, now=program.clock(), calendar=program.calendar)

    monday = at("2026-11-23T09:00:00+01:00")
    monday.interviews.add(
        "Acme", "SRE", meeting=meeting(monday, "tue 14:00"), people=["Dana Ruiz, VP Operations <dana@acme.example>"]
    )
    monday.interviews.add("白樺電機", "Müller", meeting=meeting(monday, "2026-12-01 10:00"), people=["Kim Lee"])
    monday.interviews.add("Globex [/x]", "Data Engineer")
    monday.follow_ups.done([1], note="read their report")
    wednesday = at("2026-11-25T10:00:00+01:00")
    wednesday.notes.capture(1, NOTES)
    wednesday.follow_ups.touch(
        Ref("i", 1), Contacted(direction=Direction.IN, channel=Channel.EMAIL, note="the dates will follow")
    )
    wednesday.store.close()
    monday.store.close()
    return store


@pytest.fixture
def box(prepared: Path, tmp_path: Path) -> Box:
    """The prepared store."""
    found = Box(tmp_path)
    shutil.copy(prepared, found.store)
    return found


@pytest.fixture
def empty(tmp_path: Path) -> Box:
    """No store yet."""
    return Box(tmp_path)
