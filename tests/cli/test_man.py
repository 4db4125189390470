"""The manual page and the page of commands: made from what `--help` is made from, and read by other programs."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview_tui import __version__
from interview_tui.cli.group import COMMANDS
from interview_tui.cli.reference import EXAMPLES, Paragraph, all_commands, manual, sections, whole
from tools.docs import commands as page

if TYPE_CHECKING:
    from tests.cli.conftest import Box

ROOT = Path(__file__).parents[2]
HEADINGS = [
    "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "IDS AND DATES", "OUTPUT", "EXIT STATUS", "ENVIRONMENT",
    "FILES", "EXAMPLES", "SOURCE OF THE METHOD", "SEE ALSO",
]  # fmt: skip
REQUESTS = {".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad"}


def rendered() -> str:
    """The manual as groff shows it on a terminal that is wide enough for every line, without bold."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-rLL=400n", "-P-c", "-P-b", "-P-u"],
        input=manual().encode("ascii"),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == b"", done.stderr.decode()
    return done.stdout.decode()


def test_every_command_and_option_is_in_both(empty: Box) -> None:
    written = [entry.written for entry in all_commands()]
    assert {line.split()[0] for line in written} == set(COMMANDS)
    assert [line for line in written if line.startswith("config ")] == ["config check [OPTIONS]", "config init"]
    assert [entry.written.split()[0] for entry in all_commands() if not entry.about] == []
    for entry in (whole(), *all_commands()):
        for option, means in entry.options:
            cell = option.replace("|", "\\|")
            assert f"| `{cell}` |" in page()
            assert means
    ended = empty("man")
    assert (ended.code, ended.err, ended.out) == (0, "", manual())
    assert not empty.store.exists()


def test_the_manual_obeys_the_rules_of_roff() -> None:
    lines = manual().splitlines()
    assert manual().isascii()
    assert lines[0] == f'.TH INTERVIEW\\-TUI 1 "" "interview\\-tui {__version__}" "User Commands"'
    assert [line[4:].strip('"') for line in lines if line.startswith(".SH")] == HEADINGS
    assert {line.split()[0] for line in lines if line.startswith(".")} <= REQUESTS
    assert not [line for line in lines if line.startswith("'") or re.search(r"(?<!\\)-", line)]
    assert not [line for line in lines if re.search(r"\\(?![-e&]|f[BR]|\((aq|dq|ga|ha|ti)|\[u[0-9A-F]{4,6}\])", line)]
    assert not [line for line in lines if line.startswith((".SH", ".SS")) and line.count('"') not in (0, 2)]


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_renders_it_without_a_warning_and_loses_nothing() -> None:
    shown = " ".join(rendered().split())
    assert all(entry.written in shown for entry in all_commands())
    for entry in (whole(), *all_commands()):
        for option, means in entry.options:
            assert f"{option} {means.replace('`', '')}" in shown
        for text, _ in entry.about:
            assert " ".join(text.replace("`", "").split()) in shown
    for section in sections():
        for part in section.parts:
            assert " ".join((part.text if isinstance(part, Paragraph) else part.means).split()) in shown


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_reads_it_from_a_pipe() -> None:
    done = subprocess.run(
        ["man", "-l", "-"],
        input=manual().encode(),
        capture_output=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "interview-tui - what do I owe" in done.stdout.decode()


@pytest.mark.parametrize("command", [command for _, command in EXAMPLES])
def test_each_example_runs(box: Box, command: str) -> None:
    before, _, line = command.rpartition(" | ")
    given = shlex.split(before)[1] if before else ""
    words = shlex.split(line)
    assert words[0] == "interview-tui"
    if words[1:3] == ["snooze", "f1"]:
        words[2] = "f3"
    arguments = [str(box.folder / word) if word.endswith(".json") else word for word in words[1:]]
    ended = box(*arguments, stdin=given)
    assert (ended.code, ended.err) == (0, "")
