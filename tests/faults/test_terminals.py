"""Odd terminals: of every kind and size, resized in a storm, stopped and continued, and none at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from signal import SIGCONT, SIGHUP, SIGQUIT, SIGTERM, SIGTSTP, Signals
from typing import TYPE_CHECKING, Any

import pytest

from interview_tui.paths import picture_of
from interview_tui.terminal import first_frame_cache
from tests.terminal_tests.conftest import PIPELINE, modes_left_on, opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal_tests.conftest import Box

SIZE = (100, 30)
STORM = ((80, 24), (1, 1), (300, 100), (20, 5), (100, 30), (5, 1), (132, 43))
WHOLE = r" late · (.|\n)*Pipeline \d+ ──┤ Follow-ups(.|\n)*▌(.|\n)*╰─(.|\n)* q Quit$"
"""The dashboard from its first line to its last."""
NEEDS_ONE = (
    "interview-tui: the dashboard needs a terminal: give a command, for example due (--help lists them all)\r?\n"
)


@pytest.mark.parametrize("term", ["nonsense", *(pytest.param(term, marks=pytest.mark.soak) for term in ("dumb", ""))])
def test_a_terminal_of_which_little_is_known(box: Box, term: str) -> None:
    with box.dashboard(SIZE, env={"TERM": term}) as terminal:
        opened(terminal)
        terminal.press("j", "h")
        terminal.until(PIPELINE)
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


@pytest.mark.parametrize(
    "size", [(1, 1), *(pytest.param(size, marks=pytest.mark.soak) for size in ((20, 5), (300, 100)))]
)
def test_every_size(box: Box, size: tuple[int, int]) -> None:
    with box.dashboard(size) as terminal:
        terminal.until(lambda _: b"\x1b[?1049h" in terminal.raw)
        terminal.press("j", "l", "q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


@pytest.mark.soak
@pytest.mark.parametrize("rounds", [3, 30])
def test_after_a_storm_of_sizes_the_picture_is_that_of_the_last(box: Box, rounds: int) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        for _ in range(rounds):
            for size in STORM:
                terminal.resize(*size)
                terminal.press("j", "k")
        terminal.resize(*SIZE)
        terminal.press("g")
        terminal.until(r"\? Keys +q Quit$")
        seen = terminal.settled(0.5).splitlines()
        terminal.press("R")  # draws every cell anew, whatever was there
        terminal.until("Refreshed")
        assert [line for line in terminal.settled(0.5).splitlines() if "Refreshed" not in line] == [
            line for number, line in enumerate(seen) if number != SIZE[1] - 2
        ]
        terminal.press("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("rounds", [2, pytest.param(200, marks=pytest.mark.soak)])
def test_stopped_and_continued_it_draws_all_again_and_quits(box: Box, rounds: int) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        for number in range(rounds):
            terminal.until(WHOLE)
            terminal.type("jk" * (number % 20))  # to stop it also in the middle of a write
            terminal.signal(SIGTSTP)
            terminal.until_stopped()
            terminal.until_gone("Follow-ups")
            terminal.signal(SIGCONT)
        terminal.until(WHOLE)
        terminal.signal(SIGCONT)  # a second one, with nothing to continue
        terminal.press("h")
        terminal.until(PIPELINE)
        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


def test_where_no_shell_started_it_it_is_not_stopped(box: Box) -> None:
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        terminal.press("ctrl+z")
        terminal.until("There is no shell here to go back to: q quits")
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


AS_A_SHELL = '"$@"; echo "left with $?"; fg 2>/dev/null; echo "gone with $?"'
"""For a shell: says how the command has left it, and goes on with one that was stopped."""


@pytest.fixture
def left_before(box: Box) -> Box:
    """A box in which the picture of the last time is kept."""
    with box.dashboard(SIZE) as terminal:
        opened(terminal)
        terminal.press("q")
        assert terminal.wait() == 0
    return box


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(first_frame_cache.ENTER.encode(), id="at once"),
        pytest.param(b"Quit", id="when it is whole", marks=pytest.mark.soak),
    ],
)
@pytest.mark.parametrize(
    ("key", "status"), [("ctrl+z", 147), pytest.param("ctrl+backslash", None, marks=pytest.mark.soak), ("ctrl+c", 130)]
)
def test_keys_for_the_shell_while_only_the_picture_of_the_last_time_stands(
    left_before: Box, key: str, status: int | None, shown: bytes
) -> None:
    """ctrl+c ends it at once; the others wait until the dashboard can take them, as all keys do."""
    with left_before.dashboard(SIZE, wrapped=["bash", "--norc", "-ic", AS_A_SHELL, "-"]) as terminal:
        terminal.until(lambda _: shown in terminal.raw)
        terminal.type_bytes({"ctrl+z": b"\x1a", "ctrl+backslash": b"\x1c", "ctrl+c": b"\x03"}[key])
        if status is None:  # which means nothing to the dashboard
            terminal.press("q")
            terminal.until("^left with 0$")
            return
        terminal.until(lambda _: b"left with" in terminal.raw)
        before, _, after = terminal.raw.partition(b"left with")
        assert after.startswith(f" {status}".encode())
        assert modes_left_on(before) == set()
        if key == "ctrl+z":
            terminal.until(WHOLE)
            terminal.press("q")
            terminal.until("^gone with 0$")


@pytest.mark.parametrize("sent", [SIGTERM, *(pytest.param(sent, marks=pytest.mark.soak) for sent in (SIGHUP, SIGQUIT))])
def test_a_signal_while_only_the_picture_of_the_last_time_stands_ends_it_in_order(
    left_before: Box, sent: Signals
) -> None:
    with left_before.dashboard(SIZE) as terminal:
        terminal.until(lambda _: first_frame_cache.ENTER.encode() in terminal.raw)
        terminal.signal(sent)
        assert terminal.wait() == 128 + sent
    assert modes_left_on(terminal.raw) == set()


def test_stopped_while_only_the_picture_of_the_last_time_stands_it_leaves_the_screen(left_before: Box) -> None:
    with left_before.dashboard(SIZE) as terminal:
        terminal.until(lambda _: first_frame_cache.ENTER.encode() in terminal.raw)
        terminal.signal(SIGTSTP)
        terminal.until_stopped()
        terminal.until_gone("Follow-ups")
        assert modes_left_on(terminal.raw) == set()
        terminal.signal(SIGCONT)
        terminal.until(WHOLE)
        terminal.press("q")
        assert terminal.wait() == 0
    assert modes_left_on(terminal.raw) == set()


MESS = r"\033[5;10r\033[?6h\033[4h\033[20h\033(0\016\033[?5h\033[2h\033 G"
"""What another program may leave: a scroll region, origin mode, insert mode, new-line mode, other letters, inverted
colours, a locked keyboard, controls of one byte.
"""


def assert_all_taken_back(raw: bytes) -> None:
    """The dashboard has taken back also what an emulator does not show."""
    assert modes_left_on(raw) == set()
    raw = raw[raw.rindex(b"\x1b G") :]
    assert b"\x1b F" in raw
    assert re.search(rb"\x1b\[2[;\d]*l", raw)


@pytest.mark.soak
def test_what_another_program_has_left_on_is_set_right_at_the_start(left_before: Box) -> None:
    messy = ["sh", "-c", f"printf '{MESS}'; exec \"$@\"", "sh"]
    seen = ""
    for wrapped, kept in (([], True), (messy, True), (messy, False)):
        if not kept:
            picture_of(left_before.store).unlink()
        with left_before.dashboard(SIZE, wrapped=wrapped) as terminal:
            opened(terminal)
            terminal.press("?")
            terminal.until("Keys in Follow-ups")
            seen = seen or terminal.settled(0.5)
            terminal.until(lambda text: text == seen)  # noqa: B023 -- it is asked at once
            terminal.press("escape", "q")
            assert terminal.wait() == 0
        if wrapped:
            assert_all_taken_back(terminal.raw)


@pytest.mark.soak
@pytest.mark.parametrize("whole", ["false", "true"])
def test_what_an_editor_has_left_on_is_set_right(box: Box, tmp_path: Path, whole: str) -> None:
    editor, config = tmp_path / "editor", tmp_path / "config.toml"
    editor.write_text(f"#!/bin/sh\nprintf '{MESS}'\necho >> \"$1\"\n")  # as editors end a text
    editor.chmod(0o700)
    config.write_text(f"whole_pictures = {whole}\n")
    with box.dashboard(SIZE, env={"EDITOR": str(editor), "INTERVIEW_TUI_CONFIG": str(config)}) as terminal:
        opened(terminal)
        before = terminal.settled(0.5).splitlines()
        terminal.press("E")
        terminal.until("The notes are unchanged")
        terminal.press("j", "k")
        terminal.until(lambda text: text.splitlines()[:-2] == before[:-2])  # all but the message and the keys
        terminal.press("q")
        assert terminal.wait() == 0
    assert_all_taken_back(terminal.raw)


TAKES_A_BYTE = f"""#!{sys.executable}
import os, sys, termios, tty
before = termios.tcgetattr(0)
tty.setraw(0, termios.TCSANOW)
os.write(1, {{ask!r}})
os.read(0, 1)
termios.tcsetattr(0, termios.TCSANOW, before)
"""


@pytest.mark.parametrize("ask", [b"\x1b[c", pytest.param(b"\x1b[6n\x1b[?2004$p", marks=pytest.mark.soak)])
@pytest.mark.soak
def test_what_an_editor_has_left_of_an_answer_is_no_key(box: Box, tmp_path: Path, ask: bytes) -> None:
    editor = tmp_path / "editor"
    editor.write_text(TAKES_A_BYTE.format(ask=ask))
    editor.chmod(0o700)
    with box.dashboard(SIZE, env={"EDITOR": str(editor)}) as terminal:
        opened(terminal)
        terminal.press("h")
        terminal.until(PIPELINE)
        journal = box.run("log")
        terminal.press("E")
        terminal.until("The notes are unchanged")
        before = terminal.settled(0.5)
        assert "The notes are unchanged" in before
        terminal.press("j", "k", "q")
        assert terminal.wait() == 0
    assert box.run("log") == journal


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
