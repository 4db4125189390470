"""Another program has written into the store what no record holds: a line names it, and the rest still works."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal_tests.conftest import Box

WRITTEN = {
    "a step that is none": "UPDATE interviews SET step = 99 WHERE id = 1",
    "an unknown word": "UPDATE follow_ups SET kind = 'zzz'",
    "no date": "UPDATE follow_ups SET due_day = 'never', due_sort = 'never' WHERE due_day IS NOT NULL",
    "not an instant": "UPDATE meetings SET starts = 'garbage'",
    "bytes in the place of a text": "UPDATE interviews SET company = x'ff00fe' WHERE id = 1",
    "bytes in the place of a name": "UPDATE people SET name = x'80'",
    "a number in the place of a text": "UPDATE interviews SET role = 5",
    "a touch at no time": "UPDATE touches SET at = 'x'",
    "no number": "UPDATE needs SET pressing = 'many'",
    "a state of a letter": "UPDATE letters SET state = 'zz'",
    "a text of a megabyte": "UPDATE interviews SET company = hex(zeroblob(500000)) WHERE id = 1",
    "no meetings": "DELETE FROM meetings",
    "no people": "DELETE FROM people",
    "no stories": "DELETE FROM stories",
}
COMMANDS = (["due"], ["due", "--json"], ["status"], ["list"], ["list", "--json"], ["show", "i1"], ["log"], ["doctor"])
NAMED = {
    "a step that is none": ("records", "interview i1"),
    "an unknown word": ("records", "follow-up f1, follow-up f2, follow-up f3"),
    "not an instant": ("records", "meeting"),
    "bytes in the place of a text": ("records", "interview i1"),
    "no meetings": ("references", "missing for rows of"),
    "no people": ("references", "missing for rows of"),
}
"""What the doctor says of it, by the subject."""


LOOKED_AT = ("not an instant",)
"""What is looked at for every change; all of it by `make soak`."""
EACH = [pytest.param(what, marks=() if what in LOOKED_AT else pytest.mark.soak) for what in WRITTEN]


def spoil(box: Box, what: str) -> None:
    with closing(sqlite3.connect(box.store)) as connection, connection:
        connection.execute(WRITTEN[what])


@pytest.mark.parametrize("what", EACH)
def test_every_command_gives_a_result_or_one_line(box: Box, what: str) -> None:
    spoil(box, what)
    for command in COMMANDS:
        done = subprocess.run([*box.command, *command], env=box.env({}), capture_output=True, timeout=60, check=False)
        said = done.stderr.decode()
        assert "error of its own" not in said, command
        assert done.returncode == 0 or said.count("\n") == 1 or command == ["doctor"], (command, said)


@pytest.mark.parametrize(
    "what",
    [pytest.param(what, marks=() if what == "no people" else pytest.mark.soak) for what in NAMED],
)
def test_the_doctor_names_what_is_no_record(box: Box, what: str) -> None:
    about, words = NAMED[what]
    assert all(finding["state"] == "ok" for finding in looked_over(box) if finding["about"] == about)
    spoil(box, what)
    (finding,) = (finding for finding in looked_over(box) if finding["about"] == about)
    assert finding["state"] == "problem"
    assert words in finding["words"]
    assert "interview-tui restore" in finding["todo"]


def looked_over(box: Box) -> list[dict[str, str]]:
    done = subprocess.run(
        [*box.command, "doctor", "--json"], env=box.env({}), capture_output=True, timeout=60, check=False
    )
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("what", EACH)
def test_the_dashboard_opens_or_says_in_a_line_why_not(box: Box, what: str) -> None:
    spoil(box, what)
    with box.dashboard((120, 40)) as terminal:
        terminal.until(r"\bQuit\b|interview-tui")
        terminal.press(*"jjlGgl?", "escape", *"jjq")
        assert terminal.wait() in (0, 1)
        after = " ".join(terminal.text().split())
    assert "error of its own" not in after
    assert b"Traceback" not in terminal.raw
