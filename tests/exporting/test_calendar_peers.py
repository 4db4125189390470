"""What programs that others wrote make of the calendar: khal lists its meetings, todoman its follow-ups.

They are looked for in the folder that INTERVIEW_TUI_PEERS names: the `bin` of an environment of their own.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from interview_tui.domain.enums import Settled
from interview_tui.domain.records import Interview
from interview_tui.importing.invitations import read_folder
from interview_tui.services.exports import export_calendar, export_vdir
from interview_tui.services.meetings import MeetingTime
from tests.programs import a_program, every, follow_up, owed, when

if TYPE_CHECKING:
    from tests.programs import ProgramOnATable

PEERS = os.environ.get("INTERVIEW_TUI_PEERS", "")
pytestmark = pytest.mark.skipif(
    not PEERS, reason="INTERVIEW_TUI_PEERS names no folder with the programs khal and todo: make test sets it up"
)

KHAL = """\
[calendars]
[[interviews]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
[sqlite]
path = {home}/khal.db
[default]
default_calendar = interviews
"""
TODOMAN = """\
path = "{folder}"
cache_path = "{home}/todoman.sqlite3"
default_list = "{folder.name}"
"""


@dataclass(frozen=True)
class Peers:
    """khal and todoman, each with a home and a configuration of its own, both on one folder of items."""

    home: Path
    folder: Path

    def khal(self, *arguments: str) -> list[str]:
        return self._run("khal", "--config", str(self._configuration(KHAL)), *arguments).splitlines()

    def todos(self, *statuses: str) -> list[dict[str, Any]]:
        wanted = ["--status", ",".join(statuses)] if statuses else []
        config = str(self._configuration(TODOMAN))
        found: list[dict[str, Any]] = json.loads(
            self._run("todo", "--config", config, "--porcelain", "list", "--sort", "due,summary", *wanted)
        )
        return found

    def todo(self, *arguments: str) -> None:
        self._run("todo", "--config", str(self._configuration(TODOMAN)), *arguments)

    def meetings(self) -> list[str]:
        """The meetings of two weeks, a line each."""
        style = "{start-date} {start-time}-{end-time} {title} @ {location} {status}"
        return self.khal("list", "--day-format", "", "--format", style, "2026-11-23", "14d")

    def _configuration(self, text: str) -> Path:
        path = self.home / ("khal.conf" if text is KHAL else "todoman.py")
        path.write_text(text.format(folder=self.folder, home=self.home))
        return path

    def _run(self, name: str, *arguments: str) -> str:
        done = subprocess.run(
            [str(Path(PEERS) / name), *arguments],
            env={"HOME": str(self.home), "PATH": os.defpath, "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8"},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture
def peers(tmp_path: Path) -> Peers:
    home, folder = tmp_path / "home", tmp_path / "calendar"
    home.mkdir()
    folder.mkdir()
    return Peers(home, folder)


@pytest.fixture
def program(tmp_path: Path) -> ProgramOnATable:
    """Two interviews: one met in another zone, one with words that have a meaning in calendars."""
    program = a_program(tmp_path)
    program.interviews.add("Acme", "Engineer", meeting=when(program, "2026-11-27 14:00"), people=["Dana Ruiz"])
    program.interviews.add("Zwölf; Söhne, \\GmbH", "Köchin", meeting=when(program, "2026-11-30 10:00"))
    acme, sons = every(program, Interview)
    tokyo = MeetingTime(starts=when(program, "2026-11-27 14:00").at, zone="Asia/Tokyo", place="Hall 3, at the back")
    program.interviews.edit(acme.id, meeting=tokyo)
    program.follow_ups.add(sons.id, "Send the menu; all of it", when(program, "2026-11-25"))
    return program


def test_khal_lists_the_meetings_of_a_folder_and_follows_what_changes(program: ProgramOnATable, peers: Peers) -> None:
    export_vdir(program, peers.folder)
    assert peers.meetings() == [
        "2026-11-27 14:00-15:00 Interview (Acme) @ Hall 3, at the back CONFIRMED ",
        "2026-11-30 10:00-11:00 Interview (Zwölf; Söhne, \\GmbH) @  CONFIRMED ",
    ]
    acme, sons = every(program, Interview)
    program.interviews.edit(sons.id, meeting=MeetingTime(starts=when(program, "2026-12-01 16:30").at))
    program.interviews.remove([acme.id])
    export_vdir(program, peers.folder)
    assert peers.meetings() == ["2026-12-01 16:30-17:30 Interview (Zwölf; Söhne, \\GmbH) @  CONFIRMED "]


@pytest.mark.soak
def test_khal_imports_the_calendar_again_and_again_without_doubling(
    program: ProgramOnATable, peers: Peers, tmp_path: Path
) -> None:
    file = tmp_path / "interviews.ics"
    for day, shown in [("2026-11-30", "2026-11-30"), ("2026-12-01", "2026-12-01")]:
        _, sons = every(program, Interview)
        program.interviews.edit(sons.id, meeting=MeetingTime(starts=when(program, f"{day} 10:00").at))
        file.write_text("".join(export_calendar(program)), newline="")
        for _ in range(2):
            peers.khal("import", "--batch", str(file))
            assert [line[:33] for line in peers.meetings()] == [
                "2026-11-27 14:00-15:00 Interview ",
                f"{shown} 10:00-11:00 Interview ",
            ]


def test_todoman_lists_the_follow_ups_and_follows_what_changes(program: ProgramOnATable, peers: Peers) -> None:
    export_vdir(program, peers.folder)
    before = peers.todos()
    assert len(before) == len(owed(program))
    (menu,) = (todo for todo in before if todo["summary"].startswith("Send the menu"))
    assert menu["summary"] == "Send the menu; all of it (Zwölf; Söhne, \\GmbH)"
    assert menu["categories"] == ["custom"]
    assert "Interview: Zwölf; Söhne, \\GmbH, Köchin (i2)" in menu["description"].splitlines()
    assert _day(menu) == "2026-11-25"
    others = [todo["summary"] for todo in before if todo != menu]

    number = follow_up(program, "Send the menu; all of it").id
    program.follow_ups.snooze([number], when(program, "2026-12-03"))
    export_vdir(program, peers.folder)
    after = peers.todos()
    assert [_day(todo) for todo in after if todo["summary"] == menu["summary"]] == ["2026-12-03"]
    assert sorted(todo["summary"] for todo in after if todo["summary"] != menu["summary"]) == sorted(others)

    program.follow_ups.done([number])
    export_vdir(program, peers.folder)
    assert sorted(todo["summary"] for todo in peers.todos()) == sorted(others)
    assert [todo["summary"] for todo in peers.todos("COMPLETED")] == [menu["summary"]]


@pytest.mark.parametrize(
    ("command", "state"), [("done", Settled.DONE), pytest.param("cancel", Settled.SKIPPED, marks=pytest.mark.soak)]
)
def test_what_todoman_settles_comes_back_and_is_counted_on(
    program: ProgramOnATable, peers: Peers, command: str, state: Settled
) -> None:
    number = follow_up(program, "Send the menu; all of it").id
    export_vdir(program, peers.folder)
    (menu,) = (todo for todo in peers.todos() if todo["summary"].startswith("Send the menu"))
    for _ in range(3):
        peers.todo("edit", str(menu["id"]), "--priority", "low")
    peers.todo(command, str(menu["id"]))
    (path,) = peers.folder.glob(f"f{number}-*.ics")
    assert "SEQUENCE:4" in path.read_text()
    taken = program.invitations.take(read_folder(peers.folder).rows)
    assert (taken.added, taken.updated) == (0, 1)
    assert follow_up(program, "Send the menu; all of it").state is state
    export_vdir(program, peers.folder)
    assert "SEQUENCE:4" in path.read_text()
    assert menu["summary"] not in {todo["summary"] for todo in peers.todos()}


def _day(todo: dict[str, Any]) -> str:
    """The day on which todoman has it due, by the clock in Berlin."""
    return datetime.fromtimestamp(todo["due"], ZoneInfo("Europe/Berlin")).date().isoformat()
