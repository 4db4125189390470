"""tmux and xterm show, after hundreds of keys, what they show when all of it is drawn again: names in 27 scripts, with
emoji first, in the middle and last. Terminals of our own making count in tests/terminal_package/test_widths.py.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tty
from contextlib import ExitStack, contextmanager
from itertools import cycle
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.programs import NOW, a_program, when
from tests.terminal import Terminal, clean_env
from tests.terminal_package.test_widths import EMOJI, NAMES, with_emoji

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

COLUMNS, ROWS = SIZE = (110, 30)
MESSAGES = ROWS - 2
"""The row of the messages: there it says that all was read again."""
KEYS = (*"jjjjjjkkkGgglhz", "ctrl+d", "ctrl+d", "ctrl+u", "tab", "space", "?", "p", "L", "C", *"1234")
PRESSED, CHECKED_AFTER = 300, 20
DASHBOARD = (sys.executable, "-m", "interview_tui")
Rows: TypeAlias = list[str]
Look: TypeAlias = "Callable[[], Rows]"


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a dashboard over a store in which every name occurs, with an emoji in each of three places."""
    program = a_program(tmp_path)
    people = cycle(NAMES)
    for number, (name, emoji) in enumerate(zip(NAMES, cycle(EMOJI), strict=False)):
        for place, company in enumerate(with_emoji(name, emoji)):
            meeting = when(program, f"2026-11-{13 + number % 10} {10 + place}:00")
            person = f"{next(people)} <p{number}.{place}@h.example>"
            program.interviews.add(company, "Editor", meeting=meeting, people=[person])
    return clean_env(
        tmp_path,
        INTERVIEW_TUI_DB=str(program.settings.paths.store),
        INTERVIEW_TUI_NOW=NOW,
        TZ="Europe/Berlin",
        COLORTERM="truecolor",
    )


@contextmanager
def in_tmux(env: Mapping[str, str], folder: Path) -> Iterator[tuple[Terminal, Look]]:
    """The dashboard in tmux, and what gives the texts of the rows as tmux has them."""
    settings = folder / "tmux.conf"
    settings.write_text("set -g status off\nset -g default-terminal tmux-256color\n")
    tmux = ["tmux", "-S", str(folder / "tmux"), "-f", str(settings), "-u"]

    def look() -> Rows:
        capture = [*tmux, "capture-pane", "-p"]
        shown = subprocess.run(capture, env=env, capture_output=True, check=True, timeout=20).stdout.decode()
        return rows_of(shown)

    with Terminal([*tmux, "new-session", *DASHBOARD], env=env, size=SIZE) as terminal:
        try:
            yield terminal, look
        finally:
            subprocess.run([*tmux, "kill-server"], env=env, capture_output=True, check=False, timeout=20)


@contextmanager
def in_xterm(env: Mapping[str, str], folder: Path) -> Iterator[tuple[Terminal, Look]]:
    """The dashboard; an xterm is sent all that it writes, and prints the rows that it has."""
    printed = folder / "printed"
    os.mkfifo(printed)
    with ExitStack() as stack:
        told, tells = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1600x1200x24"],
            pass_fds=[tells], stderr=subprocess.DEVNULL, env=env,
        )  # fmt: skip
        stack.callback(server.wait)
        stack.callback(server.terminate)
        os.close(tells)
        with os.fdopen(told, "rb") as line:
            display = f":{line.readline().decode().strip()}"
        master, slave = os.openpty()
        stack.callback(os.close, slave)
        tty.setraw(slave)
        resources = (f"printerCommand: cat > {printed}", "printerAutoClose: true", "printAttributes: 0")
        window = subprocess.Popen(
            ["xterm", f"-S{os.ttyname(slave)}/{master}", "-geometry", f"{COLUMNS}x{ROWS}", "-u8", "-fa", "monospace",
             *(part for resource in resources for part in ("-xrm", f"*{resource}"))],
            pass_fds=[master], env={**env, "DISPLAY": display}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(master)
        stack.callback(window.wait)
        stack.callback(window.terminate)
        terminal = stack.enter_context(Terminal(DASHBOARD, env=env, size=SIZE))
        taken = 0

        def look() -> Rows:
            nonlocal taken
            while taken < len(terminal.raw):
                taken += os.write(slave, terminal.raw[taken:])
            os.write(slave, b"\x1b[i")
            return rows_of(printed.read_text())

        yield terminal, look


def rows_of(text: str) -> Rows:
    return [*map(str.rstrip, text.splitlines()), *[""] * ROWS][:ROWS]


def missing(*programs: str) -> pytest.MarkDecorator:
    absent = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(absent), reason=f"there is no {' and no '.join(absent)} here")


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(in_tmux, id="tmux", marks=missing("tmux")),
        pytest.param(in_xterm, id="xterm", marks=missing("xterm", "Xvfb")),
    ],
)
def test_after_many_keys_all_is_as_if_drawn_again(
    inside: Callable[[Mapping[str, str], Path], AbstractContextManager[tuple[Terminal, Look]]],
    seed: int,
    env: Mapping[str, str],
    tmp_path: Path,
) -> None:
    rng = random.Random(seed)
    differ: dict[int, list[int]] = {}
    with inside(env, tmp_path) as (terminal, look):
        terminal.until(r"\bQuit\b")
        for number in range(1, PRESSED + 1):
            terminal.press(rng.choice(KEYS))
            terminal.settled(0.05)
            if number % CHECKED_AFTER == 0:
                terminal.press("escape", "escape")
                terminal.settled(0.5)
                before = look()
                terminal.press("R")
                terminal.until("Refreshed")
                terminal.settled(0.3)
                after = look()
                rows = [y for y in range(ROWS) if before[y] != after[y] and y != MESSAGES]
                if rows:
                    differ[number] = rows
    assert differ == {}
