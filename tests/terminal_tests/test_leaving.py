"""However a person leaves, or is made to leave: the program ends soon, the terminal and the store are whole."""

from __future__ import annotations

import os
import re
import resource
import shlex
import signal
import subprocess
import termios
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.terminal_tests.conftest import modes_left_on, opened

if TYPE_CHECKING:
    from tests.terminal import Terminal
    from tests.terminal_tests.conftest import Box

GONE_WITHIN = 4.0
"""Seconds from the reason for leaving to the end of the process, on a busy machine."""
TELLS_ITS_NUMBER = 'tty; echo "process $$."; exec "$@"'
"""For a shell: says which terminal and process it is before it becomes the command."""
AS_A_SHELL = f'sh -c {shlex.quote(TELLS_ITS_NUMBER)} sh "$@"; echo "left with $?"; stty -a'
"""For a shell: waits for the command and says how it left the terminal."""

IN_A_SESSION_OF_ITS_OWN = f"trap '' HUP; setsid -w sh -c {shlex.quote(TELLS_ITS_NUMBER)} sh \"$@\""
"""For a shell: no SIGHUP reaches the command, since the terminal is not its session's."""


def number_of(terminal: Terminal) -> int:
    """The dashboard's process."""
    found = re.search(rb"process (\d+)\.", terminal.raw)
    assert found
    return int(found[1])


def settle_first(box: Box, terminal: Terminal) -> str:
    """Settles the first follow-up, and waits until the screen says so; gives its id."""
    first = next(iter(box.due()))
    opened(terminal)
    terminal.type("dd")  # the second says that no letter is to be written for it
    terminal.until(r"^ Done: ")
    return first


def assert_kept(box: Box, settled: str) -> None:
    box.assert_whole()
    assert settled not in box.due()
    newest = box.json("log")[0]
    assert newest["words"].startswith("Done: ")
    assert newest["state"] == "done"


def assert_restored(terminal: Terminal) -> None:
    """The shell's own screen is back, with its modes, and the terminal is in its line mode."""
    text = terminal.text()
    for mode in ("icanon", "echo", "isig", "icrnl", "ixon", "opost"):
        assert re.search(rf"(?<!\S){mode}\b", text), f"{mode} is off:\n{text}"
    assert "Follow-ups" not in text
    assert modes_left_on(terminal.raw) == set()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        pytest.param(signal.SIGTERM, 143, id="SIGTERM"),
        pytest.param(signal.SIGHUP, 129, id="SIGHUP", marks=pytest.mark.soak),
        pytest.param(signal.SIGINT, 130, id="SIGINT", marks=pytest.mark.soak),
        pytest.param(signal.SIGQUIT, 131, id="SIGQUIT", marks=pytest.mark.soak),
    ],
)
def test_a_signal_ends_it_in_order(box: Box, sent: signal.Signals, code: int) -> None:
    with box.dashboard(wrapped=["sh", "-c", AS_A_SHELL, "sh"]) as terminal:
        settled = settle_first(box, terminal)
        os.kill(number_of(terminal), sent)
        terminal.until(rf"^left with {code}$", timeout=GONE_WITHIN)
        terminal.wait()
    assert_restored(terminal)
    assert_kept(box, settled)


@pytest.mark.parametrize("key", ["ctrl+c", pytest.param("q", marks=pytest.mark.soak)])
def test_a_key_ends_it_in_order(box: Box, key: str) -> None:
    with box.dashboard(wrapped=["sh", "-c", AS_A_SHELL, "sh"]) as terminal:
        settled = settle_first(box, terminal)
        terminal.press(key)
        terminal.until(r"^left with 0$", timeout=GONE_WITHIN)
        terminal.wait()
    assert_restored(terminal)
    assert_kept(box, settled)


@pytest.mark.soak
def test_a_signal_ends_it_while_a_question_is_open(box: Box) -> None:
    with box.dashboard(wrapped=["sh", "-c", AS_A_SHELL, "sh"]) as terminal:
        settled = settle_first(box, terminal)
        terminal.press("w")
        terminal.until("Wait until")
        terminal.type("+3")
        terminal.until(r"\+3 ")
        os.kill(number_of(terminal), signal.SIGTERM)
        terminal.until(r"^left with 143$", timeout=GONE_WITHIN)
        terminal.wait()
    assert_restored(terminal)
    assert_kept(box, settled)


@pytest.mark.soak
def test_a_terminal_that_takes_nothing_any_more_is_left_all_the_same(box: Box) -> None:
    with box.dashboard(wrapped=["sh", "-c", TELLS_ITS_NUMBER, "sh"]) as terminal:
        settled = settle_first(box, terminal)
        tty = re.search(rb"/dev/\S+", terminal.raw)
        assert tty
        stopped = os.open(tty[0], os.O_RDWR | os.O_NOCTTY)
        try:
            termios.tcflow(stopped, termios.TCOOFF)
        finally:
            os.close(stopped)
        terminal.press("j", "k", "j", "k")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(GONE_WITHIN) == 143
    assert modes_left_on(terminal.raw) == set()
    assert_kept(box, settled)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(TELLS_ITS_NUMBER, id="plain", marks=pytest.mark.soak),
        pytest.param(f"trap '' HUP; {TELLS_ITS_NUMBER}", id="hang-up ignored"),
        pytest.param(IN_A_SESSION_OF_ITS_OWN, id="own session", marks=pytest.mark.soak),
    ],
)
def test_a_terminal_that_is_gone_ends_it_without_a_spin(box: Box, script: str) -> None:
    with box.dashboard(wrapped=["sh", "-c", script, "sh"]) as terminal:
        settled = settle_first(box, terminal)
        process = number_of(terminal)
        used = processor_seconds(process) + processor_seconds_of_the_ended()
        terminal.hang_up()
        try:
            assert terminal.wait(GONE_WITHIN) == 129
        except AssertionError:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)  # in a session of its own nothing else ends it
            raise
    assert processor_seconds_of_the_ended() - used < 1.0
    assert_kept(box, settled)


def test_a_dashboard_at_rest_neither_writes_nor_works(box: Box) -> None:
    with box.dashboard(wrapped=["sh", "-c", TELLS_ITS_NUMBER, "sh"]) as terminal:
        opened(terminal)
        terminal.settled()
        written, used, since = len(terminal.raw), processor_seconds(number_of(terminal)), monotonic()
        terminal.settled(quiet=1.0)
        assert len(terminal.raw) == written
        assert processor_seconds(number_of(terminal)) - used < (monotonic() - since) / 5


@pytest.mark.parametrize("stream", ["</dev/null", ">/dev/null", "| cat"])
def test_without_a_terminal_it_says_so(box: Box, stream: str) -> None:
    command = f'"$@" {stream}; echo "left with $?"'
    if stream == "| cat":
        command = f'{{ "$@"; echo "left with $?" >&2; }} {stream}'
    with box.dashboard((120, 24), wrapped=["sh", "-c", command, "sh"]) as terminal:
        terminal.until(r"^left with 2$", timeout=GONE_WITHIN)
        terminal.wait()
    said, left = (line for line in terminal.screen() if line)
    assert said.startswith("interview-tui: the dashboard needs a terminal")
    assert left == "left with 2"
    assert b"\x1b" not in terminal.raw


def test_without_any_terminal_it_says_so(box: Box) -> None:
    ended = subprocess.run([*box.command], env=box.env({}), stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert len(ended.stderr.splitlines()) == 1


def processor_seconds(process: int) -> float:
    """What a process has used, user and system."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def processor_seconds_of_the_ended() -> float:
    """What all processes have used that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
