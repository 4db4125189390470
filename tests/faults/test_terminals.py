"""Odd terminals: of every kind and size, resized in a storm, stopped and continued, and none at all."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from signal import SIGCONT, SIGTSTP
from typing import TYPE_CHECKING, Any

import pytest

from tests.terminal_tests.conftest import modes_left_on, opened

if TYPE_CHECKING:
    from tests.terminal_tests.conftest import Box

SIZE = (100, 30)
STORM = ((80, 24), (1, 1), (300, 100), (20, 5), (100, 30), (5, 1), (132, 43))
WHOLE = r" overdue (.|\n)*Notes +\[Follow-ups(.|\n)*▌(.|\n)*│(.|\n)* q Quit$"
"""The dashboard from its first line to its last."""
NEEDS_ONE = (
    "interview-tui: the dashboard needs a terminal: give a command, for example due (--help names them all)\r?\n"
)


@pytest.mark.parametrize("term", ["nonsense", *(pytest.param(term, marks=pytest.mark.soak) for term in ("dumb", ""))])
def test_a_terminal_of_which_little_is_known(box: Box, term: str) -> None:
    with box.dashboard(SIZE, env={"TERM": term}) as terminal:
        opened(terminal)
        terminal.press("j", "l")
        terminal.until(r"\[Pipeline")
        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


@pytest.mark.soak
@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"LC_ALL": "de_DE.ISO-8859-1"}, {"LC_ALL": "C"}])
def test_no_colours_and_other_encodings(box: Box, variable: dict[str, str]) -> None:
    with box.dashboard(SIZE, env=variable) as terminal:
        opened(terminal)
        assert "Follow-ups" in terminal.settled()
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("size", [(1, 1), pytest.param((20, 5), marks=pytest.mark.soak), (300, 100)])
def test_every_size(box: Box, size: tuple[int, int]) -> None:
    with box.dashboard(size) as terminal:
        terminal.until(lambda _: b"\x1b[?1049h" in terminal.raw)
        terminal.press("j", "l", "q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.soak)])
def test_after_a_storm_of_sizes_the_picture_is_that_of_the_last(box: Box, rounds: int) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        for _ in range(rounds):
            for size in STORM:
                terminal.resize(*size)
                terminal.press("j", "k")
        terminal.resize(*SIZE)
        terminal.press("g")
        terminal.until(r"\? Help +q Quit$")
        seen = terminal.settled(0.5).splitlines()
        terminal.press("R")  # draws every cell anew, whatever was there
        terminal.until("Read again")
        assert [line for line in terminal.settled(0.5).splitlines() if "Read again" not in line] == [
            line for number, line in enumerate(seen) if number != SIZE[1] - 2
        ]
        terminal.press("q")
        assert terminal.wait() == 0


def test_stopped_and_continued_it_draws_all_again_and_quits(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        for _ in range(2):
            terminal.until(WHOLE)
            terminal.signal(SIGTSTP)
            terminal.until_stopped()
            terminal.until_gone("Follow-ups")
            terminal.signal(SIGCONT)
        terminal.until(WHOLE)
        terminal.signal(SIGCONT)  # a second one, with nothing to continue
        terminal.press("l")
        terminal.until(r"\[Pipeline")
        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


def test_where_no_shell_started_it_it_is_not_stopped(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        terminal.press("ctrl+z")
        terminal.until("There is no shell here that could go on with it later: q quits")
        terminal.press("q")
        assert terminal.wait() == 0


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(box: Box) -> None:
    with box.dashboard(SIZE, wrapped=["bash", "--norc", "-ic", '"$@"; echo SHELL; fg; echo GONE $?', "-"]) as terminal:
        opened(terminal)
        terminal.until(WHOLE)
        terminal.press("ctrl+z")
        terminal.until(lambda _: b"SHELL" in terminal.raw)
        terminal.until(WHOLE)
        terminal.press("q")
        terminal.until("GONE 0")


@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_it_says_so_at_once(box: Box, missing: str) -> None:
    master, slave = os.openpty()
    streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), slave)
    streams[missing] = subprocess.DEVNULL if missing == "stdin" else subprocess.PIPE
    try:
        done = subprocess.run(
            [sys.executable, "-m", "interview_tui"], env=box.env({}), timeout=20, check=False, **streams
        )
        os.set_blocking(master, False)
        seen = b""
        with suppress(BlockingIOError):
            seen = os.read(master, 4096)
    finally:
        os.close(slave)
        os.close(master)
    assert done.returncode == 2
    said = (done.stderr if missing == "stderr" else seen).decode()
    assert said.replace("\r", "") == NEEDS_ONE.replace("\r?", "")
